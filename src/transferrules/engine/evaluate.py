"""All routes of a policy for one case: each at its stages, overridden where another silences it, set aside where people said so."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from transferrules.calendars.spans import Days, Instants
from transferrules.engine.aside import Aside, set_aside
from transferrules.engine.decisions import LISTED
from transferrules.engine.duties import CompiledDuty, DutyState, State
from transferrules.engine.frame import (
    NONE,
    UNKNOWN_VALUE,
    Frame,
    Reading,
    Record,
)
from transferrules.engine.moments import ANY_TIME, AsOf, as_days
from transferrules.engine.observing import Observer
from transferrules.engine.policy import Policy
from transferrules.engine.routes import teams_of
from transferrules.engine.stages import (
    IDLE,
    LIVE,
    Because,
    Result,
    RouteSide,
    RouteState,
    Stage,
    vague,
)
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth, conj, negate
from transferrules.pack.model import (
    ALWAYS,
    Destination,
    Force,
    Outcome,
    Route,
    RuleHead,
    Senders,
)

UNRECORDED = ":unrecorded"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that the routes came to; the parts of the answer are read off it.

    Attributes:
        frame: The case on that day.
        states: Every route, by id, and every move that a decision asks for.
        asides: What people set aside, by rule.
        overridden: The duties that others override, with these; filled while duties are read.
    """

    policy: Policy
    frame: Frame
    states: Mapping[str, RouteState]
    asides: Mapping[str, Aside]
    overridden: dict[str, set[str]] = field(default_factory=dict, repr=False, compare=False)
    _frames: dict[str, Frame] = field(default_factory=dict, repr=False, compare=False)

    @property
    def unrecorded(self) -> frozenset[str]:
        """The routes that stand for decisions which are not on the record but may have been taken."""
        return frozenset(name for name in self.states if name.endswith(UNRECORDED))

    def aside(self, rule: str, route: str | None = None) -> Aside:
        """Whether people set that rule aside; of a rule that belongs to a route, with that route at hand."""
        if rule in self.states:
            return self.asides.get(rule) or Aside(FALSE)
        frame = self.frame if route is None else self.side_frame(route)
        return set_aside(self.policy.aside, frame, rule)

    def completed(self) -> frozenset[str]:
        """The routes whose move the transfer on the record may have been; several where it names none."""
        return frozenset(
            name
            for name, state in self.states.items()
            if state.is_at(Stage.COMPLETE) and state.route.outcome is Outcome.MOVE
        )

    def owed(self, route: str, of: frozenset[str] = frozenset()) -> Truth:
        """Whether a route makes a duty owed: live, waiting or complete.

        Args:
            route: The route.
            of: All routes to which the duty belongs. Where a transfer may have served several routes, duties common to all are certain,
                the rest cannot be told (ruling 11).
        """
        state = self.states[route]
        moved = state.is_at(Stage.COMPLETE) and state.route.outcome is Outcome.MOVE
        if moved and not self.completed() <= of | {route}:
            return UNKNOWN
        owing = LIVE | {Stage.WAITS, Stage.COMPLETE}
        if state.stages <= owing:
            return TRUE
        return UNKNOWN if state.stages & owing else FALSE

    def under(self, policy: Policy) -> "Evaluation":
        """The same routes, with the duties of another policy."""
        return Evaluation(policy, self.frame, self.states, self.asides)

    def side_frame(self, route: str) -> Frame:
        """The frame with that route at hand."""
        found = self._frames.get(route)
        if found is None:
            found = self._frames[route] = self.frame.on_route(self.states[route].side)
        return found

    def duty_states(
        self, routes: frozenset[str] | None = None, duties: frozenset[str] | None = None
    ) -> list[DutyState]:
        """Every duty that is owed, or may be; of some routes or some duties only, where named.

        One that another duty overrides while that is owed is left out.
        """
        found: dict[str, list[DutyState]] = {}
        wanted = self._with_overriding(duties) if duties is not None else None
        for name, duty in sorted(self.policy.duties.items()):
            if wanted is not None and name not in wanted:
                continue
            of = duty.duty.routes
            if of is None:
                found[name] = self._of_duty(duty, None) if routes is None else []
            else:
                found[name] = [
                    state
                    for route in sorted(of if routes is None else of & routes)
                    for state in self._of_duty(duty, route)
                ]
        kept = self._without_overridden(found)
        return kept if duties is None else [s for s in kept if s.duty.head.id in duties]

    def _of_duty(self, duty: CompiledDuty, route: str | None) -> list[DutyState]:
        """One duty, of one route or of none."""
        of = duty.duty.routes or frozenset()
        owed: Truth = TRUE if route is None else self.owed(route, of)
        if owed == FALSE:
            return [] if route is None else self._late_when_refused(duty, route)
        owed = conj((owed, negate(self.aside(duty.duty.head.id, route).truth)))
        return duty.states(self.frame if route is None else self.side_frame(route), route, owed)

    def _with_overriding(self, duties: frozenset[str]) -> frozenset[str]:
        return duties.union(*(self.policy.duties_over.get(name, ()) for name in duties))

    def _late_when_refused(self, duty: CompiledDuty, route: str) -> list[DutyState]:
        """What was late on the day on which a refusal ended a route is still shown (ruling 15)."""
        refused = self.states[route].refused_on
        if refused is None or refused.first != refused.last:
            return []
        then = Frame(self.frame.facts, AsOf.of_day(refused.first), self.frame.calendar)
        states = duty.states(then.on_route(self.states[route].side), route, TRUE)
        return [s for s in states if s.state is State.OVERDUE and s.owed == TRUE]

    def _without_overridden(self, found: dict[str, list[DutyState]]) -> list[DutyState]:
        kept: list[DutyState] = []
        for name, states in found.items():
            over = [s for o in self.policy.duties_over.get(name, ()) for s in found.get(o, ())]
            for state in states:
                rivals = [
                    o.owed
                    for o in over
                    if not o.routes or not state.routes or set(o.routes) & set(state.routes)
                ]
                if TRUE in rivals:
                    self.overridden.setdefault(name, set()).update(o.duty.head.id for o in over)
                    continue
                kept.append(replace(state, owed=UNKNOWN) if rivals else state)
        return kept

    def after_move(self, route: str) -> Truth:
        """Whether a duty after the move of that route is open (ruling 9)."""
        result: Truth = FALSE
        moves = [as_days(m) for m in self.states[route].side.move if isinstance(m, Days | Instants)]
        for state in self.duty_states(frozenset({route})):
            if state.state in (State.MET, State.MET_LATE):
                continue
            if (
                state.due is not None
                and moves
                and as_days(state.due).last <= max(m.last for m in moves)
            ):
                continue
            if state.owed == TRUE and state.state is not State.UNKNOWN:
                return TRUE
            result = UNKNOWN
        return result


