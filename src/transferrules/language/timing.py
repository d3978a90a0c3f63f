"""Timing phrases: their grammar, read once when a pack is loaded.

    timing   = ( "on" | "before" | "after" | "on or before" | "on or after" ) date
             | "within" amount ( "after" | "before" | "of" ) date
             | ( "at least" | "more than" | "less than" ) amount ( "after" | "before" ) date
             | "between" basic "and" basic

`dates` and `amounts` hold the rest of the grammar, `wording` turns trees back into words; what others
need of them is named here.
"""

from typing import Final, NoReturn

from transferrules.language.amounts import LIMITS, parse_amount, read_amount, read_joint
from transferrules.language.dates import (
    ANCHORS,
    parse_date,
    read_basic,
    read_date,
    refuse_age,
    refuse_leftover,
    refuse_or_else,
)
from transferrules.language.misspoken import refuse_opener
from transferrules.language.phrases import Phrase, PhraseError, quote
from transferrules.language.syntax import DateExpr, Relation, Timing
from transferrules.language.wording import (
    format_amount,
    format_anchor,
    format_basic,
    format_date,
    format_timing,
)
from transferrules.language.words import OPENERS

__all__ = [
    "ANCHORS",
    "LIMITS",
    "OPENERS",
    "PhraseError",
    "format_amount",
    "format_anchor",
    "format_basic",
    "format_date",
    "format_timing",
    "parse_amount",
    "parse_date",
    "parse_timing",
    "read_timing",
]

_PLAIN: Final = (
    ("on or before", Relation.ON_OR_BEFORE),
    ("on or after", Relation.ON_OR_AFTER),
    ("on", Relation.ON),
    ("before", Relation.BEFORE),
    ("after", Relation.AFTER),
)

_MEASURED: Final = {
    "within": {
        "after": Relation.WITHIN_AFTER,
        "before": Relation.WITHIN_BEFORE,
        "of": Relation.WITHIN_OF,
    },
    "at least": {"after": Relation.AT_LEAST_AFTER, "before": Relation.AT_LEAST_BEFORE},
    "more than": {"after": Relation.MORE_THAN_AFTER, "before": Relation.MORE_THAN_BEFORE},
    "less than": {"after": Relation.LESS_THAN_AFTER, "before": Relation.LESS_THAN_BEFORE},
}


_SAID_AS_BIRTHDAY: Final = {
    Relation.WITHIN_AFTER: "between birth and {}",
    Relation.WITHIN_OF: "between birth and {}",
    Relation.AT_LEAST_AFTER: "on or after {}",
    Relation.MORE_THAN_AFTER: "after {}",
    Relation.LESS_THAN_AFTER: "before {}",
}


def parse_timing(text: str) -> Timing:
    """The tree of a timing phrase. Raises `PhraseError`."""
    phrase = Phrase(text)
    timing = read_timing(phrase)
    refuse_leftover(phrase)
    return timing


def read_timing(p: Phrase) -> Timing:
    """A timing phrase from the next word on; what follows it stays unread."""
    start = p.at
    if p.accept("between"):
        first = read_basic(p)
        refuse_or_else(p, "between")
        if not p.accept("and"):
            p.fail("`between` takes two dates joined by `and`.", ("and",))
        until = read_basic(p)
        refuse_or_else(p, "between")
        date = DateExpr((first,))
        return Timing(Relation.BETWEEN, date, until=until, text=p.said(start, p.at))
    for words, plain in _PLAIN:
        if p.accept(words):
            if p.word == "or":
                p.fail(
                    f"After `{words}`, `or` does not go on like this.",
                    ("on or before", "on or after"),
                    None if words == "on" else f"on or {words.split()[-1]}",
                )
            return Timing(plain, read_date(p), text=p.said(start, p.at))
    for words, relations in _MEASURED.items():
        if p.accept(words):
            counted = p.at
            amount = read_amount(p)
            relation = relations[read_joint(p, tuple(relations))]
            date = read_date(p)
            if relation in _SAID_AS_BIRTHDAY:
                for part in date.parts:
                    refuse_age(p, amount, part, counted, _SAID_AS_BIRTHDAY[relation])
            return Timing(relation, date, amount, text=p.said(start, p.at))
    _refuse(p)


def _refuse(p: Phrase) -> NoReturn:
    """Refuse what does not begin a timing phrase; perhaps it is a date."""
    refuse_opener(p)
    if not p.word:
        p.fail("A timing phrase is wanted, as in `within 5 working days after` a date.", OPENERS)
    start = p.at
    read_date(p)
    p.fail(
        f"{quote(p.said(start, p.at))} is a date; a timing phrase says how the time lies to it.",
        OPENERS,
        start=start,
        words=p.at - start,
    )
