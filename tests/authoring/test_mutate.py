"""Mutation, held to a small pack whose scenarios kill some of its mutants and leave others.

The North Team's case moves south at 16 once the panel agreed. The child is 16 on 1 April 2026; the panel agreed on Thursday 2 April. Five
working days after that: 7, 8, 9, 10, 13 April, for the 3rd is Good Friday and the 6th Easter Monday.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from cli.running import ROOT, run
from transferrules.authoring.coverage import scenarios_about
from transferrules.authoring.mutate import CannotMutate, Mutation, mutate
from transferrules.authoring.mutation.anchors import Anchors
from transferrules.authoring.mutation.changes import mutants_of
from transferrules.authoring.mutation.conditions import conditions
from transferrules.authoring.mutation.mutant import NEVER, Mutant, said
from transferrules.authoring.mutation.order import Order
from transferrules.authoring.mutation.surface import Stillborn, Surface
from transferrules.authoring.mutation.text import mutation_text
from transferrules.authoring.mutation.trial import Fate, Trial, Tried
from transferrules.authoring.mutation.wording import amounts, dates, numbers, timings
from transferrules.engine.decide import Policy
from transferrules.errors import InvalidPack, InvalidScenario
from transferrules.pack.load import load_pack
from transferrules.pack.model import Pack
from transferrules.pack.resolve import resolve
from transferrules.pack.surface import PackPart
from transferrules.reading import read

PACK = """\
pack: quay
language: 1
title: A small policy to change
source: Nobody's
edition: {id: first, from: none, until: none}

teams:
  north_team: North Team
  south_team: South Team
  quay_team: Quay Team

decisions:
  panel:
    title: What the panel decides
    made_by: north_team
    outcomes: [agreed, refused]

terms:
  plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}
  dispute: {last: disputes, where: {resolved_on: none}, by: raised_on}

routes:
  southwards:
    title: To the South Team at 16
    clauses: [QUA-001]
    from: north_team
    to: south_team
    when: {plan: recorded}
    if_decided: {panel: agreed}
    point: on or after 16th birthday
    due: within 3 months after the point

blocks:
  in_dispute:
    title: A dispute is open
    clauses: [QUA-002]
    for: southwards
    while: {dispute: recorded}

duties:
  move_south:
    title: The move is made within 5 working days
    clauses: [QUA-003]
    for: southwards
    who: sender
    due: within 5 working days after panel.made_on
    done: transfer.completed_on

checklists:
  papers:
    title: On the file
    clauses: [QUA-002]
    for: southwards
    items: [photograph, birth_certificate]
"""

CASE = """\
pack: {pack}

case:
  vocabulary: 1
  case: {{id: Q-1, authority: quay, opened_on: 2025-03-01}}
  child: {{date_of_birth: 2010-04-01}}
  holder: {{team: north_team, worker: W-1, started_on: 2025-06-20, ended_on: null}}
  transfer: {{from_team: north_team, to_team: south_team, identified_on: 2026-03-02, completed_on: null}}
  plans: [{{type: care, started_on: 2026-01-05, ended_on: null}}]
  disputes: []
  documents: [{{type: photograph, on_file: true}}]
  decisions: [{{type: panel, outcome: agreed, made_by: north_team, made_on: 2026-03-02}}]

scenarios:
"""

POINT = "routes.southwards.point: on or after 16th birthday -> after 16th birthday"
LIMIT = "duties.move_south.due: within 5 working days after panel.made_on -> within 6 working days after panel.made_on"
BLOCK = "blocks.in_dispute: applies -> never applies"
STILLBORN = (
    "routes.southwards.due: within 3 months after the point -> within 3 months after the move"
)

AT_16 = """\
  - title: On the birthday the case moves
    as_of: 2026-04-01
    expect: {status: transfer, to: south_team, force: must}
"""
DISPUTED = """\
  - title: What is in dispute is held
    also: {disputes: [{type: threshold, raised_on: 2026-03-30, resolved_on: null}]}
    as_of: 2026-04-01
    expect: {blocked_by: in_dispute}
