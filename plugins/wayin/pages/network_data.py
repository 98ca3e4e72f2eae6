"""The data of the network page: a classic script that assigns an object.

A page opened from a file can neither fetch nor import, so the data is a script. It has columns instead of records, and
long columns of integers are packed as text, with two or three characters a number. Nodes are numbered: everyone in the
order of their ids (the user among them), then the companies in the order of theirs, so that comparing numbers is
comparing ids. All costs, tiers and texts are computed here; the browser only adds costs and fills names into sentences.

It contains what the page shows: names, aliases, tags, companies, ties with their best reason. Further reasons for a tie
are on the person's page.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from math import log
from typing import TYPE_CHECKING

from wayin.clock import day_of
from wayin.journey.introductions import introduced
from wayin.model import ME
from wayin.network.brief_reasons import in_brief
from wayin.network.communities import communities, pairs
from wayin.network.companies import PARENT, SISTER, family, left
from wayin.network.short_reasons import UNDATED, said_in_short
from wayin.network.tiers import ABOUT, TIERS, tie_tier
from wayin.network.ties import cost
from wayin.network.ways import ANOTHER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from wayin.clock import Clock
    from wayin.knowledge import KnowledgeBase
    from wayin.network.layout import Place
    from wayin.network.ties import Network, Tie
    from wayin.network.willingness import Goals
    from wayin.pages.advice import Advice

Kind = tuple[int, str, str, int, int, int, int, int]
DIGITS = "".join(chr(code) for code in range(35, 127) if chr(code) not in "<\\")
"""The digits of packed numbers: the first half end a number, the second half continue it."""
BASE = len(DIGITS) // 2
LIMITS = (1386, 2302, 3506)
"""The highest costs of a warm, a promising and a possible way: exp(−cost / 1000) ≥ .25, .10, .03."""

_MONTHS = "January February March April May June July August September October November December".split()

_EPOCH = 719163
"""The ordinal of 1 January 1970."""

_ABOUT = int(-1000 * log(ABOUT))
"""The largest difference in cost of two ways that are about as good."""


def network_data(
    kb: KnowledgeBase,
    network: Network,
    clock: Clock,
    positions: Mapping[str, Place],
    urls: Mapping[str, str],
    *,
    most: int = 2,
    advised: Mapping[str, Advice] | None = None,
) -> str:
    """Return the text of `/wayin/network.js`.

    Args:
        kb: everyone and every company.
        network: their ties.
        clock: provides today.
        positions: everyone's position on the map.
        urls: the address of each page of a person or company, relative to the site's root; nodes without one aren't
            linked.
        most: the most intermediaries searched at first.
        advised: what to do first about people and companies, if the ways don't show it.
    """
    columns = _Columns(kb, network, clock, positions, urls)
    data = {"most": most, **columns.nodes(), **columns.people(), **columns.companies(), **columns.ties()}
    data |= columns.advised(advised or {})
    return f"window.WAYIN_NETWORK = {script(data)};\n"


def script(value: object) -> str:
    """Return a value as JSON that is safe inside a `<script>` and as a script of its own."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def pack(numbers: Iterable[int]) -> str:
    """Return non-negative integers as text: digits of base 45, the lowest first; the last of each ends it."""
    text = []
    for number in numbers:
        while number >= BASE:
            number, digit = divmod(number, BASE)
            text.append(DIGITS[BASE + digit])
        text.append(DIGITS[number])
    return "".join(text)


