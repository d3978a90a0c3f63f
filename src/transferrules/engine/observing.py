"""Watching a policy at work: which tests came to what, and on which side of each limit a date lay.

Coverage asks for it; ordinary decisions run with no observer, and pay nothing but a look whether there is one.
"""

from enum import StrEnum
from typing import Protocol

from transferrules.calendars.spans import Days, Instants
from transferrules.engine.moments import Interval
from transferrules.language.truth import FALSE, TRUE, Truth
from transferrules.pack.model import FactTest, Phrase


class Side(StrEnum):
    """Where a date lies in the interval of a timing phrase."""

    BEFORE = "before"
    FIRST = "first"
    INSIDE = "inside"
    LAST = "last"
    AFTER = "after"
    UNDATED = "undated"
    UNKNOWN = "unknown"


class Observer(Protocol):
    """Told of every test and every limit that is looked at while deciding."""

    def test(self, fact: FactTest, truth: Truth) -> None:
        """A test came to something."""

    def limit(self, phrase: Phrase, side: Side) -> None:
        """A date was held against a timing phrase."""


def side_of(interval: object, value: object) -> Side:
    """Where a date lies in what a phrase denotes; neither has to be known."""
    if interval is None:
        return Side.UNDATED
    if not isinstance(interval, Interval) or not isinstance(value, Days | Instants):
        return Side.UNKNOWN
    begun, over = interval.begun(value), interval.over(value)
    if begun == FALSE:
        return Side.BEFORE
    if over == TRUE:
        return Side.AFTER
    if begun != TRUE or over != FALSE:
        return Side.UNKNOWN
    for bound, side in ((interval.first(), Side.FIRST), (interval.last(), Side.LAST)):
        if bound is not None and Interval(bound, False, bound, False).contains(value) == TRUE:
            return side
    return Side.INSIDE
