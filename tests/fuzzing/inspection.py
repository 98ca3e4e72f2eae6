"""Parses built pages like a browser, and finds anything that must not be in a page.

Output of templates and the theme is learned from harmless pages (`Known`). What a note may add is defined here
independently of the sanitizer, and parsed by another parser, so that a mistake in one is detected by the other.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from ada_url import URL
from pygments.token import STANDARD_TYPES
from selectolax.lexbor import LexborHTMLParser

from fuzzing.attacks import ALARM, HOST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

Zone = Literal["theme", "ours", "note", "own"]
"""The place of an element: around the page, in Wayin's part of it, in a note's text, in a page of the user's own."""

RUNS = frozenset("html htm xhtml xht shtml svg svgz xml xsl xslt js mjs cjs swf hta exe wasm".split())
"""Files that may run when opened directly."""
OF_TEXT = frozenset(
    "a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption"
    " figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p picture pre q rp rt ruby s samp section small"
    " source span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr audio video"
    " svg path g circle ellipse line polygon polyline rect".split()
)
"""Elements that neither run, load nor send anything."""
INERT = frozenset(
    "alt title lang dir role aria-hidden aria-label width height loading align start type value colspan rowspan scope"
    " datetime open checked disabled controls preload download data-tabs data-wayin data-linenos"
    " data-lang xmlns viewbox"
    " d cx cy r rx ry x y x1 x2 y1 y2 points transform opacity fill-rule stroke-width id name for class rel".split()
)
"""Attributes with texts and numbers, besides addresses and colours, which are checked."""
_ASKS = frozenset(
    "src srcset poster data action formaction background manifest ping lowsrc dynsrc codebase classid archive"
    " imagesrcset icon srcdoc cite longdesc profile usemap".split()
)
_PAINTS = frozenset("style fill stroke filter mask clip-path marker-start marker-mid marker-end cursor".split())
_WORDS = frozenset(
    "note abstract summary tldr info todo tip hint important success check done question help faq warning caution"
    " attention failure fail missing danger error bug example quote cite seealso copy no-copy select no-select toc"
    " toctitle toclink wayin-missing critic block break comment inline end md-button md-button--primary lg xl xxl xxxl"
    " annotate wayin-plain md-tag codehilite codehilitetable linenos linenums normal special hll linenodiv".split()
)
"""Classes documented by Markdown extensions and Material, besides those on the page of writing forms."""
_FAMILY = re.compile(r"language-[\w+#.-]+|key-[a-z0-9-]+|magiclink[a-z-]*|[a-z][a-z0-9]{0,2}(?:-[A-Z][A-Za-z]+)+")
_OF_SCRIPTS = re.compile(r"(?:md|mdx|wayin|wn|js|no-js|mermaid|glightbox)(?:[-_].*)?", re.IGNORECASE)
_OWN_ID = re.compile(r"(?!wayin)[^\W_][^\s<>\"'&]*|__(?:codelineno|span|tabbed)[\d_-]+", re.IGNORECASE)
_LISTING = re.compile(r"[^\s<>\"'&]+:\d+-\d+/slug|tag:[^\s<>\"'&]+")
"""What Material's tags plugin puts into a page that asks for its list of tags."""
_LEADS = frozenset({"http:", "https:", "mailto:", "tel:"})
_BASE = "https://site.invalid/a/b/"
_NUMBER = re.compile(r"\d+")


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str]
    zone: Zone
    text: str = ""
    """The content of a script or a style."""

    def __str__(self) -> str:
        shown = "".join(f" {name}={value[:50]!r}" for name, value in self.attributes.items())
        return f"<{self.tag}{shown}> in the {self.zone}'s part"


_PANELS = frozenset("wayin-problems wayin wayin-duelist wayin-card wayin-learned wayin-note wayin-paste".split())
"""The roots of Wayin's parts in a page of the user's own, and in a note with a panel."""


