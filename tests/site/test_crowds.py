"""Many of one kind: pages stay short, and nesting stays limited."""

from typing import Any

import pytest

from helpers import Site, build, project

STAFF, CHAIN = 30, 40


def notes() -> dict[str, str | bytes]:
    """Return a company with many people, and a very long chain of introductions."""
    files: dict[str, str | bytes] = {
        f"people/p{i}.md": f"---\nname: P{i} Q\ncompany: Acme\ncloseness: {i % 5 + 1}\n---\n" for i in range(STAFF)
    }
    files["interviews/next.md"] = "---\nwith: p0\nrequested: 2026-11-01\n---\n"
    for i in range(CHAIN):
        files[f"people/c{i}.md"] = f"---\nintroduced_by: c{i - 1}\n---\n" if i else ""
    return files


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site of the crowd."""
    folder = tmp_path_factory.mktemp("crowd")
    return build(project(folder / "project", notes()), folder / "site")


def test_a_brief_names_a_few_of_those_at_a_large_company(site: Site) -> None:
    assert f"and {STAFF - 1 - 8} more." in site.page("interviews/next").text


def test_a_long_chain_of_introductions_is_nested_no_deeper_than_python_recurses(site: Site) -> None:
    assert f"and {CHAIN - 21} further on" in site.page("timeline").text


def test_who_is_at_a_large_company_is_listed_there(site: Site) -> None:
    page = site.page("companies/acme")
    linked: dict[str, Any] = site.links(page, page.article)
    assert {f"people/p{i}" for i in range(STAFF)} <= set(linked.values())