def evaluate(
    policy: Policy,
    facts: Record,
    as_of: AsOf,
    trail: list[Reading] | None = None,
    observer: Observer | None = None,
) -> Evaluation:
    """Decide every route of a policy for one case on one day."""
    frame = Frame(facts, as_of, policy.calendar, trail)
    frame.observer = observer
    states: dict[str, RouteState] = {}
    asides: dict[str, Aside] = {}
    for compiled in policy.routes:
        name = compiled.route.head.id
        state = compiled.state(frame)
        aside = set_aside(policy.aside, frame.on_route(state.side), name)
        if aside.truth != FALSE:
            asides[name] = aside
            state = _set_aside(state, aside)
        overriders = [s for s in states.values() if name in s.route.overrides]
        states[name] = _overridden(state, overriders)
    rules = _rules_named(policy, frame) if policy.aside else ()
    for rule in rules:
        if rule not in states:
            aside = set_aside(policy.aside, frame, rule)
            if aside.truth != FALSE:
                asides[rule] = aside
    instead = {name: aside for name, aside in asides.items() if aside.teams != NONE}
    for name, aside in sorted(instead.items(), key=lambda pair: pair[0]):
        _move_instead(policy, frame, name, aside, states)
    return Evaluation(policy, frame, states, asides)


def _set_aside(state: RouteState, aside: Aside) -> RouteState:
    if state.is_at(Stage.COMPLETE):
        return state  # a move that was made stays made
    if aside.truth == TRUE:
        left = (state.stages & {Stage.COMPLETE}) | {Stage.OUT}
        because = Because.SET_ASIDE
        return replace(state, stages=left, because=because, set_aside_by=aside.decision)
    if state.is_at(Stage.OUT):
        return state
    return replace(state, stages=state.stages | {Stage.OUT}, set_aside_by=aside.decision)


