"""`wayin learned`: what was learned, with its sources."""

from __future__ import annotations

from datetime import date
from itertools import groupby

import click

from wayin.cli import naming
from wayin.cli.context import Desk, at_desk
from wayin.cli.terminal import say
from wayin.export.learned import JSON, learned_answer
from wayin.knowledge.references import slug
from wayin.learning.topics import key, listed_as
from wayin.wording import listed, long_day


@click.command()
@at_desk()
@click.option("--topic", default="", metavar="TOPIC", help="Only what was learned about this.")
@click.option("--company", default="", metavar="COMPANY", help="Only from conversations about this company.")
@click.option("--question", default="", metavar="WORDS", help="The answers to questions in which these words stand.")
def learned(desk: Desk, topic: str, company: str, question: str) -> None:
    """What people taught you, or how they answered a question."""
    place = naming.named(desk, company, "company") if company else ""
    topic = topic.strip().lstrip("#")
    answer = learned_answer(desk.kb, topic=topic, company=place, question=question.strip())
    if desk.as_json:
        desk.put(answer)
    elif question:
        _write_answers(desk, answer)
    else:
        _write_learnings(desk, answer, topic, place)


def _write_learnings(desk: Desk, answer: JSON, topic: str, company: str) -> None:
    found = answer["learnings"]
    if not found:
        say(_nothing(desk, topic, company))
        return
    everything = {(one["source"], one["number"]): one for one in learned_answer(desk.kb)["learnings"]}
    wanted = key(listed_as(desk.kb, topic))

    def heading(one: JSON) -> str:
        """The topic under which something stands: the one that was asked for, else its first."""
        return next((name for name in one["topics"] if key(name) == wanted), one["topic"] or "")

    by_topic = sorted(found, key=lambda one: (not heading(one), slug(heading(one))))
    for number, (name, group) in enumerate(groupby(by_topic, key=heading)):
        if number:
            say()
        say(name or "Without a topic")
        for one in group:
            say(one["point"], 2, 4)
            if one["quote"]:
                say(f"“{one['quote']}”", 4, 5)
            said = _source(desk, one) + (", in confidence" if one["private"] else "")
            for word, others in (("like", one["agrees"]), ("unlike", one["disagrees"])):
                whom = dict.fromkeys(_who(desk, everything[mark["source"], mark["number"]]) for mark in others)
                said += f"; {word} {listed(whom)}" if whom else ""
            say(said, 4)


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
    place = f" ({desk.kb.name(one['company'])})" if one["company"] else ""
    when = f", {long_day(date.fromisoformat(one['date']))}" if one["date"] else ""
    return f"{_who(desk, one)}{place}{when}"


def _who(desk: Desk, one: JSON) -> str:
    return listed(desk.kb.name(person) for person in one["people"]) or desk.kb.name(one["source"])


def _nothing(desk: Desk, topic: str, company: str) -> str:
    """What there is instead of what was asked for: the topics that were spoken of, at this company if at one."""
    there = learned_answer(desk.kb, company=company)["learnings"]
    about = "it" if topic else desk.kb.name(company)
    if topics := sorted({name for one in there for name in one["topics"]}, key=slug):
        where = f" at {desk.kb.name(company)}" if company else ""
        return f"Nothing is noted about {about}{where} yet. Topics so far: {', '.join(topics)}."
    if company:
        return f"Nothing is noted from {desk.kb.name(company)} yet."
    return "Nothing is noted yet. Learnings stand in interviews, one a line under `learnings:`."
