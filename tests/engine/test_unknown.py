"""What is unknown, none, or known in part: Kleene's logic, picks, lists, holders, and the facts wanted (rulings 21 to 26)."""

from typing import Any

import pytest

from engine.small import (
    ABSENT,
    case_of,
    decide,
    facts,
    fate,
    move,
    on,
    policy_named,
    policy_of,
    stages,
    status,
    teams,
)

PLAN = {"type": "care", "started_on": "2025-11-03", "agreed_on": "2025-12-10", "ended_on": None}


def asks(when: str, terms: str = "") -> str:
    """A pack that asks the head where a condition holds: `manager_decides` is true, `stay` false, `cannot_tell` unknown."""
    return f"""
{terms}
routes:
  asked: {{title: Asked, clauses: [T-1], from: any, ask: head, when: {when}}}
"""


TRUTH = {"manager_decides": True, "stay": False, "cannot_tell": None}
UNACCOMPANIED: dict[Any, dict[str, Any]] = {
    True: {"child__unaccompanied": True},
    False: {"child__unaccompanied": False},
    None: {"child__unaccompanied": ABSENT},
}
ASYLUM: dict[Any, dict[str, Any]] = {
    True: {"child__age_disputed": True},
    False: {"child__age_disputed": False},
    None: {},
}


def truth(pack: str, day: str = "2026-03-10", **case: Any) -> bool | None:
    return TRUTH[status(pack, day, **case)]


# --- Kleene (21) -------------------------------------------------------------------------------------

BOTH = asks("{child.unaccompanied: true, child.age_disputed: true}")
EITHER = asks("{any_of: [{child.unaccompanied: true}, {child.age_disputed: true}]}")
NOT_BOTH = asks("{unless: {child.unaccompanied: true, child.age_disputed: true}}")
NEITHER = asks("{unless: {any_of: [{child.unaccompanied: true}, {child.age_disputed: true}]}}")


def kleene_and(a: bool | None, b: bool | None) -> bool | None:
    return False if a is False or b is False else None if a is None or b is None else True


def negated(a: bool | None) -> bool | None:
    return None if a is None else not a


def kleene_or(a: bool | None, b: bool | None) -> bool | None:
    return negated(kleene_and(negated(a), negated(b)))


