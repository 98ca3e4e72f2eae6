"""`wayin due`, `learned`, `export` and `schema`: their documents and texts."""

import csv
import io
import json

import pytest

from helpers import write
from wayin.export.tables import TABLES, cell


def test_the_document_of_what_is_due(answer, small) -> None:
    document = answer("due")
    assert document["today"] == "2026-11-20"
    assert [(one["kind"], one["id"], one["due"], one["overdue"]) for one in document["items"]] == [
        ("ask", "people/bo-lind", "2026-11-15", True),
        ("connect", "interviews/2026-11-18-ada-park", "2026-11-21", False),
    ]
    assert {"kind", "id", "name", "since", "due", "overdue", "why"} <= document["items"][0].keys()


def test_within_counts_from_today_and_keeps_what_is_overdue(answer, run, small) -> None:
    assert [one["kind"] for one in answer("due", "--within", "1d")["items"]] == ["ask", "connect"]
    assert [one["kind"] for one in answer("due", "--within", "2w", "--today", "2026-11-17")["items"]] == ["ask"]
    result = run("due", "--within", "soon")
    assert result.exit_code == 2
    assert "“soon” isn't a length of time" in result.stderr


def test_what_is_due_in_words(run, small) -> None:
    assert run("due").stdout == (
        "Overdue\n"
        "  1. Send Ada Park a reminder about Bo Lind · due 5 days ago\n"
        "     Asked on 5 November, no reply yet.\n"
        "\n"
        "In the next seven days\n"
        "  2. Connect with Ada Park on LinkedIn · tomorrow\n"
        "     You spoke on 18 November but haven't connected yet.\n"
    )


def test_nothing_due_says_so(run, tmp_path) -> None:
    result = run("due", "--notes", tmp_path, "--within", "14d", "--today", "2026-11-20")
    assert result.exit_code == 0
    assert result.stdout.startswith("Nothing due until 4 December.")


def test_the_document_of_what_was_learned(answer, small) -> None:
    assert answer("learned", "--topic", "#Hiring") == {
        "learnings": [
            {
                "topic": "hiring", "point": "Small projects count.", "quote": "Show me one.",
                "source": "interviews/2026-11-18-ada-park", "person": "people/ada-park", "people": ["people/ada-park"],
                "company": None, "date": "2026-11-18", "private": False,
                "topics": ["hiring"], "number": 1, "line": 9, "agrees": [], "disagrees": [],
            }
        ],
        "answers": [],
    }  # fmt: skip
    assert [one["topic"] for one in answer("learned")["learnings"]] == ["hiring", "pay"]
    assert answer("learned", "--company", "Northwind") == {"learnings": [], "answers": []}


def test_a_question_collects_its_answers(answer, run, small) -> None:
    document = answer("learned", "--question", "yesterday")
    assert document["learnings"] == []
    assert [(one["question"], one["answer"]) for one in document["answers"]] == [
        ("What did you do yesterday?", "Mostly meetings.")
    ]
    assert run("learned", "--question", "yesterday").stdout == (
        "What did you do yesterday?\n  Mostly meetings.\n    Ada Park, 18 November 2026\n"
    )


def test_what_was_learned_in_words(run, small) -> None:
    assert run("learned").stdout == (
        "hiring\n"
        "  Small projects count.\n"
        "    “Show me one.”\n"
        "    Ada Park, 18 November 2026\n"
        "\n"
        "pay\n"
        "  Ask for the band.\n"
        "    Ada Park, 18 November 2026\n"
    )
    assert "Topics so far: hiring, pay." in run("learned", "--topic", "cake").stdout


def test_learned_marks_what_is_confidential_and_who_agrees(run, tmp_path) -> None:
    write(tmp_path, {
        "companies/acme.md": "",
        "companies/bolt.md": "",
        "interviews/a.md": "---\nwith: Ada Park\ndate: 2026-05-01\ncompany: Acme\n"
        "learnings: ['Late. #hours #pay']\n---\n",
        "interviews/b.md": "---\nwith: Bo Lind\ndate: 2026-06-01\n---\n## Learnings\n\n- Never late. #hours\n"
        "  disagrees: Ada Park\n  private: true\n",
    })  # fmt: skip
    assert run("learned", "--notes", tmp_path).stdout == (
        "hours\n"
        "  Never late.\n"
        "    Bo Lind, 1 June 2026, in confidence; disagrees with Ada Park\n"
        "  Late.\n"
        "    Ada Park (Acme), 1 May 2026\n"
    )
    assert run("learned", "--notes", tmp_path, "--topic", "pay").stdout.startswith("pay\n  Late.\n")
    said = run("learned", "--notes", tmp_path, "--topic", "cake", "--company", "acme").stdout
    assert said == "Nothing on cake from Acme yet. Topics so far: hours, pay.\n"
    assert run("learned", "--notes", tmp_path, "--company", "bolt").stdout == "Nothing from Bolt yet.\n"


