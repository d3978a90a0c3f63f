"""One case under several policies: what only one of them knows is unknown to the others, and the answer says so."""

import itertools
import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest

from cli.running import EXAMPLE, ROOT
from transferrules import InvalidCase, Policy, load_case, load_pack, pack_ids
from transferrules.authoring.compare import Comparison, Side, compare, declared_by
from transferrules.pack.load import resolve_source
from transferrules.reading import read
from transferrules.tell import Look
from transferrules.tell.comparison import comparison

DAY = date(2026, 11, 22)

NORTH = """\
pack: north
language: 1
title: North, where cases go
source: Nobody's
edition: {id: first}
teams: {intake: Intake, care: Care Team}
people: {intake_head: {title: Head of Intake, role: team_manager, team: intake}}
documents: {life_story: {title: Life story, kind_of: chronology}, blue_form: Blue form}
meetings: {early_talk: Early talk}
notices: {green_light: Green light}
local: {band: {title: Band of need, type: code, codes: [green, red]}, seen_on: {title: Seen, type: date}}
terms:
  plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}
  talk: {last: meetings, where: {type: early_talk}, by: held_on}
routes:
  onward:
    title: A plan moves the case on
    clauses: [N-1]
    from: intake
    to: care
    when: {plan: recorded}
    point: at least 3 months after plan.started_on
  close_it:
    title: No plan, and a talk
    clauses: [N-2]
    close: true
    from: any
    when: {plan: none, talk: recorded}
checklists:
  papers: {title: On the file, clauses: [N-3], for: onward, items: [blue_form]}
"""

SOUTH = """\
pack: south
language: 1
title: South, who does what
source: Nobody's
edition: {id: second}
teams: {front_door: Front Door, looked_after: {title: Looked After Team, known_as: [care]}}
people: {chair: Chair of the panel}
meetings: {panel: Panel}
local: {band: {title: Band, type: number}}
terms:
  plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}
  story: {last: documents, where: {type: chronology}, by: completed_on}
  panel_sat: {last: meetings, where: {type: panel}, by: held_on}
  chaired: {last: meetings, where: {attended: includes chair}, by: held_on}
routes:
  onward:
    title: A plan moves the case on
    clauses: [S-1]
    from: front_door
    to: looked_after
    when: {plan: recorded}
    point: at least 6 months after plan.started_on
  with_story: {title: A story is referred, clauses: [S-2], from: any, refer: early_help, to: front_door, when: {story: recorded}}
  after_panel: {title: The panel sat, clauses: [S-3], from: any, close: true, when: {panel_sat: recorded}}
  chair_came: {title: The chair came, clauses: [S-4], from: any, ask: chair, when: {chaired: recorded}}
  is_large: {title: A high band, clauses: [S-5], from: any, joins: front_door, as: adviser, when: {local.band: 5 or over}}
"""

LISTS = (
    "past_holders", "participants", "siblings", "addresses", "contacts", "referrals", "concerns", "needs",
    "assessments", "plans", "legal_orders", "proceedings", "care_episodes", "meetings", "visits", "hearings",
    "notices", "consents", "documents", "tasks", "family_time", "decisions", "disputes",
)  # fmt: skip


@cache
def policy(text: str) -> Policy:
    return Policy(resolve_source(read(text, what="pack", name="small.yaml"), None))


@cache
def shipped() -> tuple[Policy, ...]:
    return tuple(Policy(load_pack(name)) for name in pack_ids())


def whole(**changes: Any) -> dict[str, Any]:
    """A case of the north, with every list there and empty."""
    return {
        "vocabulary": 1,
        "case": {"id": "C-1", "authority": "north", "opened_on": "2026-01-05"},
        "child": {"date_of_birth": "2014-06-15"},
        "holder": {"team": "intake", "started_on": "2026-01-05", "ended_on": None},
        "transfer": None,
        **{name: [] for name in LISTS},
        "services": {"standing_meetings": []},
        "local": {"band": None},
        **changes,
    }


