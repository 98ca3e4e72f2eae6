"""Well-known networks: the search agrees with listing every way to everybody, whoever the contacts are."""

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from random import Random

import frontmatter
import networkx as nx
import pytest

from wayin import knowledge, model
from wayin.model import Note
from wayin.network import companies
from wayin.network.ties import network
from wayin.network.ways import Search, Way
from wayin.note_parts import LogEntry, SourcePosition

from . import known_networks
from .referee import Facts
from .referee import Path as Right
from .vault import CLOCK, TODAY, Files, base, people_of, ties


def paths(ways: tuple[Way, ...] | list[Way]) -> list[Right]:
    return [Right(way.at_capacity, way.cost, way.length, way.people) for way in ways]


def agrees(files: Files, most: int) -> int:
    """Check every target's ways against the referee; return the number of reachable people."""
    facts = Facts(files, TODAY)
    every = facts.case.ways("me", most)
    searching = Search(ties(files))
    reached = 0
    for target in people_of(files):
        right = every.get(target, [])
        found = searching.ways(target, most=most)
        assert paths(searching.every(target, most=most)) == right
        assert paths(found.ways) == facts.case.choose(right)
        for person, way in found.without.items():
            assert paths([way] if way else []) == [one for one in right if person not in one.inner][:1]
        assert bool(found.known) == (("me", target) in facts.case.ties)
        reached += bool(right)
    return reached


@pytest.mark.parametrize("name", known_networks.NAMES)
@pytest.mark.parametrize("most", [1, 2, 3])
def test_agrees_with_listing_every_way(name: str, most: int) -> None:
    assert agrees(known_networks.vault(name), most) > 3


@pytest.mark.parametrize("name", ["florence", "southern-women"])
def test_agrees_whoever_the_only_contact_is(name: str) -> None:
    files = known_networks.vault(name, {})
    for who in people_of(files):
        assert agrees(known_networks.vault(name, {who: 3}), 2) > 0


def test_agrees_for_some_choices_of_contacts_among_the_miserables() -> None:
    rng = Random("misérables")
    people = people_of(known_networks.vault("miserables", {}))
    for _ in range(4):
        contacts = {who: rng.randint(1, 5) for who in rng.sample(people, 4)}
        agrees(known_networks.vault("miserables", contacts), 2)
    for who in ("people/jean-valjean", "people/gavroche", "people/gribier"):
        agrees(known_networks.vault("miserables", {who: 4}), 3)


@pytest.mark.parametrize("name", known_networks.NAMES)
def test_the_ties_are_those_of_the_network(name: str) -> None:
    files = known_networks.vault(name, {})
    found = {frozenset(pair) for pair in pairs(ties(files).ties) if "me" not in pair}
    facts = Facts(files, TODAY)
    assert found == {frozenset(tie) for tie in facts.case.ties if "me" not in tie}
    expected = {
        "florence": nx.florentine_families_graph().number_of_edges(),
        "miserables": nx.les_miserables_graph().number_of_edges(),
        "southern-women": 139,  # of 153 pairs, those at one event at least
    }[name]
    # Besides the marriages of Florence a partner of the bank; besides the chapters two who lived in one convent
    assert expected <= len(found) <= expected + 12


def pairs(ties: Mapping[str, Mapping[str, object]]) -> list[tuple[str, str]]:
    return [(source, target) for source, row in ties.items() for target in row]


def test_the_way_to_the_medici_leads_through_their_in_laws() -> None:
    searching = Search(ties(known_networks.vault("florence", {"people/tornabuoni": 4})))
    assert searching.best("people/medici").people == ("me", "people/tornabuoni", "people/medici")
    # Pazzi have only married into the house of Salviati, and these into the Medici
    best = searching.best("people/pazzi", most=3)
    assert best
    assert best.people == ("me", "people/tornabuoni", "people/medici", "people/salviati", "people/pazzi")
    assert searching.ways("people/pazzi", most=3).without["people/medici"] is None


def test_valjean_declined_to_introduce_to_cosette() -> None:
    searching = Search(ties(known_networks.vault("miserables", {"people/jean-valjean": 5})))
    for most in (1, 2, 3):
        assert all("people/jean-valjean" not in way.people for way in searching.every("people/cosette", most=most))
    assert searching.best("people/fantine").people == ("me", "people/jean-valjean", "people/fantine")


def test_only_one_meeting_is_inferred_on_a_way_between_southern_women() -> None:
    searching = Search(ties(known_networks.vault("southern-women")))
    for target in people_of(known_networks.vault("southern-women")):
        for way in searching.every(target, most=3):
            steps = pairwise(way.people)
            assert sum(searching.network.ties[a][b].inferred for a, b in steps) <= 1


@pytest.mark.parametrize("name", known_networks.NAMES)
def test_ways_to_the_companies(name: str) -> None:
    files = known_networks.vault(name)
    kb, facts = base(files), Facts(files, TODAY)
    searching = Search(network(kb, CLOCK))
    for company in kb.companies:
        every, right = facts.case.ways("me", 2, company), {}
        for person, (distance, _) in facts.there(company).items():
            best = next(iter(every.get(person, ())), None)
            right[person] = best and best._replace(cost=best.cost + distance)
        right = {person: best for person, best in right.items() if best or ("me", person) in facts.case.ties}
        found = companies.reach(kb, searching, company, CLOCK)
        assert {reached.person: reached.best and paths([reached.best])[0] for reached in found} == right


# ── As files ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", known_networks.NAMES)
def test_the_written_notes_say_the_same(name: str, tmp_path: Path) -> None:
    """Read with a YAML parser alone, the files make the same network as the dicts."""
    written = known_networks.write_notes(name, tmp_path)
    assert sorted(written) == sorted(tmp_path.rglob("*.md"))
    forms = {"people": model.Person, "companies": model.Company, "interviews": model.Interview, "": model.Me}
    notes = []
    for path in written:
        post = frontmatter.loads(path.read_text("utf-8"))
        folder = path.relative_to(tmp_path).parent.name
        form = forms[folder]
        known = {field.alias or key for key, field in form.model_fields.items()}
        assert set(post.metadata) <= known
        log = [
            LogEntry(day, "", SourcePosition(1, 1))
            for day in map(model.dates.day, re.findall(r"^- (\S+) ", post.content, re.M))
        ]
        kind = {"people": "person", "companies": "company", "interviews": "interview", "": "me"}[folder]
        notes.append(Note(str(path.relative_to(tmp_path)), kind, form.model_validate(post.metadata), log=tuple(log)))
    kb = knowledge.build(notes)
    assert [problem for problem in kb.problems if problem.severity != "info"] == []
    assert network(kb, CLOCK) == ties(known_networks.vault(name))
