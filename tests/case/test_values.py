"""Who, numbers, truth, texts and ids: what is read and what is refused."""

from typing import Any

import pytest

from case.cases import faults_of, refused
from transferrules.case import Party, load_case
from transferrules.case.kinds import Kind
from transferrules.case.local import local_value
from transferrules.case.vocabulary import CODE_LISTS


@pytest.mark.parametrize(
    ("given", "party"),
    [
        ("team_manager", Party(code="team_manager")),
        ({"role": "social_worker"}, Party(role="social_worker")),
        (
            {"role": "social_worker", "team": "fieldwork", "person": "W-88"},
            Party("social_worker", "fieldwork", "W-88"),
        ),
        ({"person": 88}, Party(person="88")),
    ],
)
def test_person_or_team_is_told_as_far_as_known(given: Any, party: Party) -> None:
    facts = load_case({"decisions": [{"made_by": given}]}).facts()

    assert facts["decisions"][0]["made_by"] == party


@pytest.mark.parametrize(
    ("given", "path", "kind"),
    [
        ("Team Manager", "", "not-an-id"),
        ({}, "", "wrong-type"),
        ({"name": "x"}, "", "wrong-type"),
        ({"role": None}, ".role", "wrong-type"),
        ({"role": "Social Worker"}, ".role", "not-an-id"),
        ({"person": ""}, ".person", "blank-value"),
        (["mash"], "", "wrong-type"),
    ],
)
def test_what_is_no_person_or_team_is_refused(given: Any, path: str, kind: str) -> None:
    assert refused({"decisions": [{"made_by": given}]}) == [(f"decisions[0].made_by{path}", kind)]


@pytest.mark.parametrize("given", [11, "11", 11.0])
def test_whole_number_is_read(given: Any) -> None:
    facts = load_case({"child": {"school": {"year_group": given}}}).facts()

    assert facts["child"]["school"]["year_group"] == 11


@pytest.mark.parametrize("given", [15, -1, "eleven", 11.5, True, "1e1", 10**30, [11]])
def test_number_out_of_bounds_or_no_number_is_refused(given: Any) -> None:
    assert refused({"child": {"school": {"year_group": given}}}) == [
        ("child.school.year_group", "not-a-number")
    ]


@pytest.mark.parametrize(("given", "truth"), [(True, True), ("true", True), ("false", False)])
def test_truth_is_read(given: Any, truth: bool) -> None:
    assert load_case({"plans": [{"final": given}]}).facts()["plans"][0]["final"] is truth


@pytest.mark.parametrize("given", ["yes", "no", "on", "True", "0", 1, 0, "maybe"])
def test_other_words_for_truth_are_refused_with_the_fix(given: Any) -> None:
    (fault,) = faults_of({"plans": [{"final": given}]})

    assert fault.path == "plans[0].final"
    assert fault.accepted == ("true", "false")


def test_single_value_for_a_list_is_refused_with_the_fix() -> None:
    (fault,) = faults_of({"meetings": [{"attended": "child"}]})

    assert (fault.path, fault.kind) == ("meetings[0].attended", "list-wanted")


def test_none_inside_a_list_is_refused() -> None:
    assert refused({"meetings": [{"attended": ["child", None]}]}) == [
        ("meetings[0].attended[1]", "wrong-type")
    ]
    assert refused({"meetings": [None]}) == [("meetings[0]", "wrong-type")]


@pytest.mark.parametrize("given", ["x", 1, True, {}])
def test_what_is_no_list_of_records_is_refused(given: Any) -> None:
    assert refused({"meetings": given}) == [("meetings", "list-wanted")]


@pytest.mark.parametrize("given", ["x", 1, True, []])
def test_what_is_no_record_is_refused(given: Any) -> None:
    assert refused({"child": given}) == [("child", "wrong-type")]


def test_identifier_may_be_a_number() -> None:
    assert load_case('{"case": {"id": 1042}}').facts()["case"]["id"] == "1042"


def test_other_edition_of_the_vocabulary_is_refused() -> None:
    assert load_case({"vocabulary": 1})
    assert refused({"vocabulary": 2}) == [("vocabulary", "not-a-number")]


def test_local_facts_are_typed_by_their_names() -> None:
    given = {
        "labour_started_at": "2026-03-02T14:30",
        "scan_on": "2026-03-02",
        "scan_done": "true",
        "wards": ["a", "b"],
        "nothing": None,
    }
    local = load_case({"local": given}).facts()["local"]

    assert local["labour_started_on"].first == local["scan_on"].first == 739677
    assert local["scan_at"].last - local["scan_at"].first == 86399
    assert (local["scan_done"], local["wards"], local["nothing"]) == ("true", ("a", "b"), None)


@pytest.mark.parametrize(
    ("given", "path", "kind"),
    [
        ({"Scan": 1}, "local.…", "not-an-id"),
        ({"scan_on": "tomorrow"}, "local.scan_on", "date-format"),
        ({"scan_on": "2026-01-01", "scan_at": "2026-01-01T10:00"}, "local.scan_on", "given-twice"),
        ({"records": [{"a": 1}]}, "local.records[0]", "wrong-type"),
        ({"record": {"a": 1}}, "local.record", "wrong-type"),
        ({"scan": ""}, "local.scan", "blank-value"),
    ],
)
def test_local_facts_that_cannot_be_are_refused(given: Any, path: str, kind: str) -> None:
    assert refused({"local": given}) == [(path, kind)]


def test_pack_types_the_rest_of_a_local_fact() -> None:
    assert local_value("true", Kind.BOOLEAN) is True
    assert local_value("3", Kind.NUMBER) == 3
    assert local_value("C2", Kind.CODE, CODE_LISTS["legal_order"]) == "full_care_order"
    assert local_value(None, Kind.NUMBER) is None
    with pytest.raises(ValueError, match="true or false"):
        local_value("perhaps", Kind.BOOLEAN)
