"""Why, and why not: the compiled tests of a rule, replayed with a note of every fact that they read.

There is no evaluator here. Each line of an explanation is the very function that decided, run again.
"""

from collections.abc import Callable, Iterable
from datetime import date

from transferrules.calendars.clock import wall_time
from transferrules.calendars.spans import LAST_DAY, Days, Instants
from transferrules.case.values import Party
from transferrules.decision import (
    ClauseRef,
    FactRead,
    ReadingView,
    RuleExplanation,
    RuleFate,
    TestTrace,
)
from transferrules.engine.aside import set_aside
from transferrules.engine.conditions import Node, agreed
from transferrules.engine.duties import CompiledDuty
from transferrules.engine.evaluate import Evaluation
from transferrules.engine.expressions import Intervals
from transferrules.engine.frame import SOMETHING, UNKNOWN_VALUE, Frame, Reading, Row
from transferrules.engine.moments import Interval, Span, as_days
from transferrules.engine.naming import Naming
from transferrules.engine.policy import Policy
from transferrules.engine.routes import CompiledRoute
from transferrules.engine.stages import RouteState, Stage
from transferrules.language.syntax import Amount, Unit
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth, conj, negate
from transferrules.pack.model import (
    AllOf,
    AnyOf,
    AtBirthday,
    Conventions,
    DateTerm,
    FactTest,
    InTime,
    ListPath,
    Phrase,
    Ref,
    Root,
    SumTerm,
    Unless,
)
from transferrules.pack.uses import parts

CAME_TO = {TRUE: "held", FALSE: "failed", UNKNOWN: "unknown"}
MOST_FACTS = 12


Cited = Callable[[tuple[str, ...]], tuple[tuple[ReadingView, ...], tuple[ClauseRef, ...]]]


