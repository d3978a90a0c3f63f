"""What a case is: its records, the vocabulary of their fields, the code lists, and the way in.

`load_case` reads a snapshot; `Case.facts` is what the engine decides on; `vocabulary.lookup` is what packs are checked with.
"""

from ..errors import InvalidCase
from .absent import ABSENT, Absent, Maybe
from .facts import Facts
from .loading import load_case
from .schema import case_schema
from .snapshot import Case
from .values import Code, Party

__all__ = [
    "ABSENT",
    "Absent",
    "Case",
    "Code",
    "Facts",
    "InvalidCase",
    "Maybe",
    "Party",
    "case_schema",
    "load_case",
]
