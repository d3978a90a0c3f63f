"""Timing phrases, dates and numbers, said a little otherwise: a limit by one, another unit, the comparison beside it, another anchor.

Each phrase is read, changed as a tree and written back, so that what comes out is a phrase too. What the pack then makes of it is for the
resolver: where it refuses, the mutant is stillborn.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from transferrules.language.syntax import (
    Amount,
    Anchor,
    Basic,
    Birthday,
    Combination,
    DateExpr,
    Direction,
    InSchoolYear,
    Name,
    NextMeeting,
    NumberRange,
    Relation,
    TheMove,
    ThePoint,
    Timing,
    Unit,
)
from transferrules.language.tests import format_test, parse_test
from transferrules.language.timing import (
    PhraseError,
    format_amount,
    format_date,
    format_timing,
    parse_amount,
    parse_date,
    parse_timing,
)

OtherName = Callable[[str], str | None]
"""Another date that may stand where a name stands; none where there is none."""

Variant = tuple[str, str]
"""What kind of change, and the words that come of it."""

OTHER_UNIT = {
    Unit.WORKING_DAY: Unit.CALENDAR_DAY,
    Unit.CALENDAR_DAY: Unit.WORKING_DAY,
    Unit.WEEK: Unit.MONTH,
    Unit.MONTH: Unit.WEEK,
    Unit.YEAR: Unit.MONTH,
    Unit.HOUR: Unit.WORKING_HOUR,
    Unit.WORKING_HOUR: Unit.HOUR,
}

BESIDE = {
    Relation.ON: (Relation.ON_OR_BEFORE, Relation.ON_OR_AFTER),
    Relation.BEFORE: (Relation.ON_OR_BEFORE, Relation.AFTER),
    Relation.AFTER: (Relation.ON_OR_AFTER, Relation.BEFORE),
    Relation.ON_OR_BEFORE: (Relation.BEFORE, Relation.ON_OR_AFTER),
    Relation.ON_OR_AFTER: (Relation.AFTER, Relation.ON_OR_BEFORE),
    Relation.WITHIN_AFTER: (Relation.LESS_THAN_AFTER, Relation.WITHIN_OF),
    Relation.WITHIN_BEFORE: (Relation.LESS_THAN_BEFORE, Relation.WITHIN_OF),
    Relation.WITHIN_OF: (Relation.WITHIN_AFTER, Relation.WITHIN_BEFORE),
    Relation.AT_LEAST_AFTER: (Relation.MORE_THAN_AFTER, Relation.LESS_THAN_AFTER),
    Relation.AT_LEAST_BEFORE: (Relation.MORE_THAN_BEFORE, Relation.LESS_THAN_BEFORE),
    Relation.MORE_THAN_AFTER: (Relation.AT_LEAST_AFTER, Relation.LESS_THAN_AFTER),
    Relation.MORE_THAN_BEFORE: (Relation.AT_LEAST_BEFORE, Relation.LESS_THAN_BEFORE),
    Relation.LESS_THAN_AFTER: (Relation.WITHIN_AFTER, Relation.AT_LEAST_AFTER),
    Relation.LESS_THAN_BEFORE: (Relation.WITHIN_BEFORE, Relation.AT_LEAST_BEFORE),
}
"""The comparison that differs on the limit alone, and the one that looks the other way."""

_COMMON_YEAR = 2001


def timings(text: str, other: OtherName) -> list[Variant]:
    """A timing phrase, said otherwise; nothing where it is none."""
    try:
        timing = parse_timing(text)
    except PhraseError:
        return []
    found = [(kind, format_timing(one)) for kind, one in _timings(timing, other)]
    return _distinct(found, format_timing(timing))


def dates(text: str, other: OtherName) -> list[Variant]:
    """A date, said otherwise; nothing where it is none."""
    try:
        given = parse_date(text)
    except PhraseError:
        return []
    return _distinct([(kind, format_date(one)) for kind, one in _dates(given, other)], format_date(given))  # fmt: skip


def amounts(text: str) -> list[Variant]:
    """An amount, said otherwise; nothing where it is none."""
    try:
        given = parse_amount(text)
    except PhraseError:
        return []
    return _distinct([(kind, format_amount(one)) for kind, one in _amounts(given)], text)


def numbers(text: str) -> list[Variant]:
    """A test of a number, moved by one; nothing where it is none."""
    try:
        given = parse_test(text)
    except PhraseError:
        return []
    if not isinstance(given, NumberRange):
        return []
    found = []
    for by in (1, -1):
        for end in ("least", "most"):
            limit = getattr(given, end)
            if limit is not None and limit + by >= 0:
                said = format_test(replace(given, **{end: limit + by}))
                found.append(("limit", str(said)))
    return _distinct(found, text)


def _distinct(found: list[Variant], was: str) -> list[Variant]:
    return [
        one for one in {words: (kind, words) for kind, words in found}.values() if one[1] != was
    ]


# --- trees ---------------------------------------------------------------------------------------


def _timings(timing: Timing, other: OtherName) -> Iterator[tuple[str, Timing]]:
    if timing.until is not None:
        yield "comparison", replace(timing, relation=Relation.ON_OR_AFTER, until=None)
        ends = DateExpr((timing.until,))
        yield "comparison", replace(timing, relation=Relation.ON_OR_BEFORE, date=ends, until=None)
        for kind, until in _basics(timing.until, other):
            yield kind, replace(timing, until=until)
    for relation in BESIDE.get(timing.relation, ()):
        yield "comparison", replace(timing, relation=relation)
    if timing.amount is not None:
        for kind, amount in _amounts(timing.amount):
            yield kind, replace(timing, amount=amount)
    for kind, date_ in _dates(timing.date, other):
        yield kind, replace(timing, date=date_)


def _dates(given: DateExpr, other: OtherName) -> Iterator[tuple[str, DateExpr]]:
    parts = given.parts
    for place, part in enumerate(parts):
        for kind, one in _basics(part, other):
            yield kind, replace(given, parts=(*parts[:place], one, *parts[place + 1 :]))
    if given.combination is Combination.ONE:
        return
    for place in range(len(parts)):
        left = (*parts[:place], *parts[place + 1 :])
        joined = given.combination if len(left) > 1 else Combination.ONE
        yield "anchor", DateExpr(left, joined)
    match given.combination:
        case Combination.OR_ELSE:
            yield "anchor", replace(given, parts=(parts[1], parts[0], *parts[2:]))
        case Combination.EARLIER:
            yield "comparison", replace(given, combination=Combination.LATER)
        case Combination.LATER:
            yield "comparison", replace(given, combination=Combination.EARLIER)


def _basics(basic: Basic, other: OtherName) -> Iterator[tuple[str, Basic]]:
    if basic.amount is not None and basic.direction is not None:
        for kind, amount in _amounts(basic.amount):
            yield kind, replace(basic, amount=amount)
        turned = Direction.AFTER if basic.direction is Direction.BEFORE else Direction.BEFORE
        yield "comparison", replace(basic, direction=turned)
    for kind, anchor in _anchors(basic.anchor, other):
        yield kind, replace(basic, anchor=anchor)


def _amounts(amount: Amount) -> Iterator[tuple[str, Amount]]:
    for place, quantity in enumerate(amount.quantities):
        before, after = amount.quantities[:place], amount.quantities[place + 1 :]
        for number in (quantity.number + 1, quantity.number - 1):
            if number > 0:
                changed = replace(quantity, number=number)
                yield "limit", Amount((*before, changed, *after))
        unit = OTHER_UNIT[quantity.unit]
        if all(one.unit is not unit for one in (*before, *after)):
            yield "unit", Amount((*before, replace(quantity, unit=unit), *after))
        if before or after:
            yield "limit", Amount((*before, *after))


def _anchors(anchor: Anchor, other: OtherName) -> Iterator[tuple[str, Anchor]]:
    match anchor:
        case Name(text=text, column=column):
            found = other(text)
            if found is not None:
                yield "anchor", Name(found, column)
        case TheMove():
            yield "anchor", ThePoint()
        case ThePoint():
            yield "anchor", TheMove()
        case Birthday(nth=nth):
            yield "limit", Birthday(nth + 1)
            if nth > 1:
                yield "limit", Birthday(nth - 1)
        case InSchoolYear(day=day, month=month, year=year):
            for by in (1, -1):
                moved = date(_COMMON_YEAR, month, day) + timedelta(days=by)
                yield "limit", InSchoolYear(moved.day, moved.month, year)
            yield "limit", InSchoolYear(day, month, year + 1)
        case NextMeeting(after=after):
            for kind, one in _anchors(after, other):
                yield kind, replace(anchor, after=one)
            yield "anchor", after
        case _:
            return