class Explainer:
    """Explains the rules of one answer.

    Attributes:
        evaluation: What the routes came to.
        fates: What became of every rule.
        cited: Gives the readings and the clauses behind some clause ids.
    """

    def __init__(self, evaluation: Evaluation, fates: tuple[RuleFate, ...], cited: Cited) -> None:
        self.evaluation = evaluation
        self.fates = fates
        self.naming = Naming(evaluation.policy.pack)
        self.policy: Policy = evaluation.policy
        self.cited = cited

    def rules(self, rule: str | None = None) -> tuple[RuleExplanation, ...]:
        """Every rule, or one."""
        return tuple(self._rule(f) for f in self.fates if rule is None or f.rule == rule)

    def _rule(self, fate: RuleFate) -> RuleExplanation:
        tests = tuple(self._tests(fate))
        would = () if fate.fate in ("applies", "complete") else self._would_apply(fate, tests)
        return RuleExplanation(fate, tests, would, *self.cited(fate.clauses))

    def _tests(self, fate: RuleFate) -> Iterable[TestTrace]:
        policy, pack = self.policy, self.policy.pack
        if fate.rule in pack.routes:
            compiled = next(r for r in policy.routes if r.route.head.id == fate.rule)
            yield from self._route(compiled, self.evaluation.states[fate.rule])
        elif fate.rule in pack.blocks:
            for route in sorted(pack.blocks[fate.rule].routes):
                stages = self.evaluation.states[route].stages
                if stages != {Stage.OUT}:
                    if Stage.OUT in stages:
                        yield _may_be_under_way(route)
                    frame = self.evaluation.side_frame(route)
                    yield self._node(policy.blocks[fate.rule], frame, f"for {route}")
                    yield from self._set_aside(fate.rule, frame)
        elif fate.rule in pack.duties:
            duty = policy.duties[fate.rule]
            for of in self._routes_of(duty.duty.routes):
                frame = self._frame(of)
                yield from self._under(of, duty.duty.routes)
                if duty.duty.each is not None:
                    yield from self._each(duty, duty.duty.each, frame, of)
                else:
                    yield self._node(duty.when, frame, f"for {of}" if of else "")
                if duty.due is not None and duty.duty.due is not None and duty.duty.each is None:
                    yield self._phrase(
                        "due",
                        duty.duty.due,
                        duty.due,
                        frame,
                        duty.duty.conventions,
                        duty.duty.head.line,
                    )
                yield from self._set_aside(fate.rule, frame)
        elif fate.rule in pack.checklists:
            checklist = policy.checklists[fate.rule]
            for of in self._routes_of(checklist.checklist.routes):
                yield from self._under(of, checklist.checklist.routes)
                yield self._node(checklist.when, self._frame(of), f"for {of}" if of else "")
                yield from self._set_aside(fate.rule, self._frame(of))
        elif fate.rule in pack.advice:
            advice = policy.advice[fate.rule]
            for of in self._routes_of(advice.advice.routes):
                yield from self._under(of, advice.advice.routes)
                yield self._node(advice.when, self._frame(of), f"for {of}" if of else "")
                yield from self._set_aside(fate.rule, self._frame(of))
        else:
            stages = self.evaluation.states[fate.rule].stages
            elsewhere = FALSE if Stage.DUE not in stages else UNKNOWN if len(stages) > 1 else TRUE
            says = "people decided that the case goes elsewhere"
            yield TestTrace(says, CAME_TO[elsewhere], (), (), None)

    def _routes_of(self, routes: frozenset[str] | None) -> list[str | None]:
        if routes is None:
            return [None]
        return [r for r in sorted(routes) if self.evaluation.owed(r) != FALSE]

    def _under(self, route: str | None, of: frozenset[str] | None) -> Iterable[TestTrace]:
        """Of what belongs to a route of which it cannot be told whether it is under way, that."""
        if route is not None and self.evaluation.owed(route, of or frozenset()) == UNKNOWN:
            yield _may_be_under_way(route)

    def _each(
        self, duty: CompiledDuty, list_: ListPath, frame: Frame, of: str | None
    ) -> Iterable[TestTrace]:
        """A duty for each record of a list: what every one of them comes to, and whether all are told of."""
        rows, whole = frame.rows(list_.keys)
        name = ".".join(list_.keys)
        for row in rows or ():
            about = f"{row.record.get('#path', name)} is one of them" + (
                f", for {of}" if of else ""
            )
            there = frame.there(row)
            asked = [node for node in (duty.where, duty.when) if node.parts]
            tests = [self._node(node, frame, "", row) for node in asked]
            if there != TRUE:
                tests.insert(0, TestTrace("it is there", CAME_TO[there], (), (), None))
            truth = conj((there, duty.where.run(frame, row), duty.when.run(frame, row)))
            yield TestTrace(about, CAME_TO[truth], (), (), None, tuple(tests))
        if not whole:
            fact = FactRead(name, "not all recorded" if rows else "not recorded")
            yield TestTrace(f"there is no other in {name}", CAME_TO[UNKNOWN], (fact,), (), None)
        elif not rows:
            yield TestTrace(
                f"there is a record in {name}", CAME_TO[FALSE], (FactRead(name, "none"),), (), None
            )

    def _set_aside(self, rule: str, frame: Frame) -> Iterable[TestTrace]:
        """Of a rule that people set aside, or may have, that."""
        tracing, trail = self._tracing(frame)
        aside = set_aside(self.policy.aside, tracing, rule)
        if aside.truth != FALSE:
            came_to = CAME_TO[negate(aside.truth)]
            yield TestTrace(f"not set aside by {aside.by}", came_to, self._facts(trail), (), None)

    def _frame(self, route: str | None) -> Frame:
        return self.evaluation.frame if route is None else self.evaluation.side_frame(route)

    # --- routes ------------------------------------------------------------------------------------

    def _route(self, compiled: CompiledRoute, state: RouteState) -> Iterable[TestTrace]:
        route = compiled.route
        frame = self.evaluation.side_frame(route.head.id)
        held = compiled.held(state.side.sender)
        yield TestTrace(
            f"held by {self._senders(compiled)}",
            CAME_TO[held],
            (FactRead("holder.team", self._values(state.side.sender)),),
            (),
            route.head.line,
        )
        yield self._node(compiled.when, frame)
        for name, check in compiled.awaited:
            yield self._awaited(compiled, name, check, frame)
        if route.to is not None and route.to.chosen_by is not None:
            said = CAME_TO[
                FALSE if state.because == "choice" else UNKNOWN if state.unchosen != FALSE else TRUE
            ]
            yield TestTrace(f"{route.to.chosen_by} chooses where to", said, (), (), route.head.line)
        if compiled.point is not None and route.point is not None:
            yield self._phrase(
                "point", route.point, compiled.point, frame, compiled.conventions, route.head.line
            )
        for name, node in compiled.blocks:
            if not state.is_at(Stage.OUT):
                blocked = node.run(self._tracing(frame)[0], None)
                yield TestTrace(
                    f"not held back by {name}",
                    CAME_TO[negate(blocked)],
                    (),
                    (),
                    None,
                    (self._node(node, frame),),
                )
        for other in state.overridden_by:
            yield TestTrace(
                f"not overridden by {other}",
                "failed" if state.is_at(Stage.OUT) else "unknown",
                (),
                (),
                None,
            )
        if Stage.COMPLETE in state.stages and not state.is_at(Stage.COMPLETE):
            yield TestTrace("not done already", CAME_TO[UNKNOWN], (), (), None)
        yield from self._set_aside(route.head.id, frame)

    def _senders(self, compiled: CompiledRoute) -> str:
        senders = compiled.route.senders
        names = [self.naming.team(t) for t in sorted(senders.teams)]
        if senders.any_team:
            names = ["any team"]
        if senders.nobody:
            names.append("nobody")
        return " or ".join(names)

    def _awaited(self, compiled: CompiledRoute, name: str, check, frame: Frame) -> TestTrace:  # type: ignore[no-untyped-def]
        tracing, trail = self._tracing(frame)
        truths: list[Truth] = []
        for made in compiled.values[name](tracing, None):
            if isinstance(made, Row):
                truths += [check(tracing, None, made.record.get("outcome", UNKNOWN_VALUE))]
            else:
                truths.append(FALSE if made is None else UNKNOWN)
        test = next(a.test for a in compiled.route.if_decided if a.decision == name)
        return TestTrace(
            f"{name} decided: {test.text}",
            CAME_TO[agreed(truths)],
            self._facts(trail),
            (),
            compiled.route.head.line,
        )

    # --- tests -------------------------------------------------------------------------------------

    def _node(self, node: Node, frame: Frame, about: str = "", row: Row | None = None) -> TestTrace:
        source = node.source
        tracing, trail = self._tracing(frame)
        came_to = CAME_TO[node.run(tracing, row)]
        if isinstance(source, FactTest):
            computed: tuple[str, ...] = ()
            if isinstance(source.test, InTime):
                compiled = self.policy.phrase(source.test.phrase)
                computed = self._computed(
                    source.test.phrase, compiled(tracing, row), frame, self.policy.pack.conventions
                )
            says = f"{source.ref.text}: {source.test.text}"
            return TestTrace(says, came_to, self._facts(trail), computed, source.line)
        says = {
            AllOf: "all of these hold",
            AnyOf: "any of these holds",
            Unless: "this does not hold",
        }[type(source)]
        if isinstance(source, AllOf) and not source.parts:
            says = "nothing further is asked"
        parts = tuple(self._node(part, frame, "", row) for part in node.parts)
        return TestTrace(f"{says} ({about})" if about else says, came_to, (), (), None, parts)

    def _phrase(
        self,
        key: str,
        phrase: Phrase,
        compiled: Intervals,
        frame: Frame,
        conventions: Conventions,
        line: int,
    ) -> TestTrace:
        tracing, trail = self._tracing(frame)
        intervals = compiled(tracing, None)
        truths = [
            i.begun(frame.today()) if isinstance(i, Interval) else FALSE if i is None else UNKNOWN
            for i in intervals
        ]
        return TestTrace(
            f"{key}: {phrase.text}",
            CAME_TO[agreed(truths)],
            self._facts(trail),
            self._computed(phrase, intervals, frame, conventions),
            line,
        )

    def _tracing(self, frame: Frame) -> tuple[Frame, list[Reading]]:
        """The same frame, noting what it reads and remembering nothing."""
        trail: list[Reading] = []
        tracing = Frame(frame.facts, frame.as_of, frame.calendar, trail)
        return (tracing.on_route(frame.side) if frame.side is not None else tracing), trail

    # --- words -------------------------------------------------------------------------------------

    def _facts(self, trail: list[Reading]) -> tuple[FactRead, ...]:
        found: dict[str, str] = {}
        for reading in trail:
            if isinstance(reading.value, dict | tuple) and not reading.field:
                continue
            value = "not recorded" if reading.value is UNKNOWN_VALUE else self._value(reading.value)
            found.setdefault(reading.path, value)
        kept = list(found.items())[:MOST_FACTS]
        return tuple(FactRead(path, value) for path, value in kept)

    def _values(self, alternatives: Iterable[object]) -> str:
        return " or ".join(self._value(a) for a in alternatives)

    def _value(self, value: object) -> str:
        match value:
            case None:
                return "none"
            case bool():
                return "true" if value else "false"
            case Days() | Instants():
                return span_text(value)
            case Party():
                return value.code or ", ".join(
                    p for p in (value.role, value.team, value.person) if p
                )
            case Row():
                return str(value.record.get("#path", "a record"))
            case dict():
                return "recorded"
            case tuple():
                return ", ".join(self._value(v) for v in value) or "none"
        if value is UNKNOWN_VALUE or value is SOMETHING:
            return "not recorded"
        return str(value)

    def _computed(
        self, phrase: Phrase, intervals: Iterable[object], frame: Frame, conventions: Conventions
    ) -> tuple[str, ...]:
        said = []
        for interval in intervals:
            if interval is None:
                said.append(f"{phrase.text}: not dated, because its date is recorded as none")
            elif isinstance(interval, Interval):
                said.append(f"{phrase.text}: {interval_text(interval)}")
        ways = counting(phrase, conventions)
        return (
            (*said, *self._chain(phrase, frame), *(f"counted as {way}" for way in ways))
            if said
            else ()
        )

    def _chain(self, node: object, frame: Frame, seen: set[str] | None = None) -> tuple[str, ...]:
        """The named dates that a date is reckoned from, link by link, each with what it came to; each once."""
        said: list[str] = []
        seen = set() if seen is None else seen
        for part in parts(node):
            if not isinstance(part, Ref) or part.root is not Root.TERM or part.name in seen:
                continue
            term = self.policy.pack.terms[part.name]
            if not isinstance(term, DateTerm | SumTerm) or part.steps:
                continue
            value = self._values(self.policy.value_of(part.name)(frame, None))
            text = (
                term.date.text
                if isinstance(term, DateTerm)
                else f"{term.days} days in {'.'.join(term.list.keys)}"
            )
            said.append(f"{part.name} ({text}): {value}")
            seen.add(part.name)
            said += self._chain(term, frame, seen)
        return tuple(said)

    def _would_apply(self, fate: RuleFate, tests: tuple[TestTrace, ...]) -> tuple[str, ...]:
        if fate.fate == "overridden":
            return tuple(f"`{by}` would have to be out of the question." for by in fate.by)
        if fate.fate == "set_aside":
            return ("The decision that sets it aside would have to be no longer in force.",)
        if fate.fate == "waits":
            return tuple(f"`{by}` would have to be decided." for by in fate.by)
        found: list[str] = []
        for test in tests:
            found += _wanting(test)
        return tuple(dict.fromkeys(found))


