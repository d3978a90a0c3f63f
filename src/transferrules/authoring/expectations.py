"""What a scenario expects of an answer, and where the answer is otherwise.

`read_expectations` turns the YAML under `expect` into frozen expectations, each with its line; `mismatches` holds them against an answer.
Only what is said is asserted. Several parts of one name (a duty for each of two meetings) are each held to what is said of the name;
a list says one thing of each, and says that there are no more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from transferrules.authoring.aspects import COUNT, DECISION, Aspect, ById, Inside, Table
from transferrules.authoring.pack_names import PackNames
from transferrules.authoring.statements import (
    NONE,
    AreWords,
    IsNumber,
    IsWord,
    Path,
    Reader,
    Statement,
    Undecided,
    shown,
)
from transferrules.reading import Mapping, Node, Scalar, Sequence, dotted, nearest


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that an answer says otherwise than a scenario expects.

    Attributes:
        path: What it is, as in `duties.request_cpr.due`.
        line: Where the scenario says so.
        expected: What was expected, in the scenario's words.
        answered: What was answered, in the same.
        rules: The rules that it is about: what became of them may tell why.
    """

    path: str
    line: int
    expected: str
    answered: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueExpected:
    """A statement about one value."""

    path: str
    line: int
    aspect: Aspect
    statement: Statement
    rules: tuple[str, ...]

    def mismatches(self, part: Any) -> Iterator[Mismatch]:
        answered = self.aspect.read(part)
        if isinstance(answered, Undecided) or not self.statement.holds(answered):
            yield Mismatch(
                self.path,
                self.line,
                self.statement.says(),
                _told(self.statement, answered),
                self.rules,
            )


@dataclass(frozen=True, slots=True)
class InsideExpected:
    """Expectations about a part that is always there."""

    inside: Inside
    expected: tuple["Expectation", ...]

    def mismatches(self, part: Any) -> Iterator[Mismatch]:
        below = self.inside.read(part)
        for one in self.expected:
            yield from one.mismatches(below)


@dataclass(frozen=True, slots=True)
class OneExpected:
    """What is said of one part: `choose` tells it from others of its name, `expected` is held against it."""

    line: int
    choose: tuple[ValueExpected, ...]
    expected: tuple[ValueExpected, ...]

    def chooses(self, part: Any) -> bool:
        return not any(True for one in self.choose for _ in one.mismatches(part))

    def fits(self, part: Any) -> bool:
        return self.chooses(part) and not any(
            True for one in self.expected for _ in one.mismatches(part)
        )

    def says(self) -> str:
        said = [
            f"{_last(one.path)} {one.statement.says()}" for one in (*self.choose, *self.expected)
        ]
        return ", ".join(said)


@dataclass(frozen=True, slots=True)
class NamedExpected:
    """Expectations about the parts of one name.

    Attributes:
        path: Which parts.
        line: Where the scenario says so.
        kind: What sort of parts.
        name: Their name.
        several: Whether a list says what each is, and that there are no more.
        expected: What each is; empty for `none`.
        count: How many there are, where that is said.
        rules: The rules that it is about.
    """

    path: str
    line: int
    kind: ById
    name: str
    several: bool
    expected: tuple[OneExpected, ...]
    count: IsNumber | None
    rules: tuple[str, ...]

    def mismatches(self, part: Any) -> Iterator[Mismatch]:
        parts = [one for one in self.kind.read(part) if self.kind.named(one, self.name)]
        if not self.expected and self.count is None:
            if parts:
                yield self._otherwise(NONE, parts)
        elif self.several:
            if not _paired(self.expected, parts):
                said = "; ".join(one.says() for one in self.expected)
                yield self._otherwise(f"exactly {len(self.expected)}: {said}", parts)
        else:
            yield from self._each(parts)

    def _each(self, parts: list[Any]) -> Iterator[Mismatch]:
        chosen = [one for one in parts if all(each.chooses(one) for each in self.expected)]
        if self.count is not None and not self.count.holds(len(chosen)):
            yield Mismatch(
                f"{self.path}.count", self.line, self.count.says(), str(len(chosen)), self.rules
            )
            return
        if not chosen and self.count is None:
            said = "; ".join(one.says() for one in self.expected)
            yield self._otherwise(said, parts)
        told: dict[tuple[str, str], Mismatch] = {}
        for one in chosen:
            for each in self.expected:
                for value in each.expected:
                    for found in value.mismatches(one):
                        told.setdefault((found.path, found.answered), found)
        yield from told.values()

    def _otherwise(self, expected: str, parts: list[Any]) -> Mismatch:
        return Mismatch(self.path, self.line, expected, self._told(parts), self.rules)

    def _told(self, parts: list[Any]) -> str:
        names = dict.fromkeys(
            _last(value.path) for one in self.expected for value in (*one.choose, *one.expected)
        )
        shorts = [*names] or [name for name in (self.kind.short,) if name is not None]
        told = []
        for part in parts:
            said = []
            for name in shorts:
                aspect = self.kind.table[name]
                if isinstance(aspect, Aspect):
                    said.append(f"{name} {shown(aspect.read(part))}")
            told.append(", ".join(said) or "there is one")
        return "; ".join(told) or NONE


