"""What several commands ask for in the same way: a pack, a case, a day."""

import argparse
import re
from datetime import date, datetime
from pathlib import Path

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?")
_FIRST, _LAST = 1900, 2199
_FORM = "write a day as 2026-11-22, or a moment as 2026-11-22T14:30"


def pack(parser: argparse.ArgumentParser) -> None:
    """A pack."""
    parser.add_argument(
        "pack", metavar="PACK", help="a shipped pack by its id, such as durham, or the path of one"
    )


def case(parser: argparse.ArgumentParser) -> None:
    """A case, and whether its values may be shown in errors."""
    parser.add_argument(
        "case", metavar="CASE", help="a case snapshot in YAML or JSON; - for the standard input"
    )
    show_values(parser)


def show_values(parser: argparse.ArgumentParser) -> None:
    """Whether errors about a case may show its values."""
    parser.add_argument(
        "--show-values",
        action="store_true",
        help="let errors about the case show its values; without it they name the place only",
    )


def as_of(parser: argparse.ArgumentParser) -> None:
    """The day asked about."""
    parser.add_argument(
        "--as-of",
        type=when,
        metavar="DATE",
        help="the day (2026-11-22) or moment (2026-11-22T14:30, London time) asked about; today unless given",
    )


def when(text: str) -> date | datetime:
    """A day or a moment, as it is written on the command line."""
    try:
        if _DAY.fullmatch(text):
            return _bounded(date.fromisoformat(text))
        if _MOMENT.fullmatch(text):
            return _bounded(datetime.fromisoformat(text))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"there is no such day or time as {text!r}; {_FORM}"
        ) from None
    raise argparse.ArgumentTypeError(f"{text!r} is no date; {_FORM}")


def _bounded(found: date | datetime) -> date | datetime:
    if not _FIRST <= found.year <= _LAST:
        raise argparse.ArgumentTypeError(f"the year must be one from {_FIRST} to {_LAST}")
    return found


def today() -> date:
    """Today in London. INVARIANT: this is the one place of the package where a clock is read."""
    from transferrules.calendars.clock import london

    return datetime.now(london()).date()


def case_path(given: str) -> Path | str:
    """Where the case is: a name on the command line is always a path, whatever it looks like."""
    return given if given == "-" else Path(given)
