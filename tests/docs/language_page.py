"""The examples of `docs/language.md`: found, completed and run.

A fence says in its first words what it holds: ``yaml pack`` a piece of a pack, ``yaml case`` what is on the record, ``yaml answer`` what is
answered, day by day, as a scenario expects it, and ``yaml wrong`` a piece of a pack that is refused with what the ``text`` after it says. A pack counts until the next
pack, a case until the next case. What an example leaves out is filled in here, without a place in the text, so that the line and the column of
an error are those of the example.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from transferrules import Case, InvalidPack, Policy, Unreadable, load_case
from transferrules.authoring.expectations import mismatches, read_expectations
from transferrules.authoring.pack_names import PackNames
from transferrules.authoring.statements import Reader
from transferrules.case.vocabulary import SNAPSHOT, Kind
from transferrules.pack.load import resolve_source
from transferrules.pack.model import Pack
from transferrules.reading import Entry, Mark, Node, Scalar, Sequence, Source, read, render
from transferrules.reading import Mapping as MappingNode

PAGE = Path(__file__).parents[2] / "docs" / "language.md"
FENCE = re.compile(r"^```(?P<info>[^\n`]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
NOWHERE = Mark(0, 0)
NAMED = ("routes", "blocks", "duties", "checklists", "advice")

HEAD: Mapping[str, Any] = {
    "pack": "example",
    "language": "1",
    "title": "An example",
    "source": "Made up for this page",
    "edition": {"id": "undated"},
    "teams": {
        "front_door": "Front Door",
        "assessment": "Assessment Team",
        "family_support": "Family Support Team",
        "looked_after": "Looked After Team",
        "leaving_care": "Leaving Care Team",
    },
}
"""What every pack has, where an example does not say it itself."""

RECORD: Mapping[str, Any] = {
    "vocabulary": 1,
    "case": {
        "id": "C-1",
        "authority": "example",
        "opened_on": "2025-01-06",
        "last_event_on": "2025-12-01",
    },
    "child": {"date_of_birth": "2012-05-10", "school": {"year_11": None}},
    "holder": {"team": "assessment", "worker": "W-1", "started_on": "2025-01-06", "ended_on": None},
    "transfer": None,
    **{name: [] for name, field in SNAPSHOT.fields.items() if field.kind is Kind.RECORDS},
    "services": {"standing_meetings": []},
    "local": {},
}
"""A record on which everything is known and nearly nothing has happened."""

NOT_RECORDED = "not recorded"


@dataclass(frozen=True)
class Answered:
    """One answer that the page shows.

    Attributes:
        line: Where it stands in the page.
        pack: The pack.
        case: What is on the record.
        days: What is answered, by the day or moment asked about.
    """

    line: int
    pack: str
    case: str
    days: str


@dataclass(frozen=True)
class Otherwise:
    """What other readings of one example would give.

    Attributes:
        line: Where it stands in the page.
        pack: The pack.
        case: What is on the record.
        days: The answer that stands before it.
        told: What the answer says of the other readings, a line each.
    """

    line: int
    pack: str
    case: str
    days: str
    told: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """One mistake that the page shows.

    Attributes:
        line: Where it stands in the page.
        pack: The pack with the mistake.
        kinds: The kinds of fault, in their order.
        told: What the author is told.
    """

    line: int
    pack: str
    kinds: tuple[str, ...]
    told: str


@dataclass
class Page:
    """Everything on the page that can be run."""

    text: str
    packs: list[tuple[int, str]] = field(default_factory=list)
    answers: list[Answered] = field(default_factory=list)
    otherwise: list[Otherwise] = field(default_factory=list)
    mistakes: list[Refused] = field(default_factory=list)


def read_page(path: Path = PAGE) -> Page:
    """Find the examples."""
    page = Page(path.read_text(encoding="utf-8"))
    pack = case = wrong = ""
    for line, info, text in _fences(page.text):
        match info.split():
            case ["yaml", "pack"]:
                pack, case = text, ""
                page.packs.append((line, text))
            case ["yaml", "case"]:
                case = text
            case ["yaml", "answer"]:
                page.answers.append(Answered(line, pack, case, text))
            case ["text", "otherwise"]:
                days = page.answers[-1].days
                page.otherwise.append(Otherwise(line, pack, case, days, tuple(text.splitlines())))
            case ["yaml", "wrong"]:
                wrong = text
            case ["text", "refused", *kinds]:
                page.mistakes.append(Refused(line, wrong, tuple(kinds), text))
            case ["ebnf" | "sh" | "yaml" | "text" | "python" | "json"]:
                continue
            case _:
                raise AssertionError(f"line {line}: a fence of no known sort: {info}")
    return page


def _fences(text: str) -> Iterator[tuple[int, str, str]]:
    for found in FENCE.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found["info"].strip(), found["text"]


# --- packs -----------------------------------------------------------------------------------------


def complete(text: str) -> Source:
    """A piece of a pack as a whole pack: the head, and a title and clauses for each rule that has none."""
    source = read(text, what="pack", name="example.yaml")
    node = source.node
    assert isinstance(node, MappingNode)
    entries = [Entry(key, _with_titles(str(key.value), value)) for key, value in node]
    entries += [_entry(key, value) for key, value in HEAD.items() if key not in node]
    return Source(
        source.name, source.text, MappingNode(tuple(entries), node.mark, node.end), "pack", True
    )


def _with_titles(section: str, node: Node) -> Node:
    if section not in NAMED or not isinstance(node, MappingNode):
        return node
    rules = [Entry(key, _with_title(str(key.value), rule)) for key, rule in node]
    return MappingNode(tuple(rules), node.mark, node.end)


def _with_title(name: str, rule: Node) -> Node:
    if not isinstance(rule, MappingNode):
        return rule
    given: Mapping[str, Any] = {"title": name.replace("_", " "), "clauses": ["EX-1"]}
    more = [_entry(key, value) for key, value in given.items() if key not in rule]
    return MappingNode((*rule.entries, *more), rule.mark, rule.end)


def _entry(key: str, value: Any) -> Entry:
    return Entry(Scalar(key, True, NOWHERE, NOWHERE), _node(value))


def _node(value: Any) -> Node:
    if isinstance(value, dict):
        return MappingNode(tuple(_entry(k, v) for k, v in value.items()), NOWHERE, NOWHERE)
    if isinstance(value, list):
        return Sequence(tuple(_node(v) for v in value), NOWHERE, NOWHERE)
    return Scalar(value, True, NOWHERE, NOWHERE)


def load(text: str) -> Pack:
    """The pack of an example; a register that it names stands beside this file."""
    return resolve_source(complete(text), Path(__file__).parent)


def refusal(text: str) -> tuple[tuple[str, ...], str]:
    """The kinds of fault of a pack with mistakes, and what the author is told."""
    try:
        load(text)
    except (InvalidPack, Unreadable) as error:
        source = Source("example.yaml", text, Scalar("", True, NOWHERE, NOWHERE), "pack", True)
        told = render(error.faults, [source], show_found=True)
        return tuple(fault.kind for fault in error.faults), told
    raise AssertionError("nothing is wrong with it")


def rewrite(path: Path = PAGE) -> None:
    """Bring what authors are told of their mistakes up to date: for whoever betters a message. Read what changed before keeping it."""
    text = path.read_text(encoding="utf-8")
    for mistake in read_page(path).mistakes:
        kinds, said = refusal(mistake.pack)
        old = f"```text refused {' '.join(mistake.kinds)}".rstrip() + f"\n{mistake.told}```"
        text = text.replace(
            f"{mistake.pack}```\n\n{old}",
            f"{mistake.pack}```\n\n```text refused {' '.join(kinds)}\n{said}\n```",
        )
    path.write_text(text, encoding="utf-8")


# --- cases -----------------------------------------------------------------------------------------


def a_case(text: str) -> Case:
    """The record of an example: everything on it is known, but for what it says is not recorded."""
    said = yaml.load(text, Loader=_Words) or {}
    record: dict[str, Any] = dict(RECORD)
    for key, value in said.items():
        if value == NOT_RECORDED:
            del record[key]
        elif isinstance(value, dict) and isinstance(record.get(key), dict):
            merged = {**record[key], **value}
            record[key] = {k: v for k, v in merged.items() if v != NOT_RECORDED}
        else:
            record[key] = value
    return load_case(record)


class _Words(yaml.SafeLoader):
    """YAML whose dates stay words; numbers, truth and null are what they are."""


_Words.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


# --- answers ---------------------------------------------------------------------------------------


def differences(answer: Answered) -> tuple[str, ...]:
    """Where an example is answered otherwise than the page says; what is expected is read as in a scenario."""
    pack = load(answer.pack)
    policy, case = Policy(pack), a_case(answer.case)
    source = read(answer.days, what="scenario", name="answer.yaml")
    reader = Reader(source, PackNames(pack))
    assert isinstance(source.node, MappingNode)
    found: list[str] = []
    for key, node in source.node:
        asked = str(key.value)
        expected = read_expectations(node, (asked,), reader)
        assert reader.faults == [], render(reader.faults, [source], show_found=True)
        decision = policy.decide(case, as_of=day_or_moment(asked))
        found += [
            f"{asked}: {one.path}: expected {one.expected}, answered {one.answered}"
            for one in mismatches(expected, decision)
        ]
    return tuple(found)


def day_or_moment(text: str) -> date | datetime:
    """What was asked about."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def otherwise(example: Otherwise) -> tuple[str, ...]:
    """What other readings would give, as the answer tells it on the first day asked about."""
    day = next(iter(yaml.load(example.days, Loader=_Words)))
    decision = Policy(load(example.pack)).decide(a_case(example.case), as_of=day_or_moment(day))
    return tuple(line for reading in decision.readings for line in reading.otherwise)


if __name__ == "__main__":
    rewrite()
