"""`wayin learned`: what was learned, with its sources."""

from __future__ import annotations

from datetime import date
from itertools import groupby

import click

from wayin.commands import naming
from wayin.commands.desk import Desk, at_desk
from wayin.commands.terminal import say
from wayin.knowledge.references import slug
from wayin.learning.answer import JSON, learned_answer
from wayin.words import listed, long_day


@click.command()
@at_desk()
@click.option("--topic", default="", metavar="TOPIC", help="Only what was learned about this.")
@click.option("--company", default="", metavar="COMPANY", help="Only from conversations about this company.")
@click.option("--question", default="", metavar="WORDS", help="The answers to questions in which these words stand.")
def learned(desk: Desk, topic: str, company: str, question: str) -> None:
    """What people taught you, or how they answered a question."""
    place = naming.named(desk, company, "company") if company else ""
    answer = learned_answer(desk.kb, topic=topic.strip().lstrip("#"), company=place, question=question.strip())
    if desk.as_json:
        desk.put(answer)
    elif question:
        _write_answers(desk, answer)
    else:
        _write_learnings(desk, answer, topic)


def _write_learnings(desk: Desk, answer: JSON, topic: str) -> None:
    found = answer["learnings"]
    if not found:
        say(_nothing(desk, topic))
        return
    by_topic = sorted(found, key=lambda one: (one["topic"] is None, slug(one["topic"] or "")))
    for number, (_, group) in enumerate(groupby(by_topic, key=lambda one: slug(one["topic"] or ""))):
        ones = list(group)
        if number:
            say()
        say(ones[0]["topic"] or "Without a topic")
        for one in ones:
            say(one["point"], 2, 4)
            if one["quote"]:
                say(f"“{one['quote']}”", 4, 5)
            say(_source(desk, one), 4)


def _write_answers(desk: Desk, answer: JSON) -> None:
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
            say(_source(desk, one), 4)


def _question(one: JSON) -> str:
    return str(one["question"])


def _source(desk: Desk, one: JSON) -> str:
    """Who said it, where they are, and when."""
    who = listed(desk.kb.name(person) for person in one["people"]) or desk.kb.name(one["source"])
    place = f" ({desk.kb.name(one['company'])})" if one["company"] else ""
    when = f", {long_day(date.fromisoformat(one['date']))}" if one["date"] else ""
    return f"{who}{place}{when}"


def _nothing(desk: Desk, topic: str) -> str:
    topics = sorted({one["topic"] for one in learned_answer(desk.kb)["learnings"] if one["topic"]})
    if topic and topics:
        return f"Nothing is noted about it yet. Topics so far: {', '.join(topics)}."
    return "Nothing is noted yet. Learnings stand in interviews, one a line under `learnings:`."
