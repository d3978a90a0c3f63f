"""The safe subset of YAML: what is read, what is refused, and where."""

import pytest
import yaml

from transferrules.errors import Unreadable
from transferrules.reading import Fault, Limits, Mapping, Scalar, Sequence, read, yaml_text


def faults_of(text: str, what: str = "pack", **options: object) -> tuple[Fault, ...]:
    with pytest.raises(Unreadable) as refused:
        read(text, what=what, name="p.yaml", **options)  # type: ignore[arg-type]
    return refused.value.faults


def told(text: str, what: str = "pack") -> list[tuple[str, int | None, int | None, str]]:
    return [(one.kind, one.line, one.column, one.path) for one in faults_of(text, what)]


@pytest.fixture(params=["C parser", "Python parser"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything here holds for both of PyYAML's parsers."""
    if request.param == "Python parser":
        monkeypatch.setattr(yaml_text, "_LOADER", yaml.SafeLoader)
    elif not yaml.__with_libyaml__:
        pytest.skip("PyYAML is built without libyaml here")


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "on",
        "yes",
        "off",
        "true",
        "16:30",
        "2026-03-01",
        "1_000",
        "0o17",
        "0x1f",
        ".inf",
        "1e3",
    ],
)
def test_a_word_stays_a_word(word: str) -> None:
    assert read(f"key: {word}", what="pack").node.plain() == {"key": word}


def test_keys_that_yaml_would_take_for_truth_stay_words() -> None:
    assert read("on: a\nno: b\n1: c\n", what="pack").node.plain() == {
        "on": "a",
        "no": "b",
        "1": "c",
    }


def test_lists_and_mappings_nest() -> None:
    source = read("a:\n  - b\n  - {c: d, e: [f]}\n", what="pack")
    assert source.node.plain() == {"a": ["b", {"c": "d", "e": ["f"]}]}


def test_marks_are_those_of_an_editor() -> None:
    source = read("a: b\nç:\n".replace("ç", "c") + "  d: [e, 'f g']\n", what="pack")
    node = source.node.at(["c", "d", 1])
    assert (node.mark, node.end) == ((3, 10), (3, 15))
    key = source.node.key_at(["c", "d"])
    assert key is not None
    assert key.mark == (3, 3)


def test_columns_count_characters_not_bytes() -> None:
    source = read("a: [é🙂, b]\n", what="pack")
    assert source.node.at(["a", 1]).mark == (1, 9)


def test_windows_line_ends_and_a_byte_order_mark_change_no_place() -> None:
    source = read(b"\xef\xbb\xbfa: b\r\nc: d\r\n", what="pack")
    assert source.node.plain() == {"a": "b", "c": "d"}
    assert source.node.at(["c"]).mark == (2, 4)


@pytest.mark.parametrize(
    ("value", "plain"),
    [("b", True), ("'b'", False), ('"b"', False), ("|\n  b", False), (">\n  b", False)],
)
def test_only_words_without_quotes_are_plain(value: str, plain: bool) -> None:
    node = read(f"a: {value}", what="pack").node.at(["a"])
    assert isinstance(node, Scalar)
    assert node.is_plain is plain


@pytest.mark.parametrize("null", ["~", "null", "Null", "NULL"])
def test_null_is_none_in_cases_and_scenarios(null: str) -> None:
    assert read(f"a: {null}", what="case").node.plain() == {"a": None}
    assert read(f"a: [{null}]", what="scenario").node.plain() == {"a": [None]}


def test_null_in_quotes_is_a_word() -> None:
    assert read("a: 'null'\nb: \"~\"", what="case").node.plain() == {"a": "null", "b": "~"}


@pytest.mark.parametrize("null", ["~", "null", "Null", "NULL"])
def test_null_is_refused_in_packs(null: str) -> None:
    assert told(f"a: {null}") == [("null", 1, 4, "a")]
    assert "`none`" in faults_of(f"a: {null}")[0].message


@pytest.mark.parametrize("what", ["pack", "case", "scenario"])
def test_a_key_without_a_value_is_refused_at_the_key(what: str) -> None:
    assert told("a:\n  b:\n  c: d\n", what) == [("blank", 2, 3, "a.b")]


def test_a_blank_in_a_case_names_both_fixes() -> None:
    (fault,) = faults_of("ended_on:\n", "case")
    assert "`null` for none" in fault.message
    assert "leave the key out" in fault.message


