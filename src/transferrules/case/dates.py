"""Days and moments as a case writes them, known in full or in part.

A part is an interval: `2026-03` is some day of March. A time without an offset is London's; on the Sunday on which the
clocks go back half past one comes twice, and then it is the interval of the two: what holds throughout it is sound.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Final, NoReturn

from ..calendars.clock import end_of_day, instants, start_of_day
from ..calendars.spans import (
    ANY_DAY,
    FIRST_DAY,
    FIRST_INSTANT,
    LAST_DAY,
    LAST_INSTANT,
    Days,
    Instants,
)
from .refusals import blank, each, refuse

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199

_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?|(\d{4})", re.ASCII)
_BRITISH = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", re.ASCII)
_TIME = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?",
    re.ASCII,
)
_SCHOOL_YEAR = re.compile(r"(\d{4})/(\d{2}|\d{4})", re.ASCII)


def read_day(given: Any) -> Days:
    """A day, a month, a year, or a span: `2026-03-02`, `2026-03`, `2026`, `{from: 2026-03-10, until: 2026-03-20}`."""
    if isinstance(given, datetime):
        refuse("day-wanted", "A day is wanted here, without the time.")
    if isinstance(given, date):
        _year(given.year)
        return Days(given.toordinal(), given.toordinal())
    if isinstance(given, Mapping):
        first, last = _span(given, read_day, ANY_DAY)
        return Days(first, last)
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    if not isinstance(given, str):
        refuse("wrong-type", "A date is wanted here, such as 2026-03-02, 2026-03 or 2026.")
    matched = _DAY.fullmatch(given)
    if matched is None:
        _not_a_day(given)
    year, month, day, alone = matched.groups()
    if alone is not None:
        _year(int(alone))
        return Days(date(int(alone), 1, 1).toordinal(), date(int(alone), 12, 31).toordinal())
    start, length = _month(int(year), int(month))
    if day is None:
        return Days(start, start + length - 1)
    _day(int(day), length)
    return Days(start + int(day) - 1, start + int(day) - 1)


def _not_a_day(given: str) -> NoReturn:
    if not given.strip():
        blank()
    if _BRITISH.fullmatch(given.strip()):
        refuse(
            "date-format",
            "A date is written year first, such as 2026-03-02; turn day/month/year round.",
        )
    if re.match(r"\d{4}-\d{2}-\d{2}[T ]", given, re.ASCII):
        refuse(
            "day-wanted",
            "A day is wanted here, without the time; where the time matters and the field has a name in "
            "`_at`, write it under that name.",
        )
    refuse("date-format", "A date is wanted here, such as 2026-03-02, 2026-03 or 2026.")


def _year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        refuse("date-out-of-range", f"The year has to lie in {FIRST_YEAR} to {LAST_YEAR}.")


def _month(year: int, month: int) -> tuple[int, int]:
    _year(year)
    if not 1 <= month <= 12:
        refuse("impossible-date", "There is no such month; a date is written year-month-day.")
    return date(year, month, 1).toordinal(), monthrange(year, month)[1]


def _day(day: int, length: int) -> None:
    if not 1 <= day <= length:
        refuse("impossible-date", "There is no such day in that month of that year.")


def read_moment(given: Any) -> Instants:
    """A date and time: `2026-03-02T14:30`, with or without an offset; without one it is London's clock."""
    if isinstance(given, datetime):
        return _instants(given)
    if isinstance(given, Mapping):
        first, last = _span(given, read_moment, Instants(FIRST_INSTANT, LAST_INSTANT))
        return Instants(first, last)
    if isinstance(given, date):
        _time_wanted()
    if not isinstance(given, str):
        refuse("wrong-type", "A date and time is wanted here, such as 2026-03-02T14:30.")
    matched = _TIME.fullmatch(given)
    if matched is None:
        _not_a_moment(given)
    year, month, day, hour, minute, second, offset = matched.groups()
    start, length = _month(int(year), int(month))
    _day(int(day), length)
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        refuse("impossible-date", "There is no such time of day; it runs from 00:00 to 23:59.")
    clock = time(int(hour), int(minute), int(second or 0))
    moment = datetime.combine(date.fromordinal(start + int(day) - 1), clock)
    return _instants(moment if offset is None else moment.replace(tzinfo=_offset(offset)))


def _offset(text: str) -> timezone:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours > 14 or minutes > 59:
        refuse("impossible-date", "There is no such offset from UTC.")
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if text[0] == "-" else ahead)


def _instants(moment: datetime) -> Instants:
    _year(moment.year)
    known = instants(moment)
    if known is None:
        refuse(
            "skipped-hour",
            "The clocks went forward over that hour, so London's never showed this time; write the time "
            "that was shown, or give the offset, as in 2026-03-29T00:30Z.",
        )
    return known


def _time_wanted() -> NoReturn:
    refuse(
        "time-wanted",
        "A date and time is wanted here, such as 2026-03-02T14:30; a day alone is written under the name "
        "in `_on`.",
    )


def _not_a_moment(given: str) -> NoReturn:
    if not given.strip():
        blank()
    if _BRITISH.match(given.strip()):
        refuse("date-format", "A date is written year first, such as 2026-03-02T14:30.")
    if _DAY.fullmatch(given):
        _time_wanted()
    refuse(
        "date-format",
        "A date and time is wanted here, such as 2026-03-02T14:30 or 2026-03-02T14:30+01:00.",
    )


def _span(
    given: Mapping[Any, Any], read: Callable[[Any], Any], ends: Days | Instants
) -> tuple[int, int]:
    """The ends of `{from, until}`; an end that is missing is open, and one known only in part is taken at its widest."""
    unknown = [key for key in given if key not in ("from", "until")]
    if unknown or not given:
        refuse(
            "wrong-type",
            "A date known in part is written {from: …, until: …}, both included; one end may be left out.",
            accepted=("from", "until"),
        )
    found = dict(zip(given, each(list(given.items()), _end(read), "span"), strict=True))
    first = found["from"].first if "from" in found else ends.first
    last = found["until"].last if "until" in found else ends.last
    if first > last:
        refuse("from-after-until", "`from` lies after `until`; both ends are included.")
    return first, last


def _end(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def end(given: Any) -> Any:
        if given is None or isinstance(given, Mapping):
            refuse("wrong-type", "An end of a span is a date; leave it out where it is open.")
        return read(given)

    return end


def read_school_year(given: Any) -> int:
    """A school year, `2025/26`: the calendar year in which it begins, on 1 September."""
    matched = _SCHOOL_YEAR.fullmatch(given) if isinstance(given, str) else None
    if matched is None or int(matched[2]) != (int(matched[1]) + 1) % 10 ** len(matched[2]):
        refuse("not-a-school-year", "A school year is wanted here, such as 2025/26.")
    _year(int(matched[1]))
    return int(matched[1])


def whole_day(days: Days) -> Instants:
    """Every instant of the days in which something lies."""
    first = FIRST_INSTANT if days.first <= FIRST_DAY else start_of_day(days.first)
    last = LAST_INSTANT if days.last >= LAST_DAY else end_of_day(days.last)
    return Instants(first, last)
