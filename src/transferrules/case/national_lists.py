"""Code lists that are the same in every authority: the law's, the national returns', and plain words like *urgent*."""

from types import MappingProxyType

from .care_lists import EPISODE_END, LEGAL_STATUS, PLACEMENT
from .codes import CodeList

_ORDERS = {
    "full_care_order": "The child is in the authority's care until the order ends",
    "interim_care_order": "In care for the time being, while the court decides",
    "placement_order": "The authority may place the child for adoption",
    "freeing_order": "The forerunner of the placement order",
    "emergency_protection_order": "A short order to keep or move the child to safety",
    "police_protection": "A constable's power to keep the child safe for up to 72 hours",
    "child_assessment_order": "The child has to be assessed",
    "remand": "Remanded; which kind is not said",
    "remand_to_local_authority": "Remanded to accommodation that the authority provides",
    "remand_to_youth_detention": "Remanded to secure detention",
    "youth_rehabilitation_order": "A community sentence with a requirement to live where the authority says",
    "supervision_order": "The authority advises, assists and befriends; no parental responsibility",
    "interim_supervision_order": "Supervision for the time being, while the court decides",
    "special_guardianship_order": "A guardian holds parental responsibility until the child is 18",
    "child_arrangements_order": "With whom the child lives or spends time",
    "adoption_order": "The child is the adopters' in law",
    "family_assistance_order": "An officer helps the family for a time",
    "secure_accommodation_order": "Liberty may be restricted in a secure home",
    "deprivation_of_liberty_order": "Liberty may be restricted under the High Court's authority",
}
_ORDER_CODES = {
    "C1": "interim_care_order",
    "C2": "full_care_order",
    "D1": "freeing_order",
    "E1": "placement_order",
    "J1": "remand",
    "J3": "youth_rehabilitation_order",
    "L1": "police_protection",
    "L2": "emergency_protection_order",
    "L3": "child_assessment_order",
}
_REMAND = frozenset({"remand", "remand_to_local_authority", "remand_to_youth_detention"})

LEGAL_ORDER = CodeList(
    id="legal_order",
    title="Legal orders and emergency powers",
    open=False,
    codes=_ORDERS,
    dfe=_ORDER_CODES,
    groups={"remand": _REMAND},
    source="SSDA903 LS",
)
PROCEEDING_OUTCOME = CodeList(
    id="proceeding_outcome",
    title="How proceedings ended",
    open=False,
    codes=_ORDERS
    | {
        "withdrawn": "The application was withdrawn",
        "dismissed": "The court dismissed it",
        "no_order": "It ended without an order",
    },
    dfe=_ORDER_CODES,
    groups={"remand": _REMAND},
    source="SSDA903 LS",
)
PERMANENCE = CodeList(
    id="permanence",
    title="Permanence options of a care plan",
    open=False,
    codes={
        "return_home": "To go back to the family",
        "remain_home": "To stay at home, the order notwithstanding",
        "kinship_care": "With relatives or friends",
        "long_term_fostering": "With foster carers until grown up",
        "residential_care": "In a home or school",
        "adoption": "Adoption",
        "special_guardianship": "With a special guardian",
        "child_arrangements": "Under a child arrangements order",
        "independence": "Towards living independently",
    },
)
PROCEEDING = CodeList(
    id="proceeding",
    title="Proceedings and what goes before them",
    open=False,
    codes={
        "pre_proceedings": "The letter and meetings before any application",
        "care": "Care proceedings",
        "supervision": "For a supervision order",
        "placement_order": "For a placement order",
        "adoption": "For an adoption order",
        "special_guardianship": "For a special guardianship order",
        "child_arrangements": "For a child arrangements order",
        "private_law": "Between private persons, the authority asked to report",
        "discharge_of_care_order": "To end a care order",
        "emergency_protection": "For an emergency protection order",
        "tribunal": "Before a tribunal",
        "criminal": "Against the young person",
    },
)
HEARING = CodeList(
    id="hearing",
    title="Hearings",
    open=False,
    codes={
        "first_hearing": "The first of the proceedings",
        "case_management_hearing": "Sets the timetable and what is to be filed",
        "issues_resolution_hearing": "Narrows what is left to decide, or settles it",
        "interim_hearing": "Decides something for the time being",
        "final_hearing": "Decides the application",
    },
)
CONSENT = CodeList(
    id="consent",
    title="What a consent is to",
    open=False,
    codes={
        "early_help": "To early help",
        "assessment": "To an assessment",
        "information_sharing": "To information being shared",
        "section_20": "To the child being accommodated",
        "transfer": "To the case moving",
        "plan": "To a plan",
        "adoption": "To adoption",
    },
)
IMMIGRATION = CodeList(
    id="immigration",
    title="Immigration statuses",
    open=False,
    codes={
        "british": "British citizen",
        "settled": "Settled, or with indefinite leave",
        "leave_to_remain": "Limited leave to remain",
        "asylum_claim_pending": "Asylum claimed, not yet decided",
        "refugee": "Recognised as a refugee",
        "humanitarian_protection": "Granted humanitarian protection",
        "refused": "Refused",
        "other": "Another status",
        "unknown_to_authority": "The authority has asked and does not know",
    },
)
_ETHNICITIES = {
    "WBRI": "White British",
    "WIRI": "White Irish",
    "WOTH": "Any other White background",
    "WIRT": "Traveller of Irish heritage",
    "WROM": "Gypsy or Roma",
    "MWBC": "White and Black Caribbean",
    "MWBA": "White and Black African",
    "MWAS": "White and Asian",
    "MOTH": "Any other mixed background",
    "AIND": "Indian",
    "APKN": "Pakistani",
    "ABAN": "Bangladeshi",
    "AOTH": "Any other Asian background",
    "BCRB": "Caribbean",
    "BAFR": "African",
    "BOTH": "Any other Black background",
    "CHNE": "Chinese",
    "OOTH": "Any other ethnic group",
    "REFU": "Refused to say",
    "NOBT": "Not yet obtained",
}
ETHNICITY = CodeList(
    id="ethnicity",
    title="Ethnicities, in the DfE's own codes",
    open=False,
    codes=_ETHNICITIES,
    dfe={code: code for code in _ETHNICITIES},
    source="SSDA903 ETHNIC, CIN Ethnicity",
)


