"""The comparison in a real browser: selection, address, history, and copying the table."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from helpers import Site, served

QUESTION = "question:would-you-begin-at-a-start-up-or-at-a-large-company"


@pytest.fixture(scope="module")
def web(sample: Site) -> Iterator[str]:
    """Return the comparison of the sample on a web server."""
    with served(sample.folder) as address:
        yield f"{address}comparison/"


@pytest.fixture(scope="module")
def files(flat: Site) -> str:
    """Return the same in a local folder."""
    return f"{flat.folder.as_uri()}/comparison/index.html"


@pytest.fixture(params=["web", "files"])
def opened(request: pytest.FixtureRequest, page: Page) -> Page:
    """Return the opened comparison."""
    page.goto(request.getfixturevalue(request.param))
    return page


def settled(page: Page) -> None:
    """Wait for a frame: a selection changes the address first, which redraws the table."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def heads(page: Page) -> list[str]:
    """Return the columns of the table."""
    settled(page)
    return [text.split("\n")[0] for text in page.locator("#wayin-compared thead th").all_inner_texts()]


def lines(page: Page) -> list[str]:
    """Return the rows of the table."""
    settled(page)
    return [text.split("\n")[0] for text in page.locator("#wayin-compared tbody th").all_inner_texts()]


def cell(page: Page, row: int, column: int) -> Locator:
    return page.locator(f"#wayin-compared tbody tr:nth-child({row}) td").nth(column)


def test_it_opens_with_the_companies_and_topics_most_spoken_of(opened: Page) -> None:
    assert heads(opened) == ["Wardlight", "Lowrie & Tan", "Pike Lane", "Marchmont Trials", "Independent / no company"]
    assert lines(opened)[0] == "Company size"
    expect(cell(opened, 1, 0)).to_contain_text("Fifty to two hundred people")
    expect(cell(opened, 1, 0)).to_contain_text("Wen Hui Goh, 22 Oct")


def test_scripts_draw_the_same_table_as_the_build(opened: Page, web: str) -> None:
    context = opened.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto(web)
    said = [" ".join(text.split()) for text in plain.locator("#wayin-compared :is(th, td)").all_inner_texts()]
    assert [" ".join(text.split()) for text in opened.locator("#wayin-compared :is(th, td)").all_inner_texts()] == said
    context.close()


def test_people_can_be_laid_side_by_side_over_a_question_and_the_address_keeps_it(opened: Page) -> None:
    opened.get_by_label("people", exact=True).check()
    assert "kind=people" in opened.url
    opened.get_by_text("Topics and questions").click()
    chosen = opened.locator('input[name="row"]:checked').evaluate_all("boxes => boxes.map((one) => one.value)")
    opened.locator(f'input[value="{QUESTION}"]').check()
    for row in chosen:
        if row != "topic:company-size":
            opened.locator(f'input[value="{row}"]').uncheck()
    assert lines(opened) == ["Company size", "Would you begin at a start-up or at a large company?"]
    column = heads(opened).index("Samir Haddad")
    expect(cell(opened, 2, column)).to_contain_text("Large, without hesitation.")
    table = opened.locator("#wayin-compared").inner_text()
    opened.goto(opened.url)
    opened.reload()
    assert opened.locator("#wayin-compared").inner_text() == table


@pytest.mark.parametrize("width", [390, 900, 1280])
def test_the_table_scrolls_in_its_own_box_and_fits_where_there_is_room(page: Page, web: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(web)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    sheet, first = page.locator(".wayin-sheet"), page.locator("#wayin-compared tbody th").first
    assert sheet.evaluate("one => one.scrollWidth > one.clientWidth") == (width < 1280)
    at = first.bounding_box()
    sheet.evaluate("one => { one.scrollLeft = one.scrollWidth }")
    assert first.bounding_box() == at  # the row header stays visible


def test_the_way_back_leads_to_what_was_chosen_before(opened: Page) -> None:
    before = heads(opened)
    opened.get_by_label("roles", exact=True).check()
    assert heads(opened)[0] == "Data scientist"
    opened.go_back()
    assert heads(opened) == before
    expect(opened.get_by_label("companies", exact=True)).to_be_checked()


def test_where_nobody_spoke_of_it_those_who_could_are_named(opened: Page) -> None:
    opened.locator("details[data-kind=companies] > summary").click()
    opened.get_by_label("Ettrick Mutual").check()
    column = heads(opened).index("Ettrick Mutual")
    expect(cell(opened, 1, column)).to_have_text("Nothing yet. Ask Mateus Figueira.")


def test_an_unknown_address_opens_the_default_view(opened: Page) -> None:
    before = heads(opened)
    opened.evaluate("location.hash = 'kind=planets&of=mars&rows=topic:air'")
    opened.wait_for_function("location.hash.includes('planets')")
    assert heads(opened) == before


def test_the_table_can_be_copied(opened: Page) -> None:
    opened.evaluate("document.addEventListener('copy', () => { window.copied = String(getSelection()); })")
    opened.get_by_role("button", name="Copy the table").click()
    expect(opened.get_by_role("status")).to_have_text("Copied: paste it into a document.")
    assert "Fifty to two hundred people" in opened.evaluate("window.copied")
