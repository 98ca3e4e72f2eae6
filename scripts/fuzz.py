"""Changes good notes at random, reads them, links them, and now and then builds the whole site of them.

    .venv/bin/python scripts/fuzz.py --minutes 30 [--seed 1] [--build-every 40]

Any exception ends it, with the seed of the vault that raised it; `--only SEED` runs that vault alone, with a build.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
os.environ["NO_MKDOCS_2_WARNING"] = "1"

from corpus.building import build_site, state, write
from corpus.mutations import mutated
from wayin import knowledge
from wayin.clock import Clock
from wayin.learning import LearningIndex
from wayin.reading import read_folder

SLOW = 10.0
"""Seconds that no vault may take."""


def one(number: str, *, build: bool) -> None:
    """Tries the vault of one seed."""
    with tempfile.TemporaryDirectory() as made:
        notes = Path(made) / "notes"
        write(notes, mutated(random.Random(number)))
        before = state(notes)
        reading = read_folder(notes)
        kb = knowledge.build(reading.notes)
        for problem in (*reading.problems, *kb.problems, *LearningIndex(kb, Clock.at(None)).problems):
            if not (problem.message and problem.line >= 1 and problem.column >= 1):
                raise AssertionError(f"an empty problem: {problem!r}")
        if build:
            site = build_site(Path(made))
            missing = [note.path for note in reading.notes if not any(site.rglob("*.html"))]
            if missing:
                raise AssertionError(f"no page for {missing}")
        if state(notes) != before:
            raise AssertionError("the notes were changed")


def main() -> int:
    """Runs for the time asked for, and tells how many vaults there were."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--build-every", type=int, default=40)
    parser.add_argument("--only")
    wanted = parser.parse_args()
    faulthandler.enable()
    end = time.monotonic() + wanted.minutes * 60
    tried = built = 0
    slowest = 0.0
    while wanted.only or time.monotonic() < end:
        number = wanted.only or f"{wanted.seed}-{tried}"
        build = bool(wanted.only) or tried % wanted.build_every == 0
        start = time.process_time()
        try:
            one(number, build=build)
            taken = time.process_time() - start
            if taken > SLOW:
                raise TimeoutError(f"{taken:.1f} s")
        except BaseException:
            traceback.print_exc()
            print(f"vault {number} (after {tried} vaults, {built} builds)", file=sys.stderr)
            return 1
        slowest = max(slowest, taken)
        tried += 1
        built += build
        if wanted.only:
            break
        if tried % 500 == 0:
            print(f"{tried} vaults, {built} of them built …", flush=True)
    print(
        f"{tried} vaults, {built} of them built, seed {wanted.seed}: no crash; the slowest took {slowest:.1f} s of CPU"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
