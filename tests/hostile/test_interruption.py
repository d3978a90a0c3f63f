"""A command that writes a file and is interrupted, at whatever point, leaves the old file or the new one.

The commands that write are `coverage --output FILE` and `mutate --resume FILE`. Both write beside the file and rename; each step of that is
interrupted here, once as a person does it (Ctrl-C) and once as the system does it (the process is gone).
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from authoring.harbour import PACK, file_of
from transferrules.authoring.mutation.log import Log, NotALog
from transferrules.authoring.mutation.trial import Fate, Tried
from transferrules.authoring.whole_files import write_whole
from transferrules.cli.program import main

OLD, NEW = "the old file, whole\n", "the new file\n" * 5_000
STEPS = ("open", "write", "flush", "fsync", "replace")


class Gone(BaseException):
    """The process ends here: nothing that follows is carried out."""


def interrupt_at(step: str, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]) -> None:
    """Let one step of writing end in an error, halfway through where it has a half."""

    def stop(*_: Any, **__: Any) -> None:
        raise error

    if step in ("fsync",):
        monkeypatch.setattr(os, "fsync", stop)
    elif step == "replace":
        monkeypatch.setattr(Path, "replace", stop)
    elif step == "open":
        monkeypatch.setattr(Path, "open", stop)
    else:
        sound = Path.open

        def opened(path: Path, mode: str = "r", **how: Any) -> Any:
            file = sound(path, mode, **how)
            if "x" in mode:
                written = file.write

                def half(text: str) -> None:
                    written(text[: len(text) // 2])
                    file.flush()
                    raise error

                return Wrapped(file, half if step == "write" else written, stop if step == "flush" else file.flush)  # fmt: skip
            return file

        monkeypatch.setattr(Path, "open", opened)


class Wrapped:
    """A file of which some methods are exchanged."""

    def __init__(self, file: Any, write: Any, flush: Any) -> None:
        self.file, self.write, self.flush = file, write, flush

    def __enter__(self) -> "Wrapped":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def fileno(self) -> int:
        return int(self.file.fileno())


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("there", [True, False], ids=["old", "none"])
def test_interrupted_at_any_step_the_old_file_is_left_and_nothing_beside_it(
    step: str, there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    if there:
        path.write_text(OLD, encoding="utf-8")
    with monkeypatch.context() as patched:
        interrupt_at(step, patched, KeyboardInterrupt)
        with pytest.raises(KeyboardInterrupt):
            write_whole(path, NEW)
    assert [one.name for one in tmp_path.iterdir()] == (["page.html"] if there else [])
    assert not there or path.read_text(encoding="utf-8") == OLD
    write_whole(path, NEW)
    assert path.read_text(encoding="utf-8") == NEW


@pytest.mark.parametrize("step", STEPS)
def test_a_process_that_is_gone_leaves_the_old_file_and_stops_nobody_after_it(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    path.write_text(OLD, encoding="utf-8")
    with monkeypatch.context() as patched:
        interrupt_at(step, patched, Gone)
        patched.setattr(Path, "unlink", lambda *_, **__: None)  # nobody is left to clean up
        with pytest.raises(Gone):
            write_whole(path, NEW)
    assert path.read_text(encoding="utf-8") == OLD
    write_whole(path, NEW)
    assert path.read_text(encoding="utf-8") == NEW


KILLED = """
import sys
from pathlib import Path
from transferrules.authoring.whole_files import write_whole
texts = [chr(97 + n) * 200_000 + "\\n" for n in range(2)]
print("ready", flush=True)
for n in range(10**9):
    write_whole(Path(sys.argv[1]), texts[n % 2])
"""


def test_killed_outright_at_any_moment_the_file_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    for wait in (0.0, 0.013, 0.05):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        while not path.exists():
            time.sleep(0.001)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=30)
        process.stdout.close()
        text = path.read_text(encoding="utf-8")
        assert len(text) == 200_001
        assert len(set(text)) == 2


# --- the commands --------------------------------------------------------------------------------------

SCENARIOS = "- {title: One, clauses: [HAR-001], as_of: 2026-04-07, expect: {status: transfer}}\n"


@pytest.mark.parametrize("step", STEPS)
def test_coverage_interrupted_while_it_writes_leaves_the_old_page(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.html"
    page.write_text(OLD, encoding="utf-8")
    import transferrules.authoring.whole_files as whole_files

    sound = whole_files.write_whole

    def interrupted(path: Path, text: str) -> None:
        with monkeypatch.context() as patched:
            interrupt_at(step, patched, KeyboardInterrupt)
            sound(path, text)

    monkeypatch.setattr(whole_files, "write_whole", interrupted)
    scenarios = file_of(SCENARIOS, tmp_path)
    words = ["coverage", str(PACK), str(scenarios), "--format", "html", "--output", str(page)]
    assert main(words) == 130
    assert page.read_text(encoding="utf-8") == OLD
    monkeypatch.setattr(whole_files, "write_whole", sound)
    assert main(words) in (0, 1)
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


# --- what a run of mutants keeps ------------------------------------------------------------------------


def tried(name: str) -> Tried:
    return Tried(id=name, fate=Fate.KILLED, by="é" * 40)


def test_a_log_torn_anywhere_keeps_every_line_before_the_tear(tmp_path: Path) -> None:
    path = tmp_path / "log"
    log = Log(path, "now")
    for name in ("one", "two", "three"):
        log.add(tried(name))
    whole = path.read_bytes()
    # The first line is written along with the file, and so never torn.
    for end in range(whole.index(b"\n") + 1, len(whole)):
        path.write_bytes(whole[:end])
        known = Log(path, "now").known
        lines = whole[:end].split(b"\n")[1:]
        complete = [line for line in lines if line.endswith(b"}") and _is_json(line)]
        assert list(known) == ["one", "two", "three"][: len(complete)]


def _is_json(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


@pytest.mark.parametrize(
    "content", [b"pack: mine\n", b"{}\n", b'{"of": 1, "a": 2}\n', b"[1]\n", b"\xff\xfe", b"7\n"]
)
def test_a_file_that_is_no_log_is_not_written_over(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(content)
    with pytest.raises(NotALog):
        Log(path, "now")
    assert path.read_bytes() == content


def test_the_command_refuses_a_file_that_is_no_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    precious = tmp_path / "precious.yaml"
    precious.write_text(OLD, encoding="utf-8")
    scenarios = file_of(SCENARIOS, tmp_path)
    words = ["mutate", str(PACK), str(scenarios), "--resume", str(precious), "--jobs", "1"]
    assert main(words) == 2
    assert "--resume" in capsys.readouterr().err
    assert precious.read_text(encoding="utf-8") == OLD
