"""What else a reader should know: records that lie ahead, an edition that does not hold, decisions by nobody entitled."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from transferrules.calendars.spans import Days, Instants
from transferrules.case.vocabulary import RECORD_TYPES
from transferrules.engine.evaluate import Evaluation
from transferrules.engine.frame import Record, Row
from transferrules.engine.moments import as_days
from transferrules.language.truth import FALSE, TRUE

DECISION = RECORD_TYPES["Decision"].fields


def notes(evaluation: Evaluation, facts: Record) -> tuple[str, ...]:
    """The notes, in a fixed order."""
    return (
        *_edition(evaluation),
        *_authority(evaluation, facts),
        *_ahead(evaluation, facts),
        *_leap_birthday(evaluation, facts),
        *_unknown_teams(evaluation, facts),
        *_not_entitled(evaluation),
        *_contradictions(evaluation),
        *_ties(evaluation),
        *_capped(evaluation),
    )


def _edition(evaluation: Evaluation) -> Iterator[str]:
    edition, day = evaluation.policy.pack.edition, evaluation.frame.as_of.day
    if edition.start is not None and day < edition.start:
        yield f"This edition of the policy holds from {date.fromordinal(edition.start).isoformat()}: the day asked about lies before."
    if edition.end is not None and day > edition.end:
        yield f"This edition of the policy held until {date.fromordinal(edition.end).isoformat()}: the day asked about lies after."


def _authority(evaluation: Evaluation, facts: Record) -> Iterator[str]:
    authority = (facts.get("case") or {}).get("authority")
    if isinstance(authority, str) and authority != evaluation.policy.pack.id:
        yield f"The case names another authority ({authority}) than the policy ({evaluation.policy.pack.id})."


def _ahead(evaluation: Evaluation, facts: Record) -> Iterator[str]:
    day = evaluation.frame.as_of.day
    count = sum(1 for record in _records(facts) if _lies_ahead(record, day))
    if count:
        were = "record holds an event" if count == 1 else "records hold events"
        yield f"{count} {were} dated after the day asked about; on that day it had not happened."


def _leap_birthday(evaluation: Evaluation, facts: Record) -> Iterator[str]:
    born = (facts.get("child") or {}).get("date_of_birth")
    if not isinstance(born, Days) or not born.exact:
        return
    day = date.fromordinal(born.first)
    if (day.month, day.day) == (2, 29):
        convention = evaluation.policy.pack.conventions.leap_birthday
        yield f"Born on 29 February: in common years each birthday is reached on {convention}."


def _records(node: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, Mapping):
        yield node
        for value in node.values():
            yield from _records(value)
    elif isinstance(node, tuple):
        for value in node:
            if isinstance(value, Mapping):
                yield from _records(value)


def _lies_ahead(record: Mapping[str, Any], day: int) -> bool:
    return any(as_days(e).first > day for e in record.get("#events", ()))


def _unknown_teams(evaluation: Evaluation, facts: Record) -> Iterator[str]:
    holder = facts.get("holder")
    team = holder.get("team") if isinstance(holder, Mapping) else None
    if isinstance(team, str) and team not in evaluation.policy.pack.teams:
        yield f"The holding team ({team}) is no team of this policy."


def _not_entitled(evaluation: Evaluation) -> Iterator[str]:
    """A decision by someone not entitled is reported, and changes nothing."""
    frame = evaluation.frame
    rows, _ = frame.rows(("decisions",))
    for row in rows or ():
        for _, reader in sorted(evaluation.policy.decisions.items()):
            if not reader.term.made_by or reader.is_such(frame, row, None) != TRUE:
                continue
            if reader.entitled(frame, row, reader.term.made_by) == FALSE and _made(row):
                yield f"{row.record['#path']} is by nobody entitled to this decision, and changes nothing."


def _made(row: Row) -> bool:
    return isinstance(row.record.get("made_at"), Days | Instants)


def _contradictions(evaluation: Evaluation) -> Iterator[str]:
    found = {s.contradiction for s in evaluation.states.values() if s.contradiction}
    for paths in sorted(found):
        yield f"The record contradicts itself: {' and '.join(paths)}."


def _ties(evaluation: Evaluation) -> Iterator[str]:
    """Records of one day that differ leave open which of them counts; both are named (ruling 6)."""
    if all(len(s.stages) == 1 for s in evaluation.states.values()):
        return
    for paths in sorted(evaluation.frame.ties):
        yield f"{' and '.join(paths)} are of one day: which of them counts cannot be told."


def _capped(evaluation: Evaluation) -> Iterator[str]:
    for name in sorted(evaluation.frame.capped):
        yield f"{name} holds more records that could be the one than can be told apart."
