"""Decisions, disputes and the transfer: what people decide, and the move itself."""

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
    Person,
    Rule,
    Team,
    Who,
    code,
    codes,
    day_of,
    fact,
)
from .base import Record


class Decision(Record):
    """What people decided or agreed: never computed. An agreement between two people is two records, one for each."""

    type: Annotated[ACode, code("decision")] = fact(
        "What was to be decided.", "What kind of decision is it?", "eligibility"
    )
    outcome: Annotated[ACode, code("decision_outcome")] = fact(
        "What was decided.",
        "What was decided?",
        "met",
        "SSD `prep_legal_gateway_outcome`, in part",
        happens_with="made_at",
    )
    requested_on: Day = fact(
        "When it was put forward.", "When was the decision asked for?", "2026-01-08"
    )
    made_on: DayOfMoment = day_of()
    made_at: Moment = fact(
        "When it was made; none means considered and not decided.",
        "When was the decision made?",
        "2026-01-12",
        "SSD `perm_adm_decision_date`, for the agency decision maker",
    )
    made_by: Who = fact(
        "The person, team or panel that made it, or has to.",
        "Who made the decision?",
        "operations_manager",
    )
    to_team: Team = fact(
        "The team or service that it chose or is about.",
        "Which team or service was chosen?",
        "learn2live",
        happens_with="made_at",
    )
    rule: Rule = fact(
        "For an override or exception, the id of the rule set aside; never a term.",
        "Which rule does the decision set aside?",
        "learn2live",
    )
    effective_on: Day = fact(
        "From when it counts, or the date agreed.",
        "From when does the decision count?",
        "2026-03-01",
        ahead=True,
    )
    until_on: Day = fact(
        "Until when it counts; none means without end.",
        "Until when does the decision count?",
        None,
        ahead=True,
        not_before="effective_on",
    )
    considered: Annotated[Codes, codes("considered")] = fact(
        "What the record shows was weighed.",
        "What does the record show was weighed?",
        ["impact_on_child"],
        happens_with="made_at",
    )


class Step(Record):
    """One rung of the ladder of a dispute."""

    level: Annotated[ACode, code("dispute_level")] = fact(
        "At which level.", "At which level was it taken up?", "service_manager"
    )
    to: People = fact(
        "Who was asked or took part.", "Who was asked, or took part?", ["service_manager"]
    )
    started_on: DayOfMoment = day_of()
    started_at: Moment = fact(
        "From when it was discussed, or when they were informed.",
        "When was the dispute taken to this level?",
        "2026-02-03T10:00",
    )
    ended_on: DayOfMoment = day_of()
    ended_at: Moment = fact(
        "When this level was done with it; none means not settled here yet.",
        "When was this level done with the dispute?",
        None,
        not_before="started_at",
    )
    mode: Annotated[ACode, code("mode")] = fact(
        "How they met.", "How was it discussed?", "in_person"
    )
    outcome: Annotated[ACode, code("step_outcome")] = fact(
        "What came of it.", "What came of this level?", "not_agreed", happens_with="ended_at"
    )
    made_by: Who = fact(
        "Who decided at this level.",
        "Who decided at this level?",
        "service_manager",
        happens_with="ended_at",
    )


