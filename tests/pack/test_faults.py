"""Every kind of fault of a pack: told with its kind, its place and the nearest name; all of them at once."""

from pathlib import Path

import pytest

from engine.small import pack_of, written
from transferrules import InvalidPack, TransferRulesError, Unreadable, load_pack
from transferrules.reading import Fault

ONWARD = "routes:\n  onward: {{title: O, clauses: [T-1], from: alpha, to: beta{}}}\n"
ORDER = (
    "terms: {care_order: {last: legal_orders, where: {type: full_care_order}, by: granted_on}}\n"
)
PLAN = "terms: {plan: {last: plans, by: started_on}}\n"
VISIT = "terms: {visit: {first: visits, where: {type: joint}, by: held_on}}\n"
DECIDED = "decisions: {handover: {title: H, made_by: [head], outcomes: [agreed, refused]}}\n"


def faults_of(text: str) -> tuple[Fault, ...]:
    """The faults for which a small pack is refused."""
    with pytest.raises(TransferRulesError) as refused:
        pack_of(text)
    return refused.value.faults


def only(text: str) -> Fault:
    """The one fault for which it is refused."""
    (fault,) = faults_of(text)
    return fault


def marked(fault: Fault, text: str) -> str:
    """What stands at the place of a fault, from there on."""
    assert fault.line is not None
    assert fault.column is not None
    return written(text).splitlines()[fault.line - 1][fault.column - 1 :]


