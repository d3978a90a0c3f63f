"""Errors of scenario files: what is wrong, at which line and column, and what would be right."""

from pathlib import Path

import pytest

from authoring.harbour import CASE, PACK, PACKS, refused
from transferrules.authoring.scenarios import scenarios_of
from transferrules.errors import InvalidPack, InvalidScenario, TransferRulesError
from transferrules.reading import Fault

FIRST = 20  # the line of the first scenario, after the pack and the shared case


def one(text: str, folder: Path) -> Fault:
    (fault,) = refused(text, folder)
    return fault


@pytest.mark.parametrize(
    ("line", "kind", "column", "nearest"),
    [
        ("expect: {statsu: transfer}", "unknown-key", 12, "status"),
        ("expect: {status: transfr}", "unknown-status", 20, "transfer"),
        ("expect: {status: none}", "unknown-status", 20, None),
        ("expect: {route: southward}", "unknown-route", 19, "southwards"),
        ("expect: {to: south_teem}", "unknown-team", 16, "south_team"),
        ("expect: {to: [south_team, est_team]}", "unknown-team", 29, "south_team"),
        ("expect: {moves: {southward: due}}", "unknown-route", 20, "southwards"),
        ("expect: {duties: {moves_south: met}}", "unknown-duty", 21, "move_south"),
        ("expect: {duties: {move_south: pendig}}", "unknown-state", 33, "pending"),
        ("expect: {duties: {move_south: {du: none}}}", "unknown-key", 34, "due"),
        ("expect: {documents: {photo: none}}", "unknown-document", 24, None),
        ("expect: {documents: {photograph: {on_file: missing}}}", "unknown-on-file", 46, None),
        ("expect: {missing: {decisions: panel}}", "unknown-decision", 33, None),
        ("expect: {missing: {facts: {first: child.birthday}}}", "unknown-fact", 37, None),
        ("expect: {missing: {fact: none}}", "unknown-key", 22, "facts"),
        ("expect: {rules: {southwards: applied}}", "unknown-fate", 32, "applies"),
        ("expect: {rules: {in_disput: applies}}", "unknown-rule", 20, "in_dispute"),
        ("expect: {readings: which}", "unknown-reading", 22, None),
        ("expect: {clauses: HAR-009}", "unknown-clause", 21, None),
        ("expect: {force: shall}", "unknown-force", 19, None),
        ("expect: {blocked_by: dispute}", "unknown-block", 24, "in_dispute"),
        ("expect: {latest: 2026-02-30}", "not-a-date", 20, None),
        ("expect: {latest: 10 April}", "not-a-date", 20, None),
        ("expect: {look_again: [2026-04-31]}", "not-a-date", 25, None),
        ("expect: {late: yes}", "truth", 18, "true"),
        ("expect: {reached: perhaps}", "truth", 21, None),
        ("expect: {duties: {move_south: {count: some}}}", "not-a-number", 41, None),
        ("expect: {status: null}", "null-in-scenario", 20, None),
        ("expect: {status: [transfer]}", "wrong-type", None, None),
        ("expect: {to: {include: south_team}}", "unknown-key", 17, "includes"),
        ("expect: {to: {includes: []}}", "asserts-nothing", None, None),
        ("expect: {to: {}}", "asserts-nothing", None, None),
        ("expect: {to: {first: [south_team, north_team]}}", "wrong-type", None, None),
        ("expect: {duties: {move_south: []}}", "asserts-nothing", None, None),
        ("expect: {duties: {move_south: {}}}", "asserts-nothing", None, None),
        ("expect: {duties: {}}", "asserts-nothing", None, None),
        ("expect: {missing: {}}", "asserts-nothing", None, None),
        ("expect: {}", "asserts-nothing", None, None),
        ("expect: transfer", "wrong-type", None, None),
        ("expect: {documents: {photograph: required}}", "wrong-type", None, None),
    ],
)
def test_what_cannot_be_expected_is_refused_at_its_place(
    line: str, kind: str, column: int | None, nearest: str | None, tmp_path: Path
) -> None:
    fault = one(f"- title: One\n  as_of: 2026-04-07\n  {line}\n", tmp_path)

    assert (fault.kind, fault.line) == (kind, FIRST + 2)
    assert column is None or fault.column == column + 2
    assert nearest is None or fault.nearest == nearest


