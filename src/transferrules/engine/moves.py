"""The move of a route: what the transfer on the record has to do with it, and the route once its move was made (rulings 10 to 13)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
from transferrules.engine.moments import ANY_TIME, AsOf, as_days
from transferrules.engine.stages import (
    Result,
    RouteSide,
    RouteState,
    Stage,
    first_days,
    is_sender,
    receivers,
    vague,
)
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth, conj, negate

if TYPE_CHECKING:
    from transferrules.engine.routes import CompiledRoute

ALLOCATION = RECORD_TYPES["Allocation"].fields
TRANSFER = RECORD_TYPES["Transfer"].fields
TRANSFER_RECORD = SNAPSHOT.fields["transfer"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A route as it is asked about, before anything is known of its move.

    Attributes:
        route: The route.
        frame: Of the day asked about, no route at hand.
        results: Where it leads.
        known: Whether those are all.
        holders: The allocations that may be in force.
        held_by: Their teams.
    """

    route: "CompiledRoute"
    frame: Frame
    results: tuple[Result, ...]
    known: bool
    holders: Alternatives
    held_by: Alternatives


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


def served(asked: Asked) -> Served | None:
    """What the transfer on the record has to do with this route (ruling 11)."""
    frame = asked.frame
    transfers = frame.top("transfer")
    if transfers == NONE:
        return None
    rows = [t for t in transfers if isinstance(t, Row)]
    if not rows:
        side = _side_of(frame, None, UNKNOWN_ALTERNATIVES, None)
        moved = asked.route.done(frame.on_route(side), None)
        return Served(UNKNOWN, moved, UNKNOWN_ALTERNATIVES, UNKNOWN_ALTERNATIVES)
    found = _served_by(asked, rows[0].record)
    if found is None or len(transfers) == 1:
        return found
    # There may be no such transfer at all: called off, or not begun.
    return found._replace(serves=FALSE if found.serves == FALSE else UNKNOWN)


def _served_by(asked: Asked, transfer: Mapping[str, object]) -> Served | None:
    """What one transfer has to do with a route; none where it is no move between teams."""
    route, frame = asked.route, asked.frame
    sender = frame.field(transfer, TRANSFER["from_team"])
    side = RouteSide(
        tuple(_allocation(frame, s, None) for s in sender),
        sender,
        receivers(asked.results, asked.known, TRUE),
    )
    moved = route.done(frame.on_route(side), None)
    planned = frame.field(transfer, TRANSFER["planned_on"])
    named = frame.field(transfer, TRANSFER["route"])[0]
    if isinstance(named, str) and named != route.route.head.id:
        return Served(FALSE, moved, planned, sender)
    to = frame.field(transfer, TRANSFER["to_team"])[0]
    inside = _inside_a_team(route, frame, transfer, sender, to)
    if inside == TRUE:
        return None
    if isinstance(named, str):
        serves = negate(_older(route, frame, to, moved, sender))
    else:
        serves = _matches(route, frame, to, moved, sender)
    return Served(conj((serves, negate(inside))), moved, planned, sender)


def _inside_a_team(
    route: "CompiledRoute",
    frame: Frame,
    transfer: Mapping[str, object],
    sender: Alternatives,
    to: Alternative,
) -> Truth:
    """Whether the transfer only changes the worker inside a team, which is no move of a route that names no worker."""
    if route.route.to is not None and route.route.to.worker:
        return FALSE
    kind = frame.field(transfer, TRANSFER["type"])[0]
    of_worker: Truth = UNKNOWN if kind is UNKNOWN_VALUE else TRUE if kind == "worker" else FALSE
    apart = agreed(
        UNKNOWN if vague(s) or vague(to) else TRUE if None not in (s, to) and s != to else FALSE
        for s in sender
    )
    return conj((of_worker, negate(apart)))


