"""What a piece of a pack makes use of, directly and through its terms.

Some rules of the language are about reach: a moving route tests neither today nor an age in its `when`, not even through a term; `sender` and
`the move` mean nothing where there is no route. The compiler also asks it which terms have to be worked out anew for each route.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum

from transferrules.pack.model import AtMove, AtPoint, AtToday, IsSide, Person, Ref, Root


class Use(StrEnum):
    """What may be made use of."""

    TODAY = "today"
    AGE = "age"
    SIDE = "sender or receiver"
    MOVE = "the move"
    POINT = "the point"
    HOLDER = "holder"
    PERSON = "a person with a team, whom a record may call the sender's or the receiver's"


# What differs from one route to another.
PER_ROUTE = frozenset({Use.SIDE, Use.MOVE, Use.POINT, Use.HOLDER, Use.PERSON})


def parts(node: object) -> Iterator[object]:
    """A tree's nodes, outermost first; terms that it names are not entered."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, tuple | frozenset):
            waiting += tuple(part)[::-1]
        else:
            waiting += [getattr(part, name) for name in _inner(part.__class__)]


_INNER: dict[type, tuple[str, ...]] = {}


def _inner(kind: type) -> tuple[str, ...]:
    """The fields of a kind of node, the last first; asked of every node of every rule, so kept."""
    found = _INNER.get(kind)
    if found is None:
        entered = is_dataclass(kind) and not issubclass(kind, Ref)
        found = tuple(each.name for each in reversed(fields(kind))) if entered else ()
        _INNER[kind] = found
    return found


def direct(node: object) -> tuple[frozenset[Use], frozenset[str]]:
    """What a tree uses itself, and the terms and checklists that it names."""
    uses: set[Use] = set()
    names: set[str] = set()
    for part in parts(node):
        match part:
            case Ref(root=Root.TODAY) | AtToday():
                uses.add(Use.TODAY)
            case Ref(root=Root.AGE):
                uses.add(Use.AGE)
            case Ref(root=Root.SENDER | Root.RECEIVER) | IsSide():
                uses.add(Use.SIDE)
            case Ref(root=Root.TERM | Root.CHECKLIST, name=name):
                names.add(name)
            case Ref(root=Root.SNAPSHOT, steps=(head, *_)) if head.name == "holder":
                uses.add(Use.HOLDER)
            case AtMove():
                uses.add(Use.MOVE)
            case AtPoint():
                uses.add(Use.POINT)
            case Person(teams=teams) if "sender" in teams or "receiver" in teams:
                uses.add(Use.SIDE)
            case Person(teams=teams) if teams:
                uses.add(Use.PERSON)
    return frozenset(uses), frozenset(names)


def uses_of(terms: Mapping[str, object]) -> Mapping[str, frozenset[Use]]:
    """What each term and checklist uses, directly and through others.

    Args:
        terms: Terms and checklists by name; the resolver has refused circles, or is about to.
    """
    said = {name: direct(term) for name, term in terms.items()}
    found = {name: uses for name, (uses, _) in said.items()}
    grown = True
    while grown:
        grown = False
        for name, (_, names) in said.items():
            total = found[name].union(*(found[other] for other in names if other in found))
            grown = grown or total != found[name]
            found[name] = total
    return found


def reach(node: object, uses: Mapping[str, frozenset[Use]]) -> frozenset[Use]:
    """What a tree uses, directly and through terms and checklists.

    Args:
        node: Any tree of the model.
        uses: What each term and checklist uses, as `uses_of` has it.
    """
    total, names = direct(node)
    for name in names:
        total |= uses.get(name, frozenset())
    return total
