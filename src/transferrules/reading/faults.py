"""A fault and how it looks: what is wrong, where, and what would be right."""

import difflib
import heapq
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from transferrules.reading.nodes import Mark, Source, Step

_WIDTH = 92
_ACCEPTED_SHOWN = 12
_LOOKED_THROUGH, _LOOKED_AT = 300, 40
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,40}")
_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a text.

    Attributes:
        kind: A stable name of the kind of fault, e.g. ``unknown-key``; documented, safe to branch on.
        message: A whole sentence, or a few.
        file: The file as it was given.
        line: From 1; None where the value has no place in a text.
        column: From 1, in characters.
        path: Where in the tree: ``routes.step_up.when``, ``meetings[2].held_on``; empty for the whole.
        found: What was there instead; in cases only on request. Never part of the repr.
        accepted: What would have been right, if that can be listed.
        nearest: The accepted one that was probably meant.
        severity: Whether it stops the reading.
        length: How many characters to underline.
    """

    kind: str
    message: str
    file: str
    line: int | None = None
    column: int | None = None
    path: str = ""
    found: str | None = field(default=None, repr=False)
    accepted: tuple[str, ...] = ()
    nearest: str | None = None
    severity: Literal["error", "warning"] = "error"
    length: int = 1


def dotted(path: Iterable[Step]) -> str:
    """A path as we write it: ``meetings[2].held_on``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def tellable(step: Step) -> Step:
    """A step of a path as it may be told about a case: a key that is no identifier may be somebody's name."""
    return step if isinstance(step, int) or _IDENTIFIER.fullmatch(step) else "…"


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was probably meant by a misspelt name; None where none is close."""
    names = {candidate.casefold(): candidate for candidate in sorted(candidates, reverse=True)}
    wanted = name.strip().casefold().replace("-", "_").replace(" ", "_")[:200]
    if wanted in names:
        return names[wanted]
    if (
        len(names) > _LOOKED_THROUGH
    ):  # looking closely at thousands, for each of many faults, would take minutes
        alike = heapq.nlargest(_LOOKED_AT, names, key=lambda name: _alike(name, wanted))
        names = {name: names[name] for name in alike}
    close = difflib.get_close_matches(wanted, names, n=1, cutoff=0.7)
    return names[close[0]] if close else None


def _alike(one: str, other: str) -> int:
    """How many letters two names begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))


def printable(text: str) -> str:
    """The text with everything that would move a terminal's cursor made visible."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def place_of(mark: Mark) -> tuple[int | None, int | None]:
    """Line and column of a mark, None for the mark of a value without a text."""
    return (mark.line, mark.column) if mark.line else (None, None)


def render(faults: Iterable[Fault], sources: Iterable[Source] = (), *, show_found: bool) -> str:
    """The faults as text, one paragraph each.

    An excerpt of the text needs both its source and ``show_found``; without them the path must do, which for a
    case is the point: its values are nobody's business but the reader's.
    """
    texts = {source.name: source.text.split("\n") for source in sources} if show_found else {}
    return "\n".join(_paragraph(fault, texts.get(fault.file, [])) for fault in faults)


def _paragraph(fault: Fault, lines: list[str]) -> str:
    where = [printable(fault.file)]
    if fault.line is not None:
        where += [str(fault.line), str(fault.column or 1)]
    warning = "warning: " if fault.severity == "warning" else ""
    told = [f"{':'.join(where)}: {warning}{printable(fault.message)}"]
    if fault.line is not None and 0 < fault.line <= len(lines):
        told += _excerpt(lines[fault.line - 1], fault.column or 1, fault.length)
    if fault.path:
        told.append(f"at {printable(fault.path)}")
    if fault.nearest is not None:
        told.append(f"Did you mean `{printable(fault.nearest)}`?")
    elif fault.accepted:
        told.append(f"Accepted: {_listed(fault.accepted)}.")
    return "\n    ".join(told)


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(f"`{printable(name)}`" for name in names[:_ACCEPTED_SHOWN])
    more = len(names) - _ACCEPTED_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _excerpt(line: str, column: int, length: int) -> list[str]:
    """The line around the column, and the underline; both in printable characters of one column each."""
    line = line.replace("\t", " ")
    begin = len(line) - len(line.lstrip())
    begin = min(begin, column - 1)
    if column - begin > _WIDTH - 20:
        begin = column - _WIDTH // 2
    shown = line[begin : begin + _WIDTH].rstrip()
    before = printable(shown[: column - 1 - begin])
    if not shown.strip():
        return []
    length = max(1, min(length, len(shown) - (column - 1 - begin)))
    return [printable(shown), " " * len(before) + "^" * length]
