"""The snapshot: one child's case, as far as the record holds it, on the day it was sent.

It is a history. What is dated after the day asked about has not happened on it; that is for the engine to read, not for
the snapshot to leave out.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import (
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    model_validator,
)

from ..reading.faults import Fault
from .absent import Maybe
from .facts import Facts, facts_of
from .incomplete import ReadsListNames
from .kinds import Holds, Kind, Number, Reads, fact
from .local import ReadsLocal
from .records.base import Section
from .records.choices import Decision, Dispute, Transfer
from .records.family import Address, Sibling
from .records.gatherings import Hearing, Meeting, StandingMeeting, Visit
from .records.incoming import Concern, Contact, Need, Referral
from .records.law import CareEpisode, LegalOrder, Proceeding
from .records.papers import Consent, Document, Notice
from .records.people import Allocation, CaseFile, Child, Participant
from .records.work import Assessment, FamilyTime, Plan, Task
from .refusals import nested

EDITION = 1


class Services(Section):
    """The authority's own dates, the same for every case."""

    standing_meetings: Annotated[
        Maybe[tuple[StandingMeeting, ...]], Holds(StandingMeeting, many=True)
    ] = fact(
        "The dates of the authority's panels and meetings, past and to come.",
        "On which dates do the authority's own panels and meetings sit?",
        [{"type": "transfer_meeting", "scheduled_on": "2026-03-12"}],
    )


