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
from transferrules.authoring.whole_files import write_whole


def fingerprint(files: Iterable[Path]) -> str:
    """What results rest on, in few letters: some files, and the program itself."""
    program = sorted(Path(transferrules.__file__).parent.rglob("*.py"))
    sha = hashlib.sha256()
    for file in (*files, *program):
        content = file.read_bytes()
        sha.update(f"{file.name}:{len(content)}:".encode())
        sha.update(content)
    return sha.hexdigest()


class NotALog(Exception):
    """The file is somebody else's, and would be written over; the sentence says which."""


class Log:
    """One such file. Raises `NotALog` for a file that is none, which is left as it is.

    Attributes:
        known: What it held, by the id of the mutant.
    """

    def __init__(self, path: Path, of: str) -> None:
        self.path = path
        self.known: Mapping[str, Tried] = {}
        if path.exists():
            if not _is_log(path):
                raise NotALog(f"{path} is no file that --resume has made: name another.")
            self.known = _read(path, of)
        lines = [json.dumps({"of": of}), *(_line(one) for one in self.known.values())]
        write_whole(path, "".join(f"{line}\n" for line in lines))

    def add(self, tried: Tried) -> None:
        """Note what became of one more."""
        line = f"{_line(tried)}\n".encode()
        to = os.open(self.path, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(to, line)
        finally:
            os.close(to)


def _is_log(path: Path) -> bool:
    """Whether a file is empty, or begins as ours do."""
    try:
        with path.open(encoding="utf-8") as file:
            first = file.readline(1000)
        return not first or set(json.loads(first)) == {"of"}
    except (ValueError, TypeError):
        return False


def _read(path: Path, of: str) -> dict[str, Tried]:
    found: dict[str, Tried] = {}
    # The last line may be torn in the middle of a letter.
    for number, text in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n")):
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
