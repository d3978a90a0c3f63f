"""Finding scenarios, running them, and telling what failed."""

from pathlib import Path

from authoring.harbour import CASE, PACK, PACKS, checked, file_of, read
from transferrules.authoring.scenarios import run_paths, scenario_files, scenarios_of

HOLDS = "- {title: It moves, as_of: 2026-04-07, expect: {status: transfer}}\n"
FAILS = """\
- title: It stays
  clauses: [HAR-001]
  as_of: 2026-04-07
  expect:
    status: stay
    duties: {move_south: {due: 2026-04-10}}
"""


def test_one_case_can_be_asked_about_on_several_days(tmp_path: Path) -> None:
    scenarios = read(
        """\
        - title: It moves at 16
          with: {decisions: [{type: panel_decision, outcome: agreed, made_by: panel, made_on: 2026-01-06}]}
          expect_on:
            2026-03-31: {status: prepare, look_again_on: 2026-04-01}
            2026-04-01T00:00: {status: transfer}
            2026-04-01: {status: transfer, point: 2026-04-01}
        """,
        tmp_path,
    )

    assert [one.name for one in scenarios] == [
        "It moves at 16 [2026-03-31]",
        "It moves at 16 [2026-04-01T00:00]",
        "It moves at 16 [2026-04-01]",
    ]
    assert [one.line for one in scenarios] == [23, 24, 25]
    assert [checked(one) for one in scenarios] == [(), (), ()]


def test_what_holds_passes_and_what_does_not_fails(tmp_path: Path) -> None:
    report = run_paths([file_of(HOLDS + FAILS, tmp_path)])

    assert [one.scenario.title for one in report.passed] == ["It moves"]
    assert [one.scenario.title for one in report.failed] == ["It stays"]
    assert not report.ok


def test_failure_says_what_where_and_why(tmp_path: Path) -> None:
    path = file_of(FAILS, tmp_path)
    told = run_paths([path]).render()

    assert told.startswith(f"{path}:20: It stays\n    as of 2026-04-07, pack {PACK}, HAR-001\n")
    assert "    status (line 24)\n      - expected  stay\n      + answered  transfer\n" in told
    assert (
        "    duties.move_south.due (line 25)\n"
        "      - expected  2026-04-10\n      + answered  2026-04-13\n" in told
    )
    assert "    The answer: The case is to move from the North Team to the South Team" in told
    assert "    southwards applies\n" in told
    assert "held     plan: recorded" in told
    assert told.endswith("0 of 1 scenarios hold.")


def test_route_that_was_expected_and_does_not_lead_is_explained(tmp_path: Path) -> None:
    scenario = (
        "- {title: It moves, with: {plans: []}, as_of: 2026-04-07, expect: {to: south_team}}\n"
    )
    told = run_paths([file_of(scenario, tmp_path)]).render()

    assert "southwards does not apply\n      failed   plan: recorded" in told


def test_clean_run_says_how_many_hold(tmp_path: Path) -> None:
    report = run_paths([file_of(HOLDS, tmp_path)])

    assert report.ok
    assert report.render() == "1 of 1 scenarios hold."


def test_file_that_cannot_be_read_is_told_and_the_others_run(tmp_path: Path) -> None:
    file_of(HOLDS, tmp_path)
    (tmp_path / "broken.yaml").write_text("pack: [\n", encoding="utf-8")
    report = run_paths([tmp_path])

    assert len(report.passed) == 1
    assert len(report.refused) == 1
    assert not report.ok
    assert "broken.yaml" in report.render()


def test_faults_of_a_pack_are_told_once_however_many_files_use_it(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "broken.yml").write_text("pack: broken\nlanguage: 1\n", encoding="utf-8")
    folder = tmp_path / "scenarios"
    folder.mkdir()
    for name in ("one.yaml", "two.yaml"):
        (folder / name).write_text("pack: ../packs/broken.yml\nscenarios: []\n", encoding="utf-8")

    assert len(run_paths([folder]).refused) == 1


def test_folder_without_scenarios_is_no_success(tmp_path: Path) -> None:
    report = run_paths([tmp_path])

    assert not report.ok
    assert "nothing was tested" in report.render()


def test_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "There is no such file" in run_paths([tmp_path / "nowhere.yaml"]).render()


def test_files_come_in_the_order_of_their_names_and_none_twice(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "c/a.yaml", "notes.txt", "c/survivors.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    found = scenario_files([tmp_path, tmp_path / "b.yaml"])

    assert [one.relative_to(tmp_path).as_posix() for one in found] == [
        "a.yml",
        "b.yaml",
        "c/a.yaml",
    ]


def test_pack_is_found_from_the_folder_of_the_file(tmp_path: Path) -> None:
    text = file_of(HOLDS, tmp_path).read_text(encoding="utf-8")
    for source in PACK.parent.iterdir():
        (tmp_path / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "some.yaml").write_text(text.replace(str(PACK), "harbour.yaml"), encoding="utf-8")

    (scenario,) = scenarios_of(tmp_path / "some.yaml", PACKS)

    assert scenario.pack == tmp_path / "harbour.yaml"
    assert checked(scenario) == ()


def test_shared_case_stays_as_it_is(tmp_path: Path) -> None:
    scenarios = read(
        "- {title: One, with: {holder: null}, as_of: 2026-04-07, expect: {holder: none}}\n"
        "- {title: Two, as_of: 2026-04-07, expect: {holder: north_team}}\n",
        tmp_path,
    )

    assert [checked(one) for one in scenarios] == [(), ()]
    assert "holder" in CASE


def test_runs_tell_their_progress(tmp_path: Path) -> None:
    seen: list[str] = []
    run_paths([file_of(HOLDS + FAILS, tmp_path)], progress=lambda one: seen.append(one.title))

    assert seen == ["It moves", "It stays"]


def test_packs_that_only_scenarios_use_are_no_scenarios(tmp_path: Path) -> None:
    for name in ("one.yaml", "packs/pack.yaml", "roads/packs/pack.yaml", "packs/roads/two.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).touch()

    found = scenario_files([tmp_path])

    assert [one.relative_to(tmp_path).as_posix() for one in found] == [
        "one.yaml",
        "packs/roads/two.yaml",
    ]
