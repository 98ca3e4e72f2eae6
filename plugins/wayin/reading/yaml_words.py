"""What to say when front matter cannot be read: one sentence for each sort of slip, and what to write instead."""

from __future__ import annotations

import re

from wayin.values import show

_LINK = re.compile(r"\[\[([^\]]*)\]\]?")


def explain(reason: str, line: str) -> tuple[str, str, str]:
    """The code, the sentence and the mending for YAML refused for `reason`, at a line of the file."""
    text = line.strip()
    for needle, words in _FIXED.items():
        if needle in reason:
            return words
    if "[[" in text and '"[[' not in text and "'[[" not in text and ("flow" in reason or "expected" in reason):
        links = _LINK.findall(text)
        quoted = ", ".join(f'"[[{link}]]"' for link in links)
        quoted = f"[{quoted}]" if len(links) > 1 else quoted
        return "unquoted-link", f"The link in {show(text)} cannot be read as it stands.", f"Put it in quotes: {quoted}."
    if line.startswith("\t") or "\t" in line[: len(line) - len(line.lstrip())] or reason == "tab":
        return "tab", "This line is indented with a tab.", "Indent it with two spaces."
    if "quoted scalar" in reason:
        return "unclosed-quote", f"A quote is opened in {show(text)} and never closed.", "Close it, or leave both out."
    if "mapping values are not allowed" in reason:
        key, _, rest = text.partition(":")
        if ": " in rest:
            mended = f'{key}: "{rest.strip().replace(chr(34), chr(39))}"'
            return "colon", f"{show(text)} holds a second colon, so it cannot be read.", f"Write {mended}"
        return "indentation", f"{show(text)} is indented oddly, or belongs to a line without a colon.", _INDENT
    if "flow" in reason:
        return "unclosed-bracket", f"A bracket is opened in {show(text)} and never closed.", "Close it, or quote it."
    if "cannot start any token" in reason:
        key, _, rest = text.partition(":")
        mended = f'{key}: "{rest.strip()}"' if rest.strip() else f'"{text}"'
        return (
            "special-character",
            f"{show(text)} begins with a character that YAML keeps for itself.",
            f"Write {mended}",
        )
    if "could not find expected ':'" in reason:
        return "no-colon", f"{show(text)} is no `key: value` line.", "Write a key, a colon, a space and the value."
    return "unreadable", f"{show(text)} cannot be read as a `key: value` line.", _INDENT


_INDENT = "Write each key at the start of a line, and indent what belongs to it by two spaces."
_FIXED: dict[str, tuple[str, str, str]] = {
    "odd fence": (
        "odd-fence",
        "The line above the front matter is not exactly three hyphens.",
        "Write --- there.",
    ),
    "odd end": (
        "odd-fence",
        "The line below the front matter is not exactly three hyphens.",
        "Write --- there.",
    ),
    "no end": (
        "no-closing-fence",
        "The front matter begins here and is never closed.",
        "Write --- on a line of its own where it ends.",
    ),
    "control character": (
        "control-character",
        "There is a control character in the front matter, which no editor shows.",
        "Delete the value and type it again.",
    ),
    "second document": (
        "second-document",
        "A second --- begins another document.",
        "Keep only one block of front matter.",
    ),
    "no mapping": ("no-keys", "The front matter holds no `key: value` lines.", "Write for instance name: Ada Park"),
    "alias": (
        "alias",
        "A value that begins with * refers, to YAML, to another place, which notes do not do.",
        "Put the value in quotes, or write it out.",
    ),
    "anchor": (
        "anchor",
        "A value that begins with & is, to YAML, the name of a place, which notes do not need.",
        "Put the value in quotes, or remove the & and its word.",
    ),
    "tag": (
        "yaml-tag",
        "A value that begins with ! is, to YAML, a type, which notes do not need.",
        "Put the value in quotes, or remove the ! and its word.",
    ),
    "depth": ("too-deep", "Lists and blocks are nested more than 30 deep here.", "Write the value as plain text."),
    "key is no text": (
        "odd-key",
        "A list or a block stands where a key is expected.",
        'Write a word as the key; put a link in quotes: "[[Ada Park]]".',
    ),
}
