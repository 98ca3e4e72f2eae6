"""Front matter made by its structure: the fields of each kind of note, well or badly filled, in all ways of YAML."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from wayin import model

if TYPE_CHECKING:
    import random

    from fuzzing.attacks import Attacker

KINDS: dict[str, type[model.Fields]] = {
    "people": model.Person, "companies": model.Company, "interviews": model.Interview, "me": model.Me, "": model.Page,
}  # fmt: skip
"""The fields of the notes of each folder."""

NAMES = [
    "Ada Park",
    "Bo Lind",
    "Cy Dunn",
    "Di",
    "[[ada-park]]",
    "[[Bo Lind|Bo]]",
    "people/cy-dunn",
    "me",
    "index",
    "Con",
]
COMPANIES = ["Northwind", "Acme", "[[northwind]]", "C++ Ltd", "con", "companies/acme"]
DAYS = [
    "2026-10-01",
    "2026-11-19",
    "2027-01-01",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "2026-10-01T15:00",
    "2020",
    "1.2.26",
]
WORDS = [
    "pay",
    "C++",
    "company-size",
    "Data engineer",
    "in spring",
    "yes",
    "no",
    "null",
    "~",
    "0123",
    "12:30",
    "[x](y)",
]
NUMBERS: list[Any] = [1, 3, 5, 0, 6, "4/5", True, 2.5]
LISTS: list[Any] = [["a", "b"], "a, b", "x", []]
LINKS = ["https://example.org/a", "javascript:alert(1)", "//track.example/x", "example.org", "mailto:a@example.org"]

_BY_KEY: dict[str, list[Any]] = {
    **dict.fromkeys(
        ("name", "role", "title", "headline", "background", "signature", "location", "phone", "place", "description",
         "context", "outcome", "quote", "point", "ask", "answer", "what", "topic", "degree", "school"), WORDS,
    ),
    **dict.fromkeys(("company", "parent"), COMPANIES),
    **dict.fromkeys(("with", "introduced_by", "via", "person", "agrees", "disagrees", "not_for"), NAMES),
    **dict.fromkeys(
        ("date", "last", "last_contact", "asked", "agreed", "made", "declined", "closed", "requested", "replied",
         "followed_up", "thanked", "connected", "closes", "by", "from", "to"), DAYS,
    ),
    **dict.fromkeys(("closeness", "strength", "reverse", "interest"), NUMBERS),
    **dict.fromkeys(("website", "linkedin", "url"), LINKS),
    **dict.fromkeys(("tags", "aliases", "industry", "goals", "objectives", "hide", "emails"), LISTS),
    "email": ["ada@example.org", "ada", "<ada@example.org>"],
    "photo": ["a.png", "x.svg", "../../etc/passwd", "//x/y.png"],
    "keep_in_touch": ["6w", "1y", "monthly", "99999999y", "now"], "introduces": ["yes", "ask", "no", True, "maybe"],
    "evidence": ["stated", "linkedin", "guess"], "known_through": ["event", "work", "x"], "route": ["event", "cold"],
    "kind": ["informational", "screening", "x"], "status": ["applied", "offer", "new", "x"], "minutes": [45, -1, 10**9],
    "size": ["50-200", 12, "many"], "private": [True, False, "no", "maybe"], "done": [True, "2026-10-01", "x"],
    "icon": ["material/account", "../../x", "<b>"], "type": ["person", "page", "me", "x"],
}  # fmt: skip
_ENTRIES: dict[str, list[str]] = {
    "work": ["company", "role", "from", "to"], "education": ["school", "degree", "from", "to"],
    "knows": ["person", "strength", "reverse", "evidence", "last", "context"],
    "introductions": ["via", "asked", "agreed", "made", "declined", "closed", "outcome"],
    "gave": ["date", "what"], "received": ["date", "what"], "roles": ["title", "url", "closes"],
    "questions": ["ask", "answer"], "learnings": ["topic", "point", "quote", "agrees", "disagrees", "private"],
    "promised": ["what", "by", "done"],
}  # fmt: skip
ODD = [None, True, 10**30, -0.0, float("inf"), "", " ", [], {}, [[]], [None], {"a": {"b": ["c"]}}, "x" * 3000, "\ud800"]


class FrontMatter:
    """Writes front matter for notes of one kind."""

    def __init__(self, chance: random.Random, attacker: Attacker) -> None:
        """Args: where the choices come from; what fills a text with something bad."""
        self.chance, self.attacker = chance, attacker
        self._anchors = 0

    def of(self, folder: str) -> str:
        """Return the front matter of a note in a folder, with its fences."""
        chance = self.chance
        fields = KINDS[folder].model_fields
        keys = [field.alias or name for name, field in fields.items()]
        chosen = chance.sample(keys, chance.randint(0, min(len(keys), 14)))
        if folder == "interviews" and chance.random() < 0.8:
            chosen = [*dict.fromkeys(["with", "date", *chosen])]
        pairs = [(self._key(key), self.value(key)) for key in chosen]
        self._anchors = 0
        text = "".join(self._pair(key, value, 0) for key, value in pairs)
        if chance.random() < 0.1:
            text = chance.choice(["# a comment\n", "%YAML 1.2\n", "\t\n", "<<: *a1\n", "? x\n: y\n", "- a\n"]) + text
        end = chance.choice([*9 * ["---"], "...", "--- ", ""])
        return f"---\n{text}{end}\n"

    def _key(self, key: str) -> str:
        chance = self.chance
        if chance.random() < 0.06:
            return chance.choice([key.upper(), key[:-1], f"{key}s", self.attacker.text(), "1", "null", "? x"])
        return key

    def value(self, key: str, depth: int = 0) -> Any:
        """Return a value for a key: mostly of the right form, now and then of another, or an attack."""
        chance = self.chance
        roll = chance.random()
        if roll < 0.08:
            return self.anything()
        if roll < 0.2:
            return self.attacker.text() if chance.random() < 0.6 else self.attacker.address()
        if key in _ENTRIES and depth < 2:
            count = chance.choice([0, 1, 1, 2, 3, 30] if depth == 0 else [1])
            entries = [self._entry(key, depth) for _ in range(count)]
            return entries[0] if count == 1 and chance.random() < 0.2 else entries
        found = chance.choice(_BY_KEY.get(key, WORDS))
        return [found, chance.choice(_BY_KEY.get(key, WORDS))] if chance.random() < 0.1 else found

    def _entry(self, key: str, depth: int) -> Any:
        chance = self.chance
        if chance.random() < 0.3:
            return chance.choice(NAMES if key in ("knows", "introductions") else WORDS)
        names = chance.sample(_ENTRIES[key], chance.randint(1, len(_ENTRIES[key])))
        return {self._key(name): self.value(name, depth + 1) for name in names}

    def anything(self, depth: int = 0) -> Any:
        """Return a value of any form."""
        chance = self.chance
        if depth < 3 and chance.random() < 0.3:
            return [self.anything(depth + 1) for _ in range(chance.randint(0, 3))]
        if depth < 3 and chance.random() < 0.3:
            return {chance.choice(WORDS): self.anything(depth + 1) for _ in range(chance.randint(0, 3))}
        return chance.choice([*ODD, *WORDS, *DAYS, *NAMES, self.attacker.text()])

    # --- writing YAML -------------------------------------------------------------------------------------------------

    def _pair(self, key: str, value: Any, indent: int) -> str:
        return f"{' ' * indent}{key}:{self._node(value, indent)}\n"

    def _node(self, value: Any, indent: int) -> str:
        """Return a value after its colon or dash, in one of YAML's ways."""
        chance = self.chance
        before = " "
        if chance.random() < 0.02:
            self._anchors += 1
            before = f" &a{self._anchors} "
        elif self._anchors and chance.random() < 0.02:
            return f" *a{chance.randint(1, self._anchors + 1)}"
        elif chance.random() < 0.006:
            before = chance.choice([" !!str ", " !!python/object:os.system ", " !x ", " !!binary ", " !!set "])
        if isinstance(value, list) and value and chance.random() < 0.5:
            lines = "".join(f"\n{' ' * indent}  -{self._node(one, indent + 4)}" for one in value)
            return before.rstrip() + lines
        if isinstance(value, dict) and value and chance.random() < 0.6:
            inner = indent + 2
            return before.rstrip() + "".join(
                f"\n{' ' * inner}{key}:{self._node(one, inner)}" for key, one in value.items()
            )
        return before + self._flow(value, indent)

    def _flow(self, value: Any, block: int | None = None) -> str:
        """Return a value within a line, or over several below an indent."""
        chance = self.chance
        if isinstance(value, list):
            end = ",]" if value and chance.random() < 0.1 else "]"
            return "[" + ", ".join(map(self._flow, value)) + end
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {self._flow(one)}" for key, one in value.items()) + "}"
        if value is None:
            return chance.choice(["", "null", "~"])
        if not isinstance(value, str):
            return str(value).lower() if isinstance(value, bool) else str(value)
        needs_quotes = not re.fullmatch(r"[\w./@-][\w ./@-]*", value) or value != value.strip()
        if chance.random() < (0.97 if needs_quotes else 0.3):
            if block is not None and chance.random() < 0.1 and "\n" not in value:
                return chance.choice(["|", ">", "|-", ">+"]) + f"\n{' ' * (block + 2)}{value}"
            if chance.random() < 0.5:
                return "'" + value.replace("'", "''") + "'"
            return json.dumps(value, ensure_ascii=chance.random() < 0.5)
        return value
