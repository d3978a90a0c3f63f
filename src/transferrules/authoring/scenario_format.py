"""A scenario file, from YAML to scenarios: what must hold of one pack's answers.

    pack: durham
    case: {…}                              the snapshot that the scenarios below share
    scenarios:
      - title: A sentence: what must hold
        clauses: [DUR-053]
        with: {…}   also: {…}   without: […]
        as_of: 2026-04-01
        expect: {status: transfer}

`docs/scenarios.md` is the reference. Every fault of a file is told at once, each with its line.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from transferrules.authoring.case_changes import CHANGES, changed
from transferrules.authoring.expectations import (
    Expectation,
    Mismatch,
    mismatches,
    read_expectations,
)
from transferrules.authoring.pack_names import PackNames
from transferrules.authoring.statements import Path as Steps
from transferrules.authoring.statements import Reader, read_when, shown
from transferrules.case import Case
from transferrules.case.values import declaring
from transferrules.errors import InvalidScenario, TransferRulesError
from transferrules.pack.load import pack_ids
from transferrules.pack.model import Pack
from transferrules.reading import (
    Fault,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Source,
    fault_at,
    nearest,
    read,
    validate,
)

FILE_KEYS = ("pack", "title", "case", "scenarios")
SCENARIO_KEYS = ("title", "clauses", "case", *CHANGES, "as_of", "expect", "expect_on")
PackReader = Callable[[str | Path], Pack]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One case on one day, and what must hold of the answer.

    Attributes:
        title: What must hold, in a sentence.
        file: The file, as it was named.
        line: Where it stands there; of a scenario on several days, where that day does.
        pack: The pack that is asked: an id, or a path.
        clauses: The clauses that it is about.
        case: The snapshot.
        as_of: The day or moment asked about.
        several_days: Whether its title is shared with other days of the same case.
        expected: What must hold.
    """

    title: str
    file: str
    line: int
    pack: str | Path
    clauses: tuple[str, ...]
    case: Case = field(repr=False)
    as_of: date | datetime
    several_days: bool
    expected: tuple[Expectation, ...] = field(repr=False)

    @property
    def name(self) -> str:
        """Its title, and the day where there are several."""
        return f"{self.title} [{shown(self.as_of)}]" if self.several_days else self.title

    def check(self, decision: object) -> tuple[Mismatch, ...]:
        """Everything that a decision says otherwise; empty where the scenario holds."""
        return mismatches(self.expected, decision)


def read_scenarios(path: Path, name: str, read_pack: PackReader) -> tuple[Scenario, ...]:
    """The scenarios of one file.

    Args:
        path: The file.
        name: What to call it.
        read_pack: Gives the pack that the file names, by id or path; its errors pass through.

    Raises:
        Unreadable: It is not the YAML that we read.
        InvalidScenario: It is, and something in it is wrong; every fault is told.
    """
    source = read(path, what="scenario", name=name)
    faults: list[Fault] = []
    assert isinstance(source.node, Mapping)
    _unknown_keys(source, (), FILE_KEYS, faults)
    asked = _pack(source, path.parent, faults)
    if asked is None:
        raise InvalidScenario(faults, [source])
    try:
        pack = read_pack(asked)
    except TransferRulesError as error:
        if [fault.kind for fault in error.faults] != ["no-such-pack"]:
            raise
        _no_such_pack(source, error.faults[0], faults)
        raise InvalidScenario(faults, [source]) from None
    reader = Reader(source, PackNames(pack), faults)
    with declaring(pack.codes):
        scenarios = _File(reader, asked).scenarios()
    if faults:
        ordered = sorted(dict.fromkeys(faults), key=lambda one: (one.line or 0, one.column or 0))
        raise InvalidScenario(ordered, [source])
    return scenarios


