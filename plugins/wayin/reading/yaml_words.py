"""What to say when front matter cannot be read: one sentence for each sort of slip, and what to write instead."""

from __future__ import annotations

import re

from wayin.values import show

_LINK = re.compile(r"\[\[([^\]]*)\]\]?")
_KEY_VALUE = re.compile(r"((?:- )?[^\s:][^:]{0,80}): *(.*)", re.DOTALL)
_QUOTED = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')[ \t]*[^\s#,\]}:]")
_ODD_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200f\u202f\u205f-\u2064\u3000\ufeff\u00ad]")


def explain(reason: str, line: str) -> tuple[str, str, str]:
    """The code, the sentence and the mending for YAML refused for `reason`, at a line of the file."""
    text = line.strip()
    if "{{" in text or "<%" in text:
        return "unfilled", f"{show(text)} is a gap in a template that nothing has filled in.", "Write the value there."
    if words := _about_spaces(reason, line, text):
        return words
    for sort in (reason, *("alias", "anchor", "tag")):
        if sort in _FIXED and sort in reason:
            return _FIXED[sort]
    for about in (_about_links, _about_strays, _about_quotes, _about_brackets, _about_colons):
        if words := about(reason, line, text):
            return words
    return "unreadable", f"{show(text)} cannot be read as a `key: value` line.", _INDENT


Words = tuple[str, str, str]


def quoted(value: str) -> str:
    """A value in quotes that change nothing of it."""
    return f'"{value}"' if not re.search(r'["\\]', value) else "'" + value.replace("'", "''") + "'"


def _about_spaces(reason: str, line: str, text: str) -> Words | None:
    if "\t" in line[: len(line) - len(line.lstrip())] or reason == "tab":
        return "tab", "This line is indented with a tab.", "Indent it with two spaces."
    if _ODD_SPACE.search(text.partition(":")[0] + text.partition(":")[2][:1]) or _ODD_SPACE.match(line):
        return (
            "odd-space", "A special space, which looks like any other, stands in this line.",
            "Delete the spaces of this line and type them again.",
        )  # fmt: skip
    return None


def _about_links(reason: str, _: str, text: str) -> Words | None:
    if not ("[[" in text and '"[[' not in text and "'[[" not in text and ("flow" in reason or "expected" in reason)):
        return None
    if "stray" in reason:
        return _FIXED["key is no text"]
    links = [f'"[[{link}]]"' for link in _LINK.findall(text)]
    written = f"[{', '.join(links)}]" if len(links) > 1 else "".join(links)
    return "unquoted-link", f"The link in {show(text)} cannot be read as it stands.", f"Put it in quotes: {written}."


def _about_strays(reason: str, _: str, text: str) -> Words | None:
    """Lines that begin at the margin and belong to no key."""
    if not reason.startswith("stray"):
        return None
    if text.startswith("-"):
        return (
            "stray-entry", f"{show(text)} is an entry of a list, and the key above it has a value already.",
            "Write the list below a key of its own, for instance `knows:`.",
        )  # fmt: skip
    if "key is no text" in reason:
        return _FIXED["key is no text"]
    if found := re.match(r"([\w-]+):(\S.*)", text):
        return "no-space", f"{show(text)} has no space after its colon.", f"Write {found[1]}: {found[2]}"
    if found := re.match(r"([\w-]+) *= *(.+)", text):
        return "no-colon", f"{show(text)} has no colon, so it is no `key: value` line.", f"Write {found[1]}: {found[2]}"
    return (
        "no-colon", f"{show(text)} has no colon, so it is no `key: value` line.",
        "Write a key, a colon and a space before it, or move it below the block.",
    )  # fmt: skip


def _about_quotes(reason: str, _: str, text: str) -> Words | None:
    key, value = _parts(text)
    if "escape" in reason:
        return (
            "backslash", f"A backslash within double quotes means something else than itself in {show(text)}.",
            f"Write {key}: {quoted(value[1:-1])}",
        )  # fmt: skip
    if _QUOTED.match(value) and "expected" in reason:
        inner = value[1:-1] if value[0] == value[-1] else value
        return (
            "after-quote", f"Words follow after the closed quote in {show(text)}.", f"Write {key}: {quoted(inner)}",
        )  # fmt: skip
    if "quoted scalar" in reason:
        return "unclosed-quote", f"A quote is opened in {show(text)} and never closed.", "Close it, or leave both out."
    return None


