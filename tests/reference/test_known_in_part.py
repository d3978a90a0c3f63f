"""What is known in part: what both evaluators have to say of it, each worked out by hand from docs/semantics.md."""

from typing import Any

import pytest

from engine.small import ABSENT, case_of, on, policy_of
from transferrules.language.truth import FALSE, TRUE, UNKNOWN
from transferrules.reference import refer
from transferrules.reference.owed import Line, Owed

DAY = "2026-03-10"
ASKED = "routes:\n  asked: {{title: Asked, clauses: [T-1], from: any, ask: head, when: {when}}}\n"


def both(text: str, day: str = DAY, **case: Any) -> set[str]:
    """The statuses that are possible, which engine and reference have to agree on."""
    policy, read = policy_of(text), case_of(**case)
    decision, answer = policy.decide(read, as_of=on(day)), refer(policy.pack, read, on(day))

    assert set(decision.possible) == set(answer.possible)
    return set(decision.possible)


def duties(text: str, name: str, day: str = DAY, **case: Any) -> list[tuple[str, bool]]:
    """The states of a duty, and whether it is owed only perhaps."""
    policy, read = policy_of(text), case_of(**case)
    mine = [(d.state, d.perhaps) for d in policy.decide(read, as_of=on(day)).duties if d.duty == name]  # fmt: skip
    theirs: tuple[Owed, ...] = refer(policy.pack, read, on(day)).duties

    assert sorted(mine) == sorted((d.state, d.perhaps) for d in theirs if d.duty == name)
    return sorted(mine)


def papers(text: str, day: str = DAY, **case: Any) -> list[tuple[str, str]]:
    """What is required and on file."""
    policy, read = policy_of(text), case_of(**case)
    mine = [(d.required, d.on_file) for d in policy.decide(read, as_of=on(day)).documents]
    lines: tuple[Line, ...] = refer(policy.pack, read, on(day)).lines
    required = {FALSE: "not_required", TRUE: "required", UNKNOWN: "unknown"}
    there = {FALSE: "absent", TRUE: "on_file", UNKNOWN: "unknown"}

    assert sorted(mine) == sorted((required[one.required], there[one.on_file]) for one in lines)
    return sorted(mine)


# --- dates and lists -----------------------------------------------------------------------------

ASSESSED = "terms:\n  plan: {last: plans, where: {type: care}, by: started_on}\n  agreed: {last: decisions, where: {type: allocation}, by: made_on}\n"


def test_no_day_lies_in_a_window_that_has_none_not_even_one_that_is_not_known() -> None:
    text = ASSESSED + ASKED.format(when="{plan.agreed_on: after agreed.made_on}")
    plan = {"type": "care", "started_on": "2026-01-12"}
    made = {"type": "allocation", "outcome": "agreed", "made_on": "2026-01-05"}

    assert both(text, plans=[plan], decisions=[]) == {"stay"}
    assert both(text, plans=[plan], decisions=[made]) == {"stay", "manager_decides"}


def test_a_list_that_is_absent_holds_no_record_that_could_not_pass() -> None:
    text = ASSESSED.replace("type: care}", "type: care, started_on: on or after case.last_event_on}") + ASKED.format(when="{plan: recorded}")  # fmt: skip

    assert both(text, plans=ABSENT) == {"stay", "manager_decides"}
    assert both(text, plans=ABSENT, case__last_event_on=None) == {"stay"}


@pytest.mark.parametrize(
    ("last_exam", "possible"),
    [("2026-03-09", {"stay"}), ("2026-03-10", {"stay", "manager_decides"})],
)
def test_past_the_end_of_a_window_it_is_over_whenever_it_began(
    last_exam: str, possible: set[str]
) -> None:
    text = ASKED.format(when="{today: between case.opened_on and child.school.last_gcse_on}")

    assert both(text, case__opened_on=ABSENT, child__school__last_gcse_on=last_exam) == possible