NAMES = {
    # id: (text, kind, path, what is marked, nearest)
    "fact": (ONWARD.format(", when: {child.shool.setting: secondary}"), "unknown-field", "routes.onward.when.child.shool.setting", "shool", "school"),
    "term": (ORDER + ONWARD.format(", when: {care_oder: recorded}"), "unknown-name", "routes.onward.when.care_oder", "care_oder", "care_order"),
    "term-in-a-phrase": (ORDER + ONWARD.format(", point: at least 12 months after care_oder.granted_on"), "unknown-name", "routes.onward.point", "care_oder", "care_order"),
    "field-of-a-term": (ORDER + ONWARD.format(", point: on care_order.grantd_on"), "unknown-field", "routes.onward.point", "grantd_on", "granted_on"),
    "field-of-a-record": ("terms: {order: {last: legal_orders, where: {typ: full_care_order}, by: granted_on}}", "unknown-field", "terms.order.where.typ", "typ", "type"),
    "list-of-a-term": ("terms: {order: {last: legal_order, by: granted_on}}", "unknown-field", "terms.order.last", "legal_order", "legal_orders"),
    "date-of-a-term": ("terms: {order: {last: legal_orders, by: granted}}", "unknown-field", "terms.order.by", "granted", "granted_at"),
    "code": ("terms: {order: {last: legal_orders, where: {type: full_care_oder}, by: granted_on}}", "unknown-code", "terms.order.where.type", "full_care_oder", "full_care_order"),
    "code-in-a-list": ("terms: {order: {last: legal_orders, where: {type: [full_care_order, placment_order]}, by: granted_on}}", "unknown-code", "terms.order.where.type[1]", "placment_order", "placement_order"),
    "code-of-another-list": ("terms: {review: {last: meetings, where: {type: full_care_order}, by: held_on}}", "unknown-code", "terms.review.where.type", "full_care_order", None),
    "sender": ("routes:\n  onward: {title: O, clauses: [T-1], from: alpa, to: beta}", "unknown-team", "routes.onward.from", "alpa", "alpha"),
    "destination": ("routes:\n  onward: {title: O, clauses: [T-1], from: alpha, to: bta}", "unknown-team", "routes.onward.to", "bta", "beta"),
    "one-of-several-destinations": (DECIDED + "routes:\n  onward: {title: O, clauses: [T-1], from: alpha, to: [beta, gama], chosen_by: handover}", "unknown-team", "routes.onward.to[1]", "gama", "gamma"),
    "team-in-a-test": (ONWARD.format(", when: {transfer.to_team: bta}"), "unknown-team", "routes.onward.when.transfer.to_team", "bta", "beta"),
    "person-asked": ("routes:\n  onward: {title: O, clauses: [T-1], from: alpha, ask: hed}", "unknown-person", "routes.onward.ask", "hed", "head"),
    "person-who-owes": (VISIT + "duties:\n  owed: {title: D, clauses: [T-1], who: hed, done: visit.held_on}", "unknown-person", "duties.owed.who", "hed", "head"),
    "maker-of-a-decision": ("decisions: {handover: {title: H, made_by: [head, alpha_manger], outcomes: [agreed]}}", "unknown-person", "decisions.handover.made_by[1]", "alpha_manger", "alpha_manager"),
    "route-of-a-block": (ONWARD.format("") + "blocks:\n  held: {title: B, clauses: [T-2], for: [onwrd], while: {child.unaccompanied: true}}", "unknown-route", "blocks.held.for[0]", "onwrd", "onward"),
    "route-overridden": (ONWARD.format(", overrides: [onwrd]"), "unknown-route", "routes.onward.overrides[0]", "onwrd", "onward"),
    "decision-waited-for": (DECIDED + ONWARD.format(", if_decided: {handovr: agreed}"), "unknown-decision", "routes.onward.if_decided.handovr", "handovr", "handover"),
    "outcome-waited-for": (DECIDED + ONWARD.format(", if_decided: {handover: agred}"), "unknown-code", "routes.onward.if_decided.handover", "agred", "agreed"),
    "decision-that-chooses": (DECIDED + "routes:\n  onward: {title: O, clauses: [T-1], from: alpha, to: [beta, gamma], chosen_by: handovr}", "unknown-decision", "routes.onward.chosen_by", "handovr", "handover"),
    "sets-aside": ("decisions: {exception: {title: E, made_by: [head], outcomes: [agreed], sets_aside: [onwrd]}}\n" + ONWARD.format(""), "unknown-rule", "decisions.exception.sets_aside[0]", "onwrd", "onward"),
    "document": ("checklists:\n  papers: {title: C, clauses: [T-1], items: [{document: chronolgy}]}", "unknown-document", "checklists.papers.items[0].document", "chronolgy", "chronology"),
    "kind-of": ("documents: {form: {title: F, kind_of: chronolgy}}", "unknown-code", "documents.form.kind_of", "chronolgy", "chronology"),
    "standing-meeting": ("meetings: {panel: {title: P, standing: true}}\n" + ONWARD.format(", point: on next pannel after case.opened_on"), "unresolved", "routes.onward.point", "pannel", "panel"),
    "key": (ONWARD.format(", pont: on case.opened_on"), "unknown-key", "routes.onward.pont", "pont", "point"),
    "section-of-a-change": ("readings: {one: {clauses: [T-1], question: Q, taken: T, because: B, otherwise: [{taken: O, change: {routs.onward.point: on case.opened_on}}]}}\n" + ONWARD.format(""), "wrong-value", "readings.one.otherwise[0].change.routs.onward.point", "routs.onward.point", "routes"),
    "rule-of-a-change": ("readings: {one: {clauses: [T-1], question: Q, taken: T, because: B, otherwise: [{taken: O, change: {routes.onwrd.point: on case.opened_on}}]}}\n" + ONWARD.format(""), "wrong-value", "readings.one.otherwise[0].change.routes.onwrd.point", "routes.onwrd.point", "onward"),
    "phrase-of-a-change": ("readings: {one: {clauses: [T-1], question: Q, taken: T, because: B, otherwise: [{taken: O, change: {routes.onward.point: on case.opend_on}}]}}\n" + ONWARD.format(""), "unknown-field", "readings.one.otherwise[0].change.routes.onward.point", "opend_on", "opened_on"),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_none_is_told_with_its_place_and_the_nearest(name: str) -> None:
    text, kind, path, word, nearest = NAMES[name]
    fault = only(text)

    assert (fault.kind, fault.nearest) == (kind, nearest)
    assert fault.path == path
    assert marked(fault, text).startswith(word)


TESTS = {
    "date-with-a-code": ("{case.opened_on: agreed}", "agreed"),
    "code-with-a-phrase": ("{child.school.setting: after case.opened_on}", "after"),
    "code-with-a-number": ("{child.school.setting: 16 or over}", "16"),
    "code-with-includes": ("{child.school.setting: includes secondary}", "includes"),
    "list-with-a-code": ("{plan.permanence: adoption}", "adoption"),
    "record-with-a-code": ("{plan: care}", "care"),
    "truth-with-complete": ("{child.unaccompanied: complete}", "complete"),
    "truth-with-a-date": ("{child.unaccompanied: same as case.opened_on}", ""),
}


@pytest.mark.parametrize("name", TESTS)
def test_a_test_of_the_wrong_kind(name: str) -> None:
    condition, word = TESTS[name]
    text = PLAN + ONWARD.format(f", when: {condition}")
    fault = only(text)

    assert fault.kind == "wrong-test"
    assert marked(fault, text).startswith(word)


def test_a_checklist_is_only_complete_or_incomplete() -> None:
    text = (
        ONWARD.format(", when: {papers: recorded}")
        + "checklists:\n  papers: {title: C, clauses: [T-1], items: [chronology]}"
    )

    assert {fault.kind for fault in faults_of(text)} <= {"wrong-test"}


@pytest.mark.parametrize(("word", "nearest"), [("yes", "true"), ("no", "false")])
def test_truth_is_true_or_false(word: str, nearest: str) -> None:
    assert only(ONWARD.format(f", when: {{child.unaccompanied: {word}}}")).nearest == nearest


def test_a_list_is_picked_from_and_not_tested() -> None:
    assert only(ONWARD.format(", when: {meetings.held_on: recorded}")).kind == "list-needs-pick"


# --- circles -----------------------------------------------------------------------------------------


def test_the_holder_of_the_record_that_a_pick_belongs_to_is_not_reached() -> None:
    text = (
        "terms:\n  asked: {last: disputes.steps, of: disputes.steps, "
        "where: {parent.raised_on: on this.parent.raised_on}, by: started_on}\n"
    )
    fault = only(text)

    assert fault.path == "terms.asked.where.parent.raised_on"
    assert marked(fault, text).startswith("this.parent")


def test_a_circle_of_terms_is_spelled_out() -> None:
    fault = only("terms:\n  aa: 1 week after bb\n  bb: 1 week after cc\n  cc: 1 week after aa\n")

    assert fault.kind == "circle"
    assert "aa → bb → cc → aa" in fault.message


def test_a_term_that_rests_on_itself_is_a_circle() -> None:
    assert "aa → aa" in only("terms:\n  aa: 1 week after aa\n").message


def test_a_circle_through_conditions_and_picks_is_one() -> None:
    text = """
terms:
  plan: {last: plans, where: {started_on: on or after start}, by: started_on}
  start: {choose: [{when: {settled: true}, give: case.opened_on}, {otherwise: none}]}
  settled: {when: {plan: recorded}}
"""
    assert "circle" in {fault.kind for fault in faults_of(text)}


def test_a_circle_of_overrides_is_spelled_out() -> None:
    route = "  {}: {{title: O, clauses: [T-1], from: alpha, to: beta, overrides: [{}]}}\n"
    text = (
        "routes:\n"
        + route.format("one", "two")
        + route.format("two", "three")
        + route.format("three", "one")
    )

    fault = only(text)

    assert fault.kind == "circle"
    assert "one → two → three → one" in fault.message


def test_a_circle_of_checklists_is_spelled_out() -> None:
    papers = "  {}: {{title: C, clauses: [T-1], items: [{{document: chronology, when: {{{}: complete}}}}]}}\n"
    text = "checklists:\n" + papers.format("one", "two") + papers.format("two", "one")

    fault = only(text)

    assert fault.kind == "circle"
    assert "one → two → one" in fault.message


# --- what may stand where ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "when"),
    [
        ("", "{today: after case.opened_on}"),
        ("", "{age: 16 or over}"),
        ("terms: {old: {when: {age: 16 or over}}}\n", "{old: true}"),
        (
            "terms: {one: {when: {two: true}}, two: {when: {today: after case.opened_on}}}\n",
            "{one: true}",
        ),
        (
            "terms: {plan: {last: plans, where: {started_on: before today}, by: started_on}}\n",
            "{plan: recorded}",
        ),
    ],
)
def test_a_moving_route_tests_no_time_in_its_when(terms: str, when: str) -> None:
    text = terms + ONWARD.format(f", when: {when}")
    fault = only(text)

    assert fault.kind == "time-in-when"
    assert marked(fault, text).startswith("when")


