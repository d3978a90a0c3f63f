"""Checklists, compiled: which documents are asked for, and which are on file."""

from dataclasses import dataclass, replace
from enum import StrEnum

from transferrules.calendars.spans import Days, Instants
from transferrules.case.vocabulary import RECORD_TYPES
from transferrules.engine.conditions import Check, Node, Run
from transferrules.engine.expressions import Intervals, Value, off_rest_days
from transferrules.engine.frame import (
    NONE,
    NOT_TOLD,
    UNKNOWN_ALTERNATIVES,
    UNKNOWN_VALUE,
    Alternatives,
    Frame,
    Row,
)
from transferrules.engine.moments import Interval, Span, as_days
from transferrules.engine.resting import Resting
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth, conj, disj, negate
from transferrules.pack.model import Checklist, Item, Paper, Requirement

DOCUMENT = RECORD_TYPES["Document"].fields
FINISHED = ("completed_at", "received_on", "dated_on")


class Required(StrEnum):
    """Whether a document is asked for."""

    REQUIRED = "required"
    NOT_REQUIRED = "not_required"
    UNKNOWN = "unknown"


class OnFile(StrEnum):
    """Whether a document is there."""

    ON_FILE = "on_file"
    ABSENT = "absent"
    UNKNOWN = "unknown"


REQUIRED = {TRUE: Required.REQUIRED, FALSE: Required.NOT_REQUIRED, UNKNOWN: Required.UNKNOWN}
ON_FILE = {TRUE: OnFile.ON_FILE, FALSE: OnFile.ABSENT, UNKNOWN: OnFile.UNKNOWN}


@dataclass(frozen=True, slots=True)
class ItemState:
    """One line of a checklist, of one case.

    Attributes:
        checklist: Which checklist.
        item: Which line.
        required: Whether it is asked for.
        on_file: Whether it is there; of alternatives, whether one is.
        record: The record that it is about, where there is one for each.
        routes: The routes for which it is asked.
        perhaps: Whether it is unknown that the checklist applies at all.
        due: The last day by which it has to be there.
        provisional: Whether that day rests on a move that is not agreed yet.
        unpublished: Whether it rests on bank holidays not yet published.
    """

    checklist: Checklist
    item: Item
    required: Required
    on_file: OnFile
    record: str | None
    routes: tuple[str, ...]
    perhaps: bool
    due: Span | None
    provisional: bool
    unpublished: bool


@dataclass(frozen=True, slots=True)
class CompiledPaper:
    """One document of an item, compiled."""

    paper: Paper
    where: Run | None
    provided: Node
    evidence: Value | None
    up_to_date: Check | None

    def there(self, frame: Frame, row: Row | None) -> tuple[Truth, Truth]:
        """Whether it is on file, and whether it is recorded as not needed."""
        if self.evidence is not None:
            return self._evidenced(frame, row), FALSE
        rows, whole = frame.rows(("documents",))
        if rows is None:
            return UNKNOWN, FALSE
        found: list[Truth] = []
        unneeded: list[Truth] = []
        for each in rows:
            kind = frame.field(each.record, DOCUMENT["type"])[0]
            is_it: Truth = (
                UNKNOWN if kind is UNKNOWN_VALUE else TRUE if kind in self.paper.codes else FALSE
            )
            if is_it == FALSE:
                continue
            found.append(conj((is_it, self._passes(frame, each))))
            not_needed = frame.field(each.record, DOCUMENT["not_needed_on"])
            # Most records leave it out: that a paper is not needed has to be said.
            said = FALSE if not_needed == UNKNOWN_ALTERNATIVES else _recorded(not_needed)
            unneeded.append(conj((is_it, said)))
        if not whole:
            found.append(UNKNOWN)
        return disj(found), disj(unneeded)

    def _passes(self, frame: Frame, document: Row) -> Truth:
        there = self.where(frame, document) if self.where is not None else on_file(frame, document)
        return conj((there, self._fresh(frame, document), self.provided.run(frame, document)))

    def _fresh(self, frame: Frame, record: Row) -> Truth:
        if self.up_to_date is None:
            return TRUE
        updated = frame.field(record.record, DOCUMENT["updated_on"])
        truths = {self.up_to_date(frame, record, u) for u in updated}
        return truths.pop() if len(truths) == 1 else UNKNOWN

    def _evidenced(self, frame: Frame, row: Row | None) -> Truth:
        assert self.evidence is not None
        truths: set[Truth] = set()
        for each in self.evidence(frame, row):
            if each is None:
                truths.add(FALSE)
            else:
                told: Truth = TRUE if isinstance(each, Row) else UNKNOWN
                one = each if isinstance(each, Row) else NOT_TOLD
                there = self.where(frame, one) if self.where is not None else on_file(frame, one)
                counts = self.provided.run(frame, one)
                truths.add(conj((told, there, self._fresh(frame, one), counts)))
        return truths.pop() if len(truths) == 1 else UNKNOWN

    def of(self, frame: Frame, record: Row) -> Truth:
        """Whether it is there for one record of its `each`."""
        return conj((self.provided.run(frame, record), self._fresh(frame, record)))


