"""Every status has a sentence that a colleague would say."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from tell.answers import AWAITED, FACT, FIRST, NORTH, SERVICE, a_move, an_answer
from transferrules.decision import HolderView, Missing, Participant
from transferrules.tell import sentence


def said(status: str, *moves: Any, **changes: Any) -> str:
    return sentence(an_answer(status, moves=moves, **changes))


def test_a_move_that_is_due_says_since_when() -> None:
    assert said("transfer", a_move()) == (
        "The case is to move from Families First to the Looked After Service; its transfer point was reached on Tuesday 3 November 2026."
    )


def test_a_move_with_a_last_day_says_by_when() -> None:
    move = a_move(to=(FIRST,), point=None, latest=date(2026, 4, 10))
    held = HolderView(True, "north_team", "North Team", None)
    assert said("transfer", move, holder=held) == (
        "The case is to move from the North Team to Families First, by Friday 10 April 2026 at the latest."
    )


def test_a_move_that_is_late_says_when_it_was_due() -> None:
    assert said("transfer", a_move(latest=date(2026, 11, 10), late=True)).endswith(
        "to the Looked After Service; that was due by Tuesday 10 November 2026."
    )


def test_a_move_without_point_or_last_day_is_now() -> None:
    assert said("transfer", a_move(point=None)) == (
        "The case is to move from Families First to the Looked After Service now."
    )


def test_a_permission_says_may_and_that_nothing_is_required() -> None:
    assert said("transfer", a_move(force="may"), force="may") == (
        "The case may move from Families First to the Looked After Service; its transfer point was reached on Tuesday 3 November 2026: "
        "the policy allows it, and does not require it."
    )


def test_an_expectation_says_should() -> None:
    assert said("transfer", a_move(force="should"), force="should").startswith(
        "The case should move from"
    )


def test_a_point_known_in_part_says_both_its_ends() -> None:
    move = a_move(point=date(2026, 3, 1), point_latest=date(2026, 3, 31))
    assert "was reached between Sunday 1 March 2026 and Tuesday 31 March 2026." in said(
        "transfer", move
    )


def test_two_routes_to_one_team_name_it_once() -> None:
    assert said("transfer", a_move(), a_move(route="other")).count("Looked After Service") == 1


def test_a_case_that_nobody_holds_moves_from_nobody() -> None:
    nobody = HolderView(True, None, None, None)
    assert said("transfer", a_move(), holder=nobody).startswith(
        "The case is to move to the Looked After Service;"
    )


def test_a_move_to_prepare_says_when_its_point_comes() -> None:
    move = a_move(stages=("prepare",), reached=False, point=date(2026, 7, 20))
    assert said("prepare", move, force="may") == (
        "The case may move from Families First to the Looked After Service once its transfer point is reached, on Monday 20 July 2026."
    )


def test_a_move_at_a_moment_says_the_time() -> None:
    move = a_move(stages=("prepare",), reached=False, point=datetime(2026, 7, 20, 14, 30))
    assert said("prepare", move).endswith("on Monday 20 July 2026 at 14:30.")


def test_a_move_whose_point_has_no_date_says_so() -> None:
    assert said("prepare", a_move(stages=("prepare",), reached=False, point=None)).endswith(
        "to the Looked After Service once its transfer point is reached (no date yet)."
    )


def test_what_an_undated_point_waits_for_is_told_where_it_is_planned() -> None:
    move = a_move(stages=("prepare",), reached=False, point=None, expected=date(2026, 12, 9))
    assert said("prepare", move).endswith(
        "(no date yet; what it waits for is planned for Wednesday 9 December 2026)."
    )
    gone = replace(move, expected=date(2026, 11, 9))
    assert "what it waits for was planned for Monday 9 November 2026" in said("prepare", gone)


def test_two_moves_to_prepare_are_both_named() -> None:
    moves = [
        a_move(stages=("prepare",), to=(to,), reached=False, route=to.team)
        for to in (SERVICE, FIRST)
    ]
    text = said("prepare", *moves)
    assert "to the Looked After Service once" in text
    assert "or to Families First once" in text


def test_a_blocked_move_names_what_holds_it() -> None:
    assert said("blocked", a_move(stages=("blocked",), blocked_by=("A dispute is open",))) == (
        "The case cannot move to the Looked After Service yet, although its transfer point is reached: a dispute is open."
    )


def test_a_rule_that_keeps_the_case_is_named() -> None:
    stay = a_move(asks_for="stay", to=(), title="First year of a Care Order at home")
    assert (
        said("stay", stay)
        == "The case stays with Families First: first year of a Care Order at home."
    )


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("First Contact chose the YPS", "First Contact chose the YPS"),
        ("First Response keeps the case", "First Response keeps the case"),
        ("First year at home", "first year at home"),
        ("The Operations Managers disagree", "the Operations Managers disagree"),
        ("Until a dispute is resolved", "until a dispute is resolved"),
        ("Families First keeps the case", "Families First keeps the case"),
    ],
)
def test_names_keep_their_capitals_inside_a_sentence(title: str, inside: str) -> None:
    stay = a_move(asks_for="stay", to=(), title=title)
    assert said("stay", stay) == f"The case stays with Families First: {inside}."


def test_a_move_still_to_come_is_no_part_of_the_sentence() -> None:
    coming = a_move(stages=("coming",), leading=False, point=date(2032, 5, 14))
    assert said("stay", coming) == (
        "The case stays with Families First: no rule of the policy moves it now."
    )


def test_a_case_without_holder_stays_with_nobody() -> None:
    assert said("stay", holder=HolderView(True, None, None, None)) == (
        "Nobody holds the case, and no rule of the policy gives it to anyone now."
    )


def test_an_unknown_holder_is_not_taken_for_nobody() -> None:
    assert said("stay", holder=HolderView(False, None, None, None)).startswith(
        "The case stays where it is:"
    )


def test_a_referral_says_what_goes_where() -> None:
    work = a_move(asks_for="refer", subject="assessment_of_need", to=(NORTH,))
    assert said("refer", work) == (
        "The case stays with Families First, and an assessment of need is to go to the North Team."
    )


@pytest.mark.parametrize(
    ("subject", "work"),
    [
        ("social_care", "a social care referral"),
        ("occupational_therapy", "an occupational therapy referral"),
        ("navigation_referral", "a navigation referral"),
        ("request_for_service", "a request for service"),
        ("court_report", "a court report"),
        ("section_47_enquiry", "a section 47 enquiry"),
        (None, "a piece of work"),
    ],
)
def test_a_referral_is_said_as_a_thing_that_can_go(subject: str | None, work: str) -> None:
    move = a_move(asks_for="refer", subject=subject, to=(FIRST,), force="should")
    assert f"and {work} should go to Families First." in said("refer", move)


def test_a_team_that_takes_part_already_does_not_join() -> None:
    move = a_move(asks_for="join", subject="adviser", to=(NORTH,))
    there = Participant("north_team", "North Team", "adviser", date(2026, 3, 2), False, None)
    asked = Participant("north_team", "North Team", "adviser", None, True, "care_order_at_home")
    assert said("co_work", move, participants=(there, asked)) == (
        "The case stays with Families First, and the North Team takes part as adviser."
    )
    assert "joins as adviser" in said("co_work", move, participants=(asked,))


def test_a_team_that_joins_is_named_with_its_part() -> None:
    assert said("co_work", a_move(asks_for="join", subject="co_worker", to=(NORTH,))) == (
        "The case stays with Families First, and the North Team joins as co worker."
    )


def test_closing_says_how_strongly() -> None:
    closing = a_move(asks_for="close", to=(), title="No need is left", force="may")
    assert said("close", closing) == "The case may close: no need is left."


def test_a_decision_that_is_waited_for_is_named_with_those_who_make_it() -> None:
    text = said(
        "manager_decides", a_move(stages=("waits",)), missing=Missing((), (), (AWAITED,), ())
    )
    assert text == "A decision is waited for: “Whether the panel agrees” (Allocation panel)."


def test_two_decisions_that_are_waited_for_are_both_named() -> None:
    other = replace(AWAITED, title="Which team", made_by=())
    text = said(
        "manager_decides", a_move(stages=("waits",)), missing=Missing((), (), (AWAITED, other), ())
    )
    assert text == (
        "Decisions are waited for: “Whether the panel agrees” (Allocation panel) and “Which team”."
    )


@pytest.mark.parametrize(
    ("asks", "who"),
    [
        (("Senior manager",), "The Senior manager has"),
        (("Team Managers of both teams",), "The Team Managers of both teams have"),
        (("Heads of Service",), "The Heads of Service have"),
        (("First Contact",), "First Contact has"),
        (("Team Around the Family",), "The Team Around the Family has"),
        (
            ("Manager above both Operations Managers",),
            "The Manager above both Operations Managers has",
        ),
        (("Families First", "Heads of Service"), "Families First or the Heads of Service have"),
        ((), "A person has"),
    ],
)
def test_a_question_names_who_is_asked_in_their_number(asks: tuple[str, ...], who: str) -> None:
    ask = a_move(asks_for="ask", to=(), asks=asks, title="The managers disagree")
    assert said("manager_decides", ask) == f"{who} to decide: the managers disagree."


def test_a_conflict_names_both_rules_and_what_each_asks() -> None:
    stay = a_move(asks_for="stay", to=(), title="First year at home")
    ask = a_move(asks_for="ask", to=(), title="The plan is in dispute", asks=("Senior manager",))
    assert said("manager_decides", a_move(), stay, ask, conflict=True) == (
        "A person has to decide, because rules of the policy contradict each other: "
        "“Care Order at home after a year” moves it to the Looked After Service, “First year at home” keeps it where it is "
        "and “The plan is in dispute” asks the Senior manager."
    )


def test_a_move_that_is_made_says_so() -> None:
    assert said("complete", a_move(stages=("complete",))) == (
        "The case has moved to the Looked After Service, and something is still to be done after the move."
    )


def test_what_cannot_be_told_names_every_possibility_and_what_could_settle_it() -> None:
    move = a_move(stages=("out", "due"))
    text = said(
        "cannot_tell", move, possible=("transfer", "stay"), missing=Missing((), (), (), (FACT,))
    )
    assert text == (
        "Nobody can tell yet whether the case moves to the Looked After Service now or stays where it is; "
        "one fact not on the record could settle it."
    )


def test_a_case_that_may_stay_in_three_ways_is_not_said_to_stay_three_times() -> None:
    text = said("cannot_tell", possible=("stay", "refer", "co_work"))
    assert text == (
        "Nobody can tell yet whether the case stays where it is, has a piece of work referred to another team "
        "or has another team working beside its own."
    )


def test_a_move_to_one_of_two_teams_is_not_taken_for_settled() -> None:
    move = a_move(to=(SERVICE, FIRST))
    assert said("cannot_tell", move, possible=("transfer",)) == (
        "Nobody can tell yet where the case goes: it moves to the Looked After Service or Families First now."
    )


@pytest.mark.parametrize(
    "status",
    [
        "transfer",
        "prepare",
        "blocked",
        "stay",
        "refer",
        "co_work",
        "close",
        "manager_decides",
        "complete",
        "cannot_tell",
    ],
)
def test_every_status_has_a_sentence_even_without_a_move(status: str) -> None:
    text = said(status)
    assert text.endswith(".")
    assert "  " not in text
    assert "None" not in text
