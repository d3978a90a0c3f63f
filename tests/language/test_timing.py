"""Timing phrases: every form as its tree, and errors at their words."""

import pytest

from transferrules.language.phrases import LONGEST, PhraseError
from transferrules.language.syntax import (
    Amount,
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
    Timing,
    Unit,
)
from transferrules.language.timing import format_timing, parse_timing


def amount(number: int, unit: Unit) -> Amount:
    return Amount((Quantity(number, unit),))


def one(basic: Basic) -> DateExpr:
    return DateExpr((basic,))


A_5 = one(Basic(Name("confirmed", 5)))
WEEKS = amount(2, Unit.WEEK)


@pytest.mark.parametrize(
    ("text", "relation", "column"),
    [
        ("on confirmed", Relation.ON, 3),
        ("before confirmed", Relation.BEFORE, 7),
        ("after confirmed", Relation.AFTER, 6),
        ("on or before confirmed", Relation.ON_OR_BEFORE, 13),
        ("on or after confirmed", Relation.ON_OR_AFTER, 12),
    ],
)
def test_a_relation_and_a_date(text: str, relation: Relation, column: int) -> None:
    date = one(Basic(Name("confirmed", column)))

    assert parse_timing(text) == Timing(relation, date, text=text)


@pytest.mark.parametrize(
    ("text", "relation", "column"),
    [
        ("within 2 weeks after confirmed", Relation.WITHIN_AFTER, 21),
        ("within 2 weeks before confirmed", Relation.WITHIN_BEFORE, 22),
        ("within 2 weeks of confirmed", Relation.WITHIN_OF, 18),
        ("at least 2 weeks after confirmed", Relation.AT_LEAST_AFTER, 23),
        ("at least 2 weeks before confirmed", Relation.AT_LEAST_BEFORE, 24),
        ("more than 2 weeks after confirmed", Relation.MORE_THAN_AFTER, 24),
        ("more than 2 weeks before confirmed", Relation.MORE_THAN_BEFORE, 25),
        ("less than 2 weeks after confirmed", Relation.LESS_THAN_AFTER, 24),
        ("less than 2 weeks before confirmed", Relation.LESS_THAN_BEFORE, 25),
    ],
)
def test_a_relation_an_amount_and_a_date(text: str, relation: Relation, column: int) -> None:
    date = one(Basic(Name("confirmed", column)))

    assert parse_timing(text) == Timing(relation, date, WEEKS, text=text)
    assert format_timing(parse_timing(text)) == text


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (
            "between 1 March in school year 11 and child.school.last_gcse_on",
            Timing(
                Relation.BETWEEN,
                one(Basic(InSchoolYear(1, 3, 11))),
                until=Basic(Name("child.school.last_gcse_on", 38)),
                text="between 1 March in school year 11 and child.school.last_gcse_on",
            ),
        ),
        (
            "between 2 weeks before started_on and 3 months after 16th birthday",
            Timing(
                Relation.BETWEEN,
                one(Basic(Name("started_on", 23), WEEKS, Direction.BEFORE)),
                until=Basic(Birthday(16), amount(3, Unit.MONTH), Direction.AFTER),
                text="between 2 weeks before started_on and 3 months after 16th birthday",
            ),
        ),
        (
            "before next peer_supervision after referral.received_on",
            Timing(
                Relation.BEFORE,
                one(
                    Basic(
                        NextMeeting(Name("peer_supervision", 12), Name("referral.received_on", 35))
                    )
                ),
                text="before next peer_supervision after referral.received_on",
            ),
        ),
        (
            "on or before x or else y",
            Timing(
                Relation.ON_OR_BEFORE,
                DateExpr((Basic(Name("x", 13)), Basic(Name("y", 23))), Combination.OR_ELSE),
                text="on or before x or else y",
            ),
        ),
        (
            "on the later of a and b and c",
            Timing(
                Relation.ON,
                DateExpr(
                    (Basic(Name("a", 16)), Basic(Name("b", 22)), Basic(Name("c", 28))),
                    Combination.LATER,
                ),
                text="on the later of a and b and c",
            ),
        ),
        (
            "within 48 working hours after the earlier of a.held_at and b.held_at",
            Timing(
                Relation.WITHIN_AFTER,
                DateExpr(
                    (Basic(Name("a.held_at", 45)), Basic(Name("b.held_at", 59))),
                    Combination.EARLIER,
                ),
                amount(48, Unit.WORKING_HOUR),
                text="within 48 working hours after the earlier of a.held_at and b.held_at",
            ),
        ),
        (
            "at least 2 weeks before the move",
            Timing(
                Relation.AT_LEAST_BEFORE,
                one(Basic(TheMove())),
                WEEKS,
                text="at least 2 weeks before the move",
            ),
        ),
        (
            "at least 15 years 6 months after birth",
            Timing(
                Relation.AT_LEAST_AFTER,
                one(Basic(Birth())),
                Amount((Quantity(15, Unit.YEAR), Quantity(6, Unit.MONTH))),
                text="at least 15 years 6 months after birth",
            ),
        ),
        (
            "within 2 weeks after 3 months after 16th birthday",
            Timing(
                Relation.WITHIN_AFTER,
                one(Basic(Birthday(16), amount(3, Unit.MONTH), Direction.AFTER)),
                WEEKS,
                text="within 2 weeks after 3 months after 16th birthday",
            ),
        ),
    ],
)
def test_a_phrase_reads_as_its_tree_and_back(text: str, tree: Timing) -> None:
    assert parse_timing(text) == tree
    assert format_timing(tree) == text


