"""What cannot be is refused at the door, all of it at once, and only where it is certain."""

from typing import Any

import pytest

from case.cases import refused, warned
from transferrules.case import load_case
from transferrules.case.vocabulary import RECORD_TYPES, Kind

LATER, EARLIER = "2026-03-03", "2026-03-02"


@pytest.mark.parametrize(
    ("path", "early", "late"),
    [
        ("legal_orders", "granted_on", "ended_on"),
        ("care_episodes", "started_on", "ended_on"),
        ("care_episodes", "period_started_on", "started_on"),
        ("past_holders", "started_on", "ended_on"),
        ("participants", "started_on", "ended_on"),
        ("addresses", "started_on", "ended_on"),
        ("proceedings", "started_on", "ended_on"),
        ("plans", "started_on", "ended_on"),
        ("needs", "started_on", "ended_on"),
        ("family_time", "started_on", "ended_on"),
        ("assessments", "started_on", "completed_on"),
        ("documents", "started_on", "completed_on"),
        ("documents", "covers_from_on", "covers_to_on"),
        ("concerns", "raised_on", "closed_on"),
        ("disputes", "raised_on", "resolved_on"),
        ("consents", "given_on", "withdrawn_on"),
        ("decisions", "effective_on", "until_on"),
        ("contacts", "sent_on", "received_on"),
        ("referrals", "sent_on", "received_on"),
        ("notices", "sent_on", "received_on"),
    ],
)
def test_end_before_its_beginning_is_refused(path: str, early: str, late: str) -> None:
    given = {path: [{}, {early: LATER, late: EARLIER}]}

    assert refused(given) == [(f"{path}[1].{late}", "before-its-beginning")]
    assert load_case({path: [{early: EARLIER, late: EARLIER}]})


def test_every_pair_of_dates_is_dates_of_one_record() -> None:
    for record in RECORD_TYPES.values():
        for field in record.fields.values():
            if field.not_before is not None:
                assert field.kind in (Kind.DATE, Kind.MOMENT)
                assert record.fields[field.not_before].kind in (Kind.DATE, Kind.MOMENT)


def test_order_of_moments_is_by_the_minute() -> None:
    given = {"raised_at": "2026-03-02T10:00", "resolved_at": "2026-03-02T09:59"}

    assert refused({"disputes": [given]}) == [("disputes[0].resolved_at", "before-its-beginning")]


def test_day_of_a_moment_is_no_contradiction() -> None:
    given = {"granted_at": "2026-03-02T15:10", "ended_on": "2026-03-02"}

    assert load_case({"legal_orders": [given]})


@pytest.mark.parametrize(
    ("granted", "ended", "certain"),
    [
        ("2026-03", "2026-03-01", False),
        ("2026-03", "2026-02-28", True),
        ("2026-03-10", "2026-03", False),
        ("2026-04-01", "2026-03", True),
        ({"from": "2026-03-10"}, "2026-03-10", False),
        ({"from": "2026-03-10"}, "2026-03-09", True),
        ({"until": "2026-03-10"}, "1950", False),
        ("2026-03-02", None, False),
        (None, "2026-03-02", False),
    ],
)
def test_partial_dates_contradict_only_when_certain(
    granted: Any, ended: Any, certain: bool
) -> None:
    given = {"legal_orders": [{"granted_on": granted, "ended_on": ended}]}

    if certain:
        assert refused(given) == [("legal_orders[0].ended_on", "before-its-beginning")]
    else:
        assert load_case(given)


@pytest.mark.parametrize("day", ["2026-03-02", None])
def test_moment_under_both_its_names_is_refused(day: str | None) -> None:
    given = {"meetings": [{"held_on": day, "held_at": "2026-03-02T10:00"}]}

    assert refused(given) == [("meetings[0].held_on", "given-twice")]


def test_id_given_twice_is_refused_wherever_it_stands() -> None:
    given = {
        "holder": {"id": "a"},
        "plans": [{"id": "b"}, {"id": "a"}],
        "disputes": [{"id": "c", "steps": [{"id": "b"}]}],
    }

    assert refused(given) == [
        ("disputes[0].steps[0].id", "duplicate-id"),
        ("plans[1].id", "duplicate-id"),
    ]


def test_child_is_no_id_for_a_record() -> None:
    assert refused({"siblings": [{"id": "child"}]}) == [("siblings[0].id", "duplicate-id")]


def test_id_of_the_case_is_no_record() -> None:
    assert load_case({"case": {"id": "a"}, "plans": [{"id": "a"}]})


def test_pointer_to_nothing_is_warned_of() -> None:
    given = {
        "plans": [{"id": "p", "children": ["child", "s1", "s2"]}],
        "siblings": [{"id": "s1"}],
        "decisions": [{"about": ["p", "q"]}],
    }

    assert sorted(warned(given)) == [
        ("decisions[0].about[1]", "points-nowhere"),
        ("plans[0].children[2]", "points-nowhere"),
    ]


def test_past_holder_without_an_end_is_refused() -> None:
    given = {
        "past_holders": [{"team": "mash"}, {"team": "mash", "ended_on": None}],
        "siblings": [{"past_holders": [{"ended_on": None}]}],
    }

    assert refused(given) == [
        ("past_holders[1].ended_on", "open-past-holder"),
        ("siblings[0].past_holders[0].ended_on", "open-past-holder"),
    ]


def test_list_that_is_none_cannot_be_incomplete() -> None:
    assert refused({"siblings": None, "incomplete": ["siblings"]}) == [
        ("incomplete[0]", "none-and-incomplete")
    ]
    assert load_case({"siblings": [], "incomplete": ["siblings"]})


def test_all_faults_are_told_at_once() -> None:
    given = {
        "chid": {},
        "child": {"date_of_birth": "2026-02-30", "ethnicty": "WBRI"},
        "legal_orders": [{"type": "care", "granted_on": LATER, "ended_on": EARLIER}],
        "meetings": [{"held_on": "1.1.2026", "held_at": "x", "attended": ["a b", ""]}],
        "incomplete": ["meeting"],
    }

    assert refused(given) == [
        ("chid", "unknown-key"),
        ("child.date_of_birth", "impossible-date"),
        ("child.ethnicty", "unknown-key"),
        ("incomplete[0]", "unknown-code"),
        ("legal_orders[0].ended_on", "before-its-beginning"),
        ("legal_orders[0].type", "unknown-code"),
        ("meetings[0].attended[0]", "not-an-id"),
        ("meetings[0].attended[1]", "blank-value"),
        ("meetings[0].held_at", "date-format"),
        ("meetings[0].held_on", "date-format"),
        ("meetings[0].held_on", "given-twice"),
    ]
