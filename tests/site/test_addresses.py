"""Addresses are judged as browsers read them, so that one that only looks local is detected."""

import pytest

from wayin.site.addresses import as_read, encoded, is_local, reach

AWAY = [
    "https://track.example/a", " https://track.example/a", "\thttps://track.example/a", "ht\ntps://track.example/a",
    "\x01https://track.example/a", "\x00https://track.example/a", "\x1f \r\nHTTPS://track.example/a",
    "https:track.example", "http:\\\\track.example\\a", "https:///track.example", "mailto:ada@example.org",
    "tel:+44 20", "h\tt\nt\rp://track.example",
]  # fmt: skip
NOWHERE = [
    "//track.example/a", "\\\\track.example\\a", "/\\track.example", "\\/track.example", "/\t/track.example",
    " //track.example", "\x0c//track.example", "///track.example", "javascript:1", " java\nscript:1",
    "\x01javascript:1",
    "JaVaScRiPt:1", "vbscript:1", "data:text/html,1", "blob:https://track.example/1", "file:///etc/passwd",
    "file:x", "ftp://track.example", "ws://track.example", "about:blank", "view-source:x", "C:/x", "http://",
    "http://[",
]  # fmt: skip
SITE = [
    "a.png",
    "../people/ann/",
    "/a.png",
    "a b.png",
    "?x",
    "%68ttps://track.example",
    "https\x00://track.example",
    ":a",
]


@pytest.mark.parametrize("address", AWAY)
def test_an_address_that_browsers_resolve_to_another_host_is_away(address: str) -> None:
    assert reach(as_read(address)) == "away"
    assert not is_local(address)


@pytest.mark.parametrize("address", NOWHERE)
def test_what_runs_or_names_a_host_without_saying_so_leads_nowhere(address: str) -> None:
    assert reach(as_read(address)) == "nowhere"
    assert not is_local(address)


@pytest.mark.parametrize("address", SITE)
def test_an_address_on_the_site_is_local(address: str) -> None:
    assert reach(as_read(address)) == "site"


def test_a_fragment_stays_on_the_page() -> None:
    assert [reach(address) for address in ("", "#", "#x", "#//track.example")] == ["here"] * 4


def test_the_printed_address_is_the_checked_one() -> None:
    assert as_read("\x01 ht\ttps://x.example/\n") == "https://x.example/"
    assert encoded('y"><svg onload=1>.md') == "y%22%3E%3Csvg%20onload=1%3E.md"
    assert encoded("https://x.example/a%22b?c=d&e#f") == "https://x.example/a%22b?c=d&e#f"
    assert encoded("'`{|}") == "%27%60%7B%7C%7D"
