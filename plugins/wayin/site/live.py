"""The site while it is served: what to do when something changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger

from wayin.site.open_pages import OpenPages
from wayin.site.renewal import is_new_day, settings_stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig

    from wayin.site.on_request import PagesOnRequest

log = get_plugin_logger("wayin")


class Live:
    """A site of pages on request, kept up with the notes."""

    def __init__(self, pages: PagesOnRequest, config: MkDocsConfig, builder: Callable[..., None]) -> None:
        """Take it over after its first build.

        Args:
            pages: what makes the pages.
            config: MkDocs' configuration.
            builder: has MkDocs build the site again, with its configuration read again.
        """
        self.pages, self.open = pages, OpenPages(pages)
        self._config, self._builder = config, builder
        self._stamp = settings_stamp(config, pages.rendering)

    def rebuild(self) -> None:
        """Follow a change of whatever is watched. What can't be read or built leaves the site as it was."""
        with self.pages.lock:
            folder = self.pages.rendering.workspace.settings.notes
            if not folder.is_dir():
                log.warning(f"{folder.name}/ is gone. The site stays as it was until the folder is back.")
                return
            stamp = settings_stamp(self._config, self.pages.rendering)
            try:
                # MkDocs writes the day of a build into pages, too
                if stamp != self._stamp or self.is_new_day() or self.pages.notes_changed():
                    self._builder()
            except (Exception, SystemExit) as error:
                log.error(f"The site can't be built ({str(error) or type(error).__name__}), so it stays as it was.")
                self._stamp = frozenset()  # whatever changes next, it is tried again
            else:
                self._stamp = settings_stamp(self._config, self.pages.rendering)
        self.open.wake()

    def is_new_day(self) -> bool:
        """Return whether a day has begun since the notes were read."""
        return is_new_day(self.pages.rendering.workspace)
