"""The JSON Schema of a pack, for editors: made from the surface, with the grammars and the vocabulary put in where the surface has only words.

It says less than the resolver, which knows what every name stands for; a pack that loads follows it. Editors read YAML with its own types, we read
words: where a word looks like a number or a truth value, both are taken.
"""

from collections.abc import Mapping
from typing import Any

from transferrules.authoring.condition_schema import ConditionSchema, dates_at, ref, where_of
from transferrules.authoring.phrase_patterns import AMOUNT, DATE, DAY, NAME, OPENING, PATH, matches
from transferrules.case.vocabulary import list_names
from transferrules.pack.model import DecisionTerm, Pack
from transferrules.pack.names import ONE_NAMESPACE, SECTION_LISTS, reserved_words
from transferrules.pack.surface import PackPart

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
NOISE = ("title", "default")
EXACTLY_ONE: Mapping[str, list[Schema]] = {
    "RoutePart": [
        {"required": ["to"], "not": {"required": ["refer"]}},
        {"required": ["refer", "to"]},
        {"required": ["joins", "as"]},
        *({"required": [key]} for key in ("stay", "close", "ask")),
    ],
    "TermPart": [
        *({"required": [key, "by"]} for key in ("first", "second", "last")),
        {"required": ["choose"]},
        {"required": ["reaches", "in", "counted_from"]},
        {"anyOf": [{"required": ["when"]}, {"required": ["unless"]}]},
    ],
    "ItemPart": [{"required": ["document"]}, {"required": ["any_of"]}],
    "ChoicePart": [
        {"required": ["give"], "anyOf": [{"required": ["when"]}, {"required": ["unless"]}]},
        {"required": ["otherwise"], "maxProperties": 1},
    ],
}
"""Where a part is exactly one of several things."""


def pack_schema(pack: Pack | None = None) -> Schema:
    """The JSON Schema (2020-12) of packs.

    Args:
        pack: With a pack, its terms, teams, people, codes, decisions and local facts are known by name; without one, any name
            without a dot is let through and left to the check.
    """
    known = ConditionSchema(pack)
    keys = _keys(known, pack)
    surface = _plain(PackPart.model_json_schema(by_alias=True))
    parts = surface.pop("$defs")
    for name, part in parts.items():
        _refine(name, part, keys)
    surface["properties"] |= _sections(surface["properties"])
    surface["properties"]["language"] = {
        "enum": ["1", 1],
        "description": "The version of the pack language.",
    }
    definitions = {**parts, **known.definitions}
    return {
        "$schema": DRAFT,
        "title": "Policy pack" if pack is None else f"Policy pack: {pack.title}",
        **surface,
        "$defs": dict(sorted(definitions.items())),
    }


def _keys(known: ConditionSchema, pack: Pack | None) -> dict[str, Schema]:
    """What stands under keys whose meaning is the same wherever they are."""
    condition, timing = ref("condition"), ref("timing")
    team, somebody, path = known.teams(), known.people(), matches(PATH)
    lists = {"enum": list(list_names())}
    decision = matches(NAME) if pack is None else {"enum": _decisions(pack)}
    outcome = ref("decision_outcome_code_test")
    return {
        **dict.fromkeys(("when", "unless", "while", "provided"), condition),
        **dict.fromkeys(("point", "due"), timing),
        **dict.fromkeys(("done", "moved", "worker", "in_area"), path),
        **dict.fromkeys(("first", "second", "last", "in", "each"), lists),
        **dict.fromkeys(("who", "ask", "made_by"), _one_or_many(somebody)),
        "by": matches(NAME),
        "reaches": matches(AMOUNT),
        "counted_from": matches(DATE),
        "horizon": {"anyOf": [matches(AMOUNT), matches(DATE)]},
        "working_hours": matches(OPENING),
        "from": _one_or_many({"anyOf": [team, {"enum": ["any", "none"]}]}),
        "to": _one_or_many(_destination(team, pack)),
        "joins": team,
        "chosen_by": decision,
        "if_decided": {
            "type": "object",
            "propertyNames": decision,
            "additionalProperties": outcome,
        },
    }


