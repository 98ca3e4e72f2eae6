"""Messages for front matter that can't be read: which mistake it is, and what to write instead."""

from __future__ import annotations

import re
from typing import Any

from wayin import model
from wayin.catalogue import code_of

_LINK = re.compile(r"\[\[([^\]]*)\]\]?")
_KEY_VALUE = re.compile(r"((?:- )?[^\s:][^:]{0,80}): *(.*)", re.DOTALL)
_ENTRY = re.compile(r"(-) +(.*)", re.DOTALL)
_QUOTED = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')[ \t]*[^\s#,\]}:]")
_ODD_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200f\u202f\u205f-\u2064\u3000\ufeff\u00ad]")
_BEGINS_ODDLY = re.compile(r"(?<=[:-])[ ]+(?=[%@`>|,?-])")
_OF_ONE = frozenset("company parent introduced_by via person".split())
"""Keys with a single person or company."""
_OF_WHOLE = frozenset({"too long", "too many slips"})
"""Problems of the whole block, regardless of the line."""

KEYS = frozenset(
    field.alias or name
    for kind in (model.Person, model.Company, model.Interview, model.Me, model.Page)
    for name, field in kind.model_fields.items()
)
"""Every key of any note."""
Problem = tuple[str, dict[str, Any]]
"""A key of the catalogue, and the values of its message."""


def explain(reason: str, line: str, above: str = "") -> Problem:
    """Return what to report for a YAML error at a line of the file.

    Args:
        reason: the reason of the error.
        line: the line.
        above: the last line above that isn't blank; empty at the start.
    """
    text = line.strip()
    if reason in _OF_WHOLE:
        return _FIXED[reason], {}
    if "{{" in text or "<%" in text:
        return "unfilled", {"line": text}
    if reason == "key set apart":
        return "indentation", {"line": text}
    if problem := _about_spaces(reason, line, text, above):
        return problem
    if reason in _FIXED:
        return _FIXED[reason], {}
    for about in (_about_characters, _about_links, _about_strays, _about_quotes, _about_brackets):
        if problem := about(reason, text):
            return problem
    return _about_colons(reason, line, text, above) or ("unreadable", {"line": text})


def column(key: str, line: str, given: int) -> int:
    """Return the column of the caret; libyaml notices some mistakes only further on in the line."""
    code = code_of(key)
    if code in ("indentation", "tab"):
        return len(line) - len(line.lstrip()) + 1 if code == "indentation" else 1
    if code == "alias" and "*" in line:
        return line.index("*") + 1
    if code == "special-character":
        begun = [match.end() + 1 for match in _BEGINS_ODDLY.finditer(line) if match.end() < given]
        return begun[-1] if begun else given
    return given


_CURLY = {"“": "”“", "”": "”", "„": "“”", "‘": "’", "‚": "‘’", "«": "»", "»": "«", "‹": "›", "›": "‹"}
"""Quotes that YAML doesn't know, each with its closing characters."""


def uncurled(value: str) -> str:
    """Return a value without curly quotes around it; unchanged if there are none."""
    inside = value[1:-1].strip()
    if not inside or value[-1] not in _CURLY.get(value[0], "") or value[0] in inside:
        return value
    # The apostrophe is the same character as a closing quote
    return value if value[-1] in inside.replace("’", "") else inside


def quoted(value: str) -> str:
    """Return a value in quotes that don't alter it; they replace curly ones."""
    value = uncurled(value)
    return f'"{value}"' if not re.search(r'["\\]', value) else "'" + value.replace("'", "''") + "'"


def _about_spaces(reason: str, line: str, text: str, above: str) -> Problem | None:
    if "\t" in line[: len(line) - len(line.lstrip())] or reason == "tab":
        width = _indent(text, above)
        return "tab" if width else "tab/0", {"width": width}
    if _ODD_SPACE.search(text.partition(":")[0] + text.partition(":")[2][:1]) or _ODD_SPACE.match(line):
        return "odd-space", {}
    return None


def _indent(text: str, above: str) -> int:
    """Return the indentation that the line above requires."""
    bare, width = above.strip(), len(above.expandtabs(2)) - len(above.expandtabs(2).lstrip())
    is_entry, below_entry = text.startswith("- "), bare.startswith("- ")
    if bare.endswith((":", ": |", ": >")):
        return width + (4 if below_entry else 2)
    if is_entry != below_entry:
        return max(0, width - 2) if is_entry else width + 2
    return width


def _about_characters(reason: str, text: str) -> Problem | None:
    """Explain values that start with a special character of YAML."""
    code, sign = next(((code, sign) for code, part, sign in _INDICATORS if part in reason), ("", ""))
    if not code:
        return None
    key, value = _parts(text)
    if key == "<<":
        return "alias/merge", {"line": text}
    if value[:1] != sign:
        return f"{code}/inside", {"sign": sign}
    if code == "anchor" and " " not in value:
        return "anchor/word", {"sign": sign, "value": value}
    return code, {"sign": sign, "written": _written(key, quoted(value))}


def _about_links(reason: str, text: str) -> Problem | None:
    if not ("[[" in text and '"[[' not in text and "'[[" not in text and ("flow" in reason or "expected" in reason)):
        return None
    if "stray" in reason:
        return "odd-key", {}
    key, value = _parts(text)
    links = [f'"[[{link}]]"' for link in _LINK.findall(text)]
    if not links:
        return None
    if key == "-" and len(links) > 1:
        return "unquoted-link/items", {"line": text, "items": ", ".join(f"`- {link}`" for link in links)}
    if not value or "{" in text:
        return "unquoted-link/each", {"line": text, "links": ", ".join(links)}
    is_single = len(links) == 1 or key.removeprefix("- ") in _OF_ONE
    has_rest = re.sub(r"\band\b|[\s,;&]", "", _LINK.sub("", value)) or (is_single and len(links) > 1)
    written = _written(key, links[0] if is_single else f"[{', '.join(links)}]")
    return "unquoted-link/rest" if has_rest else "unquoted-link", {"line": text, "written": written}


