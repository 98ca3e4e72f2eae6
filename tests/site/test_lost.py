"""The 404 page of the site, and the texts of search results."""

import json
from pathlib import Path

from helpers import Site, build, project, text_of


def test_the_404_page_leads_home_and_to_the_search(sample: Site) -> None:
    page = sample.pages["404.html"]
    assert [text_of(one) for one in page.article.iter("h1")] == ["There’s nothing at this address"]
    assert {text_of(link): link.get("href") for link in page.article.iter("a")} == {"Go to Today": "/", "Search": "?q="}


def test_a_page_of_the_users_own_for_lost_addresses_stays_theirs(tmp_path: Path) -> None:
    made = project(tmp_path / "project", {"people/ada.md": ""})
    (tmp_path / "project/mine").mkdir()
    (tmp_path / "project/mine/404.html").write_text("<html><body><article>Lost?</article></body></html>", "utf-8")
    text = made.read_text("utf-8").replace("  font: false\n", "  font: false\n  custom_dir: mine\n")
    made.write_text(text, "utf-8")
    assert "Lost?" in (build(made, tmp_path / "site").folder / "404.html").read_text("utf-8")


def test_results_of_the_search_say_what_they_are(sample: Site) -> None:
    docs = json.loads((sample.folder / "search/search_index.json").read_text("utf-8"))["docs"]
    titles = {doc["location"]: doc["title"] for doc in docs}
    assert titles["people/samir-haddad/"] == "Samir Haddad · person · Data scientist at Lowrie & Tan"
    assert titles["people/hamish-orr/"] == "Hamish Orr · person"
    assert titles["companies/wardlight/"] == "Wardlight · company"
    assert titles["learnings/pay/"] == "Pay · topic"
