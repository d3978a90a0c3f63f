"""Coverage: what scenarios show of a pack, held against cases worked out by hand under a small policy.

The child is 16 on Wednesday 1 April 2026 and the panel agreed on the 2nd; the five working days to move end on Monday 13 April.
"""

import json
import re
from pathlib import Path
from textwrap import dedent, indent

import pytest

from authoring.harbour import CASE, PACK
from transferrules import Policy, load_pack, pack_ids
from transferrules.authoring.coverage import Coverage, coverage_of, scenarios_about
from transferrules.authoring.coverage_inventory import inventory
from transferrules.authoring.coverage_page import coverage_page
from transferrules.authoring.coverage_report import Shown, ShownClause
from transferrules.authoring.coverage_text import coverage_text
from transferrules.authoring.coverage_watching import OF_FATE, Watched
from transferrules.cli.program import main
from transferrules.tell.sheet import Look

MOVES = "- {title: It moves, as_of: 2026-04-07, expect: {status: transfer}}"
NO_PLAN = "- {title: Without a plan it stays, with: {plans: []}, as_of: 2026-04-07, expect: {status: stay}}"
MOVED = "transfer: {from_team: north_team, to_team: south_team, identified_on: 2026-03-25, completed_on: %s}"


def write(folder: Path, *scenarios: str, pack: Path = PACK, name: str = "some.yaml") -> Path:
    path = folder / name
    lines = "\n".join(dedent(one).rstrip() for one in scenarios)
    path.write_text(
        f"pack: {pack}\ncase:\n{indent(CASE, '  ')}scenarios:\n{indent(lines, '  ')}\n",
        encoding="utf-8",
    )
    return path


def shown_by(folder: Path, *scenarios: str) -> Coverage:
    return coverage_of(PACK, [write(folder, *scenarios)])


def find(things: tuple[Shown, ...], id_: str, says: str = "") -> Shown:
    (one,) = (t for t in things if t.part.id == id_ and says in t.part.says)
    return one


def clause(coverage: Coverage, id_: str) -> ShownClause:
    (one,) = (c for c in coverage.clauses if c.clause.id == id_)
    return one


def lacking(coverage: Coverage, kind: str, id_: str, says: str = "") -> list[str]:
    return [h.lacks for h in coverage.holes if h.kind == kind and h.id == id_ and says in h.says]


def of_pack(folder: Path, was: str, becomes: str) -> Path:
    """The small policy with something in it or its register replaced, in a folder of its own."""
    for name in ("harbour.yaml", "harbour.register.yaml"):
        text = PACK.with_name(name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(was, becomes), encoding="utf-8")
    return folder / "harbour.yaml"


# --- rules and clauses -------------------------------------------------------------------------------


def test_a_rule_holds_where_it_applies_and_fails_where_it_does_not(tmp_path: Path) -> None:
    coverage = shown_by(tmp_path, MOVES, NO_PLAN)

    assert dict(find(coverage.rules, "routes.southwards").by) == {
        "held": ("It moves",),
        "failed": ("Without a plan it stays",),
    }
    assert lacking(coverage, "rule", "routes.southwards") == []


def test_a_rule_that_waits_for_a_decision_holds(tmp_path: Path) -> None:
    waits = "- {title: It waits, with: {decisions: []}, as_of: 2026-04-07, expect: {rules: {southwards: waits}}}"

    coverage = shown_by(tmp_path, waits)

    assert find(coverage.rules, "routes.southwards").by["held"] == ("It waits",)


def test_a_rule_of_which_it_cannot_be_told_neither_holds_nor_fails(tmp_path: Path) -> None:
    unknown = (
        "- {title: Who knows, without: [plans], as_of: 2026-04-07, expect: {status: cannot_tell}}"
    )

    coverage = shown_by(tmp_path, unknown)

    assert dict(find(coverage.rules, "routes.southwards").by) == {"unknown": ("Who knows",)}
    assert lacking(coverage, "clause", "HAR-001") == ["neither held nor failed"]
    assert clause(coverage, "HAR-001").unknown == ("Who knows",)


