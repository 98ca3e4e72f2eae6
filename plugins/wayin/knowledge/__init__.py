"""Notes become a knowledge base: references resolved, stubs for those only mentioned, positions, backlinks."""

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
from wayin.knowledge.contact import Contact, contacts, contacts_ahead

__all__ = [
    "Acquaintance",
    "Ask",
    "Company",
    "Contact",
    "Interview",
    "Job",
    "KnowledgeBase",
    "Mention",
    "Person",
    "build",
    "contacts",
    "contacts_ahead",
    "name_of",
]
