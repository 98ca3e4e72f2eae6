"""Reads the notes again, for a site with the same set of pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger

from wayin.clock import Clock
from wayin.diagnostics import log_lines
from wayin.pages.generated import generate_pages, sources
from wayin.pages.problems import to_fix
from wayin.reading import read_folder
from wayin.site.rendering import Rendering

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from wayin.model import Note
    from wayin.pages.generated import GeneratedPages
    from wayin.reading import NoteCache
    from wayin.reading.media import LinkedMedia
    from wayin.workspace import Workspace

log = get_plugin_logger("wayin")


def renewed(
    rendering: Rendering, listed: Collection[str], cache: NoteCache
) -> tuple[Rendering, frozenset[str] | None] | None:
    """Return a rendering of the current notes, and the pages that changed; None for these if all may have.

    Return None if MkDocs has to build the site again.

    Args:
        rendering: the rendering of the notes before.
        listed: the sources of pages in the navigation, whose titles are on every page.
        cache: the notes from the last reading.
    """
    before = rendering.workspace
    reading = read_folder(before.settings.notes, cache, before.settings.rules)
    old, new = before.reading, reading
    if [note.path for note in old.notes] != [note.path for note in new.notes] or old.found.others != new.found.others:
        return None
    changed = [pair for pair in zip(old.notes, new.notes, strict=True) if pair[0] is not pair[1]]
    if any(after.path in listed for _, after in changed):
        return None
    if workspace := before.reworded(reading):
        return _rendering(rendering, workspace, rendering.media, rendering.generated), frozenset(
            note.path for _, note in changed
        )
    workspace = before.again(reading, Clock.at(before.settings.today))
    if any(_on_tags_page(before, note) != _on_tags_page(workspace, after) for note, after in changed):
        return None
    generated = generate_pages(workspace.learnings, rendering.taken)
    if workspace.media.published != rendering.media.published or _shape(workspace, generated) != _shape(
        before, rendering.generated
    ):
        return None
    known = set(log_lines(before.problems))
    for line in log_lines(workspace.problems):
        if line not in known:
            log.warning(line)
    return _rendering(rendering, workspace, workspace.media, generated), None


def _rendering(before: Rendering, workspace: Workspace, media: LinkedMedia, generated: GeneratedPages) -> Rendering:
    return Rendering(
        workspace, before.urls, media, before.page_context, generated, before.overrides, before.taken,
        before.language,
    )  # fmt: skip


def _on_tags_page(workspace: Workspace, note: Note) -> object:
    """Return a note's content on the page of tags."""
    return note.facts.tags and (note.facts.tags, workspace.kb.name(note.id))


def _shape(workspace: Workspace, generated: GeneratedPages) -> object:
    """Return the set of pages, and the number of problems in the navigation."""
    return sources(workspace.kb), list(generated.topics), list(generated.roles), to_fix(workspace)


def is_new_day(workspace: Workspace) -> bool:
    """Return whether the notes were read on an earlier day."""
    return Clock.at(workspace.settings.today).today != workspace.clock.today


def settings_stamp(config: MkDocsConfig, rendering: Rendering) -> frozenset[tuple[str, int, int, int]]:
    """Return a mark of everything but notes in the site; the site has to be rebuilt if it changes."""
    settings = rendering.workspace.settings
    roots: Iterable[str | Path | None] = (
        config.config_file_path, config.theme.custom_dir, settings.templates, settings.contacts, *config.watch,
        *(settings.notes / path for path in rendering.media.published),
    )  # fmt: skip
    return frozenset(mark for root in roots if root for mark in _marks(Path(root)))


def _marks(path: Path) -> Iterator[tuple[str, int, int, int]]:
    for file in path.rglob("*") if path.is_dir() else [path]:
        try:
            status = file.stat()
        except OSError:
            continue
        if not file.is_dir():
            yield str(file), status.st_mtime_ns, status.st_size, status.st_ino
