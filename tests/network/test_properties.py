"""Properties that always hold, on small knowledge bases.

Each of the first tests takes any knowledge base, improves one thing in it, and checks that nobody's best way gets worse
in order (capacity, cost, length), whoever asks and however long ways may be.
"""

import copy
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from examples import examples
from wayin.knowledge import build, contacts
from wayin.network import companies
from wayin.network.ties import network
from wayin.network.ways import Search, Way

from .vault import CLOCK, TODAY, Facts, Files, ago, base, notes, people_of, search, ties

PEOPLE = [f"people/{letter}" for letter in "abcdef"]
KNOWN = [*PEOPLE, "people/stub"]
COMPANIES = ["companies/acme", "companies/bolt"]
EVIDENCE = ["inferred", "linkedin", "worked-together", "stated"]  # weakest first

SETTINGS = settings(deadline=None, database=None, max_examples=examples(30))

person = st.sampled_from(KNOWN)
strength = st.integers(1, 5)
days = st.sampled_from([0, 3, 30, 80, 95, 400, 1500, -10])
day = days.map(ago)
past = days.filter(lambda n: n >= 0).map(ago)


def dicts(required: dict | None = None, **optional: st.SearchStrategy) -> st.SearchStrategy[Facts]:
    return st.fixed_dictionaries(required or {}, optional=optional)


knows = st.one_of(
    dicts({"person": person}),
    dicts(
        {"person": person},
        strength=strength, reverse=strength, evidence=st.sampled_from(EVIDENCE), last=day,
    ),
)  # fmt: skip
ask = dicts({"via": person, "asked": day}, agreed=day, made=past, declined=past)
work = dicts(
    {"company": st.sampled_from(COMPANIES)},
    **{"from": st.sampled_from(["2014", "2019-05", "2023-02-10"]), "to": st.sampled_from(["2024-06-30", "2026-09-01"])},
)
studies = st.one_of(
    dicts({"school": st.just("Leeds")}, to=st.sampled_from(["2016", "2020"])),
    st.just({"school": "Leeds", "from": "2014", "to": "2018"}),
)
someone = dicts(
    closeness=strength,
    log=st.lists(day, min_size=1, max_size=2),
    last_contact=day,
    introduced_by=person,
    knows=st.lists(knows, min_size=1, max_size=3),
    introduces=st.sampled_from(["yes", "ask", "reluctant", "no"]),
    introductions=st.lists(ask, min_size=1, max_size=3),
    work=st.lists(work, min_size=1, max_size=2),
    education=st.lists(studies, min_size=1, max_size=2),
    not_for=st.lists(st.sampled_from([*KNOWN, *COMPANIES]), min_size=1, max_size=1),
    tags=st.just(["conflict"]),
)
talk = dicts(
    {"with": st.lists(person, min_size=1, max_size=3, unique=True)},
    date=day, introductions=st.lists(person, max_size=2), introduced_by=person,
)  # fmt: skip


@st.composite
def vaults(draw: st.DrawFn) -> Files:
    """Return any small knowledge base: people, companies with ledgers, interviews held and not."""
    files = {path: draw(someone) for path in PEOPLE[: draw(st.integers(3, 6))]}
    company = dicts(introductions=st.lists(ask, max_size=2), size=st.sampled_from(["8", "10-20", "200+"]))
    files |= {path: draw(company) for path in COMPANIES}
    files["me"] = {"education": draw(st.lists(studies, max_size=1))}
    files |= {f"interviews/{i}": draw(talk) for i in range(draw(st.integers(0, 3)))}
    return files


offer = dicts(
    {"with": st.lists(person, min_size=1, max_size=3, unique=True), "date": past,
     "introductions": st.lists(person, min_size=1, max_size=2)},
    introduced_by=person,
)  # fmt: skip
after_an_interview = st.builds(lambda files, held: {**files, "interviews/held": held}, vaults(), offer)
"""Knowledge bases with at least one held interview in which somebody was suggested."""

Rank = tuple[bool, int, int]


def rank(way: Way | None) -> Rank:
    """Return a way's rank without names; that of no way is last."""
    return (way.at_capacity, way.cost, way.length) if way else (True, 10**9, 9)


