"""How a draft refers to people: names, relations, and open admissions."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafts.letters import CHAIN, CLOCK, of
from helpers import write
from wayin.drafts import clauses
from wayin.reading.mkdocs_yml import Settings
from wayin.workspace import Workspace

ADA, NEIL = ("Ada Park", "Ada"), ("Neil Ash", "Neil")


@pytest.mark.parametrize(
    ("context", "to_author", "to_other"),
    [
        ("worked for Neil for six years", "you worked for Neil for six years", "Ada worked for you for six years"),
        ("worked for him for six years", "you worked for him for six years", "Ada worked for you for six years"),
        ("Worked under her at Acme.", "you worked under her at Acme", "Ada worked under you at Acme"),
        ("she worked for Neil for six years", "you worked for Neil for six years", "Ada worked for you for six years"),
        ("Ada worked for him", "you worked for him", "Ada worked for you"),
        ("Neil managed her for six years", "Neil managed you for six years", "you managed Ada for six years"),
        ("Neil hired Ada in 2016", "Neil hired you in 2016", "you hired Ada in 2016"),
        ("he hired Ada in 2016", "Neil hired you in 2016", "you hired Ada in 2016"),
        ("hired her in 2016", "you hired her in 2016", "Ada hired you in 2016"),
        ("reports to her, and sat with her on the last hirings", "you report to her", "Ada reports to you"),
        ("shared a desk for two years and still swap books", "you shared a desk for two years", None),
        ("shared an office with Neil for five years", "you shared an office with Neil for five years", None),
        ("built the demand model with him when Acme was his client", "you built the demand model with him", None),
        ("trained him in sampling, before he left", "you trained him in sampling", "Ada trained you in sampling"),
        ("they worked together at Lowrie and Tan", "you worked together at Lowrie and Tan", None),
        ("they maintain a small library together", "you maintain a small library together", None),
        ("both worked at Acme", "you worked at Acme", None),
        ("Ada and Neil studied together in Leeds", "you studied together in Leeds", None),
        ("met at a conference in 2019", "you met at a conference in 2019", None),
        ("four years side by side at Pike Lane", "you spent four years side by side at Pike Lane", None),
        ("two years on the same team", "you spent two years on the same team", None),
        ("former colleagues at Acme", "you were colleagues at Acme", None),
        ("ex-colleague", "you were colleagues", None),
        ("old friends from school", "you're old friends from school", None),
        ("classmates until 2012", "you were classmates until 2012", None),
        ("managed by him for a year", "you were managed by him for a year", "Ada was managed by you for a year"),
        ("was taught by Neil", "you were taught by Neil", "Ada was taught by you"),
        ("on the same board", "you're on the same board", None),
        ("were in the same cohort at Leeds", "you were in the same cohort at Leeds", None),
        ("play tennis together", "you play tennis together", None),
        ("co-founded Shop with Neil", "you co-founded Shop with Neil", None),
        ("used to work with him", "you used to work with him", "Ada used to work with you"),
        ("climbs with her on Tuesdays and keeps her bike alive", "you climb with her on Tuesdays", None),
        # It is unclear who did this, or whether the other would like to read it
        ("he worked for her", "", ""),
        ("organises the evening talks where Ada spoke", "", ""),
        ("his first trainee, who then overtook him", "", ""),
        ("her manager", "", ""),
        ("wrote the first forecast and left to teach", "", ""),
        ("programs the tables of all her trials", "", ""),
        ("was on her team", "", ""),
        ("worked at Acme", "", ""),
        ("dated him for two years", "", ""),
        ("worked with him until he fired her", "", ""),
        ("worked with him, they fell out over money", "", ""),
        ("worked with my boss", "", ""),
        ("Ada worked at Acme", "", ""),
        ("Neil managed the team at Acme", "", ""),
        ("worked with Neil on {x} and {}", "", ""),
        ("manager at the same time", "", ""),
        ("arbeitete sechs Jahre für ihn", "", ""),
        ("worked with him on " + "very " * 15 + "long things", "", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_context_is_rephrased_for_one_of_the_two(context: str, to_author: str, to_other: str | None) -> None:
    clause = clauses.parse(context, ADA, NEIL)
    assert (clauses.to_author(clause, "Neil") if clause else "") == to_author
    if to_other is not None:
        assert (clauses.to_other(clause, "Ada") if clause else "") == to_other


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ("worked for him for six years", "Ada worked for Neil for six years"),
        ("Neil hired her", "Neil hired Ada"),
        ("shared a desk", "Ada and Neil shared a desk"),
        ("old friends", "Ada and Neil are old friends"),
        ("reports to him", "Ada reports to Neil"),
    ],
)
def test_a_context_is_rephrased_for_a_third_person(context: str, expected: str) -> None:
    clause = clauses.parse(context, ADA, NEIL)
    assert clause
    assert clauses.of_both(clause, "Ada", "Neil") == expected


WORDS = (
    "worked trained met shared by for with under the same together and Neil Ada him her he she his {} {x} old friends"
)
said = st.lists(st.sampled_from([*WORDS.split(), "two years", "at Acme", ",", "(", "You", "ÄÖ", "\\1"]), max_size=8)


@settings(deadline=None, database=None, max_examples=200)
@given(said.map(" ".join))
def test_whatever_a_context_says_a_clause_is_whole_and_about_these_two(context: str) -> None:
    clause = clauses.parse(context, ADA, NEIL)
    if clause is None:
        return
    for words in (clauses.to_author(clause, "Neil"), clauses.to_other(clause, "Ada")):
        assert re.match("(you|you're|Ada|Neil) ", words), words
        assert re.search(r"\byou\b", words), words
        assert not re.search(r"[{}(),]|\b(?:he|she|his)\b|  |\s$", words), words
    for words in (clauses.of_both(clause, "Ada", "Neil"),):
        assert "Ada" in words
        assert "Neil" in words


def knowing(entry: dict[str, Any], **more: dict[str, Any]) -> str:
    """Return the draft that asks Ada to introduce Neil, whom she knows by this entry of her note."""
    entry = {"person": "people/neil"} | entry
    files = {
        "people/ada": {"name": "Ada Park", "closeness": "4", "knows": [entry]},
        "people/neil": {"name": "Neil Ash", "company": "Acme"},
    }
    return of("introduction", "people/neil", files | more).body


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"context": "worked for Neil for six years"}, "Acme. I know you worked for Neil for six years, so I"),
        ({"evidence": "worked-together"}, "I know you've worked together, so I thought of you."),
        ({"evidence": "linkedin"}, "I see you're connected on LinkedIn. Do you happen to know each other?"),
        ({}, "and I think you know each other."),
        ({"context": "his boss, whom she can't stand"}, "and I think you know each other."),
        ({"context": "worked with Zed at Acme"}, "and I think you know each other."),
        ({"evidence": "inferred"}, "Do you happen to know each other?"),
    ],
)  # fmt: skip
def test_a_draft_says_how_the_two_know_each_other(entry: dict[str, Any], expected: str) -> None:
    body = knowing(entry, **{"people/zed": {"name": "Zed Young"}})
    assert expected in body
    assert "I believe you know each other" not in body


def test_the_others_note_counts_as_well() -> None:
    files = {
        "people/ada": {"name": "Ada Park", "closeness": "4"},
        "people/neil": {
            "name": "Neil Ash", "knows": [{"person": "people/ada", "context": "she worked for Neil for years"}],
        },
    }  # fmt: skip
    assert "I know you worked for Neil for years, so" in of("introduction", "people/neil", files).body


def test_what_a_private_note_says_about_two_people_is_left_out() -> None:
    private = {"name": "Ada Park", "closeness": "4", "private": "true", "knows": [
        {"person": "people/neil", "context": "worked for Neil for six years"}]}  # fmt: skip
    assert "six years" not in knowing({}, **{"people/ada": private})


def test_drafts_name_where_colleagues_worked_and_ask_whether_they_know_each_other() -> None:
    jobs = [{"company": "companies/acme", "from": "2012", "to": "2019-03"}]
    files = {
        "people/ada": {"name": "Ada Park", "closeness": "4", "work": jobs},
        "people/neil": {"name": "Neil Ash", "work": jobs},
        "companies/acme": {"name": "Acme"},
    }
    body = of("introduction", "people/neil", files).body
    assert "I see you were both at Acme until 2019. Do you happen to know each other?" in body
    body = of("introduction", "people/neil", files | {"companies/acme": {"name": "Acme", "size": "9"}}).body
    assert "I know you worked together at Acme until 2019, so I thought of you." in body


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"closeness": "3"}, "Dear Joan,"),
        ({"closeness": "5"}, "Dear Joan,"),
        ({"closeness": "2"}, "Dear Joan Reed,"),
        ({"closeness": "2", "call_me": "Joanie"}, "Dear Joanie,"),
        ({"call_me": "Joanie"}, "Dear Joanie,"),
        ({"closeness": "4", "aliases": ["Dr Joan"]}, "Dear Dr Joan,"),
        ({"closeness": "4", "aliases": ["Dr Joan"], "call_me": "Joan"}, "Dear Joan,"),
        ({"aliases": ["Dr Joan"]}, "Dear Joan Reed,"),
        ({}, "Dear Joan Reed,"),
        ({"log": ["2026-11-01"]}, "Dear Joan Reed,"),
        ({"log": ["2026-11-01", "2026-11-02"]}, "Dear Joan,"),
    ],
)
def test_first_names_come_with_a_tie_of_three_or_their_own_wish(facts: dict[str, Any], expected: str) -> None:
    for kind in ("request", "follow-up", "thank-you", "connect", "keep-in-touch", "offer", "forward"):
        body = of(kind, "people/joan", {"people/joan": {"name": "Joan Reed"} | facts}).body  # type: ignore[arg-type]
        assert body.startswith(expected), kind


def test_a_friends_close_contact_is_addressed_by_first_name_and_signed_in_full() -> None:
    files = CHAIN | {"people/ada": CHAIN["people/ada"] | {"knows": ["people/nkechi"]}}
    body = of("request", "people/nkechi", files | {"people/nkechi": {"name": "Nkechi Udo"}}).body
    assert body.startswith("Dear Nkechi,\n")
    assert body.endswith("Kind regards,\nKim Ash")


def test_somebody_introduced_is_addressed_by_first_name() -> None:
    entry = {"via": "people/ada", "asked": "2026-11-01", "made": "2026-11-03"}
    files = {"people/ada": {"name": "Ada Park"}, "people/joan": {"name": "Joan Reed", "introductions": [entry]}}
    assert of("request", "people/joan", files).body.startswith("Dear Joan,")
    files["people/joan"] |= {"closeness": "2"}
    assert of("request", "people/joan", files).body.startswith("Dear Joan Reed,")


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2022-08-26", "It has been four years, my fault."),
        ("2024-11-01", "It has been two years, my fault."),
        ("2025-09-01", "It has been over a year, my fault."),
        ("2025-12-01", ""),
        ("2026-11-01", ""),
    ],
)
def test_years_of_silence_are_admitted(last: str, expected: str) -> None:
    ada = {"name": "Ada Park", "closeness": "4", "last_contact": last, "knows": ["people/neil"]}
    files = {"people/ada": ada, "people/neil": {"name": "Neil Ash"}}
    for kind, target in (
        ("request", "people/ada"), ("keep-in-touch", "people/ada"), ("offer", "people/ada"),
        ("introduction", "people/neil"),
    ):  # fmt: skip
        body = of(kind, target, files).body  # type: ignore[arg-type]
        assert kind != "introduction" or ("[a word to them: " in body) == bool(expected)
        assert body.startswith(f"Dear Ada,\n\n{expected}") if expected else "my fault" not in body, kind
    private = files | {"people/ada": ada | {"private": "true"}}
    assert "my fault" not in of("request", "people/ada", private).body


def test_colleagues_are_asked_to_keep_it_confidential() -> None:
    files = {"me": {"name": "Kim Ash", "company": "Beta"}, "people/ada": CHAIN["people/ada"] | {"company": "Beta"}}
    assert "Please keep this between us for now." in of("introduction", "people/bo", CHAIN | files).body
    files["people/ada"] |= {"knows_i_look": "true"}
    assert "between us" not in of("introduction", "people/bo", CHAIN | files).body


def test_two_steps_ask_for_the_first_and_say_why() -> None:
    chain = CHAIN | {"people/bo": {"name": "Bo Lind", "knows": [
        {"person": "people/cy", "context": "trained her in sampling"}]}}  # fmt: skip
    body = of("introduction", "people/cy", chain).body
    assert (
        "Ultimately I'm hoping to reach Cy Dunn at Acme. I'm asking about Bo Lind first because Bo Lind trained "
        in body
    )
    body = of("introduction", "people/cy", CHAIN).body
    assert "I'm asking about Bo Lind first because Bo Lind and Cy Dunn know each other." in body


CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Lena,Voss,https://www.linkedin.com/in/lena,,Acme,Analyst,05 Mar 2019\n"
)


def test_a_contact_never_talked_to_is_addressed_as_such(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "notes/me.md": "---\nname: Kim Ash\nbackground: I study maths\n---\n",
            "notes/people/lena.md": "---\nname: Lena Voss\ncompany: Acme\nknows: [Neil Ash]\n---\n",
            "contacts/Connections.csv": CONNECTIONS,
        },
    )
    settings = Settings(tmp_path / "notes", contacts=tmp_path / "contacts")
    drafts = Workspace.read(settings, CLOCK, print).drafts
    request = drafts.draft("request", "people/lena")
    assert request.body.startswith(
        "Dear Lena Voss,\n\nWe're connected on LinkedIn, but we've never spoken. [their work: "
    )
    assert "I'm Kim Ash. I study maths.\n" in request.body
    assert request.subject == "A question about your work at Acme"
    asked = drafts.draft("introduction", "people/neil-ash", "people/lena")
    assert "\n\nWe're connected on LinkedIn, but we've never spoken. I'm Kim Ash.\n\nI'd very much like" in asked.body
    assert "If you'd rather not, there's no need to reply." in asked.body
    for kind in ("keep-in-touch", "offer"):
        body = drafts.draft(kind, "people/lena").body  # type: ignore[arg-type]
        assert body.startswith("Dear Lena Voss,\n\nWe're connected on LinkedIn, but we've never spoken"), kind
        assert "last in touch" not in body


def test_a_shared_school_is_mentioned_to_a_stranger() -> None:
    school = {"education": [{"school": "University of Leeds", "from": "2001", "to": "2004"}]}
    files = {"me": {"name": "Kim Ash", "education": [{"school": "University of Leeds", "from": "2020"}]},
             "people/bo": {"name": "Bo Lind"} | school}  # fmt: skip
    assert "\n\nWe both studied at the University of Leeds. [their work: " in of("request", "people/bo", files).body
