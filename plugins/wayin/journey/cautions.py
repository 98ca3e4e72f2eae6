"""Warnings before asking for an introduction, as opposed to reasons for the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.clock import days_after
from wayin.model import ME
from wayin.network.willingness import PROMISE, SILENCE, is_open
from wayin.wording import format_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.clock import Clock
    from wayin.knowledge import KnowledgeBase
    from wayin.network.ties import Network
    from wayin.network.ways import Way


def cautions(kb: KnowledgeBase, network: Network, clock: Clock, target: str, way: Way) -> Iterator[str]:
    """Yield the warnings before asking the first person on a way, each as a sentence.

    Args:
        kb: the knowledge base.
        network: its network.
        clock: provides today.
        target: the person or company to reach.
        way: the way to start.
    """
    first = way.people[1]
    yield from _silences(kb, clock, first, dict.fromkeys((target, way.people[-1], way.people[2])))
    if first in network.willingness.colleagues:
        yield f"{kb.short_name(first)} works with you now – ask only if they may know that you're looking."
    for person in way.intermediaries if way.at_capacity else ():
        if network.willingness.is_at_capacity(person, (way.people[-1], target)):
            yield f"{kb.short_name(person)} already has three open requests from you."
    if network.tie(ME, target):
        yield f"You know {kb.short_name(target)} yourself, but less well."


def _silences(kb: KnowledgeBase, clock: Clock, first: str, targets: dict[str, None]) -> Iterator[str]:
    """Yield the people asked before whose silence is the reason to ask somebody else."""
    for ask in (ask for target in targets for ask in kb.ledgers.get(target, ())):
        agreed, asked = clock.past(ask.agreed), clock.past(ask.asked)
        name = kb.short_name(ask.via)
        if ask.via == first or not is_open(ask):
            continue
        if agreed and agreed < days_after(clock.today, -PROMISE):
            yield f"{name} agreed on {format_day(agreed, clock.today)}, but no introduction came of it."
        elif asked and not agreed and asked < days_after(clock.today, -SILENCE):
            yield f"{name} hasn't answered since {format_day(asked, clock.today)}."
