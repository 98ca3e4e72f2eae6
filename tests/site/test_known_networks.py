"""Well-known networks through the whole program: from note files to a strict build."""

from pathlib import Path

import pytest

from helpers import TODAY, Site, build, project, text_of, workspace_of
from network.known_networks import NAMES, write_notes
from wayin.network.reasons import reasons
from wayin.pages.advice import advice


@pytest.fixture(scope="module", params=NAMES)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Site]:
    """Return the notes of a known network, and their site."""
    folder = tmp_path_factory.mktemp(request.param)
    made = project(folder / "project", {})
    write_notes(request.param, made.parent / "notes")
    return made.parent / "notes", build(made, folder / "site")


def test_the_notes_have_no_problems(built: tuple[Path, Site]) -> None:
    notes, site = built
    assert [str(one) for one in workspace_of(notes).problems if one.severity != "info"] == []
    assert "All good. Wayin understood every line." in site.page("problems").text


def test_everybody_has_a_page_that_opens_with_the_way_in(built: tuple[Path, Site]) -> None:
    notes, site = built
    workspace = workspace_of(notes)
    reached = 0
    for person in workspace.kb.people:
        page, found, name = site.page(person), workspace.ways(person), workspace.kb.name(person)
        assert text_of(next(page.article.iter("h1"))) == name
        said = text_of(page.section("ways"))
        if found.known:
            first = advice(workspace, person)
            begins = first.step.what if first else reasons(workspace.kb, workspace.network, found.known, TODAY)[0]
            assert said.startswith(begins)
        elif first := advice(workspace, person):
            assert said.startswith(first.step.what)
        elif found.ways:
            asked = workspace.kb.name(found.ways[0].people[1])
            assert said.startswith(f"Ask {asked} to introduce you to ")
            reached += 1
        else:
            assert said.startswith(f"No way to {name} yet.")
    assert reached > 5


def test_the_indexes_list_everybody_and_every_place(built: tuple[Path, Site]) -> None:
    notes, site = built
    kb = workspace_of(notes).kb
    for index, nodes in (("people", kb.people), ("companies", kb.companies)):
        page = site.page(index)
        assert set(nodes) <= set(site.links(page, page.article).values())
