"""The facts that are wanted: what is not recorded, whether it matters, what to ask, and what each answer would lead to.

Each value that the pack can tell from another is tried in turn on the same case (ruling 25). Nothing here decides: it asks the evaluator.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from transferrules.calendars.birthdays import birthday
from transferrules.calendars.clock import end_of_day, start_of_day
from transferrules.calendars.spans import Days, Instants
from transferrules.case.kinds import Kind
from transferrules.case.values import Party
from transferrules.case.vocabulary import CODE_LISTS, RECORD_TYPES, SNAPSHOT, Field, lookup
from transferrules.decision import Answered, MissingFact
from transferrules.engine.evaluate import Evaluation, evaluate
from transferrules.engine.expressions import shift
from transferrules.engine.frame import UNKNOWN_VALUE, Frame, Reading, Record
from transferrules.engine.moments import AsOf
from transferrules.engine.policy import Policy
from transferrules.engine.stages import Stage
from transferrules.engine.status import Status, verdict
from transferrules.language.syntax import Amount
from transferrules.pack.model import (
    AtBirthday,
    Equals,
    FactTest,
    Holds,
    InRange,
    IsParty,
    Negated,
    OneOf,
    Pick,
    Ref,
    Root,
    Test,
)
from transferrules.pack.uses import direct

# So many facts are tried at the most; further ones are left out of the list, never out of the status.
MOST_FACTS = 60


class Trial(NamedTuple):
    """One value to try: what to call it, and the facts as they would be. Days of one fact are tried in order, and told as spans."""

    label: str
    facts: Record
    day: int | None = None


class Summary(NamedTuple):
    """What an answer comes to, for comparing: the status, where to, and the stage of every route."""

    status: str
    to: tuple[str, ...]
    stages: tuple[tuple[str, frozenset[Stage]], ...]


def summary(evaluation: Evaluation) -> Summary:
    """The gist of an evaluation."""
    judged = verdict(evaluation)
    leading = [evaluation.states[r] for r in judged.leading]
    to = sorted({r.team for s in leading for r in s.results})
    stages = sorted(((n, s.stages) for n, s in evaluation.states.items()), key=lambda pair: pair[0])
    return Summary(judged.status.value, tuple(to), tuple(stages))


class Probes:
    """The values that a pack can tell apart, field by field; worked out once for a policy."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        pack = policy.pack
        self.rules: list[object] = [
            *pack.routes.values(), *pack.blocks.values(), *pack.duties.values(), *pack.checklists.values(), *pack.advice.values(),
        ]  # fmt: skip
        self.terms: Mapping[str, object] = {**pack.terms, **pack.checklists}

    @cached_property
    def words(self) -> Mapping[Field, tuple[object, ...]]:
        """For each field, the codes, teams and people that the pack tests it against."""
        found: dict[Field, dict[object, None]] = {}
        for node in _all([*self.rules, *self.terms.values()]):
            if isinstance(node, FactTest) and node.ref.steps:
                for word in _words(node.test):
                    found.setdefault(node.ref.steps[-1], {})[word] = None
        return {f: tuple(sorted(words, key=str)) for f, words in found.items()}

    @cached_property
    def spells(self) -> Mapping[Field, tuple[object, ...]]:
        """For each date, the amounts and birthdays that stand between it and another date in some rule."""
        found: dict[Field, dict[object, None]] = {}
        for root in self.rules:
            reach = [root, *(self.terms[n] for n in self._reach(root))]
            nodes = list(_all(reach))
            amounts = [n for n in nodes if isinstance(n, Amount | AtBirthday)]
            for node in nodes:
                if isinstance(node, Ref) and node.steps:
                    found.setdefault(node.steps[-1], {}).update(dict.fromkeys(amounts))
                elif isinstance(node, Pick):
                    found.setdefault(node.by, {}).update(dict.fromkeys(amounts))
            if any(isinstance(n, AtBirthday) for n in nodes) or any(
                isinstance(n, Ref) and n.root is Root.AGE for n in nodes
            ):
                born = RECORD_TYPES["Child"].fields["date_of_birth"]
                ages = [
                    AtBirthday(a)
                    for n in nodes
                    if isinstance(n, InRange)
                    for a in (n.least, (n.most or 0) + 1)
                    if a
                ]
                found.setdefault(born, {}).update(dict.fromkeys([*amounts, *ages]))
        return {f: tuple(spells) for f, spells in found.items()}

    def _reach(self, root: object) -> set[str]:
        seen: set[str] = set()
        waiting = list(direct(root)[1])
        while waiting:
            name = waiting.pop()
            if name in self.terms and name not in seen:
                seen.add(name)
                waiting += direct(self.terms[name])[1]
        return seen

    def picks(self, list_name: str) -> Iterator[Pick]:
        """The terms that pick from a list."""
        for _, term in sorted(self.policy.pack.terms.items()):
            if isinstance(term, Pick) and ".".join(term.list.keys) == list_name:
                yield term