def _unknown_keys(source: Source, path: Steps, known: tuple[str, ...], faults: list[Fault]) -> None:
    node = source.node.at(list(path))
    assert isinstance(node, Mapping)
    for key in node.keys():  # noqa: SIM118 - of a Mapping, iterating gives entries
        if key not in known:
            free = [one for one in known if one not in node]
            message = f"`{key}` is not a key that is known here."
            faults.append(fault_at(source, (*path, key), "unknown-key", message, on_key=True, accepted=known, nearest=nearest(key, free)))  # fmt: skip


def _pack(source: Source, folder: Path, faults: list[Fault]) -> str | Path | None:
    """The pack that a file names: an id of a shipped one, or a path from the file's own folder."""
    node = source.node.child("pack")
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        message = "The key `pack` is missing here: the id of a pack, or its path from this file."
        kind = "missing-key" if node is None else "wrong-type"
        faults.append(fault_at(source, ("pack",), kind, message, accepted=pack_ids()))
        return None
    return node.value if node.value in pack_ids() else folder / node.value


def _no_such_pack(source: Source, fault: Fault, faults: list[Fault]) -> None:
    node = source.node.at(["pack"])
    word = str(node.value) if isinstance(node, Scalar) else ""
    message = f"`{word}` is neither a shipped pack nor a file, seen from this one."
    faults.append(fault_at(source, ("pack",), fault.kind, message, accepted=pack_ids(), nearest=nearest(word, pack_ids())))  # fmt: skip


