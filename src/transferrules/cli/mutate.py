"""`transferrules mutate PACK [SCENARIOS…]`: change a pack one small way at a time, and say which changes no scenario notices."""

import argparse
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from transferrules.cli import asking
from transferrules.cli.refusal import Refusal

if TYPE_CHECKING:
    from transferrules.authoring.mutation.trial import Tried

NAME = "mutate"
HELP = "change a pack one small way at a time, and say which changes no scenario notices"
DESCRIPTION = (
    "Changes a pack one small way at a time, runs its scenarios, and names every change that none of them notices, "
    "with a case that would tell it apart."
)
_BAR = 24


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it asks for."""
    asking.pack(parser)
    parser.add_argument(
        "scenarios",
        metavar="SCENARIOS",
        nargs="*",
        type=Path,
        help="scenario files, or folders of them; the pack's folder in conformance unless given",
    )
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_jobs,
        default=os.cpu_count() or 1,
        help="how many processes work at it; as many as there are processors unless given",
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="survivors as text, or everything as JSON"
    )  # fmt: skip
    parser.add_argument(
        "--only",
        metavar="SECTION.RULE",
        action="append",
        default=[],
        help="change this rule or term alone, such as duties.consult, or a section; may be said several times",
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="name the survivors alone: look for no cases that would tell them apart",
    )
    parser.add_argument(
        "--resume",
        metavar="FILE",
        type=Path,
        help="keep what is found out in this file, and go on from it if the run was stopped",
    )


def _jobs(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes from 1 to 256")
    return int(text)


def run(given: argparse.Namespace) -> int:
    """Try them, and tell."""
    from transferrules.authoring.mutate import CannotMutate, mutate
    from transferrules.authoring.mutation.text import mutation_text

    bar = _Bar() if sys.stderr.isatty() else None
    try:
        found = mutate(
            given.pack,
            given.scenarios,
            jobs=given.jobs,
            only=given.only,
            search=not given.quick,
            resume=given.resume,
            progress=None if bar is None else bar.show,
        )
    except CannotMutate as error:
        raise Refusal(str(error)) from None
    finally:
        if bar is not None:
            bar.clear()
    if given.format == "json":
        print(json.dumps(found.to_dict(), indent=2, ensure_ascii=False))
    else:
        print(mutation_text(found), end="")
    return 0 if found.enough else 1


class _Bar:
    """How far it has come, on the terminal that shows errors."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._fates: Counter[str] = Counter()

    def show(self, done: int, of: int, tried: "Tried") -> None:
        """One more is done."""
        self._fates[tried.fate.value] += 1
        fresh = self._fates.total()
        left = (time.monotonic() - self._begun) / fresh * (of - done)
        filled = _BAR * done // of
        told = f"[{'#' * filled}{'.' * (_BAR - filled)}] {done}/{of}, {self._fates['survived']} survived, {left / 60:.0f} min left"
        print(f"\r\x1b[K{told}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Leave the line as it was."""
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