@pytest.mark.parametrize(
    "answer",
    [
        "stay: true",
        "ask: head",
        "joins: beta, as: adviser",
        "refer: report, to: beta",
        "close: true",
    ],
)
def test_every_other_route_may(answer: str) -> None:
    pack_of(
        f"routes:\n  one: {{title: O, clauses: [T-1], from: alpha, {answer}, when: {{today: after case.opened_on, age: 16 or over}}}}"
    )


@pytest.mark.parametrize(
    "rule",
    [
        "duties:\n  owed: {title: D, clauses: [T-1], who: sender, done: visit.held_on}",
        "duties:\n  owed: {title: D, clauses: [T-1], who: head, due: on or before the move, done: visit.held_on}",
        "duties:\n  owed: {title: D, clauses: [T-1], who: head, due: on or before the point, done: visit.held_on}",
        "advice:\n  said: {title: A, clauses: [T-1], when: {holder.team: sender}}",
        "advice:\n  said: {title: A, clauses: [T-1], when: {by_sender: recorded}}",
        "checklists:\n  papers: {title: C, clauses: [T-1], due: on or before the move, items: [chronology]}",
    ],
)
def test_sender_and_the_move_mean_nothing_without_a_route(rule: str) -> None:
    terms = "terms: {visit: {first: visits, where: {type: joint}, by: held_on}, by_sender: {first: visits, where: {attended: includes sender}, by: held_on}}\n"

    assert {fault.kind for fault in faults_of(terms + rule)} == {"no-route"}


