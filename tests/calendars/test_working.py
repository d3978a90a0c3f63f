"""Working days: counting forward and backward over weekends, bank holidays and closures."""

import subprocess
import sys
import threading
from datetime import date, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from transferrules.calendars.spans import FIRST_DAY, LAST_DAY
from transferrules.calendars.working import WorkingCalendar

ENGLAND = WorkingCalendar()
CHRISTMAS_CLOSURE = WorkingCalendar([date(2026, 12, n) for n in (29, 30, 31)])

PUBLISHED = {
    date.fromisoformat(event["date"])
    for event in BankHolidays.load_backup_data()["england-and-wales"]["events"]
}
published_days = st.dates(date(2013, 1, 1), date(2027, 6, 30)).map(date.toordinal)
any_day = st.integers(FIRST_DAY, LAST_DAY)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def plainly(start: int, n: int) -> int:
    """The `n`th working day from `start`, stepping a day at a time over the government's list."""
    step = 1 if n >= 0 else -1
    on = date.fromordinal(start)
    for _ in range(abs(n)):
        on += timedelta(days=step)
        while on.weekday() >= 5 or on in PUBLISHED:
            on += timedelta(days=step)
    return on.toordinal()


@pytest.mark.parametrize(
    ("event", "n", "expected"),
    [
        # Wednesday: 2 April, then over Good Friday and Easter Monday 7, 8, 9, 10.
        ("2026-04-01", 5, "2026-04-10"),
        # Friday: over the Spring Bank Holiday 26, 27, 28, 29, then Monday 1 June.
        ("2026-05-22", 5, "2026-06-01"),
        # Thursday: Christmas, Boxing Day in lieu on Monday 28; 29, 30, 31, New Year; 4, 5 January.
        ("2026-12-24", 5, "2027-01-05"),
        ("2026-12-24", 3, "2026-12-31"),
        ("2026-12-24", 4, "2027-01-04"),
        # From a Saturday the first working day is Monday.
        ("2026-06-06", 1, "2026-06-08"),
        ("2026-06-06", 5, "2026-06-12"),
        ("2026-06-05", 1, "2026-06-08"),
        # From a bank holiday.
        ("2026-04-03", 1, "2026-04-07"),
        # Monday 4 May 2020 was worked, Friday 8 May was not.
        ("2020-05-01", 1, "2020-05-04"),
        ("2020-05-07", 1, "2020-05-11"),
        # Thursday 2 and Friday 3 June 2022, Monday 30 May worked.
        ("2022-05-27", 1, "2022-05-30"),
        ("2022-06-01", 1, "2022-06-06"),
        # Monday 19 September 2022 and Monday 8 May 2023.
        ("2022-09-16", 1, "2022-09-20"),
        ("2023-05-05", 1, "2023-05-09"),
        # A leap day that is a Thursday, then one that is a Tuesday.
        ("2024-02-28", 1, "2024-02-29"),
        ("2024-02-29", 1, "2024-03-01"),
        ("2028-02-28", 2, "2028-03-01"),
    ],
)
def test_nth_working_day_after(event: str, n: int, expected: str) -> None:
    assert date.fromordinal(ENGLAND.nth_after(day(event), n)) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("event", "n", "expected"),
    [
        ("2026-04-10", 5, "2026-04-01"),
        ("2026-06-01", 5, "2026-05-22"),  # 29, 28, 27, 26, and over Monday's bank holiday 22
        ("2026-06-01", 4, "2026-05-26"),
        ("2027-01-05", 4, "2026-12-29"),
        ("2027-01-05", 5, "2026-12-24"),
        ("2026-04-06", 1, "2026-04-02"),
        ("2026-06-07", 1, "2026-06-05"),
        ("2024-03-01", 1, "2024-02-29"),
    ],
)
def test_nth_working_day_before(event: str, n: int, expected: str) -> None:
    assert date.fromordinal(ENGLAND.nth_before(day(event), n)) == date.fromisoformat(expected)


@pytest.mark.parametrize("on", ["2026-04-01", "2026-04-03", "2026-04-04"])
def test_none_after_or_before_is_the_day_itself_working_or_not(on: str) -> None:
    assert ENGLAND.nth_after(day(on), 0) == day(on)
    assert ENGLAND.nth_before(day(on), 0) == day(on)


def test_fewer_than_none_after_is_before() -> None:
    assert ENGLAND.nth_after(day("2026-04-10"), -5) == day("2026-04-01")
    assert ENGLAND.nth_before(day("2026-04-01"), -5) == day("2026-04-10")


@given(published_days, st.integers(0, 300))
def test_counting_after_agrees_with_stepping_over_the_published_list(start: int, n: int) -> None:
    assert ENGLAND.nth_after(start, n) == plainly(start, n)