def test_the_later_of_two_dates_is_no_earlier_than_the_one_that_is_known() -> None:
    text = (
        "terms:\n  ready: the later of case.opened_on and case.last_event_on\n"
        "routes:\n  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, point: on or after ready}\n"
    )
    ahead = {"case__opened_on": ABSENT, "case__last_event_on": DAY}

    assert both(text, case__opened_on="2026-03-10", case__last_event_on=DAY) == {"transfer"}
    assert both(text, **ahead) == {"stay", "prepare", "transfer"}


def test_ninety_days_in_care_take_ninety_days_whatever_is_not_told() -> None:
    text = (
        "terms:\n  ninety: {reaches: 90 calendar days, in: care_episodes, counted_from: case.opened_on}\n"
        "routes:\n  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, point: on or after ninety}\n"
    )
    # From 11 December to 10 March, both counted, are 21 + 31 + 28 + 10 = 90 days: the ninetieth is the day asked about.
    told = {"care_episodes": ABSENT}

    assert both(text, case__opened_on="2025-12-11", **told) >= {"transfer"}
    assert "transfer" not in both(text, case__opened_on="2025-12-12", **told)


# --- decisions -----------------------------------------------------------------------------------

AGREED = """
decisions:
  planning: {title: Planning, outcomes: [agreed, refused]}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, if_decided: {planning: agreed}}
"""


def test_a_move_refused_or_not_yet_decided_is_never_due() -> None:
    made = {"type": "planning", "outcome": "refused", "made_on": {"from": "2026-03-09", "until": "2026-03-12"}}  # fmt: skip

    assert both(AGREED, decisions=[made]) == {"stay", "manager_decides"}
    assert both(AGREED, decisions=[{**made, "outcome": "refused", "made_on": "2026-03-11"}]) == {
        "manager_decides"
    }


CHOSEN = """
decisions:
  destination: {title: Destination}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: [beta, gamma], chosen_by: destination}
"""


def test_a_choice_that_may_not_be_made_and_is_no_team_of_the_route_leads_nowhere_or_waits() -> None:
    made = {"type": "destination", "outcome": "delta", "to_team": None, "made_on": {"from": "2026-03-09", "until": "2026-03-12"}}  # fmt: skip

    assert both(CHOSEN, decisions=[made]) == {"stay", "manager_decides"}


# --- people --------------------------------------------------------------------------------------

VISITED = """
people:
  receiving: {title: Receiving manager, role: team_manager, team: receiver}
  team_manager: {title: A Team Manager, role: team_manager}
  beta_manager: {title: Beta's manager, role: team_manager, team: beta}
decisions:
  destination: {title: Destination}
terms:
  visit: {first: visits, where: {recorded_by: receiving}, by: held_on}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: [beta, gamma], chosen_by: destination}
duties:
  visited: {title: Visited, clauses: [T-2], for: onward, who: receiving, done: visit.held_on}
"""


@pytest.mark.parametrize(
    ("team", "state"), [("beta", "unknown"), ("gamma", "unknown"), ("delta", "pending")]
)
def test_a_side_that_may_be_either_of_two_teams_is_neither_of_the_others(
    team: str, state: str
) -> None:
    visit = {
        "type": "joint",
        "held_on": "2026-03-03",
        "recorded_by": {"role": "team_manager", "team": team},
    }

    assert duties(VISITED, "visited", visits=[visit]) == [(state, False)]


def test_somebody_named_by_the_packs_own_name_has_the_role_that_it_gives() -> None:
    text = VISITED.replace("recorded_by: receiving}", "recorded_by: team_manager}")

    assert duties(text, "visited", visits=[{"type": "joint", "held_on": "2026-03-03", "recorded_by": "beta_manager"}]) == [("met", False)]  # fmt: skip


# --- duties --------------------------------------------------------------------------------------

DEED = """
terms:
  visit: {first: visits, by: held_on}
  plan: {last: plans, by: started_on}
duties:
  visited: {title: Visited, clauses: [T-1], who: head, due: within 1 week after plan.started_on, done: visit.held_on, provided: {child.unaccompanied: true}}
"""


