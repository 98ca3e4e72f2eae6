"""The reasons for suggestions, each in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.wording import counted, listed

if TYPE_CHECKING:
    from wayin.knowledge import KnowledgeBase
    from wayin.network.suggestions import Bridge, Fresh, WorthAsking


def why_worth_asking(kb: KnowledgeBase, asked: WorthAsking) -> str:
    """Return why somebody may know people at an unreached company."""
    if not asked.near:
        return "Would take your call, and may know someone who knows."
    if len(asked.near) > 3:
        return f"Knows {counted(len(asked.near), 'person', 'people')} in the same field or place."
    return f"Knows {listed(kb.name(person) for person in asked.near)}, in the same field or place."


def why_bridge(kb: KnowledgeBase, bridge: Bridge) -> str:
    """Return why somebody matters for the companies you want."""
    return f"On your best way to {listed(kb.name(target) for target in bridge.targets)}."


def why_fresh(fresh: Fresh) -> str:
    """Return why somebody opens a fresh network."""
    others = counted(fresh.unknown, "person", "people")
    return f"Knows {others} you don't know yet: ask who else you should speak to."