def _older(
    route: "CompiledRoute",
    frame: Frame,
    to: Alternative,
    moved: Alternatives,
    sender: Alternatives,
) -> Truth:
    """Whether the move is older than the trigger: that holds now and did not hold then. One that is not made yet is not."""
    side = _side_of(frame, None, sender, to)
    now = route.when.run(frame.on_route(side), None)
    truths: list[Truth] = []
    for made in moved:
        then, _ = _then(frame, made, sender, to)
        held = UNKNOWN if then is None else route.when.run(then, None)
        truths.append(FALSE if made is None else conj((now, negate(held))))
    return agreed(truths)


def _matches(
    route: "CompiledRoute",
    frame: Frame,
    to: Alternative,
    moved: Alternatives,
    sender: Alternatives,
) -> Truth:
    """Whether `from` and `to` match, and `when` held on the day of the move, with the holder read as the sender.

    Before the move is made, its day is today.
    """
    left = agreed(is_sender(route.route.senders, s) for s in sender)
    if left == FALSE:
        return FALSE
    truths: list[Truth] = []
    for made in moved:
        if made is None:
            then: Frame | None = frame.on_route(_side_of(frame, None, sender, to))
        else:
            then, _ = _then(frame, made, sender, to)
        fits = _aimed(route, frame if then is None else then, to, dated=then is not None)
        if to is None and (made is None or made is UNKNOWN_VALUE):
            fits = UNKNOWN  # where it goes is not known yet
        held = UNKNOWN if then is None else route.when.run(then, None)
        truths.append(conj((fits, held)))
    return conj((left, agreed(truths)))


def _aimed(route: "CompiledRoute", frame: Frame, to: Alternative, *, dated: bool) -> Truth:
    """Whether the route leads to that team; of a day that is not known, only where it leads to one team always."""
    always = route.to is None and route.route.to is not None and not route.route.to.chosen_by
    if vague(to) or not (dated or always):
        return UNKNOWN
    results, known, unchosen, leads = route.results(frame)
    if leads == FALSE or to is None:
        return FALSE
    matching = [r.team == to for r in results]
    if not any(matching):
        return FALSE if known else UNKNOWN
    one = (all(matching) and known) or unchosen == TRUE
    return TRUE if one and leads == TRUE else UNKNOWN


def _side_of(frame: Frame, made: Alternative, sender: Alternatives, to: Alternative) -> RouteSide:
    """The sides of a route as its transfer names them."""
    receiver = (to,) if isinstance(to, str) else UNKNOWN_ALTERNATIVES
    return RouteSide(tuple(_allocation(frame, s, made) for s in sender), sender, receiver)


def _then(
    frame: Frame, made: Alternative, sender: Alternatives, to: Alternative = UNKNOWN_VALUE
) -> tuple[Frame | None, RouteSide]:
    """The frame of the day on which the move was made, with the holder read as the sender."""
    side = _side_of(frame, made, sender, to)
    if not isinstance(made, Days | Instants) or as_days(made).first != as_days(made).last:
        return None, side
    day = AsOf.of_day(as_days(made).first)
    then = Frame(frame.facts, day, frame.calendar, frame.trail)
    return then.on_route(side), side


def after(asked: Asked, current: RouteState, found: Served) -> RouteState:
    """The route once its move was made, or may have been."""
    if found.serves == TRUE and _is_surely(found.moved):
        if _unmoved(asked) != FALSE:
            on_transfer = asked.route.moved.steps[:1] == (TRANSFER_RECORD,)
            arrived = {r.team for r in asked.results}
            # Where a meeting is the move, the holder on the system may well follow later; that is no contradiction.
            if on_transfer and not all(team in arrived for team in asked.held_by):
                doubted = found._replace(serves=UNKNOWN)
                perhaps = _perhaps_complete(asked, current, doubted)
                return replace(perhaps, contradiction=("holder.team", "transfer"))
        return _completed(asked, found)
    if not _may_be_complete(asked):
        return current
    return _perhaps_complete(asked, current, found)


def came_back(asked: Asked, found: Served) -> bool:
    """Whether whoever holds the case has held it only since the move on the record: that move is an older one, and says nothing of the next."""
    return (
        _is_surely(found.moved)
        and _unmoved(asked) == TRUE
        and _after_the_move(asked.frame, asked.holders, found.moved) == TRUE
    )


