"""Answers made by hand: a care order at home that is due, and one change at a time from there."""

from dataclasses import replace
from datetime import date
from typing import Any

from transferrules.decision import (
    AdviceView,
    Answered,
    AwaitedDecision,
    ClauseRef,
    DecisionRecord,
    DocumentView,
    DutyView,
    HolderView,
    Missing,
    MissingFact,
    Move,
    Participant,
    Place,
    Provenance,
    ReadingView,
    RuleFate,
)

NORTH = Place("north_team", "North Team")
FIRST = Place("families_first", "Families First")
SERVICE = Place("looked_after_service", "Looked After Service")

MADE_FROM = Provenance(
    "somewhere",
    "Somewhere's policy",
    "2026",
    "ab" * 32,
    "1",
    "0.1.0",
    "ENG until 2028",
    date(2026, 11, 22),
)

CLAUSE = ClauseRef(
    "SOM-096", "A child at home", (128, 129), "After a year at home the case moves on."
)


def a_move(**changes: Any) -> Move:
    """A move that is due, from Families First to the Looked After Service."""
    move = Move(
        route="care_order_at_home",
        title="Care Order at home after a year",
        asks_for="move",
        stages=("due",),
        leading=True,
        to=(SERVICE,),
        subject=None,
        chosen_by=None,
        asks=(),
        point=date(2026, 11, 3),
        point_latest=None,
        reached=True,
        undated_because=None,
        earliest=date(2026, 11, 3),
        latest=None,
        agreed=None,
        late=False,
        provisional=False,
        blocked_by=(),
        waits_for=(),
        force="must",
        clauses=("SOM-096",),
        readings=(),
    )
    return replace(move, **changes)


def a_duty(**changes: Any) -> DutyView:
    """A step of the sender before the move, not yet shown."""
    duty = DutyView(
        duty="tell_family",
        title="The family is told",
        who=("Families First",),
        stage="before",
        opens=None,
        due=date(2026, 12, 1),
        state="pending",
        done=None,
        early=False,
        perhaps=False,
        provisional=(),
        evidence="family_notice.sent_on",
        about=None,
        routes=("care_order_at_home",),
        force="must",
        counted="on or before the move",
        clauses=("SOM-012",),
        readings=(),
    )
    return replace(duty, **changes)


def a_document(**changes: Any) -> DocumentView:
    """A paper that is asked for and absent."""
    document = DocumentView(
        checklist="every_transfer",
        document=("chronology",),
        title="Chronology",
        required="required",
        on_file="absent",
        because=None,
        perhaps=False,
        due=None,
        provisional=(),
        about=None,
        routes=("care_order_at_home",),
        force="must",
        clauses=("SOM-030",),
    )
    return replace(document, **changes)


AWAITED = AwaitedDecision(
    "allocation",
    "Whether the panel agrees",
    ("Allocation panel",),
    ("agreed", "refused"),
    ("care_order_at_home",),
    (
        "{type: allocation, outcome: <agreed | refused>, made_on: 2026-11-22, made_by: allocation_panel}",
    ),
)

FACT = MissingFact(
    "meetings[0].outcome",
    "What did the last review conclude?",
    2,
    (
        Answered("plan continues", "transfer", ("looked_after_service",)),
        Answered("any other", "manager_decides", ()),
    ),
)

READING = ReadingView(
    "a_year",
    "From which day does the year run?",
    "From the day of the order.",
    "The order begins the placement.",
    ("From the day on which the child came home.",),
    ("SOM-096",),
)

ADVICE = AdviceView("no_delay", "Nothing the child needs should wait", True, ("SOM-017",))
ADVISER = Participant("north_team", "North Team", "personal_adviser", None, True, "adviser_at_15")


def an_answer(status: str = "transfer", **changes: Any) -> DecisionRecord:
    """The answer for a case of Families First, one move due."""
    record = DecisionRecord(
        status=status,
        possible=(status,),
        sentence="The answer in a sentence.",
        force="must",
        conflict=False,
        moves=(a_move(),),
        holder=HolderView(True, "families_first", "Families First", "W-31"),
        holder_after=SERVICE,
        participants=(),
        duties=(),
        documents=(),
        missing=Missing((), (), (), ()),
        advice=(),
        readings=(),
        look_again_on=date(2026, 11, 24),
        rules=(
            RuleFate(
                "care_order_at_home", "routes", "Care Order at home", "applies", (), ("SOM-096",)
            ),
        ),
        clauses=(CLAUSE,),
        notes=(),
        provenance=MADE_FROM,
    )
    return replace(record, **changes)