@dataclass(frozen=True, slots=True)
class CompiledItem:
    """One line of a checklist, compiled."""

    item: Item
    when: Node
    papers: tuple[CompiledPaper, ...]

    def states(self, frame: Frame) -> list[tuple[Required, OnFile, str | None]]:
        """Whether it is asked for and there; one for each record, where there is one for each."""
        asked: Truth = self.when.run(frame, None)
        if self.item.requirement is Requirement.UNKNOWN and asked != FALSE:
            asked = UNKNOWN
        if asked == FALSE:
            return [(Required.NOT_REQUIRED, self._there(frame)[0], None)]
        each = self.papers[0].paper.each
        if each is not None and len(self.papers) == 1:
            return self._for_each(frame, self.papers[0], each.keys, asked)
        there, unneeded = self._there(frame)
        return [(REQUIRED[conj((asked, negate(unneeded)))], there, None)]

    def _there(self, frame: Frame) -> tuple[OnFile, Truth]:
        found = [p.there(frame, None) for p in self.papers if p.paper.each is None]
        there = disj(t for t, _ in found)
        return ON_FILE[there], conj(n for _, n in found) if found else FALSE

    def _for_each(
        self, frame: Frame, paper: CompiledPaper, keys: tuple[str, ...], asked: Truth
    ) -> list[tuple[Required, OnFile, str | None]]:
        rows, whole = frame.rows(keys)
        found: list[tuple[Required, OnFile, str | None]] = []
        for row in rows or ():
            passes = paper.where(frame, row) if paper.where is not None else TRUE
            if passes == FALSE:
                continue
            found.append(
                (
                    REQUIRED[conj((asked, frame.there(row), passes))],
                    ON_FILE[paper.of(frame, row)],
                    str(row.record.get("#path")),
                )
            )
        if not whole and (paper.where is None or paper.where(frame, NOT_TOLD) != FALSE):
            found.append((Required.UNKNOWN, OnFile.UNKNOWN, None))
        return found


@dataclass(frozen=True, slots=True)
class CompiledChecklist:
    """One checklist, compiled."""

    checklist: Checklist
    when: Node
    due: Intervals | None
    resting: Resting
    items: tuple[CompiledItem, ...]

    def states(self, frame: Frame, route: str | None, owed: Truth) -> list[ItemState]:
        """Its lines, for one route or for none."""
        holds = self.when.run(frame, None)
        if holds == FALSE or owed == FALSE:
            return []
        perhaps = holds == UNKNOWN or owed == UNKNOWN
        said = self.due(frame, None) if self.due is not None else ()
        windows = [off_rest_days(frame, w, self.checklist.conventions) for w in said]
        due = windows[0].last() if len(windows) == 1 and isinstance(windows[0], Interval) else None
        provisional = due is not None and self.resting.is_provisional(frame, None)
        unpublished = due is not None and as_days(due).last in frame.provisional
        return [
            ItemState(
                self.checklist,
                item.item,
                required,
                there,
                record,
                (route,) if route else (),
                perhaps,
                due,
                provisional,
                unpublished,
            )
            for item in self.items
            for required, there, record in item.states(frame)
        ]

    def value(self, frame: Frame, row: Row | None) -> Alternatives:
        """As a term: complete (True), incomplete (False), or unknown.

        Complete when every line asked for is there and of none it is unknown whether it is asked for; incomplete when one is asked for and absent.
        """
        holds = self.when.run(frame, None)
        if holds == FALSE:
            return (True,)
        found = [
            (required, there) for item in self.items for required, there, _ in item.states(frame)
        ]
        if any(r is Required.REQUIRED and t is OnFile.ABSENT for r, t in found) and holds == TRUE:
            return (False,)
        open_ = [
            (r, t)
            for r, t in found
            if r is not Required.NOT_REQUIRED
            and not (r is Required.REQUIRED and t is OnFile.ON_FILE)
        ]
        return (UNKNOWN_VALUE,) if open_ else (True,)


def on_file(frame: Frame, row: Row) -> Truth:
    """Whether a paper, or the copy of a record, is on the file: said outright, or by the day on which it was saved there.

    A paper that is finished, received or saved only after the day asked about is not on file on that day.
    """
    there: list[Truth] = []
    for name in FINISHED:
        dated = row.record.get(name)
        if isinstance(dated, Days | Instants):
            there.append(_recorded(frame.happened(dated)))
    said = row.record.get("on_file", UNKNOWN_VALUE)
    frame.note(f"{row.record.get('#path')}.on_file", said, DOCUMENT["on_file"])
    saved = _recorded(frame.field(row.record, DOCUMENT["recorded_at"]))
    if said is False:
        return FALSE
    if isinstance(row.record.get("recorded_at"), Days | Instants):
        return conj((*there, saved))
    if said is True:
        return conj(there)
    return conj((*there, disj((FALSE if said is None else UNKNOWN, saved))))


def _recorded(alternatives: Alternatives) -> Truth:
    if alternatives == NONE or alternatives == (UNKNOWN_VALUE,):
        return FALSE if alternatives == NONE else UNKNOWN
    return TRUE if all(isinstance(a, Days | Instants) for a in alternatives) else UNKNOWN


def merged(states: list[ItemState]) -> list[ItemState]:
    """One for each line and record, the routes added up."""
    kept: dict[tuple[object, ...], ItemState] = {}
    for s in states:
        key = (s.checklist.head.id, id(s.item), s.record, s.required, s.on_file, s.due)
        other = kept.get(key)
        if other is None:
            kept[key] = s
        else:
            routes = tuple(sorted({*other.routes, *s.routes}))
            kept[key] = replace(
                s,
                routes=routes,
                perhaps=s.perhaps and other.perhaps,
                provisional=s.provisional and other.provisional,
            )
    return list(kept.values())
