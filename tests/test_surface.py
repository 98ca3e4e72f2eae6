"""Different notation, same facts: the sample and generated notes mean the same, however they are written."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helpers import TODAY, workspace_of, write
from walks import LAST
from walks import notes as generated_notes
from wayin.export.everything import export_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from wayin.workspace import Workspace

ROOT = Path(__file__).parent.parent
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_DAY = re.compile(
    r"(?m)^((?:[ -]*)(?:date|asked|agreed|made|requested|replied|thanked|connected|last_contact): )"
    r"(\d{4})-(\d\d)-(\d\d)$"
)


def in_front(change: Callable[[str], str]) -> Callable[[str, str], tuple[str, str]]:
    """Return a change of a note's front matter alone."""

    def changed(path: str, text: str) -> tuple[str, str]:
        found = _FRONT.match(text)
        return (path, f"---\n{change(found[1])}\n---\n{text[found.end() :]}") if found else (path, text)

    return changed


UNIQUE = ("Zelda", "Ottilie", "Hamza", "Ngozi", "Zanele")
"""First names that one person alone has."""


def unaccented(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def dated(path: str, text: str) -> tuple[str, str]:
    """Moves the day of an interview that nothing else has a day for into its file's name."""
    found = re.search(r"(?m)^date: (\d{4})-(\d\d)-(\d\d)\n", text)
    if (
        not path.startswith("interviews/")
        or not found
        or re.search(r"(?m)^(requested|replied|followed_up|closed):", text)
    ):
        return path, text
    stem = re.sub(r"^\d{4}-\d\d-\d\d-?", "", path.removeprefix("interviews/"))
    return f"interviews/{found[3]}.{found[2]}.{found[1]} {stem}", text.replace(found[0], "#\n")


MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
MUTATIONS: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "capital folders": lambda path, text: (path.capitalize() if "/" in path else path, text),
    "deeper folders": lambda path, text: (f"vault/{path}" if "/" in path else path, text),
    "days with slashes": in_front(lambda yaml: _DAY.sub(r"\1\2/\3/\4", yaml)),
    "days with points": in_front(lambda yaml: _DAY.sub(r"\1\4.\3.\2", yaml)),
    "days in words": in_front(
        lambda yaml: _DAY.sub(lambda m: f"{m[1]}{int(m[4])} {MONTHS[int(m[3]) - 1]} {m[2]}", yaml)
    ),
    "days as links": in_front(lambda yaml: _DAY.sub(r'\1"[[\2-\3-\4]]"', yaml)),
    "links for names": in_front(
        lambda yaml: re.sub(
            r"(?m)^((?:- )?(?:company|introduced_by|parent|with|via): )([^\W\d_][\w .&'-]*)$", r'\1"[[\2]]"', yaml
        )
    ),
    "quotes": in_front(
        lambda yaml: re.sub(r"(?m)^(role|company|introduced_by|name): ([^\"'\[{#\n]+)$", r'\1: "\2"', yaml)
    ),
    "other keys": in_front(lambda yaml: re.sub(r"(?m)^with: ", "attendees: ", yaml)),
    "lists as text": in_front(lambda yaml: re.sub(r"(?m)^(tags|aliases): \[([^\[\]\"']+)\]$", r"\1: \2", yaml)),
    "windows lines": lambda path, text: (path, text.replace("\n", "\r\n")),
    "comments": lambda path, text: (path, f"{text}\n%%a remark%%\n"),
    "learnings under another heading": lambda path, text: (
        path,
        re.sub(r"(?m)^## What I learned$", "## 💡 Key takeaways", text),
    ),
    "names without accents": in_front(
        lambda yaml: re.sub(
            r"(?m)^((?:- )?(?:with|introduced_by|company|via|knows): ).*$", lambda line: unaccented(line[0]), yaml
        )
    ),
    "first names": in_front(
        lambda yaml: re.sub(rf"(?m)^((?:with|introduced_by): )({'|'.join(UNIQUE)}) \w+$", r"\1\2", yaml)
    ),
    "underlined headings": lambda path, text: (
        path,
        re.sub(r"(?m)^## (What I learned|Log)\n\n", lambda m: f"{m[1]}\n{'-' * len(m[1])}\n", text),
    ),
    "headings in bold": lambda path, text: (path, re.sub(r"(?m)^## (What I learned|Log)$", r"**\1:**", text)),
    "days in file names": lambda path, text: dated(path, text),
    "a log under another heading": lambda path, text: (path, re.sub(r"(?m)^## Log$", "## Contact log:", text)),
}


