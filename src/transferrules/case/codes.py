"""A code list: the words a coded field may hold, the DfE's codes for them, and the years in which those were listed.

A *closed* list is the same for every authority and refuses what it does not know. In an *open* list a pack declares more
codes: there a near-miss of a common code is refused, because it is far likelier a slip than another authority's word, and
anything else is kept as another code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Years:
    """The returns that list a DfE code, by the year in which they end (2025 is April 2024 to March 2025).

    Attributes:
        first: The first return known to list it; `None` where no earlier one is known not to.
        last: The last return that lists it; `None` while it still does.
    """

    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CodeList:
    """The codes that one field, or several, may hold.

    Attributes:
        id: Its name, as in `legal_order`.
        title: What the codes are of, for people.
        open: Whether a pack may add codes.
        codes: Each common code and what it means.
        dfe: DfE codes accepted on input, each with the common code that it is read as.
        years: The returns that list a DfE code, where that is not all of them.
        groups: Names that stand for several codes in a test. A group named like one of its own codes
            (`remand`) is that code together with its kinds.
        source: The return or dataset that the DfE codes come from.
    """

    id: str
    title: str
    open: bool
    codes: Mapping[str, str]
    dfe: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    years: Mapping[str, Years] = field(default_factory=lambda: MappingProxyType({}))
    groups: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    source: str = ""

    def near_miss(self, word: str) -> str | None:
        """The common code of which `word` looks like a slip: another spelling, or a letter or two out."""
        spelt = word.strip().lower().replace("-", "_").replace(" ", "_")
        if spelt in self.codes:
            return spelt
        if word.upper() in self.dfe:
            return self.dfe[word.upper()]
        return _nearest(self, spelt)

    def own(self, word: str, code: str) -> bool:
        """Whether a pack may well mean another thing by it: `photographs` is a paper beside `photograph`."""
        return self.open and word in (f"{code}s", code.removesuffix("s"))


_LONGEST_CODE = 100


@lru_cache(maxsize=1024)
def _nearest(codes: CodeList, word: str) -> str | None:
    """The code of a list that a word misses by the fewest letters; kept, as an export makes one slip many times."""
    if len(word) > _LONGEST_CODE:
        return None
    close = [
        (how_far, code)
        for code in codes.codes
        if (how_far := _slip(word, code)) is not None and not codes.own(word, code)
    ]
    return min(close)[1] if close else None


def _slip(word: str, code: str) -> int | None:
    """By how many letters a word misses a code; None where that is too many for a slip."""
    shorter = min(len(word), len(code))
    # INVARIANT: words of four letters or fewer are never slips of each other: `17` is not a misspelt `47`.
    allowed = 0 if shorter < 5 else 1 if shorter < 10 else 2
    if not allowed or abs(len(word) - len(code)) > allowed:
        return None
    # Cheap, and settles it for nearly every word: each letter that is not in the other one is a slip by itself.
    if len(set(word).difference(code)) > allowed:
        return None
    found = slips(word, code, allowed)
    return found if found <= allowed else None


def slips(one: str, other: str, enough: int = 100) -> int:
    """How many letters must be put in, left out, exchanged or swapped with a neighbour to make one word the other.

    Counting stops past `enough`.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, before = before, row
        row = [i]
        for j, target in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != target))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == target:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > enough:
            return enough + 1
    return row[-1]
