"""What holds for any text and any value."""

import json
from typing import Any

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from reading.strategies import json_objects, markup, words
from transferrules.errors import Unreadable
from transferrules.reading import Limits, Mapping, Node, Scalar, Source, read, render, yaml_text

NAMES = ["x.yaml", "x.json", "x"]
WHATS = ["pack", "case", "scenario"]
SMALL = Limits(size=400, depth=6, nodes=30, scalar=20, faults=4)


def outcome(given_text: str | bytes, **options: Any) -> Source | Unreadable:
    try:
        return read(given_text, **options)
    except Unreadable as refused:
        return refused


@given(
    st.text() | markup | st.binary(),
    st.sampled_from(NAMES),
    st.sampled_from(WHATS),
    st.sampled_from([Limits(), SMALL]),
    st.booleans(),
)
def test_any_text_is_read_or_refused_with_reasons(
    text: str | bytes, name: str, what: str, limits: Limits, shown: bool
) -> None:
    result = outcome(text, name=name, what=what, limits=limits, show_found=shown)
    if isinstance(result, Unreadable):
        assert 0 < len(result.faults) <= limits.faults + 1
        assert str(result)
    else:
        assert isinstance(result.node, Mapping)


@given(json_objects)
def test_json_is_read_as_the_library_reads_it(value: dict[str, Any]) -> None:
    for ascii_only in (True, False):
        for indent in (None, 2):
            text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
            assert read(text, what="case", name="x.json").node.plain() == value


@given(markup)
def test_json_refuses_what_the_library_refuses(text: str) -> None:
    text = "{" + text
    result = outcome(text, what="case", name="x.json")
    if isinstance(result, Source):
        json.loads(text)


@given(json_objects)
def test_every_node_of_json_stands_where_its_mark_says(value: dict[str, Any]) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    source = read(text, what="case", name="x.json")
    lines = source.text.split("\n")

    def check(node: Node) -> None:
        beginning = lines[node.mark.line - 1][node.mark.column - 1 :]
        if isinstance(node, Scalar):
            written = json.dumps(node.value, ensure_ascii=False)
            assert beginning.startswith(written)
            assert node.end.column - node.mark.column == len(written)
        else:
            assert beginning[0] in "{["
            below = [entry.value for entry in node] if isinstance(node, Mapping) else node.items  # type: ignore[attr-defined]
            for one in below:
                check(one)

    check(source.node)


@given(markup)
def test_both_parsers_of_yaml_read_the_same(text: str) -> None:
    assume(yaml.__with_libyaml__)
    read_by: dict[str, Source | Unreadable] = {}
    original = yaml_text._LOADER
    for name in ("CSafeLoader", "SafeLoader"):
        yaml_text._LOADER = getattr(yaml, name)
        try:
            read_by[name] = outcome(text, what="case", name="x.yaml")
        finally:
            yaml_text._LOADER = original
    c, python = read_by["CSafeLoader"], read_by["SafeLoader"]
    if isinstance(c, Source) and isinstance(python, Source):
        assert c.node == python.node
    elif "\t" not in text:
        assert isinstance(c, Unreadable)
        assert isinstance(python, Unreadable)


@given(st.dictionaries(words, st.text(alphabet="Zz", min_size=8, max_size=8), min_size=1), markup)
def test_no_value_of_a_case_is_in_its_refusal(value: dict[str, str], broken: str) -> None:
    text = "".join(f"{key}: {secret}\n" for key, secret in value.items()) + broken
    result = outcome(text, what="case", name="c.yaml")
    if isinstance(result, Unreadable):
        told = f"{result} {result!r} {render(result.faults, show_found=False)}"
        assert not any(secret in told for secret in value.values())
