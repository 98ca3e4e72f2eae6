"""`wayin ways`: the documented JSON, the meaning of words, and the text."""

import math

import pytest

ADA = {"id": "people/ada-park", "name": "Ada Park"}
BO = {"id": "people/bo-lind", "name": "Bo Lind"}
ME = {"id": "me", "name": "Kim Ash"}
SCORE = math.exp(-(288 + 288 + 50) / 1000)  # .75 · .75 · .5^(1/14): asked about Bo fifteen days ago
REASON = "You know Ada Park well – one interview, last in November."
WAY = {
    "score": SCORE,
    "tier": "warm",
    "about_as_good": False,
    "at_capacity": False,
    "people": [ME, ADA, BO],
    "ties": [
        {
            "quality": 0.75, "strength": 4, "evidence": "stated", "last_contact": "2026-11-20", "assumed": False,
            "inferred": False, "reasons": [REASON],
        },
        {
            "quality": 0.75, "strength": 4, "evidence": "stated", "last_contact": "2026-11-20", "assumed": False,
            "inferred": False, "reasons": ["Ada Park knows Bo Lind well – shared an office, last in November."],
        },
    ],
    "weakest": 0,
}  # fmt: skip


def test_the_document_for_a_person(answer, small) -> None:
    document = answer("ways", "Bo Lind")
    assert document.pop("first") | {"what": "", "why": ""} == {
        "do": "ask", "id": "people/ada-park", "name": "Ada Park", "what": "", "why": "", "until": None, "way": 0,
    }  # fmt: skip
    assert document == {
        "from": ME,
        "target": {"id": "people/bo-lind", "kind": "person", "name": "Bo Lind"},
        "known": None,
        "ways": [WAY | {"without": {"people/ada-park": None}}],
        "reached": None,
    }


def test_the_document_for_a_company(answer, small) -> None:
    document = answer("ways", "northwind")
    assert document["target"] == {"id": "companies/northwind", "kind": "company", "name": "Northwind Analytics"}
    assert document["known"] is None
    assert document["ways"] == [WAY | {"without": {"people/ada-park": None}}]
    assert document["reached"] == [
        {
            "person": "people/bo-lind", "name": "Bo Lind", "current": True, "company": "companies/northwind",
            "score": SCORE, "known": None, "best": WAY,
        }
    ]  # fmt: skip


def test_somebody_known_is_listed_as_known(answer, small) -> None:
    document = answer("ways", "Ada")
    assert document["known"] == {"quality": 0.75, "tier": "warm", "reasons": [REASON]}
    assert document["ways"] == []


def test_who_has_left_counts_for_less_and_all_lists_every_path(answer, small) -> None:
    (small / "notes/people/bo-lind.md").write_text(
        "---\nwork: [{company: Northwind, to: 2026-11-19}]\nknows: [Eve]\n---\n", "utf-8"
    )
    (small / "notes/people/eve.md").write_text("---\ncompany: Northwind\ncloseness: 1\nknows: [Bo Lind]\n---\n")
    document = answer("ways", "northwind", "--all")
    bo = [way for way in document["ways"] if way["people"][-1] == BO]
    assert [len(way["people"]) for way in bo] == [3, 3]
    assert bo[0]["score"] == math.exp(-(288 + 288 + 511) / 1000)
    assert {one["person"]: one["current"] for one in document["reached"]} == {"people/eve": True, BO["id"]: False}
    scores = [way["score"] for way in document["ways"]]
    assert scores == sorted(scores, reverse=True)


def test_without_a_person_means_without_them_altogether(answer, small) -> None:
    """Without the best intermediary, a company's ways don't end with them either."""
    ada = small / "notes/people/ada-park.md"
    ada.write_text(ada.read_text("utf-8").replace("closeness: 4", "closeness: 4\ncompany: Northwind"), "utf-8")
    (small / "notes/people/flo.md").write_text("---\ncloseness: 2\nknows: [Ada Park]\n---\n")
    document = answer("ways", "northwind")
    assert document["ways"][0]["people"] == [ME, ADA, BO]
    rest = document["ways"][0]["without"]["people/ada-park"]
    assert rest is None or "people/ada-park" not in rest["people"]
    assert answer("ways", "bo-lind", "--without", "Ada")["ways"] == []


