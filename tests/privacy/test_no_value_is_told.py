"""No value of a case reaches a log record, a warning, an error or a repr, unless somebody asks for it.

Canaries, words and days that stand nowhere else, are put into every field of the vocabulary in turn: where they belong (a case that is read), and
where they do not (a case that is refused). Whoever catches an error, logs it, or sends it to a collector of crashes sees what these tests see.
"""

import json
import logging
import pickle
import traceback
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from transferrules import Case, InvalidCase, Policy, TransferRulesError, load_case, load_pack
from transferrules.case.kinds import Kind
from transferrules.case.vocabulary import CODE_LISTS, RECORD_TYPES, SNAPSHOT, Field, RecordType
from transferrules.cli.program import main

AS_OF: Final = date(2026, 11, 22)
WORD: Final = "Zanzibar Quux-Fanshawe"
ID: Final = "zanzibar_quux"
DAY: Final = "1987-03-19"
CANARIES: Final = ("Zanzibar", "zanzibar", "Quux", "1987", "19 March", "719")
"""Any part of a canary; 719 of the number and of no day or place."""

RIGHT: Final[dict[Kind, Any]] = {
    Kind.DATE: DAY,
    Kind.MOMENT: f"{DAY}T07:19",
    Kind.PARTY: ID,
    Kind.PARTIES: [ID, {"role": ID, "team": ID, "person": WORD}],
    Kind.TEAM: ID,
    Kind.TEAMS: [ID],
    Kind.PERSON: WORD,
    Kind.TEXT: WORD,
    Kind.IDS: [WORD],
    Kind.ROLE: ID,
    Kind.AREA: ID,
    Kind.RULE: ID,
    Kind.SCHOOL_YEAR: "1987/88",
    Kind.BOOLEAN: True,
}
WRONG: Final[tuple[Any, ...]] = (
    WORD, ID, DAY, f"{DAY} 07:19", f"{DAY}T25:19", "19/03/1987", "1987-13-19", 719719719719, 719.5, [WORD], [[WORD]], [{"holdr": WORD}], {"holdr": WORD}, {WORD: ID},
    {"from": DAY, "until": "1987-03-01"}, {"from": WORD}, {"role": WORD}, "core_group_zanzibar", "yes Zanzibar", None,
)  # fmt: skip


def value_of(field: Field) -> Any:
    """A value that the field takes, and that would give itself away."""
    if field.codes in CODE_LISTS:
        codes = CODE_LISTS[field.codes]
        code = ID if codes.open else next(iter(codes.codes))
        return [code] if field.kind is Kind.CODES else code
    if field.kind is Kind.NUMBER:
        assert field.bounds is not None
        return min(max(719, field.bounds[0]), field.bounds[1])
    return RIGHT.get(field.kind)


def record_of(record: RecordType, depth: int = 0) -> dict[str, Any]:
    """A record in which every field that can be is recorded."""
    made: dict[str, Any] = {}
    for name, field in record.fields.items():
        if field.record in RECORD_TYPES and field.record != "Local":
            inner = record_of(RECORD_TYPES[field.record], depth + 1) if depth < 3 else {}
            made[name] = inner if field.kind is Kind.RECORD else [inner]
        elif (value := value_of(field)) is not None and name not in ("id", "incomplete"):
            made[name] = value
    return made


