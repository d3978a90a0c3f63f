"""The oracle of soundness: what is settled with less known has to agree with every way in which the record could be completed.

A gap is filled with values on both sides of the pack's own limits, the codes and teams that it tests and one that it does not, and none. Where
all ways together are few they are enumerated; else as many are drawn. Needs Hypothesis, as `transferrules.testing` does, which knows a pack's limits.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import product
from math import prod
from random import Random
from typing import Any

from transferrules import Decision, Policy, load_case
from transferrules.case.kinds import Kind
from transferrules.case.vocabulary import RECORD_TYPES, SNAPSHOT, Field
from transferrules.reference.answer import Reference, refer
from transferrules.testing import Interest, Snapshot, loads
from transferrules.testing import _Maker as Maker

DRAWS = 10  # so many values are drawn for a gap; the distinct ones are its cells
NOT_ASKED = frozenset({"vocabulary", "local", "incomplete"})
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is not known, and values that it could have.

    Attributes:
        path: Where it would stand.
        values: What could stand there.
    """

    path: Path
    values: tuple[Any, ...]


def gaps(maker: Maker, case: Snapshot, random: Random) -> list[Gap]:
    """Everything that a case does not tell, of what the pack reads."""
    found: list[Gap] = []
    asked = {keys[0] for keys in maker.interest.lists}
    for one in SNAPSHOT.fields.values():
        if one.name in NOT_ASKED or (one.kind is Kind.RECORDS and one.name not in asked):
            continue
        found += _gaps(maker, case, one, (one.name,), random)
    return found


def _gaps(
    maker: Maker, record: Mapping[str, Any], one: Field, path: Path, random: Random
) -> Iterator[Gap]:
    dotted = ".".join(str(step) for step in path if isinstance(step, str))
    name = one.name
    day = f"{name[:-3]}_on" if name.endswith("_at") else name
    if name not in record and day not in record:
        yield Gap(path, _cells(maker, one, dotted, random))
        return
    value = record[name] if name in record else record[day]
    at = (*path[:-1], name if name in record else day)
    if isinstance(value, Mapping) and {"from", "until"} & set(value):
        yield Gap(at, _within(value, random))
    elif isinstance(value, str) and one.kind in (Kind.DATE, Kind.MOMENT) and len(value) in (4, 7):
        first = date.fromisoformat(f"{value}-01" if len(value) == 7 else f"{value}-01-01")
        last = _end(value, first)
        yield Gap(at, _within({"from": str(first), "until": str(last)}, random))
    elif isinstance(value, Mapping) and one.kind is Kind.RECORD:
        for inner in maker.fields(one.record or ""):
            yield from _gaps(maker, value, inner, (*at, inner.name), random)
    elif isinstance(value, list) and one.kind is Kind.RECORDS:
        for index, row in enumerate(value):
            for inner in maker.fields(one.record or ""):
                yield from _gaps(maker, row, inner, (*at, index, inner.name), random)


def _end(value: str, first: date) -> date:
    following = (
        date(first.year + 1, 1, 1)
        if len(value) == 4
        else (first + timedelta(days=32)).replace(day=1)
    )
    return following - timedelta(days=1)


def _within(span: Mapping[str, Any], random: Random) -> tuple[Any, ...]:
    first = date.fromisoformat(str(span.get("from") or "1990-01-01")[:10])
    last = date.fromisoformat(str(span.get("until") or "2199-12-31")[:10])
    some = [first + timedelta(days=random.randint(0, (last - first).days)) for _ in range(3)]
    return tuple(dict.fromkeys(map(str, (first, last, *some))))


def _cells(maker: Maker, one: Field, path: str, random: Random) -> tuple[Any, ...]:
    if one.kind is Kind.RECORDS:
        drawn: list[Any] = [[], *(maker.records(one.record or "", path, random) for _ in range(4))]
    elif one.name == "services":
        drawn = [
            {"standing_meetings": []},
            *({"standing_meetings": maker._standing(random)} for _ in range(3)),
        ]
    elif one.kind is Kind.RECORD:
        drawn = [maker.record(one.record or "", f"{path}.", random) for _ in range(4)]
        drawn += [] if one.name in ("child", "case", "school") else [None]
    else:
        drawn = [None, *(maker.value(one, path, random) for _ in range(DRAWS))]
    distinct: list[Any] = []
    for value in drawn:
        if value not in distinct:
            distinct.append(value)
    return tuple(distinct)


def completions(
    maker: Maker, case: Snapshot, random: Random, most: int
) -> tuple[Iterator[Snapshot], bool]:
    """Ways in which a case could be completed, and whether they are all that there are over these cells."""
    whole = Maker(maker.interest, maker.around, True)
    found = gaps(whole, case, random)
    incomplete = list(case.get("incomplete", ()))
    number = prod(len(gap.values) for gap in found)
    every = number <= most and not incomplete
    ways: Iterator[tuple[Any, ...]] = (
        product(*(gap.values for gap in found))
        if every
        else (tuple(random.choice(gap.values) for gap in found) for _ in range(most))
    )
    return (
        filled
        for way in ways
        if loads(filled := _filled(whole, case, found, way, incomplete, random))
    ), every


