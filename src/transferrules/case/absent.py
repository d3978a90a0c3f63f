"""What is not there: the difference between *unknown* and *recorded as none*.

A field of a record is one of four things, and they never blur: **absent** (the key is not there, so it is unknown),
**none** (the key says `null`), **empty** (a list says `[]`), or a **value**. Only the first needs a name of its own.
"""

from enum import Enum
from typing import Final, TypeAlias, TypeVar

T = TypeVar("T")


class Absent(Enum):
    """The type of `ABSENT`. An enumeration of one, so that type checkers can rule it out with `is`."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"

    def __bool__(self) -> bool:
        raise TypeError("absent is neither true nor false: ask `is ABSENT` first")


ABSENT: Final = Absent.ABSENT

Maybe: TypeAlias = T | Absent | None
"""A field as it is read: a value, `None` for recorded as none, `ABSENT` for unknown."""
