"""The same facts in other forms: dates in file names, titles, headings, keys, several values for one field."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from helpers import TODAY, build, project, text_of, workspace_of, write
from wayin.day_forms import find_days

if TYPE_CHECKING:
    from pathlib import Path

    from wayin.workspace import Workspace


def front(body: str = "", **fields: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + f"---\n{body}"


def vault(folder: Path, files: dict[str, str]) -> Workspace:
    write(folder, files)
    return workspace_of(folder, TODAY)


def codes(found: Workspace) -> set[str]:
    return {problem.code for problem in found.problems if problem.code != "stub"}


DAY = date(2026, 11, 4)
WORK = "[{employer: Acme, title: CTO, since: 2019, until: 2020}]"
WHEN = {"meeting date": "2026-11-04"}
AT = datetime(2026, 11, 4, 14, 30)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026.11.04 Zoe", DAY), ("04.11.2026 Zoe", DAY), ("4 Nov 2026 Zoe", DAY), ("Nov 4, 2026 Zoe", DAY),
        ("Zoe - November 4th, 2026", DAY), ("2026_11_04_zoe", DAY), ("2026 11 04 Zoe", DAY), ("2026-11-4", DAY),
        ("20261104-zoe", DAY), ("202611041430 Zoe", DAY), ("20261104143000", DAY), ("zoe-4-nov-2026", DAY),
        ("04Nov2026 Zoe", DAY), ("2026-Nov-04", DAY), ("Wed, 4 November 2026", DAY), ("[2026-11-04] Zoe", DAY),
        ("2026–11–04 Zoe", DAY), ("2026年11月4日", DAY), ("４. Nov 2026", DAY), ("Round 3 04.11.2026", DAY),
        ("2026-11-04 14.30 Zoe", AT), ("2026-11-04T1430", AT), ("4 Nov 2026, 14:30", AT), ("2026-11-04_14h30", AT),
    ],
)  # fmt: skip
def test_a_date_in_a_file_name_is_found_in_every_form(name: str, day: date) -> None:
    assert [days for _, days in find_days(name)] == [(day,)]


@pytest.mark.parametrize(
    "name",
    ["2026-W45 Zoe", "2026-11 Zoe", "Q4 2026", "4 November Zoe", "Call 4711", "Zoe 2026", "v1.2", "12345678", "261104"],
)
def test_weeks_months_and_numbers_are_not_days(name: str) -> None:
    assert find_days(name) == []


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("2026-11-04 Zoe", "info"), ("5-11-2026 Zoe", "warning"), ("2026-11-04 to 2026-11-05", "warning"),
        ("2026-13-45 Zoe", "warning"), ("26-11-04 Zoe", "warning"), ("11042026 Zoe", "warning"),
    ],
)  # fmt: skip
def test_the_day_in_a_file_name_counts_or_is_reported(tmp_path: Path, name: str, severity: str) -> None:
    found = vault(tmp_path, {f"interviews/{name}.md": front(**{"with": "Zoe Arc"}, date="")})
    told = [(problem.code, problem.severity) for problem in found.problems if problem.code != "stub"]
    assert told == [("day-in-name", severity)]
    assert (found.kb.interviews[f"interviews/{name}"].facts.day == DAY) == (severity == "info")


@pytest.mark.parametrize(
    ("file", "title", "name"),
    [
        ("20240101-1234", "Ada Park", "Ada Park"), ("ada", "Ada Park", "Ada Park"), ("apark", "Ada Park", "Ada Park"),
        ("Ada Park", "Dr. Ada Park", "Dr. Ada Park"), ("ap-1", "Ada Park", "Ada Park"), ("x", "Ada Park", "Ada Park"),
        ("untitled", "Ada Park", "Ada Park"), ("Al Roy", "Al Roy, Dean", "Al Roy, Dean"),
        ("José", "Jose Roy", "Jose Roy"),
    ],
)  # fmt: skip
def test_a_title_that_fits_the_file_is_the_name(tmp_path: Path, file: str, title: str, name: str) -> None:
    found = vault(tmp_path, {f"People/{file}.md": front(title=title)})
    assert [person.name for person in found.kb.people.values()] == [name]
    assert not codes(found)


@pytest.mark.parametrize(
    ("file", "title", "name"),
    [
        ("Al Roy", "Dean", "Al Roy"), ("al-roy", "CTO", "Al Roy"), ("Al Roy", "Head of Data at Acme", "Al Roy"),
        ("ada", "Senior Analyst", "Ada"), ("山田太郎", "部長", "山田太郎"),
    ],
)  # fmt: skip
def test_a_title_that_has_nothing_in_common_with_the_file_is_reported(
    tmp_path: Path, file: str, title: str, name: str
) -> None:
    found = vault(tmp_path, {f"People/{file}.md": front(title=title)})
    assert [person.name for person in found.kb.people.values()] == [name]
    (problem,) = found.problems
    assert (problem.code, problem.line) == ("title-or-name", 2)
    assert title in problem.message
    assert file in problem.message


@pytest.mark.parametrize(
    "stem",
    [
        "D&G, Inc.",
        "A.B.C. Ltd.",
        "C#",
        "100% Design",
        "Who?",
        "Acme 🚀",
        "Acme ",
        "Café Noir",
        "#1 Software",
        "node.js",
    ],
)
def test_a_company_is_named_after_its_file_and_found_by_it(tmp_path: Path, stem: str) -> None:
    notes = {f"companies/{stem}.md": front(interest="4"), "people/ada.md": front(company=f'"{stem.strip()}"')}
    found = vault(tmp_path, notes)
    assert [company.name for company in found.kb.companies.values()] == [stem.strip()]
    assert found.kb.people["people/ada"].jobs[0].company == f"companies/{stem}"
    assert not codes(found)


@pytest.mark.parametrize(
    ("note", "word"), [("Acme, Inc.", "Acme"), ("Acme", "Acme GmbH"), ("D&G, Inc.", "D&G"), ("Nova S.A.", "Nova Ltd")]
)
def test_a_company_is_found_without_its_legal_form(tmp_path: Path, note: str, word: str) -> None:
    found = vault(tmp_path, {f"companies/{note}.md": "", "people/ada.md": front(company=f'"{word}"')})
    assert set(found.kb.companies) == {f"companies/{note}"}


@pytest.mark.parametrize(
    "files",
    [
        {"x/a.md": front(Type="Person")}, {"x/a.md": front(categories='"[[People]], [[Authors]]"')},
        {"x/a.md": front(Categories='["[[People]]"]')}, {"x/a.md": front(tags="[contact/work]")},
        {"People Notes/a.md": ""}, {"x/a.md": "Text.\n\n#person/met\n"},
    ],
)  # fmt: skip
def test_what_a_note_is_counts_in_any_case_and_with_more_words(tmp_path: Path, files: dict[str, str]) -> None:
    assert len(vault(tmp_path, files).kb.people) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("people/Person Template.md", front(role="")), ("people/template - contact.md", ""),
        ("people/x.md", "<%* const a = 1\nconst b = 2 %>\n"), ("people/x.md", front(name="{{x}}") + "#person\n"),
    ],
)  # fmt: skip
def test_templates_of_other_kinds_are_not_people(tmp_path: Path, path: str, text: str) -> None:
    found = vault(tmp_path, {path: text})
    assert not found.kb.people
    assert codes(found) == {"template"}
    assert not vault(tmp_path / "firm", {"companies/Template Labs.md": ""}).problems


def test_fields_in_a_note_about_its_folder_are_reported(tmp_path: Path) -> None:
    found = vault(tmp_path, {"people/_Ada.md": front(role="Analyst", company="Acme")})
    assert codes(found) == {"not-counted"}


@pytest.mark.parametrize(
    ("name", "word", "told"),
    [
        ("Jörg Weiß", "Joerg Weiss", False), ("Joerg Weiss", "Jörg Weiß", False), ("Søren Kjær", "Soeren Kjaer", False),
        ("François Roy", "F. Roy", True), ("François Roy", "François R.", True),
        ("Ada Park", '"[Ada](../people/x.md)"', False), ("Ada Park", '"[Ada Park](https://example.org/ada)"', False),
        ("Ada Park", "[[x|the A]]", False),
    ],
)  # fmt: skip
def test_a_name_in_another_form_makes_nobody_new(tmp_path: Path, name: str, word: str, told: bool) -> None:
    found = vault(tmp_path, {"people/x.md": front(name=name), "people/y.md": front(introduced_by=word)})
    assert found.kb.people["people/y"].introduced_by == "people/x"
    assert codes(found) == ({"part-of-name"} if told else set())


@pytest.mark.parametrize(
    "written",
    [
        "Ada Park / Bo Lind", "Ada Park + Bo Lind", "Ada Park et Bo Lind", "Ada Park y Bo Lind",
        "Ada Park with Bo Lind",
        "Ada Park, and Bo Lind", '"[[Ada Park]] / [[Bo Lind]]"', "Ada Park/Bo Lind",
    ],
)  # fmt: skip
def test_names_joined_in_any_way_are_several(tmp_path: Path, written: str) -> None:
    people = {"people/Ada Park.md": "", "people/Bo Lind.md": ""}
    found = vault(tmp_path, people | {"interviews/t.md": front(**{"with": written})})
    assert found.kb.interviews["interviews/t"].people == ("people/Ada Park", "people/Bo Lind")
    assert set(found.kb.people) == {"people/Ada Park", "people/Bo Lind"}


@pytest.mark.parametrize("word", ["TBA", "Unknown", "retired.", "Freelance (design)", "Freiberuflerin", "En paro"])
def test_further_words_for_no_employer(tmp_path: Path, word: str) -> None:
    found = vault(tmp_path, {"people/a.md": front(company=word)})
    assert not found.kb.companies


def test_two_companies_in_one_text_are_two_positions_if_both_have_notes(tmp_path: Path) -> None:
    notes = {"companies/Acme.md": "", "companies/Beta.md": "", "people/a.md": front(company="Acme, Beta")}
    jobs = vault(tmp_path, notes).kb.people["people/a"].jobs
    assert [job.company for job in jobs] == ["companies/Acme", "companies/Beta"]
    both = {"people/a.md": front(company="[Acme, Beta]", role="[CEO, Adviser]")}
    assert [job.role for job in vault(tmp_path / "roles", both).kb.people["people/a"].jobs] == ["CEO", "Adviser"]
    alone = vault(tmp_path / "alone", {"people/a.md": front(company='"Smith, Jones & Co"')})
    assert set(alone.kb.companies) == {"companies/smith-jones-co"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("bi-weekly", "2w"), ("every quarter", "3m"), ("semi-annually", "6m"), ("every 2nd month", "2m"),
        ("once a year", "1y"), ("every fortnight", "2w"),
    ],
)  # fmt: skip
def test_how_often_to_be_in_touch_in_words(tmp_path: Path, written: str, meant: str) -> None:
    found = vault(tmp_path, {"people/a.md": front(keep_in_touch=written)})
    assert str(found.kb.people["people/a"].facts.keep_in_touch) == meant


def test_advice_never_guesses(tmp_path: Path) -> None:
    found = vault(
        tmp_path, {"people/a.md": front(keep_in_touch="now and then"), "people/b.md": front(last_contact="2026-11")}
    )
    assert [problem.fix.partition(",")[0].partition(";")[0] for problem in found.problems] == [
        "Write for instance 3m", "Write it as year-month-day",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "## Log\n2026-09-15: call\n", "## Log\n\n**2026-09-15** call\n", "## Call log\n- 2026-09-15 call\n",
        "## Contact log (recent)\n- 2026-09-15 call\n", "Log\n---\n- 2026-09-15 call\n", "**Log**\n- 2026-09-15 call\n",
        "## Log\n| Datum | Notiz |\n|--|--|\n| 15.09.2026 | Anruf |\n", "- [x] called [completion:: 2026-09-15]\n",
        "## Log\nDate | Note\n--- | ---\n2026-09-15 | call\n", "## Log\n- 15-Sep-2026 call\n",
    ],
)  # fmt: skip
def test_contact_counts_in_further_forms(tmp_path: Path, body: str) -> None:
    (note,) = vault(tmp_path, {"people/Dee Fox.md": body}).reading.notes
    assert [entry.day for entry in note.log] == [date(2026, 9, 15)]


def test_rows_without_a_day_and_days_in_no_log_are_reported(tmp_path: Path) -> None:
    table = "## Log\n\n| When | What |\n|--|--|\n| 2026-09-15 | call |\n| soon | x |\n"
    found = vault(tmp_path, {"people/a.md": table, "people/b.md": "## Meetings\n\n- 2026-09-15 coffee\n"})
    assert [(problem.code, problem.file, problem.severity) for problem in found.problems] == [
        ("log-without-day", "people/a.md", "warning"), ("log-without-day", "people/b.md", "info"),
    ]  # fmt: skip
    assert not vault(tmp_path / "work", {"people/a.md": "## Work history\n\n- Acme\n"}).problems


@pytest.mark.parametrize(
    "heading",
    [
        "## Main takeaways",
        "## Insight",
        "## What did I learn?",
        "Takeaways\n=====",
        "**Takeaways:**",
        "# **My lessons**",
    ],
)
def test_what_was_learned_counts_under_further_headings(tmp_path: Path, heading: str) -> None:
    found = vault(
        tmp_path, {"interviews/t.md": front(f"Before.\n\n{heading}\n- Teams are small #teams\n", **{"with": "Ada"})}
    )
    note = found.kb.interviews["interviews/t"].note
    assert [learning.topics for learning in note.learnings] == [("teams",)]
    assert note.prose.strip() == "Before."


@pytest.mark.parametrize(
    ("line", "text", "due"),
    [
        ("x 📅 2026-12-02 🔼", "x 🔼", 2), ("y [due:: 2026-12-02]", "y", 2), ("z (by 2 Dec 2026)", "z", 2),
        ("send by 2026-12-02 the paper", "send the paper", 2), ("2026-12-02 call", "call", 0),
        ("some day", "some day", 0),
    ],
)  # fmt: skip
def test_a_to_do_is_due_on_its_day(tmp_path: Path, line: str, text: str, due: int) -> None:
    (note,) = vault(tmp_path, {"people/a.md": f"1. [ ] {line}\n"}).reading.notes
    assert [(todo.text, todo.due) for todo in note.todos] == [(text, date(2026, 12, due) if due else None)]


def test_a_to_do_that_is_due_is_on_the_pages(tmp_path: Path) -> None:
    notes = {
        "people/Ada Park.md": "- [ ] send the paper 📅 2026-11-19\n",
        "interviews/t.md": "- [ ] call by 2026-11-18\n",
    }
    site = build(project(tmp_path / "p", notes), tmp_path / "site", strict=False)
    assert "send the paper" in text_of(site.page("").article)
    assert "send the paper" in text_of(site.page("people/Ada Park").article)


def test_an_ambiguous_date_in_a_to_do_is_reported(tmp_path: Path) -> None:
    notes = {
        "people/a.md": "- [ ] x by 5/11/2026\n",
        "interviews/i.md": front(**{"with": "Ada"}, promised="x by 5/11/2026"),
    }
    found = vault(tmp_path, notes)
    assert sorted(problem.message for problem in found.problems if problem.severity == "error") == [
        "`promised`: “5/11/2026” can be read in two ways.", "“5/11/2026” can be read in two ways.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "## Attendees\n[[Jane Doe]]\n[[Al Roy]]\n", "## Participants:\n\n- Jane Doe\n- Al Roy\n\n## Notes\n- Bo Lind\n",
        "- [participants:: [[Jane Doe]], [[Al Roy]] ]\n", "participants::[[Jane Doe]], [[Al Roy]]\n",
    ],
)  # fmt: skip
def test_who_was_there_is_read_from_the_text(tmp_path: Path, body: str) -> None:
    found = vault(tmp_path, {"Meeting Notes/2026-11-04 Plans.md": body})
    (talk,) = found.kb.interviews.values()
    assert talk.people == ("people/jane-doe", "people/al-roy")
    assert not {problem.code for problem in found.problems if problem.severity == "error"}


def test_unknown_fields_in_the_text_are_reported_once(tmp_path: Path) -> None:
    found = vault(tmp_path, {"people/Jane Doe.md": "customer::[[Acme]]\ntitle::Planner\nmood:: good\n"})
    assert [person.name for person in found.kb.people.values()] == ["Jane Doe"]
    told = [(problem.code, problem.severity) for problem in found.problems if problem.code != "unanswered-link"]
    assert sorted(told) == [("inline-fields", "info"), ("inline-fields", "warning"), ("title-or-name", "warning")]
    assert "customer::" in " ".join(problem.message for problem in found.problems)


def test_keys_of_entries_are_read_and_editors_keys_are_silent(tmp_path: Path) -> None:
    found = vault(
        tmp_path,
        {
            "people/a.md": front(work=WORK, **{"creation-date": "x"}),
            "interviews/i.md": front(date_modified="x", attendees="Ada", duration="1h 30", **WHEN),
        },
    )  # fmt: skip
    (job,) = found.kb.people["people/a"].jobs
    assert (job.company, job.role, str(job.start), str(job.end)) == ("companies/acme", "CTO", "2019", "2020")
    facts = found.kb.interviews["interviews/i"].facts
    assert (facts.day, facts.minutes) == (DAY, 90)
    assert codes(found) == {"unknown-key", "read-as"}
