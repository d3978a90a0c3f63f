"""Overrides, waits, conflict and blocks between rules (rulings 1, 2, 7, 8, 31)."""

from typing import Any

import pytest

from engine.small import ABSENT, decide, fate, move, policy_named, stages, status

OVERRIDES = policy_named("overrides")


def plan(kind: str, agreed: str = "2025-12-10") -> dict[str, Any]:
    return {"type": kind, "started_on": "2025-11-03", "agreed_on": agreed, "ended_on": None}


CARE, NEED, SAFETY, FAMILY = (
    plan(kind) for kind in ("care", "child_in_need", "child_protection", "family")
)


# --- conflict ----------------------------------------------------------------------------------------


def test_a_conflict_shows_both_and_says_so() -> None:
    decision = decide(OVERRIDES, "2026-03-10", plans=[CARE, NEED])

    assert (decision.status, decision.conflict) == ("manager_decides", True)
    assert {m.route for m in decision.moves if m.leading} == {"care", "need"}


def test_an_ask_is_no_conflict() -> None:
    harm = {"type": "significant_harm", "raised_on": "2026-03-02", "closed_on": None}

    decision = decide(OVERRIDES, "2026-03-10", concerns=[harm])

    assert (decision.status, decision.conflict) == ("manager_decides", False)
    assert move(decision, "asked").asks


def test_a_blocked_move_counts_as_reached() -> None:
    pack = """
terms: {dispute: {last: disputes, where: {resolved_on: none}, by: raised_on}}
routes:
  one: {title: One, clauses: [T-1], from: alpha, to: beta}
  two: {title: Two, clauses: [T-2], from: alpha, to: gamma, when: {child.unaccompanied: true}}
blocks: {held: {title: Held, clauses: [T-3], for: [one], while: {dispute: recorded}}}
"""
    disputes = [{"type": "timing", "raised_on": "2026-03-01", "resolved_on": None}]

    assert status(pack, "2026-03-10", disputes=disputes) == "blocked"
    assert (
        status(pack, "2026-03-10", disputes=disputes, child__unaccompanied=True)
        == "manager_decides"
    )


AREAS = """
teams: {alpha: Alpha, beta: {title: Beta, one_per: area}}
terms:
  home: {last: addresses, where: {of: family, ended_on: none}, by: started_on}
  other: {last: addresses, where: {of: mother, ended_on: none}, by: started_on}
routes:
  one: {title: One, clauses: [T-1], from: alpha, to: beta, in_area: home.area}
  two: {title: Two, clauses: [T-2], from: alpha, to: beta, in_area: other.area}
"""


@pytest.mark.parametrize(("other", "answer"), [("north", "transfer"), ("south", "manager_decides")])
def test_the_same_team_in_another_area_is_another_destination(other: str, answer: str) -> None:
    addresses = [
        {"of": "family", "area": "north", "started_on": "2020-01-06", "ended_on": None},
        {"of": "mother", "area": other, "started_on": "2020-01-06", "ended_on": None},
    ]
    pack = AREAS.replace("terms:", "areas: {north: North, south: South}\nterms:", 1)
    people = "people: {alpha_manager: {role: team_manager, team: alpha}, beta_manager: {role: team_manager, team: beta}, head: Head}\n"

    assert status(people + pack, "2026-03-10", addresses=addresses) == answer


@pytest.mark.parametrize(("second", "answer"), [("W-8", "transfer"), ("W-9", "manager_decides")])
def test_another_worker_of_the_same_team_is_another_destination(second: str, answer: str) -> None:
    pack = """
routes:
  one: {title: One, clauses: [T-1], from: alpha, to: beta, worker: transfer.to_worker}
  two: {title: Two, clauses: [T-2], from: alpha, to: beta, worker: transfer.to_manager}
"""
    transfer = {
        "to_worker": "W-8",
        "to_worker_named_on": "2026-03-02",
        "to_manager": second,
        "completed_on": None,
        "cancelled_on": None,
    }

    assert status(pack, "2026-03-10", transfer=transfer) == answer


def test_works_and_joins_conflict_with_nothing() -> None:
    pack = """
routes:
  one: {title: One, clauses: [T-1], from: alpha, to: beta}
  sent: {title: Sent, clauses: [T-2], from: alpha, refer: report, to: gamma}
  joined: {title: Joined, clauses: [T-3], from: alpha, joins: delta, as: adviser}
"""
    decision = decide(pack, "2026-03-10")

    assert (decision.status, decision.conflict) == ("transfer", False)
    assert [p.team for p in decision.participants if p.joins] == ["delta"]