@pytest.mark.parametrize(
    ("fate", "way"),
    [
        ("applies", "held"),
        ("complete", "held"),
        ("waits", "held"),
        ("does_not_apply", "failed"),
        ("overridden", "failed"),
        ("set_aside", "failed"),
        ("cannot_be_told", "unknown"),
    ],
)
def test_every_fate_counts_one_way(fate: str, way: str) -> None:
    assert OF_FATE[fate] == way


def test_a_clause_that_held_only_is_a_hole(tmp_path: Path) -> None:
    assert lacking(shown_by(tmp_path, MOVES), "clause", "HAR-001") == ["never failed"]


def test_a_clause_that_failed_only_is_a_hole(tmp_path: Path) -> None:
    assert lacking(shown_by(tmp_path, NO_PLAN), "clause", "HAR-001") == ["never held"]


def test_a_clause_shown_each_way_is_none(tmp_path: Path) -> None:
    coverage = shown_by(tmp_path, MOVES, NO_PLAN)

    assert clause(coverage, "HAR-001").held == ("It moves",)
    assert clause(coverage, "HAR-001").failed == ("Without a plan it stays",)
    assert lacking(coverage, "clause", "HAR-001") == []


def test_a_clause_holds_where_one_of_its_elements_does(tmp_path: Path) -> None:
    coverage = shown_by(tmp_path, NO_PLAN)

    assert clause(coverage, "HAR-002").elements == (
        "routes.advises",
        "blocks.in_dispute",
        "duties.keep_reviews",
        "checklists.papers",
        "advice.go_gently",
    )
    assert find(coverage.rules, "routes.advises").by == {"failed": ("Without a plan it stays",)}
    assert find(coverage.rules, "duties.keep_reviews").by["held"]
    assert clause(coverage, "HAR-002").held == ("Without a plan it stays",)
    assert clause(coverage, "HAR-002").failed == ()


def test_a_duty_that_is_missed_fails_its_clause_but_one_scenario_is_not_both_ways(
    tmp_path: Path,
) -> None:
    late = "- {title: Late, as_of: 2026-04-14, expect: {duties: {move_south: overdue}}}"

    alone = shown_by(tmp_path, late)
    both = shown_by(tmp_path, late, MOVES)

    assert clause(alone, "HAR-003").held == clause(alone, "HAR-003").failed == ("Late",)
    assert lacking(alone, "clause", "HAR-003") == [
        "held and failed in one and the same scenario only"
    ]
    assert clause(both, "HAR-003").failed == ("Late",)
    assert lacking(both, "clause", "HAR-003") == []


def test_a_clause_that_nothing_says_is_a_hole_unless_the_register_says_why(tmp_path: Path) -> None:
    more = (
        "  - {id: HAR-004, section: End, lines: [7, 7], force: is, summary: The end.%s}\nclauses:"
    )
    last = "summary: The move takes five working days.}\n"
    for reason, wanted in (("", ["neither encoded nor said why not"]), (", not_encoded: It says nothing", [])):  # fmt: skip
        pack = of_pack(tmp_path, last, last + (more % reason).removesuffix("clauses:"))

        coverage = coverage_of(pack, [write(tmp_path, MOVES, pack=pack, name="one.yml")])

        assert lacking(coverage, "clause", "HAR-004") == wanted
        assert clause(coverage, "HAR-004").disposition == ("not_encoded" if reason else None)


