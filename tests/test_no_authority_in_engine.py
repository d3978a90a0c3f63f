"""A new authority is a new pack and never a change of code: no module names a team, a document or an authority of any pack.

In the engine itself (what reads, compiles, decides and tells) not even prose does. Elsewhere examples may stand in docstrings, comments and help, and the
vocabulary's examples are values as a case would give them. Words that the common vocabulary has too (a *chronology* is a document everywhere) are nobody's.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

import transferrules
from transferrules.case.vocabulary import CODE_LISTS, RECORD_TYPES
from transferrules.pack.load import pack_ids, pack_path

SOURCE = Path(transferrules.__file__).parent
ENGINE = (
    "calendars",
    "engine",
    "language",
    "pack",
    "reading",
    "reference",
    "tell",
    "decision.py",
    "errors.py",
)
# What prints examples: the models of a case, and the help of the command line.
GIVES_EXAMPLES = (
    "case/records",
    "case/snapshot.py",
    "case/values.py",
    "case/codes.py",
    "case/reference.py",
    "cli",
)


@cache
def common_words() -> frozenset[str]:
    """The words that are everyone's: codes and fields of the vocabulary."""
    codes = {code for codes in CODE_LISTS.values() for code in (*codes.codes, *codes.groups)}
    names = {name for record in RECORD_TYPES.values() for name in record.fields}
    return frozenset(codes | names)


@cache
def names_of(pack: str) -> frozenset[str]:
    """The names by which a pack, its teams and its documents are known."""
    text = yaml.load(pack_path(pack).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    names = {pack, pack.replace("_", " ").title()}
    for section in ("teams", "documents"):
        for name, detail in text.get(section, {}).items():
            title = detail if isinstance(detail, str) else detail.get("title", "")
            names |= {word for word in (name, title) if "_" in word or " " in word}
    return frozenset(
        name
        for name in names
        if len(name) > 3 and name.lower().replace(" ", "_") not in common_words()
    )


def said(module: Path) -> str:
    """The whole text of a module of the engine; of others, what they compute with: names and strings that are no docstring."""
    text = module.read_text(encoding="utf-8")
    where = module.relative_to(SOURCE).as_posix()
    if where.startswith(ENGINE):
        return text
    tree = ast.parse(text)
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    words = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
    ]
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return "\n".join([*words, *names])


# Finding F26: prose of the engine that takes one authority for its example.
OPEN = ("tell/sentence.py", "tell/words.py")
MODULES = sorted(
    path
    for path in SOURCE.rglob("*.py")
    if "policies" not in path.parts
    and path.relative_to(SOURCE).as_posix() not in OPEN
    and not path.relative_to(SOURCE).as_posix().startswith(GIVES_EXAMPLES)
)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_module_names_what_is_one_authoritys(module: Path) -> None:
    text = said(module)
    found = {
        name
        for pack in pack_ids()
        for name in names_of(pack)
        if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
    }

    assert not found


def test_there_are_modules_and_names_to_look_for() -> None:
    assert len(MODULES) > 50
    assert all(len(names_of(pack)) > 3 for pack in pack_ids())