@pytest.mark.parametrize("a", [True, False, None])
@pytest.mark.parametrize("b", [True, False, None])
def test_conditions_are_kleenes(a: bool | None, b: bool | None) -> None:
    case = {**UNACCOMPANIED[a], **ASYLUM[b]}

    assert truth(BOTH, **case) is kleene_and(a, b)
    assert truth(EITHER, **case) is kleene_or(a, b)
    assert truth(NOT_BOTH, **case) is negated(kleene_and(a, b))
    assert truth(NEITHER, **case) is negated(kleene_or(a, b))


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        ("none", None, True),
        ("none", "2026-01-05", False),
        ("none", ABSENT, None),
        ("recorded", None, False),
        ("recorded", "2026-01-05", True),
        ("recorded", ABSENT, None),
        ("not recorded", None, True),
        ("on 5 January in school year 9", None, False),
        ("not after case.opened_on", None, True),
        ("after case.opened_on", ABSENT, None),
        ("on or after case.opened_on", "2024-01-08", True),
        ("after case.opened_on", "2024-01-08", False),
        ("on or after case.opened_on", "2024-01", None),
        ("on or after case.opened_on", "2024-02", True),
        ("on or after case.opened_on", "2023-12", False),
        ("not on or after case.opened_on", "2023-12", True),
        ("recorded", "2024-01", True),
        # In a list, one test that surely holds settles it, whatever is unknown of the others.
        ("[before case.opened_on, recorded]", "2024-01", True),
        ("[before case.opened_on, after case.opened_on]", "2024-01", None),
        ("[before case.opened_on, none]", "2024-01", None),
        ("[before case.opened_on, none]", None, True),
    ],
)
def test_a_test_of_a_date(test: str, value: Any, expected: bool | None) -> None:
    pack = asks(f"{{child.arrived_on: {test}}}")
    case = {} if value == ABSENT else {"child__arrived_on": value}

    assert truth(pack, **case) is expected


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        ("secondary", "secondary", True),
        ("secondary", "college", False),
        ("secondary", None, False),
        ("secondary", ABSENT, None),
        ("not secondary", None, True),
        ("not secondary", "college", True),
        ("[secondary, college]", "college", True),
        ("[secondary, college]", "primary", False),
        ("[secondary, none]", None, True),
        ("[secondary, none]", ABSENT, None),
        ("[secondary, recorded]", "college", True),
    ],
)
def test_a_test_of_a_code(test: str, value: Any, expected: bool | None) -> None:
    assert (
        truth(asks(f"{{child.school.setting: {test}}}"), child__school__setting=value) is expected
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, False), (ABSENT, None), ({"setting": None}, False), ({"setting": "secondary"}, True)],
)
def test_a_path_through_none_is_none_and_through_what_is_absent_unknown(
    value: Any, expected: bool | None
) -> None:
    assert truth(asks("{child.school.setting: secondary}"), child__school=value) is expected


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        ("9", 9, True), ("9 or over", 8, False), ("9 or over", 9, True), ("under 9", 9, False), ("under 9", 8, True),
        ("9 to 11", 9, True), ("9 to 11", 11, True), ("9 to 11", 12, False), ("9 to 11", None, False), ("not 9", None, True), ("9", ABSENT, None),
    ],
)  # fmt: skip
def test_a_test_of_a_number(test: str, value: Any, expected: bool | None) -> None:
    assert (
        truth(asks(f"{{child.school.year_group: {test}}}"), child__school__year_group=value)
        is expected
    )


LAST_PLAN = "terms: {plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}}"


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        ("includes adoption", ["adoption", "remain_home"], True),
        ("includes adoption", ["remain_home"], False),
        ("includes adoption", [], False),
        ("includes adoption", None, False),
        ("includes adoption", ABSENT, None),
        ("only adoption", ["adoption"], True),
        ("only adoption", ["adoption", "remain_home"], False),
        ("not includes adoption", None, True),
        ("[includes adoption, includes remain_home]", ["remain_home"], True),
    ],
)
def test_a_test_of_a_list_of_codes(test: str, value: Any, expected: bool | None) -> None:
    plan = {**PLAN, "permanence": value}
    if value == ABSENT:
        del plan["permanence"]

    assert truth(asks(f"{{plan.permanence: {test}}}", LAST_PLAN), plans=[plan]) is expected


@pytest.mark.parametrize(
    ("other", "expected"), [("beta", True), ("gamma", False), (None, False), (ABSENT, None)]
)
def test_two_facts_may_be_the_same(other: Any, expected: bool | None) -> None:
    transfer = {"to_team": "beta", "from_team": other, "completed_on": None}
    if other == ABSENT:
        del transfer["from_team"]

    assert (
        truth(asks("{transfer.to_team: same as transfer.from_team}"), transfer=transfer) is expected
    )


# --- parties -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("alpha_manager", True),
        ({"role": "team_manager", "team": "alpha"}, True),
        ({"role": "team_manager"}, True),
        ({"team": "alpha"}, True),
        ({"role": "team_manager", "team": "beta"}, False),
        ({"role": "social_worker", "team": "alpha"}, False),
        ("head", False),
        (None, False),
        (ABSENT, None),
    ],
)
def test_a_record_that_gives_role_or_team_matches_on_that_and_one_that_gives_both_on_both(
    given: Any, expected: bool | None
) -> None:
    plan = {**PLAN, "approved_on": "2025-12-10", "approved_by": given}
    if given == ABSENT:
        del plan["approved_by"]

    assert truth(asks("{plan.approved_by: alpha_manager}", LAST_PLAN), plans=[plan]) is expected


# --- picks -------------------------------------------------------------------------------------------

