"""Names and addresses in exported files, normalized to recognize the same person in two rows."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote

_PRONOUNS = re.compile(
    r"\s*[(\[](?:she|he|they|her|him|them|hers|his|theirs|ze|elle|il|ella|él|sie|er|any)(?:\s*[/|,]\s*[^\W\d_]+)*[)\]]",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx|Ing|Dipl|med|rer|nat|phil|jur)\.?|Herr|Frau|M\.|Mme|Sr\.|Sra\.)\s+(?=\S)"
)
_TITLE = re.compile(
    r"[A-Z.]*[A-Z][a-z]{0,4}[A-Z.]+[A-Za-z.]*|Jr\.?|Sr\.?|I{2,3}|CPA|Esq\.?|Dr\.?|Prof\.?|M\.?Sc|B\.?Sc"
)
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\]]+\.[^\s@<>,;:\"()\[\]]+")
_PROFILE = re.compile(
    r"(?:^|[/.])linkedin\.com(?::\d+)?/+(?:mwlite/)?(in|pub)/+([^/?#\s]+)((?:/[^?#\s]*)?)", re.IGNORECASE
)
_JOINERS = "\u200c\u200d"
_DROPPED = frozenset({"So", "Cs", "Co", "Cn", "Cc", "Cf"})


def full_name(*parts: str) -> str:
    """Return a name without emoji, pronouns in brackets and degrees after a comma."""
    return _cleaned(" ".join(part for part in parts if part.strip()))


def display_name(written: str) -> str:
    """Return the name in an address line of a mail or calendar; `Park, Ada` becomes Ada Park."""
    name = full_name(written) if "@" not in written else ""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and "," not in first and len(name.split()) <= 4 else name


@lru_cache(maxsize=4096)
def _cleaned(name: str) -> str:
    if not name.isascii():
        name = "".join(char for char in unicodedata.normalize("NFC", name) if _belongs(char))
    name = " ".join(_PRONOUNS.sub("", name).split())
    head, comma, rest = name.partition(",")
    if (
        comma
        and rest.strip()
        and all(_TITLE.fullmatch(word.strip("()®™")) for word in re.split(r"[,\s]+", rest.strip()))
    ):
        name = head
    name = name.strip(" ,;|-–·*_")
    if name[:1] == name[-1:] and name[:1] in "\"'":
        name = name.strip("\"' ")
    while (title := _BEFORE.match(name)) and " " in name[title.end() :]:
        name = name[title.end() :]
    return name if any(char.isalnum() for char in name) else ""


def _belongs(char: str) -> bool:
    if char in _JOINERS or char.isalnum():
        return True
    return unicodedata.category(char) not in _DROPPED and not "\ufe00" <= char <= "\ufe0f" and not "🏻" <= char <= "🏿"


def email_key(written: str) -> str:
    """Return a normalized e-mail address; empty if the text contains none."""
    match = _EMAIL.search(written.strip().removeprefix("mailto:").removeprefix("MAILTO:"))
    return match[0].casefold().strip("'.") if match else ""


@lru_cache(maxsize=65536)
def linkedin_key(url: str) -> str:
    """Return a LinkedIn profile's normalized address, such as `in/ada-park`; empty for other text.

    Case, query, the language before the host or after the name, and a final slash are ignored.
    """
    match = _PROFILE.search(url.strip())
    if not match:
        return ""
    kind, slug, rest = match[1].lower(), unquote(match[2]).casefold(), match[3].strip("/").casefold()
    if kind == "pub" and rest:
        return f"pub/{slug}/{rest}"  # in old addresses the three numbers distinguish namesakes
    return f"in/{unicodedata.normalize('NFC', slug)}"


@lru_cache(maxsize=65536)
def linkedin_url(url: str) -> str:
    """Return a LinkedIn profile's URL for opening and for notes; empty for other text."""
    key = linkedin_key(url)
    return f"https://www.linkedin.com/{quote(key)}" if key else ""


@lru_cache(maxsize=65536)
def company_key(name: str) -> str:
    """Return a company's normalized name: folded, without its legal form, otherwise complete."""
    from cleanco import basename

    folded = _folded(name)
    bare = _folded(basename(name.strip())).strip(" ,.&-") if folded else ""
    return bare or folded


def _folded(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).split())


def name_key(name: str) -> str:
    """Return a normalized name: folded."""
    return _folded(name)


def bare(text: str) -> str:
    """Return a text without accents, as in programs whose field names have none."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(char for char in apart if not unicodedata.combining(char))


NOWHERE = frozenset(
    _folded(word)
    for word in (
        "Self-employed|Self employed|Selfemployed|Freelance|Freelancer|Freelancing|Consultant|Independent|"
        "Independent Consultant|Student|Retired|Unemployed|N/A|NA|None|-|TBD|Confidential|Stealth|Stealth Startup|"
        "Stealth Mode Startup|Looking for opportunities|Open to work|Career Break|Selbstständig|Selbständig|"
        "Freiberuflich|Freiberufler|Rentner|Arbeitslos|Vertraulich|Indépendant|Indépendante|Étudiant|Étudiante|"
        "Retraité|Retraitée|Sans emploi|Confidentiel|Autónomo|Autónoma|Por cuenta propia|Estudiante|Jubilado|Jubilada|"
        "Desempleado|Desempleada|Confidencial|Unknown|TBA|TBC|Self|Own business|Various|Various companies|"
        "Confidential company|Looking for work|Job seeker|Between jobs|On leave|Sabbatical|Parental leave|Homemaker|"
        "Sole trader|Contractor|Independent contractor|Freelance consultant|Self-employed consultant|Not applicable|"
        "No company|?|--|—|Freiberuflerin|Selbstständige|Selbstständiger|Freelancerin|Studentin|Rentnerin|"
        "Im Ruhestand|Pensioniert|Arbeitssuchend|Arbeitsuchend|Elternzeit|Unbekannt|Keine|Entfällt|"
        "À son compte|Travailleur indépendant|En recherche d'emploi|"
        "Chômage|Au chômage|Inconnu|Aucun|Aucune|Freelance indépendant|Trabajador autónomo|"
        "En paro|Ninguno|Ninguna|Desconocido|Por determinar|Estudiante universitario"
    ).split("|")
)
"""Company names of people without a company; they connect nobody."""
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")


def is_nowhere(word: str) -> bool:
    """Return whether a text says that somebody has no employer, as `Freelance (design)` does."""
    folded = _folded(word)
    return folded in NOWHERE or _REMARK.sub("", folded).rstrip(" .!?…") in NOWHERE