@pytest.mark.parametrize(
    "key",
    [
        "when: {case.opened_on: before the move}",
        "point: on or after the move",
        "point: on or after the point",
        "due: on or before the move",
    ],
)
def test_a_route_does_not_rest_on_its_own_move(key: str) -> None:
    assert {fault.kind for fault in faults_of(ONWARD.format(f", {key}"))} <= {"no-route", "circle"}


def test_an_event_is_the_point_or_the_move_and_not_both() -> None:
    text = ONWARD.format(", point: on transfer.accepted_on, done: transfer.accepted_on")

    assert only(text).kind == "point-is-done"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("routes:\n  one: {title: O, clauses: [T-1], from: alpha}", "one-of"),
        ("routes:\n  one: {title: O, clauses: [T-1], from: alpha, to: beta, stay: true}", "one-of"),
        ("routes:\n  one: {title: O, clauses: [T-1], from: alpha, refer: report}", "one-of"),
        ("routes:\n  one: {title: O, clauses: [T-1], from: alpha, joins: beta}", "missing-key"),
        (
            "routes:\n  one: {title: O, clauses: [T-1], from: alpha, to: [beta, gamma]}",
            "missing-key",
        ),
        ("routes:\n  one: {clauses: [T-1], from: alpha, to: beta}", "missing-key"),
        ("routes:\n  one: {title: O, from: alpha, to: beta}", "missing-key"),
        ("terms: {order: {last: legal_orders}}", "missing-key"),
        ("terms: {order: {last: legal_orders, first: legal_orders, by: granted_on}}", "one-of"),
        (
            "decisions: {pact: {title: P, made_by: [head], needs: all, outcomes: [agreed]}}",
            "wrong-value",
        ),
        (
            "checklists:\n  papers: {title: C, clauses: [T-1], items: [{when: {child.unaccompanied: true}}]}",
            "one-of",
        ),
        (
            "checklists:\n  papers: {title: C, clauses: [T-1], items: [{document: chronology, requirement: unknown}]}",
            "missing-key",
        ),
        (
            "terms: {sum: {reaches: 3 months, in: care_episodes, counted_from: 14th birthday}}",
            "wrong-value",
        ),
        (
            "terms: {sum: {reaches: 3 weeks, in: documents, counted_from: 14th birthday}}",
            "wrong-value",
        ),
        (
            "terms: {place: {choose: [{when: {child.unaccompanied: true}, give: beta}, {otherwise: 1 week after case.opened_on}]}}",
            "wrong-type",
        ),
        ("conventions: {working_hours: nine to five}", "wrong-value"),
        ("edition: {id: one, from: 2026-13-01}", "wrong-value"),
        ("edition: {id: one, from: 2026-03-01, until: 2026-02-01}", "wrong-value"),
        (ONWARD.format(", done: child.unaccompanied"), "not-a-date"),
        (ONWARD.format(", in_area: child.unaccompanied"), "wrong-type"),
        (ONWARD.format(", worker: child.unaccompanied"), "wrong-type"),
        ("terms: {today: 1 week after case.opened_on}", "reserved"),
        ("terms: {holder: 1 week after case.opened_on}", "reserved"),
        ("terms: {beta: 1 week after case.opened_on}", "name-taken"),
        ("terms: {Big-Name: 1 week after case.opened_on}", "bad-name"),
    ],
)
def test_what_is_wanting_or_too_much(text: str, kind: str) -> None:
    fault = only(text)

    assert fault.kind == kind
    assert fault.line is not None


