"""Every row of the truth table in docs/semantics.md, decided on a small real case.

The table is the statement, `truth_table.yaml` holds the cases behind it; a row without a case, or a case without a row, fails.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from engine.small import changed, decide, from_yaml, policy_named, whole
from transferrules import Decision

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "docs" / "semantics.md"
ROW = re.compile(r"^\| ([A-Z]\d\d) \|.*\| `(\w+)`(?:: ([^|]+))? \|$", re.MULTILINE)
# Rows on which the engine differs, with the number of the finding.
OPEN: dict[str, str] = {}
WORDS = {"null": None, "true": True, "false": False}


def rows() -> dict[str, tuple[str, frozenset[str]]]:
    """The rows of the document: id, status, and the statuses between which it cannot be told."""
    return {
        row: (status, frozenset(re.findall(r"`(\w+)`", among)))
        for row, status, among in ROW.findall(DOCUMENT.read_text(encoding="utf-8"))
    }


CASES: dict[str, Any] = from_yaml(HERE / "truth_table.yaml")


def typed(value: Any) -> Any:
    """The value as a case holds it: YAML's words for none and truth are those."""
    if isinstance(value, dict):
        return {key: typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [typed(inner) for inner in value]
    return WORDS.get(value, value)


def answer(row: str) -> Decision:
    """What the pack of that row says of its case."""
    given = CASES[row]
    case = changed(whole(), typed(given["case"]))
    return decide(policy_named(given["pack"]), given.get("as_of", "2026-03-10"), case)


def test_every_row_has_a_case_and_every_case_a_row() -> None:
    assert set(rows()) == set(CASES)


def test_the_table_is_not_small() -> None:
    assert len(rows()) >= 40


@pytest.mark.parametrize("row", sorted(set(rows()) - set(OPEN)))
def test_row_of_the_truth_table(row: str) -> None:
    status, _ = rows()[row]

    assert answer(row).status == status


@pytest.mark.parametrize(
    "row", sorted(row for row, (_, among) in rows().items() if among and row not in OPEN)
)
def test_what_cannot_be_told_is_told_apart(row: str) -> None:
    _, among = rows()[row]

    assert among <= set(answer(row).possible)
