"""What can be said of one value of an answer, how it is written, and whether it holds.

A *kind* reads what a scenario says about a value, refusing what cannot be meant; what it gives is a *statement*, frozen, which holds of an
answered value or does not. `none` says that there is nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from transferrules.authoring.pack_names import PackNames, called
from transferrules.calendars.clock import london
from transferrules.reading import (
    Fault,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Source,
    fault_at,
    nearest,
)

NONE = "none"
UNKNOWN = "unknown"
PARTS = ("first", "includes", "excludes")
Path = tuple[str | int, ...]
Member = tuple[str, ...]
"""One thing that was answered, under every name that a scenario may give it."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """Routes that lead together and answer differently: nothing said of *the* answer holds."""

    answers: tuple[str, ...]


class Statement(Protocol):
    """What is said of one value."""

    def holds(self, answered: Any) -> bool:
        """Whether it holds of what was answered."""

    def says(self) -> str:
        """The statement, as a scenario writes it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one scenario file: where its parts stand, what the pack's names are, and the faults found so far."""

    source: Source
    names: PackNames
    faults: list[Fault] = field(default_factory=list)

    def refuse(
        self,
        path: Path,
        kind: str,
        message: str,
        *,
        on_key: bool = False,
        accepted: Iterable[str] = (),
        nearest: str | None = None,
    ) -> None:
        """Note what is wrong at a path."""
        self.faults.append(
            fault_at(
                self.source,
                path,
                kind,
                message,
                on_key=on_key,
                accepted=accepted,
                nearest=nearest,
            )
        )

    def text(self, node: Node, path: Path, wanted: str) -> str | None:
        """The word at a path; a fault where there is none."""
        if isinstance(node, Scalar) and isinstance(node.value, str) and node.value.strip():
            return node.value
        if isinstance(node, Scalar) and node.value is None:
            self.refuse(path, "null-in-scenario", "Expectations have no `null`: write `none`.")
        else:
            self.refuse(path, "wrong-type", f"{wanted} is wanted here.")
        return None

    def name(self, word: str, of: str, path: Path, *, on_key: bool = False) -> bool:
        """Whether the pack, or the answer, has such a name; a fault where it has not."""
        if self.names.knows(of, word):
            return True
        close = self.names.nearest(of, word)
        whose = "" if of in ("status", "fact", "force", *_WORDED) else " of this pack"
        message = f"`{word}` is no {called(of)}{whose}."
        if of == "fact":
            message = f"`{word}` is no fact of the vocabulary."
        self.refuse(
            path,
            f"unknown-{of.replace('_', '-')}",
            message,
            on_key=on_key,
            accepted=self.names.all(of),
            nearest=close,
        )
        return False


_WORDED = ("stage", "outcome", "state", "required", "on_file", "fate", "side")


# --- words -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IsWord:
    """One name or word; None for none."""

    word: str | None
    names: PackNames = field(repr=False, compare=False)
    of: str = ""

    def holds(self, answered: Any) -> bool:
        if answered is None or self.word is None:
            return answered is None and self.word is None
        return self.word in self.names.meant(self.of, str(answered))

    def says(self) -> str:
        return NONE if self.word is None else self.word


@dataclass(frozen=True, slots=True)
class Word:
    """A kind: one name or word.

    Attributes:
        of: What it names.
        extra: Words that may stand here beside the names.
    """

    of: str
    extra: tuple[str, ...] = ()

    def read(self, node: Node, path: Path, reader: Reader) -> IsWord | None:
        word = reader.text(node, path, f"A {called(self.of)}")
        if word is None:
            return None
        if word == NONE and self.of not in ("status", "fate"):
            return IsWord(None, reader.names, self.of)
        if word in self.extra or reader.name(word, self.of, path):
            return IsWord(word, reader.names, self.of)
        return None


@dataclass(frozen=True, slots=True)
class AreWords:
    """Several names, in any order: exactly these; or the first, some that are among them, some that are not."""

    exactly: tuple[str, ...] | None
    first: str | None
    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    names: PackNames = field(repr=False, compare=False)
    of: str = ""

    def holds(self, answered: Any) -> bool:
        members = [self._member(one) for one in answered]
        if self.exactly is not None and not (
            all(_named(one, members) for one in self.exactly)
            and all(set(member) & set(self.exactly) for member in members)
        ):
            return False
        if self.first is not None and not (members and self.first in members[0]):
            return False
        return all(_named(one, members) for one in self.includes) and not any(
            _named(one, members) for one in self.excludes
        )

    def _member(self, answered: str | Member) -> Member:
        if isinstance(answered, tuple):
            return answered
        return self.names.meant(self.of, answered)

    def says(self) -> str:
        return _says_parts(self.exactly, self.first, self.includes, self.excludes)

    @property
    def words(self) -> tuple[str, ...]:
        """Every name that is spoken of."""
        first = () if self.first is None else (self.first,)
        return (*(self.exactly or ()), *first, *self.includes, *self.excludes)


