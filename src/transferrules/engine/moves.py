"""The move of a route: what the transfer on the record has to do with it, and the route once its move was made (rulings 10 to 13)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from transferrules.calendars.spans import Days, Instants
from transferrules.case.vocabulary import RECORD_TYPES, SNAPSHOT
from transferrules.engine.conditions import agreed
from transferrules.engine.expressions import distinct
from transferrules.engine.frame import (
    NONE,
    UNKNOWN_ALTERNATIVES,
    UNKNOWN_VALUE,
    Alternative,
    Alternatives,
    Frame,
    Row,
)
from transferrules.engine.moments import AsOf, Interval, as_days
from transferrules.engine.stages import (
    Because,
    Result,
    RouteSide,
    RouteState,
    Stage,
    first_days,
    is_sender,
    receivers,
    vague,
)
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth

if TYPE_CHECKING:
    from transferrules.engine.routes import CompiledRoute

ALLOCATION = RECORD_TYPES["Allocation"].fields
TRANSFER = RECORD_TYPES["Transfer"].fields
TRANSFER_RECORD = SNAPSHOT.fields["transfer"]


class Served(NamedTuple):
    """What the case's transfer has to do with a route.

    Attributes:
        serves: Whether it serves the route.
        moved: When the move was made, if it was.
        planned: The agreed day.
        sender: Who held the case before it.
    """

    serves: Truth
    moved: Alternatives
    planned: Alternatives
    sender: Alternatives


def served(
    route: "CompiledRoute", frame: Frame, results: tuple[Result, ...], known: bool
) -> Served | None:
    """What the transfer on the record has to do with this route (ruling 11)."""
    transfers = frame.top("transfer")
    if transfers == NONE:
        return None
    rows = [t for t in transfers if isinstance(t, Row)]
    if not rows:
        return Served(UNKNOWN, UNKNOWN_ALTERNATIVES, UNKNOWN_ALTERNATIVES, UNKNOWN_ALTERNATIVES)
    found = _served_by(route, frame, rows[0].record, results, known)
    if found is None or len(transfers) == 1:
        return found
    # There may be no such transfer at all: called off, or not begun.
    return found._replace(serves=FALSE if found.serves == FALSE else UNKNOWN)


def _served_by(
    route: "CompiledRoute",
    frame: Frame,
    transfer: Mapping[str, object],
    results: tuple[Result, ...],
    known: bool,
) -> Served | None:
    """What one transfer has to do with a route; none where it is no move between teams."""
    sender = frame.field(transfer, TRANSFER["from_team"])
    side = RouteSide(
        tuple(_allocation(frame, s, None) for s in sender),
        sender,
        receivers(results, known, TRUE),
    )
    moved = route.done(frame.on_route(side), None)
    planned = frame.field(transfer, TRANSFER["planned_on"])
    kind = frame.field(transfer, TRANSFER["type"])[0]
    if kind == "worker" and not (route.route.to is not None and route.route.to.worker):
        # A change of worker inside a team is no move of the case between teams.
        return None
    named = frame.field(transfer, TRANSFER["route"])[0]
    if isinstance(named, str) and named != route.route.head.id:
        return Served(FALSE, moved, planned, sender)
    if isinstance(named, str):
        serves, _, _ = _as_it_was(route, frame, moved, sender, results, known)
    else:
        serves = _matches(route, frame, transfer, moved, sender, results, known)
    return Served(serves, moved, planned, sender)


def _as_it_was(
    route: "CompiledRoute",
    frame: Frame,
    moved: Alternatives,
    sender: Alternatives,
    results: tuple[Result, ...],
    known: bool,
) -> tuple[Truth, tuple[Result, ...], bool]:
    """Whether the trigger held on the day of the move, with the holder read as the sender, and where the route led then.

    Before the move is made, its day is today. A move that is older than the trigger serves no route (ruling 11).
    """
    made = moved[0] if len(moved) == 1 else UNKNOWN_VALUE
    if made is None:
        return TRUE, results, known
    then, side = _then(frame, made, sender)
    if then is None:
        return UNKNOWN, results, known
    results, known, _, _ = route.results(then)
    side.receiver = receivers(results, known, TRUE)
    return route.when.run(then, None), results, known


def _matches(
    route: "CompiledRoute",
    frame: Frame,
    transfer: Mapping[str, object],
    moved: Alternatives,
    sender: Alternatives,
    results: tuple[Result, ...],
    known: bool,
) -> Truth:
    to = frame.field(transfer, TRANSFER["to_team"])[0]
    left = agreed(is_sender(route.route.senders, s) for s in sender)
    kind = frame.field(transfer, TRANSFER["type"])[0]
    if kind is UNKNOWN_VALUE and sender == (to,) and left == TRUE:
        # From a team to itself: to another area, or only to another worker.
        left = UNKNOWN
    if left == FALSE:
        return FALSE
    reached = UNKNOWN
    held, results, known = _as_it_was(route, frame, moved, sender, results, known)
    if isinstance(to, str):
        reached = TRUE if any(r.team == to for r in results) else UNKNOWN if not known else FALSE
    elif to is None and moved != NONE:
        reached = FALSE
    if FALSE in (reached, held):
        return FALSE
    return UNKNOWN if UNKNOWN in (left, reached, held) else TRUE


def _then(frame: Frame, made: Alternative, sender: Alternatives) -> tuple[Frame | None, RouteSide]:
    """The frame of the day on which the move was made, with the holder read as the sender."""
    side = RouteSide(tuple(_allocation(frame, s, made) for s in sender), sender)
    if not isinstance(made, Days | Instants) or as_days(made).first != as_days(made).last:
        return None, side
    day = AsOf.of_day(as_days(made).first)
    then = Frame(frame.facts, day, frame.calendar, frame.trail)
    return then.on_route(side), side


def after(
    route: "CompiledRoute",
    frame: Frame,
    current: RouteState,
    found: Served,
    held_by: Alternatives,
    holders: Alternatives,
) -> RouteState:
    """The route once its move was made, or may have been."""
    moved_surely = None not in found.moved and UNKNOWN_VALUE not in found.moved
    if found.serves == TRUE and moved_surely:
        still = route.held(held_by)
        if still != FALSE and current.because is not Because.DESTINATION:
            again = _after_the_move(frame, holders, found.moved)
            if still == TRUE and again == TRUE:
                return current
            on_transfer = route.moved.steps[:1] == (TRANSFER_RECORD,)
            arrived = {r.team for r in current.results}
            # Where a meeting is the move, the holder on the system may well follow later; that is no contradiction.
            if on_transfer and not any(h in arrived for h in held_by if isinstance(h, str)):
                return replace(
                    current,
                    stages=current.stages | {Stage.COMPLETE},
                    contradiction=("holder.team", "transfer"),
                )
        return _completed(route, frame, found)
    if not _may_be_complete(route, current, found, held_by):
        return current
    return replace(current, stages=current.stages | {Stage.COMPLETE})


def _may_be_complete(
    route: "CompiledRoute", current: RouteState, found: Served, held_by: Alternatives
) -> bool:
    """Whether a transfer of which too little is known may have been this route's: the case has to be where it leads."""
    if found.serves == TRUE and route.moved.steps[:1] != (TRANSFER_RECORD,):
        # Where a meeting is the move, the holder on the system may follow later.
        return True
    teams = {r.team for r in current.results}
    arrived = any(vague(h) or h in teams for h in held_by) or not current.results_known
    left = route.held(held_by) != TRUE
    return arrived and left


