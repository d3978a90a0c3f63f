"""`decide`: the shipped example comes out right, as text and as JSON, wherever it is run."""

import io
import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from cli.running import AS_OF, EXAMPLE, run
from transferrules.cli import asking
from transferrules.cli.program import main

# A full care order of 3 November 2025: its first year has ended on 3 November 2026 (durham.register.yaml, line 128 of the protocol).
SENTENCE = "The case is to move from Families First to the Looked After Service; its transfer point was reached on Tuesday 3 November 2026."


def decided(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["decide", "durham", str(EXAMPLE), *words]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def test_the_example_is_decided_and_cited(capsys: pytest.CaptureFixture[str]) -> None:
    text = " ".join(decided(capsys, "--as-of", AS_OF).split())
    assert text.startswith(f"{SENTENCE} As of Sunday 22 November 2026, by Durham")
    assert "[DUR-096, line 128," in text
    assert "[care_order_at_home]" in text


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2026-11-02", "stay"),
        ("2026-11-03", "transfer"),
        ("2026-11-04", "transfer"),
        ("2026-11-03T00:00", "transfer"),
    ],
)
def test_json_is_the_engine_s_own(
    day: str, status: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = json.loads(decided(capsys, "--as-of", day, "--format", "json"))
    assert answer["status"] == status
    assert answer["provenance"]["pack"] == "durham"
    assert answer["provenance"]["as_of"].startswith(day)


def test_today_is_asked_about_unless_a_day_is_given_and_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(asking, "today", lambda: date(2026, 11, 25))
    assert "As of Wednesday 25 November 2026" in decided(capsys)


def test_today_is_a_day_of_london() -> None:
    assert abs((asking.today() - date.today()).days) <= 1


def test_a_case_can_come_on_the_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(EXAMPLE.read_bytes())))
    assert main(["decide", "durham", "-", "--as-of", AS_OF]) == 0
    assert " ".join(capsys.readouterr().out.split()).startswith(SENTENCE)


def test_a_file_whose_name_looks_like_text_is_still_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case: one.yaml"
    path.write_bytes(EXAMPLE.read_bytes())
    assert main(["decide", "durham", str(path), "--as-of", AS_OF]) == 0


def test_piped_text_is_plain_and_keeps_to_a_narrow_width(tmp_path: Path) -> None:
    done = run("decide", "durham", EXAMPLE, "--as-of", AS_OF, cwd=tmp_path, COLUMNS="40")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert (
        max(len(line) for line in done.stdout.splitlines() if not line.lstrip().startswith("- {"))
        <= 40
    )


def test_a_terminal_without_our_characters_is_no_fault(tmp_path: Path) -> None:
    done = run(
        "decide", "durham", EXAMPLE, "--as-of", AS_OF, cwd=tmp_path, PYTHONIOENCODING="ascii"
    )
    assert done.returncode == 0
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("tty", "environment", "coloured"),
    [
        (True, {"TERM": "xterm"}, True),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (True, {"TERM": "xterm", "NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
        (False, {"TERM": "xterm"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    tty: bool, environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from transferrules.cli.showing import look

    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout", SimpleNamespace(isatty=lambda: tty, __stdout__=None))
    assert look().colour is coloured


def test_errors_about_a_case_hold_no_value_unless_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("vocabulary: 1\nchild:\n  date_of_birth: Jane-Doe\n")
    assert main(["decide", "durham", str(path)]) == 2
    error = capsys.readouterr().err
    assert f"{path}:3:" in error
    assert "Jane" not in error
    assert main(["decide", "durham", str(path), "--show-values"]) == 2
    assert "Jane-Doe" in capsys.readouterr().err
