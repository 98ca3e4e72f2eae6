"""Whole projects from a seed: notes, mkdocs.yml, saved positions, draft templates, and linked files."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.mutations import GOOD, NAMES, mutated
from fuzzing.attacks import ALARM, HOST, Attacker
from fuzzing.front_matter import FrontMatter

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """\
site_name: Test
docs_dir: notes
site_dir: site
use_directory_urls: {directory_urls}
theme:
  name: material
  font: false
  features: [{features}]
{palette}plugins:
{plugins}
{extensions}{more}extra: {{generator: false}}
"""
FEATURES = (
    "content.action.edit content.action.view content.code.annotate content.code.copy content.code.select"
    " content.footnote.tooltips content.tabs.link content.tooltips header.autohide navigation.expand"
    " navigation.footer navigation.indexes navigation.path navigation.prune navigation.sections navigation.tabs"
    " navigation.top search.highlight search.share search.suggest toc.follow toc.integrate announce.dismiss"
).split()
EXTENSIONS = (
    "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc: {permalink: true}", "abbr",
    "pymdownx.details", "pymdownx.superfences", "pymdownx.highlight: {anchor_linenums: true, linenums: true}",
    "pymdownx.tabbed: {alternate_style: true}", "pymdownx.tasklist: {custom_checkbox: true}", "pymdownx.critic",
    "pymdownx.caret", "pymdownx.mark", "pymdownx.tilde", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.smartsymbols",
    "pymdownx.inlinehilite", "pymdownx.betterem", "pymdownx.arithmatex: {generic: true}", "smarty", "sane_lists",
    "pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji '', "
    "emoji_generator: !!python/name:material.extensions.emoji.to_svg ''}",
)  # fmt: skip
PALETTE = """\
  palette:
    - {scheme: default, toggle: {icon: material/weather-sunny, name: Dark}}
    - {scheme: slate, toggle: {icon: material/weather-night, name: Light}}
"""
MERMAID = (
    "{custom_fences: [{name: mermaid, class: mermaid, format:"
    " !!python/name:pymdownx.superfences.fence_code_format ''}]}"
)
EVIL_NAMES = [
    f'people/y"><svg onload={ALARM}(1)>.md', f"people/z' onmouseover={ALARM}(2) y='.md", "people/<img src=x>.md",
    f"{{{{ x }}}}/<script>{ALARM}(3)<∕script>.md", "people/con.md", f"people/{'n' * 250}.md", "interviews/a#b?c&d.md",
    "people/\u202egnp.md", "companies/%2e%2e.md", "people/javascript:alert(1).md", "people/__proto__.md",
]  # fmt: skip


@dataclass(frozen=True)
class Vault:
    """A project: its notes folder, its mkdocs.yml, and other files."""

    notes: dict[str, bytes]
    settings: str
    beside: dict[str, bytes] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write everything to a folder."""
        (folder / "notes").mkdir(parents=True)
        files = {f"notes/{path}": data for path, data in self.notes.items()}
        for path, data in (files | self.beside | {"mkdocs.yml": self.settings.encode()}).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)


def settings(
    chance: random.Random | None = None,
    *,
    templates: bool = False,
    nav: bool = False,
    alone: bool = False,
    bare: bool = False,
) -> str:
    """Return an mkdocs.yml with these choices; without any, one with everything enabled.

    Args:
        chance: the random generator.
        templates: whether to name a folder of the user's own templates.
        nav: whether the user has a navigation of their own.
        alone: whether to leave out the plugin, and randomness.
        bare: whether the theme and Markdown have just their defaults.
    """
    if alone:
        chance = None

    def some(choices: tuple[str, ...] | list[str]) -> list[str]:
        return [choice for choice in choices if not bare and (chance is None or chance.random() < 0.5)]

    everything = not bare and (chance is None or chance.random() < 0.3)
    extensions = [*EXTENSIONS] if everything else some(EXTENSIONS)
    if chance and chance.random() < 0.2:
        extensions = [f"{one}: {MERMAID}" if one == "pymdownx.superfences" else one for one in extensions]
    options = ["today: 2026-11-20"] if chance is None or chance.random() < 0.9 else []
    options += ["most_intermediaries: 3"] if chance and chance.random() < 0.2 else []
    options += ["templates: texts"] if templates else []
    options += ["csp: off"] if chance and chance.random() < 0.15 else []
    options += ["follow_up_after: 7bd, country: DE"] if chance and chance.random() < 0.15 else []
    options += ["folders: {people: [Kontakte]}", "editor: obsidian"] if chance and chance.random() < 0.1 else []
    plugins = ["search", *some(["tags"]), *([] if alone else [f"wayin: {{{', '.join(options)}}}"])]
    if chance:
        chance.shuffle(plugins)
    language = chance.choice(["", "  language: de\n", "  language: he\n"]) if chance and chance.random() < 0.2 else ""
    further = [
        line
        for line, odds in (
            ("site_url: https://example.org/x/", 0.2), ("copyright: me", 0.1), ("exclude_docs: '*.txt'", 0.1),
            ("repo_name: mine", 0.1), ("extra_css: [own.css]", 0.1),
        )
        if chance and chance.random() < odds
    ]  # fmt: skip
    repository = chance is None or chance.random() < 0.4
    return SETTINGS.format(
        directory_urls="true" if chance is None or chance.random() < 0.7 else "false",
        features=", ".join(FEATURES if everything else some(FEATURES)),
        palette=language + (PALETTE if chance is None or chance.random() < 0.5 else ""),
        plugins="".join(f"  - {plugin}\n" for plugin in plugins).rstrip(),
        extensions="markdown_extensions:\n" + "".join(f"  - {extension}\n" for extension in extensions)
        if extensions
        else "",
        more="".join(f"{line}\n" for line in further)
        + ("repo_url: https://example.org/repo\nedit_uri: edit/main/notes/\n" if repository else "")
        + ("nav: [{Mine: index.md}, thoughts.md, {More: [people/ada-park.md, network/index.md]}]\n" if nav else ""),
    )


