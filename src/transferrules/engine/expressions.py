"""References, dates and phrases, compiled: functions of a frame and the row at hand that give all alternatives of a value."""

from collections.abc import Callable, Iterable, Mapping
from datetime import time
from itertools import product

from transferrules.calendars.birthdays import birthday
from transferrules.calendars.clock import add_hours
from transferrules.calendars.days import add_days, add_years_months
from transferrules.calendars.opening import ALL_DAY, OpeningHours
from transferrules.calendars.school import YEARS_ASIDE, day_in_school_year, year_n_start
from transferrules.calendars.spans import ANY_DAY, FIRST_DAY, LAST_DAY, Days, Instants
from transferrules.case.kinds import Kind
from transferrules.case.vocabulary import RECORD_TYPES
from transferrules.engine.frame import (
    MOST_ALTERNATIVES,
    NONE,
    SOMETHING,
    UNKNOWN_ALTERNATIVES,
    UNKNOWN_VALUE,
    Alternative,
    Alternatives,
    Frame,
    Record,
    Row,
)
from transferrules.engine.moments import Interval, Span, as_days, as_instants
from transferrules.language.syntax import Amount, Combination, Direction, Relation, Unit
from transferrules.pack.model import (
    Anchor,
    AtBirth,
    AtBirthday,
    AtMove,
    AtNextMeeting,
    AtPoint,
    AtRef,
    AtSchoolDay,
    AtToday,
    Conventions,
    Date,
    DatePart,
    Phrase,
    Ref,
    Root,
)
from transferrules.pack.references import HOME_AREA

Value = Callable[[Frame, Row | None], Alternatives]
Intervals = Callable[[Frame, Row | None], tuple[Interval | object | None, ...]]

ADDRESS = RECORD_TYPES["Address"].fields
SCHOOL_YEAR_11 = RECORD_TYPES["School"].fields["year_11"]


def distinct(alternatives: Iterable[Alternative]) -> Alternatives:
    """Each alternative once, in a stable order; too many count as unknown."""
    kept: list[Alternative] = []
    for alternative in alternatives:
        if not any(
            alternative is k or (type(alternative) is type(k) and alternative == k) for k in kept
        ):
            kept.append(alternative)
        if len(kept) > MOST_ALTERNATIVES:
            return UNKNOWN_ALTERNATIVES
    return tuple(kept)


