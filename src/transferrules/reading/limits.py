"""How much we read before we refuse: hostile text must cost milliseconds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The caps on one text. The largest of the five packs has 164 kB, 10 200 nodes and a depth of 8.

    Attributes:
        size: Bytes of the file.
        depth: Lists and mappings inside one another.
        nodes: Keys, values, lists and mappings together.
        width: Entries of one list or mapping of a pack or register.
        scalar: Characters in one value or key.
        faults: Faults collected before reading stops.
    """

    size: int = 2 * 1024 * 1024
    depth: int = 32
    nodes: int = 30_000
    width: int = 1_000
    scalar: int = 20_000
    faults: int = 200


DEFAULT = Limits()
