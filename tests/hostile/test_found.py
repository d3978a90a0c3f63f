"""What got through a door once, each with the error, or the answer, that it gets now."""

from typing import Any

import pytest

from engine.small import decide, pack_of, pack_text, whole
from transferrules import InvalidCase, InvalidPack

# --- other readings that change what cannot be changed so ----------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "terms.ready_on: []",
        "terms.ready_on: {last: plans, by: started_on}",
        "terms.place.choose.first: today",
        "routes.by_plan.to.team: beta",
        "people.head: []",
        "people.head: {role: team_manager}",
        "decisions.pact.made_by.one: head",
    ],
)
def test_a_change_that_fits_nothing_is_told_where_it_stands(change: str) -> None:
    sound = "change: {duties.agreed_in_time.due: within 6 weeks after second_review.held_on}"
    text = pack_text("everything")
    assert text.count(sound) == 1
    with pytest.raises(InvalidPack) as caught:
        pack_of(text.replace(sound, f"change: {{{change}}}"))
    assert all("readings.six_weeks" in fault.path for fault in caught.value.faults)


# --- local dates that are not called like dates --------------------------------------------------------

LOCAL = """
local: {labour: {title: Labour, type: date}, seen: {title: Seen, type: moment}}
routes:
  onward: {title: Onward, clauses: [T-1], from: alpha, to: beta, when: {local.labour: after 1st birthday}}
  seen_to: {title: Seen, clauses: [T-2], from: alpha, to: beta, when: {local.seen: after 1st birthday}}
"""


@pytest.mark.parametrize("name", ["labour", "seen"])
@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("2013-06-16", "transfer"),  # the day after the first birthday
        ("2013-06-15", "stay"),  # the birthday
        ("2013-06", "cannot_tell"),
        (None, "stay"),
    ],
)
def test_a_local_date_is_read_whatever_it_is_called(name: str, value: Any, answer: str) -> None:
    other = {"labour": "seen", "seen": "labour"}[name]
    case = whole(local={name: value, other: None})

    assert decide(LOCAL, "2026-03-10", case).status == answer


@pytest.mark.parametrize("value", ["soon", 3, True, ["2026-01-01"], "2026-01-01 10:00"])
def test_a_local_date_that_is_none_is_refused(value: Any) -> None:
    with pytest.raises(InvalidCase) as caught:
        decide(LOCAL, "2026-03-10", whole(local={"labour": value, "seen": None}))
    assert [fault.path for fault in caught.value.faults] == ["local.labour"]
