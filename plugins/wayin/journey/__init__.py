"""The journey of a conversation: where each stands, and what is due."""

from wayin.journey.due import Due, due
from wayin.journey.status import STATUSES, Status, status

__all__ = ["STATUSES", "Due", "Status", "due", "status"]
