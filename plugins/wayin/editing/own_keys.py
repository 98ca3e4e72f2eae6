"""Which keys a note has for our fields: `org` may be its `company`, and a vault may have keys of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.reading.other_keys import meant_field
from wayin.reading.validation import keys_of

if TYPE_CHECKING:
    from wayin.editing.note_text import NoteText
    from wayin.model import Kind
    from wayin.reading.kinds import VaultRules


def meanings(text: NoteText, kind: Kind, rules: VaultRules) -> dict[str, str]:
    """Return the field that each key at the top of the front matter stands for; of two keys for one, ours counts."""
    keys = [key.text for key in text.tree.keys] if text.tree else []
    known = keys_of(kind)
    meant = {key: meant_field(kind, key, known, rules) for key in keys if key not in known}
    return {key: key for key in keys if key in known} | {
        key: field for key, field in meant.items() if field and field not in keys
    }


def written_key(text: NoteText, kind: Kind, field: str, rules: VaultRules) -> str:
    """Return the key that a note has for a field; the field's own where it has none."""
    return next((key for key, meant in meanings(text, kind, rules).items() if meant == field), field)
