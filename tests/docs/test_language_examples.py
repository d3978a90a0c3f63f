"""`docs/language.md` says what is so: its examples load, answer and are refused as it says, and it leaves nothing of the language out."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

import transferrules.pack
from docs.language_page import (
    Answered,
    Otherwise,
    Refused,
    differences,
    load,
    otherwise,
    read_page,
    refusal,
)
from transferrules.language.syntax import Combination, Relation, Unit
from transferrules.pack.surface import LANGUAGE_VERSION, PackPart

PAGE = read_page()


def at_line(example: Answered | Otherwise | Refused | tuple[int, str]) -> str:
    return f"line {example[0] if isinstance(example, tuple) else example.line}"


@pytest.mark.parametrize("example", PAGE.packs, ids=at_line)
def test_pack_of_the_page_loads(example: tuple[int, str]) -> None:
    load(example[1])


@pytest.mark.parametrize("example", PAGE.answers, ids=at_line)
def test_answer_is_what_the_page_says(example: Answered) -> None:
    assert differences(example) == ()


@pytest.mark.parametrize("example", PAGE.otherwise, ids=at_line)
def test_other_readings_give_what_the_page_says(example: Otherwise) -> None:
    assert otherwise(example) == example.told


@pytest.mark.parametrize("mistake", PAGE.mistakes, ids=at_line)
def test_mistake_is_told_as_the_page_says_with_its_line_and_column(mistake: Refused) -> None:
    kinds, said = refusal(mistake.pack)
    assert said == mistake.told.rstrip("\n")
    assert kinds == mistake.kinds


# --- nothing is left out ---------------------------------------------------------------------------


def keys_of(model: type[BaseModel]) -> Iterator[str]:
    """Every key that the models of a pack know."""
    for name, field in model.model_fields.items():
        yield field.alias or name
        for inner in models_in(field.annotation):
            if inner is not model:
                yield from keys_of(inner)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


EXAMPLES = "\n".join(text for _, text in PAGE.packs)


@pytest.mark.parametrize("key", sorted(set(keys_of(PackPart))))
def test_every_key_of_a_pack_is_explained_and_used(key: str) -> None:
    assert re.search(rf"`{key}[`:]", PAGE.text), "not explained"
    assert re.search(rf"(^|[\s{{,]){key}:", EXAMPLES, re.MULTILINE), "in no example"


@pytest.mark.parametrize("relation", Relation)
def test_every_timing_phrase_is_in_an_example(relation: Relation) -> None:
    words = [re.escape(part) for part in relation.value.split(" … ")]
    assert re.search(rf"[:{{\[,] ?{' .+ '.join(words)} ", EXAMPLES)


@pytest.mark.parametrize(
    "words",
    [
        *Combination,
        "today",
        "birth",
        "birthday",
        "the move",
        "the point",
        "in school year",
        "next",
        "not",
        "includes",
        "only",
        "same as",
        "or over",
        "under",
        "complete",
        "incomplete",
        "this.",
        "parent.",
        "local.",
        "any_of",
        "all_of",
    ],
)
def test_every_word_of_the_grammars_is_in_an_example(words: str) -> None:
    if words != Combination.ONE:
        assert words in EXAMPLES


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_is_in_an_example(unit: Unit) -> None:
    assert re.search(rf"[0-9] {unit}s?\b", EXAMPLES)


def kinds_of_fault() -> set[str]:
    """Every kind of fault that the resolver can find, read off its source."""
    folder = Path(transferrules.pack.__file__).parent
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    return set(re.findall(r'kind="([a-z-]+)"', text))


@pytest.mark.parametrize("kind", sorted(kinds_of_fault()))
def test_every_kind_of_mistake_is_shown(kind: str) -> None:
    assert kind in {one for mistake in PAGE.mistakes for one in mistake.kinds}


def test_page_is_of_the_language_version_of_the_engine() -> None:
    assert f"version {LANGUAGE_VERSION}" in PAGE.text.splitlines()[0]
