"""Problems as lines of a log."""

from wayin.diagnostics import FEW, MANY, Problem, log_lines, printable


def problem(line: int, severity: str = "warning", code: str = "odd") -> Problem:
    return Problem("people/a\x1b.md", line, 1, severity, code, "Odd.", "Mend it.")


def test_many_of_one_kind_are_a_few_lines_and_a_count() -> None:
    lines = list(
        log_lines([*(problem(n) for n in range(1, MANY + 2)), problem(1, "error", "other"), problem(2, "info", "i")])
    )
    assert len(lines) == FEW + 2
    assert lines[FEW].startswith(f"… and {MANY + 1 - FEW} more [odd]")
    assert "other" in lines[-1]


def test_no_character_controls_the_terminal() -> None:
    assert printable("a\x1b[31m\u202e\n") == "a\\x1b[31m\\u202e\\n"
    assert all(line.isprintable() for line in log_lines([problem(1)]))