def fields_of(record: RecordType, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:  # fmt: skip
    """The place of every field of the vocabulary, in the first record of each list."""
    for name, field in record.fields.items():
        here = (*place, name)
        yield here
        if field.record in RECORD_TYPES and field.record != "Local" and len(place) < 5:
            step: tuple[int, ...] = () if field.kind is Kind.RECORD else (0,)
            yield from fields_of(RECORD_TYPES[field.record], (*here, *step))


def whole_case() -> dict[str, Any]:
    case = record_of(SNAPSHOT)
    case |= {"vocabulary": 1, "local": {"zanzibar_on": DAY, "note": WORD}, "incomplete": []}
    case["past_holders"][0]["ended_on"] = DAY
    case["child"]["date_of_birth"] = DAY
    case["child"]["school"]["year_11"] = "2002/03"
    return case


def placed(case: dict[str, Any], place: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """A copy of a case with something else at a place."""
    made: dict[str, Any] = json.loads(json.dumps(case))
    node: Any = made
    for step in place[:-1]:
        node = node[step]
    node[place[-1]] = value
    return made


def alone(place: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """A case in which nothing else stands but what leads to a place."""
    made = value
    for step in reversed(place):
        made = [made] if isinstance(step, int) else {step: made}
    return {"vocabulary": 1, **made}


WHOLE: Final = whole_case()
PLACES: Final = sorted(fields_of(SNAPSHOT), key=str)


def tells(text: str) -> list[str]:
    """The canaries in a text."""
    return [canary for canary in CANARIES if canary in text]


def everything_of(error: BaseException) -> str:
    """All that a log, a crash report or another process would get to see of an error."""
    seen: list[str] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is None:
            continue
        seen += [str(one), repr(one), repr(one.args), *traceback.format_exception(one)]
        waiting += [one.__cause__, one.__context__]
        if isinstance(one, TransferRulesError):
            assert one.sources == ()
            for fault in one.faults:
                seen += [repr(fault), fault.message, fault.path, str(fault.found), str(fault.nearest), repr(fault.accepted)]  # fmt: skip
            seen.append(repr(pickle.dumps(one.args)))
    return "\n".join(seen)


@pytest.fixture(autouse=True)
def nothing_is_logged_or_warned(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        yield
    assert [str(one.message) for one in warned] == []
    assert [record.getMessage() for record in caplog.records] == []


def test_the_canaries_reach_the_case() -> None:
    case = load_case(WHOLE)
    assert len(PLACES) > 500
    assert {"Zanzibar", "zanzibar", "Quux", "1987"} <= set(tells(case.model_dump_json()))


def test_what_is_worth_a_look_is_told_without_the_value() -> None:
    case = load_case(WHOLE)
    kinds = {fault.kind for fault in case.warnings}
    assert {"another-code", "points-nowhere"} <= kinds
    assert not tells("\n".join(f"{one!r} {one.message} {one.path} {one.found} {one.nearest}" for one in case.warnings))  # fmt: skip


def test_a_record_shows_no_value_of_its_own_accord() -> None:
    case = load_case(WHOLE)
    for one in (case, case.child, case.holder, case.meetings[0], case.decisions[0].__class__):
        assert not tells(f"{one!r} {one}")


@pytest.mark.parametrize("section", sorted({str(place[0]) for place in PLACES}))
def test_a_value_in_the_wrong_place_is_refused_without_being_told(section: str) -> None:
    errors = []
    for number, place in enumerate(place for place in PLACES if place[0] == section):
        # A kind of field is read in one way wherever it stands: what it refuses is tried on some of its fields each.
        for wrong in WRONG[number % 6 :: 6]:
            try:
                load_case(alone(place, wrong))
            except InvalidCase as error:
                errors.append((place, wrong, everything_of(error)))
    assert errors
    assert [told for told in errors if tells(told[2])] == []


@pytest.mark.parametrize(
    "text",
    [
        f'{{"child": {{"{WORD}": 1, "{WORD}": 2}}}}',
        f"child: {WORD}\n{WORD}: child\n",
        f"{WORD}: [{WORD}\n",
        f"case: {{id: '{WORD}\n",
        f'case: {{id: "{WORD}\\q"}}',
        f"case:\n  id: {WORD}\n  {WORD}\n",
        f"&{ID} a: *{ID}\n",
        f"!{ID} a: b\n",
        f"%{ID}\n---\n",
        f'{{"a": "{WORD}\t"}}',
        f'{{"a": {ID}}}',
        f'{{"a": 719{"0" * 400}}}',
        f"vocabulary: 1\nincomplete: [{ID}, {WORD}]\n",
        f"vocabulary: 1\nlocal: {{x: {{{ID}: {WORD}}}, {WORD}: 1}}\n",
        f"vocabulary: 1\nmeetings: [{{id: {ID}}}, {{id: {ID}}}]\n",
        f"vocabulary: 1\n{WORD}: 1\n",
        f"vocabulary: 1\nchild: {{name: {WORD}}}\n",
        f"{WORD * 2000}: 1\n",
        f"a: {WORD * 2000}\n",
        f"- {WORD}\n- {DAY}\n",
        f"a: {WORD}\x00\n",
        f"a: {WORD}\udce9\n",
    ],
)  # fmt: skip
def test_a_broken_text_is_refused_without_being_quoted(text: str) -> None:
    with pytest.raises(InvalidCase) as caught:
        load_case(text)
    assert not tells(everything_of(caught.value))


def test_the_same_errors_show_the_value_on_request() -> None:
    with pytest.raises(InvalidCase) as caught:
        load_case(placed(WHOLE, ("child", "date_of_birth"), "19/03/1987"), show_found=True)
    assert "19/03/1987" in {fault.found for fault in caught.value.faults}
    with pytest.raises(InvalidCase) as caught:
        load_case(f"vocabulary: 1\nchild: {WORD}\n", show_found=True)
    assert WORD in str(caught.value)


def test_the_model_itself_refuses_without_the_value() -> None:
    for wrong in WRONG[:-1]:
        with pytest.raises(ValueError, match="validation error") as caught:
            Case.model_validate(placed(WHOLE, ("child", "date_of_birth"), [wrong]))
        assert not tells(str(caught.value) + repr(caught.value))


@pytest.mark.parametrize("pack", ["durham", "hull", "leicestershire", "nottingham", "barking_dagenham"])  # fmt: skip
def test_deciding_logs_nothing_and_the_answer_shows_nothing_of_itself(pack: str) -> None:
    policy = Policy(load_pack(pack))
    case = load_case(placed(WHOLE, ("holder", "team"), next(iter(load_pack(pack).teams))))
    for day in (AS_OF, datetime(2026, 11, 22, 12)):
        decision = policy.decide(case, as_of=day)
        assert decision.to_json()
        assert decision.explain(decision.rules[0].rule)
        assert not tells(f"{decision!r} {policy!r}")


def test_a_local_fact_of_another_type_is_refused_without_the_value(tmp_path: Path) -> None:
    pack = tmp_path / "local.yaml"
    kinds = ("date", "moment", "code", "team", "number", "true/false")
    declared = "".join(f"  f{i}: {{title: F, type: {kind}, codes: [x]}}\n" for i, kind in enumerate(kinds))  # fmt: skip
    pack.write_text(
        'pack: p\nlanguage: "1"\ntitle: P\nsource: P\nedition: {id: undated}\nteams: {a: A}\nlocal:\n' + declared,
        encoding="utf-8",
    )  # fmt: skip
    policy = Policy(load_pack(pack))
    for place in range(len(kinds)):
        for wrong in (WORD, "zanzibar-19", [WORD], 719.5):
            case = load_case({"vocabulary": 1, "local": {f"f{place}": wrong}})
            with pytest.raises(InvalidCase) as caught:
                policy.decide(case, as_of=AS_OF)
            assert not tells(everything_of(caught.value))


def test_asking_wrongly_does_not_show_the_case() -> None:
    policy, case = Policy(load_pack("durham")), load_case(WHOLE)
    # Whatever comes of it, it holds nothing of the case.
    for asked in ("2026-11-22", None, 5):
        with pytest.raises(Exception) as caught:  # noqa: PT011
            policy.decide(case, as_of=asked).to_json()  # type: ignore[arg-type]
        assert not tells(everything_of(caught.value))


# --- the command line -------------------------------------------------------------------------------

COMMANDS: Final = (
    ("decide", "durham"), ("decide", "durham", "--format", "json"), ("explain", "durham"), ("check", "--as", "case"), ("compare", "--packs", "durham,hull"),
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    "case",
    [
        placed(WHOLE, ("child", "date_of_birth"), "19/03/1987"),
        placed(WHOLE, ("meetings", 0, "type"), WORD),
        placed(WHOLE, ("child", WORD), WORD),
        {"vocabulary": 1, "holder": WORD},
    ],
    ids=["day", "code", "key", "record"],
)
def test_no_command_quotes_a_case_that_it_refuses(
    command: tuple[str, ...],
    case: dict[str, Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case, indent=1), encoding="utf-8")
    assert main([*command, str(path)]) in (1, 2)
    out, err = capsys.readouterr()
    assert out + err
    assert not tells(out + err)
    assert main([*command, str(path), "--show-values"]) in (1, 2)
    out, err = capsys.readouterr()
    assert tells(out + err)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_fault_of_the_program_is_told_without_its_message(
    command: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError(WORD)

    monkeypatch.setattr("transferrules.load_case", broken, raising=False)
    path = tmp_path / "case.json"
    path.write_text(json.dumps(WHOLE), encoding="utf-8")
    assert main([*command, str(path)]) == 3
    out, err = capsys.readouterr()
    assert "KeyError" in err
    assert not tells(out + err)
