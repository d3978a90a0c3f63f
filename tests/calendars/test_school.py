"""School years and year groups around 31 August and 1 September."""

from datetime import date

import pytest

from transferrules.calendars.school import (
    day_in_school_year,
    first_day_of,
    last_day_of,
    school_year_of,
    year_11_start,
    year_group_on,
    year_n_start,
)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-08-31", 2025),
        ("2026-09-01", 2026),
        ("2026-12-31", 2026),
        ("2027-01-01", 2026),
        ("2028-02-29", 2027),
    ],
)
def test_school_year_starts_on_the_first_of_september(on: str, expected: int) -> None:
    assert school_year_of(day(on)) == expected


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        # Sixteen on the first day of 2026/27, and on the last of 2025/26.
        ("2010-09-01", 2026),
        ("2010-08-31", 2025),
        ("2009-09-01", 2025),
        ("2010-01-15", 2025),
        ("2008-02-29", 2023),
    ],
)
def test_year_11_is_the_school_year_of_the_sixteenth_birthday(born: str, expected: int) -> None:
    assert year_11_start(day(born)) == expected


@pytest.mark.parametrize(("n", "expected"), [(-1, 2014), (0, 2015), (1, 2016), (10, 2025)])
def test_year_n_is_the_school_year_of_birthday_n_plus_5(n: int, expected: int) -> None:
    # Born 31 August 2011: five on 31 August 2016, the last day of reception.
    assert year_n_start(day("2011-08-31"), n) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2025-08-31", 10), ("2025-09-01", 11), ("2026-08-31", 11), ("2026-09-01", 12)],
)
def test_year_group_changes_with_the_school_year(on: str, expected: int) -> None:
    assert year_group_on(day("2010-01-15"), day(on)) == expected


def test_reception_is_year_0_and_nursery_before_it() -> None:
    assert year_group_on(day("2011-08-31"), day("2015-09-01")) == 0
    assert year_group_on(day("2011-08-31"), day("2015-08-31")) == -1


@pytest.mark.parametrize(
    ("day_of_the_month", "month", "start_year", "expected"),
    [
        (1, 3, 2025, "2026-03-01"),
        (1, 9, 2025, "2025-09-01"),
        (31, 8, 2025, "2026-08-31"),
        (31, 12, 2025, "2025-12-31"),
        (1, 1, 2025, "2026-01-01"),
        (29, 2, 2027, "2028-02-29"),
        (29, 2, 2025, "2026-02-28"),
    ],
)
def test_day_in_school_year(
    day_of_the_month: int, month: int, start_year: int, expected: str
) -> None:
    found = day_in_school_year(day_of_the_month, month, start_year)
    assert date.fromordinal(found) == date.fromisoformat(expected)


def test_school_year_runs_to_the_end_of_august() -> None:
    assert first_day_of(2025) == day("2025-09-01")
    assert last_day_of(2025) == day("2026-08-31")
    assert last_day_of(2025) + 1 == first_day_of(2026)


def test_far_school_years_stop_at_the_ends_of_time() -> None:
    assert day_in_school_year(1, 3, 2299) == day("2299-12-31")
    assert day_in_school_year(1, 3, 1) == day("1900-01-01")