def test_a_deed_that_does_not_count_is_none_though_its_day_is_not_known() -> None:
    plan = {"type": "care", "started_on": "2026-03-03"}

    assert duties(DEED, "visited", plans=[plan], visits=ABSENT) == [("pending", False)]
    assert duties(DEED, "visited", plans=[plan], visits=ABSENT, child__unaccompanied=True) == [("unknown", False)]  # fmt: skip
    assert duties(DEED, "visited", "2026-03-11", plans=[plan], visits=ABSENT) == [("overdue", False)]  # fmt: skip


def test_without_a_window_nothing_has_started_though_the_deed_is_not_known() -> None:
    case = {"plans": [], "visits": ABSENT, "child__unaccompanied": True}

    assert duties(DEED, "visited", **case) == [("not_started", False)]


MOVED = """
terms:
  summary: {last: documents, where: {type: transfer_summary}, by: completed_on}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta}
duties:
  done: {title: Done, clauses: [T-2], for: onward, who: head, due: on or before the move, done: summary.completed_on}
  visited: {title: Visited, clauses: [T-3], for: onward, who: sender, due: on or before the move}
"""


def test_a_move_that_may_be_planned_for_a_day_past_may_make_a_duty_overdue() -> None:
    planned = {"route": "onward", "from_team": "alpha", "to_team": "beta", "planned_on": "2026-03-09", "completed_on": None}  # fmt: skip

    assert duties(MOVED, "done", transfer=planned) == [("overdue", False)]
    assert duties(MOVED, "done", transfer={**planned, "planned_on": None}) == [("pending", False)]
    # The day of the plan not told: late if it was yesterday, in time if there is no plan yet.
    told = {k: v for k, v in planned.items() if k != "planned_on"}
    assert duties(MOVED, "done", transfer=told) == [("unknown", False)]


DISPUTED = """
duties:
  answered: {title: Answered, clauses: [T-1], each: disputes.steps, who: head, due: within 1 calendar day after this.started_at, done: this.ended_at}
"""


@pytest.mark.parametrize(
    ("raised", "started", "perhaps"),
    [
        ("2026-03-10", "2026-03-10", [False]),
        ("2026-03", "2026-03-10", [False]),  # a step that was taken is one of a dispute that was raised
        ("2026-03", None, [True]),
        ("2026-03-10", {"from": "2026-03-10", "until": "2026-03-11"}, [True]),
        ("2026-03-11", {"from": "2026-03-10", "until": "2026-03-11"}, []),
    ],
)  # fmt: skip
def test_a_step_stands_surely_where_it_has_begun(
    raised: Any, started: Any, perhaps: list[bool]
) -> None:
    step = {"level": "head_of_service", "ended_at": None, "started_on": started}
    dispute = {"type": "destination", "raised_on": raised, "steps": [step]}

    assert [p for _, p in duties(DISPUTED, "answered", disputes=[dispute])] == perhaps


# --- papers --------------------------------------------------------------------------------------

FILE = "checklists:\n  file: {title: File, clauses: [T-1], items: [genogram]}\n"


@pytest.mark.parametrize(
    ("not_needed", "required"),
    [
        ("2026-03-10", "not_required"),
        ("2026-03-11", "required"),
        ({"from": "2026-03-10", "until": "2026-03-11"}, "unknown"),
        (None, "required"),
        (ABSENT, "required"),
    ],
)
def test_that_a_paper_is_not_needed_has_to_be_said(not_needed: Any, required: str) -> None:
    paper = {"type": "genogram", "on_file": False, "not_needed_on": not_needed}
    if not_needed == ABSENT:
        del paper["not_needed_on"]

    assert papers(FILE, documents=[paper]) == [(required, "absent")]


