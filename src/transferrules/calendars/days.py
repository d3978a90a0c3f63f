"""Calendar arithmetic on days: so many days, weeks, months or years from a day.

Months and years keep the day of the month and clamp to the month's end where it is missing: a month
after 31 January is the last of February. What is added at once is summed first and clamped once, so
that *a year and a month after 29 February* is 29 March and not 28. Results stop at `FIRST_DAY` and
`LAST_DAY`; nothing here raises.
"""

from calendar import monthrange
from datetime import date
from typing import Final

from .spans import FIRST_DAY, LAST_DAY, bounded_day

FIRST_YEAR: Final = date.fromordinal(FIRST_DAY).year
LAST_YEAR: Final = date.fromordinal(LAST_DAY).year


def add_days(day: int, n: int) -> int:
    """The day `n` calendar days after `day`; before it when `n` is negative."""
    return bounded_day(day + n)


def add_weeks(day: int, n: int) -> int:
    """The same weekday `n` weeks after `day`; before it when `n` is negative."""
    return bounded_day(day + 7 * n)


def add_months(day: int, n: int) -> int:
    """The same day of the month `n` months after `day`, or that month's last."""
    start = date.fromordinal(bounded_day(day))
    return day_of_month(start.year, start.month + n, start.day)


def add_years_months(day: int, years: int, months: int) -> int:
    """The day `years` and `months` after `day`, added up before the month's end is looked at."""
    return add_months(day, 12 * years + months)


def day_of_month(year: int, month: int, day: int) -> int:
    """That day of that month, or the month's last day where it is too short.

    `month` may run past December or before January: month 13 is January of the next year.
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if year < FIRST_YEAR:
        return FIRST_DAY
    if year > LAST_YEAR:
        return LAST_DAY
    return date(year, month, min(day, monthrange(year, month)[1])).toordinal()
