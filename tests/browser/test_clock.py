"""What is due by the user's own clock: built once, and read on every day of the table of situations."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from examples import ALL
from helpers import ROOT, build, project, served
from journey.table import SITUATIONS, clock, files, line, workspace
from wayin.clock import Clock
from wayin.export.documents import due_document

BUILT = datetime(2026, 1, 1, tzinfo=UTC)
"""The day of the build, before every day of the table."""
WEEK = timedelta(days=7)


class Moment(NamedTuple):
    """When somebody reads, and in which zone."""

    at: datetime
    zone: str


def zone(hours: float) -> str:
    """Return the name of a zone by its hours ahead of UTC."""
    return f"Etc/GMT{-int(hours):+d}" if hours else "Etc/UTC"


def moment(one: dict[str, Any]) -> Moment:
    """Return when a situation is read: its moment; else the start of its day, in the zone of its interview."""
    now = clock(one).now
    if now is None:
        told = re.search(r"T[\d:]+([+-]\d\d):", str(one.get("talk", {}).get("date", "")))
        return Moment(datetime.combine(clock(one).today, time()), zone(int(told[1]) if told else 0))
    offset = now.utcoffset()
    return Moment(now.replace(tzinfo=None), zone(offset.total_seconds() / 3600 if offset else 0))


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Return the addresses of the sites of all situations, by their wait."""
    folder = tmp_path_factory.mktemp("situations")
    with pytest.MonkeyPatch.context() as patch, served(folder) as address:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(BUILT.timestamp())))
        found = {}
        for wait in sorted({one.get("wait", "10d") for one in SITUATIONS}):
            made = project(folder / f"{wait}-project", files(wait), f"{{follow_up_after: {wait}}}")
            build(made, folder / wait, strict=False)
            found[wait] = f"{address}{wait}/"
        yield found


def some(every: int) -> list[int]:
    """Return the situations to test: every n-th, or all of them with `scripts/test.py --all`."""
    return [number for number in range(0, len(SITUATIONS), 1 if ALL else every) if holds_before(SITUATIONS[number])]


def holds_before(one: dict[str, Any]) -> bool:
    """Return whether a situation's notes mean the same on the day of the build as on its own day.

    A future `last_contact` counts as unknown, and without contact the step is due on any day.
    """
    ada = one.get("ada") or {}
    return "last_contact" not in str(one) and ("keep_in_touch" not in ada or "log" in ada or "talk" in one)


SHOWN = """items => items.filter(item => !item.closest('[hidden]')).map(item => [
    item.textContent.match(/(?:Ada|Bo|Cy|Acme) (\\d+)/)?.[1] ?? item.querySelector('a').href.match(/-(\\d+)\\//)[1],
    item.dataset.kind, item.dataset.due, item.hasAttribute('data-overdue'),
    item.closest('[data-due-group]')?.dataset.dueGroup ?? '0'])"""


def read(
    browser: Browser, sites: dict[str, str], later: timedelta, numbers: list[int], page_of: dict[int, str] | None = None
) -> dict[int, list[tuple[str, str, bool, str]]]:
    """Return what the page shows for each situation on its day, or later: kind, day, overdue, group, folded or not.

    Args:
        numbers: the situations to read.
        page_of: the page to read for each situation; by default the home page, once for each moment.
    """
    by_moment: dict[tuple[Moment, str], list[int]] = defaultdict(list)
    for number in numbers:
        one = SITUATIONS[number]
        by_moment[moment(one), one.get("wait", "10d")].append(number)
    found: dict[int, list[tuple[str, str, bool, str]]] = {number: [] for number in numbers}
    with ExitStack() as stack:
        pages: dict[str, Page] = {}
        for (when, wait), there in by_moment.items():
            if when.zone not in pages:
                context = stack.enter_context(browser.new_context(timezone_id=when.zone))
                # The theme's scripts and styles take most of the time, and don't matter here
                context.route("**/assets/**", lambda route: route.abort())
                pages[when.zone] = context.new_page()
            page = pages[when.zone]
            ahead = when.at + later if when.at.year < 9999 else when.at
            hours = -int(when.zone[7:] or 0) if when.zone != "Etc/UTC" else 0
            page.clock.set_fixed_time((ahead - timedelta(hours=hours)).replace(tzinfo=UTC))
            for number in there if page_of else [-1]:
                page.goto(sites[wait] + (page_of[number] if page_of else ""))
                for which, kind, due, overdue, group in page.locator("[data-due]").evaluate_all(SHOWN):
                    if int(which) in there:
                        found[int(which)].append((kind, due, overdue, group))
    return found


