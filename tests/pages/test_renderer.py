"""Templates are compiled once for all renderers; their results belong to each page."""

from pathlib import Path

import pytest

from helpers import workspace_of, write
from wayin.pages.generated import GeneratedPages, generate_pages
from wayin.pages.renderer import Renderer
from wayin.workspace import Workspace

CONSTANTS = '{{ "people/ada-park" | href }} {{ "pay" | topic_title }} {{ "me" | name }}'


@pytest.fixture
def own(tmp_path: Path) -> tuple[Workspace, GeneratedPages, Path]:
    write(tmp_path, {"notes/people/ada-park.md": "---\nname: Ada Park\n---\n", "own/page.html": CONSTANTS})
    workspace = workspace_of(tmp_path / "notes")
    return workspace, generate_pages(workspace.learnings, []), tmp_path / "own"


@pytest.mark.parametrize(
    ("url", "address"),
    [("index.html", "./people/ada-park/"), ("a/", "../people/ada-park/"), ("a/b/", "../../people/ada-park/")],
)
def test_an_address_of_a_fixed_page_fits_the_page_it_is_on(
    url: str, address: str, own: tuple[Workspace, GeneratedPages, Path]
) -> None:
    workspace, generated, folder = own
    for other in ("index.html", "a/", "a/b/"):  # compile them for a page of each depth first
        Renderer(workspace, {"people/ada-park": "people/ada-park/"}, generated, [folder]).page("page", "x", other)
    renderer = Renderer(workspace, {"people/ada-park": "people/ada-park/"}, generated, [folder])
    assert renderer.page("page", "x", url).split()[0] == address


def test_an_address_belongs_to_its_build(own: tuple[Workspace, GeneratedPages, Path]) -> None:
    workspace, generated, folder = own
    pages = [
        Renderer(workspace, {"people/ada-park": place}, generated, [folder]).page("page", "x", "a/")
        for place in ("people/ada-park/", "people/ada-park.html")
    ]
    assert [page.split()[0] for page in pages] == ["../people/ada-park/", "../people/ada-park.html"]
