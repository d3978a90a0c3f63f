"""Decisions that a route waits for, decisions that choose, and decisions of people that set a rule aside (rulings 5, 6, 28)."""

from typing import Any

import pytest

from engine.small import ABSENT, decide, fate, move, policy_named, stages, status, teams

PLAN = {"type": "care", "started_on": "2025-11-03", "agreed_on": "2025-12-10", "ended_on": None}
PATHWAY = {"type": "pathway", "started_on": "2025-11-03", "ended_on": None}
DECISION = policy_named("decision")
CHOICE = policy_named("choice")


def pact(by: Any, outcome: str = "agreed", on: str = "2026-03-02") -> dict[str, Any]:
    return {"type": "pact", "outcome": outcome, "made_on": on, "made_by": by}


# --- waiting (6) -----------------------------------------------------------------------------------


def test_what_is_waited_for_is_named_with_who_and_the_record_to_write() -> None:
    decision = decide(DECISION, "2026-03-10", plans=[PLAN])

    (awaited,) = decision.missing.decisions
    assert awaited.decision == "handover"
    assert awaited.routes == ("by_one",)
    assert awaited.outcomes == ("agreed", "refused")
    assert len(awaited.record) >= 1
    assert all("handover" in record for record in awaited.record)
    assert fate(decision, "by_one").fate == "waits"


def test_of_two_who_decide_together_the_one_whose_word_is_wanting_is_named() -> None:
    decision = decide(DECISION, "2026-03-10", plans=[PATHWAY], decisions=[pact("alpha_manager")])

    (awaited,) = decision.missing.decisions
    assert len(awaited.made_by) == 1
    assert "beta" in awaited.made_by[0].lower()


def test_two_who_decide_together_are_dated_by_the_last() -> None:
    pack = """
decisions:
  pact: {title: Both, made_by: [alpha_manager, beta_manager], needs: all, outcomes: [agreed, refused]}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, if_decided: {pact: agreed}, point: at least 1 week after pact.made_on}
"""
    made = [pact("alpha_manager", on="2026-03-02"), pact("beta_manager", on="2026-03-04")]

    assert status(pack, "2026-03-10", decisions=made) == "prepare"
    assert status(pack, "2026-03-11", decisions=made) == "transfer"


def test_a_person_given_by_role_and_team_is_that_person() -> None:
    made = [
        pact({"role": "team_manager", "team": "alpha"}),
        pact({"role": "team_manager", "team": "beta"}),
    ]

    assert status(DECISION, "2026-03-10", plans=[PATHWAY], decisions=made) == "transfer"


def test_a_person_of_the_right_role_in_another_team_is_not_that_person() -> None:
    made = [pact("alpha_manager"), pact({"role": "team_manager", "team": "gamma"})]

    assert status(DECISION, "2026-03-10", plans=[PATHWAY], decisions=made) == "manager_decides"


def test_the_last_word_of_each_of_two_counts() -> None:
    made = [
        pact("alpha_manager", "refused", "2026-03-01"),
        pact("alpha_manager", on="2026-03-02"),
        pact("beta_manager"),
    ]

    assert status(DECISION, "2026-03-10", plans=[PATHWAY], decisions=made) == "transfer"


def test_divided_can_be_waited_for() -> None:
    pack = """
decisions:
  pact: {title: Both, made_by: [alpha_manager, beta_manager], needs: all, outcomes: [agreed, refused]}
routes:
  quarrel: {title: Divided, clauses: [T-1], from: alpha, ask: head, when: {pact.outcome: divided}}
"""
    made = [pact("alpha_manager"), pact("beta_manager", "refused")]

    assert status(pack, "2026-03-10", decisions=made) == "manager_decides"
    assert status(pack, "2026-03-10", decisions=made[:1]) == "stay"


def test_contradictory_records_of_one_day_are_both_named() -> None:
    made = [
        {"type": "handover", "outcome": "agreed", "made_on": "2026-03-02", "made_by": "head"},
        {"type": "handover", "outcome": "refused", "made_on": "2026-03-02", "made_by": "head"},
    ]
    text = decide(DECISION, "2026-03-10", plans=[PLAN], decisions=made).to_json()

    assert "decisions[0]" in text
    assert "decisions[1]" in text


