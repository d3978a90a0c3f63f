"""A policy: a pack, compiled once and asked many times. It never changes, so threads share it."""

from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from transferrules.calendars.working import WorkingCalendar
from transferrules.case.vocabulary import RECORD_TYPES
from transferrules.engine.conditions import Conditions, Node, Parties
from transferrules.engine.decisions import DecisionReader
from transferrules.engine.duties import CompiledDuty
from transferrules.engine.expressions import Expressions, Intervals, Value, distinct
from transferrules.engine.frame import UNKNOWN_VALUE, Alternative, Alternatives, Frame, Row
from transferrules.engine.papers import CompiledChecklist, CompiledItem, CompiledPaper
from transferrules.engine.picks import for_each, pick, reached
from transferrules.engine.resting import Resting
from transferrules.engine.routes import CompiledRoute
from transferrules.language.syntax import Relation
from transferrules.language.truth import FALSE, TRUE, Truth
from transferrules.pack.alternatives import RULES
from transferrules.pack.model import (
    Advice,
    AtMove,
    Checklist,
    Choice,
    ChoiceTerm,
    Condition,
    ConditionTerm,
    Conventions,
    Date,
    DateTerm,
    DecisionTerm,
    Duty,
    Item,
    Pack,
    Paper,
    Phrase,
    Pick,
    Ref,
    Route,
    SumTerm,
    Term,
)
from transferrules.pack.uses import PER_ROUTE, Use, direct, reach, uses_of

TERM_DATES = ("started_on", "ended_on")


@dataclass(frozen=True, slots=True)
class CompiledAdvice:
    """One piece of advice, compiled."""

    advice: Advice
    when: Node


