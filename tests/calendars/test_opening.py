"""Opening hours that make sense, and those that do not."""

from datetime import time

import pytest

from transferrules.calendars.opening import ALL_DAY, OpeningHours

HOUR = 3600
NINE_TO_FIVE = OpeningHours(((time(9), time(17)),))
WITH_LUNCH = OpeningHours(((time(9), time(12)), (time(13, 30), time(17))))


@pytest.mark.parametrize(
    ("opening", "hours"),
    [
        (ALL_DAY, 24),
        (NINE_TO_FIVE, 8),
        (WITH_LUNCH, 6.5),
        (OpeningHours(((time(18), time(0)),)), 6),
        (OpeningHours(((time(8, 29, 30), time(9)),)), 30.5 / 60),
    ],
)
def test_length_of_a_working_day(opening: OpeningHours, hours: float) -> None:
    assert opening.length == hours * HOUR


@pytest.mark.parametrize(
    ("at", "hours"), [(8, 0), (9, 0), (11, 2), (12, 3), (13, 3), (14, 3.5), (17, 6.5), (23, 6.5)]
)
def test_time_passes_while_it_is_open(at: int, hours: float) -> None:
    assert WITH_LUNCH.passed(at * HOUR) == hours * HOUR


def test_three_hours_have_passed_at_noon_and_still_have_when_lunch_ends() -> None:
    assert WITH_LUNCH.earliest(3 * HOUR) == 12 * HOUR
    assert WITH_LUNCH.latest(3 * HOUR) == 13.5 * HOUR


def test_whole_day_has_passed_at_closing_time() -> None:
    assert WITH_LUNCH.earliest(WITH_LUNCH.length) == 17 * HOUR
    assert WITH_LUNCH.latest(0) == 9 * HOUR


def test_more_than_the_opening_has_not_passed_before_the_day_ends() -> None:
    assert WITH_LUNCH.earliest(WITH_LUNCH.length + 1) == 24 * HOUR
    assert WITH_LUNCH.latest(WITH_LUNCH.length) == 24 * HOUR


@pytest.mark.parametrize(
    ("windows", "why"),
    [
        ((), "at least one window"),
        (((time(17), time(9)),), "17:00 to 09:00 end too soon"),
        (((time(9), time(9)),), "09:00 to 09:00 end too soon"),
        (((time(9), time(12)), (time(11, 59), time(17))), "from 11:59 overlap"),
        (((time(13), time(17)), (time(9), time(12))), "from 09:00 overlap"),
        (((time(9), time(0)), (time(10), time(11))), "from 10:00 overlap"),
    ],
)
def test_opening_hours_that_cannot_be_are_refused(
    windows: tuple[tuple[time, time], ...], why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        OpeningHours(windows)


def test_windows_may_touch() -> None:
    assert OpeningHours(((time(9), time(12)), (time(12), time(17)))).length == 8 * HOUR
