"""London's clock: days of 23 and 25 hours, times shown twice and times never shown.

In 2026 the clocks go forward on Sunday 29 March at 01:00 UTC and back on Sunday 25 October at
01:00 UTC.
"""

import re
import sys
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transferrules.calendars import clock
from transferrules.calendars.clock import (
    add_hours,
    carried_london,
    day_of,
    end_of_day,
    instant,
    instants,
    start_of_day,
    wall_time,
)
from transferrules.calendars.spans import (
    FIRST_DAY,
    FIRST_INSTANT,
    LAST_DAY,
    LAST_INSTANT,
    Instants,
)

HOUR = 3600
LONDON = ZoneInfo("Europe/London")
any_day = st.integers(FIRST_DAY, LAST_DAY)
any_instant = st.integers(FIRST_INSTANT, LAST_INSTANT)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def shown(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "start", "end"),
    [
        ("2026-01-15", "2026-01-15 00:00:00", "2026-01-15 23:59:59"),
        ("2026-07-15", "2026-07-14 23:00:00", "2026-07-15 22:59:59"),
        ("2026-03-28", "2026-03-28 00:00:00", "2026-03-28 23:59:59"),
        ("2026-03-29", "2026-03-29 00:00:00", "2026-03-29 22:59:59"),
        ("2026-03-30", "2026-03-29 23:00:00", "2026-03-30 22:59:59"),
        ("2026-10-25", "2026-10-24 23:00:00", "2026-10-25 23:59:59"),
        ("2026-10-26", "2026-10-26 00:00:00", "2026-10-26 23:59:59"),
        ("2150-07-15", "2150-07-14 23:00:00", "2150-07-15 22:59:59"),
    ],
)
def test_day_begins_and_ends_at_londons_midnight(on: str, start: str, end: str) -> None:
    assert start_of_day(day(on)) == utc(start)
    assert end_of_day(day(on)) == utc(end)


@pytest.mark.parametrize(
    ("on", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-05-01", 24)]
)
def test_day_has_23_24_or_25_hours(on: str, hours: int) -> None:
    assert end_of_day(day(on)) - start_of_day(day(on)) + 1 == hours * HOUR


@given(any_day)
def test_first_and_last_second_lie_on_their_day_and_their_neighbours_do_not(on: int) -> None:
    assert day_of(start_of_day(on)) == on
    assert day_of(end_of_day(on)) == on
    if FIRST_DAY < on < LAST_DAY:
        assert day_of(start_of_day(on) - 1) == on - 1
        assert day_of(end_of_day(on) + 1) == on + 1


@given(any_instant)
def test_instant_survives_being_shown_on_the_wall(at: int) -> None:
    assert instant(wall_time(at)) == at


def test_wall_time_is_londons() -> None:
    assert wall_time(utc("2026-07-15 12:00")).isoformat() == "2026-07-15T13:00:00+01:00"
    assert wall_time(utc("2026-01-15 12:00")).isoformat() == "2026-01-15T12:00:00+00:00"


def test_date_time_without_zone_is_londons() -> None:
    assert instant(shown("2026-07-15 12:00")) == utc("2026-07-15 11:00")
    assert instant(shown("2026-01-15 12:00")) == utc("2026-01-15 12:00")


def test_date_time_with_zone_is_read_by_it() -> None:
    in_paris = shown("2026-07-15 12:00").replace(tzinfo=timezone(timedelta(hours=2)))
    assert instant(in_paris) == utc("2026-07-15 10:00")
    assert instants(in_paris) == Instants(utc("2026-07-15 10:00"), utc("2026-07-15 10:00"))


def test_fractions_of_a_second_are_dropped() -> None:
    assert instant(shown("2026-01-15 12:00:00.999999")) == utc("2026-01-15 12:00")
    assert instant(shown("1950-01-15 12:00:00.999999")) == utc("1950-01-15 12:00")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-10-25 00:59:59", "2026-10-24 23:59:59", "2026-10-24 23:59:59"),
        ("2026-10-25 01:00:00", "2026-10-25 00:00:00", "2026-10-25 01:00:00"),
        ("2026-10-25 01:59:59", "2026-10-25 00:59:59", "2026-10-25 01:59:59"),
        ("2026-10-25 02:00:00", "2026-10-25 02:00:00", "2026-10-25 02:00:00"),
    ],
)
def test_hour_shown_twice_is_either_instant(text: str, first: str, last: str) -> None:
    assert instants(shown(text)) == Instants(utc(first), utc(last))
    assert instant(shown(text)) == utc(first)