def test_the_export_has_everything(answer, small) -> None:
    (small / "notes/people/eve-fox.md").write_text("---\nnot_for: Cy Dunn\n---\n")
    document = answer("export", "json")
    assert list(document) == ["me", "people", "companies", "interviews", "ties", "asks", "learnings", "links"]
    assert (document["me"]["id"], document["me"]["name"]) == ("me", "Kim Ash")
    people = {one["id"]: one for one in document["people"]}
    ada, cy = people["people/ada-park"], people["people/cy-dunn"]
    assert (ada["stub"], ada["known"], ada["last_contact"], ada["introduces"]) == (False, 0.75, "2026-11-20", "yes")
    assert (ada["email"], ada["phone"]) == ("ada@example.org", "+44 20 7946 0000")
    assert (cy["stub"], cy["name"], cy["known"]) == (True, "Cy Dunn", None)
    assert people["people/bo-lind"]["company"] == "companies/northwind"
    assert document["companies"][0]["target"] is True
    interview = document["interviews"][0]
    assert (interview["status"], interview["due"], interview["with"]) == ("done", "2026-11-21", ["people/ada-park"])
    assert ("me", "people/ada-park") in {(tie["from"], tie["to"]) for tie in document["ties"]}
    assert {"from", "to", "quality", "strength", "evidence", "last_contact", "assumed", "reasons"} <= document["ties"][
        0
    ].keys()
    assert document["asks"] == [
        {
            "via": "people/ada-park", "target": "people/bo-lind", "asked": "2026-11-05", "agreed": None, "made": None,
            "declined": None, "closed": None, "outcome": None, "state": "open",
        }
    ]  # fmt: skip
    assert document["links"] == [{"from": "people/ada-park", "to": "people/cy-dunn"}]
    ids = {"me", *people, *(one["id"] for one in document["companies"] + document["interviews"])}
    assert {tie[end] for tie in document["ties"] + document["links"] for end in ("from", "to")} <= ids


def test_contact_details_are_with_people_only(run, small) -> None:
    assert run("export", "json").stdout.count("ada@example.org") == 1


@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_read_as_csv(run, answer, small, table) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "csv", "--table", table).stdout)))
    assert len(rows) == len(answer("export", "json")[table])


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "+A1", "-x", "@sum", "\t=x", "\r=x"])
def test_no_cell_is_taken_for_a_formula(text) -> None:
    assert cell(text) == f"'{text}"
    assert cell([text, "b"]).startswith("'")


@pytest.mark.parametrize("phone", ["+44 20", "+49 170 1234567", "+1 (555) 010-9999"])
def test_a_telephone_number_keeps_its_characters(phone) -> None:
    assert cell(phone) == phone


def test_an_export_is_written_to_a_file_but_never_among_the_notes(run, answer, small) -> None:
    assert run("export", "json", "-o", "all.json").exit_code == 0
    assert json.loads((small / "all.json").read_text("utf-8")) == answer("export", "json")
    assert answer("export", "csv", "-o", "people.csv") == {"written": "people.csv"}
    me = (small / "notes/me.md").read_text("utf-8")
    result = run("export", "json", "-o", "notes/me.md")
    assert result.exit_code == 1
    assert (small / "notes/me.md").read_text("utf-8") == me
    missing = run("export", "json", "-o", "nowhere/all.json")
    assert missing.exit_code == 1
    assert missing.stderr == "wayin: nowhere/all.json: No such file or directory.\n"


@pytest.mark.parametrize("kind", ["person", "company", "interview", "me"])
def test_the_schema_of_each_kind_is_a_document(answer, run, small, kind) -> None:
    schema = answer("schema", kind)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert {"type", "name", "aliases", "tags", "private"} <= schema["properties"].keys()
    assert answer("schema")[kind] == schema
    assert json.loads(run("schema", kind).stdout) == schema


def test_the_schema_takes_what_the_reader_takes(answer, small) -> None:
    person, interview = answer("schema", "person"), answer("schema", "interview")
    assert interview["required"] == ["with"]
    knows = person["properties"]["knows"]["anyOf"]
    assert {"$ref": "#/$defs/Acquaintance"} in knows, "one entry alone"
    assert {"type": ["string", "number", "boolean"]} in knows, "a name alone"
    assert {"type": "null"} in knows, "an empty value"
    assert {"enum": ["yes", "ask", "reluctant", "no", True, False]} in person["properties"]["introduces"]["anyOf"]
