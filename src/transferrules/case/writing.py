"""Values written back as a case would give them: the way from a `Case` to JSON."""

from datetime import date, datetime, timedelta
from typing import Any

from ..calendars.spans import FIRST_DAY, FIRST_INSTANT, LAST_DAY, LAST_INSTANT, Days, Instants
from .values import Code, Party


def written(value: Any) -> Any:
    """The value in JSON's types. DfE codes are written as they came; times are written in UTC."""
    if isinstance(value, Code):
        return value.raw
    if isinstance(value, Party):
        if value.code is not None:
            return value.code
        return {key: part for key, part in value._asdict().items() if part is not None}
    if isinstance(value, Days):
        return _written_span(value, FIRST_DAY, LAST_DAY, _day)
    if isinstance(value, Instants):
        return _written_span(value, FIRST_INSTANT, LAST_INSTANT, _instant)
    if isinstance(value, tuple):
        return [written(one) for one in value]
    return value


def _written_span(span: Days | Instants, first: int, last: int, write: Any) -> Any:
    if span.exact:
        return write(span.first)
    ends = {}
    if span.first > first:
        ends["from"] = write(span.first)
    if span.last < last:
        ends["until"] = write(span.last)
    return ends


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _instant(seconds: int) -> str:
    return f"{datetime(1970, 1, 1) + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%S}Z"


def written_school_year(value: Any) -> Any:
    """The school year that begins in that calendar year, as `2025/26`."""
    return f"{value}/{(value + 1) % 100:02}" if isinstance(value, int) else value