def test_two_referrals_are_no_conflict() -> None:
    pack = """
routes:
  one: {title: One, clauses: [T-1], from: alpha, refer: report, to: beta}
  two: {title: Two, clauses: [T-2], from: alpha, refer: report, to: gamma}
"""
    assert status(pack, "2026-03-10") == "refer"


def test_a_stay_is_no_conflict_with_another_stay() -> None:
    pack = """
routes:
  one: {title: One, clauses: [T-1], from: alpha, stay: true}
  two: {title: Two, clauses: [T-2], from: alpha, stay: true}
"""
    assert status(pack, "2026-03-10") == "stay"


# --- overrides ---------------------------------------------------------------------------------------


def test_what_is_overridden_says_by_what() -> None:
    decision = decide(OVERRIDES, "2026-03-10", plans=[CARE, SAFETY])

    assert (fate(decision, "care").fate, fate(decision, "care").by) == ("overridden", ("safety",))
    assert fate(decision, "safety").fate == "applies"
    assert stages(decision, "care") == set()


@pytest.mark.parametrize(
    ("agreed", "answer", "care"),
    [
        ("2025-12-10", "transfer", "overridden"),  # its point is today
        ("2025-12-11", "prepare", "overridden"),  # tomorrow
        ("2026-02-10", "prepare", "overridden"),  # in two months: the last day of its horizon
        ("2026-02-11", "transfer", "applies"),  # beyond: coming
    ],
)
def test_an_overriding_route_acts_before_its_own_point(agreed: str, answer: str, care: str) -> None:
    decision = decide(OVERRIDES, "2026-03-10", plans=[CARE, plan("child_protection", agreed)])

    assert (decision.status, fate(decision, "care").fate) == (answer, care)


def test_what_waits_holds_back_what_it_overrides() -> None:
    ill = {"type": "mental_health", "of": "child", "started_on": "2026-01-05", "ended_on": None}

    decision = decide(OVERRIDES, "2026-03-10", plans=[SAFETY], needs=[ill])

    assert fate(decision, "paused").fate == "waits"
    assert fate(decision, "safety").fate == "waits"
    assert fate(decision, "safety").by


def test_what_cannot_be_told_holds_back_what_it_overrides() -> None:
    decided = {"type": "pause", "outcome": "agreed", "made_on": "2026-03-02", "made_by": "head"}

    decision = decide(OVERRIDES, "2026-03-10", plans=[SAFETY], needs=ABSENT, decisions=[decided])

    assert fate(decision, "safety").fate == "cannot_be_told"


def test_overrides_do_not_pass_on() -> None:
    pack = """
routes:
  weak: {title: Weak, clauses: [T-1], from: alpha, to: beta}
  middle: {title: Middle, clauses: [T-2], from: alpha, to: gamma, overrides: [weak], when: {child.unaccompanied: true}}
  strong: {title: Strong, clauses: [T-3], from: alpha, to: delta, overrides: [middle]}
"""
    decision = decide(pack, "2026-03-10", child__unaccompanied=True)

    # middle is silenced, so it silences nothing: weak and strong are left, and conflict.
    assert (decision.status, decision.conflict) == ("manager_decides", True)
    assert fate(decision, "middle").fate == "overridden"
    assert fate(decision, "weak").fate == "applies"


def test_an_override_of_a_route_that_is_complete_does_not_undo_it() -> None:
    pack = """
terms:
  letter: {first: documents, where: {type: transfer_summary}, by: sent_on}
routes:
  weak: {title: Weak, clauses: [T-1], from: alpha, to: beta}
  strong: {title: Strong, clauses: [T-2], from: alpha, to: gamma, overrides: [weak], when: {child.unaccompanied: true}}
duties: {sent: {title: Sent, clauses: [T-3], for: weak, who: sender, due: within 1 week after the move, done: letter.sent_on}}
"""
    done = {
        "holder": {
            "team": "beta",
            "worker": "W-2",
            "role": "social_worker",
            "started_on": "2026-03-09",
            "ended_on": None,
        },
        "transfer": {
            "from_team": "alpha",
            "to_team": "beta",
            "completed_on": "2026-03-09",
            "planned_on": None,
            "cancelled_on": None,
        },
    }

    assert status(pack, "2026-03-10", child__unaccompanied=True, **done) == "complete"


