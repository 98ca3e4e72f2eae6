"""The user's own templates: used in any language, with the built-in one if they fail."""

import gc
import re
from dataclasses import replace
from pathlib import Path

import pytest

from drafts.letters import CHAIN, CLOCK, held, of
from network.vault import workspace
from wayin.drafts.compose import Drafts
from wayin.drafts.own_templates import OwnTemplates


def own(folder: Path, **files: str) -> tuple[Drafts, list[str]]:
    """Return drafts with these templates, and the reported problems."""
    for stem, text in files.items():
        (folder / f"{stem.replace('_', '-')}.txt").write_text(text, "utf-8")
    told: list[str] = []
    files = {"me": {"name": "Kim Ash"}} | held(learnings=["Small projects count."])
    return replace(workspace(files, CLOCK, templates=folder), warn=told.append).drafts, told


def test_a_users_own_template_is_used_in_any_language(tmp_path: Path) -> None:
    text = (
        "Subject: Danke\n\nLiebe {{ them.called }},\n\n{{ points | map(attribute='words') | join }}\n"
        "am {{ day.strftime('%d.%m.') }} {{ blank('Dank', 'wofür') }}\n{{ me.name }}\n"
    )
    mine, told = own(tmp_path, thank_you=text)
    found = mine.draft("thank-you", "people/ada")
    assert (found.subject, found.body) == (
        "Danke", "Liebe Ada,\n\nSmall projects count.\nam 18.11. [Dank: wofür]\nKim Ash",
    )  # fmt: skip
    assert [one.hint for one in found.blanks] == ["wofür"]
    assert told == []
    assert mine.draft("offer", "people/ada").subject == "Something in return", "the others are ours"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Hello\n{% if %}", 2, "Expected"),
        ("Hello\n\n{{ thm.name }}", 3, "Nothing is called thm here. Did you mean them?"),
        ("{{ them.nickname }}", 1, "nickname"),
        ("a\n{{ 1 / 0 }}", 2, "ivision by zero"),
        ("{% include 'nowhere.txt' %}", 1, "There is no file nowhere.txt to include."),
        ("{{ ().__class__.__base__.__subclasses__() }}", 1, "unsafe"),
        ("{{ them.__init__.__globals__ }}", 1, "unsafe"),
        ("{{ points.append(1) }}", 1, "append"),
        ("{% for i in range(10 ** 9) %}x{% endfor %}", 1, "ange too big"),
        ("{% include '../me.txt' %}", 1, "There is no file"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", 1, "recursion"),
    ],
)
def test_an_invalid_template_is_reported_once_and_the_built_in_one_used(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    mine, told = own(tmp_path, thank_you=text)
    for _ in range(2):
        assert "– Small projects count." in mine.draft("thank-you", "people/ada").body
    (message,) = told
    assert message.startswith(f"{tmp_path / 'thank-you.txt'}:{line}: ")
    assert said in message
    assert "\n" not in message


DOUBLED = "{% set x = namespace(t='x' * 1000) %}{% for i in range(60) %}{% set x.t = x.t ~ x.t %}{% endfor %}{{ x.t }}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ 'x' * 10 ** 9 }}", "too much memory|more than 100,000 characters"),
        ("{{ 'x' * 10 ** 15 }}", "too much memory"),
        ("{% set x = 'x' * 10 ** 6 %}{{ x }}", "more than 100,000 characters"),
        ("{{ 'a'.ljust(2000000000) }}", "memory|characters"),
        ("{% for i in range(100000) %}{{ i }}{% endfor %}", "more than 100,000 characters"),
        (DOUBLED, "memory|characters"),
        ("{% set x = [0] * 10 ** 10 %}", "memory"),
    ],
)
def test_a_template_that_uses_too_much_is_reported_and_the_built_in_one_used(
    tmp_path: Path, text: str, said: str
) -> None:
    mine, told = own(tmp_path, thank_you=f"a\n{text}")
    assert "– Small projects count." in mine.draft("thank-you", "people/ada").body
    (message,) = told
    assert re.search(said, message)


def test_a_template_that_never_ends_is_stopped_once_and_the_others_are_still_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wayin.drafts.own_templates.SECONDS", 1)
    loops = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    mine, told = own(tmp_path, thank_you=f"a\n\n{loops}", offer="b\n{{ 9 ** (9 ** 9) }}", keep_in_touch="Mine.")
    for _ in range(2):
        assert "– Small projects count." in mine.draft("thank-you", "people/ada").body
        assert mine.draft("offer", "people/ada").subject == "Something in return"
        assert mine.draft("keep-in-touch", "people/ada").body == "Mine."
    assert [re.sub(r".*/(.*?: This template needs more than \d+ s), .*", r"\1", line) for line in told] == [
        "thank-you.txt:1: This template needs more than 1 s",
        "offer.txt:1: This template needs more than 1 s",
    ]


def test_the_process_that_fills_templates_ends_with_its_owner(tmp_path: Path) -> None:
    templates = OwnTemplates(tmp_path)
    (tmp_path / "offer.txt").write_text("Mine.")
    assert templates.fill("offer.txt", {}).body == "Mine."
    process = templates._process
    del templates
    gc.collect()
    assert process is not None
    assert process.returncode is not None


def test_a_template_that_is_not_text_is_reported(tmp_path: Path) -> None:
    (tmp_path / "thank-you.txt").write_bytes(b"\xff\xfe\x00")
    mine, told = own(tmp_path)
    assert "– Small projects count." in mine.draft("thank-you", "people/ada").body
    assert "This file isn't UTF-8 text." in told[0]


def test_what_the_notes_say_is_never_run_as_a_template() -> None:
    files = held(learnings=["Point {{ 7 * 7 }} {% raw %} counts."])
    files["people/ada"]["name"] = "{{ me.email }} Park"
    found = of("thank-you", "people/ada", files)
    assert "{{ 7 * 7 }} {% raw %}" in found.body


def test_a_name_over_several_lines_stays_in_the_subject() -> None:
    found = of("introduction", "people/cy", CHAIN | {"people/bo": {"name": "Bo\nBcc: x@y.z", "knows": ["people/cy"]}})
    assert found.subject == "Would you introduce me to Bo Bcc: x@y.z?"