def test_two_records_of_one_day_that_agree_are_no_contradiction() -> None:
    made = [
        {"type": "handover", "outcome": "agreed", "made_on": "2026-03-02", "made_by": "head"},
        {"type": "handover", "outcome": "agreed", "made_on": "2026-03-02", "made_by": "alpha_manager"},
    ]  # fmt: skip

    assert status(DECISION, "2026-03-10", plans=[PLAN], decisions=made) == "transfer"


def test_two_moments_of_one_day_are_in_order() -> None:
    made = [
        {
            "type": "handover",
            "outcome": "refused",
            "made_at": "2026-03-02T09:00",
            "made_by": "head",
        },
        {"type": "handover", "outcome": "agreed", "made_at": "2026-03-02T15:00", "made_by": "head"},
    ]

    assert status(DECISION, "2026-03-10", plans=[PLAN], decisions=made) == "transfer"


def test_a_decision_by_somebody_not_entitled_is_reported() -> None:
    made = [
        {
            "type": "handover",
            "outcome": "agreed",
            "made_on": "2026-03-02",
            "made_by": "beta_manager",
        }
    ]

    decision = decide(DECISION, "2026-03-10", plans=[PLAN], decisions=made)

    assert any("decisions[0]" in note or "entitled" in note for note in decision.notes)


def test_a_coming_route_waits_for_no_decision() -> None:
    pack = """
decisions:
  handover: {title: Whether, made_by: [head], outcomes: [agreed, refused]}
routes:
  far: {title: At 16, clauses: [T-1], from: alpha, to: beta, if_decided: {handover: agreed}, point: on or after 16th birthday}
"""
    decision = decide(pack, "2026-03-10", child__date_of_birth="2011-06-15")

    assert decision.status == "stay"
    assert stages(decision, "far") == {"coming"}
    assert decision.missing.decisions == ()
    assert status(pack, "2026-03-10", child__date_of_birth="2010-06-15") == "manager_decides"


def test_a_decision_tested_in_when_is_not_waited_for() -> None:
    pack = """
decisions:
  closure: {title: Whether to close, made_by: [head], outcomes: [agreed, refused]}
routes:
  closes: {title: Closes, clauses: [T-1], from: alpha, close: true, when: {closure.outcome: agreed}}
"""
    agreed = [{"type": "closure", "outcome": "agreed", "made_on": "2026-03-02", "made_by": "head"}]

    assert status(pack, "2026-03-10") == "stay"
    assert status(pack, "2026-03-10", decisions=agreed) == "close"
    assert status(pack, "2026-03-10", decisions=ABSENT) == "cannot_tell"


def test_a_join_that_waits_is_listed() -> None:
    decision = decide(policy_named("works"), "2026-03-10", child__unaccompanied=True)

    assert decision.status == "stay"
    assert stages(decision, "joined_on_agreement") == {"waits"}


# --- choosing (5) ------------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", ["beta", "gamma"])
def test_the_team_chosen_is_where_the_case_goes(chosen: str) -> None:
    made = [{"type": "destination", "outcome": chosen, "made_on": "2026-03-02", "made_by": "head"}]

    decision = decide(CHOICE, "2026-03-10", plans=[PLAN], decisions=made)

    assert teams(decision, "onward") == {chosen}


def test_a_choice_may_be_told_by_its_team() -> None:
    made = [
        {
            "type": "destination",
            "outcome": "agreed",
            "to_team": "gamma",
            "made_on": "2026-03-02",
            "made_by": "head",
        }
    ]

    decision = decide(CHOICE, "2026-03-10", plans=[PLAN], decisions=made)

    assert decision.status == "transfer"
    assert teams(decision, "onward") == {"gamma"}


def test_until_it_is_chosen_every_destination_is_shown() -> None:
    decision = decide(CHOICE, "2026-03-10", plans=[PLAN])

    assert decision.status == "manager_decides"
    assert teams(decision, "onward") == {"beta", "gamma"}
    assert [awaited.decision for awaited in decision.missing.decisions] == ["destination"]


