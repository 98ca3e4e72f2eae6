"""The sanitizer for everything from notes in a page: body, table of contents, titles, tags, edit links."""

from __future__ import annotations

import html as html_
import re
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

import nh3

from wayin.reading.body import without_code
from wayin.site import allowed
from wayin.site.addresses import AWAY, Reach, as_read, encoded, is_local, reach
from wayin.site.same_html import same_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

PREFIX = "note-"
"""The prefix of ids from notes, which no id of the theme, its plugins or Wayin has."""

_LOOKALIKES = str.maketrans({"<": "‹", ">": "›"})
_WORDS = str.maketrans({"<": "‹", ">": "›", '"': "”", "\u2028": " ", "\u2029": " "})
_ODD = re.compile(r"[<>\"&\u2028\u2029]|[^\S ]|  |^ | $")
_NO_ID = re.compile(r"[^\w:.-]+")
_LISTING = re.compile(r"[^\s<>\"'&]+:\d+-\d+/slug")
"""The placeholder where Material's tags plugin inserts a list; it needs this id later."""
_HARMLESS_ID = re.compile(r"(?!\+?wayin)(?:\+?[^\W_][\w:.-]*|__(?:codelineno|span|tabbed)(?:[-_]\d+)+)", re.IGNORECASE)
"""Ids that no script of the theme or Wayin looks up: all of those begin with `__` or `wayin`."""
_ID = re.compile(r"<[a-z][^<>]*? id=\"([^\"<>]*)\"")
_ICON = re.compile(r"[\w-]+(?:/[\w-]+)+", re.ASCII)
_DEEPEST_META = 5
_UNSAFE = re.compile(r"[<>\"\u2028\u2029]|&#?\w{1,40};")
_TAG = re.compile(r"<(a|img)(?=[\s/])((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s=/\"'>]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_HEADING = nh3.Cleaner(
    tags=set("code em strong b i s del ins mark sub sup kbd small".split()),
    attributes={},
    link_rel=None,
    clean_content_tags=set(allowed.DROPPED_WHOLE),
)


@lru_cache(maxsize=65536)
def note_id(id_: str) -> str:
    """Return the id of a note's element in its page; links to it use this, too."""
    return id_ if _LISTING.fullmatch(id_) else PREFIX + _NO_ID.sub("-", id_)


def own_id(id_: str) -> str:
    """Return the id of an element in the user's own pages: the prefix is only added if the id could do harm."""
    return id_ if _HARMLESS_ID.fullmatch(id_) else note_id(id_)


