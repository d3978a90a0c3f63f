"""Where the child and the family live, and the child's siblings."""

from typing import Annotated

from ..absent import Maybe
from ..kinds import ACode, Area, Day, Holds, Truth, Who, code, fact
from .base import Record
from .law import CareEpisode, LegalOrder, Proceeding
from .people import Allocation


class Address(Record):
    """Where the child, the family or someone of their network lives or lived. The open `family` address is home."""

    of: Who = fact(
        "Whose address: the child's, the family's, a person's of the support network.",
        "Who lives at this address?",
        "family",
        "SSD `ssd_address`",
    )
    area: Area = fact(
        "The home area or locality, in the pack's words.",
        "In which area is this address?",
        "north",
    )
    tenure: Annotated[ACode, code("tenure")] = fact(
        "How they live there.", "On what footing do they live at this address?", "permanent"
    )
    started_on: Day = fact(
        "When the stay or tenancy began.",
        "When did they move in?",
        "2026-02-01",
        "SSD `ssd_address`",
    )
    ended_on: Day = fact(
        "When it was given up; none means they live there.",
        "When did they leave?",
        None,
        "SSD `ssd_address`",
        not_before="started_on",
    )


class Sibling(Record):
    """A brother, a sister, or an earlier child of the parents, with lists of the child's own."""

    relation: Annotated[ACode, code("relation")] = fact(
        "How the two are related.", "How are the children related?", "sibling", "SSD `ssd_family`"
    )
    date_of_birth: Day = fact(
        "The sibling's day of birth; none while not born yet.",
        "When was the sibling born?",
        "2016-07-02",
        "SSD `pers_dob`; Annex A",
        expected_by="expected_date_of_birth",
    )
    expected_date_of_birth: Day = fact(
        "When the sibling's birth is expected.",
        "When is the sibling expected to be born?",
        None,
        "SSD `pers_expected_dob`",
        ahead=True,
    )
    holder: Annotated[Maybe[Allocation], Holds(Allocation, many=False)] = fact(
        "The team and worker that hold the sibling's case; none means no open case.",
        "Which team holds the sibling's case?",
        {"team": "looked_after_service"},
        "SSD `ssd_involvements`",
    )
    moves_together: Truth = fact(
        "Whether the sibling is part of this transfer.",
        "Does the sibling move together with the child?",
        True,
    )
    placed_together: Truth = fact(
        "Whether the two are to be placed together.",
        "Are the children to be placed together?",
        False,
        "SSD `perm_siblings_placed_together`",
    )
    past_holders: Annotated[Maybe[tuple[Allocation, ...]], Holds(Allocation, many=True)] = fact(
        "Ended allocations of the sibling's case.",
        "Who held the sibling's case before?",
        [],
        "SSD `ssd_involvements`",
    )
    legal_orders: Annotated[Maybe[tuple[LegalOrder, ...]], Holds(LegalOrder, many=True)] = fact(
        "Legal orders about the sibling.",
        "Which legal orders have there been about the sibling?",
        [],
        "SSD `ssd_legal_status`",
    )
    proceedings: Annotated[Maybe[tuple[Proceeding, ...]], Holds(Proceeding, many=True)] = fact(
        "Proceedings about the sibling.",
        "Which proceedings have there been about the sibling?",
        [],
        "SSD `ssd_pre_proceedings`",
    )
    care_episodes: Annotated[Maybe[tuple[CareEpisode, ...]], Holds(CareEpisode, many=True)] = fact(
        "Episodes in which the sibling was looked after.",
        "When has the sibling been looked after?",
        [],
        "SSD `ssd_cla_episodes`",
    )
