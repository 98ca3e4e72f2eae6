"""The table of dated situations: each as notes in memory, or all together as files in one folder."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from network.vault import over
from wayin.clock import Clock
from wayin.dates import Duration
from wayin.model import Company, Interview, Note, Person
from wayin.note_parts import LogEntry, SourcePosition
from wayin.workspace import Workspace

TABLE = Path(__file__).with_name("situations.yml")
SITUATIONS: list[dict[str, Any]] = yaml.load(TABLE.read_text("utf-8"), Loader=yaml.BaseLoader)
STEMS = ("talk", "next", "ada", "bo", "cy", "acme")
FOLDERS = {"talk": "interviews", "next": "interviews", "acme": "companies"}


def note(stem: str, facts: dict[str, Any]) -> Note:
    """Return the note for a word of the table."""
    if stem in ("talk", "next"):
        return Note(f"interviews/{stem}.md", "interview", Interview.model_validate({"with": "Ada"} | facts))
    if stem == "acme":
        return Note("companies/acme.md", "company", Company.model_validate(facts))
    log = tuple(LogEntry(date.fromisoformat(day), "wrote", SourcePosition(1, 1)) for day in facts.get("log", ()))
    rest = {key: value for key, value in facts.items() if key != "log"}
    return Note(f"people/{stem}.md", "person", Person.model_validate(rest), log=log)


def workspace(one: dict[str, Any], at: Clock | None = None) -> Workspace:
    """Return the notes of a situation, on its own day or another."""
    notes = [note(stem, one[stem]) for stem in STEMS if stem in one]
    return over(notes, at or clock(one), follow_up_after=Duration.parse(one.get("wait", "10d")))


def clock(one: dict[str, Any]) -> Clock:
    """Return its day, or its moment."""
    if "now" in one:
        now = datetime.fromisoformat(one["now"])
        return Clock(now.date(), now)
    return Clock(date.fromisoformat(one.get("today", "2026-11-20")))


def line(item: dict[str, Any]) -> str:
    """Return an item of the answer as a line of the table."""
    return f"{item['kind']} {item['id']} {item['since']} {item['due']}{' !' if item['overdue'] else ''}"


def files(wait: str) -> dict[str, str | bytes]:
    """Return the notes of all situations with this wait; the people of the fifth are called Ada 5, Bo 5 …"""
    found: dict[str, str | bytes] = {}
    for number, one in enumerate(SITUATIONS):
        if one.get("wait", "10d") == wait:
            for stem in set(STEMS) & set(one):
                facts = ({"with": "Ada"} if stem in ("talk", "next") else {}) | one[stem]
                head = re.sub(r"\b(Ada|Bo|Cy)\b", rf"\1 {number}", yaml.safe_dump(facts)).replace("'", "")
                head = re.sub(r"^log:\n(?:- .*\n)+", "", head, flags=re.MULTILINE)
                body = "".join(f"- {day} wrote\n" for day in facts.get("log", ()))
                text = f"---\nname: {stem.capitalize()} {number}\n{head}---\n\n## Log\n\n{body}"
                found[f"{FOLDERS.get(stem, 'people')}/{stem}-{number}.md"] = text
    return found
