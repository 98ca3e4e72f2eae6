"""Reads the headers of a mailbox (mbox or Maildir) once: who you exchanged mail with, and on which days.

Messages are streamed, so a mailbox can have any size. Subjects and texts are never read.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from dataclasses import dataclass, field
from email.errors import MessageError
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from wayin.contacts.mail_summary import Correspondent
from wayin.contacts.names import display_name, email_key
from wayin.contacts.records import MOST_IN_A_MEETING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from email.message import Message
    from pathlib import Path

_LONGEST_HEADER = 256_000
"""The most bytes of a message's header."""
_LONGEST_LINE = 65_536
_FROM = re.compile(rb"From (?:\S+|.*\S) +.*\d{4}|From -|From \S+ *$")
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:|>From |From ")
_MACHINES = re.compile(
    r"^(?:.*[._-])?(?:no-?reply|do-?not-?reply|donotreply|noreply\w*|mailer-daemon|postmaster|bounces?|notifications?|"
    r"newsletter|mailing|alerts?|automated|nepasrepondre|nicht-?antworten|no-?responder)(?:[._+-].*)?@"
)
_LISTS = ("list-id", "list-unsubscribe", "list-post", "mailing-list", "x-autoreply", "x-autorespond", "feedback-id")
_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})


@dataclass(slots=True)
class MailCount:
    """The messages of a mailbox by outcome."""

    messages: int = 0
    undated: int = 0
    automatic: int = 0
    """From lists, machines and no-reply senders."""
    not_mine: int = 0
    """Neither from you nor to you."""
    crowded: int = 0
    """To too many people to be personal."""


@dataclass(slots=True)
class _Days:
    name: str = ""
    mine: set[date] = field(default_factory=set)
    theirs: set[date] = field(default_factory=set)


def read_mailbox(mailbox: Path, me: frozenset[str]) -> tuple[list[Correspondent], MailCount]:
    """Return the people who wrote to you and you to them, by address.

    Args:
        mailbox: an mbox file, or a folder with Maildirs or mbox files.
        me: your own addresses, normalized by `email_key`.

    Raises:
        OSError: if it can't be read.
    """
    days: dict[str, _Days] = defaultdict(_Days)
    count = MailCount()
    for message in _messages(mailbox):
        count.messages += 1
        _count(message, me, days, count)
    correspondents = [
        Correspondent(
            address, contact_days.name, min(both), max(both), len(both), len({(day.year, day.month) for day in both})
        )
        for address, contact_days in sorted(days.items())
        if contact_days.mine and contact_days.theirs and (both := contact_days.mine | contact_days.theirs)
    ]  # fmt: skip
    return correspondents, count


def _count(message: Message, me: frozenset[str], days: dict[str, _Days], count: MailCount) -> None:
    day = _day(message)
    sender = _addresses(message, "from")
    others = _addresses(message, "to", "cc")
    if day is None or not sender:
        count.undated += 1
        return
    address, name = next(iter(sender.items()))
    if address in me:
        receivers = {key: called for key, called in others.items() if key not in me}
        if len(receivers) > MOST_IN_A_MEETING:
            count.crowded += 1
            return
        for key, called in receivers.items():
            if not _MACHINES.match(key):
                days[key].mine.add(day)
                days[key].name = days[key].name or called
    elif _is_automatic(message, address):
        count.automatic += 1
    elif me.isdisjoint(others):
        count.not_mine += 1
    elif len(others) > MOST_IN_A_MEETING:
        count.crowded += 1
    else:
        days[address].theirs.add(day)
        days[address].name = name or days[address].name  # the name they use themselves


def _is_automatic(message: Message, address: str) -> bool:
    automatic = str(message.get("auto-submitted", "no")).strip().casefold() not in ("no", "")
    bulk = str(message.get("precedence", "")).strip().casefold() in _BULK
    return automatic or bulk or any(name in message for name in _LISTS) or bool(_MACHINES.match(address))


def _day(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(str(message.get("date", ""))).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _addresses(message: Message, *names: str) -> dict[str, str]:
    """Return the names of everybody in these fields, by address."""
    written = [str(value) for name in names for value in message.get_all(name, [])]
    addresses: dict[str, str] = {}
    for called, address in getaddresses(written):
        if key := email_key(address):
            addresses[key] = addresses.get(key, "") or display_name(_decoded(called))
    return addresses


def _decoded(text: str) -> str:
    try:
        return str(make_header(decode_header(text))) if "=?" in text else text
    except (LookupError, ValueError, MessageError):
        return ""


# --- formats ----------------------------------------------------------------------------------------------------------


def _messages(mailbox: Path) -> Iterator[Message]:
    parser = BytesHeaderParser()
    for header in _headers(mailbox):
        yield parser.parsebytes(header)


def _headers(mailbox: Path) -> Iterator[bytes]:
    """Yield the header of each message in an mbox file, or in everything under a folder."""
    if not mailbox.is_dir():
        yield from _of_mbox(mailbox)
        return
    for folder, folders, files in os.walk(mailbox):
        folders.sort()
        path = mailbox / folder
        if path.name in ("cur", "new"):
            for name in sorted(files):
                yield _of_file(path / name)
        elif path.name != "tmp":
            for name in sorted(files):
                if _is_mbox(path / name):
                    yield from _of_mbox(path / name)


def _of_file(path: Path) -> bytes:
    """Return the header of a file with a single message."""
    with path.open("rb") as file:
        return b"".join(_until_blank(file))


def _until_blank(file: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for line in file:
        size += len(line)
        if line in (b"\n", b"\r\n") or size > _LONGEST_HEADER:
            return
        yield line


def _is_mbox(path: Path) -> bool:
    if path.is_symlink():
        return False
    with path.open("rb") as file:
        return bool(_FROM.match(file.readline(_LONGEST_LINE).rstrip()))


def _of_mbox(path: Path) -> Iterator[bytes]:
    """Yield the headers of an mbox file. A `From …` line only starts a message between a blank line and a header."""
    with path.open("rb") as file:
        blank, header = True, b""
        inside = False
        pending = b""
        while line := pending or file.readline(_LONGEST_LINE):
            pending = b""
            bare = line.rstrip(b"\r\n")
            if blank and not inside and _FROM.match(bare):
                pending = file.readline(_LONGEST_LINE)
                if _FIELD.match(pending):
                    inside, header = True, b""
                    if pending.startswith((b"From ", b">From ")):
                        pending = b""  # a second such line, in a copied mailbox
                blank = False
                continue
            if inside:
                if bare and len(header) < _LONGEST_HEADER:
                    header += line
                else:
                    yield header
                    inside = False
            blank = not bare
        if inside:
            yield header
