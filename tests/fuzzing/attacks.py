"""Bodies from a grammar of attacks: HTML and Markdown that run, contact another host, or imitate Wayin.

Scripts call `__PWN(number)`, and requests go to `track.example`, so that both can be detected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

HOST = "track.example"
"""The host of every foreign address; it doesn't exist."""
ALARM = "__PWN"
"""The function that every script calls."""

ELEMENTS = (
    "a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption"
    " center cite code col"
    " colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure"
    " font footer form"
    " frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label"
    " legend li link listing main map mark marquee menu meta meter nav nobr noembed noframes noscript"
    " object ol optgroup"
    " option output p param picture plaintext portal pre progress q rb rp rt rtc ruby s samp script"
    " search section select"
    " slot small source span strike strong style sub summary sup table tbody td template textarea tfoot th thead time"
    " title tr track tt u ul var video wbr xmp x-tabs md-x"
    # Drawings and formulas
    " svg animate animateMotion animateTransform circle clipPath defs desc ellipse feImage filter foreignObject g line"
    " linearGradient marker mask mpath path pattern polygon polyline rect set stop symbol text textPath tspan use view"
    " math annotation annotation-xml maction mglyph mi mn mo ms mtext semantics mstyle"
).split()
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
EVENTS = (
    "load error click focus blur input change toggle begin end repeat mouseover mouseenter pointerover wheel scroll"
    " animationstart transitionend hashchange message pageshow beforetoggle cut copy paste drag submit auxclick play"
).split()
ADDRESSED = (
    "href src srcset poster data action formaction background cite longdesc profile usemap manifest ping lowsrc"
    " dynsrc codebase classid archive code xlink:href xml:base imagesrcset icon from to values by srcdoc content"
).split()
PAINTED = "style fill stroke filter mask clip-path marker-start marker-end cursor".split()
PLAIN = (
    "id name class for form rel target download type http-equiv charset autofocus tabindex contenteditable"
    " draggable popover popovertarget popovertargetaction is slot part role aria-label aria-labelledby title alt"
    " lang dir hidden inert data-md-component data-md-toggle data-md-state data-md-color-scheme data-wayin data-"
    " wayin-table data-tabs data-clipboard-target data-clipboard-text xmlns width height loading open markdown"
    " attributeName begin value"
).split()
IDS = (
    "__config __search __toc __drawer __palette_0 __palette __skip __tabbed_1_1 __nav_1 header search body location"
    " document cookie constructor __proto__ wayin-network ways everyone drafts my-notes due note- fn:1 fnref:1"
).split()
CLASSES = (
    "md-search md-search__input md-overlay md-toggle md-clipboard md-tag md-source md-banner md-dialog md-consent"
    " md-top md-annotation md-content__button md-nav__link headerlink mermaid tabbed-set tabbed-labels footnote-ref"
    " annotate highlight linenos js glightbox lightbox wayin wayin-filter wayin-network wayin-status arithmatex"
    " twemoji grid cards"
).split()
FEATURES = "admonition note tip details tabbed task-list task-list-item footnote highlight md-button headerlink".split()

SCHEMES = (
    "javascript:{alarm}", "vbscript:{alarm}", "data:text/html,<script>{alarm}</script>", "data:image/svg+xml,{svg}",
    "https://{host}/{n}.png", "http://{host}/{n}.js", "//{host}/{n}.css", "///{host}/{n}", "\\\\{host}\\{n}",
    "/\\{host}/{n}", "https:{host}/{n}", "https:/{host}/{n}", "https://u:p@{host}/{n}", "ws://{host}/{n}",
    "ftp://{host}/{n}", "blob:https://{host}/{n}", "view-source:https://{host}/{n}", "filesystem:https://{host}/{n}",
    "feed:javascript:{alarm}", "about:blank", "file:///etc/passwd", "?{alarm}", "#{alarm}", "http://{host}%2f{n}",
    "/%09/{host}/{n}", "https://{host}\u3002/{n}", "\uff48ttps://{host}/{n}", "jar:https://{host}/{n}!/x", "{host}/{n}",
)  # fmt: skip
STYLES = (
    "background:url({url})", "background:u\\72l({url})", "background:url/**/({url})", "list-style:url('{url}')",
    "cursor:url({url}),auto", "behavior:url({url})", "-moz-binding:url({url})", "width:expression({alarm})",
    "position:fixed;inset:0;z-index:99", "--x:url({url});background:var(--x)", "@import '{url}'", "content:url({url})",
    "animation:x 1s", "text-align:center;background:image-set('{url}' 1x)", "filter:url({url}#f)", "color:red",
)  # fmt: skip
BLANKS = ("", " ", "\t", "\n", "\x01", "\x0b", "\x0c", "\x1f", "&#1;", "&#9;", "&Tab;", "&NewLine;", "&#x0d;", "\u00a0")


