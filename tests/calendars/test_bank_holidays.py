"""Bank holidays against the government's own list, and beyond it against its rules.

`govuk-bank-holidays` carries a copy of that list; only the copy is read, never the network.
"""

import threading
from collections import Counter
from datetime import date, timedelta
from typing import get_args

import pytest
from dateutil.easter import easter
from govuk_bank_holidays.bank_holidays import BankHolidays  # type: ignore[import-untyped]

from transferrules.calendars.bank_holidays import (
    NATIONS,
    PUBLISHED_UNTIL,
    Nation,
    bank_holidays,
    edition,
)

MONDAY, FRIDAY, SATURDAY = 0, 4, 5


def published(division: str = "england-and-wales") -> list[date]:
    events = BankHolidays.load_backup_data()[division]["events"]
    return [date.fromisoformat(event["date"]) for event in events]


def complete_years(days: list[date]) -> list[int]:
    """The years of which no bank holiday is wanting: eight a year, the last of them in December."""
    counted = Counter(day.year for day in days)
    closed = {day.year for day in days if day.month == 12}
    return [year for year in sorted(counted) if counted[year] >= 8 and year in closed]


def weekdays_off(year: int, nation: Nation = "ENG") -> set[date]:
    days = {date.fromordinal(day) for day in bank_holidays(nation, year)}
    return {day for day in days if day.weekday() < SATURDAY}


def test_published_until_is_the_last_year_of_the_governments_list() -> None:
    assert complete_years(published())[-1] == PUBLISHED_UNTIL


@pytest.mark.parametrize("year", complete_years(published()))
def test_year_is_as_the_government_published_it(year: int) -> None:
    assert weekdays_off(year) == {day for day in published() if day.year == year}
    assert weekdays_off(year, "WLS") == weekdays_off(year)


def test_list_covers_the_years_that_cases_are_about() -> None:
    assert set(range(2019, PUBLISHED_UNTIL + 1)) <= set(complete_years(published()))


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("2020-05-08", "May Day"),  # moved from Monday the 4th, for VE Day
        ("2022-06-02", "Spring Bank Holiday"),  # moved from Monday 30 May
        ("2022-06-03", "Platinum Jubilee of Elizabeth II"),
        ("2022-09-19", "State Funeral of Queen Elizabeth II"),
        ("2023-05-08", "Coronation of Charles III"),
        ("2026-12-25", "Christmas Day"),
        ("2026-12-28", "Boxing Day (substitute day)"),
        ("2027-12-27", "Christmas Day (substitute day)"),
        ("2027-12-28", "Boxing Day (substitute day)"),
        ("2028-01-03", "New Year's Day (substitute day)"),
    ],
)
def test_one_off_moved_and_substitute_days_have_their_names(on: str, name: str) -> None:
    day = date.fromisoformat(on)
    assert bank_holidays("ENG", day.year)[day.toordinal()] == name


@pytest.mark.parametrize("on", ["2020-05-04", "2022-05-30", "2026-06-15"])
def test_days_that_were_moved_or_are_anothers_are_none(on: str) -> None:
    day = date.fromisoformat(on)
    assert day.toordinal() not in bank_holidays("ENG", day.year)


@pytest.mark.parametrize(
    ("christmas_on", "year", "in_lieu"),
    [
        # Both on weekdays, or one or both on a weekend: the first weekdays that follow.
        ("Thursday", 2031, {25, 26}),
        ("Friday", 2026, {25, 28}),
        ("Saturday", 2027, {27, 28}),
        ("Sunday", 2033, {26, 27}),
        ("Monday", 2028, {25, 26}),
    ],
)
def test_christmas_and_boxing_day_each_have_a_weekday(
    christmas_on: str, year: int, in_lieu: set[int]
) -> None:
    assert f"{date(year, 12, 25):%A}" == christmas_on
    assert {day.day for day in weekdays_off(year) if day.month == 12} == in_lieu


@pytest.mark.parametrize(
    ("new_year_on", "year", "day_off"),
    [("Friday", 2027, 1), ("Saturday", 2028, 3), ("Sunday", 2034, 2), ("Monday", 2029, 1)],
)
def test_new_years_day_has_a_weekday(new_year_on: str, year: int, day_off: int) -> None:
    assert f"{date(year, 1, 1):%A}" == new_year_on
    assert {day.day for day in weekdays_off(year) if day.month == 1} == {day_off}


def mondays(year: int, month: int) -> list[date]:
    days = [date(year, month, 1) + timedelta(days=n) for n in range(31)]
    return [day for day in days if day.month == month and day.weekday() == MONDAY]


@pytest.mark.parametrize("year", [2029, 2099, 2100, 2101, 2150, 2199, 2200, 2299])
def test_later_years_follow_the_rules_even_past_the_librarys_last(year: int) -> None:
    of_spring_and_summer = {
        easter(year) - timedelta(days=2),
        easter(year) + timedelta(days=1),
        mondays(year, 5)[0],
        mondays(year, 5)[-1],
        mondays(year, 8)[-1],
    }
    found = weekdays_off(year)
    assert {day for day in found if 2 <= day.month <= 11} == of_spring_and_summer
    assert len(found) == 8


def test_language_of_the_machine_changes_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(variable, "th_TH.UTF-8")
    bank_holidays.cache_clear()
    assert bank_holidays("ENG", 2026)[date(2026, 12, 25).toordinal()] == "Christmas Day"


def test_scotland_and_northern_ireland_have_days_of_their_own() -> None:
    assert date(2026, 11, 30) in weekdays_off(2026, "SCT")
    assert date(2026, 3, 17) in weekdays_off(2026, "NIR")
    assert not {date(2026, 11, 30), date(2026, 3, 17)} & weekdays_off(2026)


def test_edition_names_nation_source_and_last_published_year() -> None:
    assert edition("ENG").startswith("ENG, holidays 0.")
    assert edition("ENG").endswith("published until 2028")


def test_nations_are_the_four() -> None:
    assert NATIONS == get_args(Nation) == ("ENG", "WLS", "SCT", "NIR")


def test_threads_that_ask_at_once_hear_the_same() -> None:
    bank_holidays.cache_clear()
    heard: list[dict[int, str]] = []
    threads = [
        threading.Thread(target=lambda: heard.append(dict(bank_holidays("ENG", 2031))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == [dict(bank_holidays("ENG", 2031))] * 8
