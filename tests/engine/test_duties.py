"""Duties: when they are owed, in what state they are, and papers (rulings 15, 17; the design's sections 5 and 6)."""

from datetime import date
from typing import Any

import pytest

from engine.small import ABSENT, decide, duty, fate, owed, status

WINDOW = """
terms:
  plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}
  visit: {first: visits, where: {type: joint}, by: held_on}
duties:
  visited:
    title: A joint visit in the second week
    clauses: [T-1]
    who: alpha_manager
    when: {plan: recorded}
    due: between start and finish
    done: visit.held_on
""".replace("due: between start and finish", "due: between opens and closes").replace(
    "terms:\n",
    "terms:\n  opens: 1 week after plan.started_on\n  closes: 2 weeks after plan.started_on\n",
)
PLAN = {"type": "care", "started_on": "2026-03-02", "ended_on": None}  # window 9 to 16 March


def visit(day: Any) -> list[dict[str, Any]]:
    return [{"type": "joint", "held_on": day}]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-03-08", "pending"),
        ("2026-03-09", "pending"),
        ("2026-03-16", "pending"),
        ("2026-03-17", "overdue"),
    ],
)
def test_a_duty_not_done(day: str, state: str) -> None:
    assert duty(decide(WINDOW, day, plans=[PLAN]), "visited").state == state


@pytest.mark.parametrize(
    ("done", "state"),
    [("2026-03-09", "met"), ("2026-03-16", "met"), ("2026-03-17", "met_late")],
)
def test_a_duty_done(done: str, state: str) -> None:
    assert (
        duty(decide(WINDOW, "2026-03-20", plans=[PLAN], visits=visit(done)), "visited").state
        == state
    )


def test_done_before_its_window_is_not_met_and_shown_early() -> None:
    found = duty(decide(WINDOW, "2026-03-10", plans=[PLAN], visits=visit("2026-03-08")), "visited")

    assert found.state not in ("met", "met_late")
    assert found.early


def test_done_in_time_is_not_early() -> None:
    assert not duty(
        decide(WINDOW, "2026-03-10", plans=[PLAN], visits=visit("2026-03-09")), "visited"
    ).early


def test_a_deed_dated_ahead_is_not_done() -> None:
    assert (
        duty(
            decide(WINDOW, "2026-03-10", plans=[PLAN], visits=visit("2026-03-11")), "visited"
        ).state
        == "pending"
    )


def test_a_deed_that_may_have_been_done_is_unknown() -> None:
    assert (
        duty(decide(WINDOW, "2026-03-10", plans=[PLAN], visits=ABSENT), "visited").state
        == "unknown"
    )


@pytest.mark.parametrize(
    ("done", "state"),
    [
        ("2026-03", "unknown"),
        ({"from": "2026-03-09", "until": "2026-03-12"}, "met"),
        ({"from": "2026-03-15", "until": "2026-03-18"}, "unknown"),
    ],
)
def test_a_deed_of_a_day_known_in_part(done: Any, state: str) -> None:
    assert (
        duty(decide(WINDOW, "2026-04-10", plans=[PLAN], visits=visit(done)), "visited").state
        == state
    )


def test_a_window_without_a_date_has_not_started() -> None:
    pack = """
terms:
  review: {last: meetings, where: {type: looked_after_review}, by: scheduled_on}
  visit: {first: visits, where: {type: joint}, by: held_on}
duties:
  visited: {title: Visit, clauses: [T-1], who: head, due: within 1 week after review.held_on, done: visit.held_on}
"""
    planned = {"type": "looked_after_review", "scheduled_on": "2026-03-20", "held_on": None}

    assert duty(decide(pack, "2026-03-10", meetings=[planned]), "visited").state == "not_started"


def test_on_or_after_opens_and_is_never_overdue() -> None:
    pack = """
terms:
  plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}
  visit: {first: visits, where: {type: joint}, by: held_on}
duties:
  visited: {title: Visit, clauses: [T-1], who: head, when: {plan: recorded}, due: on or after plan.started_on, done: visit.held_on}
"""
    found = duty(decide(pack, "2029-03-10", plans=[PLAN]), "visited")

    assert (found.state, found.due) == ("pending", None)


