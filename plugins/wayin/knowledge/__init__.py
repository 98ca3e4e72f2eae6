"""The knowledge base built from notes: resolved references, stubs for names without a note, positions, backlinks."""

from wayin.knowledge.base import (
    Acquaintance,
    Ask,
    Company,
    Interview,
    Job,
    KnowledgeBase,
    Mention,
    Person,
    name_of,
)
from wayin.knowledge.build import build
from wayin.knowledge.contact import Contact, contacts, contacts_ahead, report_ahead
from wayin.knowledge.contact_book import contact_book
from wayin.knowledge.file_contacts import ContactBook, FileContact
from wayin.knowledge.joining import join

__all__ = [
    "Acquaintance",
    "Ask",
    "Company",
    "Contact",
    "ContactBook",
    "FileContact",
    "Interview",
    "Job",
    "KnowledgeBase",
    "Mention",
    "Person",
    "build",
    "contact_book",
    "contacts",
    "contacts_ahead",
    "join",
    "name_of",
    "report_ahead",
]
