"""A second, slow implementation of ties and ways, written from docs/introductions.md alone.

It shares no code with the program. Ties are computed from the plain dicts of `vault`, ways by listing every simple path
(networkx) and sorting. In the dicts references are ids, dates are ISO texts, and lists are lists.
"""

import math
from collections import defaultdict
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
    """A way; the fields are in the order of comparison."""

    at_capacity: bool
    cost: int
    length: int
    people: tuple[str, ...]

    @property
    def inner(self) -> tuple[str, ...]:
        return self.people[1:-1]


def quality(strength: int, evidence: str, last: date | None, today: date) -> float:
    """Return the quality of a row: q = b · e · r."""
    f = F[strength]
    r = (f + 1) / 2 if last is None or last > today else f + (1 - f) * 2 ** -((today - last).days / 30.44 / 24)
    return B[strength] * E[evidence] * r


def whole(worth: float) -> int:
    """Return a worth as a cost."""
    return round(-1000 * math.log(worth))


class Entry(NamedTuple):
    """A request in a ledger, in days ago."""

    via: str
    target: str
    asked: int | None
    agreed: int | None = None
    over: str = ""
    """`made`, `declined` or `closed`."""
    ended: int | None = None

    @property
    def began(self) -> int:
        """Return how many days ago it started."""
        return next((days for days in (self.asked, self.agreed, self.ended) if days is not None), 10**6)

    @property
    def news(self) -> int:
        """Return how many days ago the last news of it was."""
        return min(days for days in (self.asked, self.agreed, self.ended) if days is not None)


@dataclass
class Case:
    """Everything that ways depend on."""

    ties: dict[tuple[str, str], tuple[float, bool]] = field(default_factory=dict)
    """The quality of each tie, and whether it is inferred."""
    willing: dict[str, float] = field(default_factory=dict)
    asks: list[Entry] = field(default_factory=list)
    offers: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Who offered to introduce whom, and how many days ago they last did."""
    not_for: Mapping[str, Collection[str]] = field(default_factory=dict)
    """For each person or company, who is never asked about them."""
    colleagues: Collection[str] = ()
    never: Collection[str] = ()

    def ways(self, source: str = "me", most: int = 3, company: str = "") -> dict[str, list[Path]]:
        """Return every way from somebody, by target, best first; for a company its asks count, too."""
        graph = nx.DiGraph(self.ties.keys())
        found: dict[str, list[Path]] = defaultdict(list)
        if source not in graph:
            return found
        # Nobody is reached through the user
        if source != "me" and "me" in graph:
            graph.remove_node("me")
        others = set(graph) - {source}
        for nodes in nx.all_simple_paths(graph, source, others, cutoff=most + 1):
            goals = (nodes[-1], company) if company else (nodes[-1],)
            if len(nodes) > 2 and (way := self.way(tuple(nodes), goals)):
                found[nodes[-1]].append(way)
        return {target: sorted(ways) for target, ways in found.items()}

    def direct(self, source: str, first: str, following: str) -> float:
        """Return the worth of the tie to the first person asked; an offer of the next step raises it."""
        worth = self.ties[source, first][0]
        if source == "me" and (first, following) in self.offers:
            return max(worth, 0.75 * 0.5 ** (self.offers[first, following] / 30.44 / 4))
        return worth

    def way(self, people: tuple[str, ...], goals: tuple[str, ...]) -> Path | None:
        """Return a path as a way to these goals; None if it isn't one."""
        between = people[1:-1]
        steps = list(pairwise(people))
        if any(self.willing.get(person, 0) == 0 or person in self.never for person in between):
            return None
        if any(person in self.not_for.get(following, ()) for person, following in steps[1:]):
            return None
        out = {entry.via for entry in self.asks if entry.target in goals and entry.over == "declined"}
        out.update(*(self.not_for.get(goal, ()) for goal in goals))
        if out & set(between) or sum(self.ties[step][1] for step in steps) > 1:
            return None
        total = 693 * (len(between) - 1) + whole(self.direct(*people[:3]))
        for step in steps[1:]:
            total += whole(self.ties[step][0])
        for person, following in zip(between, people[2:], strict=True):
            worth = 1 if (person, following) in self.offers else self.willing[person]
            worth *= 0.5 if person in self.colleagues else 1
            total += whole(worth * 0.8 ** self.load(person, goals) * self.waiting(person, goals))
        return Path(any(self.load(person, goals) >= 3 for person in between), total, len(between), people)

    def load(self, person: str, goals: Collection[str]) -> int:
        """Return the open asks of the last 90 days about other targets."""
        return sum(
            entry.via == person and entry.target not in goals and not entry.over and 0 <= entry.began <= 90
            for entry in self.asks
        )

    def waiting(self, person: str, goals: Collection[str]) -> float:
        """Return the factor for somebody asked about this target who hasn't acted: the latest entry counts."""
        entries = [entry for entry in self.asks if entry.via == person and entry.target in goals]
        dated = [entry for entry in entries if entry.began < 10**6]
        # The latest news; of two on the same day the later entry
        latest = min(reversed(dated), key=lambda entry: entry.news, default=None)
        if latest is None or latest.over:
            return 1
        if latest.agreed is not None:
            return 0.5 ** (max(0, latest.agreed - 45) / 30)
        return 0.5 ** (max(0, latest.began - 14) / 14)

    def is_detour(self, way: Path) -> bool:
        """Return whether somebody later on is known directly, at no higher cost than the way up to them."""
        source, *inner = way.people[:-1]
        for i, person in enumerate(inner[1:], start=1):
            shortcut = (source, *way.people[i + 1 :])
            up = self.way(way.people[: i + 2], way.people[-1:])
            is_known = (source, person) in self.ties and up and self.way(shortcut, way.people[-1:])
            if is_known and whole(self.direct(source, person, way.people[i + 2])) <= up.cost:
                return True
        return False

    def choose(self, ways: list[Path]) -> list[Path]:
        """Return the alternatives among all ways: no detours, the best per first intermediary, then greedily."""
        firsts: dict[str, Path] = {}
        for way in ways:
            if not self.is_detour(way):
                firsts.setdefault(way.people[1], way)
        kept: list[Path] = []
        for way in firsts.values():
            if len(kept) == 5:
                break
            if sum(other.people[-2] == way.people[-2] for other in kept) == 2:
                continue
            shared = [(set(way.inner) & set(other.inner), set(way.inner) | set(other.inner)) for other in kept]
            if any(2 * len(common) > len(every) for common, every in shared):
                continue
            kept.append(way)
        return kept


