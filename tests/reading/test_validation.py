"""pydantic's errors as faults: where, in whose words, and how many."""

import datetime
import uuid
from typing import Annotated, Any, Literal

import pytest
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from transferrules.reading import Fault, read, read_values, render, validate


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pick(Part):
    last: str
    where: dict[str, str] = {}
    by: str = ""


class Sum(Part):
    reaches: str
    within: str = Field("", alias="in")


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Route(Part):
    title: str
    force: Literal["must", "should", "may"] = "must"
    to: Annotated[list[str], BeforeValidator(_one_or_many)] = []
    standing: bool = False
    stay: Literal["true"] | None = None


def _no_shouting(value: str) -> str:
    if value.isupper():
        raise PydanticCustomError(
            "shouting",
            "Do not shout.",
            {"kind": "loud", "accepted": ["please"], "nearest": "please", "offset": 2, "length": 3},
        )
    if value == "broken":
        raise ValueError(f"invalid literal {value}")
    return value


class Pack(Part):
    terms: dict[str, str | Pick | Sum] = {}
    routes: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], Route] = {}
    order: list[Literal["first", "second"]] | Literal["any"] = "any"
    count: int = Field(1, ge=1, le=9)
    say: Annotated[str, AfterValidator(_no_shouting)] = ""
    mixed: Literal["x"] | Literal["y"] = "x"
    names: list[str] = Field(default=["a"], min_length=1)
    until: str | None = None
    anything: Any = None


def faults_of(text: str, what: str = "pack") -> tuple[Fault, ...]:
    source = read(text, what=what, name="p.yaml")  # type: ignore[arg-type]
    instance, faults = validate(Pack, source)
    assert instance is None
    return faults


def one(text: str, what: str = "pack") -> Fault:
    (fault,) = faults_of(text, what)
    return fault


def test_what_is_right_becomes_the_model() -> None:
    source = read("routes: {up: {title: Up, to: team, standing: true}}\ncount: 3", what="pack")
    instance, faults = validate(Pack, source)
    assert faults == ()
    assert instance is not None
    assert (instance.routes["up"].to, instance.routes["up"].standing) == (["team"], True)


def test_an_unknown_key_names_the_nearest_and_all_that_are_known() -> None:
    fault = one("routes:\n  up: {title: Up, forse: may}\n")
    assert (fault.kind, fault.line, fault.column, fault.length) == ("unknown-key", 2, 19, 5)
    assert (fault.path, fault.nearest) == ("routes.up.forse", "force")
    assert fault.accepted == ("title", "force", "to", "standing", "stay")


def test_a_key_known_by_its_alias_is_offered_by_its_alias() -> None:
    fault = one("terms: {t: {reaches: x, inn: y}}")
    assert (fault.nearest, fault.accepted) == ("in", ("reaches", "in"))


def test_a_key_already_there_is_not_offered_again() -> None:
    assert one("routes: {up: {title: Up, titel: Up}}").nearest is None


def test_a_missing_key_is_told_at_what_lacks_it() -> None:
    fault = one("routes:\n  up: {force: may}\n")
    assert (fault.kind, fault.line, fault.column, fault.path) == ("missing-key", 2, 3, "routes.up")
    assert "`title`" in fault.message


def test_a_misspelt_key_is_not_told_again_as_missing() -> None:
    assert [fault.kind for fault in faults_of("routes: {up: {tittle: Up}}")] == ["unknown-key"]


def test_a_choice_names_what_is_accepted_and_the_nearest() -> None:
    fault = one("routes: {up: {title: Up, force: mst}}")
    assert (fault.kind, fault.found, fault.nearest) == ("not-accepted", "mst", "must")
    assert fault.accepted == ("must", "should", "may")
    assert (fault.line, fault.column, fault.length) == (1, 33, 3)


