"""A case, brought to one pack: teams under the ids that the pack gives them, local facts as it declares them."""

from collections.abc import Mapping
from typing import Any

from transferrules.case.kinds import Kind
from transferrules.case.local import local_value
from transferrules.case.snapshot import Case
from transferrules.case.values import Party
from transferrules.case.vocabulary import RECORD_TYPES, RecordType
from transferrules.pack.model import Pack


def facts_for(pack: Pack, case: Case) -> dict[str, Any]:
    """The facts of a case, as that pack reads them."""
    names = {alias: team.id for team in pack.teams.values() for alias in team.known_as}
    facts = _record(case.facts(), RECORD_TYPES["Case"], names)
    local = facts.get("local")
    if isinstance(local, Mapping):
        typed = {
            name: local_value(local[name], field.kind)
            if field.kind is not Kind.CODE
            else local[name]
            for name, field in pack.local.items()
            if name in local
        }
        facts["local"] = {**local, **typed}
    return facts


def _record(
    record: Mapping[str, Any], kind: RecordType, names: Mapping[str, str]
) -> dict[str, Any]:
    known = dict(record)
    for name, field in kind.fields.items():
        value = record.get(name)
        if value is None:
            continue
        match field.kind:
            case Kind.TEAM | Kind.ROLE:
                known[name] = names.get(value, value)
            case Kind.TEAMS:
                known[name] = tuple(names.get(one, one) for one in value)
            case Kind.PARTY:
                known[name] = _party(value, names)
            case Kind.PARTIES:
                known[name] = tuple(_party(one, names) for one in value)
            case Kind.RECORD if field.record != "Local":
                known[name] = _record(value, RECORD_TYPES[field.record or ""], names)
            case Kind.RECORDS:
                inner = RECORD_TYPES[field.record or ""]
                known[name] = tuple(_record(one, inner, names) for one in value)
    return known


def _party(party: Party, names: Mapping[str, str]) -> Party:
    return party._replace(
        team=names.get(party.team or "", party.team), code=names.get(party.code or "", party.code)
    )
