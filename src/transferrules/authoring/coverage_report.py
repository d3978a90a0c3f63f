"""What scenarios show of a pack, as data: plain, frozen, with a stable JSON form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from transferrules.authoring.coverage_inventory import Part
from transferrules.pack.model import Clause

WAYS = ("held", "failed", "unknown")
SIDES = ("before", "first", "inside", "last", "after", "undated", "unknown")
PAPERS = ("on_file", "absent", "not_required", "unknown")
STATES = ("not_started", "pending", "met", "met_late", "overdue", "unknown", "not_owed")
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A scenario that was asked.

    Attributes:
        name: Its name, unlike any other of the run.
        file: Its file.
        line: Where it stands there.
        clauses: The clauses that it is about.
        holds: Whether the answer is what it expects; what is not shows nothing.
    """

    name: str
    file: str
    line: int
    clauses: Names
    holds: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing of a pack, and the scenarios that show it, by what it came to.

    Attributes:
        part: What.
        by: What it came to → the scenarios in which it did, in their order.
    """

    part: Part
    by: Mapping[str, Names]


@dataclass(frozen=True, slots=True)
class ShownClause:
    """One clause of the register, and the scenarios that show it.

    Attributes:
        clause: Which.
        disposition: ``encoded``, ``not_encoded``; none where the register and the pack say neither.
        elements: What says it in the pack: rules, and lines of checklists that cite it themselves.
        held: The scenarios in which one of them held.
        failed: Those in which none did; and those in which one was a duty that was not done in time.
        unknown: Those in which none did and of one it cannot be told.
    """

    clause: Clause
    disposition: str | None
    elements: Names
    held: Names
    failed: Names
    unknown: Names


@dataclass(frozen=True, slots=True)
class Hole:
    """Something that no scenario shows.

    Attributes:
        kind: ``clause``, ``rule``, ``test``, ``limit``, ``document`` or ``duty``.
        id: The clause, or what it stands in.
        line: Where in the pack; none for clauses.
        says: What it says.
        lacks: What is wanting, in words.
    """

    kind: str
    id: str
    line: int | None
    says: str
    lacks: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What scenarios show of one pack.

    Attributes:
        pack: The pack's id.
        title: Its title.
        scenarios: Those that were asked, in order.
        clauses: In the order of the register.
        rules: In the order of the pack, as are the others.
        tests: By what they came to.
        limits: By the side on which a date lay.
        documents: By whether they were there.
        duties: By how they stood.
        holes: What none shows.
    """

    pack: str
    title: str
    scenarios: tuple[Asked, ...]
    clauses: tuple[ShownClause, ...]
    rules: tuple[Shown, ...]
    tests: tuple[Shown, ...]
    limits: tuple[Shown, ...]
    documents: tuple[Shown, ...]
    duties: tuple[Shown, ...]
    holes: tuple[Hole, ...]

    @property
    def clause_holes(self) -> tuple[Hole, ...]:
        """The holes that are clauses."""
        return tuple(hole for hole in self.holes if hole.kind == "clause")

    def to_dict(self) -> dict[str, Any]:
        """All of it, in JSON's types."""
        return {
            "pack": self.pack,
            "title": self.title,
            "scenarios": [
                {
                    "name": s.name,
                    "file": s.file,
                    "line": s.line,
                    "clauses": list(s.clauses),
                    "holds": s.holds,
                }
                for s in self.scenarios
            ],
            "clauses": [_clause(one) for one in self.clauses],
            "rules": [_shown(one, WAYS) for one in self.rules],
            "tests": [_shown(one, WAYS) for one in self.tests],
            "limits": [_shown(one, SIDES) for one in self.limits],
            "documents": [_shown(one, PAPERS) for one in self.documents],
            "duties": [_shown(one, STATES) for one in self.duties],
            "holes": [
                {"kind": h.kind, "id": h.id, "line": h.line, "says": h.says, "lacks": h.lacks}
                for h in self.holes
            ],
        }


def _clause(one: ShownClause) -> dict[str, Any]:
    return {
        "id": one.clause.id,
        "disposition": one.disposition,
        "reason": one.clause.not_encoded,
        "elements": list(one.elements),
        "held": list(one.held),
        "failed": list(one.failed),
        "unknown": list(one.unknown),
    }


def _shown(one: Shown, words: Names) -> dict[str, Any]:
    part = one.part
    clauses = {"clauses": list(part.clauses)} if part.clauses else {}
    named: dict[str, Any] = {"id": part.id, "line": part.line, "says": part.says, **clauses}
    return named | {word: list(one.by.get(word, ())) for word in words}
