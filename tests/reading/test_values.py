"""Values that a program hands over are held to what a text is held to."""

import datetime
import enum
from typing import Any

import pytest

from transferrules.errors import Unreadable
from transferrules.reading import Limits, read_values


class Colour(enum.Enum):
    RED = "red"


def test_nested_values_are_taken_as_they_are() -> None:
    given = {"a": [1, 2.5, True, None, "x"], "b": {"c": ()}}
    source = read_values(given, what="case")
    assert source.node.plain() == {"a": [1, 2.5, True, None, "x"], "b": {"c": []}}


def test_dates_and_enumerations_become_their_text() -> None:
    day = datetime.date(2026, 3, 1)
    given = {"a": day, "b": datetime.datetime(2026, 3, 1, 16, 30), "c": Colour.RED}
    assert read_values(given, what="case").node.plain() == {
        "a": "2026-03-01",
        "b": "2026-03-01T16:30:00",
        "c": "red",
    }


def test_everything_that_is_no_such_value_is_told_by_its_path() -> None:
    given: dict[Any, Any] = {"a": [object(), {1, 2}], "b": float("nan"), 3: "x"}
    with pytest.raises(Unreadable) as refused:
        read_values(given, what="case")
    assert [(one.kind, one.path) for one in refused.value.faults] == [
        ("wrong-type", "a[0]"),
        ("wrong-type", "a[1]"),
        ("wrong-type", "b"),
        ("key-not-a-word", ""),
    ]


def test_a_ring_of_values_stops_at_the_cap() -> None:
    ring: dict[str, Any] = {}
    ring["a"] = ring
    with pytest.raises(Unreadable) as refused:
        read_values(ring, what="case")
    assert refused.value.faults[0].kind == "too-deep"


@pytest.mark.parametrize(
    ("given", "limits", "kind"),
    [
        ({"a": [1, 2, 3]}, Limits(nodes=4), "too-many-nodes"),
        ({"a": "xxx"}, Limits(scalar=2), "too-long"),
        ({"a": [[]]}, Limits(depth=2), "too-deep"),
    ],
)
def test_the_caps_hold(given: dict[str, Any], limits: Limits, kind: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_values(given, what="case", limits=limits)
    assert refused.value.faults[0].kind == kind


def test_only_a_mapping_is_a_case() -> None:
    with pytest.raises(Unreadable):
        read_values([1], what="case")  # type: ignore[arg-type]