@pytest.mark.parametrize(
    ("point", "word"),
    [
        ("at least 3 days after case.opened_on", "days"),
        ("at least 12 months since case.opened_on", "since"),
        ("at least 16 years after birth", "16 years"),
        ("at least 12 months after", ""),
        ("sometime", ""),
    ],
)
def test_a_phrase_that_is_none_is_marked_where_it_goes_wrong(point: str, word: str) -> None:
    text = ONWARD.format(f", point: {point}")
    fault = only(text)

    assert fault.path == "routes.onward.point"
    assert marked(fault, text).startswith(word)


def test_not_stands_in_no_list() -> None:
    fault = only(ONWARD.format(", when: {child.school.setting: [secondary, not college]}"))

    assert fault.kind == "syntax"
    assert "unless" in fault.message


# --- reading -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ONWARD.format(", when: null"), "null"),
        ("routes:\n  one:\n    title: O\n    when:\n", "blank"),
    ],
)
def test_null_and_blank_are_refused(text: str, kind: str) -> None:
    assert kind in {fault.kind for fault in faults_of(text)}


def test_another_version_of_the_language_is_told_and_nothing_else() -> None:
    fault = only("language: 2\nroutes: {one: {nonsense: true}}")

    assert (fault.kind, fault.accepted) == ("language-version", ("1",))


def test_all_faults_are_told_at_once_in_the_order_of_the_text() -> None:
    text = """
terms:
  order: {last: legal_orders, where: {type: full_care_oder}, by: granted_on}
  aa: 1 week after bb
  bb: 1 week after aa
routes:
  one: {title: O, clauses: [T-1], from: alpa, to: bta, when: {child.unaccompanied: maybe}, point: at least 3 days after case.opened_on}
  two: {title: T, clauses: [T-2], from: alpha, ask: hed, overrides: [thre]}
blocks:
  held: {title: B, clauses: [T-3], for: all, while: {care_oder: recorded}}
"""
    faults = faults_of(text)

    assert [fault.kind for fault in faults if fault.kind != "broken-term"] == sorted(
        (f.kind for f in faults if f.kind != "broken-term"),
        key=lambda k: [f.kind for f in faults].index(k),
    )
    assert {fault.kind for fault in faults} >= {
        "unknown-code", "circle", "unknown-team", "wrong-value", "syntax", "unknown-person", "unknown-route", "unknown-name",
    }  # fmt: skip
    assert [fault.line for fault in faults] == sorted(fault.line or 0 for fault in faults)
    assert sum(fault.kind == "unknown-team" for fault in faults) == 2


