"""Faults that are not told yet as they should be are marked with the number of the finding."""

import pytest

FINDINGS = {
    "list-of-a-term": "F22", "date-of-a-term": "F22", "code-in-a-list": "F22", "maker-of-a-decision": "F22", "route-of-a-block": "F22",
    "decision-waited-for": "F22", "sets-aside": "F22", "test_a_circle_of_checklists_is_spelled_out": "F23",
    "test_a_checklist_is_only_complete_or_incomplete": "F24", "test_a_clause_twice_in_a_register_is_told": "F25",
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        finding = FINDINGS.get(item.name) or FINDINGS.get(item.name.partition("[")[2].rstrip("]"))
        if finding is not None:
            item.add_marker(pytest.mark.xfail(reason=f"finding {finding}", strict=False))
