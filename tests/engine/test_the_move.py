"""The event of the move, the transfer on the record, and what is dated by it (rulings 9 to 14)."""

from typing import Any

import pytest

from engine.small import ABSENT, decide, duty, fate, move, owed, policy_named, stages, status, teams

PLAN = {"type": "care", "started_on": "2025-11-03", "agreed_on": "2025-12-10", "ended_on": None}
MOVE = policy_named("move")
AT_BETA = {
    "team": "beta",
    "worker": "W-2",
    "role": "social_worker",
    "started_on": "2026-03-09",
    "ended_on": None,
}


def transfer(**changes: Any) -> dict[str, Any]:
    record = {
        "route": None, "from_team": "alpha", "to_team": "beta", "identified_on": "2025-12-12", "planned_on": None,
        "completed_on": None, "cancelled_on": None, **changes,
    }  # fmt: skip
    return {key: value for key, value in record.items() if value != ABSENT}


MADE = transfer(completed_on="2026-03-09")


# --- the event (10) ----------------------------------------------------------------------------------


def test_there_is_a_day_on_which_transfer_is_the_answer() -> None:
    done = {"holder": AT_BETA, "transfer": transfer(completed_on="2026-03-11")}

    assert status(MOVE, "2026-03-10", plans=[PLAN]) == "transfer"
    assert status(MOVE, "2026-03-12", plans=[PLAN], **done) == "complete"


def test_the_date_of_the_move_can_be_another_than_the_systems() -> None:
    pack = """
conventions: {moved: handover.held_on}
meetings: {handover_meeting: Handover}
terms:
  handover: {first: meetings, where: {type: handover_meeting, held_on: on or after transfer.identified_on}, by: held_on}
  letter: {first: documents, where: {type: transfer_summary}, by: sent_on}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta}
duties:
  letter_sent: {title: Letter, clauses: [T-2], for: onward, who: sender, due: within 1 week after the move, done: letter.sent_on}
"""
    met = {"type": "handover_meeting", "scheduled_on": "2026-03-09", "held_on": "2026-03-09"}
    case = {"holder": AT_BETA, "transfer": transfer(), "meetings": [met]}

    decision = decide(pack, "2026-03-10", **case)

    assert decision.status == "complete"
    assert str(duty(decision, "letter_sent").due) == "2026-03-16"


def test_the_done_of_a_route_stands_for_the_convention() -> None:
    pack = """
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, done: transfer.accepted_on}
terms:
  letter: {first: documents, where: {type: transfer_summary}, by: sent_on}
duties:
  letter_sent: {title: Letter, clauses: [T-2], for: onward, who: sender, due: within 1 week after the move, done: letter.sent_on}
"""
    accepted = transfer(accepted_on="2026-03-09")

    decision = decide(pack, "2026-03-10", holder=AT_BETA, transfer=accepted)

    assert decision.status == "complete"
    assert str(duty(decision, "letter_sent").due) == "2026-03-16"


# --- which route (11) --------------------------------------------------------------------------------

TWO = """
terms:
  plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}
  pathway: {last: plans, where: {type: pathway, ended_on: none}, by: started_on}
  letter: {first: documents, where: {type: transfer_summary}, by: sent_on}
  visit: {first: visits, where: {type: joint}, by: held_on}
routes:
  by_plan: {title: By plan, clauses: [T-1], from: alpha, to: beta, when: {plan: recorded}}
  by_pathway: {title: By pathway, clauses: [T-2], from: alpha, to: beta, when: {pathway: recorded}}
duties:
  letter_sent: {title: Letter, clauses: [T-3], for: [by_plan, by_pathway], who: sender, due: within 1 week after the move, done: letter.sent_on}
  visit_made: {title: Visit, clauses: [T-4], for: by_plan, who: sender, due: within 1 week after the move, done: visit.held_on}
"""
PATHWAY = {"type": "pathway", "started_on": "2025-11-03", "ended_on": None}


def test_a_transfer_serves_the_route_that_it_names() -> None:
    done = {"holder": AT_BETA, "transfer": {**MADE, "route": "by_pathway"}}

    decision = decide(TWO, "2026-03-10", plans=[PLAN, PATHWAY], **done)

    assert stages(decision, "by_pathway") == {"complete"}
    assert stages(decision, "by_plan") == set()
    assert owed(decision, "visit_made") == 0


def test_without_a_name_it_serves_each_route_whose_trigger_held() -> None:
    done = {"holder": AT_BETA, "transfer": MADE}

    decision = decide(TWO, "2026-03-10", plans=[PLAN], **done)

    assert stages(decision, "by_plan") == {"complete"}
    assert stages(decision, "by_pathway") == set()
    assert duty(decision, "visit_made").perhaps is False


def test_of_several_only_common_duties_are_certain() -> None:
    done = {"holder": AT_BETA, "transfer": MADE}

    decision = decide(TWO, "2026-03-10", plans=[PLAN, PATHWAY], **done)

    assert duty(decision, "letter_sent").perhaps is False
    assert duty(decision, "visit_made").perhaps is True