PLAN = {"type": "care", "started_on": "2026-03-01", "ended_on": None}


def compared(
    case: Mapping[str, Any], *policies: Policy, as_of: date | datetime = DAY
) -> Comparison:
    asked = policies or (policy(NORTH), policy(SOUTH))
    declared = declared_by(p.pack for p in asked)
    return compare(load_case(case, declared=declared), asked, as_of=as_of)


def side(found: Comparison, name: str) -> Side:
    return next(s for s in found.sides if s.name == name)


def unknown(found: Comparison, name: str) -> dict[str, tuple[str, ...]]:
    return {one.word: one.paths for one in side(found, name).unfamiliar if one.read_as is None}


# --- teams -----------------------------------------------------------------------------------------


def test_a_holder_of_one_policy_is_unknown_to_another_and_asked_for() -> None:
    found = compared(whole(plans=[PLAN]))
    north, south = found.sides
    assert (north.status, north.moves[0].to[0].title) == ("transfer", "Care Team")
    assert south.status == "cannot_tell"
    assert not south.holder.known
    assert unknown(found, "South") == {"intake": ("holder.team",)}
    assert south.missing.facts[0].path == "holder.team"
    assert "Front Door" in {told.value for told in south.missing.facts[0].answers}


def test_a_team_is_known_under_every_id_that_the_policy_gives_it() -> None:
    found = compared(whole(holder={"team": "care", "started_on": "2026-01-05", "ended_on": None}))
    assert unknown(found, "South") == {}
    assert side(found, "South").holder.title == "Looked After Team"


def test_what_no_team_could_change_is_told_though_the_holder_is_unknown() -> None:
    south = side(compared(whole()), "South")
    assert south.status == "stay"
    assert [one.word for one in south.unfamiliar] == ["intake"]


@pytest.mark.parametrize("team", ["front_door", "looked_after"])
def test_whatever_is_told_of_an_unknown_holder_holds_of_each_team(team: str) -> None:
    for plans in ([], [PLAN]):
        told = side(compared(whole(plans=plans)), "South")
        holder = {"team": team, "started_on": "2026-01-05", "ended_on": None}
        case = load_case(whole(plans=plans, holder=holder))
        assert policy(SOUTH).decide(case, as_of=DAY).status in told.possible


def test_that_nobody_holds_the_case_is_known_to_all() -> None:
    found = compared(whole(holder=None))
    assert all(s.holder.known and s.holder.team is None for s in found.sides)


# --- codes, people, local facts ----------------------------------------------------------------------

KNOWN_HOLDER = {"team": "care", "started_on": "2026-01-05", "ended_on": None}


def of_south(**changes: Any) -> Side:
    """What the south says of a case whose holder it knows."""
    return side(compared(whole(holder=KNOWN_HOLDER, **changes)), "South")


def test_a_code_that_only_another_policy_has_may_be_any_code() -> None:
    south = of_south(meetings=[{"type": "early_talk", "held_on": "2026-05-05", "attended": []}])
    assert set(south.possible) == {"close", "stay"}
    assert [(u.word, u.what, u.known_to, u.paths) for u in south.unfamiliar] == [
        ("early_talk", "meeting", ("North",), ("meetings[0].type",))
    ]
    assert "meetings[0].type" in {fact.path for fact in south.missing.facts}


def test_a_common_code_that_the_policy_does_not_ask_about_is_known_to_be_another() -> None:
    south = of_south(
        meetings=[{"type": "looked_after_review", "held_on": "2026-05-05", "attended": []}]
    )
    assert (south.status, south.unfamiliar) == ("stay", ())


def test_a_code_that_is_a_kind_of_a_common_one_is_read_as_that() -> None:
    south = of_south(documents=[{"type": "life_story", "completed_on": "2026-05-05"}])
    assert south.status == "refer"
    assert [(u.word, u.read_as) for u in south.unfamiliar] == [("life_story", "chronology")]


