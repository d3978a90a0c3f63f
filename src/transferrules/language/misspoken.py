"""What people say that the language says otherwise: each is refused with the way to say it.

Nothing here adds to the grammar. A reader calls these before it would report no more than *this is
none of the forms*.
"""

import re
from typing import Final, NoReturn

from transferrules.language.dates import read_date, refuse_leftover
from transferrules.language.phrases import Phrase, quote
from transferrules.language.syntax import Combination
from transferrules.language.words import OPENERS, RESERVED, as_name, is_path, nearest

FORMS: Final = (
    "a code",
    "none",
    "recorded",
    "complete",
    "incomplete",
    "not …",
    "includes …",
    "only …",
    "in …",
    "same as …",
    "16 or over",
    "under 18",
    "14 to 17",
    *(f"{opener} …" for opener in OPENERS),
)
"""The forms of a test, as an error lists them."""

_OPERATOR: Final = re.compile(r"(==|!=|<>|>=|<=|=|>|<|≥|≤|≠)(.*)")
_NUMBER: Final = re.compile(r"[0-9]{1,7}")
_RANGES: Final = (
    (
        r"at least (N)|(N) (?:or|and) (?:more|above|older|upwards?)|(N) and over|(N)\+",
        "{0} or over",
    ),
    (r"(?:over|above|more than|older than) (N)", "{1} or over"),
    (r"(?:less than|below|younger than) (N)", "under {0}"),
    (r"(?:up to|at most) (N)|(N) (?:or|and) (?:under|below|less|younger)", "under {1}"),
    (r"(?:between|from) (N) (?:and|to) (N)|(N) ?[-–] ?(N)", "{0} to {2}"),
)
"""How people say a range, and how it is said here: with the first N, the one after it, the last N."""

_BACKWARDS: Final = "a look-back is said forwards, from the earlier event:"
_INSTEAD: Final = (
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
    ("in the last", f"{_BACKWARDS} `within 3 months after` it"),
    ("in the past", f"{_BACKWARDS} `within 3 months after` it"),
    ("during the last", f"{_BACKWARDS} `within 3 months after` it"),
    ("for the last", f"{_BACKWARDS} `at least 3 months after` it"),
    ("for at least", f"{_BACKWARDS} `at least 3 months after` it"),
    ("during", "say `between` its first day `and` its last"),
    ("as soon as", "where the policy gives no number, say `on or after` the event"),
)
"""How people open a phrase that this language has other words for, and what to say instead."""

_BEGINNINGS: Final = {
    "not": "not",
    "includes": "includes",
    "only": "only",
    "same": "same as",
    "under": "under",
}
_FIRST_WORDS: Final = {opener.split()[0]: opener for opener in reversed(OPENERS)} | {"on": "on"}


def refuse_opener(p: Phrase) -> None:
    """Refuse a beginning that the language has other words for, and say which."""
    for words, advice in _INSTEAD:
        if p.starts(words):
            p.fail(f"Not `{words}`: {advice}.", OPENERS, words=len(words.split()))
    if p.word in RESERVED or (p.left == 1 and is_path(p.word)):
        return
    if meant := nearest(p.word, (*_FIRST_WORDS, *OPENERS)):
        p.fail(
            f"{quote(p.word)} does not begin a timing phrase.",
            OPENERS,
            _FIRST_WORDS.get(meant, meant),
        )


def refuse_operator(p: Phrase) -> None:
    """Refuse ``>= 16`` and its like."""
    found = _OPERATOR.match(p.said(p.at))
    if found is None:
        return
    sign, value = found[1], found[2].strip()
    if not value:
        p.fail("There are no operators: say `not`, `16 or over`, `under 18`.", FORMS)
    meant = value
    if sign in ("!=", "<>", "≠"):
        meant = f"not {value}"
    elif sign[0] in "<>≤≥":
        if not _NUMBER.fullmatch(value):
            p.fail(
                "There are no operators: say `before` or `after` of a date, "
                "`16 or over` of an age.",
                FORMS,
                words=p.left,
            )
        bound = int(value) + (sign in (">", "<=", "≤"))
        meant = f"under {bound}" if sign[0] in "<≤" else f"{bound} or over"
    p.fail("There are no operators.", FORMS, meant, words=p.left)


def refuse_range(p: Phrase) -> None:
    """Refuse a range of numbers that is said in another way."""
    rest = p.said(p.at)
    for pattern, form in _RANGES:
        if found := re.fullmatch(pattern.replace("N", _NUMBER.pattern), rest):
            numbers = [int(group) for group in found.groups() if group is not None]
            meant = form.format(numbers[0], numbers[0] + 1, numbers[-1])
            p.fail(f"{quote(rest)} is said `{meant}`.", FORMS, meant, words=p.left)


def refuse_words(p: Phrase) -> NoReturn:
    """Refuse several words that are none of the forms, and guess which was meant."""
    start, rest = p.at, p.said(p.at)
    if p.word in ("is", "equals"):
        p.fail(f"Leave out `{p.word}`: the fact is said on the left.", FORMS)
    if p.word in ("has", "contains"):
        p.fail(f"A list is tested with `includes`, not `{p.word}`.", FORMS, "includes")
    if p.word in ("none", "recorded", "complete", "incomplete"):
        p.fail(
            f"`{p.word}` stands alone; several tests are a list.", start=p.at + 1, words=p.left - 1
        )
    refuse_opener(p)
    if meant := nearest(p.word, _BEGINNINGS):
        p.fail(f"{quote(p.word)} does not begin a test.", FORMS, _BEGINNINGS[meant])
    if p.word[0].isdigit() or p.word in ("the", "next", "today", "birth"):
        date = read_date(p)
        refuse_leftover(p)
        amount = date.combination is Combination.ONE and date.parts[0].amount is not None
        meant = f"at least {rest}" if amount else f"on or after {rest}"
        p.fail(
            f"{quote(rest)} is a date; a test says how the fact lies to it.",
            OPENERS,
            meant,
            start=start,
            words=p.at - start,
        )
    if re.search(r"\S (or|and) \S", rest):
        p.fail(f"{quote(rest)} is no test: one of several is a list.", FORMS, words=p.left)
    p.fail(
        f"{quote(rest)} is no test: a code is one word, and of several words are only these forms.",
        FORMS,
        as_name(rest),
        words=p.left,
    )