class Expressions:
    """Compiles references and dates.

    Attributes:
        terms: The compiled terms and checklists, filled while compiling; looked up once, when an expression is compiled or first run.
    """

    def __init__(self, terms: Mapping[str, Value]) -> None:
        self.terms = terms

    # --- references ------------------------------------------------------------------------------

    def ref(self, ref: Ref) -> Value:
        """The value of a reference."""
        match ref.root:
            case Root.TODAY:
                return lambda frame, row: (frame.today(),)
            case Root.SENDER:
                return lambda frame, row: frame.side.sender if frame.side else UNKNOWN_ALTERNATIVES
            case Root.RECEIVER:
                return lambda frame, row: (
                    frame.side.receiver if frame.side else UNKNOWN_ALTERNATIVES
                )
            case Root.SNAPSHOT if ref.name == HOME_AREA:
                return _home_area
            case Root.SNAPSHOT:
                key = ref.steps[0].name
                return self._followed(lambda frame, row: frame.top(key), ref, ref.steps[1:])
            case Root.THIS:
                return self._followed(lambda frame, row: (frame.this,), ref, ref.steps)
            case Root.ROW:
                return self._followed(lambda frame, row: (row,), ref, ref.steps)
            case Root.PARENT:
                return self._followed(
                    lambda frame, row: (row.parent if row else None,), ref, ref.steps
                )
            case Root.TERM | Root.CHECKLIST:
                terms, name = self.terms, ref.name
                return self._followed(lambda frame, row: terms[name](frame, row), ref, ref.steps)
        raise AssertionError(ref.root)

    def _followed(self, start: Value, ref: Ref, steps: tuple[object, ...]) -> Value:
        if not steps:
            return start
        fields = ref.steps[len(ref.steps) - len(steps) :]
        *inner, last = fields
        as_day = ref.type.as_day and last.kind is Kind.MOMENT

        def read(frame: Frame, row: Row | None) -> Alternatives:
            alternatives = start(frame, row)
            for field in inner:
                alternatives = _step(frame, alternatives, field)
            result = _step(frame, alternatives, last)
            if as_day:
                return tuple(as_days(a) if isinstance(a, Instants) else a for a in result)
            return result

        return read

    # --- dates -----------------------------------------------------------------------------------

    def date(self, date: Date, conventions: Conventions) -> Value:
        """The alternatives of a date: spans, none, or unknown."""
        parts = [self._part(part, conventions) for part in date.parts]
        if len(parts) == 1:
            return parts[0]
        if date.combination is Combination.OR_ELSE:
            return _first_recorded(parts)
        return _combined(parts, earlier=date.combination is Combination.EARLIER)

    def _part(self, part: DatePart, conventions: Conventions) -> Value:
        if part.amount is None:
            return self._anchor(part.anchor, conventions)
        amount, sign = part.amount, 1 if part.direction is Direction.AFTER else -1
        if isinstance(part.anchor, AtBirth):
            return _born_plus(amount, sign, conventions)
        anchor = self._anchor(part.anchor, conventions)

        def shifted(frame: Frame, row: Row | None) -> Alternatives:
            return tuple(
                a
                if a is None or a is UNKNOWN_VALUE or a is SOMETHING
                else shift(frame, a, amount, sign, conventions)
                for a in anchor(frame, row)
            )

        return shifted

    def _anchor(self, anchor: Anchor, conventions: Conventions) -> Value:
        match anchor:
            case AtRef(ref):
                return self.ref(ref)
            case AtToday():
                return _today
            case AtBirth():
                return _birth
            case AtBirthday(nth):
                return _birthday(nth, conventions)
            case AtMove():
                return lambda frame, row: frame.side.move if frame.side else UNKNOWN_ALTERNATIVES
            case AtPoint():
                return lambda frame, row: frame.side.point if frame.side else UNKNOWN_ALTERNATIVES
            case AtSchoolDay(day, month, year):
                return _school_day(day, month, year)
            case AtNextMeeting(meeting, after):
                return _next_meeting(meeting, self._anchor(after, conventions))
        raise AssertionError(anchor)

    # --- phrases ---------------------------------------------------------------------------------

    def phrase(self, phrase: Phrase, conventions: Conventions) -> Intervals:
        """The intervals that a phrase may denote: `None` for no days at all, `UNKNOWN_VALUE` for any."""
        start = self.date(phrase.date, conventions)
        end = self.date(phrase.until, conventions) if phrase.until is not None else None
        relation, amount = phrase.relation, phrase.amount

        def intervals(frame: Frame, row: Row | None) -> tuple[Interval | object | None, ...]:
            found: list[Interval | object | None] = []
            for anchor in start(frame, row):
                if anchor is None:
                    found.append(None)
                elif end is not None:
                    found.extend(_between(anchor, end(frame, row)))
                elif anchor is UNKNOWN_VALUE or anchor is SOMETHING:
                    found.append(UNKNOWN_VALUE)
                else:
                    found.append(interval(frame, relation, anchor, amount, conventions))
            return tuple(found)

        return intervals


def _step(frame: Frame, alternatives: Alternatives, field: object) -> Alternatives:
    if len(alternatives) == 1:
        return _of(frame, alternatives[0], field)
    return distinct(value for a in alternatives for value in _of(frame, a, field))


def _of(frame: Frame, alternative: Alternative, field: object) -> Alternatives:
    if isinstance(alternative, Row):
        result = frame.field(alternative.record, field)  # type: ignore[arg-type]
        if len(result) == 1 and isinstance(result[0], Mapping):
            return (Row(result[0], alternative),)
        return tuple(Row(v, alternative) if isinstance(v, Mapping) else v for v in result)
    if isinstance(alternative, Mapping):
        return frame.field(alternative, field)  # type: ignore[arg-type]
    return NONE if alternative is None else UNKNOWN_ALTERNATIVES


def _home_area(frame: Frame, row: Row | None) -> Alternatives:
    """The area of the open address of the family."""
    rows, whole = frame.rows(("addresses",))
    if rows is None:
        return UNKNOWN_ALTERNATIVES
    found: list[Alternative] = [] if whole else [UNKNOWN_VALUE]
    fields = ADDRESS
    certain = False
    for each in rows:
        of = frame.field(each.record, fields["of"])
        ended = frame.field(each.record, fields["ended_on"])
        ours = [
            getattr(o, "code", None) or getattr(o, "role", None)
            if o not in (None, UNKNOWN_VALUE)
            else o
            for o in of
        ]
        if not any(o == "family" or o is UNKNOWN_VALUE for o in ours) or all(
            isinstance(e, Days) for e in ended
        ):
            continue
        found.extend(frame.field(each.record, fields["area"]))
        certain = certain or (ours == ["family"] and ended == NONE)
    if not certain and whole:
        found.append(None)
    return distinct(found)


