"""Days and moments: what is read, to what it is known, and what is refused with which fix."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from case.cases import faults_of, refused
from transferrules.calendars.spans import FIRST_DAY, LAST_DAY, Days, Instants
from transferrules.case import load_case


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def second(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def born(given: object) -> Days:
    known = load_case({"child": {"date_of_birth": given}}).facts()["child"]["date_of_birth"]
    assert isinstance(known, Days)
    return known


def held(**given: object) -> Instants:
    known = load_case({"meetings": [given]}).facts()["meetings"][0]["held_at"]
    assert isinstance(known, Instants)
    return known


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("2026-03-02", "2026-03-02", "2026-03-02"),
        (date(2026, 3, 2), "2026-03-02", "2026-03-02"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026", "2026-01-01", "2026-12-31"),
        (2026, "2026-01-01", "2026-12-31"),
        ({"from": "2026-03-10", "until": "2026-03-20"}, "2026-03-10", "2026-03-20"),
        ({"from": "2026-02", "until": "2026-03"}, "2026-02-01", "2026-03-31"),
        ("1900-01-01", "1900-01-01", "1900-01-01"),
        ("2199-12-31", "2199-12-31", "2199-12-31"),
    ],
)
def test_day_is_known_as_far_as_it_is_written(given: object, first: str, last: str) -> None:
    assert born(given) == Days(day(first), day(last))


def test_missing_end_of_a_span_is_open() -> None:
    assert born({"from": "2026-03-10"}) == Days(day("2026-03-10"), LAST_DAY)
    assert born({"until": "2026-03-20"}) == Days(FIRST_DAY, day("2026-03-20"))


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("2026-02-30", "impossible-date"),
        ("2025-02-29", "impossible-date"),
        ("2026-13", "impossible-date"),
        ("2026-00-10", "impossible-date"),
        ("02/03/2026", "date-format"),
        ("2.3.26", "date-format"),
        ("2 March 2026", "date-format"),
        ("2026-3-2", "date-format"),
        ("20260302", "date-format"),
        ("２０２６-03-02", "date-format"),
        ("1899-12-31", "date-out-of-range"),
        ("2200", "date-out-of-range"),
        (2200, "date-out-of-range"),
        ("2026-03-02T10:00", "day-wanted"),
        (True, "wrong-type"),
        (20.5, "wrong-type"),
        ([2026], "wrong-type"),
        ({}, "wrong-type"),
        ({"from": "2026-03-10", "to": "2026-03-20"}, "wrong-type"),
        ({"from": "2026-03-20", "until": "2026-03-10"}, "from-after-until"),
    ],
)
def test_what_is_no_day_is_refused(given: object, kind: str) -> None:
    assert refused({"child": {"date_of_birth": given}}) == [("child.date_of_birth", kind)]


def test_both_ends_of_a_span_are_told() -> None:
    given = {"child": {"date_of_birth": {"from": "2026-02-30", "until": None}}}

    assert refused(given) == [
        ("child.date_of_birth.from", "impossible-date"),
        ("child.date_of_birth.until", "wrong-type"),
    ]


def test_british_order_is_refused_with_the_fix() -> None:
    (fault,) = faults_of({"child": {"date_of_birth": "02/03/2026"}})

    assert "year first" in fault.message


def test_day_is_any_instant_of_it_in_london() -> None:
    assert held(held_on="2026-03-02") == Instants(
        second("2026-03-02T00:00:00"), second("2026-03-02T23:59:59")
    )
    assert held(held_on="2026-07-01") == Instants(
        second("2026-06-30T23:00:00"), second("2026-07-01T22:59:59")
    )


@pytest.mark.parametrize(
    ("given", "utc"),
    [
        ("2026-03-02T14:30", "2026-03-02T14:30:00"),
        ("2026-07-01T14:30", "2026-07-01T13:30:00"),
        ("2026-07-01T14:30:15", "2026-07-01T13:30:15"),
        ("2026-07-01T14:30Z", "2026-07-01T14:30:00"),
        ("2026-07-01T14:30+05:30", "2026-07-01T09:00:00"),
        ("2026-07-01T14:30-01:00", "2026-07-01T15:30:00"),
        (datetime(2026, 7, 1, 14, 30), "2026-07-01T13:30:00"),
        (datetime(2026, 7, 1, 14, 30, tzinfo=timezone(timedelta(hours=2))), "2026-07-01T12:30:00"),
    ],
)
def test_time_is_london_unless_it_has_an_offset(given: object, utc: str) -> None:
    assert held(held_at=given) == Instants(second(utc), second(utc))


def test_hour_that_comes_twice_is_either_of_the_two() -> None:
    assert held(held_at="2026-10-25T01:30") == Instants(
        second("2026-10-25T00:30:00"), second("2026-10-25T01:30:00")
    )
    assert held(held_at="2026-10-25T01:30+01:00").exact


def test_span_of_moments_takes_both_ends() -> None:
    given = {"from": "2026-03-02T10:00", "until": "2026-03-02T12:00"}

    assert held(held_at=given) == Instants(
        second("2026-03-02T10:00:00"), second("2026-03-02T12:00:00")
    )


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("2026-03-29T01:30", "skipped-hour"),
        ("2026-03-02", "time-wanted"),
        ("2026-03", "time-wanted"),
        (date(2026, 3, 2), "time-wanted"),
        ("2026-02-30T10:00", "impossible-date"),
        ("2026-03-02T24:00", "impossible-date"),
        ("2026-03-02T10:60", "impossible-date"),
        ("2026-03-02T10:00+15:00", "impossible-date"),
        ("2200-01-01T10:00", "date-out-of-range"),
        ("02/03/2026 10:00", "date-format"),
        ("2026-03-02 10:00", "date-format"),
        ("half past two", "date-format"),
        (10, "wrong-type"),
    ],
)
def test_what_is_no_moment_is_refused(given: object, kind: str) -> None:
    assert refused({"meetings": [{"held_at": given}]}) == [("meetings[0].held_at", kind)]


def test_skipped_hour_is_refused_with_the_fix() -> None:
    (fault,) = faults_of({"meetings": [{"held_at": "2026-03-29T01:30"}]})

    assert "offset" in fault.message


def test_last_minutes_around_the_skipped_hour_are_read() -> None:
    assert held(held_at="2026-03-29T00:59").first == second("2026-03-29T00:59:00")
    assert held(held_at="2026-03-29T02:00").first == second("2026-03-29T01:00:00")


def test_time_under_a_name_for_days_is_refused() -> None:
    given = {"meetings": [{"held_on": datetime(2026, 3, 2, 10, 0)}]}

    assert refused(given) == [("meetings[0].held_on", "day-wanted")]


@pytest.mark.parametrize(
    ("given", "start"), [("2025/26", 2025), ("2025/2026", 2025), ("1999/00", 1999)]
)
def test_school_year_is_the_year_in_which_it_begins(given: str, start: int) -> None:
    facts = load_case({"child": {"school": {"year_11": given}}}).facts()

    assert facts["child"]["school"]["year_11"] == start


@pytest.mark.parametrize("given", ["2025/27", "2025", "2025-26", 2025, "1850/51"])
def test_what_is_no_school_year_is_refused(given: object) -> None:
    ((path, _),) = refused({"child": {"school": {"year_11": given}}})

    assert path == "child.school.year_11"