def test_a_choice_outside_the_list_makes_the_route_not_live_and_says_so() -> None:
    made = [{"type": "destination", "outcome": "delta", "made_on": "2026-03-02", "made_by": "head"}]

    decision = decide(CHOICE, "2026-03-10", plans=[PLAN], decisions=made)

    assert decision.status == "stay"
    assert fate(decision, "onward").fate == "does_not_apply"
    (explained,) = decision.explain("onward")
    assert any(test.came_to == "failed" for test in explained.tests)


def test_an_unresolved_choice_equals_only_itself() -> None:
    pack = """
decisions:
  first_choice: {title: First, made_by: [head], outcomes: [beta, gamma]}
routes:
  one: {title: One, clauses: [T-1], from: alpha, to: [beta, gamma], chosen_by: first_choice}
  two: {title: Two, clauses: [T-2], from: alpha, to: beta}
"""
    made = [{"type": "first_choice", "outcome": "beta", "made_on": "2026-03-02", "made_by": "head"}]

    assert status(pack, "2026-03-10") == "manager_decides"
    assert status(pack, "2026-03-10", decisions=made) == "transfer"


# --- may (5) -----------------------------------------------------------------------------------------


def test_a_reached_may_is_transfer_and_says_may() -> None:
    decision = decide(policy_named("birthday"), "2026-03-10", child__date_of_birth="2010-03-10")

    assert (decision.status, decision.force) == ("transfer", "may")
    assert "may move" in decision.sentence


def test_a_must_does_not_say_may() -> None:
    decision = decide(policy_named("trigger"), "2026-03-10", plans=[PLAN])

    assert (decision.status, decision.force) == ("transfer", "must")
    assert "may move" not in decision.sentence


def test_force_has_no_effect_on_conflict() -> None:
    pack = """
routes:
  one: {title: One, clauses: [T-1], from: alpha, to: beta, force: must}
  two: {title: Two, clauses: [T-2], from: alpha, to: gamma, force: may}
"""
    decision = decide(pack, "2026-03-10")

    assert (decision.status, decision.conflict) == ("manager_decides", True)


# --- setting aside (28) ------------------------------------------------------------------------------

ASIDE = """
decisions:
  exception: {title: An exception, made_by: [head], outcomes: [agreed, refused, do_not_apply], sets_aside: any}
  narrow: {title: A narrow exception, made_by: [head], outcomes: [agreed], sets_aside: [papers]}
terms:
  plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}
  summary: {first: documents, where: {type: transfer_summary}, by: sent_on}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, when: {plan: recorded}}
  further: {title: Further, clauses: [T-5], from: alpha, to: gamma, when: {child.unaccompanied: true}}
blocks:
  papers: {title: Papers, clauses: [T-2], for: onward, while: {summary: none}}
duties:
  summary_sent: {title: Summary, clauses: [T-3], for: onward, who: sender, due: on or before the move, done: summary.sent_on}
"""


def aside(rule: str, outcome: str = "agreed", **more: Any) -> list[dict[str, Any]]:
    record = {
        "type": "exception", "rule": rule, "outcome": outcome, "made_on": "2026-03-02", "made_by": "head",
        "effective_on": None, "until_on": None, "to_team": None, **more,
    }  # fmt: skip
    return [{key: value for key, value in record.items() if value != ABSENT}]


def test_a_rule_is_set_aside_by_an_agreement() -> None:
    decision = decide(ASIDE, "2026-03-10", plans=[PLAN], decisions=aside("onward"))

    assert decision.status == "stay"
    assert fate(decision, "onward").fate == "set_aside"


@pytest.mark.parametrize(
    ("outcome", "answer"), [("agreed", "stay"), ("do_not_apply", "stay"), ("refused", "blocked")]
)
def test_only_an_outcome_that_says_so_sets_aside(outcome: str, answer: str) -> None:
    assert status(ASIDE, "2026-03-10", plans=[PLAN], decisions=aside("onward", outcome)) == answer


def test_a_block_can_be_set_aside() -> None:
    assert status(ASIDE, "2026-03-10", plans=[PLAN]) == "blocked"
    assert status(ASIDE, "2026-03-10", plans=[PLAN], decisions=aside("papers")) == "transfer"


