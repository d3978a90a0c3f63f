"""Timing phrases, dates and amounts: their grammar, read once when a pack is loaded.

    timing   = ( "on" | "before" | "after" | "on or before" | "on or after" ) date
             | "within" amount ( "after" | "before" | "of" ) date
             | ( "at least" | "more than" | "less than" ) amount ( "after" | "before" ) date
             | "between" basic "and" basic
    date     = basic { "or else" basic }
             | ( "the earlier of" | "the later of" ) basic "and" basic { "and" basic }
    basic    = [ amount ( "after" | "before" ) ] anchor
    anchor   = name | "today" | "birth" | ordinal "birthday" | "the move" | "the point"
             | day month "in school year" number | "next" meeting "after" anchor
    amount   = quantity { quantity }          the larger unit first; hours stand alone

Each word decides how the next is read: one function to a line of the grammar, and no going back. `wording` turns trees into words.
"""

import re
from typing import Final, NoReturn

from transferrules.language.phrases import Phrase, quote
from transferrules.language.syntax import (
    CLOCK_UNITS,
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
    Quantity,
    Relation,
    TheMove,
    ThePoint,
    Timing,
    Today,
    Unit,
)
from transferrules.language.wording import (
    format_amount,
    format_anchor,
    format_basic,
    format_date,
    format_timing,
)
from transferrules.language.words import (
    INSTEAD_OF_OPENERS,
    MONTHS,
    NUMBER_WORDS,
    PATH_HEADS,
    RESERVED,
    UNIT_WORDS,
    as_name,
    is_name,
    is_path,
    nearest,
    ordinal,
)

__all__ = [
    "ANCHORS",
    "OPENERS",
    "format_amount",
    "format_anchor",
    "format_basic",
    "format_date",
    "format_timing",
    "parse_amount",
    "parse_date",
    "parse_timing",
    "read_date",
    "read_name",
    "read_timing",
    "refuse_leftover",
    "refuse_opener",
]

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

LAST_BIRTHDAY: Final = 200
LAST_SCHOOL_YEAR: Final = 14
"""Year 14 is the last in which a young person with a plan for special needs may be at school."""

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
OPENERS: Final = (*(words for words, _ in _PLAIN), *_MEASURED, "between")
"""How a timing phrase begins."""

_OPENER_OF: Final = {words.split()[0]: words for words in reversed(OPENERS)} | {"on": "on"}
_SAID_AS_BIRTHDAY: Final = {
    Relation.WITHIN_AFTER: "between birth and {}",
    Relation.WITHIN_OF: "between birth and {}",
    Relation.AT_LEAST_AFTER: "on or after {}",
    Relation.MORE_THAN_AFTER: "after {}",
    Relation.LESS_THAN_AFTER: "before {}",
}
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
_ORDINAL: Final = re.compile(r"([0-9]+)(st|nd|rd|th)")
_BIRTH: Final = "child.date_of_birth"


def parse_timing(text: str) -> Timing:
    """The tree of a timing phrase. Raises `PhraseError`."""
    phrase = Phrase(text)
    timing = read_timing(phrase)
    refuse_leftover(phrase)
    return timing


def parse_date(text: str) -> DateExpr:
    """The tree of a date, as a term gives it. Raises `PhraseError`."""
    phrase = Phrase(text)
    date = read_date(phrase)
    refuse_leftover(phrase)
    return date


def parse_amount(text: str) -> Amount:
    """The tree of an amount, as in ``12 months``. Raises `PhraseError`."""
    phrase = Phrase(text)
    amount = read_amount(phrase)
    if phrase.left:
        phrase.fail(
            f"An amount alone is wanted here: leave out what begins with {quote(phrase.word)}."
        )
    return amount


def read_timing(p: Phrase) -> Timing:
    """A timing phrase from the next word on; what follows it stays unread."""
    start = p.at
    if p.accept("between"):
        first = read_basic(p)
        _refuse_or_else(p, "between")
        if not p.accept("and"):
            p.fail("`between` takes two dates joined by `and`.", ("and",))
        until = read_basic(p)
        _refuse_or_else(p, "between")
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
            relation = relations[_joint(p, tuple(relations))]
            date = read_date(p)
            if relation in _SAID_AS_BIRTHDAY:
                for part in date.parts:
                    _refuse_age(p, amount, part, counted, _SAID_AS_BIRTHDAY[relation])
            return Timing(relation, date, amount, text=p.said(start, p.at))
    refuse_opener(p)
    if not p.word:
        p.fail("A timing phrase is wanted, as in `within 5 working days after` a date.", OPENERS)
    begun = p.at
    read_date(p)
    p.fail(
        f"{quote(p.said(begun, p.at))} is a date; a timing phrase says how the time lies to it.",
        OPENERS,
        start=begun,
        words=p.at - begun,
    )


def read_date(p: Phrase) -> DateExpr:
    """A date from the next word on; what follows it stays unread."""
    for combination in (Combination.EARLIER, Combination.LATER):
        if p.accept(combination):
            parts = [read_basic(p)]
            while p.accept("and"):
                parts.append(read_basic(p))
            _refuse_or_else(p, combination)
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
    spelled = word in NUMBER_WORDS and p.ahead(1) in UNIT_WORDS | {"day", "fortnight"}
    if not spelled and (not _is_figure(word) or _ORDINAL.fullmatch(word) or _names_day(p)):
        return Basic(read_anchor(p))
    counted = p.at
    amount = read_amount(p)
    direction = Direction(_joint(p, ("after", "before")))
    anchor = read_anchor(p)
    if direction is Direction.AFTER:
        _refuse_age(p, amount, Basic(anchor), counted, "{}")
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
    if _ORDINAL.fullmatch(word) or (_is_figure(word) and p.ahead(1) == "birthday"):
        return _birthday(p)
    if _is_figure(word):
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
            f"{quote(word)} is no path and no term. Those are of small letters, digits and underscores, "
            "with a dot between a record and its field.",
            accepted,
            as_name(word),
        )
    head, dot, _ = word.partition(".")
    if head in RESERVED and not (dot and head in PATH_HEADS):
        if word in _OPENER_OF:
            p.fail(
                f"{quote(word)} says how time lies to a date; here {wanted} itself is wanted.",
                accepted,
            )
        if dot:
            p.fail(f"{quote(head)} is a word of the language and has no fields.", accepted)
        p.fail(f"{quote(word)} is a word of the language; here {wanted} is wanted.", accepted)
    return Name(*p.take())


