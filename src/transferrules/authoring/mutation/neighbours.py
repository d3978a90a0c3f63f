"""Cases beside a case: the same one with a date a day off, a fact recorded as none or as another scenario has it, a record gone.

In a fixed order, what the mutant is about before the rest.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from transferrules.authoring.mutation.mutant import DROPPED, Mutant, Path, at, flow, said
from transferrules.pack.model import DecisionTerm, Pack, Pick
from transferrules.pack.uses import direct
from transferrules.reading import dotted

Snapshot = dict[str, Any]

KEPT = ("vocabulary", "incomplete", "services")
TEAMS = ("team", "from_team", "to_team")
_WORD = re.compile(r"[a-z][a-z0-9_]*")
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_MOST_VALUES = 8


class Pool:
    """Every value that the scenarios of a pack give a fact, and what belongs to what in the pack.

    Args:
        pack: The pack.
        cases: The cases of its scenarios.
    """

    def __init__(self, pack: Pack, cases: Iterable[Snapshot]) -> None:
        self.pack = pack
        self._values: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._said: dict[str, Any] = {}  # lists cannot be keys, what they look like can
        self._records: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        for case in cases:
            for path, value in places(case):
                kind = _kind(path)
                if isinstance(path[-1], int) and isinstance(value, Mapping):
                    self._records[kind].setdefault(repr(value), value)
                elif _is_plain(value) and not is_time(value):
                    shown = value if isinstance(value, str) else repr(value)
                    self._said[shown] = value
                    self._values[kind].setdefault(shown)

    def others(self, path: Path, value: Any, record: Mapping[str, Any]) -> list[Any]:
        """What else stands in such a place: what the pack knows, and what some scenario has there."""
        known: tuple[Any, ...] = ()
        if path[-1] in TEAMS:
            known = tuple(self.pack.teams)
        elif path[-1] == "outcome":
            decision = self.pack.terms.get(str(record.get("type")))
            known = decision.outcomes if isinstance(decision, DecisionTerm) else ()
        found = dict.fromkeys((*known, *self._values[_kind(path)]))
        return [self._said.get(one, one) for one in found if self._said.get(one, one) != value][
            :_MOST_VALUES
        ]

    def records(self, name: str) -> list[Any]:
        """Records of a list, as some scenario has them."""
        return list(self._records[name].values())

    def words_of(self, mutant: Mutant) -> frozenset[str]:
        """What a mutant is about: the names in what was changed, and the lists from which its terms are picked."""
        edit = mutant.edit
        words = set(_WORD.findall(f"{edit.was} {edit.now} {' '.join(map(str, edit.path))}"))
        waiting, seen = list(words), set[str]()
        while waiting:
            name = waiting.pop()
            term = self.pack.terms.get(name)
            if term is None or name in seen:
                continue
            seen.add(name)
            if isinstance(term, Pick):
                words.update((*term.list.keys, term.by.name))
            if isinstance(term, DecisionTerm):
                words.update(("decisions", "outcome", "made_by"))
            waiting += direct(term)[1]
        if edit.kind == "sender":
            words |= {"holder", "team"}
        return frozenset(words | {_base(word) for word in words})


def _base(word: str) -> str:
    return word.removesuffix("_on").removesuffix("_at")


def neighbours(
    case: Snapshot, around: date, pool: Pool, words: frozenset[str]
) -> Iterator[tuple[str, Snapshot]]:
    """Cases that differ from a case in one place, and what was changed, in words.

    Args:
        case: The case.
        around: The day asked about.
        pool: What other scenarios have in such places.
        words: What the mutant is about.
    """
    found = [(path, value) for path, value in places(case) if path[0] not in KEPT]

    def nearness(place: tuple[Path, Any]) -> int:
        path, _ = place
        steps = {str(step) for step in path}
        return -len((steps | {_base(step) for step in steps}) & words)

    for path, value in sorted(found, key=nearness):
        if nearness((path, value)) == 0:
            return
        where = dotted(path)
        for other in _other_values(path, value, around, pool, case):
            changed = said(case, path, other) if other is not None else _none(case, path)
            yield f"{where} is {'none' if other is None else flow(other)}", changed
        if isinstance(path[-1], int) and isinstance(value, Mapping):
            yield f"without {where}", said(case, path, DROPPED)
        if isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
            for number, record in enumerate(_more_records(path, value, pool), start=1):
                yield f"one more of {where} ({number})", said(case, path, [*value, record])


def _more_records(path: Path, records: list[Any], pool: Pool) -> Iterator[Any]:
    """Its own records a week earlier, then those of other scenarios."""
    for record in records:
        yield {key: moved(value, -_WEEK) if is_time(value) else value for key, value in record.items() if key != "id"}  # fmt: skip
    yield from (one for one in pool.records(_kind((*path, 0))) if one not in records)


def _none(case: Snapshot, path: Path) -> Snapshot:
    """The case with a fact recorded as none."""
    above = dict(at(case, path[:-1]))
    above[str(path[-1])] = None
    return above if len(path) == 1 else said(case, path[:-1], above)


def _other_values(
    path: Path, value: Any, around: date, pool: Pool, case: Snapshot
) -> Iterator[Any]:
    if isinstance(path[-1], int):
        return
    if value is None and str(path[-1]).endswith(("_on", "_at")):
        yield (around - _DAY).isoformat()
    if is_time(value):
        for by in (_DAY, -_DAY):
            yield moved(value, by)
    if _is_plain(value):
        yield from pool.others(path, value, at(case, path[:-1]))
    if value is not None and path[0] not in ("case", "child"):
        yield None


def places(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every key and every record of a case, with what stands there."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield (*path, key), below
            yield from places(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            if isinstance(below, Mapping):
                yield (*path, index), below
                yield from places(below, (*path, index))


def _kind(path: Path) -> str:
    """A place of its kind: the same for every record of a list."""
    return ".".join("" if isinstance(step, int) else step for step in path)


def _is_plain(value: Any) -> bool:
    return value is not None and not isinstance(value, Mapping) and not (
        isinstance(value, list) and any(isinstance(one, Mapping) for one in value)
    )  # fmt: skip


def is_time(value: Any) -> bool:
    """Whether it is a whole day or a moment."""
    if not isinstance(value, str) or len(value) < len("2026-03-02"):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def moved(value: str, by: timedelta) -> str:
    """A day or a moment, moved."""
    if len(value) == len("2026-03-02"):
        return (date.fromisoformat(value) + by).isoformat()
    return f"{datetime.fromisoformat(value) + by:%Y-%m-%dT%H:%M:%S}" + ("Z" if value.endswith("Z") else "")  # fmt: skip