REVIEWS = """
terms:
  first_review: {first: meetings, where: {type: looked_after_review}, by: held_on}
  second_review: {second: meetings, where: {type: looked_after_review}, by: held_on}
  last_review: {last: meetings, where: {type: looked_after_review}, by: held_on}
"""


def review(day: Any, outcome: Any = "plan_continues", **more: Any) -> dict[str, Any]:
    record = {"type": "looked_after_review", "held_on": day, "outcome": outcome, **more}
    return {key: value for key, value in record.items() if value != ABSENT}


@pytest.mark.parametrize(
    ("rank", "expected"),
    [
        ("first", [True, False, False]),
        ("second", [False, True, False]),
        ("last", [False, False, True]),
    ],
)
def test_records_are_picked_in_the_order_of_their_dates(rank: str, expected: list[bool]) -> None:
    meetings = [review("2026-01-05"), review("2026-02-02"), review("2026-03-02")]
    found = [
        truth(asks(f"{{{rank}_review.outcome: positive}}", REVIEWS), meetings=[{**m, "outcome": "positive"} if i == n else m for n, m in enumerate(meetings)][::-1])
        for i in range(3)
    ]  # fmt: skip

    assert found == expected


def test_a_record_whose_date_is_none_is_no_candidate() -> None:
    assert truth(asks("{first_review: recorded}", REVIEWS), meetings=[review(None, None)]) is False
    assert (
        truth(
            asks("{second_review: recorded}", REVIEWS),
            meetings=[review("2026-01-05"), review(None, None)],
        )
        is False
    )


def test_no_candidate_is_none_and_so_are_its_fields() -> None:
    assert truth(asks("{first_review.outcome: none}", REVIEWS)) is True
    assert truth(asks("{first_review.outcome: not positive}", REVIEWS)) is True


def test_a_record_that_may_pass_may_be_the_one() -> None:
    perhaps = review("2026-01-05", "positive", type=ABSENT)

    assert (
        truth(
            asks("{first_review.outcome: plan_continues}", REVIEWS),
            meetings=[perhaps, review("2026-02-02")],
        )
        is None
    )
    assert (
        truth(
            asks("{first_review.outcome: plan_continues}", REVIEWS),
            meetings=[{**perhaps, "outcome": "plan_continues"}, review("2026-02-02")],
        )
        is True
    )
    assert (
        truth(
            asks("{last_review.outcome: plan_continues}", REVIEWS),
            meetings=[perhaps, review("2026-02-02")],
        )
        is True
    )


def test_a_record_whose_date_is_known_in_part_may_be_the_one() -> None:
    meetings = [review("2026-02", "positive"), review("2026-02-10")]

    assert truth(asks("{first_review.outcome: positive}", REVIEWS), meetings=meetings) is None
    assert (
        truth(
            asks("{first_review.outcome: positive}", REVIEWS),
            meetings=[review("2026-01", "positive"), meetings[1]],
        )
        is True
    )


# --- incomplete lists (23) ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rank", "meetings", "test", "expected"),
    [
        ("first", [review("2026-02-02")], "recorded", True),
        ("last", [review("2026-02-02")], "recorded", True),
        ("second", [review("2026-02-02")], "recorded", None),
        ("first", [], "recorded", None),
        ("first", [], "none", None),
    ],
)
def test_in_an_incomplete_list_one_more_is_possible(
    rank: str, meetings: list[Any], test: str, expected: bool | None
) -> None:
    pack = asks(f"{{{rank}_review: {test}}}", REVIEWS)

    assert truth(pack, meetings=meetings, incomplete=["meetings"]) is expected


def test_a_field_of_a_pick_from_an_incomplete_list_could_be_anothers() -> None:
    pack = asks("{first_review.outcome: plan_continues}", REVIEWS)

    assert truth(pack, meetings=[review("2026-02-02")]) is True
    assert truth(pack, meetings=[review("2026-02-02")], incomplete=["meetings"]) is None


