"""What must hold of every phrase: canonical words read back as their tree, and bad ones are refused as such.

The strategies make any tree that the grammar can say; columns and texts, which depend on the writing, are wiped before comparing.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from time import perf_counter
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transferrules.language.amounts import LIMITS
from transferrules.language.phrases import LONGEST, PhraseError
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
    Includes,
    InSchoolYear,
    IsComplete,
    IsNone,
    IsRecorded,
    Name,
    NextMeeting,
    Not,
    NumberRange,
    OneOf,
    Only,
    Quantity,
    Relation,
    SameAs,
    TheMove,
    ThePoint,
    Timing,
    Today,
    Unit,
    Within,
    Word,
)
from transferrules.language.tests import format_test, parse_test
from transferrules.language.timing import (
    format_amount,
    format_date,
    format_timing,
    parse_amount,
    parse_date,
    parse_timing,
)
from transferrules.language.words import MONTHS, RESERVED, is_name

PARSERS = (parse_timing, parse_date, parse_amount, parse_test)
WORDS = [
    *sorted(RESERVED),
    *("the move", "or else", "the later of", "in school year 11", "16th", "30", "June", "0", "5"),
    *("x", "a.b", "this.held_on", "includes", ">=", "16+", "ago", "-3", "Care", "2026-03-01"),
]


def wiped(tree: Any) -> Any:
    """The tree without its columns and texts as written."""
    if isinstance(tree, tuple):
        return tuple(wiped(each) for each in tree)
    if not is_dataclass(tree) or isinstance(tree, type):
        return tree
    changes = {field.name: wiped(getattr(tree, field.name)) for field in fields(tree)}
    if "column" in changes:
        changes["column"] = 0
    if isinstance(tree, Timing):
        changes["text"] = ""
    return replace(tree, **changes)


def quantities(unit: Unit) -> st.SearchStrategy[Quantity]:
    return st.builds(Quantity, st.integers(1, LIMITS[unit]), st.just(unit))


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    if draw(st.booleans()):
        return Amount((draw(quantities(draw(st.sampled_from(sorted(CLOCK_UNITS))))),))
    day = draw(st.sampled_from([Unit.CALENDAR_DAY, Unit.WORKING_DAY]))
    units = [Unit.YEAR, Unit.MONTH, Unit.WEEK, day]
    said = draw(st.sets(st.sampled_from(units), min_size=1))
    return Amount(tuple(draw(quantities(unit)) for unit in units if unit in said))


names = st.from_regex(r"[a-z][a-z0-9]{0,8}(_[a-z0-9]{1,8}){0,2}", fullmatch=True).filter(is_name)
heads = st.one_of(names, st.sampled_from(["this", "parent"]))
fields_of = st.from_regex(r"(\.[a-z][a-z0-9]{0,8}(_[a-z0-9]{1,8})?){1,2}", fullmatch=True)
references = st.builds(Name, st.one_of(names, st.builds(str.__add__, heads, fields_of)), st.just(0))


@st.composite
def school_days(draw: st.DrawFn) -> InSchoolYear:
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, list(MONTHS.values())[month - 1]))
    return InSchoolYear(day, month, draw(st.integers(1, 14)))


plain_anchors: st.SearchStrategy[Anchor] = st.one_of(
    references,
    st.sampled_from([Today(), Birth(), TheMove(), ThePoint()]),
    st.builds(Birthday, st.integers(1, 200)),
    school_days(),
)
anchors: st.SearchStrategy[Anchor] = st.recursive(
    plain_anchors,
    lambda inner: st.builds(NextMeeting, st.builds(Name, names, st.just(0)), inner),
    max_leaves=3,
)


def says_an_age(amount: Amount, anchor: Anchor) -> bool:
    """Whether it is *N years after birth*, which the grammar has and the language refuses."""
    born = anchor == Birth() or (isinstance(anchor, Name) and anchor.text == "child.date_of_birth")
    return born and [quantity.unit for quantity in amount.quantities] == [Unit.YEAR]


basics = st.one_of(
    st.builds(Basic, anchors),
    st.builds(Basic, anchors, amounts(), st.sampled_from(Direction)).filter(
        lambda basic: basic.amount is None or not says_an_age(basic.amount, basic.anchor)
    ),
)
several = st.lists(basics, min_size=2, max_size=4).map(tuple)
dates = st.one_of(
    st.builds(DateExpr, st.tuples(basics)),
    st.builds(
        DateExpr,
        several,
        st.sampled_from([Combination.OR_ELSE, Combination.EARLIER, Combination.LATER]),
    ),
)
PLAIN = [Relation.ON, Relation.BEFORE, Relation.AFTER, Relation.ON_OR_BEFORE, Relation.ON_OR_AFTER]
MEASURED = sorted(set(Relation) - {*PLAIN, Relation.BETWEEN})
timings = st.one_of(
    st.builds(Timing, st.sampled_from(PLAIN), dates),
    st.builds(Timing, st.sampled_from(MEASURED), dates, amounts()).filter(
        lambda timing: (
            not any(
                part.amount is None and timing.amount and says_an_age(timing.amount, part.anchor)
                for part in timing.date.parts
            )
        )
    ),
    st.builds(
        Timing,
        st.just(Relation.BETWEEN),
        st.builds(DateExpr, st.tuples(basics)),
        st.none(),
        basics,
    ),
)

codes = st.builds(Word, names, st.just(0))
ranges = st.one_of(
    st.builds(NumberRange, st.integers(0, 1_000_000), st.none()),
    st.builds(NumberRange, st.none(), st.integers(0, 999_999)),
    st.tuples(st.integers(0, 500), st.integers(1, 500)).map(
        lambda pair: NumberRange(pair[0], pair[0] + pair[1])
    ),
)
simple_tests = st.one_of(
    codes,
    st.sampled_from([Word("true"), Word("false"), Word("37")]),
    st.sampled_from([IsNone(), IsRecorded(), IsComplete(True), IsComplete(False)]),
    st.builds(Includes, codes),
    st.builds(Only, codes),
    st.builds(SameAs, references),
    ranges,
    st.builds(Within, timings),
)
condition_tests = st.one_of(
    simple_tests,
    st.builds(Not, simple_tests),
    st.builds(OneOf, st.lists(simple_tests, min_size=2, max_size=5).map(tuple)),
)


@given(amounts())
def test_an_amount_reads_back(amount: Amount) -> None:
    assert parse_amount(format_amount(amount)) == amount


@given(dates)
def test_a_date_reads_back(date: DateExpr) -> None:
    assert wiped(parse_date(format_date(date))) == date


@given(timings)
def test_a_timing_phrase_reads_back(timing: Timing) -> None:
    said = format_timing(timing)

    assert wiped(parse_timing(said)) == timing
    assert parse_timing(said).text == said


@given(condition_tests)
def test_a_test_reads_back(test: Any) -> None:
    assert wiped(parse_test(format_test(test))) == test


@given(timings, st.lists(st.sampled_from([" ", "  ", "\t", " \n "]), min_size=1))
def test_spaces_mean_nothing(timing: Timing, spaces: list[str]) -> None:
    said = format_timing(timing).split()
    spaced = "".join(word + spaces[i % len(spaces)] for i, word in enumerate(said))

    assert wiped(parse_timing(spaced)) == timing
    assert parse_timing(spaced).text == " ".join(said)


@given(timings)
def test_every_name_stands_at_its_column(timing: Timing) -> None:
    said = format_timing(timing)

    for basic in (*parse_timing(said).date.parts, parse_timing(said).until):
        if basic is not None and isinstance(basic.anchor, Name):
            name = basic.anchor
            assert said[name.column : name.column + len(name.text)] == name.text


def refusal(parse: Callable[[str], object], text: str) -> PhraseError | None:
    """The error of a text that is refused. Any other exception is let through."""
    try:
        parse(text)
    except PhraseError as error:
        return error
    return None


def check(text: str) -> None:
    """Each parser reads the text, or refuses it at a place inside it or just behind it."""
    for parse in PARSERS:
        error = refusal(parse, text)
        if error is not None:
            assert 0 <= error.column <= len(text)
            assert error.length >= 1
            assert 0 < len(error.message) < 500


@given(st.text())
@example("²")
@example("²³ birthday")
@example("٣ weeks")
@example("+5")
@example("next")
@example("\u00a0on\u2003x\u200b")
@example("ﬁve weeks after x")
@example("16th\u0307 birthday")
@example("İ")
@example("ß in")
@example("\x00\ud800")
def test_any_text_is_read_or_refused(text: str) -> None:
    check(text)


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=5)), max_size=12).map(" ".join))
def test_any_words_are_read_or_refused(text: str) -> None:
    check(text)


@given(timings, st.data())
def test_a_phrase_with_a_word_lost_or_doubled_is_read_or_refused(
    timing: Timing, data: st.DataObject
) -> None:
    words = format_timing(timing).split()
    place = data.draw(st.integers(0, len(words) - 1))

    check(" ".join(words[:place] + words[place + 1 :]))
    check(" ".join([*words[:place], words[place], *words[place:]]))
    check(" ".join([*words[:place], words[place][::-1], *words[place + 1 :]]))


@pytest.mark.parametrize(
    "text",
    [
        "x" * LONGEST,
        "x" * 10_000_000,
        "9" * LONGEST,
        "9" * 990 + " weeks",
        "next a after " * 80,
        "next a after " * 75 + "x",
        "a_" * 499,
        "a." * 499,
        "-" * LONGEST,
        "on " + "a or else " * 90 + "b",
        "the later of " * 70,
        "1 year " * 140,
        "not " * 250,
        " " * LONGEST,
        "\u200b" * LONGEST,
        ("ab" * 20 + " ") * 24,
    ],
    ids=lambda text: text[:12],
)
def test_no_text_takes_long(text: str) -> None:
    begun = perf_counter()
    check(text)

    assert perf_counter() - begun < 2
