"""A network page without MkDocs: its HTML in a plain frame with Material's styles, written to a folder."""

from html import escape
from pathlib import Path

import material

import wayin
from wayin.network.communities import pairs
from wayin.network.layout import layout
from wayin.pages.advice import advice
from wayin.pages.generated import GeneratedPages
from wayin.pages.network_data import network_data
from wayin.pages.renderer import Renderer
from wayin.site.scripts import scripts
from wayin.workspace import Workspace

ASSETS = Path(wayin.__file__).parent / "pages/assets"
STYLES = [
    *sorted((Path(material.__file__).parent / "templates/assets/stylesheets").glob("*.css")),
    ASSETS / "wayin.css",
]

FRAME = """<!doctype html><html lang="en" class="no-js"><head><meta charset="utf-8"><title>Network</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
{styles}<style>:root{{--md-text-font:"DejaVu Sans";--md-code-font:"DejaVu Sans Mono"}}</style></head>
<body dir="ltr" data-md-color-scheme="{scheme}" data-md-color-primary="indigo" data-md-color-accent="indigo">
<div class="md-container"><main class="md-main"><div class="md-main__inner md-grid"><div class="md-content">
<article class="md-content__inner md-typeset">
{content}</article></div></div></main></div></body></html>"""


def write(folder: Path, workspace: Workspace, scheme: str = "default") -> str:
    """Write the page of a workspace with everything it needs; return its address."""
    kb, net = workspace.kb, workspace.network
    places = layout([*net.people, *kb.companies], pairs(kb, net, workspace.clock))
    urls = {node: f"{node}/" for node in [*kb.people, *kb.companies]}
    (folder / "wayin").mkdir(parents=True, exist_ok=True)
    (folder / "network").mkdir(exist_ok=True)
    advised = {node: found for node in urls if (found := advice(workspace, node))}
    data = network_data(kb, net, workspace.clock, places, urls, advised=advised)
    (folder / "wayin/network.js").write_text(data, "utf-8")
    (folder / "wayin/wayin-network.js").write_text(scripts()["wayin-network.js"], "utf-8")
    (folder / "wayin/wayin-network.css").write_text((ASSETS / "wayin-network.css").read_text("utf-8"), "utf-8")
    content = Renderer(workspace, urls, GeneratedPages()).page("network", "", "network/", "Network")
    styles = "".join(f'<link rel="stylesheet" href="{escape(style.as_uri())}">' for style in STYLES)
    page = folder / "network/index.html"
    page.write_text(FRAME.format(styles=styles, scheme=scheme, content=content), "utf-8")
    return page.as_uri()