def test_the_deed_counts_only_if_what_is_provided_holds() -> None:
    pack = """
terms:
  plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}
  visit: {first: visits, where: {type: joint}, by: held_on}
duties:
  visited: {title: Visit, clauses: [T-1], who: head, when: {plan: recorded}, due: within 1 week after plan.started_on, done: visit.held_on, provided: {visit.attended: includes beta}}
"""

    def state(**attended: Any) -> str:
        made = [{"type": "joint", "held_on": "2026-03-05", **attended}]
        return duty(decide(pack, "2026-03-06", plans=[PLAN], visits=made), "visited").state

    assert state(attended=["beta", "child"]) == "met"
    assert state(attended=["alpha"]) == "pending"
    assert state() == "unknown"


# --- hours and moments (17) --------------------------------------------------------------------------

HOURS = """
terms:
  harm: {last: concerns, where: {closed_on: none}, by: raised_on}
  told: {first: notices, where: {type: transfer}, by: sent_on}
duties:
  answered: {title: Answered in a day, clauses: [T-1], who: head, when: {harm: recorded}, due: within 24 hours after harm.raised_at, done: told.sent_at}
"""


def harm(at: str) -> list[dict[str, Any]]:
    return [
        {
            "type": "significant_harm",
            "raised_at" if "T" in at else "raised_on": at,
            "closed_on": None,
        }
    ]


def told(at: str) -> list[dict[str, Any]]:
    return [{"type": "transfer", "sent_at" if "T" in at else "sent_on": at}]


@pytest.mark.parametrize(
    ("asked", "state"),
    [
        ("2026-03-02", "pending"),
        ("2026-03-03", "unknown"),
        ("2026-03-04", "overdue"),
        ("2026-03-03T10:00", "pending"),
        ("2026-03-03T10:01", "overdue"),
    ],
)
def test_a_day_is_all_its_instants(asked: str, state: str) -> None:
    assert duty(decide(HOURS, asked, concerns=harm("2026-03-02T10:00")), "answered").state == state


@pytest.mark.parametrize(
    ("raised", "sent", "state"),
    [
        ("2026-03-02T10:00", "2026-03-03T10:00", "met"),
        ("2026-03-02T10:00", "2026-03-03T10:01", "met_late"),
        (
            "2026-03-02T10:00",
            "2026-03-02",
            "unknown",
        ),  # the evening of the day before, or its morning: before it was raised
        ("2026-03-02T10:00", "2026-03-03", "unknown"),
        ("2026-03-02T10:00", "2026-03-04", "met_late"),
        ("2026-03-02", "2026-03-03", "unknown"),
        ("2026-03-02", "2026-03-04", "met_late"),
    ],
)
def test_met_only_if_every_pair_of_instants_agrees(raised: str, sent: str, state: str) -> None:
    assert (
        duty(
            decide(HOURS, "2026-03-06", concerns=harm(raised), notices=told(sent)), "answered"
        ).state
        == state
    )


def test_hours_are_elapsed_across_the_change_of_the_clocks() -> None:
    found = duty(decide(HOURS, "2026-03-28T20:00", concerns=harm("2026-03-28T18:00")), "answered")

    assert found.due is not None
    assert found.due.isoformat()[:16] == "2026-03-29T19:00"


# --- owed (15) ---------------------------------------------------------------------------------------

OWED = """
decisions: {handover: {title: Whether, made_by: [head], outcomes: [agreed, refused]}}
terms:
  plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}
  pathway: {last: plans, where: {type: pathway, ended_on: none}, by: started_on}
  visit: {first: visits, where: {type: joint}, by: held_on}
routes:
  by_plan: {title: By plan, clauses: [T-1], from: alpha, to: beta, when: {plan: recorded}, if_decided: {handover: agreed}}
  by_pathway: {title: By pathway, clauses: [T-2], from: alpha, to: beta, when: {pathway: recorded}, point: at least 3 months after pathway.started_on}
  far: {title: Far, clauses: [T-3], from: alpha, to: beta, when: {child.unaccompanied: true}, point: on or after 16th birthday}
duties:
  visited: {title: Visit, clauses: [T-4], for: [by_plan, by_pathway, far], who: sender, due: within 1 week after plan.started_on, done: visit.held_on}
  all_moves: {title: All, clauses: [T-5], for: all, who: sender, due: on or before the move, done: visit.held_on}
"""
PATHWAY = {"type": "pathway", "started_on": "2026-03-02", "ended_on": None}
AGREED = {"type": "handover", "outcome": "agreed", "made_on": "2026-03-05", "made_by": "head"}


