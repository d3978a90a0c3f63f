"""YAML to nodes: the small safe part of YAML that needs no surprises.

We read the parser's *events* and never let it compose: an alias is refused where it stands, so none is ever expanded, and depth is
counted as it grows, without recursion. Nothing is resolved either: `no`, `on`, `16:30` and `2026-03-01` are words.

The C parser is used where PyYAML has it. Where both it and the Python one accept a text they give the same tree (a test holds them
together); beside a tab one may accept what the other refuses. Their messages differ, so `syntax.py` goes by the place and the
context, not by the wording.
"""

import re
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from transferrules.reading.collecting import Collector
from transferrules.reading.nodes import (
    Entry,
    Mapping,
    Mark,
    Node,
    Scalar,
    Sequence,
    Step,
)
from transferrules.reading.syntax import syntax_fault
from transferrules.reading.words import BLANK_IN_CASE, BLANK_IN_PACK, NULL_IN_PACK, check_key

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DIRECTIVE = re.compile("^%", re.MULTILINE)
_NULLS = frozenset({"~", "null", "Null", "NULL"})


@dataclass(slots=True)
class _Open:
    """A list or a mapping whose end is not reached.

    Attributes:
        is_flow: Whether it is written in brackets. The end of one that is not is where its last value ends: the parsers put it
            at the next word, and each at another place at the end of the text.
        is_key: Whether it stands where a key belongs, which is refused; what it holds is read on for its faults.
    """

    is_list: bool
    mark: Mark
    is_key: bool
    is_flow: bool
    items: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    key: Scalar | None = None

    def step(self) -> Step | None:
        if self.is_list:
            return len(self.items)
        return str(self.key.value) if self.key is not None else None


def read_yaml(text: str, findings: Collector) -> Node:
    """The tree of a YAML text."""
    # Before the parser sees them: a hundred thousand directives take it a quarter of a minute.
    for match in _DIRECTIVE.finditer(text):
        mark = Mark(text.count("\n", 0, match.start()) + 1, 1)
        findings.add("directive", "A line may not begin with `%`. Leave it out.", mark)
    findings.settle()
    reader = _Reader(findings)
    wrong: tuple[str, str, Mark | None, Mark | None] | None = None
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        problem_mark = _mark(error.problem_mark) if error.problem_mark else None
        context_mark = _mark(error.context_mark) if error.context_mark else None
        wrong = (error.problem or "", error.context or "", problem_mark, context_mark)
    except (yaml.YAMLError, ValueError, OverflowError):
        # The last two are the Python parser's, on an escape past the last character there is.
        wrong = ("", "", reader.last, None)
    if wrong:  # outside the handler, so that the parser's error, which may quote the text, is not kept as context
        message, mark, length = syntax_fault(text, *wrong)
        findings.stop("yaml-syntax", message, mark, path=reader.path(), length=length)
    if reader.root is None:
        findings.stop("empty", "This holds comments only: there is nothing to read.", Mark(1, 1))
    return reader.root


class _Place(Protocol):
    """The parsers' marks; each of the two has a class of its own."""

    line: int
    column: int


def _mark(mark: _Place | None) -> Mark:
    return Mark(mark.line + 1, mark.column + 1) if mark is not None else Mark(1, 1)


