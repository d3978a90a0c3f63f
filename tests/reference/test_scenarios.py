"""Engine and reference say the same, in every part, of cases that somebody worked out for a pack.

One in five on each test run, and every one that is known to differ; `python bench/prove.py --scenarios` asks about them all.
"""

from pathlib import Path
from typing import Final

import pytest

from transferrules import Policy, load_pack
from transferrules.authoring.coverage import scenarios_about
from transferrules.authoring.scenarios import scenario_files
from transferrules.reference import refer
from transferrules.reference.differences import differences

CONFORMANCE = Path(__file__).parents[2] / "conformance"
ONE_IN = 5

# Cases known in part of which one of the two leaves more open: docs/proof.md, "What remains on cases known in part".
MORE_OPEN: Final = {
    "Whether a review has ratified the plan is not recorded, and is asked for",
    "Only part of the decisions is known, and the allocation meeting's may be among the rest",
    "Whether there are decisions is not known",
    "The record says the move was made and the holder did not change",
    "Whether the young person seeks asylum is not known",
}


@pytest.mark.parametrize(
    "name", sorted(p.name for p in CONFORMANCE.iterdir() if p.name != "language")
)
def test_scenarios_are_answered_alike(name: str) -> None:
    pack = load_pack(name)
    policy = Policy(pack)
    scenarios = scenarios_about(name, pack, scenario_files((CONFORMANCE / name,)))
    for number, scenario in enumerate(scenarios):
        known = scenario.name in MORE_OPEN
        if number % ONE_IN and not known:
            continue
        decision = policy.decide(scenario.case, as_of=scenario.as_of)
        grades = {
            one.grade
            for one in differences(pack, decision, refer(pack, scenario.case, scenario.as_of))
        }

        place = f"{scenario.file}:{scenario.line}: {scenario.name}"
        assert grades <= ({"wider", "narrower"} if known else set()), place
