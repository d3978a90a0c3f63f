"""Texts that were made to cost as much as they can: each is refused, or read, with an error of the package that a person can read.

What they cost in time is measured by `bench/hostile_cost.py`; here only the outcome is held, and the size of what is said.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from engine.small import decide, policy_of, whole
from transferrules import InvalidCase, InvalidPack, TransferRulesError, Unreadable, load_case
from transferrules.pack.load import MOST_CHANGES, MOST_WHOLE_CHANGES, resolve_source
from transferrules.pack.model import Pack
from transferrules.pack.terms import LONGEST_CHAIN
from transferrules.reading import Limits, nearest, read
from transferrules.reading.limits import DEFAULT

MEBIBYTE = 1024 * 1024
HEAD = "vocabulary: 1\n"
PACK = """pack: x
language: 1
title: X
source: X
edition: {id: undated}
teams: {a: A, b: B}
"""


def pack_of(text: str) -> Pack:
    return resolve_source(read(PACK + text, what="pack", name="x.yaml"), None)


def routes(count: int, more: Callable[[int], str] = lambda number: "") -> str:
    """So many routes, each with something more."""
    return "routes:\n" + "".join(
        f"  r{i:04}: {{title: R, clauses: c, from: a, to: b{more(i)}}}\n" for i in range(count)
    )


@contextmanager
def refused_with(kind: str, error: type[TransferRulesError]) -> Iterator[None]:
    """Refused for that reason, in words that somebody can read."""
    with pytest.raises(error) as caught:
        yield
    assert kind in {fault.kind for fault in caught.value.faults}
    assert len(caught.value.faults) <= DEFAULT.faults + 1
    assert 20 < len(str(caught.value)) < 200_000
    assert all(len(fault.message) < 500 for fault in caught.value.faults)


# --- a mebibyte of text ------------------------------------------------------------------------------

HOSTILE: dict[str, tuple[str, str]] = {
    "brackets": ("too-deep", "[" * MEBIBYTE),
    "braces": ("too-deep", "a: " + "{b: " * (MEBIBYTE // 4)),
    "dashes": ("too-deep", "- " * (MEBIBYTE // 2)),
    "questions": ("too-deep", "? " * (MEBIBYTE // 2)),
    "aliases": ("alias", "a: &a [x]\n" + "".join(f"b{i}: *a\n" for i in range(90_000))),
    "laughs": ("alias", "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 30_000))),
    "anchors": ("anchor", "".join(f"b{i}: &a x\n" for i in range(90_000))),
    "merges": ("merge-key", "<<: {a: b}\n" * (MEBIBYTE // 11)),
    "tags": ("tag", "- !!python/object/apply:os.system [x]\n" * (MEBIBYTE // 38)),
    "directives": ("directive", "%YAML 1.1\n" * (MEBIBYTE // 10)),
    "documents": ("second-document", "a: b\n---\n" * (MEBIBYTE // 9)),
    "a key often": ("duplicate-key", "k: 1\n" * (MEBIBYTE // 5)),
    "many keys": ("too-many-nodes", "".join(f"k{i}: 1\n" for i in range(90_000))),
    "many items": ("too-many-nodes", "a: [" + "x, " * (MEBIBYTE // 3) + "]"),
    "an open quote": ("yaml-syntax", 'a: "' + "x " * (MEBIBYTE // 2)),
    "a long word": ("too-long", "a: " + "x" * MEBIBYTE),
    "long lines": ("too-long", "a:\n" + " x\n" * (MEBIBYTE // 3)),
    "a block": ("too-long", "a: |\n" + " x\n" * (MEBIBYTE // 3)),
    "tabs": ("yaml-syntax", "a:\n" + "\t\n" * (MEBIBYTE // 2)),
    "nothing": ("empty", "\n" * MEBIBYTE),
    "comments": ("empty", "#\n" * (MEBIBYTE // 2)),
    "colons": ("too-long", ":" * MEBIBYTE),
    "overrides of direction": ("too-long", "a: " + "\u202e" * (MEBIBYTE // 3)),
    "a large number": ("too-long", '{"a": ' + "9" * MEBIBYTE + "}"),
    "open braces in JSON": ("too-deep", '{"a":' * (MEBIBYTE // 5)),
    "an open text in JSON": ("json-syntax", '{"a": "' + "x" * MEBIBYTE),
    "escapes in JSON": ("too-long", '{"a": "' + "\\u0041" * (MEBIBYTE // 6) + '"}'),
    "wrong words in JSON": ("json-syntax", "{" + '"a":nul,' * (MEBIBYTE // 8)),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_mebibyte_is_refused_as_a_case_with_a_reason(name: str) -> None:
    kind, text = HOSTILE[name]
    with refused_with(kind, InvalidCase):
        load_case(text)


@pytest.mark.parametrize("name", [name for name in HOSTILE if "JSON" not in name and "number" not in name])  # fmt: skip
def test_a_mebibyte_is_refused_as_a_pack_with_a_reason(name: str) -> None:
    kind, text = HOSTILE[name]
    with refused_with(kind, Unreadable):
        read(text, what="pack", name="x.yaml")


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("encoding", b"a: " + b"\xff" * MEBIBYTE),
        ("not-text", b"a: " + b"\x00" * MEBIBYTE),
        ("not-text", b"a: b\n" * 100 + b"\x00" * MEBIBYTE),
        ("control-character", b"a: b\n" * 2000 + b"\x00" * MEBIBYTE),
        ("encoding", ("a: b\n" * 1000).encode("utf-16")),
        ("encoding", b"child: " + "é".encode("latin-1")),
        ("control-character", "a: \ufeffb".encode()),
        ("too-large", b"a: b\n" * MEBIBYTE),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text_are_refused(kind: str, given: bytes) -> None:
    with refused_with(kind, Unreadable):
        read(given, what="case")


# --- cases -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("unknown-key", HEAD + "".join(f"k{i}: 1\n" for i in range(14_000))),
        ("near-miss", HEAD + "meetings:\n" + "  - {type: core_grup}\n" * 9_000),
        ("impossible-date", HEAD + "meetings:\n" + "  - {held_on: 2026-01-41}\n" * 9_000),
        ("duplicate-id", HEAD + "meetings:\n" + "  - {id: a}\n" * 9_000),
        ("unknown-code", HEAD + "incomplete: [" + ", ".join(f"x{i}" for i in range(29_000)) + "]\n"),
        ("not-an-id", HEAD + "local: {" + ", ".join(f"X{i}: 1" for i in range(14_000)) + "}\n"),
        ("wrong-type", HEAD + "meetings: [" + "x, " * 29_000 + "]\n"),
    ],
)  # fmt: skip
def test_thousands_of_mistakes_are_told_up_to_the_cap(kind: str, text: str) -> None:
    with refused_with(kind, InvalidCase):
        load_case(text)


def test_thousands_of_records_are_read_and_decided() -> None:
    records = [{"type": "core_group", "held_on": "2026-01-05"}] * 3_000
    case = whole(meetings=records)
    asked = "routes: {r: {title: R, clauses: c, from: alpha, to: beta, when: {m: recorded}}}\nterms: {m: {last: meetings, where: {type: core_group}, by: held_on}}"  # fmt: skip
    answer = decide(asked, "2026-03-10", case)
    assert answer.status in ("transfer", "cannot_tell")


def test_warnings_are_told_up_to_the_cap() -> None:
    case = load_case(
        HEAD + "meetings:\n" + "".join(f"  - {{type: zzz{i}}}\n" for i in range(5_000))
    )
    assert len(case.warnings) == DEFAULT.faults + 1
    assert case.warnings[-1].kind == "too-many-faults"


def test_a_long_word_is_a_text_and_no_name_of_a_file() -> None:
    with pytest.raises(InvalidCase) as caught:
        load_case("Zanzibar " * 1000)
    assert "Zanzibar" not in str(caught.value)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("0001-01-01", "date-out-of-range"),
        ("0000-01-01", "date-out-of-range"),
        ("1899-12-31", "date-out-of-range"),
        ("2200-01-01", "date-out-of-range"),
        ("9999-12-31", "date-out-of-range"),
        ("10000-01-01", "date-format"),
        ("-2026-01-01", "date-format"),
        ("2026-02-30", "impossible-date"),
        ("2026-13-01", "impossible-date"),
        ("٢٠٢٦-٠١-٠١", "date-format"),
        ("２０２６-01-01", "date-format"),
        ("2026-01-01" + "0" * 5000, "date-format"),
        ("1e9", "date-format"),
        (10**400, "date-format"),
        (True, "wrong-type"),
        (1e300, "wrong-type"),
    ],
)
def test_far_and_odd_dates_are_refused(day: Any, kind: str) -> None:
    with refused_with(kind, InvalidCase):
        load_case({"vocabulary": 1, "child": {"date_of_birth": day}})


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2199, 12, 31)])
def test_the_first_and_the_last_day_are_read_and_decided(day: date) -> None:
    asked = "routes: {r: {title: R, clauses: c, from: alpha, to: beta, point: at least 199 years 11 months after child.date_of_birth}}"  # fmt: skip
    case = load_case(whole(child__date_of_birth=day.isoformat()))
    for on in (date(1900, 1, 1), date(2026, 1, 1), date(2199, 12, 31)):
        assert policy_of(asked).decide(case, as_of=on).to_json()


@pytest.mark.parametrize(
    "name",
    ["chi\u200bld", "child\u200b", "\u202echild", "\u0441hild", "ch\u0456ld", "child\u00a0", "\uff43hild", "chi\u0301ld", "c\u00adhild", "\ufeffchild"],
)  # fmt: skip
def test_a_key_that_only_looks_like_one_is_refused_with_the_one_meant(name: str) -> None:
    # As text of JSON, so that a byte order mark at its beginning is a character of the key.
    with refused_with("key-look-alike", InvalidCase):
        load_case(json.dumps({"vocabulary": 1, name: {}}, ensure_ascii=True))


@pytest.mark.parametrize("word", ["\u0441are", "care\u200b", "\uff43are", "ca\u0301re", "care\u202e"])  # fmt: skip
def test_a_code_that_only_looks_like_one_is_refused(word: str) -> None:
    with pytest.raises(InvalidCase) as caught:
        load_case({"vocabulary": 1, "plans": [{"type": word}]})
    assert {fault.kind for fault in caught.value.faults} <= {"near-miss", "not-a-code"}


def test_two_ways_of_writing_one_letter_are_two_names_and_neither_a_key() -> None:
    composed, decomposed = "caf\u00e9", "cafe\u0301"
    with refused_with("key-look-alike", InvalidCase):
        load_case(json.dumps({"vocabulary": 1, "local": {composed: 1, decomposed: 2}}))


@pytest.mark.parametrize("end", range(0, 240, 7))
def test_a_file_cut_short_is_refused_or_read(end: int) -> None:
    for text in (HEAD + "child: {date_of_birth: 2010-04-17}\nmeetings:\n  - {type: core_group, held_on: 2026-01-01}\n", json.dumps(whole())):  # fmt: skip
        with suppress(InvalidCase):
            load_case(text[:end] + "\n")


# --- packs -------------------------------------------------------------------------------------------


def chain(count: int) -> str:
    """Terms that rest on one another in a row."""
    names = [f"t{i:04}" for i in range(count)]
    said = "".join(f"  {name}: 1 week after {before}\n" for before, name in pairwise(names))
    return f"terms:\n  {names[0]}: today\n{said}"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("too-deep", chain(LONGEST_CHAIN + 1)),
        ("too-deep", chain(900)),
        ("too-deep", "\n".join(reversed(chain(900).splitlines()[1:])).join(["terms:\n", "\n"])),
        ("too-deep", routes(900, lambda i: f", overrides: r{i + 1:04}" if i < 899 else "")),
        ("too-deep", "documents: {d: D}\nchecklists:\n" + "".join(f"  c{i:03}: {{title: C, clauses: c, items: [d], when: {{c{i + 1:03}: complete}}}}\n" for i in range(300)) + "  c300: {title: C, clauses: c, items: [d]}\n"),
        ("circle", "terms:\n" + "".join(f"  t{i}: 1 week after t{(i + 1) % 20}\n" for i in range(20))),
        ("too-many-faults", routes(900, lambda i: f", in_area: rr{i}")),
        ("unknown-team", routes(900).replace("to: b", "to: zz")),
        ("unknown-name", "terms:\n" + "".join(f"  tttttt{i}: today\n" for i in range(900)) + routes(900, lambda i: f", when: {{tttttttt{i}.x: none}}")),
    ],
)  # fmt: skip
def test_a_pack_that_would_take_for_ever_is_refused(kind: str, text: str) -> None:
    with refused_with(kind, InvalidPack):
        pack_of(text)


def test_a_chain_of_terms_as_long_as_may_be_is_worked_out() -> None:
    last = f"t{LONGEST_CHAIN - 1:04}"
    pack = chain(LONGEST_CHAIN) + routes(1, lambda i: f", point: on or after {last}")
    assert pack_of(pack).terms[last]


def test_a_term_used_twice_by_each_of_many_is_worked_out_once() -> None:
    """Written out, the last would hold the first a hundred million times."""
    terms = "terms:\n  t00: birth\n" + "".join(f"  t{i:02}: the later of t{i - 1:02} and t{i - 1:02}\n" for i in range(1, 28))  # fmt: skip
    asked = terms + "routes: {r: {title: R, clauses: c, from: alpha, to: beta, point: on or after t27}}"  # fmt: skip
    answer = decide(asked, "2026-03-10")
    assert answer.status == "transfer"
    assert len(json.dumps([str(one) for one in answer.explain()])) < 100_000


def test_a_list_is_as_wide_as_may_be_and_no_wider() -> None:
    limits = Limits(width=3)
    assert read("a: [b, c, d]", what="pack", limits=limits)
    with refused_with("too-many-entries", Unreadable):
        read("a: [b, c, d, e]", what="pack", limits=limits)
    with refused_with("too-many-entries", Unreadable):
        read("a: {b: 1, c: 1, d: 1, e: 1}", what="register", limits=limits)
    assert read(
        "a: [b, c, d, e]", what="case", limits=limits
    )  # of a case only the whole is counted


def reading(changes: list[str]) -> str:
    others = "".join(f"      - {{taken: b, change: {{{change}}}}}\n" for change in changes)
    return f"readings:\n  x:\n    clauses: c\n    question: q\n    taken: a\n    because: b\n    otherwise:\n{others}"


@pytest.mark.parametrize(
    ("most", "change"),
    [(MOST_CHANGES, "terms.t: birth"), (MOST_WHOLE_CHANGES, "conventions.horizon: 3 months")],
)
def test_other_readings_that_are_worked_out_are_counted(most: int, change: str) -> None:
    text = "terms: {t: today}\n" + routes(1)
    assert pack_of(text + reading([change] * most))
    with refused_with("too-many-readings", InvalidPack):
        pack_of(text + reading([change] * (most + 1)))


def test_the_name_probably_meant_is_found_among_thousands_too() -> None:
    names = [f"team_{i}" for i in range(5_000)] + ["leaving_care_service"]
    assert nearest("leaving_care_servce", names) == "leaving_care_service"