class Dispute(Record):
    """A disagreement between teams, or a matter of capacity."""

    type: Annotated[ACode, code("dispute")] = fact(
        "What it is about.", "What is the dispute about?", "destination"
    )
    raised_on: DayOfMoment = day_of()
    raised_at: Moment = fact(
        "When it was raised.", "When was the dispute raised?", "2026-02-01T10:00"
    )
    raised_by: Who = fact(
        "Who raised it.", "Who raised the dispute?", "families_first", happens_with="raised_at"
    )
    between: People = fact(
        "The teams that disagree.",
        "Between which teams is the dispute?",
        ["families_first", "looked_after_service"],
    )
    steps: Annotated[Maybe[tuple[Step, ...]], Holds(Step, many=True)] = fact(
        "The rungs of the ladder that were used.",
        "Which levels has the dispute been taken to?",
        [{"level": "service_manager", "started_at": "2026-02-03T10:00"}],
    )
    resolved_on: DayOfMoment = day_of()
    resolved_at: Moment = fact(
        "When it was settled; none means open.",
        "When was the dispute settled?",
        None,
        not_before="raised_at",
    )
    outcome: Annotated[ACode, code("dispute_outcome")] = fact(
        "How it was settled.",
        "How was the dispute settled?",
        "changed",
        happens_with="resolved_at",
    )
    decided_by: Who = fact(
        "Who settled it.",
        "Who settled the dispute?",
        "head_of_service",
        happens_with="resolved_at",
    )


class Transfer(Record):
    """The move in progress, or the last one, which stays until another begins, because duties run on after a move."""

    type: Annotated[ACode, code("transfer")] = fact(
        "What kind of move.", "What kind of transfer is it?", "team"
    )
    route: Rule = fact(
        "The pack's route that it serves, where known.",
        "Which route of the policy does the transfer serve?",
        "permanent_plan",
    )
    from_team: Team = fact(
        "The team that the case leaves.", "Which team does the case leave?", "families_first"
    )
    to_team: Team = fact(
        "The team to which it goes; none means not known yet.",
        "Which team does the case go to?",
        "looked_after_service",
    )
    from_worker: Person = fact("Who hands over.", "Which worker hands over?", "W-88")
    to_worker: Person = fact(
        "Who takes over; none means not named yet.",
        "Which worker takes over?",
        None,
        happens_with="to_worker_named_on",
    )
    to_worker_named_on: Day = fact(
        "When the new worker was named.", "When was the new worker named?", None
    )
    to_manager: Person = fact(
        "The line manager of the worker who takes over.",
        "Who is the new worker's line manager?",
        None,
    )
    identified_on: Day = fact(
        "When the case was first recorded as having to move.",
        "When was it first recorded that the case has to move?",
        "2026-01-12",
    )
    requested_on: Day = fact(
        "When the receiving team was asked.",
        "When was the receiving team asked?",
        "2026-01-14",
    )
    agreed_on: Day = fact(
        "When it was accepted in principle.",
        "When was the transfer agreed in principle?",
        "2026-01-20",
    )
    planning_started_on: Day = fact(
        "When planning began.", "When did planning for the transfer begin?", "2026-01-21"
    )
    planned_allocation_on: Day = fact(
        "The day agreed for the new worker's allocation.",
        "For which day is the new worker's allocation agreed?",
        "2026-02-20",
        ahead=True,
    )
    planned_on: Day = fact(
        "The day agreed for responsibility to pass.",
        "On which day is responsibility planned to pass?",
        "2026-03-01",
        ahead=True,
    )
    initiated_on: DayOfMoment = day_of()
    initiated_at: Moment = fact(
        "When it was started on the system.",
        "When was the transfer started on the system?",
        None,
    )
    initiated_by: Who = fact(
        "Who started it on the system.",
        "Who started the transfer on the system?",
        "social_worker",
        happens_with="initiated_at",
    )
    accepted_on: DayOfMoment = day_of()
    accepted_at: Moment = fact(
        "When it was accepted on the system.",
        "When was the transfer accepted on the system?",
        None,
    )
    accepted_by: Who = fact(
        "Who accepted it on the system.",
        "Who accepted the transfer on the system?",
        "team_manager",
        happens_with="accepted_at",
    )
    completed_on: DayOfMoment = day_of()
    completed_at: Moment = fact(
        "When responsibility passed; none means not yet.",
        "When did responsibility pass?",
        None,
        expected_by="planned_on",
    )
    cancelled_on: Day = fact("When it was called off.", "When was the transfer called off?", None)
