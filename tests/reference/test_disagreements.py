"""Every disagreement that was found between engine and reference, decided by the documents, and kept.

`expect` is what the documents say.
"""

from pathlib import Path
from typing import Any

import pytest

from engine.small import changed, from_yaml, on, policy_named, whole
from transferrules import load_case
from transferrules.reference import refer

FOUND = sorted(Path(__file__).parent.glob("disagreements/*.yaml"))
CASES = [(path.stem, one) for path in FOUND for one in from_yaml(path)["cases"]]
IDS = [f"{stem}: {one['title']}" for stem, one in CASES]


def plain(value: Any) -> Any:
    """YAML words as a case has them: here every scalar is text."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return {"null": None, "true": True, "false": False}.get(value, value)


def case_of(one: dict[str, Any]) -> dict[str, Any]:
    return changed(whole(), plain(one["case"]))


@pytest.mark.parametrize("one", [one for _, one in CASES], ids=IDS)
def test_the_reference_says_what_the_documents_say(one: dict[str, Any]) -> None:
    answer = refer(policy_named(one["pack"]).pack, load_case(case_of(one)), on(one["as_of"]))
    expect = one["expect"]

    assert sorted(answer.possible) == sorted(expect["possible"])
    for route, fate in expect.get("fates", {}).items():
        assert answer.fates[route] == fate


@pytest.mark.parametrize("one", [one for _, one in CASES], ids=IDS)
def test_the_engine_says_it_too(one: dict[str, Any]) -> None:
    decision = policy_named(one["pack"]).decide(load_case(case_of(one)), as_of=on(one["as_of"]))
    expect = one["expect"]

    assert sorted(decision.possible) == sorted(expect["possible"])
    for route, fate in expect.get("fates", {}).items():
        assert next(f.fate for f in decision.rules if f.rule == route) == fate
