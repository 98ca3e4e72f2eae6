"""The smallest pieces of HTML, which stand thousands of times on a large site: links, days, words in boxes.

Each escapes what it is given. Templates print them as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from wayin.diagnostics import caret
from wayin.model import ME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from wayin.diagnostics import Problem
    from wayin.pages.panels import WayView

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads to its page; in a template it prints as that link."""

    id: str
    name: str
    href: str
    stub: bool = False
    short: str = ""
    """What they are called in a sentence, if not by their whole name."""
    text: Markup = field(init=False, compare=False)
    """The name as HTML."""
    html: Markup = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", escape(self.name))
        object.__setattr__(self, "html", self._html())

    def _html(self) -> Markup:
        if not self.href or self.id == ME:
            return self.text
        stub = ' class="wayin-stub" title="Mentioned, no note yet"' if self.stub else ""
        return Markup(f'<a href="{escape(self.href)}"{stub}>{self.text}</a>')

    def __html__(self) -> str:
        return self.html

    def labelled(self, words: str) -> Markup:
        """The link with other words than the name."""
        return Markup('<a href="{}">{}</a>').format(self.href, words) if self.href and self.id != ME else escape(words)


def links(all_: Sequence[Link], last: str = "and") -> Markup:
    """Several links as a person lists them."""
    if len(all_) < 2:
        return all_[0].html if all_ else Markup()
    return Markup(f"{', '.join(one.html for one in all_[:-1])} {last} {all_[-1].html}")


@lru_cache(maxsize=8192)
def day(moment: date) -> Markup:
    """A date as `3 Oct 2026`, readable by machines too."""
    return Markup('<time datetime="{}">{} {} {}</time>').format(
        moment.isoformat(), moment.day, _MONTHS[moment.month - 1], moment.year
    )


def told(message: str) -> Markup:
    """A message in which words of the notes stand in backticks, as HTML."""
    # As plain text, since what is put into a Markup would be escaped
    return Markup(re.sub(r"`([^`\n]+)`", r"<code>\1</code>", str(escape(message))))


def pointed(problem: Problem) -> Markup:
    """The line of a note in which a problem stands, with a caret below its place."""
    if not problem.excerpt.strip():
        return Markup()
    below = caret(problem.excerpt[: problem.column - 1])
    return Markup('<pre class="wayin-excerpt">{}\n<span aria-hidden="true">{}</span></pre>').format(
        problem.excerpt, below
    )


@lru_cache(maxsize=64)
def tier(word: str) -> Markup:
    """The word for how warm a way is."""
    return Markup('<span class="wayin-tier wayin-tier--{}">{}</span>').format(word.replace(" ", "-"), word)


@lru_cache(maxsize=64)
def tie_line(word: str, unsure: bool) -> Markup:
    """The line between two people on a way, as strong as their tie; dashed where it is inferred or assumed."""
    dashed = " wayin-chain__tie--unsure" if unsure else ""
    return Markup('<span class="wayin-chain__tie wayin-tier--{}{}" aria-hidden="true"></span>').format(
        word.replace(" ", "-"), dashed
    )


def chain(way: WayView, linked: bool = True) -> Markup:
    """A way as a row of names with the ties between them; not `linked` where it stands in something to click."""
    names = [person.html if linked else person.text for person in way.people]
    parts = [f"{name}{tie.line}" for name, tie in zip(names, way.ties, strict=False)]
    return Markup(f'<span class="wayin-chain">{"".join(parts)}{names[-1]}</span>')


@lru_cache(maxsize=64)
def status(word: str) -> Markup:
    """The word for where a conversation or a company stands."""
    return Markup('<span class="wayin-status wayin-status--{}">{}</span>').format(word.replace(" ", "-"), word)


def stands(word: str, then: tuple[date | datetime, str] | None) -> Markup:
    """The word for where a conversation stands, with the word that takes its place and from when."""
    if then is None:
        return status(word)
    return Markup(
        '<span class="wayin-status wayin-status--{}" data-then="{}" data-begins="{}">{}</span>'
    ).format(word.replace(" ", "-"), then[1], instant(then[0]), word)  # fmt: skip


def instant(moment: date | datetime) -> str:
    """A moment as the page's script reads it: a day, a time of wherever the reader is, or one of the whole world."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if moment.tzinfo is None:
        return moment.isoformat(timespec="seconds")
    try:
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    except OverflowError:
        return moment.date().isoformat()


def named(text: str, all_: Iterable[Link]) -> Markup:
    """Return a sentence in which each of these names, or what they are called for short, leads to its page."""
    by_name = {name: link for link in all_ for name in (link.short, link.name) if name and link.href}
    # The longest first, so that Ann Lee is not taken for Ann
    names = sorted(by_name, key=len, reverse=True)
    parts, at = [], 0
    while found := min(
        ((place, i) for i, name in enumerate(names) if (place := _place(text, name, at)) >= 0), default=()
    ):
        place, name = found[0], names[found[1]]
        link = by_name.pop(name, None)
        parts += [
            escape(text[at:place]),
            (link.html if name == link.name else link.labelled(name)) if link else escape(name),
        ]
        at = place + len(name)
    return Markup("").join([*parts, escape(text[at:])])


def _place(text: str, name: str, at: int) -> int:
    """Where a name next stands as a whole word; -1 where it does not."""
    while (at := text.find(name, at)) >= 0:
        end = at + len(name)
        if not _in_word(text[at - 1 : at]) and not _in_word(text[end : end + 1]):
            return at
        at += 1
    return -1


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