class Policy:
    """One authority's policy, ready to be asked.

    Attributes:
        pack: What it was compiled from.
        calendar: The authority's working days.
        routes: Its routes, the overriding before the overridden.
        duties_over: The duties that override a duty, by its name; none where no other does.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.calendar = WorkingCalendar(date.fromordinal(d) for d in pack.closures)
        self._parties = Parties(dict(pack.people), frozenset(pack.teams))
        self._values: dict[str, Value] = {}
        self._expressions = Expressions(self._values)
        self._uses = uses_of({**pack.terms, **pack.checklists})
        self._per_route = frozenset(name for name, uses in self._uses.items() if uses & PER_ROUTE)
        self.decisions: dict[str, DecisionReader] = {}
        for name, term in pack.terms.items():
            self._values[name] = self._remembered(name, self._term(term))
        self.checklists = {n: self._checklist(c) for n, c in pack.checklists.items()}
        for name, checklist in self.checklists.items():
            self._values[name] = self._remembered(name, checklist.value)
        self.blocks = {n: self._node(b.holds) for n, b in pack.blocks.items()}
        self.routes = tuple(self._route(pack.routes[n]) for n in _overriding_first(pack))
        self.duties = {n: self._duty(d) for n, d in pack.duties.items()}
        self.duties_over = _overriding(pack)
        self.advice = {n: self._advice(a) for n, a in pack.advice.items()}

    @cached_property
    def aside(self) -> tuple[DecisionReader, ...]:
        """The decisions that can set rules aside."""
        found = sorted(self.decisions.items())
        return tuple(reader for _, reader in found if reader.term.sets_aside is not None)

    def with_rules(self, pack: Pack, changed: Mapping[str, Collection[str]]) -> "Policy":
        """The same policy with some rules of another pack in place of its own, compiled only as far as that reaches.

        Args:
            pack: The other pack. Apart from those rules it is the same.
            changed: The names of the rules, by section. Whatever else is changed (terms, people, conventions, a checklist that others ask
                about) can reach everywhere, and all is compiled anew.
        """
        asked = self._asked_about.intersection(changed.get("checklists", ()))
        if asked or not changed.keys() <= RULES.keys():
            return Policy(pack)
        other = copy(self)
        other.pack = pack
        anew = {section: {*changed.get(section, ())} for section in RULES}
        for name in anew["blocks"]:
            anew["routes"] |= self.pack.blocks[name].routes | pack.blocks[name].routes
        other.checklists = self.checklists | {
            n: self._checklist(pack.checklists[n]) for n in anew["checklists"]
        }
        other.blocks = self.blocks | {n: self._node(pack.blocks[n].holds) for n in anew["blocks"]}
        kept = {r.route.head.id: r for r in self.routes if r.route.head.id not in anew["routes"]}
        other.routes = tuple(
            kept.get(n) or other._route(pack.routes[n]) for n in _overriding_first(pack)
        )
        other.duties = self.duties | {n: self._duty(pack.duties[n]) for n in anew["duties"]}
        other.duties_over = _overriding(pack)
        other.advice = self.advice | {n: self._advice(pack.advice[n]) for n in anew["advice"]}
        return other

    @cached_property
    def _asked_about(self) -> frozenset[str]:
        """The terms and checklists that some term or rule asks about."""
        sections = [self.pack.terms, *(getattr(self.pack, s) for s in RULES)]
        return frozenset().union(*(direct(node)[1] for each in sections for node in each.values()))

    def value_of(self, term: str) -> Value:
        """What a term or checklist is worth in a frame; for explanations and tools."""
        return self._values[term]

    def phrase(self, phrase: Phrase, conventions: Conventions | None = None) -> Intervals:
        """A timing phrase, compiled; under the pack's conventions unless others are given."""
        return self._expressions.phrase(phrase, conventions or self.pack.conventions)

    def condition(self, condition: Condition) -> Node:
        """A condition, compiled."""
        return self._node(condition)

    # --- compiling -------------------------------------------------------------------------------

    def _conditions(self, conventions: Conventions) -> Conditions:
        return Conditions(self._expressions, conventions, self._parties)

    def _node(self, condition: object, conventions: Conventions | None = None) -> Node:
        return self._conditions(conventions or self.pack.conventions).node(condition)  # type: ignore[arg-type]

    def _remembered(self, name: str, value: Value) -> Value:
        """Worked out once a decision, or once a route where it differs from one route to another.

        What belongs to each record of a list is worked out for each.
        """
        term = self.pack.terms.get(name)
        if isinstance(term, Pick) and term.of is not None:
            return value
        routed = name in self._per_route

        def remembered(frame: Frame, row: Row | None) -> Alternatives:
            memo = frame.memo if routed else frame.shared
            found = memo.get(name)
            if found is None:
                found = memo[name] = value(frame, None)
            return found

        return remembered

    def _term(self, term: Term) -> Value:
        conventions = self.pack.conventions
        match term:
            case Pick():
                found = pick(term.rank, term.list, self._node(term.where).run, term.by)
                return found if term.of is None else for_each(found)
            case DateTerm():
                return self._expressions.date(term.date, conventions)
            case ConditionTerm():
                run = self._node(term.condition).run
                return lambda frame, row: _as_value(run(frame, row))
            case ChoiceTerm():
                return self._choice(term)
            case SumTerm():
                fields = RECORD_TYPES[term.list.record].fields
                started, ended = (fields[n] for n in TERM_DATES)
                where = self._node(term.where).run
                counted = self._expressions.date(term.counted_from, conventions)
                return reached(term.days, term.list, where, counted, started, ended)
            case DecisionTerm():
                reader = DecisionReader(
                    term, self._conditions(conventions), self._node(term.where).run
                )
                self.decisions[term.name] = reader
                return reader.value()

    def _choice(self, term: ChoiceTerm) -> Value:
        guarded = [
            (self._node(c.guard).run, self._given(c)) for c in term.choices if c.guard is not None
        ]
        otherwise = next((self._given(c) for c in term.choices if c.guard is None), None)

        def value(frame: Frame, row: Row | None) -> Alternatives:
            found: list[Alternative] = []
            open_ = True
            for run, give in guarded:
                truth = run(frame, row)
                if truth != FALSE:
                    found.extend(give(frame, row))
                open_ = open_ and truth != TRUE
            if open_:
                found.extend(otherwise(frame, row) if otherwise is not None else (None,))
            return distinct(found)

        return value

    def _given(self, choice: Choice) -> Value:
        if isinstance(choice.value, Ref):
            return self._expressions.ref(choice.value)
        if isinstance(choice.value, Date):
            return self._expressions.date(choice.value, self.pack.conventions)
        constant: Alternatives = (None if choice.value == "none" else choice.value,)
        return lambda frame, row: constant

    def _phrase(self, phrase: Phrase | None, conventions: Conventions) -> Intervals | None:
        return None if phrase is None else self._expressions.phrase(phrase, conventions)

    def _ref(self, ref: Ref | None) -> Value | None:
        return None if ref is None else self._expressions.ref(ref)

    def _route(self, route: Route) -> CompiledRoute:
        conventions = route.conventions
        conditions = self._conditions(conventions)
        opens = (
            self._expressions.date(route.horizon, conventions)
            if isinstance(route.horizon, Date)
            else None
        )
        blocks = tuple(
            (n, self.blocks[n])
            for n, b in sorted(self.pack.blocks.items())
            if route.head.id in b.routes
        )
        return CompiledRoute(
            route,
            conditions.node(route.when),
            tuple((a.decision, conditions.check(a.test)) for a in route.if_decided),
            self.decisions,
            self._values,
            self._ref(route.to.ref) if route.to is not None else None,
            self._ref(route.to.area) if route.to is not None else None,
            self._ref(route.to.worker) if route.to is not None else None,
            self._phrase(route.point, conventions),
            self._phrase(route.due, conventions),
            self._expressions.ref(route.done or conventions.moved),
            route.done or conventions.moved,
            opens,
            blocks,
            frozenset(name for name, team in self.pack.teams.items() if team.one_per_area),
            self.aside,
            conventions,
        )

    def _duty(self, duty: Duty) -> CompiledDuty:
        due = self._phrase(duty.due, duty.conventions)
        return CompiledDuty(
            duty,
            self._node(duty.when, duty.conventions),
            self._node(duty.where, duty.conventions),
            due,
            self._ref(duty.done),
            self._node(duty.provided, duty.conventions),
            self._resting(due, duty.due, (duty.when, duty.where, duty.provided)),
            _until_move(duty.due),
        )

    def _advice(self, advice: Advice) -> CompiledAdvice:
        return CompiledAdvice(advice, self._node(advice.when))

    def _resting(self, due: Intervals | None, phrase: Phrase | None, whether: object) -> Resting:
        uses = reach(phrase, self._uses)
        asked = reach(whether, self._uses) & {Use.MOVE, Use.POINT}
        return Resting(due, bool(asked), Use.MOVE in uses, Use.POINT in uses)

    def _checklist(self, checklist: Checklist) -> CompiledChecklist:
        due = self._phrase(checklist.due, checklist.conventions)
        return CompiledChecklist(
            checklist,
            self._node(checklist.when, checklist.conventions),
            due,
            self._resting(due, checklist.due, checklist.when),
            tuple(self._item(i, checklist.conventions) for i in checklist.items),
        )

    def _item(self, item: Item, conventions: Conventions) -> CompiledItem:
        return CompiledItem(
            item,
            self._node(item.when, conventions),
            tuple(self._paper(p, conventions) for p in item.papers),
        )

    def _paper(self, paper: Paper, conventions: Conventions) -> CompiledPaper:
        from transferrules.pack.model import InTime

        fresh = None
        if paper.up_to_date:
            fresh = self._conditions(conventions).check(
                InTime(conventions.up_to_date, conventions.up_to_date.text)
            )
        return CompiledPaper(
            paper,
            self._node(paper.where, conventions).run if paper.where is not None else None,
            self._node(paper.provided, conventions),
            self._values.get(paper.evidence) if paper.evidence is not None else None,
            fresh,
        )