@pytest.mark.parametrize(
    ("scenario", "kind", "line"),
    [
        ("- title: One\n  expect: {status: stay}\n", "missing-key", 0),
        ("- title: One\n  as_of: 2026-04-07\n", "missing-key", 0),
        ("- as_of: 2026-04-07\n  expect: {status: stay}\n", "missing-key", 0),
        ("- title: One\n  as_off: 2026-04-07\n  as_of: 2026-04-07\n  expect: {status: stay}\n", "unknown-key", 1),
        ("- title: One\n  as_of: 2026-04-31\n  expect: {status: stay}\n", "not-a-date", 1),
        ("- title: One\n  expect_on: {2026-04-31: {status: stay}}\n", "not-a-date", 1),
        ("- title: One\n  expect_on: {2026-04-30: {}}\n", "asserts-nothing", 1),
        ("- title: One\n  expect_on: {}\n", "wrong-type", 1),
        ("- title: One\n  as_of: 2026-04-07\n  expect_on: {2026-04-30: {status: stay}}\n", "once-or-often", 1),
        ("- title: One\n  clauses: [HAR-009]\n  as_of: 2026-04-07\n  expect: {status: stay}\n", "unknown-clause", 1),
        ("- title: One\n  case: {vocabulary: 1}\n  with: {holder: null}\n  as_of: 2026-04-07\n  expect: {status: stay}\n", "case-and-changes", 2),
        ("- title: One\n  case: none\n  as_of: 2026-04-07\n  expect: {status: stay}\n", "wrong-type", 1),
        ("- nothing\n", "wrong-type", 0),
    ],
)  # fmt: skip
def test_scenario_of_the_wrong_shape_is_refused_at_its_place(
    scenario: str, kind: str, line: int, tmp_path: Path
) -> None:
    fault = one(scenario, tmp_path)

    assert (fault.kind, fault.line) == (kind, FIRST + line)


def test_two_scenarios_may_not_have_one_title(tmp_path: Path) -> None:
    scenario = "- {title: One, as_of: 2026-04-07, expect: {status: stay}}\n"
    fault = one(scenario * 2, tmp_path)

    assert (fault.kind, fault.line) == ("same-title", FIRST + 1)


def test_all_faults_of_a_file_are_told_at_once_in_its_order(tmp_path: Path) -> None:
    faults = refused(
        "- {title: One, as_of: never, expect: {status: transfr}}\n"
        "- {title: Two, as_of: 2026-04-07, expect: {to: nowhere}, with: {holders: x}}\n",
        tmp_path,
    )

    assert [(fault.kind, fault.line) for fault in faults] == [
        ("not-a-date", FIRST),
        ("unknown-status", FIRST),
        ("unknown-team", FIRST + 1),
        ("unknown-key", FIRST + 1),
    ]


def written(text: str, folder: Path) -> TransferRulesError:
    path = folder / "some.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TransferRulesError) as raised:
        scenarios_of(path, PACKS)
    return raised.value


def test_file_without_a_pack_is_refused(tmp_path: Path) -> None:
    (fault,) = written("case: {vocabulary: 1}\nscenarios: []\n", tmp_path).faults

    assert fault.kind == "missing-key"
    assert "durham" in fault.accepted


def test_pack_that_is_neither_shipped_nor_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    (fault,) = written("pack: durhan\nscenarios: []\n", tmp_path).faults

    assert (fault.kind, fault.line, fault.column) == ("no-such-pack", 1, 7)
    assert fault.nearest == "durham"


def test_file_without_scenarios_is_refused(tmp_path: Path) -> None:
    for listed in ("", "scenarios: []\n", "scenarios: {}\n"):
        (fault,) = written(f"pack: {PACK}\n{listed}", tmp_path).faults
        assert "list of scenarios" in fault.message


def test_scenario_without_any_case_is_refused(tmp_path: Path) -> None:
    text = f"pack: {PACK}\nscenarios:\n  - {{title: One, as_of: 2026-04-07, expect: {{status: stay}}}}\n"
    (fault,) = written(text, tmp_path).faults

    assert (fault.kind, fault.line) == ("missing-key", 3)
    assert "case" in fault.message


def test_faults_of_the_pack_are_the_packs(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("pack: broken\nlanguage: 1\n", encoding="utf-8")
    error = written("pack: broken.yaml\nscenarios: []\n", tmp_path)

    assert isinstance(error, InvalidPack)


def test_fault_shows_the_line_and_the_place(tmp_path: Path) -> None:
    text = "- title: One\n  as_of: 2026-04-07\n  expect: {to: south_teem}\n"
    head = f"pack: {PACK}\ncase:\n" + "".join(f"  {line}\n" for line in CASE.splitlines())
    error = written(
        head + "scenarios:\n" + "".join(f"  {line}\n" for line in text.splitlines()), tmp_path
    )

    assert isinstance(error, InvalidScenario)
    told = str(error)
    assert "some.yaml:22:18: `south_teem` is no team of this pack." in told
    assert "Did you mean `south_team`?" in told
    assert "^^^^^^^^^^" in told
