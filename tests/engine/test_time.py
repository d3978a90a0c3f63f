"""As of, counting, points, horizons, standing meetings, sums of days, and the dates to look again on (rulings 3, 4, 16 to 20)."""

from typing import Any

import pytest

from engine.small import ABSENT, decide, duty, move, policy_named, stages, status, teams

PLAN = {"type": "care", "started_on": "2025-11-03", "agreed_on": "2025-12-10", "ended_on": None}


def due(
    phrase: str,
    day: str = "2026-03-20",
    anchor: str = "2026-03-02",
    extra: str = "",
    **changes: Any,
) -> str | None:
    """The deadline that a phrase gives, counted from the day on which a plan was agreed."""
    at = {"agreed_on": anchor} if "T" not in anchor else {}
    pack = f"""
terms:
  plan: {{last: plans, where: {{type: care}}, by: started_on}}
  harm: {{last: concerns, where: {{closed_on: none}}, by: raised_on}}
  letter: {{first: documents, where: {{type: transfer_summary}}, by: sent_on}}
duties:
  sent: {{title: Sent, clauses: [T-1], who: head, due: {phrase}, done: letter.sent_at{extra}}}
"""
    plans = [{"type": "care", "started_on": "2025-01-01", "ended_on": None, **at}]
    concerns = (
        [{"type": "safeguarding", "raised_at": anchor, "closed_on": None}] if "T" in anchor else []
    )
    found = duty(decide(pack, day, plans=plans, concerns=concerns, **changes), "sent").due
    return None if found is None else found.isoformat()[:16]


# --- counting ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anchor", "phrase", "expected"),
    [
        # Working days: Good Friday is 3 April 2026, Easter Monday 6 April.
        ("2026-03-07", "within 5 working days after plan.agreed_on", "2026-03-13"),
        ("2026-04-01", "within 5 working days after plan.agreed_on", "2026-04-10"),
        ("2026-04-07", "at least 1 working day before plan.agreed_on", "2026-04-02"),
        ("2026-03-27", "within 8 calendar days after plan.agreed_on", "2026-04-04"),
        ("2026-03-02", "within 2 weeks after plan.agreed_on", "2026-03-16"),
        # 30 November + 3 months: February has no 30th.
        ("2025-11-30", "within 3 months after plan.agreed_on", "2026-02-28"),
        ("2025-08-31", "within 1 year 6 months after plan.agreed_on", "2027-02-28"),
        ("2024-02-29", "within 1 year after plan.agreed_on", "2025-02-28"),
        # 30 April − 56 days.
        ("2026-04-30", "at least 8 weeks before plan.agreed_on", "2026-03-05"),
        ("2026-03-10", "within 3 calendar days of plan.agreed_on", "2026-03-13"),
        ("2026-03-10", "before plan.agreed_on", "2026-03-09"),
        ("2026-03-10", "on or before plan.agreed_on", "2026-03-10"),
        ("2026-03-10", "less than 2 weeks after plan.agreed_on", "2026-03-23"),
        ("2026-03-31", "more than 1 month before plan.agreed_on", "2026-02-27"),
    ],
)
def test_a_deadline_is_counted(anchor: str, phrase: str, expected: str) -> None:
    assert due(phrase, day="2026-05-01", anchor=anchor) == expected


@pytest.mark.parametrize(
    ("rest_day", "expected"),
    [
        ("stays", "2026-04-04"),
        ("next working day", "2026-04-07"),
        ("working day before", "2026-04-02"),
    ],
)
def test_a_deadline_on_a_rest_day(rest_day: str, expected: str) -> None:
    found = due(
        "within 8 calendar days after plan.agreed_on",
        day="2026-05-01",
        anchor="2026-03-27",
        extra=f", rest_day: {rest_day}",
    )

    assert found == expected


@pytest.mark.parametrize(
    ("hours", "anchor", "amount", "expected"),
    [
        (
            "24 hours of each working day",
            "2026-04-02T15:00",
            "24 working hours",
            "2026-04-07T15:00",
        ),
        (
            "09:00 to 17:00 of each working day",
            "2026-04-02T15:00",
            "4 working hours",
            "2026-04-07T11:00",
        ),
        ("09:00 to 17:00 of each working day", "2026-04-02T15:00", "24 hours", "2026-04-03T15:00"),
    ],
)
def test_working_hours(hours: str, anchor: str, amount: str, expected: str) -> None:
    found = due(
        f"within {amount} after harm.raised_at",
        day="2026-05-01",
        anchor=anchor,
        extra=f", working_hours: '{hours}'",
    )

    assert found == expected


