"""Days and instants as whole numbers, and the spans in which a half-known one lies.

A day is its proleptic ordinal (`date.toordinal`), an instant is seconds since the Unix epoch, in
UTC. Whole numbers compare, add and sort faster than `date` and `datetime` do, and adding to them
cannot raise. A date recorded as *March 2026* is `Days` from the first of March to the last; one
recorded in full is `Days` whose ends are equal.

Time has two ends here, well beyond any child's record. Whatever counts stops at them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

FIRST_DAY: Final = date(1900, 1, 1).toordinal()
LAST_DAY: Final = date(2299, 12, 31).toordinal()

EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
HOUR: Final = 3600
DAY: Final = 24 * HOUR

# Both ends lie in winter, when London keeps UTC.
FIRST_INSTANT: Final = (FIRST_DAY - EPOCH_DAY) * DAY
LAST_INSTANT: Final = (LAST_DAY + 1 - EPOCH_DAY) * DAY - 1


@dataclass(frozen=True, slots=True)
class Days:
    """A day known to lie in a span, both ends included.

    Attributes:
        first: The earliest day it can be.
        last: The latest day it can be; the same as `first` when the day is known.
    """

    first: int
    last: int

    @property
    def exact(self) -> bool:
        """Whether the day itself is known."""
        return self.first == self.last


ANY_DAY: Final = Days(FIRST_DAY, LAST_DAY)


@dataclass(frozen=True, slots=True)
class Instants:
    """An instant known to lie in a span, both ends included.

    Attributes:
        first: The earliest second it can be.
        last: The latest second it can be; the same as `first` when the instant is known.
    """

    first: int
    last: int

    @property
    def exact(self) -> bool:
        """Whether the instant itself is known."""
        return self.first == self.last


def bounded_day(day: int) -> int:
    """The day itself, or the end of time that it lies beyond."""
    return FIRST_DAY if day < FIRST_DAY else min(day, LAST_DAY)


def bounded_instant(instant: int) -> int:
    """The instant itself, or the end of time that it lies beyond."""
    if instant < FIRST_INSTANT:
        return FIRST_INSTANT
    return min(instant, LAST_INSTANT)