def _all(nodes: list[object]) -> Iterator[object]:
    for node in nodes:
        yield node
        if isinstance(node, tuple | frozenset):
            yield from _all(list(node))
        elif is_dataclass(node) and not isinstance(node, Field):
            yield from _all([getattr(node, f.name) for f in fields(node)])


def _words(test: Test) -> Iterator[object]:
    match test:
        case Equals(values):
            yield from values
        case IsParty(person):
            yield person.id
        case Holds(member):
            yield from _words(member)
        case Negated(inner):
            yield from _words(inner)
        case OneOf(tests):
            for each in tests:
                yield from _words(each)
        case InRange(least, most):
            for end in (least, most):
                if end is not None:
                    yield from (end - 1, end, end + 1)


class Wanted:
    """The facts wanted by one case."""

    def __init__(self, policy: Policy, facts: Record, as_of: AsOf, probes: Probes) -> None:
        self.policy = policy
        self.facts = facts
        self.as_of = as_of
        self.probes = probes

    def facts_wanted(self, evaluation: Evaluation) -> tuple[MissingFact, ...]:
        """The facts whose value could still change the answer, the most decisive first."""
        now = summary(evaluation)
        if all(len(stages) == 1 for _, stages in now.stages) and now.status != Status.CANNOT_TELL:
            return ()
        found = []
        for reading in self._unknown()[:MOST_FACTS]:
            fact = self._fact(reading, now)
            if fact is not None:
                found.append(fact)
        found.sort(key=lambda pair: pair[0])
        return tuple(fact for _, fact in found)

    def _unknown(self) -> list[Reading]:
        """Every fact that was looked for and is not recorded, or only in part; each once."""
        trail: list[Reading] = []
        verdict(evaluate(self.policy, self.facts, self.as_of, trail))
        found: dict[str, Reading] = {}
        for reading in trail:
            partial = (
                isinstance(reading.value, Days | Instants)
                and reading.value.first != reading.value.last
            )
            if reading.value is UNKNOWN_VALUE or (partial and not _day_of_moment(reading.value)):
                found.setdefault(reading.path, reading)
        return [found[path] for path in sorted(found)]

    def _fact(
        self, reading: Reading, now: Summary
    ) -> tuple[tuple[bool, int, int, str], MissingFact] | None:
        trials = list(self._trials(reading))
        results = [summary(evaluate(self.policy, t.facts, self.as_of)) for t in trials]
        if all(r == now for r in results):
            return None
        settles = sum(r.status != Status.CANNOT_TELL for r in results)
        rules = sum(
            len(stages) == 1 and len(before) > 1
            for r in results
            for (_, stages), (_, before) in zip(r.stages, now.stages, strict=False)
        )
        answers = _told(trials, results)
        # Who holds the case is asked first: everything hangs on it (ruling 22).
        holder = reading.path.partition(".")[0] == "holder"
        rank = (not holder, -settles, -rules, reading.path)
        return rank, MissingFact(reading.path, self._question(reading), settles, answers)

    def _question(self, reading: Reading) -> str:
        if reading.field is not None:
            return reading.field.question
        try:
            return lookup(reading.list or reading.path).question
        except KeyError:
            return f"What is recorded under {reading.path}?"

    # --- values to try ---------------------------------------------------------------------------

    def _trials(self, reading: Reading) -> Iterator[Trial]:
        if reading.list is not None:
            yield from self._list_trials(reading)
            return
        field = reading.field or SNAPSHOT.fields.get(reading.path)
        if field is None:
            return
        set_ = _setter(self.facts, reading.path, field)
        if field.kind in (Kind.DATE, Kind.MOMENT):
            yield Trial("none", set_(None))
            yield from self._day_trials(field, reading, set_)
            return
        if field.kind is Kind.RECORD:
            yield Trial("none", set_(None))
            yield from self._record_trials(field, reading, set_)
            return
        for label, value in self._values(field):
            yield Trial(label, set_(value))

    def _values(self, field: Field) -> Iterator[tuple[str, object]]:
        titles = self.policy.pack.titles
        if field.kind is Kind.BOOLEAN:
            yield from (("true", True), ("false", False))
            return
        tested = self.probes.words.get(field, ())
        if field.kind is Kind.TEAM and not tested:
            tested = tuple(sorted(self.policy.pack.teams))
        many = field.kind in (Kind.CODES, Kind.PARTIES, Kind.TEAMS, Kind.IDS)
        party = field.kind in (Kind.PARTY, Kind.PARTIES)
        for word in tested:
            if isinstance(word, bool) or (field.kind is Kind.NUMBER and not isinstance(word, int)):
                continue
            value: object = Party(code=str(word)) if party else word
            yield titles.get(str(word), str(word).replace("_", " ")), (value,) if many else value
        if field.kind is not Kind.NUMBER:
            other: object = Party(code="somebody_else") if party else "another"
            known = CODE_LISTS.get(field.codes or "")
            if field.kind is not Kind.CODE or known is None or len(known.codes) > len(tested):
                yield "another", (other,) if many else other
        yield "none", None

    def _day_trials(
        self, field: Field, reading: Reading, set_: Callable[[object], Record]
    ) -> Iterator[Trial]:
        days = self._days(field)
        if isinstance(reading.value, Days | Instants):
            span = reading.value
            ends = (span.first, span.last) if isinstance(span, Days) else ()
            days = sorted({*(d for d in days if not ends or ends[0] <= d <= ends[1]), *ends})
        for day in days:
            value: object = Days(day, day)
            if field.kind is Kind.MOMENT:
                value = Instants(start_of_day(day), end_of_day(day))
            yield Trial(date.fromordinal(day).isoformat(), set_(value), day)

    def _days(self, field: Field) -> list[int]:
        """Days on each side of every limit that the pack draws from the day asked about."""
        today = self.as_of.day
        frame = Frame(self.facts, self.as_of, self.policy.calendar)
        conventions = self.policy.pack.conventions
        around = {today}
        for spell in self.probes.spells.get(field, ()):
            if isinstance(spell, AtBirthday):
                # The latest day of birth by which that birthday is reached today.
                guess = birthday(today, 0) - round(spell.nth * 365.2425)
                around.update(range(guess - 2, guess + 3))
            elif isinstance(spell, Amount):
                for sign in (1, -1):
                    moved = shift(frame, Days(today, today), spell, sign, conventions)
                    around.add(moved.first if isinstance(moved, Days) else today + sign)
        near = {d + aside for d in around for aside in (-1, 0, 1)}
        if not field.ahead:
            near = {d for d in near if d <= today}
        return sorted(near)

    def _record_trials(
        self, field: Field, reading: Reading, set_: Callable[[object], Record]
    ) -> Iterator[Trial]:
        if reading.path == "holder":
            for team, detail in sorted(self.policy.pack.teams.items()):
                yield Trial(
                    detail.title, set_({"#path": "holder", "team": team, "started_on": Days(1, 1)})
                )
            return
        yield Trial("there is one", set_({"#path": reading.path}))

    def _list_trials(self, reading: Reading) -> Iterator[Trial]:
        assert reading.list is not None
        keys = reading.list.split(".")
        whole = {**self.facts, "incomplete": self.facts["incomplete"] - {keys[0], reading.list}}
        if keys[0] == "services":
            return
        present: tuple[Any, ...] = self.facts.get(keys[0]) or ()
        yield Trial("no more than are recorded" if present else "none", {**whole, keys[0]: present})
        if len(keys) > 1:
            return
        for pick in self.probes.picks(reading.list):
            record = self._fitting(pick, keys[0], len(present))
            yield Trial(f"one that is `{pick.name}`", {**whole, keys[0]: (*present, record)})

    def _fitting(self, pick: Pick, name: str, index: int) -> dict[str, object]:
        """A record made to fit what a pick asks of single fields; the rest of it stays unknown."""
        record: dict[str, object] = {"#path": f"{name}[{index}]"}
        today = Days(self.as_of.day, self.as_of.day)
        now: object = (
            Instants(self.as_of.first, self.as_of.last) if pick.by.kind is Kind.MOMENT else today
        )
        record[pick.by.name] = now
        for node in _all([pick.where]):
            if (
                not isinstance(node, FactTest)
                or node.ref.root is not Root.ROW
                or len(node.ref.steps) != 1
            ):
                continue
            field = node.ref.steps[0]
            value = _fits(field, node.test)
            if field is not pick.by and value is not UNKNOWN_VALUE:
                record[field.name] = value
        return record


