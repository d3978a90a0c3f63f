"""The day or moment asked about, and comparisons of half-known days and instants.

Two dates are compared as instants where both are moments, and as days where either is a day: a bound that is a day takes in the whole of it.
A comparison is settled when every pair of possible values agrees.
"""

from dataclasses import dataclass
from datetime import date, datetime

from transferrules.calendars.clock import day_of, end_of_day, instant, start_of_day
from transferrules.calendars.spans import Days, Instants
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth

Span = Days | Instants


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day asked about, which is all its instants, or a moment.

    Attributes:
        day: The day, as an ordinal.
        first: Its first instant, or the moment.
        last: Its last instant, or the moment.
        asked: As it was given.
    """

    day: int
    first: int
    last: int
    asked: date | datetime

    @classmethod
    def of(cls, asked: date | datetime) -> "AsOf":
        """A date is a day; a datetime is a moment, in Europe/London unless it says otherwise."""
        if isinstance(asked, datetime):
            moment = instant(asked)
            return cls(day_of(moment), moment, moment, asked)
        return cls.of_day(asked.toordinal())

    @classmethod
    def of_day(cls, day: int) -> "AsOf":
        """The day of that ordinal."""
        return cls(day, start_of_day(day), end_of_day(day), date.fromordinal(day))

    @property
    def is_day(self) -> bool:
        """Whether a whole day was asked about."""
        return self.first != self.last


def as_days(span: Span) -> Days:
    """The day or days on which a span lies."""
    if isinstance(span, Days):
        return span
    first = day_of(span.first)
    return Days(first, first if span.last == span.first else day_of(span.last))


def as_instants(span: Span) -> Instants:
    """The instants of a span; a day is all of its own."""
    if isinstance(span, Instants):
        return span
    return Instants(start_of_day(span.first), end_of_day(span.last))


def at_or_after(value: Span, bound: Span) -> Truth:
    """Whether `value` is at or after `bound`."""
    if type(value) is not type(bound):
        value, bound = as_days(value), as_days(bound)
    if value.first >= bound.last:
        return TRUE
    return FALSE if value.last < bound.first else UNKNOWN


def after(value: Span, bound: Span) -> Truth:
    """Whether `value` is strictly after `bound`."""
    if type(value) is not type(bound):
        value, bound = as_days(value), as_days(bound)
    if value.first > bound.last:
        return TRUE
    return FALSE if value.last <= bound.first else UNKNOWN


@dataclass(frozen=True, slots=True)
class Interval:
    """What a timing phrase denotes: all days or instants from one bound to another.

    Attributes:
        lower: From here on; None where there is no beginning.
        after_lower: Whether the lower bound itself is outside.
        upper: Up to here; None where there is no end.
        before_upper: Whether the upper bound itself is outside.
    """

    lower: Span | None
    after_lower: bool
    upper: Span | None
    before_upper: bool

    def contains(self, value: Span) -> Truth:
        """Whether a date lies in it."""
        begun = self.begun(value)
        if begun == FALSE:
            return FALSE
        over = self.over(value)
        if over == TRUE:
            return FALSE
        return TRUE if begun == TRUE and over == FALSE else UNKNOWN

    def begun(self, value: Span) -> Truth:
        """Whether a date is not before it."""
        if self.lower is None:
            return TRUE
        return after(value, self.lower) if self.after_lower else at_or_after(value, self.lower)

    def over(self, value: Span) -> Truth:
        """Whether a date is after it."""
        if self.upper is None:
            return FALSE
        return at_or_after(value, self.upper) if self.before_upper else after(value, self.upper)

    def first(self) -> Span | None:
        """Its first day or instant; None where it has no beginning."""
        return _moved(self.lower, 1) if self.after_lower else self.lower

    def last(self) -> Span | None:
        """Its last day or instant; None where it has no end."""
        return _moved(self.upper, -1) if self.before_upper else self.upper


ANY_TIME = Interval(None, False, None, False)


def _moved(span: Span | None, by: int) -> Span | None:
    if span is None:
        return None
    if isinstance(span, Days):
        return Days(span.first + by, span.last + by)
    return Instants(span.first + by, span.last + by)
