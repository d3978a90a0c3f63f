"""Meetings, visits and hearings: one shape for whatever is due, arranged, scheduled, held and attended."""

from typing import Annotated

from ..kinds import (
    ACode,
    Codes,
    Day,
    DayOfMoment,
    Moment,
    Number,
    People,
    Team,
    Text,
    Truth,
    Who,
    code,
    codes,
    day_of,
    fact,
    whole,
)
from .base import Record


class Gathering(Record):
    """People come together: what all kinds of meeting have in common."""

    number: Annotated[Number, whole(1, 999)] = fact(
        "Which in its series, where that is recorded; otherwise they are counted by date.",
        "Which in its series was it: the first, the second?",
        2,
        unit="place in the series",
    )
    requested_on: Day = fact("When it was asked for.", "When was it asked for?", "2026-02-01")
    arranged_on: DayOfMoment = day_of()
    arranged_at: Moment = fact(
        "When its date was fixed or agreed.", "When was the date for it fixed?", "2026-02-03"
    )
    due_on: Day = fact(
        "By when it has to take place.",
        "By when does it have to take place?",
        "2026-02-17",
        "SSD `clar_cla_review_due_date`, `cppr_cp_review_due`, `icpc_icpc_target_date`; CIN `InitialCPCtarget`",
        ahead=True,
    )
    scheduled_on: DayOfMoment = day_of()
    scheduled_at: Moment = fact(
        "When it is to take place.", "For when is it scheduled?", "2026-02-16", ahead=True
    )
    held_on: DayOfMoment = day_of()
    held_at: Moment = fact(
        "When it took place; none is recorded as not held.",
        "When did it take place?",
        "2026-02-16",
        "SSD `clar_cla_review_date`, `cppr_cp_review_date`, `icpc_icpc_date`; 903 `REVIEW`; "
        "CIN `DateOfInitialCPC`; Annex A",
        expected_by="scheduled_at",
    )
    cancelled_on: Day = fact(
        "When it was called off.",
        "When was it called off?",
        None,
        "SSD `clar_cla_review_cancelled`, in part",
    )
    invited: People = fact(
        "Who was invited.",
        "Who was invited?",
        ["looked_after_service"],
        happens_with="invited_on",
    )
    invited_on: Day = fact(
        "When the invitations went out.", "When did the invitations go out?", "2026-02-04"
    )
    attended: People = fact(
        "Who was there; for a visit, the workers and the people seen.",
        "Who was there?",
        ["child", "social_worker"],
        "SSD `clar_cla_review_participation`, in part",
        happens_with="held_at",
    )
    chair: Who = fact("Who chaired it, or will.", "Who chairs it?", "independent_reviewing_officer")
    mode: Annotated[ACode, code("mode")] = fact(
        "How people meet.", "Is it in person, by phone, by video?", "in_person"
    )
    place: Text = fact("Where.", "Where does it take place?", None)
    topics: Annotated[Codes, codes("topic")] = fact(
        "What was gone through, in the pack's words.",
        "What was gone through?",
        ["transfer_date"],
        happens_with="held_at",
    )
    views_of: People = fact(
        "Whose views were heard and recorded.",
        "Whose views were heard and recorded?",
        ["child", "parent"],
        "903 `REVIEW_CODE`, in part",
        happens_with="held_at",
    )
    cases_notified: Truth = fact(
        "Whether this case was put on the list for it.",
        "Was this case put on the list for it?",
        True,
    )
    outcome: Annotated[ACode, code("meeting_outcome")] = fact(
        "What it concluded; the fuller decision is a record in `decisions`.",
        "What did it conclude?",
        "child_protection_plan",
        "SSD `icpc_icpc_outcome_json`, `cppr_cp_review_outcome_continue_cp`; Annex A",
        happens_with="held_at",
    )
    outcome_team: Team = fact(
        "The team that it chose.",
        "Which team did it choose?",
        "locality_fieldwork",
        happens_with="held_at",
    )


class Meeting(Gathering):
    """A meeting, review, conference or discussion."""

    type: Annotated[ACode, code("meeting")] = fact(
        "Which meeting it is.",
        "What kind of meeting is it?",
        "initial_child_protection_conference",
        "SSD `ssd_initial_cp_conference`, `ssd_cp_reviews`, `ssd_cla_reviews`; 903 `reviews`; CIN `CPPreviewDate`",
    )


class Visit(Gathering):
    """A visit to the child or family."""

    type: Annotated[ACode, code("visit")] = fact(
        "Which visit it is.", "What kind of visit is it?", "joint"
    )


class Hearing(Gathering):
    """A hearing; `about` says of which proceedings."""

    type: Annotated[ACode, code("hearing")] = fact(
        "Which hearing it is.", "What kind of hearing is it?", "final_hearing"
    )


class StandingMeeting(Gathering):
    """A date on which the authority's own panel or meeting sits: not a meeting about this case."""

    type: Annotated[ACode, code("meeting")] = fact(
        "Which of the authority's meetings it is.",
        "Which of the authority's meetings is it?",
        "transfer_meeting",
    )
