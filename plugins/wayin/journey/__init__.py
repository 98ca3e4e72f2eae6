"""The progress of each interview, and what is due."""

from wayin.journey.due import Due, agenda
from wayin.journey.status import STATUSES, Status, next_status, status

__all__ = ["STATUSES", "Due", "Status", "agenda", "next_status", "status"]
