"""What a name may mean at one place of a pack, and how a fault there is told.

A `Wrong` is raised by whatever reads one phrase, test or reference; the resolver catches it at the nearest key, adds the place, and goes on, so
that all faults of a pack are told at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from transferrules.case.vocabulary import RecordType

Path = tuple[str | int, ...]


class Wrong(Exception):
    """One thing wrong in one scalar of a pack.

    Attributes:
        message: A sentence.
        kind: A stable id.
        column: Where in the scalar, from 0.
        length: How many characters.
        accepted: What would be right.
        nearest: The nearest of these to what was found.
        inside: Where below the place at which it is told, such as one item of a list.
    """

    def __init__(
        self,
        message: str,
        *,
        kind: str = "unresolved",
        column: int = 0,
        length: int = 0,
        accepted: tuple[str, ...] = (),
        nearest: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.kind = kind
        self.column = column
        self.length = length
        self.accepted = accepted
        self.nearest = nearest
        self.inside: Path = ()


@contextmanager
def inside(*steps: str | int) -> Iterator[None]:
    """Whatever is wrong is wrong there, below the place at which it will be told."""
    try:
        yield
    except Wrong as wrong:
        wrong.inside = (*steps, *wrong.inside)
        raise


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be named at one place.

    Attributes:
        row: The record at hand, where there is one: a `where`, an `each`.
        this: The record to which a pick belongs, in the `where` of a pick with `of`; there `row` is the record picked.
        parent: The record that holds it, where it stands in a list inside a list.
        keys_are_fields: Whether a dotless key names a field of the row rather than a term (in `where`).
        routed: Whether there is a route at hand, so that `sender` and `receiver` mean something.
        move: Whether `the move` may be named.
        point: Whether `the point` may be named.
    """

    row: RecordType | None = None
    parent: RecordType | None = None
    keys_are_fields: bool = False
    routed: bool = False
    move: bool = False
    point: bool = False
    this: RecordType | None = None