Expectation = ValueExpected | InsideExpected | NamedExpected


def _paired(expected: tuple[OneExpected, ...], parts: list[Any]) -> bool:
    """Whether each expectation fits a part of its own, and no part is left over."""
    if not expected:
        return not parts
    return any(
        expected[0].fits(part) and _paired(expected[1:], parts[:place] + parts[place + 1 :])
        for place, part in enumerate(parts)
    )


def _told(statement: Statement, answered: Any) -> str:
    """What was answered, in the ids that the scenario uses."""
    if isinstance(statement, AreWords) and not isinstance(answered, Undecided):
        return shown(
            tuple(
                one if isinstance(one, tuple) else statement.names.meant(statement.of, str(one))
                for one in answered
            )
        )
    if isinstance(statement, IsWord) and isinstance(answered, str):
        return "/".join(statement.names.meant(statement.of, answered))
    return shown(
        answered, "unknown" if isinstance(answered, bool | None) and _open(statement) else NONE
    )


def _open(statement: Statement) -> bool:
    return statement.says() in ("true", "false", "unknown")


def _last(path: str) -> str:
    return path.rpartition(".")[2]


# --- reading ---------------------------------------------------------------------------------------


def read_expectations(node: Node, path: Path, reader: Reader) -> tuple[Expectation, ...]:
    """Everything that is said under `expect`, or under one date of `expect_on`.

    Args:
        node: What stands there.
        path: Where.
        reader: Takes the faults; one for each thing that cannot be meant, and one where nothing is said.
    """
    return tuple(_entries(node, path, reader, DECISION, len(path)))


def _entries(
    node: Node, path: Path, reader: Reader, table: Table, top: int
) -> Iterator[Expectation]:
    for name, value, below in _keys(node, path, reader, table):
        part = table[name]
        if isinstance(part, Aspect):
            found = _value(part, value, below, reader, top)
            if found is not None:
                yield found
        elif isinstance(part, Inside):
            inside = tuple(_entries(value, below, reader, part.table, top))
            if inside:
                yield InsideExpected(part, inside)
        else:
            yield from _by_id(part, value, below, reader, top)


def _keys(
    node: Node, path: Path, reader: Reader, known: Iterable[str]
) -> Iterator[tuple[str, Node, Path]]:
    """The keys of a mapping that are known; a fault for each that is not, and for a mapping that says nothing."""
    if not isinstance(node, Mapping):
        wanted = "What is expected is written as keys and values here, such as `status: transfer`."
        reader.refuse(path, "wrong-type", wanted)
        return
    if not node.entries:
        reader.refuse(path, "asserts-nothing", "Nothing is expected here: a scenario has to assert something.")  # fmt: skip
    for key, value in node:
        name = str(key.value)
        below = (*path, name)
        if name in known:
            yield name, value, below
            continue
        used = node.keys()
        reader.refuse(
            below,
            "unknown-key",
            f"`{name}` is nothing that an answer has here.",
            on_key=True,
            accepted=known,
            nearest=nearest(name, [one for one in known if one not in used]),
        )


def _value(
    aspect: Aspect, node: Node, path: Path, reader: Reader, top: int
) -> ValueExpected | None:
    statement = aspect.kind.read(node, path, reader)
    if statement is None:
        return None
    line = reader.source.node.at(list(path)).mark.line
    key = reader.source.node.key_at(list(path))
    line = key.mark.line if key is not None else line
    return ValueExpected(
        dotted(path[top:]), line, aspect, statement, _rules_about(statement, reader.names)
    )


