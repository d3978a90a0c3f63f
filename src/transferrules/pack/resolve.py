"""From the surface of a pack to a `Pack`: every name bound, every phrase typed, every fault told at once."""

import difflib
import hashlib
import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from transferrules.case.kinds import Kind
from transferrules.case.vocabulary import CODE_LISTS
from transferrules.errors import InvalidPack
from transferrules.pack.alternatives import RULES, changed
from transferrules.pack.model import Alternative as AlternativeReading
from transferrules.pack.model import (
    Clause,
    Conventions,
    DecisionTerm,
    Edition,
    Outcome,
    Pack,
    Reading,
    Ref,
)
from transferrules.pack.names import ONE_NAMESPACE, SECTION_LISTS, Names, gather, reserved_words
from transferrules.pack.references import resolve_ref
from transferrules.pack.rules import Rules, opening
from transferrules.pack.scope import Path, Scope, Wrong
from transferrules.pack.surface import PackPart, RegisterPart, RulePart
from transferrules.pack.terms import LONGEST_CHAIN, TOO_DEEP, TermBook
from transferrules.pack.uses import Use, direct, reach, uses_of
from transferrules.reading import Fault, Source, dotted, nearest
from transferrules.reading.limits import DEFAULT

SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
DEFAULTS = {
    "moved": "transfer.completed_on",
    "up_to_date": "on or after case.last_event_on",
    "working_hours": "24 hours of each working day",
    "horizon": "12 months",
}