# --- blocks ------------------------------------------------------------------------------------------


def test_a_block_says_that_it_holds() -> None:
    disputes = [{"type": "timing", "raised_on": "2026-03-05", "resolved_on": None}]
    decision = decide(policy_named("blocks"), "2026-03-10", plans=[CARE], disputes=disputes)

    assert decision.status == "blocked"
    assert len(move(decision, "onward").blocked_by) == 1
    assert fate(decision, "in_dispute").fate == "applies"
    assert decision.holder.team == "alpha"
    assert str(move(decision, "onward").point) == "2026-03-10"


def test_a_block_for_another_route_holds_nothing() -> None:
    pack = """
routes:
  one: {title: One, clauses: [T-1], from: alpha, to: beta}
  two: {title: Two, clauses: [T-2], from: gamma, to: beta}
blocks: {held: {title: Held, clauses: [T-3], for: [two], while: {child.unaccompanied: true}}}
"""
    assert status(pack, "2026-03-10", child__unaccompanied=True) == "transfer"
    assert status(pack, "2026-03-10", child__unaccompanied=True, holder__team="gamma") == "blocked"


@pytest.mark.parametrize(
    ("exception", "answer"), [(True, "transfer"), (False, "blocked"), (ABSENT, "cannot_tell")]
)
def test_unless_lifts_a_block(exception: Any, answer: str) -> None:
    pack = """
routes: {one: {title: One, clauses: [T-1], from: alpha, to: beta}}
blocks: {held: {title: Held, clauses: [T-3], for: all, while: {child.unaccompanied: true}, unless: {child.age_disputed: true}}}
"""
    disputed = {} if exception == ABSENT else {"child__age_disputed": exception}

    assert status(pack, "2026-03-10", child__unaccompanied=True, **disputed) == answer


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2026-02-28", "transfer"),
        ("2026-03-01", "blocked"),
        ("2026-06-18", "blocked"),
        ("2026-06-19", "blocked"),
        ("2026-06-20", "transfer"),
    ],
)
def test_a_window_holds_on_both_of_its_ends(day: str, answer: str) -> None:
    case = {
        "plans": [plan("care", "2025-06-02") | {"started_on": "2025-06-02"}],
        "child__date_of_birth": "2009-10-05",
    }

    assert (
        status(policy_named("blocks"), day, child__school__last_gcse_on="2026-06-19", **case)
        == answer
    )


# --- total (31) --------------------------------------------------------------------------------------


def test_every_rule_of_every_section_has_a_fate() -> None:
    decision = decide(policy_named("everything"), "2026-03-10")
    pack = policy_named("everything").pack

    assert {(f.section, f.rule) for f in decision.rules} == {
        (section, rule)
        for section in ("routes", "blocks", "duties", "checklists", "advice")
        for rule in getattr(pack, section)
    }


def test_a_rule_that_does_not_apply_says_which_test_failed() -> None:
    (explained,) = decide(OVERRIDES, "2026-03-10").explain("care")

    assert explained.rule.fate == "does_not_apply"
    assert any(test.came_to == "failed" for test in explained.tests)
    assert explained.would_apply


def test_the_edition_is_told_where_it_does_not_hold() -> None:
    pack = "edition: {id: second, from: 2026-01-01, until: 2026-12-31}\nroutes: {one: {title: One, clauses: [T-1], from: alpha, to: beta}}"

    inside = decide(pack, "2026-01-01").notes
    assert decide(pack, "2026-12-31").notes == inside
    assert len(decide(pack, "2025-12-31").notes) == len(inside) + 1
    assert len(decide(pack, "2027-01-01").notes) == len(inside) + 1


# --- a move that can be made, beside one that cannot (1) ---------------------------------------------


def test_of_two_moves_to_one_team_the_one_that_nothing_holds_back_leads() -> None:
    pack = """
routes:
  held: {title: Held, clauses: [T-1], from: alpha, to: beta}
  free: {title: Free, clauses: [T-2], from: alpha, to: beta}
blocks:
  window: {title: Window, clauses: [T-3], for: [held], while: {child.unaccompanied: false}}
"""
    decision = decide(pack, "2026-03-10")

    assert stages(decision, "held") == {"blocked"}
    assert stages(decision, "free") == {"due"}
    assert decision.status == "transfer"
