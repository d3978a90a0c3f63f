"""Amounts of time: what is read, and what is refused where."""

import pytest

from transferrules.language.phrases import PhraseError
from transferrules.language.syntax import Amount, Quantity, Unit
from transferrules.language.timing import format_amount, parse_amount


def amount(*parts: tuple[int, Unit]) -> Amount:
    return Amount(tuple(Quantity(number, unit) for number, unit in parts))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("5 working days", amount((5, Unit.WORKING_DAY))),
        ("10 calendar days", amount((10, Unit.CALENDAR_DAY))),
        ("2 weeks", amount((2, Unit.WEEK))),
        ("12 months", amount((12, Unit.MONTH))),
        ("200 years", amount((200, Unit.YEAR))),
        ("48 hours", amount((48, Unit.HOUR))),
        ("48 working hours", amount((48, Unit.WORKING_HOUR))),
        ("1 week", amount((1, Unit.WEEK))),
        ("15 years 6 months", amount((15, Unit.YEAR), (6, Unit.MONTH))),
        (
            "1 month 2 weeks 3 working days",
            amount((1, Unit.MONTH), (2, Unit.WEEK), (3, Unit.WORKING_DAY)),
        ),
    ],
)
def test_an_amount_is_numbers_and_units(text: str, tree: Amount) -> None:
    assert parse_amount(text) == tree
    assert format_amount(tree) == text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("1 working days", "1 working day"),
        ("2 working day", "2 working days"),
        ("3 month", "3 months"),
        ("1 hours", "1 hour"),
        ("  5   working\tdays ", "5 working days"),
    ],
)
def test_singular_and_plural_and_spaces_are_read_either_way(text: str, canonical: str) -> None:
    assert format_amount(parse_amount(text)) == canonical


@pytest.mark.parametrize(
    ("text", "column", "pointed", "said", "meant"),
    [
        ("5 days", 2, "days", "either: say working days or calendar days", None),
        ("1 day", 2, "day", "say working days or calendar days", None),
        ("0 weeks", 0, "0 weeks", "nothing", None),
        ("201 years", 0, "201 years", "No more than 200 years", None),
        ("9999999999 working days", 0, "9999999999 working days", "No more than 52000", None),
        ("5 weeks 3 weeks", 8, "3 weeks", "said twice", None),
        ("2 weeks 5 hours", 8, "5 hours", "Hours stand alone", None),
        ("5 hours 2 weeks", 8, "2 weeks", "Hours stand alone", None),
        ("5 hours 2 working hours", 8, "2 working hours", "Hours stand alone", None),
        ("2 calendar days 3 working days", 16, "3 working days", "not both", None),
        ("6 months 15 years", 9, "15 years", "larger unit comes first", None),
        ("1 year and 6 months", 7, "and", "no `and`", None),
        ("five weeks", 0, "five", "in figures", "5"),
        ("a week", 0, "a", "in figures", "1"),
        ("5days", 0, "5days", "space", "5 days"),
        ("1.5 hours", 0, "1.5", "whole", None),
        ("½ year", 0, "½", "whole", None),
        ("-5 weeks", 0, "-5", "no sign", "5"),
        ("05 weeks", 0, "05", "does not begin with 0", "5"),
        ("٥ weeks", 0, "٥", "whole number", None),
        ("5 wekes", 2, "wekes", "no unit", "weeks"),
        ("5 workng days", 2, "workng", "no unit", "working"),
        ("5 working weeks", 10, "weeks", "days and hours alone", None),
        ("5 calendar hours", 11, "hours", "days alone", None),
        ("5 weekdays", 2, "weekdays", "said as working days", "working days"),
        ("1 fortnight", 2, "fortnight", "weeks", "weeks"),
        ("5", 1, "", "unit is wanted", None),
        ("5 working", 9, "", "days and hours alone", None),
        ("", 0, "", "number is wanted", None),
        ("weeks", 0, "weeks", "whole number", None),
        ("12 months ago", 10, "ago", "said forwards", "after"),
        ("12 months after birth", 10, "after", "leave out", None),
        ("(5 weeks)", 0, "(", "no brackets or commas", None),
        ("1,000 hours", 1, ",", "no brackets or commas", None),
        ("2026-03-01", 0, "2026-03-01", "no calendar date", None),
    ],
)
def test_what_is_no_amount_is_refused_at_its_word(
    text: str, column: int, pointed: str, said: str, meant: str | None
) -> None:
    with pytest.raises(PhraseError) as caught:
        parse_amount(text)

    error = caught.value
    assert (error.column, text[error.column : error.column + error.length]) == (column, pointed)
    assert said in error.message
    assert error.nearest == meant
    assert error.length >= 1


def test_a_bare_day_offers_both_kinds() -> None:
    with pytest.raises(PhraseError) as caught:
        parse_amount("5 days")

    assert caught.value.accepted == ("5 working days", "5 calendar days")


def test_an_amount_of_hours_is_on_the_clock() -> None:
    assert parse_amount("48 working hours").on_clock
    assert not parse_amount("2 working days").on_clock