@pytest.mark.parametrize("word", ["yes", "on", "1", "True", "no", "off", "0", "f"])
def test_a_truth_value_is_true_or_false_and_nothing_else(word: str) -> None:
    fault = one(f"routes: {{up: {{title: Up, standing: {word}}}}}")
    assert (fault.kind, fault.accepted) == ("truth", ("true", "false"))
    assert fault.nearest == ("true" if word.lower() in ("yes", "on", "1", "true") else "false")


def test_words_of_truth_are_fine_where_text_is_wanted() -> None:
    source = read("say: yes\nnames: [no, on]", what="pack")
    assert validate(Pack, source)[1] == ()


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("count: many", "This should be a whole number, not text.", (1, 8)),
        ("count: [1]", "This should be a whole number, not a list.", (1, 1)),
        ("names: a", "This should be a list, not text.", (1, 8)),
        ("names: []", "This should have at least 1 item; it has none.", (1, 1)),
        ("routes: {up: x}", "This should be keys and values, not text.", (1, 14)),
        ("routes: {up: {title: [x]}}", "This should be text, not a list.", (1, 15)),
        ("count: 0", "This should be at least 1.", (1, 8)),
        ("count: 10", "This should be at most 9.", (1, 8)),
        (
            "routes: {Up: {title: Up}}",
            "This key should be written in small letters, digits and `_`, with a letter first.",
            (1, 10),
        ),
    ],
)
def test_the_sentences_are_ours(text: str, message: str, place: tuple[int, int]) -> None:
    fault = one(text)
    assert (fault.message, (fault.line, fault.column)) == (message, place)


class Odd(Part):
    """A field for each kind of sentence."""

    short: str = Field("ab", min_length=2, max_length=3)
    form: str = Field("x", pattern="^x+$")
    more: int = Field(1, gt=0)
    less: float = Field(0.5, lt=1)
    even: int = Field(2, multiple_of=2)
    most: list[int] = Field(default=[], max_length=1)
    pair: tuple[int, Pick] | None = None
    day: datetime.date | None = None
    hour: datetime.time | None = None
    at: datetime.datetime | None = None
    kind: Literal["a"] | list[Literal["b"]] = "a"
    url: uuid.UUID | None = None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("short: a", "This should have at least 2 characters."),
        ("short: abcd", "This should have at most 3 characters."),
        ("form: y", "This is not of the form expected here."),
        ("more: 0", "This should be more than 0."),
        ("less: 1", "This should be less than 1.0."),
        ("even: 3", "This should be a multiple of 2."),
        ("most: [1, 2]", "This should have at most 1 item; it has 2."),
        ("pair: [1, {lst: x}]", "`lst` is not a key that is known here."),
        ("day: soon", "This should be a date, such as 2026-03-01."),
        ("hour: soon", "This should be a time, such as 16:30."),
        ("at: soon", "This should be a date and time, such as 2026-03-01T16:30."),
        ("kind: {a: b}", "This should be a list or `a`, not keys and values."),
        ("url: zz", "This value is not accepted here."),
        ("more: null", "This should be a whole number, not `null`."),
    ],
)
def test_every_kind_of_error_has_its_sentence(text: str, message: str) -> None:
    _, (fault,) = validate(Odd, read(text, what="scenario"))
    assert fault.message == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"short": 3}', "This should be text, not a number."),
        ('{"short": true}', "This should be text, not a truth value."),
        ('{"even": 2.5}', "This should be a whole number, not a number."),
    ],
)
def test_what_stands_there_is_named_in_json_too(text: str, message: str) -> None:
    _, (fault,) = validate(Odd, read(text, what="case"))
    assert fault.message == message


def test_of_a_union_the_branch_that_fits_is_reported() -> None:
    fault = one("terms: {t: {lst: legal_orders, by: granted_on}}")
    assert (fault.kind, fault.nearest, fault.accepted) == (
        "unknown-key",
        "last",
        ("last", "where", "by"),
    )


def test_of_a_union_a_deep_fault_is_reported_alone() -> None:
    fault = one("terms: {t: {last: x, where: y}}")
    assert (fault.path, fault.kind) == ("terms.t.where", "wrong-type")