def test_the_trigger_is_asked_on_the_day_of_the_move() -> None:
    ended_since = {**PLAN, "ended_on": "2026-03-10"}
    done = {"holder": AT_BETA, "transfer": MADE}

    assert status(MOVE, "2026-03-10", plans=[ended_since], **done) == "complete"
    assert status(MOVE, "2026-03-10", plans=[{**PLAN, "ended_on": "2026-03-08"}], **done) == "stay"


@pytest.mark.parametrize(
    ("changes", "serves"),
    [
        ({}, True),
        ({"to_team": "gamma"}, False),
        ({"from_team": "delta"}, False),
        ({"cancelled_on": "2026-03-09"}, False),
    ],
)
def test_a_transfer_serves_a_route_whose_ends_match(changes: dict[str, Any], serves: bool) -> None:
    done = {"holder": AT_BETA, "transfer": {**MADE, **changes}}

    decision = decide(MOVE, "2026-03-10", plans=[PLAN], **done)

    assert ("complete" in stages(decision, "onward")) is serves


def test_an_older_transfer_serves_no_route_whose_trigger_came_after_it() -> None:
    older = transfer(completed_on="2025-10-01")

    assert status(MOVE, "2026-03-10", plans=[PLAN], transfer=older) == "transfer"
    assert status(MOVE, "2026-03-10", plans=[PLAN], transfer=older, holder=AT_BETA) == "stay"


def test_a_holder_who_has_not_changed_contradicts_a_transfer_made() -> None:
    decision = decide(MOVE, "2026-03-10", plans=[PLAN], transfer=MADE)

    assert decision.status == "cannot_tell"
    text = decision.to_json()
    assert "holder" in text
    assert "transfer" in text


# --- holder, sender, receiver (12) -------------------------------------------------------------------

SENDER = """
terms:
  letter: {first: documents, where: {type: transfer_summary}, by: sent_on}
  is_alpha: {when: {holder.team: alpha}}
routes:
  onward: {title: Onward, clauses: [T-1], from: [alpha, gamma], to: beta}
duties:
  letter_sent: {title: Letter, clauses: [T-2], for: onward, who: sender, due: within 1 week after the move, done: letter.sent_on}
checklists:
  papers: {title: Papers, clauses: [T-3], for: onward, items: [{document: chronology, when: {holder.team: alpha}}, {document: genogram, when: {is_alpha: true}}]}
"""


@pytest.mark.parametrize("case", [{}, {"holder": AT_BETA, "transfer": MADE}])
def test_the_holder_in_what_belongs_to_a_route_is_the_sender(case: dict[str, Any]) -> None:
    decision = decide(SENDER, "2026-03-10", **case)

    assert {d.document[0]: d.required for d in decision.documents} == {
        "chronology": "required",
        "genogram": "required",
    }


def test_another_sender_owes_other_papers() -> None:
    decision = decide(SENDER, "2026-03-10", holder__team="gamma")

    assert {d.required for d in decision.documents} == {"not_required"}


def test_a_person_of_the_sending_team_is_resolved_for_each_route() -> None:
    pack = """
people: {old_manager: {role: team_manager, team: sender}, new_manager: {role: team_manager, team: receiver}}
terms:
  letter: {first: documents, where: {type: transfer_summary, approved_by: old_manager}, by: sent_on}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta}
duties:
  letter_sent: {title: Letter, clauses: [T-2], for: onward, who: new_manager, due: on or after the point, done: letter.sent_on}
"""
    by = {"type": "transfer_summary", "sent_on": "2026-03-10", "approved_on": "2026-03-10"}

    def state(team: str) -> str:
        paper = {**by, "approved_by": {"role": "team_manager", "team": team}}
        return duty(decide(pack, "2026-03-10", documents=[paper]), "letter_sent").state

    assert state("alpha") == "met"
    assert state("beta") == "pending"


# --- the day of the move (13) ------------------------------------------------------------------------

DATED = """
terms:
  plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}
  letter: {first: documents, where: {type: transfer_summary}, by: sent_on}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, when: {plan: recorded}, point: at least 3 months after plan.agreed_on}
duties:
  letter_sent: {title: Letter, clauses: [T-2], for: onward, who: sender, due: within 1 week after the move, done: letter.sent_on}
"""


def test_before_any_plan_of_the_day_it_is_the_point_and_provisional() -> None:
    owed_letter = duty(decide(DATED, "2026-03-10", plans=[PLAN]), "letter_sent")

    assert str(owed_letter.due) == "2026-03-17"
    assert owed_letter.provisional


def test_a_provisional_day_makes_nothing_overdue() -> None:
    assert duty(decide(DATED, "2026-06-10", plans=[PLAN]), "letter_sent").state != "overdue"


def test_the_planned_day_comes_before_the_point() -> None:
    owed_letter = duty(
        decide(DATED, "2026-03-10", plans=[PLAN], transfer=transfer(planned_on="2026-03-20")),
        "letter_sent",
    )

    assert str(owed_letter.due) == "2026-03-27"
    assert not owed_letter.provisional