def _about_strays(reason: str, text: str) -> Problem | None:
    """Explain lines at the margin that belong to no key."""
    if not reason.startswith("stray"):
        return None
    if text.startswith("--"):
        return "second-document/hyphens", {"line": text}
    if text.startswith("-"):
        return "stray-entry", {"line": text}
    if "key isn't a text" in reason:
        return "odd-key", {}
    for which, pattern in _KEYS_WITHOUT_COLON:
        if (match := pattern.match(text)) and (which != "no-colon/key" or match[1] in KEYS):
            return which, {"line": text, "key": match[1], "value": match[2]}
    return "no-colon", {"line": text}


def _about_quotes(reason: str, text: str) -> Problem | None:
    key, value = _parts(text)
    if "escape" in reason:
        written = _written(key, quoted(value[1:-1]))
        return "backslash" if value[:1] == '"' else "backslash/unsure", {"line": text, "written": written}
    if _QUOTED.match(value) and "expected" in reason:
        inner = value[1:-1] if value[0] == value[-1] else value
        return "after-quote", {"line": text, "written": _written(key, quoted(inner))}
    if "quoted scalar" in reason:
        inner = value[1:-1] if value[-1:] in ("'", '"') else value[1:]
        if value[:1] in ("'", '"') and inner:
            return "unclosed-quote", {"line": text, "written": _written(key, quoted(inner))}
        return "unclosed-quote/unsure", {"line": text}
    return None


def _about_brackets(reason: str, text: str) -> Problem | None:
    if "flow" in reason:
        if re.search(r"[,\[{]\s*,", text):
            return "empty-entry", {"line": text}
        if _balance(text) == 0 and ": " not in text.partition(": ")[2]:
            return "unreadable/brackets", {"line": text}
        opened, close = ("{", "}") if text.count("{") > text.count("}") else ("[", "]")
        return "unclosed-bracket", {"line": text, "open": opened, "close": close}
    return ("extra-bracket", {"line": text}) if "expected" in reason and _balance(text) < 0 else None


def _about_colons(reason: str, line: str, text: str, above: str) -> Problem | None:
    key, value = _parts(text)
    width = _indent(text, above)
    if "mapping values are not allowed" in reason:
        if ": " in value or value.endswith(":"):
            return "colon", {"line": text, "written": _written(key, quoted(value))}
        return "indentation/part" if width else "indentation/part-0", {"line": text, "width": width}
    if "sequence entries are not allowed" in reason and value.startswith("- "):
        return "hyphen", {"line": text, "key": key, "value": value}
    if "cannot start any token" in reason or any(
        part in reason and sign in (value[:1], value) for part, sign in _ODD_BEGINNINGS
    ):
        if not value or value[:1] in ("[", "{"):
            which = "special-character/inside" if value else "special-character/line"
            return which, {"line": text, "quoted": quoted(text)}
        return "special-character", {"line": text, "written": _written(key, quoted(value))}
    if "could not find expected ':'" in reason:
        return "no-colon/value", {"line": text}
    if line[:1] in " \t" and "expected" in reason:
        return "indentation/unlike" if width else "indentation/unlike-0", {"line": text, "width": width}
    return None


_ODD_BEGINNINGS = (
    ("block scalar", ">"), ("block scalar", "|"), ("expected node content", ","), ("mapping keys are not allowed", "?"),
    ("sequence entries are not allowed", "-"),
)  # fmt: skip
"""libyaml's messages for values that start with a special character, and the character."""


def _parts(text: str) -> tuple[str, str]:
    """Return what is before the value in a line, and the value: a key, perhaps after a hyphen, or the hyphen alone."""
    match = _KEY_VALUE.fullmatch(text) if not re.match(r"- [\"'*&!]", text) else None
    match = match or _ENTRY.fullmatch(text)
    return (match[1], match[2].strip()) if match else (text, "")


def _written(key: str, value: str) -> str:
    """Return a line to write, in backticks unless it contains any."""
    line = f"- {value}" if key == "-" else f"{key}: {value}"
    return line if "`" in line else f"`{line}`"


def _balance(text: str) -> int:
    return sum(text.count(sign) for sign in "[{") - sum(text.count(sign) for sign in "]}")


_INDICATORS = (("alias", "alias", "*"), ("anchor", "anchor", "&"), ("yaml-tag", "tag", "!"))
_KEYS_WITHOUT_COLON = (
    ("no-space", re.compile(r"([\w-]+):(\S.*)")),
    ("no-colon/equals", re.compile(r"([\w-]+) *= *(.+)")),
    ("no-colon/key", re.compile(r"([a-z_]+)[ \t]+(.+)")),
)
_FIXED = {
    "odd fence": "odd-fence",
    "odd end": "odd-fence/end",
    "toml": "no-yaml",
    "no end": "no-closing-fence",
    "too long": "too-long",
    "too many slips": "too-long/errors",
    "control character": "control-character",
    "second document": "second-document",
    "no mapping": "no-keys",
    "depth": "too-deep",
    "key isn't a text": "odd-key",
}
