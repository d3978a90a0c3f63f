"""Every scenario of `conformance/`, each a test of its own: what the shipped packs are held to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from transferrules.authoring.scenarios import Packs, Scenario, run, scenario_files, scenarios_of
from transferrules.errors import TransferRulesError

CONFORMANCE = Path(__file__).parents[1] / "conformance"
PACKS = Packs()


def collected() -> Iterator[object]:
    """Each scenario; for a file that cannot be read, what is wrong with it."""
    for path in scenario_files([CONFORMANCE]):
        where = path.relative_to(CONFORMANCE).as_posix()
        try:
            for scenario in scenarios_of(path, PACKS):
                yield pytest.param(scenario, id=f"{where}: {scenario.name}")
        except TransferRulesError as error:
            yield pytest.param(error, id=where)


@pytest.mark.parametrize("given", list(collected()))
def test_scenario_holds(given: Scenario | TransferRulesError) -> None:
    if isinstance(given, TransferRulesError):
        pytest.fail(str(given), pytrace=False)
    result = run(given, PACKS.policy(given.pack))
    if not result.held:
        pytest.fail(result.render(), pytrace=False)
