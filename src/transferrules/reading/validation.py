"""A source through a pydantic model: the instance, or faults that a reader of the text understands.

pydantic says of every error where in the *model* it is, unions included; we find where in the *text* that is (`_steps`), keep of each union
only what the best-fitting branch says (`_settle`), and say it in our own words (`sentences.py`).
"""

import functools
import itertools
from collections.abc import Hashable
from collections.abc import Sequence as AbstractSequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar, cast, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core.core_schema import ErrorType

from transferrules.reading.faults import Fault, nearest, tellable
from transferrules.reading.nodes import Mapping, Node, Scalar, Sequence, Source, Step
from transferrules.reading.places import fault_at
from transferrules.reading.sentences import accepted_of, constraint, fits, wanted, wrong_type
from transferrules.reading.shapes import keys_at, wants_truth

T = TypeVar("T")

# What pydantic would take for true or false, and what is meant by it.
_TRUTHS = dict.fromkeys(("yes", "on", "y", "t", "1", "true"), "true") | dict.fromkeys(
    ("no", "off", "n", "f", "0", "false"), "false"
)


# Every kind of error that is pydantic's and not one of a validator's own.
_PYDANTIC_S_OWN = frozenset(get_args(ErrorType))


class _Branch(NamedTuple):
    """A step of pydantic's that is a branch of a union or a validator, and no place in the text."""

    label: str


@dataclass(frozen=True, slots=True)
class _Problem:
    """One error of pydantic's, with its way through the text."""

    kind: str
    message: str
    context: dict[str, Any]
    steps: tuple[Step | _Branch, ...]
    node: Node

    @property
    def path(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if not isinstance(step, _Branch))

    @property
    def branch(self) -> str | None:
        labels = [step.label for step in self.steps if isinstance(step, _Branch)]
        return labels[-1] if labels else None


def validate(model: type[T], source: Source) -> tuple[T | None, tuple[Fault, ...]]:
    """Make a model of what was read: the instance and no faults, or none and every fault.

    A validator of the model that has something to say raises ``PydanticCustomError``: its message is shown as it is, so for a case it must
    hold no value. Its context may hold ``kind``, ``accepted``, ``nearest``, and ``offset`` and ``length`` in the value.
    """
    loose = _loose_truths(model, source)
    errors: list[Any] = []
    instance: T | None = None
    try:
        instance = _adapter(cast(Hashable, model)).validate_python(source.node.plain())
    except ValidationError as error:
        errors = list(error.errors(include_url=False))
    # Said outside the handler: pydantic's error quotes values, and must not become the context of ours.
    problems = [_problem(error, source.node) for error in errors]
    told = [_fault(problem, model, source) for problem in _settle(problems, 0)]
    faults = _without_echoes([*loose, *told])
    if faults:
        return None, tuple(sorted(faults, key=lambda one: (one.line or 0, one.column or 0)))
    return instance, ()


@functools.cache
def _adapter(model: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, model))


def _loose_truths(model: Any, source: Source) -> list[Fault]:
    """Words that pydantic would take for a truth value and we do not: `yes`, `on`, `1`, `True`."""
    return [
        fault_at(
            source,
            path,
            "truth",
            "A truth value is written `true` or `false`.",
            accepted=("true", "false"),
            nearest=meant,
        )
        for path, word in _words(source.node, ())
        if word not in ("true", "false")
        and (meant := _TRUTHS.get(word.lower()))
        and wants_truth(model, path)
    ]


def _words(node: Node, path: tuple[Step, ...]) -> "list[tuple[tuple[Step, ...], str]]":
    match node:
        case Mapping():
            below = [_words(value, (*path, str(key.value))) for key, value in node]
        case Sequence():
            below = [_words(item, (*path, place)) for place, item in enumerate(node.items)]
        case Scalar(value=str() as word) if word.lower() in _TRUTHS:
            return [(path, word)]
        case _:
            return []
    return list(itertools.chain.from_iterable(below))


