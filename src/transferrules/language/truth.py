"""Three truth values and Kleene's connectives.

Plain small integers, cheap to hold and to compare. A connective settles, and stops reading, as soon
as one value settles it; what it settles, no further knowledge overturns.
"""

from collections.abc import Iterable
from typing import Final, Literal

Truth = Literal[0, 1, 2]

FALSE: Final = 0
TRUE: Final = 1
UNKNOWN: Final = 2

_OPPOSITE: Final[tuple[Truth, Truth, Truth]] = (TRUE, FALSE, UNKNOWN)


def conj(values: Iterable[Truth]) -> Truth:
    """Whether all hold: one false settles it, else one unknown leaves it open. True of no values."""
    result: Truth = TRUE
    for value in values:
        if value == FALSE:
            return FALSE
        if value == UNKNOWN:
            result = UNKNOWN
    return result


def disj(values: Iterable[Truth]) -> Truth:
    """Whether any holds: one true settles it, else one unknown leaves it open. False of no values."""
    result: Truth = FALSE
    for value in values:
        if value == TRUE:
            return TRUE
        if value == UNKNOWN:
            result = UNKNOWN
    return result


def negate(value: Truth) -> Truth:
    """The opposite; of unknown, unknown."""
    return _OPPOSITE[value]