def test_the_day_of_the_move_comes_before_the_planned_day() -> None:
    done = {
        "holder": AT_BETA,
        "transfer": transfer(planned_on="2026-03-20", completed_on="2026-03-09"),
    }

    owed_letter = duty(decide(DATED, "2026-03-10", plans=[PLAN], **done), "letter_sent")

    assert str(owed_letter.due) == "2026-03-16"
    assert not owed_letter.provisional


def test_a_made_move_makes_its_duties_overdue() -> None:
    done = {"holder": AT_BETA, "transfer": MADE}

    assert duty(decide(DATED, "2026-03-16", plans=[PLAN], **done), "letter_sent").state == "pending"
    assert duty(decide(DATED, "2026-03-17", plans=[PLAN], **done), "letter_sent").state == "overdue"


def test_without_a_point_the_move_is_due_as_soon_as_it_is_live() -> None:
    decision = decide(SENDER, "2026-03-10")

    assert decision.status == "transfer"
    assert str(move(decision, "onward").earliest) == "2026-03-10"


# --- the latest day (14) -----------------------------------------------------------------------------

LATEST = """
terms:
  plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, when: {plan: recorded}, point: within 3 months after plan.agreed_on}
duties:
  in_time: {title: In time, clauses: [T-2], for: onward, who: sender, due: within 6 weeks after plan.agreed_on, done: transfer.completed_on}
"""


def test_a_duty_that_is_the_move_bounds_its_latest_day() -> None:
    plan = {**PLAN, "agreed_on": "2026-02-10"}

    assert str(move(decide(LATEST, "2026-03-10", plans=[plan]), "onward").latest) == "2026-03-24"


def test_the_end_of_the_point_is_its_latest_day() -> None:
    pack = LATEST.split("duties:")[0]
    plan = {**PLAN, "agreed_on": "2026-02-10"}

    assert str(move(decide(pack, "2026-03-10", plans=[plan]), "onward").latest) == "2026-05-10"


def test_a_day_agreed_beyond_it_is_shown_beside_it() -> None:
    plan = {**PLAN, "agreed_on": "2026-02-10"}

    found = move(
        decide(LATEST, "2026-03-10", plans=[plan], transfer=transfer(planned_on="2026-04-01")),
        "onward",
    )

    assert (str(found.latest), str(found.agreed)) == ("2026-03-24", "2026-04-01")


@pytest.mark.parametrize(
    ("day", "late"), [("2026-03-23", False), ("2026-03-24", False), ("2026-03-25", True)]
)
def test_a_move_is_late_from_the_day_after_its_latest(day: str, late: bool) -> None:
    plan = {**PLAN, "agreed_on": "2026-02-10"}

    assert move(decide(LATEST, day, plans=[plan]), "onward").late is late


# --- complete (9) ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "sent", "answer"),
    [
        ("2026-03-10", None, "complete"),
        ("2026-03-30", None, "complete"),
        ("2026-03-10", "2026-03-10", "stay"),
        ("2026-03-30", "2026-03-30", "stay"),
        ("2026-03-10", "2026-03-11", "complete"),
    ],
)
def test_complete_only_while_a_duty_after_the_move_is_open(
    day: str, sent: str | None, answer: str
) -> None:
    done = {"holder": AT_BETA, "transfer": MADE}
    papers = [{"type": "transfer_summary", "sent_on": sent, "on_file": True}] if sent else []

    assert status(MOVE, day, plans=[PLAN], documents=papers, **done) == answer


def test_complete_gives_way_to_another_route() -> None:
    harm = {"type": "significant_harm", "raised_on": "2026-03-09", "closed_on": None}

    decision = decide(
        MOVE, "2026-03-10", plans=[PLAN], concerns=[harm], holder=AT_BETA, transfer=MADE
    )

    assert decision.status == "transfer"
    assert teams(decision, "further") == {"delta"}
    assert fate(decision, "onward").fate == "complete"


def test_who_holds_the_case_after_is_told() -> None:
    decision = decide(MOVE, "2026-03-10", plans=[PLAN])

    assert decision.holder.team == "alpha"
    assert decision.holder_after is not None
    assert decision.holder_after.team == "beta"
    assert decide(MOVE, "2026-03-10").holder_after is None


# --- who held it then (16) ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "team", "answer"),
    [
        ("2026-03-08", "alpha", "transfer"),  # the last day with alpha, which hands it on
        ("2026-03-09", "beta", "stay"),  # the first with beta, from which nothing leads
        ("2026-03-10", "beta", "stay"),
    ],
)
def test_on_an_earlier_day_the_case_is_with_those_who_held_it_then(
    day: str, team: str, answer: str
) -> None:
    before = {"team": "alpha", "started_on": "2024-01-08", "ended_on": "2026-03-09"}
    onward = "routes: {onward: {title: On, clauses: [T-1], from: alpha, to: gamma}}"

    decision = decide(onward, day, holder=AT_BETA, past_holders=[before])

    assert decision.holder.team == team
    assert decision.status == answer
