"""How many examples a property test tries: a tenth, or all of them with `scripts/test.py --all`."""

import os

ALL = os.environ.get("WAYIN_TESTS") == "all"


def examples(number: int) -> int:
    """Return how many of so many examples this run tries, at least ten."""
    return number if ALL else max(10, number // 10)
