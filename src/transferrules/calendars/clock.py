"""The clock on the wall in London: where a day begins, and what a date-time means.

Instants are seconds in UTC, so elapsed hours are plain addition, across both changes of the clock.
Only two questions need the zone: where a London day begins, and on which London day an instant
lies. The rules come from the system's zone data or, on machines that have none (Windows), from the
copy that python-dateutil carries.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .spans import (
    DAY,
    EPOCH_DAY,
    HOUR,
    LAST_DAY,
    LAST_INSTANT,
    Instants,
    bounded_day,
    bounded_instant,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


@lru_cache(maxsize=1)
def london() -> ZoneInfo:
    """The zone `Europe/London`."""
    try:
        return ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:
        return carried_london()


def carried_london() -> ZoneInfo:
    """`Europe/London` as python-dateutil carries it, for machines without zone data.

    dateutil's own reader stops at 2037; `zoneinfo` reads the same file to its end, where the rule
    for all later years is.
    """
    import tarfile

    from dateutil.zoneinfo import getzoneinfofile_stream

    with tarfile.open(fileobj=getzoneinfofile_stream()) as archive:
        file = archive.extractfile("Europe/London")
        assert file is not None
        return ZoneInfo.from_file(file, key="Europe/London")


@lru_cache(maxsize=4096)
def start_of_day(day: int) -> int:
    """The first second of that day in London.

    INVARIANT: London's clocks change in the small hours, never at midnight, so every day has
    exactly one beginning.
    """
    day = bounded_day(day)
    midnight = datetime.combine(date.fromordinal(day), datetime.min.time(), london())
    return bounded_instant((day - EPOCH_DAY) * DAY - _offset(midnight))


def end_of_day(day: int) -> int:
    """The last second of that day in London: 23, 24 or 25 hours after its first."""
    day = bounded_day(day)
    return start_of_day(day + 1) - 1 if day < LAST_DAY else LAST_INSTANT


def day_of(instant: int) -> int:
    """The day in London on which the instant lies."""
    moment = _EPOCH + timedelta(seconds=bounded_instant(instant))
    return bounded_day(moment.astimezone(london()).toordinal())


def instant(moment: datetime) -> int:
    """The instant of a date-time, read by London's clock where it has no zone.

    Twice a year that is a matter of convention, and `instants` tells when. A time shown twice is
    the first of the two, unless `fold` says otherwise; a time that the clock skips is read by the
    clock as it stood before, so half past one on that Sunday in March is half past two.
    """
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=london())
    return bounded_instant((moment.replace(microsecond=0) - _EPOCH) // _SECOND)


def instants(moment: datetime) -> Instants | None:
    """The instants that a date-time may mean, `None` where London's clock never showed it.

    Half past one on the Sunday on which the clocks go back comes twice, an hour apart; on the
    Sunday on which they go forward it does not come at all. A date-time with a zone is always one
    instant.
    """
    if moment.tzinfo is not None:
        return Instants(instant(moment), instant(moment))
    first, last = instant(moment.replace(fold=0)), instant(moment.replace(fold=1))
    # INVARIANT (PEP 495): fold 0 is the clock before the change and fold 1 the one after it. For a
    # skipped time the former is behind the latter, so the two come out the wrong way round.
    return Instants(first, last) if first <= last else None


def wall_time(instant: int) -> datetime:
    """The instant as London's date-time, with its zone."""
    return (_EPOCH + timedelta(seconds=bounded_instant(instant))).astimezone(london())


def add_hours(instant: int, n: int) -> int:
    """The instant `n` elapsed hours later; earlier when `n` is negative."""
    return bounded_instant(instant + n * HOUR)


def _offset(moment: datetime) -> int:
    offset = moment.utcoffset()
    assert offset is not None
    return offset // _SECOND
