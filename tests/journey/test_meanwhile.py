"""While somebody at a company hasn't answered, the next person there is suggested after three business days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from helpers import workspace_of, write
from wayin.export.documents import next_document
from wayin.pages.today import targets

if TYPE_CHECKING:
    from pathlib import Path

NOTES = {
    "companies/acme.md": "---\nname: Acme\ninterest: 5\n---\n",
    "people/ada.md": "---\nname: Ada Park\ncompany: Acme\ncloseness: 4\n---\n",
    "people/bo.md": "---\nname: Bo Lind\ncompany: Acme\ncloseness: 3\n---\n",
}
TALK = "---\nwith: Ada Park\nrequested: {day}\n{more}---\n"


@pytest.mark.parametrize(
    ("day", "more", "whom"),
    [
        ("2026-11-17", "", "people/bo"), ("2026-11-18", "", None), ("2026-11-17", "replied: 2026-11-19\n", None),
        ("2026-11-02", "followed_up: 2026-11-18\n", None), ("2026-11-02", "", "people/bo"),
    ],
)  # fmt: skip
def test_the_next_person_is_suggested(tmp_path: Path, day: str, more: str, whom: str | None) -> None:
    write(tmp_path, NOTES | {"interviews/t.md": TALK.format(day=day, more=more)})
    workspace = workspace_of(tmp_path, date(2026, 11, 20))
    step = workspace.meanwhile("companies/acme")
    assert (step.id if step else None) == whom


def test_without_others_there_nobody_is_suggested(tmp_path: Path) -> None:
    write(tmp_path, {**NOTES, "people/bo.md": "", "interviews/t.md": TALK.format(day="2026-11-02", more="")})
    assert workspace_of(tmp_path, date(2026, 11, 20)).meanwhile("companies/acme") is None


def test_companies_are_worked_on_in_order_and_a_closing_date_moves_one_up(tmp_path: Path) -> None:
    def company(interest: int, closes: str = "") -> str:
        roles = f"roles: [{{title: Junior, closes: {closes}}}]\n" if closes else ""
        return f"---\ninterest: {interest}\n{roles}---\n"

    notes = {"first": company(5), "soon": company(3, "2026-12-04"), "later": company(4, "2027-01-15")}
    notes |= {"past": company(4, "2026-11-01"), "unwanted": company(2, "2026-11-25")}
    write(tmp_path, {f"companies/{stem}.md": text for stem, text in notes.items()})
    workspace = workspace_of(tmp_path, date(2026, 11, 20))
    shown = [target.company.rpartition("/")[2] for target in targets(workspace)["targets"]]  # type: ignore[attr-defined]
    assert shown == ["soon", "later", "first", "past"]
    assert shown == [row["company"].rpartition("/")[2] for row in next_document(workspace)["first"]]