def _plain(id: str, title: str, **codes: str) -> CodeList:
    return CodeList(id=id, title=title, open=False, codes=codes)


NATIONAL_LISTS = MappingProxyType(
    {
        listed.id: listed
        for listed in (
            LEGAL_ORDER,
            PROCEEDING_OUTCOME,
            LEGAL_STATUS,
            PLACEMENT,
            EPISODE_END,
            PERMANENCE,
            PROCEEDING,
            HEARING,
            CONSENT,
            IMMIGRATION,
            ETHNICITY,
            _plain(
                "allocation_end",
                "How an allocation ended",
                transferred="The case moved to another team",
                worker_changed="Another worker of the same team took over",
                stepped_down="Needs fell, and a lighter service took over",
                stepped_up="Needs rose, and a more intensive service took over",
                closed="The case was closed",
            ),
            _plain(
                "channel",
                "Ways of sending",
                form="A form",
                email="E-mail",
                phone="Telephone",
                letter="Letter",
                in_person="Face to face",
                system="The case management system",
            ),
            _plain(
                "urgency",
                "Urgency",
                immediate="At once",
                urgent="Soon, before other work",
                routine="In the ordinary course",
            ),
            _plain(
                "mode",
                "How people met",
                in_person="In one room",
                phone="By telephone",
                video="By video",
                email="By e-mail",
            ),
            _plain(
                "tenure",
                "How someone lives at an address",
                permanent="A home of their own, rented or owned, to stay",
                temporary="For the time being",
                with_others="In somebody else's home",
                placement="Placed there",
                no_fixed_abode="Without a fixed address",
            ),
            _plain(
                "severity",
                "Severity of a need",
                mild="Mild",
                moderate="Moderate",
                severe="Severe",
                profound="Profound",
            ),
            _plain(
                "relation",
                "How a sibling is related",
                sibling="Both parents in common",
                half_sibling="One parent in common",
                step_sibling="Through a parent's partner",
                earlier_child="An earlier child of the parents",
                unborn_sibling="Not born yet",
            ),
            _plain(
                "family_time",
                "Kinds of family time",
                direct="They meet",
                virtual="By call or video",
                letterbox="By letter, through an agency",
            ),
            _plain(
                "transfer",
                "Kinds of transfer",
                team="From one team to another",
                worker="From one worker to another in one team",
                step_up="To a more intensive service",
                step_down="To a lighter service",
                step_across="To a service of the same level",
                transfer_in="From another authority",
                transfer_out="To another authority",
            ),
            _plain(
                "dispute_level",
                "Rungs of a dispute",
                team_manager="Team managers",
                service_manager="Service managers",
                group_manager="Group managers",
                operations_manager="Operations managers",
                head_of_service="Heads of service",
                senior_manager="Senior managers",
                director="Director",
            ),
        )
    }
)
