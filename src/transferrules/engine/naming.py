"""Names for people: teams, places and persons by their titles, days and moments as they are read."""

from collections.abc import Iterable
from datetime import date, datetime

from transferrules.calendars.clock import day_of, wall_time
from transferrules.calendars.spans import FIRST_DAY, LAST_DAY, Days
from transferrules.decision import Place, When
from transferrules.engine.moments import Span, as_days
from transferrules.engine.stages import Result
from transferrules.pack.model import Pack, Person


def when(span: Span | None, *, last: bool = False) -> When | None:
    """A day or a moment, as people read it; of a span its first, or its last."""
    if span is None or (not last and as_days(span).first <= FIRST_DAY):
        return None  # a beginning that may lie anywhere is none to show
    value = span.last if last else span.first
    if isinstance(span, Days):
        return date.fromordinal(value)
    # A moment known to its day only is told as the day.
    return wall_time(value) if span.first == span.last else date.fromordinal(day_of(value))


def end_of(span: Span | None) -> Span | None:
    """The end of a window; a day that never comes is no end."""
    return None if span is None or as_days(span).last >= LAST_DAY else span


def instant_order(value: When) -> tuple[date, str]:
    """For putting days and moments in order."""
    if isinstance(value, datetime):
        return value.date(), value.isoformat()
    return value, ""


def only(alternatives: tuple[object, ...]) -> str | None:
    """The team that a side is, where that is known."""
    return alternatives[0] if len(alternatives) == 1 and isinstance(alternatives[0], str) else None


class Naming:
    """The titles that one pack gives."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def team(self, team: str) -> str:
        """A team's title."""
        known = self.pack.teams.get(team)
        return known.title if known is not None else team.replace("_", " ")

    def place(self, result: Result) -> Place:
        """Where a route leads, for people."""
        return Place(result.team, self.team(result.team), result.area, result.worker)

    def people(
        self, persons: Iterable[Person], sender: str | None, receiver: str | None
    ) -> tuple[str, ...]:
        """Who, for people: `sender` and `receiver` as the teams that they are."""
        sides = {"sender": sender, "receiver": receiver}
        said = []
        for person in persons:
            side = sides.get(person.id)
            said.append(self.team(side) if side is not None else person.title)
        return tuple(said)

    def readings_of(self, clauses: tuple[str, ...]) -> tuple[str, ...]:
        """The readings that share a clause with a rule."""
        return tuple(
            n for n, r in sorted(self.pack.readings.items()) if set(r.clauses) & set(clauses)
        )
