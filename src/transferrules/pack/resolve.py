"""From the surface of a pack to a `Pack`: every name bound, every phrase typed, every fault told at once."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from transferrules.case.kinds import Kind
from transferrules.pack.alternatives import RULES, changed
from transferrules.pack.checks import (
    check_circles_of_checklists,
    check_names,
    check_overrides,
    check_people,
    check_reach,
    check_set_aside,
)
from transferrules.pack.desk import Desk
from transferrules.pack.model import Alternative as AlternativeReading
from transferrules.pack.model import (
    Clause,
    Conventions,
    Edition,
    Pack,
    Reading,
    Ref,
)
from transferrules.pack.names import gather
from transferrules.pack.references import resolve_ref
from transferrules.pack.rules import Rules, opening
from transferrules.pack.scope import Path, Scope, Wrong
from transferrules.pack.surface import PackPart, RegisterPart, RulePart
from transferrules.pack.terms import TermBook
from transferrules.pack.uses import uses_of
from transferrules.reading import Fault, Source

DEFAULTS = {
    "moved": "transfer.completed_on",
    "up_to_date": "on or after case.last_event_on",
    "working_hours": "24 hours of each working day",
    "horizon": "12 months",
}


class Bound:
    """A pack, and what it takes to bind one of its rules anew.

    Attributes:
        pack: The pack.
        uses: What each of its terms and checklists makes use of.
    """

    def __init__(self, pack: Pack, desk: Desk, rules: Rules) -> None:
        self.pack = pack
        self._desk = desk
        self._rules = rules
        self.uses = uses_of({**pack.terms, **pack.checklists})

    def with_rule(self, section: str, name: str, part: RulePart) -> Pack:
        """The pack with one rule said otherwise.

        Args:
            section: ``routes``, ``blocks``, ``duties``, ``checklists`` or ``advice``.
            name: The rule.
            part: What it says now.

        Raises:
            InvalidPack: With every fault of that rule.
        """
        self._desk.found.clear()
        rule = getattr(self._rules, RULES[section])(name, part)
        among: dict[str, Any] = {section: {**getattr(self.pack, section), name: rule}}
        by_itself: dict[str, Any] = {s: {} for s in RULES} | {section: {name: rule}}
        whole, alone = replace(self.pack, **among), replace(self.pack, **by_itself)
        check_reach(self._desk, alone, self.uses)
        check_overrides(self._desk, whole)
        if section == "checklists":
            check_circles_of_checklists(self._desk, whole)
        self._desk.settle()
        return whole


def resolve(
    source: Source, part: PackPart, register: RegisterPart | None, faults: Iterable[Fault] = ()
) -> Pack:
    """Bind a pack; see `bind`."""
    return bind(source, part, register, faults).pack


def bind(
    source: Source, part: PackPart, register: RegisterPart | None, faults: Iterable[Fault] = ()
) -> Bound:
    """Bind a pack, and keep what binds its rules.

    Args:
        source: The text, for places.
        part: The surface that was read from it.
        register: The register of clauses, where the pack names one.
        faults: What was found wrong before.

    Raises:
        InvalidPack: With every fault.
    """
    desk = Desk(source)
    desk.found.extend(faults)
    names = gather(part)
    check_names(desk, part)
    for section, name, other in names.clashes:
        wrong = Wrong(f"`{name}` is already a name in `{other}`.", kind="name-taken")
        desk.report((section, name), wrong, True)
    check_people(desk, part, names)
    standing = frozenset(
        name for name, meeting in part.meetings.items() if getattr(meeting, "standing", False)
    )
    book = TermBook(names, standing, desk.report, desk.line_of)
    conventions = _conventions(desk, part, book)
    registered = frozenset(c.id for c in register.clauses) if register is not None else None
    rules = Rules(book, conventions, registered)
    conventions = replace(
        conventions,
        horizon=rules.horizon(
            ("conventions", "horizon"), part.conventions.horizon or DEFAULTS["horizon"]
        ),
    )
    rules.conventions = conventions
    routes = {name: rules.route(name, each) for name, each in part.routes.items()}
    blocks = {name: rules.block(name, each) for name, each in part.blocks.items()}
    duties = {name: rules.duty(name, each) for name, each in part.duties.items()}
    checklists = {name: rules.checklist(name, each) for name, each in part.checklists.items()}
    advice = {name: rules.advise(name, each) for name, each in part.advice.items()}
    terms = book.resolve_all()
    pack = Pack(
        part.pack,
        part.title,
        part.source,
        _edition(desk, part),
        hashlib.sha256(source.text.encode()).hexdigest(),
        tuple(_closures(desk, part)),
        conventions,
        names.teams,
        names.people,
        names.titles,
        standing,
        book.local,
        terms,
        routes,
        blocks,
        duties,
        checklists,
        advice,
        _readings(desk, part, rules, lambda changed_: resolve(source, changed_, register)),
        _clauses(register),
        names.kinds,
    )
    bound = Bound(pack, desk, rules)
    check_reach(desk, pack, bound.uses)
    check_overrides(desk, pack)
    check_circles_of_checklists(desk, pack)
    check_set_aside(desk, part, pack)
    desk.settle()
    return bound


def _conventions(desk: Desk, part: PackPart, book: TermBook) -> Conventions:
    said = part.conventions
    fallback: Ref = resolve_ref(DEFAULTS["moved"], Scope(), book)
    moved = fallback
    try:
        moved = resolve_ref(said.moved or DEFAULTS["moved"], Scope(routed=True), book)
        if moved.type.kind not in (Kind.DATE, Kind.MOMENT):
            raise Wrong(f"`{moved.text}` is not a date.", kind="not-a-date")
    except Wrong as wrong:
        desk.report(("conventions", "moved"), wrong, False)
    scope = Scope(routed=True, move=True, point=True)
    up_to_date = book.phrases.phrase(DEFAULTS["up_to_date"], scope)
    hours = None
    try:
        up_to_date = book.phrases.phrase(said.up_to_date or DEFAULTS["up_to_date"], scope)
    except Wrong as wrong:
        desk.report(("conventions", "up_to_date"), wrong, False)
    try:
        hours = opening(said.working_hours or DEFAULTS["working_hours"])
    except Wrong as wrong:
        desk.report(("conventions", "working_hours"), wrong, False)
    return Conventions(
        moved,
        up_to_date,
        hours,
        book.phrases.amount(DEFAULTS["horizon"]),
        said.leap_birthday or "1 March",
        said.rest_day or "stays",
    )


def _day(desk: Desk, path: Path, text: str | None) -> int | None:
    if text is None or text == "none":
        return None
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        wrong = Wrong(f"`{text}` is not a day: write it as 2026-03-31.", kind="wrong-value")
        desk.report(path, wrong, False)
        return None


def _edition(desk: Desk, part: PackPart) -> Edition:
    start = _day(desk, ("edition", "from"), part.edition.starts)
    end = _day(desk, ("edition", "until"), part.edition.until)
    if start is not None and end is not None and end < start:
        wrong = Wrong("The edition ends before it begins.", kind="wrong-value")
        desk.report(("edition", "until"), wrong, False)
    return Edition(part.edition.id, start, end)


def _closures(desk: Desk, part: PackPart) -> list[int]:
    days = (
        _day(desk, ("calendar", "closures", i), text)
        for i, text in enumerate(part.calendar.closures)
    )
    return sorted(day for day in days if day is not None)


def _clauses(register: RegisterPart | None) -> Mapping[str, Clause]:
    if register is None:
        return {}
    return {
        c.id: Clause(c.id, c.section, c.lines, c.force, c.summary, c.not_encoded)
        for c in register.clauses
    }


def _readings(
    desk: Desk, part: PackPart, rules: Rules, anew: Callable[[PackPart], Pack]
) -> dict[str, Reading]:
    readings = {}
    for name, each in part.readings.items():
        if rules.registered is not None:
            for index, clause in enumerate(each.clauses):
                if clause not in rules.registered:
                    wrong = Wrong(f"`{clause}` is not in the register.", kind="unknown-clause")
                    desk.report(("readings", name, "clauses", index), wrong, False)
        others = []
        for index, other in enumerate(each.otherwise):
            path: Path = ("readings", name, "otherwise", index, "change")
            others.append(
                AlternativeReading(
                    other.taken, changed(desk, rules, part, path, other.change, anew)
                )
            )
        readings[name] = Reading(
            name,
            tuple(each.clauses),
            each.question,
            each.taken,
            each.because,
            tuple(others),
            desk.line_of(("readings", name)),
        )
    return readings
