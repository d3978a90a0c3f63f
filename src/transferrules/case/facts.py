"""The snapshot as the engine reads it: nested plain data, one dictionary a record.

In a record a key that is absent is unknown, `None` is recorded as none, and anything else is the value:

- a date is `Days`; a moment is `Instants` under its `_at` name, whichever of its two names the case used
- a code, team, person, text, role, area or rule is a `str`; a school year the calendar year in which it begins
- a person or team is a `Party`; lists are tuples; a list of records is a tuple of dictionaries
- `#path` is the record's place in the snapshot, as in `meetings[2]`
- `#events` holds the date at which the record begins, where its type has one and it is recorded

`incomplete` is always there, as a frozen set. In `local` every day is under both its names, because which of the two
the pack declares is not known here.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..calendars.clock import day_of
from ..calendars.spans import FIRST_DAY, FIRST_INSTANT, LAST_DAY, LAST_INSTANT, Days, Instants
from .dates import whole_day
from .kinds import Reads
from .values import Code

if TYPE_CHECKING:
    from .records.base import Section
    from .snapshot import Case

Facts = dict[str, Any]


def facts_of(case: "Case") -> Facts:
    """The whole snapshot as facts."""
    facts = _record(case, "")
    facts["incomplete"] = frozenset(facts.get("incomplete", ()))
    if "local" in facts:
        facts["local"] = _local(case.local)
    return facts


def _record(record: "Section", path: str) -> Facts:
    facts: Facts = {"#path": path}
    for attribute, key, days in _plan(type(record)):
        if attribute not in record.model_fields_set:
            continue
        value = getattr(record, attribute)
        if days and value is not None:
            value = whole_day(value)
        facts[key] = _value(value, f"{path}.{key}" if path else key)
    begun = facts.get(_BEGINNING.get(type(record).__name__, ""))
    if isinstance(begun, Days | Instants):
        facts["#events"] = (begun,)
    return facts


# The date at which a record of that type begins; before it there was no such record. Of other types a record may stand before any
# of its dates: a paper that is asked for, a meeting that is arranged, a plan that is proposed.
_BEGINNING = {
    "Dispute": "raised_at",
    "Step": "started_at",
    "LegalOrder": "granted_at",
    "CareEpisode": "started_on",
    "Concern": "raised_at",
    "Notice": "sent_at",
    "Participant": "started_on",
    "Allocation": "started_on",
    "Transfer": "identified_on",
}


@lru_cache(maxsize=64)
def _plan(model: "type[Section]") -> tuple[tuple[str, str, bool], ...]:
    """For each field of a record: its attribute, its key in the facts, and whether it is a day that stands for a moment."""
    plan = []
    for attribute, declared in model.model_fields.items():
        key = declared.alias or attribute
        days = any(isinstance(part, Reads) and part.day_of for part in declared.metadata)
        plan.append((attribute, f"{key[:-3]}_at" if days else key, days))
    return tuple(plan)


def _value(value: Any, path: str) -> Any:
    if isinstance(value, Code):
        return str(value)
    if type(value) is tuple:
        return tuple(_value(one, f"{path}[{place}]") for place, one in enumerate(value))
    if hasattr(value, "model_fields_set"):
        return _record(value, path)
    return value


def _local(given: Any) -> Facts:
    facts: Facts = {"#path": "local"}
    for name, value in given.items():
        facts[name] = value
        if name.endswith("_on"):
            facts[f"{name[:-3]}_at"] = None if value is None else whole_day(value)
        elif name.endswith("_at"):
            facts[f"{name[:-3]}_on"] = None if value is None else days_of(value)
    return facts


def days_of(instants: Instants) -> Days:
    """The days in London on which an instant may lie."""
    first = FIRST_DAY if instants.first <= FIRST_INSTANT else day_of(instants.first)
    last = LAST_DAY if instants.last >= LAST_INSTANT else day_of(instants.last)
    return Days(first, last)
