"""Where engine and reference differ about one case, part by part, and which of the two says more."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from transferrules.calendars.clock import wall_time
from transferrules.calendars.spans import FIRST_DAY, Days
from transferrules.decision import DocumentView, DutyView, Move
from transferrules.engine.decide import Decision
from transferrules.language.truth import FALSE, TRUE, UNKNOWN
from transferrules.pack.model import Pack
from transferrules.reference.answer import Reference
from transferrules.reference.known import Span, to_days
from transferrules.reference.owed import Line, Owed
from transferrules.reference.routes import Standing

REQUIRED = {FALSE: "not_required", TRUE: "required", UNKNOWN: "unknown"}
ON_FILE = {FALSE: "absent", TRUE: "on_file", UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing about which they differ.

    Attributes:
        part: ``status``, ``stages``, ``fate``, ``point``, ``waits_for``, ``duties`` or ``papers``.
        name: The rule.
        engine: What the engine says.
        reference: What the reference says.
        grade: ``apart`` where they contradict each other or settle different things, ``wider`` where the engine only leaves more open, ``narrower`` where it
            settles more.
    """

    part: str
    name: str
    engine: str
    reference: str
    grade: str


def shown(span: Span | None) -> date | datetime | None:
    """A day or moment as an answer shows it."""
    if span is None:
        return None
    days = to_days(span)
    if isinstance(span, Days) or (days.exact and not span.exact):
        return date.fromordinal(days.first) if days.exact else None
    return wall_time(span.first) if span.exact else None


def first_shown(span: Span | None) -> date | datetime | None:
    """The first day or moment of a beginning known in part."""
    if span is None:
        return None
    return shown(span) or date.fromordinal(to_days(span).first)


def last_shown(span: Span | None) -> date | datetime | None:
    """The last day or moment of an end known in part."""
    if span is None:
        return None
    return shown(span) or date.fromordinal(to_days(span).last)


def differences(pack: Pack, decision: Decision, answer: Reference) -> list[Difference]:
    """All that they differ about."""
    found = [*_statuses(decision, answer)]
    moves = {move.route: move for move in decision.moves}
    for name in pack.routes:
        found += _route(pack, name, moves.get(name), answer.standings[name])
    for fate in decision.rules:
        if fate.section == "routes" and fate.fate != answer.fates[fate.rule]:
            open_ = {fate.fate: "wider", answer.fates[fate.rule]: "narrower"}
            grade = open_.get("cannot_be_told", "apart")
            found.append(Difference("fate", fate.rule, fate.fate, answer.fates[fate.rule], grade))
    found += _lists("duties", 2, map(_duty, decision.duties), map(_owed, answer.duties))
    found += _lists("papers", 3, map(_document, decision.documents), map(_line, answer.lines))
    return found


def _graded(engine: Iterable[str], reference: Iterable[str]) -> str:
    first, second = set(engine), set(reference)
    return "wider" if first > second else "narrower" if first < second else "apart"


def _statuses(decision: Decision, answer: Reference) -> Iterator[Difference]:
    if (decision.status, set(decision.possible)) != (answer.status, set(answer.possible)):
        grade = _graded(decision.possible, answer.possible)
        engine, reference = sorted(decision.possible), sorted(answer.possible)
        if engine == reference:
            grade = "wider" if decision.status == "cannot_tell" else "narrower"
        yield Difference("status", "", str(engine), str(reference), grade)


def _route(pack: Pack, name: str, move: Move | None, standing: Standing) -> Iterator[Difference]:
    engine = frozenset(move.stages) if move is not None else frozenset({"out"})
    reference = frozenset("out" if s == "overridden" else s for s in standing.stages)
    if engine != reference:
        grade = _graded(engine, reference)
        yield Difference("stages", name, str(sorted(engine)), str(sorted(reference)), grade)
    elif move is not None:
        waits = sorted({pack.terms[one].title for one in standing.waits_for})  # type: ignore[union-attr]
        if sorted(set(move.waits_for)) != waits:
            grade = _graded(move.waits_for, waits)
            yield Difference("waits_for", name, str(move.waits_for), str(waits), grade)
        # Of a route that a transfer serves the engine shows the point as it was on the day of the move.
        alone = len(standing.points) == 1 and standing.served == FALSE
        point = standing.points[0] if alone else None
        if point is None or not point.opens.exact or to_days(point.opens).first == FIRST_DAY:
            return
        if move.point != shown(point.opens):
            yield Difference("point", name, str(move.point), str(shown(point.opens)), "apart")


def _duty(view: DutyView) -> tuple[str, ...]:
    routes = ",".join(sorted(view.routes))
    return (view.duty, str(view.about), routes, view.state, str(view.opens), str(view.due), str(view.perhaps))  # fmt: skip


def _owed(one: Owed) -> tuple[str, ...]:
    routes = ",".join(sorted(one.routes))
    return (one.duty, str(one.about), routes, one.state, str(first_shown(one.opens)), str(last_shown(one.due)), str(one.perhaps))  # fmt: skip


def _document(view: DocumentView) -> tuple[str, ...]:
    routes = ",".join(sorted(view.routes))
    return (view.checklist, ",".join(view.document), str(view.about), routes, view.required, view.on_file, str(view.perhaps))  # fmt: skip


def _line(one: Line) -> tuple[str, ...]:
    routes = ",".join(sorted(one.routes))
    return (one.checklist, ",".join(one.documents), str(one.about), routes, REQUIRED[one.required], ON_FILE[one.on_file], str(one.perhaps))  # fmt: skip


def _lists(
    part: str, routes: int, engine: Iterable[Any], reference: Iterable[Any]
) -> Iterator[Difference]:
    """Two lists of lines, each of which tells its routes at that place."""
    mine, theirs = Counter(engine), Counter(reference)
    if mine == theirs:
        return
    for name in sorted({key[0] for key in (mine - theirs) + (theirs - mine)}):
        only = sorted(key for key in (mine - theirs).elements() if key[0] == name)
        other = sorted(key for key in (theirs - mine).elements() if key[0] == name)
        yield Difference(part, name, str(only), str(other), _list_grade(only, other, routes))


def _by_route(keys: list[Any], routes: int) -> Counter[Any]:
    return Counter(
        (*key[:routes], route, *key[routes + 1 :])
        for key in keys
        for route in key[routes].split(",")
    )


def _list_grade(only: list[Any], other: list[Any], routes: int) -> str:
    # Route by route: what is certain for one and not for another is shown in two lines.
    first, second = _by_route(only, routes), _by_route(other, routes)
    only, other = list((first - second).elements()), list((second - first).elements())

    def open_(keys: list[Any]) -> bool:
        return all("unknown" in key or key[-1] == "True" for key in keys)

    if open_(only) and not open_(other):
        return "wider"
    if open_(other) and not open_(only):
        return "narrower"
    return "wider" if open_(only) else "apart"
