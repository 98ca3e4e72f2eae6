"""Updates the site while it is served."""

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
    """A site with pages on request, kept in step with the notes."""

    def __init__(self, pages: PagesOnRequest, config: MkDocsConfig, builder: Callable[..., None]) -> None:
        """Take over after the first build.

        Args:
            pages: makes the pages.
            config: MkDocs' configuration.
            builder: reads the configuration and builds the site again.
        """
        self.pages, self.open = pages, OpenPages(pages)
        self._config, self._builder = config, builder
        self._stamp = settings_stamp(config, pages.rendering)

    def rebuild(self) -> None:
        """Update the site after a change of anything watched. After an error the site stays as it was."""
        with self.pages.lock:
            folder = self.pages.rendering.workspace.settings.notes
            if not folder.is_dir():
                log.warning(f"{folder.name}/ is gone. The site stays as it was until the folder is back.")
                return
            stamp = settings_stamp(self._config, self.pages.rendering)
            try:
                # MkDocs writes the build date into pages, too
                if stamp != self._stamp or self.is_new_day() or self.pages.notes_changed():
                    self._builder()
            except (Exception, SystemExit) as error:
                log.error(f"The site can't be built ({str(error) or type(error).__name__}), so it stays as it was.")
                self._stamp = frozenset()  # try again after any change
            else:
                # Files saved during the build may not be in it
                known = {mark[0]: mark for mark in stamp}
                now = settings_stamp(self._config, self.pages.rendering)
                self._stamp = frozenset(known.get(mark[0], mark) for mark in now)
        self.open.wake()

    def is_new_day(self) -> bool:
        """Return whether a new day has started since the notes were read."""
        return is_new_day(self.pages.rendering.workspace)
