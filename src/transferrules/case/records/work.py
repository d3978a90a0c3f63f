"""Assessments, plans, tasks and family time: the work on a case."""

from typing import Annotated

from ..kinds import (
    ACode,
    Codes,
    Day,
    DayOfMoment,
    Ids,
    Moment,
    People,
    Team,
    Teams,
    Text,
    Truth,
    Who,
    code,
    codes,
    day_of,
    fact,
)
from .base import Record


class Assessment(Record):
    """An assessment, an enquiry under section 47 or a viability assessment."""

    type: Annotated[ACode, code("assessment")] = fact(
        "Which assessment it is.",
        "What kind of assessment is it?",
        "single_assessment",
        "SSD `ssd_cin_assessments`, `ssd_s47_enquiry`; CIN `Assessments`, `Section47`",
    )
    section: Annotated[ACode, code("section")] = fact(
        "The section of the Children Act 1989 on which it rests.",
        "Under which section of the Act is it done?",
        "17",
    )
    requested_on: DayOfMoment = day_of()
    requested_at: Moment = fact(
        "When it was asked for.", "When was the assessment asked for?", "2026-01-05"
    )
    started_on: Day = fact(
        "When it was begun.",
        "When did the assessment begin?",
        "2026-01-07",
        "SSD `s47e_s47_start_date`; CIN `AssessmentActualStartDate`, `S47ActualStartDate`; Annex A",
    )
    due_on: Day = fact(
        "By when it has to be completed.",
        "By when does the assessment have to be completed?",
        "2026-03-11",
        "CIN `AssessmentInternalReviewDate`, in part",
        ahead=True,
    )
    completed_on: DayOfMoment = day_of()
    completed_at: Moment = fact(
        "When it was completed; none means not completed.",
        "When was the assessment completed?",
        None,
        "SSD `s47e_s47_end_date`; CIN `AssessmentAuthorisationDate`; Annex A",
        expected_by="due_on",
        not_before="started_on",
    )
    approved_on: Day = fact(
        "When a manager authorised it.",
        "When did a manager authorise the assessment?",
        "2026-03-02",
        "CIN `AssessmentAuthorisationDate`",
    )
    approved_by: Who = fact(
        "Who authorised it.",
        "Who authorised the assessment?",
        "team_manager",
        happens_with="approved_on",
    )
    authors: People = fact(
        "The teams and people who did it or contributed to it.",
        "Who did the assessment, or contributed to it?",
        ["assessment_service"],
        "SSD `s47e_s47_completed_by_team`",
    )
    presented_on: DayOfMoment = day_of()
    presented_at: Moment = fact(
        "When it was put before the person or panel that decides.",
        "When was the assessment presented?",
        "2026-03-05T10:00",
    )
    presented_to: Who = fact(
        "To whom it was presented.",
        "To whom was the assessment presented?",
        "kinship_team_manager",
        happens_with="presented_at",
    )
    reviewed_on: Day = fact(
        "When it was last reviewed.", "When was the assessment last reviewed?", "2026-03-10"
    )
    reviewed_by: Who = fact(
        "Who reviewed it last.",
        "Who last reviewed the assessment?",
        "team_manager",
        happens_with="reviewed_on",
    )
    shared_on: Day = fact(
        "When it was gone through with the family, or given to them.",
        "When was the assessment shared?",
        "2026-03-06",
    )
    outcome: Annotated[ACode, code("assessment_outcome")] = fact(
        "What it came to.",
        "What was the outcome of the assessment?",
        "child_in_need",
        "SSD `s47e_s47_outcome_json`, `cine_referral_outcome_json`, in part; Annex A",
        happens_with="completed_at",
    )
    recommended_team: Team = fact(
        "The service that it recommends.",
        "Which service does the assessment recommend?",
        "looked_after_service",
        happens_with="completed_at",
    )
    recommended_plan: Annotated[ACode, code("plan")] = fact(
        "The kind of plan that it recommends.",
        "What kind of plan does the assessment recommend?",
        "child_in_need",
        happens_with="completed_at",
    )
    contains: Annotated[Codes, codes("contains")] = fact(
        "The parts recorded as there; a part not listed is not there.",
        "Which parts does the assessment contain?",
        ["child_needs", "carer_needs"],
        "CIN `AssessmentFactors`, in part",
    )


