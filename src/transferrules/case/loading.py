"""The door: a file, a text, the standard input or a mapping to a `Case`, or every reason why not."""

import sys
from collections.abc import Collection, Mapping
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Any

from ..errors import InvalidCase, Unreadable
from ..reading import Fault, Source, fault_at, read, read_values, validate
from ..reading.limits import DEFAULT
from .noticing import noticed
from .snapshot import Case
from .values import declaring

_LONGEST_NAME = 4096


def load_case(
    given: PathLike[str] | str | Mapping[str, Any],
    *,
    show_found: bool = False,
    declared: Mapping[str, Collection[str]] | None = None,
) -> Case:
    """Read a case snapshot.

    Args:
        given: A path, `-` for the standard input, the text itself in YAML or JSON, or a mapping of a program's own
            (text, numbers, truth values, `date` and `datetime`). A `str` is taken for the text where it looks like
            keys and values, for a path otherwise; a `Path` is always a path.
        show_found: Whether errors may show values of the case. Without it they name the place only.
        declared: The codes that a pack declares, list by list (`Pack.codes`): a code of its own may look much like a common one.

    Raises:
        InvalidCase: With every fault. What is merely worth a look is in `Case.warnings`.
    """
    try:
        source = _source(given, show_found)
    except Unreadable as error:
        raise InvalidCase(error.faults, error.sources) from None
    with declaring(declared or {}):
        case, faults = validate(Case, source)
    if case is None:
        raise InvalidCase(faults, [source])
    notices = list(islice(noticed(case), DEFAULT.faults + 1))
    case._warnings = tuple(
        fault_at(source, place, kind, message, severity="warning")
        for place, kind, message in notices[: DEFAULT.faults]
    )
    if len(notices) > DEFAULT.faults:
        message = f"There are more; the first {DEFAULT.faults} are told."
        more = Fault("too-many-faults", message, source.name, severity="warning")
        case._warnings = (*case._warnings, more)
    return case


def _source(given: PathLike[str] | str | Mapping[str, Any], show_found: bool) -> Source:
    if isinstance(given, Mapping):
        return read_values(given, what="case", show_found=show_found)
    if given == "-":
        return read(sys.stdin.buffer, what="case", name="<stdin>", show_found=show_found)
    if isinstance(given, str) and not _is_text(given):
        given = Path(given)
    return read(given, what="case", show_found=show_found)


def _is_text(given: str) -> bool:
    """Whether a `str` is a case and not the name of a file: names have no lines, no braces and no `key: value`, and are short."""
    beginning = given.lstrip()[:1]
    keyed = ": " in given or given.rstrip().endswith(":")
    if len(given) > _LONGEST_NAME:
        return True
    return not given.strip() or "\n" in given or beginning in ("{", "[") or keyed