# -- from pydantic's places to ours


def _problem(error: Any, root: Node) -> _Problem:
    missing = error["type"] == "missing"
    steps = _steps(root, tuple(error["loc"]), missing)
    path = [step for step in steps if not isinstance(step, _Branch)]
    node = root.at(path[:-1] if missing else path)
    return _Problem(error["type"], error["msg"], error.get("ctx", {}), steps, node)


def _steps(root: Node, loc: tuple[Step, ...], missing: bool) -> tuple[Step | _Branch, ...]:
    """Which of pydantic's steps are keys and indices of the text, and which are branches.

    A branch can be called like a key, so of all ways to read the steps the one with the fewest branches is taken.
    """
    known: dict[tuple[int, int], tuple[int, tuple[Step | _Branch, ...]]] = {}

    def best(node: Node, place: int) -> tuple[int, tuple[Step | _Branch, ...]]:
        if place == len(loc):
            return 0, ()
        if (id(node), place) in known:
            return known[id(node), place]
        step = loc[place]
        if missing and place == len(loc) - 1:
            return 0, (step,)
        cost, rest = best(node, place + 1)
        answer: tuple[int, tuple[Step | _Branch, ...]] = cost + 1, (_Branch(str(step)), *rest)
        below = node.child(step)
        if below is not None:
            cost, rest = best(below, place + 1)
            if cost < answer[0]:
                answer = cost, (step, *rest)
        known[id(node), place] = answer
        return answer

    return best(root, 0)[1]


# -- unions


def _settle(problems: AbstractSequence[_Problem], depth: int) -> list[_Problem]:
    """The problems that are worth telling: all of them, but of a union those of one branch."""
    told = [problem for problem in problems if len(problem.steps) == depth]
    groups: dict[Step | _Branch, list[_Problem]] = {}
    for problem in problems:
        if len(problem.steps) > depth:
            groups.setdefault(problem.steps[depth], []).append(problem)
    branches: list[list[_Problem]] = []
    for step, group in groups.items():
        settled = _settle(group, depth + 1)
        if isinstance(step, _Branch):
            branches.append(settled)
        else:
            told += settled
    return told + (_best(branches, depth + 1) if branches else [])


def _best(branches: list[list[_Problem]], depth: int) -> list[_Problem]:
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
    choices = [one for branch in fitting if len(branch) == 1 for one in branch if _is_choice(one)]
    if len(choices) == len(fitting) and len(choices) > 1:
        return [_merged_choice(choices)]
    return min(fitting, key=lambda branch: (sum(map(_is_key_problem, branch)), len(branch)))


def _path_length(problem: _Problem, depth: int) -> int:
    return sum(not isinstance(step, _Branch) for step in problem.steps[:depth])


def _is_choice(problem: _Problem) -> bool:
    return problem.kind in ("literal_error", "enum")


def _is_key_problem(problem: _Problem) -> bool:
    return problem.kind in ("missing", "extra_forbidden")


def _merged(problems: list[_Problem]) -> _Problem:
    names: dict[str, None] = {}
    words: list[str] = []
    for problem in problems:
        words += accepted_of(problem.kind, problem.context)
        name = wanted(problem.kind)
        if name:
            names[name] = None
    names |= dict.fromkeys(f"`{word}`" for word in words)
    first = problems[0]
    return _Problem("wrong_type", "", {"names": list(names)}, first.steps, first.node)


def _merged_choice(problems: list[_Problem]) -> _Problem:
    words = [word for one in problems for word in accepted_of(one.kind, one.context)]
    expected = ", ".join(f"'{word}'" for word in dict.fromkeys(words))
    first = problems[0]
    return _Problem(first.kind, "", {"expected": expected}, first.steps, first.node)


# -- telling


