"""Outlook's contacts as CSV, with its headers in English, German, French and Spanish."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wayin.contacts.names import email_key, full_name, linkedin_key
from wayin.contacts.records import NO_PERSON, NOTHING, Card, Contents, Kind, Relation, Skipped
from wayin.contacts.relations import label_of
from wayin.contacts.tables import collect

if TYPE_CHECKING:
    from wayin.contacts.tables import Row, Table

_COLUMNS: dict[str, tuple[str, ...]] = {
    "first": ("first name", "vorname", "prénom", "nombre"),
    "middle": ("middle name", "weitere vornamen", "deuxième prénom", "segundo nombre"),
    "last": ("last name", "nachname", "nom", "apellidos"),
    "company": ("company", "firma", "société", "organización", "compañía", "empresa"),
    # French uses the same word for the form of address and the job title, which is the second column
    "role": ("job title", "position", "titre (2)", "titre1", "fonction", "poste", "titre", "puesto", "cargo"),
    "email": (
        "e-mail address", "email address", "e-mail-adresse", "adresse de messagerie", "adresse e-mail",
        "dirección de correo electrónico", "correo electrónico",
    ),
    "email 2": (
        "e-mail 2 address", "e-mail 2: adresse", "adresse de messagerie 2", "adresse e-mail 2",
        "dirección de correo electrónico 2", "dirección del correo electrónico 2",
    ),
    "email 3": (
        "e-mail 3 address", "e-mail 3: adresse", "adresse de messagerie 3", "adresse e-mail 3",
        "dirección de correo electrónico 3", "dirección del correo electrónico 3",
    ),
    "mobile": ("mobile phone", "mobiltelefon", "tél. mobile", "téléphone mobile", "teléfono movil", "teléfono móvil"),
    "business": ("business phone", "telefon geschäftlich", "téléphone (bureau)", "teléfono del trabajo"),
    "home": ("home phone", "telefon (privat)", "telefon privat", "téléphone (domicile)", "particular"),
    "city": ("business city", "ort geschäftlich", "ville (bureau)", "ciudad de trabajo", "ciudad del trabajo"),
    "home city": ("home city", "ort privat", "ville (domicile)", "ciudad particular"),
    "web": ("web page", "personal web page", "webseite", "page web", "página web"),
    "categories": ("categories", "kategorien", "catégories", "categorías"),
    "spouse": ("spouse", "partner", "conjoint(e)", "cónyuge"),
    "manager": ("manager's name", "name des/r vorgesetzten", "responsable", "nombre del director"),
    "assistant": ("assistant's name", "assistent(in)", "nom de l'assistant(e)", "nombre del asistente"),
}  # fmt: skip
_ADDRESSED = re.compile(r"(?:M|Mr|Mme|Mlle|Dr|Pr|Prof)\.?|Madame|Mademoiselle|Monsieur", re.IGNORECASE)
_NAMES = (*_COLUMNS["first"], *_COLUMNS["last"])


def recognise(names: frozenset[str]) -> Kind | None:
    """Return Outlook's kind if a header has a name and two more of its columns, at least one an address or company."""
    known = {what for what, words in _COLUMNS.items() if not names.isdisjoint(words)}
    named = any(name in names for name in _NAMES)
    return "outlook" if named and len(known) >= 3 and known & {"email", "company", "mobile", "business"} else None


def read_outlook(table: Table) -> Contents:
    """Return everybody in Outlook's contacts."""
    return collect(table, _card)


def _card(row: Row) -> Card | Skipped:
    cell = {what: row.get(*words) for what, words in _COLUMNS.items()}
    name, short = full_name(cell["first"], cell["middle"], cell["last"]), full_name(cell["first"], cell["last"])
    emails = tuple(dict.fromkeys(key for i in ("", " 2", " 3") if (key := email_key(cell[f"email{i}"]))))
    if not name and not emails:
        return Skipped(row.line, NO_PERSON if cell["company"] else NOTHING)
    role = "" if _ADDRESSED.fullmatch(cell["role"]) else cell["role"]
    relations = ((label_of(label), full_name(cell[label])) for label in ("spouse", "manager", "assistant"))
    return Card(
        row.line,
        name,
        aliases=(short,) if short and short != name else (),
        emails=emails,
        phones=tuple(dict.fromkeys(cell[what] for what in ("mobile", "business", "home") if cell[what])),
        linkedin=cell["web"] if linkedin_key(cell["web"]) else "",
        company=cell["company"],
        role=role,
        location=cell["city"] or cell["home city"],
        labels=tuple(part.strip() for part in cell["categories"].split(";") if part.strip()),
        relations=tuple(Relation(label, other) for label, other in relations if other),
    )