def test_the_text_is_kept_in_single_spaces_and_columns_as_written() -> None:
    timing = parse_timing("  on   or after\tx ")

    assert timing.text == "on or after x"
    assert timing.date.parts[0].anchor == Name("x", 16)


@pytest.mark.parametrize(
    ("text", "column", "pointed", "said", "meant"),
    [
        ("within 5 days after x", 9, "days", "say working days or calendar days", None),
        ("within x", 7, "x", "whole number", None),
        ("within", 6, "", "number is wanted", None),
        ("within 2 weeks", 14, "", "`after`, `before` or `of`", None),
        ("at least 2 weeks", 16, "", "`after` or `before`", None),
        ("at least 2 weeks of x", 17, "of", "`within` alone", None),
        ("within 2 weeks form x", 15, "form", "`after`, `before` or `of`", None),
        ("within 2 weeks from x", 15, "from", "`after`, `before` or `of`", "after"),
        ("within 2 weeks after", 20, "", "a date is wanted", None),
        ("at least 16 years after birth", 9, "16 years", "birthday", "on or after 16th birthday"),
        ("more than 16 years after birth", 10, "16 years", "birthday", "after 16th birthday"),
        ("less than 16 years after birth", 10, "16 years", "birthday", "before 16th birthday"),
        (
            "within 2 years after birth",
            7,
            "2 years",
            "birthday",
            "between birth and 2nd birthday",
        ),
        (
            "at least 1 year after x or else birth",
            9,
            "1 year",
            "birthday",
            "on or after 1st birthday",
        ),
        ("at least 12 months ago", 19, "ago", "said forwards", "after"),
        ("12 months ago", 10, "ago", "said forwards", "after"),
        ("in the last 3 months", 0, "in the last", "said forwards", None),
        ("within the last 3 months", 7, "the last", "said forwards", None),
        ("for at least 3 months", 0, "for at least", "said forwards", None),
        ("since x", 0, "since", "`on or after` the date", None),
        ("by x", 0, "by", "`on or before` the date", None),
        ("until x", 0, "until", "`on or before` the date", None),
        ("no later than x", 0, "no later than", "`on or before` the date", None),
        ("prior to x", 0, "prior to", "`before` the date", None),
        ("at most 3 weeks after x", 0, "at most", "`within` the amount", None),
        ("as soon as x", 0, "as soon as", "`on or after` the event", None),
        ("Within 2 weeks after x", 0, "Within", "does not begin a timing phrase", "within"),
        ("witihn 2 weeks after x", 0, "witihn", "does not begin a timing phrase", "within"),
        ("atleast 2 weeks after x", 0, "atleast", "does not begin a timing phrase", "at least"),
        ("lass than 2 weeks after x", 0, "lass", "does not begin a timing phrase", "less than"),
        ("16th birthday", 0, "16th birthday", "is a date", None),
        ("year_11_end", 0, "year_11_end", "is a date", None),
        ("", 0, "", "timing phrase is wanted", None),
        ("   ", 0, " ", "timing phrase is wanted", None),
        ("on", 2, "", "a date is wanted", None),
        ("on on x", 3, "on", "a date is wanted, without it", None),
        ("on or x", 3, "or", "does not go on", None),
        ("before or on x", 7, "or", "does not go on", "on or before"),
        ("after or on x", 6, "or", "does not go on", "on or after"),
        ("after a and before b", 8, "and", "joins dates only in", None),
        ("before a or after b", 9, "or", "`or else`", "or else"),
        ("between a", 9, "", "joined by `and`", None),
        ("between a to b", 10, "to", "joined by `and`", None),
        ("between a or else b and c", 10, "or else", "name as a term", None),
        ("between a and b or else c", 16, "or else", "name as a term", None),
        ("between the later of a and b and c", 8, "the later of", "name as a term", None),
        ("between a and b and c", 16, "and", "joins dates only in", None),
        ("on the earlier of a", 19, "", "two dates or more", None),
        ("on 31 June in school year 11", 3, "31 June", "June has 30 days", None),
        (
            "on care order.granted_on",
            3,
            "care order.granted_on",
            "two words",
            "care_order.granted_on",
        ),
        ("on the move please", 12, "please", "complete before", None),
        ("on (a)", 3, "(", "no brackets or commas", None),
    ],
)
def test_what_is_no_timing_phrase_is_refused_at_its_word(
    text: str, column: int, pointed: str, said: str, meant: str | None
) -> None:
    with pytest.raises(PhraseError) as caught:
        parse_timing(text)

    error = caught.value
    assert (error.column, text[error.column : error.column + error.length]) == (column, pointed)
    assert said in error.message
    assert error.nearest == meant


def test_a_phrase_that_is_too_long_wants_a_name_for_a_part() -> None:
    with pytest.raises(PhraseError, match="give a part of it a name") as caught:
        parse_timing("on " + "x" * LONGEST)

    assert (caught.value.column, caught.value.length) == (LONGEST, 3)
