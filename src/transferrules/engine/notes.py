"""What else a reader should know: records that lie ahead, an edition that does not hold, decisions by nobody entitled."""

from collections.abc import Iterator, Mapping
from datetime import date

from transferrules.calendars.spans import Days, Instants
from transferrules.case.vocabulary import RECORD_TYPES, RecordType
from transferrules.engine.evaluate import Evaluation
from transferrules.engine.frame import Record, Row
from transferrules.engine.moments import as_days
from transferrules.language.truth import FALSE, TRUE

CASE = RECORD_TYPES["Case"]
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
    count = sum(1 for record, kind in _records(facts, CASE) if _lies_ahead(record, kind, day))
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


def _records(record: Record, kind: RecordType) -> Iterator[tuple[Record, RecordType]]:
    """A record and all that it holds, with their types."""
    yield record, kind
    for name, field in kind.fields.items():
        held, inner = record.get(name), RECORD_TYPES.get(field.record or "")
        if inner is None or not held:
            continue
        for one in held if isinstance(held, tuple) else (held,):
            if isinstance(one, Mapping):
                yield from _records(one, inner)


def _lies_ahead(record: Record, kind: RecordType, day: int) -> bool:
    dates = (record.get(name) for name, field in kind.fields.items() if not field.ahead)
    return any(isinstance(d, Days | Instants) and as_days(d).first > day for d in dates)


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
