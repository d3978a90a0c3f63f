"""Small ways to ask about a case: what was refused, and where."""

from collections.abc import Mapping
from typing import Any

import pytest

from transferrules.case import InvalidCase, load_case
from transferrules.reading import Fault


def faults_of(given: str | Mapping[str, Any], *, show_found: bool = False) -> tuple[Fault, ...]:
    """The faults for which a case is refused."""
    with pytest.raises(InvalidCase) as refused:
        load_case(given, show_found=show_found)
    return refused.value.faults


def refused(given: str | Mapping[str, Any]) -> list[tuple[str, str]]:
    """The faults of a case as pairs of path and kind, sorted by path."""
    return sorted((fault.path, fault.kind) for fault in faults_of(given))


def warned(given: str | Mapping[str, Any]) -> list[tuple[str, str]]:
    """The warnings of a case as pairs of path and kind."""
    return [(fault.path, fault.kind) for fault in load_case(given).warnings]
