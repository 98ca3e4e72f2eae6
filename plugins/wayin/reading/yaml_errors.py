"""What to say when front matter cannot be read: one sentence for each sort of slip, and what to write instead."""

from __future__ import annotations

import re

from wayin.validators import quote_value

_LINK = re.compile(r"\[\[([^\]]*)\]\]?")
_KEY_VALUE = re.compile(r"((?:- )?[^\s:][^:]{0,80}): *(.*)", re.DOTALL)
_ENTRY = re.compile(r"(-) +(.*)", re.DOTALL)
_QUOTED = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')[ \t]*[^\s#,\]}:]")
_ODD_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200f\u202f\u205f-\u2064\u3000\ufeff\u00ad]")
_BEGINS_ODDLY = re.compile(r"(?<=[:-])[ ]+(?=[%@`>|,?-])")
_OF_ONE = frozenset("company parent introduced_by via person".split())
"""Keys that name one person or company."""
_OF_WHOLE = frozenset({"too long", "too many slips"})
"""Slips of the whole block, whatever stands in the line where it is noticed."""

Words = tuple[str, str, str]


def explain(reason: str, line: str, above: str = "") -> Words:
    """The code, the sentence and the mending for YAML refused for `reason`, at a line of the file.

    Args:
        reason: why it was refused.
        line: the line.
        above: the last line above it that is not blank; empty where it is the first.
    """
    text = line.strip()
    if reason in _OF_WHOLE:
        return _FIXED[reason]
    if "{{" in text or "<%" in text:
        return (
            "unfilled",
            f"{quote_value(text)} is a gap in a template that nothing has filled in.",
            "Write the value there.",
        )
    if reason == "key set apart":
        return (
            "indentation", f"The spaces before {quote_value(text)} set it apart from the other keys.",
            "Delete the spaces before it, and before the lines that stand as it does.",
        )  # fmt: skip
    if words := _about_spaces(reason, line, text, above):
        return words
    if reason in _FIXED:
        return _FIXED[reason]
    for about in (_about_signs, _about_links, _about_strays, _about_quotes, _about_brackets):
        if words := about(reason, text):
            return words
    if words := _about_colons(reason, line, text, above):
        return words
    return "unreadable", f"{quote_value(text)} cannot be read as a `key: value` line.", _INDENT


def column(code: str, line: str, given: int) -> int:
    """Where the caret goes: the reader of YAML notices some slips only further on in their line."""
    if code in ("indentation", "tab"):
        return len(line) - len(line.lstrip()) + 1 if code == "indentation" else 1
    if code == "alias" and "*" in line:
        return line.index("*") + 1
    if code == "special-character":
        begun = [found.end() + 1 for found in _BEGINS_ODDLY.finditer(line) if found.end() < given]
        return begun[-1] if begun else given
    return given


_CURLY = {"“": "”“", "”": "”", "„": "“”", "‘": "’", "‚": "‘’", "«": "»", "»": "«", "‹": "›", "›": "‹"}
"""Quotes that are none to YAML, each with those that close it."""


def uncurled(value: str) -> str:
    """A value without the curly quotes around all of it; as it is if there are none."""
    inside = value[1:-1].strip()
    if not inside or value[-1] not in _CURLY.get(value[0], "") or value[0] in inside:
        return value
    # An apostrophe is the same sign as the quote that closes
    return value if value[-1] in inside.replace("’", "") else inside


def quoted(value: str) -> str:
    """A value in quotes that change nothing of it; they take the place of curly ones."""
    value = uncurled(value)
    return f'"{value}"' if not re.search(r'["\\]', value) else "'" + value.replace("'", "''") + "'"


def _about_spaces(reason: str, line: str, text: str, above: str) -> Words | None:
    if "\t" in line[: len(line) - len(line.lstrip())] or reason == "tab":
        return "tab", "This line is indented with a tab.", _put_spaces(text, above)
    if _ODD_SPACE.search(text.partition(":")[0] + text.partition(":")[2][:1]) or _ODD_SPACE.match(line):
        return (
            "odd-space", "A special space, which looks like any other, stands in this line.",
            "Delete the spaces of this line and type them again.",
        )  # fmt: skip
    return None


def _put_spaces(text: str, above: str) -> str:
    """How to indent a line as the one above it asks for."""
    bare, width = above.strip(), len(above.expandtabs(2)) - len(above.expandtabs(2).lstrip())
    is_entry, below_entry = text.startswith("- "), bare.startswith("- ")
    if bare.endswith((":", ": |", ": >")):
        width += 4 if below_entry else 2
    elif is_entry != below_entry:
        width = max(0, width - 2) if is_entry else width + 2
    return f"Put exactly {width} spaces before it, and no tab." if width else "Delete the spaces and tabs before it."


