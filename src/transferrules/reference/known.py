"""What is known of a value: every way in which it could be, side by side.

A *known* is a tuple of alternatives. Each is a value, `None` (recorded as none) or `UNKNOWN` (any value, or none). A date known in part is one
alternative, `Days` or `Instants` with two ends; one that may not have happened yet is two, the span up to now and `None`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from transferrules.calendars.clock import day_of, end_of_day, start_of_day
from transferrules.calendars.spans import (
    FIRST_DAY,
    FIRST_INSTANT,
    LAST_DAY,
    LAST_INSTANT,
    Days,
    Instants,
    bounded_day,
    bounded_instant,
)
from transferrules.language.truth import FALSE, TRUE, Truth, conj, negate
from transferrules.language.truth import UNKNOWN as PERHAPS


class Unknown(Enum):
    """Not recorded: it could be anything."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN
Known = tuple[Any, ...]
Span = Days | Instants


def distinct(values: Iterable[Any]) -> Known:
    """The alternatives, each once."""
    found: list[Any] = []
    values = tuple(values)
    if len(values) == 1:
        return values
    for value in values:
        if not any(value is one or (type(value) is type(one) and value == one) for one in found):
            found.append(value)
    return tuple(found)


def each(known: Known, function: Callable[[Any], Known]) -> Known:
    """What a function makes of every alternative."""
    return distinct(made for one in known for made in function(one))


def agree(truths: Iterable[Truth]) -> Truth:
    """What all say, or unknown where they differ; of nobody's saying, unknown."""
    said = set(truths)
    return said.pop() if len(said) == 1 else PERHAPS


def both(truth: Truth) -> frozenset[bool]:
    """Every way in which a truth could turn out."""
    return {TRUE: frozenset({True}), FALSE: frozenset({False}), PERHAPS: frozenset({True, False})}[
        truth
    ]


def to_days(span: Span) -> Days:
    """The days on which it may lie."""
    if isinstance(span, Days):
        return span
    first = FIRST_DAY if span.first <= FIRST_INSTANT else day_of(span.first)
    return Days(first, LAST_DAY if span.last >= LAST_INSTANT else day_of(span.last))


def to_instants(span: Span) -> Instants:
    """The instants at which it may lie: an event known to the day is any instant of it."""
    if isinstance(span, Instants):
        return span
    first = FIRST_INSTANT if span.first <= FIRST_DAY else start_of_day(span.first)
    return Instants(first, LAST_INSTANT if span.last >= LAST_DAY else end_of_day(span.last))


def not_before(value: Span, bound: Span) -> Truth:
    """Whether a date is no earlier than a bound: as instants where both are moments, else as days."""
    value, bound = _alike(value, bound)
    if value.first >= bound.last:
        return TRUE
    return FALSE if value.last < bound.first else PERHAPS


def later(value: Span, bound: Span) -> Truth:
    """Whether a date is later than a bound."""
    value, bound = _alike(value, bound)
    if value.first > bound.last:
        return TRUE
    return FALSE if value.last <= bound.first else PERHAPS


def _alike(one: Span, other: Span) -> tuple[Span, Span]:
    return (one, other) if type(one) is type(other) else (to_days(one), to_days(other))


@dataclass(frozen=True, slots=True)
class Now:
    """The day or moment asked about: a day is all its instants."""

    days: Days
    instants: Instants

    @property
    def day(self) -> int:
        """The day."""
        return self.days.last


@dataclass(frozen=True, slots=True)
class Window:
    """The days, or instants, that a timing phrase means; each end lies in a span.

    Attributes:
        lower: The first day or instant, or the last before it; `FIRST_…` where it is open.
        upper: The last, or the first after it; `LAST_…` where it is open.
        after_lower: Whether the lower end itself is outside.
        before_upper: Whether the upper end itself is.
    """

    lower: Span
    upper: Span
    after_lower: bool = False
    before_upper: bool = False

    @property
    def opens(self) -> Span:
        """The first day or instant inside."""
        return moved(self.lower, 1) if self.after_lower else self.lower

    @property
    def closes(self) -> Span:
        """The last."""
        return moved(self.upper, -1) if self.before_upper else self.upper

    def begun(self, span: Span) -> Truth:
        """Whether a day or instant is not before it."""
        return (later if self.after_lower else not_before)(span, self.lower)

    def over(self, span: Span) -> Truth:
        """Whether it is after it."""
        return (not_before if self.before_upper else later)(span, self.upper)

    def holds(self, span: Span) -> Truth:
        """Whether it lies inside."""
        return conj((self.begun(span), negate(self.over(span))))


def moved(span: Span, n: int) -> Span:
    """A span so many days, or seconds, further."""
    bounded = bounded_day if isinstance(span, Days) else bounded_instant
    return type(span)(bounded(span.first + n), bounded(span.last + n))