def _named(one: str, members: list[Member]) -> bool:
    return any(one in member for member in members)


def _says_parts(
    exactly: tuple[str, ...] | None,
    first: str | None,
    includes: tuple[str, ...],
    excludes: tuple[str, ...],
) -> str:
    if exactly is not None:
        return ", ".join(exactly) or NONE
    said = [] if first is None else [f"first {first}"]
    said += [f"among them {one}" for one in includes] + [f"without {one}" for one in excludes]
    return "; ".join(said)


@dataclass(frozen=True, slots=True)
class Words:
    """A kind: several names. One word or a list is *exactly these*; a mapping says which is first, which are in, which are not."""

    of: str

    def read(self, node: Node, path: Path, reader: Reader) -> AreWords | None:
        parts = read_parts(node, path, reader, self._name)
        return None if parts is None else AreWords(*parts, reader.names, self.of)

    def _name(self, word: str, path: Path, reader: Reader) -> bool:
        return reader.name(word, self.of, path)


Parts = tuple[tuple[str, ...] | None, str | None, tuple[str, ...], tuple[str, ...]]


def read_parts(node: Node, path: Path, reader: Reader, knows: Any) -> Parts | None:
    """`a`, `[a, b]`, `none` or `{first: …, includes: […], excludes: […]}`."""
    if not isinstance(node, Mapping):
        exactly = _list(node, path, reader, knows)
        return None if exactly is None else (exactly, None, (), ())
    given: dict[str, tuple[str, ...] | None] = {}
    for key, value in node:
        name = str(key.value)
        below = (*path, name)
        if name not in PARTS:
            reader.refuse(
                below,
                "unknown-key",
                f"`{name}` is not a key that is known here.",
                on_key=True,
                accepted=PARTS,
                nearest=nearest(name, PARTS),
            )
            return None
        given[name] = _list(value, below, reader, knows)
        if given[name] == ():
            reader.refuse(below, "asserts-nothing", "Nothing is said here: name at least one.")
            return None
        if name == "first" and isinstance(value, Sequence):
            reader.refuse(below, "wrong-type", "Only one can be first.")
            return None
    if not given:
        reader.refuse(
            path, "asserts-nothing", "Nothing is said here: write what is expected, or `none`."
        )
        return None
    if None in given.values():
        return None
    first = given.get("first") or ()
    return (
        None,
        first[0] if first else None,
        given.get("includes") or (),
        given.get("excludes") or (),
    )


def _list(node: Node, path: Path, reader: Reader, knows: Any) -> tuple[str, ...] | None:
    items = [(node, path)]
    if isinstance(node, Sequence):
        items = [(item, (*path, place)) for place, item in enumerate(node.items)]
    elif isinstance(node, Scalar) and node.value == NONE:
        return ()
    found = []
    for item, place in items:
        word = reader.text(item, place, "A word")
        if word is not None and knows(word, place, reader):
            found.append(word)
    return tuple(found) if len(found) == len(items) else None


# --- sentences -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AreSentences:
    """Sentences: exactly these, or parts that stand in one of them, or in none."""

    exactly: tuple[str, ...] | None
    first: str | None
    includes: tuple[str, ...]
    excludes: tuple[str, ...]

    def holds(self, answered: Any) -> bool:
        told = (answered,) if isinstance(answered, str) else tuple(answered)
        if self.exactly is not None and sorted(self.exactly) != sorted(told):
            return False
        if self.first is not None and not (told and self.first in told[0]):
            return False
        return all(any(part in one for one in told) for part in self.includes) and not any(
            part in one for part in self.excludes for one in told
        )

    def says(self) -> str:
        return _says_parts(self.exactly, self.first, self.includes, self.excludes)


@dataclass(frozen=True, slots=True)
class Sentences:
    """A kind: sentences, whole as text or in parts as `includes` and `excludes`."""

    def read(self, node: Node, path: Path, reader: Reader) -> AreSentences | None:
        parts = read_parts(node, path, reader, lambda word, place, reader: True)
        return None if parts is None else AreSentences(*parts)


# --- time ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IsWhen:
    """A day or a moment; None for none. A day is said of any moment of that day."""

    when: date | datetime | None

    def holds(self, answered: Any) -> bool:
        if isinstance(answered, datetime) and not isinstance(self.when, datetime):
            return answered.date() == self.when
        return type(answered) is type(self.when) and bool(answered == self.when)

    def says(self) -> str:
        return shown(self.when)


