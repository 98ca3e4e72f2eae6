"""Walks at random over 200 notes while they are served: after each step, ten pages are what a clean build writes.

    .venv/bin/python scripts/walk.py [--walks 5] [--steps 100] [--seed 1]

Needs the environment that scripts/test.py makes; takes some minutes for each hundred steps.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))


def main() -> int:
    """Walk; stop at the first page that differs."""
    from walks import Walk

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--walks", type=int, default=5)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument(
        "--notes", type=int, default=148, help="people; with interviews and companies, two hundred notes"
    )
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    logging.disable(logging.ERROR)
    for seed in range(wanted.seed, wanted.seed + wanted.walks):
        with tempfile.TemporaryDirectory() as folder:
            walk = Walk(Path(folder), seed, wanted.notes)
            for step in range(wanted.steps):
                done = walk.step()
                try:
                    walk.check()
                except AssertionError as error:
                    print(f"walk {seed}, step {step} ({done}): {error}")
                    return 1
        print(f"walk {seed}: {wanted.steps} steps, {walk.builds} builds of MkDocs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