def read_amount(p: Phrase) -> Amount:
    """A length of time: numbers and units, the larger unit first."""
    start = p.at
    quantities: list[Quantity] = []
    while not quantities or (_is_figure(p.word) and not _names_day(p)):
        first = p.at
        quantity = Quantity(_number(p), _unit(p))
        if problem := _unfit(quantity, quantities):
            p.fail(problem, start=first, words=p.at - first)
        quantities.append(quantity)
        if p.word == "and" and _is_figure(p.ahead(1)):
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


def refuse_leftover(p: Phrase) -> None:
    """Refuse what is left over when a phrase is complete."""
    word = p.word
    if not word:
        return
    if word == "or":
        p.fail(
            "Dates are joined by `or else`, the first that is recorded; a choice of tests is a list.",
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
        f"The phrase is complete before {quote(word)}: leave out the rest, or say it as a test of its own."
    )


def refuse_opener(p: Phrase) -> None:
    """Refuse a beginning that the language has other words for, and say which."""
    for words, advice in INSTEAD_OF_OPENERS:
        if p.starts(words):
            p.fail(f"Not `{words}`: {advice}.", OPENERS, words=len(words.split()))
    if p.word in RESERVED or (p.left == 1 and is_path(p.word)):
        return
    if meant := nearest(p.word, _OPENER_OF):
        p.fail(f"{quote(p.word)} does not begin a timing phrase.", OPENERS, _OPENER_OF[meant])


def _is_figure(word: str) -> bool:
    return word[:1].isdigit() or (word[:1] in "+-" and word[1:2].isdigit())


def _names_day(p: Phrase) -> bool:
    """Whether a day of a month is next, not an amount: ``30 June …``."""
    return p.ahead(1).title() in MONTHS or (
        p.ahead(2) == "in" and p.ahead(1) not in _UNIT_OF_WORD and p.ahead(1) not in UNIT_WORDS
    )


def _number(p: Phrase) -> int:
    word = p.word
    if not word:
        p.fail("The phrase stops where an amount is wanted, as in `5 working days`.")
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
                "A policy names no calendar date: name the fact that records it, or a day in a school year."
            )
        if word[:1] in "+-":
            p.fail(
                "An amount has no sign: its direction is said with `after` or `before`.",
                (),
                word.lstrip("+-"),
            )
        if re.fullmatch(r"[0-9]+[.:/½¼¾][0-9]*", word):
            p.fail(f"Amounts are whole numbers, and {quote(word)} is none: choose a smaller unit.")
        p.fail(
            f"{quote(word)} is no whole number; an amount begins with one, as in `5 working days`."
        )
    if len(word) > 1 and word[0] == "0":
        p.fail("A number does not begin with 0.", (), word.lstrip("0") or None)
    p.take()
    return int(word)


def _unit(p: Phrase) -> Unit:
    word = p.word
    figure = p.ahead(-1)
    if not word:
        p.fail(f"The phrase stops where a unit is wanted: {figure} of what?", _UNITS)
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
    if word in ("fortnight", "fortnights"):
        p.fail("Fortnights are said as weeks.", _UNITS, "weeks")
    if word not in _UNIT_OF_WORD:
        meant = nearest(word, (*_UNIT_OF_WORD, "working days", "calendar days", *MONTHS))
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


def _joint(p: Phrase, accepted: tuple[str, ...]) -> str:
    """The word between an amount and its date."""
    word = p.word
    if word in accepted:
        return p.take().text
    listed = ", ".join(f"`{each}`" for each in accepted[:-1]) + f" or `{accepted[-1]}`"
    if not word:
        p.fail(f"The phrase stops at an amount: it goes on with {listed} and a date.", accepted)
    meant = "after" if word in ("from", "since", "following") else None
    if word == "of":
        p.fail("`of` goes with `within` alone: say `after` or `before`.", accepted)
    p.fail(f"After an amount comes {listed}, not {quote(word)}.", accepted, meant)


def _birthday(p: Phrase) -> Birthday:
    word = p.word
    figures = _DIGITS.match(word)
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
    day = _number(p)
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
    year = _number(p)
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
    if _is_figure(p.word) and not _ORDINAL.fullmatch(p.word) and not _names_day(p):
        p.fail(
            "`next … after` takes a date without an amount: give the other date a name as a term."
        )
    return NextMeeting(meeting, read_anchor(p))


def _refuse_the(p: Phrase) -> NoReturn:
    second = p.ahead(1)
    if p.starts(Combination.EARLIER) or p.starts(Combination.LATER):
        p.fail(
            f"{quote(p.said(p.at, p.at + 3))} cannot stand inside another date: give it a name as a term.",
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


def _refuse_or_else(p: Phrase, within: str) -> None:
    if p.starts("or else"):
        p.fail(
            f"`{within}` takes plain dates: give the one with `or else` a name as a term.", words=2
        )


def _refuse_age(p: Phrase, amount: Amount, basic: Basic, counted: int, said: str) -> None:
    """Refuse years after birth: whoever says them means a birthday, which has a rule for 29 February."""
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
