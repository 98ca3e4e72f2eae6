"""A second, slow answer to every question about ties and ways, written from "Ties and warm introductions" alone.

It shares no code with the program. Ties are worked out from the plain dicts of `vault`, ways by listing every simple
path (networkx) and sorting. In the dicts references are ids, dates are ISO texts, and lists are lists.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise, permutations, product
from typing import Any, NamedTuple

import networkx as nx

B = {1: 0.15, 2: 0.35, 3: 0.55, 4: 0.75, 5: 0.92}
F = {1: 0.30, 2: 0.40, 3: 0.55, 4: 0.70, 5: 0.80}
E = {"stated": 1, "worked-together": 0.85, "linkedin": 0.6, "inferred": 0.35}
W = {"yes": 1.0, "ask": 0.7, "reluctant": 0.3, "no": 0.0}


class Path(NamedTuple):
    """A way; the fields in the order in which ways are ordered."""

    at_capacity: bool
    cost: int
    length: int
    people: tuple[str, ...]

    @property
    def inner(self) -> tuple[str, ...]:
        return self.people[1:-1]


def quality(strength: int, evidence: str, last: date | None, today: date) -> float:
    """The quality of a row: q = b · e · r."""
    f = F[strength]
    r = (f + 1) / 2 if last is None or last > today else f + (1 - f) * 2 ** -((today - last).days / 30.44 / 24)
    return B[strength] * E[evidence] * r


def whole(worth: float) -> int:
    """A worth as a cost."""
    return round(-1000 * math.log(worth))


@dataclass
class Case:
    """All that the ways depend on."""

    ties: dict[tuple[str, str], tuple[float, bool]] = field(default_factory=dict)
    """The quality of each tie, and whether it is inferred."""
    willing: dict[str, float] = field(default_factory=dict)
    asks: Mapping[str, int] = field(default_factory=dict)
    offers: Collection[tuple[str, str]] = ()
    declined: Mapping[str, Collection[str]] = field(default_factory=dict)

    def ways(self, source: str = "me", most: int = 3) -> dict[str, list[Path]]:
        """Every way from somebody, by target, best first; who declined is not yet taken out."""
        graph = nx.DiGraph(self.ties.keys())
        found: dict[str, list[Path]] = defaultdict(list)
        if source not in graph:
            return found
        # Nobody is reached through me
        if source != "me" and "me" in graph:
            graph.remove_node("me")
        others = set(graph) - {source}
        for nodes in nx.all_simple_paths(graph, source, others, cutoff=most + 1):
            if len(nodes) > 2 and (way := self.way(tuple(nodes))):
                found[nodes[-1]].append(way)
        return {target: sorted(ways) for target, ways in found.items()}

    def way(self, people: tuple[str, ...]) -> Path | None:
        """A path as a way; None where it is none."""
        between = people[1:-1]
        steps = list(pairwise(people))
        if any(self.willing.get(person, 0) == 0 for person in between):
            return None
        if sum(self.ties[step][1] for step in steps) > 1:
            return None
        total = 693 * (len(between) - 1)
        for step in steps:
            total += whole(self.ties[step][0])
        for person, following in zip(between, people[2:], strict=True):
            willing = 1 if (person, following) in self.offers else self.willing[person]
            total += whole(willing * 0.8 ** self.asks.get(person, 0))
        return Path(any(self.asks.get(person, 0) >= 3 for person in between), total, len(between), people)

    def allowed(
        self, ways: Iterable[Path], target: str, without: Collection[str] = (), company: str = "", most: int = 3
    ) -> list[Path]:
        """Those of the ways to a target on which nobody is who declined, or who is not to be asked."""
        out = {*without, *self.declined.get(target, ()), *self.declined.get(company, ())}
        return [way for way in ways if way.length <= most and not out & set(way.inner)]


def choose(ways: list[Path]) -> list[Path]:
    """The alternatives among all ways (best first): the best per first intermediary, then the greedy rule."""
    firsts: dict[str, Path] = {}
    for way in ways:
        firsts.setdefault(way.people[1], way)
    kept: list[Path] = []
    for way in firsts.values():
        if len(kept) == 5:
            break
        if sum(other.people[-2] == way.people[-2] for other in kept) == 2:
            continue
        if any(2 * len(set(way.inner) & set(other.inner)) > len(set(way.inner) | set(other.inner)) for other in kept):
            continue
        kept.append(way)
    return kept


# --- from notes to a case ---------------------------------------------------------------------------------------------


class Day(NamedTuple):
    """A partial date: the first and the last day it can mean."""

    first: date
    last: date


def partial(written: str) -> Day:
    """A year, a month or a day."""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return Day(date(parts[0], 1, 1), date(parts[0], 12, 31))
    if len(parts) == 2:
        following = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return Day(date(*parts, 1), date.fromordinal(following.toordinal() - 1))
    return Day(date(*parts), date(*parts))


def periods(job: Mapping[str, str], today: date, days: Collection[date]) -> Iterator[tuple[date, date]]:
    """Every way in which a job with a `from` can really have been, as far as the given days tell the difference."""
    start = partial(job["from"])
    end = partial(job["to"]) if "to" in job else Day(today, today)
    for begun, ended in product(days, days):
        if start.first <= begun <= start.last and end.first <= ended <= end.last and begun <= ended:
            yield begun, ended


def overlap(one: Mapping[str, str], other: Mapping[str, str], today: date) -> tuple[date, date] | None:
    """The earliest and the latest day on which a certain overlap can have ended; None where none is certain."""
    both = (one, other)
    # No `to` = current; a job that is yet to begin is not
    current = ["to" not in job and ("from" not in job or partial(job["from"]).first <= today) for job in both]
    if all(current):
        return today, today
    if any("from" not in job for job in both):
        return None
    # Nothing but the borders of the partial dates can tell certain from uncertain
    days = {today, *(day for job in both for key in ("from", "to") if key in job for day in partial(job[key]))}
    ends = []
    for first, second in product(periods(one, today, days), periods(other, today, days)):
        ended = min(first[1], second[1], today)
        if max(first[0], second[0]) > ended:
            return None
        ends.append(ended)
    return (min(ends), max(ends)) if ends else None


@dataclass
class Facts:
    """What the dicts of a vault say; `case` holds all that ways depend on."""

    files: Mapping[str, Mapping[str, Any]]
    today: date
    case: Case = field(init=False)

    def __post_init__(self) -> None:
        self.people = {path: facts for path, facts in self.files.items() if path.startswith("people/")}
        self.companies = {path: facts for path, facts in self.files.items() if path.startswith("companies/")}
        self.interviews = [facts for path, facts in self.files.items() if path.startswith("interviews/")]
        self.held = [one for one in self.interviews if self.past(one.get("date"))]
        self.rows: dict[tuple[str, str], list[tuple[float, bool]]] = defaultdict(list)
        self.tie_me()
        self.tie_by_introductions()
        self.tie_by_knowledge()
        self.tie_by_company()
        asks = [(path, ask) for path, facts in self.files.items() for ask in facts.get("introductions", ())]
        asks = [(path, ask) for path, ask in asks if isinstance(ask, Mapping)]
        recent = [ask for _, ask in asks if (day := self.past(ask.get("asked"))) and (self.today - day).days <= 90]
        declined = defaultdict(set)
        for path, ask in asks:
            if "declined" in ask:
                declined[path].add(ask["via"])
        everyone = {person for tie in self.rows for person in tie} | set(self.people)
        self.case = Case(
            ties={
                tie: (max(q for q, _ in rows), all(inferred for _, inferred in rows)) for tie, rows in self.rows.items()
            },
            willing={who: W[self.people.get(who, {}).get("introduces", "ask")] for who in everyone - {"me"}},
            asks=Counter(ask["via"] for ask in recent if "made" not in ask and "declined" not in ask),
            offers={(a, b) for one in self.held for a in one["with"] for b in one.get("introductions", ())},
            declined=declined,
        )

    def past(self, day: str | None) -> date | None:
        return date.fromisoformat(day) if day and date.fromisoformat(day) <= self.today else None

    def tie(self, source: str, target: str, strength: int, evidence: str, last: date | None, factor: float = 1) -> None:
        if source != target and target != "me":
            worth = quality(strength, evidence, last, self.today) * factor
            self.rows[source, target].append((worth, evidence == "inferred"))

    def tie_me(self) -> None:
        for person in {*self.people, *(who for one in self.held for who in one["with"])}:
            facts = self.people.get(person, {})
            contacts = [self.past(one["date"]) for one in self.held if person in one["with"]]
            contacts += [day for day in map(self.past, facts.get("log", ())) if day]
            days = [*contacts, *filter(None, [self.past(facts.get("last_contact"))])]
            last = max(days, default=None)
            if "closeness" in facts:
                self.tie("me", person, facts["closeness"], "stated", last)
            elif contacts:
                self.tie("me", person, 2 if len(contacts) == 1 else 3, "stated", last)

    def tie_by_introductions(self) -> None:
        for person, facts in self.people.items():
            if "introduced_by" in facts:
                self.tie(facts["introduced_by"], person, 3, "stated", None)
        for one in self.interviews:
            for person in one["with"]:
                if "introduced_by" in one:
                    self.tie(one["introduced_by"], person, 3, "stated", self.past(one.get("date")))
        for one in self.held:
            for person, offered in product(one["with"], one.get("introductions", ())):
                self.tie(person, offered, 3, "stated", self.past(one["date"]))
            for person, other in permutations(one["with"], 2):
                self.tie(person, other, 2, "inferred", self.past(one["date"]))

    def tie_by_knowledge(self) -> None:
        for person, facts in self.people.items():
            for entry in facts.get("knows", ()):
                known = entry if isinstance(entry, Mapping) else {"person": entry}
                strength, evidence = known.get("strength", 3), known.get("evidence", "stated")
                last = self.past(known.get("last"))
                self.tie(person, known["person"], strength, evidence, last)
                if "reverse" in known:
                    self.tie(known["person"], person, known["reverse"], evidence, last)
                else:
                    self.tie(known["person"], person, strength, evidence, last, 0.9)

    def jobs(self, person: str) -> list[Mapping[str, str]]:
        """A person's jobs; `company` is sugar for one open entry."""
        facts = self.people[person]
        sugar = [{"company": facts["company"]}] if "company" in facts else []
        return [*sugar, *facts.get("work", ())]

    def tie_by_company(self) -> None:
        for company in {job["company"] for person in self.people for job in self.jobs(person)}:
            staff = {p: [job for job in self.jobs(p) if job["company"] == company] for p in self.people}
            staff = {person: jobs for person, jobs in staff.items() if jobs}
            if len(staff) > 25:
                continue
            for person, other in permutations(staff, 2):
                found = [overlap(a, b, self.today) for a, b in product(staff[person], staff[other])]
                ends = [end for _, end in filter(None, found)]
                if ends:
                    self.tie(person, other, 2, "inferred", max(ends))

    def family(self, company: str) -> set[str]:
        """A company and all that belong to it, directly or further down."""
        found = {company}
        while more := {c for c, facts in self.companies.items() if facts.get("parent") in found} - found:
            found |= more
        return found

    def there(self, company: str) -> dict[str, bool]:
        """Everyone who is or was at a company or one that belongs to it, and whether they are now."""
        found: dict[str, bool] = {}
        for person in self.people:
            for job in self.jobs(person):
                if job["company"] in self.family(company):
                    current = "to" not in job or partial(job["to"]).last >= self.today
                    found[person] = found.get(person, False) or current
        return found
