"""The month of the sample, starting from an empty folder: what is due on each day, however orders are given."""

import json
from pathlib import Path

from cli.conftest import Run

SAMPLE = Path(__file__).parents[1] / "notes"


class Diary:
    """A folder of notes kept day by day."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run, self.notes = run, folder / "notes"
        self.day = ""

    def wayin(self, *words: str) -> str:
        result = self.run(*words, "--today", self.day)
        assert result.exit_code == 0, result.output
        return result.stdout.strip()

    def new(self, *words: str, **edits: str) -> str:
        """Create a note and edit it; `introductions` and the like are lines of their own."""
        path = self.wayin("new", *words).removeprefix("notes/")
        self.edit(path, **edits)
        return path

    def done(self, *words: str) -> None:
        """Mark a step as done: its kind, its person, and the answer as an option."""
        self.wayin("done", *words)

    def log(self, who: str, text: str) -> None:
        """Log what happened today."""
        self.wayin("log", who, text)

    def edit(self, path: str, **lines: str) -> None:
        """Write fields into a note as a person would: over the example, else at the end."""
        text = (self.notes / path).read_text()
        for key, value in lines.items():
            front, fence, body = text.removeprefix("---\n").partition("\n---\n")
            kept = [line for line in front.split("\n") if not line.startswith((f"{key}:", f"#{key}:"))]
            text = f"---\n{chr(10).join([*kept, f'{key}: {value}'])}{fence}{body}"
        (self.notes / path).write_text(text)

    def due(self, day: str) -> list[str]:
        """Start a day, and return what is due."""
        self.day = day
        items = json.loads(self.wayin("due", "--format", "json"))["items"]
        return [shown(item) for item in items]


def shown(item: dict[str, str]) -> str:
    """Return a step with its day; the text about an introduction also depends on others who could make it."""
    what = item["do"] if item["kind"] not in ("ask", "introduction") else f"{item['kind']}: {item['name']}"
    return f"{item['due']} {what}"


PILAR, GRACE = "2023-08-26 Write to Pilar", "2027-02-03 Write to Grace"
BIRGIT = "2026-11-06 Write to Birgit"
FARRUKH = "2026-10-21 introduction: Farrukh Yusupov"
TELL_HER = "2027-04-30 Tell her how the question of the dissertation comes out"
SKERRY = "2026-11-09 ask: Skerry Marine Forecasts"


def keep(diary: Diary, *, whole: bool = True) -> None:
    """Keep the notes of the month day by day; check what is due on each, and at the end that they match the sample.

    Args:
        diary: carries out the orders.
        whole: whether to go beyond the first three weeks.
    """
    assert diary.due("2026-10-05") == []
    diary.new("person", "Pilar Echeverria", aliases="Pilar", keep_in_touch="1y", last_contact="2022-08-26")
    diary.new("person", "Birgit Solheim", keep_in_touch="6w")
    diary.wayin("log", "birgit", "she introduced me to Linnea by mail", "--on", "2026-09-25")
    diary.new("person", "Samir Haddad", keep_in_touch="6w")
    diary.wayin("log", "samir", "he forwarded my text to Wen Hui", "--on", "2026-09-15")
    linnea = diary.new("interview", "--with", "Linnea Aalto", requested="2026-10-05")

    assert diary.due("2026-10-12") == [PILAR, "2026-10-27 Write to Samir", BIRGIT]
    diary.new("person", "Farrukh Yusupov", introductions="[{via: Samir Haddad, asked: 2026-10-12}]")

    ask = "2026-10-22 ask: Farrukh Yusupov"
    assert diary.due("2026-10-14") == [PILAR, ask, "2026-10-27 Write to Samir", BIRGIT]
    diary.done("ask", "farrukh", "--agreed")

    reminder = "2026-10-15 Send Linnea a reminder"
    assert diary.due("2026-10-19") == [PILAR, reminder, FARRUKH, "2026-10-27 Write to Samir", BIRGIT]
    diary.done("remind", "linnea")

    assert diary.due("2026-10-22") == [PILAR, FARRUKH, "2026-10-27 Write to Samir", BIRGIT]
    diary.new("person", "Wen Hui Goh", aliases="[Wen Hui]", keep_in_touch="monthly")
    wen = diary.new("interview", "--with", "Wen Hui Goh", "--date", "2026-10-22")
    diary.edit(
        wen,
        promised="\n  - Send her the notebook on bed occupancy by 2026-10-30"
        "\n  - {what: Tell her how the question of the dissertation comes out, by: 2027-04-30}",
    )

    later = ["2026-10-27 Write to Samir", "2026-10-30 Send her the notebook on bed occupancy", BIRGIT]
    later += ["2026-11-22 Write to Wen Hui", TELL_HER]
    assert diary.due("2026-10-23") == [
        PILAR, FARRUKH, "2026-10-23 Thank Wen Hui", "2026-10-25 Connect with Wen Hui on LinkedIn", *later,
    ]  # fmt: skip
    diary.done("thank", "wen", "hui")
    assert diary.due("2026-10-24") == [PILAR, FARRUKH, "2026-10-25 Connect with Wen Hui on LinkedIn", *later]
    diary.done("connect", "wen")

    assert diary.due("2026-10-27") == [PILAR, FARRUKH, *later]
    diary.new("person", "Grace Adjei", keep_in_touch="3m")
    diary.log("grace", "told her how the notebook went on, and asked about Zanele")
    if not whole:
        return
    diary.new("person", "Zanele Dube", introductions="\n  - via: Grace Adjei\n    asked: 2026-10-27")
    assert "2026-11-06 ask: Zanele Dube" in diary.due("2026-10-28")
    diary.done("ask", "zanele", "--agreed")
    diary.due("2026-10-29")
    diary.done("promise", "notebook")

    again = "2026-10-29 Send Linnea a reminder"
    zanele = "2026-11-04 introduction: Zanele Dube"
    assert diary.due("2026-10-30") == [
        PILAR, FARRUKH, "2026-10-27 Write to Samir", again, zanele, BIRGIT, "2026-11-22 Write to Wen Hui",
        "2027-01-27 Write to Grace", TELL_HER,
    ]  # fmt: skip
    diary.new("company", "Skerry Marine Forecasts", introductions="[{via: samir-haddad, asked: 2026-10-30}]")
    diary.log("samir", "asked about Skerry")

    wen_hui, samir = "2026-11-22 Write to Wen Hui", "2026-12-11 Write to Samir"
    diary.due("2026-11-02")
    diary.edit(linnea, replied="2026-11-02", date="2026-11-19")
    diary.edit(linnea, **{"with": "[Linnea Aalto, Dagny Thorsen]"})
    assert diary.due("2026-11-03") == [
        PILAR, FARRUKH, zanele, BIRGIT, SKERRY, wen_hui, samir, "2027-01-27 Write to Grace", TELL_HER,
    ]  # fmt: skip
    diary.done("introduction", "zanele")
    diary.log("grace", "she introduced me to Zanele")

    assert diary.due("2026-11-05") == [PILAR, FARRUKH, BIRGIT, SKERRY, wen_hui, samir, GRACE, TELL_HER]
    diary.new("interview", "--with", "Zanele Dube", requested="2026-11-05")

    assert diary.due("2026-11-09") == [PILAR, FARRUKH, BIRGIT, SKERRY, wen_hui, samir, GRACE, TELL_HER]
    diary.new("person", "Nkechi Udo", introductions="[{via: Samir Haddad, asked: 2026-11-09}]")
    diary.log("samir", 'asked about Nkechi; he wrote "yes, soon, year end is eating me"')

    nkechi = "2026-11-19 ask: Nkechi Udo"
    samir = "2026-12-21 Write to Samir"
    assert diary.due("2026-11-16") == [
        PILAR, FARRUKH, BIRGIT, SKERRY, "2026-11-15 Send Zanele a reminder", nkechi, wen_hui, samir, GRACE, TELL_HER,
    ]  # fmt: skip
    diary.log("wen-hui-goh", "she introduced me to Anneke, with me in copy")

    diary.due("2026-11-19")
    diary.edit(
        linnea,
        introductions="\n  - Sorcha Quinn",
        promised="\n  - what: Send Linnea the two chapters on survey weights that I kept from my summers in the survey"
        " office\n    by: 2026-11-24",
    )
    due = diary.due("2026-11-20")
    sample = json.loads(diary.run("due", "--notes", SAMPLE, "--today", "2026-11-20", "--format", "json").stdout)
    assert due == [shown(item) for item in sample["items"]]
    assert diary.run("check", "--today", "2026-11-20").exit_code == 0
