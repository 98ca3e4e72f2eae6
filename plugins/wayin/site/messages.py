"""Messages of a build, recorded to repeat them in later builds that skip the same work."""

from __future__ import annotations

import logging
import re

from wayin.progress import Progress

Message = list[str | int]
"""The logger, the level, the text, and the source of the page it is about, if any."""
_OF_SITE = ("mkdocs.structure", "mkdocs.plugins")
"""Loggers that report on the site, not on the build."""
_ABOUT = re.compile(r"Doc file '(.+?)' contains ")
_LOGGER = logging.getLogger("mkdocs")


def loudness() -> int:
    """Return the level from which MkDocs' messages are shown."""
    return _LOGGER.getEffectiveLevel()


class LineCleared(logging.Filter):
    """Removes the progress line before a message on the same terminal."""

    def __init__(self, progress: Progress) -> None:
        """Watch this progress line."""
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
        """Remove the filter and the line."""
        self._progress.end()
        for handler in self._handlers:
            handler.removeFilter(self)


def watched() -> Progress:
    """Return the progress line of a build, a silent one under `mkdocs --quiet`."""
    return Progress.on_terminal() if _LOGGER.isEnabledFor(logging.INFO) else Progress()


class Messages(logging.Handler):
    """Records messages while a site is built."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.collected: list[Message] = []
        self.page = ""
        """The source of the page being rendered."""

    def emit(self, record: logging.LogRecord) -> None:
        """Record a message."""
        if record.levelno >= logging.WARNING or record.name.startswith(_OF_SITE):
            text = record.getMessage()
            about = _ABOUT.match(text)
            page = self.page or (about[1] if about else "")
            self.collected.append([record.name, record.levelno, text, page])

    def begin(self) -> None:
        """Start recording."""
        _LOGGER.addHandler(self)

    def end(self) -> None:
        """Stop recording."""
        _LOGGER.removeHandler(self)

    def repeat(self, message: Message) -> None:
        """Report a message again."""
        name, level, text, page = message
        self.page = str(page)
        logging.getLogger(str(name)).log(int(level), "%s", text)
        self.page = ""