def allowed(ways: Iterable[Path], without: Collection[str] = (), most: int = 3) -> list[Path]:
    """Return the ways without people to avoid."""
    return [way for way in ways if way.length <= most and not {*without} & set(way.inner)]


# --- from notes to a case ---------------------------------------------------------------------------------------------


class Day(NamedTuple):
    """A partial date: the first and the last day it can mean."""

    first: date
    last: date


def partial(written: str) -> Day:
    """Return a year, a month or a day as a partial date."""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return Day(date(parts[0], 1, 1), date(parts[0], 12, 31))
    if len(parts) == 2:
        following = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return Day(date(*parts, 1), date.fromordinal(following.toordinal() - 1))
    return Day(date(*parts), date(*parts))


def periods(job: Mapping[str, str], today: date, days: Collection[date]) -> Iterator[tuple[date, date]]:
    """Yield every possible period of a job with a `from`, as far as these days distinguish them."""
    start = partial(job["from"])
    end = partial(job["to"]) if "to" in job else Day(today, today)
    for begun, ended in product(days, days):
        if start.first <= begun <= start.last and end.first <= ended <= end.last and begun <= ended:
            yield begun, ended


class Overlap(NamedTuple):
    """A certain overlap: the earliest and the latest possible end, and its certain number of days."""

    earliest: date
    latest: date
    days: range


def overlap(one: Mapping[str, str], other: Mapping[str, str], today: date) -> Overlap | None:
    """Return the certain overlap of two positions; None if there isn't one."""
    both = (one, other)
    # No `to` = current; a future job isn't
    current = ["to" not in job and ("from" not in job or partial(job["from"]).first <= today) for job in both]
    if any("from" not in job for job in both):
        return Overlap(today, today, range(0)) if all(current) else None
    # Only the boundaries of the partial dates can distinguish certain from uncertain
    days = {today, *(day for job in both for key in ("from", "to") if key in job for day in partial(job[key]))}
    begun, ends = [], []
    for first, second in product(periods(one, today, days), periods(other, today, days)):
        begun.append(max(first[0], second[0]))
        ends.append(min(first[1], second[1], today))
        if begun[-1] > ends[-1] and not all(current):
            return None
    common = range(max(begun).toordinal(), min(ends).toordinal() + 1) if ends else range(0)
    return Overlap(min(ends), max(ends), common) if ends else None


