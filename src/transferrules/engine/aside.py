"""Rules that people set aside: only by an outcome that says so, only by those entitled, only while it counts (ruling 28)."""

from collections.abc import Iterable
from dataclasses import dataclass

from transferrules.calendars.spans import Days, Instants
from transferrules.engine.decisions import DECISION, LISTED, DecisionReader
from transferrules.engine.expressions import distinct
from transferrules.engine.frame import (
    NONE,
    UNKNOWN_VALUE,
    Alternative,
    Alternatives,
    Frame,
    Row,
)
from transferrules.engine.moments import Interval, as_days
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth

SETTING_ASIDE = ("agreed", "do_not_apply")


@dataclass(frozen=True, slots=True)
class Aside:
    """Whether people set a rule aside (ruling 28).

    Attributes:
        truth: Whether they did.
        decision: The record that did.
        by: The kind of decision.
        teams: The teams that it may name for a destination; none among them where it may name none.
    """

    truth: Truth
    decision: Row | None = None
    by: str | None = None
    teams: Alternatives = NONE


def set_aside(readers: Iterable[DecisionReader], frame: Frame, rule: str) -> Aside:
    """Whether people set a rule aside on the day asked about.

    Args:
        readers: The kinds of decision that can set rules aside.
        frame: With the route at hand, where the rule belongs to one: people may be entitled as its sender or receiver.
        rule: The rule's id.
    """
    result = Aside(FALSE)
    if frame.rows(LISTED.keys) == ((), True):
        return result  # nobody decided anything: asked of every rule of every case
    for reader in readers:
        scope = reader.term.sets_aside
        if scope and rule not in scope:
            continue
        found = _aside_by(frame, reader, rule)
        if found.truth == TRUE:
            return found
        if found.truth == UNKNOWN:
            result = found
    return result


def _aside_by(frame: Frame, reader: DecisionReader, rule: str) -> Aside:
    made = reader.value(rule)(frame, None)
    if made == NONE:
        return Aside(FALSE)
    truths: list[Truth] = []
    teams: list[Alternative] = []
    row: Row | None = None
    for each in made:
        if isinstance(each, Row):
            # One that names the rule, of several that it may be: whatever their order.
            row = each if row is None or "rule" in each.record else row
            truths.append(_in_force(frame, each))
            if truths[-1] != FALSE:
                teams.extend(frame.field(each.record, DECISION["to_team"]))
        elif each is not None:
            truths.append(UNKNOWN)
            teams.append(UNKNOWN_VALUE)
        else:
            truths.append(FALSE)
    settled = truths[0] if len(set(truths)) == 1 else UNKNOWN
    return Aside(settled, row, reader.term.name, distinct(teams) or NONE)


def _in_force(frame: Frame, decision: Row) -> Truth:
    """Whether a decision that sets a rule aside says so, and counts on the day asked about."""
    outcome = frame.field(decision.record, DECISION["outcome"])
    said: list[Truth] = [
        TRUE if o in SETTING_ASIDE else FALSE if isinstance(o, str) or o is None else UNKNOWN
        for o in outcome
    ]
    truth = said[0] if len(set(said)) == 1 else UNKNOWN
    effective = frame.field(decision.record, DECISION["effective_on"])[0]
    if effective is None:
        effective = frame.field(decision.record, DECISION["made_at"])[0]
    until = frame.field(decision.record, DECISION["until_on"])[0]
    bounds: list[Truth] = [truth]
    if isinstance(effective, Days | Instants):
        window = Interval(as_days(effective), False, None, False)
        frame.watch(window)
        bounds.append(window.contains(frame.today()))
    elif effective is not None:
        bounds.append(UNKNOWN)
    if isinstance(until, Days | Instants):
        window = Interval(None, False, as_days(until), False)
        frame.watch(window)
        bounds.append(window.contains(frame.today()))
    elif until is not None:
        bounds.append(UNKNOWN)
    return FALSE if FALSE in bounds else UNKNOWN if UNKNOWN in bounds else TRUE