def test_advice_need_not_fail(tmp_path: Path) -> None:
    pack = of_pack(
        tmp_path,
        "title: Moves are made gently\n    clauses: [HAR-002]\n    for: [southwards]",
        "title: Moves are made gently\n    clauses: [HAR-004]",
    )
    register = pack.with_name("harbour.register.yaml")
    more = "  - {id: HAR-004, section: Advice, lines: [7, 7], force: is, summary: Gently.}\n"
    register.write_text(register.read_text(encoding="utf-8") + more, encoding="utf-8")

    coverage = coverage_of(pack, [write(tmp_path, MOVES, pack=pack, name="one.yml")])

    assert clause(coverage, "HAR-004").elements == ("advice.go_gently",)
    assert clause(coverage, "HAR-004").failed == ()
    assert lacking(coverage, "clause", "HAR-004") == lacking(coverage, "rule", "advice.go_gently") == []  # fmt: skip


def test_a_line_of_a_checklist_that_cites_a_clause_is_an_element_of_its_own(tmp_path: Path) -> None:
    pack = of_pack(
        tmp_path,
        "{document: photograph, when:",
        "{document: photograph, clauses: [HAR-003], when:",
    )
    text = pack.read_text(encoding="utf-8")
    of_list = "title: On the file\n    clauses: [HAR-002"
    pack.write_text(text.replace(of_list, f"{of_list}, HAR-003"), encoding="utf-8")
    draft = """\
        - title: A plan that is no final one
          with: {plans: [{id: p1, type: care, final: false, started_on: 2026-01-05, ended_on: null}]}
          as_of: 2026-04-07
          expect: {status: transfer}
        """

    coverage = coverage_of(pack, [write(tmp_path, MOVES, draft, pack=pack, name="one.yml")])

    assert clause(coverage, "HAR-003").elements[-1] == "checklists.papers.photograph"
    assert "checklists.papers" not in clause(coverage, "HAR-003").elements
    assert clause(coverage, "HAR-003").elements[:2] == (
        "duties.move_south",
        "duties.visit_together",
    )
    photograph = find(coverage.documents, "checklists.papers.photograph")
    assert photograph.by == {
        "on_file": ("It moves",),
        "not_required": ("A plan that is no final one",),
    }


# --- tests, limits, documents, duties ----------------------------------------------------------------


def test_a_test_that_no_scenario_fails_is_a_hole(tmp_path: Path) -> None:
    coverage = shown_by(tmp_path, MOVES)

    assert find(coverage.tests, "routes.southwards", "plan: recorded").by == {"held": ("It moves",)}
    assert lacking(coverage, "test", "routes.southwards", "plan: recorded") == ["never failed"]


def test_a_test_of_several_records_may_go_both_ways_in_one_scenario(tmp_path: Path) -> None:
    several = """\
        - title: A plan of another kind beside it
          also: {plans: [{type: pathway, started_on: 2026-02-01, ended_on: null}]}
          as_of: 2026-04-07
          expect: {status: transfer}
        """

    coverage = shown_by(tmp_path, several)

    only = ("A plan of another kind beside it",)
    assert find(coverage.tests, "terms.plan", "type: care").by == {"held": only, "failed": only}


@pytest.mark.parametrize(
    ("day", "side"),
    [
        ("2026-03-31", "before"),
        ("2026-04-01", "first"),
        ("2026-04-02", "inside"),
    ],
)
def test_the_side_of_a_point_on_which_a_day_lies(tmp_path: Path, day: str, side: str) -> None:
    asked = f"- {{title: Asked, as_of: {day}, expect: {{holder: north_team}}}}"

    coverage = shown_by(tmp_path, asked)

    assert find(coverage.limits, "routes.southwards", "point").by == {side: ("Asked",)}


@pytest.mark.parametrize(
    ("day", "side"),
    [
        ("2026-04-02", "first"),
        ("2026-04-10", "inside"),
        ("2026-04-13", "last"),
        ("2026-04-14", "after"),
    ],
)
def test_the_side_of_a_deadline_on_which_a_day_lies(tmp_path: Path, day: str, side: str) -> None:
    asked = f"- {{title: Asked, as_of: {day}, expect: {{holder: north_team}}}}"

    coverage = shown_by(tmp_path, asked)

    assert find(coverage.limits, "duties.move_south", "due").by == {side: ("Asked",)}


