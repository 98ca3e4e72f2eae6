"""The current day, for everything that is due, fades or has happened."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Clock:
    """The current moment. Without a time of day (a clock fixed to a date) it is the start of that day."""

    today: date
    now: datetime | None = None
    chosen: bool = False
    """Whether the user chose the day, rather than SOURCE_DATE_EPOCH for reproducible builds."""

    @property
    def fixed(self) -> bool:
        """Return whether the clock is fixed instead of running."""
        return self.now is None

    def has_begun(self, moment: date | datetime) -> bool:
        """Return whether `moment` is over: a day from its start, a time once it is past.

        A moment with a zone is compared exactly with the running clock, but by its own local time with a fixed clock.
        """
        if not isinstance(moment, datetime):
            return moment <= self.today
        if self.now is None:
            return moment.replace(tzinfo=None) <= datetime.combine(self.today, datetime.min.time())
        # Aware datetimes compare as they are; converting one in the year 1 or 9999 may overflow
        return moment <= (self.now if moment.tzinfo else self.now.replace(tzinfo=None))

    def past(self, day: date | None) -> date | None:
        """Return `day` if it is today or earlier; None for a missing or future date."""
        return day if day is not None and day <= self.today else None

    @classmethod
    def running(cls) -> Clock:
        """Return the system clock in its own zone."""
        now = datetime.now().astimezone()
        return cls(now.date(), now)

    @classmethod
    def at(cls, today: date | None) -> Clock:
        """Return the clock fixed at `today`, else at SOURCE_DATE_EPOCH (seconds, UTC) if set, else the running clock.

        Raises:
            ValueError: if SOURCE_DATE_EPOCH isn't a number of seconds.
        """
        if today is not None:
            return cls(today, chosen=True)
        if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
            try:
                # Windows has no timestamps before 1970, and `fromtimestamp` asks the system
                return cls((datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(epoch))).date())
            except OverflowError as error:
                raise ValueError(str(error)) from None
        return cls.running()


def day_of(moment: date | datetime) -> date:
    """Return the day of a day or time."""
    return moment.date() if isinstance(moment, datetime) else moment


def days_after(day: date, days: int) -> date:
    """Return the day this many days later or earlier, limited to the calendar's first and last day."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
