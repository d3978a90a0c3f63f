"""A mutant: one pack, changed in one place. What was changed, where, and a name for it that outlives moved lines.

A pack's surface is plain data here, as `Source.node.plain()` gives it; `said` says one place of it otherwise and shares the rest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]
DROPPED = None
"""What stands in place of something that was taken out. Packs have no null of their own."""

NEVER = "never"
"""What stands in place of a whole rule that is as if it were not there: its name stays known, and it never applies."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One place, said otherwise.

    Attributes:
        kind: What sort of change: ``limit``, ``unit``, ``condition`` … (docs/mutation.md lists them).
        path: The place.
        value: What stands there instead; `DROPPED` for nothing, `NEVER` for a rule that never applies.
        was: What stood there, in words.
        now: What stands there now, in words; empty for nothing.
    """

    kind: str
    path: Path
    value: Any
    was: str
    now: str = ""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of a pack, by name.

    Attributes:
        id: Its name: the path with names in place of numbers, and what became of what. It says nothing of lines.
        rule: The rule, term or decision that was changed: ``duties.consult``.
        line: Where in the pack.
        edit: The change.
    """

    id: str
    rule: str
    line: int
    edit: Edit

    @property
    def became(self) -> str:
        """What became of what, in words."""
        return (
            f"{self.edit.was} -> {self.edit.now}" if self.edit.now else f"{self.edit.was} dropped"
        )


def said(plain: Any, path: Path, value: Any) -> Any:
    """The same data with one place said otherwise; a key that was not there is added, a dropped one is gone."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    copy: Any = list(plain) if isinstance(plain, list) else dict(plain)
    if not rest and value is DROPPED:
        del copy[step]
    else:
        copy[step] = said(copy[step], rest, value) if rest else value
    return copy


def at(plain: Any, path: Path) -> Any:
    """What stands at a path."""
    for step in path:
        plain = plain[step]
    return plain


def flow(value: Any) -> str:
    """A piece of a pack on one line, as YAML would have it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(flow, value)) + "]"
    return str(value)


def name_of(plain: Any, edit: Edit) -> str:
    """The id of an edit: stable when lines move, and when other lines of a checklist come and go."""
    steps: list[str] = []
    below = plain
    for step in edit.path:
        inside = isinstance(step, str) or step < len(below)
        above, below = below, (below[step] if inside and _has(below, step) else None)
        if isinstance(step, str):
            steps.append(f".{step}" if steps else step)
        else:
            document = _document(above[step])
            steps.append(f"[{document if document is not None else step}]")
    became = f"{edit.was} -> {edit.now}" if edit.now else f"{edit.was} dropped"
    return f"{''.join(steps)}: {became}"


def _has(plain: Any, step: str | int) -> bool:
    return isinstance(plain, list) or (isinstance(plain, Mapping) and step in plain)


def _document(item: Any) -> str | None:
    """The document that a line of a checklist asks for."""
    found = item.get("document") if isinstance(item, Mapping) else None
    return found if isinstance(found, str) else None
