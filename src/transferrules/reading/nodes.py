"""What was read: words, lists and mappings, each with its place in the text.

The tree that both readers (YAML and JSON) build and that everything after them looks at. It is capped in depth
before it is built (`limits.py`), so the recursive methods here cannot run out of stack.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

What = Literal["pack", "case", "scenario", "register"]
Step = str | int


class Mark(NamedTuple):
    """A place in a text, as an editor counts: the first line and the first column are 1.

    Line 0 means *no place*: the value came from a program, not from a text.
    """

    line: int
    column: int


NOWHERE = Mark(0, 0)


class Node:
    """A `Scalar`, a `Sequence` or a `Mapping`."""

    __slots__ = ()

    mark: Mark
    end: Mark

    def plain(self) -> Any:
        """The same as nested dict, list and scalar, without marks."""
        raise NotImplementedError

    def child(self, step: Step) -> "Node | None":
        """What stands under a key or at an index; None where there is nothing."""
        raise NotImplementedError

    def at(self, path: "tuple[Step, ...] | list[Step]") -> "Node":
        """The node at the path, or the deepest one on the way that exists."""
        node: Node = self
        for step in path:
            below = node.child(step)
            if below is None:
                return node
            node = below
        return node

    def key_at(self, path: "tuple[Step, ...] | list[Step]") -> "Scalar | None":
        """The key that leads to the end of the path; None for a list's item or where there is none."""
        if not path:
            return None
        above: Node | None = self
        for step in path[:-1]:
            above = above.child(step) if above is not None else None
        return above.key(path[-1]) if isinstance(above, Mapping) else None


@dataclass(frozen=True, slots=True)
class Scalar(Node):
    """A word, number or text.

    Attributes:
        value: As text; in cases None for ``null``, and JSON's numbers and truth values as such.
        is_plain: Whether it was written without quotes and not as a block.
    """

    value: str | bool | int | float | None
    is_plain: bool
    mark: Mark
    end: Mark

    def plain(self) -> str | bool | int | float | None:
        return self.value

    def child(self, step: Step) -> Node | None:
        return None


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    """A list."""

    items: tuple[Node, ...]
    mark: Mark
    end: Mark

    def plain(self) -> list[Any]:
        return [item.plain() for item in self.items]

    def child(self, step: Step) -> Node | None:
        inside = isinstance(step, int) and 0 <= step < len(self.items)
        return self.items[step] if inside and isinstance(step, int) else None


class Entry(NamedTuple):
    """One key of a mapping and what stands under it."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping(Node):
    """Keys and their values, in the order of the text. No key occurs twice."""

    entries: tuple[Entry, ...]
    mark: Mark
    end: Mark
    _places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {str(entry.key.value): place for place, entry in enumerate(self.entries)}
        object.__setattr__(self, "_places", places)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def keys(self) -> tuple[str, ...]:
        return tuple(self._places)

    def key(self, name: Step) -> Scalar | None:
        place = self._places.get(name) if isinstance(name, str) else None
        return None if place is None else self.entries[place].key

    def plain(self) -> dict[str, Any]:
        return {str(key.value): value.plain() for key, value in self.entries}

    def child(self, step: Step) -> Node | None:
        place = self._places.get(step) if isinstance(step, str) else None
        return None if place is None else self.entries[place].value


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was read.

    Attributes:
        name: The file as the reader was given it, or ``<stdin>``.
        text: The text, with line ends made ``\\n`` and without a byte order mark.
        node: What was read.
        what: What it was read as.
        show_found: Whether faults about it may show what was found: always for packs, for cases only on request.
    """

    name: str
    text: str = field(repr=False)
    node: Node = field(repr=False)
    what: What
    show_found: bool
