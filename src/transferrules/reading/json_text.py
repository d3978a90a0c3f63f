"""JSON to nodes, with a mark for every one of them.

The standard library gives values without places, and YAML's parser gives places but neither JSON's types nor its escapes (it reads
the two halves of a surrogate pair as two characters, or refuses them). So the structure is walked here, without recursion, and
only a string is handed to the standard library, which knows all there is to know about escapes.
"""

import json
import math
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NoReturn

from transferrules.reading.collecting import Collector
from transferrules.reading.nodes import Entry, Mapping, Mark, Node, Scalar, Sequence, Step
from transferrules.reading.words import NULL_IN_PACK, check_key

_SPACE = re.compile(r"[ \t\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORD = re.compile(r"[-+]?[A-Za-z_][A-Za-z0-9_]*")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_NUMBER_LENGTH = 32
_strings = json.JSONDecoder()


@dataclass(slots=True)
class _Open:
    """A list or a mapping whose end is not reached."""

    start: int
    closing: str
    items: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    seen: dict[str, Mark] = field(default_factory=dict)
    key: Scalar | None = None

    def step(self) -> Step:
        return str(self.key.value) if self.key is not None else len(self.items)


def read_json(text: str, findings: Collector) -> Node:
    """The tree of a JSON text."""
    return _Scanner(text, findings).run()


class _Scanner:
    def __init__(self, text: str, findings: Collector) -> None:
        self.text = text
        self.findings = findings
        self.at = 0
        self.count = 0
        self.open: list[_Open] = []
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def run(self) -> Node:
        node: Node | None = None
        self.skip()
        while True:
            node = self.value()  # None: a list or a mapping was opened
            while node is not None and self.open:
                node = self.attach(node)
            if node is not None:
                break
        self.skip()
        if self.at < len(self.text):
            self.refuse("The JSON ends before this; there is more text after it.")
        return node

    # -- the pieces

    def value(self) -> Node | None:
        start, character = self.at, self.peek()
        if character == "":
            self.truncated()
        if character in "{[":
            return self.enter(character)
        if character == '"':
            return self.string()
        number = _NUMBER.match(self.text, self.at)
        if number:
            return self.number(number)
        word = _WORD.match(self.text, self.at)
        if word:
            self.at = word.end()
            return self.word(word[0], start)
        if character == "'":
            self.refuse("JSON quotes with double quotes only.")
        if character in "]}" and self.open:
            self.refuse("A comma stands before this, and nothing after the comma.")
        if character in "/#":
            self.refuse("JSON has no comments.")
        self.refuse("A value is expected here.")

    def enter(self, character: str) -> Node | None:
        self.tally()
        if len(self.open) >= self.findings.limits.depth:
            self.findings.stop(
                "too-deep",
                f"This is nested more than {self.findings.limits.depth} deep.",
                self.mark(self.at),
                path=self.path()[:4],
            )
        opened = _Open(self.at, "}" if character == "{" else "]")
        self.open.append(opened)
        self.at += 1
        self.skip()
        if self.peek() == opened.closing:
            return self.close()
        if opened.closing == "}":
            self.key()
        return None

    def attach(self, node: Node) -> Node | None:
        """Put a finished node where it belongs; the list or mapping itself once that is finished."""
        top = self.open[-1]
        if top.closing == "]":
            top.items.append(node)
        elif top.key is not None:
            top.entries.append(Entry(top.key, node))
            top.key = None
        self.skip()
        character = self.peek()
        if character == top.closing:
            return self.close()
        if character != ",":
            if character == "":
                self.truncated()
            kind = "list" if top.closing == "]" else "mapping"
            self.refuse(f"A comma or the `{top.closing}` of this {kind} is expected here.")
        self.at += 1
        self.skip()
        if top.closing == "}":
            self.key()
        return None

    def close(self) -> Node:
        top = self.open.pop()
        self.at += 1
        mark, end = self.mark(top.start), self.mark(self.at)
        if top.closing == "]":
            return Sequence(tuple(top.items), mark, end)
        return Mapping(tuple(top.entries), mark, end)

    def key(self) -> None:
        top, start = self.open[-1], self.at
        if self.peek() != '"':
            if self.peek() == "":
                self.truncated()
            if self.peek() == "}":
                self.refuse("A comma stands before this, and nothing after the comma.")
            self.refuse("A key in double quotes is expected here.")
        key = self.string()
        name, mark = str(key.value), key.mark
        top.key = key
        check_key(name, mark, self.at - start, self.path, self.findings)
        if name in top.seen:
            self.findings.add(
                "duplicate-key",
                f"This key is already used on line {top.seen[name].line}.",
                mark,
                path=self.path(),
                length=self.at - start,
            )
        top.seen.setdefault(name, mark)
        self.skip()
        if self.peek() != ":":
            if self.peek() == "":
                self.truncated()
            self.refuse("A colon is expected between a key and its value.")
        self.at += 1
        self.skip()

    def string(self) -> Scalar:
        self.tally()
        start = self.at
        value, wrong = "", None
        try:
            value, self.at = _strings.raw_decode(self.text, start)
        except json.JSONDecodeError as error:
            wrong = (error.msg, error.pos)
        if wrong:  # raised out here: the library's error holds the whole text, and would stay in ours as its context
            self.bad_string(*wrong, start)
        if len(value) > self.findings.limits.scalar:
            self.too_long(start)
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            self.findings.add(
                "encoding",
                "Half of a surrogate pair stands in this text alone; it is no character.",
                self.mark(start),
                path=self.path(),
            )
        return Scalar(value, False, self.mark(start), self.mark(self.at))

    def number(self, match: "re.Match[str]") -> Scalar:
        self.tally()
        start, text = self.at, match[0]
        self.at = match.end()
        if self.text[self.at : self.at + 1].isalnum():
            self.refuse("This is neither a number nor a text in double quotes.", start)
        whole = match[1] is None and match[2] is None
        value: int | float = 0
        if len(text) > _NUMBER_LENGTH:
            self.too_big(start, len(text))
        else:
            value = int(text) if whole else float(text)
            if isinstance(value, float) and not math.isfinite(value):
                self.too_big(start, len(text))
        words = self.findings.what != "case"
        return Scalar(text if words else value, True, self.mark(start), self.mark(self.at))

    def word(self, word: str, start: int) -> Scalar:
        self.tally()
        mark, end, length = self.mark(start), self.mark(self.at), len(word)
        if word not in _WORDS:
            if word.lstrip("+-") in ("NaN", "Infinity", "Inf", "inf", "nan"):
                message = "JSON has no such number. Leave the key out if it is not known."
            elif word.lower() in ("true", "false", "null", "none"):
                fix = "null" if word.lower() == "none" else word.lower()
                message = f"JSON writes this `{fix}`."
            else:
                message = "Text stands in double quotes in JSON."
            self.findings.add("json-syntax", message, mark, path=self.path(), length=length)
            return Scalar(None, True, mark, end)
        value = _WORDS[word]
        if self.findings.what == "pack" and value is None:
            self.findings.add("null", NULL_IN_PACK, mark, path=self.path(), length=length)
        if self.findings.what != "case" and value is not None:
            return Scalar(word, True, mark, end)
        return Scalar(value, True, mark, end)

    # -- what is wrong

    def bad_string(self, problem: str, at: int, start: int) -> NoReturn:
        if problem.startswith("Unterminated"):
            self.refuse("The quote that opens here is never closed.", start)
        if "control character" in problem:
            self.refuse("A text may not run over a line end or a tab; write `\\n` or `\\t`.", at)
        self.refuse("This escape is none that JSON knows.", at)

    def too_big(self, start: int, length: int) -> None:
        self.findings.add(
            "too-long",
            "This number is too large to be one.",
            self.mark(start),
            path=self.path(),
            length=length,
        )

    def too_long(self, start: int) -> NoReturn:
        self.findings.stop(
            "too-long",
            f"This text is longer than {self.findings.limits.scalar:,} characters.",
            self.mark(start),
            path=self.path(),
        )

    def truncated(self) -> NoReturn:
        told = ""
        if self.open:
            top = self.open[-1]
            opening = "{" if top.closing == "}" else "["
            told = f", inside the `{opening}` of line {self.mark(top.start).line}"
        self.refuse(f"The text ends too early{told}. Is the file whole?", len(self.text))

    def refuse(self, message: str, at: int | None = None) -> NoReturn:
        self.findings.stop(
            "json-syntax", message, self.mark(self.at if at is None else at), path=self.path()
        )

    # -- where we are

    def tally(self) -> None:
        self.count += 1
        if self.count > self.findings.limits.nodes:
            self.findings.stop(
                "too-many-nodes",
                f"There are more than {self.findings.limits.nodes:,} keys and values.",
                self.mark(self.at),
            )

    def path(self) -> list[Step]:
        return [one.step() for one in self.open if one.closing == "]" or one.key is not None]

    def mark(self, at: int) -> Mark:
        line = bisect_right(self.lines, at)
        return Mark(line, at - self.lines[line - 1] + 1)

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def skip(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
