"""Routes, compiled: from one route and one frame to every stage at which the route could be.

A route that is fully known is at one stage. What is unknown leaves several, and the status says whether that matters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from transferrules.calendars.spans import Days, Instants
from transferrules.case.vocabulary import RECORD_TYPES, SNAPSHOT
from transferrules.engine.aside import set_aside
from transferrules.engine.conditions import Check, Node, agreed
from transferrules.engine.decisions import DecisionReader
from transferrules.engine.expressions import Intervals, Value, distinct, shift
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
from transferrules.engine.moments import AsOf, Interval, as_days, at_or_after
from transferrules.engine.observing import side_of
from transferrules.language.syntax import Amount
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth, conj, negate
from transferrules.pack.model import (
    Conventions,
    Date,
    Destination,
    Outcome,
    Phrase,
    Ref,
    Route,
    Senders,
)

ALLOCATION = RECORD_TYPES["Allocation"].fields
TRANSFER = RECORD_TYPES["Transfer"].fields
TRANSFER_RECORD = SNAPSHOT.fields["transfer"]


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


class Because(StrEnum):
    """Why a route is out of the question, or may be."""

    HOLDER = "holder"
    CONDITION = "condition"
    DECISION = "decision"
    CHOICE = "choice"
    DESTINATION = "destination"
    OVERRIDDEN = "overridden"
    SET_ASIDE = "set aside"


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

    `holder` is the sender, before and after the move.
    """

    holder: Alternatives
    sender: Alternatives
    receiver: Alternatives = UNKNOWN_ALTERNATIVES
    move: Alternatives = UNKNOWN_ALTERNATIVES
    point: Alternatives = UNKNOWN_ALTERNATIVES
    move_is_provisional: bool = False
    point_is_today: bool = False

    def unmoved(self) -> "RouteSide":
        """The same, with nothing known of the move and its point."""
        return replace(self, move=UNKNOWN_ALTERNATIVES, point=UNKNOWN_ALTERNATIVES)


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


