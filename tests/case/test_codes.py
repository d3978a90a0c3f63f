"""Code lists: closed and open, the DfE's codes and their years."""

from typing import Any

import pytest

from case.cases import faults_of, refused, warned
from transferrules.case import Code, load_case
from transferrules.case.codes import slips
from transferrules.case.vocabulary import CODE_LISTS


def episode(**fields: Any) -> dict[str, Any]:
    return {"care_episodes": [fields]}


def order(code: str) -> dict[str, Any]:
    return {"legal_orders": [{"type": code}]}


@pytest.mark.parametrize(
    ("given", "common"),
    [
        ("full_care_order", "full_care_order"),
        ("C2", "full_care_order"),
        ("C1", "interim_care_order"),
        ("E1", "placement_order"),
        ("J1", "remand"),
    ],
)
def test_dfe_code_is_read_as_the_common_one(given: str, common: str) -> None:
    case = load_case(order(given))

    assert case.facts()["legal_orders"][0]["type"] == common
    assert type(case.facts()["legal_orders"][0]["type"]) is str


def test_raw_code_is_kept() -> None:
    given = load_case(episode(placement="Z11", started_on="2025-06-01"))
    assert isinstance(given.care_episodes, tuple)
    placement = given.care_episodes[0].placement

    assert isinstance(placement, Code)
    assert (placement, placement.raw) == ("other", "Z11")


@pytest.mark.parametrize(
    "code", ["full_care_oder", "care", "c2", "V2", "J2", "Full Care Order", "X"]
)
def test_closed_list_refuses_what_it_does_not_know(code: str) -> None:
    (fault,) = faults_of(order(code))

    assert (fault.path, fault.kind) == ("legal_orders[0].type", "unknown-code")
    assert "full_care_order" in fault.accepted


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("full_care_oder", "full_care_order"),
        ("Full care order", "full_care_order"),
        ("c2", "full_care_order"),
    ],
)
def test_nearest_code_is_named_to_those_who_may_see_values(code: str, meant: str) -> None:
    (fault,) = faults_of(order(code), show_found=True)

    assert fault.nearest == meant


@pytest.mark.parametrize(
    "code",
    ["looked_after_reveiw", "looked_after_revew", "Looked After Review", "looked-after-review"],
)
def test_open_list_refuses_a_slip(code: str) -> None:
    (fault,) = faults_of({"meetings": [{"type": code}]}, show_found=True)

    assert (fault.kind, fault.nearest) == ("near-miss", "looked_after_review")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("meetings", "peer_supervision"),
        ("meetings", "review_72_hour"),
        ("documents", "photographs"),
        ("documents", "annex_a_part_b"),
        ("decisions", "family_option"),
        ("notices", "transfer_in"),
        ("tasks", "statutory"),
    ],
)
def test_open_list_takes_another_code(path: str, code: str) -> None:
    case = load_case({path: [{"type": code}]})

    assert case.facts()[path][0]["type"] == code


def test_another_code_is_warned_of_with_its_place() -> None:
    given = "meetings:\n  - type: handover\n  - type: peer_supervision\n"

    (warning,) = load_case(given).warnings
    assert (warning.kind, warning.severity) == ("another-code", "warning")
    assert (warning.path, warning.line, warning.column) == ("meetings[1].type", 3, 11)
    assert warning.found is None


def test_list_without_common_codes_warns_of_none() -> None:
    assert warned({"documents": [{"type": "chronology", "contains": ["outstanding_needs"]}]}) == []


def test_section_may_be_a_number() -> None:
    facts = load_case('{"assessments": [{"section": 47}]}').facts()

    assert facts["assessments"][0]["section"] == "47"


def test_another_section_is_no_slip() -> None:
    assert warned({"referrals": [{"section": "27"}]}) == [("referrals[0].section", "another-code")]


@pytest.mark.parametrize("code", ["Peer supervision", "päivä", "a.b", "_x"])
def test_open_list_refuses_what_is_no_code(code: str) -> None:
    assert refused({"meetings": [{"type": code}]}) == [("meetings[0].type", "not-a-code")]


def test_codes_in_a_list_are_told_one_by_one() -> None:
    given = {"plans": [{"permanence": ["adoption", "adopton", "fostering", "return_home"]}]}

    assert refused(given) == [
        ("plans[0].permanence[1]", "unknown-code"),
        ("plans[0].permanence[2]", "unknown-code"),
    ]


