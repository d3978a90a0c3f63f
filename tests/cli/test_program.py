"""Every end of a command is an exit code and a sentence; none is a traceback."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import AS_OF, EXAMPLE, ROOT, run
from transferrules.cli import check, decide, explain, packs, schema, test
from transferrules.cli.program import main


def test_help_names_every_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    for command in (decide, explain, test, check, schema, packs):
        assert f"{command.NAME} " in done.stdout


@pytest.mark.parametrize("command", ["decide", "explain", "test", "check", "schema", "packs"])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert "usage: transferrules" in capsys.readouterr().out


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    from importlib.metadata import version

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"transferrules {version('transferrules')}\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "the following arguments are required"),
        (["decide"], "the following arguments are required"),
        (["decied", "durham", str(EXAMPLE)], "invalid choice"),
        (["decide", "durhm", str(EXAMPLE)], "Did you mean `durham`?"),
        (["decide", "durham", "no_such_case.yaml"], "There is no such file."),
        (["decide", "durham", str(ROOT)], "This is a folder"),
        (["decide", "durham", "a\x00b"], "cannot be read"),
        (["decide", str(EXAMPLE), str(EXAMPLE)], "is not a word of packs"),
        (
            ["explain", "durham", str(EXAMPLE), "--rule", "care_order_home"],
            "Did you mean `care_order_at_home`?",
        ),
        (["check", "no_such_case.yaml"], "There is no such file."),
        (["schema", "policy"], "invalid choice"),
        (["test", "no_such_folder"], "There is no such file."),
    ],
)
def test_what_cannot_be_used_ends_in_2_with_a_sentence(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    printed = capsys.readouterr()
    assert says in printed.err + printed.out
    assert "Traceback" not in printed.err


@pytest.mark.parametrize(
    "day",
    [
        "22/11/2026",
        "2026-02-30",
        "20261122",
        "2026-W47-7",
        "tomorrow",
        "",
        "2026-11-22T25:00",
        "1899-12-31",
        "2200-01-01",
    ],
)
def test_a_bad_date_is_refused_with_the_accepted_form(
    day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["decide", "durham", str(EXAMPLE), "--as-of", day]) == 2
    error = capsys.readouterr().err
    assert "2026-11-22T14:30" in error or "from 1900 to 2199" in error


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_a_file_that_may_not_be_read_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("vocabulary: 1\n")
    path.chmod(0)
    assert main(["decide", "durham", str(path)]) == 2
    assert "permission is denied" in capsys.readouterr().err


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\x01\x02" * 100,
        b"%PDF-1.4",
        b"a: &x [*x]\n",
        b"a: [" * 5000,
        b"\xff\xfea\x00",
        b"child:\n",
    ],
)
def test_a_hostile_case_is_a_sentence(
    raw: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(raw)
    assert main(["decide", "durham", str(path)]) == 2
    assert capsys.readouterr().err.startswith(f"{path}:")


def test_a_fault_of_our_own_tells_the_place_and_no_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> int:
        raise LookupError("Jane Doe, born on 1 May")

    monkeypatch.setattr(packs, "run", broken)
    assert main(["packs"]) == 3
    error = capsys.readouterr().err
    assert "LookupError at test_program.py:" in error
    assert "Jane" not in error


def test_a_reader_that_goes_away_is_no_fault() -> None:
    command = [sys.executable, "-m", "transferrules", "schema", "case"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        error = running.stderr.read()
        assert running.wait(60) in (0, 141)
    assert error == b""


def test_an_interrupt_ends_in_silence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(packs, "run", interrupted)
    assert main(["packs"]) == 130
    assert capsys.readouterr() == ("", "")


def test_the_clock_is_read_in_one_place_only() -> None:
    source = ROOT / "src" / "transferrules"
    readers = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}
    found = set()
    for path in source.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in readers
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in ("date", "datetime", "time")
            ):
                found.add(path.relative_to(source).as_posix())
    assert found == {"cli/asking.py"}


def test_the_command_line_is_imported_by_nobody() -> None:
    source = ROOT / "src" / "transferrules"
    others = [p for p in source.rglob("*.py") if p.parent.name != "cli" and p.name != "__main__.py"]
    assert [p.name for p in others if "transferrules.cli" in p.read_text(encoding="utf-8")] == []


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from transferrules.cli import main; main(['--help']); "
        "print([m for m in ('pydantic', 'yaml', 'holidays', 'dateutil') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_the_module_runs_as_the_command_does() -> None:
    assert run("decide", "durham", EXAMPLE, "--as-of", AS_OF).stdout.startswith(
        "The case is to move"
    )
