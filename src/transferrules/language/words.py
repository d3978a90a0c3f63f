"""The words of the pack language: which are reserved, and what a name looks like.

`RESERVED` holds the words of both grammars; `pack` adds the top-level keys of the snapshot. A name
is snake_case and no reserved word; a path is names joined by dots, only the first of them bound by
that.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType

MONTHS = MappingProxyType(
    {
        "January": 31,
        "February": 28,
        "March": 31,
        "April": 30,
        "May": 31,
        "June": 30,
        "July": 31,
        "August": 31,
        "September": 30,
        "October": 31,
        "November": 30,
        "December": 31,
    }
)
"""The months and their days. 29 February is in one school year of four: no phrase may name it."""


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


UNIT_WORDS = _set_of("day days week weeks month months year years hour hours working calendar")

TIMING_WORDS = UNIT_WORDS | _set_of(
    "on before after within of at least more less than between and or else the earlier later "
    "today birth birthday move point in school next"
)

RESERVED: frozenset[str] = (
    TIMING_WORDS
    | {month.lower() for month in MONTHS}
    | _set_of(
        "age this parent sender receiver none recorded complete incomplete not includes only any "
        "all true false same as under over to yes no known unknown null"
    )
)
"""What no team, person, meeting, document, decision, term or rule of a pack may be called."""

PATH_HEADS = frozenset({"this", "parent"})
"""The reserved words that a path may begin with."""

NUMBER_WORDS: Mapping[str, int] = MappingProxyType(
    {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
    | {"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
)
"""Numbers that people spell out, and this language does not."""

OPENERS = (
    "on or before",
    "on or after",
    "on",
    "before",
    "after",
    "within",
    "at least",
    "more than",
    "less than",
    "between",
)
"""How a timing phrase begins."""

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_PATH = re.compile(rf"{_NAME.pattern}(\.{_NAME.pattern})*")


def is_name(text: str) -> bool:
    """Whether a pack may give this name: snake_case, first a letter, not reserved."""
    return _NAME.fullmatch(text) is not None and text not in RESERVED


def is_path(text: str) -> bool:
    """Whether it is a name, or names joined by dots, whatever they stand for."""
    return _PATH.fullmatch(text) is not None


def as_name(text: str) -> str | None:
    """The name that was perhaps meant: ``Care-Order`` gives ``care_order``."""
    guess = re.sub(r"[^a-z0-9.]+", "_", text.lower()).strip("_.")
    return guess if guess != text and is_path(guess) else None


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` most looks like, if any does."""
    by_letters = {candidate.lower(): candidate for candidate in sorted(candidates)}
    close = get_close_matches(word[:40].lower(), by_letters, n=1, cutoff=0.7)
    return by_letters[close[0]] if close else None


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``11th``, ``22nd``."""
    suffixes = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number % 100 in (11, 12, 13) else suffixes.get(number % 10, 'th')}"
