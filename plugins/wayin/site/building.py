"""The files of a build: notes and linked files, pages for stubs, overview pages, and assets."""

from __future__ import annotations

import gc
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel, set_exclusions
from mkdocs.structure.nav import Section

from wayin.clock import Clock
from wayin.diagnostics import log_lines
from wayin.network.communities import pairs
from wayin.network.layout import layout
from wayin.network.outskirts import lone_contacts, outskirts
from wayin.network.positions import FILE, DamagedError, read_positions, write_positions
from wayin.own_folder import ForeignError
from wayin.pages.advice import advice
from wayin.pages.generated import generate_pages, sources
from wayin.pages.kinds import CONTACTS, INDEXES, index_paths
from wayin.pages.network_data import network_data
from wayin.pages.problems import to_fix
from wayin.site.later_files import DataFile, LaterFile
from wayin.site.rendering import Rendering
from wayin.site.scripts import ASSETS, scripts
from wayin.site.source_dir import OwnFile
from wayin.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from wayin.knowledge import KnowledgeBase
    from wayin.network.communities import Pair
    from wayin.network.layout import Place
    from wayin.pages.generated import GeneratedPages
    from wayin.progress import Progress
    from wayin.reading import NoteCache
    from wayin.reading.mkdocs_yml import Settings
    from wayin.site.wikilinks import PageContext

log = get_plugin_logger("wayin")

PLACES = ("people/index.md", "companies/index.md", "interviews/index.md", "network/index.md")
LEARNED = ("learnings/index.md", "comparison/index.md", "questions/index.md", "timeline/index.md")
PROBLEMS = "problems/index.md"
TODAY = "today/index.md"
"""Always the first page, even if the user has an index.md."""
MOST_IN_NAV = 20
"""The most ordinary pages at the top of the notes folder shown in the navigation."""


def read_notes(settings: Settings, cache: NoteCache, progress: Progress) -> Workspace:
    """Read the notes, and log their problems.

    Args:
        settings: where they are, and the options.
        cache: the notes from the last reading.
        progress: shows how far it is.

    Raises:
        ConfigurationError: if SOURCE_DATE_EPOCH isn't a number.
    """
    try:
        clock = Clock.at(settings.today)
    except ValueError:
        raise ConfigurationError("wayin: SOURCE_DATE_EPOCH isn't a number of seconds.") from None
    if gc.get_freeze_count():
        gc.unfreeze()  # release what earlier builds made, which would else be frozen again
        gc.collect()
    else:
        gc.freeze()  # modules live as long as the program
    workspace = Workspace.read(settings, clock, log.warning, cache, progress)
    for line in log_lines(workspace.problems):
        log.warning(line)
    gc.freeze()  # the notes live as long as the build, so the garbage collector can skip them
    if stubs := workspace.kb.stubs:
        log.info(f"{len(stubs)} people and companies are mentioned and have no note yet.")
    return workspace


def prepare(
    files: Files,
    config: MkDocsConfig,
    workspace: Workspace,
    page_context: PageContext,
    current: Callable[[], Rendering],
) -> Rendering:
    """Determine which files become pages, and return their rendering.

    Args:
        files: the files found by MkDocs; Wayin's are added.
        config: MkDocs' configuration; gets a navigation if the user has set none.
        workspace: the notes and everything computed from them.
        page_context: tells the wikilinks about the current page.
        current: returns the rendering at the time a generated file is written.
    """
    add_own_files(files, config, workspace, workspace.media.published)
    taken = [file.src_uri.rpartition(".")[0] for file in files]
    generated = generate_pages(workspace.learnings, taken)
    add_pages(files, config, workspace, generated)
    add_assets(files, config, ASSETS)
    addresses = urls(files, workspace.kb, generated)
    add_data(files, config, "network.js", lambda: network_script(config, current().workspace, addresses))
    add_data(files, config, "calendar.ics", lambda: calendar_file(current().workspace))
    # The user's own templates win
    overrides = [Path(config.theme.custom_dir, "wayin")] if config.theme.custom_dir else []
    return Rendering(
        workspace, addresses, workspace.media, page_context, generated, overrides, taken, _language(config)
    )


def _language(config: MkDocsConfig) -> str:
    """Return the theme's language, by default English."""
    named = config.theme.get("language") or config.theme.get("locale")
    return str(getattr(named, "language", named) or "en")


