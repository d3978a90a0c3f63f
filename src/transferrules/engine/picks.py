"""Picking records out of lists, and adding up days: every record that could be the one, as far as is known."""

from transferrules.calendars.spans import ANY_DAY, FIRST_DAY, LAST_DAY, Days, Instants
from transferrules.case.vocabulary import Field
from transferrules.engine.conditions import Run
from transferrules.engine.expressions import Value, distinct
from transferrules.engine.frame import (
    MOST_ALTERNATIVES,
    NONE,
    NOT_TOLD,
    SOMETHING,
    UNKNOWN_ALTERNATIVES,
    UNKNOWN_VALUE,
    Alternative,
    Alternatives,
    Frame,
    Row,
)
from transferrules.engine.moments import Span, after
from transferrules.language.truth import FALSE, TRUE
from transferrules.pack.model import ListPath


class Candidate:
    """A record that could be the one.

    Attributes:
        row: The record.
        at: When, by the date that orders.
        certain: Whether it surely passes and surely has its date.
    """

    __slots__ = ("at", "certain", "row")

    def __init__(self, row: Row, at: Span, certain: bool) -> None:
        self.row = row
        self.at = at
        self.certain = certain


def candidates(frame: Frame, rows: tuple[Row, ...], where: Run, by: Field) -> list[Candidate]:
    """The records that pass, or may; one without its date is none of them."""
    found = []
    for row in rows:
        passes = where(frame, row)
        if passes == FALSE:
            continue
        dates = frame.field(row.record, by)
        known = [d for d in dates if isinstance(d, Days | Instants)]
        if not known and UNKNOWN_VALUE not in dates:
            continue
        at = known[0] if known else ANY_DAY
        dated = len(dates) == 1 and bool(known)
        # What has happened to a record shows that it stands; what is planned for it does not.
        stands = dated and (not by.ahead or frame.there(row) == TRUE)
        found.append(Candidate(row, at, passes == TRUE and stands))
    return found


def ranked(found: list[Candidate], rank: int) -> tuple[list[Candidate], bool]:
    """Those that could be the one of that rank, and whether there surely is one."""
    certain = [c for c in found if c.certain]
    place = 0 if rank < 0 else rank
    could = []
    for one in found:
        sure = may = 0
        for other in found:
            if other is one:
                continue
            first = _before(one, other) if rank < 0 else _before(other, one)
            if other.certain and first == TRUE:
                sure += 1
            if first != FALSE or _tied(one, other):
                may += 1
        if sure <= place <= may:
            could.append(one)
    return could, len(certain) > place


def note_ties(frame: Frame, could: list[Candidate]) -> None:
    """Note records of one day of which each could be the one: what they say may differ, and then the answer has to name them."""
    certain = [c for c in could if c.certain]
    if len(certain) > 1 and all(c.at == certain[0].at for c in certain):
        frame.ties.add(tuple(str(c.row.record.get("#path")) for c in certain))


def _before(one: Candidate, other: Candidate) -> int:
    return after(other.at, one.at)


def _tied(one: Candidate, other: Candidate) -> bool:
    return after(one.at, other.at) == FALSE and after(other.at, one.at) == FALSE


def pick(rank: int, path: ListPath, where: Run, by: Field) -> Value:
    """The first, second or last record of a list.

    No candidate is none. In a list that is not whole one more record is possible, with any values, so the pick is never certain there, unless no record
    at all can pass.
    """
    keys = path.keys

    def value(frame: Frame, row: Row | None) -> Alternatives:
        rows, whole = frame.rows(keys)
        whole = whole or where(frame, NOT_TOLD) == FALSE
        if rows is None:
            return NONE if whole else UNKNOWN_ALTERNATIVES
        found = candidates(frame, rows, where, by)
        if whole and len(found) == 1 and found[0].certain:
            return (found[0].row,) if rank <= 0 else NONE
        if not found:
            return NONE if whole else UNKNOWN_ALTERNATIVES
        if len(found) > MOST_ALTERNATIVES:
            frame.capped.add(".".join(keys))
            return UNKNOWN_ALTERNATIVES
        could, surely = ranked(found, rank)
        note_ties(frame, could)
        alternatives: list[Alternative] = [c.row for c in could]
        if not surely:
            alternatives.append(None)
        if not whole:
            alternatives.append(SOMETHING)
        return tuple(alternatives)

    return value


def for_each(one: Value) -> Value:
    """A pick that belongs to the record at hand, which its `where` knows as `this`; named in the `where` of another, it belongs to the same record."""

    def value(frame: Frame, row: Row | None) -> Alternatives:
        before = frame.this
        frame.this = row if before is None else before
        try:
            return one(frame, None)
        finally:
            frame.this = before

    return value


def reached(
    days: int, path: ListPath, where: Run, counted_from: Value, started: Field, ended: Field
) -> Value:
    """The day on which the days inside a list's stays since a date, both ends counted, make up a number."""

    def value(frame: Frame, row: Row | None) -> Alternatives:
        rows, whole = frame.rows(path.keys)
        found: list[Alternative] = []
        for start in counted_from(frame, row):
            if start is None or start is UNKNOWN_VALUE:
                found.append(None)
            if start is not None:
                since = start if isinstance(start, Days) else ANY_DAY
                found += _reached(frame, rows or (), whole, days, where, since, started, ended)
        return distinct(found)

    return value


def _reached(
    frame: Frame,
    rows: tuple[Row, ...],
    whole: bool,
    days: int,
    where: Run,
    start: Days,
    started: Field,
    ended: Field,
) -> Alternatives:
    most: list[tuple[int, int]] = []  # the longest that the stays can be
    least: list[tuple[int, int]] = []  # the shortest
    for row in rows:
        passes = where(frame, row)
        if passes == FALSE:
            continue
        begins = frame.field(row.record, started)
        ends = frame.field(row.record, ended)
        if begins == NONE:
            continue
        earliest = min(
            (b.first if isinstance(b, Days) else FIRST_DAY for b in begins if b is not None),
            default=FIRST_DAY,
        )
        latest = max(
            (b.last if isinstance(b, Days) else LAST_DAY for b in begins if b is not None),
            default=LAST_DAY,
        )
        longest = max((e.last if isinstance(e, Days) else LAST_DAY for e in ends), default=LAST_DAY)
        shortest = min(
            (
                e.first if isinstance(e, Days) else latest if e is UNKNOWN_VALUE else LAST_DAY
                for e in ends
            ),
            default=LAST_DAY,
        )
        most.append((earliest, longest))
        if passes == TRUE and None not in begins:
            least.append((latest, shortest))
    if not whole:
        most.append((FIRST_DAY, LAST_DAY))  # a stay that is not told of
    soonest = _day_of_sum(most, start.first, days)
    latest_sum = _day_of_sum(least, start.last, days)
    if soonest is None:
        return NONE
    if latest_sum is None:
        return (Days(soonest, LAST_DAY), None)
    return (Days(soonest, latest_sum),)


def _day_of_sum(stays: list[tuple[int, int]], start: int, days: int) -> int | None:
    """The day on which the union of the stays since `start` has that many days; None where it never does."""
    total, covered = 0, start - 1
    for first, last in sorted(stays):
        first = max(first, covered + 1)
        if last < first:
            continue
        if total + (last - first + 1) >= days:
            return min(first + (days - total) - 1, LAST_DAY)
        total += last - first + 1
        covered = last
    return None
