"""One decision in the making: the facts as they stood on the day asked about, and what has been worked out so far.

A value is a tuple of *alternatives*: everything that it could be, as far as the record tells. A known value has one. `None` is *recorded as none*;
`UNKNOWN_VALUE` is anything at all, none included; `SOMETHING` is anything but none. A test is settled when all alternatives agree.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from transferrules.calendars.clock import start_of_day
from transferrules.calendars.spans import LAST_DAY, Days, Instants
from transferrules.calendars.working import WorkingCalendar
from transferrules.case.vocabulary import Field
from transferrules.engine.moments import AsOf, Interval, Span, as_days
from transferrules.language.truth import TRUE, UNKNOWN, Truth

if TYPE_CHECKING:
    from transferrules.engine.observing import Observer


class _Sentinel:
    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


UNKNOWN_VALUE: Final = _Sentinel("UNKNOWN_VALUE")
SOMETHING: Final = _Sentinel("SOMETHING")

Alternative = (
    Any  # None, UNKNOWN_VALUE, SOMETHING, str, bool, int, Days, Instants, Party, tuple, Row
)
Alternatives = tuple[Alternative, ...]

NONE: Final[Alternatives] = (None,)
UNKNOWN_ALTERNATIVES: Final[Alternatives] = (UNKNOWN_VALUE,)

# Past this many alternatives a value counts as unknown, and the answer says so (ruling 24).
MOST_ALTERNATIVES: Final = 64

Record = Mapping[str, Any]


class Row(NamedTuple):
    """A record, with the one that holds it where it stands in a list inside a list."""

    record: Record
    parent: "Row | None" = None


# One more record of a list that is not whole, in one more record: nothing is told of it, and no fact of it is ever asked for.
NOT_TOLD: Final = Row({"#path": None}, Row({"#path": None}))


class Reading(NamedTuple):
    """One fact that was read.

    Attributes:
        path: Where it stands in the snapshot, or would.
        value: What was there; `UNKNOWN_VALUE` where nothing was.
        field: Its field, for its question and its codes; None for a list.
        list: The list, where the list itself, or a further record of it, is what is wanted.
    """

    path: str
    value: object
    field: Field | None
    list: str | None


class Side(Protocol):
    """What differs from one route to another: see `routes.RouteSide`."""

    @property
    def holder(self) -> Alternatives: ...
    @property
    def sender(self) -> Alternatives: ...
    @property
    def receiver(self) -> Alternatives: ...
    @property
    def move(self) -> Alternatives: ...
    @property
    def point(self) -> Alternatives: ...
    @property
    def move_is_provisional(self) -> bool: ...
    @property
    def point_is_today(self) -> bool: ...
    def unmoved(self) -> "Side": ...
    def worlds(self) -> "tuple[Side, ...]": ...


class Frame:
    """The state of one decision. Not shared between threads; the policy and the facts are, and never change.

    Attributes:
        facts: The snapshot, as plain data.
        as_of: The day or moment asked about.
        calendar: The authority's working days.
        side: The route at hand, if any.
        trail: Where facts that are read are noted, while something is being explained.
        this: The record to which the pick at hand belongs, while it is picked.
        observer: Who watches, while coverage is measured.
    """

    __slots__ = (
        "as_of",
        "calendar",
        "capped",
        "facts",
        "lists",
        "memo",
        "observer",
        "provisional",
        "shared",
        "side",
        "this",
        "ties",
        "trail",
        "watched",
        "worlds",
    )

    def __init__(
        self,
        facts: Record,
        as_of: AsOf,
        calendar: WorkingCalendar,
        trail: list[Reading] | None = None,
    ) -> None:
        self.facts = facts
        self.as_of = as_of
        self.calendar = calendar
        self.trail = trail
        self.observer: Observer | None = None
        self.side: Side | None = None
        self.shared: dict[str, Alternatives] = {}
        self.memo: dict[str, Alternatives] = {}
        self.lists: dict[tuple[str, ...], tuple[tuple[Row, ...] | None, bool]] = {}
        self.watched: set[int] = set()
        self.provisional: set[int] = set()
        self.capped: set[str] = set()
        self.ties: set[tuple[str, ...]] = set()
        self.this: Row | None = None
        self.worlds: tuple[Frame, ...] = ()

    def on_route(self, side: Side) -> "Frame":
        """The same decision, with a route at hand: what does not depend on the route is shared."""
        frame = Frame.__new__(Frame)
        for name in Frame.__slots__:
            setattr(frame, name, getattr(self, name))
        frame.side = side
        frame.memo = {}
        frame.worlds = ()
        return frame

    def in_worlds(self) -> "tuple[Frame, ...]":
        """The same route with a move that is agreed, and with one that is not, where it could be either; made once, since every duty of the route asks."""
        sides = () if self.side is None else self.side.worlds()
        if len(sides) < 2:
            return (self,)
        if not self.worlds:
            self.worlds = tuple(self.on_route(side) for side in sides)
        return self.worlds

    # --- time ------------------------------------------------------------------------------------

    def today(self) -> Instants:
        """The day or moment asked about, as instants."""
        return Instants(self.as_of.first, self.as_of.last)

    def watch_instant(self, instant: int) -> None:
        """Note an instant from which on something may be different."""
        if instant > self.as_of.last:
            self.watched.add(instant)

    def watch_day(self, day: int) -> None:
        """Note a day from which on something may be different; the end of time is none."""
        if self.as_of.day < day < LAST_DAY:
            self.watched.add(start_of_day(day))

    def watch_tomorrow(self) -> None:
        """Note that something may be different from one day to the next."""
        self.watch_day(self.as_of.day + 1)

    def watch(self, interval: Interval) -> None:
        """Note the bounds of an interval with which today is compared."""
        first, last = interval.first(), interval.last()
        if isinstance(first, Days):
            self.watch_day(first.first)
            self.watch_day(first.last)
        elif first is not None:
            self.watch_instant(first.first)
            self.watch_instant(first.last)
            self.watch_instant(first.last + 1)
        if isinstance(last, Days):
            self.watch_day(last.first + 1)
            self.watch_day(last.last + 1)
        elif last is not None:
            self.watch_instant(last.first + 1)
            self.watch_instant(last.last + 1)

    def happened(self, span: Span) -> Alternatives:
        """An event's date as it read on the day asked about: what is dated later has not happened (ruling 16)."""
        if isinstance(span, Days):
            day = self.as_of.day
            if span.last <= day:
                return (span,)
            if span.first > day:
                self.watch_day(span.first)
                return NONE
            self.watch_tomorrow()
            return (None, Days(span.first, day))
        limit = self.as_of.last
        if span.last <= limit:
            return (span,)
        days = as_days(span)
        if span.first > limit and days.first > self.as_of.day:
            self.watch_instant(span.first)
            return NONE
        if span.first > limit:
            self.watch_instant(span.first)
            if span.first == span.last:
                return NONE
        if days.last == self.as_of.day:
            # Known to the day, and that is today: it has happened on this day, no later than now.
            self.watch_tomorrow()
            return (Instants(min(span.first, limit), limit),)
        self.watch_tomorrow()
        return (None, Instants(span.first, limit)) if span.first <= limit else NONE

    # --- facts -----------------------------------------------------------------------------------

    def note(
        self, path: str, value: object, field: Field | None, list_name: str | None = None
    ) -> None:
        """Note a fact that was read, while explaining."""
        if self.trail is not None:
            self.trail.append(Reading(path, value, field, list_name))

    def field(self, record: Record, field: Field) -> Alternatives:
        """One field of a record, as it read on the day asked about."""
        name = field.name
        value = record.get(name, UNKNOWN_VALUE)
        place = record.get("#path", "")
        if self.trail is not None and place is not None:
            self.trail.append(Reading(f"{place}.{name}" if place else name, value, field, None))
        if value is UNKNOWN_VALUE:
            return UNKNOWN_ALTERNATIVES
        if value is None or value == ():
            return NONE
        if field.happens_with is not None:
            event = record.get(field.happens_with)
            if isinstance(event, Days | Instants):
                happened = self.happened(event)
                if happened[0] is None:
                    return NONE if len(happened) == 1 else (None, value)
        if isinstance(value, Days | Instants) and not field.ahead:
            return self.happened(value)
        return (value,)

    def rows(self, keys: tuple[str, ...]) -> tuple[tuple[Row, ...] | None, bool]:
        """The records of a list (None where the list is unknown), and whether the list is whole."""
        if self.trail is None:
            known = self.lists.get(keys)
            if known is not None:
                return known
        found = self._rows(keys)
        self.lists[keys] = found
        return found

    def _rows(self, keys: tuple[str, ...]) -> tuple[tuple[Row, ...] | None, bool]:
        name = keys[0]
        if name == "services":
            return self._services(keys[1])
        if name not in self.facts:
            self.note(name, UNKNOWN_VALUE, None, ".".join(keys))
            return None, False
        whole = name not in self.facts["incomplete"]
        if not whole:
            self.note(name, UNKNOWN_VALUE, None, ".".join(keys))
        records = self.facts[name] or ()
        outer = tuple(Row(r) for r in records if self.begun(r))
        if len(keys) == 1:
            return outer, whole
        if ".".join(keys) in self.facts["incomplete"]:
            self.note(".".join(keys), UNKNOWN_VALUE, None, ".".join(keys))
            whole = False
        inner: list[Row] = []
        for row in outer:
            held = row.record.get(keys[1], UNKNOWN_VALUE)
            if held is UNKNOWN_VALUE:
                self.note(f"{row.record['#path']}.{keys[1]}", UNKNOWN_VALUE, None, None)
                whole = False
            inner.extend(
                Row(r, row)
                for r in (held or () if held is not UNKNOWN_VALUE else ())
                if self.begun(r)
            )
        return tuple(inner), whole

    def _services(self, key: str) -> tuple[tuple[Row, ...] | None, bool]:
        services = self.facts.get("services", UNKNOWN_VALUE)
        if services is None:
            return (), True
        if services is UNKNOWN_VALUE or key not in services:
            self.note(f"services.{key}", UNKNOWN_VALUE, None, f"services.{key}")
            return None, False
        whole = f"services.{key}" not in self.facts["incomplete"]
        if not whole:
            self.note(f"services.{key}", UNKNOWN_VALUE, None, f"services.{key}")
        return tuple(Row(r) for r in services[key] or ()), whole

    def begun(self, record: Record) -> bool:
        """Whether a record stood on the day asked about: one whose every event is dated later did not (ruling 16)."""
        events = record.get("#events")
        return not events or any(self.happened(event) != NONE for event in events)

    def there(self, row: Row) -> Truth:
        """Whether one of the records that may stand on the day asked about surely does: something that it tells of, or that stands inside it, has happened."""
        events = row.record.get("#events")
        if events and any(None not in self.happened(event) for event in events):
            return TRUE
        above = TRUE if row.parent is None else self.there(row.parent)
        return UNKNOWN if events else above

    def top(self, key: str) -> Alternatives:
        """A single record of the snapshot (`child`, `transfer`, …), as it stood on the day asked about."""
        if key == "holder":
            return self.side.holder if self.side is not None else self.holder()
        value = self.facts.get(key, UNKNOWN_VALUE)
        if value is UNKNOWN_VALUE:
            self.note(key, UNKNOWN_VALUE, None)
            return UNKNOWN_ALTERNATIVES
        if value is None:
            return NONE
        if key == "transfer":
            begun, off = (value.get(key) for key in ("identified_on", "cancelled_on"))
            begins = self.happened(begun) if isinstance(begun, Days) else ()
            ends = self.happened(off) if isinstance(off, Days) else NONE
            if begins == NONE or None not in ends:
                return NONE
            if None in begins or ends != NONE:
                return (None, Row(value))
        return (Row(value),)

    def holder(self) -> Alternatives:
        """Who held the case on the day asked about: the holder, or the past holder whose time it was."""
        holder = self.facts.get("holder", UNKNOWN_VALUE)
        if holder is UNKNOWN_VALUE:
            self.note("holder", UNKNOWN_VALUE, None)
            return UNKNOWN_ALTERNATIVES
        if isinstance(holder, Mapping):
            started = holder.get("started_on")
            if not isinstance(started, Days) or started.last <= self.as_of.day:
                return (Row(holder),)
            self.watch_day(started.first)
            self.watch_day(started.last)
            earlier = self._earlier_holder()
            return earlier if started.first > self.as_of.day else (Row(holder), *earlier)
        return self._earlier_holder()

    def _earlier_holder(self) -> Alternatives:
        if "past_holders" not in self.facts:
            self.note("past_holders", UNKNOWN_VALUE, None, "past_holders")
            return UNKNOWN_ALTERNATIVES
        day = self.as_of.day
        found: list[Alternative] = []
        surely: list[Alternative] = []
        for record in self.facts["past_holders"] or ():
            started, ended = record.get("started_on"), record.get("ended_on")
            for each in (started, ended):
                if isinstance(each, Days):
                    self.watch_day(each.first)
                    self.watch_day(each.last)
            if isinstance(started, Days) and started.first > day:
                continue
            if isinstance(ended, Days) and ended.last <= day:
                continue
            found.append(Row(record))
            begun = not isinstance(started, Days) or started.last <= day
            if begun and isinstance(ended, Days) and ended.first > day:
                surely.append(Row(record))
        if surely:
            return tuple(surely)  # of two whose times overlap it may be either
        if "past_holders" in self.facts["incomplete"]:
            return UNKNOWN_ALTERNATIVES
        return (*found, None)