def vault_of(seed: str) -> Vault:
    """Return the project of a seed, always the same."""
    chance = random.Random(seed)
    attacker = Attacker(chance)
    writer = FrontMatter(chance, attacker)
    notes = mutated(chance) if chance.random() < 0.3 else {path: text.encode() for path, text in GOOD.items()}
    for number in range(chance.randint(2, 6)):
        folder = chance.choice(["people", "people", "companies", "interviews", "interviews", "me", ""])
        paths = [f"{folder}/n{number}.md" if folder else f"page{number}.md", *GOOD, *NAMES, *EVIL_NAMES]
        path = "me.md" if folder == "me" else chance.choice(paths) if chance.random() < 0.4 else paths[0]
        top = writer.of(folder) if chance.random() < 0.85 else ""
        notes[path] = f"{top}\n{attacker.body()}\n".encode("utf-8", "surrogatepass")
    notes |= _media(chance, attacker)
    beside = _positions(chance, notes)
    if templates := chance.random() < 0.15:
        beside |= _templates(chance, attacker)
    return Vault(notes, settings(chance, templates=templates, nav=chance.random() < 0.2), beside)


def _media(chance: random.Random, attacker: Attacker) -> dict[str, bytes]:
    """Return files that a note links to, which may run when opened."""
    if chance.random() < 0.5:
        return {}
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg'><script>{attacker.alarm()}</script>{attacker.element()}</svg>"
    files = {
        "media/x.svg": drawing, "media/x.html": f"<script>{attacker.alarm()}</script>", "media/x.xml": drawing,
        "media/X.HTM": f"<script>{attacker.alarm()}</script>", "media/x.js": attacker.alarm(), "media/x.csv": "a,b\n=1",
        "media/x.png": "\x89PNG", "media/x.xhtml": drawing, "media/x.pdf": "%PDF", "media/x.vcf": "BEGIN:VCARD",
        "media/x y.png": "x", "media/x.mjs": attacker.alarm(), "media/x.svgz": "x", "media/x.mp4": "x",
    }  # fmt: skip
    chosen = chance.sample(sorted(files), chance.randint(1, 6))
    links = " ".join(f"[{path}](<{path}>) ![p]({path})" for path in chosen)
    return {path: files[path].encode() for path in chosen} | {"media.md": links.encode()}


def _positions(chance: random.Random, notes: dict[str, bytes]) -> dict[str, bytes]:
    """Return a file of saved positions: valid, odd or foreign."""
    if chance.random() < 0.6:
        return {}
    ids = [path.removesuffix(".md") for path in notes if path.endswith(".md")]
    places = {id_: [chance.randint(-500, 500), chance.randint(-500, 500)] for id_ in ids}
    odd = [
        {"version": 1, "places": places}, {"version": 2, "places": places, "mine": 1}, [], {"places": None},
        {"version": 1}, {"version": 1, "places": {"__proto__": [1, 1], "</script>": [0, 0], **places}},
        {"version": 1, "places": {id_: [10**400, float("nan")] for id_ in ids}},
        {"version": 1, "places": {id_: ["a", None] for id_ in ids}},
    ]  # fmt: skip
    text = json.dumps(chance.choice(odd)) if chance.random() < 0.8 else chance.choice(["", "{", "\x00", "[" * 5000])
    return {".wayin/positions.json": text.encode()}


def _templates(chance: random.Random, attacker: Attacker) -> dict[str, bytes]:
    """Return the user's own draft templates: valid, invalid and hostile, but none that never ends."""
    texts = [
        "Subject: Hello\n\nDear {{ them.called }},\n{{ blank('what', 'a hint') }}", "{{ them.nothing }}", "{% if %}",
        "{{ 'x' * 10 ** 9 }}", "{% for i in range(10 ** 9) %}x{% endfor %}",
        f"Subject: {attacker.text()}\n{attacker.text()}", attacker.element(),
        "{{ ''.__class__.__mro__ }}", "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        f"{{{{ '{ALARM}(1)' }}}} https://{HOST}/", "\xff",
        "{% include 'closing.txt' %}{% include '../../mkdocs.yml' %}",
    ]  # fmt: skip
    kinds = chance.sample(["request", "introduction", "forward", "follow-up", "thank-you", "keep-in-touch", "offer"], 3)
    return {f"texts/{kind}.txt": chance.choice(texts).encode("latin-1", "replace") for kind in kinds}
