"""How a fault looks, and what it keeps to itself."""

import pytest

from transferrules.errors import InvalidPack, TransferRulesError, Unreadable
from transferrules.reading import Fault, dotted, fault_at, nearest, read, render

PACK = "routes:\n  step_up:\n    when: {plan: recorded}\n    today: at least 12 months after care_oder.granted_on\n"


def test_a_fault_shows_its_line_and_underlines_what_is_wrong() -> None:
    source = read(PACK, what="pack", name="policies/durham.yaml")
    path = ["routes", "step_up", "today"]
    fault = fault_at(
        source,
        path,
        "unknown-name",
        "`care_oder` is not a term of this pack.",
        offset=25,
        length=9,
        nearest="care_order",
    )
    assert render([fault], [source], show_found=True) == (
        "policies/durham.yaml:4:37: `care_oder` is not a term of this pack.\n"
        "    today: at least 12 months after care_oder.granted_on\n"
        "                                    ^^^^^^^^^\n"
        "    at routes.step_up.today\n"
        "    Did you mean `care_order`?"
    )


def test_without_leave_to_show_only_the_path_is_told() -> None:
    source = read("child:\n  name: Jane Doe\n", what="case", name="c.yaml")
    fault = fault_at(source, ["child", "name"], "unknown-key", "Not known.", on_key=True)
    assert fault.found is None
    assert (
        render([fault], [source], show_found=False) == "c.yaml:2:3: Not known.\n    at child.name"
    )


def test_a_case_shows_its_lines_on_request() -> None:
    source = read("child:\n  name: Jane Doe\n", what="case", name="c.yaml", show_found=True)
    fault = fault_at(source, ["child", "name"], "wrong-type", "Wrong.")
    assert fault.found == "Jane Doe"
    assert "    name: Jane Doe\n          ^^^^^^^^" in render([fault], [source], show_found=True)


def test_accepted_words_are_listed_where_none_is_near() -> None:
    fault = Fault("x", "No.", "p", 1, 1, accepted=tuple(f"w{n}" for n in range(14)))
    text = render([fault], show_found=True)
    assert "Accepted: `w0`, `w1`," in text
    assert "`w11` and 2 more." in text
    assert "w12" not in text


def test_a_warning_says_so() -> None:
    assert (
        render([Fault("x", "Odd.", "p", severity="warning")], show_found=True) == "p: warning: Odd."
    )


def test_faults_without_a_place_name_the_file_alone() -> None:
    assert render([Fault("no-file", "Absent.", "p.yaml")], show_found=True) == "p.yaml: Absent."


def test_a_long_line_is_shown_around_the_place() -> None:
    source = read(f"a: {'x' * 300} HERE {'y' * 300}\n", what="pack", name="p")
    fault = fault_at(source, ["a"], "x", "No.", offset=301, length=4)
    _, line, underline, _ = render([fault], [source], show_found=True).split("\n")
    start = underline.index("^")
    assert line[start : start + 4] == "HERE"
    assert len(line) <= 100


def test_the_underline_ends_with_the_line() -> None:
    fault = Fault("x", "No.", "<text>", 1, 4, length=500)
    source = read("a: bc\n", what="pack")
    assert render([fault], [source], show_found=True).split("\n")[2] == "       ^^"


def test_nothing_that_moves_the_cursor_reaches_a_terminal() -> None:
    source = read('{"a": "x\u2028\u202ey\x7f"}', what="case", show_found=True)
    fault = fault_at(source, ["a"], "x", "An \x1b[2J escape.", nearest="\x9b")
    text = render([fault], [source], show_found=True)
    assert all(one.isprintable() or one == "\n" for one in text)


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("a: bcd efg", 4, (1, 8)),
        ("a: 'it''s fine'", 5, (1, 11)),
        ('a: "bcd efg"', 4, (1, 9)),
        ("a: bcd\n   efg", 4, (2, 4)),
        ("a: bcd\n\n   efg", 4, (1, 4)),
        ("a: |\n  bcd efg", 4, (1, 4)),
        ('a: "b\\tcd"', 3, (1, 4)),
    ],
)
def test_an_offset_in_a_value_is_found_in_the_text(
    text: str, offset: int, place: tuple[int, int]
) -> None:
    fault = fault_at(read(text, what="pack"), ["a"], "x", "No.", offset=offset)
    assert (fault.line, fault.column) == place


def test_a_path_that_ends_early_is_told_at_what_is_above_it() -> None:
    fault = fault_at(read("a:\n  b: c\n", what="pack"), ["a", "x", "y"], "x", "No.")
    assert (fault.line, fault.path) == (2, "a.x.y")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("care_oder", "care_order"),
        ("Care Order", "care_order"),
        ("care-order", "care_order"),
        ("placement", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_the_nearest_name_is_near(name: str, found: str | None) -> None:
    assert nearest(name, ["care_order", "plan"]) == found


def test_the_nearest_name_does_not_hang_on_the_order_of_the_candidates() -> None:
    names = ["aab", "aac", "aad"]
    assert nearest("aae", names) == nearest("aae", reversed(names))


def test_paths_are_written_with_dots_and_brackets() -> None:
    assert dotted(["meetings", 2, "held_on"]) == "meetings[2].held_on"
    assert dotted([]) == ""


def test_every_fault_is_in_the_text_of_the_error() -> None:
    error = InvalidPack([Fault("x", "One.", "p", 1, 1), Fault("y", "Two.", "p", 2, 1)])
    assert str(error) == "p:1:1: One.\np:2:1: Two."
    assert isinstance(error, TransferRulesError)


SECRET = "Zebedee"


@pytest.mark.parametrize(
    "text",
    [
        f"name: {SECRET}\nname: {SECRET}\n",
        f"name: [{SECRET}\n",
        f"name: '{SECRET}\n",
        f"name: &{SECRET} {SECRET}\n",
        f"name: *{SECRET}\n",
        f"name: !{SECRET} x\n",
        f"{SECRET} Jones:\n",
        f"{SECRET.lower()} jones: {{a: 1, a: 2}}\n",
        f"r\u043e{SECRET}: x\n",
        f"name: {SECRET}\x07\n",
        f"name: @{SECRET}\n",
        f'name: "{SECRET}\\q"\n',
        f'{{"name": "{SECRET}}}',
        f'{{"name": {SECRET}}}',
        f'{{"{SECRET}": 1, "{SECRET}": 2}}',
        f'{{"name": "{SECRET}\\q"}}',
        f'"{SECRET}"',
        f"{SECRET}",
        "name: " + "[" * 99 + SECRET,
        f"name: {SECRET}\xe9".encode("latin-1"),
    ],
)
def test_an_unreadable_case_tells_nothing_that_it_holds(text: str | bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text, what="case", name="c")
    error: BaseException | None = refused.value
    while error is not None:
        shown = f"{error} {error!r} {vars(error)}"
        assert SECRET.lower() not in shown.lower()
        error = error.__cause__ or error.__context__


def test_a_pack_shows_what_it_holds() -> None:
    with pytest.raises(Unreadable) as refused:
        read("title: x\ntitle: y\n", what="pack", name="p")
    assert "    title: y\n    ^^^^^" in str(refused.value)