def test_a_duty_can_be_set_aside() -> None:
    decision = decide(ASIDE, "2026-03-10", plans=[PLAN], decisions=aside("summary_sent"))

    assert [d.duty for d in decision.duties] == []
    assert fate(decision, "summary_sent").fate == "set_aside"


def test_a_decision_sets_aside_only_what_its_kind_may() -> None:
    narrow = [{**aside("onward")[0], "type": "narrow"}]
    papers = [{**aside("papers")[0], "type": "narrow"}]

    assert status(ASIDE, "2026-03-10", plans=[PLAN], decisions=narrow) == "blocked"
    assert status(ASIDE, "2026-03-10", plans=[PLAN], decisions=papers) == "transfer"


@pytest.mark.parametrize(
    ("day", "answer"), [("2026-03-04", "blocked"), ("2026-03-05", "stay"), ("2026-03-06", "stay")]
)
def test_it_counts_from_its_effective_date(day: str, answer: str) -> None:
    assert (
        status(ASIDE, day, plans=[PLAN], decisions=aside("onward", effective_on="2026-03-05"))
        == answer
    )


@pytest.mark.parametrize(
    ("day", "answer"), [("2026-03-01", "blocked"), ("2026-03-02", "stay"), ("2026-03-03", "stay")]
)
def test_without_one_it_counts_from_the_day_it_was_made(day: str, answer: str) -> None:
    assert status(ASIDE, day, plans=[PLAN], decisions=aside("onward")) == answer


@pytest.mark.parametrize(
    ("day", "answer"), [("2026-03-19", "stay"), ("2026-03-20", "stay"), ("2026-03-21", "blocked")]
)
def test_it_counts_to_its_until_date(day: str, answer: str) -> None:
    assert (
        status(ASIDE, day, plans=[PLAN], decisions=aside("onward", until_on="2026-03-20")) == answer
    )


def test_its_ends_are_dates_to_look_again_on() -> None:
    decision = decide(
        ASIDE,
        "2026-03-10",
        plans=[PLAN],
        decisions=aside("onward", effective_on="2026-03-12", until_on="2026-03-20"),
    )
    days = [str(day) for day in decision.look_again()]

    assert "2026-03-12" in days
    assert "2026-03-21" in days


def test_somebody_not_entitled_sets_nothing_aside() -> None:
    made = aside("onward", made_by="alpha_manager")

    assert status(ASIDE, "2026-03-10", plans=[PLAN], decisions=made) == "blocked"


def test_a_decision_that_names_no_rule_sets_nothing_aside() -> None:
    made = [{**aside("onward")[0], "rule": None}]

    assert status(ASIDE, "2026-03-10", plans=[PLAN], decisions=made) == "blocked"


def test_a_team_named_beside_it_is_the_destination() -> None:
    decision = decide(ASIDE, "2026-03-10", plans=[PLAN], decisions=aside("onward", to_team="delta"))

    assert decision.status == "transfer"
    assert [place.team for m in decision.moves if m.leading for place in m.to] == ["delta"]


def test_a_team_named_beside_it_overrides_every_other_route() -> None:
    decision = decide(
        ASIDE,
        "2026-03-10",
        plans=[PLAN],
        child__unaccompanied=True,
        decisions=aside("onward", to_team="delta"),
    )

    assert decision.status == "transfer"
    assert fate(decision, "further").fate == "overridden"


def test_two_teams_named_by_two_decisions_are_a_conflict() -> None:
    made = aside("onward", to_team="delta") + aside(
        "further", to_team="gamma", made_on="2026-03-03"
    )

    decision = decide(ASIDE, "2026-03-10", plans=[PLAN], child__unaccompanied=True, decisions=made)

    assert (decision.status, decision.conflict) == ("manager_decides", True)


def test_when_it_counts_is_unknown_the_rule_cannot_be_told() -> None:
    decision = decide(
        ASIDE, "2026-03-10", plans=[PLAN], decisions=aside("onward", effective_on=ABSENT)
    )

    assert decision.status == "cannot_tell"
    assert {"stay", "blocked"} <= set(decision.possible)
    assert fate(decision, "onward").fate == "cannot_be_told"


def test_the_move_of_a_route_names_who_chooses() -> None:
    assert move(decide(CHOICE, "2026-03-10", plans=[PLAN]), "onward").chosen_by is not None
