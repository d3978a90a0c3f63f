"""Working days of one authority: bank holidays of its nation and its own closures.

Built once per pack; whoever decides asks little but `nth_after` and `nth_before`, each a look-up in
a table. The day of the event is day 0, working day or not: *N working days after* is the Nth
working day strictly after it, *N before* the Nth strictly before, and none after or before is the
day itself.

A table holds some ten years. It is made when a day in it is first asked about, under a lock, and
never changes after; so a calendar may be shared between threads, and a date far off costs as much
as one nearby.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from threading import Lock

from .bank_holidays import NATIONS, PUBLISHED_UNTIL, Nation, bank_holidays, edition
from .clock import day_of, start_of_day
from .opening import ALL_DAY, OpeningHours
from .spans import (
    FIRST_DAY,
    FIRST_INSTANT,
    HOUR,
    LAST_DAY,
    LAST_INSTANT,
    bounded_day,
    bounded_instant,
)

_SPAN = 3653
_LAST_SPAN = (LAST_DAY - FIRST_DAY) // _SPAN
_SATURDAY = 5
_LAST_PUBLISHED_DAY = date(PUBLISHED_UNTIL, 12, 31).toordinal()


@dataclass(frozen=True, slots=True)
class _Table:
    """The working days of one span.

    Attributes:
        first: The first day of the span.
        working: The working days in it, in order.
        before: For each day of the span, and the day after its end, how many of them lie before.
    """

    first: int
    working: tuple[int, ...]
    before: tuple[int, ...]


class WorkingCalendar:
    """Which days are working days, and which is the Nth.

    Every answer lies between `FIRST_DAY` and `LAST_DAY`; a count that leads past them ends there.
    """

    __slots__ = ("_closures", "_lock", "_nation", "_tables")

    def __init__(self, closures: Iterable[date] = (), nation: Nation = "ENG") -> None:
        """Days on which this authority is closed besides, and the nation it lies in."""
        if nation not in NATIONS:
            raise ValueError(f"{nation!r} is not a nation with bank holidays: {', '.join(NATIONS)}")
        self._nation: Nation = nation
        self._closures = frozenset(day.toordinal() for day in closures)
        self._tables: dict[int, _Table] = {}
        self._lock = Lock()

    @property
    def edition(self) -> str:
        """What this calendar rests on: nation, source and the last published year."""
        return edition(self._nation)

    def is_working(self, day: int) -> bool:
        """Whether it is a working day."""
        day = bounded_day(day)
        table = self._table((day - FIRST_DAY) // _SPAN)
        at = day - table.first
        return table.before[at + 1] > table.before[at]

    def reason(self, day: int) -> str | None:
        """Why it is no working day; `None` when it is one.

        *Weekend*, *closure*, or *bank holiday* with its name. A weekend needs no other reason.
        """
        day = bounded_day(day)
        on = date.fromordinal(day)
        if on.weekday() >= _SATURDAY:
            return "weekend"
        name = bank_holidays(self._nation, on.year).get(day)
        if name is not None:
            return f"bank holiday: {name}"
        return "closure" if day in self._closures else None

    def provisional(self, day: int) -> bool:
        """Whether working days up to that day rest on bank holidays not yet published.

        A count is provisional when the later of its two ends is.
        """
        return day > _LAST_PUBLISHED_DAY

    def nth_after(self, day: int, n: int) -> int:
        """The `n`th working day after `day`; the day itself when `n` is 0."""
        if n < 0:
            return self.nth_before(day, -n)
        found = self._nth_after(day, n)
        return LAST_DAY if found is None else found

    def nth_before(self, day: int, n: int) -> int:
        """The `n`th working day before `day`; the day itself when `n` is 0."""
        if n < 0:
            return self.nth_after(day, -n)
        found = self._nth_before(day, n)
        return FIRST_DAY if found is None else found

    def next_or_same(self, day: int) -> int:
        """The day itself if it is a working day, else the next working day."""
        return self.nth_after(day, 0 if self.is_working(day) else 1)

    def last_or_same(self, day: int) -> int:
        """The day itself if it is a working day, else the last working day before it."""
        return self.nth_before(day, 0 if self.is_working(day) else 1)

    def count_between(self, event: int, day: int) -> int:
        """How many working days after `event` the `day` is, counting `day` itself.

        Less than 0 when it is earlier, so that a working day is always `nth_after` its own count.
        """
        event, day = bounded_day(event), bounded_day(day)
        if day < event:
            return -self._count(day, event)
        return self._count(event + 1, day + 1)

    def add_working_hours(self, instant: int, n: int, opening: OpeningHours = ALL_DAY) -> int:
        """The first instant by which `n` working hours have passed since `instant`.

        Time passes on working days only, while it is open. Of a weekend nothing counts: two hours
        after a Saturday noon is two in the morning of Monday, or two hours after Monday's opening.
        """
        if n <= 0:
            return self.subtract_working_hours(instant, -n, opening) if n else instant
        day, passed = self._passed(instant, opening)
        length = opening.length
        needed = n * HOUR
        left = length - passed if self.is_working(day) else 0
        if needed <= left:
            return start_of_day(day) + opening.earliest(passed + needed)
        # INVARIANT: since 1946 London's clocks have changed on Sundays only, so no working day is
        # longer than another.
        whole, rest = divmod(needed - left - 1, length)
        found = self._nth_after(day, whole + 1)
        if found is None:
            return LAST_INSTANT
        return bounded_instant(start_of_day(found) + opening.earliest(rest + 1))

    def subtract_working_hours(self, instant: int, n: int, opening: OpeningHours = ALL_DAY) -> int:
        """The last instant from which `n` working hours pass until `instant`."""
        if n <= 0:
            return self.add_working_hours(instant, -n, opening) if n else instant
        day, passed = self._passed(instant, opening)
        length = opening.length
        needed = n * HOUR
        if needed <= passed:
            return start_of_day(day) + opening.latest(passed - needed)
        whole, rest = divmod(needed - passed - 1, length)
        found = self._nth_before(day, whole + 1)
        if found is None:
            return FIRST_INSTANT
        return start_of_day(found) + opening.latest(length - rest - 1)

    def _passed(self, instant: int, opening: OpeningHours) -> tuple[int, int]:
        """The day of an instant, and how much of its opening has passed by then."""
        instant = bounded_instant(instant)
        day = day_of(instant)
        if not self.is_working(day):
            return day, 0
        return day, opening.passed(instant - start_of_day(day))

    def _nth_after(self, day: int, n: int) -> int | None:
        day = bounded_day(day)
        if n == 0:
            return day
        number = (day - FIRST_DAY) // _SPAN
        table = self._table(number)
        at = table.before[day - table.first + 1] + n - 1
        while at >= len(table.working):
            if number == _LAST_SPAN:
                return None
            at -= len(table.working)
            number += 1
            table = self._table(number)
        return table.working[at]

    def _nth_before(self, day: int, n: int) -> int | None:
        day = bounded_day(day)
        if n == 0:
            return day
        number = (day - FIRST_DAY) // _SPAN
        table = self._table(number)
        at = table.before[day - table.first] - n
        while at < 0:
            if number == 0:
                return None
            number -= 1
            table = self._table(number)
            at += len(table.working)
        return table.working[at]

    def _count(self, start: int, end: int) -> int:
        """How many working days there are from `start` up to, not including, `end`."""
        total = 0
        for number in range((start - FIRST_DAY) // _SPAN, (end - 1 - FIRST_DAY) // _SPAN + 1):
            table = self._table(number)
            past = len(table.before) - 1
            total += table.before[min(end - table.first, past)]
            total -= table.before[max(start - table.first, 0)]
        return total

    def _table(self, number: int) -> _Table:
        table = self._tables.get(number)
        if table is None:
            with self._lock:
                table = self._tables.get(number)
                if table is None:
                    table = self._tables[number] = self._draw_up(number)
        return table

    def _draw_up(self, number: int) -> _Table:
        first = FIRST_DAY + number * _SPAN
        days = range(first, min(first + _SPAN, LAST_DAY + 1))
        working = [self.reason(day) is None for day in days]
        return _Table(
            first=first,
            working=tuple(day for day, works in zip(days, working, strict=True) if works),
            before=tuple(accumulate(working, initial=0)),
        )