ALLOWED = {
    "other keys": {("read-as", "info")}, "first names": {("part-of-name", "warning")},
    "days in file names": {("day-in-name", "info")},
}  # fmt: skip
"""What each change may have reported; nothing else is."""


def facts(workspace: Workspace, moved: dict[str, str]) -> object:
    """Return the export without positions, with the ids from before."""
    document = export_document(workspace)

    def plain(value: object) -> object:
        if isinstance(value, str):
            return moved.get(value, value)
        if isinstance(value, list):
            return [plain(one) for one in value]
        return {key: plain(one) for key, one in value.items()} if isinstance(value, dict) else value

    return {
        table: sorted(map(repr, map(plain, rows))) if isinstance(rows, list) else plain(rows)
        for table, rows in document.items()
    }


def sample() -> dict[str, str]:
    """Returns the sample, with accents in two names, and an interview that nobody was asked for."""
    notes = ROOT / "notes"
    texts = {path.relative_to(notes).as_posix(): path.read_text("utf-8") for path in sorted(notes.rglob("*.md"))}
    texts["interviews/2026-10-03-grace.md"] = "---\nwith: Grace Adjei\ndate: 2026-10-03\nthanked: 2026-10-04\n---\n"
    return {path: text.replace("Adjei", "Ádjei").replace("Postma", "Póstma") for path, text in texts.items()}


def generated() -> dict[str, str]:
    """Return three hundred notes: three times the same, except for the last names."""
    made: dict[str, str] = {}
    for ending in ("", "son", "berg"):
        renamed = re.compile("|".join(LAST), re.IGNORECASE)
        for path, text in generated_notes(80).items():
            folder, _, name = path.rpartition("/")
            new = f"{folder}/{ending}{name}" if folder == "interviews" else renamed.sub(rf"\g<0>{ending}", path)
            made[new] = renamed.sub(rf"\g<0>{ending}", str(text))
    return {path: enriched(path, text, number) for number, (path, text) in enumerate(made.items())} | {
        "people/zelda-quill.md": "---\nname: Zelda Quill\n---\n",
        "interviews/zelda.md": "---\nwith: Zelda Quill\ndate: 2026-10-30\nthanked: 2026-10-31\n---\n",
    }


def enriched(path: str, text: str, number: int) -> str:
    """Returns a generated note with more of what notes have: lists, days, a log, names with accents."""
    text = text.replace("Aydin", "Áydin").replace("Moss", "Möss")
    if not path.startswith("people/"):
        return text
    fields = f"role: analyst\naliases: [Alias {number}, Other {number}]\nlast_contact: 2026-09-{number % 28 + 1:02}\n"
    fields += "introduced_by: Zelda Quill\n" if number % 7 == 0 else ""
    return text.replace("company: ", f"{fields}company: ", 1) + f"\n## Log\n\n- 2026-08-{number % 28 + 1:02} called\n"


@pytest.fixture(scope="module", params=["sample", "generated"])
def vaults(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, str], Workspace]:
    files = sample() if request.param == "sample" else generated()
    folder = tmp_path_factory.mktemp(request.param)
    write(folder, files)
    return files, workspace_of(folder, TODAY)


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_how_it_is_written_changes_no_fact(
    vaults: tuple[dict[str, str], Workspace], tmp_path: Path, mutation: str
) -> None:
    files, before = vaults
    moved = {}
    changed = {}
    for path, text in files.items():
        new, written = MUTATIONS[mutation](path, text)
        changed[new] = written
        moved[new.rpartition(".")[0]] = path.rpartition(".")[0]
    assert changed != files, "something here is written like this"
    write(tmp_path, {path: text.encode() for path, text in changed.items()})
    after = workspace_of(tmp_path, TODAY)
    assert facts(after, moved) == facts(before, {})
    known = {(problem.code, problem.severity) for problem in before.problems}
    assert {(one.code, one.severity) for one in after.problems} - known <= ALLOWED.get(mutation, set())


def test_a_fact_that_is_lost_is_seen(vaults: tuple[dict[str, str], Workspace], tmp_path: Path) -> None:
    files, before = vaults
    path = next(path for path, text in files.items() if path.startswith("people/") and "\nrole: " in text)
    write(tmp_path, files | {path: re.sub("\nrole: .*", "", files[path], count=1)})
    assert facts(workspace_of(tmp_path, TODAY), {}) != facts(before, {})
