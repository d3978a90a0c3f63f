"""Birthdays and ages.

An age is reached at the start of the birthday. Years and months are summed and then clamped once,
as everywhere; so a child born on 31 August is fifteen and a half on the last day of February.
The birthday of a child born on 29 February is, in common years, a matter of convention: `Leap`.
"""

from calendar import isleap
from datetime import date
from typing import Literal

from .days import add_months, day_of_month
from .spans import bounded_day

Leap = Literal["1 March", "28 February"]


def birthday(birth: int, years: int, months: int = 0, *, leap: Leap = "1 March") -> int:
    """The day on which someone is that many years and months old.

    The convention for 29 February is for those born on it, and only where the count leads to a
    February. Someone born on 29, 30 or 31 August is half a year older at February's end under
    either convention, because that is how months clamp.
    """
    born = date.fromordinal(bounded_day(birth))
    total = 12 * years + months
    if (born.month, born.day) == (2, 29) and total % 12 == 0 and leap == "1 March":
        year = born.year + total // 12
        if not isleap(year):
            return day_of_month(year, 3, 1)
    return add_months(birth, total)


def age(birth: int, on: int, leap: Leap = "1 March") -> int | None:
    """The age in whole years on that day; `None` before birth."""
    if on < birth:
        return None
    years = date.fromordinal(bounded_day(on)).year - date.fromordinal(bounded_day(birth)).year
    return years if on >= birthday(birth, years, leap=leap) else years - 1
