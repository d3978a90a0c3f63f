"""The door: what it takes, what it gives, and that it keeps the child's data to itself."""

import io
import json
import pickle
import sys
from pathlib import Path
from typing import Any

import pytest

from case.cases import faults_of
from transferrules.calendars.spans import Days, Instants
from transferrules.case import InvalidCase, Party, load_case

EXAMPLES = Path(__file__).parents[2] / "examples"
WORKED = [
    "durham_looked_after_16.yaml",
    "barking_dagenham_adoption.yaml",
    "nottingham_step_up.yaml",
]

YAML = """\
child:
  date_of_birth: 2010-02-11
plans:
  - type: care
    permanence: [adoption]
    final: true
"""
JSON = """\
{"child": {"date_of_birth": "2010-02-11"},
 "plans": [{"type": "care", "permanence": ["adoption"], "final": true}]}
"""


@pytest.mark.parametrize("name", WORKED)
def test_worked_snapshot_loads(name: str) -> None:
    case = load_case(EXAMPLES / name)

    assert {warning.kind for warning in case.warnings} <= {"another-code"}


@pytest.mark.parametrize("name", WORKED)
def test_snapshot_written_out_reads_the_same(name: str) -> None:
    case = load_case(EXAMPLES / name)
    written = case.model_dump(mode="json", exclude_unset=True, by_alias=True)

    assert load_case(json.dumps(written)) == case
    assert load_case(written).facts() == case.facts()


def test_worked_snapshots_say_what_they_are_meant_to() -> None:
    durham, barking, nottingham = (load_case(EXAMPLES / name).facts() for name in WORKED)

    assert durham["transfer"]["planned_on"] == Days(739798, 739828)  # July 2026
    assert durham["meetings"][1]["held_at"] is None
    assert durham["incomplete"] == {"documents"}
    assert barking["care_episodes"][1]["legal_status"] == "placement_order"
    assert barking["siblings"][0]["legal_orders"][1]["#path"] == "siblings[0].legal_orders[1]"
    assert barking["legal_orders"][0]["granted_at"] == Instants(1743603000, 1743603000)
    assert nottingham["child"]["date_of_birth"] is None
    assert nottingham["disputes"][0]["steps"][0]["to"] == (Party(code="service_managers"),)
    assert "documents" not in nottingham


def test_yaml_json_and_a_mapping_are_the_same_case() -> None:
    assert load_case(YAML) == load_case(JSON) == load_case(json.loads(JSON))


def test_file_is_read_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(YAML, encoding="utf-8")
    (tmp_path / "case.json").write_text(JSON, encoding="utf-8")

    assert load_case(tmp_path / "case.yaml") == load_case(str(tmp_path / "case.json"))


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(YAML.encode())))

    assert load_case("-") == load_case(YAML)


@pytest.mark.parametrize("given", ["no-such-file.yaml", "", "[]", "{", "child: [", "- a\n"])
def test_what_cannot_be_read_is_an_invalid_case(given: str) -> None:
    assert faults_of(given)


def test_mapping_has_faults_with_paths_and_no_lines() -> None:
    (fault,) = faults_of({"plans": [{}, {"type": ""}]})

    assert (fault.path, fault.line, fault.column) == ("plans[1].type", None, None)


def test_text_has_faults_with_lines() -> None:
    (fault,) = faults_of("plans:\n  - type: care\n    ended_on: 2026-02-30\n")

    assert (fault.path, fault.line, fault.column) == ("plans[0].ended_on", 3, 15)


def test_unknown_key_names_the_nearest() -> None:
    (fault,) = faults_of("plans:\n  - typ: care\n")

    assert (fault.kind, fault.nearest) == ("unknown-key", "type")
    assert "ratified_on" in fault.accepted


