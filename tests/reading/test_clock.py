"""The clock at the ends of the calendar, where moments in other zones may be out of range."""

from datetime import date, datetime, timedelta, timezone

import pytest

from wayin.clock import Clock

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize("hours", [-14, 0, 14])
def test_the_first_and_the_last_moment_are_over_or_not(hours: int) -> None:
    clock = Clock(NOW.date(), NOW)
    zone = timezone(timedelta(hours=hours))
    assert clock.has_begun(datetime(1, 1, 1, tzinfo=zone))
    assert not clock.has_begun(datetime(9999, 12, 31, 23, 59, tzinfo=zone))


def test_a_moment_of_another_zone_is_compared_exactly() -> None:
    clock = Clock(NOW.date(), NOW)
    assert clock.has_begun(datetime(2026, 11, 20, 20, tzinfo=timezone(timedelta(hours=9))))
    assert not clock.has_begun(datetime(2026, 11, 20, 20, 1, tzinfo=timezone(timedelta(hours=9))))
    assert clock.has_begun(datetime(2026, 11, 20, 12))
    assert not clock.has_begun(datetime(2026, 11, 20, 12, 1))
    assert clock.has_begun(date(2026, 11, 20))
