"""What became of mutants, kept in a file as it is found out, so that a run that was stopped goes on where it stopped.

One line of JSON for each, after a line that says of what pack, scenarios and program it was found out: where any of them has changed,
nothing in the file counts any more. A line is written whole or is the last and torn, which is passed over.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import transferrules
from transferrules.authoring.mutation.telling_apart import Apart
from transferrules.authoring.mutation.trial import Fate, Tried


def fingerprint(files: Iterable[Path]) -> str:
    """What results rest on, in few letters: some files, and the program itself."""
    program = sorted(Path(transferrules.__file__).parent.rglob("*.py"))
    sha = hashlib.sha256()
    for file in (*files, *program):
        content = file.read_bytes()
        sha.update(f"{file.name}:{len(content)}:".encode())
        sha.update(content)
    return sha.hexdigest()


class Log:
    """One such file.

    Attributes:
        known: What it held, by the id of the mutant.
    """

    def __init__(self, path: Path, of: str) -> None:
        self.path = path
        self.known: Mapping[str, Tried] = {}
        if path.exists():
            self.known = _read(path, of)
        lines = [json.dumps({"of": of}), *(_line(one) for one in self.known.values())]
        _write_whole(path, "".join(f"{line}\n" for line in lines))

    def add(self, tried: Tried) -> None:
        """Note what became of one more."""
        line = f"{_line(tried)}\n".encode()
        to = os.open(self.path, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(to, line)
        finally:
            os.close(to)


def _read(path: Path, of: str) -> dict[str, Tried]:
    found: dict[str, Tried] = {}
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines()):
        try:
            said = json.loads(text)
        except json.JSONDecodeError:
            continue
        if number == 0 and said != {"of": of}:
            return {}
        if number:
            tried = _tried(said)
            found[tried.id] = tried
    return found


def _line(tried: Tried) -> str:
    return json.dumps(asdict(tried), ensure_ascii=False)


def _tried(said: dict[str, Any]) -> Tried:
    apart = said.pop("apart")
    if apart is not None:
        apart = Apart(**{**apart, "clauses": tuple(apart["clauses"])})
    return Tried(**{**said, "fate": Fate(said["fate"]), "apart": apart})


def _write_whole(path: Path, text: str) -> None:
    """The old file or the new one, whatever happens in between."""
    path = path.resolve()
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
