"""The program: its commands, and the one place where errors become a sentence and an exit code."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from transferrules.cli import check, compare, coverage, decide, explain, mutate, packs, schema, test
from transferrules.cli.refusal import Refusal

ANSWERED, FINDINGS, UNUSABLE = 0, 1, 2
OUR_FAULT = 3  # never the user's: nothing was answered, nothing was found
INTERRUPTED = 130  # as a shell says it
NOBODY_READS = 141  # likewise: the pipe was closed

_COMMANDS = (decide, explain, compare, test, coverage, mutate, check, schema, packs)


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    program = argparse.ArgumentParser(
        prog="transferrules",
        description="Says where a case of children's social care should go under a written transfer policy, when, what is missing, "
        "and which clause says so.",
        epilog="Exit codes: 0 answered, 1 something was found, 2 the input cannot be used. The page docs/cli.md tells more.",
    )
    program.add_argument(
        "--version", action=_ShowVersion, nargs=0, help="print the version and exit"
    )
    commands = program.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        sub = commands.add_parser(command.NAME, help=command.HELP, description=command.DESCRIPTION)
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    return program


class _ShowVersion(argparse.Action):
    """The version, looked up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"transferrules {version('transferrules')}")
        parser.exit()


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, and say how it went.

    Args:
        argv: The arguments; those of the process unless given.

    Returns:
        The exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(
            stream, "reconfigure"
        ):  # a terminal that lacks a character shows its code instead
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_the_pipe()
        return NOBODY_READS
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _run(argv: Sequence[str] | None) -> int:
    from transferrules.errors import TransferRulesError

    try:
        given = parser().parse_args(argv)
        return int(given.run(given))
    except SystemExit as stop:  # argparse has said what is wrong, or what was asked for
        return stop.code if isinstance(stop.code, int) else UNUSABLE
    except BrokenPipeError:
        raise
    except Refusal as error:
        _say(str(error))
    except TransferRulesError as error:
        _say(str(error))
    except OSError as error:
        _say(f"{error.filename or 'A file'}: {error.strerror or 'it cannot be used'}.")
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        _say(_apology(error))
        return OUR_FAULT
    return UNUSABLE


def _say(text: str) -> None:
    sys.stdout.flush()
    print(text.rstrip(), file=sys.stderr)


def _apology(error: Exception) -> str:
    """What went wrong inside. Its message is left out: it may quote a child's record."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    return (
        f"This is a fault of transferrules, not of what you gave it: {type(error).__name__} at {where}.\n"
        "Please report it with these words. `python -X dev -m transferrules …` shows more, values of the case among it."
    )


def _leave_the_pipe() -> None:
    """Let Python's own last flush go nowhere, or it would complain about the closed pipe."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no real stream
        return
