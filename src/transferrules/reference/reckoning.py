"""Dates reckoned from dates: by calendar and convention alone, whatever the case.

What is known of a date only in part is moved as a whole: its first day and its last.
"""

from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from transferrules.calendars.birthdays import birthday
from transferrules.calendars.days import add_months, add_weeks
from transferrules.calendars.opening import ALL_DAY, OpeningHours
from transferrules.calendars.spans import (
    ANY_DAY,
    FIRST_DAY,
    FIRST_INSTANT,
    HOUR,
    LAST_DAY,
    LAST_INSTANT,
    Days,
    Instants,
    bounded_day,
    bounded_instant,
)
from transferrules.calendars.working import WorkingCalendar
from transferrules.language.syntax import Amount, Relation, Unit
from transferrules.pack import model
from transferrules.reference.known import UNKNOWN, Span, Window, to_days, to_instants

STEP = {Unit.MONTH: 1, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How one rule's dates are reckoned.

    Attributes:
        calendar: Which days are working days.
        conventions: Opening hours, and birthdays of those born on 29 February.
    """

    calendar: WorkingCalendar
    conventions: model.Conventions

    def moved(self, value: Any, amount: Amount, sign: int, born: bool = False) -> Any:
        """A date so much later, or earlier where the sign is -1; `born`: an age that a birth reaches."""
        if value is None or value is UNKNOWN:
            return value
        if amount.on_clock:
            span = to_instants(value)
            return Instants(*(self._hours(i, amount, sign) for i in (span.first, span.last)))
        days = to_days(value)
        return Days(*(self._days(d, amount, sign, born) for d in (days.first, days.last)))

    def _days(self, day: int, amount: Amount, sign: int, born: bool) -> int:
        if day in (FIRST_DAY, LAST_DAY):
            return day
        months = sum(STEP[q.unit] * q.number for q in amount.quantities if q.unit in STEP)
        if months and born and sign == 1:
            day = birthday(day, 0, months, leap=self.conventions.leap_birthday)
        elif months:
            day = add_months(day, sign * months)
        for quantity in amount.quantities:
            match quantity.unit:
                case Unit.WEEK:
                    day = add_weeks(day, sign * quantity.number)
                case Unit.CALENDAR_DAY:
                    day = bounded_day(day + sign * quantity.number)
                case Unit.WORKING_DAY:
                    day = self.calendar.nth_after(day, sign * quantity.number)
        return day

    def _hours(self, instant: int, amount: Amount, sign: int) -> int:
        if instant in (FIRST_INSTANT, LAST_INSTANT):
            return instant
        quantity = amount.quantities[0]
        if quantity.unit is Unit.HOUR:
            return bounded_instant(instant + sign * quantity.number * HOUR)
        return self.calendar.add_working_hours(instant, sign * quantity.number, self._opening())

    def _opening(self) -> OpeningHours:
        hours = self.conventions.working_hours
        if hours is None:
            return ALL_DAY
        return OpeningHours(
            tuple((time(a // 60, a % 60), time(b // 60 % 24, b % 60)) for a, b in (hours,))
        )

    def window(self, phrase: model.Phrase, anchor: Any, born: bool) -> Window | None:
        """The window that a phrase means from that date; none where there is no date."""
        if anchor is None:
            return None
        if anchor is UNKNOWN:
            anchor = ANY_DAY
        amount = phrase.amount
        if amount is None:
            later = earlier = at = anchor
        else:
            later = self.moved(anchor, amount, 1, born)
            earlier = self.moved(anchor, amount, -1)
            at = to_instants(anchor) if amount.on_clock else to_days(anchor)
        day = isinstance(at, Days)
        first: Span = Days(FIRST_DAY, FIRST_DAY) if day else Instants(FIRST_INSTANT, FIRST_INSTANT)
        last: Span = Days(LAST_DAY, LAST_DAY) if day else Instants(LAST_INSTANT, LAST_INSTANT)
        match phrase.relation:
            case Relation.ON:
                return Window(at, at)
            case Relation.BEFORE:
                return Window(first, at, before_upper=True)
            case Relation.AFTER:
                return Window(at, last, after_lower=True)
            case Relation.ON_OR_BEFORE:
                return Window(first, at)
            case Relation.ON_OR_AFTER:
                return Window(at, last)
            case Relation.WITHIN_AFTER:
                return Window(at, later)
            case Relation.WITHIN_BEFORE:
                return Window(earlier, at)
            case Relation.WITHIN_OF:
                return Window(earlier, later)
            case Relation.AT_LEAST_AFTER:
                return Window(later, last)
            case Relation.AT_LEAST_BEFORE:
                return Window(first, earlier)
            case Relation.MORE_THAN_AFTER:
                return Window(later, last, after_lower=True)
            case Relation.MORE_THAN_BEFORE:
                return Window(first, earlier, before_upper=True)
            case Relation.LESS_THAN_AFTER:
                return Window(at, later, before_upper=True)
            case _:
                return Window(earlier, at, after_lower=True)


def alike(one: Span, other: Span) -> tuple[Span, Span]:
    """Two dates to be compared: days, unless both are instants."""
    if type(one) is type(other):
        return one, other
    return to_days(one), to_days(other)


def earlier(dates: tuple[Any, ...]) -> Any:
    """The earlier of several dates, those that are none left out."""
    found: Any = None
    for date in dates:
        if date is None:
            continue
        date = ANY_DAY if date is UNKNOWN else date
        if found is None:
            found = date
        else:
            one, other = alike(found, date)
            found = replace(one, first=min(one.first, other.first), last=min(one.last, other.last))
    return found


def later(dates: tuple[Any, ...]) -> Any:
    """The later of several dates; none while one of them is."""
    found: Any = None
    if None in dates:
        return None
    for date in dates:
        date = ANY_DAY if date is UNKNOWN else date
        if found is None:
            found = date
        else:
            one, other = alike(found, date)
            found = replace(one, first=max(one.first, other.first), last=max(one.last, other.last))
    return found


def between(start: Any, end: Any) -> Window | None:
    """From one date until another; without an end, for good."""
    if start is None:
        return None
    start = ANY_DAY if start is UNKNOWN else start
    if end is None:
        last = (
            Days(LAST_DAY, LAST_DAY)
            if isinstance(start, Days)
            else Instants(LAST_INSTANT, LAST_INSTANT)
        )
        return Window(start, last)
    end = ANY_DAY if end is UNKNOWN else end
    return Window(start, end)


def reaches(days: int, stays: list[tuple[int, int]], start: int) -> int | None:
    """The day that completes the sum: both ends of a stay counted, no day twice."""
    left, counted_to = days, start - 1
    for first, last in sorted(stays):
        first = max(first, counted_to + 1)
        if last < first:
            continue
        if last - first + 1 >= left:
            return bounded_day(first + left - 1)
        left -= last - first + 1
        counted_to = last
    return None
