"""`compare`: one case under several packs, as text and as JSON; what cannot be compared is a sentence."""

import json
from datetime import date
from pathlib import Path

import pytest

from cli.running import AS_OF, EXAMPLE, ROOT, run
from transferrules import pack_ids
from transferrules.cli import asking
from transferrules.cli.program import main

HULL = ROOT / "policies" / "hull.yaml"


def printed(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    assert main(["compare", str(EXAMPLE), "--as-of", AS_OF, *map(str, words)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_every_shipped_pack_is_asked_unless_some_are_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = json.loads(printed(capsys, "--format", "json"))
    assert [side["provenance"]["pack"] for side in answer["sides"]] == list(pack_ids())


def test_the_packs_named_are_told_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "--packs", f"{HULL}, durham")
    assert text.startswith("Under Durham the case is to move to the Looked After Service")
    assert "Hull does not know the team that holds the case, Families First." in text
    assert text.index("- Hull: ") < text.index("- Durham: ")


def test_today_is_asked_about_unless_a_day_is_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(asking, "today", lambda: date(2026, 11, 25))
    assert main(["compare", str(EXAMPLE), "--packs", "durham,hull"]) == 0
    assert "As of Wednesday 25 November 2026." in capsys.readouterr().out


def test_a_code_of_any_pack_compared_is_no_slip(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "language: 1\nsource: Nobody's\nedition: {id: first}\nteams: {alpha: Alpha}\n"
    one, two, three = (tmp_path / f"{name}.yaml" for name in ("one", "two", "three"))
    one.write_text(f"{head}pack: one\ntitle: One\ndocuments: {{chronolgy: Several chronologies}}\n")
    two.write_text(f"{head}pack: two\ntitle: Two\n")
    three.write_text(f"{head}pack: three\ntitle: Three\n")
    case = tmp_path / "case.yaml"
    case.write_text("vocabulary: 1\ndocuments:\n  - type: chronolgy\n")
    assert main(["compare", str(case), "--packs", f"{two},{one}", "--as-of", AS_OF]) == 0
    assert "Unknown to Two:" in capsys.readouterr().out
    assert main(["compare", str(case), "--packs", f"{two},{three}", "--as-of", AS_OF]) == 2
    assert "This is no code of the list `document`" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "the following arguments are required"),
        ([EXAMPLE, "--packs", "durham"], "two packs at least"),
        ([EXAMPLE, "--packs", ""], "two packs at least"),
        ([EXAMPLE, "--packs", "durham,hull,durham"], "names `durham` twice"),
        ([EXAMPLE, "--packs", "durham,hul"], "Did you mean `hull`?"),
        ([EXAMPLE, "--packs", f"durham,{EXAMPLE}"], "is not a word of packs"),
        ([EXAMPLE, "--as-of", "tomorrow"], "2026-11-22T14:30"),
        (["no_such_case.yaml"], "There is no such file."),
    ],
)
def test_what_cannot_be_compared_ends_in_2_with_a_sentence(
    words: list[str | Path], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *map(str, words)]) == 2
    error = capsys.readouterr().err
    assert says in error
    assert "Traceback" not in error


def test_errors_about_a_case_hold_no_value_unless_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("vocabulary: 1\nchild:\n  date_of_birth: Jane-Doe\n")
    assert main(["compare", str(path)]) == 2
    assert "Jane" not in capsys.readouterr().err
    assert main(["compare", str(path), "--show-values"]) == 2
    assert "Jane-Doe" in capsys.readouterr().err


@pytest.mark.parametrize("columns", ["80", "40"])
def test_a_process_of_its_own_prints_plain_text_of_that_width(columns: str, tmp_path: Path) -> None:
    done = run(
        "compare", EXAMPLE, "--packs", "durham,nottingham", "--as-of", AS_OF,
        cwd=tmp_path, COLUMNS=columns,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= int(columns)
