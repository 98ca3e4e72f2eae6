"""Vaults as people keep them: whatever the folders, names, days, lists and keys look like, the facts are the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from helpers import TODAY, workspace_of, write
from wayin.clock import Clock
from wayin.knowledge import contacts
from wayin.reading.kinds import vault_rules
from wayin.reading.mkdocs_yml import Settings
from wayin.workspace import Workspace


def vault(folder: Path, files: dict[str, str], folders: object = None, fields: object = None) -> Workspace:
    write(folder / "notes", files)
    rules = vault_rules(folders, fields)
    return Workspace.read(Settings(folder / "notes", rules=rules), Clock(TODAY), lambda _: None)


def front(**fields: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---\n"


def codes(workspace: Workspace) -> set[str]:
    return {problem.code for problem in workspace.problems if problem.code != "stub"}


def ids(workspace: Workspace) -> tuple[set[str], set[str], set[str]]:
    kb = workspace.kb
    return set(kb.people), set(kb.companies), set(kb.interviews)


# ── Kinds of notes ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("people", "companies", "interviews"),
    [
        ("People", "Companies", "Interviews"), ("Contacts", "Organizations", "Meetings"), ("CRM", "employers", "CALLS"),
        ("01 - 👥 People", "02_Organisations", "_conversations"), ("Vault/Deep/persons", "a/b/companies", "2026/calls"),
        ("companies/people", "people/companies", "people/interviews"),
    ],
)  # fmt: skip
def test_a_folder_counts_by_its_name_in_any_case_and_at_any_depth(
    tmp_path: Path, people: str, companies: str, interviews: str
) -> None:
    found = vault(
        tmp_path,
        {
            f"{people}/Ada Park.md": front(role="Analyst", company='"[[Acme]]"', closeness="4"),
            f"{companies}/Acme.md": front(interest="5"),
            f"{interviews}/first talk.md": front(**{"with": '"[[Ada Park]]"', "date": "2026-11-02"}),
        },
    )
    assert ids(found) == ({f"{people}/Ada Park"}, {f"{companies}/Acme"}, {f"{interviews}/first talk"})
    assert not codes(found)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("type", "person"), ("type", "People"), ("type", "Contact"), ("category", "people"),
        ("categories", '["[[People]]"]'), ("categories", "[x, '[[Categories/People|People]]']"),
        ("tags", "[x, person]"), ("type", "['[[Authors]]']\ncategories: ['[[People]]']"),
        ("tags", "person, x"), ("tags", "'#person'"),
    ],
)  # fmt: skip
def test_a_note_says_what_it_is_by_type_category_or_tag(tmp_path: Path, key: str, value: str) -> None:
    found = vault(tmp_path, {"References/Ada Park.md": front(**{key: value})})
    assert set(found.kb.people) == {"References/Ada Park"}
    assert not codes(found)


def test_a_line_of_tags_counts_too_and_is_not_a_heading(tmp_path: Path) -> None:
    found = vault(tmp_path, {"x/Ada Park.md": "Good talk.\n\n---\n#person #met/2026\n"})
    assert found.kb.people["x/Ada Park"].facts.tags == ("person", "met/2026")
    assert "#" not in found.reading.notes[0].prose


def test_options_name_further_folders_and_keys(tmp_path: Path) -> None:
    notes = {"References/Humans/Ada Park.md": front(org="Acme", Klasse="5", closeness="4"), "people/Bo Lind.md": ""}
    found = vault(tmp_path, notes, {"people": ["References/Humans"]}, {"company": "org", "closeness": ["Klasse"]})
    assert {node: person.jobs[0].company for node, person in found.kb.people.items() if person.jobs} == {
        "References/Humans/Ada Park": "companies/acme"
    }
    assert set(found.kb.people) == {"References/Humans/Ada Park", "people/Bo Lind"}
    alone = vault(tmp_path / "alone", notes, {})
    assert not alone.kb.people, "no folder counts by its name"


@pytest.mark.parametrize("options", [{"folders": 5}, {"folders": {"pets": "x"}}, {"fields": {"colour": "x"}}])
def test_invalid_options_give_a_message(options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"^`\w+` .*\.$"):
        vault_rules(options.get("folders"), options.get("fields"))


@pytest.mark.parametrize(
    "path",
    [
        "people/people.md",
        "people/People.md",
        "people/index.md",
        "people/README.md",
        "people/_about.md",
        "CRM/crm.md",
        "people/peoples.md",
    ],
)
def test_a_note_about_a_folder_is_not_a_person(tmp_path: Path, path: str) -> None:
    found = vault(tmp_path, {path: "# Everybody I know\n", "people/Ada Park.md": ""})
    assert set(found.kb.people) == {"people/Ada Park"}
    assert not codes(found)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("people/templates/Person.md", front(name="x")), ("99 Templates/people/Person.md", front(name="x")),
        ("people/_Templates/x/Person.md", "x"), ("people/.obsidian/people/x.md", "x"), (".trash/people/x.md", "x"),
        ("people/Person.md", front(name="<% tp.file.title %>", company='"[[<% company %>]]"')),
        ("people/Person.md", front(company='"[[{{company}}]]"')), ("people/Person.md", "# {{title}}\n"),
        ("people/Person.md", "Met on <% tp.date.now() %>"),
    ],
)  # fmt: skip
def test_a_template_is_not_a_person(tmp_path: Path, path: str, text: str) -> None:
    found = vault(tmp_path, {path: text, "people/Ada Park.md": "In code, `{{ x }}` is none."})
    assert ids(found) == ({"people/Ada Park"}, set(), set())
    assert codes(found) <= {"template"}


def test_pages_with_the_fields_of_people_are_reported_once(tmp_path: Path) -> None:
    note = front(role="Analyst", email="ada@example.org")
    found = vault(tmp_path, {"Refs/a.md": note, "Refs/b.md": note, "Refs/c.md": front(title="Recipe", tags="x")})
    assert [(one.code, one.file) for one in found.problems] == [("not-counted", "Refs/a.md")]
    assert "2 notes" in found.problems[0].message


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("ada-park", "", "Ada Park"), ("ada_park", "", "Ada Park"), ("ada", "", "Ada"),
        ("Anne-Marie Duff", "", "Anne-Marie Duff"), ("eBay", "", "eBay"), ("Ludwig van Beek", "", "Ludwig van Beek"),
        ("Coca-Cola", "", "Coca-Cola"), ("山田-太郎", "", "山田-太郎"),
        ("20240101-1234", front(title="Ada Park"), "Ada Park"), ("x", front(title="A", name="Ada"), "Ada"),
        ("x", front(title="CTO") + "# Ada Park\n", "Ada Park"),
        ("x", front(**{"first name": "Ada", "Last Name": "Park"}), "Ada Park"),
    ],
)  # fmt: skip
def test_a_file_is_named_as_written(tmp_path: Path, path: str, text: str, name: str) -> None:
    found = vault(tmp_path, {f"people/{path}.md": text})
    assert [person.name for person in found.kb.people.values()] == [name]


def test_what_mkdocs_excludes_is_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "notes/people/Ada Park.md": front(closeness="5", knows="Bo Lind") + "Secret remark.\n",
            "notes/people/Bo Lind.md": front(introduced_by="Ada Park"), "notes/drafts/Cy.md": front(type="person"),
            "mkdocs.yml": "site_name: T\ndocs_dir: notes\nplugins: [wayin]\nexclude_docs: |\n  people/Ada*.md\n"
            "draft_docs: drafts/\n",
        },
    )  # fmt: skip
    from wayin.reading.mkdocs_yml import read_settings

    found = Workspace.read(read_settings(tmp_path / "mkdocs.yml").settings, Clock(TODAY), lambda _: None)
    assert ids(found) == ({"people/Bo Lind", "people/ada-park"}, set(), set())
    assert found.kb.people["people/ada-park"].note is None


# ── References ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("José García", "Jose Garcia"), ("Jose Garcia", "José García"), ("Straßer Øst", "strasser ost"),
        ("Łukasz Sørensen", "Lukasz Sorensen"), ("Dr. Ada Park", "Ada Park"), ("Ada Park", "Prof. Dr. Ada Park"),
        ("Ada Park", "Ms Ada Park"), ("Ada Park (she/her)", "Ada Park"), ("Ada Park", "Frau Ada Park"),
        ("Γιάννης", "Γιαννης"), ("Фёдор", "Федор"), ("שָׁלוֹם", "שלום"), ("مُحَمَّد", "محمد"), ("Ada Park", "Ada Park, PhD"),
    ],
)  # fmt: skip
def test_a_name_is_found_without_accents_and_titles(tmp_path: Path, name: str, word: str) -> None:
    found = vault(tmp_path, {"people/x.md": front(name=name), "people/y.md": front(knows=f"['{word}']")})
    assert [known.person for known in found.kb.people["people/y"].knows] == ["people/x"]
    assert not codes(found)


@pytest.mark.parametrize(("one", "other"), [("राम", "रीमा"), ("バンス", "ハンス"), ("กา", "กี")])
def test_marks_of_other_scripts_are_letters(tmp_path: Path, one: str, other: str) -> None:
    found = vault(tmp_path, {"people/a.md": front(knows=one), "people/b.md": front(knows=other)})
    assert set(found.kb.people) == {"people/a", "people/b", f"people/{one}", f"people/{other}"}


def test_a_slash_is_a_path_only_if_such_a_note_exists(tmp_path: Path) -> None:
    found = vault(
        tmp_path,
        {
            "people/Ada.md": front(company="24/7 Media", work="[{company: TCP/IP Labs, from: 2019, to: 2020}]"),
            "people/Bo.md": front(company="7 Media"),
            "people/team-a/John Smith.md": "", "people/team-b/John Smith.md": "",
            "interviews/talk.md": front(**{"with": '"[[team-b/John Smith]]"'}) + "[[../people/team-a/John Smith]]\n",
        },
    )  # fmt: skip
    assert {company.name for company in found.kb.companies.values()} == {"24/7 Media", "TCP/IP Labs", "7 Media"}
    talk = found.kb.interviews["interviews/talk"]
    assert talk.people == ("people/team-b/John Smith",)
    assert found.kb.targets["interviews/talk.md"] == {"../people/team-a/John Smith": "people/team-a/John Smith"}
    assert "me" not in found.network.ties or "people/team-a/John Smith" not in found.network.ties["me"]


def test_a_part_of_a_name_means_the_one_who_has_it(tmp_path: Path) -> None:
    found = vault(tmp_path, {"people/x.md": front(name="François Roy"), "people/y.md": front(knows="François")})
    assert set(found.kb.people) == {"people/x", "people/y"}
    assert codes(found) == {"part-of-name"}
    stubs = vault(tmp_path / "stubs", {"people/y.md": front(knows="[Tom Baker]"), "people/z.md": front(knows="Tom")})
    assert set(stubs.kb.people) == {"people/y", "people/z", "people/tom-baker"}
    two = vault(
        tmp_path / "two", {"people/y.md": front(knows="[Tom Baker, Tom Cook]"), "people/z.md": front(knows="Tom")}
    )
    assert set(two.kb.people) == {"people/y", "people/z", "people/tom-baker", "people/tom-cook"}
    assert codes(two) == {"part-of-names"}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('"[[Cy Dunn]], [[Dee Fox]]"', False), ('"[[Cy Dunn]] and [[Dee Fox]]"', False), ("[Cy Dunn, Dee Fox]", False),
        ("Cy Dunn and Dee Fox", True), ("Cy Dunn, Dee Fox", True),
    ],
)  # fmt: skip
def test_several_names_in_one_text_are_several_people(tmp_path: Path, written: str, told: bool) -> None:
    alone = vault(tmp_path, {"interviews/talk.md": front(**{"with": written})})
    people = ("people/cy-dunn", "people/dee-fox")
    assert alone.kb.interviews["interviews/talk"].people == (() if told else people)
    assert ("several-names" in codes(alone)) == told
    noted = vault(
        tmp_path / "noted",
        {"interviews/talk.md": front(**{"with": written}), **{f"{person}.md": "" for person in people}},
    )
    assert noted.kb.interviews["interviews/talk"].people == people
    assert not codes(noted)


def test_a_last_name_first_is_one_person(tmp_path: Path) -> None:
    found = vault(tmp_path, {"people/John Smith.md": "", "people/y.md": front(knows='["Smith, John"]')})
    assert [known.person for known in found.kb.people["people/y"].knows] == ["people/John Smith"]


def test_a_link_in_a_text_creates_no_stub(tmp_path: Path) -> None:
    text = "[[Composability]] [[2026-11-18]] ![[People.base]] [[x.canvas]] [[Composability]] [[composability|it]]"
    found = vault(tmp_path, {"index.md": text, "people/Ada Park.md": ""})
    assert ids(found) == ({"people/Ada Park"}, set(), set())
    assert [(one.code, one.severity) for one in found.problems] == [("unanswered-link", "info")]
    assert "3 times" in found.problems[0].message


@pytest.mark.parametrize("word", ["Self-employed", "freelance", "N/A", "Stealth", "Selbstständig", "Étudiante"])
def test_who_has_no_employer_has_no_colleagues(tmp_path: Path, word: str) -> None:
    found = vault(tmp_path, {"people/a.md": front(company=word, closeness="5"), "people/b.md": front(company=word)})
    assert ids(found)[1] == set()
    assert found.kb.people["people/b"].jobs[0].role == word
    assert "people/a" not in found.network.ties.get("people/b", {})


# ── Facts ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

DAYS = [
    "2026-11-05", "2026/11/05", "20261105", "5 Nov 2026", "Nov 5, 2026", "05.11.2026", '"[[2026-11-05]]"',
    "[[2026-11-05]]", '"**2026-11-05**"', "5th November 2026", "Thursday, 5 November 2026",
]  # fmt: skip


@pytest.mark.parametrize("written", DAYS)
def test_a_day_is_read_in_every_common_form(tmp_path: Path, written: str) -> None:
    found = vault(
        tmp_path,
        {
            "people/a.md": front(last_contact=written, introductions="\n  - via: Bo\n    asked: " + written),
            "people/bo.md": front(name="Bo"), "interviews/t.md": front(**{"with": "Bo", "date": written}),
        },
    )  # fmt: skip
    assert found.kb.people["people/a"].facts.last_contact == date(2026, 11, 5)
    assert found.kb.people["people/a"].asks[0].asked == date(2026, 11, 5)
    assert found.kb.interviews["interviews/t"].facts.day == date(2026, 11, 5)
    assert not codes(found)


@pytest.mark.parametrize(
    "line",
    [
        "- [[2026-09-15]] mail", "- **2026-09-15**: call", "- 2026-09-15T10:00 call", "- 2026/09/15 – mail",
        "- 📞 2026-09-15 call", "* 15 Sep 2026: mail", "1. Sep 15, 2026 mail", "- 15.09.2026 mail",
        "- [x] 2026-09-15 x",
        "- [x] called ✅ 2026-09-15", "### 2026-09-15\nWe spoke.", "| Date | What |\n|--|--|\n| 2026-09-15 | call |",
    ],
)  # fmt: skip
@pytest.mark.parametrize("title", ["Log", "Contact log:", "📒 History", "Timeline"])
def test_contact_counts_however_a_log_is_written(tmp_path: Path, line: str, title: str) -> None:
    found = vault(tmp_path, {"people/Dee Fox.md": f"---\nkeep_in_touch: 30d\n---\n## {title}\n{line}\n"})
    assert contacts(found.kb, found.clock)["people/Dee Fox"].last == date(2026, 9, 15)
    assert [(step.kind, str(step.due)) for step in found.due] == [("keep-in-touch", "2026-10-15")]
    assert not codes(found)


@pytest.mark.parametrize("title", ["Key takeaways", "Lessons learned", "Takeaways:", "💡 Insights", "Key points"])
def test_what_was_learned_counts_under_the_usual_headings(tmp_path: Path, title: str) -> None:
    found = vault(
        tmp_path, {"interviews/talk.md": f"{front(**{'with': 'Ada Park'})}## {title}\n- Teams are small #teams\n"}
    )
    assert [learning.topics for learning in found.kb.interviews["interviews/talk"].note.learnings] == [("teams",)]


def test_a_filled_in_debrief_counts_as_learnings(tmp_path: Path) -> None:
    body = "## Debrief\n\n- What changed my mind: Pay is not that low. #pay\n- How it fits my goals:\n- Who else:\n"
    found = vault(tmp_path, {"interviews/talk.md": front(**{"with": "Ada Park"}) + body})
    learnings = found.kb.interviews["interviews/talk"].note.learnings
    assert [(one.point, one.topics) for one in learnings] == [("What changed my mind: Pay is not that low.", ("pay",))]


def test_an_unreadable_end_still_ends_a_position(tmp_path: Path) -> None:
    work = "[{company: Delta, from: 2015-03, to: a while ago}, {company: Acme, from: 2019-01}]"
    notes = {"people/Cy.md": front(closeness="4", work=work), "people/Dee.md": front(company="Delta")}
    found = vault(tmp_path, notes | {"companies/Delta.md": front(interest="5")})
    assert codes(found) == {"not-a-date"}
    cy = found.kb.people["people/Cy"]
    assert [(job.company, job.is_current(TODAY)) for job in cy.jobs] == [
        ("companies/Delta", False),
        ("companies/acme", True),
    ]
    assert "people/Dee" not in found.network.ties.get("people/Cy", {})
    assert [(one.person, one.current) for one in found.reach("companies/Delta") if one.person == "people/Cy"] == [
        ("people/Cy", False)
    ]


@pytest.mark.parametrize("end", ["Dec 2018", "12/2018", "2018-12", "2018.12"])
def test_a_month_is_read_in_words_too(tmp_path: Path, end: str) -> None:
    found = vault(tmp_path, {"people/Cy.md": front(work=f"[{{company: Delta, from: March 2015, to: '{end}'}}]")})
    assert [(str(job.start), str(job.end)) for job in found.kb.people["people/Cy"].jobs] == [("2015-03", "2018-12")]


@pytest.mark.parametrize(("day", "company"), [("2026-03-10", "acme"), ("2026-08-10", "beta"), ("2026-12-01", "beta")])
def test_an_interview_is_about_the_company_of_its_day(tmp_path: Path, day: str, company: str) -> None:
    work = "[{company: Acme, from: 2024-01, to: 2026-06}, {company: Beta, from: 2026-07}]"
    found = vault(
        tmp_path, {"people/Ada.md": front(work=work), "interviews/m.md": front(**{"with": "Ada", "date": day})}
    )
    assert found.kb.interviews["interviews/m"].company == f"companies/{company}"


def test_who_i_want_to_keep_in_touch_with_and_never_was_is_due(tmp_path: Path) -> None:
    found = vault(tmp_path, {"people/Cy Dunn.md": front(keep_in_touch="quarterly")})
    assert [(step.do, step.due) for step in found.due] == [("Write to Cy Dunn", TODAY)]
    ahead = vault(
        tmp_path / "ahead", {"people/Cy Dunn.md": front(keep_in_touch="quarterly", last_contact="2026-12-24")}
    )
    assert [step.due for step in ahead.due] == [TODAY]
    assert codes(ahead) == {"contact-ahead"}


def test_a_birthday_is_a_day_to_keep_in_touch(tmp_path: Path) -> None:
    people = {"a": "1985-11-22", "b": "11-24", "c": "24 November", "d": "2000-05-01"}
    found = vault(tmp_path, {f"people/{name}.md": front(birthday=day) for name, day in people.items()})
    assert [(step.kind, step.id, str(step.due)) for step in found.due] == [
        ("keep-in-touch", "people/a", "2026-11-22"), ("keep-in-touch", "people/b", "2026-11-24"),
        ("keep-in-touch", "people/c", "2026-11-24"),
    ]  # fmt: skip


def test_a_to_do_with_a_day_is_due_then(tmp_path: Path) -> None:
    body = "- [ ] send the paper by 2026-12-01\n- [ ] call 📅 2026-12-02\n- [ ] some day\n- [x] done by 2026-12-03\n"
    found = vault(tmp_path, {"interviews/t.md": front(**{"with": "Ada", "promised": "[Write by 2026-12-05]"}) + body})
    assert [(step.do, str(step.due)) for step in found.due] == [
        ("send the paper", "2026-12-01"), ("call", "2026-12-02"), ("Write", "2026-12-05"),
    ]  # fmt: skip


def test_lists_are_read_from_one_text(tmp_path: Path) -> None:
    found = vault(
        tmp_path,
        {
            "people/Ada Park.md": front(aliases="Addie, Ad", tags="mentor, 'a (b, c)'"),
            "companies/Acme.md": front(industry="health, energy"), "interviews/t.md": front(**{"with": "Addie"}),
        },
    )  # fmt: skip
    ada = found.kb.people["people/Ada Park"].facts
    assert (ada.aliases, ada.tags) == (("Addie", "Ad"), ("mentor", "'a (b, c)'"))
    assert found.kb.companies["companies/Acme"].facts.industry == ("health", "energy")
    assert found.kb.interviews["interviews/t"].people == ("people/Ada Park",)


@pytest.mark.parametrize("written", ["[Acme, Beta]", '["[[Acme]]", "[[Beta]]"]', '"[[Acme]], [[Beta]]"'])
def test_two_employers_are_two_positions(tmp_path: Path, written: str) -> None:
    found = vault(tmp_path, {"people/Ada.md": front(company=written, email="[a@x.org, b@x.org]", phone="[1, 2]")})
    ada = found.kb.people["people/Ada"]
    assert [job.company for job in ada.jobs if job.is_current(TODAY)] == ["companies/acme", "companies/beta"]
    assert (ada.facts.email, ada.facts.emails, ada.facts.phones) == ("a@x.org", ("a@x.org", "b@x.org"), ("1", "2"))
    assert not codes(found)


def test_the_usual_keys_of_other_templates_are_read(tmp_path: Path) -> None:
    found = vault(
        tmp_path,
        {
            "interviews/talk.md": front(
                attendees='["[[Ada Park]]"]', when="2026-11-01", thank_you_sent="2026-11-02", location="Leeds",
                topics="[pay]",
            ),
            "people/Ada Park.md": front(**{"job title": "Analyst", "organisation": "Acme", "referred_by": "Bo Lind"}),
        },
    )  # fmt: skip
    talk = found.kb.interviews["interviews/talk"]
    assert (talk.people, talk.facts.day, talk.facts.thanked) == (
        ("people/Ada Park",),
        date(2026, 11, 1),
        date(2026, 11, 2),
    )
    assert (talk.facts.place, talk.facts.tags) == ("Leeds", ("pay",))
    ada = found.kb.people["people/Ada Park"]
    assert (ada.jobs[0].role, ada.jobs[0].company, ada.introduced_by) == ("Analyst", "companies/acme", "people/bo-lind")
    assert codes(found) == {"read-as"}


def test_fields_in_the_text_count(tmp_path: Path) -> None:
    text = (
        "# Ada Park\n\nCompany:: [[Acme]]\nRole:: Data scientist\n"
        "**knows**:: [[Bo Lind]], [[Cy Dunn]]\n(email:: a@x.org)\n"
    )
    found = vault(tmp_path, {"people/Ada Park.md": text})
    ada = found.kb.people["people/Ada Park"]
    assert (ada.jobs[0].company, ada.jobs[0].role, ada.facts.email) == ("companies/acme", "Data scientist", "a@x.org")
    assert [known.person for known in ada.knows] == ["people/bo-lind", "people/cy-dunn"]
    assert [(one.code, one.line) for one in found.problems if one.severity == "warning"] == [("inline-fields", 3)]


def test_a_missing_photo_is_reported(tmp_path: Path) -> None:
    notes = {"people/Ada.md": front(photo="pictures/ada.png"), "people/Bo.md": front(photo="nowhere.png")}
    found = vault(tmp_path, notes | {"pictures/ada.png": "x"})
    assert [(one.code, one.file, one.line) for one in found.problems] == [("no-photo", "people/Bo.md", 2)]


@pytest.mark.parametrize(
    ("field", "written", "meant"),
    [
        ("closeness", "4/5", "4"), ("keep_in_touch", "every 6 weeks", "6w"), ("keep_in_touch", "biweekly", "2w"),
        ("keep_in_touch", "fortnightly", "2w"),
    ],
)  # fmt: skip
def test_values_are_read_as_written(tmp_path: Path, field: str, written: str, meant: str) -> None:
    found = vault(tmp_path, {"people/a.md": front(**{field: written})})
    assert str(getattr(found.kb.people["people/a"].facts, field)) == meant


# ── Texts ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Good talk. %%she looks, tell [[Bo Lind]] nothing%% See you.", "Good talk. See you."),
        ("%%a\n\nb [[Bo Lind]]%% Good.\nMore.", "Good. More."), ("`%%x%%` is code", "`%%x%%` is code"),
        ("100%% sure", "100%% sure"), ("%%a%% text", "text"), ("A point. ^1a2b3c", "A point."),
    ],
)  # fmt: skip
def test_what_an_editor_hides_is_nowhere(tmp_path: Path, body: str, shown: str) -> None:
    found = vault(tmp_path, {"people/Ada.md": body})
    note = found.reading.notes[0]
    assert " ".join(note.prose.split()) == shown
    assert not note.links
    assert not any(line.startswith("    ") and line.strip() for line in note.prose.split("\n"))


def test_links_in_texts_of_the_front_matter_are_mentions_and_plain_words(tmp_path: Path) -> None:
    talk = (
        '---\nwith: Bo Lind\ndate: 2026-12-01\nobjectives: ["Ask about [[Acme]]"]\n'
        'questions: ["How is [[Ada Park|Ada]] doing?"]\npromised:\n  - {what: "Send [[Paper]]", by: 2026-12-03}\n---\n'
    )
    ada = '---\nlocation: "[[Leeds]]"\nknows:\n  - {person: Bo Lind, context: "met through [[Cy Dunn]]"}\n---\n'
    found = vault(tmp_path, {"interviews/next.md": talk, "people/Bo Lind.md": "", "people/Ada Park.md": ada})
    facts = found.kb.interviews["interviews/next"].facts
    assert (facts.objectives, facts.questions[0].ask) == (("Ask about Acme",), "How is Ada doing?")
    assert [(mention.source, mention.sentence) for mention in found.kb.backlinks("people/Ada Park")] == [
        ("interviews/next", "How is Ada doing?")
    ]
    assert [step.do for step in found.due if step.kind == "promise"] == ["Send Paper"]
    assert found.kb.people["people/Ada Park"].facts.location == "Leeds"
    assert found.kb.people["people/Ada Park"].knows[0].context == "met through Cy Dunn"


def test_an_ordinary_page_may_have_any_keys(tmp_path: Path) -> None:
    page = '---\ntype:\n  - "[[Cities]]"\nstatus:\n  - "[[Active]]"\nicon: trees\ntags: [places]\n---\n'
    found = vault(tmp_path, {"References/Kyoto.md": page})
    assert {problem.severity for problem in found.problems} == {"info"}
    assert found.kb.pages["References/Kyoto"].facts.tags == ("places",)


def test_the_sample_says_the_same_however_its_folders_are_called(tmp_path: Path) -> None:
    sample = Path(__file__).parent.parent / "notes"
    files = {path.relative_to(sample).as_posix(): path.read_text("utf-8") for path in sample.rglob("*.md")}
    write(tmp_path, {path.replace("people/", "People/", 1): text for path, text in files.items()})
    one, other = workspace_of(sample), workspace_of(tmp_path)
    assert [person.name for person in one.kb.people.values()] == sorted(
        (person.name for person in other.kb.people.values()), key=[p.name for p in one.kb.people.values()].index
    )
    assert len(one.problems) == len(other.problems)
