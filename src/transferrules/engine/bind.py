"""A case, brought to one pack: local facts typed as the pack declares them, teams under the ids that the pack gives them."""

from collections.abc import Mapping
from typing import Any

from transferrules.case.kinds import Kind
from transferrules.case.local import local_value
from transferrules.case.snapshot import Case
from transferrules.case.values import Party
from transferrules.case.vocabulary import RECORD_TYPES, Field, RecordType
from transferrules.engine.frame import Record
from transferrules.errors import InvalidCase
from transferrules.pack.model import Pack
from transferrules.reading import Fault


def bind(pack: Pack, case: Case) -> Record:
    """The facts of a case as that pack reads them.

    Raises:
        InvalidCase: A local fact is not of the type that the pack declares.
    """
    facts: dict[str, Any] = case.facts()
    if pack.local and isinstance(facts.get("local"), Mapping):
        facts = {**facts, "local": _local(pack, facts["local"])}
    known_as = {alias: team.id for team in pack.teams.values() for alias in team.known_as}
    return _renamed(facts, RECORD_TYPES["Case"], known_as) if known_as else facts


def _local(pack: Pack, given: Mapping[str, Any]) -> dict[str, Any]:
    typed, faults = dict(given), []
    for name, field in pack.local.items():
        if name not in given:
            continue
        try:
            typed[name] = _typed(pack, given[name], field)
        except ValueError as error:
            faults.append(
                Fault("wrong-local", f"{field.description}: {error}", "case", path=f"local.{name}")
            )
    if faults:
        raise InvalidCase(faults)
    return typed


def _typed(pack: Pack, value: Any, field: Field) -> Any:
    """A local fact as its pack declares it; a code has to be one of those declared."""
    if field.kind is not Kind.CODE or field.codes is None:
        return local_value(value, field.kind)
    codes = pack.kinds[field.codes]
    if value is not None and value not in codes:
        raise ValueError("one of " + ", ".join(sorted(codes)) + " is accepted")
    return value


def _renamed(
    record: Mapping[str, Any], kind: RecordType, known_as: Mapping[str, str]
) -> dict[str, Any]:
    """A record with its teams under the pack's ids."""
    renamed = dict(record)
    for name, field in kind.fields.items():
        value = record.get(name)
        if value is None:
            continue
        match field.kind:
            case Kind.TEAM | Kind.ROLE:
                renamed[name] = known_as.get(value, value)
            case Kind.TEAMS:
                renamed[name] = tuple(known_as.get(v, v) for v in value)
            case Kind.PARTY:
                renamed[name] = _party(value, known_as)
            case Kind.PARTIES:
                renamed[name] = tuple(_party(v, known_as) for v in value)
            case Kind.RECORD if field.record != "Local":
                renamed[name] = _renamed(value, RECORD_TYPES[field.record or ""], known_as)
            case Kind.RECORDS:
                inner = RECORD_TYPES[field.record or ""]
                renamed[name] = tuple(_renamed(v, inner, known_as) for v in value)
    return renamed


def _party(party: Party, known_as: Mapping[str, str]) -> Party:
    team = known_as.get(party.team, party.team) if party.team is not None else None
    code = known_as.get(party.code, party.code) if party.code is not None else None
    return party._replace(team=team, code=code)
