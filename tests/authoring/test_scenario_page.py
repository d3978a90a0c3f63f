"""`docs/scenarios.md` is true: its examples run, its reports read so, its tables are those of the code."""

from pathlib import Path

import pytest

from authoring.scenario_page import PAGE, examples, tables
from transferrules.authoring.scenario_format import read_scenarios
from transferrules.authoring.scenarios import Packs, run, run_paths, scenarios_of
from transferrules.errors import InvalidScenario

PACKS = Packs()
PAIRS = list(zip(examples(), [*examples()[1:], ("", "")], strict=True))


def of_kind(kind: str) -> list[str]:
    return [text for info, text in examples() if info == kind]


@pytest.mark.parametrize("text", of_kind("yaml scenario"))
def test_example_holds(text: str, tmp_path: Path) -> None:
    path = tmp_path / "scenarios.yaml"
    path.write_text(text, encoding="utf-8")

    assert run_paths([path]).render().startswith(f"{len(scenarios_of(path, PACKS))} of")
    assert run_paths([path]).ok


@pytest.mark.parametrize("text", of_kind("yaml expect"))
def test_part_of_an_example_can_be_expected(text: str, tmp_path: Path) -> None:
    path = tmp_path / "scenarios.yaml"
    lines = "".join(f"      {line}\n" for line in text.splitlines())
    head = "pack: durham\nscenarios:\n  - title: One\n    case: {vocabulary: 1}\n    as_of: 2026-04-01\n    expect:\n"
    path.write_text(head + lines, encoding="utf-8")

    assert len(scenarios_of(path, PACKS)) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [(one[1], other[1]) for one, other in PAIRS if one[0] == "yaml fails"],
)
def test_failure_reads_as_shown(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "scenarios.yaml"
    path.write_text(text, encoding="utf-8")
    (scenario,) = read_scenarios(path, "scenarios.yaml", PACKS.pack)

    assert run(scenario, PACKS.policy("durham")).render().startswith(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [(one[1], other[1]) for one, other in PAIRS if one[0] == "yaml wrong"],
)
def test_fault_reads_as_shown(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "scenarios.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidScenario) as raised:
        read_scenarios(path, "scenarios.yaml", PACKS.pack)

    assert str(raised.value) == told.rstrip("\n")


@pytest.mark.parametrize("name", tables())
def test_table_is_that_of_the_code(name: str) -> None:
    assert tables()[name] in PAGE.read_text(encoding="utf-8")
