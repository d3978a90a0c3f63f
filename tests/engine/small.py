"""Small policies of nobody's and whole cases to put to them: what the tests of the engine are written with.

A *whole* case holds everything that a record can hold, and none of it: every list is there and empty, nobody has moved, `alpha` holds the case.
A test says only what differs, as paths and values; `ABSENT` takes a key out, and so makes it unknown.
"""

import copy
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from transferrules import Case, Decision, Policy, load_case
from transferrules.decision import DutyView, Move, RuleFate
from transferrules.pack.load import resolve_source
from transferrules.pack.model import Pack
from transferrules.reading import read

PACKS: Final = Path(__file__).parent / "packs"
ABSENT: Final = "ABSENT"
LISTS: Final = (
    "past_holders", "participants", "siblings", "addresses", "contacts", "referrals", "concerns", "needs",
    "assessments", "plans", "legal_orders", "proceedings", "care_episodes", "meetings", "visits", "hearings",
    "notices", "consents", "documents", "tasks", "family_time", "decisions", "disputes",
)  # fmt: skip

HEAD: Final[Mapping[str, str]] = {
    "pack": "pack: small",
    "language": "language: 1",
    "title": "title: A small policy",
    "source": "source: Nobody's, for tests",
    "edition": "edition: {id: first}",
    "teams": "teams: {alpha: Alpha, beta: Beta, gamma: Gamma, delta: Delta}",
    "people": (
        "people:\n"
        "  alpha_manager: {role: team_manager, team: alpha}\n"
        "  beta_manager: {role: team_manager, team: beta}\n"
        "  head: Head of service"
    ),
}


def written(text: str) -> str:
    """The text of a pack of which only some sections are given: the rest is that of every small pack."""
    given = {line.split(":")[0] for line in text.splitlines() if line[:1].isalpha()}
    return "\n".join([*(head for key, head in HEAD.items() if key not in given), text])


def pack_of(text: str) -> Pack:
    """The pack of that text, or of those sections of one."""
    return resolve_source(read(written(text), what="pack", name="small.yaml"), None)


@cache
def policy_of(text: str) -> Policy:
    """The policy of that text, or of those sections of one."""
    return Policy(pack_of(text))


def pack_text(name: str) -> str:
    """The text of one of the packs beside the tests."""
    return written((PACKS / f"{name}.yaml").read_text(encoding="utf-8"))


def policy_named(name: str) -> Policy:
    """The policy of one of the packs beside the tests."""
    return policy_of(pack_text(name))


def whole(**changes: Any) -> dict[str, Any]:
    """A whole case with changes; `child__date_of_birth` is the field inside the record."""
    return changed(
        {
            "vocabulary": 1,
            "case": {"id": "C-1", "opened_on": "2024-01-08", "last_event_on": "2025-12-01"},
            "child": {
                "date_of_birth": "2012-06-15",
                "expected_date_of_birth": None,
                "unaccompanied": False,
                "school": {"setting": "secondary", "year_group": 9, "year_11": None, "last_gcse_on": None},
            },
            "holder": {"team": "alpha", "worker": "W-1", "role": "social_worker", "started_on": "2024-01-08", "ended_on": None},
            "transfer": None,
            **{name: [] for name in LISTS},
            "services": {"standing_meetings": []},
        },
        {key.replace("__", "."): value for key, value in changes.items()},
    )  # fmt: skip


def changed(case: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of a case with changes, by dotted path; `ABSENT` takes a key out."""
    result = copy.deepcopy(dict(case))
    for path, value in changes.items():
        *outer, last = path.split(".")
        record = result
        for key in outer:
            record = record[key]
        if value == ABSENT:
            del record[last]
        else:
            record[last] = copy.deepcopy(value)
    return result


def case_of(**changes: Any) -> Case:
    """A whole case with changes, loaded."""
    return load_case(whole(**changes))


def on(day: str) -> date | datetime:
    """A day, or a moment where a time is given."""
    return datetime.fromisoformat(day) if "T" in day else date.fromisoformat(day)


def decide(
    policy: str | Policy, day: str, case: Mapping[str, Any] | None = None, **changes: Any
) -> Decision:
    """What a policy says of a whole case with changes, on a day."""
    asked = policy if isinstance(policy, Policy) else policy_of(policy)
    return asked.decide(load_case(case if case is not None else whole(**changes)), as_of=on(day))


def status(policy: str | Policy, day: str, **changes: Any) -> str:
    """The answer in a word."""
    return decide(policy, day, **changes).status


def move(decision: Decision, route: str) -> Move:
    """What the decision says of one route."""
    return next(m for m in decision.moves if m.route == route)


def stages(decision: Decision, route: str) -> set[str]:
    """How far a route has come; nothing where it is out of the question."""
    return {s for m in decision.moves if m.route == route for s in m.stages}


def teams(decision: Decision, route: str) -> set[str]:
    """Where a route leads, or may."""
    return {place.team for place in move(decision, route).to}


def duty(decision: Decision, name: str) -> DutyView:
    """The one duty of that name."""
    found = [d for d in decision.duties if d.duty == name]
    assert len(found) == 1, f"{len(found)} duties called {name}"
    return found[0]


def owed(decision: Decision, name: str) -> int:
    """How often a duty is owed."""
    return sum(d.duty == name for d in decision.duties)


def fate(decision: Decision, rule: str) -> RuleFate:
    """What became of a rule."""
    return next(f for f in decision.rules if f.rule == rule)


def facts(decision: Decision) -> list[str]:
    """The facts wanted, the most decisive first."""
    return [fact.path for fact in decision.missing.facts]


def from_yaml(path: Path) -> Any:
    """What a YAML file of the tests holds; dates stay words."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
