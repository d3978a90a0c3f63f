"""Terms: resolved on first use, so that they may stand in any order; a circle is refused with the circle spelled out."""

from collections.abc import Mapping

from transferrules.case.kinds import Kind
from transferrules.case.vocabulary import RECORD_TYPES, Field
from transferrules.language.syntax import Unit
from transferrules.pack.conditions import Conditions, Report
from transferrules.pack.model import (
    ALWAYS,
    Choice,
    ChoiceTerm,
    Condition,
    ConditionTerm,
    Date,
    DateTerm,
    DecisionTerm,
    ListPath,
    Needs,
    Pick,
    Ref,
    SumTerm,
    Term,
    ValueType,
)
from transferrules.pack.names import Names, local_codes
from transferrules.pack.phrases import TIME_KINDS, Phrases
from transferrules.pack.references import field_of, resolve_list, resolve_ref
from transferrules.pack.scope import Path, Scope, Wrong, inside
from transferrules.pack.surface import ChoicePart, DecisionPart, TermPart
from transferrules.reading import nearest

RANKS = {"first": 0, "second": 1, "last": -1}
# A term may be used by a rule that has a route; whether every user has one is checked where it is used.
ROUTED = Scope(routed=True, move=True, point=True)
# How many terms may rest on one another in a row; the deepest of the five packs has six.
LONGEST_CHAIN = 30
TOO_DEEP = "too-deep"
DAYS_IN = {Unit.CALENDAR_DAY: 1, Unit.WEEK: 7}


