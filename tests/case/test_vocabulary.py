"""The vocabulary says of every field what pack checking and the engine need, and says it consistently."""

import subprocess
import sys

import pytest

from transferrules.case import load_case
from transferrules.case.vocabulary import (
    CODE_LISTS,
    LIST_NAMES,
    LOCAL,
    RECORD_TYPES,
    SNAPSHOT,
    Field,
    Kind,
    list_names,
    lookup,
)

ALL = [
    pytest.param(record.name, field, id=f"{record.name}.{field.name}")
    for record in RECORD_TYPES.values()
    for field in record.fields.values()
]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("holder.team", Kind.TEAM),
        ("child.date_of_birth", Kind.DATE),
        ("child.school.last_gcse_on", Kind.DATE),
        ("child.school.year_11", Kind.SCHOOL_YEAR),
        ("meetings.held_on", Kind.MOMENT),
        ("meetings.held_at", Kind.MOMENT),
        ("notices.from", Kind.PARTY),
        ("family_time.with", Kind.PARTY),
        ("tasks.for", Kind.PARTY),
        ("siblings.proceedings.by", Kind.PARTY),
        ("disputes.steps.started_at", Kind.MOMENT),
        ("services.standing_meetings.scheduled_on", Kind.MOMENT),
        ("plans.permanence", Kind.CODES),
        ("meetings", Kind.RECORDS),
        ("holder", Kind.RECORD),
        ("local", Kind.RECORD),
        ("incomplete", Kind.CODES),
        ("family.home_area", Kind.AREA),
        ("care_episodes.period_started_on", Kind.DATE),
    ],
)
def test_path_leads_to_its_field(path: str, kind: Kind) -> None:
    assert lookup(path).kind is kind


@pytest.mark.parametrize(
    "path",
    [
        "",
        "meeting",
        "meetings.held",
        "meetings.due_at",
        "holder.team.name",
        "notices.from_",
        "contacts.type",
        "local.anything",
        "child.id",
    ],
)
def test_path_that_leads_nowhere_is_a_key_error(path: str) -> None:
    with pytest.raises(KeyError):
        lookup(path)


@pytest.mark.parametrize(("record", "field"), ALL)
def test_field_tells_a_person_what_it_is(record: str, field: Field) -> None:
    assert field.description.endswith(".")
    assert field.question.endswith("?")
    assert field.question[0].isupper()


@pytest.mark.parametrize(("record", "field"), ALL)
def test_field_names_other_fields_of_its_record(record: str, field: Field) -> None:
    fields = RECORD_TYPES[record].fields

    for other in (field.happens_with, field.expected_by, field.not_before):
        assert other is None or fields[other].kind in (Kind.DATE, Kind.MOMENT)
    if field.happens_with is not None:
        assert not fields[field.happens_with].ahead
    if field.expected_by is not None:
        assert fields[field.expected_by].ahead
        assert not field.ahead


@pytest.mark.parametrize(("record", "field"), ALL)
def test_name_tells_the_type(record: str, field: Field) -> None:
    births = ("date_of_birth", "expected_date_of_birth")

    assert (field.kind is Kind.MOMENT) is field.name.endswith("_at")
    assert (field.kind is Kind.DATE) is (field.name.endswith("_on") or field.name in births)
    assert (field.unit == "day") is (field.kind is Kind.DATE)
    assert (field.unit == "minute") is (field.kind is Kind.MOMENT)
    assert (field.codes in CODE_LISTS or field.codes == LIST_NAMES) is (
        field.kind in (Kind.CODE, Kind.CODES)
    )
    assert field.ahead <= (field.kind in (Kind.DATE, Kind.MOMENT))


@pytest.mark.parametrize(("record", "field"), ALL)
def test_example_of_a_field_is_read(record: str, field: Field) -> None:
    *places, _ = (*RECORD_TYPES[record].paths[0].split("."), "")
    name = field.name
    if field.kind is Kind.MOMENT and len(str(field.example)) == 10:
        name = f"{field.name[:-3]}_on"
    given: object = {name: field.example}
    for depth in range(len(places), 0, -1):
        path = ".".join(places[:depth])
        if path and lookup(path).kind is Kind.RECORDS:
            given = [given]
        given = {places[depth - 1]: given} if path else given

    assert load_case(given)  # type: ignore[arg-type]