def add_own_files(files: Files, config: MkDocsConfig, workspace: Workspace, published: AbstractSet[str]) -> None:
    """Add the notes, and the files linked by them or named in mkdocs.yml; nothing else in the folder is published."""
    theme = config.theme
    named = {
        str(name) for name in (*config.extra_css, *config.extra_javascript, theme.get("logo"), theme.get("favicon"))
    }
    notes = sorted((note.path for note in workspace.reading.notes), key=_index_first)
    own = [OwnFile(config, path, is_note=True) for path in notes]
    others = [path for path in workspace.reading.found.others if path in published or path in named]
    own += [OwnFile(config, path, is_note=False, is_trusted=path in named) for path in others]
    set_exclusions(own, config)
    taken = {file.dest_uri for file in files} | {file.dest_uri for file in own if not file.is_documentation_page()}
    for file in own:
        folder, is_readme, _ = file.src_uri.rpartition("/README.md")
        if (is_readme and f"{folder}/index.md" in INDEXES) or (
            file.name == "index" and file.src_uri.endswith("README.md") and file.dest_uri in taken
        ):
            file.keep_readme()
        # The folder of the page of a.png.md would be the file a.png
        while file.is_documentation_page() and {file.dest_uri, file.dest_uri.removesuffix("/index.html")} & taken:
            file.move_aside()
        taken.add(file.dest_uri)
        in_nav = "/" not in file.src_uri and file.src_uri != "me.md"
        if file.is_documentation_page() and not in_nav and file.inclusion is InclusionLevel.INCLUDED:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        _replace(files, file)


def _index_first(path: str) -> tuple[str, bool, str]:
    folder, name = posixpath.split(path)
    return folder, name != "index.md", name


def add_pages(files: Files, config: MkDocsConfig, workspace: Workspace, generated: GeneratedPages) -> None:
    """Add a page for each stub, topic and role, and the overview pages; the user's pages of the same name win.

    Args:
        files: the files to add to.
        config: the configuration, which gets a navigation if it has none.
        workspace: the notes. The list of problems is only in the navigation if there are errors or warnings, and the
            page of contacts only exists if there are any.
        generated: the pages of topics and roles.
    """
    kb, problems = workspace.kb, to_fix(workspace)
    for id_ in (*kb.stubs, *generated.topics, *generated.roles):
        _add(files, config, f"{id_}.md", InclusionLevel.NOT_IN_NAV)
    own = sorted(file.src_uri for file in files.documentation_pages(inclusion=InclusionLevel.is_in_nav))
    for path in index_paths(workspace):
        is_aside = path == TODAY or (path == PROBLEMS and not problems)
        _add(files, config, path, InclusionLevel.NOT_IN_NAV if is_aside else InclusionLevel.INCLUDED)
    tagged = _add_tags_page(files, config, kb)
    if config.nav is None:
        home = _home(files)
        contacts = [{INDEXES[CONTACTS][0]: CONTACTS}] if workspace.contacts.contacts else []
        ordinary = [path for path in own if path not in INDEXES and (home is None or path != home.src_uri)]
        config.nav = _navigation(
            home.src_uri if home else "index.md", [*contacts, *ordinary[:MOST_IN_NAV], *tagged], problems
        )
        for path in ordinary[MOST_IN_NAV:]:
            if file := files.get_file_from_path(path):
                file.inclusion = InclusionLevel.NOT_IN_NAV
    elif not set(_paths(config.nav)) & (INDEXES.keys() - {"index.md"}):
        # The user's own navigation without these pages gets them as a section at its end
        contacts = [{INDEXES[CONTACTS][0]: CONTACTS}] if workspace.contacts.contacts else []
        config.nav = [*config.nav, {"Network": _navigation(TODAY, [*contacts, *tagged], problems)}]


def _paths(nav: Any) -> Iterator[str]:
    """Yield the paths in a navigation from mkdocs.yml."""
    if isinstance(nav, str):
        yield nav
    for child in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _paths(child)


def _navigation(home: str, others: list[Any], to_fix: int) -> list[Any]:
    """Return the navigation: the six main pages, the user's other pages, and the problems, if any."""
    title = {path: title for path, (title, _) in INDEXES.items()}
    learned = [{title[path]: path} for path in LEARNED]
    entries: list[Any] = [{"Today": home}, *({title[path]: path} for path in PLACES), {title[LEARNED[0]]: learned}]
    if others:
        entries.append({"More": others})
    return [*entries, {f"{title[PROBLEMS]} ({to_fix})": PROBLEMS}] if to_fix else entries


def _add_tags_page(files: Files, config: MkDocsConfig, kb: KnowledgeBase) -> list[dict[str, str]]:
    """Add Material's page of tags, if its plugin is on, something is tagged, and the user has no such page."""
    if not any(name.endswith("tags") for name in config.plugins):
        return []
    noted = [note for node in sources(kb) if (note := kb.note(node))]
    if not any(note.facts.tags for note in noted) or any("<!-- material/tags" in note.body for note in noted):
        return []
    _add(files, config, "tags.md", InclusionLevel.INCLUDED, "# Tags\n\n<!-- material/tags -->\n")
    return [{"Tags": "tags.md"}]


def _add(files: Files, config: MkDocsConfig, path: str, inclusion: InclusionLevel, content: str = "") -> None:
    file = LaterFile.generated(config, path, content=content, inclusion=inclusion)
    # Other plugins expect a file behind each page, for example for its modification time
    file.abs_src_path = str(TEMPLATE)
    if files.get_file_from_path(path) is not None or (path == "index.md" and _home(files) is not None):
        return
    # A page of the user's own keeps its address: network.md stays at network/
    while path in INDEXES and any(other.dest_uri == file.dest_uri for other in files):
        folder = file.dest_uri.removesuffix("/index.html").removesuffix(".html")
        file.dest_uri = f"{folder}-wayin{file.dest_uri.removeprefix(folder)}"
    files.append(file)


