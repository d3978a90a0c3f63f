"""What is settled with less known agrees with every completion that is tried."""

from datetime import date
from random import Random

import pytest

from engine.small import policy_named
from transferrules.reference.oracle import Tally, probe
from transferrules.testing import Interest, loads
from transferrules.testing import _less_known as less_known
from transferrules.testing import _Maker as Maker

DAY = date(2026, 3, 10)


@pytest.mark.parametrize("name", ["trigger", "birthday", "decision", "blocks", "overrides"])
def test_no_completion_has_a_status_that_was_excluded(name: str) -> None:
    policy, tally = policy_named(name), Tally()
    maker = Maker(Interest(policy.pack), DAY, True)
    for number in range(15):
        random = Random(number)
        poorer = less_known(maker.case(random), random)
        if loads(poorer):
            probe(policy, poorer, DAY, random, tally, most=12)

    assert tally.completed > 50
    assert [fault for _, fault, _, _ in tally.unsound if fault.startswith("status")] == []