def test_closure_days_of_the_authority_are_no_working_days() -> None:
    pack = """
calendar: {closures: [2026-03-04]}
terms: {plan: {last: plans, where: {type: care}, by: started_on}, letter: {first: documents, where: {type: transfer_summary}, by: sent_on}}
duties: {sent: {title: Sent, clauses: [T-1], who: head, due: within 2 working days after plan.agreed_on, done: letter.sent_on}}
"""
    found = duty(decide(pack, "2026-03-10", plans=[{**PLAN, "agreed_on": "2026-03-02"}]), "sent")

    assert str(found.due) == "2026-03-05"


def test_past_the_published_holidays_an_answer_is_provisional() -> None:
    pack = """
terms: {plan: {last: plans, where: {type: care}, by: started_on}, letter: {first: documents, where: {type: transfer_summary}, by: sent_on}}
duties: {sent: {title: Sent, clauses: [T-1], who: head, due: within 2 working days after plan.agreed_on, done: letter.sent_on}}
"""

    def provisional(agreed: str) -> bool:
        return bool(
            duty(decide(pack, agreed, plans=[{**PLAN, "agreed_on": agreed}]), "sent").provisional
        )

    assert not provisional("2026-03-02")
    assert provisional("2040-03-02")


# --- ages and school years ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "answer"),
    [("2026-03-09", "prepare"), ("2026-03-10", "transfer"), ("2026-03-11", "transfer")],
)
def test_an_age_is_reached_at_the_start_of_the_birthday(day: str, answer: str) -> None:
    assert status(policy_named("birthday"), day, child__date_of_birth="2010-03-10") == answer


@pytest.mark.parametrize(
    ("leap", "day", "answer"),
    [
        ("1 March", "2026-02-28", "prepare"),
        ("1 March", "2026-03-01", "transfer"),
        ("28 February", "2026-02-27", "prepare"),
        ("28 February", "2026-02-28", "transfer"),
    ],
)
def test_a_child_of_29_february_in_a_common_year(leap: str, day: str, answer: str) -> None:
    pack = f"""
conventions: {{leap_birthday: {leap}}}
routes: {{onward: {{title: At 18, clauses: [T-1], from: alpha, to: beta, point: on or after 18th birthday}}}}
"""
    assert status(pack, day, child__date_of_birth="2008-02-29") == answer


def test_years_and_months_after_birth_are_summed_then_clamped() -> None:
    pack = "routes: {onward: {title: At 15 and a half, clauses: [T-1], from: alpha, to: beta, point: on or after 15 years 6 months after birth}}"

    decision = decide(pack, "2025-09-01", child__date_of_birth="2010-08-31")

    assert str(move(decision, "onward").point) == "2026-02-28"


AGES = """
routes:
  young: {title: Under 16, clauses: [T-1], from: alpha, stay: true, when: {age: under 16}}
  grown: {title: 16 or over, clauses: [T-2], from: alpha, ask: head, when: {age: 16 or over}}
"""


@pytest.mark.parametrize(
    ("born", "answer"),
    [("2010-03-11", "stay"), ("2010-03-10", "manager_decides"), (None, "stay"), (ABSENT, "cannot_tell"), ("2010-03", "cannot_tell"), ("2010-02", "manager_decides"), ("2026-03-11", "stay")],
)  # fmt: skip
def test_an_age_is_tested_on_the_day(born: Any, answer: str) -> None:
    assert status(AGES, "2026-03-10", child__date_of_birth=born) == answer


def test_an_unborn_child_has_no_age() -> None:
    decision = decide(
        AGES, "2026-03-10", child__date_of_birth=None, child__expected_date_of_birth="2026-06-01"
    )

    assert stages(decision, "young") == set()
    assert stages(decision, "grown") == set()


def test_a_child_born_after_the_day_asked_about_is_unborn() -> None:
    pack = "routes: {waits: {title: Unborn, clauses: [T-1], from: alpha, ask: head, when: {age: none}}}"

    assert status(pack, "2026-03-10", child__date_of_birth="2026-03-11") == "manager_decides"
    assert status(pack, "2026-03-11", child__date_of_birth="2026-03-11") == "stay"


