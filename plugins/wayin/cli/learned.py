"""`wayin learned`: what was learned, with its sources."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import click

from wayin.cli import naming
from wayin.cli.context import Context, pass_context
from wayin.cli.terminal import say
from wayin.export.learned import learned_document
from wayin.learning.topics import key, listed_as, topic_slug
from wayin.wording import listed, long_day

if TYPE_CHECKING:
    from wayin.export.documents import JSON


@click.command()
@pass_context()
@click.option("--topic", default="", metavar="TOPIC", help="Only what was learned about this.")
@click.option("--company", default="", metavar="COMPANY", help="Only from conversations about this company.")
@click.option("--question", default="", metavar="WORDS", help="The answers to questions in which these words stand.")
def learned(context: Context, topic: str, company: str, question: str) -> None:
    """What people taught you, or how they answered a question."""
    place = naming.named(context, company, "company") if company else ""
    topic = topic.strip().lstrip("#")
    answer = learned_document(context.workspace, topic=topic, company=place, question=question.strip())
    if context.as_json:
        context.put(answer)
    elif question:
        _write_answers(context, answer)
    else:
        _write_learnings(context, answer, topic, place)


def _write_learnings(context: Context, answer: JSON, topic: str, company: str) -> None:
    found = answer["learnings"]
    if not found:
        say(_nothing(context, topic, company))
        return
    everything = {(one["source"], one["number"]): one for one in learned_document(context.workspace)["learnings"]}
    wanted = key(listed_as(context.workspace.kb, topic))

    def heading(one: JSON) -> str:
        """The topic under which something stands: the one that was asked for, else its first."""
        return next((name for name in one["topics"] if key(name) == wanted), one["topic"] or "")

    by_topic = sorted(found, key=lambda one: (not heading(one), topic_slug(heading(one))))
    for number, (name, group) in enumerate(groupby(by_topic, key=heading)):
        if number:
            say()
        say(name or "Without a topic")
        for one in group:
            say(one["point"], 2, 4)
            if one["quote"]:
                say(f"“{one['quote']}”", 4, 5)
            said = _source(context, one) + (", in confidence" if one["private"] else "")
            for word, others in (("like", one["agrees"]), ("unlike", one["disagrees"])):
                whom = dict.fromkeys(_who(context, everything[mark["source"], mark["number"]]) for mark in others)
                said += f"; {word} {listed(whom)}" if whom else ""
            say(said, 4)


def _write_answers(context: Context, answer: JSON) -> None:
    found = answer["answers"]
    if not found:
        say("No question with these words has an answer yet. Answers stand in interviews: `{ask: …, answer: …}`.")
        return
    for number, (question, group) in enumerate(groupby(sorted(found, key=_question), key=_question)):
        if number:
            say()
        say(question)
        for one in group:
            say(one["answer"], 2, 4)
            say(_source(context, one), 4)


def _question(one: JSON) -> str:
    return str(one["question"])


def _source(context: Context, one: JSON) -> str:
    """Who said it, where they are, and when."""
    place = f" ({context.workspace.kb.name(one['company'])})" if one["company"] else ""
    when = f", {long_day(date.fromisoformat(one['date']))}" if one["date"] else ""
    return f"{_who(context, one)}{place}{when}"


def _who(context: Context, one: JSON) -> str:
    return listed(context.workspace.kb.name(person) for person in one["people"]) or context.workspace.kb.name(
        one["source"]
    )


def _nothing(context: Context, topic: str, company: str) -> str:
    """What there is instead of what was asked for: the topics that were spoken of, at this company if at one."""
    there = learned_document(context.workspace, company=company)["learnings"]
    about = "it" if topic else context.workspace.kb.name(company)
    if topics := sorted({name for one in there for name in one["topics"]}, key=topic_slug):
        where = f" at {context.workspace.kb.name(company)}" if company else ""
        return f"Nothing is noted about {about}{where} yet. Topics so far: {', '.join(topics)}."
    if company:
        return f"Nothing is noted from {context.workspace.kb.name(company)} yet."
    return "Nothing is noted yet. Learnings stand in interviews, one a line under `learnings:`."
