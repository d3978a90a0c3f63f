"""Tests as conditions give them: every form as its tree, and errors at their words."""

from typing import Any

import pytest

from transferrules.language.phrases import PhraseError
from transferrules.language.syntax import (
    Among,
    Amount,
    Basic,
    Birthday,
    DateExpr,
    Includes,
    IsComplete,
    IsNone,
    IsRecorded,
    Name,
    Not,
    NumberRange,
    OneOf,
    Only,
    Quantity,
    Relation,
    SameAs,
    Test,
    Timing,
    Unit,
    Within,
    Word,
)
from transferrules.language.tests import format_test, parse_test


@pytest.mark.parametrize(
    ("value", "tree"),
    [
        ("full_care_order", Word("full_care_order", 0)),
        ("37", Word("37", 0)),
        ("true", Word("true", 0)),
        ("false", Word("false", 0)),
        ("E1", Word("E1", 0)),
        ("W-88", Word("W-88", 0)),
        ("sender", Word("sender", 0)),
        ("parent", Word("parent", 0)),
        ("missing", Word("missing", 0)),
        ("none", IsNone()),
        ("recorded", IsRecorded()),
        ("complete", IsComplete(True)),
        ("incomplete", IsComplete(False)),
        ("includes adoption", Includes(Word("adoption", 9))),
        ("only long_term_fostering", Only(Word("long_term_fostering", 5))),
        ("same as old_tenancy.area", SameAs(Name("old_tenancy.area", 8))),
        ("same as area_then", SameAs(Name("area_then", 8))),
        ("16 or over", NumberRange(16, None)),
        ("0 or over", NumberRange(0, None)),
        ("under 18", NumberRange(None, 17)),
        ("14 to 17", NumberRange(14, 17)),
        (
            "on or after 16th birthday",
            Within(
                Timing(
                    Relation.ON_OR_AFTER,
                    DateExpr((Basic(Birthday(16)),)),
                    text="on or after 16th birthday",
                )
            ),
        ),
        ("not with_parents", Not(Word("with_parents", 4))),
        ("not none", Not(IsNone())),
        ("not includes sender", Not(Includes(Word("sender", 13)))),
        ("not same as old_tenancy.area", Not(SameAs(Name("old_tenancy.area", 12)))),
        ("not under 18", Not(NumberRange(None, 17))),
        (
            "not within 8 weeks after closure.ended_on",
            Not(
                Within(
                    Timing(
                        Relation.WITHIN_AFTER,
                        DateExpr((Basic(Name("closure.ended_on", 25)),)),
                        Amount((Quantity(8, Unit.WEEK),)),
                        text="within 8 weeks after closure.ended_on",
                    )
                )
            ),
        ),
        (["care", "pre_proceedings"], OneOf((Word("care", 0), Word("pre_proceedings", 0)))),
        (["7", "37"], OneOf((Word("7", 0), Word("37", 0)))),
        (
            ["includes adoption", "none", "under 5"],
            OneOf((Includes(Word("adoption", 9)), IsNone(), NumberRange(None, 4))),
        ),
    ],
)
def test_a_test_reads_as_its_tree_and_back(value: str | list[str], tree: Test) -> None:
    assert parse_test(value) == tree
    assert format_test(tree) == value


def test_a_list_of_one_is_that_one() -> None:
    assert parse_test(["recorded"]) == IsRecorded()


