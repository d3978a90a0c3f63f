"""The people against whom a pack holds what is recorded: by whom decisions are made, and whom tests name."""

from collections.abc import Iterable

from transferrules.pack.model import DecisionTerm, IsParty
from transferrules.pack.uses import parts


def persons_matched(nodes: Iterable[object]) -> frozenset[str]:
    """Their ids, in some terms and rules."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, DecisionTerm):
            found.update(person.id for person in node.made_by)
        for part in parts(node):
            if isinstance(part, IsParty):
                found.add(part.person.id)
    return frozenset(found)
