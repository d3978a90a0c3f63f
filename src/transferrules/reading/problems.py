"""What pydantic found, brought to places of the text, and of each union only what is worth telling."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from transferrules.reading.nodes import Node, Step
from transferrules.reading.sentences import accepted_of, fits, wanted


class Branch(NamedTuple):
    """A step of pydantic's that is a branch of a union or a validator, and no place in the text."""

    label: str


def keys_of(steps: "Sequence[Step | Branch]") -> tuple[Step, ...]:
    """The steps that are places in the text."""
    return tuple(step for step in steps if not isinstance(step, Branch))


@dataclass(frozen=True, slots=True)
class Problem:
    """One error of pydantic's, with its way through the text."""

    kind: str
    message: str
    context: dict[str, Any]
    steps: tuple[Step | Branch, ...]
    node: Node

    @property
    def path(self) -> tuple[Step, ...]:
        return keys_of(self.steps)

    @property
    def branch(self) -> str | None:
        labels = [step.label for step in self.steps if isinstance(step, Branch)]
        return labels[-1] if labels else None


# -- from pydantic's places to ours


def problem_of(error: Any, root: Node) -> Problem:
    missing = error["type"] == "missing"
    steps = _steps(root, tuple(error["loc"]), missing)
    path = keys_of(steps)
    node = root.at(path[:-1] if missing else path)
    return Problem(error["type"], error["msg"], error.get("ctx", {}), steps, node)


def _steps(root: Node, loc: tuple[Step, ...], missing: bool) -> tuple[Step | Branch, ...]:
    """Which of pydantic's steps are keys and indices of the text, and which are branches.

    A branch can be called like a key, so of all ways to read the steps the one with the fewest branches is taken.
    """
    known: dict[tuple[int, int], tuple[int, tuple[Step | Branch, ...]]] = {}

    def best(node: Node, place: int) -> tuple[int, tuple[Step | Branch, ...]]:
        if place == len(loc):
            return 0, ()
        if (id(node), place) in known:
            return known[id(node), place]
        step = loc[place]
        if missing and place == len(loc) - 1:
            return 0, (step,)
        cost, rest = best(node, place + 1)
        answer: tuple[int, tuple[Step | Branch, ...]] = cost + 1, (Branch(str(step)), *rest)
        below = node.child(step)
        if below is not None:
            cost, rest = best(below, place + 1)
            as_key = cost, (step, *rest)
            # Where both readings cost the same and lead to the same place, the key comes first: its branches follow it.
            same = cost == answer[0] and keys_of(as_key[1]) == keys_of(answer[1])
            if cost < answer[0] or same:
                answer = as_key
        known[id(node), place] = answer
        return answer

    return best(root, 0)[1]


# -- unions


def settle(problems: Sequence[Problem], depth: int) -> list[Problem]:
    """The problems that are worth telling: all of them, but of a union those of one branch."""
    told = [problem for problem in problems if len(problem.steps) == depth]
    groups: dict[Step | Branch, list[Problem]] = {}
    for problem in problems:
        if len(problem.steps) > depth:
            groups.setdefault(problem.steps[depth], []).append(problem)
    branches: list[list[Problem]] = []
    for step, group in groups.items():
        settled = settle(group, depth + 1)
        if isinstance(step, Branch):
            branches.append(settled)
        else:
            told += settled
    return told + (_best(branches, depth + 1) if branches else [])


def _best(branches: list[list[Problem]], depth: int) -> list[Problem]:
    """The branch that fits the text best; where none fits its shape, one problem that names what all of them wanted."""
    if len(branches) == 1:
        return branches[0]
    own = [
        [one for one in branch if len(one.path) <= _path_length(one, depth)] for branch in branches
    ]
    fitting = [
        branch
        for branch, here in zip(branches, own, strict=True)
        if all(fits(one.kind, one.node) for one in here)
    ]
    if not fitting:
        return [_merged([one for here in own for one in here])]
    choices = [one for branch in fitting if len(branch) == 1 for one in branch if is_choice(one)]
    if len(choices) == len(fitting) and len(choices) > 1:
        return [_merged_choice(choices)]
    return min(fitting, key=lambda branch: (sum(map(_is_key_problem, branch)), len(branch)))


def _path_length(problem: Problem, depth: int) -> int:
    return sum(not isinstance(step, Branch) for step in problem.steps[:depth])


def is_choice(problem: Problem) -> bool:
    return problem.kind in ("literal_error", "enum")


def _is_key_problem(problem: Problem) -> bool:
    return problem.kind in ("missing", "extra_forbidden")


def _merged(problems: list[Problem]) -> Problem:
    names: dict[str, None] = {}
    words: list[str] = []
    for problem in problems:
        words += accepted_of(problem.kind, problem.context)
        name = wanted(problem.kind)
        if name:
            names[name] = None
    names |= dict.fromkeys(f"`{word}`" for word in words)
    first = problems[0]
    return Problem("wrong_type", "", {"names": list(names)}, first.steps, first.node)


def _merged_choice(problems: list[Problem]) -> Problem:
    words = [word for one in problems for word in accepted_of(one.kind, one.context)]
    expected = ", ".join(f"'{word}'" for word in dict.fromkeys(words))
    first = problems[0]
    return Problem(first.kind, "", {"expected": expected}, first.steps, first.node)