@given(published_days, st.integers(0, 200))
def test_counting_before_agrees_with_stepping_over_the_published_list(start: int, n: int) -> None:
    assert ENGLAND.nth_before(start, n) == plainly(start, -n)


@given(any_day, st.integers(1, 5000))
def test_one_more_working_day_is_later(start: int, n: int) -> None:
    one, next_one = ENGLAND.nth_after(start, n), ENGLAND.nth_after(start, n + 1)
    assert next_one > one or next_one == LAST_DAY


@given(any_day, any_day, st.integers(0, 5000))
def test_later_events_have_no_earlier_deadlines(one: int, other: int, n: int) -> None:
    earlier, later = sorted((one, other))
    assert ENGLAND.nth_after(earlier, n) <= ENGLAND.nth_after(later, n) or n == 0
    assert ENGLAND.nth_before(earlier, n) <= ENGLAND.nth_before(later, n) or n == 0


@given(st.integers(day("1950-01-01"), day("2250-01-01")), st.integers(0, 5000))
def test_counting_back_undoes_counting_forward_from_a_working_day(start: int, n: int) -> None:
    start = ENGLAND.next_or_same(start)
    assert ENGLAND.nth_before(ENGLAND.nth_after(start, n), n) == start
    assert ENGLAND.nth_after(ENGLAND.nth_before(start, n), n) == start


@given(st.integers(day("1950-01-01"), day("2250-01-01")), st.integers(1, 5000))
def test_deadline_is_a_working_day_as_many_working_days_on(start: int, n: int) -> None:
    due = ENGLAND.nth_after(start, n)
    assert ENGLAND.is_working(due)
    assert ENGLAND.count_between(start, due) == n
    notice = ENGLAND.nth_before(start, n)
    assert ENGLAND.is_working(notice)
    assert ENGLAND.count_between(start, notice) == -n


@given(any_day)
def test_day_works_when_there_is_no_reason_against_it(on: int) -> None:
    assert ENGLAND.is_working(on) == (ENGLAND.reason(on) is None)


@pytest.mark.parametrize(
    ("event", "on", "count"),
    [
        ("2026-04-01", "2026-04-10", 5),
        ("2026-04-01", "2026-04-09", 4),
        ("2026-04-01", "2026-04-06", 1),
        ("2026-04-01", "2026-04-01", 0),
        ("2026-04-04", "2026-04-04", 0),
        ("2026-04-10", "2026-04-01", -5),
        ("2026-04-10", "2026-04-02", -4),
        ("2026-04-06", "2026-04-02", -1),
        ("2026-04-06", "2026-04-03", 0),
    ],
)
def test_count_between_leaves_the_event_out_and_takes_the_day_in(
    event: str, on: str, count: int
) -> None:
    assert ENGLAND.count_between(day(event), day(on)) == count


@pytest.mark.parametrize(
    ("on", "following", "previous"),
    [
        ("2026-04-02", "2026-04-02", "2026-04-02"),
        ("2026-04-03", "2026-04-07", "2026-04-02"),
        ("2026-04-06", "2026-04-07", "2026-04-02"),
        ("2026-04-07", "2026-04-07", "2026-04-07"),
        ("2026-06-07", "2026-06-08", "2026-06-05"),
    ],
)
def test_working_day_on_or_after_and_on_or_before(on: str, following: str, previous: str) -> None:
    assert ENGLAND.next_or_same(day(on)) == day(following)
    assert ENGLAND.last_or_same(day(on)) == day(previous)


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        ("2026-04-02", None),
        ("2026-04-03", "bank holiday: Good Friday"),
        ("2026-04-04", "weekend"),
        ("2026-04-05", "weekend"),
        ("2026-12-28", "bank holiday: Boxing Day (substitute day)"),
        ("2026-12-29", "closure"),
        ("2026-12-31", "closure"),
        ("2027-01-01", "bank holiday: New Year's Day"),
        ("2027-12-25", "weekend"),
    ],
)
def test_reason_says_why_nobody_works(on: str, reason: str | None) -> None:
    assert CHRISTMAS_CLOSURE.reason(day(on)) == reason
    assert CHRISTMAS_CLOSURE.is_working(day(on)) == (reason is None)


def test_closures_are_no_working_days_of_that_authority() -> None:
    # 29, 30 and 31 December closed as well: 4, 5, 6, 7, 8 January.
    assert CHRISTMAS_CLOSURE.nth_after(day("2026-12-24"), 5) == day("2027-01-08")
    assert CHRISTMAS_CLOSURE.nth_before(day("2027-01-04"), 1) == day("2026-12-24")
    assert ENGLAND.nth_after(day("2026-12-24"), 5) == day("2027-01-05")


def test_closure_on_a_day_off_changes_nothing() -> None:
    calendar = WorkingCalendar([date(2026, 4, 3), date(2026, 4, 4)])
    assert calendar.nth_after(day("2026-04-01"), 5) == day("2026-04-10")
    assert calendar.reason(day("2026-04-03")) == "bank holiday: Good Friday"


