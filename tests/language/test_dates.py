"""Dates as terms give them: trees by hand, and errors at their words."""

import pytest

from transferrules.language.phrases import PhraseError
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
    Quantity,
    TheMove,
    ThePoint,
    Today,
    Unit,
)
from transferrules.language.timing import format_date, parse_date


def one(anchor: Anchor) -> DateExpr:
    return DateExpr((Basic(anchor),))


def amount(number: int, unit: Unit) -> Amount:
    return Amount((Quantity(number, unit),))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("year_11_end", one(Name("year_11_end", 0))),
        ("care_order.granted_on", one(Name("care_order.granted_on", 0))),
        ("this.parent.resolved_at", one(Name("this.parent.resolved_at", 0))),
        ("parent.started_on", one(Name("parent.started_on", 0))),
        ("today", one(Today())),
        ("birth", one(Birth())),
        ("1st birthday", one(Birthday(1))),
        ("21st birthday", one(Birthday(21))),
        ("the move", one(TheMove())),
        ("the point", one(ThePoint())),
        ("30 June in school year 11", one(InSchoolYear(30, 6, 11))),
        ("28 February in school year 1", one(InSchoolYear(28, 2, 1))),
        ("1 September in school year 14", one(InSchoolYear(1, 9, 14))),
        (
            "next transfer_meeting after direction.recorded_on",
            one(NextMeeting(Name("transfer_meeting", 5), Name("direction.recorded_on", 28))),
        ),
        (
            "next panel after next allocation after 16th birthday",
            one(NextMeeting(Name("panel", 5), NextMeeting(Name("allocation", 22), Birthday(16)))),
        ),
        (
            "next panel after 1 April in school year 11",
            one(NextMeeting(Name("panel", 5), InSchoolYear(1, 4, 11))),
        ),
        (
            "4 weeks before adm.scheduled_on",
            DateExpr(
                (Basic(Name("adm.scheduled_on", 15), amount(4, Unit.WEEK), Direction.BEFORE),)
            ),
        ),
        (
            "15 years 6 months after birth",
            DateExpr(
                (
                    Basic(
                        Birth(),
                        Amount((Quantity(15, Unit.YEAR), Quantity(6, Unit.MONTH))),
                        Direction.AFTER,
                    ),
                )
            ),
        ),
        (
            "6 months after birth",
            DateExpr((Basic(Birth(), amount(6, Unit.MONTH), Direction.AFTER),)),
        ),
        (
            "2 years after sibling.date_of_birth",
            DateExpr(
                (Basic(Name("sibling.date_of_birth", 14), amount(2, Unit.YEAR), Direction.AFTER),)
            ),
        ),
        (
            "quality.scheduled_on or else 4 weeks before adm.scheduled_on or else today",
            DateExpr(
                (
                    Basic(Name("quality.scheduled_on", 0)),
                    Basic(Name("adm.scheduled_on", 44), amount(4, Unit.WEEK), Direction.BEFORE),
                    Basic(Today()),
                ),
                Combination.OR_ELSE,
            ),
        ),
        (
            "the later of 16th birthday and year_11_end",
            DateExpr((Basic(Birthday(16)), Basic(Name("year_11_end", 31))), Combination.LATER),
        ),
        (
            "the earlier of a and 2 weeks after b and next c after d and e",
            DateExpr(
                (
                    Basic(Name("a", 15)),
                    Basic(Name("b", 35), amount(2, Unit.WEEK), Direction.AFTER),
                    Basic(NextMeeting(Name("c", 46), Name("d", 54))),
                    Basic(Name("e", 60)),
                ),
                Combination.EARLIER,
            ),
        ),
    ],
)
def test_a_date_reads_as_its_tree_and_back(text: str, tree: DateExpr) -> None:
    assert parse_date(text) == tree
    assert format_date(tree) == text