class _Faults:
    """The faults of one pack, each with its place."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Fault] = []
        # While an alternative reading is tried, what is wrong in it is told where the alternative stands.
        self.instead: Path | None = None

    def line_of(self, path: Path) -> int:
        key = self.source.node.key_at(path)
        return (key or self.source.node.at(path)).mark.line

    def settle(self) -> None:
        """Raise what was found, if any of it stops the reading."""
        if any(f.severity == "error" for f in self.found):
            ordered = sorted(self.found, key=lambda f: (f.line or 0, f.column or 0))
            raise InvalidPack(ordered, [self.source])

    def report(self, path: Path, wrong: Wrong, at_key: bool) -> None:
        """Note a fault. Past the cap it says how many were told and raises."""
        if len(self.found) >= DEFAULT.faults:
            told = f"There are more; the first {DEFAULT.faults} are told."
            self.found.append(Fault("too-many-faults", told, self.source.name))
            self.settle()
        path = self.instead if self.instead is not None else (*path, *wrong.inside)
        if (
            path
            and isinstance(path[-1], int)
            and not self.source.node.at(path[:-1]).child(path[-1])
        ):
            path = path[:-1]  # one word stands there, and no list of one
        node = self.source.node.at(path)
        key = self.source.node.key_at(path)
        scalar = getattr(node, "value", None)
        target = key if key is not None and (at_key or not isinstance(scalar, str)) else node
        mark, column = target.mark, 0
        text = getattr(target, "value", None)
        if isinstance(text, str) and mark.line:
            one_line = target.mark.line == target.end.line
            quoted = not getattr(target, "is_plain", True)
            column = wrong.column + quoted if one_line else 0
        length = wrong.length or (len(text) if isinstance(text, str) and not wrong.column else 1)
        self.found.append(
            Fault(
                wrong.kind,
                wrong.message,
                self.source.name,
                mark.line or None,
                mark.column + column if mark.line else None,
                dotted(path),
                text if isinstance(text, str) else None,
                wrong.accepted,
                wrong.nearest,
                "error",
                max(1, length),
            )
        )


class Bound:
    """A pack, and what it takes to bind one of its rules anew.

    Attributes:
        pack: The pack.
        uses: What each of its terms and checklists makes use of.
    """

    def __init__(self, pack: Pack, desk: _Faults, rules: Rules) -> None:
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
        _check_reach(self._desk, alone, self.uses)
        _check_overrides(self._desk, whole)
        if section == "checklists":
            _check_circles_of_checklists(self._desk, whole)
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
    desk = _Faults(source)
    desk.found.extend(faults)
    names = gather(part)
    _check_names(desk, part)
    for section, name, other in names.clashes:
        wrong = Wrong(f"`{name}` is already a name in `{other}`.", kind="name-taken")
        desk.report((section, name), wrong, True)
    _check_people(desk, part, names)
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
    _check_reach(desk, pack, bound.uses)
    _check_overrides(desk, pack)
    _check_circles_of_checklists(desk, pack)
    _check_set_aside(desk, part, pack)
    desk.settle()
    return bound


def _check_names(desk: _Faults, part: PackPart) -> None:
    reserved = reserved_words()
    sections = [
        *ONE_NAMESPACE,
        *(s for s in SECTION_LISTS if s not in ONE_NAMESPACE),
        "readings",
        "local",
    ]
    for section in sections:
        for name in getattr(part, section):
            if not SNAKE.fullmatch(name):
                wrong = Wrong(
                    f"`{name}` is no name: small letters, digits and `_`, a letter first.",
                    kind="bad-name",
                )
                desk.report((section, name), wrong, True)
            elif section in ONE_NAMESPACE and name in reserved:
                wrong = Wrong(
                    f"`{name}` is a word of the language; choose another name.", kind="reserved"
                )
                desk.report((section, name), wrong, True)
    for section, lists in SECTION_LISTS.items():
        for name, detail in getattr(part, section).items():
            kind_of = getattr(detail, "kind_of", None)
            known = {
                code for each in lists if each in CODE_LISTS for code in CODE_LISTS[each].codes
            }
            declared = set(getattr(part, section))
            if kind_of is not None and kind_of not in known | declared:
                wrong = Wrong(
                    f"`{kind_of}` is no code of this list.",
                    kind="unknown-code",
                    nearest=nearest(kind_of, sorted(known | declared)),
                )
                desk.report((section, name, "kind_of"), wrong, False)


def _check_people(desk: _Faults, part: PackPart, names: Names) -> None:
    """Whom the pack names by team has a team of the pack; a role that is nearly a common one is taken for a slip."""
    roles = sorted(names.kinds.get("role", {}))
    for name, person in part.people.items():
        if isinstance(person, str):
            continue
        for index, team in enumerate(person.team or ()):
            if team in names.teams or team in ("sender", "receiver"):
                continue
            wrong = Wrong(
                f"`{team}` is not a team of this pack.",
                kind="unknown-team",
                accepted=tuple(names.teams) if len(names.teams) <= 24 else (),
                nearest=nearest(team, list(names.teams)),
            )
            place: Path = ("people", name, "team")
            alone = isinstance(desk.source.node.at(place).plain(), str)
            desk.report(place if alone else (*place, index), wrong, False)
        near = nearest(person.role, roles) if person.role is not None else None
        if near is not None and near != person.role and _slip(person.role or "", near):
            wrong = Wrong(
                f"`{person.role}` is nearly the common role `{near}`; a role of the pack's own needs another name.",
                kind="near-miss",
                nearest=near,
            )
            desk.report(("people", name, "role"), wrong, False)


def _slip(word: str, near: str) -> bool:
    """Whether two words differ by no more than a slip of the keyboard."""
    return difflib.SequenceMatcher(None, word, near).ratio() >= 0.92


def _conventions(desk: _Faults, part: PackPart, book: TermBook) -> Conventions:
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


def _day(desk: _Faults, path: Path, text: str | None) -> int | None:
    if text is None or text == "none":
        return None
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        wrong = Wrong(f"`{text}` is not a day: write it as 2026-03-31.", kind="wrong-value")
        desk.report(path, wrong, False)
        return None


def _edition(desk: _Faults, part: PackPart) -> Edition:
    start = _day(desk, ("edition", "from"), part.edition.starts)
    end = _day(desk, ("edition", "until"), part.edition.until)
    if start is not None and end is not None and end < start:
        wrong = Wrong("The edition ends before it begins.", kind="wrong-value")
        desk.report(("edition", "until"), wrong, False)
    return Edition(part.edition.id, start, end)


def _closures(desk: _Faults, part: PackPart) -> list[int]:
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
    desk: _Faults, part: PackPart, rules: Rules, anew: Callable[[PackPart], Pack]
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


def _check_reach(desk: _Faults, pack: Pack, known: Mapping[str, frozenset[Use]]) -> None:
    """Rules about what may be used where, through terms too (rulings 3 and 12)."""
    for name, route in pack.routes.items():
        if route.outcome is Outcome.MOVE:
            used = reach(route.when, known) & {Use.TODAY, Use.AGE}
            if used:
                wrong = Wrong(
                    f"The `when` of a route that moves a case tests no `{min(used)}`: what only time will bring belongs in its `point`.",
                    kind="time-in-when",
                )
                desk.report(("routes", name, "when"), wrong, True)
        early: dict[str, tuple[object, set[Use]]] = {
            "when": (route.when, {Use.MOVE, Use.POINT}),
            "point": (route.point, {Use.MOVE, Use.POINT}),
            "due": (route.due, {Use.MOVE}),
        }
        for key, (node, banned) in early.items():
            used = reach(node, known) & banned
            if used:
                wrong = Wrong(
                    f"`{key}` cannot rest on `{min(used)}`: it is what makes it.", kind="circle"
                )
                desk.report(("routes", name, key), wrong, True)
    unrouted: list[tuple[str, str, object]] = [
        *(
            ("duties", n, (d.when, d.where, d.due, d.done, d.provided))
            for n, d in pack.duties.items()
            if d.routes is None
        ),
        *(
            ("checklists", n, (c.when, c.due, c.items))
            for n, c in pack.checklists.items()
            if c.routes is None
        ),
        *(("advice", n, a.when) for n, a in pack.advice.items() if a.routes is None),
    ]
    for section, name, node in unrouted:
        used = reach(node, known) & {Use.SIDE, Use.MOVE, Use.POINT}
        if used:
            wrong = Wrong(
                f"Without `for` there is no route, and `{min(used)}` has no meaning, not even through a term.",
                kind="no-route",
            )
            desk.report((section, name), wrong, True)


def _check_overrides(desk: _Faults, pack: Pack) -> None:
    _check_rings(desk, "routes", {n: r.overrides for n, r in pack.routes.items()})
    _check_rings(desk, "duties", {n: d.overrides for n, d in pack.duties.items()})


def _check_rings(desk: _Faults, section: str, overrides: Mapping[str, frozenset[str]]) -> None:
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        if name in trail:
            ring = " → ".join([*trail[trail.index(name) :], name])
            wrong = Wrong(f"These override each other in a circle: {ring}.", kind="circle")
            desk.report((section, name, "overrides"), wrong, True)
            return
        if name in done:
            return
        if len(trail) >= LONGEST_CHAIN:
            told = f"More than {LONGEST_CHAIN} override one another in a row."
            desk.report((section, name, "overrides"), Wrong(told, kind=TOO_DEEP), True)
            return
        done.add(name)
        for other in sorted(overrides.get(name, ())):
            visit(other, (*trail, name))

    for name in overrides:
        visit(name, ())


def _check_circles_of_checklists(desk: _Faults, pack: Pack) -> None:
    known = {n: direct(node)[1] for n, node in {**pack.terms, **pack.checklists}.items()}
    shown: set[str] = set()
    for name in pack.checklists:
        trail, waiting = {name}, list(known[name])
        while waiting:
            other = waiting.pop()
            if other == name:
                ring = _ring(known, name)
                if not shown & set(ring):
                    shown |= set(ring)
                    circle = " → ".join(ring)
                    wrong = Wrong(f"These run in a circle: {circle}.", kind="circle")
                    desk.report(("checklists", name), wrong, True)
                break
            if other not in trail and other in known:
                trail.add(other)
                waiting += known[other]
    if not shown:
        _check_depth(desk, pack, known)


def _check_depth(desk: _Faults, pack: Pack, known: Mapping[str, frozenset[str]]) -> None:
    """Whatever is worked out goes down a chain of terms and checklists step by step: it has to end."""
    deep: Mapping[str, int] = dict.fromkeys(known, 1)
    for _ in range(LONGEST_CHAIN):
        before, deep = (
            deep,
            {
                name: 1 + max((deep[other] for other in names if other in deep), default=0)
                for name, names in known.items()
            },
        )
        if deep == before:
            return
    name = min(name for name, steps in deep.items() if steps > LONGEST_CHAIN)
    section = "checklists" if name in pack.checklists else "terms"
    told = f"More than {LONGEST_CHAIN} terms and checklists rest on one another in a row: say it in fewer steps."
    desk.report((section, name), Wrong(told, kind=TOO_DEEP), True)


def _ring(known: Mapping[str, Iterable[str]], name: str) -> list[str]:
    """The shortest way from a name back to itself."""
    ways = deque([[name]])
    seen: set[str] = set()
    while True:
        way = ways.popleft()
        for other in sorted(known.get(way[-1], ())):
            if other == name:
                return [*way, other]
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])


def _check_set_aside(desk: _Faults, part: PackPart, pack: Pack) -> None:
    rules = {n for s in RULES for n in getattr(pack, s)}
    for name, term in pack.terms.items():
        if isinstance(term, DecisionTerm) and term.sets_aside:
            said = getattr(part.decisions[name], "sets_aside", None) or ()
            for place, rule in enumerate(said):
                if rule in rules or said == ["any"]:
                    continue
                wrong = Wrong(
                    f"`{rule}` is no rule of this pack.",
                    kind="unknown-rule",
                    nearest=nearest(rule, sorted(rules)),
                )
                desk.report(("decisions", name, "sets_aside", place), wrong, False)
