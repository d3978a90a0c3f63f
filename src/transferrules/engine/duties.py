"""Duties, compiled: who owes what, by when, and how it stands on the day asked about."""

from dataclasses import dataclass
from enum import StrEnum

from transferrules.calendars.spans import Days, Instants
from transferrules.engine.conditions import Node
from transferrules.engine.expressions import Intervals, Value, distinct, off_rest_days
from transferrules.engine.frame import (
    NONE,
    NOT_TOLD,
    SOMETHING,
    UNKNOWN_VALUE,
    Alternative,
    Alternatives,
    Frame,
    Row,
)
from transferrules.engine.moments import ANY_TIME, Interval, Span, as_days
from transferrules.engine.observing import side_of
from transferrules.engine.resting import Resting
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth, conj, disj
from transferrules.pack.model import Duty


class State(StrEnum):
    """How a duty stands."""

    NOT_STARTED = "not_started"
    PENDING = "pending"
    MET = "met"
    MET_LATE = "met_late"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DutyState:
    """One duty, of one route (or of none) and one record (or of none).

    Attributes:
        duty: Which.
        routes: The routes for which it is owed.
        owed: Whether it is owed at all: true, or unknown (*perhaps*).
        state: How it stands.
        opens: The first day or instant of its window.
        due: The last.
        done: When the deed was done, where that is recorded.
        early: Whether the deed was done before its window, and so does not count.
        provisional: Whether its dates rest on a move that is not agreed yet.
        unpublished: Whether they rest on bank holidays not yet published.
        record: The record that it is about.
        side_sender: The sender, where there is a route and it is known.
        side_receiver: The receiver, likewise.
    """

    duty: Duty
    routes: tuple[str, ...]
    owed: Truth
    state: State
    opens: Span | None
    due: Span | None
    done: Span | None
    early: bool
    provisional: bool
    unpublished: bool
    record: str | None
    side_sender: str | None
    side_receiver: str | None


