"""A path in a source to a fault with its line and column."""

from collections.abc import Iterable, Sequence
from typing import Literal

from transferrules.reading.faults import Fault, dotted, place_of, tellable
from transferrules.reading.nodes import Mark, Scalar, Source, Step


def fault_at(
    source: Source,
    path: Sequence[Step],
    kind: str,
    message: str,
    *,
    on_key: bool = False,
    offset: int | None = None,
    length: int | None = None,
    accepted: Iterable[str] = (),
    nearest: str | None = None,
    severity: Literal["error", "warning"] = "error",
) -> Fault:
    """A fault about what stands at a path, or about the nearest thing above it that exists.

    Args:
        source: Where the path leads.
        path: Keys and indices from the top.
        kind: The kind of fault.
        message: What is wrong. For cases it must hold no value.
        on_key: Whether the key is meant, not what stands under it.
        offset: Where in the value the trouble begins, from 0, for a phrase that is wrong in one place.
        length: How much to underline; all of it unless given.
        accepted: What would be right.
        nearest: What was probably meant. Of a value that may not be shown it is left out: it would all but tell it.
        severity: Whether it stops the reading.
    """
    steps = list(path)
    node = source.node.at(steps)
    key = source.node.key_at(steps)
    if on_key and key is not None:
        node = key
    elif not isinstance(node, Scalar) and key is not None:
        node = key  # a long part is underlined at its key, not over its lines
    mark = node.mark if offset is None else mark_in(source, node, offset)
    if length is None:
        whole = node.end.column - mark.column if node.end.line == mark.line else 200
        length = whole if isinstance(node, Scalar) else 1
    line, column = place_of(mark)
    return Fault(
        kind,
        message,
        source.name,
        line,
        column,
        dotted(steps if source.show_found else map(tellable, steps)),
        _found(node) if source.show_found else None,
        tuple(accepted),
        nearest if on_key or source.show_found else None,
        severity,
        max(1, length),
    )


def mark_in(source: Source, node: object, offset: int) -> Mark:
    """Where the character of a value at an offset stands in the text.

    Exact for words and phrases as they are written, folded over lines or in quotes; for escapes and blocks, the value's beginning.
    """
    if not isinstance(node, Scalar):
        return getattr(node, "mark", Mark(1, 1))
    if not isinstance(node.value, str) or not node.mark.line or not source.text:
        return node.mark
    lines = source.text.split("\n")
    line, column = node.mark.line, node.mark.column
    opening = lines[line - 1][column - 1 : column]
    quote = opening if not node.is_plain and opening in "'\"" else ""
    if not node.is_plain and not quote:
        return node.mark
    column += len(quote)
    for character in node.value[:offset]:
        text = lines[line - 1]
        if character == " " and not text[column - 1 :].strip():  # a line end, folded into a space
            line += 1
            following = lines[line - 1] if line <= len(lines) else ""
            if not following.strip():
                return node.mark
            column = len(following) - len(following.lstrip()) + 1
            continue
        if text[column - 1 : column] != character:
            return node.mark
        column += 2 if character == "'" and quote == "'" else 1
    return Mark(line, column)


def _found(node: object) -> str | None:
    if not isinstance(node, Scalar):
        return None
    if isinstance(node.value, bool):
        return str(node.value).lower()
    return "null" if node.value is None else str(node.value)