def _home(files: Files) -> File | None:
    """Return the home page; the user's own may be a README."""
    return files.get_file_from_path("index.md") or files.get_file_from_path("README.md")


HOMES = {
    "person": "people", "company": "companies", "interview": "interviews", "topic": "learnings", "role": "learnings",
}  # fmt: skip
"""The overview page of each kind."""
TEMPLATE = Path(__file__).parent / "templates" / "wayin.html"
"""The template of generated pages."""


def give_parents(nav: Navigation, files: Files, rendering: Rendering) -> None:
    """Set the overview page as the parent of each page outside the navigation, for breadcrumbs."""
    sections = {page.file.src_uri: Section(page.title or "", [page]) for page in nav.pages}
    for file in files.documentation_pages():
        kind, _ = rendering.kind(file.src_uri)
        gathers = HOMES.get(kind, "")
        section = sections.get(f"{gathers}/index.md")
        if section and file.page and file.src_uri not in sections:
            file.page.parent = section


def add_assets(files: Files, config: MkDocsConfig, folder: Path) -> None:
    """Add the styles and scripts under `wayin/`; those of the network page as one file."""
    for name, script in scripts().items():
        file = File.generated(config, f"wayin/{name}", content=script)
        file.abs_src_path = str(TEMPLATE)
        _replace(files, file)
    for asset in sorted(path for path in folder.iterdir() if path.suffix != ".js"):
        _replace(files, File.generated(config, f"wayin/{asset.name}", abs_src_path=str(asset)))


def _replace(files: Files, file: File) -> None:
    if (same := files.get_file_from_path(file.src_uri)) is not None:
        files.remove(same)
    files.append(file)


def urls(files: Files, kb: KnowledgeBase, generated: GeneratedPages) -> dict[str, str]:
    """Return the URL from the site's root of every id and every other page of Wayin (by its path without `.md`)."""
    wanted = sources(kb) | {path.removesuffix(".md"): path for path in INDEXES}
    wanted |= {id_: f"{id_}.md" for id_ in (*generated.topics, *generated.roles)}
    addresses = {node: file.url for node, path in wanted.items() if (file := files.get_file_from_path(path))}
    if home := _home(files):
        addresses.setdefault("index", home.url)
    # The home page's URL is `./` or empty; appended to a path to the root it adds nothing
    return {node: "" if url in (".", "./") else url for node, url in addresses.items()}


def calendar_file(workspace: Workspace) -> str | bytes:
    """Return the calendar of interviews and next steps."""
    from wayin.export.calendar import calendar  # imported late because icalendar loads slowly

    return calendar(workspace)


def add_data(files: Files, config: MkDocsConfig, path: str, make: Callable[[], str | bytes]) -> None:
    """Add a file below `wayin/` whose content is computed from the current notes when it is written."""
    file = DataFile(config, f"wayin/{path}", make)
    file.abs_src_path = str(TEMPLATE)
    _replace(files, file)


def network_script(config: MkDocsConfig, workspace: Workspace, urls: Mapping[str, str]) -> str:
    """Return the data of the network page."""
    kb, network = workspace.kb, workspace.network
    ties = pairs(kb, network, workspace.clock)
    lone = lone_contacts(kb, ties)
    left_out = set(lone)
    nodes = [node for node in (*network.people, *kb.companies) if node not in left_out]
    positions = _positions(config, nodes, ties)
    positions |= outskirts(lone, positions)
    # Of whom the files alone know, and only you, the first step is what the tie shows already
    asked_about = (node for node in (*kb.people, *kb.companies) if node not in left_out)
    advised = {node: node_advice for node in asked_about if (node_advice := advice(workspace, node))}
    return network_data(
        kb, network, workspace.clock, positions, urls, most=workspace.settings.most_intermediaries, advised=advised
    )


def _positions(config: MkDocsConfig, nodes: list[str], ties: list[Pair]) -> dict[str, Place]:
    """Return everyone's position on the map, from the last build if known.

    A foreign file is reported as a warning. A failure to save isn't, because it would break every strict build of a
    read-only folder.
    """
    settings = Path(config.config_file_path or "")
    if not settings.is_file():
        return layout(nodes, ties)
    before: dict[str, Place] = {}
    try:
        before = read_positions(settings.parent)
    except DamagedError as error:
        log.info(f"{error}, so the layout is recomputed.")
    except ForeignError as error:
        log.warning(_left_alone(error))
        return layout(nodes, ties)
    positions = layout(nodes, ties, before)
    try:
        write_positions(settings.parent, positions)
    except ForeignError as error:
        log.warning(_left_alone(error))
    except OSError as error:
        log.info(f"{FILE} can't be written ({error.strerror}), so the map may look different after the next note.")
    return positions


def _left_alone(error: ForeignError) -> str:
    return f"{error}. It stays as it is, and the layout of the map isn't saved until you move it away."