def _rules_about(statement: Statement, names: PackNames) -> tuple[str, ...]:
    words: tuple[str, ...] = ()
    of = ""
    if isinstance(statement, AreWords):
        words, of = statement.words, statement.of
    elif isinstance(statement, IsWord) and statement.word is not None:
        words, of = (statement.word,), statement.of
    found = [rule for word in words for rule in names.rules_about(of, word)]
    return tuple(dict.fromkeys(found))


def _by_id(kind: ById, node: Node, path: Path, reader: Reader, top: int) -> Iterator[Expectation]:
    if not isinstance(node, Mapping):
        wanted = f"Names of the sort `{kind.of}` and what is expected of each are wanted here."
        reader.refuse(path, "wrong-type", wanted)
        return
    if not node.entries:
        reader.refuse(path, "asserts-nothing", "Nothing is expected here: a scenario has to assert something.")  # fmt: skip
    for key, value in node:
        name = str(key.value)
        below = (*path, name)
        if not reader.name(name, kind.of, below, on_key=True):
            continue
        found = _named(kind, name, value, below, reader, top)
        if found is not None:
            yield found


def _named(
    kind: ById, name: str, node: Node, path: Path, reader: Reader, top: int
) -> NamedExpected | None:
    key = reader.source.node.key_at(list(path))
    line = key.mark.line if key is not None else node.mark.line
    rules = reader.names.rules_about(kind.of, name)
    count: IsNumber | None = None
    before = len(reader.faults)
    if isinstance(node, Scalar) and node.value == NONE:
        expected: tuple[OneExpected, ...] = ()
        several = False
    elif isinstance(node, Sequence):
        several = True
        expected = tuple(
            _one(kind, item, (*path, place), reader, top)[0]
            for place, item in enumerate(node.items)
        )
        if not node.items:
            reader.refuse(path, "asserts-nothing", "This list says nothing; for *there is none* write `none`.")  # fmt: skip
    else:
        several = False
        one, count = _one(kind, node, path, reader, top)
        expected = (one,)
    if len(reader.faults) > before:
        return None
    return NamedExpected(dotted(path[top:]), line, kind, name, several, expected, count, rules)


def _one(
    kind: ById, node: Node, path: Path, reader: Reader, top: int
) -> tuple[OneExpected, IsNumber | None]:
    """What is said of one part, and of how many there are."""
    line = node.mark.line
    count: IsNumber | None = None
    if not isinstance(node, Mapping) and kind.short is not None:
        aspect = kind.table[kind.short]
        assert isinstance(aspect, Aspect)
        statement = aspect.kind.read(node, path, reader)
        if statement is None:
            return OneExpected(line, (), ()), None
        where = f"{dotted(path[top:])}.{kind.short}"
        short = ValueExpected(where, line, aspect, statement, _about(kind, path, reader))
        return OneExpected(line, (), (short,)), None
    choose: list[ValueExpected] = []
    expected: list[ValueExpected] = []
    for name, value, below in _keys(node, path, reader, [*kind.table, "count"]):
        part = COUNT if name == "count" else kind.table[name]
        assert isinstance(part, Aspect)
        found = _value(part, value, below, reader, top)
        if found is None:
            continue
        if isinstance(found.statement, IsNumber):
            count = found.statement
            continue
        about = tuple(dict.fromkeys((*_about(kind, path, reader), *found.rules)))
        found = ValueExpected(found.path, found.line, part, found.statement, about)
        (choose if name in kind.choosers else expected).append(found)
    return OneExpected(line, tuple(choose), tuple(expected)), count


def _about(kind: ById, path: Path, reader: Reader) -> tuple[str, ...]:
    names = [step for step in path if isinstance(step, str)]
    return reader.names.rules_about(kind.of, names[-1])


def mismatches(expected: Iterable[Expectation], answer: Any) -> tuple[Mismatch, ...]:
    """Everything that the answer says otherwise, in the order of the scenario."""
    found = [mismatch for one in expected for mismatch in one.mismatches(answer)]
    return tuple(sorted(found, key=lambda mismatch: mismatch.line))
