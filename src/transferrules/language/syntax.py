"""The words packs are written in, as trees: timing phrases and tests, before names are resolved.

The parsers (`timing`, `tests`) make these; `pack.resolve` turns their names into typed references. Nothing here decides a case.
Columns are offsets into the phrase, so that an error can point at the word.
"""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """A unit of time. Never implied: a bare *day* is refused."""

    WORKING_DAY = "working day"
    CALENDAR_DAY = "calendar day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"
    WORKING_HOUR = "working hour"


CLOCK_UNITS = frozenset({Unit.HOUR, Unit.WORKING_HOUR})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A whole number of one unit; the number is at least 1."""

    number: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time, as in ``15 years 6 months``; one or more quantities, none of a unit twice.

    Hours stand alone: an amount mixes no clock unit with another unit.
    """

    quantities: tuple[Quantity, ...]

    @property
    def on_clock(self) -> bool:
        """Whether the amount counts hours, and so works on instants rather than days."""
        return self.quantities[0].unit in CLOCK_UNITS


@dataclass(frozen=True, slots=True)
class Name:
    """A path (with a dot) or a term of the pack (without): ``care_order.granted_on``, ``year_11_end``."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Today:
    """The day or moment asked about."""


@dataclass(frozen=True, slots=True)
class Birth:
    """The child's date of birth; none for the unborn."""


@dataclass(frozen=True, slots=True)
class Birthday:
    """The child's Nth birthday; none for the unborn."""

    nth: int


@dataclass(frozen=True, slots=True)
class TheMove:
    """The move of the route at hand: made, else planned, else (provisionally) its point."""


@dataclass(frozen=True, slots=True)
class ThePoint:
    """The first day on which the move of the route at hand can be made."""


@dataclass(frozen=True, slots=True)
class InSchoolYear:
    """A day of the child's Nth school year, as in ``30 June in school year 11``."""

    day: int
    month: int
    year: int


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The first listed date of a standing meeting strictly after an anchor."""

    meeting: Name
    after: "Anchor"


Anchor = Name | Today | Birth | Birthday | TheMove | ThePoint | InSchoolYear | NextMeeting


class Direction(StrEnum):
    """Which way an amount is counted from its anchor."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Basic:
    """An anchor, or an amount after or before one. `amount` and `direction` stand together or not at all."""

    anchor: Anchor
    amount: Amount | None = None
    direction: Direction | None = None


class Combination(StrEnum):
    """How the parts of a date make one."""

    ONE = "one"
    OR_ELSE = "or else"
    EARLIER = "the earlier of"
    LATER = "the later of"


@dataclass(frozen=True, slots=True)
class DateExpr:
    """A date: one part, the first recorded, the earlier or the later of several."""

    parts: tuple[Basic, ...]
    combination: Combination = Combination.ONE


class Relation(StrEnum):
    """How a timing phrase lies to its date."""

    ON = "on"
    BEFORE = "before"
    AFTER = "after"
    ON_OR_BEFORE = "on or before"
    ON_OR_AFTER = "on or after"
    WITHIN_AFTER = "within … after"
    WITHIN_BEFORE = "within … before"
    WITHIN_OF = "within … of"
    AT_LEAST_AFTER = "at least … after"
    AT_LEAST_BEFORE = "at least … before"
    MORE_THAN_AFTER = "more than … after"
    MORE_THAN_BEFORE = "more than … before"
    LESS_THAN_AFTER = "less than … after"
    LESS_THAN_BEFORE = "less than … before"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Timing:
    """A timing phrase: an interval of days or instants.

    Attributes:
        relation: How the interval lies to the date.
        date: The date; of ``between``, its start.
        amount: The amount, where the relation takes one.
        until: The end of ``between``.
        text: The phrase as written, in single spaces.
    """

    relation: Relation
    date: DateExpr
    amount: Amount | None = None
    until: Basic | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """Equals: a code, a team, a truth value or a number, typed by the fact that it is tested against."""

    text: str
    column: int = 0


@dataclass(frozen=True, slots=True)
class IsNone:
    """``none``: recorded as none."""


@dataclass(frozen=True, slots=True)
class IsRecorded:
    """``recorded``: recorded as something."""


@dataclass(frozen=True, slots=True)
class IsComplete:
    """``complete`` or ``incomplete``, of a checklist."""

    complete: bool


@dataclass(frozen=True, slots=True)
class Includes:
    """``includes code``: a list of codes or parties holds it; or ``includes path``: it holds the value of another fact."""

    code: Word | Name


@dataclass(frozen=True, slots=True)
class Only:
    """``only code``, or ``only path``: a list of codes or parties holds it and nothing else."""

    code: Word | Name


@dataclass(frozen=True, slots=True)
class Among:
    """``in path``: it is one of the values of another fact, which is a list."""

    name: Name


@dataclass(frozen=True, slots=True)
class SameAs:
    """``same as path``: equals another fact."""

    name: Name


@dataclass(frozen=True, slots=True)
class NumberRange:
    """``16 or over``, ``under 18``, ``14 to 17``: both ends included; an open end is None."""

    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Within:
    """A timing phrase as a test of a date: the date lies in it."""

    timing: Timing


Simple = (
    Word
    | IsNone
    | IsRecorded
    | IsComplete
    | Includes
    | Only
    | Among
    | SameAs
    | NumberRange
    | Within
)


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a simple test."""

    test: Simple


@dataclass(frozen=True, slots=True)
class OneOf:
    """A list: any one of its tests holds."""

    tests: tuple[Simple, ...]


Test = Simple | Not | OneOf
