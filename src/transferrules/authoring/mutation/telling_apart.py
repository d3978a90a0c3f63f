"""A case on which a pack and its mutant answer differently: looked for among the scenarios, then beside them.

First the cases of the scenarios on their own days, then on the days around, then cases that differ from them in one place
(`neighbours`). So many answers are compared and no more: a mutant that says the same as the pack would otherwise be searched for ever.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from transferrules.authoring.mutation.expected import Said, difference
from transferrules.authoring.mutation.mutant import Mutant
from transferrules.authoring.mutation.neighbours import Pool, Snapshot, neighbours
from transferrules.authoring.pack_names import PackNames
from transferrules.authoring.scenario_format import Scenario
from transferrules.authoring.statements import shown
from transferrules.case import Case, load_case
from transferrules.engine.decide import Decision, Policy
from transferrules.errors import InvalidCase

MOST_ON_THEIR_DAY = 60
MOST_ON_OTHER_DAYS = 40
MOST_OTHERS = 10
CASES_BESIDE = 3  # the nearest scenarios whose cases are changed
MOST_BESIDE_EACH = 40
MOST_REMEMBERED = 400
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Apart:
    """A case on which pack and mutant differ.

    Attributes:
        file: The scenario whose case it is, or from which it was made: its file,
        line: its line,
        title: and its title.
        changed: What was changed of its case, in words; empty where nothing was.
        other_day: Whether another day is asked about.
        as_of: The day or moment asked about, as a scenario writes it.
        case: The case, as data.
        expect: What the pack answers and the mutant does not, as a scenario expects it.
        clauses: The clauses that the scenario is about.
    """

    file: str
    line: int
    title: str
    changed: str
    other_day: bool
    as_of: str
    case: Snapshot
    expect: Said
    clauses: tuple[str, ...]


class Finder:
    """Looks for such cases, for the mutants of one pack.

    Attributes:
        policy: The pack as it is.
        scenarios: Its scenarios.
    """

    def __init__(self, policy: Policy, scenarios: Sequence[Scenario]) -> None:
        self.policy = policy
        self.scenarios = scenarios
        self.names = PackNames(policy.pack)
        self._plain = [plain(scenario.case) for scenario in scenarios]
        self._pool: Pool | None = None
        self._answers: dict[object, Decision] = {}

    def search(
        self, mutant: Mutant, policy: Policy, asked: Sequence[int], others: Sequence[int]
    ) -> Apart | None:
        """A case on which this mutant answers otherwise; none where none was found.

        Args:
            mutant: Which.
            policy: The pack, changed.
            asked: The scenarios that look at what was changed, the nearest first.
            others: The other scenarios.
        """
        try:
            return next(self._all(mutant, policy, asked, others), None)
        except (
            Exception
        ):  # a mutant that cannot answer is told by no case that a scenario could expect
            return None

    def _all(
        self, mutant: Mutant, policy: Policy, asked: Sequence[int], others: Sequence[int]
    ) -> Iterator[Apart]:
        for place in asked[:MOST_ON_THEIR_DAY]:
            yield from self._apart(mutant, policy, place, self.scenarios[place].as_of)
        some = _spread(others, MOST_OTHERS)
        days = ((place, day) for place in (*asked, *some) for day in self._days(place))
        for place, day in islice(days, MOST_ON_OTHER_DAYS):
            yield from self._apart(mutant, policy, place, day)
        self._pool = self._pool or Pool(self.policy.pack, self._plain)
        words = self._pool.words_of(mutant)
        nearest = (*asked[:CASES_BESIDE], *some)[:CASES_BESIDE]
        for place in nearest:
            as_of = self.scenarios[place].as_of
            around = as_of.date() if isinstance(as_of, datetime) else as_of
            beside = neighbours(self._plain[place], around, self._pool, words)
            for changed, case in islice(beside, MOST_BESIDE_EACH):
                yield from self._beside(mutant, policy, place, case, changed)

    def _days(self, place: int) -> Iterator[date | datetime]:
        """The days around that a scenario asks about, and those around the next on which its answer can change."""
        as_of = self.scenarios[place].as_of
        days: list[date | datetime] = [as_of + _DAY, as_of - _DAY]
        again = self._answer(place, as_of).look_again_on
        if again is not None:
            days += [again, again - _DAY]
        yield from days

    def _answer(self, place: int, as_of: date | datetime) -> Decision:
        """What the pack answers on a day."""
        case = self.scenarios[place].case
        return self._remembered((place, as_of), case, as_of)

    def _remembered(self, key: object, case: Case, as_of: date | datetime) -> Decision:
        """What the pack answers; of the latest, worked out once."""
        found = self._answers.pop(key, None) or self.policy.decide(case, as_of=as_of)
        self._answers[key] = found
        while len(self._answers) > MOST_REMEMBERED:
            del self._answers[next(iter(self._answers))]
        return found

    def _apart(
        self, mutant: Mutant, policy: Policy, place: int, as_of: date | datetime
    ) -> Iterator[Apart]:
        mine = self._answer(place, as_of)
        theirs = policy.decide(self.scenarios[place].case, as_of=as_of)
        yield from self._told(mutant, mine, theirs, place, as_of, self._plain[place], "")

    def _beside(
        self, mutant: Mutant, policy: Policy, place: int, case: Snapshot, changed: str
    ) -> Iterator[Apart]:
        try:
            loaded = load_case(case, declared=self.policy.pack.codes)
        except InvalidCase:
            return  # a date before another that it cannot precede, say
        as_of = self.scenarios[place].as_of
        mine = self._remembered((place, changed), loaded, as_of)
        theirs = policy.decide(loaded, as_of=as_of)
        yield from self._told(mutant, mine, theirs, place, as_of, case, changed)

    def _told(
        self,
        mutant: Mutant,
        mine: Decision,
        theirs: Decision,
        place: int,
        as_of: date | datetime,
        case: Snapshot,
        changed: str,
    ) -> Iterator[Apart]:
        if _all_parts(mine) == _all_parts(theirs):
            return
        expect = difference(mine, theirs, self.names, mutant.rule)
        if expect is None:
            return
        scenario = self.scenarios[place]
        yield Apart(
            scenario.file,
            scenario.line,
            scenario.title,
            changed,
            as_of != scenario.as_of,
            shown(as_of),
            case,
            expect,
            scenario.clauses,
        )


def _spread(places: Sequence[int], count: int) -> Sequence[int]:
    """So many of them, from all over."""
    return places[:: max(1, -(-len(places) // count))]


def plain(case: Case) -> Snapshot:
    """A case as the data that it was written in."""
    written: Snapshot = case.model_dump(mode="json", exclude_unset=True, by_alias=True)
    return written


def _all_parts(decision: Decision) -> tuple[Any, ...]:
    """What is compared: everything but what follows from it, and the missing facts, which are asked for last and cost most."""
    return (
        decision.status,
        decision.possible,
        decision.moves,
        decision.duties,
        decision.documents,
        decision.advice,
        decision.rules,
        decision.participants,
        decision.holder_after,
        decision.look_again_on,
        decision.missing,
    )
