"""What is owed, and what has to be on file: duties and checklists, for each route that has them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from transferrules.calendars.spans import (
    ANY_DAY,
    FIRST_DAY,
    FIRST_INSTANT,
    LAST_DAY,
    LAST_INSTANT,
    Days,
    Instants,
)
from transferrules.case.vocabulary import RECORD_TYPES
from transferrules.language.syntax import Relation
from transferrules.language.truth import FALSE, TRUE, Truth, conj, disj, negate
from transferrules.language.truth import UNKNOWN as PERHAPS
from transferrules.pack import model
from transferrules.pack.uses import parts
from transferrules.reference.known import UNKNOWN, Known, Window, agree, both, distinct
from transferrules.reference.routes import OWING, Standing
from transferrules.reference.scene import NOT_TOLD, Row, Scene

FURTHER = "a record that the case does not hold"


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty, for one record.

    Attributes:
        duty: Its name.
        about: The record that it is about.
        routes: The routes that it belongs to.
        state: As `DutyView.state`.
        opens: The first day or instant on which it counts, where there is just one.
        due: The last.
        perhaps: Whether it cannot be told that it is owed at all.
    """

    duty: str
    about: str | None
    routes: tuple[str, ...]
    state: str
    opens: Any
    due: Any
    perhaps: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a checklist, for one record.

    Attributes:
        checklist: The checklist.
        documents: The documents, any one of which will do.
        about: The record that it is about.
        routes: The routes that it belongs to.
        required: Whether it is asked for.
        on_file: Whether it is there.
        perhaps: Whether it cannot be told that the checklist applies.
    """

    checklist: str
    documents: tuple[str, ...]
    about: str | None
    routes: tuple[str, ...]
    required: Truth
    on_file: Truth
    perhaps: bool


def owes(standing: Standing) -> Truth:
    """Whether what belongs to a route is owed: while it is live, waits, or is complete."""
    stages = standing.stages
    if stages <= OWING:
        return TRUE
    return PERHAPS if stages & OWING else FALSE


def places(
    scene: Scene,
    routes: frozenset[str] | None,
    standings: Mapping[str, Standing],
    conventions: model.Conventions,
) -> list[tuple[Scene, Truth, tuple[str, ...]]]:
    """The scenes in which a duty or a checklist stands: one for each route that has it, or one of its own."""
    if routes is None:
        return [(replace(scene, conventions=conventions, side=None), TRUE, ())]
    return [
        (
            replace(scene, conventions=conventions, side=standings[name].side),
            owes(standings[name]),
            (name,),
        )
        for name in scene.pack.routes
        if name in routes
    ]


def in_force(aside: Mapping[str, Truth], rule: str) -> Truth:
    """Whether no decision has taken a rule out of force."""
    return negate(aside.get(rule, FALSE))


# --- duties --------------------------------------------------------------------------------------


def owed(
    scene: Scene, standings: Mapping[str, Standing], aside: Mapping[str, Truth]
) -> tuple[Owed, ...]:
    """Every duty that is owed, or may be."""
    pack = scene.pack
    found: list[tuple[model.Duty, Owed, Truth]] = []
    for duty in pack.duties.values():
        for there, owing, routes in places(scene, duty.routes, standings, duty.conventions):
            firm = conj((owing, in_force(aside, duty.head.id)))
            if firm == FALSE:
                continue
            for inside, about, passes in _rows(there, duty):
                truth = conj((firm, passes))
                if truth != FALSE and about == FURTHER:
                    further = Owed(duty.head.id, None, routes, "unknown", None, None, True)
                    found.append((duty, further, PERHAPS))
                elif truth != FALSE:
                    found.append((duty, _state(inside, duty, about, routes, truth), truth))
    kept = []
    for duty, one, truth in found:
        over = disj(
            t for d, o, t in found
            if duty.head.id in d.overrides and (not one.routes or not o.routes or one.routes == o.routes)
        )  # fmt: skip
        truth = conj((truth, negate(over)))
        if truth != FALSE:
            kept.append(replace(one, perhaps=truth != TRUE))
    return _merged(kept)


def _rows(scene: Scene, duty: model.Duty) -> list[tuple[Scene, str | None, Truth]]:
    if duty.each is None:
        return [(scene, None, scene.holds(duty.when))]
    rows, more = scene.rows(duty.each)

    def passes(row: Row) -> Truth:
        at = scene.at(row)
        return conj((row.there, at.holds(duty.where), at.holds(duty.when)))

    found: list[tuple[Scene, str | None, Truth]] = [
        (scene.at(row), row.record["#path"], passes(row)) for row in rows
    ]
    return [*found, (scene, FURTHER, passes(NOT_TOLD) if more else FALSE)]


def _merged(found: list[Owed]) -> tuple[Owed, ...]:
    """Duties of several routes with the same deed and the same deadline are one."""
    merged: dict[tuple[Any, ...], Owed] = {}
    for one in found:
        key = (one.duty, one.about, one.state, one.opens, one.due)
        other = merged.get(key)
        if other is not None:
            one = replace(
                one, routes=other.routes + one.routes, perhaps=one.perhaps and other.perhaps
            )
        merged[key] = one
    return tuple(merged.values())


def _state(
    scene: Scene, duty: model.Duty, about: str | None, routes: tuple[str, ...], truth: Truth
) -> Owed:
    states: set[str] = set()
    windows: list[Any] = []
    for there, loose in _worlds(scene, duty):
        known: Known = (ALWAYS_OPEN,)
        if duty.due is not None:
            known = tuple(w and _rested(there, w) for w in there.windows(duty.due))
        deeds: list[Any] = list(there.ref(duty.done)) if duty.done is not None else [None]
        counts = there.holds(duty.provided)
        if counts != TRUE:
            deeds = [d for d in deeds if d is None or counts == PERHAPS] + [None]
        for window, deed in product(known, deeds):
            if window is None and deed is not None and _until_the_move(duty.due):
                states.add("met")  # what was to be done by a day that has not come is done
                states |= {"not_started"} if deed is UNKNOWN else set()
                continue
            states |= _states(there, window, deed, loose)
        windows += known
    state = states.pop() if len(states) == 1 else "unknown"
    opens, due = _ends(tuple(windows))
    return Owed(duty.head.id, about, routes, state, opens, due, truth != TRUE)


def _until_the_move(due: model.Phrase | None) -> bool:
    """Whether a phrase is everything until the move."""
    return (
        due is not None
        and due.relation in (Relation.ON_OR_BEFORE, Relation.BEFORE)
        and all(isinstance(p.anchor, model.AtMove) and p.amount is None for p in due.date.parts)
    )


ALWAYS_OPEN = Window(Days(FIRST_DAY, FIRST_DAY), Days(LAST_DAY, LAST_DAY))


def _rested(scene: Scene, window: Window) -> Window:
    """A deadline on no working day moves as the convention says."""
    rest = scene.conventions.rest_day
    closes = window.closes
    if rest == "stays" or not isinstance(closes, Days):
        return window
    turn = (
        scene.calendar.next_or_same if rest == "next working day" else scene.calendar.last_or_same
    )
    moved = Days(*(d if d == LAST_DAY else turn(d) for d in (closes.first, closes.last)))
    return replace(window, upper=moved, before_upper=False)


def _mentions(pack: model.Pack, node: object, kind: type) -> bool:
    for part in parts(node):
        if isinstance(part, kind):
            return True
        if (
            isinstance(part, model.Ref)
            and part.root is model.Root.TERM
            and _mentions(pack, pack.terms[part.name], kind)
        ):
            return True
    return False


def _worlds(scene: Scene, duty: model.Duty) -> list[tuple[Scene, bool]]:
    """The same place with a firm day of the move, and with a provisional one, as far as either is possible; and whether it makes nothing overdue."""
    side = scene.side
    if side is None:
        return [(scene, False)]
    whether = (duty.when, duty.where, duty.provided)
    for_move = any(_mentions(scene.pack, whether, kind) for kind in (model.AtMove, model.AtPoint))
    nowhere = replace(side, move=(UNKNOWN,), point=(UNKNOWN,))
    apart = duty.due is not None and (
        scene.windows(duty.due) != replace(scene, side=nowhere).windows(duty.due)
    )
    on_move = (
        for_move
        or _until_the_move(duty.due)
        or (apart and _mentions(scene.pack, duty.due, model.AtMove))
    )
    loose = side.no_point and apart and _mentions(scene.pack, duty.due, model.AtPoint)
    if not on_move:
        return [(scene, loose)]
    found = []
    if side.firm:
        found.append((replace(scene, side=replace(side, move=side.firm)), loose))
    if side.provisional:
        found.append((replace(scene, side=replace(side, move=side.provisional)), True))
    return found


def _states(scene: Scene, window: Any, deed: Any, loose: bool) -> set[str]:
    """Every state that one window and one deed leave possible."""
    if window is None:
        return {"not_started"}
    undone = {
        "overdue" if over and not loose else "pending"
        for over in both(window.over(scene.now.instants))
    }
    if deed is None:
        return undone
    deed = ANY_DAY if deed is UNKNOWN else deed
    found: set[str] = set()
    begun, over = window.begun(deed), window.over(deed)
    if window.holds(deed) != FALSE:
        found.add("met")
    if begun != TRUE:
        found |= undone
    if begun != FALSE and over != FALSE:
        found.add("met" if loose else "met_late")
    return found


def _ends(windows: Known) -> tuple[Any, Any]:
    """The two ends, where there is one window only; an end that may lie anywhere is none to show."""
    one = distinct(windows)
    if len(one) != 1 or one[0] is None:
        return None, None
    opens, closes = one[0].opens, one[0].closes
    begins = opens.first in (FIRST_DAY, FIRST_INSTANT)
    return None if begins else opens, None if closes.last in (LAST_DAY, LAST_INSTANT) else closes


# --- checklists ----------------------------------------------------------------------------------


def lines(
    scene: Scene, standings: Mapping[str, Standing], aside: Mapping[str, Truth]
) -> tuple[Line, ...]:
    """Every line of every checklist that applies, or may."""
    merged: dict[tuple[Any, ...], Line] = {}
    for checklist in scene.pack.checklists.values():
        for there, owing, routes in places(
            scene, checklist.routes, standings, checklist.conventions
        ):
            firm = conj((owing, in_force(aside, checklist.head.id), there.holds(checklist.when)))
            if firm == FALSE:
                continue
            due = None
            if checklist.due is not None:
                due = _ends(tuple(w and _rested(there, w) for w in there.windows(checklist.due)))[1]
            for item, (documents, about, required, on_file) in enumerate_items(there, checklist):
                line = Line(
                    checklist.head.id, documents, about, routes, required, on_file, firm != TRUE
                )
                key = (line.checklist, item, about, required, on_file, due)
                other = merged.get(key)
                if other is not None:
                    line = replace(
                        line, routes=other.routes + routes, perhaps=line.perhaps and other.perhaps
                    )
                merged[key] = line
    return tuple(merged.values())


Told = tuple[tuple[str, ...], str | None, Truth, Truth]


def enumerate_items(scene: Scene, checklist: model.Checklist) -> list[tuple[int, Told]]:
    """Every line of one checklist, with the number of its item."""
    there = replace(scene, conventions=checklist.conventions)
    return [
        (number, told)
        for number, item in enumerate(checklist.items)
        for told in told_of(there, item)
    ]


def told_of(scene: Scene, item: model.Item) -> list[Told]:
    """Whether a line is asked for, and whether it is there; one for each record, where it says `each`."""
    documents = tuple(paper.document for paper in item.papers)
    asked = scene.holds(item.when)
    if item.requirement is model.Requirement.UNKNOWN:
        asked = conj((asked, PERHAPS))
    first = item.papers[0]
    if first.each is not None:
        rows, more = scene.rows(first.each)
        more = more and (first.where is None or scene.at(NOT_TOLD).holds(first.where) != FALSE)
        found: list[Told] = [(documents, None, PERHAPS, PERHAPS)] if more and asked != FALSE else []
        for row in rows:
            passes = conj((row.there, scene.at(row).holds(first.where) if first.where else TRUE))
            if passes != FALSE:
                there = scene.at(row).holds(first.provided)
                found.append((documents, row.record["#path"], conj((asked, passes)), there))
        return found
    spared = conj(not_needed(scene, paper) for paper in item.papers)
    return [
        (
            documents,
            None,
            conj((asked, negate(spared))),
            disj(on_file(scene, paper) for paper in item.papers),
        )
    ]


def papers_of(scene: Scene, paper: model.Paper) -> tuple[list[tuple[Scene, Truth]], bool]:
    """The records that are that paper, and whether there may be more."""
    rows, more = scene.rows(model.ListPath(("documents",), "Document"))
    type_ = RECORD_TYPES["Document"].fields["type"]
    found: list[tuple[Scene, Truth]] = []
    for row in rows:
        is_it = scene.test(scene.field(row.record, type_), model.Equals(paper.codes, ""))
        truth = conj((row.there, is_it))
        if truth != FALSE:
            found.append((scene.at(row), truth))
    return found, more


def not_needed(scene: Scene, paper: model.Paper) -> Truth:
    """Whether the paper is recorded as not needed; where that is left out, it is not."""
    if paper.evidence is not None:
        return FALSE
    field = RECORD_TYPES["Document"].fields["not_needed_on"]
    return disj(
        conj((is_it, there.test(there.field(there.row, field), model.Presence(True, ""))))
        for there, is_it in papers_of(scene, paper)[0]
        if there.row is not None and field.name in there.row
    )


def on_file(scene: Scene, paper: model.Paper) -> Truth:
    """Whether a record of the paper says that it is there, and passes what the item asks for."""
    if paper.evidence is not None:
        return agree(
            FALSE if one is None else _passes(scene.at(_row(one)), paper)
            for one in scene.term(paper.evidence)
        )
    found, more = papers_of(scene, paper)
    truths = [conj((is_it, _passes(there, paper))) for there, is_it in found]
    return disj([*truths, PERHAPS] if more else truths)


def _row(record: Any) -> Row:
    return Row(record, None, TRUE) if isinstance(record, Mapping) else NOT_TOLD


def _passes(there: Scene, paper: model.Paper) -> Truth:
    well = there.holds(paper.where) if paper.where is not None else filed(there, paper)
    dated: Truth = TRUE
    if paper.up_to_date:
        updated = RECORD_TYPES["Document"].fields["updated_on"]
        dated = there.test(
            there.field(there.row, updated), model.InTime(there.conventions.up_to_date, "")
        )
    return conj((well, dated, there.holds(paper.provided)))


def filed(scene: Scene, paper: model.Paper) -> Truth:
    """Whether a record says that its paper is on the file: `on_file: true`, or the day on which it was saved.

    One that is finished, received, or saved only after the day asked about is not there on that day.
    """
    fields = RECORD_TYPES["Document"].fields
    assert scene.row is not None
    recorded = model.Presence(True, "")
    there: list[Truth] = [
        scene.test(scene.happened(scene.row[name]), recorded)
        for name in ("completed_at", "received_on", "dated_on", "recorded_at")
        if isinstance(scene.row.get(name), Days | Instants)
    ]
    said = scene.test(
        scene.field(scene.row, fields["on_file"]), model.Equals(frozenset({True}), "")
    )
    if scene.row.get("on_file", UNKNOWN) in (True, False):
        return conj((said, *there))
    saved = scene.test(scene.field(scene.row, fields["recorded_at"]), recorded)
    return conj((disj((said, saved)), *there))


def completeness(scene: Scene, checklist: model.Checklist) -> Truth:
    """True where everything asked for is there, false where something is wanting, else unknown."""
    truths: list[Truth] = []
    for _, (_, _, required, there) in enumerate_items(scene, checklist):
        if required == TRUE:
            truths.append(there)
        elif required == PERHAPS:
            truths.append(PERHAPS)
    return conj(truths)
