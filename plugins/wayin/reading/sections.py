"""Headings of sections with facts: a contact log, learnings, attendees."""

from __future__ import annotations

import re

_AROUND = re.compile(r"^[\W\d_]+|[\W_]+$")
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
_WHOSE = (
    r"(?:(?:contacts?|interactions?|meetings?|calls?|conversations?|communications?|e?-?mails?|messages?|chats?|notes?"
    r"|relationship|catch-?ups?|touch ?points?|our|my|1:1s?)[ -]+)*"
)
_SURE_LOG = re.compile(
    _WHOSE + r"log(?:s|book)?(?: of (?:contacts?|calls|meetings|conversations))?"
    rf"|(?=\S+ )(?!notes? ){_WHOSE}history|interactions?"
)
_LIKELY_LOG = re.compile(r"history|timeline|contacts? timeline|notes by day|by day|touch ?points?")
_LEARNED = re.compile(
    r"(?:(?:my|our|the|key|main|big(?:gest)?|top|most important|personal|other|general)[ -]+)*"
    r"(?:learnings?|lessons?(?:[ -]learn(?:ed|t))?|take-?aways?|insights?)"
    r"|(?:key|main) points|(?:things |things that )?(?:what )?(?:i|we)(?:[ '’]ha)?(?:ve)? ?learn(?:ed|t)(?: .{1,40})?"
    r"|what did (?:i|we) learn|learned|learnt|debrief"
)
_ATTENDEES = re.compile(
    r"(?:the )?(?:attendees?|participants?|people(?: present)?|present|guests?|interviewees?|who|with)"
)
_SETEXT = re.compile(
    r"(?<![^\n]\n)^(?! *(?:[-*+>|#]|\d+[.)]))([^\s\n][^\n\[\]()<>%^#|`]{0,200})\n(={3,}|-{3,})[ \t]*$", re.MULTILINE
)
_BOLD = re.compile(r"^\*\*([^\n*\[\]()<>%^#|`]{3,60})\*\*:?[ \t]*$", re.MULTILINE)


def title_words(heading: str) -> str:
    """Return a heading in lower case, without surrounding emoji, numbers and punctuation, and without brackets."""
    return _AROUND.sub("", _REMARK.sub("", heading.rstrip(" :"))).casefold()


def is_log(title: str) -> bool:
    """Return whether a heading from `title_words` is that of a contact log."""
    return _SURE_LOG.fullmatch(title) is not None or _LIKELY_LOG.fullmatch(title) is not None


def is_surely_log(title: str) -> bool:
    """Return whether all lists below a heading are a contact log, whatever their content."""
    return _SURE_LOG.fullmatch(title) is not None


def is_learned(title: str) -> bool:
    """Return whether a heading is for learnings."""
    return _LEARNED.fullmatch(title) is not None


def is_attendees(title: str) -> bool:
    """Return whether a heading is for the attendees of an interview."""
    return _ATTENDEES.fullmatch(title) is not None


def with_plain_headings(text: str) -> str:
    """Return a text in which underlined headings, and bold lines that head such a section, begin with `#`.

    Its length and its lines don't change. Headings with links stay, because links are edited by position.
    """
    if "\n---" in text or "\n===" in text:
        text = _SETEXT.sub(_with_hashes, text)
    return _BOLD.sub(_as_heading, text) if "**" in text else text


def _with_hashes(found: re.Match[str]) -> str:
    hashes = "#  " if found[2][0] == "=" else "## "
    return f"{hashes}{found[1]}\n{' ' * (len(found[0]) - len(found[1]) - 4)}"


def _as_heading(found: re.Match[str]) -> str:
    title = title_words(found[1])
    if not (is_log(title) or is_learned(title) or is_attendees(title)):
        return found[0]
    return f"### {found[1]}".ljust(len(found[0]))
