"""Every kind of expectation, both ways: what holds, and what is told where it does not."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from authoring.harbour import expecting
from transferrules.authoring.aspects import DECISION, Aspect
from transferrules.authoring.statements import IsWhen, Undecided, read_when

HOLD = [
    "{status: transfer}",
    "{possible: transfer}",
    "{possible: [transfer]}",
    "{sentence: {includes: [North Team, South Team], excludes: Advice Team}}",
    "{conflict: false}",
    "{route: southwards}",
    "{to: south_team}",
    "{to: {includes: south_team, excludes: [north_team, advice_team]}}",
    "{area: none, worker: none}",
    "{stage: due}",
    "{asks_for: move}",
    "{force: must}",
    "{point: 2026-04-01}",
    "{point_latest: none}",
    "{expected: none}",
    "{reached: true}",
    "{earliest: 2026-04-01}",
    "{latest: 2026-04-13}",
    "{agreed: none}",
    "{late: false}",
    "{provisional: false}",
    "{blocked_by: none}",
    "{waits_for: none}",
    "{holder: north_team}",
    "{holder_after: south_team}",
    "{participants: school_nurse}",
    "{joins: advice_team}",
    "{joins: adviser}",
    "{moves: {advises: due}}",
    "{moves: {advises: {to: advice_team, subject: adviser, force: must}}}",
    "{duties: {move_south: pending}}",
    "{duties: {move_south: {due: 2026-04-13, opens: 2026-04-02, who: north_team, stage: after}}}",
    "{duties: {move_south: {early: false, perhaps: false, provisional: false, done: none}}}",
    "{duties: {move_south: {counted: {includes: 5 working days}, clauses: HAR-003, force: must}}}",
    "{duties: {visit_together: {who: [north_team, north_manager], provisional: true}}}",
    "{duties: {keep_reviews: {count: 2, readings: none}}}",
    "{duties: {keep_reviews: {about: 'meetings[0]', state: met, done: 2026-03-01}}}",
    "{duties: {keep_reviews: [{state: pending}, {state: met, due: 2026-03-02}]}}",
    "{duties: {keep_reviews: [pending, met]}}",
    "{documents: {handover_note: {required: required, on_file: absent, checklist: papers}}}",
    "{documents: {photograph: {on_file: on_file, due: none, because: none, perhaps: false}}}",
    "{missing: {documents: handover_note}}",
    "{missing: {documents: {first: handover_note, excludes: photograph}}}",
    "{missing: {steps: {includes: [move_south, visit_together]}}}",
    "{missing: {decisions: none, facts: none}}",
    "{advice: go_gently}",
    "{readings: which_birthday}",
    "{look_again_on: 2026-04-14}",
    "{look_again: [2026-04-14, 2026-06-02]}",
    "{look_again: {first: 2026-04-14, includes: 2026-06-02, excludes: 2026-04-13}}",
    "{rules: {southwards: applies, in_dispute: does_not_apply}}",
    "{rules: {southwards: {fate: applies, by: none}}}",
    "{clauses: [HAR-003, HAR-002, HAR-001]}",
    "{clauses: {includes: HAR-002}}",
    "{notes: none}",
]

FAIL = [
    ("{status: prepare}", "status", "prepare", "transfer"),
    ("{possible: [transfer, stay]}", "possible", "transfer, stay", "transfer"),
    ("{sentence: {includes: Advice Team}}", "sentence", "among them Advice Team", None),
    ("{sentence: {excludes: South Team}}", "sentence", "without South Team", None),
    ("{conflict: true}", "conflict", "true", "false"),
    ("{route: advises}", "route", "advises", "southwards"),
    ("{to: none}", "to", "none", "south_team"),
    ("{to: [south_team, north_team]}", "to", "south_team, north_team", "south_team"),
    ("{to: {excludes: south_team}}", "to", "without south_team", "south_team"),
    ("{to: {first: north_team}}", "to", "first north_team", "south_team"),
    ("{area: west}", "area", "west", "none"),
    ("{stage: blocked}", "stage", "blocked", "due"),
    ("{asks_for: stay}", "asks_for", "stay", "move"),
    ("{force: may}", "force", "may", "must"),
    ("{point: 2026-04-02}", "point", "2026-04-02", "2026-04-01"),
    ("{point: none}", "point", "none", "2026-04-01"),
    ("{expected: 2026-04-01}", "expected", "2026-04-01", "none"),
    ("{reached: unknown}", "reached", "unknown", "true"),
    ("{latest: 2026-04-12}", "latest", "2026-04-12", "2026-04-13"),
    ("{agreed: 2026-04-12}", "agreed", "2026-04-12", "none"),
    ("{late: true}", "late", "true", "false"),
    ("{blocked_by: in_dispute}", "blocked_by", "in_dispute", "none"),
    ("{waits_for: panel_decision}", "waits_for", "panel_decision", "none"),
    ("{holder: none}", "holder", "none", "north_team"),
    ("{holder: unknown}", "holder", "unknown", "north_team"),
    ("{holder_after: none}", "holder_after", "none", "south_team"),
    ("{participants: none}", "participants", "none", "school_nurse"),
    ("{joins: none}", "joins", "none", "advice_team/adviser"),
    ("{moves: {advises: none}}", "moves.advises", "none", "stage due"),
    ("{moves: {southwards: {latest: none}}}", "moves.southwards.latest", "none", "2026-04-13"),
    ("{duties: {move_south: met}}", "duties.move_south.state", "met", "pending"),
    ("{duties: {move_south: none}}", "duties.move_south", "none", "state pending"),
    ("{duties: {move_south: {due: none}}}", "duties.move_south.due", "none", "2026-04-13"),
    ("{duties: {move_south: {who: south_team}}}", "duties.move_south.who", "south_team", "north_team"),
    ("{duties: {move_south: {early: true}}}", "duties.move_south.early", "true", "false"),
    ("{duties: {keep_reviews: {count: 3}}}", "duties.keep_reviews.count", "3", "2"),
    ("{duties: {keep_reviews: met}}", "duties.keep_reviews.state", "met", "pending"),
    (
        "{duties: {keep_reviews: {about: 'meetings[7]', state: met}}}",
        "duties.keep_reviews",
        "about meetings[7], state met",
        "about meetings[0], state met; about meetings[1], state pending",
    ),
    (
        "{duties: {keep_reviews: [met]}}",
        "duties.keep_reviews",
        "exactly 1: state met",
        "state met; state pending",
    ),
    ("{documents: {photograph: none}}", "documents.photograph", "none", "there is one"),
    (
        "{documents: {photograph: {on_file: absent}}}",
        "documents.photograph.on_file",
        "absent",
        "on_file",
    ),
    ("{missing: {documents: photograph}}", "missing.documents", "photograph", "handover_note"),
    ("{missing: {facts: {first: child.date_of_birth}}}", "missing.facts", "first child.date_of_birth", "none"),
    ("{advice: none}", "advice", "none", "go_gently"),
    ("{readings: none}", "readings", "none", "which_birthday"),
    ("{look_again_on: none}", "look_again_on", "none", "2026-04-14"),
    ("{look_again: 2026-04-14}", "look_again", "2026-04-14", "2026-04-14, 2026-06-02"),
    ("{rules: {southwards: overridden}}", "rules.southwards.fate", "overridden", "applies"),
    ("{clauses: HAR-001}", "clauses", "HAR-001", "HAR-001, HAR-002, HAR-003"),
    ("{notes: {includes: ahead}}", "notes", "among them ahead", "none"),
]  # fmt: skip


@pytest.mark.parametrize("expected", HOLD)
def test_what_holds_is_no_mismatch(expected: str, tmp_path: Path) -> None:
    assert expecting(expected, tmp_path) == ()


@pytest.mark.parametrize(("expected", "path", "said", "answered"), FAIL)
def test_what_is_otherwise_is_told_in_the_words_of_the_scenario(
    expected: str, path: str, said: str, answered: str | None, tmp_path: Path
) -> None:
    (mismatch,) = expecting(expected, tmp_path)

    assert mismatch.path == path
    assert mismatch.expected == said
    assert answered is None or mismatch.answered == answered


def test_each_thing_that_is_said_is_checked(tmp_path: Path) -> None:
    found = expecting("{status: stay, to: south_team, latest: none, force: may}", tmp_path)

    assert [one.path for one in found] == ["status", "latest", "force"]


def test_a_decision_that_is_waited_for_is_named_with_what_it_can_be(tmp_path: Path) -> None:
    expected = (
        "{status: manager_decides, waits_for: panel_decision, missing: {decisions: panel_decision, "
        "awaited: {panel_decision: {made_by: panel, outcomes: [agreed, refused], record: {includes: made_by}}}}}"
    )

    assert expecting(expected, tmp_path, changes="{decisions: []}") == ()
    (mismatch,) = expecting(
        "{missing: {awaited: {panel_decision: {outcomes: agreed}}}}",
        tmp_path,
        changes="{decisions: []}",
    )
    assert mismatch.answered == "agreed, refused"


def test_a_block_is_named_by_its_id(tmp_path: Path) -> None:
    changes = "{disputes: [{type: destination, raised_on: 2026-04-03, resolved_on: null}]}"

    assert expecting("{status: blocked, blocked_by: in_dispute}", tmp_path, changes=changes) == ()


def test_what_the_values_of_a_missing_fact_lead_to_can_be_said(tmp_path: Path) -> None:
    expected = (
        "{status: cannot_tell, missing: {facts: {first: child.date_of_birth}, "
        "leads_to: {child.date_of_birth: {status: {includes: [transfer, prepare]}}}}}"
    )

    assert expecting(expected, tmp_path, changes="{child: {age_disputed: false}}") == ()


def test_values_that_a_fact_does_not_lead_to_are_told(tmp_path: Path) -> None:
    (mismatch,) = expecting(
        "{missing: {leads_to: {child.date_of_birth: {status: {includes: close}}}}}",
        tmp_path,
        changes="{child: {age_disputed: false}}",
    )

    assert mismatch.path == "missing.leads_to.child.date_of_birth.status"
    assert "transfer" in mismatch.answered


def test_a_fact_that_is_not_missing_leads_nowhere(tmp_path: Path) -> None:
    (mismatch,) = expecting(
        "{missing: {leads_to: {child.date_of_birth: {status: transfer}}}}", tmp_path
    )

    assert mismatch.answered == "none"


def test_a_day_is_said_of_any_moment_of_that_day() -> None:
    noon = read_when("2026-07-01T12:00")

    assert isinstance(noon, datetime)
    assert IsWhen(noon.date()).holds(noon)
    assert not IsWhen(noon).holds(noon.date())
    assert IsWhen(noon).holds(read_when("2026-07-01T11:00Z"))


def test_routes_that_lead_together_and_differ_are_told_apart() -> None:
    force, to = DECISION["force"], DECISION["to"]
    assert isinstance(force, Aspect)
    assert isinstance(to, Aspect)
    answer = SimpleNamespace(
        moves=[
            SimpleNamespace(
                route=route, leading=True, force=strength, to=[SimpleNamespace(team=team)]
            )
            for route, strength, team in (
                ("one", "must", "north_team"),
                ("other", "may", "south_team"),
            )
        ]
    )

    assert force.read(answer) == Undecided(("one must", "other may"))
    assert to.read(answer) == ("north_team", "south_team")