def ranks(files: Files) -> dict[tuple[str, str, int], Rank]:
    """Return the best way to everybody: yours with one to three intermediaries, and somebody else's."""
    searching = search(files)
    asked = [("me", most) for most in (1, 2, 3)] + [(PEOPLE[0], 2)]
    return {
        (source, target, most): rank(searching.best(target, source=source, most=most))
        for source, most in asked
        for target in sorted({*KNOWN, *people_of(files)} - {source})
    }


def never_worse(before: Files, after: Files) -> None:
    old, new = ranks(before), ranks(after)
    worse = {asked: (old[asked], new[asked]) for asked in old if new[asked] > old[asked]}
    assert not worse, f"{worse}\nbefore: {before}\nafter: {after}"


def entries(files: Files) -> list[Facts]:
    """Return every entry of `knows`."""
    return [entry for path in people_of(files) for entry in files[path].get("knows", ())]


def pick(data: st.DataObject, found: list, label: str) -> object:
    assume(found)
    return found[data.draw(st.integers(0, len(found) - 1), label=label)]


def earlier(one: str, least: int = 0) -> bool:
    return date.fromisoformat(one) <= date.fromordinal(TODAY.toordinal() - least)


def later(data: st.DataObject, one: str) -> str:
    """Return a past day closer to today."""
    ordinal = data.draw(st.integers(date.fromisoformat(one).toordinal(), TODAY.toordinal()), label="later")
    return date.fromordinal(ordinal).isoformat()


def held(files: Files) -> list[Facts]:
    return [one for path, one in files.items() if path.startswith("interviews/") and earlier(one.get("date", ago(-1)))]


def makes_a_date_known(files: Files, *who: str) -> bool:
    """Return whether a contact with somebody would make an unknown date known, which is an exception to the rule."""
    known = contacts(base(files), CLOCK)
    return any("closeness" in files.get(one, {}) and one not in known for one in who)


# ── Raising a strength ────────────────────────────────────────────────────────────────────────────────────────────────


@SETTINGS
@given(vaults(), st.data())
def test_raising_closeness(files: Files, data: st.DataObject) -> None:
    better = copy.deepcopy(files)
    facts = pick(data, [better[path] for path in people_of(files) if files[path].get("closeness", 5) < 5], "who")
    facts["closeness"] = data.draw(st.integers(facts["closeness"] + 1, 5))
    never_worse(files, better)


@SETTINGS
@given(vaults(), st.data())
def test_raising_responsiveness(files: Files, data: st.DataObject) -> None:
    better = copy.deepcopy(files)
    entry = pick(data, [entry for entry in entries(better) if entry.get("strength", 3) < 5], "entry")
    entry["strength"] = data.draw(st.integers(entry.get("strength", 3) + 1, 5))
    never_worse(files, better)


@SETTINGS
@given(vaults(), st.data())
def test_raising_how_readily_they_are_answered(files: Files, data: st.DataObject) -> None:
    better = copy.deepcopy(files)
    entry = pick(data, [entry for entry in entries(better) if entry.get("reverse", 5) < 5], "entry")
    entry["reverse"] = data.draw(st.integers(entry["reverse"] + 1, 5))
    never_worse(files, better)


# ── Stronger evidence ─────────────────────────────────────────────────────────────────────────────────────────────────


@SETTINGS
@given(vaults(), st.data())
def test_stronger_evidence(files: Files, data: st.DataObject) -> None:
    better = copy.deepcopy(files)
    entry = pick(data, [entry for entry in entries(better) if entry.get("evidence", "stated") != "stated"], "entry")
    entry["evidence"] = data.draw(st.sampled_from(EVIDENCE[EVIDENCE.index(entry["evidence"]) + 1 :]))
    never_worse(files, better)


# ── A later last contact ──────────────────────────────────────────────────────────────────────────────────────────────


@SETTINGS
@given(vaults(), st.data())
def test_a_later_last_contact_between_two_others(files: Files, data: st.DataObject) -> None:
    better = copy.deepcopy(files)
    entry = pick(data, [entry for entry in entries(better) if earlier(entry.get("last", ago(-1)))], "entry")
    entry["last"] = later(data, entry["last"])
    never_worse(files, better)


@SETTINGS
@given(vaults(), st.data())
def test_a_later_contact_in_the_log(files: Files, data: st.DataObject) -> None:
    better = copy.deepcopy(files)
    logs = [better[path]["log"] for path in people_of(files) if earlier(files[path].get("log", [ago(-1)])[0])]
    log = pick(data, logs, "log")
    log[0] = later(data, log[0])
    never_worse(files, better)


