"""What a model wants at a place: its keys, and whether it wants a truth value there.

Found by walking the annotations along a path, because pydantic's errors name neither. Where the way is not plain (a validator of its
own reshapes the value), the answer is nothing, and the fault then lists nothing.
"""

import functools
import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from transferrules.reading.nodes import Step

_MAPPINGS = (dict, Mapping)


def keys_at(model: Any, path: Sequence[Step], branch: str | None = None) -> tuple[str, ...]:
    """The keys that may stand in the mapping at the path; of a union, those of the named branch."""
    models = [
        one for one in _at(model, path) if isinstance(one, type) and issubclass(one, BaseModel)
    ]
    named = [one for one in models if one.__name__ == branch] or models
    keys: dict[str, None] = {}
    for one in named:
        for name, info in one.model_fields.items():
            keys[info.alias or name] = None
    return tuple(keys)


def wants_truth(model: Any, path: Sequence[Step]) -> bool:
    """Whether `true` or `false` is wanted at the path, and no text would do."""
    found = set(_at(model, path))
    return bool in found and str not in found


def _at(annotation: Any, path: Sequence[Step]) -> Iterator[Any]:
    """Every plain type that the annotation allows at the path."""
    here = list(_plain(annotation))
    if not path:
        yield from here
        return
    step, rest = path[0], path[1:]
    for one in here:
        for below in _below(one, step):
            yield from _at(below, rest)


def _plain(annotation: Any) -> Iterator[Any]:
    """The annotation without Annotated, aliases, Optional and unions."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _plain(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for branch in get_args(annotation):
            yield from _plain(branch)
    elif hasattr(annotation, "__value__"):  # a `type` statement or TypeAliasType
        yield from _plain(annotation.__value__)
    else:
        yield annotation


@functools.cache
def _annotations(model: type[BaseModel]) -> dict[Step, Any]:
    """What each key of a model holds. Kept: it is asked for every word of a text that could be a truth value."""
    return {info.alias or name: info.annotation for name, info in model.model_fields.items()}


def _below(annotation: Any, step: Step) -> Iterator[Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = _annotations(annotation)
        if step in fields:
            yield fields[step]
        return
    origin, arguments = get_origin(annotation), get_args(annotation)
    if not isinstance(origin, type) or not arguments:
        return
    if isinstance(step, str) and len(arguments) == 2 and issubclass(origin, _MAPPINGS):
        yield arguments[1]
    elif isinstance(step, int) and issubclass(origin, tuple) and arguments[-1] is not Ellipsis:
        yield from arguments[step : step + 1]
    elif isinstance(step, int):
        yield arguments[0]
