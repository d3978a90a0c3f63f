"""What README and docs/cli.md show is what happens: Python is run, commands are run, packs are those that are shipped."""

import contextlib
import io
import re
import shlex
from doctest import NORMALIZE_WHITESPACE
from pathlib import Path
from typing import Any

import pytest
import yaml
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from cli.running import ROOT
from transferrules.cli.program import main


def run_commands(example: Example) -> str | None:
    """Run each line that begins with `$ `, and hold what it prints against what follows; `...` stands for anything."""
    for block in ("\n" + example.parsed).split("\n$ ")[1:]:
        command, _, wanted = block.partition("\n")
        program, *words = shlex.split(command)
        assert program == "transferrules"
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            main(words)
        parts = [re.escape(" ".join(part.split())) for part in wanted.split("...")]
        if not re.fullmatch(" ?.* ?".join(parts), " ".join(printed.getvalue().split())):
            return f"`{command}` prints\n{printed.getvalue()}\nnot\n{wanted}"
    return None


def compare_with_the_pack(example: Example) -> str | None:
    """An excerpt is part of the shipped pack, word for word."""
    pack = yaml.load(
        (ROOT / "policies" / "durham.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
    )
    excerpt: dict[str, Any] = yaml.load(example.parsed, yaml.BaseLoader)
    for section, rules in excerpt.items():
        for name, rule in rules.items():
            if pack[section].get(name) != rule:
                return f"{section}.{name} is otherwise in the pack: {pack[section].get(name)}"
    return None


READER = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=NORMALIZE_WHITESPACE),
        CodeBlockParser(language="console", evaluator=run_commands),
        CodeBlockParser(language="yaml", evaluator=compare_with_the_pack),
    ]
)


def examples(name: str) -> list[Example]:
    return list(READER.parse(ROOT / name).examples())


@pytest.mark.parametrize(("name", "least"), [("README.md", 5), ("docs/cli.md", 4)])
def test_what_a_page_shows_is_what_happens(
    name: str, least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    found = examples(name)
    assert len(found) >= least
    for example in found:
        example.evaluate()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/cli.md"])
def test_every_link_leads_to_a_file(name: str) -> None:
    page = ROOT / name
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [t for t in targets if not (page.parent / Path(t)).exists()] == []