"""


@pytest.fixture
def quay(tmp_path: Path) -> Path:
    """The pack, in a folder of its own."""
    path = tmp_path / "quay.yaml"
    path.write_text(PACK.replace("photograph, birth_certificate", "photograph, letter").replace(
        "decisions:", "documents:\n  photograph: Photograph\n  letter: Letter\n\ndecisions:", 1
    ), encoding="utf-8")  # fmt: skip
    return path


def scenarios(quay: Path, *written: str, folder: str = "conformance") -> Path:
    """A folder with one file of scenarios."""
    path = quay.parent / folder / "some.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(CASE.format(pack=quay) + "".join(written), encoding="utf-8")
    return path.parent


def explaining(folder: Path, *mutants: str, pack: str = "quay") -> None:
    """The file that explains some survivors."""
    said = [{"mutant": one, "reason": "It comes to the same."} for one in mutants]
    (folder / "survivors.yaml").write_text(yaml.safe_dump({"pack": pack, "survivors": said}))


def fates(found: Mutation) -> dict[str, Fate]:
    return {mutant.id: tried.fate for mutant, tried in found.found}


def tried(found: Mutation, name: str) -> Tried:
    return next(tried for mutant, tried in found.found if mutant.id == name)


# --- fates -----------------------------------------------------------------------------------------


def test_scenario_on_the_very_day_kills_a_limit_moved_off_it(quay: Path) -> None:
    found = mutate(quay, [scenarios(quay, AT_16)], only=["routes.southwards"])

    assert tried(found, POINT).fate is Fate.KILLED
    assert tried(found, POINT).by.endswith("some.yaml:15: On the birthday the case moves")


def test_limit_that_no_scenario_comes_near_survives(quay: Path) -> None:
    later = AT_16.replace("2026-04-01", "2026-04-20")

    found = mutate(quay, [scenarios(quay, later)], only=["routes.southwards"])

    assert tried(found, POINT).fate is Fate.SURVIVED


def test_block_that_is_gone_is_noticed_only_where_something_is_held(quay: Path) -> None:
    without = mutate(quay, [scenarios(quay, AT_16)], only=["blocks"])
    with_it = mutate(quay, [scenarios(quay, AT_16, DISPUTED)], only=["blocks"])

    assert fates(without)[BLOCK] is Fate.SURVIVED
    assert fates(with_it)[BLOCK] is Fate.KILLED


def test_decision_that_sets_rules_aside_is_watched_where_it_does(quay: Path) -> None:
    aside = "  exception: {title: An exception, made_by: quay_team, sets_aside: any}\n\nterms:"
    quay.write_text(quay.read_text().replace("\nterms:", aside, 1), encoding="utf-8")
    excepted = """\
  - title: What the Quay Team excepts stays
    also: {decisions: [{type: exception, rule: southwards, outcome: agreed, made_by: quay_team, made_on: 2026-03-02, effective_on: null, until_on: null, to_team: null}]}
    as_of: 2026-04-01
    expect: {status: stay}
