"""The order of questions: easy ones first, then deeper ones, and other people last.

The stages are those of TIARA (Dalton, The 2-Hour Job Search): trends, insights, advice, resources, assignments, after
an opening question. People who were first asked what they know are happy to say who else knows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable

Stage = Literal["opening", "trends", "insights", "advice", "resources", "assignments", "people"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""The stages in order; a question of no stage counts as an insight."""

_KEYWORDS: tuple[tuple[Stage, str], ...] = (
    ("people", r"who(?:m)? else|who(?:m)? (?:should|could|can) i (?:talk|speak|meet|ask|write)|introduce|"
               r"(?:do you )?know (?:anyone|anybody|someone|somebody)|speak (?:to|with) next"),
    ("assignments", r"next steps?|which (?:small )?(?:piece|project)|what (?:could|can) i (?:try|do for)|"
                    r"can i help|could i help|help with|try (?:it|out|my hand)|assignment|trial|shadow|follow up"),
    ("resources", r"(?:should|could|can) i (?:read|watch|join|follow)|do you (?:read|follow|recommend)|books?|courses?|"
                  r"newsletters?|podcasts?|blogs?|conferences?|meet-?ups?|where do people|resources?"),
    ("advice", r"if you were me|in my (?:place|shoes|position)|advice|advise|recommend|should (?:i|my|we)|"
               r"would you (?:learn|do|start|begin|choose|tell)|my (?:cv|notebook|portfolio|application)"),
    ("opening", r"yesterday|(?:typical|ordinary) (?:day|week|tuesday)|get into|how did you (?:come|start|become|find)|"
                r"what do you do|working on (?:at the moment|now|right now)|brought you"),
    ("trends", r"chang(?:e|ed|es|ing)|trends?|in (?:five|ten|two|three) years|lately|these days|future|growing|market|"
               r"shrinking|new in"),
)  # fmt: skip
_PATTERNS = tuple((stage, re.compile(rf"\b(?:{keywords})\b", re.IGNORECASE)) for stage, keywords in _KEYWORDS)


def stage(question: str) -> Stage:
    """Return the stage of a conversation that a question belongs to.

    >>> stage("Who else should I talk to?"), stage("What is changing in this work?"), stage("Why?")
    ('people', 'trends', 'insights')
    """
    return next((stage for stage, pattern in _PATTERNS if pattern.search(question)), "insights")


def in_order(questions: Iterable[str]) -> list[str]:
    """Return questions in the order to ask them, unchanged within a stage."""
    return sorted(questions, key=lambda question: STAGES.index(stage(question)))


def covering(questions: Iterable[str], most: int) -> list[str]:
    """Return a selection of questions in the order to ask them: the first of each stage, then the most wanted ones.

    Args:
        questions: the questions to choose from, the most wanted first.
        most: the most questions to return; who else to talk to is always included.
    """
    wanted = list(dict.fromkeys(questions))
    first = {stage(question): question for question in reversed(wanted)}
    people = [first["people"]] if "people" in first else []
    others = [question for question in wanted if stage(question) != "people"]
    chosen = [question for question in others if first[stage(question)] == question]
    chosen += [question for question in others if question not in chosen]
    return in_order(chosen[: most - len(people)] + people)
