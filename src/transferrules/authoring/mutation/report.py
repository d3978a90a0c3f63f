"""What mutation found, as data."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from transferrules.authoring.mutation.mutant import Mutant
from transferrules.authoring.mutation.trial import Fate, Tried

WANTED = 95
"""The percentage below which scenarios do not hold a pack well enough."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """What became of the mutants of one pack.

    Attributes:
        pack: Its id.
        file: Its file.
        scenarios: How many scenarios were asked.
        broken: Those that do not hold as the pack is, ``file:line: name``; they were not asked.
        found: Each mutant and what became of it, in the order of the pack.
        reasons: The survivors that are explained, by id.
        unknown: Ids that are explained and that no mutant has.
    """

    pack: str
    file: str
    scenarios: int
    broken: tuple[str, ...]
    found: tuple[tuple[Mutant, Tried], ...]
    reasons: Mapping[str, str]
    unknown: tuple[str, ...]

    def of(self, fate: Fate) -> tuple[tuple[Mutant, Tried], ...]:
        """Those of one fate."""
        return tuple(one for one in self.found if one[1].fate is fate)

    @property
    def explained(self) -> tuple[tuple[Mutant, Tried], ...]:
        """The survivors that are explained."""
        return tuple(one for one in self.of(Fate.SURVIVED) if one[0].id in self.reasons)

    @property
    def survivors(self) -> tuple[tuple[Mutant, Tried], ...]:
        """Those that nobody explains."""
        return tuple(one for one in self.of(Fate.SURVIVED) if one[0].id not in self.reasons)

    @property
    def killed_after_all(self) -> tuple[tuple[Mutant, Tried], ...]:
        """Those that are explained as survivors and no longer survive."""
        return tuple(
            one for one in self.found if one[1].fate is not Fate.SURVIVED and one[0].id in self.reasons
        )  # fmt: skip

    @property
    def viable(self) -> int:
        """Every mutant but the stillborn."""
        return len(self.found) - len(self.of(Fate.STILLBORN))

    @property
    def percentage(self) -> float:
        """The killed and the explained, of the viable, in hundredths."""
        accounted = len(self.of(Fate.KILLED)) + len(self.explained)
        return 100 * accounted / self.viable if self.viable else 100.0

    @property
    def killed_percentage(self) -> float:
        """The killed alone, of the viable, in hundredths."""
        return 100 * len(self.of(Fate.KILLED)) / self.viable if self.viable else 100.0

    @property
    def enough(self) -> bool:
        """Whether the scenarios hold the pack well enough."""
        return self.percentage >= WANTED

    def to_dict(self) -> dict[str, Any]:
        """All of it, in JSON's types."""
        return {
            "pack": self.pack,
            "scenarios": self.scenarios,
            "broken": list(self.broken),
            "figures": {
                "mutants": len(self.found),
                "stillborn": len(self.of(Fate.STILLBORN)),
                "viable": self.viable,
                "killed": len(self.of(Fate.KILLED)),
                "explained": len(self.explained),
                "survived": len(self.survivors),
                "percentage": round(self.percentage, 2),
                "killed_percentage": round(self.killed_percentage, 2),
            },
            "mutants": [self._told(mutant, tried) for mutant, tried in self.found],
            "killed_after_all": [mutant.id for mutant, _ in self.killed_after_all],
            "unknown": list(self.unknown),
        }

    def _told(self, mutant: Mutant, tried: Tried) -> dict[str, Any]:
        return {
            "id": mutant.id,
            "rule": mutant.rule,
            "line": mutant.line,
            "kind": mutant.edit.kind,
            "was": mutant.edit.was,
            "now": mutant.edit.now,
            "fate": tried.fate.value,
            "by": tried.by,
            "reason": self.reasons.get(mutant.id),
            "apart": None if tried.apart is None else asdict(tried.apart),
        }
