"""What a build reports, kept for builds that make nothing again: what was reported still holds, and is said again."""

from __future__ import annotations

import logging
import re

from wayin.progress import Progress

Message = list[str | int]
"""Which logger reported, how serious it is, the words, and the page's source if it is about one page."""
_OF_SITE = ("mkdocs.structure", "mkdocs.plugins")
"""These speak of what is built, not of how the build goes on."""
_ABOUT = re.compile(r"Doc file '(.+?)' contains ")
_LOGGER = logging.getLogger("mkdocs")


def loudness() -> int:
    """Return from which level on messages of MkDocs are heard."""
    return _LOGGER.getEffectiveLevel()


class LineCleared(logging.Filter):
    """Takes the line of progress away before a message, where both are shown on one terminal."""

    def __init__(self, progress: Progress) -> None:
        """Args: what the line is of."""
        super().__init__()
        self._progress = progress
        self._handlers = list(_LOGGER.handlers)
        for handler in self._handlers:
            handler.addFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:  # noqa: ARG002 (every message is let through)
        """Let a message through."""
        self._progress.clear()
        return True

    def end(self) -> None:
        """Go away, with the line."""
        self._progress.end()
        for handler in self._handlers:
            handler.removeFilter(self)


def watched() -> Progress:
    """Return the line that shows the progress of a build; an empty one where MkDocs is told to be quiet."""
    return Progress.on_terminal() if _LOGGER.isEnabledFor(logging.INFO) else Progress()


class Messages(logging.Handler):
    """Collects what is reported while a site is built."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.collected: list[Message] = []
        self.page = ""
        """The source of the page that is being rendered."""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        if record.levelno >= logging.WARNING or record.name.startswith(_OF_SITE):
            text = record.getMessage()
            about = _ABOUT.match(text)
            page = self.page or (about[1] if about else "")
            self.collected.append([record.name, record.levelno, text, page])

    def begin(self) -> None:
        """Listen from now on."""
        _LOGGER.addHandler(self)

    def end(self) -> None:
        """Listen no more."""
        _LOGGER.removeHandler(self)

    def repeat(self, message: Message) -> None:
        """Report something once more."""
        name, level, text, page = message
        self.page = str(page)
        logging.getLogger(str(name)).log(int(level), "%s", text)
        self.page = ""
