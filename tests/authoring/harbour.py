"""A small policy and a case under it: what the tests of scenarios are written against.

The North Team's case moves south at 16 once the panel agreed. The child is 16 on 1 April 2026; the panel agreed on Thursday 2 April.
Five working days after that: 7, 8, 9, 10, 13 April, for the 3rd is Good Friday and the 6th Easter Monday.
"""

from pathlib import Path
from textwrap import dedent, indent

from transferrules.authoring.expectations import Mismatch
from transferrules.authoring.scenarios import Packs, Scenario, scenarios_of
from transferrules.errors import InvalidScenario
from transferrules.reading import Fault

PACK = Path(__file__).parent / "packs" / "harbour.yaml"
PACKS = Packs()

CASE = """\
vocabulary: 1
case: {id: H-1, authority: harbour, opened_on: 2025-03-01}
child: {date_of_birth: 2010-04-01}
holder: {team: north_team, worker: W-1, started_on: 2025-06-20, ended_on: null}
transfer: null
past_holders: []
participants: [{role: school_nurse, started_on: 2025-07-01, ended_on: null}]
plans: [{id: p1, type: care, final: true, started_on: 2026-01-05, ended_on: null}]
visits: []
disputes: []
notices: []
meetings:
  - {id: first, type: looked_after_review, due_on: 2026-03-02, held_on: 2026-03-01}
  - {id: second, type: looked_after_review, due_on: 2026-06-01, held_on: null}
documents: [{type: photograph, on_file: true}]
decisions: [{type: panel_decision, outcome: agreed, made_by: panel, made_on: 2026-04-02}]
"""


def file_of(scenarios: str, folder: Path, *, case: str = CASE) -> Path:
    """A scenario file under that policy, with the shared case."""
    path = folder / "some.yaml"
    head = f"pack: {PACK}\ncase:\n{indent(case, '  ')}scenarios:\n"
    path.write_text(head + indent(dedent(scenarios), "  "), encoding="utf-8")
    return path


def read(scenarios: str, folder: Path) -> tuple[Scenario, ...]:
    """The scenarios of such a file."""
    return scenarios_of(file_of(scenarios, folder), PACKS)


def refused(scenarios: str, folder: Path) -> tuple[Fault, ...]:
    """The faults of such a file."""
    try:
        read(scenarios, folder)
    except InvalidScenario as error:
        return error.faults
    raise AssertionError("nothing was refused")


def checked(scenario: Scenario) -> tuple[Mismatch, ...]:
    """What the policy answers otherwise than a scenario expects."""
    policy = PACKS.policy(scenario.pack)
    return scenario.check(policy.decide(scenario.case, as_of=scenario.as_of))


def expecting(
    expected: str, folder: Path, *, changes: str = "{}", as_of: str = "2026-04-07"
) -> tuple[Mismatch, ...]:
    """What the policy answers otherwise, of one expectation in flow style, about the case with some changes."""
    said = f"with: {changes}" if changes != "{}" else "clauses: [HAR-001]"
    (scenario,) = read(f"- {{title: One, {said}, as_of: {as_of}, expect: {expected}}}\n", folder)
    return checked(scenario)
