"""Knowledge bases from plain dicts: the contents of notes' front matter, by the note's id.

    {"people/ada": {"closeness": 4, "knows": ["people/ben"], "log": ["2026-10-01"]},
     "interviews/one": {"with": ["people/ada"], "date": "2026-10-02"}}

Besides the fields of the notes format there is `log`: the days of the contact log in a person's note.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from wayin import knowledge, model
from wayin.clock import Clock
from wayin.knowledge import KnowledgeBase
from wayin.model import Kind, Note
from wayin.network.ties import Network, network
from wayin.network.ways import Search
from wayin.note_parts import LogEntry, SourcePosition
from wayin.reading import FolderListing, Reading
from wayin.reading.learnings import noted
from wayin.reading.mkdocs_yml import Settings
from wayin.workspace import Workspace

TODAY = date(2026, 10, 17)
CLOCK = Clock(TODAY)

Facts = dict[str, Any]
Files = dict[str, Facts]

_KINDS: dict[str, tuple[Kind, type[model.Shared]]] = {
    "people": ("person", model.Person),
    "companies": ("company", model.Company),
    "interviews": ("interview", model.Interview),
}


def ago(days: int) -> str:
    """Return the day this many days before today, as written in a note; after today if `days` is negative."""
    return (TODAY - timedelta(days=days)).isoformat()


def note(path: str, facts: Mapping[str, Any]) -> Note:
    """Return a note; `path` is its id, without the ending."""
    front = dict(facts)
    log = tuple(LogEntry(date.fromisoformat(day), "wrote", SourcePosition(1, 1)) for day in front.pop("log", ()))
    if path == "me":
        return Note("me.md", "me", model.Me.model_validate(front))
    kind, form = _KINDS[path.partition("/")[0]]
    said = form.model_validate(front)
    learnings = tuple(map(noted, said.learnings)) if isinstance(said, model.Interview) else ()
    return Note(f"{path}.md", kind, said, log=log, learnings=learnings)


def notes(files: Mapping[str, Mapping[str, Any]]) -> list[Note]:
    """Return the notes, in the order of the dict."""
    return [note(path, facts) for path, facts in files.items()]


def base(files: Mapping[str, Mapping[str, Any]]) -> KnowledgeBase:
    """Return the knowledge base of these notes."""
    return knowledge.build(notes(files))


def over(notes: Iterable[Note], clock: Clock = CLOCK, **settings: Any) -> Workspace:
    """Return the workspace of these notes."""
    return Workspace(Reading(tuple(notes), (), FolderListing()), clock, Settings(Path("notes"), **settings))


def workspace(files: Mapping[str, Mapping[str, Any]], clock: Clock = CLOCK, **settings: Any) -> Workspace:
    """Return the workspace of these notes."""
    return over(notes(files), clock, **settings)


def ties(files: Mapping[str, Mapping[str, Any]], clock: Clock = CLOCK) -> Network:
    """Return the network of these notes."""
    return network(base(files), clock)


def search(files: Mapping[str, Mapping[str, Any]], clock: Clock = CLOCK) -> Search:
    """Return a search over the network of these notes."""
    return Search(ties(files, clock))


def people_of(files: Iterable[str]) -> list[str]:
    """Return the ids of people with a note."""
    return [path for path in files if path.startswith("people/")]
