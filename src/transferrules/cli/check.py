"""`transferrules check PACK|CASE`: read a pack or a case to the end without deciding, and tell every fault."""

import argparse
import re
from pathlib import Path

from transferrules.cli import asking

NAME = "check"
HELP = "read a pack or a case without deciding, and tell every fault"
DESCRIPTION = "Reads a pack or a case to the end without deciding anything, and tells every fault and warning."

_PACK_KEY = re.compile(rb"^(pack|language)[ \t]*:", re.MULTILINE)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it asks for."""
    parser.add_argument(
        "what",
        metavar="PACK|CASE",
        help="a shipped pack by its id, the path of a pack or of a case, or - for a case on the standard input",
    )
    parser.add_argument(
        "--as",
        dest="kind",
        choices=("pack", "case"),
        help="what it is; found out from its keys unless given",
    )
    asking.show_values(parser)


def run(given: argparse.Namespace) -> int:
    """Check, and tell."""
    from transferrules.errors import TransferRulesError

    kind = given.kind or _kind(given.what)
    try:
        told = _pack(given.what) if kind == "pack" else _case(given.what, given.show_values)
    except TransferRulesError as error:
        if any(fault.kind in ("no-file", "no-such-pack") for fault in error.faults):
            raise  # there is nothing to check
        print(error)
        count = sum(fault.severity == "error" for fault in error.faults)
        print(f"\n{count} {'fault' if count == 1 else 'faults'}.")
        return 1
    print(told)
    return 0


def _kind(what: str) -> str:
    """What is to be checked: a shipped pack, or a file that has a pack's first keys, or else a case."""
    from transferrules import pack_ids

    if what in pack_ids():
        return "pack"
    if what == "-":
        return "case"
    try:
        with Path(what).open("rb") as file:
            return "pack" if _PACK_KEY.search(file.read(65536)) else "case"
    except (OSError, ValueError):
        return "case"  # whose reader says what is wrong with the file


def _pack(what: str) -> str:
    from transferrules import Policy, load_pack

    pack = load_pack(what)
    Policy(pack)
    rules = (
        len(pack.routes)
        + len(pack.blocks)
        + len(pack.duties)
        + len(pack.checklists)
        + len(pack.advice)
    )
    return f"{what}: a sound pack, {pack.title}: {rules} rules, {len(pack.clauses)} clauses, {len(pack.readings)} readings."


def _case(what: str, show_values: bool) -> str:
    from transferrules import load_case
    from transferrules.reading import render

    case = load_case(asking.case_path(what), show_found=show_values)
    name = "<stdin>" if what == "-" else what
    told = f"{name}: a sound case"
    if not case.warnings:
        return f"{told}."
    count = len(case.warnings)
    return f"{render(case.warnings, show_found=show_values)}\n\n{told}, with {count} {'warning' if count == 1 else 'warnings'}."
