"""Fills in draft templates: gives a text with blanks, or a message about what went wrong.

A template's first line may be `Subject: …`; the rest is the draft, with a paragraph per line. `blank(what, hint)` marks
missing facts.
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

from wayin.compiled_templates import COMPILED
from wayin.drafts.phrasing import format_month
from wayin.validators import closest_match
from wayin.wording import counted, format_day, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from jinja2.runtime import Context

OURS = Path(__file__).parent / "texts"
"""The folder of built-in texts, one for each kind."""

_EMPTY_LINES = re.compile(r"\n{3,}")
_TWO_STOPS = re.compile(r"(?<=\w)\.\.(?!\.)")
"""Two full stops, when an abbreviation like `Acme Inc.` ends a sentence."""
_UNTIDY = re.compile(r"[^\S\n ]|  |\n | \n")
"""Stray white space, at the ends of lines or repeated between words."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A missing fact, for the writer to fill in."""

    what: str
    hint: str

    def __str__(self) -> str:
        return f"[{self.what}: {self.hint}]"


@dataclass(frozen=True, slots=True)
class Text:
    """A filled-in text."""

    subject: str
    body: str
    blanks: tuple[Blank, ...]


def environment(own: Path | None = None) -> Environment:
    """Return the environment for built-in templates, or a sandbox for the user's folder with those as fallback."""
    make = ImmutableSandboxedEnvironment if own else Environment
    env = make(
        loader=FileSystemLoader([own, OURS] if own else OURS, encoding="utf-8-sig"),
        undefined=StrictUndefined,
        autoescape=False,  # plain text; pages escape it when they show it
        auto_reload=False,  # every build has its own environment
        bytecode_cache=COMPILED,
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
    return format_month(moment, context["today"])


def text_of(template: Template, facts: Mapping[str, Any], join: Callable[[Iterable[str]], str] = "".join) -> Text:
    """Return the text of a template with facts filled in.

    Args:
        template: the template.
        facts: its variables.
        join: joins the parts of the text.
    """
    blanks: list[Blank] = []

    def blank(what: str, hint: str) -> Blank:
        blanks.append(Blank(what, hint))
        return blanks[-1]

    text = join(template.generate(facts, blank=blank)).strip()
    if _UNTIDY.search(text):
        text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    text = _TWO_STOPS.sub(".", _EMPTY_LINES.sub("\n\n", text))
    first, _, rest = text.partition("\n")
    subject, body = (first[8:].strip(), rest.strip()) if first[:8].casefold() == "subject:" else ("", text)
    # A blank that was created but not used doesn't count
    shown = [
        placeholder
        for placeholder in dict.fromkeys(blanks)
        if (marked := str(placeholder)) in body or marked in subject
    ]
    return Text(subject, body, tuple(shown))


def error_position(error: Exception, file: Path) -> tuple[Path, int]:
    """Return the template and the line of an error; `file` may include others of its folder."""
    if isinstance(error, TemplateSyntaxError):
        return Path(error.filename or file), error.lineno
    position, trace = (file, 1), error.__traceback__
    while trace:
        at = Path(trace.tb_frame.f_code.co_filename)
        if at.parent == file.parent:
            position = (at, trace.tb_lineno)
        trace = trace.tb_next
    return position


def error_sentence(error: Exception, facts: Mapping[str, Any]) -> str:
    """Return a message about an error."""
    if isinstance(error, UnicodeDecodeError):
        return "This file isn't UTF-8 text."
    if isinstance(error, TemplateNotFound):
        return f"There is no file {error.name} to include."
    if isinstance(error, MemoryError):
        return "This template takes too much memory."
    message = " ".join(str(error).split()).rstrip(".") or type(error).__name__
    if isinstance(error, UndefinedError) and (match := re.fullmatch(r"'(\w+)' is undefined", message)):
        near = closest_match(match[1], [*facts, "blank", "listed", "counted"], 0.5)
        return f"Nothing is called {match[1]} here." + (f" Did you mean {near}?" if near else "")
    return f"{message[:1].upper()}{message[1:]}."
