"""One status out of all routes (ruling 1), and every status that what is unknown still permits.

Routes at several possible stages are combined as if they had nothing to do with each other: never fewer possibilities than there are.
"""

from dataclasses import dataclass
from enum import StrEnum

from transferrules.calendars.spans import LAST_DAY
from transferrules.engine.evaluate import Evaluation
from transferrules.engine.stages import IDLE, Result, RouteState, Stage
from transferrules.language.truth import FALSE, TRUE, UNKNOWN
from transferrules.pack.model import Outcome


class Status(StrEnum):
    """The answer in a word."""

    TRANSFER = "transfer"
    PREPARE = "prepare"
    BLOCKED = "blocked"
    STAY = "stay"
    REFER = "refer"
    CO_WORK = "co_work"
    CLOSE = "close"
    MANAGER_DECIDES = "manager_decides"
    COMPLETE = "complete"
    CANNOT_TELL = "cannot_tell"


# In order of precedence; nothing at all is *stay* too.
ORDER = (
    Status.MANAGER_DECIDES,
    Status.TRANSFER,
    Status.BLOCKED,
    Status.CLOSE,
    Status.STAY,
    Status.PREPARE,
    Status.REFER,
    Status.CO_WORK,
    Status.COMPLETE,
)
NOTHING = len(ORDER)
LEVEL = {status: level for level, status in enumerate(ORDER)}

STAYS = "stays"
CLOSES = "closes"
SOMEWHERE = "somewhere"  # a destination that is not known
Reached = Result | str
CONFLICT = "conflict"