def _may_be_under_way(route: str) -> TestTrace:
    return TestTrace(f"{route} is under way", CAME_TO[UNKNOWN], (), (), None)


def _wanting(test: TestTrace) -> list[str]:
    """What would have to hold that does not; of alternatives, what any of them asks."""
    if test.came_to == "held":
        return []
    if test.came_to == "failed":
        verb = "would have to hold"
    elif test.facts:
        verb = "would have to be recorded so that it holds"
    else:
        verb = "would have to be certain"
    if not test.parts:
        return [f"`{test.says}` {verb}."]
    if test.says.startswith("this does not hold"):
        inner = "; ".join(p.says for part in test.parts for p in (part.parts or (part,)))
        return [f"`{inner}` would have to fail."]
    return [line for part in test.parts for line in _wanting(part)]


def day_text(value: int) -> str:
    """A day as people write it: Friday 10 April 2026."""
    day = date.fromordinal(value)
    return f"{day:%A} {day.day} {day:%B %Y}"


def span_text(span: Span) -> str:
    """A date as people write it; of one known in part, from when to when."""
    if isinstance(span, Days):
        if span.first == span.last:
            return day_text(span.first)
        return f"between {day_text(span.first)} and {day_text(span.last)}"
    if span.first == span.last:
        moment = wall_time(span.first)
        return f"{day_text(moment.toordinal())} {moment:%H:%M}"
    return span_text(as_days(span))