def elements_of(html: str, zone: Zone = "theme", *, is_own: bool = False) -> list[Element]:
    """Return every element of a page, or of a part of one in a zone.

    Args:
        html: the page or the part.
        zone: the zone of its outermost elements.
        is_own: whether it is a page of the user's own, whose article is theirs except for panels.
    """
    tree = LexborHTMLParser(html)
    articles = tree.css("article")
    elements: list[Element] = []
    stack = [(tree.root, zone)] if tree.root else []
    starts = {article.mem_id for article in articles}
    while stack:
        node, around = stack.pop()
        inside = around
        tag = node.tag or ""
        if tag and tag[0] not in "-!":
            attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
            text = node.text() or "" if tag in ("script", "style") else ""
            elements.append(Element(tag, attributes, around, text))
            classes = {*attributes.get("class", "").split()}
            if node.mem_id in starts and around == "theme":
                inside = "own" if is_own else "ours"
            elif around == "ours" and "wayin-notes" in classes:
                inside = "note"
            elif around in ("own", "note") and _PANELS & classes:
                inside = elements[-1].zone = "ours"
            if tag == "template":  # its content is another document
                elements += elements_of(node.inner_html or "", around)
        if node.next is not None:
            stack.append((node.next, around))
        if node.child is not None:
            stack.append((node.child, inside))
    return elements


@dataclass
class Known:
    """The content of harmless pages: elements, ids, classes and scripts of the theme and Wayin."""

    attributes: defaultdict[Zone, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    ids: defaultdict[Zone, set[str]] = field(default_factory=lambda: defaultdict(set))
    classes: defaultdict[Zone, set[str]] = field(default_factory=lambda: defaultdict(set))
    scripts: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)

    def learn(self, site: Path) -> None:
        """Add the content of a site's pages."""
        for page in site.rglob("*.html"):
            for element in elements_of(page.read_text("utf-8"), is_own=page.parent.name in ("thoughts", "bare")):
                self.attributes[element.zone] |= {(element.tag, name) for name in (*element.attributes, "")}
                self.classes[element.zone] |= {_pattern(name) for name in element.attributes.get("class", "").split()}
                if "id" in element.attributes:
                    self.ids[element.zone].add(_pattern(element.attributes["id"]))
                if element.tag == "script":
                    self.scripts.add(_script(element))
                if element.tag == "style":
                    self.styles.add(element.text)

    def learn_forms(self, html: str) -> None:
        """Add the classes of Markdown's and Material's writing forms, from a page built without Wayin."""
        for element in elements_of(html, is_own=True):
            if element.zone == "own":
                self.classes["note"] |= {
                    name for name in element.attributes.get("class", "").split() if not _OF_SCRIPTS.fullmatch(name)
                }


def _pattern(name: str) -> str:
    return _NUMBER.sub("0", name)


def _script(element: Element) -> str:
    """Return what identifies a script, without the path to the site's root in it."""
    if "src" in element.attributes:
        return re.sub(r"^.*?(?=(?:assets|wayin|search)/|$)", "", element.attributes["src"])
    if element.attributes.get("type") == "application/json":
        return f"json {element.attributes.get('id')}"
    return re.sub(r'"[./]*"|(?<=URL\()"[^"]*"', '""', element.text)


def findings(
    site: Path, known: Known, own: Iterable[str] = (), classes: Iterable[str] = (), *, has_policy: bool = True
) -> Iterator[str]:
    """Yield everything forbidden in a site, each as a sentence that begins with the file.

    Args:
        site: its folder.
        known: what its pages may contain besides additions by notes.
        own: the files of the user's own pages.
        classes: classes added by the project's settings.
        has_policy: whether its pages have a content security policy.
    """
    pages = frozenset(own)
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        path = file.relative_to(site).as_posix()
        if path.endswith(".html"):
            elements = elements_of(file.read_text("utf-8", "surrogateescape"), is_own=path in pages)
            faults = [*faults_of_elements(elements, known, frozenset(classes)), *_faults_of_contents(elements)]
            yield from (f"{path}: {fault}" for fault in faults)
            if has_policy:
                yield from (f"{path}: {fault}" for fault in _faults_of_policy(elements))
        elif not path.startswith(("assets/", "wayin/", "search/")) and path.rpartition(".")[2].lower() in RUNS:
            yield from _faults_of_file(path, file.read_text("utf-8", "replace"))
    index = site / "search/search_index.json"
    if index.is_file():
        for entry in json.loads(index.read_text("utf-8"))["docs"]:
            for part in ("title", "text"):
                for element in elements_of(entry.get(part, ""), "note"):
                    yield from (f"search of {entry['location']}: {fault}" for fault in _faults_of_words(element))


