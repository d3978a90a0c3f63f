"""The list of deliberate faults stays true: each can still be put where it belongs. Whether the tests notice them is tried by `bench/seeded_faults.py`."""

import ast
from pathlib import Path
from typing import Any

import pytest
import yaml

import transferrules

LIST = Path(__file__).parent / "faults.yaml"
FAULTS: list[dict[str, Any]] = yaml.safe_load(LIST.read_text(encoding="utf-8"))
PACKAGE = Path(transferrules.__file__).parent
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["id"])
def test_the_fault_can_be_put_in(fault: dict[str, Any]) -> None:
    text = (PACKAGE / fault["file"]).read_text(encoding="utf-8")
    assert text.count(fault["old"]) == 1
    faulty = text.replace(fault["old"], fault["new"])
    assert faulty != text
    ast.parse(faulty)
    assert fault["means"]
    assert fault["tests"]
    assert all((ROOT / test).exists() for test in fault["tests"])


def test_there_are_enough_of_them_in_each_part_of_the_engine() -> None:
    assert len({fault["id"] for fault in FAULTS}) == len(FAULTS) >= 50
    rooms = [fault["file"].split("/")[0] for fault in FAULTS]
    assert {room: rooms.count(room) >= 8 for room in ("calendars", "language", "case", "engine")} == {
        "calendars": True, "language": True, "case": True, "engine": True,
    }  # fmt: skip