def test_a_limit_with_one_side_is_a_hole_until_a_day_lies_on_the_other(tmp_path: Path) -> None:
    in_time = "- {title: In time, as_of: 2026-04-13, expect: {duties: {move_south: pending}}}"
    late = "- {title: Late, as_of: 2026-04-14, expect: {duties: {move_south: overdue}}}"

    def lacks(*scenarios: str) -> list[str]:
        return lacking(shown_by(tmp_path, *scenarios), "limit", "duties.move_south", "due")

    assert lacks(in_time) == ["dates lay inside it only"]
    assert lacks(late) == ["dates lay outside it only"]
    assert lacks(NO_PLAN) == ["no date was ever held against it"]
    assert lacks(in_time, late) == []


def test_the_due_of_a_checklist_and_of_a_route_are_limits_too(tmp_path: Path) -> None:
    pack = of_pack(
        tmp_path,
        "    point: on or after 16th birthday\n",
        "    point: on or after 16th birthday\n    due: within 3 working days after panel_decision.made_on\n",
    )
    text = pack.read_text(encoding="utf-8")
    for_papers = "    title: On the file\n"
    due = "    due: within 1 working day after panel_decision.made_on\n"
    pack.write_text(text.replace(for_papers, for_papers + due), encoding="utf-8")
    days = """\
        - title: By the day
          expect_on:
            2026-04-07: {holder: north_team}   # 1 working day after Thu 2: (Fri 3, Mon 6 holidays) Tue 7
            2026-04-08: {holder: north_team}
            2026-04-09: {holder: north_team}   # 3 working days: Tue 7, Wed 8, Thu 9
            2026-04-10: {holder: north_team}
        """

    coverage = coverage_of(pack, [write(tmp_path, days, pack=pack, name="one.yml")])

    name = "By the day [2026-04-{}]".format
    assert find(coverage.limits, "routes.southwards", "due").by == {
        "inside": (name("07"), name("08")),
        "last": (name("09"),),
        "after": (name("10"),),
    }
    assert find(coverage.limits, "checklists.papers", "due").by == {
        "last": (name("07"),),
        "after": (name("08"), name("09"), name("10")),
    }


def test_the_due_of_a_route_moves_off_rest_days(tmp_path: Path) -> None:
    pack = of_pack(
        tmp_path,
        "    point: on or after 16th birthday\n",
        "    point: on or after 16th birthday\n    due: within 2 calendar days after panel_decision.made_on\n"
        "    rest_day: next working day\n",
    )
    asked = "- {title: Asked, as_of: 2026-04-07, expect: {holder: north_team}}"

    coverage = coverage_of(pack, [write(tmp_path, asked, pack=pack, name="one.yml")])

    # Thu 2 April + 2 = Sat 4: (Sun 5, Mon 6 holiday) Tue 7
    assert find(coverage.limits, "routes.southwards", "due").by == {"last": ("Asked",)}


def test_a_document_of_a_checklist_that_may_apply_is_unknown(tmp_path: Path) -> None:
    unknown = (
        "- {title: Who knows, without: [plans], as_of: 2026-04-07, expect: {status: cannot_tell}}"
    )

    coverage = shown_by(tmp_path, unknown)

    assert find(coverage.documents, "checklists.papers.handover_note").by == {
        "unknown": ("Who knows",)
    }


def test_a_document_is_to_be_absent_once_and_on_file_once(tmp_path: Path) -> None:
    coverage = shown_by(tmp_path, MOVES)

    assert find(coverage.documents, "checklists.papers.handover_note").by == {
        "absent": ("It moves",)
    }
    assert lacking(coverage, "document", "checklists.papers.handover_note") == ["never on file"]
    assert lacking(coverage, "document", "checklists.papers.photograph") == ["never absent"]


