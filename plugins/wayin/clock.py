"""What day it is, for everything that is due, fades or has happened."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Clock:
    """A moment to reckon from. Without a time of day (a clock fixed to a date) it stands at that day's beginning."""

    today: date
    now: datetime | None = None
    chosen: bool = False
    """Whether somebody named the day, rather than a machine that wants the same bytes again."""

    @property
    def fixed(self) -> bool:
        """Whether somebody set this clock, rather than the machine's own running."""
        return self.now is None

    def has_begun(self, moment: date | datetime) -> bool:
        """Whether `moment` is over: a day counts once it is today, a time once it is past.

        A moment with a zone is compared with the running clock exactly, with a fixed clock by its own wall time.
        """
        if not isinstance(moment, datetime):
            return moment <= self.today
        if self.now is None:
            return moment.replace(tzinfo=None) <= datetime.combine(self.today, datetime.min.time())
        # Moments with a zone compare as they are; to convert one of the year 1 or 9999 may leave the calendar
        return moment <= (self.now if moment.tzinfo else self.now.replace(tzinfo=None))

    def past(self, day: date | None) -> date | None:
        """`day` when it is today or earlier; a missing or future date is unknown."""
        return day if day is not None and day <= self.today else None

    @classmethod
    def running(cls) -> Clock:
        """The machine's clock, in its own zone."""
        now = datetime.now().astimezone()
        return cls(now.date(), now)

    @classmethod
    def at(cls, today: date | None) -> Clock:
        """The clock fixed at `today`; else at SOURCE_DATE_EPOCH (seconds, UTC) where that is set; else running.

        Raises:
            ValueError: if SOURCE_DATE_EPOCH is set and is no number of seconds.
        """
        if today is not None:
            return cls(today, chosen=True)
        if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
            try:
                # Windows knows no moment before 1970, and `fromtimestamp` asks the system
                return cls((datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(epoch))).date())
            except OverflowError as error:
                raise ValueError(str(error)) from None
        return cls.running()


def day_of(moment: date | datetime) -> date:
    """The day of a moment that may have a time."""
    return moment.date() if isinstance(moment, datetime) else moment


def days_after(day: date, days: int) -> date:
    """Return the day so many days later, or earlier; the calendar's last or first day where it ends before that."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