@pytest.mark.parametrize(
    ("case", "count"),
    [
        ({}, 0),
        ({"plans": [PLAN], "decisions": [AGREED]}, 1),
        ({"plans": [PLAN]}, 1),  # waits
        ({"plans": [PLAN], "decisions": [{**AGREED, "outcome": "refused"}]}, 0),
        ({"child__unaccompanied": True}, 0),  # coming: owes nothing
        (
            {"plans": [PLAN, PATHWAY], "decisions": [AGREED]},
            1,
        ),  # two routes, one deed, one deadline
    ],
)
def test_a_duty_is_owed_while_a_route_of_its_is_live_or_waits(
    case: dict[str, Any], count: int
) -> None:
    assert owed(decide(OWED, "2026-03-06", **case), "visited") == count


def test_a_duty_is_perhaps_owed_while_its_route_cannot_be_told() -> None:
    assert duty(decide(OWED, "2026-03-06", plans=[PLAN], decisions=ABSENT), "visited").perhaps
    assert not duty(decide(OWED, "2026-03-06", plans=[PLAN], decisions=[AGREED]), "visited").perhaps


def test_a_duty_whose_routes_are_unknown_is_perhaps_owed() -> None:
    found = decide(OWED, "2026-03-06", plans=ABSENT)

    assert all(d.perhaps for d in found.duties)
    assert fate(found, "visited").fate == "cannot_be_told"


def test_all_means_the_routes_that_move_the_case() -> None:
    pack = """
terms:
  visit: {first: visits, where: {type: joint}, by: held_on}
routes:
  keeps: {title: Keeps, clauses: [T-1], from: alpha, stay: true, when: {child.unaccompanied: true}}
  moves: {title: Moves, clauses: [T-2], from: alpha, to: beta, when: {child.unaccompanied: false}}
duties:
  visited: {title: Visit, clauses: [T-3], for: all, who: sender, due: on or before the move, done: visit.held_on}
"""
    assert owed(decide(pack, "2026-03-10", child__unaccompanied=True), "visited") == 0
    assert owed(decide(pack, "2026-03-10", child__unaccompanied=False), "visited") == 1


def test_one_for_each_route_where_the_deadlines_differ() -> None:
    decision = decide(OWED, "2026-03-06", plans=[PLAN, PATHWAY], decisions=[AGREED])
    dues = {str(d.due) for d in decision.duties if d.duty == "all_moves"}

    assert len(dues) == owed(decision, "all_moves") == 2


def test_a_route_that_is_overridden_owes_nothing() -> None:
    pack = """
terms:
  visit: {first: visits, where: {type: joint}, by: held_on}
routes:
  weak: {title: Weak, clauses: [T-1], from: alpha, to: beta}
  strong: {title: Strong, clauses: [T-2], from: alpha, to: gamma, when: {child.unaccompanied: true}, overrides: [weak]}
duties:
  visited: {title: Visit, clauses: [T-3], for: weak, who: sender, due: on or before the move, done: visit.held_on}
"""
    assert owed(decide(pack, "2026-03-10"), "visited") == 1
    assert owed(decide(pack, "2026-03-10", child__unaccompanied=True), "visited") == 0


def test_a_route_ended_by_a_refusal_owes_nothing_more_but_shows_what_was_late() -> None:
    refused = {**AGREED, "outcome": "refused", "made_on": "2026-03-12"}
    late = decide(OWED, "2026-03-20", plans=[PLAN], decisions=[refused])
    in_time = decide(
        OWED, "2026-03-20", plans=[PLAN], decisions=[{**refused, "made_on": "2026-03-09"}]
    )

    assert owed(in_time, "visited") == 0
    assert duty(late, "visited").state == "overdue"