# The 2025 return runs from 1 April 2024 to 31 March 2025.
@pytest.mark.parametrize(
    ("code", "started", "ended"),
    [
        ("K3", "2024-04-01", None),
        ("K3", "2023-11-01", "2024-04-01"),
        ("K3", "2023-11-01", None),
        ("H5", "2024-03-31", "2024-05-01"),
        ("H5", "2018-01-01", "2019-01-01"),
        ("P2", "2024-03-31", None),
        ("Z11", "2025-04-01", None),
        ("Z14", "2025-01-01", "2025-04-01"),
        ("Z1", "2018-01-01", "2018-02-01"),
        ("Z1", "2026-05-01", None),
        ("supported_accommodation", "2019-01-01", "2019-02-01"),
        ("H5", "2024", None),
    ],
)
def test_code_inside_its_years_is_silent(code: str, started: str, ended: str | None) -> None:
    assert warned(episode(placement=code, started_on=started, ended_on=ended)) == []


@pytest.mark.parametrize(
    ("code", "started", "ended"),
    [
        ("K3", "2023-11-01", "2024-03-31"),
        ("H5", "2024-04-01", None),
        ("P2", "2024-04-01", "2024-05-01"),
        ("semi_independent", "2025-01-01", None),
        ("Z11", "2024-01-01", "2025-03-31"),
        ("Z14", "2025-01-01", "2025-03"),
        ("H5", None, None),
    ],
)
def test_code_outside_its_years_is_warned_of_and_taken(
    code: str, started: str | None, ended: str | None
) -> None:
    given = episode(placement=code, started_on=started, ended_on=ended)

    assert warned(given) == [("care_episodes[0].placement", "code-outside-its-years")]


def test_undated_retired_code_is_warned_of() -> None:
    assert warned(episode(placement="H5")) == [
        ("care_episodes[0].placement", "code-outside-its-years")
    ]


@pytest.mark.parametrize(
    ("code", "ended", "silent"),
    [
        ("E43", "2018-03-31", True),
        ("E43", "2018-04-01", False),
        ("E45", "2018-03-31", False),
        ("E45", "2018-04-01", True),
    ],
)
def test_way_of_leaving_care_is_dated_by_the_end(code: str, ended: str, silent: bool) -> None:
    given = episode(started_on="2010-01-01", ended_on=ended, ended_as=code)

    assert load_case(given).facts()["care_episodes"][0]["ended_as"] == "special_guardianship"
    assert (warned(given) == []) is silent


def test_every_legal_status_of_the_903_is_known() -> None:
    statuses = ["C1", "C2", "D1", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3"]

    case = load_case({"care_episodes": [{"legal_status": status} for status in statuses]})
    assert case.warnings == ()


def test_groups_hold_codes_of_their_list() -> None:
    for codes in CODE_LISTS.values():
        for members in codes.groups.values():
            assert members <= set(codes.codes)


def test_dfe_codes_are_read_as_codes_of_their_list() -> None:
    for codes in CODE_LISTS.values():
        assert set(codes.dfe.values()) <= set(codes.codes)
        assert set(codes.years) <= set(codes.dfe)


def test_fostering_is_all_six_foster_placements() -> None:
    placements = CODE_LISTS["placement"]

    assert placements.groups["fostering"] == {placements.dfe[f"U{n}"] for n in range(1, 7)}
    assert placements.groups["kinship"] == {placements.dfe[f"U{n}"] for n in range(1, 4)}


def test_remand_is_itself_and_its_two_kinds() -> None:
    assert CODE_LISTS["legal_order"].groups["remand"] == {
        "remand",
        "remand_to_local_authority",
        "remand_to_youth_detention",
    }


def test_no_common_code_looks_like_a_slip_of_another() -> None:
    for codes in CODE_LISTS.values():
        for code in codes.codes:
            assert codes.near_miss(code) == code


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("order", "order", 0),
        ("oder", "order", 1),
        ("roder", "order", 1),
        ("", "ab", 2),
        ("ca", "abc", 3),
    ],
)
def test_slips_are_counted(one: str, other: str, count: int) -> None:
    assert slips(one, other) == count


def test_no_years_are_said_that_the_schemas_do_not_show() -> None:
    assert {code for codes in CODE_LISTS.values() for code in codes.years} == {
        *("K3", "H5", "P2", "Z11", "Z12", "Z13", "Z14"),
        *("E43", "E44", "E45", "E46", "E47", "E48"),
    }