@pytest.mark.parametrize(
    ("text", "column", "pointed", "said", "meant"),
    [
        # birthdays and ages
        ("16 years after birth", 0, "16 years", "said as a birthday", "16th birthday"),
        ("x or else 1 year after birth", 10, "1 year", "said as a birthday", "1st birthday"),
        ("3 years after child.date_of_birth", 0, "3 years", "said as a birthday", "3rd birthday"),
        ("21th birthday", 0, "21th", "written `21st`", "21st"),
        ("12nd birthday", 0, "12nd", "written `12th`", "12th"),
        ("16 birthday", 0, "16", "written `16th`", "16th"),
        ("0th birthday", 0, "0th", "no `0th` birthday", None),
        ("999th birthday", 0, "999th", "no `999th` birthday", None),
        ("16th", 4, "", "goes on with `birthday`", None),
        ("16th birhtday", 5, "birhtday", "goes on with `birthday`", "birthday"),
        ("birthday", 0, "birthday", "Which birthday?", None),
        # days of a school year
        ("31 June in school year 11", 0, "31 June", "June has 30 days", None),
        ("0 June in school year 11", 0, "0 June", "June has 30 days", None),
        ("30 February in school year 11", 0, "30 February", "February has 28 days", None),
        ("29 February in school year 11", 0, "29 February", "one school year of four", None),
        ("30 june in school year 11", 3, "june", "with a capital", "June"),
        ("30 Jnue in school year 11", 3, "Jnue", "no month", "June"),
        ("1st April in school year 11", 0, "1st", "plain number", "1"),
        ("April 1 in school year 11", 0, "April", "day comes before the month", None),
        ("30 June", 7, "", "30 June in school year 11", "in school year"),
        ("30 June 2026", 8, "2026", "30 June in school year 11", "in school year"),
        ("30 June in year 11", 8, "in", "30 June in school year 11", "in school year"),
        ("30 June in school year 15", 23, "15", "School years are 1 to 14", None),
        ("30 June in school year 0", 23, "0", "School years are 1 to 14", None),
        ("30 June in school year eleven", 23, "eleven", "in figures", "11"),
        ("school year 11", 0, "school", "say which", None),
        ("2026-03-01", 0, "2026-03-01", "no calendar date", None),
        # combinations
        ("the earlier of a", 16, "", "two dates or more", None),
        ("the later of a or else b", 15, "or else", "name as a term", None),
        ("the earlier a and b", 0, "the earlier", "no date of this language", "the earlier of"),
        ("the earliest of a and b", 0, "the earliest", "no date", "the earlier of"),
        ("the later of the earlier of a and b and c", 13, "the earlier of", "name as a term", None),
        ("a or else the later of b and c", 10, "the later of", "name as a term", None),
        ("a or b", 2, "or", "`or else`", "or else"),
        ("a and b", 2, "and", "joins dates only in", None),
        ("the transfer", 0, "the transfer", "no date of this language", "the move"),
        ("the", 0, "the", "no date of this language", None),
        # amounts inside dates
        ("5 days after x", 2, "days", "working days or calendar days", None),
        ("12 months ago", 10, "ago", "said forwards", "after"),
        ("4 weeks of x", 8, "of", "`within` alone", None),
        ("4 weeks from x", 8, "from", "`after` or `before`", "after"),
        ("4 weeks afer x", 8, "afer", "`after` or `before`", "after"),
        ("4 weeks", 7, "", "stops at an amount", None),
        ("4 weeks 30 June in school year 11", 8, "30", "`after` or `before`", None),
        ("one week after x", 0, "one", "in figures", "1"),
        ("4 weeks after 2 weeks after x", 14, "2", "takes no amount", None),
        # standing meetings
        ("next", 4, "", "name of a standing meeting", None),
        ("next a.b after x", 5, "a.b", "name of a standing meeting", None),
        ("next Panel after x", 5, "Panel", "name of a standing meeting", "panel"),
        ("next today after x", 5, "today", "name of a standing meeting", None),
        ("next panel", 10, "", "goes on with `after`", None),
        ("next panel before x", 11, "before", "goes on with `after`", None),
        ("next panel after 2 weeks after x", 17, "2", "takes no amount", None),
        # names
        ("", 0, "", "a date is wanted", None),
        ("on x", 0, "on", "a date is wanted, without it", None),
        (
            "Care_Order.granted_on",
            0,
            "Care_Order.granted_on",
            "small letters",
            "care_order.granted_on",
        ),
        ("care-order", 0, "care-order", "small letters", "care_order"),
        ("care order.granted_on", 0, "care order.granted_on", "two words", "care_order.granted_on"),
        ("today.x", 0, "today.x", "has no fields", "today"),
        ("sender", 0, "sender", "word of the language", None),
        ("x after y", 2, "after", "complete before", None),
        ("(a)", 0, "(", "no brackets or commas", None),
        ("a, b", 1, ",", "no brackets or commas", None),
    ],
)
def test_what_is_no_date_is_refused_at_its_word(
    text: str, column: int, pointed: str, said: str, meant: str | None
) -> None:
    with pytest.raises(PhraseError) as caught:
        parse_date(text)

    error = caught.value
    assert (error.column, text[error.column : error.column + error.length]) == (column, pointed)
    assert said in error.message
    assert error.nearest == meant


def test_columns_count_the_spaces_before_a_word() -> None:
    assert parse_date("  today   or else   care_order.granted_on").parts[1].anchor == Name(
        "care_order.granted_on", 20
    )
