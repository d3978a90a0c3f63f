"""The words of the pack language: which are reserved, what a name looks like, and what to say instead of the words it refuses.

`RESERVED` holds the words of both grammars; `pack` adds the top-level keys of the snapshot. A name is snake_case and no reserved
word; a path is names joined by dots, of which only the first is bound by this.
"""

import re
from collections.abc import Iterable
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
"""The months and their days. 29 February is in no school year for certain, so no phrase may name it."""

UNIT_WORDS = frozenset(
    "day days week weeks month months year years hour hours working calendar".split()
)

TIMING_WORDS = UNIT_WORDS | frozenset(
    "on before after within of at least more less than between and or else the earlier later "
    "today birth birthday move point in school next".split()
)

RESERVED: frozenset[str] = TIMING_WORDS | frozenset(
    "age this parent sender receiver none recorded complete incomplete not includes only any all "
    "true false same as under over to yes no known unknown null".split()
)
"""No team, person, meeting, document, decision, term or rule of a pack may be called one of these."""

PATH_HEADS = frozenset({"this", "parent"})
"""The reserved words that a path may begin with."""

NUMBER_WORDS = MappingProxyType(
    {
        word: number
        for number, words in enumerate(
            "a an one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve".split(","), 1
        )
        for word in words.split()
    }
)

INSTEAD_OF_OPENERS: tuple[tuple[str, str], ...] = (
    ("since", "say `on or after` the date"),
    ("from", "say `on or after` the date"),
    ("by", "say `on or before` the date"),
    ("until", "say `on or before` the date, or `before` it"),
    ("till", "say `on or before` the date, or `before` it"),
    ("up to", "say `on or before` the date"),
    ("no later than", "say `on or before` the date"),
    ("not later than", "say `on or before` the date"),
    ("no earlier than", "say `on or after` the date"),
    ("not earlier than", "say `on or after` the date"),
    ("later than", "say `after` the date"),
    ("earlier than", "say `before` the date"),
    ("prior to", "say `before` the date"),
    ("following", "say `after` the date"),
    ("no more than", "say `within` the amount `after` or `before` the date"),
    ("not more than", "say `within` the amount `after` or `before` the date"),
    ("at most", "say `within` the amount `after` or `before` the date"),
    ("no less than", "say `at least` the amount `after` or `before` the date"),
    ("fewer than", "say `less than` the amount `after` or `before` the date"),
    ("over", "say `more than` the amount `after` or `before` the date"),
    (
        "in the last",
        "a look-back is said forwards, from the earlier event: `within 3 months after` that event",
    ),
    (
        "in the past",
        "a look-back is said forwards, from the earlier event: `within 3 months after` that event",
    ),
    (
        "during the last",
        "a look-back is said forwards, from the earlier event: `within 3 months after` that event",
    ),
    (
        "for the last",
        "a look-back is said forwards, from the earlier event: `at least 3 months after` that event",
    ),
    (
        "for at least",
        "say `at least` the amount `after` the event that began it",
    ),
    ("during", "say `between` its first day `and` its last"),
    ("as soon as", "where the policy gives no number, say `on or after` the event"),
)
"""How people open a phrase that this language has another word for: the opening words, and what to say."""

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_PATH = re.compile(rf"{_NAME.pattern}(\.{_NAME.pattern})*")


def is_name(text: str) -> bool:
    """Whether a pack may give this name: snake_case, first a letter, not reserved."""
    return _NAME.fullmatch(text) is not None and text not in RESERVED


def is_path(text: str) -> bool:
    """Whether it is a name, or names joined by dots, whatever they stand for."""
    return _PATH.fullmatch(text) is not None


def as_name(text: str) -> str | None:
    """The name that someone who wrote `text` may have meant: ``Care-Order`` gives ``care_order``."""
    guess = re.sub(r"[^a-z0-9.]+", "_", text.lower()).strip("_.")
    return guess if guess != text and is_path(guess) else None


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` most looks like, if any does."""
    close = get_close_matches(word[:40].lower(), sorted(candidates), n=1, cutoff=0.7)
    return close[0] if close else None


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``11th``, ``22nd``."""
    suffixes = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number % 100 in (11, 12, 13) else suffixes.get(number % 10, 'th')}"