class Attacker:
    """Writes attacks, each with its own number."""

    def __init__(self, chance: random.Random) -> None:
        """Use this random generator; the same choices give the same attacks."""
        self.chance, self.number = chance, 0

    def body(self, most: int = 8) -> str:
        """Return a text of several blocks, some of them nested."""
        return "\n\n".join(self.block() for _ in range(self.chance.randint(1, most)))

    # --- values -------------------------------------------------------------------------------------------------------

    def alarm(self) -> str:
        """Return a call that is detected."""
        self.number += 1
        return f"{ALARM}({self.number})"

    def address(self) -> str:
        """Return an address that runs or leads to another host, obfuscated to evade checks."""
        self.number += 1
        svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='" + self.alarm() + "'/>"
        written = self.chance.choice(SCHEMES).format(alarm=self.alarm(), host=HOST, n=self.number, svg=svg)
        for _ in range(self.chance.choice([0, 0, 1, 2])):
            written = self._hidden(written)
        return written

    def _hidden(self, address: str) -> str:
        chance, blank = self.chance, self.chance.choice(BLANKS)
        at = chance.randint(0, min(len(address), 12))
        match chance.randrange(7):
            case 0:
                return blank + address
            case 1:
                return address[:at] + blank + address[at:]
            case 2:
                return address + blank
            case 3:
                return "".join(c.upper() if chance.random() < 0.5 else c for c in address)
            case 4:
                end = chance.choice([";", ""])
                return "".join(f"&#{ord(c)}{end}" if chance.random() < 0.3 else c for c in address[:12]) + address[12:]
            case 5:
                return "".join(f"&#x{ord(c):x};" if chance.random() < 0.3 else c for c in address)
            case _:
                return address.replace(":", chance.choice(["&colon;", "%3a", "\\:", ":"]), 1)

    def text(self) -> str:
        """Return a text that may become more than text."""
        alarm = self.alarm
        return self._one_of(
            "words", "Ünïcödé 漢字 עברית", "\u202eright to left\u202c", "a" * 300, "{{ config }}", "{% raw %}",
            lambda: "${" + alarm() + "}", lambda: f"<script>{alarm()}</script>",
            lambda: f"</script><script>{alarm()}//", lambda: f'" onmouseover="{alarm()}" x="',
            lambda: f"' autofocus onfocus='{alarm()}' y='", lambda: f"<img src=x onerror={alarm()}>", "</title><b>",
            "--><b>", "]]>", "&lt;b&gt;", "&#60;b&#62;", lambda: f"[[Ada Park|{alarm()}]]",
            lambda: f"![x]({self.address()})", "\u2028", "\x00", "*[", "](", "`", "||",
        )  # fmt: skip

    def value(self, name: str) -> str:
        """Return a value for an attribute."""
        chance = self.chance
        if name in ADDRESSED:
            return self.address() + (" 2x" if "srcset" in name and chance.random() < 0.5 else "")
        if name in PAINTED:
            style = chance.choice(STYLES).format(url=self.address(), alarm=self.alarm())
            return style if name == "style" else chance.choice([f"url({self.address()})", style, "red"])
        if name.startswith("on"):
            return self.alarm()
        if name in ("id", "name", "for", "form", "popovertarget", "aria-labelledby"):
            return chance.choice([*IDS, *IDS, self.text(), ""])
        if name == "class":
            names = chance.sample([*CLASSES, *FEATURES], chance.randint(1, 3))
            return chance.choice([" ", "\t", "&#32;", "\n"]).join(names)
        if name == "markdown":
            return chance.choice(["1", "block", "span", "0"])
        return chance.choice(["1", "_blank", "refresh", "true", "stylesheet", "submit", "hidden", self.text()])

    def attributes(self, most: int = 4) -> str:
        """Return attributes as in a tag, in any notation."""
        return "".join(self._attribute() for _ in range(self.chance.randint(0, most)))

    def _attribute(self) -> str:
        chance = self.chance
        names = chance.choice([PLAIN, PLAIN, ADDRESSED, PAINTED, [f"on{event}" for event in EVENTS]])
        name = chance.choice(names)
        value = self.value(name)
        shown = chance.choice([name, name, name, name.upper(), name.title()])
        before = chance.choice([" ", " ", " ", "\n", "\t", "/", "\x0c", " / "])
        match chance.randrange(6):
            case 0:
                return f"{before}{shown}='{value}'"
            case 1:
                return f"{before}{shown}={value}"
            case 2:
                return f'{before}{shown} = "{value}"'
            case 3:
                return f'{before}{shown}="{value.replace(chr(34), "&quot;")}"'
            case _:
                return f'{before}{shown}="{value}"'

    def _one_of(self, *ways: str | Callable[[], str]) -> str:
        """Return one of several texts; functions are only called when chosen."""
        way = self.chance.choice(ways)
        return way if isinstance(way, str) else way()

    # --- HTML ---------------------------------------------------------------------------------------------------------

    def element(self, depth: int = 0) -> str:
        """Return an element with attributes and content; sometimes it is not closed, or closed twice."""
        chance = self.chance
        name = chance.choice(ELEMENTS)
        shown = chance.choice([name, name, name, name.upper()])
        start = f"<{shown}{self.attributes()}{chance.choice(['>', '>', '>', ' >', '/>', ''])}"
        if name in VOID and chance.random() < 0.9:
            return start
        content = self.element(depth + 1) if depth < 4 and chance.random() < 0.4 else self.text()
        if name in ("script", "style"):
            content = chance.choice([self.alarm(), f"@import '{self.address()}'", content])
        end = chance.choice([f"</{shown}>", f"</{shown}>", f"</{shown}>", f"</{name} x>", "", "</div></article>"])
        return start + content + end

    def _odd_html(self) -> str:
        element = self.element
        return self._one_of(
            lambda: f"<!--{self.text()}-->", lambda: f"<!-->{element()}", lambda: f"<!--!> {element()} --!>",
            lambda: f"<![CDATA[{element()}]]>", lambda: f"<?php {element()} ?>", "<!DOCTYPE html>",
            lambda: f"<svg><style>{element()}</style></svg>", lambda: f"<math><mtext><table><mglyph><style>{element()}",
            lambda: f"<noscript><p title='</noscript>{element()}'>", lambda: f"<template>{element()}</template>",
            lambda: f"<svg><foreignObject>{element()}</foreignObject></svg>", lambda: f"<form><form>{element()}</form>",
            lambda: f"<select><option>{element()}</select>", lambda: f"<textarea>{element()}", "<plaintext>",
            lambda: f"<table><tr><td>{element()}</table>", "<" * 200, "<div>" * 60, lambda: "</div>" * 9 + element(),
            lambda: f"<a href={self.address()}><a href={self.address()}>x", lambda: f"<p{self.attributes(12)}>",
            "<!-- wayin: due -->", "<!-- material/tags -->", '<div data-wayin="targets"></div>',
        )  # fmt: skip

    # --- Markdown -----------------------------------------------------------------------------------------------------

    def marks(self) -> str:
        """Return a Markdown attribute list, such as `{ #id .class key=value }`."""
        parts = []
        for _ in range(self.chance.randint(1, 3)):
            kind = self.chance.randrange(4)
            if kind == 0:
                parts.append("#" + self.chance.choice(IDS))
            elif kind == 1:
                parts.append("." + self.chance.choice([*CLASSES, *FEATURES]))
            else:
                name = self.chance.choice([*PLAIN, *ADDRESSED, *PAINTED, *(f"on{event}" for event in EVENTS)])
                mark = self.chance.choice(['"', "'"])
                parts.append(f"{name}={mark}{self.value(name).replace(mark, '')}{mark}")
        return "{" + self.chance.choice(["", ":", " "]) + " " + " ".join(parts) + " }"

    def inline(self) -> str:
        """Return an inline element."""
        text, address, marks = self.text, self.address, self.marks
        return self._one_of(
            text, lambda: f"[{text()}]({address()})", lambda: f"[{text()}](<{address()}>)",
            lambda: f'[{text()}]({address()} "{text()}")', lambda: f"![{text()}]({address()})",
            lambda: f"![{text()}]({address()}){marks()}", lambda: f"[{text()}]({address()}){marks()}",
            lambda: f"<{address()}>", lambda: f"[[{text()}]]", lambda: f"[[Ada Park|{text()}]]",
            lambda: f"![[{text()}.png]]", lambda: f"[{text()}][r]", "[^1]", lambda: f"`{text()}`{marks()}",
            lambda: f"**{text()}**{marks()}", lambda: f"=={text()}==", lambda: f":smile:{marks()}",
            lambda: f"++{text()}++", lambda: f"{{++{text()}++}}", lambda: f"\\({text()}\\)",
            lambda: f"H~2~O^{text()}^", lambda: f"`#!python {text()}`", "HTML", self.element, self.element,
        )  # fmt: skip

    def block(self, depth: int = 0) -> str:
        """Return a block, which may contain others."""
        chance, text, marks = self.chance, self.text, self.marks
        line = " ".join(self.inline() for _ in range(chance.randint(1, 3)))
        if depth > 2 or chance.random() < 0.4:
            return self._one_of(
                line, line, self.element, self._odd_html, lambda: f"{line}\n{marks()}",
                lambda: f"{'#' * chance.randint(1, 6)} {line} {marks()}", f"## {line}", f"# {line}", f"{line}\n====",
                lambda: f'[r]: {self.address()} "{text()}"', f"[^1]: {line}", f"*[HTML]: {line}", "[TOC]",
                lambda: f"$$\n{text()}\n$$", "---", f"| {line} | b |\n|---|:-:|\n| {line} | c |", f"Email: {line}",
                lambda: f"- [x] {line}\n- [ ] {self.inline()}", f"Term\n:   {line}",
            )  # fmt: skip
        inside = "\n\n".join(self.block(depth + 1) for _ in range(chance.randint(1, 2)))
        indented, quoted = inside.replace("\n", "\n    "), inside.replace("\n", "\n> ")
        fence = chance.choice(["```", "~~~"])
        return self._one_of(
            f"> {quoted}", f"- {indented}", f"1. {indented}", lambda: f'!!! note "{text()}"\n    {indented}',
            lambda: f'??? {chance.choice(CLASSES)} "{line}"\n    {indented}', f'=== "{line}"\n\n    {indented}',
            f"> [!tip] {line}\n> {quoted}",
            lambda: f"{fence} {chance.choice(['python', 'mermaid', text()])} {marks()}\n{inside}\n{fence}",
            lambda: f'{fence} {{ .python title="{text()}" hl_lines="1" }}\n{inside}\n{fence}', f"    {indented}",
            lambda: f'<div markdown="1"{self.attributes()}>\n\n{inside}\n\n</div>',
            lambda: f"<details{self.attributes()} markdown><summary>{line}</summary>\n\n{inside}\n\n</details>",
            f"## Log\n\n- 2026-10-03 {line}", lambda: f"## What I learned\n\n- {line} #{chance.choice(CLASSES)}",
        )  # fmt: skip
