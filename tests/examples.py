"""The number of examples in property tests: a tenth, or all of them with `scripts/test.py --all`."""

import os

ALL = os.environ.get("WAYIN_TESTS") == "all"


def examples(number: int) -> int:
    """Return the number of examples out of these that this run tries, at least ten."""
    return number if ALL else max(10, number // 10)
