"""Which files MkDocs builds: notes and what they link to, pages for stubs, the gathering pages, and our assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from wayin.network.layout import layout
from wayin.site.network_data import network_data
from wayin.site.pages import INDEXES, sources

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from wayin.knowledge import KnowledgeBase
    from wayin.site.edition import Edition

MOST_IN_NAV = 20
"""Up to so many ordinary pages at the top of the notes folder stand in the navigation."""


def keep_publishable(files: Files, config: MkDocsConfig, edition: Edition, published: AbstractSet[str]) -> None:
    """Takes out every file of the notes folder that is neither a note, nor linked to, nor named in mkdocs.yml."""
    notes = {note.path for note in edition.reading.notes}
    theme = config.theme
    named = {
        str(name) for name in (*config.extra_css, *config.extra_javascript, theme.get("logo"), theme.get("favicon"))
    }
    for file in list(files):
        if file.src_dir != config.docs_dir:
            continue
        if file.src_uri in notes:
            if "/" in file.src_uri or file.src_uri == "me.md":
                file.inclusion = InclusionLevel.NOT_IN_NAV
        elif file.src_uri not in published and file.src_uri not in named:
            files.remove(file)


def add_pages(files: Files, config: MkDocsConfig, kb: KnowledgeBase) -> None:
    """Adds a page for each stub and the pages that gather; the user's own files of the same name stay theirs."""
    for stub in kb.stubs:
        _add(files, config, f"{stub}.md", InclusionLevel.NOT_IN_NAV)
    own = sorted(file.src_uri for file in files.documentation_pages(inclusion=InclusionLevel.is_in_nav))
    for path in INDEXES:
        _add(files, config, path, InclusionLevel.INCLUDED)
    tagged = _add_tags_page(files, config, kb)
    if config.nav is None:
        pages: list[dict[str, str] | str] = [{title: path} for path, (title, _) in INDEXES.items()]
        ordinary = [path for path in own if path not in INDEXES]
        config.nav = [*pages[:-1], *ordinary[:MOST_IN_NAV], *tagged, pages[-1]]
        for path in ordinary[MOST_IN_NAV:]:
            if file := files.get_file_from_path(path):
                file.inclusion = InclusionLevel.NOT_IN_NAV


def _add_tags_page(files: Files, config: MkDocsConfig, kb: KnowledgeBase) -> list[dict[str, str]]:
    """Material's page of tags, where its plugin is on, something is tagged, and the user has none of their own."""
    if not any(name.endswith("tags") for name in config.plugins):
        return []
    noted = [note for node in sources(kb) if (note := kb.note(node))]
    if not any(note.facts.tags for note in noted) or any("<!-- material/tags" in note.body for note in noted):
        return []
    _add(files, config, "tags.md", InclusionLevel.INCLUDED, "# Tags\n\n<!-- material/tags -->\n")
    return [{"Tags": "tags.md"}]


def _add(files: Files, config: MkDocsConfig, path: str, inclusion: InclusionLevel, content: str = "") -> None:
    if files.get_file_from_path(path) is None:
        files.append(File.generated(config, path, content=content, inclusion=inclusion))


def add_assets(files: Files, config: MkDocsConfig, folder: Path) -> None:
    """Adds our styles and scripts under `wayin/`."""
    for asset in sorted(folder.iterdir()):
        files.append(File.generated(config, f"wayin/{asset.name}", abs_src_path=str(asset)))


def urls(files: Files, kb: KnowledgeBase) -> dict[str, str]:
    """The URL, from the site's root, of every id and of every gathering page (by its path without `.md`)."""
    wanted = sources(kb) | {path.removesuffix(".md"): path for path in INDEXES}
    found = {node: file.url for node, path in wanted.items() if (file := files.get_file_from_path(path))}
    # The URL of the home page is written `./` or empty; from other pages' roots it adds nothing
    return {node: "" if url in (".", "./") else url for node, url in found.items()}


def add_network(files: Files, config: MkDocsConfig, edition: Edition, urls: dict[str, str]) -> None:
    """Adds the data of the network page."""
    kb, network = edition.kb, edition.network
    ties = [(tie.source, tie.target, tie.quality) for ties in network.ties.values() for tie in ties.values()]
    jobs = [(one.id, job.company, 0.5) for one in kb.people.values() for job in one.jobs if job.company]
    positions = layout([*network.people, *kb.companies], [*ties, *jobs])
    data = network_data(kb, network, edition.clock, positions, urls)
    files.append(File.generated(config, "wayin/network.js", content=data))