class TermBook:
    """The terms of one pack, resolved on demand.

    Attributes:
        resolved: Those resolved so far.
    """

    def __init__(self, names: Names, standing: frozenset[str], report: Report, line_of) -> None:  # type: ignore[no-untyped-def]
        self.names = names
        self.report = report
        self.line_of = line_of
        self.resolved: dict[str, Term] = {}
        self.broken: set[str] = set()
        self.open: list[str] = []
        self.phrases = Phrases(self, standing)
        self.conditions = Conditions(names, self.phrases, report, line_of)
        self.local = self._local()

    def _local(self) -> Mapping[str, Field]:
        kinds = {"date": Kind.DATE, "moment": Kind.MOMENT, "code": Kind.CODE, "team": Kind.TEAM,
                 "text": Kind.TEXT, "number": Kind.NUMBER, "true/false": Kind.BOOLEAN}  # fmt: skip
        return {
            name: Field(
                name=name,
                kind=kinds[part.type],
                codes=local_codes(name) if part.type == "code" else None,
                ahead=False,
                happens_with=None,
                expected_by=None,
                description=part.title,
                question=part.question or f"{part.title}?",
                example=None,
                standard="",
            )
            for name, part in self.names.part.local.items()
        }

    @property
    def checklist_names(self) -> frozenset[str]:
        """The checklists, which are terms too."""
        return frozenset(self.names.part.checklists)

    @property
    def term_names(self) -> frozenset[str]:
        """Every term and every declared decision."""
        return frozenset(self.names.part.terms) | frozenset(self.names.part.decisions)

    def resolve_all(self) -> Mapping[str, Term]:
        """Resolve every term; faults are reported."""
        for name in sorted(self.term_names):
            try:
                self.term(name)
            except Wrong:
                # Reported where it stands, when it was first resolved.
                continue
        return self.resolved

    def term(self, name: str) -> Term:
        """The term of that name.

        Raises:
            Wrong: It is wrong itself (reported where it stands), or runs in a circle.
        """
        if name in self.resolved:
            return self.resolved[name]
        if name in self.open:
            ring = [*self.open[self.open.index(name) :], name]
            raise Wrong("These terms run in a circle: " + " → ".join(ring) + ".", kind="circle")
        if name in self.broken:
            raise Wrong(
                f"`{name}` cannot be read: see the fault where it stands.", kind="broken-term"
            )
        if len(self.open) >= LONGEST_CHAIN:
            raise Wrong(
                f"More than {LONGEST_CHAIN} terms rest on one another in a row: say it in fewer steps.",
                kind=TOO_DEEP,
            )
        self.open.append(name)
        try:
            self.resolved[name] = self._resolve(name)
        except Wrong as wrong:
            self.broken.add(name)
            place: Path = ("decisions" if name in self.names.part.decisions else "terms", name)
            if wrong.kind != "broken-term":
                self.report(place, wrong, False)
            raise Wrong(
                f"`{name}` cannot be read: see the fault where it stands.", kind="broken-term"
            ) from None
        finally:
            self.open.pop()
        return self.resolved[name]

    def _resolve(self, name: str) -> Term:
        if name in self.names.part.decisions:
            return self._decision(name, self.names.part.decisions[name])
        part = self.names.part.terms[name]
        line = self.line_of(("terms", name))
        if isinstance(part, str):
            return DateTerm(name, self.phrases.date(part, ROUTED), line)
        return self._mapping(name, part, line)

    def _mapping(self, name: str, part: TermPart, line: int) -> Term:
        path: Path = ("terms", name)
        given = [key for key in (*RANKS, "choose", "reaches") if getattr(part, key) is not None]
        if part.when is not None or part.unless is not None:
            given.append("when")
        if len(given) != 1:
            raise Wrong(
                "A term is exactly one thing: a record (`first`, `second` or `last`), a condition (`when`), a choice (`choose`) or a sum of days (`reaches`).",
                kind="one-of",
            )
        key = given[0]
        if key in RANKS:
            return self._pick(name, part, key, line)
        if key == "choose":
            return self._choice(name, part.choose or [], line)
        if key == "reaches":
            return self._sum(name, part, line)
        stray = [
            k
            for k in ("where", "by", "of", "within", "counted_from")
            if getattr(part, k) is not None
        ]
        if stray:
            raise Wrong(f"`{stray[0]}` has no meaning in a condition.", kind="one-of")
        return ConditionTerm(name, self.conditions.rule(path, part.when, part.unless, ROUTED), line)

    def list_scope(self, path: ListPath, routed: bool = True, of: ListPath | None = None) -> Scope:
        """What may be named in the `where` of a list; `of` is the list to each of whose records a pick belongs."""
        parent = None
        if len(path.keys) > 1:
            outer = resolve_list(path.keys[0])
            parent = RECORD_TYPES[outer.record]
        return Scope(
            row=RECORD_TYPES[path.record],
            this=RECORD_TYPES[of.record] if of is not None else None,
            parent=parent,
            keys_are_fields=True,
            routed=routed,
            move=routed,
            point=routed,
        )

    def _pick(self, name: str, part: TermPart, key: str, line: int) -> Pick:
        with inside(key):
            listed = resolve_list(getattr(part, key))
        if part.by is None:
            raise Wrong(
                f"`{key}` needs `by`, the date that orders the records.", kind="missing-key"
            )
        record = RECORD_TYPES[listed.record]
        found = field_of(record, part.by)
        if found is None or found[0].kind not in TIME_KINDS:
            dates = [n for n, f in record.fields.items() if f.kind in TIME_KINDS]
            with inside("by"):
                raise Wrong(
                    f"`{part.by}` is no date of {record.name}.",
                    kind="unknown-field",
                    accepted=tuple(dates),
                    nearest=nearest(part.by, dates),
                )
        with inside("of"):
            of = resolve_list(part.of) if part.of is not None else None
        where: Condition = ALWAYS
        if part.where is not None:
            scope = self.list_scope(listed, of=of)
            where = self.conditions.mapping(("terms", name, "where"), part.where, scope)
        return Pick(name, RANKS[key], listed, where, found[0], of, line)

    def _sum(self, name: str, part: TermPart, line: int) -> SumTerm:
        if part.within is None or part.counted_from is None:
            raise Wrong(
                "`reaches` needs `in`, a list of stays, and `counted_from`, a date.",
                kind="missing-key",
            )
        amount = self.phrases.amount(part.reaches or "")
        days = 0
        for quantity in amount.quantities:
            if quantity.unit not in DAYS_IN:
                raise Wrong("A sum of days is said in calendar days or weeks.", kind="wrong-value")
            days += quantity.number * DAYS_IN[quantity.unit]
        with inside("in"):
            listed = resolve_list(part.within)
        if not {"started_on", "ended_on"} <= set(RECORD_TYPES[listed.record].fields):
            raise Wrong(
                f"`{part.within}` is no list of stays: they start and end.", kind="wrong-value"
            )
        where = ALWAYS if part.where is None else self.conditions.mapping(
            ("terms", name, "where"), part.where, self.list_scope(listed)
        )  # fmt: skip
        return SumTerm(
            name, days, listed, where, self.phrases.date(part.counted_from, ROUTED), line
        )

    def _choice(self, name: str, parts: list[ChoicePart], line: int) -> ChoiceTerm:
        choices, types = [], []
        for index, part in enumerate(parts):
            path: Path = ("terms", name, "choose", index)
            given = part.give if part.give is not None else part.otherwise
            guarded = part.when is not None or part.unless is not None
            if given is None or guarded is (part.otherwise is not None):
                raise Wrong(
                    "Each choice is `when` with `give`, or `otherwise` alone.", kind="one-of"
                )
            guard = self.conditions.rule(path, part.when, part.unless, ROUTED) if guarded else None
            value, type_ = self._given(given)
            choices.append(Choice(guard, value, self.line_of(path)))
            if type_ is not None:
                types.append(type_)
        if len({t.kind for t in types}) > 1:
            raise Wrong("The choices give values of different kinds.", kind="wrong-type")
        if not types:
            raise Wrong("No choice gives a value.", kind="one-of")
        if sum(c.guard is None for c in choices) > 1:
            raise Wrong("There is one `otherwise` at the most.", kind="one-of")
        return ChoiceTerm(name, tuple(choices), types[0], line)

    def _given(self, text: str) -> tuple[str | Ref | Date, ValueType | None]:
        if text == "none":
            return "none", None
        if text in self.names.teams:
            return text, ValueType(Kind.TEAM)
        if " " not in text:
            if "." not in text and text not in self.term_names:
                if text in self.names.declared_codes():
                    return text, ValueType(Kind.CODE)
                raise Wrong(
                    f"`{text}` is no team, code or term of this pack.",
                    kind="unknown-name",
                    nearest=nearest(text, sorted({*self.names.teams, *self.term_names})),
                )
            ref = resolve_ref(text, ROUTED, self)
            if ref.type.kind not in TIME_KINDS:
                return ref, ref.type
        return self.phrases.date(text, ROUTED), ValueType(Kind.DATE)

    def _decision(self, name: str, part: str | DecisionPart) -> DecisionTerm:
        detail = part if isinstance(part, DecisionPart) else DecisionPart(title=part)
        made_by = []
        for place, who in enumerate(detail.made_by or ()):
            try:
                made_by.append(self.conditions.person(who, ROUTED))
            except Wrong as wrong:
                self.report(("decisions", name, "made_by", place), wrong, False)
        kind = detail.type or name
        if kind not in self.names.kinds["decision"]:
            raise Wrong(
                f"`{kind}` is no type of decision.",
                kind="unknown-code",
                nearest=nearest(kind, sorted(self.names.kinds["decision"])),
            )
        needs = Needs(detail.needs)
        if needs is Needs.ALL and len(made_by) < 2:
            raise Wrong("`needs: all` wants at least two in `made_by`.", kind="wrong-value")
        where = ALWAYS if detail.where is None else self.conditions.mapping(
            ("decisions", name, "where"), detail.where, self.list_scope(resolve_list("decisions"))
        )  # fmt: skip
        aside: frozenset[str] | None = None
        if detail.sets_aside is not None:
            aside = frozenset() if detail.sets_aside == ["any"] else frozenset(detail.sets_aside)
        return DecisionTerm(
            name,
            detail.title,
            kind,
            self.names.kinds["decision"][kind],
            tuple(made_by),
            needs,
            tuple(detail.outcomes or ()),
            where,
            aside,
            self.line_of(("decisions", name)),
        )