class _File:
    """Reads the scenarios of one file, whose pack is known."""

    def __init__(self, reader: Reader, pack: str | Path) -> None:
        self.reader = reader
        self.source = reader.source
        self.pack = pack
        self.base = self._case(("case",))
        self.titles: dict[str, int] = {}

    def scenarios(self) -> tuple[Scenario, ...]:
        listed = self.source.node.child("scenarios")
        if not isinstance(listed, Sequence) or not listed.items:
            kind = "missing-key" if listed is None else "wrong-type"
            message = "A list of scenarios is wanted under `scenarios`, each `- title: …`."
            self.reader.refuse(("scenarios",), kind, message, on_key=True)
            return ()
        return tuple(
            scenario
            for place, node in enumerate(listed.items)
            for scenario in self._scenario(node, ("scenarios", place))
        )

    def _case(self, path: Steps) -> Mapping | None:
        """The case written at a path; a fault where something else stands there."""
        node = self.source.node.at(list(path[:-1])).child(path[-1])
        if node is None or isinstance(node, Mapping):
            return node
        self.reader.refuse(path, "wrong-type", "A case is keys and values, such as `child: …`.")
        return None

    def _scenario(self, node: Node, path: Steps) -> list[Scenario]:
        if not isinstance(node, Mapping):
            self.reader.refuse(
                path, "wrong-type", "A scenario is keys and values, from `title: …`."
            )
            return []
        _unknown_keys(self.source, path, SCENARIO_KEYS, self.reader.faults)
        title = self._title(node, path)
        clauses = self._clauses(node, path)
        case = self._snapshot(node, path)
        asked = self._asked(node, path)
        if title is None or case is None:
            return []
        return [
            Scenario(
                title, self.source.name, line, self.pack, clauses, case, as_of, several, expected
            )
            for as_of, line, several, expected in asked
        ]

    def _title(self, node: Mapping, path: Steps) -> str | None:
        if "title" not in node:
            message = "The key `title` is missing here: a sentence that says what must hold."
            self.reader.refuse(path, "missing-key", message, on_key=True)
            return None
        below = (*path, "title")
        title = self.reader.text(node.at(["title"]), below, "A sentence that says what must hold")
        if title is None:
            return None
        first = self.titles.setdefault(title, node.mark.line)
        if first != node.mark.line:
            message = (
                f"The scenario of line {first} has the same title; each says what it alone is for."
            )
            self.reader.refuse(below, "same-title", message)
        return title

    def _clauses(self, node: Mapping, path: Steps) -> tuple[str, ...]:
        listed = node.child("clauses")
        if listed is None:
            return ()
        below = (*path, "clauses")
        items = (
            [(item, (*below, place)) for place, item in enumerate(listed.items)]
            if isinstance(listed, Sequence)
            else [(listed, below)]
        )
        words = [(self.reader.text(item, place, "The id of a clause"), place) for item, place in items]  # fmt: skip
        return tuple(
            word
            for word, place in words
            if word is not None and self.reader.name(word, "clause", place)
        )

    # --- the case --------------------------------------------------------------------------------

    def _snapshot(self, node: Mapping, path: Steps) -> Case | None:
        """The case that is asked about: the scenario's own, or the file's with its changes."""
        changes = [how for how in CHANGES if how in node]
        if "case" in node:
            if changes:
                message = f"`{changes[0]}` changes the case of the file; this scenario has one of its own."
                self.reader.refuse((*path, changes[0]), "case-and-changes", message, on_key=True)
            own = self._case((*path, "case"))
            return None if own is None else self._built(own)
        if self.base is None:
            if "case" not in self.source.node:  # type: ignore[operator]
                message = "This scenario has no case: write `case:` here, or at the top of the file for all."
                self.reader.refuse(path, "missing-key", message, on_key=True)
            return None
        if not changes:
            return self._built(self.base)
        case = changed(self.base, node, path, self.reader)
        return None if case is None else self._built(case)

    def _built(self, node: Node) -> Case | None:
        """The case, or the faults of its records where they stand in the scenario file."""
        source = Source(self.source.name, self.source.text, node, "scenario", True)
        case, faults = validate(Case, source)
        self.reader.faults.extend(faults)
        return case

    # --- when, and what is expected ----------------------------------------------------------------

    def _asked(
        self, node: Mapping, path: Steps
    ) -> list[tuple[date | datetime, int, bool, tuple[Expectation, ...]]]:
        """Each day asked about: the day, its line, whether there are others, and what must hold on it."""
        if "expect_on" not in node:
            return self._asked_once(node, path)
        for key in ("as_of", "expect"):
            if key in node:
                message = f"`expect_on` says both the days and what is expected: leave `{key}` out."
                self.reader.refuse((*path, key), "once-or-often", message, on_key=True)
        below = (*path, "expect_on")
        days = node.at(["expect_on"])
        if not isinstance(days, Mapping) or not days.entries:
            message = "Days and what is expected on each are wanted here: `2026-07-01: {status: prepare}`."
            self.reader.refuse(below, "wrong-type", message)
            return []
        found = []
        for day, value in days:
            where = (*below, str(day.value))
            as_of = self._when(str(day.value), where, on_key=True)
            expected = self._expected(value, where)
            if as_of is not None and expected:
                found.append((as_of, day.mark.line, True, expected))
        return found

    def _asked_once(
        self, node: Mapping, path: Steps
    ) -> list[tuple[date | datetime, int, bool, tuple[Expectation, ...]]]:
        missing = [key for key in ("as_of", "expect") if key not in node]
        for key in missing:
            what = {"as_of": "the day asked about", "expect": "what must hold of the answer"}[key]
            message = f"The key `{key}` is missing here: {what}."
            self.reader.refuse(path, "missing-key", message, on_key=True)
        expected = self._expected(node.at(["expect"]), (*path, "expect")) if "expect" in node else ()  # fmt: skip
        if "as_of" not in node:
            return []
        below = (*path, "as_of")
        text = self.reader.text(node.at(["as_of"]), below, "A day such as 2026-03-02")
        as_of = None if text is None else self._when(text, below, on_key=False)
        return [(as_of, node.mark.line, False, expected)] if as_of is not None and expected else []

    def _expected(self, node: Node, path: Steps) -> tuple[Expectation, ...]:
        return read_expectations(node, path, self.reader)

    def _when(self, text: str, path: Steps, *, on_key: bool) -> date | datetime | None:
        when = read_when(text)
        if when is None:
            message = f"`{text}` is no day or moment: write 2026-03-02 or 2026-03-02T14:30."
            self.reader.refuse(path, "not-a-date", message, on_key=on_key)
        return when
