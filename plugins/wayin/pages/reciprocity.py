"""Give and take: favours between you and others, and ideas for giving back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wayin.journey.reciprocity import balance, balances, ideas
from wayin.reading.body import plain

if TYPE_CHECKING:
    from wayin.journey.reciprocity import Balance, Favour, Idea
    from wayin.workspace import Workspace

MOST_GIVERS = 4


class Reciprocity(NamedTuple):
    """The favours between you and a person, and ideas for giving back."""

    balance: Balance
    ideas: list[Idea]


def exchange(workspace: Workspace, person: str) -> Reciprocity | None:
    """Return the favours between you and somebody, and ideas besides those in their note; None without favours."""
    passed = balance(workspace.kb, workspace.clock, person)
    if not (passed.received or passed.gave or passed.promised):
        return None
    promised = {favour.what for favour in passed.promised}
    note = workspace.kb.note(person)
    own = " ".join(map(plain, workspace.latest(note).paragraphs)) if note else ""
    given = [idea for idea in ideas(workspace.kb, person) if idea.what not in promised and idea.what not in own]
    return Reciprocity(passed, given)


def owed(workspace: Workspace) -> list[tuple[str, list[Favour], Idea | None]]:
    """Return the people you owe a favour: who, what they gave, and an idea for giving back."""
    givers = [passed for passed in balances(workspace.kb, workspace.clock) if passed.only_given][:MOST_GIVERS]
    return [
        (passed.person, [*passed.received[:3]], next(iter(ideas(workspace.kb, passed.person)), None))
        for passed in givers
    ]