def _filled(
    maker: Maker,
    case: Snapshot,
    found: list[Gap],
    way: tuple[Any, ...],
    incomplete: list[str],
    random: Random,
) -> Snapshot:
    filled = copy.deepcopy(case)
    for gap, value in zip(found, way, strict=True):
        record: Any = filled
        for step in gap.path[:-1]:
            record = record[step]
        _put(record, gap.path[-1], copy.deepcopy(value))
    filled.pop("incomplete", None)
    for name in incomplete:
        keys = name.split(".")
        listed = filled.get(keys[0])
        if len(keys) == 1 and isinstance(listed, list):
            type_ = SNAPSHOT.fields[name].record or ""
            listed += maker.records(type_, name, random)
    return filled


def _put(record: Any, name: str | int, value: Any) -> None:
    if (
        isinstance(name, str)
        and name.endswith("_at")
        and isinstance(value, str)
        and "T" not in value
    ):
        name = f"{name[:-3]}_on"
    record[name] = value


# --- what is compared ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """As much of an answer as has to hold when more is known.

    Attributes:
        possible: Every status that it could be.
        stages: For each route, every stage.
        fates: What became of each route.
        states: Of each duty that is surely owed and of whose state something is said, that state.
    """

    possible: frozenset[str]
    stages: Mapping[str, frozenset[str]]
    fates: Mapping[str, str]
    states: Mapping[tuple[str, str | None, tuple[str, ...]], str]


def said_by_engine(policy: Policy, decision: Decision) -> Said:
    """What the engine says."""
    stages = {name: frozenset({"out"}) for name in policy.pack.routes}
    stages |= {m.route: frozenset(m.stages) for m in decision.moves if m.route in stages}
    return Said(
        frozenset(decision.possible),
        stages,
        {f.rule: f.fate for f in decision.rules if f.section == "routes"},
        {
            (d.duty, d.about, tuple(sorted(d.routes))): d.state
            for d in decision.duties
            if d.state != "unknown" and not d.perhaps
        },
    )


def said_by_reference(answer: Reference) -> Said:
    """What the reference says."""
    named = {n: s for n, s in answer.standings.items() if s.route.head.section == "routes"}
    return Said(
        answer.possible,
        {
            name: frozenset("out" if stage == "overridden" else stage for stage in s.stages)
            for name, s in named.items()
        },
        answer.fates,
        {
            (d.duty, d.about, tuple(sorted(d.routes))): d.state
            for d in answer.duties
            if d.state != "unknown" and not d.perhaps
        },
    )


def unsound(less: Said, more: Said) -> list[str]:
    """What is settled with less known and does not hold with more; nothing where the record contradicts itself then."""
    if len(more.possible) > 1:
        return []
    faults = []
    if not more.possible <= less.possible:
        faults.append(f"status {sorted(more.possible)} not in {sorted(less.possible)}")
    for name, stages in more.stages.items():
        if len(stages) == 1 and not stages <= less.stages[name]:
            faults.append(f"route {name}: {sorted(stages)} not in {sorted(less.stages[name])}")
    for name, fate in more.fates.items():
        if "cannot_be_told" not in (fate, less.fates[name]) and fate != less.fates[name]:
            faults.append(f"fate of {name}: {fate}, said {less.fates[name]}")
    for key, state in less.states.items():
        if key in more.states and more.states[key] != state:
            faults.append(f"duty {key}: {more.states[key]}, said {state}")
    return faults


@dataclass(slots=True)
class Tally:
    """What the oracle found.

    Attributes:
        asked: Cases with something unknown.
        completed: Completions decided.
        enumerated: Cases of which all completions over the cells were decided.
        settled: Cases of which the engine settled the status.
        could: Cases it left open although every enumerated completion agreed.
        unsound: Faults, each with the case and the completion.
    """

    asked: int = 0
    completed: int = 0
    enumerated: int = 0
    settled: int = 0
    could: int = 0
    unsound: list[tuple[str, str, Snapshot, Snapshot]] = field(default_factory=list)


def probe(
    policy: Policy,
    case: Snapshot,
    as_of: date | datetime,
    random: Random,
    tally: Tally,
    *,
    most: int = 48,
    reference: bool = True,
) -> None:
    """Decide a case and its completions, and note what does not agree."""
    day = as_of.date() if isinstance(as_of, datetime) else as_of
    maker = Maker(Interest(policy.pack), day, False)
    ways, every = completions(maker, case, random, most)
    read = load_case(case)
    engine = said_by_engine(policy, policy.decide(read, as_of=as_of))
    second = said_by_reference(refer(policy.pack, read, as_of)) if reference else None
    tally.asked += 1
    tally.enumerated += every
    tally.settled += len(engine.possible) == 1
    statuses: set[frozenset[str]] = set()
    for way in ways:
        whole = load_case(way)
        tally.completed += 1
        more = said_by_engine(policy, policy.decide(whole, as_of=as_of))
        statuses.add(more.possible)
        tally.unsound += [("engine", fault, case, way) for fault in unsound(engine, more)]
        if second is not None:
            full = said_by_reference(refer(policy.pack, whole, as_of))
            tally.unsound += [("reference", fault, case, way) for fault in unsound(second, full)]
    if every and len(engine.possible) > 1 and len(statuses) == 1 and len(statuses.pop()) == 1:
        tally.could += 1


__all__ = ["RECORD_TYPES", "Tally", "completions", "probe", "unsound"]
