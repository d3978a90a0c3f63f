"""Notices, consents and documents."""

from typing import Annotated

from ..absent import Maybe
from ..kinds import (
    ACode,
    Codes,
    Day,
    DayOfMoment,
    Holds,
    Moment,
    People,
    Text,
    Who,
    code,
    codes,
    day_of,
    fact,
)
from .base import Record


class Notice(Record):
    """Somebody was told. A paper that has to be on file is a document; an invitation stands on its meeting."""

    type: Annotated[ACode, code("notice")] = fact(
        "What it was about.", "What was the notice about?", "transfer"
    )
    from_: Who = fact("Who told.", "Who gave the notice?", "families_first", key="from")
    to: People = fact("Who was told.", "Who was told?", ["parent", "child"])
    sent_on: DayOfMoment = day_of()
    sent_at: Moment = fact("When it was sent.", "When was the notice sent?", "2026-02-10")
    received_on: DayOfMoment = day_of()
    received_at: Moment = fact(
        "When its receipt was confirmed.",
        "When was receipt of the notice confirmed?",
        "2026-02-10T15:05",
        not_before="sent_at",
    )
    channel: Annotated[ACode, code("channel")] = fact(
        "How it was sent.", "How was the notice sent?", "email"
    )
    contains: Annotated[Codes, codes("contains")] = fact(
        "What it told; a part not listed was not told.",
        "What did the notice say?",
        ["new_worker", "office_address"],
    )


class Consent(Record):
    """Agreement of a parent or young person to something."""

    type: Annotated[ACode, code("consent")] = fact(
        "To what.", "What was consent asked for?", "early_help"
    )
    given_by: Who = fact("Who gave it.", "Who consented?", "parent", happens_with="given_on")
    given_on: Day = fact(
        "When it was given; none means asked for and not given.",
        "When was consent given?",
        "2026-01-20",
    )
    withdrawn_on: Day = fact(
        "When it was withdrawn; none means it stands.",
        "When was consent withdrawn?",
        None,
        not_before="given_on",
    )
    covers: Annotated[Codes, codes("consent_scope")] = fact(
        "What it extends to.",
        "What does the consent extend to?",
        ["information_sharing"],
        happens_with="given_on",
    )


class Item(Record):
    """One line of a checklist, or one part of a paper with dates of its own."""

    item: Annotated[ACode, code("item")] = fact(
        "Which line or part it is, in the pack's words.", "Which line or part is it?", "genogram"
    )
    done_on: Day = fact(
        "When it was filled in, confirmed or put there.",
        "When was this line done?",
        "2026-02-01",
    )
    done_by: Who = fact("Who did it.", "Who did this line?", "team_manager", happens_with="done_on")


class Document(Record):
    """A paper or form that has to be on file. What is inside an assessment, plan or order is its own record."""

    type: Annotated[ACode, code("document")] = fact(
        "Which paper it is.", "What kind of document is it?", "chronology"
    )
    requested_on: DayOfMoment = day_of()
    requested_at: Moment = fact("When it was asked for.", "When was the document asked for?", None)
    started_on: Day = fact("When it was begun.", "When was the document begun?", None)
    due_on: Day = fact(
        "By when it has to be completed.",
        "By when does the document have to be completed?",
        None,
        ahead=True,
    )
    dated_on: Day = fact(
        "The date that it bears.", "What date does the document bear?", "2026-01-30"
    )
    completed_on: DayOfMoment = day_of()
    completed_at: Moment = fact(
        "When it was finished; none means not finished.",
        "When was the document finished?",
        "2026-02-01",
        expected_by="due_on",
        not_before="started_on",
    )
    authors: People = fact(
        "Who wrote it or contributed to it.",
        "Who wrote the document, or contributed to it?",
        ["social_worker"],
    )
    approved_on: Day = fact(
        "When it was authorised or signed off.",
        "When was the document signed off?",
        "2026-02-02",
    )
    approved_by: Who = fact(
        "Who signed it off.",
        "Who signed the document off?",
        "team_manager",
        happens_with="approved_on",
    )
    signed_on: Day = fact(
        "When those who have to sign it did.", "When was the document signed?", None
    )
    signed_by: People = fact(
        "Who signed it.", "Who signed the document?", ["parent"], happens_with="signed_on"
    )
    sent_on: DayOfMoment = day_of()
    sent_at: Moment = fact("When it was sent.", "When was the document sent?", "2026-02-03")
    sent_to: People = fact(
        "To whom it was sent.",
        "To whom was the document sent?",
        ["looked_after_service"],
        happens_with="sent_at",
    )
    channel: Annotated[ACode, code("channel")] = fact(
        "How it was sent.", "How was the document sent?", "form", happens_with="sent_at"
    )
    received_on: Day = fact("When it was received.", "When was the document received?", None)
    shared_on: Day = fact(
        "When it was gone through with someone, or given to them.",
        "When was the document shared?",
        "2026-02-04",
    )
    shared_with: People = fact(
        "With whom it was shared.",
        "With whom was the document shared?",
        ["family"],
        happens_with="shared_on",
    )
    covers_from_on: Day = fact(
        "The first day that it covers.",
        "From which day on does the document cover events?",
        "2025-11-01",
        ahead=True,
    )
    covers_to_on: Day = fact(
        "The last day that it covers.",
        "Up to which day does the document cover events?",
        "2026-01-31",
        ahead=True,
        not_before="covers_from_on",
    )
    place: Text = fact("Where the paper is.", "Where is the document kept?", None)
    not_needed_on: Day = fact(
        "When it was recorded as not needed.",
        "When was it recorded that this document is not needed?",
        None,
    )
    contains: Annotated[Codes, codes("contains")] = fact(
        "The parts recorded as there; a part not listed is not there.",
        "Which parts does the document contain?",
        ["outstanding_needs"],
    )
    items: Annotated[Maybe[tuple[Item, ...]], Holds(Item, many=True)] = fact(
        "The lines of a checklist, or the parts of a paper that have dates of their own.",
        "Which lines or parts does the document have?",
        [{"item": "genogram", "done_on": "2026-02-01"}],
    )
