"""Working hours: whole working days by default, or the hours an office is open."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transferrules.calendars.clock import instant, wall_time
from transferrules.calendars.opening import ALL_DAY, OpeningHours
from transferrules.calendars.spans import FIRST_INSTANT, HOUR, LAST_INSTANT
from transferrules.calendars.working import WorkingCalendar

ENGLAND = WorkingCalendar()
NINE_TO_FIVE = OpeningHours(((time(9), time(17)),))
WITH_LUNCH = OpeningHours(((time(9), time(12)), (time(13), time(17))))
EVENINGS = OpeningHours(((time(18), time(0)),))

openings = st.sampled_from((ALL_DAY, NINE_TO_FIVE, WITH_LUNCH, EVENINGS))


def at(text: str) -> int:
    return instant(datetime.fromisoformat(text))


instants = st.integers(at("1950-01-01"), at("2250-01-01"))


def on_the_wall(found: int) -> str:
    return f"{wall_time(found):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        ("2026-06-02 15:00", 24, "2026-06-03 15:00"),  # Tuesday
        ("2026-06-05 15:00", 24, "2026-06-08 15:00"),  # Friday, over the weekend
        ("2026-06-05 15:00", 9, "2026-06-06 00:00"),  # as soon as Friday is over
        ("2026-06-05 15:00", 10, "2026-06-08 01:00"),
        ("2026-06-06 12:00", 2, "2026-06-08 02:00"),  # Saturday counts for nothing
        ("2026-04-02 12:00", 24, "2026-04-07 12:00"),  # over Easter
        ("2026-03-27 12:00", 24, "2026-03-30 12:00"),  # over the Sunday of 23 hours
        ("2026-10-23 12:00", 24, "2026-10-26 12:00"),  # over the Sunday of 25 hours
        ("2026-03-29 00:30", 1, "2026-03-30 01:00"),  # from that Sunday itself
        ("2026-06-02 15:00", 0, "2026-06-02 15:00"),
        ("2026-06-06 15:00", 0, "2026-06-06 15:00"),
        ("2026-06-01 00:00", 120, "2026-06-06 00:00"),  # a whole week
        ("2026-06-01 00:00", 121, "2026-06-08 01:00"),
    ],
)
def test_working_hours_are_working_days_of_24_hours(start: str, hours: int, expected: str) -> None:
    assert on_the_wall(ENGLAND.add_working_hours(at(start), hours)) == expected


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        ("2026-06-03 15:00", 24, "2026-06-02 15:00"),
        ("2026-06-08 15:00", 24, "2026-06-05 15:00"),
        ("2026-06-08 15:00", 15, "2026-06-08 00:00"),  # Monday's beginning
        ("2026-06-08 15:00", 16, "2026-06-05 23:00"),
        ("2026-06-07 12:00", 2, "2026-06-05 22:00"),
        ("2026-06-08 00:00", 24, "2026-06-05 00:00"),
        ("2026-04-07 12:00", 24, "2026-04-02 12:00"),
        ("2026-10-26 12:00", 24, "2026-10-23 12:00"),
        ("2026-06-06 15:00", 0, "2026-06-06 15:00"),
    ],
)
def test_working_hours_are_counted_back_over_days_off(
    start: str, hours: int, expected: str
) -> None:
    assert on_the_wall(ENGLAND.subtract_working_hours(at(start), hours)) == expected


@pytest.mark.parametrize(
    ("start", "hours", "opening", "expected"),
    [
        ("2026-06-02 10:00", 2, NINE_TO_FIVE, "2026-06-02 12:00"),
        ("2026-06-02 16:00", 1, NINE_TO_FIVE, "2026-06-02 17:00"),  # by closing time
        ("2026-06-02 16:00", 2, NINE_TO_FIVE, "2026-06-03 10:00"),
        ("2026-06-02 07:00", 1, NINE_TO_FIVE, "2026-06-02 10:00"),
        ("2026-06-02 20:00", 1, NINE_TO_FIVE, "2026-06-03 10:00"),
        ("2026-06-05 16:00", 2, NINE_TO_FIVE, "2026-06-08 10:00"),
        ("2026-06-06 16:00", 2, NINE_TO_FIVE, "2026-06-08 11:00"),
        ("2026-06-02 09:00", 8, NINE_TO_FIVE, "2026-06-02 17:00"),
        ("2026-06-02 09:00", 9, NINE_TO_FIVE, "2026-06-03 10:00"),
        ("2026-06-01 09:00", 40, NINE_TO_FIVE, "2026-06-05 17:00"),
        ("2026-06-01 09:00", 41, NINE_TO_FIVE, "2026-06-08 10:00"),
        ("2026-06-02 11:00", 1, WITH_LUNCH, "2026-06-02 12:00"),
        ("2026-06-02 11:00", 2, WITH_LUNCH, "2026-06-02 14:00"),
        ("2026-06-02 12:30", 1, WITH_LUNCH, "2026-06-02 14:00"),
        ("2026-06-05 20:00", 4, EVENINGS, "2026-06-06 00:00"),
        ("2026-06-05 20:00", 5, EVENINGS, "2026-06-08 19:00"),
        ("2026-03-27 16:00", 2, NINE_TO_FIVE, "2026-03-30 10:00"),  # clocks have gone forward
    ],
)
def test_working_hours_pass_while_it_is_open(
    start: str, hours: int, opening: OpeningHours, expected: str
) -> None:
    assert on_the_wall(ENGLAND.add_working_hours(at(start), hours, opening)) == expected


@pytest.mark.parametrize(
    ("start", "hours", "opening", "expected"),
    [
        ("2026-06-02 12:00", 2, NINE_TO_FIVE, "2026-06-02 10:00"),
        ("2026-06-02 10:00", 1, NINE_TO_FIVE, "2026-06-02 09:00"),
        ("2026-06-02 10:00", 2, NINE_TO_FIVE, "2026-06-01 16:00"),
        ("2026-06-08 10:00", 2, NINE_TO_FIVE, "2026-06-05 16:00"),
        ("2026-06-08 07:00", 1, NINE_TO_FIVE, "2026-06-05 16:00"),
        ("2026-06-02 20:00", 1, NINE_TO_FIVE, "2026-06-02 16:00"),
        ("2026-06-02 17:00", 8, NINE_TO_FIVE, "2026-06-02 09:00"),
        ("2026-06-02 17:00", 9, NINE_TO_FIVE, "2026-06-01 16:00"),
        ("2026-06-02 14:00", 1, WITH_LUNCH, "2026-06-02 13:00"),
        ("2026-06-02 14:00", 2, WITH_LUNCH, "2026-06-02 11:00"),
    ],
)
def test_opening_is_counted_back_too(
    start: str, hours: int, opening: OpeningHours, expected: str
) -> None:
    assert on_the_wall(ENGLAND.subtract_working_hours(at(start), hours, opening)) == expected


def test_closures_of_the_authority_do_not_count() -> None:
    closed = WorkingCalendar([date(2026, 6, 3)])
    found = closed.add_working_hours(at("2026-06-02 16:00"), 2, NINE_TO_FIVE)
    assert on_the_wall(found) == "2026-06-04 10:00"


def test_fewer_than_no_hours_later_is_earlier() -> None:
    start = at("2026-06-02 10:00")
    back = ENGLAND.subtract_working_hours(start, 2, NINE_TO_FIVE)
    assert ENGLAND.add_working_hours(start, -2, NINE_TO_FIVE) == back
    assert ENGLAND.subtract_working_hours(back, -1, NINE_TO_FIVE) == at("2026-06-01 17:00")


def opened(opening: OpeningHours, start: int, end: int) -> int:
    """How long it was open between two instants, told minute by minute."""
    total = 0
    for minute in range(start, end, 60):
        shown = wall_time(minute)
        second = shown.hour * HOUR + shown.minute * 60
        open_now = any(
            opens.hour * HOUR <= second < (closes.hour or 24) * HOUR
            for opens, closes in opening.windows
        )
        if open_now and ENGLAND.is_working(shown.toordinal()):
            total += 60
    return total


@given(st.integers(0, 60 * 24 * 60), st.integers(1, 30), openings)
def test_exactly_that_long_was_open_in_between(
    minute: int, hours: int, opening: OpeningHours
) -> None:
    # Sixty days from 1 March 2026: a change of the clock, Easter, and eight weekends.
    start = at("2026-03-01 00:00") + 60 * minute
    end = ENGLAND.add_working_hours(start, hours, opening)
    assert opened(opening, start, end) == hours * HOUR
    assert opened(opening, start, end - 60) == hours * HOUR - 60
    begin = ENGLAND.subtract_working_hours(start, hours, opening)
    assert opened(opening, begin, start) == hours * HOUR
    assert opened(opening, begin + 60, start) == hours * HOUR - 60


@given(instants, st.integers(0, 5000), openings)
def test_more_hours_are_later_and_earlier_starts_end_earlier(
    start: int, hours: int, opening: OpeningHours
) -> None:
    due = ENGLAND.add_working_hours(start, hours, opening)
    assert due < ENGLAND.add_working_hours(start, hours + 1, opening)
    assert due <= ENGLAND.add_working_hours(start + 1, hours, opening)
    assert ENGLAND.subtract_working_hours(start, hours + 1, opening) < start - hours * HOUR


@given(instants, st.integers(1, 5000), openings)
def test_last_start_from_which_a_deadline_follows_is_no_earlier_than_the_start(
    start: int, hours: int, opening: OpeningHours
) -> None:
    due = ENGLAND.add_working_hours(start, hours, opening)
    latest = ENGLAND.subtract_working_hours(due, hours, opening)
    assert latest >= start
    assert ENGLAND.add_working_hours(latest, hours, opening) == due


@pytest.mark.parametrize("hours", [10**7, 10**30])
@pytest.mark.parametrize("opening", [ALL_DAY, NINE_TO_FIVE])
def test_counting_stops_at_the_ends_of_time(hours: int, opening: OpeningHours) -> None:
    start = at("2026-06-02 10:00")
    assert ENGLAND.add_working_hours(start, hours, opening) == LAST_INSTANT
    assert ENGLAND.subtract_working_hours(start, hours, opening) == FIRST_INSTANT
    assert ENGLAND.add_working_hours(10**30, hours, opening) == LAST_INSTANT
    assert ENGLAND.subtract_working_hours(-(10**30), hours, opening) == FIRST_INSTANT