@SETTINGS
@given(vaults(), st.data())
def test_a_later_last_contact_with_me(files: Files, data: st.DataObject) -> None:
    better = copy.deepcopy(files)
    facts = pick(
        data, [better[path] for path in people_of(files) if earlier(files[path].get("last_contact", ago(-1)))], "who"
    )
    facts["last_contact"] = later(data, facts["last_contact"])
    never_worse(files, better)


@SETTINGS
@given(after_an_interview, st.data())
def test_a_later_interview(files: Files, data: st.DataObject) -> None:
    better = copy.deepcopy(files)
    facts = pick(data, held(better), "interview")
    facts["date"] = later(data, facts["date"])
    never_worse(files, better)


# ── A further tie, or a further row for one ───────────────────────────────────────────────────────────────────────────


@SETTINGS
@given(vaults(), knows, st.data())
def test_somebody_more_that_a_person_knows(files: Files, entry: Facts, data: st.DataObject) -> None:
    better = copy.deepcopy(files)
    better[pick(data, people_of(files), "who")].setdefault("knows", []).append(entry)
    never_worse(files, better)


@SETTINGS
@given(vaults(), person, st.data())
def test_who_introduced_somebody(files: Files, by: str, data: st.DataObject) -> None:
    better = copy.deepcopy(files)
    without = [path for path in files if not path.startswith("companies/") and "introduced_by" not in files[path]]
    better[pick(data, without, "whom")]["introduced_by"] = by
    never_worse(files, better)


@SETTINGS
@given(vaults(), talk, st.data())
def test_one_more_interview(files: Files, interview: Facts, data: st.DataObject) -> None:
    assume(not makes_a_date_known(files, *interview["with"]))
    never_worse(files, files | {"interviews/more": interview})


@SETTINGS
@given(after_an_interview, person, st.data())
def test_one_more_introduction_offered(files: Files, offered: str, data: st.DataObject) -> None:
    better = copy.deepcopy(files)
    facts = pick(data, held(better), "interview")
    facts["introductions"] = [*facts.get("introductions", ()), offered]
    never_worse(files, better)


@SETTINGS
@given(after_an_interview, person, st.data())
def test_one_more_in_an_interview(files: Files, more: str, data: st.DataObject) -> None:
    better = copy.deepcopy(files)
    facts = pick(data, held(better), "interview")
    assume(not makes_a_date_known(files, more))
    facts["with"] = [*facts["with"], more]
    never_worse(files, better)


@SETTINGS
@given(vaults(), day, st.data())
def test_one_more_contact_in_the_log(files: Files, contact: str, data: st.DataObject) -> None:
    better = copy.deepcopy(files)
    who = pick(data, people_of(files), "who")
    assume(not makes_a_date_known(files, who))
    better[who]["log"] = [*files[who].get("log", ()), contact]
    never_worse(files, better)


@SETTINGS
@given(vaults(), work, st.data())
def test_one_more_position(files: Files, position: Facts, data: st.DataObject) -> None:
    """There are never 26 people here, which is the exception."""
    better = copy.deepcopy(files)
    better[pick(data, people_of(files), "who")].setdefault("work", []).append(position)
    never_worse(files, better)


@SETTINGS
@given(vaults(), studies, st.data())
def test_one_more_time_at_a_school(files: Files, time: Facts, data: st.DataObject) -> None:
    better = copy.deepcopy(files)
    better[pick(data, [*people_of(files), "me"], "who")].setdefault("education", []).append(time)
    never_worse(files, better)


@SETTINGS
@given(after_an_interview, st.data())
def test_a_later_offer(files: Files, data: st.DataObject) -> None:
    better = copy.deepcopy(files)
    facts = pick(data, [one for one in held(better) if one.get("introductions")], "interview")
    facts["date"] = later(data, facts["date"])
    never_worse(files, better)


@SETTINGS
@given(vaults(), person, st.data())
def test_an_ask_about_a_target_is_not_a_load_for_it(files: Files, via: str, data: st.DataObject) -> None:
    """An ask about somebody may make ways to others worse, and those to them only by the silence since."""
    target = pick(data, people_of(files), "target")
    assume(via != target)
    asks = [{"via": via, "asked": ago(data.draw(st.integers(0, 14), label="days ago"))}]
    more = {**files, target: {**files[target], "introductions": [*files[target].get("introductions", ()), *asks]}}
    before, after = search(files).best(target), search(more).best(target)
    assert rank(after) <= rank(before)