# --- each --------------------------------------------------------------------------------------------

EACH = """
terms:
  plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}
duties:
  attended:
    title: Reviews are attended
    clauses: [T-1]
    each: meetings
    where: {type: looked_after_review, scheduled_on: on or after plan.started_on}
    who: alpha_manager
    due: on this.scheduled_on
    done: this.held_on
    provided: {this.attended: includes alpha_manager}
  answered:
    title: Steps are answered
    clauses: [T-2]
    each: disputes.steps
    where: {level: team_manager}
    who: head
    due: within 1 week after this.started_at
    done: this.parent.resolved_at
"""


def review(scheduled: str, held: str | None = None, **more: Any) -> dict[str, Any]:
    return {"type": "looked_after_review", "scheduled_on": scheduled, "held_on": held, **more}


def test_one_duty_for_each_record_that_passes() -> None:
    meetings = [
        review("2026-03-05", "2026-03-05", attended=["alpha_manager"]),
        review("2026-03-09", None),
        review("2026-03-20", None),
        review("2026-02-20", None),
        {"type": "core_group", "scheduled_on": "2026-03-05", "held_on": None},
    ]
    found = [
        d
        for d in decide(EACH, "2026-03-10", plans=[PLAN], meetings=meetings).duties
        if d.duty == "attended"
    ]

    assert sorted((str(d.due), d.state) for d in found) == [
        ("2026-03-05", "met"),
        ("2026-03-09", "overdue"),
        ("2026-03-20", "pending"),
    ]
    assert len({d.about for d in found}) == 3


def test_a_record_that_may_pass_is_perhaps_owed_for() -> None:
    meetings = [{"scheduled_on": "2026-03-20", "held_on": None}]

    assert duty(decide(EACH, "2026-03-10", plans=[PLAN], meetings=meetings), "attended").perhaps


def test_a_step_reaches_its_dispute() -> None:
    steps = [{"level": "team_manager", "started_on": "2026-03-02", "ended_on": None}]
    disputes = [
        {"type": "timing", "raised_on": "2026-03-01", "resolved_on": "2026-03-06", "steps": steps}
    ]

    assert duty(decide(EACH, "2026-03-10", disputes=disputes), "answered").state == "met"
    assert (
        duty(
            decide(EACH, "2026-03-10", disputes=[{**disputes[0], "resolved_on": None}]), "answered"
        ).state
        == "overdue"
    )


def test_a_duty_can_override_a_duty() -> None:
    pack = """
terms:
  visit: {first: visits, where: {type: joint}, by: held_on}
duties:
  slow: {title: Slow, clauses: [T-1], who: head, due: within 1 month after case.opened_on, done: visit.held_on}
  fast: {title: Fast, clauses: [T-2], who: head, when: {child.unaccompanied: true}, due: within 1 week after case.opened_on, done: visit.held_on, overrides: [slow]}
"""
    assert owed(decide(pack, "2026-03-10"), "slow") == 1
    urgent = decide(pack, "2026-03-10", child__unaccompanied=True)
    assert (owed(urgent, "slow"), owed(urgent, "fast")) == (0, 1)
    assert fate(urgent, "slow").fate == "overridden"


# --- papers ------------------------------------------------------------------------------------------

PAPERS = """
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta}
blocks:
  not_ready: {title: Not ready, clauses: [T-2], for: onward, while: {papers: incomplete}}
checklists:
  papers:
    title: Papers
    clauses: [T-3]
    for: onward
    items:
      - {document: chronology, up_to_date: true}
      - {any_of: [genogram, birth_certificate]}
      - {document: case_notes, when: {child.unaccompanied: true}}
"""
CHRONOLOGY = {
    "type": "chronology",
    "on_file": True,
    "updated_on": "2026-01-12",
    "not_needed_on": None,
}
GENOGRAM = {"type": "genogram", "on_file": True, "not_needed_on": None}


