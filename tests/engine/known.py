"""Tests that the engine does not pass yet, by the number of the finding; the list is empty when there is none."""

from typing import Final

FINDINGS: Final[dict[str, str]] = {
    "test_less_knowledge_is_never_more_decided": "F12, F14, F16",
}
