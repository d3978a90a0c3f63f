"""Conditions and tests: from mappings of fact → test to typed trees.

A test is checked against the very field that it tests: its kind says which forms make sense, its code list which codes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from transferrules.case.kinds import Kind
from transferrules.language import syntax
from transferrules.language.phrases import PhraseError
from transferrules.language.tests import parse_test
from transferrules.pack.model import (
    ALWAYS,
    AllOf,
    Among,
    AnyOf,
    Completeness,
    Condition,
    Equals,
    FactTest,
    Holds,
    InRange,
    InTime,
    IsParty,
    IsSide,
    Negated,
    OneOf,
    Person,
    Presence,
    Ref,
    Root,
    SameAs,
    Test,
    Unless,
    ValueType,
)
from transferrules.pack.names import Names
from transferrules.pack.phrases import TIME_KINDS, Phrases, as_wrong
from transferrules.pack.references import resolve_ref
from transferrules.pack.scope import Path, Scope, Wrong, inside
from transferrules.reading import nearest

Report = Callable[[Path, Wrong, bool], None]
LineOf = Callable[[Path], int]

MANY = {Kind.CODES: Kind.CODE, Kind.PARTIES: Kind.PARTY, Kind.TEAMS: Kind.TEAM, Kind.IDS: Kind.TEXT}
PARTIES = frozenset({Kind.PARTY, Kind.ROLE})
JOINERS = ("any_of", "all_of", "unless")


class Conditions:
    """Binds the conditions of one pack; faults go to `report`, with their path, and reading goes on."""

    def __init__(self, names: Names, phrases: Phrases, report: Report, line_of: LineOf) -> None:
        self.names = names
        self.phrases = phrases
        self.report = report
        self.line_of = line_of

    def rule(self, path: Path, when: Any, unless: Any, scope: Scope) -> Condition:
        """The `when` and the `unless` of a rule, as one condition."""
        parts: list[Condition] = []
        if when is not None:
            parts.append(self.mapping((*path, "when"), when, scope))
        if unless is not None:
            parts.append(Unless(self.mapping((*path, "unless"), unless, scope)))
        if not parts:
            return ALWAYS
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def mapping(self, path: Path, mapping: Any, scope: Scope) -> Condition:
        """A mapping of fact → test, read as *and*."""
        if not isinstance(mapping, Mapping):
            self.report(
                path, Wrong("A condition is a mapping: `fact: test`.", kind="wrong-type"), False
            )
            return ALWAYS
        if not mapping:
            self.report(path, Wrong("A condition with nothing in it.", kind="empty"), False)
        parts = [self._entry((*path, key), key, value, scope) for key, value in mapping.items()]
        return AllOf(tuple(parts))

    def _entry(self, path: Path, key: str, value: Any, scope: Scope) -> Condition:
        if key in ("any_of", "all_of"):
            if not isinstance(value, list) or not value:
                self.report(
                    path, Wrong(f"`{key}` takes a list of conditions.", kind="wrong-type"), False
                )
                return ALWAYS
            parts = tuple(self.mapping((*path, i), part, scope) for i, part in enumerate(value))
            return AnyOf(parts) if key == "any_of" else AllOf(parts)
        if key == "unless":
            return Unless(self.mapping(path, value, scope))
        try:
            ref = resolve_ref(key, scope, self.phrases.terms)
        except Wrong as wrong:
            self.report(path, wrong, True)
            return ALWAYS
        test = self.test(path, ref, value, scope)
        return ALWAYS if test is None else FactTest(ref, test, self.line_of(path))

    def test(self, path: Path, ref: Ref, value: Any, scope: Scope) -> Test | None:
        """One test of one fact; None where it is wrong (and reported)."""
        if isinstance(value, Mapping):
            self.report(
                path,
                Wrong("A test is a word, a phrase, or a list of them.", kind="wrong-type"),
                False,
            )
            return None
        try:
            tree = parse_test(value)
        except PhraseError as error:
            self.report(path, as_wrong(error), False)
            return None
        try:
            return self._test(
                ref, tree, scope, value if isinstance(value, str) else ", ".join(value)
            )
        except Wrong as wrong:
            self.report(path, wrong, False)
            return None

    def _test(self, ref: Ref, tree: syntax.Test, scope: Scope, text: str) -> Test:
        match tree:
            case syntax.Not(inner):
                return Negated(self._test(ref, inner, scope, text.removeprefix("not ")), text)
            case syntax.OneOf(tests):
                return OneOf(
                    tuple(self._item(ref, tests, i, scope, text) for i in range(len(tests))), text
                )
            case syntax.IsComplete(complete):
                if ref.root is not Root.CHECKLIST:
                    raise Wrong("Only a checklist is complete or incomplete.", kind="wrong-test")
                return Completeness(complete, text)
        kind = ref.type.kind
        if kind is None:
            raise Wrong(
                "A checklist is tested with `complete` or `incomplete`.",
                kind="wrong-test",
                accepted=("complete", "incomplete"),
            )
        if isinstance(tree, syntax.IsNone | syntax.IsRecorded):
            return Presence(isinstance(tree, syntax.IsRecorded), text)
        if kind is Kind.RECORD:
            raise Wrong(
                "A record is tested with `recorded` or `none`; test one of its fields for more.",
                kind="wrong-test",
                accepted=("recorded", "none"),
            )
        return self._typed(ref, kind, tree, scope, text)

    def _item(
        self, ref: Ref, tests: Sequence[syntax.Test], place: int, scope: Scope, text: str
    ) -> Test:
        with inside(place):
            return self._test(ref, tests[place], scope, text)

    def _typed(self, ref: Ref, kind: Kind, tree: syntax.Test, scope: Scope, text: str) -> Test:
        match tree:
            case syntax.Includes(code) | syntax.Only(code):
                if kind not in MANY:
                    raise Wrong(
                        f"`{ref.text}` holds one value, not a list: say `{code.text}` alone.",
                        kind="wrong-test",
                    )
                if isinstance(code, syntax.Name):
                    other = self._other(code, scope)
                    return Holds(SameAs(other, code.text), isinstance(tree, syntax.Only), text)
                member = self._word(ValueType(MANY[kind], ref.type.codes), code, scope)
                if not isinstance(member, Equals | IsParty | IsSide):
                    raise Wrong("A list is tested for one member.", kind="wrong-test")
                return Holds(member, isinstance(tree, syntax.Only), text)
            case syntax.NumberRange(least, most):
                if kind is not Kind.NUMBER:
                    raise Wrong(f"`{ref.text}` is not a number.", kind="wrong-test")
                return InRange(least, most, text)
            case syntax.Within(timing):
                if kind not in TIME_KINDS:
                    raise Wrong(f"`{ref.text}` is not a date.", kind="wrong-test")
                return InTime(self.phrases.bind(timing, scope), text)
            case syntax.Among(name):
                other = self._other(name, scope)
                if other.type.kind not in MANY:
                    raise Wrong(
                        f"`{name.text}` holds one value: say `same as {name.text}`.",
                        kind="wrong-test",
                        column=name.column,
                        length=len(name.text),
                    )
                return Among(other, text)
            case syntax.SameAs(name):
                other = self._other(name, scope)
                if other.type.kind is not kind:
                    raise Wrong(
                        f"`{ref.text}` and `{name.text}` are not of one kind.",
                        kind="wrong-test",
                        column=name.column,
                        length=len(name.text),
                    )
                return SameAs(other, text)
            case syntax.Word():
                if kind in MANY:
                    raise Wrong(
                        f"`{ref.text}` is a list: say `includes {tree.text}` or `only {tree.text}`.",
                        kind="wrong-test",
                    )
                return self._word(ref.type, tree, scope)
        raise Wrong("That is no test.", kind="wrong-test")

    def _other(self, name: syntax.Name, scope: Scope) -> Ref:
        """Another fact, with which one is compared: in a `where`, no field of the record itself unless by `this`."""
        beside = replace(scope, keys_are_fields=False)
        return resolve_ref(name.text, beside, self.phrases.terms, name.column)

    def _word(self, type_: ValueType, word: syntax.Word, scope: Scope) -> Test:
        text, at = word.text, {"column": word.column, "length": len(word.text)}
        match type_.kind:
            case Kind.BOOLEAN:
                if text not in ("true", "false"):
                    raise Wrong(
                        f"`{text}` is neither true nor false.",
                        kind="wrong-value",
                        accepted=("true", "false"),
                        **at,  # type: ignore[arg-type]
                    )
                return Equals(frozenset({text == "true"}), text)
            case Kind.NUMBER:
                if not text.isdigit():
                    raise Wrong(f"`{text}` is not a number.", kind="wrong-value", **at)  # type: ignore[arg-type]
                return InRange(int(text), int(text), text)
            case Kind.TEAM:
                return self._team(word, scope)
            case Kind.PARTY | Kind.ROLE:
                return IsParty(self._party(word, scope), text)
            case Kind.DATE | Kind.MOMENT:
                raise Wrong(
                    "A date is tested with a timing phrase: `on …`, `after …`, `within … of …`.",
                    kind="wrong-test",
                    **at,  # type: ignore[arg-type]
                )
            case Kind.CODE:
                return self._code(type_.codes, word)
            case _:
                return Equals(frozenset({text}), text)

    def _code(self, code_list: str | None, word: syntax.Word) -> Equals:
        if code_list is None:
            return Equals(frozenset({word.text}), word.text)
        kinds = self.names.kinds.get(code_list, {})
        if word.text not in kinds:
            raise Wrong(
                f"`{word.text}` is not a code of `{code_list}`.",
                kind="unknown-code",
                column=word.column,
                length=len(word.text),
                accepted=tuple(sorted(kinds)) if len(kinds) <= 24 else (),
                nearest=nearest(word.text, sorted(kinds)),
            )
        return Equals(frozenset(kinds[word.text]), word.text)

    def _team(self, word: syntax.Word, scope: Scope) -> Test:
        if word.text in ("sender", "receiver"):
            if not scope.routed:
                raise Wrong(
                    f"`{word.text}` has a meaning only for a route.",
                    kind="no-route",
                    column=word.column,
                    length=len(word.text),
                )
            return IsSide(Root(word.text), word.text)
        self.team(word.text, word.column)
        return Equals(frozenset({word.text}), word.text)

    def team(self, name: str, column: int = 0) -> str:
        """A team of this pack. Raises `Wrong`."""
        if name not in self.names.teams:
            raise Wrong(
                f"`{name}` is not a team of this pack.",
                kind="unknown-team",
                column=column,
                length=len(name),
                accepted=tuple(self.names.teams) if len(self.names.teams) <= 24 else (),
                nearest=nearest(name, list(self.names.teams)),
            )
        return name

    def _party(self, word: syntax.Word, scope: Scope) -> Person:
        return self.person(word.text, scope, word.column)

    def person(self, name: str, scope: Scope, column: int = 0) -> Person:
        """A person, role or team by which a record may name somebody. Raises `Wrong`."""
        if name in ("sender", "receiver"):
            if not scope.routed:
                raise Wrong(
                    f"`{name}` has a meaning only for a route.",
                    kind="no-route",
                    column=column,
                    length=len(name),
                )
            return Person(name, None, (name,), f"the {name}")
        if name in self.names.people:
            return self.names.people[name]
        if name in self.names.teams:
            return Person(name, None, (name,), self.names.teams[name].title)
        if name in self.names.kinds.get("role", {}):
            return Person(name, name, (), name.replace("_", " "))
        known = sorted({*self.names.people, *self.names.teams, *self.names.kinds.get("role", {})})
        raise Wrong(
            f"`{name}` is no person, role or team of this pack.",
            kind="unknown-person",
            column=column,
            length=len(name),
            nearest=nearest(name, known),
        )
