"""Engine and reference say the same of generated cases: of all packs there are, and of packs made at random.

Of whole cases they say the same in every part. Of cases known in part each may leave open what the other settles, and neither settles what the other
excludes. The cases are the same on every run: `bench/prove.py` goes further.
"""

from ast import literal_eval
from datetime import date
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.small import PACKS, policy_named
from transferrules import Policy, load_case, load_pack, pack_ids
from transferrules.reference import refer
from transferrules.reference.differences import Difference, differences
from transferrules.testing import cases
from transferrules.testing_packs import pack_of, pack_text

DAY = date(2026, 3, 10)
SMALL = sorted(path.stem for path in PACKS.glob("*.yaml"))
EVERY = [*SMALL, *pack_ids()]


@cache
def policy(name: str) -> Policy:
    return policy_named(name) if name in SMALL else Policy(load_pack(name))


def found(asked: Policy, case: dict[str, Any]) -> list[Difference]:
    read = load_case(case)
    return differences(asked.pack, asked.decide(read, as_of=DAY), refer(asked.pack, read, DAY))


def contradicted(one: Difference) -> bool:
    """Whether the two exclude each other's word on the status."""
    return one.part == "status" and not set(literal_eval(one.engine)) & set(
        literal_eval(one.reference)
    )


@pytest.mark.parametrize("name", EVERY)
def test_of_a_whole_case_both_say_the_same(name: str) -> None:
    @settings(max_examples=60 if name in SMALL else 14, derandomize=True)
    @given(cases(policy(name).pack, around=DAY, whole=True))
    def holds(case: dict[str, Any]) -> None:
        assert found(policy(name), case) == []

    holds()


@pytest.mark.parametrize("name", EVERY)
def test_of_a_case_known_in_part_neither_settles_what_the_other_excludes(name: str) -> None:
    @settings(max_examples=40 if name in SMALL else 14, derandomize=True)
    @given(cases(policy(name).pack, around=DAY))
    def holds(case: dict[str, Any]) -> None:
        assert not [d for d in found(policy(name), case) if contradicted(d)]

    holds()


@settings(max_examples=60, derandomize=True)
@given(st.integers(0, 2**32 - 1), st.data())
def test_packs_made_at_random_have_one_answer_for_both(seed: int, data: st.DataObject) -> None:
    asked = Policy(pack_of(pack_text(Random(seed))))
    whole = data.draw(st.booleans())
    differing = found(asked, data.draw(cases(asked.pack, around=DAY, whole=whole)))
    assert not (differing if whole else [d for d in differing if contradicted(d)])