class _Columns:
    """The columns, with a common numbering of nodes."""

    def __init__(
        self, kb: KnowledgeBase, network: Network, clock: Clock, positions: Mapping[str, Place], urls: Mapping[str, str]
    ) -> None:
        self.kb, self.network, self.clock, self.positions, self.urls = kb, network, clock, positions, urls
        self.nodes_in_order = [*network.people, *kb.companies]
        self.index = {node: i for i, node in enumerate(self.nodes_in_order)}

    def nodes(self) -> dict[str, object]:
        """Return the columns that people and companies share."""
        positions = [self.positions.get(node, (0, 0)) for node in self.nodes_in_order]
        left, top = min((x for x, _ in positions), default=0), min((y for _, y in positions), default=0)
        known = self.kb.people | dict(self.kb.companies)  # type: ignore[operator]
        aliases = {self.index[node]: entry.facts.aliases for node, entry in known.items() if entry.facts.aliases}
        tags = {self.index[node]: entry.facts.tags for node, entry in known.items() if entry.facts.tags}
        words = sorted({tag for tagged in tags.values() for tag in tagged})
        number = {word: i for i, word in enumerate(words)}
        clusters = communities(self.kb, pairs(self.kb, self.network, self.clock), self.positions)
        community = {node: i + 1 for i, cluster in enumerate(clusters) for node in cluster.members}
        if self.kb.me and self.kb.me.facts.aliases:
            aliases[self.index[ME]] = self.kb.me.facts.aliases
        return {
            "digits": DIGITS,
            "me": self.index[ME],
            "count": len(self.network.people),
            "ids": [self._short_id(node) for node in self.nodes_in_order],
            "names": [self.kb.name(node) for node in self.nodes_in_order],
            **self._addresses(),
            "places": pack(n for x, y in positions for n in (x - left, y - top)),
            "stubs": pack(_gaps(self.index[node] for node, entry in known.items() if entry.note is None)),
            "contacts": pack(_gaps(self.index[node] for node in self.kb.people if self._is_contact(node))),
            "aliases": aliases,
            "tags": words,
            "tagged": pack(n for i in sorted(tags) for n in (i, len(tags[i]), *(number[tag] for tag in tags[i]))),
            "communities": [cluster.name for cluster in clusters],
            "community": pack(community.get(node, 0) for node in self.nodes_in_order),
        }

    def _short_id(self, node: str) -> str | int:
        """Return an id, or 0 if the page can derive it from the name."""
        folder, name = "people/" if node in self.kb.people else "companies/", self.kb.name(node)
        return 0 if name.isascii() and node == folder + re.sub("[^a-z0-9]+", "-", name.lower()).strip("-") else node

    def _is_contact(self, node: str) -> bool:
        """Return whether somebody is only in exported files, and has no page."""
        return node in self.kb.people and not self.kb.people[node].has_page

    def _addresses(self) -> dict[str, object]:
        """Return the ending of addresses after the id, and the addresses that differ; an empty one means no page."""
        endings = Counter(url[len(node) :] for node, url in self.urls.items() if url.startswith(node))
        ending = min(endings, key=lambda suffix: (-endings[suffix], suffix), default="/")
        others = {
            self.index[node]: self.urls.get(node, "")
            for node in self.nodes_in_order
            if not self._is_contact(node)
            and (self.urls.get(node) != node + ending or not re.fullmatch(r"[\w./~-]+", node, re.ASCII))
        }
        return {"ending": ending, "urls": others}

    def people(self) -> dict[str, object]:
        """Return the columns of people only: workplaces, readiness to introduce, offers, numbers of talks."""
        willingness = self.network.willingness
        leaving = {person: self._leaving(person, ()) for person in self.network.people}
        asked = self._asked()
        table = sorted({costs for costs in (*leaving.values(), *(leave for _, _, leave in asked)) if costs})
        number = {costs: i + 1 for i, costs in enumerate(table)}
        jobs = {person.id: person.current_job(self.clock.today) for person in self.kb.people.values()}
        at = {person: job.company for person, job in jobs.items() if job and job.company}
        spoke = {person: len(contact.held) for person, contact in self.network.contact.items() if contact.held}
        return {
            "at": pack(self._company(at.get(person)) for person in self.network.people),
            "leaves": table,
            "leaving": pack(number[costs] if (costs := leaving[person]) else 0 for person in self.network.people),
            "offers": pack(
                n
                for pair, quality in sorted(willingness.offers.items())
                if set(pair) <= self.index.keys()
                for n in (*self._numbers(pair), cost(quality), TIERS.index(tie_tier(quality)))
            ),
            "asked": self._by_key((key, [person, number[leave]]) for key, person, leave in asked if leave),
            "declined": self._groups(willingness.declined),
            "notFor": self._groups(willingness.not_for),
            "never": self._numbers(sorted(willingness.never)),
            "colleagues": self._numbers(sorted(willingness.colleagues)),
            "introduced": self._numbers(sorted(introduced(self.kb, self.clock))),
            "spoke": pack(n for person in sorted(spoke) for n in (self.index[person], spoke[person])),
        }

    def _numbers(self, nodes: Sequence[str]) -> list[int]:
        return [self.index[node] for node in nodes if node in self.index]

    def _company(self, company: str | None) -> int:
        """Return a company's number among companies, from 1; 0 for none."""
        return self.index[company] - len(self.network.people) + 1 if company in self.kb.companies and company else 0

    def _groups(self, groups: Mapping[str, Collection[str]]) -> dict[int, list[int]]:
        """Return people grouped by node."""
        return {
            self.index[node]: self._numbers(sorted(people)) for node, people in groups.items() if node in self.index
        }

    def _leaving(self, person: str, goals: Goals) -> tuple[int, int, int] | None:
        """Return the costs of an introduction by somebody and of one they offered, and whether they are at capacity."""
        willingness = self.network.willingness
        willing = willingness.willing.get(person, 0.0)
        if not willing:
            return None
        plain, offered = (cost(willingness.ready(person, mood, goals)) for mood in (willing, 1.0))
        return plain, offered, int(willingness.is_at_capacity(person, goals))

    def _asked(self) -> list[tuple[str, int, tuple[int, int, int] | None]]:
        """Return the costs of an introduction by people asked about a goal: the goal's key, the person, the costs.

        The key is the number of the person or company; both, joined by a point, if somebody was asked about both.
        """
        asked = self.network.willingness.asked
        goals: list[tuple[Goals, Collection[str]]] = [((node,), vias) for node, vias in sorted(asked.items())]
        for company in sorted(asked.keys() & self.kb.companies.keys()):
            people = sorted({person.id for place, _ in family(self.kb, company) for person, _ in self.kb.staff(place)})
            both = [(person, asked[person].keys() & asked[company].keys()) for person in people if person in asked]
            goals += [((person, company), sorted(vias)) for person, vias in both if vias]
        return [
            (".".join(map(str, reversed(self._numbers(nodes)))), self.index[via], self._leaving(via, nodes))
            for nodes, vias in goals
            for via in vias
        ]

    @staticmethod
    def _by_key(pairs: Iterable[tuple[str, list[int]]]) -> dict[str, list[int]]:
        groups: dict[str, list[int]] = {}
        for key, numbers in pairs:
            groups.setdefault(key, []).extend(numbers)
        return groups

    def companies(self) -> dict[str, object]:
        """Return the columns of companies only: current and past staff, parents, how much you want them."""
        today = self.clock.today
        there: list[list[tuple[int, int]]] = []
        for company in self.kb.companies:
            begun = [
                (person.id, [job for job in jobs if not (job.start and job.start.first > today)])
                for person, jobs in self.kb.staff(company)
            ]
            there.append(sorted((self.index[person], left(jobs, today)) for person, jobs in begun if jobs))
        since = sorted({0, *(further for people in there for _, further in people)})
        staff: list[int] = []
        for people in there:
            gaps = _gaps(i for i, _ in people)
            rows = zip(gaps, (since.index(further) for _, further in people), strict=True)
            staff += [len(people), *(n for row in rows for n in row)]
        wanted = [company for company in self.kb.companies.values() if company.is_target]
        parents = {
            self._company(company.id): self._company(company.parent)
            for company in self.kb.companies.values()
            if company.parent
        }
        return {
            "left": since,
            "parent": cost(PARENT),
            "sister": cost(SISTER),
            "staff": pack(staff),
            "parents": {child: parent for child, parent in parents.items() if parent},
            "wanted": self._numbers(
                [company.id for company in sorted(wanted, key=lambda company: -(company.facts.interest or 0))]
            ),
        }

    def advised(self, advised: Mapping[str, Advice]) -> dict[str, object]:
        """Return what to do first if the ways don't show it: a sentence with placeholders, its kind, and people.

        The kind is 0 for something under way, 1 for leaving somebody alone, 2 for a step that follows from the ways
        with the initial options. Then come the sentence from a day on, -1 for none, and that day.
        """
        sentences: dict[tuple[str | tuple[int, str], ...], int] = {}
        first: dict[int, list[int]] = {}
        for node in (node for node in self.nodes_in_order if node in advised):
            step, who = advised[node].step, [person for person in (*advised[node].names, node) if person in self.index]
            names = [(self.kb.name(person), self.kb.short_name(person)) for person in who]
            texts = [_parts(f"{words.what}. {words.why}", names) for words in (step, step.then) if words]
            now, later, *_ = (*(sentences.setdefault(text, len(sentences)) for text in texts), -1)
            kind = (1 if step.do == "leave" else 0) if advised[node].is_own else 2
            turns = _day_number(step.turns) if step.turns else 0
            first[self.index[node]] = [now, kind, later, turns, *self._numbers(who)]
        fixed = _day_number(self.clock.today) if self.clock.chosen else 0
        return {"said": list(sentences), "first": first, "day": fixed}

    def ties(self) -> dict[str, object]:
        """Return every tie: whom it connects, and a number for its cost and texts.

        Pairs are listed once, under the lower of the two, with the ties in both directions.
        """
        kinds = Counter(self._kind(tie) for ties in self.network.ties.values() for tie in ties.values())
        # The most frequent get the lowest numbers, which are the shortest
        table = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
        phrases, briefs = (sorted({kind[i] for kind in kinds}) for i in (1, 2))
        number = {kind: i + 1 for i, kind in enumerate(table)}
        manners = sorted({kind[1:-1] for kind in table})
        manner = {manner_key: i for i, manner_key in enumerate(manners)}
        months = sorted({kind[-1] for kind in table})
        both: dict[int, dict[int, list[int]]] = {}
        for ties in self.network.ties.values():
            for tie in ties.values():
                source, target = self.index[tie.source], self.index[tie.target]
                low, high = min(source, target), max(source, target)
                both.setdefault(low, {}).setdefault(high, [0, 0])[source > target] = number[self._kind(tie)]
        packed: list[int] = []
        for low in range(len(self.network.people)):
            row = both.get(low, {})
            order = sorted(row)
            packed.append(len(order))
            for gap, high in zip(_gaps(order), order, strict=True):
                packed += [gap, *row[high]]
        return {
            "another": ANOTHER,
            "limits": LIMITS,
            "about": _ABOUT,
            "tiers": TIERS,
            "phrases": phrases,
            "briefs": briefs,
            "when": [_when(month) for month in months],
            "manners": [(phrases.index(phrase), briefs.index(brief), *others) for phrase, brief, *others in manners],
            "kinds": pack(n for kind in table for n in (kind[0], manner[kind[1:-1]], months.index(kind[-1]))),
            "ties": pack(packed),
        }

    def _kind(self, tie: Tie) -> Kind:
        """Return what distinguishes ties: cost, sentence, short reason, strength, tier, inferred, assumed, last month.

        Months are counted through the years; 0 means that the last contact is unknown, -1 that it isn't mentioned.
        """
        best = tie.best
        last = best.last_contact
        months = -1 if best.source in UNDATED else last.year * 12 + last.month - 1 if last else 0
        tier = TIERS.index(tie_tier(tie.quality))
        sentence = said_in_short(self.kb, tie)
        return tie.cost, sentence, in_brief(tie), best.strength, tier, int(tie.inferred), int(best.assumed), months


