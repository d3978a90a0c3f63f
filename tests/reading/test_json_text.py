"""JSON with places: its own types in cases, words in packs."""

import pytest

from transferrules.errors import Unreadable
from transferrules.reading import Fault, Limits, Scalar, read


def faults_of(text: str, what: str = "case", **options: object) -> tuple[Fault, ...]:
    with pytest.raises(Unreadable) as refused:
        read(text, what=what, name="c.json", **options)  # type: ignore[arg-type]
    return refused.value.faults


def plain(text: str, what: str = "case") -> object:
    return read(text, what=what, name="c.json").node.plain()  # type: ignore[arg-type]


def test_cases_keep_the_types_of_json() -> None:
    text = '{"a": [1, -2.5, 1e2, true, false, null, "x"]}'
    assert plain(text) == {"a": [1, -2.5, 100.0, True, False, None, "x"]}


def test_packs_take_every_value_as_it_is_written() -> None:
    assert plain('{"a": [1, 2.50, true, "x"]}', "pack") == {"a": ["1", "2.50", "true", "x"]}


def test_null_is_refused_in_packs() -> None:
    assert [(one.kind, one.column) for one in faults_of('{"a": null}', "pack")] == [("null", 7)]


def test_escapes_and_surrogate_pairs_are_read() -> None:
    assert plain(r'{"a": "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}') == {"a": '"\\/\b\f\n\r\té😀'}


def test_every_node_has_its_place() -> None:
    node = read('{\n  "a": {"b": [1, "c"]},\n  "d": 2\n}', what="case", name="c.json").node
    assert [node.mark, node.end] == [(1, 1), (4, 2)]
    assert [node.at(["a"]).mark, node.at(["a"]).end] == [(2, 8), (2, 23)]
    assert node.at(["a", "b", 1]).mark == (2, 18)
    assert node.at(["d"]).mark == (3, 8)
    key = node.key_at(["d"])
    assert key is not None
    assert key.mark == (3, 3)


def test_a_text_that_begins_with_a_brace_is_json_unless_its_name_says_yaml() -> None:
    assert read(' {"a": 1}', what="case").node.plain() == {"a": 1}
    assert read("{a: 1}", what="case", name="c.yaml").node.plain() == {"a": "1"}
    assert read("a: 1", what="case").node.plain() == {"a": "1"}


def test_strings_are_not_plain_and_other_values_are() -> None:
    node = read('{"a": "1", "b": 1}', what="case").node
    values = [node.at([key]) for key in "ab"]
    assert [isinstance(one, Scalar) and one.is_plain for one in values] == [False, True]


def test_every_fault_is_told_at_once() -> None:
    text = '{"a": 1,\n "a": NaN,\n "b": True,\n "c": None, "d": yes, "e": "\\ud800", "f": 1e999,\n}'
    assert [(one.kind, one.line, one.column) for one in faults_of(text)] == [
        ("duplicate-key", 2, 2),
        ("json-syntax", 2, 7),
        ("json-syntax", 3, 7),
        ("json-syntax", 4, 7),
        ("json-syntax", 4, 18),
        ("encoding", 4, 28),
        ("too-long", 4, 43),
        ("json-syntax", 5, 1),
    ]


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ('{"a": [1,]}', 10, "nothing after the comma"),
        ('{"a": 1,}', 9, "nothing after the comma"),
        ('{"a" 1}', 6, "colon"),
        ('{"a": 1 "b": 2}', 9, "comma"),
        ('{"a": [1 2]}', 10, "comma"),
        ("{a: 1}", 2, "double quotes"),
        ("{'a': 1}", 2, "double quotes"),
        ("{\"a\": 'b'}", 7, "double quotes"),
        ('{"a": 1} // no', 10, "more text"),
        ('{"a": /* no */ 1}', 7, "comments"),
        ('{"a": "b', 7, "never closed"),
        ('{"a": "b\nc"}', 9, "line end"),
        ('{"a": "\\x"}', 8, "escape"),
        ('{"a": 01}', 7, "neither"),
        ('{"a": 1a}', 7, "neither"),
        ('{"a": -}', 7, "value is expected"),
        ('{"a": [1', 9, "too early"),
        ('{"a":', 6, "too early"),
        ('{"a"', 5, "too early"),
        ("{", 2, "too early"),
        ('{"a": 1,', 9, "too early"),
    ],
)
def test_a_syntax_error_is_a_sentence_at_its_place(text: str, column: int, words: str) -> None:
    (fault,) = faults_of(text)
    assert (fault.kind, fault.line, fault.column) == ("json-syntax", 1, column)
    assert words in fault.message


def test_depth_is_read_to_the_cap_and_not_past_it() -> None:
    limits = Limits(depth=3)
    assert read('{"a": [[]]}', what="case", limits=limits).node.plain() == {"a": [[]]}
    assert [one.kind for one in faults_of('{"a": [[[]]]}', limits=limits)] == ["too-deep"]
    assert faults_of("[" * 1_000_000)[0].kind == "too-deep"
    assert faults_of('{"a":' * 100_000)[0].kind == "too-deep"


def test_nodes_are_read_to_the_cap_and_not_past_it() -> None:
    limits = Limits(nodes=4)
    assert read('{"a": [1]}', what="case", limits=limits).node.plain() == {"a": [1]}
    assert [one.kind for one in faults_of('{"a": [1, 2]}', limits=limits)] == ["too-many-nodes"]


def test_texts_and_numbers_are_read_to_their_caps() -> None:
    limits = Limits(scalar=3)
    assert read('{"a": "bbb"}', what="case", limits=limits).node.plain() == {"a": "bbb"}
    assert [one.kind for one in faults_of('{"a": "bbbb"}', limits=limits)] == ["too-long"]
    assert plain(f'{{"a": {"1" * 32}}}') == {"a": int("1" * 32)}
    assert [one.kind for one in faults_of(f'{{"a": {"1" * 33}}}')] == ["too-long"]


def test_the_characters_of_json_are_taken_as_json_takes_them() -> None:
    assert plain('{"a": "\u2028\x7f\ufeff"}') == {"a": "\u2028\x7f\ufeff"}
    assert [one.kind for one in faults_of('{"a": "\x01"}')] == ["control-character"]
