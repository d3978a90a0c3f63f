"""One mutant, tried: the scenarios are asked one after the other, and the first that no longer holds kills it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from transferrules.authoring.mutation.mutant import Mutant
from transferrules.authoring.mutation.surface import Stillborn, Surface
from transferrules.authoring.mutation.telling_apart import Apart, Finder
from transferrules.authoring.scenario_format import Scenario
from transferrules.engine.decide import Policy


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    STILLBORN = "stillborn"


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one mutant.

    Attributes:
        id: Which.
        fate: What became of it.
        by: The scenario that killed it, ``file:line: name``; why it is stillborn.
        apart: A case on which it answers otherwise, of a survivor where one was found.
        searched: Whether one was looked for.
    """

    id: str
    fate: Fate
    by: str = ""
    apart: Apart | None = None
    searched: bool = False

    @property
    def enough(self) -> bool:
        """Whether all is known of it: of a survivor, whether a case was looked for."""
        return self.fate is not Fate.SURVIVED or self.searched


class Trial:
    """Tries the mutants of one pack against its scenarios."""

    def __init__(self, surface: Surface, scenarios: Sequence[Scenario]) -> None:
        self.surface = surface
        self.scenarios = scenarios
        self.policy = Policy(surface.pack())
        self.finder = Finder(self.policy, scenarios)

    def of(
        self, mutant: Mutant, asked: Sequence[int], others: Sequence[int], *, search: bool
    ) -> Tried:
        """Try one.

        Args:
            mutant: Which.
            asked: The scenarios to ask, the likeliest first.
            others: The scenarios that do not look at what was changed: cases to begin from in a search.
            search: Whether to look for a case that tells a survivor apart.
        """
        try:
            policy = self.surface.policy(self.policy, mutant)
        except Stillborn as why:
            return Tried(mutant.id, Fate.STILLBORN, str(why))
        for place in asked:
            scenario = self.scenarios[place]
            if not _holds(scenario, policy):
                by = f"{scenario.file}:{scenario.line}: {scenario.name}"
                return Tried(mutant.id, Fate.KILLED, by)
        apart = self.finder.search(mutant, policy, asked, others) if search else None
        return Tried(mutant.id, Fate.SURVIVED, apart=apart, searched=search)


def _holds(scenario: Scenario, policy: Policy) -> bool:
    """Whether a scenario holds; of a policy that cannot answer at all, it does not."""
    try:
        return not scenario.check(policy.decide(scenario.case, as_of=scenario.as_of))
    except Exception:
        return False
