"""What rendered HTML may hold: all that Markdown and Material's usual extensions make, and nothing that runs."""

from __future__ import annotations

import html as html_
import re
from typing import TYPE_CHECKING, Any

import nh3

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TAGS = set(nh3.ALLOWED_TAGS) | set(
    "details summary input label section nav figure figcaption mark kbd sub sup ins del s u"
    " svg path g circle rect polygon polyline line ellipse title button audio video source picture dl dt dd"
    " ruby rt rp wbr abbr samp var center".split()
)
_ATTRIBUTES = {
    "*": {"id", "class", "title", "lang", "dir", "role", "aria-hidden", "aria-label"},
    "a": {"href", "name", "rel", "target", "download"},
    "img": {"src", "alt", "width", "height", "loading", "align"},
    "audio": {"src", "controls", "preload"},
    "video": {"src", "controls", "preload", "width", "height", "poster"},
    "source": {"src", "type"},
    "input": {"type", "checked", "disabled", "name"},
    "label": {"for"},
    "details": {"open"},
    "ol": {"start", "type"},
    "li": {"value"},
    "td": {"align", "colspan", "rowspan", "style"},
    "th": {"align", "colspan", "rowspan", "scope", "style"},
    "div": {"data-tabs", "data-wayin", "align"},
    "code": {"data-lang"},
    "svg": {"viewbox", "viewBox", "xmlns", "width", "height", "fill"},
    "path": {"d", "fill", "stroke", "stroke-width"},
    "g": {"fill", "transform"},
    "circle": {"cx", "cy", "r", "fill"},
    "rect": {"x", "y", "width", "height", "rx", "fill"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_INPUTS = {"checkbox", "radio"}
_AWAY = re.compile(r"[\s\x00-\x20]*[/\\][\s\x00-\x20]*[/\\]")


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name in ("href", "src", "poster") and (tag == "a" or not value.lower().startswith("mailto:")):
        # `//host/…` names another host without naming a scheme
        if _AWAY.match(value):
            return None
        if name != "href" and re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", value):
            # A picture from elsewhere would tell its host that the page is read
            return None
    if tag == "input" and name == "type" and value not in _INPUTS:
        return None
    return value


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes=_SCHEMES,
    attribute_filter=_attribute,
    link_rel=None,
    strip_comments=True,
    filter_style_properties={"text-align"},
    clean_content_tags={"script", "style", "iframe", "object", "embed", "template", "noscript"},
)


_TAME = re.compile(
    r"(?:[^<>&\xa0\r\0]++|&(?:amp|lt|gt);"
    r"|</?(?:p|ul|ol|li|strong|em|code|pre(?!>\n)|blockquote|h[1-6])>|<h[1-6] id=\"[\w-]+\">|<[bh]r>"
    r"|<a href=\"(?!/)[\w./%#-]+\">[^<>&\xa0\r\0]*+</a>)*+"
)


def is_clean(html: str, markdown: str) -> bool:
    """Whether `clean` would leave HTML as it is, for certain; that is found out faster, and holds of most notes.

    Args:
        html: what Markdown made.
        markdown: out of what; tags of its own may be open or closed where they should not.
    """
    return "<" not in markdown and _TAME.fullmatch(html) is not None


_PICTURE = re.compile(r"<img((?: [\w:-]+(?:=\"[^\"]*\")?)*)>")
_WORDS_OF_PICTURE = re.compile(r" alt=\"([^\"]*)\"")


def clean(html: str) -> str:
    """Rendered HTML without script, style, forms, frames, or addresses that run or fetch anything.

    Pictures from elsewhere, such as those that Material shows for `:smile:`, leave their words.
    """
    cleaned = _CLEANER.clean(html)
    return _PICTURE.sub(_in_words, cleaned) if "<img" in cleaned else cleaned


def _in_words(picture: re.Match[str]) -> str:
    """A picture that may be shown; of another the words that stand for it."""
    if " src=" in re.sub(r"\"[^\"]*\"", "", picture[1]):
        return picture[0]
    alt = _WORDS_OF_PICTURE.search(picture[1])
    return html_.escape(html_.unescape(alt[1]), quote=False) if alt else ""


_WORDS = str.maketrans({"<": "‹", ">": "›", '"': "”", "\u2028": " ", "\u2029": " "})
_ICON = re.compile(r"[\w-]+(?:/[\w-]+)+", re.ASCII)


def words(text: str) -> str:
    """A title or a tag that themes may print as it is, in text as well as in attributes.

    Escaping would not do: Material prints it bare in one place, and in another takes the tags out and the escapes back.
    """
    return re.sub(r"&(?=#?\w{1,40};)", "&amp;", " ".join(text.translate(_WORDS).split()))


def clean_meta(meta: Mapping[str, Any], has_icon: Callable[[str], bool]) -> dict[str, Any]:
    """What a theme may know of a page, in words that it can print without escaping them.

    Args:
        meta: what the page's note says.
        has_icon: whether the theme has an icon of that name.
    """
    found = dict(meta)
    for key in ("title", "description"):
        if isinstance(found.get(key), str):
            found[key] = words(found[key])
    for key in ("tags", "hide"):
        if isinstance(found.get(key), list):
            found[key] = list(dict.fromkeys(filter(None, (words(str(one)) for one in found[key]))))
    if "icon" in found and not (_ICON.fullmatch(str(found["icon"])) and has_icon(str(found["icon"]))):
        del found["icon"]
    if "status" in found and not re.fullmatch(r"[\w-]{1,40}", str(found["status"]), re.ASCII):
        del found["status"]
    return found
