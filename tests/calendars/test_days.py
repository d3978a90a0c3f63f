"""Calendar arithmetic: month ends, leap days, and the two ends of time."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from transferrules.calendars.days import add_days, add_months, add_weeks, add_years_months
from transferrules.calendars.spans import FIRST_DAY, LAST_DAY, Days, Instants

recorded_days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-01-28", 1, "2026-02-28"),
        ("2026-01-29", 1, "2026-02-28"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-03-30", 1, "2026-04-30"),
        ("2026-02-28", 1, "2026-03-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2096-02-29", 48, "2100-02-28"),
        ("2026-05-05", 0, "2026-05-05"),
    ],
)
def test_months_keep_the_day_or_clamp_to_the_months_end(
    start: str, months: int, expected: str
) -> None:
    assert date.fromordinal(add_months(day(start), months)) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("start", "years", "months", "expected"),
    [
        # Clamping after the year first would give 28 March and 28 August.
        ("2024-02-29", 1, 1, "2025-03-29"),
        ("2024-02-29", 1, 6, "2025-08-29"),
        ("2010-08-31", 15, 6, "2026-02-28"),
        ("2008-08-31", 15, 6, "2024-02-29"),
        ("2024-02-29", -1, 0, "2023-02-28"),
    ],
)
def test_years_and_months_are_summed_before_the_months_end_is_looked_at(
    start: str, years: int, months: int, expected: str
) -> None:
    found = add_years_months(day(start), years, months)
    assert date.fromordinal(found) == date.fromisoformat(expected)


@given(recorded_days, st.integers(-1000, 1000))
def test_months_agree_with_dateutil(start: date, months: int) -> None:
    expected = start + relativedelta(months=months)
    bounded = min(max(expected.toordinal(), FIRST_DAY), LAST_DAY)
    assert add_months(start.toordinal(), months) == bounded


@given(recorded_days, st.integers(-90, 90), st.integers(-30, 30))
def test_years_and_months_agree_with_dateutil(start: date, years: int, months: int) -> None:
    # relativedelta, too, sums both before it clamps.
    expected = start + relativedelta(months=12 * years + months)
    bounded = min(max(expected.toordinal(), FIRST_DAY), LAST_DAY)
    assert add_years_months(start.toordinal(), years, months) == bounded


@given(recorded_days, recorded_days, st.integers(0, 600))
def test_adding_months_keeps_the_order_of_days(one: date, other: date, months: int) -> None:
    earlier, later = sorted((one.toordinal(), other.toordinal()))
    assert add_months(earlier, months) <= add_months(later, months)


def test_days_and_weeks_run_over_a_leap_day() -> None:
    assert add_days(day("2024-02-28"), 2) == day("2024-03-01")
    assert add_days(day("2026-02-28"), 2) == day("2026-03-02")
    assert add_days(day("2024-03-01"), -1) == day("2024-02-29")
    assert add_weeks(day("2026-01-05"), 13) == day("2026-04-06")
    assert add_weeks(day("2026-04-06"), -13) == day("2026-01-05")


def test_ends_of_time_are_the_stated_ones() -> None:
    assert date.fromordinal(FIRST_DAY) == date(1900, 1, 1)
    assert date.fromordinal(LAST_DAY) == date(2299, 12, 31)


@pytest.mark.parametrize("far", [1, 10_000, 10**30])
def test_counting_stops_at_the_ends_of_time(far: int) -> None:
    assert add_days(LAST_DAY, far) == LAST_DAY
    assert add_weeks(LAST_DAY, far) == LAST_DAY
    assert add_months(LAST_DAY, far) == LAST_DAY
    assert add_years_months(LAST_DAY, far, far) == LAST_DAY
    assert add_days(FIRST_DAY, -far) == FIRST_DAY
    assert add_weeks(FIRST_DAY, -far) == FIRST_DAY
    assert add_months(FIRST_DAY, -far) == FIRST_DAY
    assert add_years_months(FIRST_DAY, -far, -far) == FIRST_DAY


def test_counting_reaches_the_last_day_and_no_further() -> None:
    assert add_days(LAST_DAY - 1, 1) == LAST_DAY
    assert add_days(LAST_DAY - 1, 2) == LAST_DAY
    assert add_months(day("2299-11-30"), 1) == day("2299-12-30")
    assert add_months(day("2299-11-30"), 2) == LAST_DAY
    assert add_months(day("1900-02-28"), -1) == day("1900-01-28")
    assert add_months(day("1900-02-28"), -2) == FIRST_DAY


def test_counting_from_beyond_the_ends_starts_at_the_end() -> None:
    assert add_months(10**30, 0) == LAST_DAY
    assert add_months(-(10**30), 1) == day("1900-02-01")


def test_span_is_exact_when_its_ends_meet() -> None:
    assert Days(5, 5).exact
    assert not Days(5, 6).exact
    assert Instants(5, 5).exact
    assert not Instants(5, 6).exact


@given(st.dates(date(1920, 1, 1), date(2199, 12, 31)), st.integers(-5000, 5000))
def test_days_agree_with_the_standard_library(start: date, n: int) -> None:
    assert add_days(start.toordinal(), n) == (start + timedelta(days=n)).toordinal()
