"""Who the case is about, who holds it, and who else is involved."""

from typing import Annotated

from ..absent import Maybe
from ..kinds import (
    ACode,
    Codes,
    Day,
    Holds,
    Number,
    Person,
    Role,
    SchoolYear,
    Team,
    Text,
    Truth,
    code,
    codes,
    fact,
    whole,
)
from .base import Record, Section


class CaseFile(Section):
    """The case record as a whole."""

    id: Text = fact(
        "The identifier of the case or child: opaque, never tested.",
        "What is the case's identifier?",
        "C-1042",
        "SSD `pers_person_id`; 903 `CHILD`; CIN `LAchildID`; Annex A",
    )
    authority: Text = fact(
        "The authority that is responsible for the child on this day; another's name for a case not yet accepted.",
        "Which authority is responsible for the child today?",
        "durham",
        "CIN header `LEA`",
    )
    opened_on: Day = fact(
        "The start of the present involvement.",
        "When did the present involvement begin?",
        "2025-09-01",
        "SSD `cine_referral_date`, `earl_episode_start_date`; CIN `CINreferralDate`; Annex A",
    )
    last_event_on: Day = fact(
        "The date of the last significant event on the record.",
        "When was the last significant event in this case?",
        "2026-02-20",
    )


class School(Section):
    """The child's schooling, for the rules about Year 11 and exams."""

    setting: Annotated[ACode, code("setting")] = fact(
        "The kind of setting in which the child learns.",
        "What kind of school or other setting does the child go to?",
        "secondary",
        "SSD `ssd_send`, in part",
    )
    year_group: Annotated[Number, whole(0, 14)] = fact(
        "The child's year group today; reception is 0.",
        "Which year group is the child in today?",
        11,
        unit="year group",
    )
    year_11: SchoolYear = fact(
        "The school year of the child's Year 11, past, present or to come, where it is not the one that the "
        "date of birth gives.",
        "In which school year is the child's Year 11, if not the usual one for the age?",
        "2025/26",
    )
    gcses_entered: Truth = fact(
        "Whether the child is entered for GCSEs.", "Is the child entered for GCSEs?", True
    )
    gcse_year: Annotated[Number, whole(1900, 2199)] = fact(
        "The calendar year of the summer in which the GCSEs are taken.",
        "In which year does the child sit GCSEs?",
        2026,
        unit="calendar year",
    )
    last_gcse_on: Day = fact(
        "The day of the last GCSE paper; often unknown until the timetable is out.",
        "On what day is the child's last GCSE paper?",
        "2026-06-19",
        ahead=True,
    )


class Child(Section):
    """The child or young person, over 18 as well. Before birth the date of birth is none."""

    date_of_birth: Day = fact(
        "The day of birth; none while not born yet.",
        "When was the child born?",
        "2010-04-17",
        "SSD `pers_dob`; 903 `DOB`; CIN `PersonBirthDate`; Annex A",
        expected_by="expected_date_of_birth",
    )
    expected_date_of_birth: Day = fact(
        "When the birth is expected. May stay after it; looked at only while the date of birth is none.",
        "When is the child expected to be born?",
        None,
        "SSD `pers_expected_dob`; CIN `ExpectedPersonBirthDate`",
        ahead=True,
    )
    age_disputed: Truth = fact(
        "Whether the age given is in dispute.", "Is the child's age in dispute?", False
    )
    ethnicity: Annotated[ACode, code("ethnicity")] = fact(
        "The ethnicity, in the DfE's code.",
        "How is the child's ethnicity recorded?",
        "WBRI",
        "SSD `pers_ethnicity`; 903 `ETHNIC`; CIN `Ethnicity`; Annex A",
    )
    unaccompanied: Truth = fact(
        "Whether the child is recorded as an unaccompanied asylum-seeking child.",
        "Is the child recorded as unaccompanied and seeking asylum?",
        False,
        "903 `uasc` table",
    )
    immigration_status: Annotated[ACode, code("immigration")] = fact(
        "The immigration status as recorded.",
        "What immigration status is recorded?",
        None,
        "SSD `ssd_immigration_status`",
    )
    arrived_on: Day = fact(
        "When the child arrived in the United Kingdom.",
        "When did the child arrive in the United Kingdom?",
        "2026-01-05",
    )
    presented_on: Day = fact(
        "When the authority first identified the unaccompanied child.",
        "When did the authority first come to know of the unaccompanied child?",
        "2026-01-06",
    )
    school: Annotated[Maybe[School], Holds(School, many=False)] = fact(
        "The child's schooling.", "What is known of the child's schooling?", {"year_group": 11}
    )