def _fault(problem: _Problem, model: Any, source: Source) -> Fault:
    kind, path, context = problem.kind, problem.path, problem.context
    if kind == "missing":
        key = path[-1]
        return fault_at(
            source, path[:-1], "missing-key", f"The key `{key}` is missing here.", on_key=True
        )
    if kind == "extra_forbidden":
        return _unknown_key(problem, model, source)
    if problem.steps[-1:] == (_Branch("[key]"),):
        told = constraint(kind, context) or "This is not accepted here."
        return fault_at(source, path, "key", told.replace("This", "This key", 1), on_key=True)
    if _is_choice(problem):
        return _choice(problem, source)
    if kind == "wrong_type":
        return fault_at(
            source,
            path,
            "wrong-type",
            wrong_type(context["names"] or ["something else"], problem.node),
        )
    name = wanted(kind)
    if name:
        return fault_at(source, path, "wrong-type", wrong_type([name], problem.node))
    told = constraint(kind, context)
    if told:
        return fault_at(source, path, kind.replace("_", "-"), told)
    return _custom(problem, source)


def _unknown_key(problem: _Problem, model: Any, source: Source) -> Fault:
    path = problem.path
    key = path[-1] if path else ""
    accepted = keys_at(model, path[:-1], problem.branch)
    above = source.node.at(list(path[:-1]))
    used = above.keys() if isinstance(above, Mapping) else ()
    free = [one for one in accepted if one not in used]
    named = isinstance(key, str) and (source.show_found or tellable(key) == key)
    message = (
        f"`{key}` is not a key that is known here." if named else "This key is not known here."
    )
    return fault_at(
        source,
        path,
        "unknown-key",
        message,
        on_key=True,
        accepted=accepted,
        nearest=nearest(str(key), free),
    )


def _choice(problem: _Problem, source: Source) -> Fault:
    accepted = accepted_of(problem.kind, problem.context)
    node = problem.node
    if not fits(problem.kind, node):
        names = [f"`{word}`" for word in accepted] or ["one of a few words"]
        return fault_at(
            source, problem.path, "wrong-type", wrong_type(names, node), accepted=accepted
        )
    word = str(node.value) if isinstance(node, Scalar) else ""
    message = (
        f"`{word}` is not accepted here."
        if source.show_found
        else "This value is not accepted here."
    )
    return fault_at(
        source,
        problem.path,
        "not-accepted",
        message,
        accepted=accepted,
        nearest=nearest(word, accepted),
    )


def _custom(problem: _Problem, source: Source) -> Fault:
    """What a validator of the model said, or a plain sentence for what pydantic said."""
    context = problem.context
    ours = problem.kind not in _PYDANTIC_S_OWN
    kind = str(context.get("kind", problem.kind if ours else "invalid")).replace("_", "-")
    message = problem.message
    if problem.kind in ("value_error", "assertion_error"):
        # Often raised deep in a library and quoting the value: told only where values may be.
        message = str(context.get("error", "")) if source.show_found else ""
    elif not ours:
        message = ""
    offset, length = context.get("offset"), context.get("length")
    return fault_at(
        source,
        problem.path,
        kind,
        message or "This value is not accepted here.",
        offset=offset if isinstance(offset, int) else None,
        length=length if isinstance(length, int) else None,
        accepted=tuple(map(str, context.get("accepted", ()))),
        nearest=context.get("nearest"),
    )


def _without_echoes(faults: list[Fault]) -> list[Fault]:
    """Leave out what another fault already says: the missing key that an unknown key beside it was meant for."""
    meant = {
        (fault.path.rpartition(".")[0], fault.nearest)
        for fault in faults
        if fault.kind == "unknown-key" and fault.nearest
    }
    truths = {fault.path for fault in faults if fault.kind == "truth"}
    return [
        fault
        for fault in faults
        if not (fault.kind == "missing-key" and (fault.path, _named(fault)) in meant)
        and not (fault.kind != "truth" and fault.path in truths)
    ]


def _named(fault: Fault) -> str:
    return fault.message.split("`")[1]
