"""How far a route has come, where it leads, and what its words mean for one case."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from transferrules.calendars.spans import Days
from transferrules.engine.expressions import distinct
from transferrules.engine.frame import (
    NONE,
    SOMETHING,
    UNKNOWN_ALTERNATIVES,
    UNKNOWN_VALUE,
    Alternative,
    Alternatives,
    Frame,
    Row,
)
from transferrules.engine.moments import Interval, as_days
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth
from transferrules.pack.model import Route, Senders


class Stage(StrEnum):
    """How far a route has come."""

    OUT = "out"
    COMING = "coming"
    WAITS = "waits"
    PREPARE = "prepare"
    BLOCKED = "blocked"
    DUE = "due"
    COMPLETE = "complete"


LIVE = frozenset({Stage.PREPARE, Stage.BLOCKED, Stage.DUE})
# Nothing to act upon: the case does not go there, will at most, or went.
IDLE = frozenset({Stage.OUT, Stage.COMING, Stage.COMPLETE})


class Because(StrEnum):
    """Why a route is out of the question, or may be."""

    HOLDER = "holder"
    CONDITION = "condition"
    DECISION = "decision"
    CHOICE = "choice"
    DESTINATION = "destination"
    OVERRIDDEN = "overridden"
    SET_ASIDE = "set aside"
    UNTOLD = "untold"  # whether it applied at all before it was overridden or set aside


class Result(NamedTuple):
    """Where a route leads: two routes with the same result are in no conflict."""

    team: str
    area: str | None = None
    worker: str | None = None


@dataclass(frozen=True, slots=True)
class RouteState:
    """One route, of one case, on one day.

    Attributes:
        route: Which.
        stages: Every stage at which it could be; one, where all that decides it is known.
        because: Why it is out, where it is or may be.
        results: Where it could lead; empty where nowhere is known.
        results_known: Whether these are all.
        unchosen: Whether a decision has still to choose among them.
        points: The intervals of its point: none is undated.
        side: What `sender`, `receiver`, `the move` and `the point` mean for it.
        waits_for: The decisions that it waits for.
        blocked_by: The blocks that hold it, or may.
        overridden_by: The routes that silence it, or may.
        contradiction: The paths of facts that contradict each other, where some do.
        set_aside_by: The decision that sets it aside, where one does.
        refused_on: The day of the decision that ended it, where one did.
    """

    route: Route
    stages: frozenset[Stage]
    because: Because | None
    results: tuple[Result, ...]
    results_known: bool
    unchosen: Truth
    points: tuple[object, ...]
    side: "RouteSide"
    waits_for: tuple[str, ...] = ()
    blocked_by: tuple[str, ...] = ()
    overridden_by: tuple[str, ...] = ()
    contradiction: tuple[str, ...] = ()
    set_aside_by: Row | None = None
    refused_on: Days | None = None

    def is_at(self, stage: Stage) -> bool:
        """Whether it is surely at that stage."""
        return self.stages == {stage}

    @property
    def point_day(self) -> Days | None:
        """The first day of its point, where it is dated and there is one."""
        first = [i.first() for i in self.points if isinstance(i, Interval)]
        days = [as_days(f) for f in first if f is not None]
        if len(days) != 1 or len(self.points) != 1:
            return None
        return days[0]


@dataclass(slots=True)
class RouteSide:
    """What the words of a route mean for one case.

    `holder` is the sender, before and after the move. `agreed` are those days of the move that are made or planned; where it may be neither,
    `move_is_provisional`, and `move` holds its point as well.
    """

    holder: Alternatives
    sender: Alternatives
    receiver: Alternatives = UNKNOWN_ALTERNATIVES
    move: Alternatives = UNKNOWN_ALTERNATIVES
    point: Alternatives = UNKNOWN_ALTERNATIVES
    move_is_provisional: bool = False
    point_is_today: bool = False
    agreed: Alternatives = ()

    def unmoved(self) -> "RouteSide":
        """The same, with nothing known of the move and its point."""
        return replace(self, move=UNKNOWN_ALTERNATIVES, point=UNKNOWN_ALTERNATIVES)

    def worlds(self) -> "tuple[RouteSide, ...]":
        """The same with a day that is agreed, and with one that is not, where it could be either."""
        if not (self.agreed and self.move_is_provisional):
            return (self,)
        return (
            replace(self, move=self.agreed, move_is_provisional=False),
            replace(self, move=self.point, agreed=()),
        )


def vague(a: Alternative) -> bool:
    """Whether a value is not known."""
    return a is UNKNOWN_VALUE or a is SOMETHING


def is_sender(senders: Senders, team: Alternative) -> Truth:
    """Whether a team, or nobody, is one from whom a route leads."""
    if team is None:
        return TRUE if senders.nobody else FALSE
    if senders.any_team and isinstance(team, str):
        return TRUE
    if isinstance(team, str):
        return TRUE if team in senders.teams else FALSE
    if team is SOMETHING and senders.any_team:
        return TRUE
    return TRUE if senders.any_team and senders.nobody else UNKNOWN


def receivers(results: tuple[Result, ...], known: bool, leads: Truth) -> Alternatives:
    """The teams to which a route leads, as alternatives."""
    teams: list[Alternative] = [r.team for r in results]
    if not known:
        teams.append(UNKNOWN_VALUE)
    if not teams:
        return NONE
    return distinct(teams)


def first_days(points: tuple[object, ...], frame: Frame) -> Alternatives:
    """The first day of each interval of a point; of a route without one, the day asked about."""
    found: list[Alternative] = []
    for point in points:
        if isinstance(point, Interval):
            first = point.first()
            found.append(Days(frame.as_of.day, frame.as_of.day) if first is None else first)
        else:
            found.append(point)
    return distinct(found)
