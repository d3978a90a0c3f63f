"""Where a term says to which team a route leads, that team is the receiver, in its trigger and its point too."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from transferrules import Policy, load_case, load_pack
from transferrules.reference import refer

PACK = """
pack: chosen
language: 1
source: Nobody
title: A move that both managers decide on
edition: {id: one, from: none, until: none}
teams: {alpha: Alpha, beta: Beta, gamma: Gamma}
people:
  receiving: {title: Receiving manager, role: team_manager, team: receiver}
decisions: {elsewhere: A move elsewhere}
terms:
  named: {last: decisions, where: {type: elsewhere}, by: made_on}
  taken: {last: decisions, where: {type: elsewhere, made_by: receiving}, by: made_on}
routes:
  there: {title: There, clauses: [X-1], from: any, to: named.to_team, when: {taken: recorded}, point: on or after taken.made_on}
"""


def decided_by(team: str) -> dict[str, Any]:
    return {
        "vocabulary": 1,
        "holder": {"team": "alpha", "started_on": "2025-01-06", "ended_on": None},
        "transfer": None,
        "decisions": [
            {
                "type": "elsewhere",
                "to_team": "beta",
                "made_on": "2026-03-02",
                "made_by": {"role": "team_manager", "team": team},
            }
        ],
    }


@pytest.mark.parametrize(("team", "status"), [("beta", "transfer"), ("gamma", "stay")])
def test_the_manager_of_the_team_that_a_term_names(team: str, status: str, tmp_path: Path) -> None:
    path = tmp_path / "chosen.yaml"
    path.write_text(PACK, encoding="utf-8")
    pack, case, day = load_pack(path), load_case(decided_by(team)), date(2026, 3, 10)

    assert Policy(pack).decide(case, as_of=day).status == status
    assert sorted(refer(pack, case, day).possible) == [status]
