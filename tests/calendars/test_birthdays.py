"""Birthdays, ages and the two conventions for 29 February."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transferrules.calendars.birthdays import Leap, age, birthday

recorded_days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
conventions = st.sampled_from(("1 March", "28 February"))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("born", "years", "leap", "expected"),
    [
        ("2008-02-29", 16, "1 March", "2024-02-29"),
        ("2008-02-29", 16, "28 February", "2024-02-29"),
        ("2008-02-29", 18, "1 March", "2026-03-01"),
        ("2008-02-29", 18, "28 February", "2026-02-28"),
        ("2008-02-28", 18, "1 March", "2026-02-28"),
        ("2008-03-01", 18, "28 February", "2026-03-01"),
        ("2010-09-01", 16, "1 March", "2026-09-01"),
        ("2010-09-01", 0, "1 March", "2010-09-01"),
    ],
)
def test_birthday(born: str, years: int, leap: Leap, expected: str) -> None:
    assert date.fromordinal(birthday(day(born), years, leap=leap)) == date.fromisoformat(expected)


def test_first_of_march_is_the_convention_unless_said_otherwise() -> None:
    assert birthday(day("2008-02-29"), 18) == day("2026-03-01")
    assert age(day("2008-02-29"), day("2026-02-28")) == 17


@pytest.mark.parametrize("leap", ["1 March", "28 February"])
@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("2010-08-31", "2026-02-28"),  # no 31 February
        ("2010-08-29", "2026-02-28"),  # no 29 February in 2026, but nobody born on one either
        ("2010-08-28", "2026-02-28"),
        ("2010-09-01", "2026-03-01"),
        ("2008-08-31", "2024-02-29"),
        ("2008-02-29", "2023-08-29"),
        ("2010-12-31", "2026-06-30"),
        ("2011-03-10", "2026-09-10"),
    ],
)
def test_fifteen_and_a_half(born: str, leap: Leap, expected: str) -> None:
    assert date.fromordinal(birthday(day(born), 15, 6, leap=leap)) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("years", "months", "leap", "expected"),
    [
        (14, 12, "1 March", "2023-03-01"),
        (14, 12, "28 February", "2023-02-28"),
        (15, 12, "1 March", "2024-02-29"),
        (15, 1, "1 March", "2023-03-29"),
    ],
)
def test_leap_convention_looks_at_the_sum(
    years: int, months: int, leap: Leap, expected: str
) -> None:
    found = birthday(day("2008-02-29"), years, months, leap=leap)
    assert date.fromordinal(found) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("born", "on", "leap", "expected"),
    [
        ("2010-06-15", "2026-06-14", "1 March", 15),
        ("2010-06-15", "2026-06-15", "1 March", 16),
        ("2010-06-15", "2010-06-15", "1 March", 0),
        ("2010-06-15", "2011-06-14", "1 March", 0),
        ("2010-06-15", "2010-06-14", "1 March", None),
        ("2008-02-29", "2026-02-28", "1 March", 17),
        ("2008-02-29", "2026-03-01", "1 March", 18),
        ("2008-02-29", "2026-02-27", "28 February", 17),
        ("2008-02-29", "2026-02-28", "28 February", 18),
        ("2008-02-29", "2024-02-28", "28 February", 15),
        ("2008-02-29", "2024-02-29", "28 February", 16),
        ("2010-01-01", "2009-12-31", "1 March", None),
        ("2009-12-31", "2010-01-01", "1 March", 0),
    ],
)
def test_age(born: str, on: str, leap: Leap, expected: int | None) -> None:
    assert age(day(born), day(on), leap) == expected


@given(recorded_days, st.integers(0, 99), conventions)
def test_age_changes_on_the_birthday_and_not_before(born: date, years: int, leap: Leap) -> None:
    reached = birthday(born.toordinal(), years, leap=leap)
    assert age(born.toordinal(), reached, leap) == years
    before = age(born.toordinal(), reached - 1, leap)
    assert before == (years - 1 if years else None)


@given(recorded_days, st.integers(0, 99), st.integers(0, 30))
def test_conventions_differ_by_one_day_and_for_leap_children_only(
    born: date, years: int, months: int
) -> None:
    late = birthday(born.toordinal(), years, months, leap="1 March")
    early = birthday(born.toordinal(), years, months, leap="28 February")
    if (born.month, born.day) != (2, 29):
        assert late == early
    assert late - early in (0, 1)
