"""The page about scenarios: its examples, and the tables that the code says."""

import re
from pathlib import Path

from transferrules.authoring import aspects
from transferrules.authoring.statements import (
    Days,
    Kind,
    Number,
    Sentences,
    Truth,
    When,
    Word,
    Words,
)

PAGE = Path(__file__).parents[2] / "docs" / "scenarios.md"
FENCE = re.compile(r"^```(?P<info>[^\n`]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, str]]:
    """Every fenced text of the page, with what its fence says it is."""
    text = PAGE.read_text(encoding="utf-8")
    return [(found["info"], found["text"]) for found in FENCE.finditer(text)]


def tables() -> dict[str, str]:
    """The tables of the page, by what they are about."""
    return {
        "answer": _table({n: a for n, a in aspects.DECISION.items() if n not in aspects.MOVE}),
        "move": _table(aspects.MOVE),
        "duty": _table(aspects.DUTY),
        "document": _table(aspects.DOCUMENT),
        "missing": _table(aspects.MISSING),
        "leads_to": _table(aspects.LEADS_TO),
        "awaited": _table(aspects.AWAITED),
        "rule": _table(aspects.RULE),
    }


def _table(table: aspects.Table) -> str:
    rows = [f"| `{name}` | {_kind(part)} | {part.about} |" for name, part in table.items()]
    return "\n".join(["| key | says | about |", "| --- | --- | --- |", *rows])


def _kind(part: aspects.Aspect | aspects.Inside | aspects.ById) -> str:
    if isinstance(part, aspects.Inside):
        return "see below"
    if isinstance(part, aspects.ById):
        return f"by {part.of.replace('_', ' ')}"
    return KINDS[type(part.kind)]


KINDS: dict[type[Kind], str] = {
    Word: "a word",
    Words: "words",
    Sentences: "sentences",
    When: "a day",
    Days: "days",
    Truth: "true or false",
    Number: "a number",
}
