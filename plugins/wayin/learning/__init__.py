"""What was learned: by topic, company, role and question, with its sources, and where people disagree."""

from wayin.learning.index import LearningIndex
from wayin.learning.learnings import Answer, Learning, answers, learnings

__all__ = ["Answer", "Learning", "LearningIndex", "answers", "learnings"]
