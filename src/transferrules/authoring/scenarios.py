"""Scenarios, found and run: what `transferrules test` and pytest do.

`scenarios_of` reads one file; `run_paths` runs all of several files and folders, each pack compiled once, in the order of their names. Why an
answer is otherwise than expected is asked of the policy itself (`explain`), and only for what failed.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from transferrules.authoring.expectations import Mismatch
from transferrules.authoring.scenario_format import Scenario, read_scenarios
from transferrules.authoring.scenario_report import (
    Because,
    Refused,
    Report,
    Result,
    because,
)
from transferrules.authoring.scenario_schema import scenario_schema
from transferrules.engine.decide import Policy
from transferrules.errors import TransferRulesError
from transferrules.pack.load import load_pack
from transferrules.pack.model import Pack
from transferrules.reading import Fault

__all__ = [
    "Because",
    "Mismatch",
    "Packs",
    "Refused",
    "Report",
    "Result",
    "Scenario",
    "run",
    "run_paths",
    "scenario_files",
    "scenario_schema",
    "scenarios_of",
]

SUFFIXES = (".yaml", ".yml")
PACKS = "packs"  # the folder for packs that only scenarios use
SURVIVORS = "survivors.yaml"  # explains what scenarios cannot notice, and holds none


class Packs:
    """Packs and policies of one run, each read and compiled once."""

    def __init__(self) -> None:
        self._packs: dict[str | Path, Pack | TransferRulesError] = {}
        self._policies: dict[str | Path, Policy] = {}

    def pack(self, asked: str | Path) -> Pack:
        """The pack of that id or path. What was wrong with it the first time is wrong every time."""
        key = _key(asked)
        if key not in self._packs:
            try:
                self._packs[key] = load_pack(asked)
            except TransferRulesError as error:
                self._packs[key] = error
        found = self._packs[key]
        if isinstance(found, TransferRulesError):
            raise found
        return found

    def policy(self, asked: str | Path) -> Policy:
        """Its policy."""
        key = _key(asked)
        if key not in self._policies:
            self._policies[key] = Policy(self.pack(asked))
        return self._policies[key]


def _key(asked: str | Path) -> str | Path:
    return asked.resolve() if isinstance(asked, Path) else asked


def scenarios_of(path: Path, packs: Packs | None = None) -> tuple[Scenario, ...]:
    """The scenarios of one file, one for each day that it asks about, in the order of the file.

    Args:
        path: The file.
        packs: Where packs are taken from, if others are to be read too.

    Raises:
        Unreadable: It is not the YAML that we read.
        InvalidScenario: Something in it is wrong; every fault is told.
        InvalidPack: Something in its pack is.
    """
    return read_scenarios(path, _shown(path), (packs or Packs()).pack)


def scenario_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files that some paths name, none twice: a file itself; of a folder, every YAML file below it by name, but for those in `packs` and `survivors.yaml`."""
    found: dict[Path, None] = {}
    for path in paths:
        below = sorted(
            one
            for one in path.rglob("*")
            if one.suffix in SUFFIXES
            and one.is_file()
            and one.parent.name != PACKS
            and one.name != SURVIVORS
        )
        for one in below if path.is_dir() else [path]:
            found.setdefault(one)
    return tuple(found)


def default_paths() -> tuple[Path, ...]:
    """Where scenarios are looked for when nobody says: `conformance` here, or that of the checkout."""
    places = (Path("conformance"), Path(__file__).parents[3] / "conformance")
    return next(((place,) for place in places if place.is_dir()), ())


def run_paths(
    paths: Sequence[Path] = (), *, progress: Callable[[Scenario], None] | None = None
) -> Report:
    """Run every scenario of some files and folders.

    Args:
        paths: Files and folders; without any, `conformance`.
        progress: Called with each scenario after it was run.

    A file that cannot be read, and a pack that cannot, is part of the report, not an error.
    """
    paths = tuple(paths) or default_paths()
    packs = Packs()
    results: list[Result] = []
    refused: list[Refused] = []
    files = scenario_files(paths)
    empty = [path for path in paths if path.is_dir() and not scenario_files([path])]
    for path in empty or ([] if paths else [Path("conformance")]):
        message = "There is no scenario file here: nothing was tested."
        refused.append(Refused.of([Fault("no-scenarios", message, _shown(path))]))
    for path in files:
        try:
            scenarios = scenarios_of(path, packs)
        except TransferRulesError as error:
            refused.append(Refused(error.faults, str(error)))
            continue
        for scenario in scenarios:
            results.append(run(scenario, packs.policy(scenario.pack)))
            if progress is not None:
                progress(scenario)
    return Report(tuple(results), tuple({one.text: one for one in refused}.values()))


def run(scenario: Scenario, policy: Policy) -> Result:
    """Ask a policy what a scenario asks, and hold the answer against it."""
    decision = policy.decide(scenario.case, as_of=scenario.as_of)
    found = scenario.check(decision)
    if not found:
        return Result(scenario)
    explain = partial(policy.explain, scenario.case, as_of=scenario.as_of)
    why = because(found, decision, lambda rule: explain(rule=rule))
    return Result(scenario, found, decision.sentence, why)


def _shown(path: Path) -> str:
    """A path as people write it: from here, where it lies below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
