"""What is owed: duties and documents as the answer shows them, and what of them is missing."""

from datetime import date

from transferrules.calendars.spans import Days, Instants
from transferrules.decision import AwaitedDecision, DocumentView, DutyView
from transferrules.engine import papers
from transferrules.engine.duties import DutyState, merged
from transferrules.engine.evaluate import Evaluation
from transferrules.engine.moments import Interval, as_days
from transferrules.engine.naming import Naming, end_of, instant_order, only, when
from transferrules.engine.papers import ItemState
from transferrules.engine.stages import RouteState, Stage
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, conj, negate


class Owed:
    """The duties and documents of one answer.

    Attributes:
        evaluation: What the routes came to.
    """

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.policy = evaluation.policy
        self.naming = Naming(evaluation.policy.pack)
        self._duties: list[DutyState] | None = None

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
        return DutyView(
            duty=duty.head.id,
            title=duty.head.title,
            who=self.naming.people(duty.who, state.side_sender, state.side_receiver),
            stage=self._stage(state),
            opens=when(state.opens),
            due=when(end_of(state.due), last=True),
            state=state.state.value,
            done=when(state.done),
            early=state.early,
            perhaps=state.owed == UNKNOWN,
            provisional=_provisional(state),
            evidence=duty.done.text if duty.done is not None else None,
            about=state.record,
            routes=state.routes,
            force=duty.head.force.value,
            counted=duty.due.text if duty.due is not None else None,
            clauses=duty.head.clauses,
            readings=self.naming.readings_of(duty.head.clauses),
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
                owed = conj((evaluation.owed(route, checklist.checklist.routes), stands))
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
            due=when(end_of(state.due), last=True),
            provisional=_provisional(state),
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
            if state.opens is not None and not state.provisional:
                frame.watch(Interval(state.opens, False, None, False))
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
            f"{{type: {reader.term.type}, outcome: <{choice}>, made_on: {day}, made_by: {who.id}}}"
            for who in wanting
        ] or [f"{{type: {reader.term.type}, outcome: <{choice}>, made_on: {day}}}"]
        return AwaitedDecision(
            name,
            reader.term.title,
            self.naming.people(wanting, only(side.sender), only(side.receiver)),
            tuple(dict.fromkeys(outcomes)),
            tuple(sorted(s.route.head.id for s in states)),
            tuple(records),
        )


def _provisional(state: DutyState | ItemState) -> tuple[str, ...]:
    """Why the days of a duty or a document may still move."""
    reasons = (
        (state.provisional, "the move is not agreed yet"),
        (state.unpublished, "bank holidays are not published that far ahead"),
    )
    return tuple(reason for holds, reason in reasons if holds)


def _duty_order(duty: DutyView) -> tuple[object, ...]:
    return (
        duty.due is None,
        instant_order(duty.due) if duty.due else (date.max, ""),
        duty.duty,
        duty.about or "",
    )
