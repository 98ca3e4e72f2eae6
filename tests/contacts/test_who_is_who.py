"""Matching: merged if certain, asked if likely, never guessed; and ids that stay."""

from pathlib import Path

from contacts.cases import read_book, write
from contacts.corpus.books import G_NEW, MAIL, card, g_new
from contacts.corpus.linkedin import IN, NEW, OLD
from wayin.knowledge import ContactBook


def connection(
    first: str, last: str, slug: str = "", company: str = "", role: str = "", email: str = "", day: str = "05 Mar 2024"
) -> str:
    return f'{first},{last},{IN + slug if slug else ""},{email},"{company}",{role},{day}\n'


def person(name: str, **fields: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in {"name": name, **fields}.items()) + "---\n"


def names(book: ContactBook) -> dict[str, str]:
    return {contact.id: contact.name for contact in book.contacts.values()}


def asked(book: ContactBook) -> list[tuple[str, str | None, str]]:
    return [(same.contact, same.note, same.write) for same in book.same]


def test_a_note_with_the_profile_is_the_contact_whatever_its_company(tmp_path: Path) -> None:
    folder = write(tmp_path / "contacts", a__csv=NEW + connection("Priya", "Nair", "priya-nair", "Acme"))
    note = person("P. Nair", company="Northwind", linkedin="https://de.linkedin.com/in/Priya-Nair/de?trk=x")
    book = read_book(folder, {"people/priya.md": note})
    assert list(book.contacts) == ["people/priya"]
    assert asked(book) == []
    assert [(moved.id, moved.note_says, moved.contact_says) for moved in book.moved] == [
        ("people/priya", "Northwind", "Acme")
    ]


def test_a_note_with_the_address_is_the_contact(tmp_path: Path) -> None:
    folder = write(tmp_path / "contacts", a__csv=NEW + connection("Priya", "Nair", email="Priya@Acme.example"))
    assert list(read_book(folder, {"people/p.md": person("P. N.", email="priya@acme.example")}).contacts) == [
        "people/p"
    ]


def test_equal_names_are_one_person_if_the_companies_are_equal_or_missing(tmp_path: Path) -> None:
    folder = write(tmp_path / "contacts", a__csv=NEW + connection("Priya", "Nair", "priya-nair", "Acme, Inc."))
    assert list(read_book(folder, {"people/x.md": person("priya  NAIR")}).contacts) == ["people/x"]
    assert list(read_book(folder, {"people/x.md": person("Priya Nair", company="ACME")}).contacts) == ["people/x"]
    alias = {
        "people/x.md": person("P", aliases="[Priya Nair]", company="AC"),
        "companies/ac.md": person("AC", aliases="[Acme]"),
    }
    assert list(read_book(folder, alias).contacts) == ["people/x"]


def test_companies_never_match_by_a_part_of_their_name(tmp_path: Path) -> None:
    folder = write(tmp_path / "contacts", a__csv=NEW + connection("Priya", "Nair", "priya-nair", "Acme Foods"))
    book = read_book(folder, {"people/x.md": person("Priya Nair", company="Acme")})
    assert [same.why for same in book.same] == ["the names are the same, and the companies differ"]
    assert not book.contacts[book.same[0].contact].noted


def test_another_company_is_asked_and_either_line_settles_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "contacts", a__csv=NEW + connection("Priya", "Nair", "priya-nair", "Acme"))
    book = read_book(folder, {"people/priya-nair.md": person("Priya Nair", company="Northwind")})
    (same,) = book.same
    assert same.contact.startswith("people/priya-nair~")
    assert same.write == "linkedin: https://www.linkedin.com/in/priya-nair"
    assert same.write_if_not == f"not_same_as: [{same.contact}]"
    yes = person("Priya Nair", company="Northwind").replace("---\n", f"---\n{same.write}\n", 1)
    assert list(read_book(folder, {"people/priya-nair.md": yes}).contacts) == ["people/priya-nair"]
    no = person("Priya Nair", company="Northwind").replace("---\n", f"---\n{same.write_if_not}\n", 1)
    settled = read_book(folder, {"people/priya-nair.md": no})
    assert list(settled.contacts) == [same.contact]
    assert settled.same == ()


