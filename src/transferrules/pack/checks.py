"""What no rule of a pack can see by itself: names that clash, rules that rest on one another in a circle, what may be used where."""

import difflib
import re
from collections import deque
from collections.abc import Iterable, Mapping

from transferrules.case.vocabulary import CODE_LISTS
from transferrules.pack.alternatives import RULES
from transferrules.pack.desk import Desk
from transferrules.pack.model import DecisionTerm, Outcome, Pack
from transferrules.pack.names import ONE_NAMESPACE, SECTION_LISTS, Names, reserved_words
from transferrules.pack.scope import Path, Wrong
from transferrules.pack.surface import PackPart
from transferrules.pack.terms import LONGEST_CHAIN, TOO_DEEP
from transferrules.pack.uses import Use, direct, reach
from transferrules.reading import nearest

SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


def check_names(desk: Desk, part: PackPart) -> None:
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


def check_people(desk: Desk, part: PackPart, names: Names) -> None:
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


def check_reach(desk: Desk, pack: Pack, known: Mapping[str, frozenset[Use]]) -> None:
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


def check_overrides(desk: Desk, pack: Pack) -> None:
    _check_rings(desk, "routes", {n: r.overrides for n, r in pack.routes.items()})
    _check_rings(desk, "duties", {n: d.overrides for n, d in pack.duties.items()})


def _check_rings(desk: Desk, section: str, overrides: Mapping[str, frozenset[str]]) -> None:
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


def check_circles_of_checklists(desk: Desk, pack: Pack) -> None:
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


def _check_depth(desk: Desk, pack: Pack, known: Mapping[str, frozenset[str]]) -> None:
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


def check_set_aside(desk: Desk, part: PackPart, pack: Pack) -> None:
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