# --- anchors -------------------------------------------------------------------------------------


def _today(frame: Frame, row: Row | None) -> Alternatives:
    frame.watch_tomorrow()
    return (frame.today(),)


def _birth(frame: Frame, row: Row | None) -> Alternatives:
    return _step(frame, frame.top("child"), _child_field("date_of_birth"))


def _child_field(name: str) -> object:
    return RECORD_TYPES["Child"].fields[name]


def _birthday(nth: int, conventions: Conventions) -> Value:
    leap = conventions.leap_birthday

    def value(frame: Frame, row: Row | None) -> Alternatives:
        return tuple(
            Days(birthday(a.first, nth, leap=leap), birthday(a.last, nth, leap=leap))
            if isinstance(a, Days)
            else a
            for a in _birth(frame, row)
        )

    return value


def _born_plus(amount: Amount, sign: int, conventions: Conventions) -> Value:
    """So long after birth: years and months as birthdays are reckoned, 29 February included."""
    years = sum(q.number for q in amount.quantities if q.unit is Unit.YEAR)
    months = sum(q.number for q in amount.quantities if q.unit is Unit.MONTH)
    rest = tuple(q for q in amount.quantities if q.unit not in (Unit.YEAR, Unit.MONTH))
    leap = conventions.leap_birthday

    def at(frame: Frame, day: int) -> int:
        if sign < 0:
            return as_days(shift(frame, Days(day, day), amount, sign, conventions)).first
        reached = birthday(day, years, months, leap=leap) if years or months else day
        if rest:
            return as_days(shift(frame, Days(reached, reached), Amount(rest), 1, conventions)).first
        return reached

    def value(frame: Frame, row: Row | None) -> Alternatives:
        return tuple(
            Days(at(frame, a.first), at(frame, a.last)) if isinstance(a, Days) else a
            for a in _birth(frame, row)
        )

    return value


def _school_day(day: int, month: int, year: int) -> Value:
    def value(frame: Frame, row: Row | None) -> Alternatives:
        found: list[Alternative] = []
        for began in _year_11_began(frame):
            if isinstance(began, Days):
                earliest, latest = began.first + year - 11, began.last + year - 11
                found.append(
                    Days(
                        day_in_school_year(day, month, earliest),
                        day_in_school_year(day, month, latest),
                    )
                )
            else:
                found.append(began)
        return distinct(found)

    return value


def _year_11_began(frame: Frame) -> Alternatives:
    """The calendar year in which the child's Year 11 began, as a span of years.

    The one that the record names; where it records that it names none, the one in which the child turns 16; where it does not say, any
    within `YEARS_ASIDE` of that one (the snapshot refuses a year further off).
    """
    school = _step(frame, frame.top("child"), _child_field("school"))
    aside = 0
    for each in school:
        named = _of(frame, each, SCHOOL_YEAR_11)[0]
        if isinstance(named, int):
            return (Days(named, named),)
        if named is not None:
            aside = YEARS_ASIDE
    return tuple(
        Days(year_n_start(b.first, 11) - aside, year_n_start(b.last, 11) + aside)
        if isinstance(b, Days)
        else b
        for b in _birth(frame, None)
    )


def _next_meeting(meeting: str, after: Value) -> Value:
    def following(frame: Frame, dates: list[Days], day: int) -> Days | None:
        return min((d for d in dates if d.first > day), key=lambda d: d.first, default=None)

    def value(frame: Frame, row: Row | None) -> Alternatives:
        found: list[Alternative] = []
        for anchor in after(frame, row):
            if not isinstance(anchor, Days | Instants):
                found.append(anchor)
                continue
            rows, whole = frame.rows(("services", "standing_meetings"))
            if rows is None or not whole:
                found.append(UNKNOWN_VALUE)
                continue
            dates = _meeting_days([r.record for r in rows], meeting)
            days = as_days(anchor)
            first, last = following(frame, dates, days.first), following(frame, dates, days.last)
            if first is None or last is None:
                # Past the end of the list the date is unknown, never extrapolated; that a meeting comes is certain.
                frame.note(
                    "services.standing_meetings", UNKNOWN_VALUE, None, "services.standing_meetings"
                )
                found.append(SOMETHING)
            else:
                found.append(Days(first.first, last.last))
        return distinct(found)

    return value


