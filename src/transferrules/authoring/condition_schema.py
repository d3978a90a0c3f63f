"""Conditions as JSON Schema: facts as keys that an editor completes, and for each what it can be tested for.

With a pack at hand the pack's own terms, teams, people, codes and local facts are known as well; without one any name without a dot is let
through, and left to the check.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from transferrules.authoring.phrase_patterns import (
    CODE,
    NAME,
    NUMBERS,
    PATH,
    TIMING,
    matches,
    members,
    tests,
    titled,
)
from transferrules.case.kinds import Kind
from transferrules.case.vocabulary import (
    CODE_LISTS,
    DERIVED,
    RECORD_TYPES,
    SNAPSHOT,
    Field,
    RecordType,
    list_names,
)
from transferrules.pack.model import (
    ChoiceTerm,
    ConditionTerm,
    DateTerm,
    DecisionTerm,
    Pack,
    Pick,
    SumTerm,
    Term,
)
from transferrules.pack.references import DECISION_FIELDS

Schema = dict[str, Any]

JOINERS = ("any_of", "all_of", "unless")
SIDES = ("sender", "receiver")
DAYS_AND_AGES: Mapping[str, Kind] = {"today": Kind.MOMENT, "age": Kind.NUMBER}
_MEMBERS = {
    Kind.CODES: Kind.CODE,
    Kind.PARTIES: Kind.PARTY,
    Kind.TEAMS: Kind.TEAM,
    Kind.IDS: Kind.TEXT,
}


def ref(name: str) -> Schema:
    """A reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def fields_of(record: RecordType, before: str = "") -> Iterator[tuple[str, Field]]:
    """Every path by which a value can be read off a record, records inside it included and lists left out."""
    for field in record.fields.values():
        if field.kind is Kind.RECORDS:
            continue
        yield f"{before}{field.name}", field
        if field.kind is Kind.MOMENT:
            yield f"{before}{field.name.removesuffix('_at')}_on", field
        elif field.kind is Kind.RECORD and field.record is not None:
            yield from fields_of(RECORD_TYPES[field.record], f"{before}{field.name}.")


