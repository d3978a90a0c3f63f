"""The door: a file, a stream or a text to a `Source`, or every reason why not."""

import os
from pathlib import PurePath
from typing import BinaryIO

from transferrules.reading.collecting import Collector
from transferrules.reading.json_text import read_json
from transferrules.reading.limits import DEFAULT, Limits
from transferrules.reading.nodes import Mapping, Node, Sequence, Source, What
from transferrules.reading.text import bytes_of, check_characters, text_of
from transferrules.reading.yaml_text import read_yaml

_BEGINS = {
    "pack": "A pack is keys and values, such as `title: …`; this is not.",
    "case": "A case is keys and values, such as `child: …`; this is not.",
    "register": "A register is keys and values, such as `clauses: …`; this is not.",
    "scenario": "A scenario is keys and values, such as `title: …`; this is not.",
}


def read(
    given: "os.PathLike[str] | str | bytes | BinaryIO",
    *,
    what: What,
    name: str | None = None,
    show_found: bool | None = None,
    limits: Limits = DEFAULT,
) -> Source:
    """Read a pack, a case, a scenario or a register of clauses.

    In packs every value is text, whatever it looks like, and there is no ``null``. In scenarios, which hold cases, and in registers
    ``null`` is None and all else is text. In cases ``null`` is None and JSON keeps its numbers and truth values.

    Args:
        given: A path, or the text itself as str or bytes, or an open binary stream. A str is never taken for a path.
        what: What it is to be read as.
        name: What to call it in faults; a path's own name unless given. ``*.json`` is read as JSON and
            ``*.yaml`` as YAML; anything else is JSON if it begins with ``{`` or ``[``.
        show_found: Whether faults may show what was found. For cases only if asked; for the others unless forbidden.
        limits: How much to read before refusing.

    Raises:
        Unreadable: With every fault that could be found.
    """
    if name is None:
        name = os.fspath(given) if isinstance(given, os.PathLike) else "<text>"
    shown = what != "case" if show_found is None else show_found
    findings = Collector(name, what, show_found=shown, limits=limits)
    text = text_of(bytes_of(given, findings), findings)
    findings.text = text
    as_json = _is_json(name, text)
    check_characters(text, findings, json=as_json)
    node = (read_json if as_json else read_yaml)(text, findings)
    if not isinstance(node, Mapping):
        findings.add("not-a-mapping", _BEGINS[what], node.mark)
    if what in ("pack", "register"):
        _check_width(node, findings)
    findings.settle()
    return Source(name, text, node, what, shown)


def _check_width(root: Node, findings: Collector) -> None:
    """Refuse a list or mapping of more entries than any policy has: what is done for pairs of them would take minutes."""
    waiting, most = [root], findings.limits.width
    while waiting:
        node = waiting.pop()
        match node:
            case Mapping(entries=entries):
                waiting += [entry.value for entry in entries]
                count = len(entries)
            case Sequence(items=items):
                waiting += items
                count = len(items)
            case _:
                continue
        if count > most:
            message = f"There are more than {most:,} entries in one list or mapping here."
            findings.add("too-many-entries", message, node.mark)


def _is_json(name: str, text: str) -> bool:
    match PurePath(name).suffix.lower():
        case ".json":
            return True
        case ".yaml" | ".yml":
            return False
    return text.lstrip()[:1] in ("{", "[")