@pytest.mark.parametrize(
    ("born", "point"), [("2010-08-31", "2025-09-01"), ("2010-09-01", "2026-09-01")]
)
def test_year_11_begins_in_the_september_before_the_16th_birthdays_year_is_out(
    born: str, point: str
) -> None:
    pack = "routes: {onward: {title: Year 11, clauses: [T-1], from: alpha, to: beta, point: on or after 1 September in school year 11}}"

    assert str(move(decide(pack, "2025-08-01", child__date_of_birth=born), "onward").point) == point


def test_the_record_may_name_another_year_11() -> None:
    pack = "routes: {onward: {title: Year 11, clauses: [T-1], from: alpha, to: beta, point: on or after 1 September in school year 11}}"

    found = decide(
        pack, "2025-08-01", child__date_of_birth="2010-08-31", child__school__year_11="2026/27"
    )

    assert str(move(found, "onward").point) == "2026-09-01"


# --- points and horizons (3, 4) ----------------------------------------------------------------------

POINT = """
terms: {{plan: {{last: plans, where: {{type: care, ended_on: none}}, by: started_on}}}}
routes: {{onward: {{title: Onward, clauses: [T-1], from: alpha, to: beta, when: {{plan: recorded}}, point: {}}}}}
"""


@pytest.mark.parametrize(
    ("phrase", "first"),
    [
        ("on plan.agreed_on", "2026-03-10"),
        ("after plan.agreed_on", "2026-03-11"),
        ("on or after plan.agreed_on", "2026-03-10"),
        ("at least 1 week after plan.agreed_on", "2026-03-17"),
        ("more than 1 week after plan.agreed_on", "2026-03-18"),
        ("within 1 week after plan.agreed_on", "2026-03-10"),
        ("at least 2 working days after plan.agreed_on", "2026-03-12"),
    ],
)
def test_the_first_day_of_the_point_is_the_day_of_transfer(phrase: str, first: str) -> None:
    case = {"plans": [{**PLAN, "agreed_on": "2026-03-10"}]}
    day_before = f"2026-03-{int(first[-2:]) - 1:02}"
    pack = POINT.format(phrase)

    if day_before >= "2026-03-10":
        assert status(pack, day_before, **case) == "prepare"
    assert str(move(decide(pack, "2026-03-10", **case), "onward").point) == first
    assert status(pack, first, **case) == "transfer"
    assert status(pack, "2027-03-10", **case) == "transfer"


def test_a_point_that_waits_for_a_date_says_for_what() -> None:
    found = move(
        decide(policy_named("trigger"), "2026-03-10", plans=[{**PLAN, "agreed_on": None}]), "onward"
    )

    assert found.point is None
    assert found.reached is False
    assert found.undated_because


@pytest.mark.parametrize(
    ("born", "stage"),
    [
        ("2010-03-10", "due"),
        ("2011-03-10", "prepare"),
        ("2011-03-11", "coming"),
        ("2014-03-10", "coming"),
    ],
)
def test_beyond_the_horizon_a_route_is_only_coming(born: str, stage: str) -> None:
    decision = decide(policy_named("birthday"), "2026-03-10", child__date_of_birth=born)

    assert stages(decision, "grows_up") == {stage}


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2026-03-31", "coming"),
        ("2026-04-01", "prepare"),
        ("2026-06-29", "prepare"),
        ("2026-06-30", "due"),
    ],
)
def test_a_horizon_can_be_the_day_on_which_a_route_opens(day: str, stage: str) -> None:
    pack = """
routes:
  leaves_school: {title: Leaves, clauses: [T-1], from: alpha, to: beta, point: on or after 30 June in school year 11, horizon: 1 April in school year 11}
"""
    assert stages(decide(pack, day, child__date_of_birth="2010-03-10"), "leaves_school") == {stage}


def test_a_coming_route_owes_nothing_and_is_listed() -> None:
    pack = """
terms: {letter: {first: documents, where: {type: transfer_summary}, by: sent_on}}
routes: {grows_up: {title: At 16, clauses: [T-1], from: alpha, to: beta, point: on or after 16th birthday}}
duties: {sent: {title: Sent, clauses: [T-2], for: all, who: sender, due: on or before the move, done: letter.sent_on}}
"""
    decision = decide(pack, "2026-03-10", child__date_of_birth="2014-03-10")

    assert decision.status == "stay"
    assert [m.route for m in decision.moves] == ["grows_up"]
    assert decision.duties == ()


