"""What another reading would give: every kind of change that a reading can carry is told, and one that changes nothing here says so."""

from typing import Any

import pytest

from engine.small import decide

PACK = """
terms:
  plan: {{last: plans, where: {{type: care, ended_on: none}}, by: started_on}}
  harm: {{last: concerns, where: {{closed_on: none}}, by: raised_on}}
routes:
  onward:
    title: Onward
    clauses: [T-1]
    from: alpha
    to: beta
    when: {{plan: recorded}}
    point: at least 1 month after plan.started_on
    due: within 1 week after the point
    force: should
duties:
  visit:
    title: A visit
    clauses: [T-1]
    for: onward
    who: alpha_manager
    when: {{plan: recorded}}
    due: within 5 working days after plan.started_on
    force: should
checklists:
  papers:
    title: Papers
    clauses: [T-1]
    for: onward
    when: {{plan: recorded}}
    force: should
    due: on or before the move
    items: [chronology]
advice:
  told: {{title: Told, clauses: [T-1], for: onward}}
readings:
  one:
    clauses: [T-1]
    question: What does the clause say?
    taken: This.
    because: It is the plainer.
    otherwise: [{{taken: That., change: {change}}}]
"""
PLAN = {"type": "care", "started_on": "2026-03-02", "ended_on": None}


def said(change: str, **case: Any) -> str:
    decision = decide(PACK.format(change=change), "2026-04-02", plans=[PLAN], **case)
    (reading,) = decision.readings
    (other,) = reading.otherwise
    assert other.startswith("That. Then: ")
    return other.removeprefix("That. Then: ").removesuffix(".")


# The plan began on Monday 2 March 2026: the point is 2 April, and five working days are over on Monday 9 March.
CHANGES = {
    "point": ("{routes.onward.point: at least 2 months after plan.started_on}", "Onward: point 2 May 2026 instead of 2 April 2026"),
    "latest": ("{routes.onward.due: within 2 weeks after the point}", "Onward: by 16 April 2026 instead of 9 April 2026"),
    "destination": ("{routes.onward.to: gamma}", "Onward: to Gamma instead of Beta; the case would go to Gamma"),
    "no-such-route": ("{routes.onward.when: {plan: none}}", "Onward: would not apply"),
    "force-of-a-route": ("{routes.onward.force: must}", "Onward: must instead of should"),
    "due": ("{duties.visit.due: within 6 working days after plan.started_on}", "A visit: due 10 March 2026 instead of 9 March 2026"),
    "force-of-a-duty": ("{duties.visit.force: must}", "A visit: must instead of should"),
    "who": ("{duties.visit.who: beta_manager}", "A visit: lies with"),
    "no-such-duty": ("{duties.visit.when: {harm: recorded}}", "A visit: would not be owed"),
    "force-of-papers": ("{checklists.papers.force: must}", "chronology: must instead of should"),
    "day-of-papers": ("{checklists.papers.due: within 1 week after the point}", "chronology: by 9 April 2026 instead of 2 April 2026"),
    "papers": ("{checklists.papers.when: {harm: recorded}}", "chronology: not required instead of required"),
    "term": ("{terms.plan.where: {type: pathway}}", "Onward: would not apply"),
    "nothing-here": ("{routes.onward.unless: {harm: recorded}}", "nothing would be different here"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_would_be_different_is_told(name: str) -> None:
    change, expected = CHANGES[name]

    assert expected in said(change)


def test_who_would_owe_it_is_told_by_name() -> None:
    told = said("{duties.visit.who: beta_manager}")

    assert told == "A visit: lies with beta manager instead of alpha manager"


def test_a_duty_that_only_the_other_reading_owes_is_told() -> None:
    pack = PACK.replace(
        "when: {{plan: recorded}}\n    due: within 5", "when: {{harm: recorded}}\n    due: within 5"
    )
    decision = decide(
        pack.format(change="{duties.visit.when: {plan: recorded}}"), "2026-04-02", plans=[PLAN]
    )

    assert "A visit: would be owed" in decision.readings[0].otherwise[0]


def test_no_more_than_four_differences_are_told_and_the_rest_counted() -> None:
    change = "{routes.onward.to: gamma, routes.onward.point: at least 2 months after plan.started_on, routes.onward.force: must, routes.onward.due: within 3 weeks after the point}"

    assert "and 3 more" in said(change)
