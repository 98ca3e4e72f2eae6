"""The sample under ProperDocs, the maintained fork of MkDocs: the same plugin, the same pages."""

from pathlib import Path

import pytest

from helpers import ROOT, Site, run, text_of, workspace_of

pytest.importorskip("properdocs", reason="ProperDocs is not installed; it is in the dev group")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the sample, built by ProperDocs."""
    folder = tmp_path_factory.mktemp("properdocs")
    run("properdocs", "build", "--strict", "-f", str(ROOT / "mkdocs.yml"), "-d", str(folder))
    return Site(folder)


def test_everybody_and_everything_has_a_page(site: Site) -> None:
    kb = workspace_of(ROOT / "notes").kb
    for node in (*kb.people, *kb.companies, *kb.interviews, "", "network", "problems", "tags"):
        assert site.page(node).tree is not None


def test_pages_open_with_the_answer(site: Site) -> None:
    ways = site.page("people/ibrahim-sesay").section("ways")
    assert text_of(ways).startswith("Ask Callum Reid to introduce you to Ibrahim Sesay.")


def test_the_plugins_files_are_published(site: Site, tmp_path: Path) -> None:
    assert {"wayin/wayin.js", "wayin/wayin.css", "wayin/network.js", "search/search_index.json"} <= site.files
