"""The parts of an answer, read off an evaluation: moves, holder, participants, duties, documents, the fate of every rule."""

from collections.abc import Iterable
from datetime import date, datetime

from transferrules.calendars.clock import day_of, start_of_day, wall_time
from transferrules.calendars.spans import LAST_DAY, Days, Instants
from transferrules.case.vocabulary import RECORD_TYPES
from transferrules.decision import (
    AdviceView,
    AwaitedDecision,
    DocumentView,
    DutyView,
    HolderView,
    Move,
    Participant,
    Place,
    RuleFate,
    When,
)
from transferrules.engine import papers
from transferrules.engine.duties import DutyState, merged
from transferrules.engine.evaluate import Evaluation
from transferrules.engine.expected import expected
from transferrules.engine.expressions import off_rest_days
from transferrules.engine.frame import NONE, Frame, Row
from transferrules.engine.moments import AsOf, Interval, Span, as_days
from transferrules.engine.papers import ItemState
from transferrules.engine.stages import LIVE, Because, Result, RouteState, Stage
from transferrules.engine.status import Verdict
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth, conj, disj, negate
from transferrules.pack.model import Outcome, Person, RuleHead

# So many windows in a row are looked through for the first day on which a move can be made.
MOST_WINDOWS = 20
ALLOCATION = RECORD_TYPES["Allocation"].fields
PARTICIPANT = RECORD_TYPES["Participant"].fields
TRANSFER = RECORD_TYPES["Transfer"].fields
LISTED = frozenset(
    {Stage.COMING, Stage.WAITS, Stage.PREPARE, Stage.BLOCKED, Stage.DUE, Stage.COMPLETE}
)


def when(span: Span | None, *, last: bool = False) -> When | None:
    """A day or a moment, as people read it; of a span its first, or its last."""
    if span is None:
        return None
    value = span.last if last else span.first
    if isinstance(span, Days):
        return date.fromordinal(value)
    # A moment known to its day only is told as the day.
    return wall_time(value) if span.first == span.last else date.fromordinal(day_of(value))


def _end(span: Span | None) -> Span | None:
    """The end of a window; a day that never comes is no end."""
    return None if span is None or as_days(span).last >= LAST_DAY else span


