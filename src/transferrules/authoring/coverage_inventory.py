"""What a pack has that scenarios can show: its rules, tests, limits, documents and duties, and which of them say each clause.

Read off the resolved pack. Tests, phrases and lines of checklists are known by identity: two that read the same in two places are two.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from transferrules.pack.model import (
    Checklist,
    Conventions,
    DecisionTerm,
    FactTest,
    InTime,
    Item,
    Pack,
    Phrase,
    Ref,
    Requirement,
    RuleHead,
)

SECTIONS = ("routes", "blocks", "duties", "checklists", "advice")
EXECUTABLE = SECTIONS[:-1]  # advice decides, times and requires nothing


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that scenarios can show.

    Attributes:
        id: The rule, term or line of a checklist that it is, or in which it stands: ``routes.step_up``.
        says: What it says, for people.
        line: Where it stands in the pack; none for what stands in no line of its own.
        clauses: The clauses that it says; empty for tests and limits, which say none by themselves.
    """

    id: str
    says: str
    line: int | None
    clauses: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """``routes``, ``terms`` and the others."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Inventory:
    """All such things of one pack, in its order.

    Attributes:
        rules: By id.
        tests: By the identity of the test.
        limits: By the identity of the timing phrase.
        documents: By the identity of the line of a checklist.
        always_unknown: The lines of which the pack itself says that it cannot be told whether they are asked for.
        evidenced: The duties that the record can show done.
        elements: What says each clause: ids of rules, and of the lines of checklists that cite it themselves, in place of the checklist.
    """

    rules: dict[str, Part]
    tests: dict[int, Part]
    limits: dict[int, Part]
    documents: dict[int, Part]
    always_unknown: frozenset[int]
    evidenced: frozenset[str]
    elements: dict[str, tuple[str, ...]]


def inventory(pack: Pack) -> Inventory:
    """What a pack has."""
    heads = sorted(_heads(pack), key=lambda head: head.line)
    rules = {_id(h): Part(_id(h), h.title, h.line, h.clauses) for h in heads}
    tests: dict[int, Part] = {}
    limits: dict[int, Part] = {}
    for owner, line, node in _owners(pack):
        _walk(node, owner, line, tests, limits)
    checklists = sorted(pack.checklists.values(), key=lambda c: c.head.line)
    for checklist in checklists:
        _freshness(pack, checklist, limits)
    documents = {id(item): part for checklist in checklists for item, part in _lines(checklist)}
    own = {id(item) for c in checklists for item in c.items if item.clauses}
    lines = [part for key, part in documents.items() if key in own]
    elements: dict[str, list[str]] = {}
    for part in (*rules.values(), *lines):
        for clause in part.clauses:
            elements.setdefault(clause, []).append(part.id)
    for part in lines:  # which say it more exactly than the checklist as a whole
        for clause in part.clauses:
            whole = part.id.rpartition(".")[0]
            elements[clause] = [other for other in elements[clause] if other != whole]
    return Inventory(
        rules,
        dict(sorted(tests.items(), key=lambda one: one[1].line or 0)),
        dict(sorted(limits.items(), key=lambda one: one[1].line or 0)),
        documents,
        frozenset(
            id(item)
            for c in checklists
            for item in c.items
            if item.requirement is Requirement.UNKNOWN
        ),
        frozenset(d.head.id for d in pack.duties.values() if d.done is not None),
        {clause: tuple(found) for clause, found in elements.items()},
    )


def _heads(pack: Pack) -> Iterator[RuleHead]:
    for rules in (pack.routes, pack.blocks, pack.duties, pack.checklists, pack.advice):
        yield from (rule.head for rule in rules.values())


def _id(head: RuleHead) -> str:
    return f"{head.section}.{head.id}"


def _owners(pack: Pack) -> Iterator[tuple[str, int, object]]:
    """Every term and rule: its id, its line, and all of it."""
    for name, term in pack.terms.items():
        section = "decisions" if isinstance(term, DecisionTerm) else "terms"
        yield f"{section}.{name}", term.line, term
    for rules in (pack.routes, pack.blocks, pack.duties, pack.checklists, pack.advice):
        for rule in rules.values():
            yield _id(rule.head), rule.head.line, rule


def _walk(
    node: object, owner: str, line: int, tests: dict[int, Part], limits: dict[int, Part]
) -> None:
    match node:
        case Ref() | Conventions():
            return
        case FactTest(ref, test, line):
            tests.setdefault(id(node), Part(owner, f"{ref.text}: {test.text}", line))
            for phrase in _phrases(test):
                limits.setdefault(id(phrase), Part(owner, f"{ref.text}: {phrase.text}", line))
        case tuple():
            for part in node:
                _walk(part, owner, line, tests, limits)
        case _ if is_dataclass(node):
            for each in fields(node):
                value = getattr(node, each.name)
                if isinstance(value, Phrase):
                    limits.setdefault(id(value), Part(owner, f"{each.name}: {value.text}", line))
                else:
                    _walk(value, owner, line, tests, limits)


def _phrases(test: object) -> Iterator[Phrase]:
    """The timing phrases in one test."""
    if isinstance(test, InTime):
        yield test.phrase
    elif isinstance(test, tuple):
        for each in test:
            yield from _phrases(each)
    elif is_dataclass(test) and not isinstance(test, Ref):
        for field in fields(test):
            yield from _phrases(getattr(test, field.name))


def _freshness(pack: Pack, checklist: Checklist, limits: dict[int, Part]) -> None:
    """*Up to date* is a limit of the conventions under which a checklist that asks for it counts."""
    asks = any(paper.up_to_date for item in checklist.items for paper in item.papers)
    phrase = checklist.conventions.up_to_date
    if asks:
        of_pack = phrase is pack.conventions.up_to_date
        owner = "conventions" if of_pack else _id(checklist.head)
        line = None if of_pack else checklist.head.line
        limits.setdefault(id(phrase), Part(owner, f"up_to_date: {phrase.text}", line))


def _lines(checklist: Checklist) -> Iterator[tuple[Item, Part]]:
    """The lines of a checklist; of two that ask for the same document, each with its line number in the id."""
    names = ["|".join(paper.document for paper in item.papers) for item in checklist.items]
    for name, item in zip(names, checklist.items, strict=True):
        key = f"{_id(checklist.head)}.{name}" + (f":{item.line}" if names.count(name) > 1 else "")
        title = " or ".join(paper.title for paper in item.papers)
        yield item, Part(key, title, item.line, item.clauses or checklist.head.clauses)