@pytest.mark.parametrize(
    ("attended", "status"),
    [
        (["mother"], "stay"),
        (["mother", "chair"], "manager_decides"),
        (["mother", "intake_head"], "cannot_tell"),
        (["chair", "intake_head"], "manager_decides"),
        ([{"role": "team_manager", "team": "intake"}], "cannot_tell"),
    ],
)
def test_one_of_several_people_may_be_unknown_and_the_others_count(
    attended: list[Any], status: str
) -> None:
    meeting = {"type": "looked_after_review", "held_on": "2026-05-05", "attended": attended}
    assert of_south(meetings=[meeting]).status == status


def test_a_local_fact_that_the_policy_declares_otherwise_is_none_of_its_own() -> None:
    south = of_south(local={"band": "red", "seen_on": "2026-05-05"})
    assert set(south.possible) == {"co_work", "stay"}
    assert [(u.word, u.what) for u in south.unfamiliar] == [
        ("local.band", "local"),
        ("local.seen_on", "local"),
    ]


def test_a_local_fact_that_fits_no_policy_is_refused_without_its_value() -> None:
    with pytest.raises(InvalidCase) as refused:
        compared(whole(local={"band": "Jane"}))
    assert "local.band" in str(refused.value)
    assert "Jane" not in str(refused.value)


def test_another_authority_s_case_is_asked_about_as_the_policy_s_own() -> None:
    found = compared(whole())
    assert found.authority == "north"
    assert not any("another authority" in note for s in found.sides for note in s.notes)


# --- the policy whose case it is ---------------------------------------------------------------------


def test_the_authority_s_own_policy_says_what_decide_says() -> None:
    case = whole(plans=[PLAN], meetings=[{"type": "nobodys_code", "held_on": "2026-05-05"}])
    north = side(compared(case), "North")
    decision = policy(NORTH).decide(load_case(case), as_of=DAY)
    assert (north.status, north.missing, north.sentence) == (
        decision.status,
        decision.missing,
        decision.sentence,
    )
    assert north.unfamiliar == ()


def test_without_an_authority_no_policy_is_the_case_s_own() -> None:
    case = whole(case={"id": "C-1"}, meetings=[{"type": "nobodys_code", "held_on": "2026-05-05"}])
    found = compared(case)
    assert found.authority is None
    assert [u.known_to for s in found.sides for u in s.unfamiliar if u.word == "nobodys_code"] == [
        (),
        (),
    ]


# --- where they differ ---------------------------------------------------------------------------------


def test_policies_that_agree_in_all_have_no_difference() -> None:
    found = compared(whole(holder=None), policy(SOUTH), policy(SOUTH.replace("South,", "West,")))
    assert found.differences == ()
    assert found.sentence == (
        "The 2 policies agree that the case stays where it is, and in all else that is compared."
    )


def test_the_same_answer_on_other_days_is_a_difference_in_when() -> None:
    later = policy(NORTH.replace("pack: north", "pack: east").replace("3 months", "6 months"))
    found = compared(whole(plans=[PLAN]), policy(NORTH), later)
    points = next(d for d in found.differences if d.of == "point")
    assert [(g.policies, g.says) for g in points.groups] == [
        (("North (1)",), ("2026-06-01",)),
        (("North (2)",), ("2026-09-01",)),
    ]
    assert found.sentence == (
        "The 2 policies agree that the case is to move to the Care Team; they differ in the transfer point and the first day of the move."
    )


def test_every_side_is_in_one_group_of_every_difference() -> None:
    found = compared(whole(plans=[PLAN]))
    names = [s.name for s in found.sides]
    assert {d.of for d in found.differences} >= {"status", "point", "documents", "facts"}
    for difference in found.differences:
        grouped = itertools.chain.from_iterable(g.policies for g in difference.groups)
        assert sorted(grouped) == sorted(names)
        assert len({g.says for g in difference.groups}) == len(difference.groups) > 1


def test_the_sentence_tells_the_settled_answers_first() -> None:
    found = compared(whole(plans=[PLAN]), policy(SOUTH), policy(NORTH))
    assert found.sentence.startswith(
        "Under North the case is to move to the Care Team; under South nobody can tell yet where the case goes."
    )


