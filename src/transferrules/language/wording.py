"""Trees back to words: the one canonical wording of every amount, date and timing phrase.

What a canonical wording parses to is the tree that it came from, but for columns and the text as
written.
"""

from transferrules.language.syntax import (
    Amount,
    Anchor,
    Basic,
    Birth,
    Birthday,
    Combination,
    DateExpr,
    InSchoolYear,
    Name,
    NextMeeting,
    Relation,
    TheMove,
    ThePoint,
    Timing,
    Today,
)
from transferrules.language.words import MONTHS, ordinal

_MONTH_NAMES = tuple(MONTHS)


def format_amount(amount: Amount) -> str:
    """``15 years 6 months``, ``1 working day``."""
    return " ".join(
        f"{quantity.number} {quantity.unit}{'' if quantity.number == 1 else 's'}"
        for quantity in amount.quantities
    )


def format_anchor(anchor: Anchor) -> str:
    """``care_order.granted_on``, ``16th birthday``, ``next transfer_meeting after today``."""
    match anchor:
        case Name(text=text):
            return text
        case Today():
            return "today"
        case Birth():
            return "birth"
        case Birthday(nth=nth):
            return f"{ordinal(nth)} birthday"
        case TheMove():
            return "the move"
        case ThePoint():
            return "the point"
        case InSchoolYear(day=day, month=month, year=year):
            return f"{day} {_MONTH_NAMES[month - 1]} in school year {year}"
        case NextMeeting(meeting=meeting, after=after):
            return f"next {meeting.text} after {format_anchor(after)}"


def format_basic(basic: Basic) -> str:
    """``16th birthday``, ``4 weeks before adm.scheduled_on``."""
    anchor = format_anchor(basic.anchor)
    if basic.amount is None or basic.direction is None:
        return anchor
    return f"{format_amount(basic.amount)} {basic.direction} {anchor}"


def format_date(date: DateExpr) -> str:
    """``the later of 16th birthday and year_11_end``."""
    parts = [format_basic(part) for part in date.parts]
    match date.combination:
        case Combination.ONE | Combination.OR_ELSE:
            return " or else ".join(parts)
        case Combination.EARLIER | Combination.LATER:
            return f"{date.combination} {' and '.join(parts)}"


def format_timing(timing: Timing) -> str:
    """``within 5 working days after confirmed``."""
    date = format_date(timing.date)
    if timing.relation is Relation.BETWEEN and timing.until is not None:
        return f"between {date} and {format_basic(timing.until)}"
    if timing.amount is None:
        return f"{timing.relation} {date}"
    return f"{timing.relation.replace('…', format_amount(timing.amount))} {date}"
