"""Amounts of time: ``15 years 6 months``, ``48 working hours``.

    amount   = quantity { quantity }          the larger unit first; hours stand alone
    quantity = number unit
    unit     = "working day" | "calendar day" | "week" | "month" | "year" | "hour" | "working hour"

Either of singular and plural is read after any number. The larger unit comes first, so that an
amount is counted as it is read.
"""

import re
from typing import Final

from transferrules.language.phrases import Phrase, quote
from transferrules.language.syntax import CLOCK_UNITS, Amount, Quantity, Unit
from transferrules.language.words import MONTHS, NUMBER_WORDS, UNIT_WORDS, nearest

LIMITS: Final = {
    Unit.YEAR: 200,
    Unit.MONTH: 2_400,
    Unit.WEEK: 10_400,
    Unit.CALENDAR_DAY: 73_000,
    Unit.WORKING_DAY: 52_000,
    Unit.HOUR: 1_752_000,
    Unit.WORKING_HOUR: 1_248_000,
}
"""The most of each unit, about two hundred years: more is a slip of the keyboard."""

_SIZES: Final = {
    Unit.YEAR: 4,
    Unit.MONTH: 3,
    Unit.WEEK: 2,
    Unit.CALENDAR_DAY: 1,
    Unit.WORKING_DAY: 1,
}

_UNITS: Final = tuple(f"{unit}s" for unit in Unit)

_UNIT_OF_WORD: Final = {
    word: unit for unit in Unit if " " not in unit for word in (str(unit), f"{unit}s")
}

_DIGITS: Final = re.compile(r"[0-9]+")


def parse_amount(text: str) -> Amount:
    """The tree of an amount, as in ``12 months``. Raises `PhraseError`."""
    phrase = Phrase(text)
    amount = read_amount(phrase)
    if phrase.left:
        phrase.fail(
            f"An amount alone is wanted here: leave out what begins with {quote(phrase.word)}."
        )
    return amount


def read_amount(p: Phrase) -> Amount:
    """A length of time: numbers and units, the larger unit first."""
    start = p.at
    if p.starts("the last") or p.starts("the past"):
        p.fail("A look-back is said forwards: `within 3 months after` the earlier event.", words=2)
    quantities: list[Quantity] = []
    while not quantities or (is_figure(p.word) and not names_day(p)):
        first = p.at
        quantity = Quantity(read_number(p), _unit(p))
        if problem := _unfit(quantity, quantities):
            p.fail(problem, start=first, words=p.at - first)
        quantities.append(quantity)
        if p.word == "and" and is_figure(p.ahead(1)):
            p.fail("An amount has no `and`: say `15 years 6 months`.")
    if p.word == "ago":
        said = p.said(start, p.at)
        p.fail(
            f"A look-back is said forwards, from the earlier event: not `{said} ago` but "
            f"`at least {said} after` that event, or `within` them.",
            ("after", "before"),
            "after",
        )
    return Amount(tuple(quantities))


def read_joint(p: Phrase, accepted: tuple[str, ...]) -> str:
    """The word between an amount and its date."""
    word = p.word
    if word not in accepted:
        listed = ", ".join(f"`{each}`" for each in accepted[:-1]) + f" or `{accepted[-1]}`"
        if not word:
            p.fail(f"The phrase stops at an amount: next come {listed} and a date.", accepted)
        if word == "of":
            p.fail("`of` goes with `within` alone: say `after` or `before`.", accepted)
        meant = "after" if word in ("from", "since", "following") else None
        p.fail(f"After an amount comes {listed}, not {quote(word)}.", accepted, meant)
    return p.take().text


def is_figure(word: str) -> bool:
    """Whether a word is meant as a number, well written or not."""
    return word[:1].isdigit() or (word[:1] in "+-" and word[1:2].isdigit())


def names_day(p: Phrase) -> bool:
    """Whether a day of a month is next, not an amount: ``30 June …``."""
    return p.ahead(1).title() in MONTHS or (
        p.ahead(2) == "in" and p.ahead(1) not in _UNIT_OF_WORD and p.ahead(1) not in UNIT_WORDS
    )


