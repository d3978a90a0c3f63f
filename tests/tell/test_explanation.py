"""An explanation shows every test with what it came to, the facts behind it and the line of the pack."""

from dataclasses import replace

from tell.answers import CLAUSE, MADE_FROM, READING
from transferrules.decision import FactRead, RuleExplanation, RuleFate
from transferrules.decision import TestTrace as Trace  # under its own name pytest would collect it
from transferrules.tell import Look, explanation

YEAR = Trace(
    "today: at least 12 months after care_order.granted_on",
    "failed",
    (FactRead("legal_orders[0].granted_at", "Monday 3 November 2025"),),
    ("from Tuesday 3 November 2026",),
    571,
)
REVIEW = Trace(
    "home_review.outcome: plan_continues",
    "unknown",
    (FactRead("meetings", "not recorded"),),
    (),
    None,
)
TOLD = RuleExplanation(
    RuleFate(
        "care_order_at_home",
        "routes",
        "Care Order at home after a year",
        "cannot_be_told",
        (),
        ("SOM-096",),
    ),
    (Trace("all of these hold", "unknown", (), (), 567, (YEAR, REVIEW)),),
    ("`today` would have to be later",),
    (READING,),
    (CLAUSE,),
)
OUT = replace(
    TOLD, rule=RuleFate("stays", "routes", "First year at home", "does_not_apply", (), ())
)


def test_tests_are_an_indented_tree_with_facts_lines_and_dates() -> None:
    text = explanation([TOLD], MADE_FROM, Look(100))
    assert (
        "  unknown: all of these hold (line 567)\n"
        "    fails:   today: at least 12 months after care_order.granted_on (line 571)\n"
        "        legal_orders[0].granted_at is Monday 3 November 2025\n"
        "        from Tuesday 3 November 2026\n"
        "    unknown: home_review.outcome: plan_continues\n"
        "        meetings is not recorded\n"
    ) in text


def test_the_title_comes_first_and_the_id_for_those_who_check() -> None:
    lines = explanation([TOLD], MADE_FROM).splitlines()
    assert lines[:5] == [
        "As of Sunday 22 November 2026, by Somewhere's policy.",
        "",
        "Care Order at home after a year",
        "  It cannot be told whether it applies.",
        "  [routes.care_order_at_home]",
    ]


def test_clauses_readings_and_what_would_have_to_differ_are_told() -> None:
    text = " ".join(explanation([TOLD], MADE_FROM).split())
    assert "For it to apply: - `today` would have to be later" in text
    assert (
        "After a year at home the case moves on. [SOM-096, lines 128-129, A child at home]" in text
    )
    assert "Taken here: From the day of the order." in text


def test_of_several_rules_those_that_do_not_apply_come_last_in_a_line_each() -> None:
    text = explanation([OUT, TOLD], MADE_FROM)
    assert text.index("Care Order at home after a year") < text.index("Rules that do not apply")
    assert "  - First year at home. [stays]\n    `today` would have to be later\n" in text


def test_one_rule_that_does_not_apply_is_told_in_full() -> None:
    text = explanation([OUT], MADE_FROM)
    assert "It does not apply." in text
    assert "fails:" in text


def test_a_rule_that_another_silences_names_it() -> None:
    silenced = replace(TOLD, rule=replace(TOLD.rule, fate="overridden", by=("stays_with_family",)))
    assert "It would apply; another rule goes before it: stays with family." in " ".join(
        explanation([silenced], MADE_FROM).split()
    )


def test_a_narrow_terminal_is_kept_to() -> None:
    assert all(
        len(line) <= 40 for line in explanation([TOLD, OUT], MADE_FROM, Look(40)).splitlines()
    )
