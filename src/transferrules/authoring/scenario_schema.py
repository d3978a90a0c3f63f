"""The JSON Schema of scenario files, for editors: made from the tables of what an expectation may speak of.

It says less than the reader, which also knows the names of the pack; whatever it refuses, the reader refuses as well.
"""

from collections.abc import Mapping
from typing import Any

from transferrules.authoring.aspects import COUNT, DECISION, Aspect, ById, Inside, Table
from transferrules.authoring.pack_names import WORDS
from transferrules.authoring.statements import (
    NONE,
    UNKNOWN,
    Days,
    Kind,
    Number,
    Sentences,
    Truth,
    When,
    Word,
    Words,
)
from transferrules.case import case_schema

Schema = dict[str, Any]

_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?$"
_ID = {"type": "string", "minLength": 1}
_COUNT = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]+$"}]}


def scenario_schema() -> Schema:
    """The JSON Schema (2020-12) of a scenario file: the same on every call."""
    case = case_schema()
    definitions: Schema = dict(case.pop("$defs"))
    case.pop("$schema")
    definitions |= {
        "case": case,
        "when": {"type": "string", "pattern": _DAY, "description": "A day, or a moment by London's clock."},
        "expected": _table(DECISION, "What must hold of the answer; nothing else is asserted."),
        "scenario": _scenario(),
    }  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scenarios",
        "type": "object",
        "additionalProperties": False,
        "required": ["pack", "scenarios"],
        "properties": {
            "pack": _ID | {"description": "The id of a shipped pack, or a path from this file."},
            "title": _ID | {"description": "What the file is about."},
            "case": _ref("case") | {"description": "The snapshot that the scenarios share."},
            "scenarios": {"type": "array", "minItems": 1, "items": _ref("scenario")},
        },
        "$defs": dict(sorted(definitions.items())),
    }


def _scenario() -> Schema:
    changes = {
        "with": {
            "description": "What stands at a path instead.",
            "type": "object",
            "minProperties": 1,
        },
        "also": {
            "description": "Records that stand in a list too.",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": ["array", "object"]},
        },
        "without": {
            "description": "Paths that are left out: not known.",
            "anyOf": [_ID, {"type": "array", "items": _ID}],
        },
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["title"],
        "oneOf": [{"required": ["as_of", "expect"]}, {"required": ["expect_on"]}],
        "properties": {
            "title": _ID | {"description": "What must hold, in a sentence; unlike any other in the file."},
            "clauses": _several(_ID) | {"description": "The clauses that it is about."},
            "case": _ref("case") | {"description": "The snapshot, where it is not that of the file."},
            **changes,
            "as_of": _ref("when") | {"description": "The day or moment asked about."},
            "expect": _ref("expected"),
            "expect_on": {
                "description": "For each day asked about, what must hold on it.",
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": _DAY},
                "additionalProperties": _ref("expected"),
            },
        },
    }  # fmt: skip


def _table(table: Table, about: str, more: Mapping[str, Schema] | None = None) -> Schema:
    properties = {name: _part(part) for name, part in table.items()}
    return {
        "description": about,
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": properties | dict(more or {}),
    }


def _part(part: Aspect | Inside | ById) -> Schema:
    if isinstance(part, Aspect):
        return _kind(part.kind) | {"description": part.about}
    if isinstance(part, Inside):
        return _table(part.table, part.about)
    one = _table(part.table, part.about, {"count": _COUNT | {"description": COUNT.about}})
    short = part.table[part.short] if part.short is not None else None
    words = [{"const": NONE}, *([_kind(short.kind)] if isinstance(short, Aspect) else [])]
    single: Schema = {"anyOf": [one, *words]}
    return {
        "description": part.about,
        "type": "object",
        "minProperties": 1,
        "additionalProperties": {
            "anyOf": [*single["anyOf"], {"type": "array", "minItems": 1, "items": single}]
        },
    }


def _kind(kind: Kind) -> Schema:
    match kind:
        case Word(of, extra):
            none = () if of in ("status", "fate") else (NONE,)
            return {"enum": [*WORDS[of], *extra, *none]} if of in WORDS else dict(_ID)
        case Words(of):
            word: Schema = {"enum": [*WORDS[of]]} if of in WORDS else dict(_ID)
            return _parts(word)
        case Sentences():
            return _parts(dict(_ID))
        case When():
            return {"anyOf": [_ref("when"), {"const": NONE}]}
        case Days():
            return _parts(_ref("when"))
        case Truth(is_open):
            words = ["true", "false", *([UNKNOWN] if is_open else [])]
            return {"enum": [True, False, *words]}
        case Number():
            return dict(_COUNT)


def _parts(one: Schema) -> Schema:
    several = _several(one)
    parts = {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {"first": one, "includes": several, "excludes": several},
    }
    return {"anyOf": [{"const": NONE}, *several["anyOf"], parts]}


def _several(one: Schema) -> Schema:
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