@dataclass
class Facts:
    """The facts in the dicts of a vault; `case` is everything ways depend on."""

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
        self.tie_by_school()
        everyone = {person for tie in self.rows for person in tie} | set(self.people)
        employers = {job["company"] for job in self.jobs("me") if self.is_now(job)}
        self.case = Case(
            ties={
                tie: (max(q for q, _ in rows), all(inferred for _, inferred in rows)) for tie, rows in self.rows.items()
            },
            willing={who: W[self.people.get(who, {}).get("introduces", "ask")] for who in everyone - {"me"}},
            asks=[self.entry(path, ask) for path, facts in self.files.items() for ask in facts.get("introductions", ())
                  if isinstance(ask, Mapping)],
            offers=self.offers(),
            not_for=self.not_for(),
            colleagues={
                who for who, facts in self.people.items()
                if not facts.get("knows_i_look") and any(self.is_at(who, company) for company in employers)
            },
            never={
                who for who, facts in self.people.items()
                if facts.get("confidential") or {"confidential", "conflict"} & set(facts.get("tags", ()))
            },
        )  # fmt: skip

    def past(self, day: str | None) -> date | None:
        return date.fromisoformat(day) if day and date.fromisoformat(day) <= self.today else None

    def ago(self, day: str | None) -> int | None:
        found = self.past(day)
        return found and (self.today - found).days

    def entry(self, target: str, ask: Mapping[str, str]) -> Entry:
        over = next((word for word in ("made", "declined", "closed") if word in ask), "")
        asked, agreed, ended = (self.ago(ask.get(word)) for word in ("asked", "agreed", over))
        return Entry(ask["via"], target, asked, agreed, over, ended)

    def offers(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for one in self.held:
            for pair in product(one["with"], one.get("introductions", ())):
                days = self.ago(one["date"])
                found[pair] = min(days, found.get(pair, days))
        return found

    def not_for(self) -> dict[str, set[str]]:
        found = defaultdict(set)
        for who, facts in self.people.items():
            for node in facts.get("not_for", ()):
                for one in (node, *(other for other in self.people if self.is_at(other, node))):
                    found[one].add(who)
        return found

    def is_now(self, job: Mapping[str, str]) -> bool:
        begun = "from" not in job or partial(job["from"]).first <= self.today
        return begun and ("to" not in job or partial(job["to"]).last >= self.today)

    def is_at(self, person: str, company: str) -> bool:
        return any(job["company"] == company and self.is_now(job) for job in self.jobs(person))

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
        """Return a person's or the user's jobs; `company` is short for a current one."""
        facts = self.files.get(person, {})
        sugar = [{"company": facts["company"]}] if "company" in facts else []
        return [*sugar, *facts.get("work", ())]

    def pairs(self, there: Mapping[str, list[Mapping[str, str]]]) -> Iterator[tuple[str, str, date, int]]:
        """Yield pairs with a certain overlap at a place, when it ended, and its number of days."""
        for person, other in permutations(there, 2):
            found = [overlap(a, b, self.today) for a, b in product(there[person], there[other])]
            common = [one for one in found if one]
            if common:
                yield (
                    person,
                    other,
                    max(one.earliest for one in common),
                    len({day for one in common for day in one.days}),
                )

    def tie_by_company(self) -> None:
        for company in {job["company"] for person in self.people for job in self.jobs(person)}:
            there = {who: [job for job in self.jobs(who) if job["company"] == company] for who in (*self.people, "me")}
            there = {person: jobs for person, jobs in there.items() if jobs}
            if len(there.keys() - {"me"}) > 25:
                continue
            most = max(map(int, str(self.companies.get(company, {}).get("size", 10**6)).split("-")))
            for person, other, last, days in self.pairs(there):
                if most <= 20 and days >= 365:
                    self.tie(person, other, 3, "worked-together", last)
                elif most <= 10 and person == "me":
                    self.tie(person, other, 2, "worked-together", last)
                else:
                    self.tie(person, other, 2, "inferred", last)

    def tie_by_school(self) -> None:
        attended = {who: self.files.get(who, {}).get("education", ()) for who in (*self.people, "me")}
        for school in {time["school"] for times in attended.values() for time in times}:
            there = {who: [time for time in times if time["school"] == school] for who, times in attended.items()}
            if sum(bool(times) for who, times in there.items() if who != "me") > 25:
                continue
            dated = {who: [time for time in times if "from" in time] for who, times in there.items()}
            for person, other, last, _ in self.pairs({who: times for who, times in dated.items() if times}):
                self.tie(person, other, 1, "inferred", last)

    def below(self, company: str) -> set[str]:
        """Return a company and its direct and indirect subsidiaries."""
        found = {company}
        while more := {c for c, facts in self.companies.items() if facts.get("parent") in found} - found:
            found |= more
        return found

    def family(self, company: str) -> dict[str, float]:
        """Return a company, its subsidiaries, its parent and its sisters, each with its factor."""
        parent = self.companies.get(company, {}).get("parent")
        found = {c: 0.4 for c, facts in self.companies.items() if parent and facts.get("parent") == parent}
        return found | ({parent: 0.5} if parent else {}) | dict.fromkeys(self.below(company), 1.0)

    def there(self, company: str) -> dict[str, tuple[int, bool]]:
        """Return current and past staff of related companies who may be asked: the cost, and if they are there now."""
        found: dict[str, tuple[int, bool]] = {}
        for person in self.people:
            if person in self.case.never or person in self.case.not_for.get(company, ()):
                continue
            for place, share in self.family(company).items():
                jobs = [job for job in self.jobs(person) if job["company"] == place]
                jobs = [job for job in jobs if "from" not in job or partial(job["from"]).first <= self.today]
                if jobs:
                    further = (0 if share == 1 else whole(share)) + self.left(jobs)
                    found[person] = min(found.get(person, (10**6, False)), (further, self.left(jobs) == 0))
        return found

    def left(self, jobs: list[Mapping[str, str]]) -> int:
        """Return the cost of having left."""
        if any(map(self.is_now, jobs)):
            return 0
        years = (self.today - max(partial(job["to"]).last for job in jobs)).days / 365.25
        return whole(max(0.1, 0.6 * 0.5 ** (years / 3)))
