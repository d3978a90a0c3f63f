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
)
from transferrules.language.truth import FALSE, TRUE, Truth
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


def _start_of(span: Span) -> Instants:
    """The instant at which a window that opens on that day opens."""
    if isinstance(span, Instants):
        return span
    return Instants(
        to_instants(Days(span.first, span.first)).first,
        to_instants(Days(span.last, span.last)).first,
    )


def _end_of(span: Span) -> Instants:
    """The last instant of a window that closes on that day: a bound that is a day takes in the whole of it."""
    if isinstance(span, Instants):
        return span
    return Instants(
        to_instants(Days(span.first, span.first)).last, to_instants(Days(span.last, span.last)).last
    )


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
        opens: The first day or instant; `FIRST_…` where it is open.
        closes: The last; `LAST_…` where it is open.
    """

    opens: Span
    closes: Span

    def holds(self, span: Span) -> Truth:
        """Whether a day or instant lies in it: settled where every day that it, and the ends, could be agrees."""
        opens, closes = self.opens, self.closes
        if any(isinstance(one, Instants) for one in (span, opens, closes)):
            if isinstance(opens, Days) and isinstance(closes, Days) and isinstance(span, Instants):
                # A bound that is a day takes in the whole of it.
                span = to_days(span)
            else:
                span, opens, closes = to_instants(span), _start_of(opens), _end_of(closes)
        if opens.last <= span.first and span.last <= closes.first:
            return TRUE
        if max(span.first, opens.first) > min(span.last, closes.last):
            return FALSE
        return PERHAPS