class Gate:
    """The rules of a site, created once per build."""

    def __init__(
        self,
        classes: AbstractSet[str] = frozenset(),
        notes: AbstractSet[str] = frozenset(),
        own: AbstractSet[str] = frozenset(),
    ) -> None:
        """Set up the cleaner.

        Args:
            classes: classes from the user's style sheets and settings, allowed besides the known ones.
            notes: the URLs, from the site's root, of pages whose ids have the prefix.
            own: the URLs of the user's other pages, where only harmful ids have it.
        """
        self._classes, self._notes, self._own = classes, notes, own
        # The filter below depends on the current page, and pages can be made in several threads
        self._lock = Lock()
        self._url, self._markdown, self._refused, self._related = "", "", frozenset[str](), set[str]()
        self._id: Callable[[str], str] = note_id
        self._rules: Mapping[str, Callable[[str], str | None]] = {
            "id": self._named, "for": self._named, "name": self._named, "class": self._class,
            "href": self._link, "src": _fetched,
            "poster": _fetched, "rel": _rel, "title": _label, "aria-label": _label,
        }  # fmt: skip
        self._cleaner = nh3.Cleaner(
            tags=set(allowed.ELEMENTS),
            attributes={tag: set(names) for tag, names in allowed.ATTRIBUTES.items()},
            attribute_filter=self._attribute,
            url_schemes={scheme.removesuffix(":") for scheme in AWAY},
            link_rel=None,
            strip_comments=True,
            clean_content_tags=set(allowed.DROPPED_WHOLE),
        )

    @classmethod
    def of(cls, config: MkDocsConfig, files: Files, notes: Iterable[str], own: Iterable[str]) -> Gate:
        """Return the gate of a build.

        Args:
            config: MkDocs' configuration, whose style sheets and extensions may add classes.
            files: all files of the build.
            notes: the source paths of notes.
            own: the source paths of the user's other pages.
        """

        def urls(paths: Iterable[str]) -> frozenset[str]:
            pages = (files.get_file_from_path(path) for path in paths)
            return frozenset(file.url.removeprefix("./") for file in pages if file)

        return cls(_own_classes(config), urls(notes), urls(own))

    def body(self, html: str, url: str = "", markdown: str = "", refused: AbstractSet[str] = frozenset()) -> str:
        """Return a note's HTML without scripts, requests to other hosts, or imitations of the page's own parts.

        Images from other hosts, such as Material's for `:smile:`, are replaced by their text.

        Args:
            html: the output of Markdown and plugins.
            url: the page's URL from the site's root.
            markdown: the source.
            refused: linked files that aren't published; links to them are replaced by their text.
        """
        return self._cleaned(html, url, markdown, refused, note_id)

    def own_page(self, html: str, url: str = "", markdown: str = "", refused: AbstractSet[str] = frozenset()) -> str:
        """Return the HTML of one of the user's pages that isn't a note: unchanged if nothing in it is harmful.

        Harmless ids and the user's own classes are kept; otherwise the rules and arguments are those of notes.
        """
        cleaned = self._cleaned(html, url, markdown, refused, own_id)
        return html if same_html(html, cleaned) else cleaned

    def _cleaned(
        self, html: str, url: str, markdown: str, refused: AbstractSet[str], page_id: Callable[[str], str]
    ) -> str:
        with self._lock:
            self._url, self._markdown, self._refused, self._related = url, markdown, frozenset(refused), set()
            self._id = page_id
            lowered = html.lower()
            if "http" in lowered or "&" in lowered or "<img" in lowered:
                html = _TAG.sub(self._prepared, html)
            return self._cleaner.clean(html)

    def head(self, page: Page) -> None:
        """Sanitize the title and edit link, which a theme prints unescaped."""
        if not isinstance(page.title, str | None):  # a list, which no theme can print
            page.meta.pop("title")
        title = page.title or ""
        if (cleaned := words(title)) != page.title:
            page.title = cleaned
        if page.edit_url:
            page.edit_url = encoded(page.edit_url)

    def title(self, page: Page) -> None:
        """Sanitize the title of another plugin's page, which a theme prints as text."""
        if "<" in (page.title or ""):
            page.title = words(page.title or "")

    def contents(self, entries: list[AnchorLink], html: str, is_note: bool = True) -> None:
        """Give entries of a table of contents the ids and texts of the sanitized headings.

        Args:
            entries: the entries, which a theme prints unescaped; those of removed headings are removed.
            html: the sanitized page.
            is_note: whether the page is a note, so that all its ids have the prefix.
        """
        for entry in entries:
            entry.id = (note_id if is_note else own_id)(html_.unescape(entry.id))
            entry.title = heading(entry.title)
            if isinstance(typeset := getattr(entry, "typeset", None), dict):
                # Material's plugin of this name keeps a heading's HTML here, and the theme prints it unescaped
                typeset.update({key: heading(str(value)) for key, value in typeset.items()})
            self.contents(entry.children, html, is_note)
        if entries:
            ids = {html_.unescape(id_) for id_ in _ID.findall(html)}
            entries[:] = [kept for entry in entries for kept in ([entry] if entry.id in ids else entry.children)]

    def _prepared(self, match: re.Match[str]) -> str:
        """Return an image from another host as its text, and a link that leaves the site without a referrer."""
        tag, inside = match[1].lower(), match[2]
        if tag == "a" and ":" not in inside and "&" not in inside:
            return match[0]
        attributes: dict[str, str] = {}
        for name, value in _ATTRIBUTE.findall(inside):
            attributes.setdefault(name.lower(), html_.unescape(value.strip("\"'")))
        if tag == "img":
            source = attributes.get("src")
            if source is not None and is_local(source):
                return match[0]
            return html_.escape(attributes.get("alt", ""), quote=False)
        address = as_read(attributes.get("href", ""))
        if reach(address) != "away" or not _is_web(address):
            return match[0]
        self._related.add(address)
        others = (f' {name}="{html_.escape(value)}"' for name, value in attributes.items() if name != "rel")
        return f'<a{"".join(others)} rel="noopener noreferrer">'

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        rule = self._rules.get(name)
        if rule and tag != "input":
            return rule(value)
        if pattern := allowed.VALUES.get(f"{tag} {name}") or allowed.VALUES.get(name.lower()):
            return value if pattern.fullmatch(value) and not (name == "data-tabs" and self._is_written(name)) else None
        return rule(value) if rule else value

    def _named(self, value: str) -> str:
        return self._id(value)

    def _class(self, value: str) -> str | None:
        is_free = self._id is own_id
        kept = [
            name
            for name in value.split()
            if allowed.is_known(name) or name in self._classes or (is_free and allowed.is_of_users(name))
        ]
        return " ".join(name for name in kept if name not in allowed.MADE or not self._is_written(name)) or None

    def _is_written(self, name: str) -> bool:
        """Return whether the note itself contains something that only Markdown should generate."""
        return name in html_.unescape(without_code(self._markdown)).lower()

    def _link(self, value: str) -> str | None:
        address, where, written = _judged(value)
        if where == "away":
            # A link that the pattern above didn't match has no `rel`, so it must not leave the site
            return written if address in self._related or not _is_web(address) else None
        if where == "nowhere":
            return None
        path, sign, fragment = address.partition("#")
        if self._refused and path and unquote(path.partition("?")[0]) in self._refused:
            return None
        if not sign:
            return written
        target = urljoin(f"/{self._url}", path.partition("?")[0])[1:] if path else ""
        led_to = self._id if where == "here" else note_id if target in self._notes else own_id
        if where == "here" or target in self._notes or target in self._own:
            id_, directive, text = fragment.partition(":~:")
            if id_ and led_to(unquote(id_)) != unquote(id_):
                id_ = led_to(unquote(id_))
            fragment = id_ + directive + text
        return encoded(path + sign + fragment)