def test_a_blank_item_is_refused_where_it_stands() -> None:
    assert told("a:\n  - b\n  -\n  - c\n") == [("blank", 3, 4, "a[1]")]


def test_an_empty_text_in_quotes_is_no_blank() -> None:
    assert read("a: ''", what="case").node.plain() == {"a": ""}


def test_every_fault_is_told_at_once() -> None:
    text = "a: 1\na: 2\nb: &x 1\nc: *x\nd: !!str y\n<<: {a: b}\ne:\nf: ~\n? [x]\n: z\nd: 3\n"
    assert told(text) == [
        ("duplicate-key", 2, 1, "a"),
        ("anchor", 3, 4, "b"),
        ("alias", 4, 4, "c"),
        ("tag", 5, 4, "d"),
        ("merge-key", 6, 1, "<<"),
        ("blank", 7, 1, "e"),
        ("null", 8, 4, "f"),
        ("key-not-a-word", 9, 3, ""),
        ("duplicate-key", 11, 1, "d"),
    ]


def test_faults_before_a_syntax_error_are_told_with_it() -> None:
    assert told("a: 1\na: 2\nb: [c\n") == [
        ("duplicate-key", 2, 1, "a"),
        ("yaml-syntax", 3, 4, "b[1]"),
    ]


def test_a_duplicate_names_the_line_of_the_first() -> None:
    assert "line 2" in faults_of("a:\n  b: 1\n  c: 2\n  b: 3\n")[0].message


def test_the_same_key_in_two_mappings_is_no_duplicate() -> None:
    assert read("a: {k: 1}\nb: {k: 2}", what="pack").node.plain() == {
        "a": {"k": "1"},
        "b": {"k": "2"},
    }


def test_a_merge_key_in_quotes_is_an_ordinary_key() -> None:
    assert read("'<<': a", what="pack").node.plain() == {"<<": "a"}


def test_a_second_document_is_refused_and_a_leading_line_is_not() -> None:
    assert read("---\na: b\n", what="pack").node.plain() == {"a": "b"}
    assert told("---\na: b\n---\nc: d\n") == [("second-document", 3, 1, "")]


def test_directives_are_refused_each_where_it_stands() -> None:
    text = "%YAML 1.1\n%TAG ! x\n---\na: b\n"
    assert told(text) == [("directive", 1, 1, ""), ("directive", 2, 1, "")]


def test_directives_never_reach_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_text.yaml, "parse", lambda *_, **__: pytest.fail("parsed"))
    assert faults_of("".join(f"%TAG !a{n}! b\n" for n in range(1000)))[-1].kind == "too-many-faults"


def test_a_per_cent_sign_elsewhere_is_read() -> None:
    assert read("a: 50%\nb: |\n  %c\n", what="pack").node.plain() == {"a": "50%", "b": "%c\n"}


def test_lists_and_mappings_end_with_their_last_value() -> None:
    node = read("a:\n  - b: c\n\n\nd: {e: f}  \n", what="pack").node
    assert [node.at(["a"]).end, node.at(["a", 0]).end] == [(2, 9), (2, 9)]
    assert [node.at(["d"]).end, node.end] == [(5, 10), (5, 10)]


def test_a_look_alike_letter_in_a_key_is_named_and_its_fix_offered() -> None:
    (fault,) = faults_of("r\u043eutes: x\n")
    assert (fault.kind, fault.nearest, fault.length) == ("key-look-alike", "routes", 6)
    assert "cyrillic small letter o (U+043E)" in fault.message


def test_letters_beyond_english_are_welcome_in_values() -> None:
    assert read("title: Tŷ Hafan — 5½", what="pack").node.plain() == {"title": "Tŷ Hafan — 5½"}


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a:\n\tb: 1\n", 2, 1, "tab"),
        ("a: [1, 2\nb: 3\n", 2, 2, "`[` of line 1"),
        ("a: {b: 1\n", 1, 4, "never closed"),
        ("a: 'b\nc: d\n", 1, 4, "quote that opens here"),
        ("a: @b\n", 1, 4, "may not begin with `@`"),
        ("a: `b`\n", 1, 4, "backtick"),
        ("a: b: c\n", 1, 5, "second `: `"),
        ("a: b\nc\nd: e\n", 2, 1, "colon"),
        ("a:\n  - b\n c: d\n", 3, 2, "indentation"),
        ("a: 'it's'\n", 1, 8, "quote ends"),
        ('a: "b\\q"\n', 1, 6, "escape"),
        ('a: "b\\ud83"\n', 1, 6, "escape"),
    ],
)
def test_a_syntax_error_is_a_sentence_at_its_place(
    text: str, line: int, column: int, words: str
) -> None:
    fault = faults_of(text)[-1]
    assert (fault.kind, fault.line, fault.column) == ("yaml-syntax", line, column)
    assert words in fault.message


