"""The doors at which a stranger's text arrives, each as a function of bytes that raises nothing unless something is wrong.

Behind a door there is an answer, or one of the errors that the package documents. Anything else is a bug, and so is an error that is longer
than anybody would read. Hypothesis, the committed corpus and the coverage-guided run (`bench/fuzz.py`) all knock here.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Final

from engine.small import policy_named
from transferrules import Policy, TransferRulesError, load_case
from transferrules.language.phrases import PhraseError
from transferrules.language.tests import format_test, parse_test
from transferrules.language.timing import (
    format_amount,
    format_date,
    format_timing,
    parse_amount,
    parse_date,
    parse_timing,
)
from transferrules.pack.load import resolve_source
from transferrules.reading import read

LONGEST_ERROR: Final = 400_000
"""Characters of an error: 201 faults of some lines each, in which names of 4,096 characters may stand."""

DAYS: Final = (
    date(2026, 11, 22),
    datetime(2026, 10, 25, 1, 30),
    date(1900, 1, 1),
    date(2199, 12, 31),
)
"""Days to ask about: an ordinary one, one of the hour that comes twice, and the first and the last there are."""


def refused(error: TransferRulesError) -> None:
    """Look at an error as its reader would: it says something, in reasonable length, on a terminal."""
    said = str(error)
    assert error.faults
    assert 0 < len(said) < LONGEST_ERROR
    assert all(fault.message and fault.kind for fault in error.faults)
    assert not any(ord(letter) < 32 and letter != "\n" for letter in said)
    repr(error)


def yaml_door(given: bytes) -> None:
    """A pack, a scenario or a register in YAML, only read."""
    for what in ("pack", "register", "scenario"):
        try:
            read(given, what=what, name="given.yaml").node.plain()  # type: ignore[arg-type]
        except TransferRulesError as error:
            refused(error)


def json_door(given: bytes) -> None:
    """A case in JSON, only read."""
    try:
        read(given, what="case", name="given.json").node.plain()
    except TransferRulesError as error:
        refused(error)


def told(error: PhraseError, text: str) -> None:
    """Look at what is said of a phrase: a sentence or two, about a place in it."""
    assert 0 < len(error.message) < 1000
    assert 0 <= error.column <= max(len(text), 1)


def phrase_door(given: bytes) -> None:
    """A phrase and a test. What is taken can be said again, and means the same."""
    text = given.decode("utf-8", "replace")
    for parse, form in (
        (parse_amount, format_amount),
        (parse_date, format_date),
        (parse_timing, format_timing),
        (parse_test, format_test),
    ):
        try:
            tree = parse(text)  # type: ignore[operator]
        except PhraseError as error:
            told(error, text)
            continue
        said = form(tree)  # type: ignore[operator]
        assert form(parse(said)) == said  # type: ignore[operator]
    try:
        parse_test(text.split("|"))
    except PhraseError as error:
        told(error, text)


def case_door(given: bytes) -> None:
    """A case, and an answer about it on each of some days."""
    try:
        case = load_case(given.decode("utf-8", "surrogateescape") + "\n")
    except TransferRulesError as error:
        refused(error)
        return
    for day in DAYS:
        decision = small_policy().decide(case, as_of=day)
        decision.to_json()
        decision.explain()


def pack_door(given: bytes) -> None:
    """A pack; one that is sound gives an answer."""
    try:
        pack = resolve_source(read(given, what="pack", name="given.yaml"), None)
    except TransferRulesError as error:
        refused(error)
        return
    policy = Policy(pack)
    for text in (BARE, FULL):
        decision = policy.decide(load_case(text), as_of=DAYS[0])
        decision.to_json()
        decision.explain()


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "yaml": yaml_door,
    "json": json_door,
    "phrase": phrase_door,
    "case": case_door,
    "pack": pack_door,
}

BARE: Final = "vocabulary: 1\n"
FULL: Final = """
vocabulary: 1
case: {id: C-1, opened_on: 2024-01-08, last_event_on: 2025-12-01}
child: {date_of_birth: 2010-06-15, school: {year_11: 2025/26}}
holder: {team: alpha, worker: W-1, role: social_worker, started_on: 2024-01-08}
transfer: {to_team: beta, planned_on: 2026-12-01, completed_on: null}
legal_orders: [{type: full_care_order, granted_on: 2025-11-03, ended_on: null}]
documents: [{id: D-1, type: chronology, completed_on: 2026-11-02, on_file: true}]
decisions: [{type: pact, made_by: beta_manager, made_at: 2026-11-20T12:00, outcome: agreed}]
meetings: [{type: core_group, held_on: 2026-11, outcome: plan_continues}]
disputes: [{raised_at: 2026-10-25T01:30, resolved_on: null}]
services: {standing_meetings: [{type: panel, scheduled_on: 2026-12-12}]}
"""
"""What the small policy asks about, some of it known in part only."""


@cache
def small_policy() -> Policy:
    """The policy that says something of everything."""
    return policy_named("everything")