def test_a_document_of_a_checklist_that_does_not_apply_is_not_required(tmp_path: Path) -> None:
    coverage = shown_by(tmp_path, NO_PLAN)

    assert find(coverage.documents, "checklists.papers.handover_note").by == {
        "not_required": ("Without a plan it stays",)
    }
    assert lacking(coverage, "document", "checklists.papers.handover_note") == [
        "neither on file nor absent"
    ]


def test_a_duty_is_to_be_met_once_and_open_once(tmp_path: Path) -> None:
    done = f"""\
        - title: Moved
          with: {{holder: {{team: south_team, started_on: 2026-04-09, ended_on: null}}, {MOVED % "2026-04-09"}}}
          as_of: 2026-04-09
          expect: {{duties: {{move_south: met}}}}
        """

    open_only = shown_by(tmp_path, MOVES, NO_PLAN)
    both = shown_by(tmp_path, MOVES, NO_PLAN, done)

    assert find(open_only.duties, "duties.move_south").by == {
        "pending": ("It moves",),
        "not_owed": ("Without a plan it stays",),
    }
    assert lacking(open_only, "duty", "duties.move_south") == ["never met"]
    assert find(both.duties, "duties.move_south").by["met"] == ("Moved",)
    assert lacking(both, "duty", "duties.move_south") == []


# --- which scenarios count ---------------------------------------------------------------------------


def test_a_scenario_that_does_not_hold_shows_nothing(tmp_path: Path) -> None:
    wrong = "- {title: It stays, as_of: 2026-04-07, expect: {status: stay}}"

    coverage = shown_by(tmp_path, wrong, NO_PLAN)

    assert [s.holds for s in coverage.scenarios] == [False, True]
    assert lacking(coverage, "clause", "HAR-001") == ["never held"]
    # A long path is broken where the line ends.
    assert "some.yaml:20:Itstays" in "".join(coverage_text(coverage).split())


def test_scenarios_of_other_packs_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, MOVES)
    (tmp_path / "other.yaml").write_text(
        "pack: durham\nscenarios: [{title: Not ours, nonsense: here}]\n", encoding="utf-8"
    )

    coverage = coverage_of(PACK, [tmp_path])

    assert [s.name for s in coverage.scenarios] == ["It moves"]


def test_scenarios_of_one_title_in_two_files_are_told_apart(tmp_path: Path) -> None:
    one, two = write(tmp_path, MOVES), write(tmp_path, MOVES, name="two.yaml")

    coverage = coverage_of(PACK, [tmp_path])

    assert [s.name for s in coverage.scenarios] == [f"It moves ({one})", f"It moves ({two})"]


@pytest.mark.parametrize("pack", pack_ids())
def test_whatever_the_engine_tells_of_stands_in_the_inventory(pack: str) -> None:
    loaded = load_pack(pack)
    policy, has = Policy(loaded), inventory(loaded)
    for scenario in scenarios_about(pack, loaded)[::7]:
        watched = Watched()

        watched.read(policy, policy.decide(scenario.case, as_of=scenario.as_of, observer=watched), has)  # fmt: skip

        assert watched.tests
        assert watched.tests.keys() <= has.tests.keys()
        assert watched.limits.keys() <= has.limits.keys()
        assert watched.documents.keys() == has.documents.keys()
        assert watched.rules.keys() == {*has.rules, *(p.id for p in has.documents.values())}


# --- how it is told ----------------------------------------------------------------------------------