def test_closures_may_come_from_anything_that_can_be_gone_through_once() -> None:
    calendar = WorkingCalendar(date(2026, 6, n) for n in (1, 2))
    assert calendar.next_or_same(day("2026-06-01")) == day("2026-06-03")


def test_authority_of_another_nation_has_its_bank_holidays() -> None:
    scotland = WorkingCalendar(nation="SCT")
    # 2 January is a bank holiday there, Easter Monday is none.
    assert scotland.nth_after(day("2025-12-31"), 1) == day("2026-01-05")
    assert ENGLAND.nth_after(day("2025-12-31"), 1) == day("2026-01-02")
    assert scotland.is_working(day("2026-04-06"))


def test_unknown_nation_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"'UK' is not a nation.*ENG, WLS, SCT, NIR"):
        WorkingCalendar(nation="UK")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("on", "provisional"),
    [("2026-06-01", False), ("2028-12-31", False), ("2029-01-01", True), ("2199-12-31", True)],
)
def test_days_past_the_last_published_year_are_provisional(on: str, provisional: bool) -> None:
    assert ENGLAND.provisional(day(on)) is provisional


def test_count_over_the_turn_of_the_published_years_is_provisional_at_its_end() -> None:
    # Thursday 28 December 2028: 29, then over New Year's Day 2 January 2029.
    due = ENGLAND.nth_after(day("2028-12-28"), 2)
    assert due == day("2029-01-02")
    assert ENGLAND.provisional(due)
    assert not ENGLAND.provisional(ENGLAND.nth_after(day("2028-12-28"), 1))


def test_years_beyond_the_librarys_last_have_bank_holidays_too() -> None:
    # 25 December 2150 is a Friday, 1 January 2151 again: 29, 30, 31, 4, 5.
    assert ENGLAND.nth_after(day("2150-12-24"), 5) == day("2151-01-05")


@pytest.mark.parametrize("n", [1, 2, 10**6, 10**30])
def test_counting_stops_at_the_ends_of_time(n: int) -> None:
    assert ENGLAND.nth_after(LAST_DAY, n) == LAST_DAY
    assert ENGLAND.nth_before(FIRST_DAY, n) == FIRST_DAY
    assert ENGLAND.nth_after(10**30, n) == LAST_DAY
    assert ENGLAND.nth_before(-(10**30), n) == FIRST_DAY


def test_far_more_working_days_than_there_are_end_with_time() -> None:
    assert ENGLAND.nth_after(day("2026-01-01"), 10**30) == LAST_DAY
    assert ENGLAND.nth_before(day("2026-01-01"), 10**30) == FIRST_DAY


def test_ends_of_time_are_days_like_others() -> None:
    assert ENGLAND.reason(LAST_DAY) == "weekend"  # Sunday
    assert ENGLAND.is_working(FIRST_DAY)  # Monday; New Year's Day was no bank holiday yet
    assert ENGLAND.next_or_same(FIRST_DAY) == FIRST_DAY
    assert ENGLAND.last_or_same(LAST_DAY) == day("2299-12-29")
    assert ENGLAND.next_or_same(LAST_DAY) == LAST_DAY
    assert ENGLAND.count_between(LAST_DAY, LAST_DAY) == 0
    assert ENGLAND.count_between(FIRST_DAY, FIRST_DAY) == 0
    everything = ENGLAND.count_between(FIRST_DAY, LAST_DAY)
    assert ENGLAND.nth_after(FIRST_DAY, everything) == day("2299-12-29")
    assert everything == -ENGLAND.count_between(LAST_DAY, FIRST_DAY) - 1


def test_threads_share_a_calendar() -> None:
    calendar = WorkingCalendar()
    asked = [day(f"{year}-04-01") for year in range(1990, 2200, 7)]
    found: list[list[int]] = []
    ready = threading.Barrier(8)

    def ask() -> None:
        ready.wait()
        found.append([calendar.nth_after(start, 5) for start in asked])

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[ENGLAND.nth_after(start, 5) for start in asked]] * 8


def test_table_is_drawn_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calendar = WorkingCalendar()
    calendar.nth_after(day("2026-04-01"), 5)

    monkeypatch.delattr(WorkingCalendar, "reason")
    assert calendar.nth_after(day("2026-04-01"), 5) == day("2026-04-10")
    assert calendar.nth_before(day("2026-04-10"), 5) == day("2026-04-01")


def test_edition_is_part_of_the_calendar() -> None:
    assert ENGLAND.edition.startswith("ENG, holidays ")
    assert WorkingCalendar(nation="WLS").edition.startswith("WLS, ")


def test_importing_does_not_load_the_bank_holidays() -> None:
    script = (
        "import sys, transferrules.calendars.working as working\n"
        "working.WorkingCalendar()\n"
        "sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