def test_someone_else_may_ask(answer, small) -> None:
    document = answer("ways", "Bo Lind", "--from", "people/dee-moss", "--most", 1)
    assert document["from"] == {"id": "people/dee-moss", "name": "Dee Moss"}
    (small / "notes/people/eve-fox.md").write_text("---\nnot_for: Cy Dunn\n---\n")
    assert answer("ways", "Cy Dunn", "--from", "Ada")["target"]["id"] == "people/cy-dunn"


@pytest.mark.parametrize(
    "word", ["people/bo-lind", "people/bo-lind.md", "bo-lind", "BO  LIND", "Bó Lind", "notes/people/bo-lind.md"]
)
def test_a_target_is_found_as_references_are_and_as_shells_complete_files(answer, small, word) -> None:
    assert answer("ways", word)["target"]["id"] == "people/bo-lind"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ways", "Lind"], "No person or company is called “Lind”. Did you mean Bo Lind?"),
        (["ways", "Boo Lint"], "No person or company is called “Boo Lint”. Did you mean Bo Lind?"),
        (["ways", "Xyz"], "No person or company is called “Xyz”. `wayin export csv` lists everyone in notes."),
        (
            ["ways", "2026-11-18-ada-park"],
            "is an interview (interviews/2026-11-18-ada-park); name a person or a company.",
        ),
        (["ways", "Bo Lind", "--from", "Northwind"], "is a company (companies/northwind); name a person."),
        (["ways", "Bo Lind", "--without", "me"], "“me” is you."),
        (["ways", "me"], "Both are the same person"),
        (["ways", "me", "--from", "Ada"], "Name somebody other than yourself"),
        (["ways", "\x1b[31m\n😀" + "x" * 10_000], "No person or company is called"),
        (["ways", "\0"], "No person or company is called"),
        (["ways", ""], "No person or company is called"),
    ],
)
def test_a_word_without_a_match_gets_a_message(run, small, arguments, said) -> None:
    for style in ("text", "json"):
        result = run(*arguments, "--format", style)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert said in result.stderr
        assert "\x1b" not in result.stderr


def test_an_ambiguous_word_lists_what_it_can_mean(run, small) -> None:
    (small / "notes/people/ada-two.md").write_text("---\nname: Ada Two\naliases: [Ada]\n---\n")
    result = run("ways", "ada")
    assert result.exit_code == 1
    assert "“ada” is ambiguous: people/ada-park, people/ada-two. Use one of these." in result.stderr


def test_the_answer_in_words(run, small) -> None:
    assert run("ways", "Northwind").stdout == (
        "Northwind Analytics\n"
        "\n"
        "  First: Send Ada Park a reminder about Bo Lind.\n"
        "    Asked on 5 November, no reply yet.\n"
        "\n"
        "  Your way in\n"
        "\n"
        "    1. Ada Park → Bo Lind: warm\n"
        "       You know Ada Park well – one interview, last in November. (weakest link)\n"
        "       Ada Park knows Bo Lind well – shared an office, last in November.\n"
        "       If Ada Park says no: no other way yet.\n"
    )


def test_without_a_way_the_answer_says_how_to_find_one(run, small) -> None:
    result = run("ways", "Dee Moss")
    assert result.exit_code == 0
    assert result.stdout.startswith("Dee Moss\n\n  First: Find someone who knows Dee.\n    No way in yet.")
    assert "\n    knows: [Dee Moss]\n" in result.stdout


def test_most_is_from_one_to_three(run, small) -> None:
    assert run("ways", "Bo Lind", "--most", 4).exit_code == 2