def test_the_earlier_point_leads_and_equal_ones_are_both_shown() -> None:
    pack = """
terms:
  plan: {last: plans, where: {type: care}, by: started_on}
routes:
  soon: {title: Soon, clauses: [T-1], from: alpha, to: beta, point: at least 1 month after plan.agreed_on}
  distant: {title: Distant, clauses: [T-2], from: alpha, to: gamma, point: at least 2 months after plan.agreed_on}
  also_soon: {title: Also, clauses: [T-3], from: alpha, to: delta, when: {child.unaccompanied: true}, point: at least 1 month after plan.agreed_on}
  undated: {title: Undated, clauses: [T-4], from: alpha, to: delta, point: on or after plan.ended_on}
"""
    plans = [{**PLAN, "agreed_on": "2026-03-02"}]

    one = decide(pack, "2026-03-10", plans=plans)
    two = decide(pack, "2026-03-10", plans=plans, child__unaccompanied=True)

    assert [m.route for m in one.moves if m.leading] == ["soon"]
    assert {m.route for m in two.moves if m.leading} == {"soon", "also_soon"}
    assert (two.status, two.conflict) == ("prepare", False)


# --- as of (16, 17) ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "answer"),
    [("2025-11-02", "stay"), ("2025-11-03", "prepare"), ("2026-03-09", "prepare"), ("2026-03-10", "transfer"), ("2026-05-01", "transfer"), ("2026-05-02", "stay")],
)  # fmt: skip
def test_one_snapshot_is_asked_about_on_many_days(day: str, answer: str) -> None:
    assert (
        status(policy_named("trigger"), day, plans=[{**PLAN, "ended_on": "2026-05-02"}]) == answer
    )


def test_what_came_of_an_event_ahead_has_not_come() -> None:
    pack = """
terms: {review: {last: meetings, where: {type: looked_after_review}, by: scheduled_on}}
routes: {asks: {title: Asks, clauses: [T-1], from: alpha, ask: head, when: {review.outcome: plan_continues}}}
"""
    review = {
        "type": "looked_after_review",
        "scheduled_on": "2026-03-11",
        "held_on": "2026-03-11",
        "outcome": "plan_continues",
    }

    assert status(pack, "2026-03-10", meetings=[review]) == "stay"
    assert status(pack, "2026-03-11", meetings=[review]) == "manager_decides"


def test_the_answer_notes_how_many_records_lie_ahead() -> None:
    ahead = decide(
        policy_named("trigger"), "2026-03-10", plans=[{**PLAN, "started_on": "2026-03-11"}]
    )
    none = decide(policy_named("trigger"), "2026-03-10", plans=[PLAN])

    assert len(ahead.notes) > len(none.notes)


def test_a_moment_asked_about_lies_before_an_event_later_that_day() -> None:
    pack = """
terms: {harm: {last: concerns, where: {closed_on: none}, by: raised_on}}
routes: {asks: {title: Asks, clauses: [T-1], from: alpha, ask: head, when: {harm: recorded}}}
"""
    concerns = [{"type": "safeguarding", "raised_at": "2026-03-10T14:30", "closed_on": None}]

    assert status(pack, "2026-03-10T14:29", concerns=concerns) == "stay"
    assert status(pack, "2026-03-10T14:30", concerns=concerns) == "manager_decides"


def test_an_event_known_to_the_day_has_happened_by_any_moment_of_that_day() -> None:
    pack = """
terms: {harm: {last: concerns, where: {closed_on: none}, by: raised_on}}
routes: {asks: {title: Asks, clauses: [T-1], from: alpha, ask: head, when: {harm: recorded}}}
"""
    concerns = [{"type": "safeguarding", "raised_on": "2026-03-10", "closed_on": None}]

    assert status(pack, "2026-03-09T23:59", concerns=concerns) == "stay"
    assert status(pack, "2026-03-10T12:00", concerns=concerns) == "manager_decides"
    assert status(pack, "2026-03-11T00:00", concerns=concerns) == "manager_decides"
    assert status(pack, "2026-03-10", concerns=concerns) == "manager_decides"


