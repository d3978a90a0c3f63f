"""What is planned but has not happened: the earliest planned date of a record that a point waits for.

A planned date never stands for the actual one; it is shown as *expected*, beside an answer that does not rest on it.
"""

from collections.abc import Iterator

from transferrules.calendars.spans import Days, Instants
from transferrules.case.vocabulary import RECORD_TYPES, Field
from transferrules.engine.frame import Frame, Row
from transferrules.engine.moments import AsOf, Span, as_days
from transferrules.engine.policy import Policy
from transferrules.language.truth import TRUE
from transferrules.pack.model import Phrase, Pick, Ref, Root
from transferrules.pack.uses import parts


def expected(policy: Policy, frame: Frame, point: Phrase) -> Span | None:
    """The earliest planned date of what the point waits for; none where nothing is planned."""
    found: list[Span] = []
    for pick, field in _awaited(policy, point):
        if field is pick.by:
            found += _planned(policy, frame, pick)
        else:
            found += _planned_for(policy, frame, pick, field)
    return min(found, key=lambda s: as_days(s).first, default=None)


def _awaited(policy: Policy, point: Phrase) -> Iterator[tuple[Pick, Field]]:
    """The dates of picks that the point is reckoned from, through named dates too."""
    terms = policy.pack.terms
    waiting: list[object] = [point]
    seen: set[str] = set()
    while waiting:
        for ref in parts(waiting.pop()):
            if not isinstance(ref, Ref) or ref.root is not Root.TERM:
                continue
            term = terms.get(ref.name)
            if isinstance(term, Pick):
                if ref.steps:
                    yield term, ref.steps[0]
            elif term is not None and ref.name not in seen:
                seen.add(ref.name)
                waiting.append(term)


def _planned_for(policy: Policy, frame: Frame, pick: Pick, field: Field) -> Iterator[Span]:
    """The planned date of a record that is picked already, by another of its dates."""
    for row in policy.value_of(pick.name)(frame, None):
        planned = row.record.get(field.expected_by or "") if isinstance(row, Row) else None
        if isinstance(planned, Days | Instants) and frame.field(row.record, field) == (None,):
            yield planned


def _planned(policy: Policy, frame: Frame, pick: Pick) -> Iterator[Span]:
    planned_by = RECORD_TYPES[pick.list.record].fields.get(pick.by.expected_by or "")
    rows, _ = frame.rows(pick.list.keys)
    if planned_by is None or rows is None:
        return
    where = policy.condition(pick.where)
    for row in rows:
        planned = row.record.get(planned_by.name)
        if not isinstance(planned, Days | Instants) or frame.field(row.record, pick.by) != (None,):
            continue
        # As it would be on that day, had it then happened as planned.
        as_if = {**row.record, pick.by.name: planned}
        then = Frame(frame.facts, AsOf.of_day(as_days(planned).last), frame.calendar)
        if frame.side is not None:
            then = then.on_route(frame.side)
        if where.run(then, Row(as_if, row.parent)) == TRUE:
            yield planned
