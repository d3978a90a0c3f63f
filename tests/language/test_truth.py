"""Kleene's laws, each over every combination of the three values."""

from collections.abc import Iterator
from itertools import permutations, product

import pytest

from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth, conj, disj, negate

VALUES: tuple[Truth, ...] = (FALSE, TRUE, UNKNOWN)
PAIRS = list(product(VALUES, repeat=2))
TRIPLES = list(product(VALUES, repeat=3))


def completions(values: tuple[Truth, ...]) -> list[tuple[Truth, ...]]:
    """Every way of coming to know what is unknown."""
    return list(product(*(((FALSE, TRUE) if value == UNKNOWN else (value,)) for value in values)))


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (FALSE, FALSE, FALSE, FALSE),
        (FALSE, TRUE, FALSE, TRUE),
        (FALSE, UNKNOWN, FALSE, UNKNOWN),
        (TRUE, FALSE, FALSE, TRUE),
        (TRUE, TRUE, TRUE, TRUE),
        (TRUE, UNKNOWN, UNKNOWN, TRUE),
        (UNKNOWN, FALSE, FALSE, UNKNOWN),
        (UNKNOWN, TRUE, UNKNOWN, TRUE),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_the_truth_tables(left: Truth, right: Truth, both: Truth, either: Truth) -> None:
    assert conj((left, right)) == both
    assert disj((left, right)) == either


def test_negation_swaps_true_and_false_and_leaves_unknown() -> None:
    assert [negate(value) for value in (FALSE, TRUE, UNKNOWN)] == [TRUE, FALSE, UNKNOWN]


def test_of_no_values_all_hold_and_none_does() -> None:
    assert conj(()) == TRUE
    assert disj(()) == FALSE


@pytest.mark.parametrize("values", TRIPLES)
def test_order_means_nothing(values: tuple[Truth, ...]) -> None:
    assert {conj(order) for order in permutations(values)} == {conj(values)}
    assert {disj(order) for order in permutations(values)} == {disj(values)}


@pytest.mark.parametrize(("a", "b", "c"), TRIPLES)
def test_grouping_means_nothing(a: Truth, b: Truth, c: Truth) -> None:
    assert conj((conj((a, b)), c)) == conj((a, conj((b, c)))) == conj((a, b, c))
    assert disj((disj((a, b)), c)) == disj((a, disj((b, c)))) == disj((a, b, c))


@pytest.mark.parametrize(("a", "b", "c"), TRIPLES)
def test_each_connective_distributes_over_the_other(a: Truth, b: Truth, c: Truth) -> None:
    assert conj((a, disj((b, c)))) == disj((conj((a, b)), conj((a, c))))
    assert disj((a, conj((b, c)))) == conj((disj((a, b)), disj((a, c))))


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_de_morgan(a: Truth, b: Truth) -> None:
    assert negate(conj((a, b))) == disj((negate(a), negate(b)))
    assert negate(disj((a, b))) == conj((negate(a), negate(b)))


@pytest.mark.parametrize("value", VALUES)
def test_twice_negated_is_itself(value: Truth) -> None:
    assert negate(negate(value)) == value


@pytest.mark.parametrize("values", TRIPLES)
def test_what_is_settled_no_further_knowledge_overturns(values: tuple[Truth, ...]) -> None:
    for connective in (conj, disj):
        if (settled := connective(values)) != UNKNOWN:
            assert {connective(known) for known in completions(values)} == {settled}


@pytest.mark.parametrize("values", TRIPLES)
def test_what_is_left_open_could_still_go_either_way(values: tuple[Truth, ...]) -> None:
    for connective in (conj, disj):
        if connective(values) == UNKNOWN:
            assert {connective(known) for known in completions(values)} == {FALSE, TRUE}


def test_reading_stops_as_soon_as_a_value_settles_it() -> None:
    falling: Iterator[Truth] = iter((UNKNOWN, FALSE, TRUE))
    rising: Iterator[Truth] = iter((UNKNOWN, TRUE, FALSE))

    assert conj(falling) == FALSE
    assert disj(rising) == TRUE
    assert (next(falling), next(rising)) == (TRUE, FALSE)
