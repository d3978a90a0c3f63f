"""What comes in: contacts and referrals, concerns, and the needs behind them."""

from typing import Annotated

from ..kinds import (
    ACode,
    Codes,
    Day,
    DayOfMoment,
    Moment,
    Team,
    Text,
    Truth,
    Who,
    code,
    codes,
    day_of,
    fact,
)
from .base import Record


class Contact(Record):
    """Someone asks the authority to take on a child or a piece of work, and no threshold is decided yet."""

    from_: Who = fact(
        "Who asks: a person, a team or an agency.",
        "Who made the request?",
        "school",
        "SSD `cine_referral_source_code`; CIN `ReferralSource`; Annex A",
        key="from",
    )
    from_authority: Text = fact(
        "The other authority, where one asks.",
        "Which other authority asks?",
        "leeds",
        "SSD `icpc_icpc_transfer_in`, `cppl_cp_plan_ola`, in part; Annex A",
    )
    to: Who = fact(
        "The team that was asked, or that took it.",
        "Which team was asked?",
        "mash",
        "SSD `cine_referral_team`; Annex A",
    )
    channel: Annotated[ACode, code("channel")] = fact(
        "How it was sent.", "How was the request sent?", "form"
    )
    sent_on: DayOfMoment = day_of()
    sent_at: Moment = fact("When it was sent.", "When was the request sent?", "2026-02-02")
    received_on: DayOfMoment = day_of()
    received_at: Moment = fact(
        "When it was received.",
        "When was the request received?",
        "2026-02-02T09:40",
        "SSD `cine_referral_date`; CIN `CINreferralDate`; Annex A",
        not_before="sent_at",
    )
    section: Annotated[ACode, code("section")] = fact(
        "The section of the Children Act 1989 on which it rests.",
        "Under which section of the Act is it made?",
        "47",
    )
    presenting_needs: Annotated[Codes, codes("need")] = fact(
        "The needs named in it; one alone is the sole presenting need.",
        "Which needs does the request name?",
        ["disability"],
        "SSD `cine_cin_primary_need_code`; CIN `PrimaryNeedCode`, in part; Annex A",
    )
    requested_service: Team = fact(
        "The service asked for.", "Which service is asked for?", "disabled_childrens_team"
    )
    plan_held: Annotated[ACode, code("plan")] = fact(
        "For a transfer in: the plan in force at the other authority.",
        "Under which plan does the other authority work?",
        "child_in_need",
    )
    needed_by_on: DayOfMoment = day_of()
    needed_by_at: Moment = fact(
        "When an answer or the service is needed.",
        "By when is an answer needed?",
        "2026-02-03T17:00",
        ahead=True,
    )
    urgency: Annotated[ACode, code("urgency")] = fact(
        "How urgent it is.", "How urgent is the request?", "routine"
    )
    contains: Annotated[Codes, codes("contains")] = fact(
        "The parts recorded as there, such as the known risks; a part not listed is not there.",
        "Which parts does the request contain?",
        ["known_risks"],
    )
    allocated_on: Day = fact(
        "When the work was given to someone.", "When was the request allocated?", "2026-02-04"
    )
    withdrawn_on: Day = fact(
        "When it was withdrawn; none means it stands.", "When was the request withdrawn?", None
    )


class Referral(Contact):
    """A request after the front door, either way: to a team, from one, from a court or another authority."""

    type: Annotated[ACode, code("referral")] = fact(
        "What is asked for.",
        "What kind of referral is it?",
        "court_direction",
        "SSD `ssd_contacts`, `ssd_cin_episodes`; CIN `CINdetails`",
    )


class Need(Record):
    """A lasting circumstance of the child or family. A worry that someone raises is a concern."""

    type: Annotated[ACode, code("need")] = fact(
        "Which need it is.",
        "What kind of need is it?",
        "disability",
        "CIN `Disabilities`, `PrimaryNeedCode`; SSD `ssd_disability`",
    )
    detail: Annotated[ACode, code("need_detail")] = fact(
        "Of what kind more closely.", "Of what kind is the need?", "autism", "CIN `Disability`"
    )
    of: Who = fact("Whose: the child's, a parent's, the family's.", "Whose need is it?", "child")
    severity: Annotated[ACode, code("severity")] = fact(
        "How severe it is.", "How severe is it?", "severe"
    )
    affects_development: Truth = fact(
        "Whether an impact on the child's development is recorded.",
        "Is it recorded as affecting the child's development?",
        True,
    )
    started_on: Day = fact(
        "When it began, or was diagnosed.", "When did it begin, or was it diagnosed?", "2019-05-01"
    )
    ended_on: Day = fact(
        "When it ended; none means it continues.", "When did it end?", None, not_before="started_on"
    )


class Concern(Record):
    """A worry about harm or progress, raised by someone on a day, that needs an answer."""

    type: Annotated[ACode, code("concern")] = fact(
        "What the worry is about.", "What is the concern about?", "significant_harm"
    )
    urgency: Annotated[ACode, code("urgency")] = fact(
        "How urgent it is.", "How urgent is the concern?", "immediate"
    )
    raised_on: DayOfMoment = day_of()
    raised_at: Moment = fact(
        "When it was raised.", "When was the concern raised?", "2026-02-01T16:20"
    )
    raised_by: Who = fact(
        "Who raised it.", "Who raised the concern?", "social_worker", happens_with="raised_at"
    )
    answered_on: Day = fact(
        "When a response was given; none means not yet.", "When was the concern answered?", None
    )
    closed_on: DayOfMoment = day_of()
    closed_at: Moment = fact(
        "When it was closed; none means open.",
        "When was the concern closed?",
        None,
        not_before="raised_at",
    )
    contains: Annotated[Codes, codes("contains")] = fact(
        "The parts recorded as there; a part not listed is not there.",
        "Which parts does the record of the concern contain?",
        ["detail", "immediate_action"],
    )