# --- dates and combinations --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "agreed", "ratified", "point"),
    [
        (
            "on or after the later of plan.agreed_on and plan.ratified_on",
            "2026-03-01",
            "2026-03-05",
            "2026-03-05",
        ),
        ("on or after the later of plan.agreed_on and plan.ratified_on", "2026-03-01", None, None),
        (
            "on or after the earlier of plan.agreed_on and plan.ratified_on",
            "2026-03-01",
            "2026-03-05",
            "2026-03-01",
        ),
        (
            "on or after the earlier of plan.agreed_on and plan.ratified_on",
            "2026-03-01",
            None,
            "2026-03-01",
        ),
        (
            "on or after plan.agreed_on or else plan.ratified_on",
            "2026-03-01",
            "2026-03-05",
            "2026-03-01",
        ),
        ("on or after plan.agreed_on or else plan.ratified_on", None, "2026-03-05", "2026-03-05"),
        (
            "on or after plan.agreed_on or else 1 week after plan.ratified_on",
            None,
            "2026-03-05",
            "2026-03-12",
        ),
    ],
)
def test_combined_dates(
    phrase: str, agreed: str | None, ratified: str | None, point: str | None
) -> None:
    pack = POINT.format(phrase)
    found = move(
        decide(pack, "2026-03-10", plans=[{**PLAN, "agreed_on": agreed, "ratified_on": ratified}]),
        "onward",
    )

    assert (None if found.point is None else str(found.point)) == point


def test_or_else_goes_past_none_and_never_past_unknown() -> None:
    pack = POINT.format("on or after plan.agreed_on or else plan.ratified_on")
    unknown = {key: value for key, value in PLAN.items() if key != "agreed_on"}

    assert (
        status(
            pack, "2026-03-10", plans=[{**unknown, "agreed_on": None, "ratified_on": "2026-03-05"}]
        )
        == "transfer"
    )
    assert (
        status(pack, "2026-03-10", plans=[{**unknown, "ratified_on": "2026-03-05"}])
        == "cannot_tell"
    )


@pytest.mark.parametrize(
    ("end", "day", "answer"),
    [
        ("2026-03-10", "2026-03-10", "stay"),
        ("2026-03-10", "2026-03-11", "transfer"),
        (None, "2030-01-01", "stay"),
    ],
)
def test_a_window_without_an_end_goes_on(end: str | None, day: str, answer: str) -> None:
    pack = """
terms: {plan: {last: plans, where: {type: care}, by: started_on}}
routes:
  kept: {title: Kept, clauses: [T-1], from: alpha, stay: true, overrides: [onward], when: {today: between plan.agreed_on and plan.filed_on}}
  onward: {title: Onward, clauses: [T-2], from: alpha, to: beta}
"""
    assert status(pack, day, plans=[{**PLAN, "filed_on": end}]) == answer


# --- standing meetings -------------------------------------------------------------------------------

PANEL = """
meetings: {panel: {title: Panel, standing: true}}
terms: {plan: {last: plans, where: {type: care}, by: started_on}}
routes: {onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, when: {plan: recorded}, point: on next panel after plan.agreed_on}}
"""


@pytest.mark.parametrize(
    ("agreed", "answer"),
    [
        ("2026-03-04", "transfer"),
        ("2026-03-05", "prepare"),
        ("2026-03-11", "prepare"),
        ("2026-03-12", "cannot_tell"),
    ],
)
def test_the_next_standing_meeting_is_strictly_after_and_never_extrapolated(
    agreed: str, answer: str
) -> None:
    listed = {
        "standing_meetings": [
            {"type": "panel", "scheduled_on": d} for d in ("2026-03-12", "2026-03-05", "2026-02-26")
        ]
    }
    day = "2026-03-12" if agreed == "2026-03-12" else "2026-03-10"

    assert status(PANEL, day, plans=[{**PLAN, "agreed_on": agreed}], services=listed) == answer


def test_of_a_diary_that_is_not_whole_the_next_meeting_is_not_told() -> None:
    diary = {"standing_meetings": [{"type": "panel", "scheduled_on": "2026-03-05"}]}
    plan = {**PLAN, "agreed_on": "2026-03-04"}
    known = {"plans": [plan], "services": diary}

    assert status(PANEL, "2026-03-10", **known) == "transfer"
    assert (
        status(PANEL, "2026-03-10", **known, incomplete=["services.standing_meetings"])
        == "cannot_tell"
    )


# --- sums of days ------------------------------------------------------------------------------------

SUM = """
terms: {long: {reaches: 13 weeks, in: care_episodes, counted_from: 14th birthday}}
routes: {onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, point: on or after long}}
"""


def reached_on(
    *episodes: tuple[str, str | None], born: str = "2012-01-01", day: str = "2026-07-01"
) -> str | None:
    listed = [{"started_on": first, "ended_on": last} for first, last in episodes]
    found = move(decide(SUM, day, child__date_of_birth=born, care_episodes=listed), "onward").point
    return None if found is None else str(found)