def test_another_list_being_incomplete_changes_nothing() -> None:
    assert truth(asks("{first_review: none}", REVIEWS), incomplete=["visits"]) is True


def test_a_list_inside_a_list_can_be_incomplete() -> None:
    terms = "terms: {talk: {first: disputes.steps, where: {level: team_manager}, by: started_on}}"
    pack = asks("{talk: none}", terms)
    dispute = {"type": "timing", "raised_on": "2026-03-01", "resolved_on": None}

    assert truth(pack, disputes=[{**dispute, "steps": []}]) is True
    assert truth(pack, disputes=[{**dispute, "steps": []}], incomplete=["disputes.steps"]) is None
    assert truth(pack, disputes=[{**dispute, "steps": []}], incomplete=["disputes"]) is None
    assert truth(pack, disputes=[dispute]) is None
    assert truth(pack, disputes=ABSENT) is None
    assert truth(pack, disputes=[]) is True


# --- choices -----------------------------------------------------------------------------------------

CHOOSE = """
terms:
  place: {choose: [{when: {child.unaccompanied: true}, give: beta}, {when: {child.age_disputed: true}, give: gamma}, {otherwise: delta}]}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: place}
"""


@pytest.mark.parametrize(
    ("a", "b", "answer", "where"),
    [
        (True, False, "transfer", {"beta"}),
        (False, True, "transfer", {"gamma"}),
        (False, False, "transfer", {"delta"}),
        (None, False, "cannot_tell", {"beta", "delta"}),
        (False, None, "cannot_tell", {"gamma", "delta"}),
    ],
)
def test_a_choice_is_by_its_guards(
    a: bool | None, b: bool | None, answer: str, where: set[str]
) -> None:
    decision = decide(CHOOSE, "2026-03-10", **UNACCOMPANIED[a], **ASYLUM[b])

    assert decision.status == answer
    assert teams(decision, "onward") == where


def test_two_true_guards_with_different_values_are_a_conflict() -> None:
    decision = decide(CHOOSE, "2026-03-10", **UNACCOMPANIED[True], **ASYLUM[True])

    assert decision.status in ("manager_decides", "cannot_tell")
    assert {"beta", "gamma"} <= teams(decision, "onward")


def test_without_otherwise_and_with_no_true_guard_a_choice_is_none() -> None:
    pack = CHOOSE.replace(", {otherwise: delta}", "")

    assert status(pack, "2026-03-10", **UNACCOMPANIED[False], **ASYLUM[False]) == "stay"


def test_the_destination_still_possible_is_shown_where_it_may_be_blocked() -> None:
    decision = decide(policy_named("blocks"), "2026-03-10", plans=[PLAN], disputes=ABSENT)

    assert decision.status == "cannot_tell"
    assert teams(decision, "onward") == {"beta"}
    assert len(move(decision, "onward").blocked_by) == 1


# --- the holder (22) ---------------------------------------------------------------------------------

FROM = """
routes:
  by_any: {{title: Any, clauses: [T-1], from: {}, to: beta}}
"""


@pytest.mark.parametrize(
    ("senders", "holder", "answer"),
    [
        ("any", {"team": "alpha"}, "transfer"),
        ("any", None, "stay"),
        ("any", ABSENT, "cannot_tell"),
        ("none", {"team": "alpha"}, "stay"),
        ("none", None, "transfer"),
        ("none", ABSENT, "cannot_tell"),
        ("'[any, none]'", {"team": "alpha"}, "transfer"),
        ("'[any, none]'", None, "transfer"),
        ("[alpha, gamma]", {"team": "gamma"}, "transfer"),
        ("[alpha, gamma]", {"team": "delta"}, "stay"),
        ("[alpha, none]", None, "transfer"),
        ("[alpha, none]", {}, "cannot_tell"),
    ],
)
def test_from(senders: str, holder: Any, answer: str) -> None:
    assert status(FROM.format(senders.strip("'")), "2026-03-10", holder=holder) == answer


