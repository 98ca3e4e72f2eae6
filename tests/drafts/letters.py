"""Drafts from a few notes, and those of the sample."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from network.vault import over, workspace
from wayin.clock import Clock
from wayin.drafts.compose import Draft, DraftKind, Drafts
from wayin.reading import read_folder

CLOCK = Clock(date(2026, 11, 20))
NOTES = Path(__file__).parents[2] / "notes"
INTRODUCED = {"via": "people/ada", "asked": "2026-11-01", "agreed": "2026-11-02", "made": "2026-11-03"}
CHAIN = {
    "people/ada": {
        "name": "Ada Park",
        "aliases": ["Ada"],
        "closeness": "5",
        "knows": ["people/bo"],
        "introduces": "yes",
    },
    "people/bo": {"name": "Bo Lind", "knows": ["people/cy"]},
    "people/cy": {"name": "Cy Dunn", "company": "Acme"},
}


@cache
def sample() -> Drafts:
    """Return the drafts of the sample."""
    return over(read_folder(NOTES).notes, CLOCK).drafts


def of(kind: DraftKind, target: str, files: dict[str, dict[str, Any]], via: str = "") -> Draft:
    """Return a draft from a few notes."""
    me = {"name": "Kim Ash", "background": "I study maths. I like charts. I cook.", "email": "kim@example.org"}
    return workspace({"me": me} | files, CLOCK).drafts.draft(kind, target, via)


def held(**facts: Any) -> dict[str, dict[str, Any]]:
    """Return an interview held with Ada."""
    return {
        "people/ada": {"name": "Ada Park", "aliases": ["Ada"], "closeness": "3"},
        "people/bo": {"name": "Bo Lind"},
        "interviews/a": {"with": "people/ada", "date": "2026-11-18"} | facts,
    }