class Case(Section):
    """A case snapshot: the records of one child.

    `load_case` is the door: it reads text, files and mappings, and says where in the text a fault is. Equal cases hold
    the same records, whatever they were read from.
    """

    model_config = ConfigDict(title="Case snapshot")

    vocabulary: Annotated[Number, Reads(Kind.NUMBER, bounds=(EDITION, EDITION), sure=True)] = fact(
        "The edition of the vocabulary in which the snapshot is written.",
        "In which edition of the vocabulary is the snapshot written?",
        EDITION,
        unit="edition",
    )
    case: Annotated[Maybe[CaseFile], Holds(CaseFile, many=False, sure=True)] = fact(
        "The case record as a whole.", "What is known of the case record?", {"id": "C-1042"}
    )
    child: Annotated[Maybe[Child], Holds(Child, many=False, sure=True)] = fact(
        "The child or young person.",
        "What is known of the child?",
        {"date_of_birth": "2010-04-17"},
        "SSD `ssd_person`",
    )
    holder: Annotated[Maybe[Allocation], Holds(Allocation, many=False)] = fact(
        "Who holds the case; none means nobody does: it is closed, or not taken yet.",
        "Who holds the case today?",
        {"team": "families_first", "started_on": "2025-09-15", "ended_on": None},
        "SSD `ssd_involvements`",
    )
    transfer: Annotated[Maybe[Transfer], Holds(Transfer, many=False)] = fact(
        "The move in progress, or the last one; none means there never was one.",
        "Is the case being transferred, or was it?",
        None,
    )
    past_holders: Annotated[Maybe[tuple[Allocation, ...]], Holds(Allocation, many=True)] = fact(
        "Allocations that have ended.",
        "Who held the case before?",
        [],
        "SSD `ssd_involvements`",
    )
    participants: Annotated[Maybe[tuple[Participant, ...]], Holds(Participant, many=True)] = fact(
        "Everyone else who is or was involved.",
        "Who else is involved in the case?",
        [],
        "SSD `ssd_involvements`",
    )
    siblings: Annotated[Maybe[tuple[Sibling, ...]], Holds(Sibling, many=True)] = fact(
        "Brothers, sisters and earlier children of the parents; none means there are none.",
        "Does the child have brothers or sisters?",
        [],
        "SSD `ssd_family`",
    )
    addresses: Annotated[Maybe[tuple[Address, ...]], Holds(Address, many=True)] = fact(
        "Where the child, the family and their network live or lived.",
        "Where does the family live?",
        [],
        "SSD `ssd_address`",
    )
    contacts: Annotated[Maybe[tuple[Contact, ...]], Holds(Contact, many=True)] = fact(
        "Requests that reached the front door before a threshold was decided.",
        "Which contacts has the front door had about the child?",
        [],
        "SSD `ssd_contacts`",
    )
    referrals: Annotated[Maybe[tuple[Referral, ...]], Holds(Referral, many=True)] = fact(
        "Requests after the front door, either way.",
        "Which referrals have there been?",
        [],
        "SSD `ssd_cin_episodes`; CIN `CINdetails`",
    )
    concerns: Annotated[Maybe[tuple[Concern, ...]], Holds(Concern, many=True)] = fact(
        "Worries that someone raised and that need an answer.",
        "Which concerns have been raised?",
        [],
    )
    needs: Annotated[Maybe[tuple[Need, ...]], Holds(Need, many=True)] = fact(
        "Lasting circumstances of the child or family.",
        "Which lasting needs do the child and family have?",
        [],
        "SSD `ssd_disability`; CIN `Disabilities`",
    )
    assessments: Annotated[Maybe[tuple[Assessment, ...]], Holds(Assessment, many=True)] = fact(
        "Assessments, enquiries under section 47 and viability assessments.",
        "Which assessments have there been?",
        [],
        "SSD `ssd_cin_assessments`, `ssd_s47_enquiry`; CIN `Assessments`, `Section47`",
    )
    plans: Annotated[Maybe[tuple[Plan, ...]], Holds(Plan, many=True)] = fact(
        "Plans, each version a record.",
        "Which plans are there or were there?",
        [],
        "SSD `ssd_cin_plans`, `ssd_cp_plans`",
    )
    legal_orders: Annotated[Maybe[tuple[LegalOrder, ...]], Holds(LegalOrder, many=True)] = fact(
        "Orders and emergency powers.",
        "Which legal orders have there been?",
        [],
        "SSD `ssd_legal_status`",
    )
    proceedings: Annotated[Maybe[tuple[Proceeding, ...]], Holds(Proceeding, many=True)] = fact(
        "Pre-proceedings, applications and court proceedings.",
        "Which proceedings have there been?",
        [],
        "SSD `ssd_pre_proceedings`",
    )
    care_episodes: Annotated[Maybe[tuple[CareEpisode, ...]], Holds(CareEpisode, many=True)] = fact(
        "Episodes of being looked after; an empty list means never.",
        "When has the child been looked after?",
        [],
        "SSD `ssd_cla_episodes`; 903 `episodes`",
    )
    meetings: Annotated[Maybe[tuple[Meeting, ...]], Holds(Meeting, many=True)] = fact(
        "Meetings, reviews, conferences and discussions, held or to come.",
        "Which meetings have there been, or are planned?",
        [],
        "SSD `ssd_cla_reviews`, `ssd_cp_reviews`, `ssd_initial_cp_conference`",
    )
    visits: Annotated[Maybe[tuple[Visit, ...]], Holds(Visit, many=True)] = fact(
        "Visits to the child or family.", "Which visits have there been, or are planned?", []
    )
    hearings: Annotated[Maybe[tuple[Hearing, ...]], Holds(Hearing, many=True)] = fact(
        "Hearings of the proceedings.", "Which hearings have there been, or are listed?", []
    )
    notices: Annotated[Maybe[tuple[Notice, ...]], Holds(Notice, many=True)] = fact(
        "Who was told what, one record for each sending.", "Who has been told, and when?", []
    )
    consents: Annotated[Maybe[tuple[Consent, ...]], Holds(Consent, many=True)] = fact(
        "Agreement by parents or young people.", "To what have the family consented?", []
    )
    documents: Annotated[Maybe[tuple[Document, ...]], Holds(Document, many=True)] = fact(
        "Papers and forms that have to be on file.", "Which documents are on the file?", []
    )
    tasks: Annotated[Maybe[tuple[Task, ...]], Holds(Task, many=True)] = fact(
        "What somebody has to do.", "Which tasks are there?", []
    )
    family_time: Annotated[Maybe[tuple[FamilyTime, ...]], Holds(FamilyTime, many=True)] = fact(
        "Arrangements for contact with family.", "Which family time is arranged?", []
    )
    decisions: Annotated[Maybe[tuple[Decision, ...]], Holds(Decision, many=True)] = fact(
        "What people decided or agreed.", "Which decisions have been taken?", []
    )
    disputes: Annotated[Maybe[tuple[Dispute, ...]], Holds(Dispute, many=True)] = fact(
        "Disagreements between teams, and matters of capacity.",
        "Is there, or was there, a dispute about the case?",
        [],
    )
    services: Annotated[Maybe[Services], Holds(Services, many=False)] = fact(
        "The authority's own dates.",
        "What are the dates of the authority's own meetings?",
        {"standing_meetings": []},
    )
    local: Annotated[Maybe[Mapping[str, Any]], ReadsLocal()] = fact(
        "Facts that one authority alone asks for, declared and typed by its pack.",
        "What is known of the authority's own facts?",
        {"labour_started_at": "2026-03-02T14:30"},
    )
    incomplete: Annotated[Maybe[tuple[str, ...]], ReadsListNames()] = fact(
        "The lists that are not whole: what is there counts, and what is not there is unknown.",
        "Which lists of this snapshot are not complete?",
        ["documents", "past_holders"],
    )

    _warnings: tuple[Fault, ...] = PrivateAttr(default=())

    @model_validator(mode="wrap")
    @classmethod
    def _hangs_together(cls, given: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Report what contradicts itself along with what is wrong field by field, all at once."""
        from .coherence import contradictions

        wrong = contradictions(given)
        try:
            case = handler(given)
        except ValidationError as error:
            raise ValidationError.from_exception_data(
                cls.__name__, [*nested(error), *wrong], hide_input=True
            ) from None
        if wrong:
            raise ValidationError.from_exception_data(cls.__name__, wrong, hide_input=True)
        return case

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same records, whatever they were read from and warned of."""
        if not isinstance(other, Case):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in Case.model_fields)

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """What was accepted and still deserves a look; see `noticed`."""
        return self._warnings

    def facts(self) -> Facts:
        """The snapshot as plain nested data, built once. Not to be changed."""
        return self._facts

    @cached_property
    def _facts(self) -> Facts:
        return facts_of(self)