@pytest.mark.parametrize("text", ["- a\n", "a\n", "'a: b'\n"])
def test_the_whole_must_be_keys_and_values(text: str) -> None:
    assert [one.kind for one in faults_of(text)] == ["not-a-mapping"]


@pytest.mark.parametrize("text", ["", "  \n\n", "# nothing\n", "---\n", "--- ~\n"])
def test_nothing_to_read_is_said(text: str) -> None:
    assert faults_of(text)[0].kind in ("empty", "null")


# -- caps: one below, one above


def nested(depth: int) -> str:
    return "a: " + "[" * (depth - 1) + "]" * (depth - 1)


def test_depth_is_read_to_the_cap_and_not_past_it() -> None:
    limits = Limits(depth=5)
    assert isinstance(read(nested(5), what="pack", limits=limits).node.at(["a"]), Sequence)
    assert [one.kind for one in faults_of(nested(6), limits=limits)] == ["too-deep"]


@pytest.mark.parametrize("piece", ["[", "{a: ", "- ", "? "])
def test_ten_thousand_deep_stops_at_the_cap(piece: str) -> None:
    assert faults_of("a:\n  " + piece * 10_000)[-1].kind == "too-deep"


def test_indentation_stops_at_the_cap() -> None:
    assert faults_of("".join(" " * n + "a:\n" for n in range(500)))[-1].kind == "too-deep"


def test_nodes_are_read_to_the_cap_and_not_past_it() -> None:
    limits = Limits(nodes=5)  # a mapping, a key, a list and two items
    assert read("a: [b, c]", what="pack", limits=limits).node.plain() == {"a": ["b", "c"]}
    assert [one.kind for one in faults_of("a: [b, c, d]", limits=limits)] == ["too-many-nodes"]


def test_a_value_is_read_to_the_cap_and_not_past_it() -> None:
    limits = Limits(scalar=4)
    assert read("a: bbbb", what="pack", limits=limits).node.plain() == {"a": "bbbb"}
    assert told_kinds("a: bbbbb", limits) == ["too-long"]
    assert told_kinds("aaaaa: b", limits) == ["too-long"]


def test_collecting_stops_at_the_cap_and_says_so() -> None:
    limits = Limits(faults=3)
    assert told_kinds("a:\nb:\nc:\nd:\n", limits) == ["blank"] * 3 + ["too-many-faults"]
    assert told_kinds("a:\nb:\n", limits) == ["blank"] * 2


def told_kinds(text: str, limits: Limits) -> list[str]:
    return [one.kind for one in faults_of(text, limits=limits)]


def test_an_alias_bomb_is_refused_without_being_expanded() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    kinds = {one.kind for one in faults_of("\n".join(lines))}
    assert kinds == {"anchor", "alias"}


def test_an_alias_to_itself_is_refused() -> None:
    assert [one.kind for one in faults_of("a: &x [*x]")] == ["anchor", "alias"]


def test_half_a_surrogate_pair_is_refused_as_an_escape_too() -> None:
    assert faults_of('a: "\\ud83d"')[0].kind in ("yaml-syntax", "encoding")


def test_an_escape_past_the_last_character_is_refused() -> None:
    assert faults_of('a: "\\UFFFFFFFF"')[0].kind == "yaml-syntax"


def test_the_tree_is_a_mapping_with_its_keys_in_order() -> None:
    node = read("b: 1\na: 2\n", what="pack").node
    assert isinstance(node, Mapping)
    assert node.keys() == ("b", "a")
    assert "a" in node
    assert [entry.key.value for entry in node] == ["b", "a"]
    assert node.at(["a", "x", 3]).plain() == "2"
    assert node.key_at(["a", "x"]) is None
    assert node.key_at([]) is None