def _about_brackets(reason: str, _: str, text: str) -> Words | None:
    if "flow" in reason:
        if re.search(r"[,\[{]\s*,", text):
            return "empty-entry", f"Nothing stands between two commas in {show(text)}.", "Take one comma away."
        if _balance(text) == 0 and ": " not in text.partition(": ")[2]:
            return "unreadable", f"What stands in brackets in {show(text)} cannot be read.", _QUOTE_IT
        return "unclosed-bracket", f"A bracket is opened in {show(text)} and never closed.", "Close it, or quote it."
    if "expected" in reason and _balance(text) < 0:
        return "extra-bracket", f"There is a closing bracket too many in {show(text)}.", "Take it away."
    return None


def _about_colons(reason: str, line: str, text: str) -> Words | None:
    key, value = _parts(text)
    if "mapping values are not allowed" in reason:
        if ": " in value or value.endswith(":"):
            written = f"Write {key}: {quoted(value)}"
            return "colon", f"{show(text)} holds a second colon, so it cannot be read.", written
        return "indentation", f"{show(text)} is indented, and the line above it has a value already.", _INDENT
    if "cannot start any token" in reason:
        return (
            "special-character", f"{show(text)} holds a character that must not begin a value without quotes.",
            f"Write {key}: {quoted(value)}" if value else f"Write {quoted(text)}",
        )  # fmt: skip
    if "could not find expected ':'" in reason:
        return "no-colon", f"{show(text)} is no `key: value` line.", "Write a key, a colon, a space and the value."
    if line[:1] in " \t" and "expected" in reason:
        return "indentation", f"{show(text)} is indented differently from the lines it belongs to.", _ALIKE
    return None


def _parts(text: str) -> tuple[str, str]:
    found = _KEY_VALUE.fullmatch(text)
    return (found[1], found[2].strip()) if found else (text, "")


def _balance(text: str) -> int:
    return sum(text.count(sign) for sign in "[{") - sum(text.count(sign) for sign in "]}")


_INDENT = "Write each key at the start of a line, and indent what belongs to it by two spaces."
_ALIKE = "Indent the lines that belong together by the same number of spaces."
_QUOTE_IT = "Put what holds a bracket, a colon, a comma or a quote into quotes."
_FIXED: dict[str, Words] = {
    "odd fence": (
        "odd-fence", "The line above the block at the top is not exactly three hyphens.",
        "Write --- there, at the start of the line.",
    ),
    "odd end": (
        "odd-fence", "The line below the block at the top is not exactly three hyphens.",
        "Write --- there, at the start of the line.",
    ),
    "toml": (
        "no-yaml", "The block at the top is written in TOML, another language, and does not count.",
        "Put --- above and below it, and write `key: value` lines.",
    ),
    "no end": (
        "no-closing-fence", "The block at the top begins here and is never closed.",
        "Write --- on a line of its own where it ends.",
    ),
    "too long": (
        "too-long", "The block at the top is longer than 200,000 characters; from here on it does not count.",
        "Move what is text below the block, or split the note.",
    ),
    "too many slips": (
        "too-long", "So many lines of the block at the top cannot be read that from here on none counts.",
        "Mend the lines told of above, or move what is text below the block.",
    ),
    "control character": (
        "control-character", "There is a control character in this line, which no editor shows.",
        "Delete the value and type it again.",
    ),
    "second document": (
        "second-document", "A line of the block at the top ends it, and begins another.",
        "Keep only one block.",
    ),
    "no mapping": (
        "no-keys", "The block at the top holds no `key: value` lines.", "Write for instance `name: Ada Park`.",
    ),
    "alias": (
        "alias", "A value must not begin with * unless it is in quotes.",
        "Put the value in quotes, or write it out.",
    ),
    "anchor": (
        "anchor", "A value must not begin with & unless it is in quotes.",
        "Put the value in quotes, or remove the & and its word.",
    ),
    "tag": (
        "yaml-tag", "A value must not begin with ! unless it is in quotes.",
        "Put the value in quotes, or remove the ! and its word.",
    ),
    "depth": ("too-deep", "Lists and blocks are nested more than 30 deep here.", "Write the value as plain text."),
    "key is no text": (
        "odd-key", "A list or a block stands where a key is expected.",
        'Write a word as the key; put a link in quotes: "[[Ada Park]]".',
    ),
}  # fmt: skip