class Plan(Record):
    """One version of a plan, so that the first, the latest and what it was changed to can be asked."""

    type: Annotated[ACode, code("plan")] = fact(
        "Which plan it is.",
        "What kind of plan is it?",
        "care",
        "SSD `ssd_cin_plans`, `ssd_cp_plans`",
    )
    proposed_on: Day = fact(
        "When it was proposed, before being agreed.", "When was the plan proposed?", "2025-11-10"
    )
    started_on: Day = fact(
        "From when it is in force; for a written plan, begun.",
        "From when is the plan in force?",
        "2025-12-01",
        "SSD `cinp_cin_plan_start_date`, `cppl_cp_plan_start_date`; CIN `CINPlanStartDate`, `CPPstartDate`; Annex A",
    )
    agreed_on: Day = fact(
        "When it was agreed with the family or at a meeting.",
        "When was the plan agreed?",
        "2025-12-01",
    )
    completed_on: Day = fact(
        "When the writing was finished.", "When was the plan written up?", "2025-12-03"
    )
    approved_on: Day = fact(
        "When the manager or panel approved it.",
        "When was the plan approved?",
        "2025-12-05",
        "SSD `prep_la_inital_plan_approved`, `prep_la_final_plan_approved`",
    )
    approved_by: Who = fact(
        "Who approved it.",
        "Who approved the plan?",
        "agency_decision_maker",
        happens_with="approved_on",
    )
    ratified_on: Day = fact(
        "When a looked after review ratified it.",
        "When did a looked after review ratify the plan?",
        "2025-12-09",
        "SSD `perm_adm_decision_date`, for adoption",
    )
    ratified_by: Who = fact(
        "Who ratified it.",
        "Who ratified the plan?",
        "independent_reviewing_officer",
        happens_with="ratified_on",
    )
    final: Truth = fact(
        "Whether it is the version put to the final hearing.",
        "Is this the plan put to the final hearing?",
        False,
        "SSD `prep_la_final_care_plan`",
    )
    filed_on: Day = fact(
        "When it was filed with the court.", "When was the plan filed with the court?", None
    )
    ended_on: Day = fact(
        "When it ended; none means in force.",
        "When did the plan end?",
        None,
        "SSD `cinp_cin_plan_end_date`, `cppl_cp_plan_end_date`; CIN `CINPlanEndDate`, `CPPendDate`; Annex A",
        not_before="started_on",
    )
    permanence: Annotated[Codes, codes("permanence")] = fact(
        "The permanence options pursued; two or more are parallel planning, none means not decided.",
        "Which permanence options does the plan pursue?",
        ["adoption"],
        "SSD `prep_la_initial_care_plan`, `perm_permanence_order_type`",
    )
    services: Teams = fact(
        "The services named in it.",
        "Which services does the plan name?",
        ["disabled_childrens_team"],
    )
    shared_on: Day = fact(
        "When it was gone through with the family, or given to them.",
        "When was the plan shared?",
        "2025-12-05",
    )
    authors: People = fact(
        "The teams that wrote it or contributed to it.",
        "Who wrote the plan, or contributed to it?",
        ["fieldwork"],
        "SSD `cinp_cin_plan_team`; Annex A",
    )
    children: Ids = fact(
        "For a family plan, the children that it covers; `child` is this child.",
        "Which children does the plan cover?",
        ["child", "s1"],
    )
    template: Text = fact(
        "The version of the form.", "On which version of the form is it written?", "2023"
    )
    contains: Annotated[Codes, codes("contains")] = fact(
        "The parts recorded as there; a part not listed is not there.",
        "Which parts does the plan contain?",
        ["tasks", "timescales"],
    )


class Task(Record):
    """Something that somebody has to do, or keeps doing after the move."""

    type: Annotated[ACode, code("task")] = fact(
        "What is to be done.", "What kind of task is it?", "court_statement"
    )
    for_: Who = fact(
        "Whom or which team it serves.",
        "For whom is the task done?",
        "looked_after_service",
        key="for",
    )
    owner: Who = fact("Who has to do it.", "Who has to do the task?", "families_first")
    retained: Truth = fact(
        "Whether it stays with the old team after the move.",
        "Does the old team keep this task after the move?",
        True,
    )
    agreed_on: Day = fact("When it was agreed.", "When was the task agreed?", "2026-02-01")
    due_on: Day = fact(
        "By when it has to be done.",
        "By when does the task have to be done?",
        "2026-03-10",
        ahead=True,
    )
    done_on: Day = fact(
        "When it was done; none means outstanding.",
        "When was the task done?",
        None,
        expected_by="due_on",
    )
    outcome: Annotated[ACode, code("task_outcome")] = fact(
        "What came of it.", "What came of the task?", None, happens_with="done_on"
    )


class FamilyTime(Record):
    """An arrangement for contact with family, so named that *contacts* means one thing."""

    with_: Who = fact("With whom.", "With whom is the family time?", "father", key="with")
    type: Annotated[ACode, code("family_time")] = fact(
        "Of what kind.", "What kind of family time is it?", "direct"
    )
    supervised: Truth = fact(
        "Whether someone supervises it.", "Is the family time supervised?", True
    )
    frequency: Text = fact("How often.", "How often does it take place?", "weekly")
    place: Text = fact("Where.", "Where does it take place?", "contact centre")
    transport_needed: Truth = fact(
        "Whether transport has to be arranged.", "Does transport have to be arranged?", False
    )
    agreed_on: Day = fact("When it was agreed.", "When was the family time agreed?", "2026-01-05")
    started_on: Day = fact("When it began.", "When did the family time begin?", "2026-01-10")
    ended_on: Day = fact(
        "When it ended; none means it goes on.",
        "When did the family time end?",
        None,
        not_before="started_on",
    )