def test_one_policy_alone_is_no_comparison() -> None:
    with pytest.raises(ValueError, match="two policies at least"):
        compared(whole(), policy(NORTH))


# --- the forms -------------------------------------------------------------------------------------------


def test_the_json_form_holds_what_each_says_and_is_the_same_every_time() -> None:
    found = compared(whole(plans=[PLAN]), as_of=datetime(2026, 11, 22, 14, 30))
    again = compared(whole(plans=[PLAN]), as_of=datetime(2026, 11, 22, 14, 30))
    assert found.to_json() == again.to_json()
    written = json.loads(found.to_json())
    assert list(written) == ["as_of", "sentence", "differences", "authority", "sides"]
    assert written["as_of"].startswith("2026-11-22T14:30")
    assert [s["provenance"]["pack"] for s in written["sides"]] == ["north", "south"]
    assert written["sides"][0]["moves"][0]["point"] == "2026-06-01"
    assert written["sides"][0]["missing"]["documents"] == ["Blue form"]


def page(found: Comparison, width: int) -> str:
    text = comparison(found, Look(width))
    assert max(map(len, text.splitlines())) <= width
    return text


def test_two_policies_stand_side_by_side_where_there_is_room() -> None:
    found = compared(whole(plans=[PLAN]))
    assert any("North" in line and "South" in line for line in page(found, 80).splitlines()[4:8])
    assert "  North:\n    The case is to move from Intake" in page(found, 40)


def test_the_page_begins_with_the_differences_and_tells_what_is_unknown() -> None:
    text = page(compared(whole(plans=[PLAN], local={"band": "red"})), 80)
    assert text.startswith("Under North the case is to move to the Care Team;")
    assert "South does not know the team that holds the case, Intake." in text
    assert (
        "- Unknown to South:\n      Teams: intake\n      Facts of one authority: local.band" in text
    )
    assert "The case is one of North" in text


# --- the shipped packs -------------------------------------------------------------------------------------


@cache
def example() -> Comparison:
    declared = declared_by(p.pack for p in shipped())
    return compare(load_case(EXAMPLE, declared=declared), shipped(), as_of=DAY)


def test_a_case_of_durham_is_durham_s_alone_to_settle() -> None:
    found = example()
    assert [s.provenance.pack for s in found.sides] == list(pack_ids())
    durham = side(found, "Durham")
    assert (durham.status, durham.unfamiliar) == ("transfer", ())
    assert durham.moves[0].point == date(2026, 11, 3)
    for other in found.sides:
        if other is not durham:
            assert other.status == "cannot_tell"
            assert "families_first" in {u.word for u in other.unfamiliar}
            assert ("dscp_chronology", "chronology") in {
                (u.word, u.read_as) for u in other.unfamiliar
            }
            assert other.missing.facts[0].path == "holder.team"


@pytest.mark.parametrize("width", [24, 40, 80, 100, 200])
def test_five_policies_fit_every_width(width: int) -> None:
    text = comparison(example(), Look(width))
    assert max(map(len, text.splitlines())) <= min(width, 100)
    for name in (s.name for s in example().sides):
        assert name in " ".join(text.split())


@pytest.mark.parametrize("name", [p.name for p in sorted((ROOT / "examples").glob("*.yaml"))])
def test_every_shipped_example_is_compared_and_its_own_policy_decides_as_ever(name: str) -> None:
    declared = declared_by(p.pack for p in shipped())
    case = load_case(ROOT / "examples" / name, declared=declared)
    found = compare(case, shipped(), as_of=date(2026, 6, 15))
    own = next(p for p in shipped() if p.pack.id == found.authority)
    ours = next(s for s in found.sides if s.provenance.pack == found.authority)
    decision = own.decide(case, as_of=date(2026, 6, 15))
    assert (ours.sentence, ours.missing, ours.look_again_on) == (
        decision.sentence,
        decision.missing,
        decision.look_again_on,
    )
