"""What no scenario shows of a pack: the list of scenarios still to be written.

A hole is told of what can be otherwise only: advice that always bears cannot fail, and a duty that nothing evidences is never met.
"""

from collections.abc import Callable, Iterable, Iterator

from transferrules.authoring.coverage_inventory import EXECUTABLE, Inventory
from transferrules.authoring.coverage_report import Hole, Shown, ShownClause

INSIDE, OUTSIDE = ("first", "inside", "last"), ("before", "after")
DONE, UNDONE = ("met", "met_late"), ("not_started", "pending", "overdue")


def holes_of(
    inventory: Inventory,
    clauses: Iterable[ShownClause],
    rules: Iterable[Shown],
    tests: Iterable[Shown],
    limits: Iterable[Shown],
    documents: Iterable[Shown],
    duties: Iterable[Shown],
) -> tuple[Hole, ...]:
    """Every hole: of clauses, rules, tests, limits, documents and duties."""
    return (
        *_clauses(clauses),
        *_each("rule", rules, _rule),
        *_each("test", tests, _test),
        *_each("limit", limits, _limit),
        *_each("document", documents, _document),
        *_each("duty", (d for d in duties if d.part.id.partition(".")[2] in inventory.evidenced), _duty),
    )  # fmt: skip


def _clauses(clauses: Iterable[ShownClause]) -> Iterator[Hole]:
    for one in clauses:
        lacks = _clause(one)
        if lacks:
            yield Hole("clause", one.clause.id, None, one.clause.summary, lacks)


def _clause(one: ShownClause) -> str:
    if one.disposition is None:
        return "neither encoded nor said why not"
    if not any(element.startswith(EXECUTABLE) for element in one.elements):
        return ""
    if not one.held or not one.failed:
        return _either("held", one.held, "failed", one.failed)
    return "held and failed in one and the same scenario only" if len({*one.held, *one.failed}) == 1 else ""  # fmt: skip


def _each(kind: str, things: Iterable[Shown], lacks: Callable[[Shown], str]) -> Iterator[Hole]:
    for one in things:
        found = lacks(one)
        if found:
            yield Hole(kind, one.part.id, one.part.line, one.part.says, found)


def _rule(one: Shown) -> str:
    if one.part.section not in EXECUTABLE:
        return "" if one.by.get("held") else "never held"
    return _test(one)


def _test(one: Shown) -> str:
    return _either("held", one.by.get("held"), "failed", one.by.get("failed"))


def _limit(one: Shown) -> str:
    inside, outside = _any(one, INSIDE), _any(one, OUTSIDE)
    if not inside and not outside:
        return "no date was ever held against it"
    if not outside:
        return "dates lay inside it only"
    return "" if inside else "dates lay outside it only"


def _document(one: Shown) -> str:
    return _either("on file", one.by.get("on_file"), "absent", one.by.get("absent"))


def _duty(one: Shown) -> str:
    return _either("met", _any(one, DONE), "open or overdue", _any(one, UNDONE))


def _any(one: Shown, words: Iterable[str]) -> bool:
    return any(one.by.get(word) for word in words)


def _either(way: str, shown: object, other: str, other_shown: object) -> str:
    """What is wanting of two ways."""
    if shown and other_shown:
        return ""
    if not shown and not other_shown:
        return f"neither {way} nor {other}"
    return f"never {other if shown else way}"