@dataclass(frozen=True, slots=True)
class CompiledRoute:
    """One route, compiled."""

    route: Route
    when: Node
    awaited: tuple[tuple[str, Check], ...]
    decisions: Mapping[str, DecisionReader]
    values: Mapping[str, Value]
    to: Value | None
    area: Value | None
    worker: Value | None
    point: Intervals | None
    due: Intervals | None
    done: Value
    moved: Ref
    opens: Value | None
    blocks: tuple[tuple[str, Node], ...]
    by_area: frozenset[str]
    aside: tuple[DecisionReader, ...]
    conventions: Conventions = field(repr=False)

    # --- where -----------------------------------------------------------------------------------

    def results(
        self, frame: Frame, row: Row | None = None
    ) -> tuple[tuple[Result, ...], bool, Truth, Truth]:
        """Where it leads: the results, whether they are all, whether a choice is still to be made, and whether it leads anywhere."""
        to = self.route.to
        if to is None:
            return (), True, FALSE, TRUE
        teams, unchosen, leads = self._teams(frame, to)
        workers = self.worker(frame, row) if self.worker else NONE
        known = all(isinstance(t, str) for t in teams if t is not None)
        found = []
        for team in teams:
            if not isinstance(team, str):
                continue
            # Of a team that there is one of only, an area says nothing.
            areas = self.area(frame, row) if self.area and team in self.by_area else NONE
            for area in areas:
                for worker in workers:
                    known = known and not (_vague(area) or _vague(worker))
                    found.append(
                        Result(
                            team, None if _vague(area) else area, None if _vague(worker) else worker
                        )
                    )
        return tuple(dict.fromkeys(found)), known, unchosen, leads

    def _teams(self, frame: Frame, to: Destination) -> tuple[Alternatives, Truth, Truth]:
        offered = self.to(frame, None) if self.to is not None else to.teams
        if to.chosen_by is None:
            somewhere: list[Truth] = [
                UNKNOWN if o is UNKNOWN_VALUE else FALSE if o is None else TRUE for o in offered
            ]
            return tuple(offered), FALSE, agreed(somewhere)
        chosen = self._choice(frame, to.chosen_by)
        teams: list[Alternative] = []
        truths: list[Truth] = []
        for choice in chosen:
            if isinstance(choice, str):
                truths.append(TRUE if choice in offered else FALSE)
                if choice in offered:
                    teams.append(choice)
            else:
                truths.append(TRUE if choice is None else UNKNOWN)
                teams.extend(offered)
        unchosen: Truth = TRUE if chosen == NONE else FALSE
        if unchosen == FALSE and (None in chosen or UNKNOWN_VALUE in chosen):
            unchosen = UNKNOWN
        return distinct(teams), unchosen, agreed(truths)

    def _choice(self, frame: Frame, decision: str) -> Alternatives:
        """The team that a decision chose: the team that it names, or else its outcome."""
        found: list[Alternative] = []
        for made in self.values[decision](frame, None):
            if not isinstance(made, Row):
                found.append(made)
                continue
            team = frame.field(made.record, DECISION["to_team"])
            found.extend(
                frame.field(made.record, DECISION["outcome"])
                if team in (NONE, UNKNOWN_ALTERNATIVES)
                else team
            )
        return distinct(found)

    # --- whether ---------------------------------------------------------------------------------

    def state(self, frame: Frame) -> RouteState:
        """At which stages it could be, overrides not yet considered."""
        holders = frame.holder()
        held_by = _teams_of(frame, holders)
        side = RouteSide(holders, held_by, point_is_today=self.point is None)
        routed = frame.on_route(side)
        results, known, unchosen, leads = self.results(routed)
        side.receiver = _receivers(results, known, leads)
        served = self._served(frame, results, known) if self.route.outcome is Outcome.MOVE else None
        current = self._current(routed, side, held_by, results, known, unchosen, leads, served)
        if served is None:
            return self._once_done(routed, current)
        if served.serves == FALSE or served.moved == NONE:
            return current
        return self._after(frame, current, served, held_by, holders)

    def _current(
        self,
        frame: Frame,
        side: RouteSide,
        held_by: Alternatives,
        results: tuple[Result, ...],
        known: bool,
        unchosen: Truth,
        leads: Truth,
        served: Served | None,
    ) -> RouteState:
        held = self.held(held_by)
        because: Because | None = None
        points: tuple[object, ...] = ()
        live: Truth = UNKNOWN
        if held == FALSE:
            because = Because.HOLDER
        else:
            live = self.when.run(frame, None)
            if live == FALSE:
                because = Because.CONDITION
        state = RouteState(
            self.route, frozenset({Stage.OUT}), because, results, known, unchosen, points, side
        )
        if because is not None:
            return state
        if leads == FALSE:
            chosen = self.route.to is not None and self.route.to.chosen_by is not None
            return replace(state, because=Because.CHOICE if chosen else Because.DESTINATION)
        arrived = self._arrived(frame, results, known, held_by)
        if arrived == TRUE:
            return replace(state, because=Because.DESTINATION)
        points = self.point(frame, None) if self.point else (Interval(None, False, None, False),)
        side.point = _first_days(points, frame)
        self._set_move(side, points, frame, served)
        stages, waits, blocked = self._stages(frame, points, unchosen)
        open_ = frozenset(stages) != {Stage.OUT}
        unsure = UNKNOWN in (held, live, leads, arrived)
        if unsure and open_:
            stages.add(Stage.OUT)
        refused_on = None
        if not open_:
            because, refused_on = Because.DECISION, self._refused_on(frame)
        return replace(
            state,
            stages=frozenset(stages),
            because=because,
            points=points,
            waits_for=waits,
            blocked_by=blocked,
            refused_on=refused_on,
        )

    def _refused_on(self, frame: Frame) -> Days | None:
        """The first day on which a decision that was called for was taken against the route."""
        days: list[Days] = []
        for name, check in self.awaited:
            for made in self.values[name](frame, None):
                if not isinstance(made, Row):
                    continue
                outcome = frame.field(made.record, DECISION["outcome"])
                on = frame.field(made.record, DECISION["made_at"])[0]
                if agreed(check(frame, None, o) for o in outcome) == FALSE and isinstance(
                    on, Instants
                ):
                    days.append(as_days(on))
        return min(days, key=lambda d: d.first, default=None)

    def held(self, held_by: Alternatives) -> Truth:
        """Whether the case is held by one from whom the route leads."""
        return agreed(_is_sender(self.route.senders, team) for team in held_by)

    def _arrived(
        self, frame: Frame, results: tuple[Result, ...], known: bool, held_by: Alternatives
    ) -> Truth:
        """Whether the case is already where a move leads."""
        if self.route.outcome is not Outcome.MOVE or not results:
            return FALSE
        if self.route.to is not None and (self.route.to.area or self.route.to.worker):
            return FALSE
        if len(results) > 1 or not known:
            return (
                FALSE
                if all(isinstance(h, str) or h is None for h in held_by)
                and not any(r.team in held_by for r in results)
                else UNKNOWN
            )
        return agreed(
            UNKNOWN if _vague(h) else TRUE if h == results[0].team else FALSE for h in held_by
        )

    def _stages(
        self, frame: Frame, points: tuple[object, ...], unchosen: Truth
    ) -> tuple[set[Stage], tuple[str, ...], tuple[str, ...]]:
        """The stages of a route whose trigger holds."""
        reached = agreed(_reached(frame, p, self.route.point) for p in points)
        near = self._near(frame, points) if reached != TRUE else TRUE
        stages: set[Stage] = set()
        if near != TRUE:
            stages.add(Stage.COMING)
        waits: list[str] = []
        blocked: tuple[str, ...] = ()
        if near != FALSE:
            decided, waits = self._decided(frame)
            if decided in (UNKNOWN, TRUE):
                if reached != TRUE:
                    stages.add(
                        Stage.PREPARE if self.route.outcome is Outcome.MOVE else Stage.COMING
                    )
                if reached != FALSE:
                    chooser = self.route.to.chosen_by if self.route.to is not None else None
                    if unchosen != FALSE and chooser is not None:
                        stages.add(Stage.WAITS)
                        waits.append(chooser)
                    if unchosen != TRUE:
                        held_up, blocked = self.blocked(frame)
                        if held_up != FALSE:
                            stages.add(Stage.BLOCKED)
                        if held_up != TRUE:
                            stages.add(Stage.DUE)
            if decided in (UNKNOWN, FALSE):
                stages.add(Stage.OUT)
            if decided is None or (decided == UNKNOWN and waits):
                stages.add(Stage.WAITS)
        return stages, tuple(dict.fromkeys(waits)), blocked

    def _decided(self, frame: Frame) -> tuple[Truth | None, list[str]]:
        """Whether the decisions called for were taken and make the route live; None where it waits for one."""
        result: Truth | None = TRUE
        waits: list[str] = []
        for name, check in self.awaited:
            truths: list[Truth | None] = []
            for made in self.values[name](frame, None):
                if isinstance(made, Row):
                    outcome = frame.field(made.record, DECISION["outcome"])
                    truths.append(agreed(check(frame, None, o) for o in outcome))
                else:
                    truths.append(None if made is None else UNKNOWN)
                    if made is UNKNOWN_VALUE:
                        # The decision may be there or not: a whole list without it would have to wait.
                        waits.append(name)
            if all(t == FALSE for t in truths):
                return FALSE, []
            if None in truths:
                waits.append(name)
            if all(t is None for t in truths):
                result = None if result in (TRUE, None) else result
            elif any(t != TRUE for t in truths):
                result = UNKNOWN
            elif result is None:
                result = None
        return result, waits

    def blocked(self, frame: Frame) -> tuple[Truth, tuple[str, ...]]:
        """Whether a block holds a move back, and which do, or may; one that people set aside does not."""
        truths = [
            (name, conj((node.run(frame, None), negate(set_aside(self.aside, frame, name).truth))))
            for name, node in self.blocks
        ]
        held = [name for name, truth in truths if truth == TRUE]
        if held:
            return TRUE, tuple(held)
        perhaps = tuple(name for name, truth in truths if truth == UNKNOWN)
        return (UNKNOWN, perhaps) if perhaps else (FALSE, ())

    def _near(self, frame: Frame, points: tuple[object, ...]) -> Truth:
        """Whether the point lies within the horizon; an undated point is no reason to be far."""
        horizon = self.route.horizon
        if isinstance(horizon, Date):
            assert self.opens is not None
            opens = self.opens(frame, None)
            truths: list[Truth] = []
            for day in opens:
                if day is None:
                    truths.append(FALSE)
                elif isinstance(day, Days | Instants):
                    frame.watch(Interval(day, False, None, False))
                    truths.append(at_or_after(frame.today(), day))
                else:
                    truths.append(UNKNOWN)
            return agreed(truths)
        return agreed(self._near_by(frame, p, horizon) for p in points)

    def _near_by(self, frame: Frame, point: object, horizon: Amount) -> Truth:
        if point is None:
            return TRUE
        if not isinstance(point, Interval):
            return UNKNOWN
        first = point.first()
        if first is None:
            return TRUE
        days = as_days(first)
        limit = shift(frame, Days(frame.as_of.day, frame.as_of.day), horizon, 1, self.conventions)
        for end in (days.first, days.last):
            frame.watch_day(self._first_near(frame, end, horizon))
        if days.last <= as_days(limit).first:
            return TRUE
        return FALSE if days.first > as_days(limit).last else UNKNOWN

    def _once_done(self, frame: Frame, state: RouteState) -> RouteState:
        """A referral, a joining or a closing whose deed is on the record has done its work."""
        if (
            self.route.done is None
            or self.route.outcome is Outcome.MOVE
            or not state.stages - {Stage.OUT}
        ):
            return state
        done = self.done(frame, None)
        if done == NONE:
            return state
        if None in done or UNKNOWN_VALUE in done:
            return replace(state, stages=state.stages | {Stage.COMPLETE})
        left = {Stage.COMPLETE} | (state.stages & {Stage.OUT})
        return replace(state, stages=frozenset(left))

    def _first_near(self, frame: Frame, day: int, horizon: Amount) -> int:
        """The first day from which a day lies within the horizon."""
        back = as_days(shift(frame, Days(day, day), horizon, -1, self.conventions)).first
        # Counted forward and back the two differ at month ends, by three days at the most.
        for first in range(back - 3, back + 4):
            if as_days(shift(frame, Days(first, first), horizon, 1, self.conventions)).first >= day:
                return first
        return back

    # --- the move ---------------------------------------------------------------------------------

    def _served(self, frame: Frame, results: tuple[Result, ...], known: bool) -> Served | None:
        """What the transfer on the record has to do with this route (ruling 11)."""
        transfers = frame.top("transfer")
        if transfers == NONE:
            return None
        if len(transfers) > 1 or not isinstance(transfers[0], Row):
            return Served(UNKNOWN, UNKNOWN_ALTERNATIVES, UNKNOWN_ALTERNATIVES, UNKNOWN_ALTERNATIVES)
        transfer = transfers[0].record
        sender = frame.field(transfer, TRANSFER["from_team"])
        side = RouteSide(
            tuple(_allocation(frame, s, None) for s in sender),
            sender,
            _receivers(results, known, TRUE),
        )
        moved = self.done(frame.on_route(side), None)
        planned = frame.field(transfer, TRANSFER["planned_on"])
        kind = frame.field(transfer, TRANSFER["type"])[0]
        if kind == "worker" and not (self.route.to is not None and self.route.to.worker):
            # A change of worker inside a team is no move of the case between teams.
            return None
        named = frame.field(transfer, TRANSFER["route"])[0]
        if isinstance(named, str):
            return Served(TRUE if named == self.route.head.id else FALSE, moved, planned, sender)
        return Served(
            self._matches(frame, transfer, moved, sender, results, known), moved, planned, sender
        )

    def _matches(
        self,
        frame: Frame,
        transfer: Mapping[str, object],
        moved: Alternatives,
        sender: Alternatives,
        results: tuple[Result, ...],
        known: bool,
    ) -> Truth:
        to = frame.field(transfer, TRANSFER["to_team"])[0]
        left = agreed(_is_sender(self.route.senders, s) for s in sender)
        kind = frame.field(transfer, TRANSFER["type"])[0]
        if kind is UNKNOWN_VALUE and sender == (to,) and left == TRUE:
            # From a team to itself: to another area, or only to another worker.
            left = UNKNOWN
        if left == FALSE:
            return FALSE
        reached = UNKNOWN
        made = moved[0] if len(moved) == 1 else UNKNOWN_VALUE
        if made is not None:
            then, side = self._then(frame, made, sender)
            if then is None:
                return UNKNOWN
            results, known, _, _ = self.results(then)
            side.receiver = _receivers(results, known, TRUE)
            held = self.when.run(then, None)
        else:
            held = TRUE
        if isinstance(to, str):
            reached = (
                TRUE if any(r.team == to for r in results) else UNKNOWN if not known else FALSE
            )
        elif to is None and made is not None:
            reached = FALSE
        if FALSE in (reached, held):
            return FALSE
        return UNKNOWN if UNKNOWN in (left, reached, held) else TRUE

    def _then(
        self, frame: Frame, made: Alternative, sender: Alternatives
    ) -> tuple[Frame | None, RouteSide]:
        """The frame of the day on which the move was made, with the holder read as the sender."""
        side = RouteSide(tuple(_allocation(frame, s, made) for s in sender), sender)
        if not isinstance(made, Days | Instants) or as_days(made).first != as_days(made).last:
            return None, side
        day = AsOf.of_day(as_days(made).first)
        then = Frame(frame.facts, day, frame.calendar, frame.trail)
        return then.on_route(side), side

    def _after(
        self,
        frame: Frame,
        current: RouteState,
        served: Served,
        held_by: Alternatives,
        holders: Alternatives,
    ) -> RouteState:
        """The route once its move was made, or may have been."""
        moved_surely = None not in served.moved and UNKNOWN_VALUE not in served.moved
        if served.serves == TRUE and moved_surely:
            still = self.held(held_by)
            if still != FALSE and current.because is not Because.DESTINATION:
                again = _after_the_move(frame, holders, served.moved)
                if still == TRUE and again == TRUE:
                    return current
                on_transfer = self.moved.steps[:1] == (TRANSFER_RECORD,)
                arrived = {r.team for r in current.results}
                # Where a meeting is the move, the holder on the system may well follow later; that is no contradiction.
                if on_transfer and not any(h in arrived for h in held_by if isinstance(h, str)):
                    return replace(
                        current,
                        stages=current.stages | {Stage.COMPLETE},
                        contradiction=("holder.team", "transfer"),
                    )
            return self._completed(frame, served)
        if not self._may_be_complete(current, served, held_by):
            return current
        return replace(current, stages=current.stages | {Stage.COMPLETE})

    def _may_be_complete(self, current: RouteState, served: Served, held_by: Alternatives) -> bool:
        """Whether a transfer of which too little is known may have been this route's: the case has to be where it leads."""
        if served.serves == TRUE:
            return True
        teams = {r.team for r in current.results}
        arrived = any(_vague(h) or h in teams for h in held_by) or not current.results_known
        left = self.held(held_by) != TRUE
        return arrived and left

    def _completed(self, frame: Frame, served: Served) -> RouteState:
        made = served.moved[0]
        then, side = self._then(frame, made, served.sender)
        transfer = frame.top("transfer")[0]
        to = (
            frame.field(transfer.record, TRANSFER["to_team"]) if isinstance(transfer, Row) else NONE
        )
        here = frame if then is None else then
        points = (
            self.point(here, None)
            if self.point and then is not None
            else (Interval(None, False, None, False),)
        )
        side.point = _first_days(points, here)
        side.move, side.receiver = served.moved, to
        results = tuple(Result(t) for t in to if isinstance(t, str))
        return RouteState(
            self.route,
            frozenset({Stage.COMPLETE}),
            None,
            results,
            bool(results),
            FALSE,
            points,
            side,
        )

    def _set_move(
        self, side: RouteSide, points: tuple[object, ...], frame: Frame, served: Served | None
    ) -> None:
        """*The move*: the planned date, else, provisionally, the point (ruling 13)."""
        fallback = side.point
        if served is None or served.serves == FALSE:
            side.move, side.move_is_provisional = fallback, True
        elif served.serves == TRUE:
            side.move_is_provisional = served.planned == NONE
            side.move = fallback if served.planned == NONE else distinct(
                a for p in served.planned for a in (fallback if p is None else (p,))
            )  # fmt: skip
        else:
            side.move = distinct([*served.planned, *fallback])
            side.move_is_provisional = True


