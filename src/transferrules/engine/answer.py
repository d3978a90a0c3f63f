"""The parts of an answer that say where a case goes: moves, holder, participants, and when to look again."""

from datetime import date

from transferrules.calendars.clock import day_of, start_of_day, wall_time
from transferrules.calendars.spans import Days, Instants
from transferrules.case.vocabulary import RECORD_TYPES
from transferrules.decision import (
    HolderView,
    Move,
    Participant,
    Place,
    When,
)
from transferrules.engine.evaluate import Evaluation
from transferrules.engine.expected import expected
from transferrules.engine.expressions import off_rest_days
from transferrules.engine.frame import NONE, Frame, Row
from transferrules.engine.moments import AsOf, Interval, Span, as_days
from transferrules.engine.naming import end_of, instant_order, only, when
from transferrules.engine.owed import Owed
from transferrules.engine.stages import LIVE, RouteState, Stage
from transferrules.engine.status import Verdict
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth
from transferrules.pack.model import Outcome

# So many windows in a row are looked through for the first day on which a move can be made.
MOST_WINDOWS = 20
ALLOCATION = RECORD_TYPES["Allocation"].fields
PARTICIPANT = RECORD_TYPES["Participant"].fields
TRANSFER = RECORD_TYPES["Transfer"].fields
LISTED = frozenset(
    {Stage.COMING, Stage.WAITS, Stage.PREPARE, Stage.BLOCKED, Stage.DUE, Stage.COMPLETE}
)


