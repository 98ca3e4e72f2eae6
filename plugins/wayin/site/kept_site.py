"""Incremental builds: pages that are still valid are kept, and only changes are made and written.

If nothing changed, MkDocs gets no files. If notes only differ in wording, which no other page shows, all other pages
are skipped. Otherwise all pages are made, and identical files are left alone.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

from wayin.own_folder import ForeignError, own_folder
from wayin.site.later_files import DataFile
from wayin.site.messages import Messages, loudness
from wayin.site.new_site import is_empty, put_in_place
from wayin.site.site_record import (
    SiteRecord,
    digest,
    digest_of,
    file_marks,
    ingredients,
    note_marks,
    read_record,
    remove_record,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from wayin.site.config import WayinConfig
    from wayin.site.later_files import LaterFile
    from wayin.site.rendering import Rendering

log = get_plugin_logger("wayin")

_KNOWN = frozenset({"search", "tags", "wayin"})
_READ_FILES = ("snippets", "b64")
"""Markdown extensions that include other files in a page."""


def unkept(config: MkDocsConfig) -> str | None:
    """Return why each build has to make the whole site; None if it doesn't."""
    for name in (*config.plugins, *map(str, config.hooks or ())):
        if name.rpartition("/")[2] not in _KNOWN:
            return f"the plugin `{name}` may have to see every page"
    if config.theme.name != "material":
        return "pages of this theme may differ from build to build"
    for extension in map(str, config.markdown_extensions):
        if any(name in extension for name in _READ_FILES):
            return f"the Markdown extension `{extension}` reads further files"
    return None


def find_kept_site(config: MkDocsConfig, options: WayinConfig) -> KeptSite | None:
    """Return the site of the last build; None, with a log message, if each build makes the whole site.

    Args:
        config: MkDocs' configuration before the build.
        options: the plugin's options.
    """
    if reason := unkept(config):
        log.info(f"Every build makes the whole site: {reason}.")
        return None
    return KeptSite(config, options, Path(config.config_file_path).parent) if config.config_file_path else None