def test_a_value_that_fits_no_branch_is_told_all_that_would_do() -> None:
    assert one("terms: {t: [x]}").message == "This should be text or keys and values, not a list."


def test_a_list_of_choices_is_read_as_the_list_and_a_word_as_the_word() -> None:
    in_list = one("order: [first, thrd]")
    assert (in_list.path, in_list.accepted) == ("order[1]", ("first", "second"))
    assert one("order: all").accepted == ("any",)


def test_choices_of_several_branches_are_told_together() -> None:
    assert one("mixed: z").accepted == ("x", "y")


def test_a_branch_called_like_a_key_is_not_taken_for_it() -> None:
    fault = one("terms: {Pick: {last: [x]}}")
    assert fault.path == "terms.Pick.last"


def test_a_validator_speaks_for_itself() -> None:
    fault = one("say: LOUD NOW")
    assert (fault.kind, fault.message, fault.accepted) == ("loud", "Do not shout.", ("please",))
    assert (fault.column, fault.length, fault.nearest) == (8, 3, "please")


def test_every_fault_is_told_in_the_order_of_the_text() -> None:
    text = "count: 0\nzzz: 1\nsay: LOUD\nroutes:\n  up: {}\nnames: x\n"
    assert [(fault.line, fault.kind) for fault in faults_of(text)] == [
        (1, "greater-than-equal"),
        (2, "unknown-key"),
        (3, "loud"),
        (5, "missing-key"),
        (6, "wrong-type"),
    ]


def test_no_more_is_told_than_anyone_can_read() -> None:
    text = "\n".join(f"zz{n}: x" for n in range(300))
    faults = faults_of(text)
    assert len(faults) == 201
    assert faults[-1].kind == "too-many-faults"
    assert len(faults_of("\n".join(f"zz{n}: x" for n in range(200)))) == 200


def test_a_key_that_is_there_and_null_is_none() -> None:
    instance, _ = validate(Pack, read("until: null", what="case"))
    assert instance is not None
    assert instance.until is None


def test_pydantic_is_never_heard() -> None:
    text = "count: many\nnames: x\norder: {a: b}\nroutes: [x]\nsay: {a: b}\nmixed: [x]\nzz: 1\n"
    told = render(faults_of(text), show_found=True)
    for jargon in ("Input", "valid ", "literal", "dictionary", "instance", "Extra", "Field"):
        assert jargon not in told


SECRET = "Zebedee"


@pytest.mark.parametrize(
    "text",
    [
        f"count: {SECRET}",
        f"mixed: {SECRET}",
        f"say: {SECRET.upper()}",
        f"order: [{SECRET}]",
        f"routes: {{up: {SECRET}}}",
        f"routes: {{{SECRET}: {{title: x}}}}",
        f"{SECRET} Jones: 1",
        f"names: {SECRET}",
        "say: broken",
        f"routes: {{up: {{title: x, force: {SECRET}}}}}",
    ],
)
def test_an_invalid_case_tells_nothing_that_it_holds(text: str) -> None:
    source = read(text, what="case", name="c")
    faults = faults_of(text, "case")
    told = f"{faults!r} {render(faults, [], show_found=False)} {source!r}".lower()
    assert SECRET.lower() not in told
    assert "broken" not in told
    assert all(fault.found is None for fault in faults)


def test_the_nearest_word_to_a_value_of_a_case_would_tell_the_value() -> None:
    fault = one("routes: {up: {title: x, force: mst}}", "case")
    assert (fault.nearest, fault.accepted) == (None, ("must", "should", "may"))


def test_the_nearest_key_is_told_in_cases_too() -> None:
    assert one("cuont: 1", "case").nearest == "count"


def test_values_from_a_program_are_told_by_their_path() -> None:
    source = read_values({"routes": {"up": {"force": "may"}}}, what="case")
    _, (fault,) = validate(Pack, source)
    assert (fault.line, fault.column, fault.path) == (None, None, "routes.up")