class Allocation(Record):
    """Who holds the case, or held it. A change of worker within a team ends one allocation and starts the next."""

    team: Team = fact(
        "The team that holds the case.",
        "Which team holds the case?",
        "families_first",
        "SSD `invo_professional_team`; Annex A *Allocated Team*",
    )
    worker: Person = fact(
        "The allocated worker; none means not allocated.",
        "Who is the allocated worker?",
        "W-88",
        "SSD `invo_professional_id`; 903 `SW_ID`; Annex A *Allocated Worker*",
    )
    role: Role = fact(
        "The worker's role, where it matters.",
        "In what role does the allocated worker hold the case?",
        "social_worker",
        "SSD `invo_professional_role_id`",
    )
    worker_in_post: Truth = fact(
        "Whether that worker is still employed here.", "Does that worker still work here?", True
    )
    started_on: Day = fact(
        "Since when they hold it.",
        "Since when has this team and worker held the case?",
        "2025-09-15",
        "SSD `invo_involvement_start_date`; 903 `SW_DECOM`",
    )
    ended_on: Day = fact(
        "Until when; none for the holder of today.",
        "When did this allocation end?",
        None,
        "SSD `invo_involvement_end_date`, `cine_close_date`; 903 `SW_DEC`; CIN `CINclosureDate`",
        not_before="started_on",
    )
    ended_as: Annotated[ACode, code("allocation_end")] = fact(
        "How it ended.",
        "How did this allocation end?",
        "transferred",
        "SSD `invo_worker_change_reason`; 903 `SW_REASON`, in part",
        happens_with="ended_on",
    )


class Participant(Record):
    """Someone else who is involved: a co-working team, an adviser, a professional, a member of the family's team."""

    role: Role = fact(
        "In what capacity: a common role or one of the pack's.",
        "In what capacity are they involved?",
        "co_worker",
        "SSD `invo_professional_role_id`",
    )
    team: Team = fact(
        "Their team here, if any.",
        "Which team here do they belong to?",
        "young_peoples_service",
        "SSD `invo_professional_team`; Annex A",
    )
    person: Person = fact("Who it is.", "Who is it?", "W-91", "SSD `invo_professional_id`; Annex A")
    agency: Text = fact(
        "Their agency, if an outside one.",
        "Which outside agency do they come from?",
        "school",
        "SSD `earl_episode_organisation`, in part",
    )
    groups: Annotated[Codes, codes("participant_group")] = fact(
        "The groups to which they belong.", "Which groups do they belong to?", ["core_group"]
    )
    agreed_on: Day = fact(
        "When the involvement was agreed.", "When was the involvement agreed?", "2026-01-10"
    )
    started_on: Day = fact(
        "Since when they are involved.",
        "Since when have they been involved?",
        "2026-01-15",
        "SSD `invo_involvement_start_date`",
    )
    planned_end_on: Day = fact(
        "When the involvement is agreed to end.",
        "Until when is their involvement agreed?",
        "2026-04-15",
        ahead=True,
    )
    ended_on: Day = fact(
        "Until when; none means still involved.",
        "When did their involvement end?",
        None,
        "SSD `invo_involvement_end_date`",
        expected_by="planned_end_on",
        not_before="started_on",
    )