class Answer:
    """Builds the parts of one answer.

    Attributes:
        evaluation: What the routes came to.
        verdict: What they sum up to.
    """

    def __init__(self, evaluation: Evaluation, verdict: Verdict) -> None:
        self.evaluation = evaluation
        self.verdict = verdict
        self.policy = evaluation.policy
        self.pack = evaluation.policy.pack
        self._duties: list[DutyState] | None = None

    # --- names -----------------------------------------------------------------------------------

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
        to = tuple(self.place(r) for r in state.results)
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
            asks=self.people(route.asks, _single(state.side.sender), _single(state.side.receiver)),
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
            readings=self.readings_of(route.head.clauses),
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
                end = _end(intervals[0].last())
                if end is not None:
                    ends.append(end)
        ends.extend(
            duty.due
            for duty in self.duty_states()
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
        return HolderView(True, team, self.team(team), worker if isinstance(worker, str) else None)

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
        return self.place(next(iter(places)))

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
                    self.team(team) if isinstance(team, str) else None,
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
                        team, self.team(team), state.route.subject, None, joins, state.route.head.id
                    )
                )
        return tuple(
            sorted(found, key=lambda p: (p.route or "", p.team or "", p.role or "", str(p.since)))
        )

    # --- what is owed ------------------------------------------------------------------------------

    def duty_states(self) -> list[DutyState]:
        """Every duty that is owed, or may be."""
        if self._duties is None:
            self._duties = merged(self.evaluation.duty_states())
        return self._duties

    def duties(self) -> tuple[DutyView, ...]:
        """What is owed, by the day it is due."""
        return tuple(sorted((self._duty(s) for s in self.duty_states()), key=_duty_order))

    def duties_of(self, duties: frozenset[str]) -> tuple[DutyView, ...]:
        """What is owed under some duties only."""
        states = merged(self.evaluation.duty_states(duties=duties))
        return tuple(sorted((self._duty(s) for s in states), key=_duty_order))

    def _duty(self, state: DutyState) -> DutyView:
        duty = state.duty
        provisional = []
        if state.provisional:
            provisional.append("the move is not agreed yet")
        if state.unpublished:
            provisional.append("bank holidays are not published that far ahead")
        return DutyView(
            duty=duty.head.id,
            title=duty.head.title,
            who=self.people(duty.who, state.side_sender, state.side_receiver),
            stage=self._stage(state),
            opens=when(state.opens),
            due=when(_end(state.due), last=True),
            state=state.state.value,
            done=when(state.done),
            early=state.early,
            perhaps=state.owed == UNKNOWN,
            provisional=tuple(provisional),
            evidence=duty.done.text if duty.done is not None else None,
            about=state.record,
            routes=state.routes,
            force=duty.head.force.value,
            counted=duty.due.text if duty.due is not None else None,
            clauses=duty.head.clauses,
            readings=self.readings_of(duty.head.clauses),
        )

    def _stage(self, state: DutyState) -> str | None:
        if not state.routes:
            return None
        moves = [
            as_days(m)
            for r in state.routes
            for m in self.evaluation.states[r].side.move
            if isinstance(m, Days | Instants)
        ]
        if not moves or (state.due is None and state.opens is None):
            return "before"
        latest = max(m.last for m in moves)
        opens = as_days(state.opens).first if state.opens is not None else None
        due = as_days(state.due).last if state.due is not None else None
        if due is not None and due <= latest:
            return "before" if opens is None or opens < latest else "at"
        return "after" if opens is None or opens >= latest else "at"

    def item_states(self) -> list[ItemState]:
        """Every line of every checklist that applies, or may."""
        evaluation = self.evaluation
        found: list[ItemState] = []
        for name, checklist in sorted(self.policy.checklists.items()):
            if checklist.checklist.routes is None:
                stands = negate(evaluation.aside(name).truth)
                found += checklist.states(evaluation.frame, None, stands)
                continue
            for route in sorted(checklist.checklist.routes):
                stands = negate(evaluation.aside(name, route).truth)
                owed = conj((evaluation.owed(route), stands))
                found += checklist.states(evaluation.side_frame(route), route, owed)
        return papers.merged(found)

    def documents(self) -> tuple[DocumentView, ...]:
        """What has to be on file."""
        found = (self._document(s) for s in self.item_states())
        return tuple(
            sorted(found, key=lambda d: (d.checklist, d.document, d.about or "", d.title, d.routes))
        )

    def _document(self, state: ItemState) -> DocumentView:
        item, head = state.item, state.checklist.head
        return DocumentView(
            checklist=head.id,
            document=tuple(p.document for p in item.papers),
            title=" or ".join(p.title for p in item.papers),
            required=state.required.value,
            on_file=state.on_file.value,
            because=item.because,
            perhaps=state.perhaps,
            due=when(_end(state.due), last=True),
            about=state.record,
            routes=state.routes,
            force=(item.force or head.force).value,
            clauses=item.clauses or head.clauses,
        )

    # --- what is missing ---------------------------------------------------------------------------

    def missing_documents(self) -> tuple[str, ...]:
        """Documents asked for and absent."""
        found = [
            d.title
            for d in self.documents()
            if d.required == "required" and d.on_file == "absent" and not d.perhaps
        ]
        return tuple(dict.fromkeys(found))

    def missing_steps(self) -> tuple[str, ...]:
        """Duties whose window is open or over, and that nothing evidences."""
        frame = self.evaluation.frame
        found = []
        for state in self.duty_states():
            if state.owed != TRUE or state.state.value not in ("pending", "overdue"):
                continue
            opened = (
                state.opens is None
                or Interval(state.opens, False, None, False).contains(frame.today()) != FALSE
            )
            if opened and state.duty.done is not None:
                found.append(state.duty.head.title)
        return tuple(dict.fromkeys(found))

    def missing_decisions(self) -> tuple[AwaitedDecision, ...]:
        """Decisions that routes wait for, each with the record to write down."""
        waiting: dict[str, list[RouteState]] = {}
        for state in self.evaluation.states.values():
            if Stage.WAITS in state.stages:
                for name in state.waits_for:
                    waiting.setdefault(name, []).append(state)
        return tuple(self._awaited(n, waiting[n]) for n in sorted(waiting))

    def _awaited(self, name: str, states: list[RouteState]) -> AwaitedDecision:
        reader = self.policy.decisions[name]
        frame = self.evaluation.side_frame(states[0].route.head.id)
        side = states[0].side
        wanting = reader.wanting(frame, None)
        day = date.fromordinal(self.evaluation.frame.as_of.day).isoformat()
        outcomes = reader.term.outcomes or tuple(
            t for s in states for r in s.results for t in (r.team,)
        )
        choice = " | ".join(dict.fromkeys(outcomes))
        records = [
            f"{{type: {name}, outcome: <{choice}>, made_on: {day}, made_by: {who.id}}}"
            for who in wanting
        ] or [f"{{type: {name}, outcome: <{choice}>, made_on: {day}}}"]
        return AwaitedDecision(
            name,
            reader.term.title,
            self.people(wanting, _single(side.sender), _single(side.receiver)),
            tuple(dict.fromkeys(outcomes)),
            tuple(sorted(s.route.head.id for s in states)),
            tuple(records),
        )

    # --- advice and fates ----------------------------------------------------------------------------

    def advice(self) -> tuple[AdviceView, ...]:
        """Principles and discretion that bear on the case."""
        found = []
        for name, compiled in sorted(self.policy.advice.items()):
            truth = self._bears(name)
            if truth != FALSE:
                head = compiled.advice.head
                found.append(AdviceView(name, head.title, truth == UNKNOWN, head.clauses))
        return tuple(found)

    def _bears(self, name: str) -> Truth:
        evaluation, compiled = self.evaluation, self.policy.advice[name]
        if compiled.advice.routes is None:
            stands = negate(evaluation.aside(name).truth)
            return conj((stands, compiled.when.run(evaluation.frame, None)))
        return disj(
            conj(
                (
                    evaluation.owed(route),
                    negate(evaluation.aside(name, route).truth),
                    compiled.when.run(evaluation.side_frame(route), None),
                )
            )
            for route in sorted(compiled.advice.routes)
        )

    def fates(self) -> tuple[RuleFate, ...]:
        """Every rule of the pack, and what became of it; by section, then by id."""
        pack = self.pack
        found = [self._route_fate(s) for _, s in sorted(self.evaluation.states.items())]
        found += [self._block_fate(n) for n in sorted(pack.blocks)]
        owed: dict[str, list[Truth]] = {}
        for state in self.duty_states():
            owed.setdefault(state.duty.head.id, []).append(state.owed)
        for name, duty in sorted(pack.duties.items()):
            found.append(self._fate(duty.head, owed.get(name, [])))
        listed: dict[str, list[Truth]] = {}
        for item in self.item_states():
            listed.setdefault(item.checklist.head.id, []).append(UNKNOWN if item.perhaps else TRUE)
        for name, checklist in sorted(pack.checklists.items()):
            found.append(self._fate(checklist.head, listed.get(name, [])))
        found += [self._fate(a.head, [self._bears(n)]) for n, a in sorted(pack.advice.items())]
        return tuple(found)

    def _fate(self, head: RuleHead, truths: list[Truth]) -> RuleFate:
        aside = self.evaluation.aside(head.id)
        if aside.truth == TRUE and TRUE not in truths:
            return RuleFate(
                head.id, head.section, head.title, "set_aside", (aside.by or "",), head.clauses
            )
        fate = (
            "applies"
            if TRUE in truths
            else "cannot_be_told"
            if UNKNOWN in truths
            else "does_not_apply"
        )
        return RuleFate(head.id, head.section, head.title, fate, (), head.clauses)

    def _block_fate(self, name: str) -> RuleFate:
        block = self.pack.blocks[name]
        truths: list[Truth] = []
        aside: str | None = None
        for route in sorted(block.routes):
            state = self.evaluation.states[route]
            if state.is_at(Stage.OUT):
                continue
            held = self.policy.blocks[name].run(self.evaluation.side_frame(route), None)
            live: Truth = UNKNOWN if Stage.OUT in state.stages else TRUE
            by = self.evaluation.aside(name, route)
            if by.truth == TRUE:
                aside = by.by
            truths.append(conj((held, live, negate(by.truth))))
        if aside is not None and TRUE not in truths:
            head = block.head
            return RuleFate(head.id, head.section, head.title, "set_aside", (aside,), head.clauses)
        return self._fate(block.head, truths)

    def _route_fate(self, state: RouteState) -> RuleFate:
        head = state.route.head
        fate, by = self._of_route(state)
        return RuleFate(head.id, head.section, head.title, fate, by, head.clauses)

    def _of_route(self, state: RouteState) -> tuple[str, tuple[str, ...]]:
        if state.is_at(Stage.OUT):
            if state.because is Because.OVERRIDDEN:
                return "overridden", state.overridden_by
            if state.because is Because.SET_ASIDE:
                aside = self.evaluation.asides.get(state.route.head.id)
                return "set_aside", (aside.by or "",) if aside is not None else ()
            return "does_not_apply", ()
        if state.is_at(Stage.COMPLETE):
            return "complete", ()
        if state.is_at(Stage.WAITS):
            return "waits", state.waits_for
        if len(state.stages) > 1 and not state.stages <= LIVE | {Stage.COMING}:
            return "cannot_be_told", ()
        return "applies", ()

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
        return tuple(sorted(found, key=_instant))


def _instant(value: When) -> tuple[date, str]:
    if isinstance(value, datetime):
        return value.date(), value.isoformat()
    return value, ""


def _move_order(move: Move) -> tuple[object, ...]:
    return (
        not move.leading,
        move.point is None,
        _instant(move.point)[0] if move.point else date.max,
        move.route,
    )


def _duty_order(duty: DutyView) -> tuple[object, ...]:
    return (
        duty.due is None,
        _instant(duty.due) if duty.due else (date.max, ""),
        duty.duty,
        duty.about or "",
    )


def _single(alternatives: tuple[object, ...]) -> str | None:
    return alternatives[0] if len(alternatives) == 1 and isinstance(alternatives[0], str) else None
