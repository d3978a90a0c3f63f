"""Small policies made at random, for tests of whatever reads packs: engine, reference, checks.

A policy made so is right (it loads) and decides something: routes pick from a few lists, with points, decisions, blocks, overrides and duties in every mixture.
Needs Hypothesis, which the package itself does not install.
"""

from random import Random
from typing import Final

from hypothesis import strategies as st

from transferrules.pack.load import resolve_source
from transferrules.pack.model import Pack
from transferrules.reading import read

HEAD: Final = """pack: random
language: 1
title: A policy made at random
source: Nobody's, for tests
edition: {id: first}
teams: {alpha: Alpha, beta: Beta, gamma: Gamma, delta: Delta}
people:
  alpha_manager: {role: team_manager, team: alpha}
  head: Head of service
decisions:
  handover: {title: Whether the case is handed over, made_by: [alpha_manager, head], outcomes: [agreed, refused]}
  pact: {title: Whether both agree, made_by: [alpha_manager, head], needs: all, outcomes: [agreed, refused]}
  choice: {title: Which team takes the case, made_by: [head], outcomes: [beta, gamma]}
  exception: {title: An exception to a rule, made_by: [head], outcomes: [agreed, refused], sets_aside: any}
"""

TERMS: Final = {
    "plan": "{last: plans, where: {type: care, ended_on: none}, by: started_on}",
    "old_plan": "{first: plans, where: {type: [care, pathway]}, by: agreed_on}",
    "order": "{last: legal_orders, where: {type: full_care_order, ended_on: none}, by: granted_on}",
    "review": "{first: meetings, where: {type: looked_after_review, held_on: on or after plan.started_on}, by: held_on}",
    "next_review": "{second: meetings, where: {type: looked_after_review}, by: held_on}",
    "dispute": "{last: disputes, where: {resolved_on: none}, by: raised_at}",
    "in_care": "{last: care_episodes, where: {ended_on: none}, by: started_on}",
    "thirteen_weeks": "{reaches: 13 weeks, in: care_episodes, where: {placement: not with_parents}, counted_from: 14th birthday}",
    "either": "the earlier of plan.agreed_on and order.granted_on",
    "both": "the later of plan.agreed_on and review.held_on",
    "fallback": "review.held_on or else 4 weeks after plan.started_on",
    "firm": "{when: {plan.final: true}, unless: {dispute: recorded}}",
    "place": "{choose: [{when: {firm: true}, give: gamma}, {otherwise: beta}]}",
    "summary": "{first: documents, where: {type: transfer_summary}, by: sent_on}",
}
FACTS: Final = (
    "plan: recorded", "plan.final: true", "plan.final: not true", "order: recorded", "order: none", "dispute: none", "firm: false",
    "in_care.placement: [with_parents, kinship_foster]", "in_care.placement: not with_parents", "review: recorded", "next_review.outcome: plan_continues",
    "child.unaccompanied: false", "handover.outcome: agreed", "pact.outcome: divided", "old_plan.type: care",
    "review.held_on: within 3 months after plan.started_on", "plan.agreed_on: before order.granted_on",
)  # fmt: skip
TIMED: Final = (
    "age: 16 or over", "age: under 10", "today: on or after 15 years 6 months after birth", "today: within 4 weeks after order.granted_on",
    "today: between 1 March in school year 11 and child.school.last_gcse_on", "today: more than 10 working days after dispute.raised_on",
    "today: on or after thirteen_weeks", "today: before either",
)  # fmt: skip
POINTS: Final = (
    "at least 3 months after plan.agreed_on", "on or after 16th birthday", "on review.held_on", "within 2 weeks after both", "more than 1 month after fallback",
    "on or after either", "on or after thirteen_weeks", "at least 5 working days after order.granted_on", "on or after 30 June in school year 11",
)  # fmt: skip
DUES: Final = (
    "within 5 working days after the move", "within 2 weeks before the move", "within 3 calendar days of the move", "at least 1 week before the point",
    "on or after plan.started_on", "within 6 weeks after review.held_on", "less than 1 month after plan.agreed_on",
)  # fmt: skip


def pack_text(random: Random) -> str:
    """The text of a small policy."""
    terms = "terms:\n" + "".join(f"  {name}: {text}\n" for name, text in TERMS.items())
    names = [f"r{number}" for number in range(random.randint(1, 4))]
    routes = "routes:\n" + "".join(
        _route(random, name, names[number + 1 :]) for number, name in enumerate(names)
    )
    moving = "for: all"
    blocks = "blocks:\n" + "".join(
        f"  b{n}: {{title: Block {n}, clauses: [T-1], {moving}, while: {{{random.choice((*FACTS, *TIMED))}}}}}\n"
        for n in range(random.randint(0, 2))
    )
    duties = "duties:\n" + "".join(
        f"  d{n}: {{title: Duty {n}, clauses: [T-1], {moving}, who: sender, due: {random.choice(DUES)}, done: summary.sent_on}}\n"
        for n in range(random.randint(0, 2))
    )
    parts = [HEAD, terms, routes]
    parts += [part for part in (blocks, duties) if part.count("\n") > 1]
    return "\n".join(parts)


def _route(random: Random, name: str, later: list[str]) -> str:
    kind = random.choice(
        ("move", "move", "move", "choice", "term", "stay", "close", "ask", "refer", "join")
    )
    answer = {
        "move": f"to: {random.choice(('beta', 'gamma', 'delta'))}",
        "choice": "to: [beta, gamma], chosen_by: choice",
        "term": "to: place",
        "stay": "stay: true",
        "close": "close: true",
        "ask": "ask: head",
        "refer": "refer: concern, to: delta",
        "join": "joins: beta, as: adviser",
    }[kind]
    keys = [f"title: Route {name}", "clauses: [T-1]", f"from: {random.choice(('alpha', 'alpha', 'any', '[alpha, beta]', '[any, none]'))}", answer]  # fmt: skip
    moves = kind in ("move", "choice", "term")
    asked = random.sample(FACTS if moves else (*FACTS, *TIMED), random.randint(1, 2))
    one_each = {fact.split(":")[0]: fact for fact in asked}
    keys.append("when: {" + ", ".join(one_each.values()) + "}")
    if random.random() < 0.2:
        keys.append(f"unless: {{{random.choice(FACTS)}}}")
    if moves and random.random() < 0.7:
        keys.append(f"point: {random.choice(POINTS)}")
    if random.random() < 0.3:
        keys.append(f"if_decided: {{{random.choice(('handover', 'pact'))}: agreed}}")
    if later and random.random() < 0.4:
        keys.append(f"overrides: [{random.choice(later)}]")
    if moves and random.random() < 0.3:
        keys.append(
            f"horizon: {random.choice(('2 months', '6 months', '1 April in school year 11'))}"
        )
    return f"  {name}: {{{', '.join(keys)}}}\n"


def pack_of(text: str) -> Pack:
    """The policy of a text."""
    return resolve_source(read(text, what="pack", name="random.yaml"), None)


def packs() -> st.SearchStrategy[Pack]:
    """Small policies made at random."""
    return st.integers(0, 2**32 - 1).map(lambda seed: pack_of(pack_text(Random(seed))))