@dataclass(frozen=True, slots=True)
class When:
    """A kind: a day or a moment, or `none`."""

    def read(self, node: Node, path: Path, reader: Reader) -> IsWhen | None:
        text = reader.text(node, path, "A day such as 2026-03-02, or `none`,")
        if text is None:
            return None
        if text == NONE:
            return IsWhen(None)
        when = read_when(text)
        if when is None:
            reader.refuse(
                path,
                "not-a-date",
                f"`{text}` is no day or moment: write 2026-03-02 or 2026-03-02T14:30.",
            )
            return None
        return IsWhen(when)


def read_when(text: str) -> date | datetime | None:
    """A day, or a moment by London's clock; None where the text is neither."""
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        return None
    if moment is None:
        return None
    return moment.replace(tzinfo=london()) if moment.tzinfo is None else moment.astimezone(london())


@dataclass(frozen=True, slots=True)
class AreDays:
    """Several days or moments, in order: exactly these, or some that are among them, or are not."""

    exactly: tuple[IsWhen, ...] | None
    first: IsWhen | None
    includes: tuple[IsWhen, ...]
    excludes: tuple[IsWhen, ...]

    def holds(self, answered: Any) -> bool:
        told = tuple(answered)
        if self.exactly is not None:
            return len(told) == len(self.exactly) and all(
                one.holds(other) for one, other in zip(self.exactly, told, strict=True)
            )
        if self.first is not None and not (told and self.first.holds(told[0])):
            return False
        return all(any(one.holds(other) for other in told) for one in self.includes) and not any(
            one.holds(other) for one in self.excludes for other in told
        )

    def says(self) -> str:
        return _says_parts(
            None if self.exactly is None else tuple(one.says() for one in self.exactly),
            None if self.first is None else self.first.says(),
            tuple(one.says() for one in self.includes),
            tuple(one.says() for one in self.excludes),
        )


@dataclass(frozen=True, slots=True)
class Days:
    """A kind: days or moments, in the order in which they come."""

    def read(self, node: Node, path: Path, reader: Reader) -> AreDays | None:
        parts = read_parts(node, path, reader, self._is_day)
        if parts is None:
            return None
        exactly, first, includes, excludes = parts
        return AreDays(
            None if exactly is None else _whens(exactly),
            None if first is None else _whens((first,))[0],
            _whens(includes),
            _whens(excludes),
        )

    def _is_day(self, text: str, path: Path, reader: Reader) -> bool:
        if read_when(text) is not None:
            return True
        reader.refuse(path, "not-a-date", f"`{text}` is no day or moment: write 2026-03-02.")
        return False


def _whens(texts: tuple[str, ...]) -> tuple[IsWhen, ...]:
    return tuple(IsWhen(read_when(text)) for text in texts)


# --- truth and number ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IsTruth:
    """True, false, or None for unknown."""

    truth: bool | None

    def holds(self, answered: Any) -> bool:
        return answered is self.truth

    def says(self) -> str:
        return shown(self.truth, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Truth:
    """A kind: `true`, `false`, and `unknown` where the answer may leave it open."""

    open: bool = False

    def read(self, node: Node, path: Path, reader: Reader) -> IsTruth | None:
        words: dict[str, bool | None] = {"true": True, "false": False}
        if self.open:
            words[UNKNOWN] = None
        text = reader.text(node, path, "`true` or `false`")
        if text is None:
            return None
        if text not in words:
            meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}
            reader.refuse(
                path,
                "truth",
                "A truth value is written `true` or `false`.",
                accepted=words,
                nearest=meant.get(text.lower()) or nearest(text, words),
            )
            return None
        return IsTruth(words[text])


@dataclass(frozen=True, slots=True)
class IsNumber:
    """A number."""

    number: int

    def holds(self, answered: Any) -> bool:
        return bool(answered == self.number)

    def says(self) -> str:
        return str(self.number)


@dataclass(frozen=True, slots=True)
class Number:
    """A kind: a whole number, from 0."""

    def read(self, node: Node, path: Path, reader: Reader) -> IsNumber | None:
        text = reader.text(node, path, "A whole number")
        if text is None:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            reader.refuse(path, "not-a-number", f"`{text}` is no whole number from 0.")
            return None
        return IsNumber(int(text))


Kind = Word | Words | Sentences | When | Days | Truth | Number


# --- telling ---------------------------------------------------------------------------------------


def shown(answered: Any, nothing: str = NONE) -> str:
    """What was answered, as a scenario would write it."""
    match answered:
        case None:
            return nothing
        case bool():
            return "true" if answered else "false"
        case datetime():
            return answered.strftime("%Y-%m-%dT%H:%M" + (":%S" if answered.second else ""))
        case date():
            return answered.isoformat()
        case Undecided(answers):
            return "the routes that lead differ: " + "; ".join(answers) if answers else nothing
        case tuple() | list():
            return ", ".join(_member_shown(one) for one in answered) or nothing
    return str(answered)


def _member_shown(one: Any) -> str:
    return "/".join(map(str, one)) if isinstance(one, tuple) else shown(one)
