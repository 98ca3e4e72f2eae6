"""Files that MkDocs can be kept from reading or writing until they are requested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from mkdocs.config.defaults import MkDocsConfig


class LaterFile(File):
    """A file that MkDocs skips while `is_later` is set."""

    is_later = False

    def postpone(self, is_later: bool) -> None:
        """Set whether MkDocs skips the file; its address doesn't change."""
        self.dest_uri, self.url  # noqa: B018 (they are worked out once, from whether it is a page)
        self.is_later = is_later

    def is_documentation_page(self) -> bool:
        """Return whether MkDocs should read it as a page."""
        return not self.is_later and self._is_page()

    def _is_page(self) -> bool:
        return super().is_documentation_page()

    def copy_file(self, dirty: bool = False) -> None:
        """Copy or write it, unless it is postponed."""
        if not self.is_later:
            super().copy_file(dirty)


class DataFile(LaterFile):
    """A generated file other than a page, computed when it is written."""

    def __init__(self, config: MkDocsConfig, path: str, make: Callable[[], str | bytes]) -> None:
        """Use the path in the site, and a function that returns the content."""
        super().__init__(path, None, config.site_dir, config.use_directory_urls)
        self._make = make
        self.content_bytes = b""

    def copy_file(self, dirty: bool = False) -> None:
        """Write it, unless it is postponed."""
        if not self.is_later:
            made = self._make()
            self.content_bytes = made.encode() if isinstance(made, str) else made
            super().copy_file(dirty)


def later_files(files: Iterable[File]) -> list[LaterFile]:
    """Return Wayin's pages and data files."""
    return [
        file
        for file in files
        if isinstance(file, LaterFile) and (file.is_documentation_page() or isinstance(file, DataFile))
    ]


class Postponed:
    """Files that MkDocs skips in a build."""

    def __init__(self, files: Collection[LaterFile], listed: Collection[str], tagged: Collection[str]) -> None:
        """Determine which of them MkDocs still has to read, because their text is on other pages.

        Args:
            files: the files.
            listed: the sources of pages in the navigation.
            tagged: the sources of pages with tags, of which only the tags are needed.
        """
        self.files = files
        self._listed, self._tagged = frozenset(listed), frozenset(tagged)
        self._sources = frozenset(file.src_uri for file in files)

    def for_reading(self) -> None:
        """Have MkDocs read only files whose text is also elsewhere."""
        for file in self.files:
            file.postpone(file.src_uri not in self._listed | self._tagged)

    def for_writing(self) -> None:
        """Have MkDocs write none of them."""
        for file in self.files:
            file.postpone(True)

    def no_longer(self) -> None:
        """Have MkDocs skip none of them."""
        for file in self.files:
            file.postpone(False)

    def is_skimmed(self, path: str) -> bool:
        """Return whether MkDocs reads a page only for its tags, so that its text isn't needed yet."""
        return path in self._sources and path not in self._listed