def read_number(p: Phrase) -> int:
    """A whole number in figures."""
    word = p.word
    if not word:
        p.fail("The phrase stops where a number is wanted, as in `5 working days`.")
    if word in NUMBER_WORDS:
        p.fail(
            f"Numbers are written in figures: `{NUMBER_WORDS[word]}`, not `{word}`.",
            (),
            str(NUMBER_WORDS[word]),
        )
    if not _DIGITS.fullmatch(word):
        if glued := re.fullmatch(r"([0-9]+)([A-Za-z]+)", word):
            p.fail(f"A space is wanting in {quote(word)}.", (), f"{glued[1]} {glued[2]}")
        if re.fullmatch(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}", word):
            p.fail(
                "A policy names no calendar date: name the fact that records it, "
                "or a day in a school year."
            )
        if word[:1] in "+-":
            p.fail(
                "An amount has no sign: its direction is said with `after` or `before`.",
                (),
                word.lstrip("+-"),
            )
        if re.fullmatch(r"[0-9]+[.:/½¼¾][0-9]*", word):
            p.fail(f"Numbers are whole, and {quote(word)} is none: choose a smaller unit.")
        p.fail(f"{quote(word)} is no whole number in figures.")
    if len(word) > 1 and word[0] == "0":
        p.fail("A number does not begin with 0.", (), word.lstrip("0") or None)
    p.take()
    return int(word)


def _unit(p: Phrase) -> Unit:
    word = p.word
    figure = p.ahead(-1)
    if not word:
        p.fail(f"The phrase stops where a unit is wanted: {quote(figure)} of what?", _UNITS)
    if word in ("day", "days"):
        said = tuple(f"{figure} {kind} {word}" for kind in ("working", "calendar"))
        p.fail(f"`{word}` alone could be either: say working days or calendar days.", said)
    if word == "calendar":
        if p.ahead(1) not in ("day", "days"):
            p.fail("`calendar` goes with days alone.", ("calendar days",), start=p.at + 1)
        p.at += 2
        return Unit.CALENDAR_DAY
    if word == "working":
        unit = {"day": Unit.WORKING_DAY, "hour": Unit.WORKING_HOUR}.get(
            p.ahead(1).removesuffix("s")
        )
        if unit is None:
            p.fail(
                "`working` goes with days and hours alone.",
                ("working days", "working hours"),
                start=p.at + 1,
            )
        p.at += 2
        return unit
    if word in ("weekday", "weekdays", "business", "school"):
        p.fail("Days on which offices are open are said as working days.", _UNITS, "working days")
    if word in ("fortnight", "fortnights"):
        p.fail("Fortnights are said as weeks.", _UNITS, "weeks")
    if word not in _UNIT_OF_WORD:
        meant = nearest(word, (*_UNIT_OF_WORD, "working", "calendar", *MONTHS))
        p.fail(f"{quote(word)} is no unit of time.", _UNITS, meant)
    return _UNIT_OF_WORD[p.take().text]


def _unfit(new: Quantity, earlier: list[Quantity]) -> str | None:
    """Why this quantity cannot follow these, if it cannot."""
    unit = new.unit
    if new.number == 0:
        return "An amount of nothing says nothing: name the date itself, without an amount."
    if new.number > LIMITS[unit]:
        return f"No more than {LIMITS[unit]} {unit}s can be counted."
    for old in earlier:
        if old.unit is unit:
            return f"`{unit}` is said twice in one amount: add them up."
        if unit in CLOCK_UNITS or old.unit in CLOCK_UNITS:
            return "Hours stand alone: an amount is counted on the clock or in days, not both."
        if _SIZES[old.unit] == _SIZES[unit]:
            return "An amount has working days or calendar days, not both."
        if _SIZES[old.unit] < _SIZES[unit]:
            return f"The larger unit comes first: {unit}s before {old.unit}s."
    return None
