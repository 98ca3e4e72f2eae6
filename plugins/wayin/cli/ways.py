"""`wayin ways` and `wayin next`: who can introduce you, and who to ask next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wayin.cli.context import CommandError, Context, pass_context
from wayin.cli.terminal import say
from wayin.export.documents import next_document
from wayin.export.ways import ways_document
from wayin.model import ME
from wayin.network.advice import why_worth_asking
from wayin.network.suggestions import worth_asking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wayin.export.documents import JSON
    from wayin.workspace import Workspace

FIRST = 5
"""The number of ways shown at first."""


@click.command()
@pass_context()
@click.argument("target")
@click.option("--from", "source", metavar="PERSON", default=ME, help="Start from PERSON (default: you).")
@click.option("--most", type=click.IntRange(1, 3), help="Most people in between. [default: mkdocs.yml, else 2]")
@click.option("--without", metavar="PERSON", multiple=True, help="Leave PERSON out; can be repeated.")
@click.option("--all", "every", is_flag=True, help="List every way within the limit, not just the best few.")
def ways(context: Context, target: str, source: str, most: int | None, without: tuple[str, ...], every: bool) -> None:
    """Find who can introduce you to TARGET, and why it may work.

    TARGET is a person or a company.
    """
    reached = context.named(target, "person", "company", "me")
    asks = context.named(source, "person", "me")
    if reached == asks:
        raise CommandError("Both are the same person.")
    if reached == ME:
        raise CommandError("Name somebody other than yourself to reach.")
    left_out = {context.other_person(word) for word in without}
    answer = ways_document(context.workspace, reached, source=asks, most=most, without=left_out, every=every)
    if context.as_json:
        context.put(answer)
    else:
        _Report(context.workspace, answer).write(every)


class _Report:
    """Prints the result as text."""

    def __init__(self, workspace: Workspace, answer: JSON) -> None:
        self.workspace, self.kb, self.answer = workspace, workspace.kb, answer
        self.know = "You know" if answer["from"]["id"] == ME else f"{answer['from']['name']} knows"
        self.reached = answer["reached"] or []
        self.is_company = answer["target"]["kind"] == "company"

    def write(self, every: bool) -> None:
        """Print who you know there, then the ways; only the first few of these unless `every`."""
        say(self.answer["target"]["name"])
        self._first()
        self._known()
        ways = self.answer["ways"]
        say()
        if not ways:
            self._none()
            return
        say("Ways in, best first" if len(ways) > 1 else "Your way in", 2)
        for number, way in enumerate(ways if every else ways[:FIRST], start=1):
            say()
            self._way(number, way)
        if len(ways) > FIRST and not every:
            say()
            say(f"{len(ways) - FIRST} more; --all lists them.", 2)

    def _first(self) -> None:
        """Print what to do first."""
        if first := self.answer["first"]:
            say()
            # The ways and the people you know give the reason below
            is_said = first["do"] == "write" or (first["do"] == "find" and self.is_company)
            is_said = is_said or (first["do"] == "ask" and first["why"] == self._reason(first["way"]))
            write_first(first | {"why": ""} if is_said else first, 2)
            if first.get("link"):
                say(f"Look for someone your contacts know: {first['link']}", 4, 6)

    def _reason(self, way: int | None) -> str:
        """Return the reasons for the first two steps of a way, as in its lines below."""
        ties = self.answer["ways"][way]["ties"][:2] if way is not None else []
        return " ".join(tie["reasons"][0] for tie in ties)

    def _known(self) -> None:
        if known := self.answer["known"]:
            say()
            say(f"{self.know} them: {known['tier']}", 2)
            _reasons(known["reasons"], 4)
        if direct := [person for person in self.reached if person["known"]]:
            say()
            say(f"{self.know} there", 2)
            for person in direct:
                say(f"{person['name']}{self._place(person)}: {person['known']['tier']}", 4)
                _reasons(person["known"]["reasons"], 6)

    def _place(self, person: JSON) -> str:
        """Return where somebody works, unless it is the company in question."""
        at = "" if person["company"] == self.answer["target"]["id"] else f" at {self.kb.name(person['company'])}"
        if not person["current"]:
            return f" (used to work{at or ' here'})"
        return f" ({at.strip()})" if at else ""

    def _way(self, number: int, way: JSON) -> None:
        """Print a way: who is on it, how good it is, why each step may work, and the alternative after a no."""
        people = [person["id"] for person in way["people"][1:]]
        place = next((self._place(person) for person in self.reached if person["person"] == people[-1]), "")
        busy = ", but somebody on it has been asked enough already" if way["at_capacity"] else ""
        about = ", about as good" if way["about_as_good"] else ""
        say(f"{number}. {self._names(people)}{place}: {way['tier']}{about}{busy}", 4, 7)
        for at, tie in enumerate(way["ties"]):
            weakest = " (weakest link)" if at == way["weakest"] and len(way["ties"]) > 1 else ""
            say(tie["reasons"][0] + weakest, 7, 9)
        for person, rest in way.get("without", {}).items():
            other = f"{self._names(rest['people'][1:])} ({rest['tier']})" if rest else "no other way yet"
            say(f"If {self.kb.name(person)} says no: {other}.", 7, 9)

    def _names(self, people: Iterable[str]) -> str:
        return " → ".join(self.kb.name(person) for person in people)

    def _none(self) -> None:
        """Print how to find a way if there is none."""
        if self.answer["known"] or any(person["known"] for person in self.reached):
            say("No other way, and you don't need one.", 2)
            return
        target = self.answer["target"]
        if self.is_company and (ask := worth_asking(self.kb, self.workspace.network, target["id"])):
            say(f"No way in yet. Ask “Do you know anyone at {target['name']}?”:", 2)
            for contact in ask:
                say(self.kb.name(contact.person), 4)
                say(why_worth_asking(self.kb, contact), 6)
            return
        whom = target["name"] if target["kind"] == "person" else "Ada Park"
        place = "" if target["kind"] == "person" else f", above all at {target['name']}"
        say("No way in yet. Wayin finds one from two lines in your notes about people:", 2)
        say("closeness: 3", 4)
        say("how readily they would take your call, from 1 to 5", 6)
        say(f"knows: [{whom}]", 4)
        say(f"who they know{place}", 6)


def write_first(first: JSON, indent: int) -> None:
    """Print what to do first, and why."""
    say(f"First: {first['what']}.", indent, indent + 2)
    if first["why"]:
        say(first["why"], indent + 2, indent + 2)


def _reasons(reasons: Iterable[str], indent: int) -> None:
    for reason in reasons:
        say(reason, indent, indent + 2)


@click.command("next")
@pass_context()
def next_(context: Context) -> None:
    """Suggest who to ask next."""
    answer = next_document(context.workspace)
    if context.as_json:
        context.put(answer)
        return
    name = context.workspace.kb.name
    for i, row in enumerate(answer["first"]):
        if not i:
            say("What to do first")
        say(name(row["company"]), 2, 4)
        write_first(row, 4)
    groups = [(f"Who might know someone at {name(row['company'])}", row["ask"]) for row in answer["unreached"]]
    groups += [
        ("Who can get you to your companies", answer["bridges"]),
        ("Who could widen your circle", answer["fresh"]),
    ]
    groups = [(title, rows) for title, rows in groups if rows]
    if not groups and not answer["first"]:
        say("No one yet. Add who your contacts know (`knows`), and set `interest` on the companies you want.")
    for i, (title, rows) in enumerate(groups):
        if i or answer["first"]:
            say()
        say(title)
        for row in rows:
            say(name(row["person"]), 2, 4)
            say(row["why"], 4, 4)
