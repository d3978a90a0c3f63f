"""`explain`, `check`, `schema`, `packs` and `test`."""

import json
from pathlib import Path

import pytest

from cli.running import AS_OF, EXAMPLE, ROOT
from transferrules import load_pack
from transferrules.cli.program import main
from transferrules.pack.model import Pack

PACK = ROOT / "policies" / "durham.yaml"


def printed(capsys: pytest.CaptureFixture[str], code: int, *words: str | Path) -> str:
    assert main([str(w) for w in words]) == code
    out, err = capsys.readouterr()
    assert err == ""
    return " ".join(out.split())


# --- explain ---------------------------------------------------------------------------------------


def test_one_rule_is_explained_with_its_tests_facts_and_clauses(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(
        capsys, 0, "explain", "durham", EXAMPLE, "--rule", "care_order_at_home", "--as-of", AS_OF
    )
    assert text.startswith("As of Sunday 22 November 2026, by Durham")
    assert "It applies." in text
    assert "legal_orders[1].granted_at is Monday 3 November 2025" in text
    assert "[DUR-096, line 128," in text


def test_a_rule_that_does_not_apply_says_which_test_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(capsys, 0, "explain", "durham", EXAMPLE, "--rule", "adoption", "--as-of", AS_OF)
    assert "It does not apply." in text
    assert "fails: adoption_plan: recorded" in text


def test_every_rule_of_the_pack_is_accounted_for(capsys: pytest.CaptureFixture[str]) -> None:
    from transferrules import load_pack

    pack = load_pack("durham")
    text = printed(capsys, 0, "explain", "durham", EXAMPLE, "--as-of", AS_OF)
    for section in (pack.routes, pack.blocks, pack.duties, pack.checklists, pack.advice):
        for rule in section:
            assert f"{rule}]" in text


# --- check -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["durham", PACK])
def test_a_sound_pack_is_said_to_be_sound(
    what: str | Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "a sound pack, Durham" in printed(capsys, 0, "check", what)


def test_a_sound_case_is_said_to_be_sound_with_its_warnings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(capsys, 0, "check", EXAMPLE)
    assert "a sound case, with 2 warnings." in text
    assert "documents[2].type" in text


def test_every_fault_of_a_case_is_told_and_no_value(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        "vocabulary: 1\nchild: {date_of_birth: Jane}\nholdr: null\nmeetings: [{type: zzz9x, held_on: 2026-13-01}]\n"
    )
    text = printed(capsys, 1, "check", path)
    assert f"{path}:2:" in text
    assert f"{path}:3:1:" in text
    assert "Did you mean `holder`?" in text
    assert f"{path}:4:" in text
    assert "Jane" not in text
    assert "3 faults." in text


def test_every_fault_of_a_pack_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text("pack: somewhere\nlanguage: 1\ntitel: Somewhere\nroutes: {a: {title: A}}\n")
    text = printed(capsys, 1, "check", path)
    assert f"{path}:3:1:" in text
    assert "Did you mean `title`?" in text
    assert "routes.a" in text


def test_a_pack_of_another_language_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text("pack: somewhere\nlanguage: 99\n")
    assert "version 99 of the pack language" in printed(capsys, 1, "check", path)


def test_what_a_file_is_can_be_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "either.yaml"
    path.write_text("title: Neither a pack nor a case\n")
    assert "vocabulary" in printed(capsys, 1, "check", "--as", "case", path)
    assert "edition" in printed(capsys, 1, "check", "--as", "pack", path)


# --- schema ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["case", "pack", "decision", "scenario"])
def test_each_schema_is_a_json_schema_of_an_object(
    what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads(printed(capsys, 0, "schema", what))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema.get("type") == "object" or "$ref" in schema


# --- packs -----------------------------------------------------------------------------------------


@pytest.fixture
def two_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Durham's pack, and one that is broken."""
    import transferrules

    def load(name: str) -> Pack:
        return load_pack(name if name == "durham" else EXAMPLE)

    monkeypatch.setattr(transferrules, "pack_ids", lambda: ("broken", "durham"))
    monkeypatch.setattr(transferrules, "load_pack", load)


@pytest.mark.usefixtures("two_packs")
def test_shipped_packs_are_listed_with_their_documents_and_a_broken_one_hides_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(capsys, 1, "packs")
    assert "broken: cannot be used; `transferrules check broken` says why" in text
    assert "durham: Durham, moving cases between children's teams" in text
    assert "Durham Children's Services Transfer and Handover Protocol, edition undated" in text


# --- test ------------------------------------------------------------------------------------------

SCENARIOS = """\
pack: durham
case:
  vocabulary: 1
  holder: {team: families_first, started_on: 2025-01-13, ended_on: null}
scenarios:
  - title: The holder is the one that the case names
    as_of: 2026-11-22
    expect: {holder: TEAM}
"""


@pytest.mark.parametrize(
    ("team", "code", "says"),
    [
        ("families_first", 0, "1 of 1 scenarios hold."),
        ("first_contact", 1, "0 of 1 scenarios hold."),
    ],
)
def test_scenarios_that_hold_end_in_0_and_others_in_1(
    team: str, code: int, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "holder.yaml"
    path.write_text(SCENARIOS.replace("TEAM", team))
    assert says in printed(capsys, code, "test", path)


def test_scenarios_that_cannot_be_read_end_in_2_and_say_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "holder.yaml"
    path.write_text(SCENARIOS.replace("expect", "expct"))
    text = printed(capsys, 2, "test", path)
    assert f"{path}:8:5:" in text
    assert "Did you mean `expect`?" in text


def test_a_folder_without_scenarios_is_not_taken_for_success(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "nothing was tested" in printed(capsys, 2, "test", tmp_path)
