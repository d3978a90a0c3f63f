"""What a case says that can stand and still deserves a look; none of it is ever refused.

Another code than the common ones, which only a pack that declares it can test; a DfE code used outside the years whose
returns list it; a pointer to a record that is not there.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from ..calendars.spans import FIRST_DAY, LAST_DAY, Days, Instants
from .absent import ABSENT
from .codes import CodeList, Years
from .facts import days_of
from .kinds import Kind
from .lists import CODE_LISTS
from .records.base import Section
from .snapshot import Case
from .values import Code
from .vocabulary import LIST_NAMES, RECORD_TYPES, Field, RecordType

Place = tuple[str | int, ...]
Notice = tuple[Place, str, str]


def noticed(case: Case) -> Iterator[Notice]:
    """Each thing worth a look: its place, its kind, and a sentence without the value."""
    known = {"child", *(one.id for _, _, one in _records(case) if isinstance(one.id, str))}
    for place, record, one in _walk(RECORD_TYPES["Case"], case, ()):
        for field in record.fields.values():
            value = _get(one, field.name)
            if value is ABSENT or value is None:
                continue
            here = (*place, field.name)
            if field.kind is Kind.CODE and field.codes is not None:
                yield from _code(CODE_LISTS[field.codes], value, here, field, one)
            elif field.kind is Kind.CODES and field.codes not in (None, LIST_NAMES):
                for index, each in enumerate(value):
                    yield from _code(CODE_LISTS[str(field.codes)], each, (*here, index), field, one)
            elif field.kind is Kind.IDS:
                for index, each in enumerate(value):
                    if each not in known:
                        yield (
                            (*here, index),
                            "points-nowhere",
                            "No record of this snapshot has that id.",
                        )


def _code(codes: CodeList, code: Code, place: Place, field: Field, record: Any) -> Iterator[Notice]:
    if codes.open and codes.codes and code not in codes.codes:
        yield (
            place,
            "another-code",
            f"This is no common code of the list `{codes.id}`; only a pack that declares it can test it.",
        )
    years = codes.years.get(code.raw) or _retired(codes).get(code)
    if years is not None and _outside(years, *_used(field, record)):
        yield place, "code-outside-its-years", f"This code is listed {_said(years)}."


@lru_cache(maxsize=64)
def _retired_of(list_id: str) -> dict[str, Years]:
    codes = CODE_LISTS[list_id]
    years: dict[str, list[Years]] = {}
    for dfe, common in codes.dfe.items():
        years.setdefault(common, []).append(codes.years.get(dfe, Years()))
    return {
        common: Years(last=max(each.last for each in listed if each.last is not None))
        for common, listed in years.items()
        if all(each.last is not None for each in listed)
    }


def _retired(codes: CodeList) -> dict[str, Years]:
    """The common codes that no return lists any more. A common code that is new may be said of the past."""
    return _retired_of(codes.id)


def _said(years: Years) -> str:
    if years.first is None:
        return f"up to the {years.last} return only"
    if years.last is None:
        return f"from the {years.first} return only"
    return f"in the returns of {years.first} to {years.last} only"


def _used(field: Field, record: Any) -> tuple[Days | None, Days | None]:
    """When a code was in use: on one day, or from a first day to a last; nothing where that is not recorded."""
    if field.happens_with is not None:
        day = _day(record, field.happens_with)
        return day, day
    return _day(record, "started_on"), _day(record, "ended_on")


def _day(record: Any, name: str) -> Days | None:
    value = _get(record, name)
    if isinstance(value, Instants):
        return days_of(value)
    return value if isinstance(value, Days) else None


def _outside(years: Years, start: Days | None, end: Days | None) -> bool:
    """Whether no day of the use lies in the returns that list the code; one without dates is taken for today's."""
    begins = FIRST_DAY if years.first is None else date(years.first - 1, 4, 1).toordinal()
    ends = LAST_DAY if years.last is None else date(years.last, 3, 31).toordinal()
    if end is not None and end.last < begins:
        return True
    if start is None:
        return years.last is not None and not (end is not None and end.first <= ends)
    return start.first > ends


def _walk(record: RecordType, one: Any, place: Place) -> Iterator[tuple[Place, RecordType, Any]]:
    yield place, record, one
    for field in record.fields.values():
        if field.record is None or field.record not in RECORD_TYPES:
            continue
        value = _get(one, field.name)
        inner = RECORD_TYPES[field.record]
        if isinstance(value, Section):
            yield from _walk(inner, value, (*place, field.name))
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                yield from _walk(inner, each, (*place, field.name, index))


def _records(case: Case) -> Iterator[tuple[Place, RecordType, Any]]:
    for place, record, one in _walk(RECORD_TYPES["Case"], case, ()):
        if "about" in record.fields:
            yield place, record, one


def _get(record: Any, name: str) -> Any:
    """A field by its name in a case; a moment under either of its names."""
    value = getattr(record, f"{name}_" if name in ("from", "with", "for") else name)
    if value is ABSENT and name.endswith("_at"):
        value = getattr(record, f"{name[:-3]}_on")
    return value