class Answer:
    """Where the case goes.

    Attributes:
        evaluation: What the routes came to.
        verdict: What they sum up to.
        owed: The duties and documents that go with it.
    """

    def __init__(self, evaluation: Evaluation, verdict: Verdict) -> None:
        self.evaluation = evaluation
        self.verdict = verdict
        self.owed = Owed(evaluation)
        self.policy = evaluation.policy
        self.pack = evaluation.policy.pack
        self.naming = self.owed.naming

    # --- moves -----------------------------------------------------------------------------------

    def moves(self) -> tuple[Move, ...]:
        """Every route that is live, coming, or may be; the leading ones first, then by date."""
        states = [s for s in self.evaluation.states.values() if s.stages & LISTED]
        moves = [self._move(s) for s in states]
        return tuple(sorted(moves, key=_move_order))

    def _move(self, state: RouteState) -> Move:
        route, frame = state.route, self.evaluation.side_frame(state.route.head.id)
        intervals = [p for p in state.points if isinstance(p, Interval)]
        first = intervals[0].first() if len(intervals) == 1 == len(state.points) else None
        reached: Truth = UNKNOWN
        if state.points:
            truths = {
                p.begun(frame.today())
                if isinstance(p, Interval)
                else FALSE
                if p is None
                else UNKNOWN
                for p in state.points
            }
            reached = truths.pop() if len(truths) == 1 else UNKNOWN
        unpointed = route.point is None
        latest, bank_days = self._latest(state)
        to = tuple(self.naming.place(r) for r in state.results)
        chosen = route.to.chosen_by if route.to is not None else None
        chooser = self.pack.titles.get(chosen, chosen) if chosen is not None else None
        planned = self._agreed(state)
        late = (
            latest is not None and Interval(None, False, latest, False).over(frame.today()) == TRUE
        )
        return Move(
            route=route.head.id,
            title=route.head.title,
            asks_for=route.outcome.value,
            stages=tuple(s.value for s in Stage if s in state.stages),
            leading=route.head.id in self.verdict.leading,
            to=to,
            subject=route.subject,
            chosen_by=chooser,
            asks=self.naming.people(route.asks, only(state.side.sender), only(state.side.receiver)),
            point=None if unpointed else when(first),
            point_latest=None
            if unpointed or first is None or first.first == first.last
            else when(first, last=True),
            reached=None if reached == UNKNOWN else reached == TRUE,
            undated_because=route.point.text
            if route.point is not None and state.points == (None,)
            else None,
            expected=self._expected(state),
            earliest=self._earliest(state, first),
            latest=when(latest, last=True),
            agreed=planned,
            late=late and bool(state.stages & LIVE),
            provisional=bank_days
            or (first is not None and as_days(first).last in frame.provisional),
            blocked_by=tuple(self.pack.blocks[b].head.title for b in state.blocked_by),
            waits_for=tuple(self.pack.titles.get(d, d) for d in state.waits_for),
            force=route.head.force.value,
            clauses=route.head.clauses,
            readings=self.naming.readings_of(route.head.clauses),
        )

    def _earliest(self, state: RouteState, first: Span | None) -> When | None:
        """The first day on which the move can be made: from its point on, once the blocks that depend on dates alone have cleared."""
        live = LIVE | {Stage.WAITS}
        if state.route.outcome is not Outcome.MOVE or not state.stages & live:
            return None
        as_of = self.evaluation.frame.as_of
        if first is None and state.route.point is not None:
            return None
        start = as_of.day if first is None else as_days(first).first
        cleared = self._cleared(state, start)
        if cleared == start:
            if first is None and not as_of.is_day:
                return wall_time(as_of.first)
            return date.fromordinal(start) if first is None else when(first)
        return None if cleared is None else date.fromordinal(cleared)

    def _cleared(self, state: RouteState, start: int) -> int | None:
        """The first day from `start` on which no block holds, if nothing changes but the date; none where that day is not known."""
        compiled = next((r for r in self.policy.routes if r.route is state.route), None)
        if compiled is None or not compiled.blocks:
            return start
        facts, calendar, day = self.evaluation.frame.facts, self.policy.calendar, start
        for _ in range(MOST_WINDOWS):
            then = Frame(facts, AsOf.of_day(day), calendar).on_route(state.side)
            if compiled.blocked(then)[0] != TRUE:
                return day
            later = sorted(day_of(i) for i in then.watched)
            if not later:
                return None
            day = later[0] if later[0] > day else day + 1
        return None

    def _agreed(self, state: RouteState) -> When | None:
        if (
            state.route.outcome is not Outcome.MOVE
            or state.side.move_is_provisional
            or len(state.side.move) != 1
        ):
            return None
        move = state.side.move[0]
        return (
            when(move)
            if isinstance(move, Days | Instants) and not state.is_at(Stage.COMPLETE)
            else None
        )

    def _latest(self, state: RouteState) -> tuple[Span | None, bool]:
        """The last day by which the move is to be made (ruling 14): of its point, its `due`, and the duties that are the move."""
        if state.route.outcome is not Outcome.MOVE or not state.stages & (
            LIVE | {Stage.WAITS, Stage.COMPLETE}
        ):
            return None, False
        name = state.route.head.id
        frame = self.evaluation.side_frame(name)
        ends: list[Span] = []
        for phrase in (state.points, self._due(name)):
            intervals = [i for i in phrase if isinstance(i, Interval)]
            if len(intervals) == 1 == len(phrase):
                end = end_of(intervals[0].last())
                if end is not None:
                    ends.append(end)
        ends.extend(
            duty.due
            for duty in self.owed.duty_states()
            if duty.duty.done_is_move
            and name in duty.routes
            and duty.due is not None
            and duty.owed == TRUE
            and not duty.provisional
        )
        if not ends:
            return None, False
        last = min(ends, key=lambda e: as_days(e).last)
        return last, as_days(last).last in frame.provisional

    def _due(self, route: str) -> tuple[object, ...]:
        for compiled in self.policy.routes:
            if compiled.route.head.id == route and compiled.due is not None:
                frame = self.evaluation.side_frame(route)
                said = compiled.due(frame, None)
                return tuple(off_rest_days(frame, w, compiled.conventions) for w in said)
        return ()

    def _expected(self, state: RouteState) -> When | None:
        """When what an undated point waits for is planned to happen, where a date is fixed for it."""
        if state.route.point is None or state.points != (None,):
            return None
        frame = self.evaluation.side_frame(state.route.head.id)
        return when(expected(self.policy, frame, state.route.point))

    # --- who -------------------------------------------------------------------------------------

    def holder(self) -> HolderView:
        """Who holds the case."""
        found = self.evaluation.frame.holder()
        if found == NONE:
            return HolderView(True, None, None, None)
        if len(found) != 1 or not isinstance(found[0], Row):
            return HolderView(False, None, None, None)
        team = self.evaluation.frame.field(found[0].record, ALLOCATION["team"])[0]
        worker = self.evaluation.frame.field(found[0].record, ALLOCATION["worker"])[0]
        if not isinstance(team, str):
            return HolderView(team is None, None, None, None)
        return HolderView(
            True, team, self.naming.team(team), worker if isinstance(worker, str) else None
        )

    def holder_after(self) -> Place | None:
        """Who holds it once the leading move is made."""
        leading = [self.evaluation.states[r] for r in self.verdict.leading]
        places = {
            r
            for s in leading
            if s.route.outcome is Outcome.MOVE and not s.is_at(Stage.COMPLETE)
            for r in s.results
        }
        if len(places) != 1 or not all(s.results_known for s in leading):
            return None
        return self.naming.place(next(iter(places)))

    def participants(self) -> tuple[Participant, ...]:
        """Who takes part now, and whom a rule asks to join."""
        frame = self.evaluation.frame
        rows, _ = frame.rows(("participants",))
        found = []
        for row in rows or ():
            started = frame.field(row.record, PARTICIPANT["started_on"])[0]
            ended = frame.field(row.record, PARTICIPANT["ended_on"])
            if started is None or all(isinstance(e, Days) for e in ended):
                continue
            team = frame.field(row.record, PARTICIPANT["team"])[0]
            role = frame.field(row.record, PARTICIPANT["role"])[0]
            found.append(
                Participant(
                    team if isinstance(team, str) else None,
                    self.naming.team(team) if isinstance(team, str) else None,
                    role if isinstance(role, str) else None,
                    when(started) if isinstance(started, Days) else None,
                    False,
                    None,
                )
            )
        for state in self.evaluation.states.values():
            if state.route.outcome is Outcome.JOIN and Stage.DUE in state.stages:
                team = state.results[0].team
                joins = True if state.is_at(Stage.DUE) else None
                found.append(
                    Participant(
                        team,
                        self.naming.team(team),
                        state.route.subject,
                        None,
                        joins,
                        state.route.head.id,
                    )
                )
        return tuple(
            sorted(found, key=lambda p: (p.route or "", p.team or "", p.role or "", str(p.since)))
        )

    # --- time ------------------------------------------------------------------------------------

    def look_again(self) -> tuple[When, ...]:
        """Days or moments after the one asked about on which something that was looked at may be different."""
        frame = self.evaluation.frame
        found: set[When] = set()
        for instant in frame.watched:
            moment = wall_time(instant)
            day = moment.date()
            on_the_day = start_of_day(day.toordinal()) == instant
            if frame.as_of.is_day:
                if day.toordinal() > frame.as_of.day:
                    found.add(day)
                if not on_the_day:
                    found.add(date.fromordinal(day.toordinal() + 1))
            else:
                found.add(day if on_the_day else moment)
        return tuple(sorted(found, key=instant_order))


def _move_order(move: Move) -> tuple[object, ...]:
    return (
        not move.leading,
        move.point is None,
        instant_order(move.point)[0] if move.point else date.max,
        move.route,
    )
