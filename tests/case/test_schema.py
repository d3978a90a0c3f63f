"""The JSON Schema: whole, stable, and no stricter than the door."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from case.strategies import cases
from transferrules.case import InvalidCase, case_schema, load_case
from transferrules.case.vocabulary import RECORD_TYPES, Kind

SCHEMA = case_schema()
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def allows(schema: dict[str, Any], value: Any) -> bool:
    """Whether a value satisfies a schema, for the keywords that ours uses."""
    if "$ref" in schema:
        return allows(SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], value)
    checks = [
        "anyOf" not in schema or any(allows(one, value) for one in schema["anyOf"]),
        "allOf" not in schema or all(allows(one, value) for one in schema["allOf"]),
        "not" not in schema or not allows(schema["not"], value),
        "const" not in schema or (value == schema["const"] and not isinstance(value, bool)),
        "enum" not in schema or value in schema["enum"],
        "type" not in schema or _is(schema["type"], value),
    ]
    if isinstance(value, str):
        checks.append(re.search(schema.get("pattern", ""), value) is not None)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        checks.append(schema.get("minimum", value) <= value <= schema.get("maximum", value))
    if isinstance(value, list) and "items" in schema:
        checks += [allows(schema["items"], one) for one in value]
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        checks.append(len(value) >= schema.get("minProperties", 0))
        checks.append(all(key in value for key in schema.get("required", ())))
        checks += [allows(properties[key], one) for key, one in value.items() if key in properties]
        if schema.get("additionalProperties") is False:
            checks.append(set(value) <= set(properties))
        if "propertyNames" in schema:
            checks += [allows(schema["propertyNames"], key) for key in value]
    return all(checks)


def _is(wanted: str | list[str], value: Any) -> bool:
    if isinstance(wanted, list):
        return any(_is(one, value) for one in wanted)
    whole = isinstance(value, (int, float)) and not isinstance(value, bool) and value == value // 1
    return {
        "object": isinstance(value, dict),
        "array": isinstance(value, list),
        "string": isinstance(value, str),
        "integer": whole,
        "boolean": isinstance(value, bool),
        "null": value is None,
    }[wanted]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_worked_snapshot_satisfies_the_schema(path: Path) -> None:
    written = load_case(path).model_dump(mode="json", exclude_unset=True, by_alias=True)

    assert allows(SCHEMA, written)


@pytest.mark.parametrize(
    "wrong",
    [
        {"chid": {}},
        {"child": None},
        {"child": {"date_of_birth": "02/03/2026"}},
        {"meetings": [{"held_on": "2026-03-02", "held_at": "2026-03-02T10:00"}]},
        {"legal_orders": [{"type": "care"}]},
        {"meetings": {}},
        {"incomplete": ["meeting"]},
        {"plans": [{"final": "yes"}]},
        {"decisions": [{"made_by": {}}]},
    ],
)
def test_schema_refuses_what_the_door_refuses(wrong: dict[str, Any]) -> None:
    assert not allows(SCHEMA, wrong)
    with pytest.raises(InvalidCase):
        load_case(wrong)


@given(cases)
def test_schema_is_no_stricter_than_the_door(given: dict[str, Any]) -> None:
    try:
        case = load_case(given)
    except InvalidCase:
        return
    written = case.model_dump(mode="json", exclude_unset=True, by_alias=True)
    assert allows(SCHEMA, json.loads(json.dumps(written)))


def test_schema_is_the_same_on_every_call() -> None:
    assert json.dumps(case_schema()) == json.dumps(SCHEMA)


def test_every_reference_leads_somewhere() -> None:
    wanted = set(re.findall(r'"#/\$defs/([^"]+)"', json.dumps(SCHEMA)))

    assert wanted <= set(SCHEMA["$defs"])
    assert set(SCHEMA["$defs"]) - wanted == {"role_code"}


def test_every_field_is_described() -> None:
    for record in RECORD_TYPES.values():
        schema = SCHEMA if record.name == "Case" else SCHEMA["$defs"][record.name]
        for field in record.fields.values():
            assert schema["properties"][field.name]["description"] == field.description
            if field.kind is Kind.MOMENT:
                assert f"{field.name[:-3]}_on" in schema["properties"]
