"""What a case says that cannot be: an end before its beginning, one moment given twice, two records of one name.

Checked on what was given, before or beside the reading of each field, so that all of it is reported at once. Of dates
known in part only what is certain counts: an order of March that ended in March is no contradiction.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from ..calendars.school import YEARS_ASIDE, year_11_start
from ..calendars.spans import Days, Instants
from .dates import read_day, read_moment, read_school_year
from .facts import days_of
from .kinds import Kind
from .values import read_text
from .vocabulary import RECORD_TYPES, SNAPSHOT, RecordType

Place = tuple[str | int, ...]
Finding = tuple[Place, str, str]


def contradictions(given: Any) -> list[InitErrorDetails]:
    """The contradictions in a snapshot, each with its place."""
    if not isinstance(given, Mapping):
        return []
    return [
        InitErrorDetails(
            type=PydanticCustomError(kind, message, {"kind": kind}), loc=place, input=None
        )
        for place, kind, message in (*_within(SNAPSHOT, given, ()), *_across(given))
    ]


def _within(record: RecordType, given: Mapping[Any, Any], place: Place) -> Iterator[Finding]:
    """What is wrong inside one record, and inside the records that it holds."""
    for day, moment in _twins(record.name):
        if day in given and moment in given:
            yield (
                (*place, day),
                "given-twice",
                f"A day or a moment is given once: `{day}` or `{moment}`, not both.",
            )
    yield from _out_of_order(record, given, place)
    if record.name == "Child":
        yield from _far_year_11(given, place)
    for field in record.fields.values():
        inner = given.get(field.name)
        if field.record is None or inner is None:
            continue
        for step, one in _held(field.kind, inner):
            if isinstance(one, Mapping):
                yield from _within(RECORD_TYPES[field.record], one, (*place, field.name, *step))


def _held(kind: Kind, inner: Any) -> Iterator[tuple[Place, Any]]:
    if kind is Kind.RECORD:
        yield (), inner
    elif isinstance(inner, (list, tuple)):
        for index, one in enumerate(inner):
            yield (index,), one


@lru_cache(maxsize=64)
def _twins(record: str) -> tuple[tuple[str, str], ...]:
    moments = [field.name for field in RECORD_TYPES[record].fields.values()]
    return tuple((f"{name[:-3]}_on", name) for name in moments if name.endswith("_at"))


def _out_of_order(record: RecordType, given: Mapping[Any, Any], place: Place) -> Iterator[Finding]:
    for field in record.fields.values():
        if field.not_before is None:
            continue
        late_name, late = _date(given, field.name)
        early_name, early = _date(given, field.not_before)
        if late is None or early is None:
            continue
        if isinstance(late, Days) or isinstance(early, Days):
            late, early = _days(late), _days(early)
        if late.last < early.first:
            yield (
                (*place, late_name),
                "before-its-beginning",
                f"`{late_name}` cannot lie before `{early_name}`.",
            )


def _date(given: Mapping[Any, Any], name: str) -> tuple[str, Days | Instants | None]:
    """The date in a record and the name under which it stands; nothing where it is absent, none or unreadable."""
    day = f"{name[:-3]}_on"
    value = given.get(name)
    if value is None and name.endswith("_at"):
        name, value = day, given.get(day)
    try:
        if value is None:
            return name, None
        return name, read_moment(value) if name.endswith("_at") else read_day(value)
    except (PydanticCustomError, ValidationError):
        return name, None


def _days(span: Days | Instants) -> Days:
    return span if isinstance(span, Days) else days_of(span)


def _across(given: Mapping[Any, Any]) -> Iterator[Finding]:
    """What is wrong between records."""
    seen: set[str] = {"child"}
    for place, name in _ids(SNAPSHOT, given, ()):
        if name in seen:
            yield (
                (*place, "id"),
                "duplicate-id",
                "Another record has this id, or it is `child`, which is the child's own.",
            )
        seen.add(name)
    for path, allocations in _past_holders(given):
        for index, one in enumerate(allocations):
            if isinstance(one, Mapping) and "ended_on" in one and one["ended_on"] is None:
                yield (
                    (*path, index, "ended_on"),
                    "open-past-holder",
                    "A past holder has an end; whoever holds the case today stands in `holder`.",
                )
    yield from _none_but_incomplete(given)


def _far_year_11(given: Mapping[Any, Any], place: Place) -> Iterator[Finding]:
    """A Year 11 too far from the one that the date of birth gives; the engine counts on it that there is none."""
    school = given.get("school")
    if not isinstance(school, Mapping):
        return
    born = _date(given, "date_of_birth")[1]
    with suppress(PydanticCustomError, ValidationError, ValueError):
        named = read_school_year(school.get("year_11"))
        if isinstance(born, Days):
            first, last = year_11_start(born.first), year_11_start(born.last)
            if not first - YEARS_ASIDE <= named <= last + YEARS_ASIDE:
                yield (
                    (*place, "school", "year_11"),
                    "far-year-11",
                    f"This Year 11 lies more than {YEARS_ASIDE} years from the one that the date of birth gives; one of the two is wrong.",
                )


def _ids(record: RecordType, given: Mapping[Any, Any], place: Place) -> Iterator[tuple[Place, str]]:
    for field in record.fields.values():
        if field.record is None:
            continue
        for step, one in _held(field.kind, given.get(field.name)):
            if not isinstance(one, Mapping):
                continue
            inner, here = RECORD_TYPES[field.record], (*place, field.name, *step)
            # The identifier of the case itself is not a name for a record.
            if "about" in inner.fields and one.get("id") is not None:
                with suppress(PydanticCustomError):  # said where the field is read
                    yield here, read_text(one["id"])
            yield from _ids(inner, one, here)


def _past_holders(given: Mapping[Any, Any]) -> Iterator[tuple[Place, Any]]:
    if isinstance(given.get("past_holders"), (list, tuple)):
        yield ("past_holders",), given["past_holders"]
    siblings = given.get("siblings")
    for index, sibling in enumerate(siblings if isinstance(siblings, (list, tuple)) else ()):
        if isinstance(sibling, Mapping) and isinstance(sibling.get("past_holders"), (list, tuple)):
            yield ("siblings", index, "past_holders"), sibling["past_holders"]


def _none_but_incomplete(given: Mapping[Any, Any]) -> Iterator[Finding]:
    names = given.get("incomplete")
    for index, name in enumerate(names if isinstance(names, (list, tuple)) else ()):
        if isinstance(name, str) and name in given and given[name] is None:
            yield (
                ("incomplete", index),
                "none-and-incomplete",
                "This list is recorded as none and as not whole; write [ ] where nothing is known of it yet.",
            )