@pytest.mark.parametrize(("saved", "there"), [("2026-03-10", "on_file"), ("2026-03-11", "absent")])
def test_a_paper_saved_later_is_not_there_whether_or_not_it_is_said_to_be(
    saved: str, there: str
) -> None:
    assert papers(FILE, documents=[{"type": "genogram", "recorded_on": saved}]) == [("required", there)]  # fmt: skip
    assert papers(FILE, documents=[{"type": "genogram", "on_file": True, "recorded_on": saved}]) == [("required", there)]  # fmt: skip


def test_whom_a_record_calls_the_sending_manager_differs_from_route_to_route() -> None:
    text = """
people:
  sending: {title: Sending manager, role: team_manager, team: sender}
  beta_manager: {title: Beta's manager, role: team_manager, team: beta}
terms:
  told: {first: notices, where: {recorded_by: beta_manager}, by: sent_on}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: gamma, when: {told: none}}
duties:
  answered: {title: Answered, clauses: [T-2], who: beta_manager, when: {told: recorded}}
"""
    notice = {"type": "transfer", "sent_on": "2026-03-02", "recorded_by": "sending"}

    # Of the route the sender is alpha, so beta's manager told nobody; where there is no route it cannot be said who that was.
    assert both(text, notices=[notice]) == {"transfer"}
    assert [perhaps for _, perhaps in duties(text, "answered", notices=[notice])] == [True]


CHAIN = """
terms:
  failed:
    first: disputes.steps
    of: disputes
    where: {level: team_manager, parent.raised_on: on this.raised_on}
    by: ended_on
  asked:
    first: disputes.steps
    of: disputes
    where: {level: service_manager, parent.raised_on: on this.raised_on, started_on: on or after failed.ended_on}
    by: started_on
duties:
  chain: {title: Chain, clauses: [T-1], each: disputes, who: head, due: on or after failed.ended_on, done: asked.started_on}
"""


def test_a_pick_named_in_the_where_of_another_belongs_to_the_same_record() -> None:
    first = {"level": "team_manager", "started_on": "2026-03-02", "ended_on": "2026-03-03"}
    early = {"level": "service_manager", "started_on": "2026-03-02", "ended_on": None}
    one = {"type": "timing", "raised_on": "2026-02-26", "steps": [first, early]}
    other = {"type": "timing", "raised_on": "2026-02-27", "steps": [first, {**early, "started_on": "2026-03-03"}]}  # fmt: skip

    assert duties(CHAIN, "chain", disputes=[one, other]) == [("met", False), ("pending", False)]


def test_the_planned_day_of_a_move_before_the_case_came_back_dates_nothing() -> None:
    back = {"team": "alpha", "worker": "W-1", "role": "social_worker", "started_on": "2026-03-02", "ended_on": None}  # fmt: skip
    moved = {"route": "onward", "from_team": "alpha", "to_team": "beta", "planned_on": "2025-12-01", "completed_on": "2025-12-09"}  # fmt: skip

    assert duties(MOVED, "done", transfer=moved, holder=back) == [("pending", False)]


def test_a_move_to_where_the_case_is_stays_made_when_its_reason_is_gone() -> None:
    text = """
routes:
  onward: {title: Onward, clauses: [T-1], from: any, to: beta, when: {child.unaccompanied: true}}
duties:
  told: {title: Told, clauses: [T-2], for: onward, who: beta_manager, due: within 1 week after the move}
"""
    there = {"team": "beta", "worker": "W-2", "role": "social_worker", "started_on": "2026-03-09", "ended_on": None}  # fmt: skip
    moved = {"route": "onward", "from_team": "alpha", "to_team": "beta", "planned_on": None, "completed_on": "2026-03-05"}  # fmt: skip

    assert duties(text, "told", transfer=moved, holder=there) == [("pending", False)]
    assert both(text, transfer=moved, holder=there) == {"complete"}


# --- set aside by people -------------------------------------------------------------------------