SECRET = "Zebedee"
PRIVATE: list[Any] = [
    {"child": {"date_of_birth": SECRET}},
    {"child": {"ethnicity": SECRET}},
    {"child": {"age_disputed": SECRET}},
    {"child": {"school": {"year_group": SECRET, "year_11": SECRET}}},
    {"child": SECRET},
    {"meetings": [{"type": SECRET, "attended": [SECRET, {"role": SECRET}]}]},
    {"meetings": [{"held_at": SECRET, "held_on": {"from": SECRET}}]},
    {"meetings": SECRET},
    {"meetings": [SECRET]},
    {"holder": {"team": SECRET}},
    {"local": {"born_on": SECRET, SECRET: 1}},
    {"incomplete": [SECRET]},
    {SECRET: 1},
    {"child": {SECRET: SECRET}},
    {"plans": [{"id": SECRET, "about": [SECRET]}, {"id": SECRET}]},
]


@pytest.mark.parametrize("given", PRIVATE)
@pytest.mark.parametrize("as_text", [False, True])
def test_error_holds_no_value_of_the_case(given: Any, as_text: bool) -> None:
    with pytest.raises(InvalidCase) as refused:
        load_case(json.dumps(given) if as_text else given)

    error = refused.value
    assert SECRET.lower() not in f"{error} {error!r} {error.args} {error.faults}".lower()
    assert all(fault.found is None for fault in error.faults)
    cause: BaseException | None = error
    while cause is not None:
        assert SECRET.lower() not in f"{cause} {cause!r}".lower()
        cause = cause.__cause__ or cause.__context__


def test_warning_holds_no_value_of_the_case() -> None:
    given = {"meetings": [{"type": SECRET.lower()}], "plans": [{"about": [SECRET]}]}

    assert SECRET.lower() not in str(load_case(given).warnings).lower()


def test_values_are_shown_on_request() -> None:
    (fault,) = faults_of({"child": {"date_of_birth": SECRET}}, show_found=True)

    assert fault.found == SECRET


def test_facts_are_made_once() -> None:
    case = load_case(YAML)

    assert case.facts() is case.facts()


def test_case_is_the_same_before_and_after_its_facts_are_asked_for() -> None:
    one, other = load_case(YAML), load_case(YAML)
    one.facts()

    assert one == other


def test_case_cannot_be_changed() -> None:
    case = load_case(YAML)

    with pytest.raises(ValueError, match="frozen"):
        case.holder = None  # type: ignore[misc]


def test_case_survives_a_process_boundary() -> None:
    case = load_case({"care_episodes": [{"placement": "Z11"}], "child": {"date_of_birth": "2010"}})
    back = pickle.loads(pickle.dumps(case))

    assert back == case
    assert back.care_episodes[0].placement.raw == "Z11"


def test_representation_does_not_blur_absent_and_none() -> None:
    case = load_case({"holder": None})

    assert "holder=None" in repr(case)
    assert "transfer=ABSENT" in repr(case)


def test_case_that_another_authority_still_holds_loads() -> None:
    facts = load_case(
        {
            "case": {"authority": "leeds"},
            "holder": None,
            "referrals": [
                {"type": "transfer_in", "from_authority": "leeds", "plan_held": "child_protection"}
            ],
        }
    ).facts()

    assert facts["holder"] is None
    assert facts["referrals"][0]["plan_held"] == "child_protection"


def test_young_adult_loads() -> None:
    case = load_case(
        {
            "child": {"date_of_birth": "2004-05-01"},
            "care_episodes": [{"started_on": "2015", "ended_on": "2022-05-01", "ended_as": "E17"}],
            "decisions": [{"type": "leaving_care_status", "outcome": "former_relevant"}],
        }
    )

    assert case.warnings == ()
    assert case.facts()["care_episodes"][0]["ended_as"] == "turned_18"


def test_unborn_child_with_an_unborn_sibling_loads() -> None:
    expected = {"date_of_birth": None, "expected_date_of_birth": "2026-06"}
    facts = load_case(
        {"child": expected, "siblings": [{"relation": "unborn_sibling", **expected}]}
    ).facts()

    assert facts["child"]["date_of_birth"] is None
    assert facts["siblings"][0]["expected_date_of_birth"] == Days(739768, 739797)