class KeptSite:
    """The site of the last build during the next one."""

    def __init__(self, config: MkDocsConfig, options: WayinConfig, project: Path) -> None:
        """Compare the site with its sources.

        Args:
            config: MkDocs' configuration before the build.
            options: the plugin's options.
            project: the folder of mkdocs.yml.
        """
        self._project, self._site = project, Path(config.site_dir)
        self._ingredients = ingredients(config, options)
        self._marks = note_marks(Path(config.docs_dir))
        self._positions = project / ".wayin" / "positions.json"
        self._record = record = read_record(project)
        if (
            record is None
            or (record.ingredients, record.site) != (self._ingredients, str(self._site))
            or record.positions != digest_of(self._positions)
            or record.loudness > loudness()
        ):
            self._record = None
        self._files = file_marks(self._site, is_ours=True) if self._record else {}
        self.is_current = bool(self._record and self._record.notes == self._marks and self._record.files == self._files)
        """Whether the site is up to date."""
        self.kept: frozenset[str] = frozenset()
        """The sources of the pages that are kept."""
        self.messages = Messages()
        self._new: Path | None = None

    def begin(self, config: MkDocsConfig) -> None:
        """Redirect the build to a folder next to the site, and record what is reported."""
        with suppress(OSError, ForeignError):
            new = own_folder(self._project) / "cache" / f"site-{digest(str(self._site))[:8]}"
            shutil.rmtree(new, ignore_errors=True)  # left by a killed build
            if not is_empty(self._site) and _has_room(new.parent.parent, self._site):
                new.mkdir(parents=True)
                self._new, config.site_dir = new, str(new)
        if self._new is None:
            self.is_current = False
        self.messages.begin()

    def leave(self, config: MkDocsConfig) -> Files:
        """Return the files for MkDocs if nothing changed: none. Earlier messages are repeated."""
        assert self._record is not None  # noqa: S101 (or else something changed)
        config.nav, config.extra_templates = [], []
        config.theme.static_templates.clear()
        for message in self._record.messages:
            self.messages.repeat(message)
        log.info("Nothing changed since the last build, so the site stays as it is.")
        return Files([])

    def keep(self, rendering: Rendering, files: Iterable[LaterFile]) -> None:
        """Determine which pages are kept, and repeat the messages about them.

        Args:
            rendering: the current rendering.
            files: the files of the pages.
        """
        record = self._record
        if record is None or self._new is None:
            return
        changed = {path for path in {*record.notes, *self._marks} if record.notes.get(path) != self._marks.get(path)}
        shapes = rendering.workspace.shapes(changed)
        if record.problems != problems_digest(rendering) or any(
            not shapes.get(path) or shapes[path] != record.shapes.get(path) for path in changed
        ):
            return
        near = {path for path, others in record.anchors.items() if changed & set(others)}
        near |= {other for path in changed for other in record.anchors.get(path, ())}
        ours = {file.src_uri: file.dest_uri for file in files}
        self.kept = frozenset(
            path
            for path, place in record.pages.items()
            if path not in changed | near and ours.get(path) == place and self._holds(record, place)
        )
        for message in record.messages:
            if message[3] in self.kept:
                self.messages.repeat(message)

    def _holds(self, record: SiteRecord, place: str) -> bool:
        return place in record.files and self._files.get(place) == record.files[place]

    def finish(self, config: MkDocsConfig) -> None:
        """Replace the old site by the new one, file by file where they differ."""
        self.messages.end()
        if self._new is None:
            return
        config.site_dir = str(self._site)
        if not self.is_current:
            kept = {self._record.pages[path] for path in self.kept} if self._record else set()
            changes = put_in_place(self._new, self._site, kept)
            summary = f"{changes.written} files written, {changes.removed} removed, {changes.kept} kept"
            log.info(f"{self._site.name}/: {summary}.")
        self.abandon()

    def record(self, rendering: Rendering, files: Files) -> None:
        """Save what the site was made of.

        Args:
            rendering: the rendering of its pages.
            files: all its files.
        """
        if self._ingredients is None or rendering.workspace.turns_today():
            remove_record(self._project)
            return
        ours = {file.src_uri: file for file in files if isinstance(file, DataFile) or rendering.kind(file.src_uri)[0]}
        pages = [file.page for file in ours.values() if file.page]
        before = self._record if self.kept else None
        anchors = {
            page.file.src_uri: [file.src_uri for file in page.links_to_anchors if file is not page.file]
            for page in pages
            if page.links_to_anchors
        }
        changed = {path for path, mark in self._marks.items() if not before or before.notes.get(path) != mark}
        SiteRecord(
            self._ingredients,
            digest_of(self._positions),
            str(self._site),
            loudness(),
            self._marks,
            {**(before.shapes if before else {}), **rendering.workspace.shapes(changed)},
            problems_digest(rendering),
            {path: file.dest_uri for path, file in ours.items()},
            {**(before.anchors if before else {}), **anchors},
            self.messages.collected,
            file_marks(self._site, is_ours=True),
        ).save(self._project)

    def abandon(self) -> None:
        """Keep the old site after a failed build."""
        self.messages.end()
        if self._new is not None:
            shutil.rmtree(self._new, ignore_errors=True)
            self._new = None


def _has_room(folder: Path, site: Path) -> bool:
    """Return whether a folder has room for a second copy of the site, which is expected if both are on one disk."""
    if _disk_of(folder) == _disk_of(site):
        return True
    size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    return shutil.disk_usage(folder).free > 2 * size


def _disk_of(folder: Path) -> int:
    return folder.stat().st_dev


def problems_digest(rendering: Rendering) -> str:
    """Return a hash of the notes' problems."""
    return digest(list(map(repr, rendering.workspace.reading.problems)))
