"""What a run of scenarios found, told to whoever wrote them: what was expected, what was answered, and which tests made it so."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from transferrules.authoring.aspects import Answer
from transferrules.authoring.expectations import Mismatch
from transferrules.authoring.scenario_format import Scenario
from transferrules.authoring.statements import shown
from transferrules.decision import RuleExplanation, TestTrace
from transferrules.reading import Fault, render

_RULES_TOLD = 4
_TESTS_TOLD = 8


@dataclass(frozen=True, slots=True)
class Because:
    """One rule that bears on what failed, and the tests that made it so.

    Attributes:
        rule: Its id.
        fate: What became of it.
        tests: Its tests that tell, each in one line.
    """

    rule: str
    fate: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One scenario, run.

    Attributes:
        scenario: Which.
        mismatches: What the answer says otherwise; empty where the scenario holds.
        sentence: The answer, where it does not.
        because: Why it is as it is.
    """

    scenario: Scenario
    mismatches: tuple[Mismatch, ...] = ()
    sentence: str = ""
    because: tuple[Because, ...] = ()

    @property
    def held(self) -> bool:
        """Whether everything that the scenario says holds."""
        return not self.mismatches

    def render(self) -> str:
        """What failed, for a policy author."""
        scenario = self.scenario
        lines = [
            f"{scenario.file}:{scenario.line}: {scenario.title}",
            f"    as of {shown(scenario.as_of)}, pack {scenario.pack}"
            + (f", {', '.join(scenario.clauses)}" if scenario.clauses else ""),
        ]
        for one in self.mismatches:
            lines += [
                f"    {one.path} (line {one.line})",
                f"      - expected  {one.expected}",
                f"      + answered  {one.answered}",
            ]
        if self.sentence:
            lines.append(f"    The answer: {self.sentence}")
        for why in self.because:
            lines.append(f"    {why.rule} {why.fate.replace('_', ' ')}")
            lines += [f"      {test}" for test in why.tests]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, or a pack, that could not be read: its scenarios were not run.

    Attributes:
        faults: What is wrong.
        text: The same, as text.
    """

    faults: tuple[Fault, ...]
    text: str

    @classmethod
    def of(cls, faults: Sequence[Fault]) -> "Refused":
        return cls(tuple(faults), render(faults, show_found=True))


@dataclass(frozen=True, slots=True)
class Report:
    """A run of scenarios.

    Attributes:
        results: Every scenario, in order.
        refused: What could not be read.
    """

    results: tuple[Result, ...]
    refused: tuple[Refused, ...] = ()

    @property
    def passed(self) -> tuple[Result, ...]:
        """The scenarios that hold."""
        return tuple(one for one in self.results if one.held)

    @property
    def failed(self) -> tuple[Result, ...]:
        """The scenarios that do not."""
        return tuple(one for one in self.results if not one.held)

    @property
    def ok(self) -> bool:
        """Whether everything was read, something was run, and all of it holds."""
        return not self.failed and not self.refused

    def render(self) -> str:
        """What failed, what could not be read, and how many hold."""
        parts = [one.text for one in self.refused] + [one.render() for one in self.failed]
        return "\n\n".join([*parts, self.summary()])

    def summary(self) -> str:
        """How many hold, in a sentence."""
        held, failed = len(self.passed), len(self.failed)
        told = f"{held} of {held + failed} scenarios hold."
        if self.refused:
            faults = sum(len(one.faults) for one in self.refused)
            told += f" {faults} fault{'s' * (faults != 1)} kept others from being run."
        return told


# --- why -------------------------------------------------------------------------------------------


def because(
    mismatches: Iterable[Mismatch],
    answer: Answer,
    explain: Callable[[str], Iterable[RuleExplanation]],
) -> tuple[Because, ...]:
    """The rules that bear on what failed: those that it speaks of, and those that the answer follows."""
    found = list(mismatches)
    rules = dict.fromkeys(rule for one in found for rule in one.rules)
    if not rules or any("." not in one.path for one in found):
        rules |= dict.fromkeys(move.route for move in answer.moves if move.leading)
    told = [_because(explanation) for rule in rules for explanation in explain(rule)]
    open_first = sorted(told, key=lambda one: one.fate == "does_not_apply" and not one.tests)
    return tuple(open_first[:_RULES_TOLD])


def _because(explanation: RuleExplanation) -> Because:
    fate = explanation.rule.fate
    decisive = {
        "applies": ("held",),
        "complete": ("held",),
        "does_not_apply": ("failed",),
        "cannot_be_told": ("unknown",),
    }.get(fate, ("failed", "unknown", "held"))
    lines = [line for test in explanation.tests for line in _lines(test)]
    told = list(dict.fromkeys(line for line in lines if line.startswith(decisive)))
    more = len(told) - _TESTS_TOLD
    shortened = [*told[:_TESTS_TOLD], f"and {more} more"] if more > 0 else told
    by = f" by {', '.join(explanation.rule.by)}" if any(explanation.rule.by) else ""
    return Because(explanation.rule.rule, f"{fate}{by}", tuple(shortened))


def _lines(test: TestTrace, *, negated: bool = False) -> Iterable[str]:
    """The tests that made a test come to what it did: of a group, those that came to the same; under *not*, the opposite."""
    if not test.parts:
        facts = ", ".join(f"{fact.path}: {fact.value}" for fact in test.facts)
        told = " · ".join(part for part in (facts, *test.computed) if part)
        line = f" (line {test.line})" if test.line is not None else ""
        came_to = _OPPOSITE[test.came_to] if negated else test.came_to
        says = f"not {test.says}" if negated else test.says
        yield f"{came_to:8} {says}{line}" + (f"  {told}" if told else "")
        return
    turns = test.says.startswith(("this does not hold", "not "))
    for part in test.parts:
        if turns or part.came_to == test.came_to:
            yield from _lines(part, negated=negated != turns)


_OPPOSITE = {"held": "failed", "failed": "held", "unknown": "unknown"}