def test_the_holder_is_asked_for_first() -> None:
    decision = decide(
        policy_named("everything"), "2026-03-10", holder=ABSENT, plans=ABSENT, legal_orders=ABSENT
    )

    assert facts(decision)[0].startswith("holder")


# --- the facts wanted (25) ---------------------------------------------------------------------------


def test_only_a_fact_that_could_change_the_answer_is_wanted() -> None:
    pack = """
terms: {plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, when: {plan: recorded, child.unaccompanied: true}}
"""
    assert facts(decide(pack, "2026-03-10", plans=ABSENT, child__unaccompanied=False)) == []
    assert facts(decide(pack, "2026-03-10", plans=ABSENT, child__unaccompanied=True)) == ["plans"]
    assert set(facts(decide(pack, "2026-03-10", plans=ABSENT, child__unaccompanied=ABSENT))) == {
        "plans",
        "child.unaccompanied",
    }


def test_a_whole_case_wants_no_facts() -> None:
    assert facts(decide(policy_named("everything"), "2026-03-10")) == []


def test_a_fact_on_which_two_routes_hang_comes_first_with_what_each_value_leads_to() -> None:
    pack = """
routes:
  yes: {title: One, clauses: [T-1], from: alpha, to: beta, when: {child.unaccompanied: true}}
  no: {title: Two, clauses: [T-2], from: alpha, to: gamma, when: {child.unaccompanied: false}}
advice:
  gently: {title: Gently, clauses: [T-3], when: {child.age_disputed: true}}
""".replace("  yes:", "  one:").replace("  no:", "  two:")
    decision = decide(pack, "2026-03-10", child__unaccompanied=ABSENT)

    assert decision.status == "cannot_tell"
    assert facts(decision)[0] == "child.unaccompanied"
    wanted = decision.missing.facts[0]
    assert wanted.question
    assert wanted.settles >= 2
    assert {(a.status, a.to) for a in wanted.answers} >= {
        ("transfer", ("beta",)),
        ("transfer", ("gamma",)),
    }


def test_a_decision_waited_for_is_no_fact() -> None:
    decision = decide(policy_named("decision"), "2026-03-10", plans=[PLAN])

    assert facts(decision) == []
    assert len(decision.missing.decisions) == 1


def test_the_facts_do_not_depend_on_the_order_of_the_case() -> None:
    case = {"holder": ABSENT, "plans": ABSENT, "legal_orders": ABSENT}
    one = policy_named("everything").decide(case_of(**case), as_of=on("2026-03-10"))
    other = policy_named("everything").decide(
        case_of(**dict(reversed(case.items()))), as_of=on("2026-03-10")
    )

    assert facts(one) == facts(other)


# --- contradiction and silence -----------------------------------------------------------------------


def test_an_unknown_that_decides_nothing_is_no_obstacle() -> None:
    pack = """
terms: {plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, when: {child.unaccompanied: false}}
  joined: {title: Joined, clauses: [T-2], from: any, joins: gamma, as: adviser, when: {plan: recorded}}
"""
    decision = decide(pack, "2026-03-10", plans=ABSENT)

    assert decision.status == "transfer"
    assert fate(decision, "joined").fate == "cannot_be_told"
    assert [p.joins for p in decision.participants if p.team == "gamma"] == [None]


def test_a_route_from_another_holder_asks_for_nothing() -> None:
    decision = decide(policy_named("trigger"), "2026-03-10", holder__team="gamma", plans=ABSENT)

    assert decision.status == "stay"
    assert facts(decision) == []
    assert stages(decision, "onward") == set()


def test_every_status_still_possible_is_named() -> None:
    decision = decide(policy_of(policy_text()), "2026-03-10", child__unaccompanied=ABSENT)

    assert set(decision.possible) >= {"transfer", "close"}


def policy_text() -> str:
    from engine.small import written

    return written("""
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, when: {child.unaccompanied: true}}
  closes: {title: Closes, clauses: [T-2], from: alpha, close: true, when: {child.unaccompanied: not true}}
""")
