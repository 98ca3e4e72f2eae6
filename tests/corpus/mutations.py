"""Good notes damaged by careless people, editors and sync services: random changes of bytes, YAML and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

GOOD = {
    "me.md": "---\nname: Zoë\ngoals: [a job]\nemail: me@example.org\n---\nI know [[Ada Park]].\n",
    "people/ada-park.md": """---
name: Ada Park
aliases: [Ada, "A. P."]
role: Engineer
company: "[[Northwind]]"
work:
  - {company: Acme, role: Analyst, from: 2018-02, to: 2020}
  - company: Northwind
    from: 2020-05
closeness: 4
known_through: event
knows:
  - Bo Lind
  - person: "[[cy-dunn|Cy]]"
    strength: 4
    reverse: 2
    evidence: worked-together
    last: 2026-01-30
    context: "school: Bern"
introduces: ask
introductions:
  - via: Bo Lind
    asked: 2026-10-01
    made: 2026-10-05
keep_in_touch: 6w
last_contact: 2026-10-17
gave: [{date: 2026-10-01, what: a book}]
email: ada@example.org
website: https://example.org/ada
tags: [data, bern]
private: false
---
# Ada Park

Met at the *fair*, with [[Bo Lind]] and [a file](../plan.pdf).

## Log

- 2026-10-03 sent her the article
- [x] 2026-10-09 call
""",
    "companies/northwind.md": "---\nindustry: [data]\nsize: 50-200\nparent: Acme\ninterest: 4\nstatus: applied\n"
    "roles:\n  - title: Engineer\n    url: https://example.org/job\n    closes: 2026-12-01\n---\nText with `code`.\n",
    "interviews/talk.md": """---
with: [Ada Park, Bo Lind]
kind: informational
requested: 2026-09-20
replied: 2026-09-22
date: 2026-10-01 15:00
minutes: 45
questions:
  - ask: How do you hire?
    answer: In spring.
learnings:
  - topic: hiring
    point: They hire in spring.
introductions: [Cy Dunn]
promised:
  - {what: the slides, by: 2026-10-08, done: true}
thanked: 2026-10-02
---
> [!note]
> A quote

!!! note "Box"
    Text[^1].

=== "Tab"

    | a | b |
    |---|---|
    | 1 | ![[picture.png]] |

[^1]: A footnote.

```python
x = [[1]]
```
""",
    "thoughts.md": "---\ntitle: Thoughts\nhide: [toc]\n---\nOn [[Ada Park|Ada]] and :smile: <b>bold</b>.\n",
}
"""A small knowledge base with every kind of field."""

SPICE = [
    "\t", "'", '"', "[[", "]]", "[", "]", "{", "}", "{{ x }}", ": ", ":", "#", " #", "- ", "---\n", "\n---\n",
    "...\n", "----\n", "&a ", "*a", "!x ", "|\n", ">\n", "? ", "%", "@", "`", "~", "null", "true", "\u2028",
    "\u0085", "\u00a0", "\u202e", "\ufeff", "\x00", "\x07", "\x1b[31m", "\r", "\r\n", "é", "👩‍💻",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "//evil.example/x",
    "{% raw %}", "{{ config }}", "![[", "[^1]", "```\n", "> ", "!!! a\n", "    ", "<!--", "-->", "<div markdown>",
    "</div>", "</pre>", "\\", "*", "**", "_", "[a](", "](", "99999999999999999999", "2026-02-30", "name: ",
    "private: ", "knows:\n  - ", "with: ", "type: me\n", "type: page\n", "tags: 5\n", "index", "me", "../",
    "[x]: y\n",
]  # fmt: skip


def mutated(seed: random.Random) -> dict[str, bytes]:
    """Return a vault with random changes in a few notes."""
    files = {path: text.encode() for path, text in GOOD.items()}
    for _ in range(seed.choice([1, 1, 2, 3])):
        path = seed.choice(sorted(files))
        for _ in range(seed.choice([1, 1, 2, 3, 8])):
            files[path] = seed.choice(CHANGES)(seed, files[path])
        if seed.random() < 0.15:
            files[seed.choice(NAMES)] = files.pop(path)
            files.setdefault("me.md", b"")
    return files


NAMES = [
    "people/index.md", "people/README.md", "README.md", "index.md", "network.md", "people/a b.md", "people/é.md",
    "people.md", "people/x.MD", "people/<b>.md", "people/a#b?c%41.md", "companies/ada-park.md",
    "interviews/x/y.md", "tags.md", "me/me.md", "people/{{ x }}.md", "people/x.markdown", "404.md", "wayin/x.md",
    "people/-.md", "people/...md", "people/&amp;.md",
]  # fmt: skip


def _spot(seed: random.Random, data: bytes) -> int:
    # Most can go wrong in the front matter
    top = data.find(b"---", 3) + 4
    return seed.randrange(top if top > 3 and seed.random() < 0.7 else len(data) + 1)


def _insert(seed: random.Random, data: bytes) -> bytes:
    at = _spot(seed, data)
    return data[:at] + seed.choice(SPICE).encode("utf-8", "surrogatepass") + data[at:]


def _delete(seed: random.Random, data: bytes) -> bytes:
    at = _spot(seed, data)
    return data[:at] + data[at + seed.choice([1, 1, 1, 3, 20]) :]


def _byte(seed: random.Random, data: bytes) -> bytes:
    at = _spot(seed, data)
    return data[:at] + bytes([seed.randrange(256)]) + data[at + 1 :]


def _line(seed: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    i, j = seed.randrange(len(lines)), seed.randrange(len(lines))
    how = seed.randrange(5)
    if how == 0:
        del lines[i]
    elif how == 1:
        lines.insert(i, lines[j])
    elif how == 2:
        lines[i], lines[j] = lines[j], lines[i]
    elif how == 3:
        lines[i] = seed.choice([b" ", b"  ", b"\t"]) + lines[i]
    else:
        lines[i] = lines[i].lstrip()
    return b"\n".join(lines)


def _value(seed: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    i = seed.randrange(len(lines))
    key, colon, _ = lines[i].partition(b":")
    if colon:
        lines[i] = key + b": " + "".join(seed.choices(SPICE, k=seed.choice([1, 2]))).encode()
    return b"\n".join(lines)


def _repeat(seed: random.Random, data: bytes) -> bytes:
    at = _spot(seed, data)
    return data[:at] + seed.choice(SPICE).encode() * seed.choice([2, 10, 100, 3000]) + data[at:]


def _cut(seed: random.Random, data: bytes) -> bytes:
    return data[: _spot(seed, data)]


def _recode(seed: random.Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(seed.choice(["utf-16", "utf-16-le", "latin-1", "cp1252", "utf-8-sig"]), "replace")


CHANGES: list[Callable[[random.Random, bytes], bytes]] = [
    _insert, _insert, _insert, _delete, _delete, _byte, _line, _line, _line, _value, _value, _value, _repeat,
    _cut, _recode,
]  # fmt: skip
