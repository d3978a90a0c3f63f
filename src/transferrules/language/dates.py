"""Dates: an anchor, an amount after or before one, and the ways of combining several.

    date     = basic { "or else" basic }
             | ( "the earlier of" | "the later of" ) basic "and" basic { "and" basic }
    basic    = [ amount ( "after" | "before" ) ] anchor
    anchor   = name | "today" | "birth" | ordinal "birthday" | "the move" | "the point"
             | day month "in school year" number | "next" meeting "after" anchor

Each word decides how the next is read: one function to a line of the grammar, and no going back.
"""

import re
from typing import Final, NoReturn

from transferrules.language.amounts import (
    is_figure,
    names_day,
    read_amount,
    read_joint,
    read_number,
)
from transferrules.language.phrases import Phrase, quote
from transferrules.language.syntax import (
    Amount,
    Anchor,
    Basic,
    Birth,
    Birthday,
    Combination,
    DateExpr,
    Direction,
    InSchoolYear,
    Name,
    NextMeeting,
    TheMove,
    ThePoint,
    Today,
    Unit,
)
from transferrules.language.words import (
    MONTHS,
    NUMBER_WORDS,
    OPENERS,
    PATH_HEADS,
    RESERVED,
    UNIT_WORDS,
    as_name,
    is_name,
    is_path,
    nearest,
    ordinal,
)

ANCHORS: Final = (
    "a path or term",
    "today",
    "birth",
    "16th birthday",
    "the move",
    "the point",
    "30 June in school year 11",
    "next (meeting) after (date)",
)
"""What a date can rest on, as an error lists it."""

LAST_BIRTHDAY: Final = 200

LAST_SCHOOL_YEAR: Final = 14
"""Year 14 is the last in which a young person with a plan for special needs may be at school."""

_ORDINAL: Final = re.compile(r"([0-9]+)(st|nd|rd|th)")

_BIRTH: Final = "child.date_of_birth"


def parse_date(text: str) -> DateExpr:
    """The tree of a date, as a term gives it. Raises `PhraseError`."""
    phrase = Phrase(text)
    date = read_date(phrase)
    refuse_leftover(phrase)
    return date


def read_date(p: Phrase) -> DateExpr:
    """A date from the next word on; what follows it stays unread."""
    for combination in (Combination.EARLIER, Combination.LATER):
        if p.accept(combination):
            parts = [read_basic(p)]
            while p.accept("and"):
                parts.append(read_basic(p))
            refuse_or_else(p, combination)
            if len(parts) == 1:
                p.fail(f"`{combination}` takes two dates or more, joined by `and`.", ("and",))
            return DateExpr(tuple(parts), combination)
    parts = [read_basic(p)]
    while p.accept("or else"):
        parts.append(read_basic(p))
    return DateExpr(tuple(parts), Combination.OR_ELSE if len(parts) > 1 else Combination.ONE)


def read_basic(p: Phrase) -> Basic:
    """An anchor, or an amount after or before one."""
    word = p.word
    spelled = word in NUMBER_WORDS and p.ahead(1) in UNIT_WORDS | {"fortnight"}
    figure = is_figure(word) and not (
        _ORDINAL.fullmatch(word) or names_day(p) or p.ahead(1) == "birthday"
    )
    if not (figure or spelled):
        return Basic(read_anchor(p))
    counted = p.at
    amount = read_amount(p)
    direction = Direction(read_joint(p, ("after", "before")))
    anchor = read_anchor(p)
    if direction is Direction.AFTER:
        refuse_age(p, amount, Basic(anchor), counted, "{}")
    return Basic(anchor, amount, direction)


def read_anchor(p: Phrase) -> Anchor:
    """The event or day that a date rests on."""
    word = p.word
    if p.accept("today"):
        return Today()
    if p.accept("birth"):
        return Birth()
    if p.accept("the move"):
        return TheMove()
    if p.accept("the point"):
        return ThePoint()
    if word == "next":
        return _next_meeting(p)
    if _ORDINAL.fullmatch(word) or (is_figure(word) and p.ahead(1) == "birthday"):
        return _birthday(p)
    if is_figure(word):
        if p.ahead(1) in UNIT_WORDS:
            p.fail("The date here takes no amount: give the one with an amount a name as a term.")
        return _in_school_year(p)
    if word == "the":
        _refuse_the(p)
    if word.title() in MONTHS:
        p.fail("The day comes before the month: `30 June in school year 11`.")
    if word == "birthday":
        p.fail("Which birthday? Say its number, as in `16th birthday`.")
    if word in ("school", "year"):
        p.fail("A school year has many days: say which, as in `30 June in school year 11`.")
    return read_name(p, "a date", ANCHORS)


def read_name(p: Phrase, wanted: str, accepted: tuple[str, ...] = ("a path or term",)) -> Name:
    """A path or a term. Whether there is one of that name is for the pack to say."""
    word = p.word
    if not word:
        p.fail(f"The phrase stops where {wanted} is wanted.", accepted)
    if not is_path(word):
        p.fail(
            f"{quote(word)} is no path and no term: those are of small letters, digits and "
            "underscores, with a dot between a record and its field.",
            accepted,
            as_name(word),
        )
    head, dot, _ = word.partition(".")
    if head in RESERVED and not (dot and head in PATH_HEADS):
        if word in OPENERS:
            p.fail(
                f"{quote(word)} says how time lies to a date; here {wanted} is wanted, without it.",
                accepted,
            )
        if dot:
            p.fail(f"{quote(head)} is a word of the language and has no fields.", accepted)
        p.fail(f"{quote(word)} is a word of the language; here {wanted} is wanted.", accepted)
    return Name(*p.take())


