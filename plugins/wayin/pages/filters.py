"""The filters of the templates. Their HTML comes from the macros in `pieces/text.html`."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import pass_context

from wayin.clock import days_after
from wayin.diagnostics import caret
from wayin.journey.progress import size
from wayin.learning.learnings import Answer, Learning
from wayin.learning.topics import titled
from wayin.model import ME
from wayin.network import reasons
from wayin.network.brief_reasons import in_brief
from wayin.network.tiers import tie_tier
from wayin.pages import spans
from wayin.pages.interviews import ROUTES, heading
from wayin.pages.learned import stances_of
from wayin.pages.timeline import decided
from wayin.wording import MONTHS, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jinja2 import Environment
    from jinja2.runtime import Context
    from markupsafe import Markup

    from wayin.diagnostics import Problem
    from wayin.journey import Status
    from wayin.journey.progress import Branch
    from wayin.knowledge import Interview
    from wayin.network.tiers import Tier
    from wayin.network.ties import Tie
    from wayin.pages.generated import GeneratedPages
    from wayin.pages.learned import StanceView
    from wayin.pages.links import Links
    from wayin.pages.spans import Span
    from wayin.workspace import Workspace


_DAYS = {"year": 365, "month": 30, "week": 7, "day": 1}


class Filters:
    """The filters for pages of the same depth. Each public method is a filter of its name."""

    def __init__(self, env: Environment, workspace: Workspace, links: Links, generated: GeneratedPages) -> None:
        """Use this workspace, the links for that depth, and the pages of topics and roles."""
        self._env, self._workspace, self._links = env, workspace, links
        self._kb = workspace.kb
        self._topics, self._roles = generated.topic_of, generated.role_of
        self._linked: dict[str, Markup] = {}
        self._avatars: dict[tuple[str, str, bool], Markup] = {}
        self._drawn: dict[tuple[str, str, bool], Markup] = {}
        self._days: dict[date, Markup] = {}
        self._reasons: dict[tuple[str, str], list[str]] = {}

    def _html(self, macro: str, *arguments: object) -> Markup:
        """Return the output of a macro in `pieces/text.html`."""
        html: Markup = getattr(self._text, macro)(*arguments)
        return html

    @cached_property
    def _text(self) -> Any:
        return self._env.get_template("pieces/text.html").module

    # --- links --------------------------------------------------------------------------------------------------------

    def name(self, node: str) -> str:
        """Return the name of an id; "You" for the user."""
        return "You" if node == ME else self._kb.name(node)

    def href(self, node: str) -> str:
        """Return the address of an id's page; empty without one."""
        return self._links.href(node)

    def link(self, node: str, text: str = "") -> Markup:
        """Return a link to an id's page, with its name or another text; only the text if there is no page."""
        if text:
            return self._html("link", text, self._target(node), False)
        if node not in self._linked:
            stub = node != ME and self._kb.note(node) is None
            interview = self._kb.interviews.get(node)
            # Without a day, an interview has the name of its person
            name = heading(self._workspace, interview) if interview and not interview.facts.day else self.name(node)
            self._linked[node] = self._html("link", name, self._target(node), stub)
        return self._linked[node]

    def _target(self, node: str) -> str:
        if node == ME:
            return ""
        person = self._kb.people.get(node)
        # People only in exported files have no page; the network page shows the ways to them
        return self._links.network_to(node) if person and not person.has_page else self._links.href(node)

    def links(self, nodes: Sequence[str], last: str = "and", most: int = 0) -> Markup:
        """Return several links as a list in words; beyond `most`, only the number of others."""
        return self._html("links", nodes[: most or None], last, max(0, len(nodes) - most) if most else 0)

    def topic(self, name: str) -> Markup:
        """Return a link to the page of a topic, by its name."""
        return self._html("link", titled(name), self.topic_href(name), False)

    def topic_href(self, name: str) -> str:
        """Return the address of a topic's page, by its name."""
        return self._links.href(self._topics.get(name, ""))

    def topic_title(self, name: str) -> str:
        """Return the name of a topic as a heading."""
        return titled(name)

    def role(self, key: str, text: str) -> Markup:
        """Return a link to the page of a role, by its key; only the text if there is no page."""
        return self._html("link", text, self._links.href(self._roles.get(key, "")), False)

    # --- avatars and ties ---------------------------------------------------------------------------------------------

    def avatar(self, node: str, kind: str = "person", large: bool = False) -> Markup:
        """Return the avatar of an id; `kind` is `person` or `company`."""
        key = node, kind, large
        if key not in self._avatars:
            self._avatars[key] = self._html("avatar", *key)
        return self._avatars[key]

    def drawn(self, tie: Tie, is_weakest: bool) -> Markup:
        """Return a tie as the line of a path, with its reason; the weakest of several is marked."""
        key = tie.source, tie.target, is_weakest
        if key not in self._drawn:
            self._drawn[key] = self._html("drawn", tie, is_weakest)
        return self._drawn[key]

    def initials(self, node: str) -> str:
        """Return the initials for an id's avatar, from the first and the last word of its name; "You" for the user."""
        if node == ME:
            return "You"
        words = [word for word in self._kb.name(node).split() if word[0].isalnum()] or [self._kb.name(node)]
        return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper()

    def ring(self, node: str) -> str:
        """Return the tier of your own tie to somebody; empty without one."""
        tie = self._workspace.network.tie(ME, node)
        return tie_tier(tie.quality) if tie else ""

    def stub(self, node: str) -> bool:
        """Return whether an id has no note yet."""
        return node != ME and self._kb.note(node) is None

    def around(self, place: tuple[int, int]) -> tuple[float, float]:
        """Return the position of an item in a circle, by its number and the number of all."""
        number, count = place
        angle = 2 * math.pi * number / count - math.pi / 2
        return round(88 * math.cos(angle), 1), round(58 * math.sin(angle), 1)

    def in_brief(self, tie: Tie) -> str:
        """Return the reason for a tie, in at most four words."""
        return in_brief(tie)

    # --- texts --------------------------------------------------------------------------------------------------------

    def named(self, sentence: str, nodes: Iterable[str]) -> Markup:
        """Return a sentence in which some names, or their short forms, link to their pages, once each."""
        return self._spans(self._named(sentence, nodes))

    def unnamed(self, nodes: Iterable[str], sentence: str) -> list[str]:
        """Return the ids whose names aren't in a sentence."""
        return [node for node in nodes if not any(part.node == node for part in self._named(sentence, [node]))]

    def message(self, text: str) -> Markup:
        """Return a message with quotations from notes as code."""
        return self._spans(spans.of_message(text))

    def words(self, point: Learning | Answer) -> Markup:
        """Return the text of a learning or an answer, with its links."""
        text = point.answer if isinstance(point, Answer) else point.point
        targets = self._kb.targets.get(self._kb.interviews[point.source].note.path, {})
        return self._spans(spans.of_markdown(text, targets))

    def linked(self, text: str, node: str) -> Markup:
        """Return a text of a note's front matter with its original links."""
        note = self._kb.note(node)
        if note is None or text not in note.written:
            return self._spans([spans.Span(text)])
        return self._spans(spans.of_markdown(note.written[text], self._kb.targets.get(note.path, {})))

    def photo(self, node: str) -> str:
        """Return the address of somebody's photo; empty without one."""
        note = self._kb.note(node)
        word = getattr(note.facts, "photo", None) if note else None
        path = self._workspace.media.meant.get(note.path, {}).get(word) if note and word else None
        return self._links.root + quote(path) if path else ""

    def _named(self, sentence: str, nodes: Iterable[str]) -> Sequence[Span]:
        names = [(node, name) for node in nodes for name in (self.name(node), self._kb.short_name(node))]
        return spans.with_names(sentence, names)

    def _spans(self, parts: Sequence[Span]) -> Markup:
        return self._html("spans", parts)

    def decision(self, node: str) -> str:
        """Return the first sentence of a decision."""
        return decided(self._workspace, node)

    def number(self, count: int) -> str:
        """Return a small number as a word."""
        return number(count)

    def caret(self, problem: Problem) -> str:
        """Return the line with a caret below a problem's position."""
        return caret(problem.excerpt[: problem.column - 1])

    # --- time ---------------------------------------------------------------------------------------------------------

    def day(self, moment: date) -> Markup:
        """Return a date in words, with a machine-readable one."""
        if moment not in self._days:
            self._days[moment] = self._html("day", moment)
        return self._days[moment]

    def next_day(self, day: date) -> date:
        """Return the day after a day, or the day itself if it is the last possible one."""
        return days_after(day, 1)

    def weekday(self, day: date) -> str:
        """Return a day with its weekday: `Friday, 20 November`."""
        return f"{day:%A}, {day.day} {MONTHS[day.month - 1]}"

    def moment(self, moment: date | datetime) -> Markup:
        """Return a day, with its time if it has one."""
        return self._html("moment", moment)

    def things(self, count: int) -> str:
        """Return the number of things to do, as a heading."""
        if not count:
            return "Nothing due today"
        words = number(count)
        return f"{words[:1].upper()}{words[1:]} thing{'' if count == 1 else 's'} to do today"

    def lateness(self, days: int) -> str:
        """Return how late something is: `Due today`, `5 days late`, `3 months late`."""
        if days <= 0:
            return "Due today"
        for length, noun in ((730, "year"), (60, "month"), (21, "week"), (0, "day")):
            if days >= length:
                return f"{self.of(days // _DAYS[noun], noun)} late"
        raise AssertionError(days)

    def of(self, count: int, noun: str) -> str:
        """Return a count with its noun: `2 steps`."""
        return f"{count} {noun}{'' if count == 1 else 's'}"

    def instant(self, moment: date | datetime) -> str:
        """Return a moment in the form for the page's script: a day, a local time, or a time in UTC."""
        if not isinstance(moment, datetime):
            return moment.isoformat()
        if moment.tzinfo is None:
            return moment.isoformat(timespec="seconds")
        try:
            return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
        except OverflowError:
            return moment.date().isoformat()

    # --- data ---------------------------------------------------------------------------------------------------------

    def tier(self, tie: Tie) -> Tier:
        """Return the tier of a tie."""
        return tie_tier(tie.quality)

    def certainty(self, tie: Tie) -> str:
        """Return how certain a tie is if it isn't stated: `assumed` to be mutual, or `probable`; else empty."""
        return "assumed" if tie.best.assumed else "probable" if tie.inferred else ""

    def spoken(self, tie: Tie) -> str:
        """Return how well somebody knows another, as a sentence: `You know Wen Hui Goh well`."""
        ends = (tie.target, tie.source) if tie.best.assumed else (tie.source, tie.target)
        sure = {"assumed": " (assumed mutual)", "probable": " (probably)"}.get(self.certainty(tie), "")
        return f"{reasons.strength_in_words(self._kb, *ends, tie.best.strength)}{sure}"

    def unsure(self, tie: Tie) -> bool:
        """Return whether a tie is only inferred or assumed."""
        return tie.inferred or tie.best.assumed

    def reasons(self, tie: Tie) -> list[str]:
        """Return the reasons for a tie, the one that counts first."""
        ends = (tie.source, tie.target)
        if ends not in self._reasons:
            workspace = self._workspace
            self._reasons[ends] = reasons.reasons(self._kb, workspace.network, tie, workspace.clock.today)
        return self._reasons[ends]

    def status(self, interview: Interview) -> Status:
        """Return the status of an interview."""
        return self._workspace.status(interview)

    def next_status(self, interview: Interview) -> tuple[date | datetime, Status] | None:
        """Return the next status an interview reaches just by the passing of time, and when."""
        return self._workspace.next_status(interview)

    def route(self, interview: Interview) -> str:
        """Return how an interview came about; empty if unknown."""
        return ROUTES.get(interview.facts.route or "", "")

    def further(self, branch: Branch) -> int:
        """Return the number of people below somebody in the tree of referrals."""
        return size(branch) - 1

    def stances(self, point: Learning | Answer) -> list[StanceView]:
        """Return the learnings that this one agrees or disagrees with."""
        return stances_of(self._workspace, point) if isinstance(point, Learning) else []


def filters(
    env: Environment, workspace: Workspace, links: Links, generated: GeneratedPages
) -> dict[str, Callable[..., Any]]:
    """Return the filters for pages of the same depth, by name."""
    methods = Filters(env, workspace, links, generated)
    return {name: _while_rendering(getattr(methods, name)) for name in vars(Filters) if not name.startswith("_")}


def _while_rendering(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that Jinja applies only while rendering, never to a constant while compiling.

    A compiled template serves pages of all depths and builds.
    """

    @pass_context
    @wraps(filter_)
    def apply(_: Context, *values: Any, **options: Any) -> Any:
        return filter_(*values, **options)

    return apply