def test_a_first_name_alone_is_asked_about(tmp_path: Path) -> None:
    folder = write(tmp_path / "contacts", a__csv=NEW + connection("Anna", "Keller", "anna-keller"))
    book = read_book(folder, {"people/anna.md": person("Anna")})
    assert asked(book) == [("people/anna-keller", "people/anna", "linkedin: https://www.linkedin.com/in/anna-keller")]
    settled = read_book(folder, {"people/anna.md": person("Anna", not_same_as="[Anna Keller]")})
    assert settled.same == ()


def test_a_similar_name_is_asked_about(tmp_path: Path) -> None:
    folder = write(tmp_path / "contacts", a__csv=NEW + connection("Katharina", "Brandt") + connection("Karl", "Brand"))
    book = read_book(folder, {"people/k.md": person("Katarina Brandt")})
    assert [(same.contact, same.note) for same in book.same] == [("people/katharina-brandt", "people/k")]


def test_two_contacts_of_one_name_are_both_asked_about_and_neither_merged(tmp_path: Path) -> None:
    rows = connection("Dana", "Dup", "dana-1", "Acme") + connection("Dana", "Dup", "dana-2", "Other")
    book = read_book(write(tmp_path / "contacts", a__csv=NEW + rows), {"people/dana.md": person("Dana Dup")})
    assert sorted(note or "" for _, note, _ in asked(book)) == ["people/dana", "people/dana"]
    assert not any(contact.noted for contact in book.contacts.values())


def test_files_merge_by_profile_by_address_and_by_name(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "contacts",
        a__csv=NEW
        + connection("Ada", "Park", "ada-park", "Acme Inc.")
        + connection("Bo", "Lind", email="bo@x.example"),
        b__csv=G_NEW
        + g_new("Ada", "Park", Organization_Name="ACME")
        + g_new("Robert", "Lind", **{MAIL: "bo@x.example"}),
        c__vcf=card("FN:A. Park", "URL:https://linkedin.com/in/ADA-PARK"),
    )
    assert names(read_book(folder)) == {"people/ada-park": "Ada Park", "people/bo-lind": "Bo Lind"}


def test_one_address_and_one_name_without_its_accents_are_one(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "contacts",
        a__csv=G_NEW + g_new("Émile", "Dûpont", **{MAIL: "e@x.example"}),
        b__vcf=card("FN:Emile Dupont", "EMAIL:e@x.example"),
    )
    assert len(read_book(folder).contacts) == 1


def test_names_shared_within_a_file_merge_with_nobody(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "contacts",
        a__csv=NEW + connection("Dana", "Dup", "dana-1") + connection("Dana", "Dup", "dana-2"),
        b__csv=G_NEW + g_new("Dana", "Dup"),
    )
    assert len(read_book(folder).contacts) == 3


def test_an_offices_address_merges_nobody_and_is_asked_about(tmp_path: Path) -> None:
    rows = g_new("Ada", "Park", **{MAIL: "info@x.example"}) + g_new("Bo", "Lind", **{MAIL: "info@x.example"})
    book = read_book(write(tmp_path / "contacts", a__csv=G_NEW + rows))
    assert len(book.contacts) == 2
    assert [(same.note, same.why) for same in book.same] == [(None, "they share an e-mail address")]


def test_ids_are_those_of_stubs_and_namesakes_have_a_mark_that_does_not_depend_on_others(tmp_path: Path) -> None:
    rows = [
        connection("Dana", "Dup", "dana-1"),
        connection("Dana", "Dup", "dana-2"),
        connection("Zoë", "Müller", "zoe"),
    ]
    one = read_book(write(tmp_path / "one", a__csv=NEW + "".join(rows)))
    other = read_book(
        write(tmp_path / "two", a__csv=NEW + "".join(reversed(rows)) + connection("Dana", "Dup", "dana-3"))
    )
    assert "people/zoe-muller" in one.contacts
    marked = [id_ for id_ in one.contacts if id_.startswith("people/dana-dup~")]
    assert len(marked) == 2
    assert all(len(id_.partition("~")[2]) == 4 for id_ in marked)
    assert set(one.contacts) <= set(other.contacts)


def test_somebody_mentioned_is_the_contact_of_that_name(tmp_path: Path) -> None:
    folder = write(tmp_path / "contacts", a__csv=NEW + connection("Ada", "Park", "ada-park", "Acme"))
    book = read_book(folder, {"people/bo.md": person("Bo", knows="[Ada Park]")})
    assert list(book.contacts) == ["people/ada-park"]
    assert not book.contacts["people/ada-park"].noted