@pytest.mark.parametrize(
    ("documents", "case", "answer"),
    [
        ([CHRONOLOGY, GENOGRAM], {}, "transfer"),
        ([CHRONOLOGY], {}, "blocked"),
        ([CHRONOLOGY, {**GENOGRAM, "type": "birth_certificate"}], {}, "transfer"),
        ([CHRONOLOGY, {**GENOGRAM, "on_file": False}], {}, "blocked"),
        ([CHRONOLOGY, {"type": "genogram", "not_needed_on": None}], {}, "cannot_tell"),
        (
            [{"type": "chronology", "on_file": False, "not_needed_on": "2026-02-02"}, GENOGRAM],
            {},
            "transfer",
        ),
        ([{**CHRONOLOGY, "updated_on": "2025-11-30"}, GENOGRAM], {}, "blocked"),
        ([{**CHRONOLOGY, "updated_on": "2025-12-01"}, GENOGRAM], {}, "transfer"),
        ([{**CHRONOLOGY, "updated_on": None}, GENOGRAM], {}, "blocked"),
        ([{k: v for k, v in CHRONOLOGY.items() if k != "updated_on"}, GENOGRAM], {}, "cannot_tell"),
        ([CHRONOLOGY, GENOGRAM], {"child__unaccompanied": True}, "blocked"),
        ([CHRONOLOGY, GENOGRAM], {"child__unaccompanied": ABSENT}, "cannot_tell"),
        (ABSENT, {}, "cannot_tell"),
        ([GENOGRAM], {"child__unaccompanied": ABSENT}, "blocked"),
    ],
)
def test_a_checklist_is_a_gate(documents: Any, case: dict[str, Any], answer: str) -> None:
    assert status(PAPERS, "2026-03-10", documents=documents, **case) == answer


def test_an_item_absent_that_is_no_bar_is_listed_as_missing() -> None:
    pack = PAPERS.replace(
        "blocks:\n  not_ready: {title: Not ready, clauses: [T-2], for: onward, while: {papers: incomplete}}\n",
        "",
    )

    decision = decide(pack, "2026-03-10", documents=[GENOGRAM])

    assert decision.status == "transfer"
    assert len(decision.missing.documents) == 1


DATED_PAPERS = """
terms:
  plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, when: {plan: recorded}, point: on plan.started_on}
checklists:
  with_the_move: {title: With it, clauses: [T-1], for: onward, due: on or before the move, items: [chronology]}
  with_the_plan: {title: After the plan, clauses: [T-1], for: onward, due: within 5 working days after plan.started_on, items: [genogram]}
"""
PLANNED = {
    "from_team": "alpha", "to_team": "beta", "route": "onward", "identified_on": "2026-03-02",
    "planned_on": "2026-03-20", "completed_on": None, "cancelled_on": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("transfer", "due", "provisional"),
    [
        (None, date(2026, 3, 2), ("the move is not agreed yet",)),
        ({**PLANNED, "planned_on": None}, date(2026, 3, 2), ("the move is not agreed yet",)),
        (PLANNED, date(2026, 3, 20), ()),
    ],
)
def test_the_day_of_a_paper_that_rests_on_a_move_nobody_agreed_is_provisional(
    transfer: Any, due: date, provisional: tuple[str, ...]
) -> None:
    decision = decide(DATED_PAPERS, "2026-03-03", plans=[PLAN], transfer=transfer)

    assert {d.checklist: (d.due, d.provisional) for d in decision.documents} == {
        "with_the_move": (due, provisional),
        "with_the_plan": (date(2026, 3, 9), ()),
    }


def test_the_day_of_a_paper_past_the_published_holidays_is_provisional() -> None:
    late = [{**PLAN, "started_on": "2040-03-02"}]
    decision = decide(DATED_PAPERS, "2040-03-03", plans=late, transfer=None)

    (paper,) = (d for d in decision.documents if d.checklist == "with_the_plan")
    assert paper.provisional == ("bank holidays are not published that far ahead",)