def _overridden(state: RouteState, overriders: list[RouteState]) -> RouteState:
    """What is left of a route under those that override it (ruling 8)."""
    if state.stages <= {Stage.OUT, Stage.COMPLETE}:
        return state
    stages = set(state.stages)
    # One that is only coming waits for nothing.
    acts = bool(stages - IDLE)
    by: list[str] = []
    waits: list[str] = []
    silent = False
    for other in overriders:
        live, waiting = bool(other.stages & LIVE), Stage.WAITS in other.stages
        if not (live or waiting):
            continue
        by.append(other.route.head.id)
        if other.stages <= LIVE:
            silent = True
        elif other.stages <= LIVE | {Stage.WAITS}:
            # Live or waiting for its decision: either way this one does not act by itself.
            stages &= IDLE
        if live:
            stages.add(Stage.OUT)
        if waiting and acts:
            stages.add(Stage.WAITS)
            waits += other.waits_for
    if not by:
        return state
    if silent:
        left = (
            frozenset({Stage.OUT, Stage.COMPLETE})
            if Stage.COMPLETE in state.stages
            else frozenset({Stage.OUT})
        )
        because = Because.UNTOLD if Stage.OUT in state.stages else Because.OVERRIDDEN
        return replace(
            state, stages=left, because=because, overridden_by=(*state.overridden_by, *by)
        )
    return replace(
        state,
        stages=frozenset(stages),
        because=Because.OVERRIDDEN if Stage.OUT in stages else state.because,
        overridden_by=(*state.overridden_by, *by),
        waits_for=tuple(dict.fromkeys([*state.waits_for, *waits])),
    )


# --- people --------------------------------------------------------------------------------------


def _move_instead(
    policy: Policy, frame: Frame, rule: str, aside: Aside, states: dict[str, RouteState]
) -> None:
    """A decision that names a team beside the route that it sets aside is a live route of its own, over all of the pack.

    Two such decisions that name different teams stand against each other: neither overrides the other.
    """
    holders = frame.holder()
    held_by = teams_of(frame, holders)
    results = tuple(Result(t) for t in aside.teams if isinstance(t, str))
    known = len(results) == len(aside.teams)
    arrived = len(held_by) == 1 and held_by == aside.teams and known
    perhaps = any(vague(team) or team in aside.teams for team in held_by)
    head = _in_place_of(_head_of(policy, rule), aside)
    name = head.id
    if name in states:
        if states[name].results != results:
            states[name] = replace(states[name], results_known=False)
        return
    to = Destination(tuple(r.team for r in results), None, None, None, None)
    route = Route(
        head, Outcome.MOVE, Senders(frozenset(), True, True), to, None, (), ALWAYS, (), None, None, None,
        policy.pack.conventions.horizon, frozenset(), policy.pack.conventions,
    )  # fmt: skip
    today = (Days(frame.as_of.day, frame.as_of.day),)
    side = RouteSide(holders, held_by, aside.teams, today, today, True)
    stages = {Stage.OUT} if arrived else {Stage.DUE}
    if aside.truth != TRUE or not known or None in aside.teams or perhaps:
        stages.add(Stage.OUT)
    because = Because.DESTINATION if arrived else None
    instead = RouteState(
        route, frozenset(stages), because, results, known, FALSE, (ANY_TIME,), side
    )
    for other, state in states.items():
        if state.route.head.section != "decisions":
            states[other] = _overridden(state, [instead])
    states[name] = instead


def _rules_named(policy: Policy, frame: Frame) -> list[str]:
    """The rules other than routes that decisions name, or may; of a decision that may name any, one stands for all."""
    rows, whole = frame.rows(LISTED.keys)
    named = {row.record.get("rule", UNKNOWN_VALUE) for row in rows or ()}
    pack = policy.pack
    sections = (pack.blocks, pack.duties, pack.checklists, pack.advice)
    others = sorted(name for section in sections for name in section)
    if not whole or UNKNOWN_VALUE in named:
        for reader in policy.aside:
            scope = reader.term.sets_aside
            named.update([name for name in others if not scope or name in scope][:1])
    return [name for name in others if name in named]


def _head_of(policy: Policy, rule: str) -> RuleHead:
    pack = policy.pack
    for section in (pack.routes, pack.blocks, pack.duties, pack.checklists, pack.advice):
        if rule in section:
            return section[rule].head
    raise KeyError(rule)


def _in_place_of(replaced: RuleHead, aside: Aside) -> RuleHead:
    """The head of a route that a decision makes; one for all decisions that are not on the record but may have been taken."""
    if aside.decision is None or "rule" not in aside.decision.record:
        title = (
            "A decision that is not on the record"
            if aside.decision is None
            else "A decision of which the rule is not recorded"
        )
        return RuleHead(f"{aside.by}{UNRECORDED}", "decisions", title, (), Force.MUST, 0)
    title = f"Decision in place of {replaced.id}"
    name = f"{aside.by}:{replaced.id}"
    return RuleHead(name, "decisions", title, replaced.clauses, Force.MUST, replaced.line)
