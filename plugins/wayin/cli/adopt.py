"""`wayin adopt`: reports what an existing vault contains, and the mkdocs.yml for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wayin.cli.context import CommandError, Context, pass_context
from wayin.cli.terminal import clean, say
from wayin.editing.starting import TakenError, settings_text, write_settings
from wayin.reading.adoption import adopt as look
from wayin.reading.other_keys import is_spelling
from wayin.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.model import Kind
    from wayin.reading.adoption import Adoption

_NOUNS: dict[Kind, tuple[str, str]] = {
    "person": ("person", "people"), "company": ("company", "companies"), "interview": ("interview", "interviews"),
    "page": ("other page", "other pages"),
}  # fmt: skip
MOST_SHOWN = 8
"""The most keys, folders and problems to list."""


@click.command()
@pass_context()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--write", is_flag=True, help="Write mkdocs.yml beside the folder, and nothing else.")
def adopt(context: Context, folder: Path, write: bool) -> None:
    """Show how an existing folder of notes would be read.

    Says what DIR holds, which folders and keys could be mapped, and what can't be read. No note is changed.
    """
    try:
        adoption = look(folder)
    except NotADirectoryError:
        raise CommandError(f"There is no folder {folder}.") from None
    place = folder.resolve()
    text = settings_text(place.name, options(adoption))
    file = place.parent / "mkdocs.yml"
    if write:
        try:
            write_settings(file, text)
        except TakenError:
            raise CommandError(
                f"{file} exists already; nothing was written. These lines belong in it:\n\n{text}"
            ) from None
    if context.as_json:
        context.put(_document(adoption, str(file) if write else None))
        return
    for line in _lines(adoption):
        click.echo(clean(line))
    say()
    if write:
        say(clean(f"Written: {file}. Next: wayin serve"))
    else:
        say(clean(f"`wayin adopt {folder} --write` writes {file}, and nothing else."))


def options(adoption: Adoption) -> list[str]:
    """Return the lines of plugin options that suit a vault."""
    folders: dict[str, list[str]] = {}
    for likely in adoption.likely:
        folders.setdefault(likely.option, []).append(likely.path)
    lines = []
    if folders:
        lines += [
            "folders:",
            *(f"  {word}: {json.dumps(paths, ensure_ascii=False)}" for word, paths in folders.items()),
        ]
    spelt = {use.field: use.key for use in adoption.keys if use.field and is_spelling(use.key, use.field)}
    if spelt:
        lines.append("fields:")
        lines += [f"  {field}: {json.dumps(key, ensure_ascii=False)}" for field, key in spelt.items()]
    if unknown := [use for use in adoption.keys if not use.field][:MOST_SHOWN]:
        keys = listed(use.key for use in unknown)
        lines += [f"# fields: {{company: …}} # to read keys of your own: {keys}"]
    return lines


def _lines(adoption: Adoption) -> Iterator[str]:
    total = sum(adoption.counts.values())
    yield f"{total} note{'' if total == 1 else 's'}."
    for kind, (singular, plural) in _NOUNS.items():
        if count := adoption.counts.get(kind):
            folders = [folder or "the top folder" for folder in adoption.where[kind]]
            more = f" and {len(folders) - MOST_SHOWN} more" if len(folders) > MOST_SHOWN else ""
            yield f"  {count} {singular if count == 1 else plural} in {listed(folders[:MOST_SHOWN])}{more}"
    if adoption.templates:
        yield f"  {adoption.templates} of them {'is a template' if adoption.templates == 1 else 'are templates'}"
    for likely in adoption.likely:
        keys = f": they have {', '.join(likely.keys)}" if likely.keys else ""
        yield f"{likely.count} notes in {likely.path} look like {_NOUNS[likely.kind][1]}{keys}."
    for use in [use for use in adoption.keys if use.field][:MOST_SHOWN]:
        yield f"`{use.key}` is read as `{use.field}` ({use.count} note{'' if use.count == 1 else 's'})."
    if unknown := [use for use in adoption.keys if not use.field]:
        shown = listed(f"`{use.key}` ({use.count})" for use in unknown[:MOST_SHOWN])
        more = f" and {len(unknown) - MOST_SHOWN} more" if len(unknown) > MOST_SHOWN else ""
        yield f"Keys Wayin doesn't know: {shown}{more}."
    if adoption.problems:
        yield f"{len(adoption.problems)} lines can't be read:"
        yield from (f"  {problem}" for problem in adoption.problems[:MOST_SHOWN])
        if len(adoption.problems) > MOST_SHOWN:
            yield f"  … and {len(adoption.problems) - MOST_SHOWN} more; `wayin check` lists them all."


def _document(adoption: Adoption, written: str | None) -> dict[str, object]:
    return {
        "notes": sum(adoption.counts.values()),
        "people": adoption.counts.get("person", 0),
        "companies": adoption.counts.get("company", 0),
        "interviews": adoption.counts.get("interview", 0),
        "pages": adoption.counts.get("page", 0),
        "templates": adoption.templates,
        "folders": [
            {"folder": likely.path, "kind": likely.option, "notes": likely.count, "keys": list(likely.keys)}
            for likely in adoption.likely
        ],
        "keys": [{"key": use.key, "field": use.field or None, "notes": use.count} for use in adoption.keys],
        "problems": [str(problem) for problem in adoption.problems],
        "written": written,
    }