DECISION = RECORD_TYPES["Decision"].fields


def _vague(a: Alternative) -> bool:
    return a is UNKNOWN_VALUE or a is SOMETHING


def _is_sender(senders: Senders, team: Alternative) -> Truth:
    if team is None:
        return TRUE if senders.nobody else FALSE
    if senders.any_team and isinstance(team, str):
        return TRUE
    if isinstance(team, str):
        return TRUE if team in senders.teams else FALSE
    if team is SOMETHING and senders.any_team:
        return TRUE
    return TRUE if senders.any_team and senders.nobody else UNKNOWN


def _teams_of(frame: Frame, holders: Alternatives) -> Alternatives:
    found: list[Alternative] = []
    for holder in holders:
        if isinstance(holder, Row):
            found.extend(frame.field(holder.record, ALLOCATION["team"]))
        else:
            found.append(holder)
    return distinct(found)


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


def _receivers(results: tuple[Result, ...], known: bool, leads: Truth) -> Alternatives:
    teams: list[Alternative] = [r.team for r in results]
    if not known:
        teams.append(UNKNOWN_VALUE)
    if not teams:
        return NONE
    return distinct(teams)


def _reached(frame: Frame, point: object, phrase: Phrase | None) -> Truth:
    if frame.observer is not None and phrase is not None:
        frame.observer.limit(phrase, side_of(point, frame.today()))
    if point is None:
        return FALSE
    if not isinstance(point, Interval):
        return UNKNOWN
    frame.watch(point)
    return point.begun(frame.today())


def _first_days(points: tuple[object, ...], frame: Frame) -> Alternatives:
    """The first day of each interval of a point; of a route without one, the day asked about."""
    found: list[Alternative] = []
    for point in points:
        if isinstance(point, Interval):
            first = point.first()
            found.append(Days(frame.as_of.day, frame.as_of.day) if first is None else first)
        else:
            found.append(point)
    return distinct(found)


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