@dataclass(frozen=True, slots=True)
class CompiledDuty:
    """One duty, compiled."""

    duty: Duty
    when: Node
    where: Node
    due: Intervals | None
    done: Value | None
    provided: Node
    resting: Resting
    until_move: bool

    def states(self, frame: Frame, route: str | None, owed: Truth) -> list[DutyState]:
        """The duty for one route, or for none: one for each record that it is about.

        Args:
            frame: With the route at hand, where there is one.
            route: The route's id.
            owed: Whether the route makes it owed.
        """
        if owed == FALSE:
            return []
        if self.duty.each is None:
            owed = conj((owed, self.when.run(frame, None)))
            return [] if owed == FALSE else [self._state(frame, None, route, owed)]
        rows, whole = frame.rows(self.duty.each.keys)
        found = []
        if (
            not whole
            and conj((self.where.run(frame, NOT_TOLD), self.when.run(frame, NOT_TOLD))) != FALSE
        ):
            found.append(self._unknown(frame, route))
        for row in rows or ():
            about = conj(
                (owed, frame.there(row), self.where.run(frame, row), self.when.run(frame, row))
            )
            if about != FALSE:
                found.append(self._state(frame, row, route, about))
        return found

    def _unknown(self, frame: Frame, route: str | None) -> DutyState:
        return self._made(frame, None, route, UNKNOWN, State.UNKNOWN, None, None, None, False)

    def _state(self, frame: Frame, row: Row | None, route: str | None, owed: Truth) -> DutyState:
        found: set[State] = set()
        early = False
        windows: Alternatives = ()
        deeds: Alternatives = ()
        for there in self._worlds(frame):
            within = self._windows(there, row)
            done = self.done(there, row) if self.done is not None else NONE
            windows, deeds = distinct([*windows, *within]), distinct([*deeds, *done])
            counts = self.provided.run(there, row)
            if counts != TRUE:
                done = (*(done if counts == UNKNOWN else ()), None)
            for window in within:
                for deed in done:
                    state, was_early = self._one(there, row, window, deed)
                    found.add(state)
                    early = early or was_early
        state = found.pop() if len(found) == 1 else State.UNKNOWN
        window = windows[0] if len(windows) == 1 and isinstance(windows[0], Interval) else None
        deed = deeds[0] if len(deeds) == 1 and isinstance(deeds[0], Days | Instants) else None
        opens = window.first() if window else None
        due = window.last() if window else None
        return self._made(frame, row, route, owed, state, opens, due, deed, early)

    def _worlds(self, frame: Frame) -> tuple[Frame, ...]:
        """The day asked about with a move that is agreed, and with one that is not, where it could be either and matters."""
        matters = self.resting.on_move or self.resting.whether_on_move
        return frame.in_worlds() if matters else (frame,)

    def _windows(self, frame: Frame, row: Row | None) -> tuple[object, ...]:
        if self.due is None:
            return (ANY_TIME,)
        return tuple(off_rest_days(frame, w, self.duty.conventions) for w in self.due(frame, row))

    def _one(
        self, frame: Frame, row: Row | None, window: object, deed: Alternative
    ) -> tuple[State, bool]:
        """How the duty stands, of one window and one deed."""
        if frame.observer is not None and self.duty.due is not None:
            compared = deed if isinstance(deed, Days | Instants) else frame.today()
            frame.observer.limit(self.duty.due, side_of(window, compared))
        if window is None and (deed is None or not self.until_move):
            return State.NOT_STARTED, False
        if self._done_before(frame, window, deed):
            return State.MET, False
        if _vague(deed) or _vague(window):
            return State.UNKNOWN, False
        provisional = self.resting.is_provisional(frame, row)
        if deed is None:
            return self._undone(frame, window, provisional), False
        assert isinstance(window, Interval)
        begun, over = window.begun(deed), window.over(deed)
        if begun == FALSE:
            return self._undone(frame, window, provisional), True
        if begun == TRUE and (provisional or over == FALSE):
            # A move that lies ahead will be on whatever day: nothing is late for it.
            return State.MET, False
        return (State.MET_LATE if over == TRUE and not provisional else State.UNKNOWN), False

    def _done_before(self, frame: Frame, window: object, deed: Alternative) -> bool:
        """Whether what was to be done by the day of the move is done, and that day has not come, whichever it will be."""
        if not self.until_move or not isinstance(deed, Days | Instants):
            return False
        ahead = frame.side is not None and frame.side.move_is_provisional
        return window is None or (_vague(window) and ahead)

    def _undone(self, frame: Frame, window: object, provisional: bool) -> State:
        assert isinstance(window, Interval)
        if provisional:
            return State.PENDING
        frame.watch(window)
        over = window.over(frame.today())
        return (
            State.OVERDUE if over == TRUE else State.UNKNOWN if over == UNKNOWN else State.PENDING
        )

    def _made(
        self,
        frame: Frame,
        row: Row | None,
        route: str | None,
        owed: Truth,
        state: State,
        opens: Span | None,
        due: Span | None,
        done: Span | None,
        early: bool,
    ) -> DutyState:
        side, provisional = frame.side, self.resting.is_provisional(frame, row)
        unpublished = any(
            d is not None and as_days(d).last in frame.provisional for d in (opens, due)
        )
        return DutyState(
            self.duty,
            (route,) if route is not None else (),
            owed,
            state,
            opens,
            due,
            done,
            early,
            provisional,
            unpublished,
            str(row.record.get("#path")) if row is not None else None,
            _only(side.sender) if side is not None else None,
            _only(side.receiver) if side is not None else None,
        )


def merged(states: list[DutyState]) -> list[DutyState]:
    """One for each record, where deed and deadline agree; the routes added up (ruling 15)."""
    kept: dict[tuple[object, ...], DutyState] = {}
    for state in states:
        key = (state.duty.head.id, state.record, state.opens, state.due, state.done, state.state)
        other = kept.get(key)
        if other is None:
            kept[key] = state
            continue
        owed = disj((state.owed, other.owed))
        routes = tuple(sorted({*other.routes, *state.routes}))
        kept[key] = DutyState(
            state.duty, routes, owed, state.state, state.opens, state.due, state.done, state.early or other.early,
            state.provisional and other.provisional, state.unpublished, state.record, other.side_sender, other.side_receiver,
        )  # fmt: skip
    return list(kept.values())


def _vague(a: object) -> bool:
    return a is UNKNOWN_VALUE or a is SOMETHING


def _only(alternatives: tuple[Alternative, ...]) -> str | None:
    return alternatives[0] if len(alternatives) == 1 and isinstance(alternatives[0], str) else None
