"""Whatever comes in, out comes a case or every reason why not."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from case.strategies import cases
from reading.strategies import json_objects, markup
from transferrules.case import ABSENT, Case, InvalidCase, load_case
from transferrules.case.facts import Facts


def opened(given: Any) -> Case | None:
    try:
        return load_case(given)
    except InvalidCase as error:
        refused = error
    assert refused.faults
    assert str(refused)
    return None


@given(cases | json_objects)
def test_mapping_is_a_case_or_invalid(given: dict[str, Any]) -> None:
    case = opened(given)

    if case is not None:
        case.facts()


@given(markup)
def test_text_is_a_case_or_invalid(given: str) -> None:
    opened("vocabulary: 1\n" + given)


@given(cases)
def test_case_written_out_reads_the_same(given: dict[str, Any]) -> None:
    case = opened(given)

    if case is not None:
        written = json.dumps(case.model_dump(mode="json", exclude_unset=True, by_alias=True))
        assert load_case(written).facts() == case.facts()


@given(cases)
def test_facts_hold_what_was_given_and_nothing_else(given: dict[str, Any]) -> None:
    case = opened(given)

    if case is not None:
        same_keys(given, {**case.facts()})


def same_keys(given: dict[str, Any], facts: Facts) -> None:
    """Every key of the case is in the facts under its own name or its moment's, none as none, and no other."""
    names = {name: name for name in given}
    for name in given:
        if name.endswith("_on") and name not in facts:
            names[name] = f"{name[:-3]}_at"
    assert set(facts) - {"#path", "#events", "incomplete"} == set(names.values()) - {"incomplete"}
    for name, key in names.items():
        value, known = given[name], facts[key]
        assert known is not ABSENT
        assert (value is None) == (known is None) or name == "incomplete"
        if isinstance(value, list) and name != "incomplete":
            assert len(value) == len(known)
            for one, other in zip(value, known, strict=True):
                if isinstance(one, dict) and isinstance(other, dict):
                    same_keys(one, other)
        elif isinstance(value, dict) and isinstance(known, dict) and name != "local":
            same_keys(value, known)


@given(cases, st.randoms(use_true_random=False))
def test_order_of_keys_changes_nothing(given: dict[str, Any], chance: Any) -> None:
    names = list(given)
    chance.shuffle(names)
    one, other = opened(given), opened({name: given[name] for name in names})

    assert (one is None) == (other is None)
    assert one is None or one == other
