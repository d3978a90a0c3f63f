"""Days, names and lists as people write them. No locale is asked, so the same answer reads the same on every machine."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from transferrules.decision import Move, Place, When

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

# Names with such a head are said with an article: the Looked After Service, the Team Manager of …, but Families First.
_HEADS = frozenset(
    [
        "adviser",
        "agency",
        "board",
        "centre",
        "council",
        "chair",
        "department",
        "desk",
        "head",
        "heads",
        "hub",
        "leader",
        "meeting",
        "members",
        "manager",
        "managers",
        "office",
        "officer",
        "officers",
        "panel",
        "practitioner",
        "service",
        "services",
        "team",
        "unit",
        "worker",
        "workers",
    ]
)
# What follows such a word says which, not what: the Team Around the Family, the Manager above both Operations Managers.
_WHICH = re.compile(r" (?:of|for|above|around|within|who|-) ", re.IGNORECASE)
_DETERMINERS = frozenset(["a", "all", "an", "any", "both", "each", "our", "the"])


def day(when: When) -> str:
    """A day or a moment: `Friday 10 April 2026`, `Friday 10 April 2026 at 14:30`."""
    text = f"{_WEEKDAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}"
    if not isinstance(when, datetime):
        return text
    clock = f"{when.hour:02}:{when.minute:02}"
    return f"{text} at {clock}:{when.second:02}" if when.second else f"{text} at {clock}"


def span(first: When, last: When | None) -> str:
    """A day that is known to lie between two."""
    return day(first) if last is None or last == first else f"between {day(first)} and {day(last)}"


def is_past(when: When, as_of: When) -> bool:
    """Whether a day lies before the day asked about."""
    return _date(when) < _date(as_of)


def _date(when: When) -> date:
    return when.date() if isinstance(when, datetime) else when


def named(title: str) -> str:
    """A team or a person by office, in a sentence: `the Looked After Service`, `Families First`."""
    if title.partition(" ")[0].lower() in _DETERMINERS:
        return title
    heads = {_last(_WHICH.split(title)[0]), _last(title.split(" of ")[0])}
    return f"the {title}" if {head.lower() for head in heads} & _HEADS else title


def is_many(title: str) -> bool:
    """Whether a team or a person by office is spoken of in the plural: `Heads of Service`, but `Families First`."""
    head = _last(_WHICH.split(title)[0])
    return head.endswith("s") and not head.endswith("ss") and not head.isupper()


def _last(text: str) -> str:
    """The last word of a name that is one: of `Permanence Team 3` the team."""
    return next((w for w in reversed(text.replace("/", " ").split()) if w.isalpha()), "")


def place(to: Place) -> str:
    """Where a case goes, in a sentence."""
    text = named(to.title)
    if to.area is not None:
        text += f" in {plain(to.area)}"
    return f"{text} ({to.worker})" if to.worker is not None else text


def places(moves: Iterable[Move]) -> str:
    """Every place that these moves lead to, each once; empty where they name none."""
    return listed(dict.fromkeys(place(to) for move in moves for to in move.to), "or")


def listed(items: Iterable[str], word: str = "and") -> str:
    """Several things in a sentence: `a`, `a and b`, `a, b and c`."""
    *most, last = list(items) or [""]
    return f"{', '.join(most)} {word} {last}" if most else last


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number of things: `1 step`, `3 steps`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def plain(code: str) -> str:
    """A code without its underscores."""
    return code.replace("_", " ")


def capital(text: str) -> str:
    """The text with a capital in front."""
    return text[:1].upper() + text[1:]


def full(text: str) -> str:
    """The text as a sentence, with its stop."""
    return text if text.endswith((".", "?", "!", ":")) else f"{text}."