def _completed(route: "CompiledRoute", frame: Frame, found: Served) -> RouteState:
    made = found.moved[0]
    then, side = _then(frame, made, found.sender)
    transfer = frame.top("transfer")[0]
    to = frame.field(transfer.record, TRANSFER["to_team"]) if isinstance(transfer, Row) else NONE
    here = frame if then is None else then
    points = (
        route.point(here, None)
        if route.point and then is not None
        else (Interval(None, False, None, False),)
    )
    side.point = first_days(points, here)
    side.move, side.receiver = found.moved, to
    results = tuple(Result(t) for t in to if isinstance(t, str))
    return RouteState(
        route.route,
        frozenset({Stage.COMPLETE}),
        None,
        results,
        bool(results),
        FALSE,
        points,
        side,
    )


def set_move(side: RouteSide, found: Served | None) -> None:
    """*The move*: the planned date, else, provisionally, the point (ruling 13)."""
    fallback = side.point
    if found is None or found.serves == FALSE:
        side.move, side.move_is_provisional = fallback, True
    elif found.serves == TRUE:
        side.move_is_provisional = found.planned == NONE
        side.move = fallback if found.planned == NONE else distinct(
            a for p in found.planned for a in (fallback if p is None else (p,))
        )  # fmt: skip
    else:
        side.move = distinct([*found.planned, *fallback])
        side.move_is_provisional = True


def _allocation(frame: Frame, team: Alternative, made: Alternative) -> Alternative:
    """The allocation of a team that held the case before the move: of several the one that ended nearest to it.

    Only its team is sure.
    """
    if not isinstance(team, str):
        return team
    moved = as_days(made).first if isinstance(made, Days | Instants) else 0
    found = [r for r in frame.facts.get("past_holders") or () if r.get("team") == team]
    latest = min(found, key=lambda record: abs(_ended(record) - moved), default=None)
    return Row(latest if latest is not None else {"#path": "holder", "team": team})


def _ended(record: Mapping[str, object]) -> int:
    ended = record.get("ended_on")
    return ended.last if isinstance(ended, Days) else 0


def _after_the_move(frame: Frame, holders: Alternatives, moved: Alternatives) -> Truth:
    """Whether the present holder took the case after the move on the record: then that move is an older one."""
    truths: list[Truth] = []
    for holder in holders:
        if not isinstance(holder, Row):
            truths.append(UNKNOWN)
            continue
        started = frame.field(holder.record, ALLOCATION["started_on"])[0]
        for made in moved:
            if isinstance(started, Days) and isinstance(made, Days | Instants):
                on = as_days(made)
                truths.append(
                    TRUE
                    if started.first > on.last
                    else FALSE
                    if started.last <= on.first
                    else UNKNOWN
                )
            else:
                truths.append(UNKNOWN)
    return agreed(truths)