def interval_text(interval: Interval) -> str:
    """From when to when."""
    first, last = interval.first(), interval.last()
    if first is not None and last is not None and first == last:
        return f"on {span_text(first)}"
    said = []
    if first is not None:
        said.append(f"from {span_text(first)}")
    if last is not None and as_days(last).last < LAST_DAY:
        said.append(f"until {span_text(last)}")
    return " ".join(said) or "any day"


def counting(phrase: object, conventions: Conventions) -> tuple[str, ...]:
    """The names of the conventions by which a phrase, a date or a test is counted."""
    units: set[Unit] = set()
    born = school = False
    for node in parts(phrase):
        if isinstance(node, Amount):
            units |= {q.unit for q in node.quantities}
        born = (
            born
            or isinstance(node, AtBirthday)
            or (isinstance(node, Ref) and node.root is Root.AGE)
        )
        school = school or type(node).__name__ == "AtSchoolDay"
        if type(node).__name__ == "AtBirth":
            born = True
    ways = []
    if Unit.WORKING_DAY in units:
        ways.append("working days strictly after or before the day of the event, which is day 0")
    if units & {Unit.CALENDAR_DAY, Unit.WEEK}:
        ways.append(
            "calendar days, the day of the event being day 0; weekends count and do not move the end"
        )
    if units & {Unit.MONTH, Unit.YEAR}:
        ways.append("months and years from the event, clamped to the month's end")
    if Unit.HOUR in units:
        ways.append("elapsed hours in Europe/London, across clock changes")
    if Unit.WORKING_HOUR in units:
        hours = conventions.working_hours
        said = (
            "24 hours of each working day"
            if hours is None
            else f"{hours[0] // 60:02}:{hours[0] % 60:02} to {hours[1] // 60:02}:{hours[1] % 60:02} of each working day"
        )
        ways.append(f"working hours: {said}")
    if born:
        ways.append(
            f"birthdays at the start of the day; born on 29 February: {conventions.leap_birthday} in common years"
        )
    if school:
        ways.append("school years from 1 September to 31 August")
    return tuple(ways)
