"""What two answers say differently, written as a scenario would expect it of the first."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from transferrules.authoring.aspects import DECISION, Aspect, ById, Inside, Table
from transferrules.authoring.expectations import mismatches, read_expectations
from transferrules.authoring.pack_names import PackNames
from transferrules.authoring.statements import (
    NONE,
    UNKNOWN,
    Days,
    Reader,
    Sentences,
    Truth,
    Undecided,
    Word,
    Words,
    shown,
)
from transferrules.reading import read_values

Said = dict[str, Any]
"""Part of an `expect`, as data."""

# What follows from the rest, or is told in words: said only where nothing else differs.
LAST = ("sentence", "notes", "look_again", "look_again_on", "readings", "clauses", "possible")
WORDY = ("counted", "readings", "clauses", "because", "record")
OF_SECTION = {
    "routes": ("moves", "rules"),
    "blocks": ("moves", "rules"),
    "duties": ("duties", "rules"),
    "checklists": ("documents", "rules"),
    "advice": ("advice", "rules"),
}
_FEW = 3


def difference(one: Any, other: Any, names: PackNames, rule: str) -> Said | None:
    """Something that a scenario can expect of one answer and that the other does not give; none where there is nothing.

    Args:
        one: The answer that is right.
        other: The answer of the mutant.
        names: The names of the pack.
        rule: The rule that was changed, ``duties.consult``: what differs of it is said rather than anything else.
    """
    section, _, name = rule.partition(".")
    near = OF_SECTION.get(section, ())
    found = list(_differences(DECISION, one, other, names))

    def rank(said: Said) -> tuple[bool, bool, bool]:
        (key,) = said
        mine = key in near and (not isinstance(said[key], dict) or name in said[key])
        return key in LAST, not mine, key not in near

    for said in sorted(found, key=rank):
        if _tells(said, one, other, names):
            return said
    return None


def _tells(said: Said, one: Any, other: Any, names: PackNames) -> bool:
    """Whether what is said holds of the one and not of the other, read as a scenario's."""
    reader = Reader(read_values(said, what="scenario"), names)
    expected = read_expectations(reader.source.node, (), reader)
    return not reader.faults and not mismatches(expected, one) and bool(mismatches(expected, other))


def _differences(table: Table, one: Any, other: Any, names: PackNames) -> Iterator[Said]:
    for key, part in table.items():
        if isinstance(part, Aspect):
            said = _said(part, one, other, names)
            if said is not None:
                yield {key: said}
        elif isinstance(part, Inside):
            for below in _differences(part.table, part.read(one), part.read(other), names):
                yield {key: below}
        else:
            for below in _by_name(part, one, other, names):
                yield {key: below}


def _by_name(part: ById, one: Any, other: Any, names: PackNames) -> Iterator[Said]:
    all_, others = list(part.read(one)), list(part.read(other))
    for name in names.all(part.of) or tuple(dict.fromkeys(fact.path for fact in (*all_, *others))):
        mine = [each for each in all_ if part.named(each, name)]
        theirs = [each for each in others if part.named(each, name)]
        if mine == theirs:
            continue
        if not mine:
            yield {name: NONE}
        elif not theirs:
            yield {name: _short(part, mine[0], names) if len(mine) == 1 else {"count": str(len(mine))}}  # fmt: skip
        elif len(mine) != len(theirs):
            yield {name: {"count": str(len(mine))}}
        else:
            for each, counterpart in zip(mine, theirs, strict=True):
                said = _aspects(part.table, each, counterpart, names)
                if said and len(mine) > 1:
                    said = {**_chosen(part, each, mine, names), **said}
                if said:
                    yield {name: next(iter(said.values())) if {*said} == {part.short} else said}


def _aspects(table: Table, one: Any, other: Any, names: PackNames) -> Said:
    """Every aspect of one part that differs; those in words only where no other does."""
    found: Said = {}
    for key, aspect in table.items():
        said = _said(aspect, one, other, names) if isinstance(aspect, Aspect) else None
        if said is not None:
            found[key] = said
    plain = {key: said for key, said in found.items() if key not in WORDY}
    return plain or found


def _chosen(part: ById, one: Any, among: list[Any], names: PackNames) -> Said:
    """What tells one part from the others of its name."""
    found: Said = {}
    for key in part.choosers:
        aspect = part.table[key]
        assert isinstance(aspect, Aspect)
        if any(aspect.read(each) != aspect.read(one) for each in among):
            found[key] = _value(aspect, aspect.read(one), names)
    return found


def _short(part: ById, one: Any, names: PackNames) -> Any:
    """One part in a word, or its first aspect where a word will not do."""
    key = part.short or next(iter(part.table))
    aspect = part.table[key]
    assert isinstance(aspect, Aspect)
    said = _value(aspect, aspect.read(one), names)
    return said if part.short is not None and not isinstance(said, Mapping) else {key: said}


def _said(aspect: Aspect, one: Any, other: Any, names: PackNames) -> Any:
    """What is said of one value where the other differs; none where it does not."""
    mine, theirs = aspect.read(one), aspect.read(other)
    if mine == theirs or isinstance(mine, Undecided):
        return None
    if not isinstance(aspect.kind, Words | Sentences | Days) or isinstance(theirs, Undecided):
        return _value(aspect, mine, names)
    if isinstance(mine, str) or (isinstance(aspect.kind, Words) and len(mine) <= _FEW):
        return _value(aspect, mine, names)
    gained = [each for each in mine if each not in theirs]
    lost = [each for each in theirs if each not in mine]
    found = {}
    if gained:
        found["includes"] = [_word(aspect, each, names) for each in gained]
    if lost:
        found["excludes"] = [_word(aspect, each, names) for each in lost]
    return found or {"first": _word(aspect, mine[0], names)}


def _value(aspect: Aspect, value: Any, names: PackNames) -> Any:
    """One value, as a scenario writes it."""
    match aspect.kind:
        case Words():
            listed = [_word(aspect, each, names) for each in value]
            return listed[0] if len(listed) == 1 else listed or NONE
        case Word():
            return NONE if value is None else _word(aspect, value, names)
        case Sentences():
            listed = [value] if isinstance(value, str) else list(value)
            return listed[0] if len(listed) == 1 else listed or NONE
        case Truth():
            return shown(value, UNKNOWN)
        case Days():
            return [shown(each) for each in value] or NONE
    return shown(value)


def _word(aspect: Aspect, value: Any, names: PackNames) -> str:
    if isinstance(value, tuple):
        value = value[0]
    if isinstance(value, date):
        return shown(value)
    of = getattr(aspect.kind, "of", "")
    return names.meant(of, str(value))[0]