@pytest.mark.parametrize(
    ("episodes", "day"),
    [
        # 14 on 1 January 2026; day 91 counted from then is 1 April: 31 + 28 + 31 = 90.
        ([("2026-01-01", None)], "2026-04-01"),
        ([("2025-06-01", None)], "2026-04-01"),
        ([("2026-01-02", None)], "2026-04-02"),
        # Two stays that share a day: 31 January counts once.
        ([("2026-01-01", "2026-01-31"), ("2026-01-31", None)], "2026-04-01"),
        # A gap of ten days.
        ([("2026-01-01", "2026-01-31"), ("2026-02-11", None)], "2026-04-11"),
        ([("2026-02-11", None), ("2026-01-01", "2026-01-31")], "2026-04-11"),
        ([("2026-01-01", "2026-04-01")], "2026-04-01"),
        ([("2026-01-01", "2026-03-31")], None),
        ([], None),
        ([("2025-01-01", "2025-12-31")], None),
    ],
)
def test_the_day_on_which_a_sum_is_reached(
    episodes: list[tuple[str, str | None]], day: str | None
) -> None:
    assert reached_on(*episodes) == day


def test_the_day_may_lie_ahead() -> None:
    assert reached_on(("2026-01-01", None), day="2026-03-01") == "2026-04-01"


def test_a_sum_over_an_incomplete_list_may_be_reached_earlier() -> None:
    listed = [{"started_on": "2026-02-01", "ended_on": None}]
    case = {"child__date_of_birth": "2012-01-01", "care_episodes": listed}

    assert status(SUM, "2026-04-20", **case) == "prepare"
    assert status(SUM, "2026-04-20", incomplete=["care_episodes"], **case) == "cannot_tell"


# --- look again (20) ---------------------------------------------------------------------------------


def look(pack: Any, day: str, **changes: Any) -> list[str]:
    return [str(d)[:10] for d in decide(pack, day, **changes).look_again()]


def test_the_point_is_a_date_to_look_again_on() -> None:
    decision = decide(policy_named("trigger"), "2026-03-01", plans=[PLAN])

    assert "2026-03-10" in [str(d) for d in decision.look_again()]
    assert str(decision.look_again_on) <= "2026-03-10"


def test_an_end_ahead_is_a_date_to_look_again_on() -> None:
    assert "2026-05-02" in look(
        policy_named("trigger"), "2026-03-10", plans=[{**PLAN, "ended_on": "2026-05-02"}]
    )


def test_an_event_ahead_is_a_date_to_look_again_on() -> None:
    assert "2026-05-02" in look(
        policy_named("trigger"), "2026-03-10", plans=[{**PLAN, "started_on": "2026-05-02"}]
    )


def test_a_deadline_is_a_date_to_look_again_on() -> None:
    pack = """
terms: {plan: {last: plans, where: {type: care}, by: started_on}, letter: {first: documents, where: {type: transfer_summary}, by: sent_on}}
duties: {sent: {title: Sent, clauses: [T-1], who: head, due: within 1 week after plan.agreed_on, done: letter.sent_on}}
"""
    assert "2026-03-18" in look(pack, "2026-03-12", plans=[{**PLAN, "agreed_on": "2026-03-10"}])


def test_a_window_of_a_block_is_in_it_and_so_is_the_earliest_day() -> None:
    case = {
        "plans": [PLAN],
        "child__date_of_birth": "2009-10-05",
        "child__school__last_gcse_on": "2026-06-19",
    }
    decision = decide(policy_named("blocks"), "2026-04-01", **case)

    assert decision.status == "blocked"
    assert str(move(decision, "onward").earliest) == "2026-06-20"
    assert "2026-06-20" in [str(d)[:10] for d in decision.look_again()]


def test_a_horizon_is_a_date_to_look_again_on() -> None:
    assert "2026-03-10" in look(
        policy_named("birthday"), "2026-01-01", child__date_of_birth="2011-03-10"
    )


def test_the_end_of_a_partial_date_is_in_it() -> None:
    days = look(policy_named("trigger"), "2026-03-01", plans=[{**PLAN, "agreed_on": "2025-12"}])

    assert "2026-03-31" in days or "2026-03-01" in days


def test_nothing_ahead_is_nothing_to_look_at() -> None:
    assert look(policy_named("decision"), "2026-03-10") == []


def test_teams_are_told_of_a_move_in_prospect() -> None:
    assert teams(decide(policy_named("trigger"), "2026-01-10", plans=[PLAN]), "onward") == {"beta"}
