"""References: from `care_order.granted_on` as written to a typed `Ref`."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from transferrules.case.kinds import Kind
from transferrules.case.vocabulary import RECORD_TYPES, SNAPSHOT, Field, RecordType
from transferrules.pack.model import (
    ChoiceTerm,
    ConditionTerm,
    DateTerm,
    DecisionTerm,
    ListPath,
    Needs,
    Pick,
    Ref,
    Root,
    SumTerm,
    Term,
    ValueType,
)
from transferrules.pack.scope import Scope, Wrong
from transferrules.reading import nearest

BOOLEAN = ValueType(Kind.BOOLEAN)
DATE = ValueType(Kind.DATE)
TEAM = ValueType(Kind.TEAM)
NUMBER = ValueType(Kind.NUMBER)

# `family.home_area` is read off the open address of the family; nobody sends it.
HOME_AREA = "family.home_area"

DECISION_FIELDS = (
    "outcome", "made_at", "effective_on", "until_on", "to_team", "requested_on",
)  # fmt: skip


class Terms(Protocol):
    """Where references find the terms, checklists and local facts of a pack."""

    @property
    def local(self) -> Mapping[str, Field]: ...

    @property
    def checklist_names(self) -> frozenset[str]: ...

    @property
    def term_names(self) -> frozenset[str]: ...

    def term(self, name: str) -> Term:
        """The term of that name; raises `Wrong` where it cannot be resolved or runs in a circle."""
        ...


def field_of(record: RecordType, key: str) -> tuple[Field, bool] | None:
    """The field that `key` names, and whether a moment is read as its day; None where there is no such field."""
    found = record.fields.get(key)
    if found is not None:
        return found, False
    if key.endswith("_on"):
        found = record.fields.get(key.removesuffix("_on") + "_at")
        if found is not None and found.kind is Kind.MOMENT:
            return found, True
    return None


def readable_fields(record: RecordType) -> tuple[str, ...]:
    """Every name by which a field of the record can be read."""
    names = list(record.fields)
    names += [
        n.removesuffix("_at") + "_on" for n, f in record.fields.items() if f.kind is Kind.MOMENT
    ]
    return tuple(sorted(names))


def _unknown_field(record: RecordType, key: str, column: int) -> Wrong:
    accepted = readable_fields(record)
    return Wrong(
        f"`{key}` is no field of {record.name}.",
        kind="unknown-field",
        column=column,
        length=len(key),
        accepted=accepted,
        nearest=nearest(key, accepted),
    )


def _walk(
    root: Root, name: str, record: RecordType, keys: Sequence[str], text: str, column: int
) -> Ref:
    """Follow field names from a record to the value at their end."""
    steps: list[Field] = []
    as_day = False
    for index, key in enumerate(keys):
        found = field_of(record, key)
        if found is None:
            raise _unknown_field(record, key, column)
        step, as_day = found
        steps.append(step)
        column += len(key) + 1
        last = index == len(keys) - 1
        if step.kind is Kind.RECORDS:
            raise Wrong(
                f"`{key}` is a list: pick one of its records with a term.",
                kind="list-needs-pick",
                column=column - len(key) - 1,
                length=len(key),
            )
        if step.kind is Kind.RECORD:
            assert step.record is not None
            record = RECORD_TYPES[step.record]
        elif not last:
            raise Wrong(
                f"`{key}` has no fields of its own.", column=column, length=len(keys[index + 1])
            )
    end = steps[-1]
    kind = Kind.DATE if as_day else end.kind
    return Ref(root, name, tuple(steps), ValueType(kind, end.codes, end.record, as_day), text)


def _term_type(term: Term) -> ValueType:
    match term:
        case Pick():
            return ValueType(Kind.RECORD, record=term.list.record)
        case DecisionTerm():
            return ValueType(Kind.RECORD, record="Decision")
        case DateTerm() | SumTerm():
            return DATE
        case ConditionTerm():
            return BOOLEAN
        case ChoiceTerm():
            return term.type


def _this(root: Root, record: RecordType, keys: Sequence[str], text: str, column: int) -> Ref:
    """The record at hand, or a field of it."""
    if not keys:
        return Ref(root, "", (), ValueType(Kind.RECORD, record=record.name), text)
    return _walk(root, "", record, keys, text, column + 5)


def _check_of(term: Term, scope: Scope, name: str, column: int) -> None:
    """A pick that belongs to each record of a list has a meaning only where such a record is at hand."""
    if not isinstance(term, Pick) or term.of is None:
        return
    record = scope.this or (None if scope.keys_are_fields else scope.row)
    if record is None or record.name != term.of.record:
        listed = ".".join(term.of.keys)
        raise Wrong(
            f"`{name}` belongs to each of `{listed}`: it has a meaning only in a rule with `each: {listed}`.",
            kind="no-this",
            column=column,
            length=len(name),
        )


def _term_ref(
    terms: Terms, name: str, keys: Sequence[str], text: str, column: int, scope: Scope
) -> Ref:
    term = terms.term(name)
    _check_of(term, scope, name, column)
    if not keys:
        return Ref(Root.TERM, name, (), _term_type(term), text)
    inside = column + len(name) + 1
    match term:
        case Pick():
            return _walk(Root.TERM, name, RECORD_TYPES[term.list.record], keys, text, inside)
        case DecisionTerm():
            ref = _walk(Root.TERM, name, RECORD_TYPES["Decision"], keys, text, inside)
            if term.needs is Needs.ALL and ref.steps[0].name not in DECISION_FIELDS:
                raise Wrong(
                    f"`{keys[0]}` cannot be read off a decision that several make together.",
                    column=inside,
                    length=len(keys[0]),
                    accepted=DECISION_FIELDS,
                )
            return ref
        case _:
            raise Wrong(
                f"`{name}` is not a record: it has no fields.", column=inside, length=len(keys[0])
            )


def resolve_ref(text: str, scope: Scope, terms: Terms, column: int = 0) -> Ref:
    """Bind a name or path.

    Args:
        text: As written, without spaces.
        scope: What may be named here.
        terms: The pack's terms.
        column: Where the text begins in its scalar, for faults.

    Raises:
        Wrong: It names nothing that there is.
    """
    head, *keys = text.split(".")
    if head == "this":
        if keys[:1] == ["parent"] and scope.this is None:
            head, keys = "parent", keys[1:]
        elif keys[:1] == ["parent"]:
            raise Wrong(
                "`this.parent` has no meaning here: `this` is the record that the pick belongs to, `parent` what holds the one picked.",
                column=column,
                length=len("this.parent"),
                accepted=("parent.…", "this.…"),
            )
        elif scope.this is not None:
            return _this(Root.THIS, scope.this, keys, text, column)
        elif scope.row is None:
            raise Wrong(
                "`this` has a meaning only where there is an `each`.", column=column, length=4
            )
        else:
            return _this(Root.ROW, scope.row, keys, text, column)
    if head == "parent":
        if scope.parent is None:
            raise Wrong(
                "`parent` has a meaning only for a list inside a list.", column=column, length=6
            )
        if not keys:
            raise Wrong("`parent` needs a field: `parent.type`.", column=column, length=6)
        return _walk(Root.PARENT, "", scope.parent, keys, text, column + 7)
    if text in ("sender", "receiver"):
        if not scope.routed:
            raise Wrong(
                f"`{text}` has a meaning only for a route.",
                kind="no-route",
                column=column,
                length=len(text),
            )
        return Ref(Root(text), "", (), TEAM, text)
    if text == "today":
        return Ref(Root.TODAY, "", (), ValueType(Kind.MOMENT), text)
    if text == "age":
        return Ref(Root.AGE, "", (), NUMBER, text)
    if text == HOME_AREA:
        return Ref(Root.SNAPSHOT, HOME_AREA, (), ValueType(Kind.AREA), text)
    if head == "local" and keys:
        found = terms.local.get(keys[0])
        if found is None or len(keys) > 1:
            raise Wrong(
                f"`{text}` is no local fact of this pack.",
                column=column,
                length=len(text),
                accepted=tuple(f"local.{name}" for name in terms.local),
                nearest=nearest(text, [f"local.{name}" for name in terms.local]),
            )
        local = SNAPSHOT.fields["local"]
        return Ref(Root.SNAPSHOT, "", (local, found), ValueType(found.kind, found.codes), text)
    if scope.keys_are_fields and scope.row is not None and field_of(scope.row, head) is not None:
        return _walk(Root.ROW, "", scope.row, [head, *keys], text, column)
    if head in SNAPSHOT.fields:
        return _walk(Root.SNAPSHOT, "", SNAPSHOT, [head, *keys], text, column)
    if head in terms.term_names:
        return _term_ref(terms, head, keys, text, column, scope)
    if head in terms.checklist_names and not keys:
        return Ref(Root.CHECKLIST, head, (), ValueType(None), text)
    if scope.keys_are_fields and scope.row is not None:
        raise _unknown_field(scope.row, head, column)
    known = sorted(terms.term_names | terms.checklist_names | set(SNAPSHOT.fields))
    raise Wrong(
        f"`{head}` is not a term of this pack, nor a fact of the vocabulary.",
        kind="unknown-name",
        column=column,
        length=len(head),
        accepted=tuple(known) if len(known) <= 12 else (),
        nearest=nearest(head, known),
    )


def resolve_list(text: str) -> ListPath:
    """Bind the path of a list, or of a list inside a list: ``meetings``, ``disputes.steps``.

    Raises:
        Wrong: It is no list.
    """
    record, keys, column, kind = SNAPSHOT, text.split("."), 0, None
    for key in keys:
        step = record.fields.get(key)
        if step is None:
            raise _unknown_field(record, key, column)
        kind = step.kind
        if step.record is None:
            raise Wrong(f"`{text}` is not a list.", column=column, length=len(key))
        record = RECORD_TYPES[step.record]
        column += len(key) + 1
    if kind is not Kind.RECORDS:
        raise Wrong(f"`{text}` is one record, not a list.", length=len(text))
    return ListPath(tuple(keys), record.name)