def test_every_code_list_serves_a_field() -> None:
    used = {field.codes for record in RECORD_TYPES.values() for field in record.fields.values()}

    # Roles are ids: any team or role of a pack is one.
    assert set(CODE_LISTS) - used == {"role"}


def test_dates_that_may_lie_ahead_are_plans_and_limits() -> None:
    ahead = {
        field.name
        for record in RECORD_TYPES.values()
        for field in record.fields.values()
        if field.ahead
    }

    assert ahead == {
        *("due_on", "scheduled_at", "planned_on", "planned_end_on", "planned_allocation_on"),
        *("effective_on", "until_on", "needed_by_at", "expected_date_of_birth", "last_gcse_on"),
        *("covers_from_on", "covers_to_on"),
    }


@pytest.mark.parametrize(
    ("path", "event"),
    [
        ("meetings.outcome", "held_at"),
        ("meetings.attended", "held_at"),
        ("hearings.outcome_team", "held_at"),
        ("proceedings.outcome", "ended_on"),
        ("decisions.outcome", "made_at"),
        ("decisions.to_team", "made_at"),
        ("assessments.recommended_team", "completed_at"),
        ("past_holders.ended_as", "ended_on"),
        ("care_episodes.ended_as", "ended_on"),
        ("disputes.decided_by", "resolved_at"),
        ("disputes.steps.outcome", "ended_at"),
        ("transfer.to_worker", "to_worker_named_on"),
        ("transfer.accepted_by", "accepted_at"),
        ("documents.on_file", "recorded_at"),
        ("decisions.made_by", None),
        ("meetings.chair", None),
        ("meetings.type", None),
    ],
)
def test_result_happens_with_its_event(path: str, event: str | None) -> None:
    assert lookup(path).happens_with == event


@pytest.mark.parametrize(
    ("path", "planned"),
    [
        ("meetings.held_on", "scheduled_at"),
        ("assessments.completed_on", "due_on"),
        ("documents.completed_on", "due_on"),
        ("tasks.done_on", "due_on"),
        ("transfer.completed_on", "planned_on"),
        ("proceedings.started_on", "planned_on"),
        ("participants.ended_on", "planned_end_on"),
        ("child.date_of_birth", "expected_date_of_birth"),
        ("legal_orders.ended_on", None),
    ],
)
def test_planned_date_goes_with_the_actual(path: str, planned: str | None) -> None:
    assert lookup(path).expected_by == planned


def test_lists_that_may_be_incomplete_are_named_by_path() -> None:
    names = list_names()

    assert {"documents", "disputes.steps", "siblings.legal_orders", "documents.items"} <= set(names)
    assert "services.standing_meetings" in names
    assert len(names) == len(set(names)) == 30


def test_sibling_records_are_the_childs_own() -> None:
    assert lookup("siblings.care_episodes").record == lookup("care_episodes").record
    assert RECORD_TYPES["Allocation"].paths[0] == "holder"
    assert set(RECORD_TYPES["Allocation"].paths) == {
        *("holder", "past_holders", "siblings.holder", "siblings.past_holders"),
    }


def test_snapshot_has_the_keys_of_the_vocabulary() -> None:
    assert set(SNAPSHOT.fields) == {
        *("vocabulary", "case", "child", "holder", "transfer", "past_holders", "participants"),
        *("siblings", "addresses", "contacts", "referrals", "concerns", "needs", "assessments"),
        *(
            "plans",
            "legal_orders",
            "proceedings",
            "hearings",
            "care_episodes",
            "meetings",
            "visits",
        ),
        *("notices", "consents", "documents", "tasks", "family_time", "decisions", "disputes"),
        *("services", "local", "incomplete"),
    }
    assert RECORD_TYPES[LOCAL].fields == {}


def test_importing_builds_no_schema() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from transferrules.case import Case; from transferrules.case import vocabulary;"
            "print(Case.__pydantic_complete__)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == "False"