def test_an_error_shows_the_line_and_what_was_meant() -> None:
    with pytest.raises(InvalidPack) as refused:
        pack_of(ORDER + ONWARD.format(", when: {care_oder: recorded}"))
    shown = str(refused.value)

    assert "small.yaml:" in shown
    assert "^^^^^^^^^" in shown
    assert "Did you mean `care_order`" in shown


# --- the register and files --------------------------------------------------------------------------

REGISTER = """
register: small
document: {title: A small policy, lines: 10}
clauses:
  - {id: T-1, section: One, lines: [1, 2], force: must, summary: A plan moves the case.}
"""


def loaded(folder: Path, pack: str, register: str | None = REGISTER) -> tuple[Fault, ...]:
    """The faults of a pack on disk beside its register."""
    (folder / "small.yaml").write_text(
        written("register: small.register.yaml\n" + pack), encoding="utf-8"
    )
    if register is not None:
        (folder / "small.register.yaml").write_text(register, encoding="utf-8")
    try:
        load_pack(folder / "small.yaml")
    except (InvalidPack, Unreadable) as refused:
        return refused.faults
    return ()


def test_a_pack_with_its_register_loads(tmp_path: Path) -> None:
    assert loaded(tmp_path, ONWARD.format("")) == ()


def test_a_clause_that_is_not_in_the_register_is_told(tmp_path: Path) -> None:
    register = REGISTER.replace("T-1", "SMALL-001")
    (fault,) = loaded(tmp_path, ONWARD.format("").replace("T-1", "SMALL-01"), register)

    assert (fault.kind, fault.path) == ("unknown-clause", "routes.onward.clauses[0]")
    assert fault.nearest == "SMALL-001"


def test_a_clause_of_a_reading_is_looked_up_too(tmp_path: Path) -> None:
    reading = "readings: {one: {clauses: [T-9], question: Q, taken: T, because: B, otherwise: [{taken: O}]}}\n"

    assert [fault.kind for fault in loaded(tmp_path, reading + ONWARD.format(""))] == [
        "unknown-clause"
    ]


def test_a_register_that_is_not_there_is_told(tmp_path: Path) -> None:
    (fault,) = loaded(tmp_path, ONWARD.format(""), None)

    assert (fault.kind, fault.path) == ("no-register", "register")


def test_the_register_of_another_pack_is_told(tmp_path: Path) -> None:
    (fault,) = loaded(
        tmp_path, ONWARD.format(""), REGISTER.replace("register: small", "register: other")
    )

    assert fault.kind == "wrong-register"


@pytest.mark.parametrize(
    "broken",
    [
        REGISTER.replace("lines: [1, 2], ", ""),
        REGISTER.replace("[1, 2]", "[one, two]"),
        REGISTER.replace("id: T-1", "idd: T-1"),
        "just words",
    ],
)
def test_the_faults_of_a_register_stand_in_the_register(tmp_path: Path, broken: str) -> None:
    faults = loaded(tmp_path, ONWARD.format(""), broken)

    assert faults
    assert all("small.register.yaml" in fault.file for fault in faults)


def test_a_clause_twice_in_a_register_is_told(tmp_path: Path) -> None:
    line = REGISTER.splitlines()[-1]

    assert loaded(tmp_path, ONWARD.format(""), f"{REGISTER}{line}\n")


def test_a_pack_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(InvalidPack) as refused:
        load_pack("durhm")
    (fault,) = refused.value.faults

    assert fault.kind == "no-such-pack"
    assert fault.nearest == "durham"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "pack",
        "{",
        "a: &x 1\nb: *x",
        "a: !!python/object:os.system 1",
        "a: 1\na: 2",
        "\x00\x01",
    ],
)
def test_what_is_no_pack_is_refused_in_words(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TransferRulesError) as refused:
        load_pack(path)

    assert refused.value.faults
    assert "Traceback" not in str(refused.value)
