"""What `with`, `also` and `without` make of the case that a file shares."""

from pathlib import Path
from typing import Any

import pytest

from authoring.harbour import CASE, file_of, read, refused
from transferrules.authoring.scenarios import scenarios_of
from transferrules.errors import InvalidScenario


def facts(changes: str, folder: Path) -> dict[str, Any]:
    """The facts of the shared case with some changes."""
    (scenario,) = read(
        f"- {{title: One, as_of: 2026-04-07, expect: {{status: stay}}, {changes}}}\n", folder
    )
    return scenario.case.facts()


def fault(changes: str, folder: Path) -> tuple[str, int | None, int | None]:
    """The only fault of such a change: its kind, and where it is told."""
    (found,) = refused(
        f"- title: One\n  as_of: 2026-04-07\n  expect: {{status: stay}}\n  {changes}\n", folder
    )
    return found.kind, found.line, found.column


LINE = 23  # of the changes, in a file whose shared case fills lines 3 to 18


def test_with_replaces_what_stands_at_a_path_whole(tmp_path: Path) -> None:
    holder = facts("with: {holder: {team: south_team}}", tmp_path)["holder"]

    assert holder["team"] == "south_team"
    assert "worker" not in holder


def test_with_leaves_what_stands_beside_the_path(tmp_path: Path) -> None:
    holder = facts("with: {holder.team: south_team}", tmp_path)["holder"]

    assert (holder["team"], holder["worker"]) == ("south_team", "W-1")


def test_with_sets_a_key_that_was_not_known(tmp_path: Path) -> None:
    child = facts("with: {child.school.year_group: 11, child.school.setting: secondary}", tmp_path)[
        "child"
    ]

    assert child["school"]["year_group"] == 11
    assert child["school"]["setting"] == "secondary"
    assert "date_of_birth" in child


def test_with_sets_none(tmp_path: Path) -> None:
    assert facts("with: {holder: null}", tmp_path)["holder"] is None


@pytest.mark.parametrize("record", ["meetings[1]", "meetings[second]"])
def test_with_changes_a_record_by_its_place_or_its_id(record: str, tmp_path: Path) -> None:
    meetings = facts(f"with: {{'{record}.outcome': plan_continues}}", tmp_path)["meetings"]

    assert "outcome" not in meetings[0]
    assert meetings[1]["outcome"] == "plan_continues"


def test_also_adds_records_at_the_end(tmp_path: Path) -> None:
    meetings = facts("also: {meetings: [{type: core_group}, {type: strategy}]}", tmp_path)[
        "meetings"
    ]

    assert [one["type"] for one in meetings][2:] == ["core_group", "strategy"]
    assert len(meetings) == 4


def test_also_and_with_may_speak_of_one_list(tmp_path: Path) -> None:
    changes = (
        "also: {meetings: [{type: core_group}]}, with: {'meetings[0].outcome': plan_continues}"
    )
    meetings = facts(changes, tmp_path)["meetings"]

    assert meetings[0]["outcome"] == "plan_continues"
    assert len(meetings) == 3


def test_without_makes_a_fact_unknown(tmp_path: Path) -> None:
    found = facts("without: [plans, holder.worker]", tmp_path)

    assert "plans" not in found
    assert "worker" not in found["holder"]
    assert found["holder"]["team"] == "north_team"


def test_places_are_those_of_the_base_whatever_else_is_left_out(tmp_path: Path) -> None:
    changes = "without: ['meetings[0]'], with: {'meetings[1].outcome': plan_continues}"
    (meeting,) = facts(changes, tmp_path)["meetings"]

    assert (meeting["id"], meeting["outcome"]) == ("second", "plan_continues")


def test_order_of_changes_does_not_matter(tmp_path: Path) -> None:
    one = facts("with: {holder.team: south_team, holder.worker: W-2}", tmp_path)
    other = facts("with: {holder.worker: W-2, holder.team: south_team}", tmp_path)

    assert one == other


def test_own_case_takes_nothing_from_the_shared_one(tmp_path: Path) -> None:
    found = facts("case: {vocabulary: 1, holder: {team: south_team}}", tmp_path)

    assert "plans" not in found


@pytest.mark.parametrize(
    ("changes", "kind", "column"),
    [
        ("with: {holder: null, holder.team: south_team}", "changed-twice", 24),
        ("with: {'meetings[7].outcome': x}", "no-such-record", 10),
        ("with: {'meetings[third].outcome': x}", "no-such-record", 10),
        ("with: {transfer.route: x}", "no-such-place", 10),
        ("with: {child..school: x}", "not-a-path", 10),
        ("with: [holder]", "wrong-type", 9),
        ("also: {holder: {team: south_team}}", "no-such-list", 10),
        ("also: {hearings: []}", "no-such-list", 10),
        ("without: [hearings]", "nothing-there", 13),
        ("without: holder.teem", "nothing-there", 12),
    ],
)
def test_change_that_cannot_be_meant_is_refused_where_it_is_said(
    changes: str, kind: str, column: int, tmp_path: Path
) -> None:
    told, line, at = fault(changes, tmp_path)

    assert (told, line) == (kind, LINE)
    if changes != "with: [holder]":
        assert at == column + 2


def test_leaving_out_what_is_not_there_names_what_is(tmp_path: Path) -> None:
    (found,) = refused(
        "- {title: One, as_of: 2026-04-07, expect: {status: stay}, without: [holder.teem]}\n",
        tmp_path,
    )

    assert found.nearest == "holder.team"


def test_fault_of_a_changed_value_is_told_where_the_change_is(tmp_path: Path) -> None:
    (found,) = refused(
        "- title: One\n  as_of: 2026-04-07\n  expect: {status: stay}\n  with: {child.date_of_birth: 2010-13-01}\n",
        tmp_path,
    )

    assert (found.kind, found.line) == ("impossible-date", LINE)


def test_fault_of_the_shared_case_is_told_once(tmp_path: Path) -> None:
    scenario = (
        "- {{title: {}, as_of: 2026-04-07, expect: {{status: stay}}, with: {{holder: null}}}}\n"
    )
    path = file_of(
        scenario.format("One") + scenario.format("Two"),
        tmp_path,
        case=CASE.replace("date_of_birth: 2010-04-01", "date_of_birth: 2010-04-31"),
    )
    with pytest.raises(InvalidScenario) as raised:
        scenarios_of(path)

    assert [(one.line, one.kind) for one in raised.value.faults] == [(5, "impossible-date")]