def _unmoved(asked: Asked) -> Truth:
    """Whether the case is with one whom the route leaves, and not where it leads; of a route inside a team the team says nothing."""
    to = asked.route.route.to
    inside = to is None or to.area or to.worker
    there = () if inside else tuple(r.team for r in asked.results)
    elsewhere: Truth = FALSE if inside or asked.known else UNKNOWN
    at_home: list[Truth] = []
    for team in asked.held_by:
        arrived: Truth = UNKNOWN if vague(team) else TRUE if team in there else elsewhere
        at_home.append(conj((is_sender(asked.route.route.senders, team), negate(arrived))))
    return agreed(at_home)


def _perhaps_complete(asked: Asked, current: RouteState, found: Served) -> RouteState:
    """The route as it is, and as it would be once that transfer was made."""
    frame = asked.frame
    before = (_allocation(frame, team, None) for team in found.sender)
    side = replace(
        current.side,
        holder=distinct([*before, *asked.holders]),
        sender=distinct([*found.sender, *asked.held_by]),
    )
    if not current.points:  # of a route that is out it was not asked
        side.point = first_days(asked.route.points(frame.on_route(current.side)), frame)
    set_move(side, found, found.moved)
    return replace(current, stages=current.stages | {Stage.COMPLETE}, side=side)


def _may_be_complete(asked: Asked) -> bool:
    """Whether a transfer of which too little is known may have been this route's: only the sender's holding the case still speaks against it."""
    if asked.route.moved.steps[:1] != (TRANSFER_RECORD,):
        # Where a meeting is the move, the holder on the system may follow later.
        return True
    teams = {r.team for r in asked.results}
    arrived = any(vague(h) or h in teams for h in asked.held_by) or not asked.known
    return arrived or asked.route.held(asked.held_by) != TRUE


def _completed(asked: Asked, found: Served) -> RouteState:
    route, frame = asked.route, asked.frame
    made = found.moved[0]
    then, side = _then(frame, made, found.sender)
    transfer = frame.top("transfer")[0]
    to = frame.field(transfer.record, TRANSFER["to_team"]) if isinstance(transfer, Row) else NONE
    here = frame if then is None else then
    points = route.points(here) if then is not None else (ANY_TIME,)
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


def set_move(side: RouteSide, found: Served | None, made: Alternatives = NONE) -> None:
    """*The move*: the day on which it was made, else the planned one, else, provisionally, the point (ruling 13).

    Args:
        side: Of the route; its point is known.
        found: What the transfer has to do with the route.
        made: When it was made, where that is not told apart elsewhere.
    """
    agreed_: list[Alternative] = []
    open_ = True
    if found is not None and found.serves != FALSE:
        agreed_ += (m for m in made if m is not None)
        if not _is_surely(made):
            agreed_ += (p for p in found.planned if p is not None)
        open_ = found.serves != TRUE or not (_is_surely(made) or _is_surely(found.planned))
    side.agreed = distinct(agreed_)
    side.move_is_provisional = open_
    side.move = distinct([*agreed_, *(side.point if open_ else ())])


def _is_surely(dates: Alternatives) -> bool:
    return None not in dates and UNKNOWN_VALUE not in dates


def _allocation(frame: Frame, team: Alternative, made: Alternative) -> Alternative:
    """The allocation of a team that held the case before the move: the present one, if it began before, else of those past the one that ended nearest to it.

    Where there is none, only its team is sure.
    """
    if not isinstance(team, str):
        return team
    moved = as_days(made).first if isinstance(made, Days | Instants) else None
    for holder in frame.holder():
        if isinstance(holder, Row) and holder.record.get("team") == team:
            started = holder.record.get("started_on")
            if moved is None or not isinstance(started, Days) or started.first < moved:
                return holder
    found = [r for r in frame.facts.get("past_holders") or () if r.get("team") == team]
    when = frame.as_of.day if moved is None else moved
    latest = min(found, key=lambda record: abs(_ended(record) - when), default=None)
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
