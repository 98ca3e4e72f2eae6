"""The best reason of a tie in a few words, the same for all ties of a kind, for the network page.

Pages of people have the full sentences (`reasons`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.model import ME
from wayin.network.reasons import strength_in_words

if TYPE_CHECKING:
    from wayin.knowledge import KnowledgeBase
    from wayin.network.ties import Tie

UNDATED = frozenset({"connected", "address-book", "unanswered", "related"})
"""Evidence in exported files that isn't contact, so that there is no last one."""
_IN_TOUCH = {
    "wrote": "You and {b} wrote to each other",
    "met": "You and {b} met",
    "both": "You and {b} wrote to each other or met",
}


def said_in_short(kb: KnowledgeBase, tie: Tie) -> str:
    """Return the best reason of a tie, about `{a}` and `{b}`."""
    best = tie.best
    match best.source:
        case "closeness":
            return strength_in_words(kb, ME, "{b}", best.strength)
        case "contact":
            return "You have been in touch with {b}"
        case "introduced":
            return "{a} introduced you to {b}"
        case "offered":
            return "{a} offered to introduce you to {b}"
        case "together":
            return "{a} and {b} spoke with you together"
        case "colleagues":
            return "{a} and {b} are or were at the same company"
        case "known":
            return f"{strength_in_words(kb, '{b}', '{a}', best.strength)} (assumed mutual)"
        case "school":
            return "{a} and {b} were at the same school"
        case "in-touch" | "connected" | "address-book" | "unanswered" | "seen-together" | "related":
            return _of_files(kb, tie)
        case _:
            return strength_in_words(kb, "{a}", "{b}", best.strength)


def _of_files(kb: KnowledgeBase, tie: Tie) -> str:
    best, contact = tie.best, kb.people[tie.target].contact
    match best.source:
        case "in-touch" if contact and contact.in_touch:
            return _IN_TOUCH[contact.in_touch.how]
        case "connected":
            since = f" since {best.last_contact.year}" if best.last_contact else ""
            return f"Connected with {{b}} on LinkedIn{since}"
        case "address-book":
            return "{b} is in your address book"
        case "unanswered":
            return "You wrote to {b}, who hasn’t replied"
        case "seen-together":
            return f"{{a}} and {{b}} were in a {best.context} with you"
        case _:
            return "An address card lists {a} and {b} as related"
