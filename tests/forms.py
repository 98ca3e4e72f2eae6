"""Interview notes rewritten with each learning in the front matter or in the body."""

import json
import re
from collections.abc import Collection, Mapping

from wayin.model import Interview, Learning
from wayin.reading import read_note
from wayin.reading.learnings import LearnedSections

_ENTRIES = re.compile(r"^learnings:[^\n]*\n(?:[ -][^\n]*\n)*", re.MULTILINE)


def learnings_of(text: str) -> tuple[Learning, ...]:
    """Return the learnings of an interview's note: those in the front matter, then the body's."""
    facts = read_note("interviews/talk.md", text.encode())[0].facts
    assert isinstance(facts, Interview)
    return facts.learnings


def entry(one: Learning) -> str:
    """Return a learning as written in front matter."""
    return f"  - {json.dumps({key: value for key, value in one.model_dump(mode='json').items() if value})}\n"


def item(one: Learning) -> str:
    """Return a learning as written in a body."""
    tagged = f" #{one.topic}" if one.topic and re.fullmatch(r"[a-z][a-z-]*", one.topic) and "#" not in one.point else ""
    lines = [f"- {one.point}{tagged}"]
    lines += [f"  > {one.quote}"] if one.quote else []
    lines += [f"  topic: {one.topic}"] if one.topic and not tagged else []
    for key, named in (("agrees", one.agrees), ("disagrees", one.disagrees)):
        lines += [f"  {key}: {', '.join(f'[[{name}]]' for name in named)}"] if named else []
    lines += ["  private: true"] if one.private else []
    return "\n".join(lines) + "\n"


def written(text: str, below: Collection[int]) -> str:
    """Return an interview's note with these of its learnings in the body, and the others in the front matter."""
    found = learnings_of(text)
    above = [entry(one) for i, one in enumerate(found) if i not in below]
    items = [item(one) for i, one in enumerate(found) if i in below]
    head, body = text.removeprefix("---\n").split("\n---\n", 1)
    head = _ENTRIES.sub("", head + "\n") + ("learnings:\n" if above else "") + "".join(above)
    body = LearnedSections(body).removed()
    if items:
        section = "\n## What I learned\n\n" + "".join(items) + "\n"
        at = body.find("\n## ")  # the text below the section needs a heading of its own
        body = f"{body.rstrip()}\n{section}" if at < 0 else body[: at + 1] + section.lstrip("\n") + body[at + 1 :]
    return f"---\n{head}---\n{body}"


def other_form(text: str, moved: Collection[int]) -> str:
    """Return an interview's note with these of its learnings moved to the other form."""
    count = len(learnings_of(text)) - len(_above(text))
    below = set(range(len(_above(text)), len(_above(text)) + count))
    return written(text, below ^ set(moved))


def _above(text: str) -> tuple[Learning, ...]:
    head = text.removeprefix("---\n").split("\n---\n", 1)[0]
    return learnings_of(f"---\n{head}\n---\n")


def without_places(value: object) -> object:
    """Return a document without positions."""
    if isinstance(value, Mapping):
        return {key: without_places(one) for key, one in value.items() if key not in ("line", "column")}
    return [without_places(one) for one in value] if isinstance(value, list | tuple) else value
