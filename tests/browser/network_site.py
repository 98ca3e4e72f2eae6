"""A network page without MkDocs: the template in a plain frame with Material's own styles, written into a folder."""

from html import escape
from pathlib import Path

import material
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader

import wayin
from wayin.clock import Clock
from wayin.journey.underway import Underway
from wayin.knowledge import KnowledgeBase
from wayin.model import Duration
from wayin.network.communities import pairs
from wayin.network.layout import layout
from wayin.network.ties import network
from wayin.network.ways import Search
from wayin.pages import markup
from wayin.pages.network import NetworkContext, everyone
from wayin.pages.network_data import network_data
from wayin.site.scripts import scripts

PACKAGE = Path(wayin.__file__).parent / "pages"
STYLES = [
    *sorted((Path(material.__file__).parent / "templates/assets/stylesheets").glob("*.css")),
    PACKAGE / "assets/wayin.css",
]

FRAME = """<!doctype html><html lang="en" class="no-js"><head><meta charset="utf-8"><title>Network</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
{% for style in styles %}<link rel="stylesheet" href="{{ style|e }}">
{% endfor %}<style>:root{--md-text-font:"DejaVu Sans";--md-code-font:"DejaVu Sans Mono"}</style></head>
<body dir="ltr" data-md-color-scheme="{{ scheme }}" data-md-color-primary="indigo" data-md-color-accent="indigo">
<div class="md-container"><main class="md-main"><div class="md-main__inner md-grid"><div class="md-content">
<article class="md-content__inner md-typeset">
{% block content %}{% endblock %}</article></div></div></main></div></body></html>"""


class Page:
    """What the template asks of MkDocs' page."""

    title = "Network"


def write(folder: Path, kb: KnowledgeBase, clock: Clock, scheme: str = "default") -> str:
    """Writes the page of a knowledge base with all it needs; returns its address."""
    net = network(kb, clock)
    near = pairs(kb, net, clock)
    places = layout([*net.people, *kb.companies], near)
    urls = {node: f"{node}/" for node in [*kb.people, *kb.companies]}
    (folder / "wayin").mkdir(parents=True, exist_ok=True)
    (folder / "network").mkdir(exist_ok=True)
    begun = Underway(kb, clock, Duration(10, "d"))
    underway = {node: found for node in urls if (found := begun.of(node))}
    data = network_data(kb, net, clock, places, urls, underway=underway)
    (folder / "wayin/network.js").write_text(data, "utf-8")
    (folder / "wayin/wayin-network.js").write_text(scripts()["wayin-network.js"], "utf-8")
    (folder / "wayin/wayin-network.css").write_text((PACKAGE / "assets/wayin-network.css").read_text("utf-8"), "utf-8")
    loader = ChoiceLoader([DictLoader({"main.html": FRAME}), FileSystemLoader(PACKAGE / "templates")])
    environment = Environment(loader=loader)  # autoescape is off, as in MkDocs
    rows = everyone(kb, net, Search(net), clock, urls)
    styles = [escape(style.as_uri()) for style in STYLES]
    html = environment.get_template("wayin-network.html").render(
        base_url="..", page=Page, network=NetworkContext(rows), h=markup, scheme=scheme, styles=styles
    )
    page = folder / "network/index.html"
    page.write_text(html, "utf-8")
    return page.as_uri()