def refuse_leftover(p: Phrase) -> None:
    """Refuse what is left over when a phrase is complete."""
    word = p.word
    if not word:
        return
    if word == "or":
        p.fail(
            "Dates are joined by `or else`, the first that is recorded; tests, by a list.",
            ("or else",),
            "or else",
        )
    if word == "and":
        p.fail(
            "`and` joins dates only in `between`, `the earlier of` and `the later of`; "
            "tests that must all hold are written one by one."
        )
    before = p.ahead(-1) if p.at else ""
    if is_path(before) and is_path(word) and before not in RESERVED and word not in RESERVED:
        meant = f"{before}_{word}"
        p.fail(
            f"{quote(f'{before} {word}')} is two words, and a name is one.",
            (),
            meant,
            start=p.at - 1,
            words=2,
        )
    p.fail(
        f"The phrase is complete before {quote(word)}: leave out the rest, "
        "or say it as a test of its own."
    )


def _birthday(p: Phrase) -> Birthday:
    word = p.word
    figures = re.match("[0-9]+", word)
    number = int(figures[0]) if figures else 0
    if p.ahead(1).title() in MONTHS:
        p.fail(
            f"A day of a month is a plain number: `{number} {p.ahead(1).title()}`.", (), str(number)
        )
    if not 1 <= number <= LAST_BIRTHDAY or word[0] == "0":
        p.fail(f"There is no {quote(word)} birthday; the day of birth is `birth`.")
    if word != ordinal(number):
        p.fail(f"{quote(word)} is written `{ordinal(number)}`.", (), ordinal(number))
    p.take()
    if not p.accept("birthday"):
        p.fail(f"`{word}` goes on with `birthday`.", ("birthday",))
    return Birthday(number)


def _in_school_year(p: Phrase) -> InSchoolYear:
    day = read_number(p)
    place = p.at
    month = p.word
    if month not in MONTHS:
        p.fail(
            f"{quote(month)} is no month; months are written out, with a capital.", tuple(MONTHS)
        )
    p.take()
    if (day, month) == (29, "February"):
        p.fail(
            "29 February is in one school year of four: say `28 February` or `1 March`.",
            start=place - 1,
            words=2,
        )
    if not 1 <= day <= MONTHS[month]:
        p.fail(f"{month} has {MONTHS[month]} days.", start=place - 1, words=2)
    if not p.accept("in school year"):
        p.fail(
            f"A day is named within a school year: `{day} {month} in school year 11`.",
            ("in school year",),
            "in school year",
        )
    year = read_number(p)
    if not 1 <= year <= LAST_SCHOOL_YEAR:
        p.fail(f"School years are 1 to {LAST_SCHOOL_YEAR}.", start=p.at - 1)
    return InSchoolYear(day, list(MONTHS).index(month) + 1, year)


def _next_meeting(p: Phrase) -> NextMeeting:
    p.take()
    if p.word and not is_name(p.word):
        p.fail(
            f"`next` goes with the name of a standing meeting, and {quote(p.word)} is none.",
            (),
            as_name(p.word),
        )
    meeting = read_name(p, "the name of a standing meeting", ("a standing meeting",))
    if not p.accept("after"):
        p.fail(f"`next {meeting.text}` goes on with `after` and a date.", ("after",))
    return NextMeeting(meeting, read_anchor(p))


def _refuse_the(p: Phrase) -> NoReturn:
    second = p.ahead(1)
    if p.starts(Combination.EARLIER) or p.starts(Combination.LATER):
        p.fail(
            f"{quote(p.said(p.at, p.at + 3))} cannot stand inside another date: "
            "give it a name as a term.",
            words=3,
        )
    accepted = ("the move", "the point", str(Combination.EARLIER), str(Combination.LATER))
    meanings = {
        "transfer": "the move",
        "earliest": "the earlier of",
        "earlier": "the earlier of",
        "first": "the earlier of",
        "latest": "the later of",
        "later": "the later of",
        "last": "the later of",
    }
    meant = meanings.get(second) or nearest(f"the {second}", accepted)
    p.fail(
        f"{quote(f'the {second}'.strip())} is no date of this language.", accepted, meant, words=2
    )


def refuse_or_else(p: Phrase, within: str) -> None:
    """Refuse ``or else`` where only plain dates stand."""
    if p.starts("or else"):
        p.fail(
            f"`{within}` takes plain dates: give the one with `or else` a name as a term.", words=2
        )


def refuse_age(p: Phrase, amount: Amount, basic: Basic, counted: int, said: str) -> None:
    """Refuse years after birth: they mean a birthday, which has its rule for 29 February."""
    if [each.unit for each in amount.quantities] != [Unit.YEAR] or basic.amount is not None:
        return
    if basic.anchor != Birth() and not (
        isinstance(basic.anchor, Name) and basic.anchor.text == _BIRTH
    ):
        return
    meant = said.format(f"{ordinal(amount.quantities[0].number)} birthday")
    p.fail(
        f"Years after birth are said as a birthday: `{meant}`.", (), meant, start=counted, words=2
    )
