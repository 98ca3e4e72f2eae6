"""JSON Schema of the front matter, for editors that complete and check as you type."""

from __future__ import annotations

import json
from typing import Any, get_args

from wayin.export.field_words import described
from wayin.model import Kind
from wayin.reading.validation import MODELS

KINDS: tuple[Kind, ...] = ("person", "company", "interview", "me")
_TEXT = {"type": ["string", "number", "boolean"]}
"""YAML reads numbers, `Yes` and the like as other types where a text is expected."""
_SHORT = frozenset({"Acquaintance", "Favour", "Learning", "Opening", "Promise", "Question"})
"""List entries that can also be written as a single text."""


def schema_of(kind: Kind) -> dict[str, Any]:
    """Return the schema of a kind of note. It accepts what the reader does, including short forms and empty values."""
    schema = MODELS[kind].model_json_schema(by_alias=True)
    wide = _shape(schema)
    kinds = [note_kind for note_kind in get_args(Kind) if note_kind != "page"]
    wide["properties"] = {"type": {"enum": kinds}} | wide["properties"]
    wide["$defs"] = {name: _shape(inner) for name, inner in schema.get("$defs", {}).items()}
    if kind == "interview":
        wide["required"] = ["with"]
    described(kind, wide)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Wayin: {kind}"} | wide


def _shape(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a mapping in which any key may be empty."""
    properties = {key: {"anyOf": [*_wide(value), {"type": "null"}]} for key, value in schema["properties"].items()}
    kept: dict[str, Any] = {key: schema[key] for key in ("description", "required") if key in schema}
    return {"type": "object", **kept, "properties": properties}


def _wide(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the schemas of everything the reader accepts for a value."""
    if "anyOf" in value:
        options = [wide for option in value["anyOf"] if option != {"type": "null"} for wide in _wide(option)]
    elif "$ref" in value:
        options = [{"$ref": value["$ref"]}, *([_TEXT] if value["$ref"].rpartition("/")[2] in _SHORT else [])]
    elif value.get("type") == "array":
        # A single value is read as a list of one, and an empty entry is ignored
        entry = _wide(value["items"])
        options = [{"type": "array", "items": {"anyOf": [*entry, {"type": "null"}]}}, *entry]
    elif value.get("type") == "string" and "enum" in value:
        # Editors that read YAML 1.1 turn yes and no into true and false
        options = [{"enum": [*value["enum"], *([True, False] if "yes" in value["enum"] else [])]}]
    elif value.get("type") == "string" and "format" not in value:
        options = [_TEXT]
    else:
        options = [{key: part for key, part in value.items() if key not in ("title", "default")}]
    return list({json.dumps(option): option for option in options}.values())