def _about_signs(reason: str, text: str) -> Words | None:
    """Values that begin with a sign which means something to YAML."""
    code, sign = next(((code, sign) for code, sort, sign in _SIGNS if sort in reason), ("", ""))
    if not code:
        return None
    key, value = _parts(text)
    if key == "<<":
        return code, f"{quote_value(text)} stands for lines that are written elsewhere.", "Write those lines out here."
    said = f"A value must not begin with {sign} unless it is in quotes."
    if value[:1] != sign:
        return code, said, "Put the value in quotes."
    if code == "anchor" and " " not in value:
        return code, said, f"Put {quote_value(value)} in quotes, or delete it if lines that belong to the key follow."
    return code, said, f"Write {_written(key, quoted(value))}."


def _about_links(reason: str, text: str) -> Words | None:
    if not ("[[" in text and '"[[' not in text and "'[[" not in text and ("flow" in reason or "expected" in reason)):
        return None
    if "stray" in reason:
        return _FIXED["key is no text"]
    key, value = _parts(text)
    links = [f'"[[{link}]]"' for link in _LINK.findall(text)]
    if not links:
        return None
    if key == "-" and len(links) > 1:
        entries = [f"`- {link}`" for link in links]
        return (
            "unquoted-link",
            f"The links in {quote_value(text)} cannot be read as they stand.",
            (f"Write {', '.join(entries)}, each on a line of its own."),
        )
    one = len(links) == 1 or key.removeprefix("- ") in _OF_ONE
    written = links[0] if one else f"[{', '.join(links)}]"
    said = f"The link in {quote_value(text)} cannot be read as it stands."
    if not value or "{" in text:
        return "unquoted-link", said, f"Put each link in quotes: {', '.join(links)}."
    has_rest = re.sub(r"\band\b|[\s,;&]", "", _LINK.sub("", value)) or (one and len(links) > 1)
    rest = ", and move the rest into the text below" if has_rest else ""
    return "unquoted-link", said, f"Write {_written(key, written)}{rest}."


def _about_strays(reason: str, text: str) -> Words | None:
    """Lines that begin at the margin and belong to no key."""
    if not reason.startswith("stray"):
        return None
    if text.startswith("--"):
        return (
            "second-document", f"{quote_value(text)} begins with hyphens, and is no line of three hyphens alone.",
            "Write --- alone to close the block here, else delete the line.",
        )  # fmt: skip
    if text.startswith("-"):
        return (
            "stray-entry", f"{quote_value(text)} is an entry of a list, and the key above it has a value already.",
            "Write the list below a key of its own, for instance `knows:`.",
        )  # fmt: skip
    if "key is no text" in reason:
        return _FIXED["key is no text"]
    if found := re.match(r"([\w-]+):(\S.*)", text):
        return "no-space", f"{quote_value(text)} has no space after its colon.", f"Write `{found[1]}: {found[2]}`."
    if found := re.match(r"([\w-]+) *= *(.+)", text):
        return (
            "no-colon", f"{quote_value(text)} has no colon, so it is no `key: value` line.",
            f"Write `{found[1]}: {found[2]}`.",
        )  # fmt: skip
    return (
        "no-colon", f"{quote_value(text)} has no colon, so it is no `key: value` line.",
        "Write a key, a colon and a space before it, or move it below the block.",
    )  # fmt: skip


def _about_quotes(reason: str, text: str) -> Words | None:
    key, value = _parts(text)
    if "escape" in reason:
        return (
            "backslash", f"A backslash within double quotes means something else than itself in {quote_value(text)}.",
            f"Write {_written(key, quoted(value[1:-1]))}." if value[:1] == '"' else "Use single quotes around it.",
        )  # fmt: skip
    if _QUOTED.match(value) and "expected" in reason:
        inner = value[1:-1] if value[0] == value[-1] else value
        return (
            "after-quote", f"Words follow after the closed quote in {quote_value(text)}.",
            f"Write {_written(key, quoted(inner))}.",
        )  # fmt: skip
    if "quoted scalar" in reason:
        said = f"A quote is opened in {quote_value(text)} and never closed."
        inner = value[1:-1] if value[-1:] in ("'", '"') else value[1:]
        whole = value[:1] in ("'", '"') and inner
        return "unclosed-quote", said, f"Write {_written(key, quoted(inner))}." if whole else "Close it, or delete it."
    return None


