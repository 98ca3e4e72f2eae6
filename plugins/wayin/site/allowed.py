"""What a note may put into a page: the elements, attributes and classes of Material's documented syntax."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ELEMENTS = frozenset(
    "a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption"
    " figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p picture pre q rp rt ruby s samp section small"
    " source span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr audio video"
    " svg path g circle ellipse line polygon polyline rect".split()
)
DROPPED_WHOLE = frozenset("script style iframe object embed template noscript".split())
"""Elements that are removed with their content."""

_DRAWN = frozenset("fill stroke stroke-width fill-rule opacity transform".split())
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "*": frozenset({"id", "class", "title", "lang", "dir", "role", "aria-hidden", "aria-label"}),
    "a": frozenset({"href", "rel", "download", "name"}),
    "img": frozenset({"src", "alt", "width", "height", "loading", "align"}),
    "audio": frozenset({"src", "controls", "preload"}),
    "video": frozenset({"src", "controls", "preload", "width", "height", "poster"}),
    "source": frozenset({"src", "type"}),
    "input": frozenset({"type", "checked", "disabled", "name"}),
    "label": frozenset({"for"}),
    "details": frozenset({"open"}),
    "ol": frozenset({"start", "type"}),
    "li": frozenset({"value"}),
    "td": frozenset({"align", "colspan", "rowspan", "style"}),
    "th": frozenset({"align", "colspan", "rowspan", "scope", "style"}),
    "div": frozenset({"data-tabs", "data-wayin", "align"}),
    "span": frozenset({"data-linenos"}),
    "code": frozenset({"data-lang"}),
    "time": frozenset({"datetime"}),
    "svg": frozenset({"viewbox", "viewBox", "xmlns", "width", "height"}) | _DRAWN,
    "path": frozenset({"d"}) | _DRAWN,
    "g": _DRAWN,
    "circle": frozenset({"cx", "cy", "r"}) | _DRAWN,
    "ellipse": frozenset({"cx", "cy", "rx", "ry"}) | _DRAWN,
    "line": frozenset({"x1", "x2", "y1", "y2"}) | _DRAWN,
    "polygon": frozenset({"points"}) | _DRAWN,
    "polyline": frozenset({"points"}) | _DRAWN,
    "rect": frozenset({"x", "y", "width", "height", "rx", "ry"}) | _DRAWN,
}

VALUES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.ASCII | re.IGNORECASE)
    for names, pattern in (
        ("input type", r"checkbox|radio"),
        # The theme uses this name for the selected tab, and nothing else
        ("input name", r"__tabbed_\d{1,9}"),
        ("type", r"[1ai]|(?:audio|video|image)/[\w.+-]{1,40}"),
        ("data-tabs", r"\d{1,9}:\d{1,9}"),
        ("data-wayin", r"due|targets|learnings"),
        ("data-linenos", r"[\d ]{1,12}"),
        ("data-lang", r"[\w+#.-]{1,40}"),
        ("role", r"img|presentation|none|note|doc-[a-z]{1,20}"),
        ("style", r"\s*text-align\s*:\s*(?:left|right|center|justify|start|end)\s*;?\s*"),
        ("xmlns", r"http://www\.w3\.org/2000/svg"),
        ("fill stroke", r"[a-z]{1,30}|#[0-9a-f]{3,8}"),
        ("fill-rule", r"nonzero|evenodd"),
        ("transform", r"[a-z0-9\s,.()+-]{1,500}"),
        ("width height x y x1 x2 y1 y2 cx cy r rx ry stroke-width opacity", r"[\d.]{1,12}(?:px|em|rem|%)?|auto"),
        ("viewbox", r"[\d\s,.+-]{1,100}"),
        ("d points", r"[\d\s,.a-z+-]*"),
    )
    for name in ([names] if names.startswith("input ") else names.split())
}
"""The patterns for the values of attributes, or of one element's attribute; others are ids, classes, URLs or text."""

_FORMS = frozenset(
    # Admonitions and details, with Material's other types
    "admonition admonition-title inline end note abstract summary tldr info todo tip hint important success check done"
    " question help faq warning caution attention failure fail missing danger error bug example quote cite seealso"
    # Code
    " highlight highlighttable codehilite codehilitetable linenos linenodiv linenums normal special hll filename code"
    " annotate copy no-copy select no-select md-code__content"
    # Tabs, task lists, footnotes, abbreviations, table of contents
    " tabbed-set tabbed-alternate tabbed-content tabbed-block tabbed-labels tabbed-label task-list task-list-item"
    " task-list-control task-list-indicator footnote footnote-ref footnote-backref headerlink toc toctitle toclink"
    # Icons and images, grids, buttons
    " twemoji emojione gemoji large lg xl xxl xxxl middle grid cards card md-button md-button--primary"
    " image-caption result"
    # Keys, formulas, suggested changes
    " keys arithmatex critic comment block break caption-prefix"
    # Wayin's own: a name without a note
    " wayin-missing".split()
)
_FAMILIES = re.compile(
    r"language-[\w+#.-]{1,40}|key-[a-z0-9-]{1,30}|magiclink[a-z-]{0,40}|[a-z][a-z0-9]{0,2}(?:-[A-Z][A-Za-z]{0,30}){1,5}",
    re.ASCII,
)
"""Languages, keys, autolinks, and Pygments' finer classes."""
_CODE = frozenset(
    "bp c c1 ch cm cp cpf cs dl err esc fm g gd ge ges gh gi go gp gr gs gt gu il k kc kd kn kp kr kt l ld m mb mf mh"
    " mi mo n na nb nc nd ne nf ni nl nn no nt nv nx o ow p pm py s s1 s2 sa sb sc sd se sh si sr ss sx vc vg vi vm w"
    " x".split()
)
"""Pygments' classes."""
MADE = frozenset({"tabbed-set", "footnote-ref"})
"""Classes only Markdown may set: the theme's scripts use them and fail if related elements are missing."""
_OURS = re.compile(r"(?:md|mdx|wayin|wn|js|no-js|mermaid|glightbox)(?:[-_].*)?", re.IGNORECASE)
"""Classes of the theme, its plugins and Wayin; styling them in the user's CSS doesn't allow them in notes."""
_KNOWN = _FORMS | _CODE

_SELECTED = re.compile(r"\.(-?[A-Za-z_][\w-]{0,80})", re.ASCII)


def is_known(name: str) -> bool:
    """Return whether a class belongs to Markdown or Material's syntax."""
    return name in _KNOWN or _FAMILIES.fullmatch(name) is not None


def is_of_users(name: str) -> bool:
    """Return whether a class can be the user's own; those that begin with `mdx` are, on pages that aren't notes."""
    return not is_ours(name) or name.lower().startswith("mdx-")


def is_ours(name: str) -> bool:
    """Return whether a class belongs to the theme, its plugins or Wayin, so that scripts may use it."""
    return _OURS.fullmatch(name) is not None


def styled(css: str) -> frozenset[str]:
    """Return the classes in the user's style sheet, without those of the theme and Wayin."""
    return frozenset(name for name in _SELECTED.findall(css) if not is_ours(name))


def configured(settings: object) -> Iterator[str]:
    """Yield the classes in settings of Markdown extensions: those of fences, permalinks, highlighted code."""
    if isinstance(settings, dict):
        for key, value in settings.items():
            if isinstance(value, str) and str(key).endswith("class"):
                yield from value.split()
            else:
                yield from configured(value)
    elif isinstance(settings, list | tuple):
        for value in settings:
            yield from configured(value)
