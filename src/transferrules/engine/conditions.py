"""Conditions and tests, compiled: nodes that say true, false or unknown of a frame.

A node keeps the piece of the pack that it was made from, so that an explanation replays the very function that decided.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from transferrules.calendars.birthdays import birthday
from transferrules.calendars.spans import Days, Instants
from transferrules.case.values import Party
from transferrules.engine.expressions import Expressions, Value, _birth
from transferrules.engine.frame import (
    SOMETHING,
    UNKNOWN_ALTERNATIVES,
    UNKNOWN_VALUE,
    Alternative,
    Alternatives,
    Frame,
    Row,
)
from transferrules.engine.moments import Interval
from transferrules.engine.observing import side_of
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth, conj, disj, negate
from transferrules.pack.model import (
    AllOf,
    Among,
    AnyOf,
    AtMove,
    AtPoint,
    AtToday,
    Completeness,
    Condition,
    Conventions,
    Equals,
    FactTest,
    Holds,
    InRange,
    InTime,
    IsParty,
    IsSide,
    Negated,
    OneOf,
    Person,
    Phrase,
    Presence,
    Root,
    SameAs,
    Test,
    Unless,
)

Run = Callable[[Frame, Row | None], Truth]
Check = Callable[[Frame, Row | None, Alternative], Truth]


@dataclass(frozen=True, slots=True)
class Node:
    """A compiled condition.

    Attributes:
        source: What it was compiled from.
        run: Decides it.
        parts: The conditions inside it, in the order of the pack.
    """

    source: Condition
    run: Run
    parts: tuple["Node", ...] = ()


class Parties:
    """Who is meant by a name: the people and teams of one pack."""

    def __init__(self, people: dict[str, Person], teams: frozenset[str]) -> None:
        self.people = people
        self.teams = teams

    def is_one_of(self, frame: Frame, team: Alternative, names: tuple[str, ...]) -> Truth:
        """Whether a team is one of those named, `sender` and `receiver` among them."""
        return disj(
            agreed(_same_team(team, meant) for meant in self._meant(frame, name)) for name in names
        )

    @staticmethod
    def _meant(frame: Frame, name: str) -> Alternatives:
        if name not in ("sender", "receiver"):
            return (name,)
        side = frame.side
        found: Alternatives = UNKNOWN_ALTERNATIVES if side is None else getattr(side, name)
        return found

    def matches(self, frame: Frame, person: Person, party: Party) -> Truth:
        """Whether a party of a record is this person (ruling 12).

        A record that gives role or team matches on that; one that gives both has to match on both.
        """
        if party.code is not None and party.code == person.id:
            return TRUE
        role = party.role
        teams: tuple[str, ...] = (party.team,) if party.team else ()
        if party.code is not None:
            named = self.people.get(party.code)
            if party.code in self.teams:
                teams = (party.code,)
            elif named is not None:
                role, teams = named.role, named.teams
            else:
                role = party.code
        if person.role is None and not person.teams:
            return TRUE if party.role == person.id else FALSE
        asked: list[Truth] = []
        if person.role is not None and role is not None:
            asked.append(TRUE if role == person.role else FALSE)
        if person.teams and teams:
            asked.append(disj(self._one_team(frame, team, person.teams) for team in teams))
        # A team alone is nobody in particular when the pack asks for a role without a team, and the other way round.
        return conj(asked) if asked else FALSE

    def _one_team(self, frame: Frame, name: str, names: tuple[str, ...]) -> Truth:
        if name in names:
            return TRUE
        return agreed(self.is_one_of(frame, meant, names) for meant in self._meant(frame, name))


def _same_team(one: Alternative, other: Alternative) -> Truth:
    if one is UNKNOWN_VALUE or one is SOMETHING or other is UNKNOWN_VALUE or other is SOMETHING:
        return UNKNOWN
    return TRUE if one == other else FALSE


class Conditions:
    """Compiles conditions, under one set of conventions."""

    def __init__(
        self, expressions: Expressions, conventions: Conventions, parties: Parties
    ) -> None:
        self.expressions = expressions
        self.conventions = conventions
        self.parties = parties

    def node(self, condition: Condition) -> Node:
        """Compile a condition."""
        match condition:
            case FactTest():
                return Node(condition, self._fact(condition))
            case AllOf(parts):
                nodes = tuple(self.node(p) for p in parts)
                return Node(condition, _all(tuple(n.run for n in nodes)), nodes)
            case AnyOf(parts):
                nodes = tuple(self.node(p) for p in parts)
                return Node(condition, _any(tuple(n.run for n in nodes)), nodes)
            case Unless(part):
                inner = self.node(part)
                run = inner.run
                return Node(condition, lambda frame, row: negate(run(frame, row)), (inner,))

    def _fact(self, fact: FactTest) -> Run:
        if fact.ref.root is Root.TODAY:
            run = self._today(fact.test)
        elif fact.ref.root is Root.AGE:
            run = self._age(fact.test)
        else:
            run = settled(self.expressions.ref(fact.ref), self.check(fact.test))

        def observed(frame: Frame, row: Row | None) -> Truth:
            truth = run(frame, row)
            if frame.observer is not None:
                frame.observer.test(fact, truth)
            return truth

        return observed

    def _today(self, test: Test) -> Run:
        match test:
            case Negated(inner):
                run = self._today(inner)
                return lambda frame, row: negate(run(frame, row))
            case OneOf(tests):
                return _any(tuple(self._today(t) for t in tests))
            case InTime(phrase):
                intervals = self.expressions.phrase(phrase, self.conventions)

                def within(frame: Frame, row: Row | None) -> Truth:
                    return agreed(
                        _today_in(frame, found, phrase) for found in intervals(frame, row)
                    )

                return within
            case Presence(recorded):
                return lambda frame, row: TRUE if recorded else FALSE
        raise AssertionError(test)

    def _age(self, test: Test) -> Run:
        leap = self.conventions.leap_birthday
        match test:
            case Negated(inner):
                run = self._age(inner)
                return lambda frame, row: negate(run(frame, row))
            case OneOf(tests):
                return _any(tuple(self._age(t) for t in tests))
            case Presence(recorded):
                return settled(_birth, lambda frame, row, a: _presence(a, recorded))
            case InRange(least, most):

                def at(day: int, years: int) -> int:
                    return birthday(day, years, leap=leap)

                def aged(frame: Frame, row: Row | None, born: Alternative) -> Truth:
                    if born is None:
                        return FALSE
                    if not isinstance(born, Days):
                        return UNKNOWN
                    lower = Days(at(born.first, least), at(born.last, least)) if least else None
                    upper = (
                        None
                        if most is None
                        else Days(at(born.first, most + 1), at(born.last, most + 1))
                    )
                    return _today_in(frame, Interval(lower or born, False, upper, True))

                return settled(_birth, aged)
        raise AssertionError(test)

    # --- tests -----------------------------------------------------------------------------------

    def check(self, test: Test) -> Check:
        """Compile a test of one alternative of a value."""
        match test:
            case Presence(recorded):
                return lambda frame, row, a: _presence(a, recorded)
            case Equals(values):
                return _known(lambda frame, row, a: TRUE if a in values else FALSE)
            case IsSide(side):
                return _known(lambda frame, row, a: self._is_side(frame, str(side), a))
            case IsParty(person):
                return _known(lambda frame, row, a: self.party(frame, person, a))
            case Holds(member, only):
                return self._holds(self.check(member), only)
            case Completeness(complete):
                return _known(lambda frame, row, a: TRUE if a is complete else FALSE)
            case InRange(least, most):
                return _known(
                    lambda frame, row, a: (
                        TRUE
                        if (least is None or a >= least) and (most is None or a <= most)
                        else FALSE
                    )
                )
            case SameAs(other):
                return self._same(self.expressions.ref(other))
            case Among(other):
                return self._among(self.expressions.ref(other))
            case InTime(phrase):
                return self._in_time(phrase)
            case Negated(inner):
                check = self.check(inner)
                return lambda frame, row, a: negate(check(frame, row, a))
            case OneOf(tests):
                checks = tuple(self.check(t) for t in tests)
                return lambda frame, row, a: _any_of(check(frame, row, a) for check in checks)

    def party(self, frame: Frame, person: Person, alternative: Alternative) -> Truth:
        """Whether a value is this person; roles are bare codes."""
        party = alternative if isinstance(alternative, Party) else Party(code=alternative)
        return self.parties.matches(frame, person, party)

    def _is_side(self, frame: Frame, side: str, alternative: Alternative) -> Truth:
        return self.parties.is_one_of(frame, alternative, (side,))

    def _holds(self, member: Check, only: bool) -> Check:
        def holds(frame: Frame, row: Row | None, a: Alternative) -> Truth:
            found = [member(frame, row, m) for m in a]
            if not only:
                return _any_of(found)
            return FALSE if FALSE in found else UNKNOWN if UNKNOWN in found else TRUE

        return _known(holds)

    def _same(self, other: Value) -> Check:
        def same(frame: Frame, row: Row | None, a: Alternative) -> Truth:
            return agreed(_equal(a, b) for b in other(frame, row))

        return _known(same)

    def _among(self, other: Value) -> Check:
        def among(frame: Frame, row: Row | None, a: Alternative) -> Truth:
            return agreed(_is_among(a, b) for b in other(frame, row))

        return _known(among)

    def _in_time(self, phrase: Phrase) -> Check:
        intervals = self.expressions.phrase(phrase, self.conventions)
        anchored = any(isinstance(p.anchor, AtToday) for p in phrase.date.parts)

        def within(frame: Frame, row: Row | None, a: Alternative) -> Truth:
            if a is None:
                return FALSE
            if anchored:
                frame.watch_tomorrow()
            said = intervals(frame, row)
            if frame.observer is not None:
                for found in said:
                    frame.observer.limit(phrase, side_of(found, a))
            return agreed(_lies_in(a, found) for found in said)

        return within


def settled(value: Value, check: Check) -> Run:
    """A test of a value: settled when all alternatives agree."""

    def run(frame: Frame, row: Row | None) -> Truth:
        alternatives = value(frame, row)
        if len(alternatives) == 1:
            return check(frame, row, alternatives[0])
        return agreed(check(frame, row, a) for a in alternatives)

    return run


def agreed(truths: Any) -> Truth:
    """What all say; unknown where they differ."""
    first: Truth | None = None
    for truth in truths:
        if truth == UNKNOWN or (first is not None and truth != first):
            return UNKNOWN
        first = truth
    return UNKNOWN if first is None else first


def _known(check: Check) -> Check:
    """A test that is false of none, and unknown of what is not known."""

    def run(frame: Frame, row: Row | None, a: Alternative) -> Truth:
        if a is None:
            return FALSE
        if a is UNKNOWN_VALUE or a is SOMETHING:
            return UNKNOWN
        return check(frame, row, a)

    return run


def _presence(a: Alternative, recorded: bool) -> Truth:
    if a is UNKNOWN_VALUE:
        return UNKNOWN
    return TRUE if (a is not None) is recorded else FALSE


def _lies_in(a: Alternative, found: object) -> Truth:
    if found is None:
        return FALSE  # no day at all, not even one that is not known, lies in what has no days
    if not isinstance(found, Interval) or not isinstance(a, Days | Instants):
        return UNKNOWN
    return found.contains(a)


def _today_in(frame: Frame, found: object, phrase: Phrase | None = None) -> Truth:
    if frame.observer is not None and phrase is not None:
        frame.observer.limit(phrase, side_of(found, frame.today()))
    if found is None:
        return FALSE
    if not isinstance(found, Interval):
        return UNKNOWN
    if not _slides(frame, phrase):
        frame.watch(found)
    return found.contains(frame.today())


def _slides(frame: Frame, phrase: Phrase | None) -> bool:
    """Whether a phrase is reckoned from a move that is no more than today: then it moves along with the day asked about."""
    side = frame.side
    if side is None or phrase is None or not (side.point_is_today and side.move_is_provisional):
        return False
    return any(isinstance(part.anchor, AtMove | AtPoint) for part in phrase.date.parts)


def _equal(a: Alternative, b: Alternative) -> Truth:
    if b is None:
        return FALSE
    if b is UNKNOWN_VALUE or b is SOMETHING:
        return UNKNOWN
    if isinstance(a, Days | Instants):
        if a == b and a.first == a.last:
            return TRUE
        if not isinstance(b, Days | Instants):
            return FALSE
        return FALSE if a.last < b.first or b.last < a.first else UNKNOWN
    if isinstance(a, Party) or isinstance(b, Party):
        return TRUE if _names(a) & _names(b) else FALSE
    return TRUE if a == b else FALSE


def _names(value: Alternative) -> frozenset[str]:
    """Every name by which a value may mean somebody."""
    names = value if isinstance(value, Party) else (value,)
    return frozenset(name for name in names if name is not None)


def _is_among(a: Alternative, listed: Alternative) -> Truth:
    if listed is None:
        return FALSE
    if listed is UNKNOWN_VALUE or listed is SOMETHING:
        return UNKNOWN
    return _any_of(_equal(a, member) for member in listed)


def _any_of(truths: Any) -> Truth:
    result: Truth = FALSE
    for truth in truths:
        if truth == TRUE:
            return TRUE
        if truth == UNKNOWN:
            result = UNKNOWN
    return result


def _all(runs: tuple[Run, ...]) -> Run:
    if len(runs) == 1:
        return runs[0]

    def run(frame: Frame, row: Row | None) -> Truth:
        result: Truth = TRUE
        for each in runs:
            truth = each(frame, row)
            if truth == FALSE:
                return FALSE
            if truth == UNKNOWN:
                result = UNKNOWN
        return result

    return run


def _any(runs: tuple[Run, ...]) -> Run:
    if len(runs) == 1:
        return runs[0]

    def run(frame: Frame, row: Row | None) -> Truth:
        result: Truth = FALSE
        for each in runs:
            truth = each(frame, row)
            if truth == TRUE:
                return TRUE
            if truth == UNKNOWN:
                result = UNKNOWN
        return result

    return run
