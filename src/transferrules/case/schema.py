"""The JSON Schema of the snapshot, made from the vocabulary when somebody asks for it.

For editors and for products that check before they send. It says less than `load_case`, which also refuses what contradicts
itself; whatever the schema refuses, `load_case` refuses as well.
"""

from collections.abc import Callable
from typing import Any

from .codes import CodeList
from .kinds import Kind
from .lists import CODE_LISTS
from .vocabulary import LIST_NAMES, LOCAL, RECORD_TYPES, Field, RecordType, list_names

Schema = dict[str, Any]

_DAY = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
_NEVER_NONE = ("vocabulary", "case", "child", "local", "incomplete")


def case_schema() -> Schema:
    """The JSON Schema (2020-12) of a case snapshot: the same on every call, with a description for each key."""
    definitions: Schema = {
        "day": _dated(_DAY, "A day, a month or a year: 2026-03-02, 2026-03, 2026.", "day"),
        "moment": _dated(
            _TIME, "A date and time, London's unless it has an offset: 2026-03-02T14:30.", "moment"
        ),
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
        "text": {"type": ["string", "integer"], "pattern": r"\S"},
        "party": _party(),
    }
    definitions |= {f"{one.id}_code": _codes(one) for one in CODE_LISTS.values()}
    definitions |= {
        record.name: _record(record) for record in RECORD_TYPES.values() if record.name != LOCAL
    }
    definitions[LOCAL] = {
        "type": "object",
        "description": RECORD_TYPES[LOCAL].description,
        "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Case snapshot",
        **definitions.pop("Case"),
        "$defs": dict(sorted(definitions.items())),
    }


def _dated(pattern: str, description: str, name: str) -> Schema:
    plain: Schema = {"type": "string", "pattern": f"^({pattern})$"}
    if name == "day":
        plain = {"anyOf": [plain, {"type": "integer", "minimum": 1900, "maximum": 2199}]}
    span = {
        "type": "object",
        "description": "Known to lie between two ends, both included; one may be left out.",
        "properties": {"from": plain, "until": plain},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"description": description, "anyOf": [plain, span]}


def _party() -> Schema:
    return {
        "description": "A role or team, or as much as is known of role, team and person.",
        "anyOf": [
            _ref("id"),
            {
                "type": "object",
                "properties": {"role": _ref("id"), "team": _ref("id"), "person": _ref("text")},
                "additionalProperties": False,
                "minProperties": 1,
            },
        ],
    }


def _codes(codes: CodeList) -> Schema:
    common: Schema = {
        "anyOf": [{"const": code, "description": meaning} for code, meaning in codes.codes.items()]
        + [
            {"const": dfe, "description": f"{codes.source}: read as {common}"}
            for dfe, common in codes.dfe.items()
            if dfe != common
        ]
    }
    schema: Schema = {"title": codes.title}
    if not codes.open:
        return schema | common
    digits = {"type": "integer"} if codes.id == "section" else None
    another = {
        "type": "string",
        "pattern": "^[a-z0-9][a-z0-9_]*$",
        "description": "Another code, declared by a pack.",
    }
    return schema | {"anyOf": [*common["anyOf"], another, *([digits] if digits else [])]}


def _record(record: RecordType) -> Schema:
    properties: Schema = {}
    twice = []
    for field in record.fields.values():
        if field.kind is Kind.MOMENT:
            day = f"{field.name[:-3]}_on"
            properties[day] = _or_none(_ref("day")) | _about(field)
            twice.append({"not": {"required": [day, field.name]}})
        properties[field.name] = _value(field) | _about(field)
    schema: Schema = {
        "type": "object",
        "description": record.description,
        "properties": properties,
        "additionalProperties": False,
    }
    return schema | {"allOf": twice} if twice else schema


def _about(field: Field) -> Schema:
    return {"description": field.description, "examples": [field.example]}


def _value(field: Field) -> Schema:
    schema = _of_kind(field)
    return schema if field.name in _NEVER_NONE else _or_none(schema)


def _or_none(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _of_kind(field: Field) -> Schema:
    if field.kind in _PLAIN:
        return _PLAIN[field.kind]()
    if field.kind is Kind.NUMBER:
        assert field.bounds is not None
        return {"type": "integer", "minimum": field.bounds[0], "maximum": field.bounds[1]}
    if field.kind is Kind.RECORD:
        return _ref(str(field.record))
    if field.kind is Kind.RECORDS:
        return _list(_ref(str(field.record)))
    if field.codes == LIST_NAMES:
        return _list({"enum": list(list_names())})
    codes = _ref(f"{field.codes}_code")
    return _list(codes) if field.kind is Kind.CODES else codes


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_PLAIN: dict[Kind, Callable[[], Schema]] = {
    Kind.DATE: lambda: _ref("day"),
    Kind.MOMENT: lambda: _ref("moment"),
    Kind.PARTY: lambda: _ref("party"),
    Kind.PARTIES: lambda: _list(_ref("party")),
    Kind.TEAM: lambda: _ref("id"),
    Kind.TEAMS: lambda: _list(_ref("id")),
    Kind.PERSON: lambda: _ref("text"),
    Kind.TEXT: lambda: _ref("text"),
    Kind.BOOLEAN: lambda: {"type": "boolean"},
    Kind.IDS: lambda: _list(_ref("text")),
    Kind.ROLE: lambda: _ref("id"),
    Kind.AREA: lambda: _ref("id"),
    Kind.RULE: lambda: _ref("id"),
    Kind.SCHOOL_YEAR: lambda: {"type": "string", "pattern": "^[0-9]{4}/([0-9]{2}|[0-9]{4})$"},
}