@SETTINGS
@given(vaults(), someone, st.data())
def test_one_more_person(files: Files, facts: Facts, data: st.DataObject) -> None:
    # Asks are a load, not ties
    more = {key: value for key, value in facts.items() if key != "introductions"}
    never_worse(files, files | {"people/more": more})


def test_the_exceptions_are_exceptions() -> None:
    """Each of the listed ones can really make a way worse: the rule would not hold without them."""

    def worse(before: Files, after: Files) -> bool:
        return any(after > before for before, after in zip(ranks(before).values(), ranks(after).values(), strict=True))

    a, b = PEOPLE[0], PEOPLE[1]
    met: Files = {a: {"log": [ago(1), ago(2)], "knows": [{"person": b}]}, b: {}}
    assert worse(met, {**met, a: {**met[a], "closeness": 1}})
    back: Files = {a: {}, b: {"closeness": 4, "knows": [{"person": a}]}}
    assert not worse(back, {**back, b: {"closeness": 4, "knows": [{"person": a, "reverse": 1}]}})
    back = {a: {"closeness": 4}, b: {"knows": [{"person": a}]}}
    assert worse(back, {**back, b: {"knows": [{"person": a, "reverse": 1}]}})
    known: Files = {a: {"closeness": 4, "knows": [b]}}
    assert worse(known, {a: {**known[a], "last_contact": "1990-01-01"}})
    office: Files = {path: {"company": COMPANIES[0]} for path in [a, b, *(f"people/x{i:02}" for i in range(23))]}
    office[a]["closeness"] = 4
    assert worse(office, office | {"people/y": {"company": COMPANIES[0]}})
    mine: Files = {"me": {"company": COMPANIES[0]}, a: {"closeness": 4, "knows": [b]}, b: {}}
    assert worse(mine, {**mine, a: {**mine[a], "company": COMPANIES[0]}})


# ── Taking somebody out ───────────────────────────────────────────────────────────────────────────────────────────────


@SETTINGS
@given(vaults(), st.data())
def test_avoiding_somebody_is_the_same_as_them_introducing_nobody(files: Files, data: st.DataObject) -> None:
    who = pick(data, people_of(files), "who")
    silent = search({**files, who: {**files[who], "introduces": "no"}})
    searching = search(files)
    for source in ("me", *people_of(files)):
        for target in sorted({*KNOWN, *people_of(files)} - {source}):
            for most in (1, 3):
                asked = {"source": source, "most": most}
                assert silent.ways(target, **asked) == searching.ways(target, without=[who], **asked)
                assert silent.every(target, **asked) == searching.every(target, without=[who], **asked)


@SETTINGS
@given(vaults(), st.data())
def test_who_introduces_nobody_can_still_be_reached(files: Files, data: st.DataObject) -> None:
    who = pick(data, people_of(files), "who")
    silent = search({**files, who: {**files[who], "introduces": "no"}})
    assert silent.ways(who, most=3) == search(files).ways(who, most=3)


# ── Names and files ───────────────────────────────────────────────────────────────────────────────────────────────────


def renamed(value: object, new: dict[str, str]) -> object:
    """Return the same facts with other ids."""
    if isinstance(value, dict):
        return {renamed(key, new): renamed(one, new) for key, one in value.items()}
    if isinstance(value, list):
        return [renamed(one, new) for one in value]
    return new.get(value, value) if isinstance(value, str) else value


@SETTINGS
@given(vaults(), st.permutations([*KNOWN, *COMPANIES]), st.data())
def test_another_id_changes_no_score(files: Files, order: list[str], data: st.DataObject) -> None:
    """Renaming files, even so that everybody swaps places in the order of ids."""
    new = {old: f"{old.partition('/')[0]}/n{i}" for i, old in enumerate(order)}
    one, other = search(files), search(renamed(files, new))
    for target in KNOWN:
        assert rank(one.best(target)) == rank(other.best(new[target]))
        for most in (1, 3):
            every, again = one.every(target, most=most), other.every(new[target], most=most)
            assert [rank(way) for way in every] == [rank(way) for way in again]
            assert {tuple(new.get(who, who) for who in way.people) for way in every} == {way.people for way in again}
        known, still = one.network.tie("me", target), other.network.tie("me", new[target])
        assert (known and known.quality) == (still and still.quality)
        remaining = one.ways(target).without.values()
        if len({rank(way) for way in one.every(target)}) == len(one.every(target)):  # no equal ranks
            assert [rank(way) for way in remaining] == [rank(way) for way in other.ways(new[target]).without.values()]
            assert [rank(way) for way in one.ways(target).ways] == [rank(way) for way in other.ways(new[target]).ways]


