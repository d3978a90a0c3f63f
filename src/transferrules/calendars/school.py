"""School years of England, 1 September to 31 August, named by the calendar year they start in.

A child's year group follows from the date of birth: year N is the school year in which the child
turns N + 5, so year 11 is the one of the sixteenth birthday. A child who was moved up or kept back
has another year on record, and that is for the case to say.
"""

from datetime import date

from .days import day_of_month
from .spans import bounded_day

SEPTEMBER = 9

YEARS_ASIDE = 2
"""How far a child's year 11 can lie from the one that the date of birth gives; a record of one further off is a mistake."""


def school_year_of(day: int) -> int:
    """The calendar year in which the school year of that day starts."""
    on = date.fromordinal(bounded_day(day))
    return on.year if on.month >= SEPTEMBER else on.year - 1


def year_n_start(birth: int, n: int) -> int:
    """The calendar year in which the child's year `n` starts."""
    # Whoever is born in a school year has each birthday in the same place of a later one; 29
    # February included, which stays well inside under either convention.
    return school_year_of(birth) + n + 5


def year_11_start(birth: int) -> int:
    """The calendar year in which the child's year 11 starts."""
    return year_n_start(birth, 11)


def year_group_on(birth: int, day: int) -> int:
    """The child's year group on that day: 0 is reception, less than 0 is before school."""
    return school_year_of(day) - year_n_start(birth, 0)


def day_in_school_year(day_of_the_month: int, month: int, start_year: int) -> int:
    """That day of that month in the school year that starts in `start_year`.

    A day that the month does not have, as 29 February in a common year, is the month's last.
    """
    year = start_year if month >= SEPTEMBER else start_year + 1
    return day_of_month(year, month, day_of_the_month)


def first_day_of(start_year: int) -> int:
    """1 September of that year."""
    return day_of_month(start_year, SEPTEMBER, 1)


def last_day_of(start_year: int) -> int:
    """31 August of the year after."""
    return day_of_month(start_year + 1, SEPTEMBER - 1, 31)