"""
    found = mutate(quay, [scenarios(quay, excepted)], only=["decisions.exception"], search=False)

    assert fates(found)["decisions.exception.sets_aside: any dropped"] is Fate.KILLED


def test_mutant_that_cannot_be_read_is_stillborn_and_does_not_count(quay: Path) -> None:
    found = mutate(quay, [scenarios(quay, AT_16)], only=["routes.southwards"])

    assert tried(found, STILLBORN).fate is Fate.STILLBORN
    assert "meaning only in what belongs to a route" in tried(found, STILLBORN).by
    assert found.viable == len(found.found) - len(found.of(Fate.STILLBORN))


def test_scenario_that_does_not_hold_kills_nothing_and_is_named(quay: Path) -> None:
    wrong = AT_16.replace("status: transfer", "status: stay").replace("the case", "no case")
    later = AT_16.replace("2026-04-01", "2026-04-20")

    found = mutate(quay, [scenarios(quay, wrong, later)], only=["routes.southwards"])

    assert found.scenarios == 1
    assert [one.rpartition(": ")[2] for one in found.broken] == ["On the birthday no case moves"]
    assert tried(found, POINT).fate is Fate.SURVIVED


def test_asking_only_those_who_look_comes_to_the_same_as_asking_all(quay: Path) -> None:
    folder = scenarios(quay, AT_16, DISPUTED)
    surface, pack = Surface.of(quay), load_pack(quay)
    asked = scenarios_about(quay, pack, [folder])
    order = Order(Policy(surface.pack()), asked)
    trial = Trial(surface, asked)

    for mutant in mutants_of(surface.source, pack):
        some, _ = order.of(mutant)
        near = trial.of(mutant, some, (), search=False)
        everything = trial.of(mutant, range(len(asked)), (), search=False)
        assert near.fate is everything.fate, mutant.id


# --- a case that tells a survivor apart --------------------------------------------------------------


def test_survivor_comes_with_a_scenario_that_kills_it(quay: Path) -> None:
    later = AT_16.replace("2026-04-01", "2026-04-20")
    folder = scenarios(quay, later)
    apart = tried(mutate(quay, [folder], only=["routes.southwards"]), POINT).apart
    assert apart is not None
    told = {"title": "As it was told", "case": apart.case, "as_of": apart.as_of, "expect": apart.expect}  # fmt: skip

    (folder / "told.yaml").write_text(yaml.safe_dump({"pack": str(quay), "scenarios": [told]}))
    found = mutate(quay, [folder], only=["routes.southwards"])

    assert not found.broken
    assert tried(found, POINT).fate is Fate.KILLED


def test_scenario_as_printed_can_be_pasted(quay: Path) -> None:
    folder = scenarios(quay, AT_16.replace("2026-04-01", "2026-04-20"))
    name = "terms.plan.where.ended_on: none dropped"
    text = mutation_text(mutate(quay, [folder], only=["terms.plan"]))
    lines = text.split(f"{name}\n")[1].split("\n\n")[0].splitlines()
    assert "A scenario that would kill it" in lines[0]

    printed = yaml.safe_load("\n".join(lines[1:]))
    pasted = "\n".join(lines[1:]).replace(printed[0]["title"], "Pasted")
    (folder / "pasted.yaml").write_text(f"pack: {quay}\nscenarios:\n{pasted}\n")
    found = mutate(quay, [folder], only=["terms.plan"])

    assert not found.broken
    assert tried(found, name).fate is Fate.KILLED


def test_case_of_a_scenario_that_would_do_is_named_with_what_it_should_expect(quay: Path) -> None:
    folder = scenarios(quay, AT_16.replace(", to: south_team, force: must", ""))

    found = mutate(quay, [folder], only=["duties.move_south"])

    # 2 March 2026 is a Monday: 3, 4, 5, 6, 9 March.
    apart = tried(found, LIMIT).apart
    assert apart is not None
    assert not apart.changed
    assert apart.expect["duties"]["move_south"]["due"] == "2026-03-09"
    assert "some.yaml:15 would kill it, did it also expect" in mutation_text(found)


# --- ids, and what explains survivors ------------------------------------------------------------------


def test_ids_say_nothing_of_lines(quay: Path) -> None:
    before = mutants_of(read(quay, what="pack", name="quay"), load_pack(quay))
    quay.write_text("# a comment\n\n" + quay.read_text().replace("blocks:", "\n\nblocks:"))
    after = mutants_of(read(quay, what="pack", name="quay"), load_pack(quay))

    assert [mutant.id for mutant in after] == [mutant.id for mutant in before]
    assert {b.line - a.line for a, b in zip(before, after, strict=True)} == {2, 4}


def test_explained_survivor_counts_as_accounted_for(quay: Path) -> None:
    folder = scenarios(quay, AT_16)
    plain = mutate(quay, [folder], only=["blocks"])
    explaining(folder, BLOCK)

    found = mutate(quay, [folder], only=["blocks"])

    assert [mutant.id for mutant, _ in found.explained] == [BLOCK]
    assert len(found.survivors) == len(plain.survivors) - 1
    assert found.percentage > plain.percentage
    assert found.killed_percentage == plain.killed_percentage


def test_explained_survivor_that_is_killed_is_reported(quay: Path) -> None:
    folder = scenarios(quay, AT_16, DISPUTED)
    explaining(folder, BLOCK, "blocks.gone: applies -> never applies")

    found = mutate(quay, [folder], only=["blocks"])

    assert [mutant.id for mutant, _ in found.killed_after_all] == [BLOCK]
    assert found.unknown == ("blocks.gone: applies -> never applies",)
    assert "explained as a survivor, and killed by" in mutation_text(found)


def test_what_explains_another_pack_is_passed_over(quay: Path) -> None:
    folder = scenarios(quay, AT_16)
    explaining(folder, BLOCK, pack="harbour")

    assert not mutate(quay, [folder], only=["blocks"]).explained


def test_survivor_explained_twice_is_refused(quay: Path) -> None:
    folder = scenarios(quay, AT_16)
    explaining(folder, BLOCK, BLOCK)

    with pytest.raises(InvalidScenario, match="explained already"):
        mutate(quay, [folder], only=["blocks"])


# --- resuming, and several processes ---------------------------------------------------------------------


def names_tried(quay: Path, folder: Path, log: Path) -> Sequence[str]:
    """Which mutants a run tries itself."""
    seen: list[str] = []
    mutate(quay, [folder], resume=log, progress=lambda done, of, one: seen.append(one.id))
    return seen


def test_stopped_run_goes_on_where_it_stopped(quay: Path, tmp_path: Path) -> None:
    folder, log = scenarios(quay, AT_16), tmp_path / "log"
    every = names_tried(quay, folder, log)
    lines = log.read_text().splitlines(keepends=True)
    log.write_text("".join(lines[:6]) + lines[6][:20])  # five results, and one torn

    rest = names_tried(quay, folder, log)

    assert rest == every[5:]
    assert log.read_text().splitlines(keepends=True) == lines
    assert names_tried(quay, folder, log) == []


def test_what_was_found_out_of_other_scenarios_does_not_count(quay: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    every = names_tried(quay, scenarios(quay, AT_16), log)

    assert names_tried(quay, scenarios(quay, AT_16, DISPUTED), log) == every


def test_survivor_no_longer_explained_is_searched_for_a_case(quay: Path, tmp_path: Path) -> None:
    folder, log = scenarios(quay, AT_16), tmp_path / "log"
    explaining(folder, BLOCK)
    names_tried(quay, folder, log)
    (folder / "survivors.yaml").unlink()

    assert names_tried(quay, folder, log) == [BLOCK]


def test_quick_run_names_the_same_survivors_and_looks_for_no_case(
    quay: Path, tmp_path: Path
) -> None:
    folder, log = scenarios(quay, AT_16), tmp_path / "log"

    quick = mutate(quay, [folder], only=["blocks"], search=False, resume=log)
    whole = mutate(quay, [folder], only=["blocks"], resume=log)

    assert [m.id for m, _ in quick.survivors] == [m.id for m, _ in whole.survivors] == [BLOCK]
    assert [tried.searched for _, tried in quick.survivors] == [False]
    assert [tried.searched for _, tried in whole.survivors] == [True]


def test_two_processes_find_what_one_finds(quay: Path) -> None:
    folder = scenarios(quay, AT_16, DISPUTED)

    one = mutate(quay, [folder], only=["routes", "blocks"])
    two = mutate(quay, [folder], only=["routes", "blocks"], jobs=2)

    assert two.to_dict() == one.to_dict()


# --- what is changed ---------------------------------------------------------------------------------------


def other(name: str) -> str | None:
    return {"x.held_on": "x.scheduled_on"}.get(name)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("on or after x.held_on", {"after x.held_on", "on or before x.held_on", "on or after x.scheduled_on"}),
        ("before y.due_on", {"on or before y.due_on", "after y.due_on"}),
        ("on y.due_on", {"on or before y.due_on", "on or after y.due_on"}),
        (
            "within 1 working day after y.due_on",
            {
                "less than 1 working day after y.due_on",
                "within 1 working day of y.due_on",
                "within 2 working days after y.due_on",
                "within 1 calendar day after y.due_on",
            },
        ),
        (
            "at least 8 weeks before y.due_on",
            {
                "more than 8 weeks before y.due_on",
                "less than 8 weeks before y.due_on",
                "at least 9 weeks before y.due_on",
                "at least 7 weeks before y.due_on",
                "at least 8 months before y.due_on",
            },
        ),
        ("on or after 15th birthday", {"after 15th birthday", "on or before 15th birthday", "on or after 16th birthday", "on or after 14th birthday"}),
        ("before the move", {"on or before the move", "after the move", "before the point"}),
        (
            "between x.held_on and y.due_on",
            {"on or after x.held_on", "on or before y.due_on", "between x.scheduled_on and y.due_on"},
        ),
    ],
)  # fmt: skip
def test_timing_phrase_said_otherwise(phrase: str, expected: set[str]) -> None:
    assert {words for _, words in timings(phrase, other)} == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("x.held_on or else z", {"x.scheduled_on or else z", "x.held_on", "z", "z or else x.held_on"}),
        ("the later of y.a and z", {"the earlier of y.a and z", "y.a", "z"}),
        ("4 weeks before z", {"5 weeks before z", "3 weeks before z", "4 months before z", "4 weeks after z"}),
        (
            "30 June in school year 11",
            {"1 July in school year 11", "29 June in school year 11", "30 June in school year 12"},
        ),
    ],
)  # fmt: skip
def test_date_said_otherwise(phrase: str, expected: set[str]) -> None:
    assert {words for _, words in dates(phrase, other)} == expected


def test_amounts_and_numbers_move_by_one() -> None:
    assert {words for _, words in amounts("12 months")} == {"13 months", "11 months", "12 weeks"}
    assert {words for _, words in numbers("16 or over")} == {"17 or over", "15 or over"}
    assert {words for _, words in numbers("under 18")} == {"under 19", "under 17"}
    assert timings("a_code", other) == numbers("a_code") == []


def test_conditions_lose_one_part_at_a_time(quay: Path) -> None:
    condition = {
        "type": ["care", "pathway"],
        "panel.outcome": "agreed",
        "any_of": [{"final": "true"}, {"by": "not child"}],
        "unless": {"ended_on": "recorded"},
    }
    anchors = Anchors(load_pack(quay))

    edits = list(conditions(("when",), condition, "plans", anchors, {"panel": ("agreed", "refused")}))  # fmt: skip

    changed = [said({"when": condition}, edit.path, edit.value)["when"] for edit in edits]
    without = [set(condition) - set(one) for one in changed]
    assert {frozenset(one) for one in without} >= {frozenset({key}) for key in condition}
    assert {**condition, "type": ["care"]} in changed
    assert {**condition, "panel.outcome": "refused"} in changed
    assert {**condition, "any_of": [{"final": "true"}]} in changed
    assert {**condition, "any_of": [{"final": "false"}, {"by": "not child"}]} in changed
    assert {**condition, "any_of": [{"final": "true"}, {"by": "child"}]} in changed
    assert any("all_of" in one and "any_of" not in one for one in changed)


def test_every_kind_of_change_is_tried_on_a_real_pack_and_none_changes_nothing() -> None:
    path = ROOT / "policies" / "durham.yaml"
    source = read(path, what="pack", name="durham")
    plain = source.node.plain()

    found = mutants_of(source, load_pack("durham"))

    wanted = {"limit", "unit", "comparison", "anchor", "condition", "unless", "override", "document", "destination", "force",
              "actor", "block", "needs", "outcome", "joiner", "value", "sender"}  # fmt: skip
    assert wanted <= {mutant.edit.kind for mutant in found}
    assert len({mutant.id for mutant in found}) == len(found)
    assert all(mutant.line for mutant in found)
    assert [m.id for m in found if said(plain, m.edit.path, m.edit.value) == plain] == []


def test_changed_pack_is_changed_in_that_place_alone(quay: Path) -> None:
    surface, pack = Surface.of(quay), load_pack(quay)
    mutants = {mutant.id: mutant for mutant in mutants_of(surface.source, pack)}

    changed = surface.pack(mutants[LIMIT])

    due = changed.duties["move_south"].due
    assert due is not None
    assert due.text == "within 6 working days after panel.made_on"
    assert changed.routes == pack.routes
    assert changed.terms == pack.terms


def whole(surface: Surface, mutant: Mutant) -> Pack | None:
    """The pack changed by a mutant, read from beginning to end; none where it cannot be."""
    try:
        part = PackPart.model_validate(said(surface.plain, mutant.edit.path, mutant.edit.value))
        return resolve(surface.source, part, surface.register)
    except (InvalidPack, ValidationError):
        return None


def test_changed_rule_is_bound_and_compiled_as_with_the_whole_pack(quay: Path) -> None:
    """Only what a change reaches is read and compiled again: it must make no difference."""
    surface = Surface.of(quay)
    asked = scenarios_about(quay, load_pack(quay), [scenarios(quay, AT_16, DISPUTED)])
    policy = Policy(surface.pack())
    tried = 0
    for mutant in mutants_of(surface.source, surface.pack()):
        if mutant.edit.value == NEVER:
            continue
        expected = whole(surface, mutant)
        if expected is None:
            with pytest.raises(Stillborn):
                surface.pack(mutant)
            continue
        changed = surface.policy(policy, mutant)
        assert changed.pack == expected, mutant.id
        for one in asked:
            answers = [p.decide(one.case, as_of=one.as_of) for p in (changed, Policy(expected))]
            assert answers[0].to_json() == answers[1].to_json(), mutant.id
        tried += 1
    assert tried > 30


def test_change_that_cannot_be_read_says_why(quay: Path) -> None:
    surface = Surface.of(quay)
    mutants = {m.id: m for m in mutants_of(surface.source, load_pack(quay))}
    whole: Mutant = mutants[STILLBORN]

    with pytest.raises(Stillborn, match="only in what belongs to a route"):
        surface.pack(whole)


# --- the command line ------------------------------------------------------------------------------------


def test_nothing_of_that_name_is_told(quay: Path) -> None:
    with pytest.raises(CannotMutate, match=r"Nothing of `quay` is called duties.gone"):
        mutate(quay, [scenarios(quay, AT_16)], only=["duties.gone"])


def test_pack_without_scenarios_is_told(quay: Path) -> None:
    (quay.parent / "empty").mkdir()

    with pytest.raises(CannotMutate, match="No scenario is about `quay`"):
        mutate(quay, [quay.parent / "empty"])


def test_command_ends_in_1_below_the_wanted_share_and_in_0_above_it(quay: Path) -> None:
    folder = scenarios(quay, AT_16)
    words = ("mutate", quay, folder, "--jobs", "1", "--only", "blocks")

    below = run(*words)
    listed = json.loads(run(*words, "--format", "json").stdout)
    explaining(folder, *(one["id"] for one in listed["mutants"] if one["fate"] == "survived"))
    above = run(*words)

    assert below.returncode == 1
    assert BLOCK in below.stdout
    assert "below the 95% that are wanted" in below.stdout
    assert listed["figures"]["survived"] == listed["figures"]["viable"] > 0
    assert above.returncode == 0, above.stdout
    assert "100.0% killed or explained (0.0% killed)" in above.stdout
    assert above.stderr == ""  # no bar where no terminal is


def test_command_refuses_what_it_cannot_do(quay: Path) -> None:
    folder = scenarios(quay, AT_16)

    gone = run("mutate", quay, folder, "--only", "duties.gone")
    none = run("mutate", quay, folder, "--jobs", "0")

    assert (gone.returncode, none.returncode) == (2, 2)
    assert "Nothing of `quay` is called duties.gone" in gone.stderr
