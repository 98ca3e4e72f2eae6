"""Files of ours that MkDocs can be kept from reading or writing, until somebody asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig


class LaterFile(File):
    """A file that MkDocs passes over while `is_later` is set."""

    is_later = False

    def postpone(self, is_later: bool) -> None:
        """Have MkDocs pass over the file from now on, or not; where it goes doesn't depend on it."""
        self.dest_uri, self.url  # noqa: B018 (they are worked out once, from whether it is a page)
        self.is_later = is_later

    def is_documentation_page(self) -> bool:
        """Return whether MkDocs is to read it as a page."""
        return not self.is_later and self._is_page()

    def _is_page(self) -> bool:
        return super().is_documentation_page()

    def copy_file(self, dirty: bool = False) -> None:
        """Copy or write it, unless that is done later."""
        if not self.is_later:
            super().copy_file(dirty)


class DataFile(LaterFile):
    """A generated file that is no page: what it says is worked out when it is written."""

    def __init__(self, config: MkDocsConfig, path: str, make: Callable[[], str | bytes]) -> None:
        """Args: MkDocs' configuration; where the file goes in the site; what works out its content."""
        super().__init__(path, None, config.site_dir, config.use_directory_urls)
        self._make = make
        self.content_bytes = b""

    def copy_file(self, dirty: bool = False) -> None:
        """Write it, unless that is done later."""
        if not self.is_later:
            made = self._make()
            self.content_bytes = made.encode() if isinstance(made, str) else made
            super().copy_file(dirty)