def _day_number(moment: date | datetime) -> int:
    """Return a day as the number of days since 1970; for a moment, the first day entirely after it."""
    return day_of(moment).toordinal() - _EPOCH + isinstance(moment, datetime)


def _parts(sentence: str, people: Sequence[tuple[str, str]]) -> tuple[str | tuple[int, str], ...]:
    """Return a sentence in parts; each person's first mention is replaced by their index and the text there.

    Ann Lee is not mistaken for Ann.
    """
    number = {name: i for i, names in enumerate(people) for name in names}
    any_name = "|".join(re.escape(name) for name in sorted(number, key=len, reverse=True))
    parts: list[str | tuple[int, str]] = []
    linked: set[int] = set()
    for i, part in enumerate(re.split(rf"(?<!\w)({any_name})(?!\w)", sentence)):
        if i % 2 and number[part] not in linked:
            linked.add(number[part])
            parts.append((number[part], part))
        elif parts and isinstance(before := parts[-1], str):
            parts[-1] = before + part
        elif part:
            parts.append(part)
    return tuple(parts)


def _when(month: int) -> str:
    """Return the time of the last contact in words."""
    if month < 0:
        return ""
    return f"last in {_MONTHS[month % 12]} {month // 12}" if month else "when last is unknown"


def _gaps(numbers: Iterable[int]) -> list[int]:
    """Return increasing numbers as the first and the differences between them."""
    listed = sorted(numbers)
    return [number - before for number, before in zip(listed, [0, *listed], strict=False)]
