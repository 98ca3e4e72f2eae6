"""Builds projects made at random, and looks at every page for what no page may hold.

    .venv/bin/python scripts/fuzz.py --minutes 30 [--seed 1] [--browse-every 10] [--only SEED]

Notes have front matter made by its structure and bodies of attacks in HTML and Markdown; mkdocs.yml, kept positions,
texts of drafts and linked files vary, too. Every page is read by a parser of its own and held against what notes may
add; of each note there must be a page or a word; commands answer; and of some sites a browser opens a few pages.
Whatever is wrong is printed with the seed of its project; `--only SEED` tries that one alone, and shows the least of
it that is still wrong. Findings end it with 1.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
os.environ["NO_MKDOCS_2_WARNING"] = "1"

from fuzzing.browsing import Onlooker
from fuzzing.trial import faults_of_seed, shrunk
from fuzzing.vaults import vault_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SLOW = 30.0
"""The most CPU seconds for a project."""


@contextlib.contextmanager
def onlooker() -> Iterator[Onlooker | None]:
    """Yield what checks sites in a browser; None without a browser."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        print("There is no Chromium, so no page is opened in a browser.", file=sys.stderr)
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield Onlooker(browser)
        browser.close()


def show(seed: str) -> None:
    """Print the smallest part of a project that still fails."""
    vault = shrunk(vault_of(seed))
    print(vault.settings)
    for path, data in vault.notes.items():
        print(f"── {path}\n{data.decode('utf-8', 'backslashreplace')}")


def main() -> int:
    """Test projects for the requested time, and print the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--browse-every", type=int, default=10)
    parser.add_argument("--only")
    wanted = parser.parse_args()
    faulthandler.enable()
    end = time.monotonic() + wanted.minutes * 60
    tried = wrong = 0
    slowest = 0.0
    with onlooker() as eyes:
        while time.monotonic() < end:
            seed = wanted.only or f"{wanted.seed}-{tried}"
            is_browsed = eyes and (wanted.only or tried % wanted.browse_every == 0)
            start = time.process_time()
            faults = faults_of_seed(seed, eyes.look if eyes and is_browsed else None)
            taken = time.process_time() - start
            faults += [f"it took {taken:.1f} s"] if taken > SLOW else []
            slowest = max(slowest, taken)
            tried += 1
            wrong += bool(faults)
            print("".join(f"{seed}: {fault}\n" for fault in faults), end="", flush=True)
            if wanted.only:
                if faults:
                    show(seed)
                break
        opened = eyes.opened if eyes else 0
    print(
        f"{tried} projects, seed {wanted.seed}, {opened} pages opened in a browser: {wrong} with findings; "
        f"the slowest took {slowest:.1f} s of CPU"
    )
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