def _until_move(due: Phrase | None) -> bool:
    """Whether a phrase is everything until the move."""
    return (
        due is not None
        and due.relation in (Relation.ON_OR_BEFORE, Relation.BEFORE)
        and all(isinstance(p.anchor, AtMove) and p.amount is None for p in due.date.parts)
    )


def _as_value(truth: Truth) -> Alternatives:
    return (truth == TRUE,) if truth in (TRUE, FALSE) else (UNKNOWN_VALUE,)


def _overriding(pack: Pack) -> dict[str, tuple[str, ...]]:
    """The duties that override a duty, by the name of the overridden."""
    found: dict[str, tuple[str, ...]] = {}
    for name, duty in pack.duties.items():
        for other in duty.overrides:
            found[other] = (*found.get(other, ()), name)
    return found


def _overriding_first(pack: Pack) -> list[str]:
    """Route ids, each after all that override it; by id where nothing else says. The resolver has refused rings."""
    overriders: dict[str, set[str]] = {name: set() for name in pack.routes}
    for name, route in pack.routes.items():
        for other in route.overrides:
            overriders[other].add(name)
    ordered: list[str] = []
    placed: set[str] = set()

    def place(name: str) -> None:
        if name not in placed:
            placed.add(name)
            for other in sorted(overriders[name]):
                place(other)
            ordered.append(name)

    for name in sorted(pack.routes):
        place(name)
    return ordered
