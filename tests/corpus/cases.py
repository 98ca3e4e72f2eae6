"""Reads the corpus: small bad vaults, each with the expected problems and the fixed notes.

A case in a `.txt` file:

    %% case what is wrong
    %% file people/ada-park.md       (the default; `\\n`, `\\xff` … in a path or, after `bytes`, in the text)
    …the note…
    %% expect 3:5 code               (line, optional column; `path:3` for another file than the first)
    %% loses closeness               (the fields whose values are ignored)
    %% line 3 closeness: 4           (the fixed line, several separated by `⏎`; `%% cut 3` removes it)
    %% fixed people/ada-park.md      (before the whole fixed note; also `%% removed path`, `%% renamed path to path`)

A case in a `.tsv` file is one line: kind of note, lines of front matter, code, fixed lines, and the ignored fields if
they aren't those of the lines; `⏎` separates lines.
The code `-` means that nothing is wrong. The note around it has a name above and tags below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

CORPUS = Path(__file__).parent
FIRST = "people/ada-park.md"
TABLE_FILES = {
    "person": "people/ada-park.md",
    "company": "companies/northwind.md",
    "interview": "interviews/talk.md",
    "me": "me.md",
    "page": "thoughts.md",
}


@dataclass
class Case:
    """One bad vault."""

    name: str
    files: dict[str, bytes] = field(default_factory=dict)
    expected: list[tuple[str, int, int, str]] = field(default_factory=list)
    """Path, line, column (0 for any), code."""
    lost: set[str] = field(default_factory=set)
    fixed: dict[str, bytes] = field(default_factory=dict)
    """The fixed vault, including unchanged files."""

    @property
    def first(self) -> str:
        """Return the path of the first file."""
        return next(iter(self.files))


def cases() -> list[Case]:
    """Return every case of the corpus."""
    found: list[Case] = []
    for file in sorted(CORPUS.glob("*.txt")):
        found += _from_text(file.read_text("utf-8"), file.stem)
    for file in sorted(CORPUS.glob("*.tsv")):
        lines = file.read_text("utf-8").split("\n")
        found += [_from_row(line, file.stem) for line in lines if line.strip() and not line.startswith("#")]
    return found


def _from_row(line: str, stem: str) -> Case:
    kind, broken, code, fixed, *lost = (cell.replace("⏎", "\n") for cell in re.split(r" *\t+ *", line.strip()))
    path = TABLE_FILES[kind]
    above = "with: Bo Lind" if kind == "interview" else "name: Kept Name"

    def note(lines: str) -> bytes:
        return f"---\n{above}\n{lines + chr(10) if lines != '-' else ''}tags: [kept]\n---\nThe text.\n".encode()

    # `code@1`: on the second of the lines
    code, _, down = code.partition("@")
    key = broken.partition(":")[0]
    case = Case(f"{stem}: {kind}: {line.split(chr(9))[1].strip()}"[:90], {path: note(broken)})
    case.expected = [(path, 3 + int(down or 0), 0, code)] if code != "-" else []
    case.lost = set(lost[0].split()) if lost else {key}
    case.fixed = {path: note(fixed)}
    return case


def _from_text(text: str, stem: str) -> list[Case]:
    found = []
    for part in re.split(r"^%% case ", text, flags=re.MULTILINE)[1:]:
        name, _, rest = part.partition("\n")
        found.append(_case(Case(f"{stem}: {name.strip()}"), rest))
    return found


def _case(case: Case, text: str) -> Case:
    edits: list[tuple[str, str, str]] = []
    for command, argument, content in _blocks(text):
        if command == "file":
            path, how = re.fullmatch(r"(.*?) ?(bytes|as \S+)?", argument).groups()
            case.files[_path(path or FIRST)] = _bytes(content, how or "")
        elif command == "expect":
            case.expected.append(_expected(argument, case.first))
        elif command == "loses":
            case.lost |= set(argument.split())
        else:
            edits.append((command, argument, content))
    case.fixed = dict(case.files)
    lines = case.files[case.first].decode("utf-8", "replace").split("\n") if case.files else []
    by_line = False
    for command, argument, content in edits:
        if command == "line":
            number, _, written = argument.partition(" ")
            lines[int(number) - 1] = written.replace("⏎", "\n")
            by_line = True
        elif command == "cut":
            lines[int(argument) - 1] = "\0"
            by_line = True
        elif command == "fixed":
            case.fixed[_path(argument or case.first)] = content.encode()
        elif command == "removed":
            del case.fixed[_path(argument)]
        elif command == "renamed":
            old, _, new = argument.partition(" to ")
            case.fixed[_path(new)] = case.fixed.pop(_path(old))
        else:
            raise ValueError(f"{case.name}: what is “{command}”?")
    if by_line:
        case.fixed[case.first] = "\n".join(line for line in lines if line != "\0").encode()
    return case


def _blocks(text: str) -> list[tuple[str, str, str]]:
    """Return the commands of a case, each with its argument and the lines below."""
    if not text.startswith("%% "):
        text = "%% file\n" + text
    parts = re.split(r"^%% (\w+) ?(.*)\n?", text, flags=re.MULTILINE)[1:]
    return [(parts[i], parts[i + 1].rstrip("\n"), parts[i + 2]) for i in range(0, len(parts), 3)]


def _expected(argument: str, first: str) -> tuple[str, int, int, str]:
    place, _, code = argument.rpartition(" ")
    path, _, numbers = place.rpartition(" ")
    line, _, column = numbers.partition(":")
    return _path(path or first), int(line), int(column or 0), code


def _path(written: str) -> str:
    return written.encode().decode("unicode_escape").encode("latin-1").decode() if "\\" in written else written


def _bytes(content: str, how: str) -> bytes:
    if how == "bytes":
        # Escapes give single bytes; the corpus's own line ends don't count
        joined = content.rstrip("\n").replace("\n", "")
        return joined.encode("latin-1", "backslashreplace").decode("unicode_escape").encode("latin-1")
    if how.startswith("as "):
        return content.encode(how.removeprefix("as "))
    return content.encode()