INSTEAD = """
decisions:
  exception: {title: Exception, made_by: [head], outcomes: [agreed, refused], sets_aside: any}
terms:
  plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, when: {plan: recorded}}
advice:
  kindly: {title: Kindly, clauses: [T-2]}
"""
EXCEPTION = {
    "type": "exception",
    "outcome": "agreed",
    "made_by": "head",
    "made_on": "2026-03-02",
    "effective_on": None,
    "until_on": None,
    "rule": "onward",
}


def test_a_decision_that_the_case_goes_to_gamma_moves_nothing_that_may_be_there() -> None:
    made = {**EXCEPTION, "to_team": "gamma"}

    assert both(INSTEAD, decisions=[made]) == {"transfer"}
    assert both(INSTEAD, decisions=[made], holder__team="gamma") == {"stay"}
    assert both(INSTEAD, decisions=[made], holder__team=ABSENT) == {"stay", "transfer"}


def test_a_move_made_before_stays_made_whatever_people_decide_for_now() -> None:
    moved = {"route": "onward", "from_team": "alpha", "to_team": "beta", "identified_on": "2026-01-05", "completed_on": {"from": "2026-03-02", "until": "2026-03-20"}}  # fmt: skip
    policy = policy_of(INSTEAD)
    plan = {"type": "care", "started_on": "2026-01-12"}
    made = {**EXCEPTION, "to_team": "gamma", "rule": "kindly"}
    case = case_of(plans=[plan], decisions=[made], holder__team=ABSENT, transfer=moved)
    (onward,) = (m for m in policy.decide(case, as_of=on(DAY)).moves if m.route == "onward")

    assert "complete" in onward.stages
    assert "complete" in refer(policy.pack, case, on(DAY)).standings["onward"].stages


def test_a_decision_that_names_no_rule_may_set_any_aside_and_move_the_case() -> None:
    made = {key: value for key, value in EXCEPTION.items() if key != "rule"} | {"to_team": "gamma"}

    assert both(INSTEAD, decisions=[made]) == {"stay", "transfer"}
    assert both(INSTEAD, decisions=[{**made, "rule": None}]) == {"stay"}


# --- the transfer --------------------------------------------------------------------------------

NAMED = """
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta}
"""
DONE = {"route": "onward", "from_team": "alpha", "to_team": "beta", "identified_on": "2026-01-05", "completed_on": "2026-02-02"}  # fmt: skip


def test_a_transfer_called_off_perhaps_that_has_not_begun_is_none() -> None:
    off = {"from": "2026-03-02", "until": "2026-03-20"}
    transfer = {**DONE, "cancelled_on": off, "completed_on": None}

    assert both(AGREED, transfer={**transfer, "identified_on": "2026-03-11"}, decisions=[]) == both(
        AGREED, transfer=None, decisions=[]
    )


@pytest.mark.parametrize(
    ("since", "stages"),
    [
        ("2026-03-10", {"complete"}),
        ({"from": "2026-03-10", "until": "2026-03-11"}, {"complete", "due"}),
        ("2026-03-11", {"complete", "due"}),
    ],
)
def test_a_holder_who_may_still_be_the_sender_contradicts_the_move(
    since: Any, stages: set[str]
) -> None:
    policy = policy_of(NAMED)
    past = [{"team": "alpha", "started_on": "2025-01-06", "ended_on": since}]
    holder = {"team": "beta", "started_on": since, "ended_on": None}
    case = case_of(holder=holder, past_holders=past, transfer=DONE)
    (onward,) = policy.decide(case, as_of=on(DAY)).moves
    answer = refer(policy.pack, case, on(DAY)).standings["onward"].stages

    assert set(onward.stages) - {"out"} == answer - {"out"} == stages


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_past_holders_whose_times_overlap_it_may_be_either(turn: int) -> None:
    past = [
        {"team": "alpha", "started_on": "2025-01-06", "ended_on": "2026-03-11"},
        {"team": "gamma", "started_on": "2026-01-05", "ended_on": "2026-03-11"},
    ]
    holder = {"team": "delta", "started_on": "2026-03-11", "ended_on": None}

    assert both(NAMED, past_holders=past[::turn], holder=holder) == {"stay", "transfer"}
    assert both(NAMED, past_holders=past[:1], holder=holder) == {"transfer"}


