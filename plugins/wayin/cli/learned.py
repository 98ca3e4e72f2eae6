"""`wayin learned`: shows what you learned, with sources."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import click

from wayin.cli.context import Context, pass_context
from wayin.cli.terminal import say
from wayin.export.learned import learned_document
from wayin.learning.topics import key, listed_as, topic_slug
from wayin.wording import listed, long_day

if TYPE_CHECKING:
    from wayin.export.documents import JSON
    from wayin.workspace import Workspace


@click.command()
@pass_context()
@click.option("--topic", default="", metavar="TOPIC", help="Only what you learned about TOPIC.")
@click.option("--company", default="", metavar="COMPANY", help="Only from interviews about COMPANY.")
@click.option("--question", default="", metavar="WORDS", help="Only answers to questions containing these words.")
def learned(context: Context, topic: str, company: str, question: str) -> None:
    """Show what people taught you, or how they answered a question."""
    company = context.named(company, "company") if company else ""
    topic = topic.strip().lstrip("#")
    workspace = context.workspace
    answer = learned_document(workspace, topic=topic, company=company, question=question.strip())
    if context.as_json:
        context.put(answer)
    elif question:
        _write_answers(workspace, answer["answers"])
    elif answer["learnings"]:
        _write_learnings(workspace, answer["learnings"], topic)
    else:
        say(_nothing(workspace, topic, company))


def _write_learnings(workspace: Workspace, learnings: list[JSON], topic: str) -> None:
    kb = workspace.kb
    people = {(learning.source, learning.number): learning.people for learning in workspace.learnings.all}
    wanted = key(listed_as(kb, topic))

    def heading(learning: JSON) -> str:
        """Return the topic to list a learning under: the requested one, else its first."""
        return next((name for name in learning["topics"] if key(name) == wanted), learning["topic"] or "")

    by_topic = sorted(learnings, key=lambda learning: (not heading(learning), topic_slug(heading(learning))))
    for number, (name, group) in enumerate(groupby(by_topic, key=heading)):
        if number:
            say()
        say(name or "Without a topic")
        for learning in group:
            say(learning["point"], 2, 4)
            if learning["quote"]:
                say(f"“{learning['quote']}”", 4, 5)
            source = _source(workspace, learning) + (", in confidence" if learning["private"] else "")
            for verb, others in (("agrees", learning["agrees"]), ("disagrees", learning["disagrees"])):
                names = dict.fromkeys(
                    _who(workspace, people[other["source"], other["number"]], other["source"]) for other in others
                )
                source += f"; {verb} with {listed(names)}" if names else ""
            say(source, 4)


def _write_answers(workspace: Workspace, answers: list[JSON]) -> None:
    if not answers:
        say("No answers to questions with these words yet. Add them to an interview: `{ask: …, answer: …}`.")
        return
    answers = sorted(answers, key=lambda answer: str(answer["question"]))
    for number, (question, group) in enumerate(groupby(answers, key=lambda answer: str(answer["question"]))):
        if number:
            say()
        say(question)
        for answer in group:
            say(answer["answer"], 2, 4)
            say(_source(workspace, answer), 4)


def _source(workspace: Workspace, row: JSON) -> str:
    """Return who said it, where they work, and when."""
    place = f" ({workspace.kb.name(row['company'])})" if row["company"] else ""
    when = f", {long_day(date.fromisoformat(row['date']))}" if row["date"] else ""
    return f"{_who(workspace, row['people'], row['source'])}{place}{when}"


def _who(workspace: Workspace, people: list[str] | tuple[str, ...], source: str) -> str:
    return listed(map(workspace.kb.name, people)) or workspace.kb.name(source)


def _nothing(workspace: Workspace, topic: str, company: str) -> str:
    """Return the message for an empty result: the existing topics, of the company if one was given."""
    name = workspace.kb.name(company) if company else ""
    there = (point for point in workspace.learnings.all if company in ("", point.company))
    if topics := sorted({topic for point in there for topic in point.topics}, key=topic_slug):
        about = f" on {topic}" if topic else ""
        return f"Nothing{about}{f' from {name}' if name else ''} yet. Topics so far: {', '.join(topics)}."
    if company:
        return f"Nothing from {name} yet."
    return "Nothing yet. Add learnings to an interview under `learnings:`, one per line."
