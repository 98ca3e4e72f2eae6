"""`wayin ways`: the ways to a person or a company."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wayin.cli import naming
from wayin.cli.context import CommandError, Context, pass_context
from wayin.cli.terminal import say
from wayin.export.ways import ways_document
from wayin.model import ME
from wayin.network.advice import why_worth_asking
from wayin.network.suggestions import worth_asking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wayin.export.documents import JSON
    from wayin.knowledge import KnowledgeBase
    from wayin.network.ties import Network

FIRST = 5
"""How many ways the text shows at first."""


@click.command()
@pass_context()
@click.argument("target")
@click.option("--from", "source", metavar="PERSON", default=ME, help="Who asks; you, if left out.")
@click.option("--most", type=click.IntRange(1, 3), help="The most people in between. [default: mkdocs.yml, else 2]")
@click.option("--without", metavar="PERSON", multiple=True, help="Somebody not to be asked; may stand more than once.")
@click.option("--all", "every", is_flag=True, help="Every way within the limit, instead of the best that differ.")
def ways(context: Context, target: str, source: str, most: int | None, without: tuple[str, ...], every: bool) -> None:
    """Whom to ask for an introduction to TARGET, and why it may work.

    TARGET is a person or a company.
    """
    reached = naming.named(context, target, "person", "company", "me")
    asks = naming.person(context, source)
    if reached == asks:
        raise CommandError("That is one and the same person.")
    if reached == ME:
        raise CommandError("Ways lead from you to others, not to you.")
    answer = ways_document(
        context.workspace,
        reached,
        source=asks,
        most=most,
        without={naming.other_person(context, word) for word in without},
        every=every,
    )
    if context.as_json:
        context.put(answer)
    else:
        _Report(context.workspace.kb, context.workspace.network, answer).write(every)


class _Report:
    """An answer in words."""

    def __init__(self, kb: KnowledgeBase, network: Network, answer: JSON) -> None:
        self.kb, self.network, self.answer = kb, network, answer
        self.know = "You know" if answer["from"]["id"] == ME else f"{answer['from']['name']} knows"
        self.reached = answer["reached"] or []
        self.former = {one["person"] for one in self.reached if not one["current"]}

    def write(self, every: bool) -> None:
        """The whole answer: who is known already, then the ways, of which the first few unless `every`."""
        say(self.answer["target"]["name"])
        self._known()
        ways = self.answer["ways"]
        say()
        if not ways:
            self._none()
            return
        say("Ways in, best first" if len(ways) > 1 else "A way in", 2)
        for number, way in enumerate(ways if every else ways[:FIRST], start=1):
            say()
            self._way(number, way)
        if len(ways) > FIRST and not every:
            say()
            say(f"There are {len(ways) - FIRST} more; --all lists them.", 2)

    def _known(self) -> None:
        if known := self.answer["known"]:
            say()
            say(f"{self.know} them: {known['tier']}", 2)
            _reasons(known["reasons"], 4)
        if direct := [one for one in self.reached if one["known"]]:
            say()
            say(f"{self.know} there", 2)
            for one in direct:
                say(f"{one['name']}{self._place(one)}: {one['known']['tier']}", 4)
                _reasons(one["known"]["reasons"], 6)

    def _place(self, one: JSON) -> str:
        """Where somebody is, if it is not simply the company that was asked about."""
        at = "" if one["company"] == self.answer["target"]["id"] else f" at {self.kb.name(one['company'])}"
        return f" (has left{at}, knows the place)" if not one["current"] else f" ({at.strip()})" if at else ""

    def _way(self, number: int, way: JSON) -> None:
        """One way: who is on it, how good it is, why each step may work, and what if somebody says no."""
        people = [one["id"] for one in way["people"][1:]]
        place = next((self._place(one) for one in self.reached if one["person"] == people[-1]), "")
        busy = ", though enough is asked of somebody on it already" if way["at_capacity"] else ""
        say(f"{number}. {self._names(people)}{place}: {way['tier']}{busy}", 4, 7)
        for at, tie in enumerate(way["ties"]):
            weakest = " This is the weakest step." if at == way["weakest"] and len(way["ties"]) > 1 else ""
            say(tie["reasons"][0] + weakest, 7, 9)
        for person, rest in way.get("without", {}).items():
            no = f"If {self.kb.name(person)} says no,"
            if rest is None:
                say(f"{no} nobody leads there without them yet.", 7, 9)
            else:
                say(f"{no} there is {self._names(rest['people'][1:])}: {rest['tier']}.", 7, 9)

    def _names(self, people: Iterable[str]) -> str:
        return " → ".join(self.kb.name(person) for person in people)

    def _none(self) -> None:
        """What to do when there is no way: how ways come about."""
        if self.answer["known"] or any(one["known"] for one in self.reached):
            say("Nobody else is known to lead there, and nobody else is needed.", 2)
            return
        target = self.answer["target"]
        if target["kind"] == "company" and (ask := worth_asking(self.kb, self.network, target["id"])):
            say(f"Nobody you know reaches anyone there yet. Ask “do you know anyone at {target['name']}?”:", 2)
            for one in ask:
                say(self.kb.name(one.person), 4)
                say(why_worth_asking(self.kb, one), 6)
            return
        whom = target["name"] if target["kind"] == "person" else "Ada Park"
        place = "" if target["kind"] == "person" else f", above all at {target['name']}"
        say("No way is known yet. Ways come of two lines in the notes about people:", 2)
        say("closeness: 3", 4)
        say("how readily they would take your call, from 1 to 5", 6)
        say(f"knows: [{whom}]", 4)
        say(f"whom they know{place}", 6)


def _reasons(reasons: Iterable[str], indent: int) -> None:
    for reason in reasons:
        say(reason, indent, indent + 2)