@pytest.mark.parametrize(
    ("text", "column", "pointed", "said", "meant"),
    [
        # words that are no codes
        ("yes", 0, "yes", "`true` or `false`", "true"),
        ("No", 0, "No", "`true` or `false`", "false"),
        ("True", 0, "True", "`true` or `false`", "true"),
        ("unknown", 0, "unknown", "Ignorance cannot be tested", "none"),
        ("known", 0, "known", "Ignorance cannot be tested", "recorded"),
        ("null", 0, "null", "the word for nothing is `none`", "none"),
        ("~", 0, "~", "the word for nothing is `none`", "none"),
        ("any", 0, "any", "`recorded`", "recorded"),
        ("all", 0, "all", "`none`", "none"),
        ("today", 0, "today", "how the date lies to today", "on today"),
        ("holder.team", 0, "holder.team", "is a path", "same as holder.team"),
        ("full*order", 0, "full*order", "no code", "full_order"),
        ("not unknown", 4, "unknown", "Ignorance cannot be tested", "none"),
        # a word that wants another
        ("not", 0, "not", "goes on with a test", None),
        ("includes", 0, "includes", "goes on with a code", None),
        ("only", 0, "only", "goes on with a code", None),
        ("under", 0, "under", "goes on with a number", "under 18"),
        ("within", 0, "within", "stops there", None),
        ("", 0, "", "A test is wanted", None),
        ("   ", 0, " ", "A test is wanted", None),
        # operators and ranges said otherwise
        (">= 16", 0, ">= 16", "no operators", "16 or over"),
        (">16", 0, ">16", "no operators", "17 or over"),
        ("< 18", 0, "< 18", "no operators", "under 18"),
        ("<= 17", 0, "<= 17", "no operators", "under 18"),
        ("≥ 16", 0, "≥ 16", "no operators", "16 or over"),
        ("!= with_parents", 0, "!= with_parents", "no operators", "not with_parents"),
        ("= with_parents", 0, "= with_parents", "no operators", "with_parents"),
        ("> x.held_on", 0, "> x.held_on", "no operators", None),
        (">", 0, ">", "no operators", None),
        ("16+", 0, "16+", "is said", "16 or over"),
        ("at least 16", 0, "at least 16", "is said", "16 or over"),
        ("16 or older", 0, "16 or older", "is said", "16 or over"),
        ("over 16", 0, "over 16", "is said", "17 or over"),
        ("more than 16", 0, "more than 16", "is said", "17 or over"),
        ("less than 18", 0, "less than 18", "is said", "under 18"),
        ("17 or under", 0, "17 or under", "is said", "under 18"),
        ("between 14 and 17", 0, "between 14 and 17", "is said", "14 to 17"),
        ("14-17", 0, "14-17", "is said", "14 to 17"),
        ("not at least 16", 4, "at least 16", "is said", "16 or over"),
        ("16 or obver", 6, "obver", "goes on with `over`", "over"),
        ("17 to 14", 0, "17 to 14", "holds none", "14 to 17"),
        ("16 to 16", 0, "16 to 16", "holds one number", "16"),
        ("under 0", 6, "0", "No number is under 0", None),
        ("under x", 6, "x", "no whole number", None),
        ("under 08", 6, "08", "no whole number", None),
        ("under 10000000", 6, "10000000", "larger than", None),
        ("14 to", 5, "", "a number is wanted", None),
        # includes, only, same as
        ("includes a or b", 11, "or b", "one code", None),
        ("only a b", 7, "b", "one code", None),
        ("includes none", 9, "none", "takes a code", "none"),
        ("includes not a", 9, "not", "`not includes`", None),
        ("inlcudes adoption", 0, "inlcudes", "does not begin a test", "includes"),
        ("same with x", 5, "with", "`same as`", None),
        ("same as", 7, "", "path or term is wanted", None),
        ("same as today", 8, "today", "word of the language", None),
        ("same as a.b c", 12, "c", "complete before", None),
        ("contains adoption", 0, "contains", "`includes`", "includes"),
        ("is recorded", 0, "is", "Leave out", None),
        # not
        ("not not x", 4, "not", "leave out both", None),
        # several words that are none of the forms
        ("full care order", 0, "full care order", "one word", "full_care_order"),
        ("adopted or deceased", 0, "adopted or deceased", "is a list", None),
        ("recorded or none", 9, "or none", "stands alone", None),
        ("16 or over please", 11, "please", "complete before", None),
        ("care, adoption", 4, ",", "brackets or commas", None),
        ("[care]", 0, "[", "brackets or commas", None),
        # timing, mistyped or misplaced
        ("witin 5 weeks after x", 0, "witin", "does not begin a timing phrase", "within"),
        ("with in 5 weeks after x", 0, "with", "does not begin a timing phrase", "within"),
        ("Before x", 0, "Before", "does not begin a timing phrase", "before"),
        ("within 5 days after x", 9, "days", "working days or calendar days", None),
        ("not within 5 days after x", 13, "days", "working days or calendar days", None),
        ("12 months ago", 10, "ago", "said forwards", "after"),
        ("in the last 3 months", 0, "in the last", "said forwards", None),
        ("since x.held_on", 0, "since", "`on or after` the date", None),
        ("not later than x", 4, "later than", "`after` the date", "after"),
        ("16th birthday", 0, "16th birthday", "is a date", "on or after 16th birthday"),
        ("the move", 0, "the move", "is a date", "on or after the move"),
        (
            "12 months after x",
            0,
            "12 months after x",
            "is a date",
            "at least 12 months after x",
        ),
        ("not 16th birthday", 4, "16th birthday", "is a date", "on or after 16th birthday"),
        ("on x or y", 5, "or", "`or else`", "or else"),
    ],
)
def test_what_is_no_test_is_refused_at_its_word(
    text: str, column: int, pointed: str, said: str, meant: str | None
) -> None:
    with pytest.raises(PhraseError) as caught:
        parse_test(text)

    error = caught.value
    assert (error.column, text[error.column : error.column + error.length]) == (column, pointed)
    assert said in error.message
    assert error.nearest == meant
    assert error.item is None


@pytest.mark.parametrize(
    ("value", "item", "said"),
    [
        (["care", "not adoption"], 1, "cannot stand in a list"),
        (["care", "yes"], 1, "`true` or `false`"),
        (["not"], 0, "cannot stand in a list"),
        (["care", ["adoption"]], 1, "words and phrases alone"),
        (["care", ""], 1, "A test is wanted"),
        ([None], 0, "words and phrases alone"),
        ([], None, "empty list"),
        (None, None, "a word, a phrase or a list"),
        ({"type": "care"}, None, "a word, a phrase or a list"),
        (16, None, "a word, a phrase or a list"),
    ],
)
def test_an_error_in_a_list_names_the_item(value: Any, item: int | None, said: str) -> None:
    with pytest.raises(PhraseError, match=said) as caught:
        parse_test(value)

    assert caught.value.item == item


def test_several_words_that_are_no_test_list_the_forms() -> None:
    with pytest.raises(PhraseError) as caught:
        parse_test("full care order")

    assert {"none", "includes …", "16 or over", "within …"} <= set(caught.value.accepted)


def test_list_may_be_asked_for_the_value_of_another_fact() -> None:
    assert parse_test("includes this.id") == Includes(Name("this.id", 9))
    assert parse_test("only this.team") == Only(Name("this.team", 5))
    assert parse_test("in plan.children") == Among(Name("plan.children", 3))


@pytest.mark.parametrize("text", ["includes this.id", "only plan.team", "in plan.children"])
def test_test_against_the_value_of_another_fact_is_written_back_as_it_was(text: str) -> None:
    assert format_test(parse_test(text)) == text
