"""Why to ask whom next, each reason in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.wording import counted, listed

if TYPE_CHECKING:
    from wayin.knowledge import KnowledgeBase
    from wayin.network.suggestions import Bridge, Fresh, WorthAsking


def why_worth_asking(kb: KnowledgeBase, one: WorthAsking) -> str:
    """Why somebody may know people at an unreached company."""
    if not one.near:
        return "They would take your call, and may know somebody who knows."
    if len(one.near) > 3:
        return f"Knows {counted(len(one.near), 'person', 'people')} in the same field or place."
    return f"Knows {listed(kb.name(person) for person in one.near)}, in the same field or place."


def why_bridge(kb: KnowledgeBase, one: Bridge) -> str:
    """Why somebody matters for what I want."""
    return f"The best way to {listed(kb.name(target) for target in one.targets)} leads through them."


def why_fresh(one: Fresh) -> str:
    """Why somebody opens a fresh network."""
    others = counted(one.unknown, "person", "people")
    return f"Knows {others} you do not know yet: ask who else you should speak to."
