"""Every message about a note in one table by code: its severity, what is wrong, and what to write instead.

A code is a stable word, explained in docs/problems.md. A code with several messages has keys with `/` and a second
word; if only the fix differs, the table lists just the fix. The `{values}` come from the code that finds the problem;
`{value!q}` is quoted as in the note, and `{values!l}` are joined with "and".
"""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any, NamedTuple

from wayin.messages import CATALOGUE, Severity
from wayin.wording import listed, quote_value

if TYPE_CHECKING:
    from collections.abc import Mapping


class Words(NamedTuple):
    """The texts of a problem."""

    severity: Severity
    message: str
    fix: str


def words(key: str, values: Mapping[str, Any]) -> Words:
    """Return the severity, the message and the fix of a problem.

    Args:
        key: its code, followed by `/` and a word if the code has several messages.
        values: the values in the message.

    Raises:
        KeyError: if the table has no such key, or a value of the message is missing.
    """
    severity, message, fix = template(key)
    return Words(severity, _fill(message, values), _fill(fix, values))


def template(key: str) -> Words:
    """Return the texts of a key before any values are filled in."""
    entry = CATALOGUE[key]
    if isinstance(entry, str):
        return template(code_of(key))._replace(fix=entry)
    return Words(*entry)


def code_of(key: str) -> str:
    """Return the code of a key."""
    return key.partition("/")[0]


class _Filler(Formatter):
    """Formats templates."""

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        if conversion == "q":
            return quote_value(value)
        return listed(map(str, value)) if conversion == "l" else super().convert_field(value, conversion)


def _fill(template: str, values: Mapping[str, Any]) -> str:
    return _Filler().vformat(template, (), values) if "{" in template else template


MORE_ALIKE = "More lines have the same problem and aren't listed. "
"""The start of the last message of many alike."""
IGNORED = " `{key}` is ignored."
"""The end of a message about a line that can't be read, if the whole key is lost."""
COUNTS_AS_PRIVATE = " Until it's fixed, the note counts as private."
"""What follows the first message about front matter that can't be read, because `private` may have been in it."""
DECLINED_WITHOUT_DAY = " Until it's fixed, it counts as declined on the day you asked."
"""What follows the message about the day of a refusal that can't be read."""
PARTLY_IGNORED = " Everything from here to the next key is ignored."
