"""`wayin draft`, `brief` and `export ics`."""

import icalendar
import pytest

from wayin.drafts.compose import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_the_document_of_a_draft(answer, small, kind) -> None:
    found = answer("draft", kind, "Bo Lind")
    if kind == "introduction":  # Ada was already asked
        assert found.pop("note") == "You asked Ada Park on 5 November, so this is a reminder instead."
        kind = "follow-up"
    assert list(found) == ["kind", "to", "subject", "body", "blanks", "words"]
    assert found["kind"] == kind
    assert all(one.startswith("people/") for one in found["to"])
    assert found["words"] == len(found["body"].split()) < 180
    assert all(set(one) == {"what", "hint"} for one in found["blanks"])


def test_a_draft_in_words_can_be_copied(run, small) -> None:
    result = run("draft", "thank-you", "Ada Park")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "To: Ada Park <ada@example.org>\nSubject: Thank you for our conversation\n\nDear Ada,\n\n"
    )
    assert "– Small projects count.\n" in result.stdout
    asked = run("draft", "request", "Bo Lind")
    assert "to fill in: " in asked.stderr
    assert "to fill in" not in asked.stdout


def test_a_target_is_a_person_a_company_or_an_interview(answer, run, small) -> None:
    assert answer("draft", "thank-you", "2026-11-18-ada-park")["to"] == ["people/ada-park"]
    assert answer("draft", "introduction", "Northwind")["to"] == ["people/ada-park"]
    assert answer("draft", "introduction", "Bo Lind", "--via", "Dee Moss")["to"] == ["people/dee-moss"]
    assert run("draft", "introduction", "Dee Moss").exit_code == 1
    assert "No way to Dee Moss yet" in run("draft", "introduction", "Dee Moss").stderr
    assert run("draft", "poem", "Bo Lind").exit_code == 2
    assert run("draft", "request", "Nobody").exit_code == 1
    assert run("draft", "request", "me").exit_code == 1


def test_own_templates_by_option_and_by_mkdocs_yml(answer, run, small) -> None:
    (small / "texts").mkdir()
    (small / "texts/offer.txt").write_text("Hallo {{ them.called }}", "utf-8")
    assert answer("draft", "offer", "Ada Park", "--templates", "texts")["body"] == "Hallo Ada"
    config = small / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("- wayin:\n", "- wayin:\n      templates: texts\n"), "utf-8")
    assert "templates: texts" in config.read_text("utf-8")
    assert answer("draft", "offer", "Ada Park")["body"] == "Hallo Ada"
    (small / "texts/offer.txt").write_text("Hallo\n{{ thm.called }}", "utf-8")
    broken = run("draft", "offer", "Ada Park")
    assert broken.exit_code == 0
    assert "offer.txt:2: Nothing is called thm here." in broken.stderr
    assert "Something in return" in broken.stdout
    (small / "texts/offer.txt").unlink()
    (small / "texts").rmdir()
    assert "there is no such folder" in run("draft", "offer", "Ada Park").stderr


def test_a_brief_in_words_and_as_a_document(answer, run, small) -> None:
    found = answer("brief", "2026-11-18-ada-park")
    assert {"id", "who", "how", "about", "objectives", "questions", "others", "offer"} <= found.keys()
    assert found["people"] == ["people/ada-park"]
    assert "About Ada Park\n" in run("brief", "2026-11-18-ada-park").stdout
    assert run("brief", "Ada Park").exit_code == 1


def test_the_calendar_on_stdout_and_in_a_file(run, answer, small) -> None:
    result = run("export", "ics")
    assert result.exit_code == 0
    file = icalendar.Calendar.from_ical(result.stdout_bytes)
    assert len(file.walk("VEVENT")) == 3
    assert result.stdout_bytes == run("export", "ics").stdout_bytes
    assert answer("export", "ics", "-o", "mine.ics") == {"written": "mine.ics"}
    assert (small / "mine.ics").read_bytes() == result.stdout_bytes
    assert run("export", "ics", "-o", "notes/mine.ics").exit_code == 1