def expected(one: dict[str, Any], later: timedelta) -> list[tuple[str, str, bool]]:
    """Return what `wayin due` says about a situation at a later time, by kind and day."""
    told = clock(one)
    if later and told.today.year < 9999:
        told = Clock(told.today + later, told.now + later if told.now else None)
    items = due_document(workspace(one, told))["items"]
    if not later:
        assert [line(item) for item in items] == one["due"]
    return sorted((item["kind"], item["due"], item["overdue"]) for item in items)


@pytest.mark.parametrize("later", [timedelta(), WEEK, 5 * WEEK], ids=lambda one: f"{one.days}d")
def test_the_home_page_says_what_the_command_says_on_that_day(
    later: timedelta, browser: Browser, sites: dict[str, str]
) -> None:
    numbers = some(3 if later else 1)
    shown = read(browser, sites, later, numbers)
    for number in numbers:
        one = SITUATIONS[number]
        found = sorted((kind, due, overdue) for kind, due, overdue, _ in shown[number])
        assert found == expected(one, later), one["it"]
        day = clock(one).today + (later if clock(one).today.year < 9999 else timedelta())
        for _, due, _, group in shown[number]:
            ahead = (date.fromisoformat(due) - day).days
            assert group == ("0" if ahead <= 0 else "1" if ahead <= 7 else "2"), one["it"]


def test_so_does_the_page_of_each_conversation_person_and_company(browser: Browser, sites: dict[str, str]) -> None:
    page_of = {}
    for number in some(6):  # the home page has shown them all
        one = SITUATIONS[number]
        stem = next(iter(one["due"]), "interviews/talk" if "talk" in one else "people/ada").split()
        page_of[number] = f"{stem[1] if len(stem) > 1 else stem[0]}-{number}/"
    later = WEEK
    shown = read(browser, sites, later, list(page_of), page_of)
    for number in page_of:
        one = SITUATIONS[number]
        node = page_of[number].rpartition("-")[0]
        told = clock(one)
        if later and told.today.year < 9999:
            told = Clock(told.today + later, told.now + later if told.now else None)
        items = due_document(workspace(one, told))["items"]
        mine = sorted((item["kind"], item["due"], item["overdue"]) for item in items if item["id"] == node)
        others = sorted((item["kind"], item["due"], item["overdue"]) for item in items)
        found = sorted((kind, due, overdue) for kind, due, overdue, _ in shown[number])
        assert found == (mine if node.startswith("interviews") else others), one["it"]


# ── Future days on pages ──────────────────────────────────────────────────────────────────────────────────────────────

AHEAD = re.compile(
    r"(?:[Yy]ou meet on|closes|wait until|[Ll]eave it until|next interview: [^·]*?,|Due)"
    r" (\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: (\d{4}))?"
)
STORY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def unfixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Return the address of the sample built on its day without a fixed clock, and the pages with future days."""
    folder = tmp_path_factory.mktemp("unfixed")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert "today: 2026-11-20" in settings
    made = folder / "mkdocs.yml"
    lines = [line for line in settings.splitlines() if "today: 2026-11-20" not in line and "docs_dir" not in line]
    made.write_text("\n".join([*lines, f"docs_dir: {(ROOT / 'notes').as_posix()}"]), "utf-8")
    with pytest.MonkeyPatch.context() as patch, served(folder / "site") as address:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2026, 11, 20, 9, tzinfo=UTC).timestamp())))
        site = build(made, folder / "site", strict=False)
        yield address, [url for url, page in site.pages.items() if AHEAD.search(page.text)]


def days_ahead(text: str) -> set[date]:
    """Return the days that a text describes as upcoming."""
    found = AHEAD.findall(text)
    return {datetime.strptime(f"{day} {month} {year or STORY.year}", "%d %b %Y").date() for day, month, year in found}


def test_no_page_shows_a_past_day_as_upcoming_on_any_of_sixty_days(
    browser: Browser, unfixed: tuple[str, list[str]]
) -> None:
    address, urls = unfixed
    context = browser.new_context()
    context.route("**/assets/**", lambda route: route.abort())
    page = context.new_page()
    tried = 0
    for url in urls:
        page.clock.set_fixed_time(datetime.combine(STORY, time(9), UTC))
        page.goto(address + url)
        article = page.locator("article.wayin")
        # A statement about a day can only become false when that day is over
        over = {ahead + timedelta(1) for ahead in days_ahead(article.text_content() or "")}
        for day in sorted({STORY} | {day for day in over if STORY < day <= STORY + timedelta(60)}):
            page.clock.set_fixed_time(datetime.combine(day, time(9), UTC))
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
            assert all(ahead >= day for ahead in days_ahead(article.inner_text())), (url, day)
            tried += 1
    assert tried > 40
    context.close()
