"""The page says the answer first, then when, what is missing, why and from what; and nothing that is not so."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tell.answers import (
    ADVICE,
    ADVISER,
    AWAITED,
    FACT,
    READING,
    a_document,
    a_duty,
    a_move,
    an_answer,
)
from transferrules.decision import DutyView, HolderView, Missing
from transferrules.tell import Look, answer

FULL = an_answer(
    "cannot_tell",
    sentence="Nobody can tell yet.",
    moves=(
        a_move(readings=("a_year",), latest=date(2026, 12, 1)),
        a_move(leading=False, route="other", title="Another way"),
    ),
    duties=(
        a_duty(),
        a_duty(duty="visit", title="Joint visit", state="unknown", due=None),
        a_duty(duty="later", title="Files follow", state="not_started", stage="after"),
    ),
    documents=(a_document(), a_document(title="Assessment", on_file="unknown")),
    missing=Missing(("Chronology",), ("The family is told",), (AWAITED,), (FACT,)),
    advice=(ADVICE,),
    readings=(READING,),
    participants=(ADVISER,),
    notes=("2 records hold events dated after the day asked about.",),
)


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def test_the_answer_comes_first_and_the_day_asked_about_next() -> None:
    lines = answer(FULL).splitlines()
    assert lines[0] == "Nobody can tell yet."
    assert lines[1] == "As of Sunday 22 November 2026, by Somewhere's policy."


def test_the_parts_stand_in_the_order_in_which_people_ask() -> None:
    headings = [line for line in answer(FULL).splitlines()[2:] if re.match(r"\S", line)]
    assert headings == [
        "When",
        "To find out",
        "Decisions waited for",
        "Steps to take",
        "Documents that are not on file",
        "Documents of which it cannot be told",
        "Steps that the record does not tell of",
        "Steps for later",
        "Rules that it hangs on",
        "Where the policy can be read in more than one way",
        "Who",
        "Also in sight",
        "To bear in mind",
        "To know",
        "Made from",
        "This is advice. A person decides.",
    ]


@pytest.mark.parametrize("width", [24, 40, 60, 80])
def test_only_the_record_to_paste_may_be_wider_than_the_terminal(width: int) -> None:
    lines = answer(FULL, Look(width)).splitlines()
    assert [line.strip() for line in lines if len(line) > width] == [f"- {AWAITED.record[0]}"]


def test_colour_only_adds_ink() -> None:
    plain, inked = answer(FULL), answer(FULL, Look(colour=True))
    assert "\x1b" not in plain
    assert inked != plain
    assert re.sub(r"\x1b\[\d+m", "", inked) == plain


def test_every_date_of_the_move_is_told() -> None:
    move = a_move(
        latest=date(2026, 12, 1),
        agreed=date(2026, 12, 4),
        earliest=date(2026, 11, 5),
        provisional=True,
    )
    text = unwrapped(answer(an_answer(moves=(move,))))
    assert "Transfer point Tuesday 3 November 2026, reached" in text
    assert "Can be made from Thursday 5 November 2026" in text
    assert "To be made by Tuesday 1 December 2026" in text
    assert "Agreed for Friday 4 December 2026, later than the policy allows" in text
    assert "the bank holidays of that time are not published yet" in text
    assert "Look again on Tuesday 24 November 2026" in text


def test_a_last_day_that_has_passed_is_said_to_have_passed() -> None:
    move = a_move(latest=date(2026, 11, 10), late=True)
    assert "Tuesday 10 November 2026, which has passed" in unwrapped(
        answer(an_answer(moves=(move,)))
    )


def test_a_point_without_a_date_says_what_it_waits_for() -> None:
    move = a_move(point=None, reached=None, undated_because="on agreed_transfer_date")
    assert "no date yet; the policy counts it “on agreed transfer date”" in unwrapped(
        answer(an_answer(moves=(move,)))
    )


def test_a_fact_is_asked_for_with_what_each_answer_leads_to() -> None:
    text = unwrapped(answer(FULL))
    assert "What did the last review conclude?" in text
    assert "plan continues: the case moves: the Looked After Service" in text
    assert "any other: somebody has to decide" in text
    assert "Recorded at meetings[0].outcome" in text


def test_a_decision_comes_with_the_record_ready_to_paste() -> None:
    text = answer(FULL, Look(40))
    assert f"\n      - {AWAITED.record[0]}\n" in text
    assert "agreed or refused" in unwrapped(text)


def test_a_step_says_who_by_when_and_which_clause() -> None:
    text = unwrapped(answer(FULL))
    assert (
        "- Families First, by Tuesday 1 December 2026: The family is told. [tell_family, SOM-012]"
        in text
    )


def test_a_step_of_nobody_and_no_day_is_still_to_do() -> None:
    record = an_answer(
        duties=(a_duty(who=(), due=None),), missing=Missing((), ("The family is told",), (), ())
    )
    assert "- To do: The family is told. [tell_family, SOM-012]" in unwrapped(answer(record))


def test_overdue_steps_come_first_and_say_so() -> None:
    late = a_duty(duty="late", title="Visit", state="overdue", due=date(2026, 11, 1))
    record = an_answer(
        duties=(a_duty(), late), missing=Missing((), ("The family is told", "Visit"), (), ())
    )
    text = unwrapped(answer(record))
    assert "- Families First, by Sunday 1 November 2026, overdue: Visit. [late, SOM-012]" in text
    assert text.index("Visit.") < text.index("The family is told.")


def test_a_deed_before_its_time_is_said_not_to_count() -> None:
    early = a_duty(early=True, done=date(2026, 10, 1))
    record = an_answer(duties=(early,), missing=Missing((), ("The family is told",), (), ()))
    assert "Done on Thursday 1 October 2026, before its time, so it does not count" in unwrapped(
        answer(record)
    )


def test_why_dates_are_provisional_is_said_once() -> None:
    duties = tuple(
        a_duty(duty=f"d{n}", provisional=("the move is not agreed yet",)) for n in range(3)
    )
    text = unwrapped(
        answer(an_answer(duties=duties, missing=Missing((), ("The family is told",), (), ())))
    )
    assert text.count("(provisional)") == 3
    assert text.count("the move is not agreed yet") == 1


NOT_AGREED = "the move is not agreed yet"


def steps(*duties: DutyView, **changes: Any) -> str:
    titles = tuple(d.title for d in duties)
    return unwrapped(
        answer(an_answer(duties=duties, missing=Missing((), titles, (), ()), **changes))
    )


def test_a_provisional_day_that_has_passed_is_no_day_by_which_to_do_it() -> None:
    text = steps(a_duty(due=date(2026, 11, 3), provisional=(NOT_AGREED,)))
    assert "Families First, was to be by Tuesday 3 November 2026 (provisional): The family" in text
    assert (
        "Provisional: the move is not agreed yet. A day that has passed is that of a move made at its transfer point."
        in text
    )


def test_a_provisional_day_ahead_is_told_as_it_is() -> None:
    text = steps(a_duty(provisional=(NOT_AGREED,)))
    assert "Families First, by Tuesday 1 December 2026 (provisional): The family" in text
    assert "A day that has passed" not in text


def test_a_step_of_a_move_that_nobody_has_chosen_yet_has_no_day_and_is_for_later() -> None:
    waits = a_move(stages=("waits",), point=None, reached=None)
    text = steps(
        a_duty(due=date(2026, 11, 22), provisional=(NOT_AGREED,)),
        a_duty(duty="ask", title="The panel is asked", due=None),
        moves=(waits,),
    )
    now, later = text.split("Steps for later")
    assert "The panel is asked" in now
    assert "The family is told" not in now
    assert "- Families First, once the move is decided: The family is told." in later
    assert "(provisional)" not in text


def test_a_step_of_a_move_without_a_point_has_no_day_before_one_is_agreed() -> None:
    text = steps(
        a_duty(due=date(2026, 11, 22), provisional=(NOT_AGREED,)), moves=(a_move(point=None),)
    )
    assert "- Families First, no date until the move is agreed: The family is told." in text
    assert "22 November 2026 (" not in text


def test_a_document_of_a_move_that_nobody_has_chosen_yet_has_no_day() -> None:
    waits = a_move(stages=("waits",), point=None, reached=None)
    today = a_document(due=date(2026, 11, 22), provisional=(NOT_AGREED,))
    assert "Chronology, once the move is decided [" in unwrapped(
        answer(an_answer(moves=(waits,), documents=(today,)))
    )
    assert "Chronology, by Sunday 22 November 2026 (provisional) [" in unwrapped(
        answer(an_answer(documents=(today,)))
    )


def test_a_document_says_why_its_day_is_provisional() -> None:
    firm = a_document(due=date(2026, 11, 22))
    far = a_document(due=date(2040, 11, 22), provisional=("bank holidays are not published",))

    assert "rovisional" not in unwrapped(answer(an_answer(documents=(firm,))))
    assert "Provisional: bank holidays are not published." in unwrapped(
        answer(an_answer(documents=(firm, far)))
    )


def test_a_step_owed_under_two_routes_says_for_which_it_stands() -> None:
    text = steps(a_duty(), a_duty(due=None, routes=("other",)))
    assert "[tell_family, for care_order_at_home, SOM-012]" in text
    assert "[tell_family, for other, SOM-012]" in text


def test_a_move_that_is_made_is_not_to_be_made() -> None:
    made = a_move(stages=("complete",), latest=date(2026, 11, 27), earliest=date(2026, 11, 5))
    text = unwrapped(answer(an_answer("complete", moves=(made,), holder_after=None)))
    assert "Transfer point Tuesday 3 November 2026, reached" in text
    assert "To be made by" not in text
    assert "Can be made from" not in text


def test_when_has_no_place_where_there_is_nothing_to_say() -> None:
    made = a_move(stages=("complete",), point=None, latest=date(2026, 11, 27))
    text = answer(an_answer("complete", moves=(made,), look_again_on=None))
    assert "\nWhen\n" not in text


def test_what_a_point_waits_for_is_told_where_it_is_planned() -> None:
    move = a_move(
        point=None, reached=None, undated_because="on hearing.held_on", expected=date(2026, 12, 9)
    )
    assert "“on hearing.held on”; that is planned for Wednesday 9 December 2026" in unwrapped(
        answer(an_answer(moves=(move,)))
    )
    gone = replace(move, expected=date(2026, 11, 9))
    assert "; that was planned for Monday 9 November 2026" in unwrapped(
        answer(an_answer(moves=(gone,)))
    )


TIED = "meetings[0] and meetings[1] are of one day: which of them counts cannot be told."
TORN = "The record contradicts itself: disputes[0] and disputes[1]."


def test_why_nobody_can_tell_stands_right_under_the_sentence() -> None:
    record = an_answer("cannot_tell", possible=("stay", "transfer"), notes=(TORN, TIED, "Other."))
    text = unwrapped(answer(record))
    assert text.startswith(f"The answer in a sentence. {TORN} {TIED} As of Sunday")
    assert text.count(TIED) == 1
    assert "To know - Other. Made from" in text


def test_a_contradiction_that_leaves_the_answer_certain_stands_among_the_notes() -> None:
    text = unwrapped(answer(an_answer(notes=(TIED,))))
    assert text.startswith("The answer in a sentence. As of")
    assert f"To know - {TIED}" in text


def test_what_a_decision_can_be_is_told_by_the_titles_of_teams() -> None:
    choice = replace(AWAITED, outcomes=("looked_after_service", "no_further_action"))
    text = unwrapped(answer(an_answer(missing=Missing((), (), (choice,), ()))))
    assert "It can be the Looked After Service or no further action" in text


def test_what_shows_a_step_is_told_by_its_record() -> None:
    duty = a_duty(state="unknown", about="meetings[0]", evidence="this.invited_on")
    assert "shown by meetings[0].invited_on" in unwrapped(answer(an_answer(duties=(duty,))))


def test_readings_that_change_nothing_are_only_counted() -> None:
    same = "Then: nothing would be different here."
    reading = replace(READING, otherwise=(f"Never. {same}", "Always.", f"At once. {same}"))
    record = an_answer(moves=(a_move(readings=("a_year",)),), readings=(reading,))
    text = unwrapped(answer(record))
    assert "Or: Always. Or 2 other readings that would change nothing here. [a_year" in text
    assert "Never" not in text


def test_what_is_met_or_on_file_or_not_asked_for_is_not_missing() -> None:
    record = an_answer(
        duties=(a_duty(state="met"), a_duty(state="met_late")),
        documents=(
            a_document(on_file="on_file"),
            a_document(required="not_required"),
        ),
    )
    text = answer(record)
    assert "Nothing that the policy asks for." in text
    assert "Chronology" not in text
    assert "The family is told" not in text


def test_nothing_is_said_to_be_missing_only_where_nothing_is() -> None:
    assert "Nothing that the policy asks for." not in answer(FULL)
    assert "Nothing that the policy asks for." not in answer(
        an_answer(documents=(a_document(on_file="unknown"),))
    )
    assert "Nothing that the policy asks for." not in answer(
        an_answer(duties=(a_duty(perhaps=True),))
    )


def test_documents_of_checklists_that_may_apply_are_counted() -> None:
    text = unwrapped(
        answer(an_answer(documents=(a_document(perhaps=True), a_document(perhaps=True))))
    )
    assert "2 documents that the policy may ask for" in text
    assert "Chronology" not in text


def test_a_document_that_may_be_asked_for_says_why_that_is_open() -> None:
    open_ = a_document(required="unknown", because="the protocol does not say when")
    assert "the policy may ask for it: the protocol does not say when" in unwrapped(
        answer(an_answer(documents=(open_,)))
    )


def test_why_gives_the_rule_its_force_and_its_clauses_in_our_words() -> None:
    text = unwrapped(answer(an_answer()))
    assert "Care Order at home after a year. The policy requires it. [care_order_at_home]" in text
    assert (
        "After a year at home the case moves on. [SOM-096, lines 128-129, A child at home]" in text
    )


def test_readings_relied_on_are_told_with_the_others() -> None:
    text = unwrapped(answer(FULL))
    assert (
        "From which day does the year run? Taken here: From the day of the order. The order begins the placement."
        in text
    )
    assert "Or: From the day on which the child came home. [a_year, SOM-096]" in text


def test_readings_of_other_rules_are_counted() -> None:
    record = an_answer(readings=(READING,))
    assert "1 reading on steps and documents" in unwrapped(answer(record))


def test_who_holds_the_case_now_and_after_is_told() -> None:
    text = unwrapped(answer(FULL))
    assert "Holds the case Families First, worker W-31" in text
    assert "After the move The Looked After Service" in text
    assert "Joins North Team as personal adviser [adviser_at_15]" in text


@pytest.mark.parametrize(
    ("holder", "said"),
    [
        (HolderView(False, None, None, None), "Holds the case not known from the record"),
        (HolderView(True, None, None, None), "Holds the case nobody"),
    ],
)
def test_an_unknown_holder_is_told_apart_from_none(holder: HolderView, said: str) -> None:
    assert said in unwrapped(answer(an_answer(holder=holder)))


def test_what_it_was_made_from_is_at_the_end() -> None:
    text = unwrapped(answer(FULL))
    end = text[text.index("Made from") :]
    for part in (
        "Somewhere's policy (edition 2026)",
        "somewhere, sha256 abababab",
        "Sunday 22 November 2026",
        "ENG until 2028",
    ):
        assert part in end


def test_advice_that_may_not_bear_says_perhaps() -> None:
    assert "Perhaps: Nothing the child needs should wait (SOM-017)" in unwrapped(answer(FULL))


def test_no_none_ever_slips_into_the_text() -> None:
    bare = an_answer(
        "stay",
        moves=(),
        holder=HolderView(True, None, None, None),
        holder_after=None,
        look_again_on=None,
        clauses=(),
    )
    assert "None" not in answer(bare)
    assert "None" not in answer(FULL)
