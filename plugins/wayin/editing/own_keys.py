"""The keys that a note uses for fields: `org` may be its `company`, and a vault may have its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.reading.other_keys import meant_field
from wayin.reading.validation import keys_of

if TYPE_CHECKING:
    from wayin.editing.note_text import NoteText
    from wayin.model import Kind
    from wayin.reading.kinds import VaultRules


def meanings(text: NoteText, kind: Kind, rules: VaultRules) -> dict[str, str]:
    """Return the field of each key at the top of the front matter; of two keys for one field, the field's own wins."""
    keys = [key.text for key in text.tree.keys] if text.tree else []
    known = keys_of(kind)
    meant = {key: meant_field(kind, key, known, rules) for key in keys if key not in known}
    return {key: key for key in keys if key in known} | {
        key: field for key, field in meant.items() if field and field not in keys
    }


def written_key(text: NoteText, kind: Kind, field: str, rules: VaultRules) -> str:
    """Return the key a note uses for a field; by default the field's own."""
    return next((key for key, meant in meanings(text, kind, rules).items() if meant == field), field)