def test_the_json_form_names_what_says_a_clause_and_what_shows_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, MOVES, NO_PLAN)

    main(["coverage", str(PACK), str(path), "--format", "json"])

    told = json.loads(capsys.readouterr().out)
    assert list(told) == [
        "pack", "title", "scenarios", "clauses", "rules", "tests", "limits", "documents", "duties", "holes",
    ]  # fmt: skip
    assert told["clauses"][0] == {
        "id": "HAR-001",
        "disposition": "encoded",
        "reason": None,
        "elements": ["routes.southwards"],
        "held": ["It moves"],
        "failed": ["Without a plan it stays"],
        "unknown": [],
    }
    assert {"kind": "document", "id": "checklists.papers.photograph", "line": 101, "says": "Photograph", "lacks": "never absent"} in told["holes"]  # fmt: skip


def test_it_ends_in_1_for_a_hole_in_a_clause_and_strictly_for_any(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    no_review = "- {title: Nothing to do, with: {plans: [], meetings: []}, as_of: 2026-04-07, expect: {status: stay}}"
    some, all_ = write(tmp_path, MOVES), write(tmp_path, MOVES, no_review, name="all.yaml")

    assert main(["coverage", str(PACK), str(some)]) == 1
    assert main(["coverage", str(PACK), str(all_)]) == 0
    assert main(["coverage", str(PACK), str(all_), "--strict"]) == 1


def test_a_scenario_file_that_cannot_be_read_ends_in_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "- {title: It moves, as_of: never, expect: {status: transfer}}")

    assert main(["coverage", str(PACK), str(path)]) == 2
    assert "`never` is no day" in capsys.readouterr().err


def test_text_is_wrapped_to_the_terminal(tmp_path: Path) -> None:
    coverage = shown_by(tmp_path, MOVES, NO_PLAN)

    told = coverage_text(coverage, Look(width=60)).splitlines()

    assert max(map(len, told)) <= 60
    assert "    1    1    -  HAR-001 routes.southwards" in told


def page(coverage: Coverage) -> str:
    return coverage_page(coverage, PACK.read_text(encoding="utf-8"))


def test_the_page_needs_nothing_but_itself(tmp_path: Path) -> None:
    text = page(shown_by(tmp_path, MOVES, NO_PLAN))

    assert not re.search(r"<(script|link|img|iframe|object)\b|@import|url\(|\bsrc=|https?:", text)
    links, ids = set(re.findall(r'href="?#([\w-]+)', text)), set(re.findall(r'\bid="?([\w-]+)', text))  # fmt: skip
    assert links
    assert links <= ids


def test_the_page_quotes_each_rule_once_and_as_it_stands_in_the_pack(tmp_path: Path) -> None:
    text = page(shown_by(tmp_path, MOVES))

    quoted = "southwards:\n  title: To the South Team at 16\n  clauses: [HAR-001]\n"
    (found,) = re.findall(r"<pre>(southwards:.*?)</pre>", text, re.DOTALL)
    assert found.startswith(quoted)
    assert found.endswith("point: on or after 16th birthday")


def test_what_the_page_quotes_is_no_markup(tmp_path: Path) -> None:
    marked = "- {title: '<b>It</b> & \"moves\"', as_of: 2026-04-07, expect: {status: transfer}}"

    text = page(shown_by(tmp_path, marked))

    assert "<b>It</b>" not in text
    assert "&lt;b&gt;It&lt;/b&gt; &amp; &quot;moves&quot;" in text


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scenarios, output = write(tmp_path, MOVES), tmp_path / "out" / "coverage.json"
    output.parent.mkdir()
    output.write_text("what was there", encoding="utf-8")
    words = ["coverage", str(PACK), str(scenarios), "--format", "json", "--output", str(output)]

    with monkeypatch.context() as broken:

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device", str(output))

        broken.setattr("os.fsync", full)
        assert main(words) == 2
    assert output.read_text(encoding="utf-8") == "what was there"
    assert [one.name for one in output.parent.iterdir()] == ["coverage.json"]

    assert main(words) == 1
    assert json.loads(output.read_text(encoding="utf-8"))["pack"] == load_pack(PACK).id
    assert [one.name for one in output.parent.iterdir()] == ["coverage.json"]
    assert capsys.readouterr().out == ""
