"""Names, reserved words, guesses and ordinals."""

import pytest

from transferrules.language.words import RESERVED, as_name, is_name, is_path, nearest, ordinal


@pytest.mark.parametrize("name", ["care_order", "lac3", "year_11_end", "x", "move_on", "handover"])
def test_snake_case_is_a_name(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "text",
    ["", "Care_order", "_x", "x_", "a__b", "1st_review", "care-order", "a.b", "é", "x ", "x\n"],
)
def test_anything_else_is_no_name(text: str) -> None:
    assert not is_name(text)


def test_the_words_that_the_language_keeps_for_itself() -> None:
    assert {"today", "age", "birth", "birthday", "this", "parent", "sender"} <= RESERVED
    assert {"receiver", "none", "recorded", "complete", "incomplete", "not"} <= RESERVED
    assert {"includes", "only", "any", "all", "true", "false"} <= RESERVED
    assert {"within", "before", "earlier", "of", "working", "days", "point", "june"} <= RESERVED


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_a_reserved_word_is_no_name(word: str) -> None:
    assert not is_name(word)


@pytest.mark.parametrize("path", ["care_order", "child.school.last_gcse_on", "this.parent.to"])
def test_a_path_is_names_joined_by_dots(path: str) -> None:
    assert is_path(path)


@pytest.mark.parametrize("text", ["a.", ".a", "a..b", "a.B", "a b", ""])
def test_a_broken_path_is_none(text: str) -> None:
    assert not is_path(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Care-Order", "care_order"),
        ("care order", "care_order"),
        ("Care_Order.granted_on", "care_order.granted_on"),
        ("care_order", None),
        ("!!", None),
        ("1st", None),
    ],
)
def test_a_name_is_guessed_from_what_was_written(written: str, meant: str | None) -> None:
    assert as_name(written) == meant


def test_the_nearest_word_is_found_only_if_it_is_near() -> None:
    assert nearest("wihtin", ("within", "before")) == "within"
    assert nearest("zebra", ("within", "before")) is None


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (16, "16th"),
        (21, "21st"),
        (22, "22nd"),
        (23, "23rd"),
        (101, "101st"),
        (111, "111th"),
    ],
)
def test_ordinals(number: int, said: str) -> None:
    assert ordinal(number) == said
