"""Opening hours: the part of a working day in which working hours pass.

*Two working hours* means nothing until somebody says when an office is open. Where nobody does, a
working day has 24 hours, from midnight to midnight.
"""

from dataclasses import dataclass
from datetime import time
from typing import Final

from .spans import DAY, HOUR

MIDNIGHT: Final = time(0, 0)


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The hours of a working day, the same on each.

    Attributes:
        windows: When it is open, from and to, in order and apart. A window that ends at 00:00 ends
            with the day.
    """

    windows: tuple[tuple[time, time], ...] = ((MIDNIGHT, MIDNIGHT),)

    def __post_init__(self) -> None:
        if not self.windows:
            raise ValueError("opening hours need at least one window")
        closed_since = 0
        for (opens, closes), (start, end) in zip(self.windows, self._seconds(), strict=True):
            if end <= start:
                raise ValueError(f"opening hours from {opens:%H:%M} to {closes:%H:%M} end too soon")
            if start < closed_since:
                raise ValueError(f"opening hours from {opens:%H:%M} overlap those before them")
            closed_since = end

    @property
    def length(self) -> int:
        """How many seconds of a working day it is open."""
        return sum(end - start for start, end in self._seconds())

    def passed(self, second: int) -> int:
        """How many seconds of opening have passed at that second of the day."""
        return sum(max(0, min(second, end) - start) for start, end in self._seconds())

    def earliest(self, passed: int) -> int:
        """The first second of the day by which that much of the opening has passed, or its end."""
        for start, end in self._seconds():
            if passed <= end - start:
                return start + passed
            passed -= end - start
        return DAY

    def latest(self, passed: int) -> int:
        """The last second of the day by which no more than that much of the opening has passed."""
        for start, end in self._seconds():
            if passed < end - start:
                return start + passed
            passed -= end - start
        return DAY

    def _seconds(self) -> list[tuple[int, int]]:
        return [(_second(opens), _second(closes) or DAY) for opens, closes in self.windows]


def _second(shown: time) -> int:
    return shown.hour * HOUR + shown.minute * 60 + shown.second


ALL_DAY: Final = OpeningHours()