class ConditionSchema:
    """The definitions of conditions and tests, for one pack or for none.

    Attributes:
        pack: The pack whose names are known; none for the general schema.
        definitions: What has been defined so far.
    """

    def __init__(self, pack: Pack | None) -> None:
        self.pack = pack
        self.definitions: dict[str, Schema] = {}
        self._define()

    # --- names -------------------------------------------------------------------------------------

    def teams(self) -> Schema:
        """A team."""
        return (
            matches(NAME)
            if self.pack is None
            else titled({t.id: t.title for t in self.pack.teams.values()})
        )

    def people(self) -> Schema:
        """Somebody: a person, role or team, or a side of the move."""
        if self.pack is None:
            return matches(NAME)
        roles = {role: role.replace("_", " ") for role in self.pack.kinds.get("role", {})}
        teams = {team.id: team.title for team in self.pack.teams.values()}
        people = {person.id: person.title for person in self.pack.people.values()}
        return titled({**roles, **teams, **people, **{side: f"The {side}" for side in SIDES}})

    def codes(self, code_list: str | None) -> dict[str, str]:
        """The codes of a list and what they mean; those that a pack adds are known with the pack."""
        listed = CODE_LISTS.get(code_list or "")
        found = dict(listed.codes) if listed is not None else {}
        if listed is not None:
            found |= {
                group: "Any of a group of codes" for group in listed.groups if group not in found
            }
        if self.pack is not None:
            kinds = self.pack.kinds.get(code_list or "", {})
            found |= {code: self.pack.titles.get(code, code) for code in kinds if code not in found}
        return found

    def facts(self) -> dict[str, Schema]:
        """Every key of a condition that is known, with its test."""
        found = {path: self._test(field) for path, field in fields_of(SNAPSHOT)}
        found |= {path: self._test(field) for path, field in DERIVED.items()}
        found |= {name: ref(_name(kind, None)) for name, kind in DAYS_AND_AGES.items()}
        if self.pack is not None:
            found |= {side: ref("team_test") for side in SIDES}
            found |= {f"local.{n}": self._test(f) for n, f in self.pack.local.items()}
            found |= {name: ref("checklist_test") for name in self.pack.checklists}
            for name, term in self.pack.terms.items():
                found |= self._of_term(name, term)
        return found

    # --- definitions -------------------------------------------------------------------------------

    def _define(self) -> None:
        known = self.definitions
        known["date_test"] = tests([matches(p, about) for p, about in TIMING.items()])
        known["timing"] = {"anyOf": [matches(p, about) for p, about in TIMING.items()]}
        known["number_test"] = tests(
            [
                {"type": "integer", "minimum": 0},
                *(matches(p, about) for p, about in NUMBERS.items()),
            ]
        )
        known["truth_test"] = tests([{"enum": [True, False, "true", "false"]}])
        known["text_test"] = tests([matches(CODE), {"type": "integer"}])
        known["record_test"] = tests([])
        known["team_test"] = tests([self._or_side(self.teams())])
        known["party_test"] = tests([self.people()])
        known["checklist_test"] = tests([{"enum": ["complete", "incomplete"]}])
        known["any_test"] = tests(
            [
                *(matches(p) for p in (CODE, *NUMBERS, *TIMING, f"(includes|only) {CODE}")),
                {"type": ["integer", "boolean"]},
            ]
        )
        facts = self.facts()
        known["fact"] = {"anyOf": [{"enum": [*facts, *JOINERS]}, matches(self._others())]}
        known["condition"] = _conditions(facts, ref("condition"), ref("fact"))
        for path in list_names():
            known[where_of(path)] = self._where(path)

    def _others(self) -> str:
        """Names that are keys of a condition although the schema does not list them."""
        if self.pack is not None:
            return rf"(this|parent)\.{PATH}"
        taken = "|".join(name for name in SNAPSHOT.fields if name != "local")
        return rf"(?!({taken})([.]|$)){PATH}"

    def _where(self, path: str) -> Schema:
        """What the `where` of a list may ask: fields of its records first."""
        outer = path.split(".")[:-1]
        record = _record_at(path)
        found = {name: self._test(field) for name, field in fields_of(record)}
        if outer and outer != ["services"]:
            held_by = _record_at(".".join(outer))
            found |= {f"parent.{name}": self._test(field) for name, field in fields_of(held_by)}
        names = {"anyOf": [{"enum": list(found)}, ref("fact")]}
        return _conditions(found, ref(where_of(path)), names)

    def _test(self, field: Field) -> Schema:
        name = _name(field.kind, field.codes)
        if field.kind in (Kind.CODE, Kind.CODES) and name not in self.definitions:
            self.definitions[name] = self._code_test(field)
        elif field.kind in _MEMBERS and name not in self.definitions:
            self.definitions[name] = tests(members(self._member(field.kind)))
        return ref(name) | ({"description": field.description} if field.description else {})

    def _member(self, kind: Kind) -> Schema:
        match _MEMBERS[kind]:
            case Kind.TEAM:
                return self._or_side(self.teams())
            case Kind.PARTY:
                return self.people()
        return matches(CODE)

    def _code_test(self, field: Field) -> Schema:
        codes = self.codes(field.codes)
        listed = CODE_LISTS.get(field.codes or "")
        simple = [titled(codes)] if codes else []
        if not codes or (self.pack is None and (listed is None or listed.open)):
            simple.append(matches(CODE, "Another code, declared by the pack"))
        if field.kind is Kind.CODES:
            return tests([one for each in simple for one in members(each)])
        digits = [int(code) for code in codes if code.isdigit()]
        return tests([*simple, {"enum": digits}] if digits else simple)

    def _or_side(self, teams: Schema) -> Schema:
        return {"anyOf": [teams, {"enum": list(SIDES)}]} if self.pack is not None else teams

    def _of_term(self, name: str, term: Term) -> dict[str, Schema]:
        match term:
            case Pick():
                record = RECORD_TYPES[term.list.record]
                fields = {f"{name}.{path}": self._test(field) for path, field in fields_of(record)}
                return {name: ref("record_test"), **fields}
            case DecisionTerm():
                fields = {
                    f"{name}.{path}": self._test(field)
                    for path, field in fields_of(RECORD_TYPES["Decision"])
                    if field.name in DECISION_FIELDS
                }
                return {name: ref("record_test"), **fields}
            case DateTerm() | SumTerm():
                return {name: ref("date_test")}
            case ConditionTerm():
                return {name: ref("truth_test")}
            case ChoiceTerm():
                kind = term.type.kind or Kind.TEXT
                plain = kind in (Kind.CODE, Kind.CODES) or kind in _MEMBERS or kind is Kind.RECORD
                return {name: ref("any_test" if plain else _name(kind, None))}


def dates_at(path: str) -> list[str]:
    """The dates by which the records of a list can be put in order."""
    return [
        n
        for n, f in fields_of(_record_at(path))
        if f.kind in (Kind.DATE, Kind.MOMENT) and "." not in n
    ]


def where_of(path: str) -> str:
    """The name of the definition of what the `where` of a list may ask."""
    return f"where_{path.replace('.', '_in_')}"


def _conditions(facts: Mapping[str, Schema], inside: Schema, names: Schema) -> Schema:
    """A mapping of fact to test; what stands in its joiners is `inside`."""
    several = {"type": "array", "items": inside, "minItems": 1}
    return {
        "type": "object",
        "minProperties": 1,
        "properties": {**facts, "any_of": several, "all_of": several, "unless": inside},
        "propertyNames": names,
        "additionalProperties": ref("any_test"),
    }


def _record_at(path: str) -> RecordType:
    record = SNAPSHOT
    for key in path.split("."):
        record = RECORD_TYPES[record.fields[key].record or ""]
    return record


def _name(kind: Kind, codes: str | None) -> str:
    match kind:
        case Kind.DATE | Kind.MOMENT:
            return "date_test"
        case Kind.NUMBER:
            return "number_test"
        case Kind.BOOLEAN:
            return "truth_test"
        case Kind.RECORD | Kind.RECORDS:
            return "record_test"
        case Kind.TEAM:
            return "team_test"
        case Kind.PARTY | Kind.ROLE:
            return "party_test"
        case Kind.CODE | Kind.CODES:
            return f"{codes or 'own'}_{kind.name.lower()}_test"
        case Kind.PARTIES | Kind.TEAMS | Kind.IDS:
            return f"{kind.name.lower()}_test"
    return "text_test"
