"""The texts of drafts: Jinja templates, ours and those a reader puts in their place.

A template's first line may be `Subject: …`; the rest is the letter, in which a line is a paragraph. `blank(what, hint)`
marks what the notes do not say. Templates run in a sandbox; one of the reader's own that is wrong is told of, with its
line, and ours stands in for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    pass_context,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from wayin.drafts.phrasing import format_day, spoken_month
from wayin.validators import closest_match
from wayin.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from jinja2.runtime import Context

OURS = Path(__file__).parent / "texts"
"""The folder of the texts that come with the program, one for each kind."""


_EMPTY_LINES = re.compile(r"\n{3,}")
_UNTIDY = re.compile(r"[^\S\n ]|  |\n | \n")
"""Space that does not belong into a letter, at the ends of lines or more than one between words."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Something the notes do not say, for the writer to fill in."""

    what: str
    hint: str

    def __str__(self) -> str:
        return f"[{self.what}: {self.hint}]"


@dataclass(frozen=True, slots=True)
class Text:
    """A text filled in."""

    subject: str
    body: str
    blanks: tuple[Blank, ...]


class DraftTemplates:
    """The templates of drafts; where the reader has one of the same file name, it is taken."""

    def __init__(self, own: Path | None = None, tell: Callable[[str], None] = lambda _: None) -> None:
        """Args: the reader's own folder; whom to tell, once each, what is wrong in it."""
        self._own, self._tell = own, tell
        self._told: set[str] = set()
        self._found: dict[tuple[Environment, str], Template] = {}
        self._ours = _environment(Environment, OURS)
        self._theirs = _environment(ImmutableSandboxedEnvironment, own, OURS) if own else None

    def fill(self, kind: str, facts: Mapping[str, Any]) -> Text:
        """The text of one kind, filled with facts."""
        name = f"{kind}.txt"
        if self._theirs and self._own:
            try:
                return _fill(self._template(self._theirs, name), facts)
            except Exception as error:  # whatever a reader's own template does is told, and theirs to mend
                self._complain(self._own / name, error, facts)
        return _fill(self._template(self._ours, name), facts)

    def _template(self, env: Environment, name: str) -> Template:
        if (env, name) not in self._found:
            self._found[env, name] = template = env.get_template(name)
            # Each text begins with a copy of these, which Jinja's chain of mappings takes long to make
            template.globals = dict(template.globals)
        return self._found[env, name]

    def _complain(self, file: Path, error: Exception, facts: Mapping[str, Any]) -> None:
        file, line = _place(error, file)
        message = f"{file}:{line}: {_said(error, facts)} The text that comes with Wayin is used instead."
        if message not in self._told:
            self._told.add(message)
            self._tell(message)


def _environment(sort: type[Environment], *folders: Path) -> Environment:
    """What fills templates; those of the reader's own run in a sandbox, which costs a third more."""
    env = sort(
        loader=FileSystemLoader(folders, encoding="utf-8-sig"),
        undefined=StrictUndefined,
        autoescape=False,  # plain text; whoever shows it on a page escapes it
        auto_reload=False,  # every build has its own
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"listed": listed, "day": _day, "month": _month}
    env.globals |= {"counted": counted}
    return env


@pass_context
def _day(context: Context, moment: date) -> str:
    return format_day(moment, context["today"])


@pass_context
def _month(context: Context, moment: date) -> str:
    return spoken_month(moment, context["today"])


def _fill(template: Template, facts: Mapping[str, Any]) -> Text:
    blanks: list[Blank] = []

    def blank(what: str, hint: str) -> Blank:
        blanks.append(Blank(what, hint))
        return blanks[-1]

    text = template.render(facts, blank=blank).strip()
    if _UNTIDY.search(text):
        text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    text = _EMPTY_LINES.sub("\n\n", text)
    first, _, rest = text.partition("\n")
    subject, body = (first[8:].strip(), rest.strip()) if first[:8].casefold() == "subject:" else ("", text)
    # One that was made ready but not written is none
    shown = [one for one in dict.fromkeys(blanks) if (marked := str(one)) in body or marked in subject]
    return Text(subject, body, tuple(shown))


def _place(error: Exception, file: Path) -> tuple[Path, int]:
    """The template and the line at which it went wrong; `file` includes others of its folder."""
    if isinstance(error, TemplateSyntaxError):
        return Path(error.filename or file), error.lineno
    found, trace = (file, 1), error.__traceback__
    while trace:
        at = Path(trace.tb_frame.f_code.co_filename)
        if at.parent == file.parent:
            found = (at, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _said(error: Exception, facts: Mapping[str, Any]) -> str:
    """What went wrong, in a sentence."""
    if isinstance(error, UnicodeDecodeError):
        return "This file is no UTF-8 text."
    if isinstance(error, TemplateNotFound):
        return f"There is no file {error.name} to include."
    said = " ".join(str(error).split()).rstrip(".") or type(error).__name__
    if isinstance(error, UndefinedError) and (found := re.fullmatch(r"'(\w+)' is undefined", said)):
        near = closest_match(found[1], [*facts, "blank", "listed", "counted"], 0.5)
        return f"Nothing is called {found[1]} here." + (f" Did you mean {near}?" if near else "")
    return f"{said[:1].upper()}{said[1:]}."
