"""Orders, proceedings and care."""

from typing import Annotated

from ..kinds import ACode, Codes, Day, DayOfMoment, Moment, Text, Who, code, codes, day_of, fact
from .base import Record


class LegalOrder(Record):
    """An order or an emergency power. A care order and a placement order are two records, although the 903 shows one."""

    type: Annotated[ACode, code("legal_order")] = fact(
        "Which order or power it is.",
        "Which order is it?",
        "full_care_order",
        "SSD `lega_legal_status`; 903 `LS`; Annex A",
    )
    granted_on: DayOfMoment = day_of()
    granted_at: Moment = fact(
        "When the court made it, remanded, or the power was used.",
        "When was the order made?",
        "2025-11-03",
        "SSD `lega_legal_status_start_date`, `perm_placement_order_date`; Annex A",
    )
    ended_on: Day = fact(
        "When it was discharged or revoked, or ran out; none means it is in force.",
        "When did the order end?",
        None,
        "SSD `lega_legal_status_end_date`",
        not_before="granted_at",
    )


class Proceeding(Record):
    """Pre-proceedings, an application, or court proceedings. Hearings point here with `about`."""

    type: Annotated[ACode, code("proceeding")] = fact(
        "What the proceedings are.",
        "What kind of proceedings are they?",
        "care",
        "SSD `ssd_pre_proceedings`",
    )
    by: Who = fact("Who started them.", "Who started the proceedings?", "locality_fieldwork")
    planned_on: Day = fact(
        "When they are meant to be issued.",
        "When is the application meant to be issued?",
        None,
        ahead=True,
    )
    started_on: Day = fact(
        "When the pre-proceedings letter was sent, or the application issued or made.",
        "When did the proceedings begin?",
        "2025-06-02",
        "SSD `prep_pre_pro_decision_date`, `prep_pre_pro_letter_date`, `prep_care_pro_letter_date`",
        expected_by="planned_on",
    )
    ended_on: Day = fact(
        "When they were concluded or withdrawn; none means still running.",
        "When did the proceedings end?",
        None,
        not_before="started_on",
    )
    orders_sought: Annotated[Codes, codes("legal_order")] = fact(
        "The orders applied for.", "Which orders are applied for?", ["full_care_order"]
    )
    outcome: Annotated[ACode, code("proceeding_outcome")] = fact(
        "The order made, or how else they ended.",
        "How did the proceedings end?",
        "full_care_order",
        "SSD `prep_pre_pro_outcome`, `perm_permanence_order_type`",
        happens_with="ended_on",
    )


class CareEpisode(Record):
    """A stretch of being looked after, as in the 903: the next begins when legal status or placement changes."""

    started_on: Day = fact(
        "The first day of the episode.",
        "When did this episode of care begin?",
        "2025-06-02",
        "SSD `clae_cla_episode_start_date`; 903 `DECOM`; Annex A",
        not_before="period_started_on",
    )
    ended_on: Day = fact(
        "The last day; none means looked after now.",
        "When did this episode of care end?",
        None,
        "SSD `clae_cla_episode_ceased_date`; 903 `DEC`; Annex A",
        not_before="started_on",
    )
    period_started_on: Day = fact(
        "When the unbroken period of being looked after began to which this episode belongs; reviews count from it.",
        "Since when has the child been looked after without a break?",
        "2025-06-02",
        "SSD `clae_entered_care_date`; 903 `DECOM`, of the first episode of the period; Annex A",
    )
    legal_status: Annotated[ACode, code("legal_status")] = fact(
        "Under which legal status.",
        "Under which legal status is the child looked after?",
        "accommodated_s20",
        "SSD `lega_legal_status`; 903 `LS`; Annex A",
    )
    placement: Annotated[ACode, code("placement")] = fact(
        "In what kind of placement.",
        "What kind of placement is it?",
        "with_parents",
        "SSD `clap_cla_placement_type`; 903 `PLACE`; Annex A",
    )
    placement_started_on: Day = fact(
        "When the placement began, if earlier than the episode.",
        "When did the placement begin?",
        "2025-06-02",
        "SSD `clap_cla_placement_start_date`; Annex A",
    )
    carer: Text = fact(
        "The carer, as an opaque id.",
        "Who cares for the child there?",
        "F-7",
        "SSD `clap_cla_placement_provider`, in part; Annex A",
    )
    authority: Text = fact(
        "The authority that looks after the child, if another.",
        "Which authority looks after the child, if another?",
        None,
    )
    ended_as: Annotated[ACode, code("episode_end")] = fact(
        "How it ended.",
        "How did this episode of care end?",
        None,
        "SSD `clae_cla_episode_ceased_reason`; 903 `REC`; Annex A",
        happens_with="ended_on",
    )