def _fits(field: Field, test: Test) -> object:
    """A value that passes a test, where one is plain to see."""
    match test:
        case Equals(values):
            return min(values, key=str)
        case IsParty(person):
            return Party(code=person.id)
        case Holds(Equals(values)):
            return (sorted(values, key=str)[0],)
        case Holds(IsParty(person)):
            return (Party(code=person.id),)
        case OneOf(tests):
            return _fits(field, tests[0])
    if getattr(test, "recorded", None) is False:
        return None
    return UNKNOWN_VALUE


def _day_of_moment(value: object) -> bool:
    """Whether a moment is known to its day, which is as much as most records hold."""
    return isinstance(value, Instants) and value.last - value.first < 26 * 3600


def _setter(facts: Record, path: str, field: Field) -> Callable[[object], Record]:
    """Makes facts that differ at one path."""
    steps: list[str | int] = []
    for part in path.split("."):
        key, *indexes = part.replace("]", "").split("[")
        steps.append(key)
        steps += [int(i) for i in indexes]
    steps[-1] = field.name if isinstance(steps[-1], str) else steps[-1]

    def put(node: Any, rest: list[str | int], value: object) -> Any:
        head, *tail = rest
        if isinstance(head, int):
            inner = put(node[head], tail, value) if tail else value
            return (*node[:head], inner, *node[head + 1 :])
        below = node.get(head)
        if not tail:
            return {**node, head: value}
        if below is None:
            below = {"#path": head} if isinstance(tail[0], str) else ()
        return {**node, head: put(below, tail, value)}

    return lambda value: put(facts, steps, value)


def _told(trials: list[Trial], results: list[Summary]) -> tuple[Answered, ...]:
    """What each value leads to; days that lead to the same are told as spans."""
    told: list[Answered] = []
    plain = [(t, r) for t, r in zip(trials, results, strict=True) if t.day is None]
    dated = [(t, r) for t, r in zip(trials, results, strict=True) if t.day is not None]
    told += [Answered(t.label, r.status, r.to) for t, r in plain]
    start = 0
    for index in range(1, len(dated) + 1):
        if index < len(dated) and dated[index][1][:2] == dated[start][1][:2]:
            continue
        first, last = dated[start][0].label, dated[index - 1][0].label
        if start == 0 and index == len(dated):
            label = "any day"
        elif start == 0:
            label = f"{last} or before"
        elif index == len(dated):
            label = f"{first} or after"
        else:
            label = first if first == last else f"{first} to {last}"
        told.append(Answered(label, dated[start][1].status, dated[start][1].to))
        start = index
    return tuple(told)
