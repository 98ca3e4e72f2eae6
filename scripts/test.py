"""Run every test; the first start makes the environment.

With arguments, only pytest runs, and they go to it. `--all` tries every example of the property tests, where a usual
run tries a tenth.
"""

import os
import sys

from _environment import Environment, start

CHECKS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),
    ("mypy", "scripts"),
    ("pytest", "-rs"),  # report why tests were skipped
)


def test(environment: Environment, arguments: list[str]) -> int:
    """Run all checks, even after a failure, so that one run reports everything."""
    if "--all" in arguments:
        arguments = [argument for argument in arguments if argument != "--all"]
        os.environ["WAYIN_TESTS"] = "all"
    failures = {}
    for check in [("pytest", *arguments)] if arguments else CHECKS:
        code = environment.run(*check)
        if code:
            failures[" ".join(check)] = code
    if failures and not arguments:
        print("Failed:", ", ".join(failures), file=sys.stderr)
    return next(iter(failures.values()), 0)


if __name__ == "__main__":
    start(test)
