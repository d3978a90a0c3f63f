"""Rules: routes, blocks, duties, checklists and advice, from their surface to their resolved form."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

from transferrules.case.kinds import Kind
from transferrules.case.vocabulary import RECORD_TYPES
from transferrules.language import syntax
from transferrules.pack import model
from transferrules.pack.model import ALWAYS, Conventions, Outcome, Ref, RuleHead
from transferrules.pack.phrases import TIME_KINDS
from transferrules.pack.references import HOME_AREA, field_of, resolve_list, resolve_ref
from transferrules.pack.scope import Path, Scope, Wrong
from transferrules.pack.surface import (
    AdvicePart,
    BlockPart,
    ChecklistPart,
    DocumentPart,
    DutyPart,
    ItemPart,
    PackPart,
    RoutePart,
    RulePart,
)
from transferrules.pack.terms import TermBook
from transferrules.reading import nearest

T = TypeVar("T")

OUTCOME_KEYS = {
    "stay": Outcome.STAY,
    "refer": Outcome.REFER,
    "joins": Outcome.JOIN,
    "close": Outcome.CLOSE,
    "ask": Outcome.ASK,
}


class Rules:
    """Resolves the rules of one pack; faults are reported with their path, and reading goes on.

    Attributes:
        book: The pack's terms, and with them its names, phrases and conditions.
        conventions: How the pack counts.
        registered: The clauses of the pack's register; None where it has none.
    """

    def __init__(
        self, book: TermBook, conventions: Conventions, registered: frozenset[str] | None
    ) -> None:
        self.book = book
        self.names = book.names
        self.part: PackPart = book.names.part
        self.conventions = conventions
        self.registered = registered
        self.moving = frozenset(n for n, r in self.part.routes.items() if self._moves(r))

    @staticmethod
    def _moves(part: RoutePart) -> bool:
        return not any(getattr(part, key) is not None for key in OUTCOME_KEYS)

    def attempt(self, path: Path, make: Callable[[], T], default: T) -> T:
        """Do one thing; where it is wrong, report it at `path` and go on with the default."""
        try:
            return make()
        except Wrong as wrong:
            self.book.report(path, wrong, False)
            return default

    def head(self, section: str, name: str, part: RulePart) -> RuleHead:
        """What every rule has; clauses are checked against the register."""
        path: Path = (section, name)
        if self.registered is not None:
            for index, clause in enumerate(part.clauses):
                if clause not in self.registered:
                    known = sorted(self.registered)
                    where = (*path, "clauses", index)
                    self.book.report(
                        where,
                        Wrong(
                            f"`{clause}` is not in the register.",
                            kind="unknown-clause",
                            nearest=nearest(clause, known),
                        ),
                        False,
                    )
        return RuleHead(
            name,
            section,
            part.title,
            tuple(part.clauses),
            model.Force(part.force),
            self.book.line_of(path),
        )

    def _phrase(self, path: Path, text: str | None, scope: Scope) -> model.Phrase | None:
        if text is None:
            return None
        return self.attempt(path, lambda: self.book.phrases.phrase(text, scope), None)

    def _date_ref(self, path: Path, text: str | None, scope: Scope) -> Ref | None:
        if text is None:
            return None

        def make() -> Ref | None:
            ref = resolve_ref(text, scope, self.book)
            if ref.type.kind not in TIME_KINDS:
                raise Wrong(
                    f"`{text}` is not a date: a deed is shown by its date.", kind="not-a-date"
                )
            return ref

        return self.attempt(path, make, None)

    def _people(
        self, path: Path, names: Iterable[str] | None, scope: Scope
    ) -> tuple[model.Person, ...]:
        people = []
        for place, name in enumerate(names or ()):
            who = partial(self.book.conditions.person, name, scope)
            person = self.attempt((*path, place), who, None)
            if person is not None:
                people.append(person)
        return tuple(people)

    def _counting(self, path: Path, part: Any) -> Conventions:
        """The pack's conventions with those that the rule sets for itself."""
        changes: dict[str, Any] = {}
        for key in ("leap_birthday", "rest_day"):
            if getattr(part, key, None) is not None:
                changes[key] = getattr(part, key)
        if getattr(part, "working_hours", None) is not None:
            changes["working_hours"] = self.attempt(
                (*path, "working_hours"), lambda: opening(part.working_hours), None
            )
        if getattr(part, "moved", None) is not None:
            moved = self._date_ref((*path, "moved"), part.moved, Scope(routed=True))
            changes["moved"] = moved or self.conventions.moved
        if isinstance(getattr(part, "up_to_date", None), str):
            found = self._phrase(
                (*path, "up_to_date"), part.up_to_date, Scope(routed=True, move=True, point=True)
            )
            changes["up_to_date"] = found or self.conventions.up_to_date
        if isinstance(part, RoutePart) and part.horizon is not None:
            changes["horizon"] = self.horizon((*path, "horizon"), part.horizon)
        if not changes:
            return self.conventions
        kept = {f: getattr(self.conventions, f) for f in Conventions.__dataclass_fields__}
        return Conventions(**{**kept, **changes})

    def horizon(self, path: Path, text: str) -> syntax.Amount | model.Date:
        """An amount, or the day on which a route opens."""
        phrases = self.book.phrases
        try:
            return phrases.amount(text)
        except Wrong:
            fallback: syntax.Amount | model.Date = syntax.Amount(
                (syntax.Quantity(12, syntax.Unit.MONTH),)
            )
            return self.attempt(path, lambda: phrases.date(text, Scope(routed=True)), fallback)

    def routes_named(self, path: Path, names: list[str]) -> frozenset[str]:
        """The routes of a `for`: ids, or `all` that move the case."""
        if names == ["all"]:
            return self.moving
        for index, name in enumerate(names):
            self._known((*path, index), name, self.part.routes, "route")
        return frozenset(n for n in names if n in self.part.routes)

    def _known(
        self, path: Path, name: str, known: Mapping[str, object], what: str, at_key: bool = False
    ) -> bool:
        if name in known:
            return True
        wrong = Wrong(
            f"`{name}` is no {what} of this pack.",
            kind=f"unknown-{what}",
            nearest=nearest(name, list(known)),
        )
        self.book.report(path, wrong, at_key)
        return False

    def _codes(self, path: Path, code_list: str, name: str) -> frozenset[str]:
        kinds = self.names.kinds.get(code_list, {})
        self._known(path, name, kinds, code_list)
        return kinds.get(name, frozenset({name}))

    # --- routes ----------------------------------------------------------------------------------

    def route(self, name: str, part: RoutePart) -> model.Route:
        """One route."""
        path: Path = ("routes", name)
        scope, later = Scope(routed=True), Scope(routed=True, point=True)
        outcome, to, subject, asks = self._answer(path, part)
        counting = self._counting(path, part)
        if part.point is not None and part.done is not None and part.point.split()[-1] == part.done:
            self.book.report(
                (*path, "done"),
                Wrong(
                    "One event is either the point, after which the move is still to be made, or the move itself (`done`).",
                    kind="point-is-done",
                ),
                False,
            )
        return model.Route(
            self.head("routes", name, part),
            outcome,
            self._senders(path, part.senders),
            to,
            subject,
            asks,
            self.book.conditions.rule(path, part.when, part.unless, scope),
            self._awaited(path, part.if_decided or {}, scope),
            self._phrase((*path, "point"), part.point, scope),
            self._phrase((*path, "due"), part.due, later),
            self._date_ref((*path, "done"), part.done, scope),
            counting.horizon,
            frozenset(
                n
                for i, n in enumerate(part.overrides)
                if self._known((*path, "overrides", i), n, self.part.routes, "route")
            ),
            counting,
        )

    def _answer(
        self, path: Path, part: RoutePart
    ) -> tuple[Outcome, model.Destination | None, str | None, tuple[model.Person, ...]]:
        given = [key for key in OUTCOME_KEYS if getattr(part, key) is not None]
        if len(given) > 1 or (not given and part.to is None):
            wrong = Wrong(
                "A route answers exactly one of `to`, `stay`, `refer` (with `to`), `joins`, `close`, `ask`.",
                kind="one-of",
            )
            self.book.report(path, wrong, True)
            return Outcome.STAY, None, None, ()
        outcome = OUTCOME_KEYS[given[0]] if given else Outcome.MOVE
        takes_to = outcome in (Outcome.MOVE, Outcome.REFER)
        if (part.to is None) is takes_to:
            said = "needs `to`" if takes_to else "takes no `to`"
            self.book.report(
                path, Wrong(f"`{given[0] if given else 'to'}` {said}.", kind="one-of"), True
            )
            return Outcome.STAY, None, None, ()
        subject = part.refer
        to = self._destination(path, part) if takes_to else None
        if outcome is Outcome.JOIN:
            assert part.joins is not None
            joins = part.joins
            team = self.attempt((*path, "joins"), lambda: self.book.conditions.team(joins), joins)
            to = model.Destination((team,), None, None, None, None)
            subject = part.role
            if part.role is None:
                self.book.report(
                    path, Wrong("`joins` needs `as`, the role.", kind="missing-key"), True
                )
        asks = self._people((*path, "ask"), part.ask, Scope(routed=True))
        return outcome, to, subject, asks

    def _destination(self, path: Path, part: RoutePart) -> model.Destination:
        area = self._ref((*path, "in_area"), part.in_area, Kind.AREA)
        worker = self._ref((*path, "worker"), part.worker, Kind.PERSON)
        names = part.to or []
        chosen = part.chosen_by
        if chosen is not None:
            self._known((*path, "chosen_by"), chosen, self.part.decisions, "decision")
        if len(names) == 1 and names[0] not in self.names.teams and (
            "." in names[0] or names[0] in self.book.term_names
        ):  # fmt: skip
            ref = self._ref((*path, "to"), names[0], Kind.TEAM)
            return model.Destination((), ref, chosen, area, worker)
        teams = []
        for index, name in enumerate(names):
            team = partial(self.book.conditions.team, name)
            teams.append(self.attempt((*path, "to", index), team, name))
        if len(teams) > 1 and chosen is None:
            wrong = Wrong(
                "Several destinations need `chosen_by`, the decision that chooses.",
                kind="missing-key",
            )
            self.book.report((*path, "to"), wrong, True)
        return model.Destination(tuple(teams), None, chosen, area, worker)

    def _ref(self, path: Path, text: str | None, kind: Kind) -> Ref | None:
        if text is None:
            return None

        def make() -> Ref | None:
            ref = resolve_ref(text, Scope(routed=True), self.book)
            if ref.type.kind is not kind and text != HOME_AREA:
                raise Wrong(f"`{text}` is no {kind.value}.", kind="wrong-type")
            return ref

        return self.attempt(path, make, None)

    def _senders(self, path: Path, names: list[str]) -> model.Senders:
        teams = set()
        for index, name in enumerate(names):
            if name not in ("any", "none"):
                team = partial(self.book.conditions.team, name)
                teams.add(self.attempt((*path, "from", index), team, name))
        return model.Senders(frozenset(teams), "any" in names, "none" in names)

    def _awaited(
        self, path: Path, awaited: Mapping[str, str | list[str]], scope: Scope
    ) -> tuple[model.Awaited, ...]:
        result = []
        for name, outcomes in awaited.items():
            where = (*path, "if_decided", name)
            if not self._known(where, name, self.part.decisions, "decision", at_key=True):
                continue
            try:
                ref = resolve_ref(f"{name}.outcome", scope, self.book)
            except Wrong:
                # The decision is wrong itself, and that is reported where it stands.
                continue
            test = self.book.conditions.test(where, ref, outcomes, scope)
            if test is not None:
                result.append(model.Awaited(name, test))
        return tuple(result)

    # --- blocks, duties, checklists, advice --------------------------------------------------------

    def block(self, name: str, part: BlockPart) -> model.Block:
        """One block."""
        path: Path = ("blocks", name)
        scope = Scope(routed=True, move=True, point=True)
        holds = [self.book.conditions.mapping((*path, "while"), part.holds, scope)]
        also = self.book.conditions.rule(path, part.when, part.unless, scope)
        if also is not ALWAYS:
            holds.append(also)
        return model.Block(
            self.head("blocks", name, part),
            self.routes_named((*path, "for"), part.routes),
            model.AllOf(tuple(holds)) if len(holds) > 1 else holds[0],
        )

    def _row_scope(
        self, path: Path, each: str | None, scope: Scope
    ) -> tuple[model.ListPath | None, Scope, Scope]:
        """The list of an `each`, the scope of its `where`, and the scope of the rest of the rule."""
        if each is None:
            return None, scope, scope
        listed = self.attempt((*path, "each"), lambda: resolve_list(each), None)
        if listed is None:
            return None, scope, scope
        parent = RECORD_TYPES[resolve_list(listed.keys[0]).record] if len(listed.keys) > 1 else None
        row = RECORD_TYPES[listed.record]
        rest = Scope(row, parent, False, scope.routed, scope.move, scope.point)
        return listed, Scope(row, parent, True, scope.routed, scope.move, scope.point), rest

    def duty(self, name: str, part: DutyPart) -> model.Duty:
        """One duty."""
        path: Path = ("duties", name)
        routed = part.routes is not None
        outer = Scope(routed=routed, move=routed, point=routed)
        listed, where_scope, scope = self._row_scope(path, part.each, outer)
        where: model.Condition = ALWAYS
        if part.where is not None:
            if listed is None and part.each is None:
                self.book.report(
                    path, Wrong("`where` needs `each`, a list.", kind="missing-key"), True
                )
            else:
                where = self.book.conditions.mapping((*path, "where"), part.where, where_scope)
        provided: model.Condition = ALWAYS
        if part.provided is not None:
            provided = self.book.conditions.mapping((*path, "provided"), part.provided, scope)
        done = self._date_ref((*path, "done"), part.done, scope)
        counting = self._counting(path, part)
        return model.Duty(
            self.head("duties", name, part),
            self.routes_named((*path, "for"), part.routes) if part.routes is not None else None,
            self.book.conditions.rule(path, part.when, part.unless, scope),
            listed,
            where,
            self._people((*path, "who"), part.who, Scope(routed=routed)),
            self._phrase((*path, "due"), part.due, scope),
            done,
            provided,
            done is not None and done.text == counting.moved.text,
            frozenset(
                n
                for i, n in enumerate(part.overrides)
                if self._known((*path, "overrides", i), n, self.part.duties, "duty")
            ),
            counting,
        )

    def checklist(self, name: str, part: ChecklistPart) -> model.Checklist:
        """One checklist."""
        path: Path = ("checklists", name)
        routed = part.routes is not None
        scope = Scope(routed=routed, move=routed, point=routed)
        items = tuple(
            self._item((*path, "items", index), item, scope)
            for index, item in enumerate(part.items)
        )
        return model.Checklist(
            self.head("checklists", name, part),
            self.routes_named((*path, "for"), part.routes) if part.routes is not None else None,
            self.book.conditions.rule(path, part.when, part.unless, scope),
            self._people((*path, "who"), part.who, Scope(routed=routed)),
            self._phrase((*path, "due"), part.due, scope),
            items,
            self._counting(path, part),
        )

    def _item(self, path: Path, part: str | ItemPart, scope: Scope) -> model.Item:
        detail = ItemPart(document=part) if isinstance(part, str) else part
        if (detail.document is None) is (detail.any_of is None):
            wrong = Wrong("An item is one `document`, or `any_of` several.", kind="one-of")
            self.book.report(path, wrong, False)
        papers = []
        if detail.document is not None:
            papers.append(self._paper(path, detail, scope))
        for index, other in enumerate(detail.any_of or ()):
            inner = ItemPart(document=other) if isinstance(other, str) else other
            papers.append(self._paper((*path, "any_of", index), inner, scope))
        unknown = detail.requirement == "unknown"
        if unknown and detail.because is None:
            wrong = Wrong("`requirement: unknown` needs `because`.", kind="missing-key")
            self.book.report(path, wrong, False)
        return model.Item(
            tuple(papers),
            self.book.conditions.rule(path, detail.when, detail.unless, scope),
            model.Requirement.UNKNOWN if unknown else model.Requirement.BY_CONDITION,
            detail.because,
            model.Force(detail.force) if detail.force is not None else None,
            tuple(detail.clauses or ()),
            self.book.line_of(path),
        )

    def _paper(self, path: Path, part: ItemPart, scope: Scope) -> model.Paper:
        document = part.document or ""
        codes = self._codes((*path, "document"), "document", document)
        declared = self.part.documents.get(document)
        evidence = declared.evidence if isinstance(declared, DocumentPart) else None
        record = self._evidence(document, evidence) if evidence is not None else "Document"
        listed, where_scope, inner = self._row_scope(path, part.each, scope)
        if part.each is None:
            row = RECORD_TYPES[record]
            where_scope = Scope(row, None, True, scope.routed, scope.move, scope.point)
            inner = Scope(row, None, False, scope.routed, scope.move, scope.point)
        where = None
        if part.where is not None:
            where = self.book.conditions.mapping((*path, "where"), part.where, where_scope)
        provided: model.Condition = ALWAYS
        if part.provided is not None:
            provided = self.book.conditions.mapping((*path, "provided"), part.provided, inner)
        title = part.title or self.names.titles.get(document, document.replace("_", " "))
        return model.Paper(
            document, title, codes, evidence, listed, where, provided, part.up_to_date
        )

    def _evidence(self, document: str, term: str) -> str:
        """The type of the record of which a document is the copy."""
        path: Path = ("documents", document, "evidence")
        ref = self.attempt(path, lambda: resolve_ref(term, Scope(routed=True), self.book), None)
        if ref is None:
            return "Document"
        record = ref.type.record
        if record is None or field_of(RECORD_TYPES[record], "on_file") is None:
            wrong = Wrong(f"`{term}` is no record that can be on file.", kind="wrong-type")
            self.book.report(path, wrong, False)
            return "Document"
        return record

    def advise(self, name: str, part: AdvicePart) -> model.Advice:
        """One piece of advice."""
        path: Path = ("advice", name)
        routed = part.routes is not None
        scope = Scope(routed=routed, move=routed, point=routed)
        return model.Advice(
            self.head("advice", name, part),
            self.routes_named((*path, "for"), part.routes) if part.routes is not None else None,
            self.book.conditions.rule(path, part.when, part.unless, scope),
        )


def opening(text: str) -> tuple[int, int] | None:
    """Opening and closing, in minutes after midnight; None for the whole of each working day.

    Raises:
        Wrong: It is neither of the two forms.
    """
    if text == "24 hours of each working day":
        return None
    words = text.split()
    if len(words) == 7 and words[1] == "to" and words[3:] == ["of", "each", "working", "day"]:
        try:
            start, end = _minutes(words[0]), _minutes(words[2])
        except ValueError:
            start, end = 1, 0
        if start < end:
            return start, end
    raise Wrong(
        "Working hours are `24 hours of each working day` or `09:00 to 17:00 of each working day`.",
        kind="wrong-value",
    )


def _minutes(text: str) -> int:
    hours, _, minutes = text.partition(":")
    value = int(hours) * 60 + int(minutes)
    if not 0 <= value <= 24 * 60 or not 0 <= int(minutes) < 60:
        raise ValueError(text)
    return value
