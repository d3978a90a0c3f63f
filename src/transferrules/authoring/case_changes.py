"""A case made from another: what a scenario says with `with`, `also` and `without`.

    with: {child.date_of_birth: 2010-07-20}     exactly this stands at the path, whatever stood there
    also: {meetings: [{…}]}                     these records stand in the list too
    without: [plans, holder.worker]             these keys are left out: not known

Nothing is merged: what stands at a path is replaced whole. A path is written as the answer writes it (`meetings[1].held_on`, counted from 0 in the
base); a record that has an `id` may be named by it (`plans[family].ended_on`). No two changes may touch the same place, so their order
does not matter.
"""

import re
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass

from transferrules.authoring.statements import Path, Reader
from transferrules.reading import Entry, Mapping, Node, Scalar, Sequence, nearest

CHANGES = ("with", "also", "without")
_STEP = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)((?:\[[A-Za-z0-9_-]+\])*)", re.ASCII)
_PLACE = re.compile(r"\[([A-Za-z0-9_-]+)\]", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Change:
    """One change: what it does, at which steps of the base, and where the scenario says so."""

    how: str
    steps: Path
    text: str
    said: Path
    value: Node | None


def changed(base: Node, given: Mapping, path: Path, reader: Reader) -> Node | None:
    """The base with every change that a scenario asks for; None, and faults, where one cannot be meant.

    Args:
        base: The case that the file shares.
        given: The scenario.
        path: Where the scenario stands in its file.
        reader: Takes the faults.
    """
    before = len(reader.faults)
    changes: list[_Change] = []
    for how in CHANGES:
        part = given.child(how)
        if part is None:
            continue
        for text, said, value in _said(how, part, (*path, how), reader):
            steps = _resolved(base, how, text, said, reader)
            if steps is not None:
                changes.append(_Change(how, steps, text, said, value))
    _refuse_overlaps(changes, reader)
    if len(reader.faults) > before:
        return None
    return _applied(base, {change.steps: change for change in changes}, ())


def _said(how: str, part: Node, path: Path, reader: Reader) -> list[tuple[str, Path, Node | None]]:
    """Each change as written: its path in the case, where it is said, and the new value."""
    if how == "without":
        items = [(item, (*path, place)) for place, item in enumerate(part.items)] if isinstance(part, Sequence) else [(part, path)]  # fmt: skip
        found = [(reader.text(item, place, "A path such as `holder.worker`"), place) for item, place in items]  # fmt: skip
        return [(text, place, None) for text, place in found if text is not None]
    if not isinstance(part, Mapping) or not part.entries:
        example = "{meetings: [{…}]}" if how == "also" else "{child.date_of_birth: 2010-07-20}"
        reader.refuse(
            path, "wrong-type", f"Paths and what is to stand there are wanted here: {example}."
        )
        return []
    return [(str(key.value), (*path, str(key.value)), value) for key, value in part]


def _resolved(base: Node, how: str, text: str, said: Path, reader: Reader) -> Path | None:
    """The steps of a path, its ids turned into places; a fault where the base has no such place."""
    named = _steps(text)
    on_key = how != "without"
    if named is None:
        message = f"`{text}` is no path: write `child.date_of_birth`, `meetings[0].held_on`."
        reader.refuse(said, "not-a-path", message, on_key=on_key)
        return None
    node: Node | None = base
    steps: list[str | int] = []
    for index, (name, in_list) in enumerate(named):
        last = index == len(named) - 1
        if in_list:
            place = _place(node, name) if node is not None else None
            if place is None:
                message = f"There is no record `{name}` in that list of the base."
                ids = _ids(node)
                reader.refuse(said, "no-such-record", message, on_key=on_key, accepted=ids, nearest=nearest(name, ids))  # fmt: skip
                return None
            steps.append(place)
            assert node is not None
            node = node.child(place)
            continue
        if node is not None and not isinstance(node, Mapping):
            what = "none" if isinstance(node, Scalar) and node.value is None else "no record"
            message = f"`{name}` cannot be set in what is {what} in the base: set the whole of it."
            reader.refuse(said, "no-such-place", message, on_key=on_key)
            return None
        steps.append(name)
        found = node.child(name) if node is not None else None
        if found is None and how == "without":
            keys = node.keys() if isinstance(node, Mapping) else ()
            message = f"The base has no `{text}` to leave out."
            reader.refuse(said, "nothing-there", message, nearest=_whole(text, name, keys) if last else None)  # fmt: skip
            return None
        node = found
    if how == "also" and not isinstance(node, Sequence):
        message = f"`{text}` is no list of the base: `also` adds to lists; `with` sets."
        reader.refuse(said, "no-such-list", message, on_key=True)
        return None
    return tuple(steps)


def _steps(text: str) -> list[tuple[str, bool]] | None:
    steps: list[tuple[str, bool]] = []
    for part in text.split("."):
        matched = _STEP.fullmatch(part)
        if matched is None:
            return None
        steps.append((matched[1], False))
        steps += [(place, True) for place in _PLACE.findall(matched[2])]
    return steps


def _place(node: Node | None, name: str) -> int | None:
    """The place in a list that is meant by a number, or by a record's id."""
    if not isinstance(node, Sequence):
        return None
    ids = _ids(node)
    if name in ids:
        return next(place for place, item in enumerate(node.items) if _id(item) == name)
    if name.isdigit() and len(name) < 6 and int(name) < len(node.items):
        return int(name)
    return None


def _ids(node: Node | None) -> tuple[str, ...]:
    if not isinstance(node, Sequence):
        return ()
    return tuple(found for item in node.items if (found := _id(item)) is not None)


def _id(record: Node) -> str | None:
    found = record.child("id")
    return str(found.value) if isinstance(found, Scalar) and found.value is not None else None


def _whole(text: str, wrong: str, keys: tuple[str, ...]) -> str | None:
    close = nearest(wrong, keys)
    return None if close is None else text[: len(text) - len(wrong)] + close


def _refuse_overlaps(changes: list[_Change], reader: Reader) -> None:
    """Two changes of one place would make their order matter."""
    for place, change in enumerate(changes):
        for other in changes[:place]:
            short, long = sorted((change.steps, other.steps), key=len)
            if long[: len(short)] != short:
                continue
            adds = [one for one in (change, other) if one.how == "also" and one.steps == short]
            if len(short) < len(long) and adds:
                continue  # a record more, and a change in one that was there
            message = f"`{change.text}` and `{other.text}` change the same place; say it once."
            reader.refuse(change.said, "changed-twice", message, on_key=change.how != "without")


def _applied(node: Node, changes: AbstractMapping[Path, _Change], path: Path) -> Node:
    """The node with the changes below it made. Places are those of the base, so removals shift nothing."""
    touched = {steps: change for steps, change in changes.items() if steps[: len(path)] == path}
    if not touched:
        return node
    if isinstance(node, Mapping):
        return _mapping(node, touched, path)
    assert isinstance(node, Sequence)
    items = []
    for place, item in enumerate(node.items):
        change = touched.get((*path, place))
        if change is None:
            items.append(_applied(item, touched, (*path, place)))
        elif change.value is not None:
            items.append(change.value)
    added = touched.get(path)
    if added is not None and isinstance(added.value, Sequence):
        items += added.value.items
    elif added is not None and added.value is not None:
        items.append(added.value)
    return Sequence(tuple(items), node.mark, node.end)


def _mapping(node: Mapping, touched: AbstractMapping[Path, _Change], path: Path) -> Mapping:
    entries = []
    for key, value in node:
        below = (*path, str(key.value))
        change = touched.get(below)
        if change is None or change.how == "also":
            entries.append(Entry(key, _applied(value, touched, below)))
        elif change.value is not None:
            entries.append(Entry(key, change.value))
    for steps, change in touched.items():
        name = steps[len(path)]
        if isinstance(name, str) and name not in node and change.value is not None:
            entries = _with_new(entries, steps[len(path) :], change.value)
    return Mapping(tuple(entries), node.mark, node.end)


def _with_new(entries: list[Entry], steps: Path, value: Node) -> list[Entry]:
    """The entries with a value under keys that were not there, made on the way."""
    name = str(steps[0])
    key = Scalar(name, True, value.mark, value.mark)
    standing = next((entry.value for entry in entries if str(entry.key.value) == name), None)
    if len(steps) > 1:
        inner = list(standing.entries) if isinstance(standing, Mapping) else []
        value = Mapping(tuple(_with_new(inner, steps[1:], value)), value.mark, value.end)
    rest = [entry for entry in entries if str(entry.key.value) != name]
    return [*rest, Entry(key, value)]