def test_a_notes_past_employer_is_not_reported(tmp_path: Path) -> None:
    work = "[{company: Northwind, from: 2023}, {company: Acme, to: 2022}]"
    note = person("Priya Nair", linkedin=f"{IN}priya-nair", work=work)
    folder = write(tmp_path / "contacts", a__csv=NEW + connection("Priya", "Nair", "priya-nair", "Acme"))
    assert read_book(folder, {"people/priya.md": note}).moved == ()


def state(book: ContactBook) -> dict[str, tuple[object, ...]]:
    return {
        id_: (one.name, one.company, one.emails, one.connected_on, {key: fact.value for key, fact in one.facts.items()})
        for id_, one in book.contacts.items()
    }  # fmt: skip


def export(count: int, head: str) -> list[list[str]]:
    return [
        [f"Given{i}", f"Family{i}", f"{IN}p{i}" if head == NEW else "", "", f"Company {i}", "Engineer",
         f"{i % 27 + 1:02} Mar {2004 + i % 20}"]
        for i in range(count)
    ]  # fmt: skip


def text(head: str, rows: list[list[str]]) -> str:
    return head + "".join(",".join(row[:2] + ([row[2]] if head == NEW else []) + row[3:]) + "\n" for row in rows)


def changed(rows: list[list[str]], head: str) -> tuple[list[list[str]], set[str]]:
    """Return twenty changes (five people moved, five renamed with a profile, five new, five gone), and their ids."""
    rows = [list(row) for row in rows]
    for i in range(5):
        rows[i][4] = "Elsewhere"
    for i in range(5, 10):
        rows[i][1] += "-Lee"
    new = [[f"New{i}", "Person", f"{IN}new{i}", "", "", "", "01 Jan 2026"] for i in range(5)]
    ids = {f"people/given{i}-family{i}" for i in range(15)} | {f"people/given{i}-family{i}-lee" for i in range(5, 10)}
    return [*rows[:10], *rows[15:], *new], ids | {f"people/new{i}-person" for i in range(5)}


def test_exporting_again_with_twenty_changes_changes_exactly_those(tmp_path: Path) -> None:
    for head in (NEW, OLD):
        rows = export(60, head)
        after, ids = changed(rows, head)
        before = state(read_book(write(tmp_path / "contacts", a__csv=text(head, rows))))
        then = state(read_book(write(tmp_path / "contacts", a__csv=text(head, after))))
        assert {id_ for id_ in before.keys() | then.keys() if before.get(id_) != then.get(id_)} == ids


def test_the_same_file_twice_or_under_another_name_changes_nothing(tmp_path: Path) -> None:
    data = text(OLD, export(40, OLD)) + "Dana,Dup,,A,,05 May 2022\nDana,Dup,,B,,06 May 2022\n"
    once = read_book(write(tmp_path / "once", a__csv=data))
    twice = read_book(write(tmp_path / "twice", a__csv=data, z__csv=data))
    renamed = read_book(write(tmp_path / "renamed", other__txt=data))
    assert state(once) == state(twice) == state(renamed)
    assert twice.copies == (("z.csv", "a.csv"),)


def test_an_older_export_beside_a_newer_one_adds_nobody(tmp_path: Path) -> None:
    for head in (NEW, OLD):
        rows = export(40, head)
        rows[0][4] = "Before"
        newer = [["Given0", "Family0", rows[0][2], "", "After", "Boss", rows[0][6]], *rows[1:]]
        folder = write(tmp_path / head[11:14].strip(), old__csv=text(head, rows), new__csv=text(head, newer))
        assert len(read_book(folder).contacts) == 40


def test_a_note_may_refer_to_a_namesake_by_the_id_that_is_only_theirs(tmp_path: Path) -> None:
    rows = connection("Dana", "Dup", "dana-1", "Acme") + connection("Dana", "Dup", "dana-2", "Other")
    folder = write(tmp_path / "contacts", a__csv=NEW + rows)
    marked = next(id_ for id_, contact in read_book(folder).contacts.items() if contact.linkedin.endswith("dana-2"))
    book = read_book(folder, {"people/bo.md": person("Bo", knows=f'["{marked}"]')})
    stub = marked.replace("~", "-")
    assert stub in book.contacts
    assert (book.contacts[stub].name, book.contacts[stub].facts["company"].value) == ("Dana Dup", "Other")
