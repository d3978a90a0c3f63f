"""Values that a program hands over, as if they had been read: the same tree, without places."""

import datetime
import enum
import math
from collections.abc import Mapping as AbstractMapping
from typing import Any

from transferrules.reading.collecting import Collector
from transferrules.reading.limits import DEFAULT, Limits
from transferrules.reading.nodes import (
    NOWHERE,
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Source,
    Step,
    What,
)


def read_values(
    given: AbstractMapping[str, Any],
    *,
    what: What,
    name: str = "<values>",
    show_found: bool | None = None,
    limits: Limits = DEFAULT,
) -> Source:
    """Take nested dicts, lists and scalars for a source. Dates and enumerations are taken for their text.

    Raises:
        Unreadable: With every value that is none of these, and at the caps that hold for texts too.
    """
    shown = what != "case" if show_found is None else show_found
    findings = Collector(name, what, show_found=shown, limits=limits)
    node = _Walk(findings).node(given, ())
    if not isinstance(node, Mapping):
        findings.add("not-a-mapping", "A mapping of keys to values is expected.", NOWHERE)
    findings.settle()
    return Source(name, "", node, what, shown)


class _Walk:
    def __init__(self, findings: Collector) -> None:
        self.findings = findings
        self.count = 0

    def node(self, given: object, path: tuple[Step, ...]) -> Node:
        limits = self.findings.limits
        self.count += 1
        if self.count > limits.nodes:
            message = f"There are more than {limits.nodes:,} keys and values."
            self.findings.stop("too-many-nodes", message, NOWHERE)
        if isinstance(given, AbstractMapping | list | tuple) and len(path) >= limits.depth:
            message = f"This is nested more than {limits.depth} deep."
            self.findings.stop("too-deep", message, NOWHERE, path=path[:4])
        match given:
            case AbstractMapping():
                entries = [self.entry(key, below, path) for key, below in given.items()]
                return Mapping(tuple(entries), NOWHERE, NOWHERE)
            case list() | tuple():
                items = [self.node(item, (*path, place)) for place, item in enumerate(given)]
                return Sequence(tuple(items), NOWHERE, NOWHERE)
        return Scalar(self.scalar(given, path), True, NOWHERE, NOWHERE)

    def entry(self, key: object, below: object, path: tuple[Step, ...]) -> Entry:
        if not isinstance(key, str):
            message = f"A key is text; this is of the type {type(key).__name__}."
            self.findings.add("key-not-a-word", message, NOWHERE, path=path)
        name = str(key) if isinstance(key, str) else "?"
        return Entry(Scalar(name, False, NOWHERE, NOWHERE), self.node(below, (*path, name)))

    def scalar(self, given: object, path: tuple[Step, ...]) -> str | bool | int | float | None:
        match given:
            case enum.Enum():
                return self.scalar(given.value, path)
            case str():
                if len(given) > self.findings.limits.scalar:
                    message = (
                        f"This text is longer than {self.findings.limits.scalar:,} characters."
                    )
                    self.findings.add("too-long", message, NOWHERE, path=path)
                return str(given)
            case datetime.date():  # a datetime is one too
                return given.isoformat()
            case float() if not math.isfinite(given):
                message = "This is no number. Leave the key out if it is not known."
                self.findings.add("wrong-type", message, NOWHERE, path=path)
            case None | bool() | int() | float():
                return given
            case _:
                message = (
                    f"A value of the type {type(given).__name__} cannot be read. "
                    "Give text, a number, a date, true or false, or None."
                )
                self.findings.add("wrong-type", message, NOWHERE, path=path)
        return None
