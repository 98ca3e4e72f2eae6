"""An exported file and its expected contents. All people, companies and addresses are invented."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """A file and its expected contents."""

    name: str
    data: bytes
    kind: str | None
    rows: int
    people: tuple[str, ...] = ()
    """Everybody's name, in any order."""
    skipped: tuple[int, ...] = ()
    """The lines of skipped rows, in order."""
    facts: dict[str, dict[str, object]] = field(default_factory=dict)
    """Expected data of some people: attributes of a contact, or its facts."""


def case(
    name: str, text: str, kind: str | None, rows: int, people: str = "", skipped: tuple[int, ...] = (),
    encoding: str = "utf-8", **facts: dict[str, object],
) -> Case:  # fmt: skip
    """Return a case for a text; people are separated by commas, facts go by the first word of a name."""
    names = tuple(part.strip() for part in people.split(",") if part.strip())
    return Case(name, text.encode(encoding), kind, rows, names, skipped, facts)


def archive(**members: str | bytes) -> bytes:
    """Return a ZIP with these members; two underscores in a name become a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            info = zipfile.ZipInfo(name.replace("__", "."), (2026, 10, 2, 12, 0, 0))
            file.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