def _about_brackets(reason: str, text: str) -> Words | None:
    if "flow" in reason:
        if re.search(r"[,\[{]\s*,", text):
            return (
                "empty-entry",
                f"Nothing stands between two commas in {quote_value(text)}.",
                "Delete one of the commas.",
            )
        if _balance(text) == 0 and ": " not in text.partition(": ")[2]:
            return "unreadable", f"What stands in brackets in {quote_value(text)} cannot be read.", _QUOTE_IT
        sign, close = ("{", "}") if text.count("{") > text.count("}") else ("[", "]")
        return (
            "unclosed-bracket", f"A bracket is opened in {quote_value(text)} and never closed.",
            f"Write {close} where the list ends; if the {sign} is part of a text, put that text in quotes.",
        )  # fmt: skip
    if "expected" in reason and _balance(text) < 0:
        return "extra-bracket", f"There is a closing bracket too many in {quote_value(text)}.", "Delete it."
    return None


def _about_colons(reason: str, line: str, text: str, above: str) -> Words | None:
    key, value = _parts(text)
    if "mapping values are not allowed" in reason:
        if ": " in value or value.endswith(":"):
            said = f"{quote_value(text)} holds a second colon, so it cannot be read."
            return "colon", said, f"Write {_written(key, quoted(value))}."
        return (
            "indentation", f"The spaces before {quote_value(text)} make it part of the line above, "
                    f"which has a value already.",
            _put_spaces(text, above),
        )  # fmt: skip
    if "sequence entries are not allowed" in reason and value.startswith("- "):
        said = f"In {quote_value(text)}, the first entry of a list stands on the line of its key."
        return "hyphen", said, f"Put `{value}` on a line of its own, below `{key}:`."
    if "cannot start any token" in reason or any(
        said in reason and sign in (value[:1], value) for said, sign in _ODD_BEGINNINGS
    ):
        whole = f"Write {_written(key, quoted(value))}." if value else f"Write {quoted(text)}"
        return (
            "special-character", f"{quote_value(text)} holds a character that must not begin a value without quotes.",
            whole if value[:1] not in ("[", "{") else "Put the text that begins with it into quotes.",
        )  # fmt: skip
    if "could not find expected ':'" in reason:
        return (
            "no-colon",
            f"{quote_value(text)} is no `key: value` line.",
            "Write a key, a colon, a space and the value.",
        )
    if line[:1] in " \t" and "expected" in reason:
        return (
            "indentation", f"{quote_value(text)} has more or fewer spaces before it than the lines it belongs to.",
            _put_spaces(text, above),
        )  # fmt: skip
    return None


_ODD_BEGINNINGS = (
    ("block scalar", ">"), ("block scalar", "|"), ("expected node content", ","), ("mapping keys are not allowed", "?"),
    ("sequence entries are not allowed", "-"),
)  # fmt: skip
"""What is said of values that begin with a sign which means something to YAML, and the sign."""


def _parts(text: str) -> tuple[str, str]:
    """What stands before the value in a line, and the value: a key, perhaps after a hyphen, or the hyphen alone."""
    found = _KEY_VALUE.fullmatch(text) if not re.match(r"- [\"'*&!]", text) else None
    found = found or _ENTRY.fullmatch(text)
    return (found[1], found[2].strip()) if found else (text, "")


def _written(key: str, value: str) -> str:
    """A line to write; in backticks, unless it holds some."""
    line = f"- {value}" if key == "-" else f"{key}: {value}"
    return line if "`" in line else f"`{line}`"


def _balance(text: str) -> int:
    return sum(text.count(sign) for sign in "[{") - sum(text.count(sign) for sign in "]}")


_SIGNS = (("alias", "alias", "*"), ("anchor", "anchor", "&"), ("yaml-tag", "tag", "!"))
_INDENT = "Write each key at the start of a line, and indent what belongs to it by two spaces."
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
        "too-long", "The block at the top is longer than 100,000 characters; from here on it does not count.",
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
    "depth": ("too-deep", "Lists and blocks are nested more than 30 deep here.", "Write the value as plain text."),
    "key is no text": (
        "odd-key", "A link, a list or a block stands where a key such as `knows` is expected.",
        'Write a key before it, for instance `knows: "[[Ada Park]]"`, or move it below the block.',
    ),
}  # fmt: skip
