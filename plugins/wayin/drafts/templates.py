"""The texts of drafts: Jinja templates, built in or replaced by the user.

If one of the user's own can't be used, its line is reported and the built-in one is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wayin.drafts.filling import environment, text_of
from wayin.drafts.own_templates import OwnTemplateError, OwnTemplates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from jinja2 import Template

    from wayin.drafts.filling import Text


class DraftTemplates:
    """The templates of drafts; the user's own win over built-in ones of the same name."""

    def __init__(self, own: Path | None = None, tell: Callable[[str], None] = lambda _: None) -> None:
        """Use the templates in the folder `own`; `tell` is called once with each problem in it."""
        self._tell = tell
        self._told: set[str] = set()
        self._found: dict[str, Template] = {}
        self._ours = environment()
        self._theirs = OwnTemplates(own) if own else None

    def fill(self, kind: str, facts: Mapping[str, Any]) -> Text:
        """Return the text of a kind, with facts filled in."""
        name = f"{kind}.txt"
        if self._theirs:
            try:
                return self._theirs.fill(name, facts)
            except OwnTemplateError as error:
                self._complain(error)
        return text_of(self._template(name), facts)

    def _template(self, name: str) -> Template:
        if name not in self._found:
            self._found[name] = template = self._ours.get_template(name)
            # Each text starts with a copy of the globals, and copying Jinja's chain of mappings is slow
            template.globals = dict(template.globals)
        return self._found[name]

    def _complain(self, error: OwnTemplateError) -> None:
        message = f"{error.file}:{error.line}: {error.sentence} The text that comes with Wayin is used instead."
        if message not in self._told:
            self._told.add(message)
            self._tell(message)
