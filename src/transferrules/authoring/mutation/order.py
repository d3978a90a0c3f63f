"""Which scenarios are asked about a mutant, and which of them first.

A scenario *looks at* a rule where it held, waited, was overridden or set aside, or where one of its tests or limits was looked at; at a
term where it looks at a rule that rests on it. One that does not look at what was changed gives the same answer whatever stands there, and
is not asked. Of those that do, first come those that look at the very line and expect something of the rule.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from transferrules.authoring.coverage_inventory import inventory
from transferrules.authoring.coverage_watching import HELD, Watched
from transferrules.authoring.expectations import InsideExpected
from transferrules.authoring.mutation.mutant import Mutant
from transferrules.authoring.mutation.persons import persons_matched
from transferrules.authoring.scenario_format import Scenario
from transferrules.engine.decide import Policy
from transferrules.pack.model import DecisionTerm
from transferrules.pack.uses import direct

RULES = ("routes", "blocks", "duties", "checklists", "advice")
# How days are counted may matter anywhere; a route from more teams may be taken where nothing looked at it.
EVERYWHERE = ("conventions", "calendar")
WIDENING = ("sender",)


class Order:
    """What each scenario looks at.

    Attributes:
        broken: The scenarios that do not hold as the pack is; they can kill nothing, and are not asked.
    """

    def __init__(self, policy: Policy, scenarios: Sequence[Scenario]) -> None:
        self.users = _users(policy)
        self.broken: list[int] = []
        self.holding: list[int] = []
        self._lines: defaultdict[int, set[int]] = defaultdict(set)
        self._looks: defaultdict[str, set[int]] = defaultdict(set)
        self._held: defaultdict[str, set[int]] = defaultdict(set)
        self._says: defaultdict[str, set[int]] = defaultdict(set)
        has = inventory(policy.pack)
        for place, scenario in enumerate(scenarios):
            watched = Watched()
            decision = policy.decide(scenario.case, as_of=scenario.as_of, observer=watched)
            watched.read(policy, decision, has)
            if scenario.check(decision):
                self.broken.append(place)
                continue
            self.holding.append(place)
            for known, seen in ((has.tests, watched.tests), (has.limits, watched.limits)):
                for key in seen:
                    if key in known:
                        self._lines[known[key].line or 0].add(place)
                        self._looks[known[key].id.split(".")[-1]].add(place)
            for fate in decision.rules:
                if fate.fate != "does_not_apply":
                    self._looks[fate.rule].add(place)
            for rule, way in watched.rules.items():
                if way == HELD:
                    self._held[rule.split(".")[1]].add(place)
            for rule in _spoken_of(scenario.expected):
                self._says[rule].add(place)

    def of(self, mutant: Mutant) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The scenarios that look at what was changed, the likeliest to tell it apart first; and the others that hold."""
        section, _, name = mutant.rule.partition(".")
        rules = {name} if section in RULES else self.users.get(name, frozenset())
        asked = self._lines.get(mutant.line, set())
        look = self._all_that(self._looks, {name, *rules}) | asked
        if section in EVERYWHERE or mutant.edit.kind in WIDENING:
            look = set(self.holding)
        speak, held = self._all_that(self._says, rules), self._all_that(self._held, rules)

        def rank(place: int) -> tuple[bool, bool, bool, int]:
            near = place in asked
            return not (near and place in speak), not (near or place in speak), place not in held, place  # fmt: skip

        first = sorted((place for place in self.holding if place in look), key=rank)
        others = (place for place in self.holding if place not in look)
        return tuple(first), tuple(others)

    @staticmethod
    def _all_that(by_rule: Mapping[str, set[int]], rules: Collection[str]) -> set[int]:
        return set[int]().union(*(by_rule.get(rule, set()) for rule in rules))


def _spoken_of(expected: Sequence[Any]) -> Iterator[str]:
    """The rules that expectations are about."""
    for one in expected:
        if isinstance(one, InsideExpected):
            yield from _spoken_of(one.expected)
        else:
            yield from one.rules


def _users(policy: Policy) -> dict[str, frozenset[str]]:
    """For each term and each person, the rules that rest on it, through other terms too."""
    pack = policy.pack
    rests: dict[str, frozenset[str]] = {
        name: _named(term) for name, term in {**pack.terms, **pack.checklists}.items()
    }
    found: defaultdict[str, set[str]] = defaultdict(set)
    for section in RULES:
        for name, rule in getattr(pack, section).items():
            waiting = list(_named(rule))
            if section == "routes":
                waiting += [awaited.decision for awaited in rule.if_decided]
            seen: set[str] = set()
            while waiting:
                term = waiting.pop()
                if term not in seen:
                    seen.add(term)
                    found[term].add(name)
                    waiting += rests.get(term, frozenset())
    every = {name for section in RULES for name in getattr(pack, section)}
    for name, decision in pack.terms.items():
        if isinstance(decision, DecisionTerm) and decision.sets_aside is not None:
            # No rule names it; those that it can set aside rest on it, and with them what it says of people.
            for one in {name, *rests[name]}:
                found[one] |= decision.sets_aside or every
    return {term: frozenset(rules) for term, rules in found.items()}


def _named(node: object) -> frozenset[str]:
    """The terms, checklists and people that a term or rule names itself."""
    return direct(node)[1] | persons_matched([node])