@lru_cache(maxsize=16384)
def _judged(value: str) -> tuple[str, Reach, str]:
    """Return an address as browsers read it, where it leads, and how it is written in a page."""
    address = as_read(value)
    return address, reach(address), encoded(address)


def _fetched(value: str) -> str | None:
    return encoded(as_read(value)) if is_local(value) else None


def _is_web(address: str) -> bool:
    """Return whether an address that leaves the site is a web address, rather than e-mail or phone."""
    return address[:4].lower() == "http"


def _label(value: str) -> str:
    """Return the text of a tooltip without the characters of HTML tags, because Material prints it unescaped."""
    return value.translate(_LOOKALIKES)


def _rel(value: str) -> str | None:
    return value if value == "noopener noreferrer" else None


def _own_classes(config: MkDocsConfig) -> frozenset[str]:
    """Return the classes added by the user's settings and style sheets."""
    names = set(allowed.configured(config.mdx_configs))
    scripts = [str(script) for script in config.extra_javascript]
    if not any("mermaid" in script.lower() and is_local(script) for script in scripts):
        # Material would load Mermaid's script from another host
        names -= {name for name in names if "mermaid" in name.lower()}
    for path in map(str, config.extra_css):
        if is_local(path) and (file := Path(config.docs_dir, path)).is_file():
            names |= allowed.styled(file.read_text("utf-8", "replace"))
    return frozenset(names)


def heading(title: str) -> str:
    """Return a heading's HTML for the table of contents and search, with only the simplest markup."""
    return (_HEADING.clean(title) if "<" in title else title).replace('"', "&quot;")


def words(text: str) -> str:
    """Return a title or a tag that themes may print unescaped, in text as well as in attributes.

    Escaping isn't enough: Material prints it unescaped in one place, and removes tags and unescapes it in another.
    """
    if not _ODD.search(text):
        return text
    return re.sub(r"&(?=#?\w{1,40};)", "&amp;", " ".join(text.translate(_WORDS).split()))


def _clean_value(value: Any, depth: int = 0) -> Any:
    """Return a value of a page's metadata with all its texts safe to print; a value nested too deep is left out."""
    if isinstance(value, str):
        return words(value) if _UNSAFE.search(value) else value
    if isinstance(value, dict | list | tuple) and depth > _DEEPEST_META:
        return None
    if isinstance(value, dict):
        return {words(str(key)): _clean_value(part, depth + 1) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_clean_value(part, depth + 1) for part in value]
    return value


def clean_meta(meta: Mapping[str, Any], has_icon: Callable[[str], bool]) -> dict[str, Any]:
    """Return a page's metadata in texts that the theme may print unescaped.

    Args:
        meta: the metadata of the page's note.
        has_icon: returns whether the theme has an icon of that name.
    """
    kept = {str(key): _clean_value(value) for key, value in meta.items()}
    if isinstance(title := meta.get("title"), str) and "<" not in title:
        kept["title"] = title
    if "location" in kept:
        # The theme's redirecting template prints it in a script, and the browser requests it
        location = kept.pop("location")
        if isinstance(location, str) and is_local(location):
            kept["location"] = encoded(as_read(location))
        elif kept.get("template") == "redirect.html":
            del kept["template"]
    for key in ("tags", "hide"):
        if isinstance(kept.get(key), list):
            kept[key] = list(dict.fromkeys(filter(None, (words(str(text)) for text in kept[key]))))
    if "icon" in kept and not (_ICON.fullmatch(str(kept["icon"])) and has_icon(str(kept["icon"]))):
        del kept["icon"]
    if "status" in kept and not re.fullmatch(r"[\w-]{1,40}", str(kept["status"]), re.ASCII):
        del kept["status"]
    return kept
