"""A source through a pydantic model: the instance, or faults that a reader of the text understands.

pydantic says of every error where in the *model* it is, unions included; we find where in the *text* that is (`problems.py`), keep of each union
only what the best-fitting branch says (there too), and say it in our own words (`sentences.py`).
"""

import functools
import itertools
from collections.abc import Hashable
from typing import Any, TypeVar, cast, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core.core_schema import ErrorType

from transferrules.reading.faults import Fault, nearest, tellable
from transferrules.reading.limits import DEFAULT
from transferrules.reading.nodes import Mapping, Node, Scalar, Sequence, Source, Step
from transferrules.reading.places import fault_at
from transferrules.reading.problems import Branch, Problem, is_choice, problem_of, settle
from transferrules.reading.sentences import accepted_of, constraint, fits, wanted, wrong_type
from transferrules.reading.shapes import keys_at, wants_truth

T = TypeVar("T")

# What pydantic would take for true or false, and what is meant by it.
_TRUTHS = dict.fromkeys(("yes", "on", "y", "t", "1", "true"), "true") | dict.fromkeys(
    ("no", "off", "n", "f", "0", "false"), "false"
)


# Enough of pydantic's errors to tell the first `DEFAULT.faults` of; a union counts once for each of its branches.
_ERRORS = 10 * DEFAULT.faults

# Every kind of error that is pydantic's and not one of a validator's own.
_PYDANTIC_S_OWN = frozenset(get_args(ErrorType))


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
        errors = error.errors(include_url=False, include_input=False)[:_ERRORS]
    # Said outside the handler: pydantic's error quotes values, and must not become the context of ours.
    problems = [problem_of(error, source.node) for error in errors]
    settled = settle(problems, 0)
    told = [_fault(problem, model, source) for problem in settled[: DEFAULT.faults]]
    faults = _without_echoes([*loose[: DEFAULT.faults], *told])
    if not faults:
        return instance, ()
    faults.sort(key=lambda one: (one.line or 0, one.column or 0))
    if len(settled) > DEFAULT.faults or len(loose) > DEFAULT.faults:
        message = f"There are more; the first {DEFAULT.faults} are told."
        faults.append(Fault("too-many-faults", message, source.name))
    return None, tuple(faults)


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


# -- telling


def _fault(problem: Problem, model: Any, source: Source) -> Fault:
    kind, path, context = problem.kind, problem.path, problem.context
    if kind == "missing":
        key = path[-1]
        return fault_at(
            source, path[:-1], "missing-key", f"The key `{key}` is missing here.", on_key=True
        )
    if kind == "extra_forbidden":
        return _unknown_key(problem, model, source)
    if problem.steps[-1:] == (Branch("[key]"),):
        sentence = constraint(kind, context) or "This is not accepted here."
        return fault_at(source, path, "key", sentence.replace("This", "This key", 1), on_key=True)
    if is_choice(problem):
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


def _unknown_key(problem: Problem, model: Any, source: Source) -> Fault:
    path = problem.path
    key = path[-1] if path else ""
    accepted = keys_at(model, path[:-1], problem.branch)
    above = source.node.at(list(path[:-1]))
    free = [one for one in accepted if not (isinstance(above, Mapping) and one in above)]
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


def _choice(problem: Problem, source: Source) -> Fault:
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


def _custom(problem: Problem, source: Source) -> Fault:
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