@pytest.mark.parametrize("text", ["2026-03-29 01:00:00", "2026-03-29 01:59:59"])
def test_hour_that_the_clock_skips_is_no_instant(text: str) -> None:
    assert instants(shown(text)) is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-03-29 00:59:59", "2026-03-29 00:59:59"),
        ("2026-03-29 02:00:00", "2026-03-29 01:00:00"),
    ],
)
def test_times_beside_the_skipped_hour_are_one_instant(text: str, at: str) -> None:
    assert instants(shown(text)) == Instants(utc(at), utc(at))


def test_skipped_time_is_read_by_the_clock_before_the_change() -> None:
    assert instant(shown("2026-03-29 01:30")) == instant(shown("2026-03-29 02:30"))


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        # A day on from Saturday noon is an hour later on the clock in spring, earlier in autumn.
        ("2026-03-28 12:00", 24, "2026-03-29T13:00:00+01:00"),
        ("2026-10-24 12:00", 24, "2026-10-25T11:00:00+00:00"),
        ("2026-03-29 00:30", 1, "2026-03-29T02:30:00+01:00"),
        ("2026-10-25 00:30", 1, "2026-10-25T01:30:00+01:00"),
        ("2026-10-25 00:30", 2, "2026-10-25T01:30:00+00:00"),
        ("2026-03-29 13:00", -24, "2026-03-28T12:00:00+00:00"),
        ("2026-10-25 11:00", -24, "2026-10-24T12:00:00+01:00"),
        ("2026-06-01 09:00", 48, "2026-06-03T09:00:00+01:00"),
    ],
)
def test_hours_are_elapsed_hours(start: str, hours: int, expected: str) -> None:
    assert wall_time(add_hours(instant(shown(start)), hours)).isoformat() == expected


def test_time_stops_at_its_ends() -> None:
    assert start_of_day(FIRST_DAY) == FIRST_INSTANT == utc("1900-01-01 00:00:00")
    assert end_of_day(LAST_DAY) == LAST_INSTANT == utc("2299-12-31 23:59:59")
    assert add_hours(LAST_INSTANT, 1) == add_hours(0, 10**30) == LAST_INSTANT
    assert add_hours(FIRST_INSTANT, -1) == add_hours(0, -(10**30)) == FIRST_INSTANT
    assert start_of_day(10**30) == start_of_day(LAST_DAY)
    assert end_of_day(-(10**30)) == end_of_day(FIRST_DAY)
    assert day_of(10**30) == LAST_DAY
    assert day_of(-(10**30)) == FIRST_DAY
    assert instant(datetime.min) == FIRST_INSTANT
    assert instant(datetime.max.replace(tzinfo=UTC)) == LAST_INSTANT


def changes_of(zone: ZoneInfo) -> list[tuple[date, timedelta | None]]:
    """Every day in reach of a record on which the offset at noon is not that of the day before."""
    noon = datetime(1900, 1, 1, 12, tzinfo=zone)
    found, before = [], noon.utcoffset()
    for n in range(LAST_DAY - FIRST_DAY + 1):
        now = (noon + timedelta(days=n)).utcoffset()
        if now != before:
            found.append(((noon + timedelta(days=n)).date(), now))
            before = now
    return found


def test_clocks_have_changed_on_sundays_only_since_1946() -> None:
    # Working hours rely on it: no working day is longer than another.
    changes = [on for on, _ in changes_of(LONDON) if on.year >= 1946]
    assert len(changes) > 600
    assert {on.weekday() for on in changes} == {6}


def test_clocks_have_never_changed_at_midnight() -> None:
    for on, _ in changes_of(LONDON):
        midnight = datetime(on.year, on.month, on.day, tzinfo=LONDON)
        assert midnight.utcoffset() == (midnight - timedelta(seconds=1)).utcoffset()
        assert midnight.replace(fold=1).utcoffset() == midnight.utcoffset()


def test_zone_that_dateutil_carries_is_the_systems() -> None:
    assert changes_of(carried_london()) == changes_of(LONDON)


@pytest.mark.usefixtures("no_zone_data")
def test_machine_without_zone_data_reads_the_carried_copy() -> None:
    zone = clock.london.__wrapped__()
    assert datetime(2150, 7, 15, tzinfo=zone).utcoffset() == timedelta(hours=1)
    assert datetime(2150, 1, 15, tzinfo=zone).utcoffset() == timedelta(0)


@pytest.fixture
def no_zone_data() -> Iterator[None]:
    zoneinfo.reset_tzpath(to=())
    ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath()
    ZoneInfo.clear_cache()


def test_nothing_here_asks_what_day_it_is() -> None:
    folder = Path(sys.modules[clock.__name__].__file__ or "").parent
    for file in folder.glob("*.py"):
        asking = r"\.(now|today|utcnow|localtime)\(|time\.time\("
        assert not re.search(asking, file.read_text(encoding="utf-8")), file.name