def test_required_and_on_file_are_told_apart() -> None:
    decision = decide(PAPERS, "2026-03-10", documents=[CHRONOLOGY], child__unaccompanied=ABSENT)

    assert {d.document: (d.required, d.on_file) for d in decision.documents} == {
        ("chronology",): ("required", "on_file"),
        ("genogram", "birth_certificate"): ("required", "absent"),
        ("case_notes",): ("unknown", "absent"),
    }


def test_a_requirement_left_to_judgement_is_unknown_and_says_why() -> None:
    pack = """
checklists:
  papers: {title: Papers, clauses: [T-1], items: [{document: case_notes, requirement: unknown, because: left to judgement}]}
"""
    (item,) = decide(pack, "2026-03-10").documents

    assert (item.required, item.because) == ("unknown", "left to judgement")


def test_where_replaces_the_plain_on_file() -> None:
    pack = """
checklists:
  papers: {title: Papers, clauses: [T-1], items: [{document: transfer_summary, where: {on_file: true, approved_by: alpha_manager}}]}
"""

    def on_file(**more: Any) -> str:
        paper = {
            "type": "transfer_summary",
            "on_file": True,
            "not_needed_on": None,
            "approved_on": "2026-03-02",
            **more,
        }
        (item,) = decide(pack, "2026-03-10", documents=[paper]).documents
        return item.on_file

    assert on_file(approved_by={"role": "team_manager", "team": "alpha"}) == "on_file"
    assert on_file(approved_by="head") == "absent"
    assert on_file() == "unknown"


def test_one_item_for_each_record() -> None:
    pack = """
checklists:
  papers: {title: Papers, clauses: [T-1], items: [{document: case_file, each: legal_orders, where: {ended_on: none}, provided: {this.on_file: true}}]}
"""
    orders = [
        {"type": "full_care_order", "granted_on": "2025-02-03", "ended_on": None, "on_file": True},
        {"type": "placement_order", "granted_on": "2025-03-03", "ended_on": None, "on_file": False},
        {
            "type": "interim_care_order",
            "granted_on": "2024-03-03",
            "ended_on": "2025-02-03",
            "on_file": False,
        },
    ]
    found = decide(pack, "2026-03-10", legal_orders=orders).documents

    assert sorted(item.on_file for item in found) == ["absent", "on_file"]


# --- what an explanation tells -------------------------------------------------------------------

KEPT = """
decisions:
  exception: {title: Exception, made_by: [head], outcomes: [agreed], sets_aside: any}
duties:
  kept: {title: Kept, clauses: [T-1], who: head, each: tasks, where: {retained: true}, done: this.done_on}
"""


def explained(**case: Any) -> list[tuple[str, str]]:
    """What is tested for the duty, and what it came to."""
    (kept,) = decide(KEPT, "2026-03-10", **case).explain("kept")
    return [(test.says, test.came_to) for test in kept.tests]


def test_a_duty_for_each_record_is_explained_record_by_record() -> None:
    kept, other, untold = {"retained": True}, {"retained": False}, {"type": "planned_work"}

    assert explained(tasks=[kept, other, untold]) == [
        ("tasks[0] is one of them", "held"),
        ("tasks[1] is one of them", "failed"),
        ("tasks[2] is one of them", "unknown"),
    ]
    assert explained(tasks=[]) == [("there is a record in tasks", "failed")]
    assert explained(tasks=ABSENT) == [("there is no other in tasks", "unknown")]


def test_that_people_may_have_set_a_rule_aside_is_explained() -> None:
    kept = {"retained": True}

    assert explained(tasks=[kept], decisions=ABSENT)[1:] == [
        ("not set aside by exception", "unknown")
    ]
    made = {"type": "exception", "outcome": "agreed", "made_by": "head", "rule": "kept", "made_on": "2026-03-10", "effective_on": None, "until_on": None, "to_team": None}  # fmt: skip
    assert explained(tasks=[kept], decisions=[made])[1:] == [
        ("not set aside by exception", "failed")
    ]
    assert explained(tasks=[kept], decisions=[{**made, "made_on": "2026-03-11"}])[1:] == []
