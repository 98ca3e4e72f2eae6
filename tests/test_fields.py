"""Every field has a description, in the schema and in docs/fields.md."""

import runpy
from pathlib import Path

import pytest

from wayin import model
from wayin.export.field_words import WORDS, tables
from wayin.export.schema import KINDS, schema_of
from wayin.reading.validation import MODELS

ROOT = Path(__file__).parent.parent
ENTRIES = ("Position", "Education", "Acquaintance", "Ask", "Favour", "Opening", "Question", "Learning", "Promise")


def fields(shape: type[model.Fields]) -> set[str]:
    return {field.alias or name for name, field in shape.model_fields.items()}


@pytest.mark.parametrize("name", [*KINDS, *ENTRIES])
def test_every_field_has_its_words_and_nothing_else_has(name: str) -> None:
    shape = MODELS[name] if name in KINDS else getattr(model, name)  # type: ignore[index]
    assert set(WORDS[name]) == fields(shape)
    assert all(words.endswith(".") for words in WORDS[name].values())


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_describes_every_field(kind: model.Kind) -> None:
    schema = schema_of(kind)
    shapes = [schema, *schema["$defs"].values()]
    assert all(
        "description" in value for shape in shapes for key, value in shape["properties"].items() if key != "type"
    )


def test_the_page_of_fields_is_written_from_them() -> None:
    head = runpy.run_path(str(ROOT / "scripts/fields.py"))["HEAD"]
    assert (ROOT / "docs/fields.md").read_text("utf-8") == head + tables()