def _decisions(pack: Pack) -> list[str]:
    return [name for name, term in pack.terms.items() if isinstance(term, DecisionTerm)]


def _destination(team: Schema, pack: Pack | None) -> Schema:
    if pack is None:
        return matches(PATH)
    return {"anyOf": [team, {"enum": list(pack.terms)}, matches(rf"{NAME}(\.{NAME})+")]}


def _refine(name: str, part: Schema, keys: Mapping[str, Schema]) -> None:
    """Put into one part what its keys hold."""
    properties: Schema = part["properties"]
    for key, held in keys.items():
        if key in properties and not (name == "EditionPart" and key == "from"):
            about = properties[key].get("description")
            properties[key] = held | ({"description": about} if about else {})
    if name in ("ConventionsPart", "ChecklistPart"):
        properties["up_to_date"] = ref("timing")
    if name == "EditionPart":
        properties |= dict.fromkeys(("from", "until"), matches(f"{DAY}|none"))
    if name == "CalendarPart":
        properties["closures"] = {"type": "array", "items": matches(DAY)}
    if name == "DecisionPart":
        properties["where"] = ref(where_of("decisions"))
    if name in EXACTLY_ONE:
        part["oneOf"] = EXACTLY_ONE[name]
    if name in ("TermPart", "DutyPart", "ItemPart"):
        part["allOf"] = _wheres(name)


def _wheres(name: str) -> list[Schema]:
    """What `where` may ask and `by` may be, by the list that is named beside them."""
    beside = ("first", "second", "last", "in") if name == "TermPart" else ("each",)
    found: list[Schema] = []
    for path in list_names():
        named = [{"required": [key], "properties": {key: {"const": path}}} for key in beside]
        then: Schema = {"where": ref(where_of(path))}
        if name == "TermPart":
            then["by"] = {"enum": dates_at(path)}
        found.append({"if": {"anyOf": named}, "then": {"properties": then}})
    if name == "ItemPart":
        plain = {"not": {"required": ["each"]}}
        found.append({"if": plain, "then": {"properties": {"where": ref(where_of("documents"))}}})
    return found


def _sections(properties: Mapping[str, Schema]) -> dict[str, Schema]:
    """The sections that hold names: what a name may be; a term that is a word is a date."""
    names: Schema = {"pattern": "^[a-z][a-z0-9_]*$"}
    own = {**names, "not": {"enum": sorted(reserved_words())}}
    found = {
        section: properties[section] | {"propertyNames": own if section in ONE_NAMESPACE else names}
        for section in dict.fromkeys((*ONE_NAMESPACE, *SECTION_LISTS, "local", "readings"))
    }
    found["terms"] |= {"additionalProperties": {"anyOf": [matches(DATE), ref("TermPart")]}}
    return found


def _one_or_many(one: Schema) -> Schema:
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


def _plain(schema: Any) -> Any:
    """What pydantic made, without null, defaults and made-up titles, and with words that an editor reads as numbers or truth."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema if one != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    found = {
        key: {name: _plain(one) for name, one in value.items()}
        if key in ("properties", "$defs")
        else _plain(value)
        for key, value in schema.items()
        if not (key in NOISE and not isinstance(value, dict))
    }
    if len(found.get("anyOf", ())) == 1:
        found |= found.pop("anyOf")[0]
    if found.get("type") == "string":
        _loosened(found)
    elif found.get("type") == "boolean":
        found = {**found, "enum": [True, False, "true", "false"]}
        del found["type"]
    return found


def _loosened(found: Schema) -> None:
    if found.get("const") == "true":
        del found["const"], found["type"]
        found["enum"] = ["true", True]
    elif not found.keys() & {"const", "enum", "pattern"}:
        found["type"] = ["string", "number", "boolean"]