class _Reader:
    def __init__(self, findings: Collector) -> None:
        self.findings = findings
        self.limits = findings.limits
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.count = 0
        self.documents = 0
        self.last = Mark(1, 1)

    def take(self, event: "yaml.Event") -> None:
        self.last = _mark(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.enter(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.close(event)
        elif isinstance(event, yaml.AliasEvent):
            self.alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.document()

    # -- the events

    def document(self) -> None:
        self.documents += 1
        if self.documents > 1:
            self.findings.stop(
                "second-document",
                "A second document begins here; a file holds one. Remove the `---`, or split the file.",
                self.last,
                length=3,
            )

    def alias(self, event: "yaml.AliasEvent") -> None:
        mark, end = self.last, _mark(event.end_mark)
        self.tally(mark)
        self.add("alias", "Aliases (`*name`) are not read. Write it out.", mark, _span(mark, end))
        self.put(Scalar("", False, mark, end), checked=False)

    def scalar(self, event: "yaml.ScalarEvent") -> None:
        mark, end = self.last, _mark(event.end_mark)
        self.tally(mark)
        self.properties(event)
        text = str(event.value)
        if len(text) > self.limits.scalar:
            self.findings.stop(
                "too-long",
                f"This text is longer than {self.limits.scalar:,} characters.",
                mark,
                path=self.path(),
            )
        if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
            self.add(
                "encoding", "Half of a surrogate pair stands here alone; it is no character.", mark
            )
        self.put(Scalar(text, not event.style, mark, end))

    def enter(self, event: "yaml.CollectionStartEvent") -> None:
        mark = self.last
        self.tally(mark)
        self.properties(event)
        if len(self.open) >= self.limits.depth:
            self.findings.stop(
                "too-deep",
                f"This is nested more than {self.limits.depth} deep.",
                mark,
                path=self.path()[:4],
            )
        is_key = bool(self.open) and not self.open[-1].is_list and self.open[-1].key is None
        if is_key:
            self.add("key-not-a-word", "A key is one word; this is a list or a mapping.", mark)
        self.open.append(
            _Open(
                is_list=isinstance(event, yaml.SequenceStartEvent),
                mark=mark,
                is_key=is_key,
                is_flow=bool(event.flow_style),
            )
        )

    def close(self, event: "yaml.CollectionEndEvent") -> None:
        top, end = self.open.pop(), _mark(event.end_mark)
        if not top.is_flow and (top.items or top.entries):
            end = (top.items or [top.entries[-1].value])[-1].end
        if top.is_key:
            self.put(Scalar("?", False, top.mark, end), checked=False)
        elif top.is_list:
            self.put(Sequence(tuple(top.items), top.mark, end))
        else:
            self.put(Mapping(tuple(top.entries), top.mark, end))

    # -- the tree

    def put(self, node: Node, *, checked: bool = True) -> None:
        """Put a finished node where it belongs."""
        if not self.open:
            self.root = self.value(node) if checked else node
            return
        top = self.open[-1]
        if top.is_list:
            top.items.append(self.value(node) if checked else node)
        elif top.key is None:
            if isinstance(node, Scalar):
                top.key = node
                if checked:
                    self.key(top, node)
        else:
            value = self.value(node) if checked else node
            top.entries.append(Entry(top.key, value))
            top.key = None

    def key(self, top: _Open, key: Scalar) -> None:
        name, length = str(key.value), _span(key.mark, key.end)
        if name == "<<" and key.is_plain:
            self.add("merge-key", "Merge keys (`<<`) are not read. Write it out.", key.mark, length)
            return
        check_key(name, key.mark, length, self.path, self.findings)
        if name in top.seen:
            message = f"This key is already used on line {top.seen[name]}."
            self.add("duplicate-key", message, key.mark, length)
        top.seen.setdefault(name, key.mark.line)

    def value(self, node: Node) -> Node:
        """The node as a value: blank and `null` mean something there."""
        if not isinstance(node, Scalar) or not node.is_plain:
            return node
        if node.value == "":
            if not self.open:
                self.findings.stop("empty", "There is nothing to read in this document.", node.mark)
            self.blank(node)
        elif node.value in _NULLS:
            if self.findings.what != "pack":
                return Scalar(None, True, node.mark, node.end)
            self.add("null", NULL_IN_PACK, node.mark, _span(node.mark, node.end))
        return node

    def blank(self, node: Scalar) -> None:
        message = BLANK_IN_PACK if self.findings.what == "pack" else BLANK_IN_CASE
        key = self.open[-1].key
        if key is None:
            message = message.replace("This key", "This item of the list").replace(
                "leave the key out", "leave the item out"
            )
            self.add("blank", message, node.mark)
        else:
            self.add("blank", message, key.mark, _span(key.mark, key.end))

    # -- what is wrong

    def properties(self, event: "yaml.NodeEvent") -> None:
        """Refuse anchors and tags."""
        if event.anchor is not None:
            self.add("anchor", "Anchors (`&name`) are not read. Leave it out.", self.last)
        if getattr(event, "tag", None) is not None:
            self.add("tag", "Tags (`!name`) are not read. Leave it out.", self.last)

    def add(self, kind: str, message: str, mark: Mark, length: int = 1) -> None:
        self.findings.add(kind, message, mark, path=self.path(), length=length)

    def tally(self, mark: Mark) -> None:
        self.count += 1
        if self.count > self.limits.nodes:
            self.findings.stop(
                "too-many-nodes",
                f"There are more than {self.limits.nodes:,} keys and values.",
                mark,
            )

    def path(self) -> list[Step]:
        return [step for one in self.open if (step := one.step()) is not None]


def _span(mark: Mark, end: Mark) -> int:
    """How many characters of its line a node covers."""
    return max(1, end.column - mark.column) if mark.line == end.line else 200
