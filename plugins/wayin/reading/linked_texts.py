"""Links in texts of the front matter. They become mentions with their sentences, and the texts become plain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wayin.note_parts import Link
from wayin.reading.body import sentence
from wayin.reading.value_positions import position_of
from wayin.validators import Plain
from wayin.wikilinks import as_words, find_links, is_media

if TYPE_CHECKING:
    from wayin.reading.yaml_loader import Document, Path

_TEXT_FIELDS = frozenset(
    "objectives questions promised background context place location outcome gave received headline goals signature"
    " role degree".split()
)
"""Fields with running text; learnings keep their links, and `answer` is handled with them."""
_NAMES = frozenset({"company", "person", "via", "answer", "by", "date", "done", "title", "url"})


def take_links(document: Document) -> tuple[list[Link], dict[str, str]]:
    """Replace the links in texts of the front matter by the text a reader sees.

    Args:
        document: the front matter, changed in place.

    Returns:
        The links, and the original of each text that had any.
    """
    links: list[Link] = []
    written: dict[str, str] = {}

    def words(text: str, path: Path) -> str:
        position = position_of(path, document)
        for link in find_links(text):
            if link.word and not is_media(link.word):
                links.append(Link(link.word, position, sentence(text, link.start, link.end)))
        bare = as_words(text)
        written[bare.strip()] = text.strip()
        return Plain(bare) if isinstance(text, Plain) else bare

    def replaced(value: Any, path: Path) -> Any:
        if isinstance(value, str) and "[[" in value:
            return words(value, path)
        if isinstance(value, list):
            return [replaced(part, (*path, i)) for i, part in enumerate(value)]
        if isinstance(value, dict):
            return {key: part if key in _NAMES else replaced(part, (*path, key)) for key, part in value.items()}
        return value

    for key in _TEXT_FIELDS & document.data.keys():
        document.data[key] = replaced(document.data[key], (key,))
    for key in {"knows", "work", "education", "introductions"} & document.data.keys():
        entries = document.data[key]
        for i, entry in enumerate(entries if isinstance(entries, list) else ()):
            for name in _TEXT_FIELDS & entry.keys() if isinstance(entry, dict) else ():
                entry[name] = replaced(entry[name], (key, i, name))
    return sorted(links, key=lambda link: link.position), written