REACHED_LEVEL = {
    Outcome.STAY: LEVEL[Status.STAY],
    Outcome.CLOSE: LEVEL[Status.CLOSE],
    Outcome.REFER: LEVEL[Status.REFER],
    Outcome.JOIN: LEVEL[Status.CO_WORK],
    Outcome.ASK: LEVEL[Status.MANAGER_DECIDES],
}
OWN = frozenset({Outcome.MOVE, Outcome.STAY, Outcome.CLOSE, Outcome.ASK})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status, and what it rests on.

    Attributes:
        status: In a word.
        possible: Every status that it could be; one, unless it cannot be told.
        leading: The routes that the status speaks of.
        conflict: Whether reached routes contradict each other.
    """

    status: Status
    possible: tuple[Status, ...]
    leading: tuple[str, ...]
    conflict: bool


def verdict(evaluation: Evaluation) -> Verdict:
    """Sum up the routes."""
    states = list(evaluation.states.values())
    sums: set[tuple[int, Reached | None]] = {(NOTHING, None)}
    for state in states:
        if _adds_nothing(sums, state):
            continue
        options = _options(evaluation, state)
        if options == {(NOTHING, None)}:
            continue
        sums = {total for sum_ in sums for option in options for total in _added(sum_, option)}
    answers = {_answer(level, reached) for level, reached in sums}
    possible = tuple(s for s in (*ORDER, Status.CANNOT_TELL) if any(a[0] is s for a in answers))
    if len(answers) > 1 or SOMEWHERE in {a[1] for a in answers}:
        return Verdict(Status.CANNOT_TELL, possible, _possible_leaders(states), False)
    _, reached = next(iter(sums))
    status = next(iter(answers))[0]
    conflict = reached == CONFLICT
    leading = _leaders(evaluation, states, status, conflict)
    if status is Status.PREPARE and not _lead_is_certain(states, leading):
        return Verdict(Status.CANNOT_TELL, possible, _possible_leaders(states), False)
    return Verdict(status, possible, leading, conflict)


def _adds_nothing(sums: set[tuple[int, Reached | None]], state: RouteState) -> bool:
    """Whether a route that is out, or else complete, leaves what is possible as it is, whatever is still owed after its move.

    Where too little is told of a transfer it may have been that of many routes, and what each of them would still owe takes long to work out.
    """
    if not state.stages <= IDLE or state.is_at(Stage.COMPLETE):
        return False
    complete = (LEVEL[Status.COMPLETE], None)
    return all(_added(one, complete) <= sums for one in sums)


def _options(evaluation: Evaluation, state: RouteState) -> set[tuple[int, Reached | None]]:
    """What a route can contribute: a level, and the result that it has reached."""
    outcome = state.route.outcome
    options: set[tuple[int, Reached | None]] = set()
    for stage in state.stages:
        match stage:
            case Stage.OUT | Stage.COMING:
                options.add((NOTHING, None))
            case Stage.WAITS:
                options.add((LEVEL[Status.MANAGER_DECIDES] if outcome in OWN else NOTHING, None))
            case Stage.PREPARE:
                options.add((LEVEL[Status.PREPARE], None))
            case Stage.COMPLETE if outcome is not Outcome.MOVE:
                options.add((NOTHING, None))
            case Stage.COMPLETE:
                open_ = evaluation.after_move(state.route.head.id)
                if open_ != FALSE:
                    options.add((LEVEL[Status.COMPLETE], None))
                if open_ != TRUE:
                    options.add((NOTHING, None))
            case Stage.DUE | Stage.BLOCKED:
                options |= _reached_options(state, stage)
                if _may_be_several(evaluation, state):
                    options.add((LEVEL[Status.MANAGER_DECIDES], CONFLICT))
    return options


def _may_be_several(evaluation: Evaluation, state: RouteState) -> bool:
    """Whether a route stands for decisions of people that nobody recorded: of two rules they may name two teams."""
    if state.route.head.id not in evaluation.unrecorded or _leads_one_way(state):
        return False
    pack = evaluation.policy.pack
    sections = (pack.routes, pack.blocks, pack.duties, pack.checklists, pack.advice)
    rules = {name for section in sections for name in section}
    return any(
        len(reader.term.sets_aside or rules) > 1
        for reader in evaluation.policy.aside
        if state.route.head.id.startswith(f"{reader.term.name}:")
    )


def _reached_options(state: RouteState, stage: Stage) -> set[tuple[int, Reached | None]]:
    outcome = state.route.outcome
    if outcome is not Outcome.MOVE:
        reached = {Outcome.STAY: STAYS, Outcome.CLOSE: CLOSES}.get(outcome)
        return {(REACHED_LEVEL[outcome], reached)}
    level = LEVEL[Status.TRANSFER if stage is Stage.DUE else Status.BLOCKED]
    options: set[tuple[int, Reached | None]] = {(level, r) for r in state.results}
    if not state.results_known or not state.results:
        options.add((level, SOMEWHERE))
    return options


def _added(
    one: tuple[int, Reached | None], other: tuple[int, Reached | None]
) -> set[tuple[int, Reached | None]]:
    """Two contributions together; two results that differ are a conflict, and one that is not known may be any."""
    level = min(one[0], other[0])
    if one[1] is None or other[1] is None:
        return {(level, one[1] or other[1])}
    conflict = (LEVEL[Status.MANAGER_DECIDES], CONFLICT)
    if SOMEWHERE in (one[1], other[1]):
        return {(level, SOMEWHERE), conflict}
    return {(level, one[1])} if one[1] == other[1] else {conflict}


def _answer(level: int, reached: Reached | None) -> tuple[Status, Reached | None]:
    if level == NOTHING:
        return Status.STAY, None
    status = ORDER[level]
    return status, reached if status in (Status.TRANSFER, Status.BLOCKED) else None


def _leaders(
    evaluation: Evaluation, states: list[RouteState], status: Status, conflict: bool
) -> tuple[str, ...]:
    """The routes that a settled status speaks of."""
    match status:
        case Status.MANAGER_DECIDES if conflict:
            chosen = [
                s
                for s in states
                if s.stages & {Stage.DUE, Stage.BLOCKED} and s.route.outcome in OWN
            ]
        case Status.MANAGER_DECIDES:
            chosen = [
                s for s in states
                if (s.is_at(Stage.WAITS) and s.route.outcome in OWN) or (s.is_at(Stage.DUE) and s.route.outcome is Outcome.ASK)
            ]  # fmt: skip
        case Status.TRANSFER:
            chosen = [s for s in states if s.is_at(Stage.DUE) and s.route.outcome is Outcome.MOVE]
        case Status.BLOCKED:
            chosen = [s for s in states if s.is_at(Stage.BLOCKED)]
        case Status.PREPARE:
            chosen = _first(s for s in states if s.is_at(Stage.PREPARE))
        case Status.COMPLETE:
            chosen = [
                s
                for s in states
                if s.is_at(Stage.COMPLETE) and evaluation.after_move(s.route.head.id) == TRUE
            ]
        case _:
            outcome = {
                Status.CLOSE: Outcome.CLOSE,
                Status.STAY: Outcome.STAY,
                Status.REFER: Outcome.REFER,
                Status.CO_WORK: Outcome.JOIN,
            }[status]
            chosen = [s for s in states if s.is_at(Stage.DUE) and s.route.outcome is outcome]
    return tuple(sorted(s.route.head.id for s in chosen))


def _order(state: RouteState) -> tuple[int, int]:
    """Prospects in order (ruling 4): those with a date, the earlier first; then those that wait for their trigger."""
    day = state.point_day
    return (0, day.first) if day is not None else (1, LAST_DAY)


def _first(states: object) -> list[RouteState]:
    ordered = sorted(states, key=_order)  # type: ignore[call-overload]
    return [s for s in ordered if _order(s) == _order(ordered[0])]


def _lead_is_certain(states: list[RouteState], leading: tuple[str, ...]) -> bool:
    """Whether no route that may be in prospect could lead elsewhere."""
    lead = [s for s in states if s.route.head.id in leading]
    if not all(_leads_one_way(s) for s in lead):
        return False
    results = {r for s in lead for r in s.results}
    first = min((_order(s) for s in lead), default=(2, 0))
    rivals = [s for s in states if Stage.PREPARE in s.stages and not s.is_at(Stage.PREPARE)]
    return all(_latest_order(s) > first or set(s.results) <= results for s in rivals)


def _leads_one_way(state: RouteState) -> bool:
    """Whether it can be told where a route leads, or that this is still to be chosen."""
    if not state.results_known or state.unchosen == UNKNOWN:
        return False
    return state.unchosen == TRUE or len(state.results) == 1


def _latest_order(state: RouteState) -> tuple[int, int]:
    return _order(state) if state.point_day is not None else (0, 0)


def _possible_leaders(states: list[RouteState]) -> tuple[str, ...]:
    """Every route that could have a say."""
    return tuple(sorted(s.route.head.id for s in states if not s.stages <= IDLE))
