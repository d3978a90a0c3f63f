"""Absent, none, empty and a value are four things for every kind of field, and never blur."""

from typing import Any

import pytest

from case.cases import refused
from transferrules.calendars.spans import Days
from transferrules.case import ABSENT, Case, Party, load_case
from transferrules.case.vocabulary import RECORD_TYPES, Kind, lookup

VALUES: list[tuple[str, Any, Any]] = [
    ("legal_orders.ended_on", "2026-03-02", Days(739677, 739677)),
    ("legal_orders.type", "full_care_order", "full_care_order"),
    ("plans.permanence", ["adoption", "return_home"], ("adoption", "return_home")),
    ("proceedings.by", "mash", Party(code="mash")),
    ("proceedings.by", {"role": "social_worker"}, Party(role="social_worker")),
    ("meetings.attended", ["child", {"team": "mash"}], (Party(code="child"), Party(team="mash"))),
    ("decisions.to_team", "mash", "mash"),
    ("plans.services", ["mash"], ("mash",)),
    ("transfer.to_worker", "W-1", "W-1"),
    ("family_time.frequency", "weekly", "weekly"),
    ("meetings.number", 2, 2),
    ("plans.final", True, True),
    ("plans.children", ["child"], ("child",)),
    ("participants.role", "co_worker", "co_worker"),
    ("addresses.area", "north", "north"),
    ("decisions.rule", "step_up", "step_up"),
    ("child.school.year_11", "2025/26", 2025),
]


def test_every_kind_of_value_is_tried() -> None:
    tried = {lookup(path).kind for path, _, _ in VALUES} | {
        Kind.MOMENT,  # in test_dates
        Kind.RECORD,
        Kind.RECORDS,
    }

    assert tried == set(Kind)


def placed(path: str, **given: Any) -> dict[str, Any]:
    """A case in which the record at the path's place says this and nothing else."""
    *places, _ = path.split(".")
    inner: Any = given
    for depth in range(len(places), 0, -1):
        if lookup(".".join(places[:depth])).kind is Kind.RECORDS:
            inner = [inner]
        inner = {places[depth - 1]: inner}
    assert isinstance(inner, dict)
    return inner


def fact(path: str, case: Case) -> dict[str, Any]:
    facts: Any = case.facts()
    for place in path.split(".")[:-1]:
        facts = facts[place]
        facts = facts[0] if isinstance(facts, tuple) else facts
    assert isinstance(facts, dict)
    return facts


@pytest.mark.parametrize(("path", "given", "known"), VALUES)
def test_value_is_a_value(path: str, given: Any, known: Any) -> None:
    name = path.split(".")[-1]

    assert fact(path, load_case(placed(path, **{name: given})))[name] == known


@pytest.mark.parametrize("path", {path: None for path, _, _ in VALUES})
def test_null_is_recorded_as_none(path: str) -> None:
    name = path.split(".")[-1]
    known = fact(path, load_case(placed(path, **{name: None})))

    assert name in known
    assert known[name] is None


@pytest.mark.parametrize("path", {path: None for path, _, _ in VALUES})
def test_absent_key_is_unknown(path: str) -> None:
    assert path.split(".")[-1] not in fact(path, load_case(placed(path)))


@pytest.mark.parametrize("path", ["plans.permanence", "meetings.attended", "plans.services"])
def test_empty_list_is_empty(path: str) -> None:
    name = path.split(".")[-1]

    assert fact(path, load_case(placed(path, **{name: []})))[name] == ()


@pytest.mark.parametrize("path", {path: None for path, _, _ in VALUES})
@pytest.mark.parametrize("blank", ["", "  "])
def test_blank_value_is_refused(path: str, blank: str) -> None:
    name = path.split(".")[-1]
    ((place, kind),) = refused(placed(path, **{name: blank}))

    assert place.endswith(f".{name}")
    assert kind in ("blank-value", "not-a-school-year")


def test_key_left_blank_is_refused_with_its_line() -> None:
    with pytest.raises(Exception, match="null") as caught:
        load_case("legal_orders:\n  - type: C2\n    ended_on:\n")

    assert caught.value.faults[0].line == 3  # type: ignore[attr-defined]


def test_lists_of_records_have_four_states() -> None:
    assert "siblings" not in load_case({}).facts()
    assert load_case({"siblings": None}).facts()["siblings"] is None
    assert load_case({"siblings": []}).facts()["siblings"] == ()
    assert len(load_case({"siblings": [{}]}).facts()["siblings"]) == 1


def test_holder_has_three_states() -> None:
    assert "holder" not in load_case({}).facts()
    assert load_case({"holder": None}).facts()["holder"] is None
    assert load_case({"holder": {}}).facts()["holder"] == {"#path": "holder"}


def test_attribute_that_was_not_given_is_absent() -> None:
    case = load_case({"legal_orders": [{"ended_on": None}]})
    assert isinstance(case.legal_orders, tuple)

    assert case.legal_orders[0].ended_on is None
    assert case.legal_orders[0].type is ABSENT
    assert case.legal_orders[0].given("ended_on")
    assert not case.legal_orders[0].given("type")


def test_absent_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match="ABSENT"):
        bool(ABSENT)


@pytest.mark.parametrize("name", ["case", "child", "local", "vocabulary", "incomplete"])
def test_what_is_always_there_is_not_none(name: str) -> None:
    ((path, _),) = refused({name: None})

    assert path == name


def test_incomplete_list_keeps_what_is_there() -> None:
    facts = load_case({"documents": [{}], "incomplete": ["documents", "disputes.steps"]}).facts()

    assert len(facts["documents"]) == 1
    assert facts["incomplete"] == frozenset({"documents", "disputes.steps"})


def test_nothing_is_incomplete_unless_said() -> None:
    assert load_case({}).facts()["incomplete"] == frozenset()


def test_no_field_of_any_record_has_a_default_that_says_something() -> None:
    case = load_case({})

    assert case.facts() == {"#path": "", "incomplete": frozenset()}
    assert all(
        getattr(case, name) is ABSENT for name in type(case).model_fields if name in RECORD_TYPES
    )