def _meeting_days(records: Iterable[Record], meeting: str) -> list[Days]:
    """The days of a standing meeting in the authority's diary; those called off left out."""
    days = []
    for record in records:
        if record.get("type") != meeting or isinstance(record.get("cancelled_on"), Days):
            continue
        when = record.get("held_at") or record.get("scheduled_at")
        if isinstance(when, Days | Instants):
            days.append(as_days(when))
    return days


# --- combining -----------------------------------------------------------------------------------


def _first_recorded(parts: list[Value]) -> Value:
    def value(frame: Frame, row: Row | None) -> Alternatives:
        found: list[Alternative] = []
        for part in parts:
            alternatives = part(frame, row)
            found.extend(a for a in alternatives if a is not None)
            if None not in alternatives:
                return distinct(found)
            if UNKNOWN_VALUE in alternatives:
                return UNKNOWN_ALTERNATIVES
        return distinct([*found, None])

    return value


def _combined(parts: list[Value], *, earlier: bool) -> Value:
    def value(frame: Frame, row: Row | None) -> Alternatives:
        options = [part(frame, row) for part in parts]
        if not earlier:
            # The later of a day and one that may be any is no earlier than the day, or none.
            options = [_any_or_none(option) for option in options]
        size = 1
        for option in options:
            size *= len(option)
        if size > MOST_ALTERNATIVES:
            return UNKNOWN_ALTERNATIVES
        return distinct(_one_of_several(choice, earlier=earlier) for choice in product(*options))

    return value


def _any_or_none(alternatives: Alternatives) -> Alternatives:
    if UNKNOWN_VALUE not in alternatives:
        return alternatives
    return distinct([None, *(SOMETHING if a is UNKNOWN_VALUE else a for a in alternatives)])


def _one_of_several(choice: tuple[Alternative, ...], *, earlier: bool) -> Alternative:
    """The earlier, or the later, of several dates; none is a day that never comes."""
    dates = [c for c in choice if isinstance(c, Days | Instants)]
    vague = any(c is UNKNOWN_VALUE or c is SOMETHING for c in choice)
    if earlier:
        if not dates:
            return (SOMETHING if SOMETHING in choice else UNKNOWN_VALUE) if vague else None
        first = _extreme(dates, earlier=True)
        if not vague:
            return first
        return Days(FIRST_DAY, as_days(first).last)
    if None in choice:
        return None
    if not dates:
        return SOMETHING
    last = _extreme(dates, earlier=False)
    return Days(as_days(last).first, LAST_DAY) if vague else last


def _extreme(dates: list[Span], *, earlier: bool) -> Span:
    pick = min if earlier else max
    if all(isinstance(d, Instants) for d in dates):
        return Instants(pick(d.first for d in dates), pick(d.last for d in dates))
    days = [as_days(d) for d in dates]
    return Days(pick(d.first for d in days), pick(d.last for d in days))


# --- counting ------------------------------------------------------------------------------------


def shift(frame: Frame, span: Span, amount: Amount, sign: int, conventions: Conventions) -> Span:
    """An amount after (`sign` 1) or before (-1) a date. Hours work on instants, all else on days."""
    if amount.on_clock:
        quantity = amount.quantities[0]
        instants = as_instants(span)
        if quantity.unit is Unit.HOUR:
            n = quantity.number * sign
            return Instants(add_hours(instants.first, n), add_hours(instants.last, n))
        opening = opening_hours(conventions.working_hours)
        move = (
            frame.calendar.add_working_hours if sign > 0 else frame.calendar.subtract_working_hours
        )
        moved = Instants(
            move(instants.first, quantity.number, opening),
            move(instants.last, quantity.number, opening),
        )
        _note_provisional(frame, as_days(moved), as_days(instants))
        return moved
    days = as_days(span)
    if days.first == days.last:
        day = _shift_day(frame, days.first, amount, sign)
        return Days(day, day)
    return Days(
        _shift_day(frame, days.first, amount, sign), _shift_day(frame, days.last, amount, sign)
    )


