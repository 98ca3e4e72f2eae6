"""`wayin next`: whom to ask next, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from wayin.cli.context import Context, pass_context
from wayin.cli.terminal import say
from wayin.network.advice import why_bridge, why_fresh, why_worth_asking
from wayin.network.companies import reach
from wayin.network.suggestions import suggest

if TYPE_CHECKING:
    from wayin.knowledge import KnowledgeBase
    from wayin.network.suggestions import Suggestions


@click.command("next")
@pass_context()
def next_(context: Context) -> None:
    """Whom to ask next: about companies nobody reaches, who leads to those you want, who opens a new circle."""
    most = context.settings.most_intermediaries
    kb, search = context.kb, context.search
    found = suggest(kb, search.network, lambda company: reach(kb, search, company, context.clock, most=most))
    answer = next_answer(kb, found)
    if context.as_json:
        context.put(answer)
    else:
        _write(kb, answer)


def next_answer(kb: KnowledgeBase, found: Suggestions) -> dict[str, Any]:
    """The three lists as one document; every reference in it is an id."""
    return {
        "unreached": [
            {
                "company": one.company,
                "ask": [
                    {"person": ask.person, "near": list(ask.near), "why": why_worth_asking(kb, ask)} for ask in one.ask
                ],
            }
            for one in found.unreached
        ],
        "bridges": [
            {"person": one.person, "targets": list(one.targets), "why": why_bridge(kb, one)} for one in found.bridges
        ],
        "fresh": [{"person": one.person, "unknown": one.unknown, "why": why_fresh(one)} for one in found.fresh],
    }


def _write(kb: KnowledgeBase, answer: dict[str, Any]) -> None:
    groups = [(f"Who may know somebody at {kb.name(one['company'])}", one["ask"]) for one in answer["unreached"]]
    groups.append(("Who leads to the companies you want", answer["bridges"]))
    groups.append(("Who opens a circle new to you", answer["fresh"]))
    groups = [(title, rows) for title, rows in groups if rows]
    if not groups:
        say("Nobody yet. Say in the notes whom your contacts know (`knows`), and which company you want (`interest`).")
    for i, (title, rows) in enumerate(groups):
        if i:
            say()
        say(title)
        for row in rows:
            say(kb.name(row["person"]), 2, 4)
            say(row["why"], 4, 4)
