"""Routes, compiled: from one route and one frame to every stage at which the route could be.

A route that is fully known is at one stage. What is unknown leaves several, and the status says whether that matters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum

from transferrules.calendars.spans import Days, Instants
from transferrules.case.vocabulary import RECORD_TYPES
from transferrules.engine.aside import set_aside
from transferrules.engine.conditions import Check, Node, agreed
from transferrules.engine.decisions import DECISION, DecisionReader
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
from transferrules.engine.moments import ANY_TIME, Interval, as_days, at_or_after
from transferrules.engine.moves import Asked, Served, after, came_back, served, set_move
from transferrules.engine.observing import side_of
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
from transferrules.language.syntax import Amount
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth, conj, negate
from transferrules.pack.model import Conventions, Date, Destination, Outcome, Phrase, Ref, Route

ALLOCATION = RECORD_TYPES["Allocation"].fields


class Decided(IntEnum):
    """What came of a decision that a route calls for; the greater goes before the lesser."""

    GO = 0
    NOT_YET = 1
    AGAINST = 2


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
                    known = known and not (vague(area) or vague(worker))
                    found.append(
                        Result(
                            team, None if vague(area) else area, None if vague(worker) else worker
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
        unchosen: Truth = UNKNOWN if None in chosen or UNKNOWN_VALUE in chosen else FALSE
        if None in chosen and not any(vague(c) or c in offered for c in chosen if c is not None):
            # What was chosen, if anything was, is none of its teams: it leads somewhere only if nothing was.
            unchosen = TRUE
        return distinct(teams), unchosen, agreed(truths)

    def _choice(self, frame: Frame, decision: str) -> Alternatives:
        """The team that a decision chose: the team that it names, or else its outcome."""
        found: list[Alternative] = []
        for made in self.values[decision](frame, None):
            if not isinstance(made, Row):
                found.append(made)
                continue
            team = frame.field(made.record, DECISION["to_team"])
            if team in (NONE, UNKNOWN_ALTERNATIVES):
                team = frame.field(made.record, DECISION["outcome"])
            found.extend(SOMETHING if one is UNKNOWN_VALUE else one for one in team)
        return distinct(found)

    # --- when ---

    def points(self, frame: Frame) -> tuple[object, ...]:
        """The intervals of its point; of a route without one, any time."""
        return distinct(self.point(frame, None)) if self.point is not None else (ANY_TIME,)

    # --- whether ---------------------------------------------------------------------------------

    def state(self, frame: Frame) -> RouteState:
        """At which stages it could be, overrides not yet considered."""
        holders = frame.holder()
        held_by = teams_of(frame, holders)
        side = RouteSide(holders, held_by, point_is_today=self.point is None)
        routed = frame.on_route(side)
        results, known, unchosen, leads = self.results(routed)
        side.receiver = receivers(results, known, leads)
        asked = Asked(self, frame, results, known, holders, held_by)
        found = served(asked) if self.route.outcome is Outcome.MOVE else None
        if found is not None and came_back(asked, found):
            found = None
        current = self._current(routed, side, held_by, results, known, unchosen, leads, found)
        if found is None:
            return self._once_done(routed, current)
        if found.serves == FALSE or found.moved == NONE:
            return current
        return after(asked, current, found)

    def _current(
        self,
        frame: Frame,
        side: RouteSide,
        held_by: Alternatives,
        results: tuple[Result, ...],
        known: bool,
        unchosen: Truth,
        leads: Truth,
        transfer: Served | None,
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
        arrived = self._arrived(results, known, unchosen, held_by)
        if arrived == TRUE:
            return replace(state, because=Because.DESTINATION)
        points = self.points(frame)
        side.point = first_days(points, frame)
        set_move(side, transfer)
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
        return agreed(is_sender(self.route.senders, team) for team in held_by)

    def _arrived(
        self,
        results: tuple[Result, ...],
        known: bool,
        unchosen: Truth,
        held_by: Alternatives,
    ) -> Truth:
        """Whether the case is already where a move leads; one that is not chosen yet leads to none of its teams."""
        if self.route.outcome is not Outcome.MOVE or not results or unchosen == TRUE:
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
            UNKNOWN if vague(h) else TRUE if h == results[0].team else FALSE for h in held_by
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
        # A route that has not opened yet may have reached its point all the same.
        if near != FALSE or reached != FALSE:
            decided, waits = self._decided(frame)
            if Decided.GO in decided:
                if reached != TRUE and near != FALSE:
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
            if Decided.AGAINST in decided:
                stages.add(Stage.OUT)
            if Decided.NOT_YET in decided:
                stages.add(Stage.WAITS)
        if Stage.WAITS not in stages:
            waits = []
        return stages, tuple(dict.fromkeys(waits)), blocked

    def _decided(self, frame: Frame) -> tuple[frozenset[Decided], list[str]]:
        """What may have come of the decisions called for, all of them together; and those that may still have to be taken."""
        together = frozenset({Decided.GO})
        waits: list[str] = []
        for name, check in self.awaited:
            found: set[Decided] = set()
            for made in self.values[name](frame, None):
                if made is None or made is UNKNOWN_VALUE:
                    found.add(Decided.NOT_YET)
                truth: Truth = FALSE if made is None else UNKNOWN
                if isinstance(made, Row):
                    outcome = frame.field(made.record, DECISION["outcome"])
                    truth = agreed(check(frame, None, o) for o in outcome)
                if truth != FALSE:
                    found.add(Decided.GO)
                if truth != TRUE and made is not None:
                    found.add(Decided.AGAINST)
            if Decided.NOT_YET in found:
                waits.append(name)
            # One against it is enough, else it waits while one is not taken.
            together = frozenset(max(one, other) for one in together for other in found)
        return together, waits

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


def teams_of(frame: Frame, holders: Alternatives) -> Alternatives:
    found: list[Alternative] = []
    for holder in holders:
        if isinstance(holder, Row):
            found.extend(frame.field(holder.record, ALLOCATION["team"]))
        else:
            found.append(holder)
    return distinct(found)


def _reached(frame: Frame, point: object, phrase: Phrase | None) -> Truth:
    if frame.observer is not None and phrase is not None:
        frame.observer.limit(phrase, side_of(point, frame.today()))
    if point is None:
        return FALSE
    if not isinstance(point, Interval):
        return UNKNOWN
    frame.watch(point)
    return point.begun(frame.today())