# --- where to, in prospect -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "status"),
    [
        ([], "prepare"),
        ([{"outcome": "beta", "made_on": "2026-03-10"}], "prepare"),
        ([{"outcome": "beta", "made_on": {"from": "2026-03-10", "until": "2026-03-11"}}], "cannot_tell"),
        ([{"made_on": "2026-03-10"}], "cannot_tell"),
    ],
)  # fmt: skip
def test_a_move_ahead_of_which_the_destination_cannot_be_told_is_not_told(
    made: list[dict[str, Any]], status: str
) -> None:
    text = CHOSEN.replace("chosen_by: destination}", "chosen_by: destination, point: on or after case.last_event_on, horizon: 3 months}")  # fmt: skip
    decisions = [{"type": "destination", "to_team": None, **one} for one in made]
    policy = policy_of(text)
    case = case_of(case__last_event_on="2026-03-11", decisions=decisions)

    assert policy.decide(case, as_of=on(DAY)).status == status
    assert refer(policy.pack, case, on(DAY)).status == status


# --- a route that may be complete, under one that waits -------------------------------------------


def test_a_move_that_may_have_been_made_waits_for_nobody_elses_decision() -> None:
    text = """
decisions:
  pause: {title: Pause, outcomes: [agreed, refused]}
terms:
  plan: {last: plans, where: {type: care}, by: started_on}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, when: {plan: recorded}}
  paused: {title: Paused, clauses: [T-2], from: alpha, stay: true, overrides: [onward], if_decided: {pause: agreed}}
"""
    policy = policy_of(text)
    case = case_of(transfer={**DONE, "from_team": "delta", "to_team": "alpha"})
    stages = {m.route: (set(m.stages), m.waits_for) for m in policy.decide(case, as_of=on(DAY)).moves}  # fmt: skip
    standing = refer(policy.pack, case, on(DAY)).standings["onward"]

    assert stages["onward"] == ({"complete", "out"}, ())
    assert (standing.stages, standing.waits_for) == ({"complete", "out"}, ())


# --- what is done before a move whose day is not known --------------------------------------------


def test_what_was_to_be_done_by_the_move_is_done_whichever_day_it_will_be() -> None:
    text = """
terms:
  visit: {first: visits, by: held_on}
  plan: {last: plans, by: started_on}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, point: on or after plan.agreed_on, horizon: 3 months}
duties:
  visited: {title: Visited, clauses: [T-2], for: onward, who: sender, due: on or before the move, done: visit.held_on}
"""
    visit = {"type": "joint", "held_on": "2026-03-10"}

    assert duties(text, "visited", plans=ABSENT, visits=[visit]) == [("met", True)]
    assert duties(text, "visited", plans=ABSENT, visits=ABSENT) == [("unknown", True)]
    # Of a transfer that is told in part the move may be agreed, for a day before the visit.
    agreed = {"plans": ABSENT, "transfer": {"route": "onward", "from_team": "alpha", "to_team": "beta", "identified_on": "2026-01-05", "cancelled_on": None, "completed_on": None}}  # fmt: skip
    assert duties(text, "visited", visits=[visit], **agreed) == [("unknown", True)]


def test_a_paper_found_in_what_is_not_told_fails_where_something_else_is_wanting() -> None:
    text = """
documents:
  plan_for_care: {title: Plan for care, evidence: plan}
terms:
  plan: {last: plans, where: {type: care}, by: started_on}
  confirmed: {last: decisions, where: {type: allocation}, by: made_on}
checklists:
  always:
    title: Always
    clauses: [T-1]
    items:
      - {document: plan_for_care, where: {confirmed: recorded}}
"""
    assert papers(text, plans=ABSENT) == [("required", "absent")]
    assert papers(text, plans=ABSENT, decisions=ABSENT) == [("required", "unknown")]  # fmt: skip