def _shift_day(frame: Frame, day: int, amount: Amount, sign: int) -> int:
    years = months = rest = working = 0
    for quantity in amount.quantities:
        match quantity.unit:
            case Unit.YEAR:
                years = quantity.number
            case Unit.MONTH:
                months = quantity.number
            case Unit.WEEK:
                rest += 7 * quantity.number
            case Unit.CALENDAR_DAY:
                rest += quantity.number
            case Unit.WORKING_DAY:
                working = quantity.number
    if years or months:
        day = add_years_months(day, sign * years, sign * months)
    if rest:
        day = add_days(day, sign * rest)
    if working:
        reached = frame.calendar.nth_after(day, sign * working)
        _note_provisional(frame, Days(reached, reached), Days(day, day))
        return reached
    return day


def _note_provisional(frame: Frame, reached: Days, origin: Days) -> None:
    if frame.calendar.provisional(max(reached.last, origin.last)):
        frame.provisional.update((reached.first, reached.last))


def opening_hours(hours: tuple[int, int] | None) -> OpeningHours:
    """The working hours of a convention."""
    if hours is None:
        return ALL_DAY
    opens, closes = (time(minutes // 60 % 24, minutes % 60) for minutes in hours)
    return OpeningHours(((opens, closes),))


def interval(
    frame: Frame, relation: Relation, anchor: Span, amount: Amount | None, conventions: Conventions
) -> Interval:
    """What a timing phrase denotes, of one anchor."""
    match relation:
        case Relation.ON:
            day = as_days(anchor)
            return Interval(day, False, day, False)
        case Relation.BEFORE:
            return Interval(None, False, anchor, True)
        case Relation.AFTER:
            return Interval(anchor, True, None, False)
        case Relation.ON_OR_BEFORE:
            return Interval(None, False, anchor, False)
        case Relation.ON_OR_AFTER:
            return Interval(anchor, False, None, False)
    assert amount is not None
    here = anchor if amount.on_clock else as_days(anchor)
    if amount.on_clock and isinstance(here, Days):
        here = as_instants(here)
    match relation:
        case Relation.WITHIN_AFTER:
            return Interval(here, False, shift(frame, here, amount, 1, conventions), False)
        case Relation.WITHIN_BEFORE:
            return Interval(shift(frame, here, amount, -1, conventions), False, here, False)
        case Relation.WITHIN_OF:
            return Interval(
                shift(frame, here, amount, -1, conventions),
                False,
                shift(frame, here, amount, 1, conventions),
                False,
            )
        case Relation.AT_LEAST_AFTER:
            return Interval(shift(frame, here, amount, 1, conventions), False, None, False)
        case Relation.AT_LEAST_BEFORE:
            return Interval(None, False, shift(frame, here, amount, -1, conventions), False)
        case Relation.MORE_THAN_AFTER:
            return Interval(shift(frame, here, amount, 1, conventions), True, None, False)
        case Relation.MORE_THAN_BEFORE:
            return Interval(None, False, shift(frame, here, amount, -1, conventions), True)
        case Relation.LESS_THAN_AFTER:
            return Interval(here, False, shift(frame, here, amount, 1, conventions), True)
        case _:
            return Interval(shift(frame, here, amount, -1, conventions), True, here, False)


def off_rest_days(frame: Frame, found: object, conventions: Conventions) -> object:
    """A deadline moved off a day that is no working day, where the policy says that it moves."""
    if conventions.rest_day == "stays" or not isinstance(found, Interval):
        return found
    last = found.last()
    if not isinstance(last, Days) or last.last >= LAST_DAY:
        return found
    calendar = frame.calendar
    to = (
        calendar.next_or_same
        if conventions.rest_day == "next working day"
        else calendar.last_or_same
    )
    moved = Days(to(last.first), to(last.last))
    _note_provisional(frame, moved, last)
    return Interval(found.lower, found.after_lower, moved, False)


def _between(start: Alternative, ends: Alternatives) -> list[Interval | object | None]:
    found: list[Interval | object | None] = []
    if not isinstance(start, Days | Instants):
        # The beginning may be any day, or not come at all: what is past the end is outside all the same.
        found.append(None)
        start = ANY_DAY
    for end in ends:
        if end is None:
            found.append(Interval(start, False, None, False))
        elif isinstance(end, Days | Instants):
            found.append(Interval(start, False, end, False))
        else:
            # The end may be any day, before the start too, or not come at all.
            found.append(Interval(start, False, ANY_DAY, False))
    return found
