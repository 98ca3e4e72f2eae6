"""What you learned: by topic, company, role and question, with sources and disagreements."""

from wayin.learning.index import LearningIndex
from wayin.learning.learnings import Answer, Learning, answers, learnings

__all__ = ["Answer", "Learning", "LearningIndex", "answers", "learnings"]
