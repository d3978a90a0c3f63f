"""Tests that the engine does not pass yet, by the number of the finding; the list is empty when there is none."""

from typing import Final

FINDINGS: Final[dict[str, str]] = {
    "test_the_answer_notes_how_many_records_lie_ahead": "F20",
    "test_a_list_inside_a_list_can_be_incomplete": "F21",
}
