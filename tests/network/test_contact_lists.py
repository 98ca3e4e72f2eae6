"""Lists of contacts for pages: workplaces, contacts without a note, lost touch."""

from datetime import date
from pathlib import Path

from contacts.corpus.linkedin import HEAD, IN, NEW, wrote
from network.test_contact_ties import workspace
from wayin.network.contact_lists import second_degree_search

ROWS = (
    NEW + f"Ada,Park,{IN}ada-park,,Acme Inc.,Head,05 Mar 2019\nBo,Lind,{IN}bo-lind,,Acme Labs,Writer,\n"
    f"Cy,Dunn,{IN}cy-dunn,,Other,Cook,\nDee,Fox,{IN}dee-fox,,other GmbH,Cook,\nEve,Gray,{IN}eve,,Self-employed,Cook,\n"
)
NOTES = {
    "companies/acme.md": "---\nname: Acme\ninterest: 4\n---\n",
    "companies/labs.md": "---\nname: Acme Labs\nparent: Acme\n---\n",
    "people/cy.md": f"---\nname: Cy Dunn\nlinkedin: {IN}cy-dunn\ncompany: Acme\n---\n",
}


def often(slug: str, name: str, year: int, days: int = 12) -> str:
    me, other = ("Me Example", f"{IN}me-example"), (name, f"{IN}{slug}")
    written = [date(year, 1 + i % 6, 1 + i) for i in range(days)]
    ends = ((*me, *other), (*other, *me))
    return "".join(wrote(slug, day.isoformat(), *ends[i % 2]) for i, day in enumerate(written))


def ids(found: list) -> list[str]:  # type: ignore[type-arg]
    return [contact.id.removeprefix("people/") for contact in found]


def test_who_works_at_a_company_and_its_subsidiaries_by_the_notes_first(tmp_path: Path) -> None:
    found = workspace(tmp_path, NOTES, a__csv=ROWS, b__csv=HEAD + often("ada-park", "Ada Park", 2026))
    assert ids(found.contacts_at("companies/acme")) == ["ada-park", "bo-lind", "cy"]
    assert ids(found.contacts_at("ACME")) == ["ada-park", "bo-lind", "cy"]
    assert ids(found.contacts_at("Other")) == ["dee-fox"]
    assert found.contacts_at("Acm") == []


def test_where_contacts_work(tmp_path: Path) -> None:
    found = workspace(tmp_path, NOTES, a__csv=ROWS)
    assert [(place.name, ids(who)) for place, who in found.contacts_by_workplace] == [
        ("Acme", ["cy", "ada-park"]),
        ("Acme Labs", ["bo-lind"]),
        ("other GmbH", ["dee-fox"]),
    ]


def test_most_in_touch_and_lost_touch(tmp_path: Path) -> None:
    messages = HEAD + often("ada-park", "Ada Park", 2026) + often("bo-lind", "Bo Lind", 2023, 14)
    messages += often("cy-dunn", "Cy Dunn", 2022)
    found = workspace(tmp_path, NOTES, a__csv=ROWS, b__csv=messages)
    assert ids(found.most_in_touch) == ["bo-lind", "ada-park"]
    assert ids(found.lost_touch) == ["bo-lind", "cy"]


def test_a_log_line_of_this_year_counts_as_contact(tmp_path: Path) -> None:
    note = NOTES["people/cy.md"] + "\n## Log\n\n- 2026-10-01 phoned\n"
    messages = HEAD + often("ada-park", "Ada Park", 2026) + often("cy-dunn", "Cy Dunn", 2022)
    assert workspace(tmp_path, {**NOTES, "people/cy.md": note}, a__csv=ROWS, b__csv=messages).lost_touch == []


def test_the_second_degree_is_linkedins_own_search() -> None:
    assert second_degree_search("Acme & Söhne").endswith("?keywords=Acme+%26+S%C3%B6hne&network=%5B%22S%22%5D")


def test_my_positions_and_schools_in_an_archive_fill_gaps_in_my_note(tmp_path: Path) -> None:
    positions = "Company Name,Title,Description,Location,Started On,Finished On\nAcme,Engineer,,,Mar 2021,\n"
    schools = "School Name,Start Date,End Date,Notes,Degree Name,Activities\nHarbour University,2014,2018,,BSc,\n"
    found = workspace(tmp_path, NOTES, a__csv=positions, b__csv=schools, c__csv=ROWS)
    (job,) = found.kb.my_jobs
    assert (job.company, job.role, str(job.start)) == ("companies/acme", "Engineer", "2021-03")
    assert [school.name for school in found.kb.my_schools] == ["Harbour University"]
    mine = {"me.md": "---\nname: Me Example\nwork: [{company: Other, from: 2020}]\n---\n"}
    found = workspace(tmp_path, NOTES | mine, a__csv=positions, b__csv=schools, c__csv=ROWS)
    assert [job.company for job in found.kb.my_jobs] == ["companies/other"]
