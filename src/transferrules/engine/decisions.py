"""Decisions as terms: who made which, when, and whether they were entitled.

A decision is read off the case's `decisions`; the engine takes none. With `needs: all` the one decision is made of a record by each.
"""

from dataclasses import dataclass
from itertools import product
from typing import Final

from transferrules.calendars.spans import Days, Instants
from transferrules.case.vocabulary import RECORD_TYPES
from transferrules.engine.conditions import Conditions, Run
from transferrules.engine.expressions import Value, distinct
from transferrules.engine.frame import (
    MOST_ALTERNATIVES,
    NONE,
    UNKNOWN_ALTERNATIVES,
    UNKNOWN_VALUE,
    Alternative,
    Alternatives,
    Frame,
    Row,
)
from transferrules.engine.picks import pick
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth, conj
from transferrules.pack.model import DecisionTerm, ListPath, Needs, Person

DECISION: Final = RECORD_TYPES["Decision"].fields
LISTED: Final = ListPath(("decisions",), "Decision")
DIVIDED: Final = "divided"


@dataclass(frozen=True, slots=True)
class DecisionReader:
    """One kind of decision, compiled.

    Attributes:
        term: What it is.
        conditions: For telling who made a record.
        where: Which records of that type count.
    """

    term: DecisionTerm
    conditions: Conditions
    where: Run

    def entitled(self, frame: Frame, row: Row, persons: tuple[Person, ...]) -> Truth:
        """Whether a record was made by one of these."""
        if not persons:
            return TRUE
        made_by = frame.field(row.record, DECISION["made_by"])[0]
        if made_by is UNKNOWN_VALUE:
            return UNKNOWN
        if made_by is None:
            return FALSE
        truths = [self.conditions.party(frame, person, made_by) for person in persons]
        return TRUE if TRUE in truths else UNKNOWN if UNKNOWN in truths else FALSE

    def is_such(self, frame: Frame, row: Row, rule: str | None) -> Truth:
        """Whether a record is a decision of this kind (about that rule, where one is given)."""
        kind = frame.field(row.record, DECISION["type"])[0]
        if kind is UNKNOWN_VALUE:
            of_kind: Truth = UNKNOWN
        else:
            of_kind = TRUE if kind in self.term.codes else FALSE
        if of_kind == FALSE or rule is None:
            return of_kind
        about = frame.field(row.record, DECISION["rule"])[0]
        if about is UNKNOWN_VALUE:
            return UNKNOWN
        return of_kind if about == rule else FALSE

    def by(self, persons: tuple[Person, ...], rule: str | None = None) -> Run:
        """Whether a record is such a decision by one of these."""

        def run(frame: Frame, row: Row | None) -> Truth:
            assert row is not None
            such = self.is_such(frame, row, rule)
            if such == FALSE:
                return FALSE
            return conj((such, self.entitled(frame, row, persons), self.where(frame, row)))

        return run

    def value(self, rule: str | None = None) -> Value:
        """The decision as a record: its outcome, dates and team."""
        if self.term.needs is Needs.ALL:
            return self._of_all(rule)
        return self._last(self.by(self.term.made_by, rule))

    @staticmethod
    def _last(where: Run) -> Value:
        return pick(-1, LISTED, where, DECISION["made_at"])

    def _of_all(self, rule: str | None) -> Value:
        each = [self._last(self.by((person,), rule)) for person in self.term.made_by]

        def value(frame: Frame, row: Row | None) -> Alternatives:
            options = [one(frame, row) for one in each]
            size = 1
            for option in options:
                size *= len(option)
            if size > MOST_ALTERNATIVES:
                return UNKNOWN_ALTERNATIVES
            return distinct(self._together(frame, choice) for choice in product(*options))

        return value

    def _together(self, frame: Frame, choice: tuple[Alternative, ...]) -> Alternative:
        """One decision made of everybody's; none while somebody's is wanting."""
        if None in choice:
            return None
        rows = [c for c in choice if isinstance(c, Row)]
        if len(rows) < len(choice):
            return UNKNOWN_VALUE
        made: dict[str, object] = {"#path": rows[0].record.get("#path", "decisions")}
        if all("rule" in r.record for r in rows):
            made["rule"] = rows[0].record["rule"]
        outcomes = [frame.field(r.record, DECISION["outcome"]) for r in rows]
        if all(len(o) == 1 and o[0] is not UNKNOWN_VALUE for o in outcomes):
            said = {o[0] for o in outcomes}
            made["outcome"] = said.pop() if len(said) == 1 else DIVIDED
        for name in ("made_at", "effective_on", "until_on"):
            dates = [r.record.get(name, UNKNOWN_VALUE) for r in rows]
            if UNKNOWN_VALUE in dates:
                continue
            known = [d for d in dates if isinstance(d, Days | Instants)]
            made[name] = max(known, key=lambda d: d.last) if known else None
        teams = {r.record.get("to_team", UNKNOWN_VALUE) for r in rows}
        if UNKNOWN_VALUE not in teams:
            named = teams - {None}
            made["to_team"] = named.pop() if len(named) == 1 else None
        return Row(made)

    def wanting(self, frame: Frame, row: Row | None) -> tuple[Person, ...]:
        """Those whose record is not there yet."""
        if self.term.needs is not Needs.ALL:
            return self.term.made_by
        return tuple(
            person
            for person in self.term.made_by
            if self._last(self.by((person,)))(frame, row) == NONE
        )