@SETTINGS
@given(vaults(), st.lists(st.text("abcxyzÅñ ", min_size=1).filter(str.strip), min_size=6, max_size=6, unique=True))
def test_another_name_changes_nothing(files: Files, names: list[str]) -> None:
    """Renaming a person in their note: references by path mean the same person as before."""
    again = {**files, **{path: {**files[path], "name": f"Dr {name}"} for path, name in zip(PEOPLE, names, strict=True)
                         if path in files}}  # fmt: skip
    assert ties(files) == ties(again)
    assert ranks(files) == ranks(again)


@SETTINGS
@given(vaults(), st.data())
def test_the_order_of_files_changes_nothing(files: Files, data: st.DataObject) -> None:
    one = base(files)
    other = build(data.draw(st.permutations(notes(files))))
    assert one == other
    first, second = network(one, CLOCK), network(other, CLOCK)
    assert first == second
    assert repr(first) == repr(second)  # equal mappings may still be in another order
    for target in KNOWN:
        assert Search(first).ways(target, most=3) == Search(second).ways(target, most=3)
    for company in COMPANIES:
        reached = companies.reach(one, Search(first), company, CLOCK)
        assert reached == companies.reach(other, Search(second), company, CLOCK)


@SETTINGS
@given(vaults())
def test_the_same_notes_give_the_same_answers_in_every_order_of_asking(files: Files) -> None:
    searching = search(files)
    there = [searching.ways(target, most=most) for target in KNOWN for most in (1, 2, 3)]
    back = [searching.ways(target, most=most) for target in reversed(KNOWN) for most in (3, 2, 1)]
    assert there == back[::-1]


# ── Properties of every answer ────────────────────────────────────────────────────────────────────────────────────────


@SETTINGS
@given(vaults(), st.sampled_from(["me", *PEOPLE]), st.integers(1, 3))
def test_every_way_is_one(files: Files, source: str, most: int) -> None:
    searching = search(files)
    for target in sorted(set(KNOWN) - {source}):
        found = searching.ways(target, source=source, most=most)
        every = searching.every(target, source=source, most=most)
        assert list(found.ways) == sorted(found.ways)
        assert set(found.ways) <= set(every)
        assert found.ways[:1] == tuple(every[:1])
        assert len({way.people[1] for way in found.ways}) == len(found.ways) <= 5
        for way in every:
            assert (way.people[0], way.people[-1]) == (source, target)
            assert len(set(way.people)) == len(way.people) == way.length + 2
            assert "me" not in way.people[1:]
            assert 1 <= way.length <= most
            steps = [searching.network.tie(a, b) for a, b in pairwise(way.people)]
            assert all(steps)
            assert sum(tie.inferred for tie in steps if tie) <= 1
            assert 0 < way.score <= min(searching.qualities(way)) * 1.001  # each cost is rounded


@SETTINGS
@given(vaults())
def test_every_tie_is_one(files: Files) -> None:
    found = ties(files)
    for source, row in found.ties.items():
        assert list(row) == sorted(row)
        for target, tie in row.items():
            assert (tie.source, tie.target) == (source, target)
            assert source != target != "me"
            assert 0 < tie.quality <= 0.92
            assert tie.quality == max(one.quality for one in tie.evidence)
            assert all(one.last_contact is None or one.last_contact <= TODAY for one in tie.evidence)
            assert source != "me" or not any(one.assumed for one in tie.evidence)
    assert list(found.ties) == sorted(found.ties)


@pytest.mark.parametrize("most", [1, 2])
@SETTINGS
@given(vaults())
def test_a_higher_limit_is_never_worse(most: int, files: Files) -> None:
    searching = search(files)
    for target in KNOWN:
        assert rank(searching.best(target, most=most + 1)) <= rank(searching.best(target, most=most))
