"""What the page does with the engine's own words holds of what the engine says, not only of answers made by hand."""

from datetime import date

import pytest

from cli.running import EXAMPLE
from transferrules import Policy, load_case, load_pack
from transferrules.tell import Look, answer


@pytest.fixture(scope="module")
def durham() -> Policy:
    return Policy(load_pack("durham"))


def told(policy: Policy, case: object, on: date) -> str:
    return " ".join(answer(policy.decide(load_case(case), as_of=on).record(), Look(100)).split())  # type: ignore[arg-type]


def stepping_up(*outcomes: str) -> dict[str, object]:
    return {
        "vocabulary": 1,
        "child": {"date_of_birth": "2016-05-04"},
        "holder": {"team": "one_point_service", "started_on": "2025-06-02", "ended_on": None},
        "past_holders": [],
        "disputes": [],
        "concerns": [],
        "referrals": [],
        "transfer": {
            "type": "step_up",
            "from_team": "one_point_service",
            "to_team": "families_first",
            "identified_on": "2026-03-25",
            "planned_on": None,
            "completed_on": None,
            "cancelled_on": None,
        },
        "decisions": [
            {
                "type": "allocation",
                "outcome": outcome,
                "made_on": "2026-04-01",
                "made_by": "allocation_panel",
            }
            for outcome in outcomes
        ],
    }


def test_two_minutes_of_one_day_are_told_before_anything_else(durham: Policy) -> None:
    text = told(durham, stepping_up("agreed", "refused"), date(2026, 4, 2))
    assert text.startswith("Nobody can tell yet")
    assert text.index("decisions[0] and decisions[1] are of one day") < text.index("As of")


def test_a_day_of_a_move_that_is_not_agreed_is_known_for_one(durham: Policy) -> None:
    text = told(durham, EXAMPLE, date(2026, 11, 22))
    assert (
        "- Families First, was to be by Tuesday 3 November 2026 (provisional): Business support is informed."
        in text
    )


def test_no_step_is_due_today_for_a_move_that_is_not_decided(durham: Policy) -> None:
    text = told(durham, stepping_up(), date(2026, 3, 26))
    assert text.startswith("A decision is waited for:")
    assert "by Thursday 26 March 2026 (" not in text
    assert "once the move is decided: Business support is informed." in text


def test_a_reading_that_changes_nothing_is_known_for_one(durham: Policy) -> None:
    text = told(durham, EXAMPLE, date(2026, 11, 22))
    assert "nothing would be different here" not in text
    assert "that would change nothing here" in text
