"""Conditions, said a little otherwise: a test left out, *all of* for *any of*, one of several values less, another outcome."""

from collections.abc import Iterator, Mapping
from typing import Any

from transferrules.authoring.mutation.anchors import Anchors
from transferrules.authoring.mutation.mutant import DROPPED, Edit, Path, flow
from transferrules.authoring.mutation.wording import numbers, timings

JOINERS = {"any_of": "all_of", "all_of": "any_of"}
TRUTHS = {"true": "false", "false": "true", "complete": "incomplete", "incomplete": "complete"}
Outcomes = Mapping[str, tuple[str, ...]]


def one_or_many(value: Any) -> list[Any]:
    """A list, also of what stands alone."""
    return value if isinstance(value, list) else [value]


def conditions(
    path: Path, mapping: Mapping[str, Any], row: str | None, anchors: Anchors, outcomes: Outcomes
) -> Iterator[Edit]:
    """Every change of a condition, but for its being left out as a whole.

    Args:
        path: Where it stands.
        mapping: The condition.
        row: The list of the record at hand, where there is one.
        anchors: Other dates.
        outcomes: What each decision of the pack may be.
    """
    for key, value in mapping.items():
        below: Path = (*path, key)
        kind = "unless" if key == "unless" else "condition"
        if len(mapping) > 1:
            yield Edit(kind, below, DROPPED, flow(value))
        if key in JOINERS:
            yield from _joined(path, mapping, key)
            for index, part in enumerate(value):
                yield from conditions((*below, index), part, row, anchors, outcomes)
        elif key == "unless":
            yield from conditions(below, value, row, anchors, outcomes)
        else:
            yield from _test(below, key, value, mapping, row, anchors, outcomes)


def _joined(path: Path, mapping: Mapping[str, Any], key: str) -> Iterator[Edit]:
    parts = mapping[key]
    if len(parts) < 2:
        return
    for index, part in enumerate(parts):
        yield Edit("condition", (*path, key, index), DROPPED, flow(part))
    if JOINERS[key] not in mapping:
        turned = {JOINERS[key] if one == key else one: value for one, value in mapping.items()}
        yield Edit("joiner", path, turned, key, JOINERS[key])


def _test(
    path: Path,
    key: str,
    value: Any,
    mapping: Mapping[str, Any],
    row: str | None,
    anchors: Anchors,
    outcomes: Outcomes,
) -> Iterator[Edit]:
    """Every change of one test."""

    def other(name: str) -> str | None:
        return anchors.other(name, row)

    several = isinstance(value, list)
    for index, text in enumerate(value if several else [value]):
        place = (*path, index) if several else path
        if several and len(value) > 1:
            yield Edit("value", place, DROPPED, text)
        bare = text.removeprefix("not ")
        no = text[: len(text) - len(bare)]
        for kind, now in timings(bare, other) + numbers(bare):
            yield Edit(kind, place, no + now, text, no + now)
    if several or not isinstance(value, str):
        return
    if value.startswith("not "):
        yield Edit("test", path, value.removeprefix("not "), value, value.removeprefix("not "))
    if value.startswith("only "):
        now = f"includes {value.removeprefix('only ')}"
        yield Edit("test", path, now, value, now)
    if value in TRUTHS:
        yield Edit("test", path, TRUTHS[value], value, TRUTHS[value])
    bare = value.removeprefix("not ")
    known = outcomes.get(_decision(key, mapping), ())
    if bare in known and len(known) > 1:
        now = value[: len(value) - len(bare)] + known[(known.index(bare) + 1) % len(known)]
        yield Edit("outcome", path, now, value, now)


def _decision(key: str, mapping: Mapping[str, Any]) -> str:
    """The decision whose outcome a key tests: `allocation.outcome`, or `outcome` beside `type: allocation`."""
    if key.endswith(".outcome"):
        return key.removesuffix(".outcome")
    type_ = mapping.get("type") if key == "outcome" else None
    return type_ if isinstance(type_, str) else ""