def _faults_of_file(path: str, text: str) -> Iterator[str]:
    is_cleaned = path.lower().endswith(".svg") and not (ALARM in text or HOST in text)
    if not (is_cleaned or path == "sitemap.xml") or "<script" in text:
        yield f"{path}: a file that runs when it is opened is published"


def _faults_of_words(element: Element) -> Iterator[str]:
    """Yield forbidden parts of a text that Material's search prints as HTML."""
    if element.tag not in OF_TEXT | {"html", "head", "body"} or element.tag in ("img", "svg", "input", "video"):
        yield f"{element}"
    for name in element.attributes:
        if name.startswith("on") or name in _ASKS | _PAINTS:
            yield f"{element}"


def faults_of_elements(
    elements: Iterable[Element], known: Known, classes: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Yield forbidden parts of elements.

    Args:
        elements: the elements of a page.
        known: the content of pages without notes.
        classes: classes added by the project's settings.
    """
    for element in elements:
        for faults in (_faults_of_tag, _faults_of_attributes, _faults_of_names):
            yield from (f"{fault}: {element}" for fault in faults(element, known))
        yield from (f"{fault}: {element}" for fault in _faults_of_classes(element, known, classes))


def _faults_of_tag(element: Element, known: Known) -> Iterator[str]:
    is_others = element.zone in ("note", "own")
    if element.tag == "script" and (is_others or _script(element) not in known.scripts):
        yield f"a script that is neither the theme's nor ours, {element.text[:60]!r}"
    if element.tag == "style" and (is_others or element.text not in known.styles):
        yield "styles that are neither the theme's nor ours"
    if element.tag not in OF_TEXT and (element.tag, "") not in known.attributes[element.zone]:
        yield "an element that no note may add"


def _faults_of_attributes(element: Element, known: Known) -> Iterator[str]:
    for name, value in element.attributes.items():
        name = name.removeprefix("xlink:")
        if name.startswith("on"):
            yield f"an event attribute {name}"
        may_be = name in INERT | {"href", "src", "poster", "fill", "stroke", "style"}
        may_be = may_be or (element.zone == "own" and name == "target" and value == "_blank")
        may_be = may_be or (element.zone == "ours" and re.fullmatch(r"data-[a-z-]+|hidden", name) is not None)
        if not may_be and (element.tag, name) not in known.attributes[element.zone]:
            yield f"an attribute {name} that no note may add"
        if fault := _fault_of_address(element, name, value):
            yield fault


def _fault_of_address(element: Element, name: str, value: str) -> str | None:
    if name in _PAINTS:
        if name == "style" and element.zone in ("note", "own"):
            aligns = re.fullmatch(r"\s*text-align\s*:\s*[a-z]+\s*;?\s*", value)
            return None if aligns else "a style that does more than align"
        read_as = re.sub(r"/\*.*?\*/|\\(?:[0-9a-fA-F]{1,6}\s?)?", "", value).lower()
        if "url" in read_as or "@import" in read_as or "image-set" in read_as or HOST in read_as:
            return "a style that asks for an address"
    if name == "href" and element.tag == "link" and element.attributes.get("rel") in ("canonical", "prev", "next"):
        return None  # nobody requests it
    if name == "href" and element.tag == "a":
        by_us = (element.zone == "theme" and value == "javascript:void(0)") or (
            element.zone == "ours" and value.startswith("obsidian://open?path=")
        )
        if by_us:
            return None
        if not _leads(value):
            return "a link that leads where none may"
        is_out = element.zone == "note" and not _stays(value) and URL(value).protocol in ("http:", "https:")
        return "a link out that tells" if is_out and element.attributes.get("rel") != "noopener noreferrer" else None
    if name == "href" or name in _ASKS:
        addresses = [part.strip().partition(" ")[0] for part in value.split(",")] if "srcset" in name else [value]
        if not all(map(_stays, addresses)):
            return "an address on another host"
    return None


def _leads(address: str) -> bool:
    try:
        return URL(address).protocol in _LEADS
    except ValueError:
        return _stays(address)


def _stays(address: str) -> bool:
    """Return whether an address resolves to the site itself."""
    try:
        return URL(address, _BASE).host == "site.invalid"
    except ValueError:
        return False


def _faults_of_names(element: Element, known: Known) -> Iterator[str]:
    rules: dict[Zone, Callable[[str], bool]] = {
        "note": lambda _: False,
        "own": lambda value: _OWN_ID.fullmatch(value) is not None or _pattern(value) in known.ids["own"],
        # Ids of names, whatever is in those, are none of the theme's
        "ours": lambda value: _pattern(value) in known.ids["ours"] or not value.startswith("_"),
        "theme": lambda value: _pattern(value) in known.ids["theme"] or re.fullmatch(r"[\w:./+-]+", value) is not None,
    }
    for name in ("id", "name", "for"):
        value = element.attributes.get(name)
        if value is None or (name == "name" and element.zone in ("theme", "ours")):
            continue
        is_tab = name == "name" and element.tag == "input" and re.fullmatch(r"__tabbed_\d+", value)
        if not (value.startswith("note-") or is_tab or _LISTING.fullmatch(value) or rules[element.zone](value)):
            yield f"a {name} {value!r} that may be one of the theme's or ours"


def _faults_of_classes(element: Element, known: Known, classes: frozenset[str]) -> Iterator[str]:
    for name in element.attributes.get("class", "").split():
        of_forms = name in known.classes["note"] | _WORDS | classes or name in STANDARD_TYPES.values()
        if of_forms or _FAMILY.fullmatch(name) or _pattern(name) in known.classes[element.zone]:
            continue
        is_ours = element.zone == "ours" and re.fullmatch(r"(?:wayin|wn)(?:-[a-z_-]+)?", name)
        is_ours = is_ours or (element.zone == "theme" and re.fullmatch(r"md-[a-z_-]+", name))
        if not is_ours and (element.zone != "own" or _OF_SCRIPTS.fullmatch(name)):
            yield f"a class {name!r} that no note may add"


def _faults_of_contents(elements: list[Element]) -> Iterator[str]:
    """Yield entries of the table of contents and skip links without a target."""
    ids = {element.attributes.get("id") for element in elements}
    ids |= {element.attributes.get("name") for element in elements if element.tag == "a"}
    for element in elements:
        address = element.attributes.get("href", "")
        is_entry = {"md-nav__link", "md-skip"} & {*element.attributes.get("class", "").split()}
        if element.tag == "a" and address.startswith("#") and is_entry and unquote(address[1:]) not in {*ids, ""}:
            yield f"the contents lead to {address}, which is not there"


def _faults_of_policy(elements: list[Element]) -> Iterator[str]:
    """Yield errors of the page's policy: missing, late, or blocking a script of the theme."""
    policies = [
        (place, element.attributes.get("content", ""))
        for place, element in enumerate(elements)
        if element.attributes.get("http-equiv", "").lower() == "content-security-policy"
    ]
    if not policies:
        yield "there is no Content-Security-Policy"
        return
    scripts = [(place, element) for place, element in enumerate(elements) if element.tag == "script"]
    if scripts and policies[0][0] > scripts[0][0]:
        yield "a script comes before the policy"
    for _, script in scripts:
        if "src" in script.attributes or "type" in script.attributes:
            continue
        digest = b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
        if f"'sha256-{digest}'" not in policies[0][1]:
            yield f"the policy refuses a script of the theme's own: {script.text[:60]!r}"
