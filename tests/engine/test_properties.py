"""The laws of docs/semantics.md, over generated cases of the small packs and of those that are shipped."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.small import PACKS, pack_text, policy_named, policy_of
from transferrules import Decision, Policy, load_case, load_pack, pack_ids
from transferrules.decision import DutyView
from transferrules.testing import cases, less_known, shuffled

DAY = date(2026, 3, 10)
SMALL = sorted(path.stem for path in PACKS.glob("*.yaml"))
EVERY = [*SMALL, *pack_ids()]
FATES = {
    "applies",
    "complete",
    "does_not_apply",
    "overridden",
    "set_aside",
    "waits",
    "cannot_be_told",
}
FOLLOWING = {
    "not_started": {"not_started", "pending", "overdue", "unknown", "met", "met_late"},
    "pending": {"pending", "overdue", "unknown", "met", "met_late"},
    "overdue": {"overdue", "met_late", "unknown"},
    "met": {"met"},
    "met_late": {"met_late"},
    "unknown": {"unknown", "overdue", "met", "met_late", "pending"},
}
"""The states that a duty may have later, by the one that it has, while its window stays; what cannot be told may come to be told, and a deed known in part may have been done on a day that has come."""
STATUSES = {
    "transfer", "prepare", "blocked", "stay", "refer", "co_work", "close", "manager_decides", "complete", "cannot_tell",
}  # fmt: skip


def bounded(name: str, most: int = 1000) -> settings:
    """As many cases as the profile has; of a shipped pack, each of whose rules is asked, a tenth."""
    examples = settings.default.max_examples if settings.default else 60
    return settings(max_examples=min(most, examples) // (1 if name in SMALL else 10))


@cache
def policy(name: str) -> Policy:
    return policy_named(name) if name in SMALL else Policy(load_pack(name))


def decided(name: str, case: dict[str, Any], day: date | datetime = DAY) -> Decision:
    return policy(name).decide(load_case(case), as_of=day)


def account(name: str, case: dict[str, Any], day: date | datetime = DAY) -> Decision:
    """Decide, and hold the answer to what every answer has to be."""
    decision = decided(name, case, day)
    record = decision.record()
    pack = policy(name).pack
    rules = [*pack.routes, *pack.blocks, *pack.duties, *pack.checklists, *pack.advice]
    assert sorted(f.rule for f in record.rules if f.section != "decisions") == sorted(rules)
    assert {f.fate for f in record.rules} <= FATES
    assert record.status in STATUSES
    assert record.possible
    assert (record.status == "cannot_tell") or record.possible == (record.status,)
    assert record.look_again_on is None or str(record.look_again_on) > str(day)
    return decision


def without(record: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in keys}


def essence(decision: Decision) -> dict[str, Any]:
    """The answer but for the file that it was made from."""
    record = decision.to_dict()
    record["provenance"] = without(record["provenance"], "sha256")
    return record


# --- total, pure ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERY)
def test_no_case_raises_and_every_rule_is_accounted_for(name: str) -> None:
    @bounded(name)
    @given(cases(policy(name).pack, around=DAY))
    def holds(case: dict[str, Any]) -> None:
        account(name, case)

    holds()


@pytest.mark.long
@pytest.mark.parametrize("name", ["everything", *pack_ids()])
def test_ten_thousand_cases_raise_nothing_and_every_rule_is_accounted_for(name: str) -> None:
    @settings(max_examples=10_000)
    @given(cases(policy(name).pack, around=DAY))
    def holds(case: dict[str, Any]) -> None:
        account(name, case)

    holds()


@pytest.mark.parametrize("name", EVERY)
def test_deciding_twice_gives_the_same_bytes(name: str) -> None:
    other = Policy(policy(name).pack)

    @bounded(name, 20)
    @given(cases(policy(name).pack, around=DAY))
    def holds(case: dict[str, Any]) -> None:
        again = other.decide(load_case(case), as_of=DAY)

        assert decided(name, case).to_json() == again.to_json()

    holds()


@pytest.mark.parametrize("name", EVERY)
def test_a_whole_case_is_told(name: str) -> None:
    @bounded(name)
    @given(cases(policy(name).pack, around=DAY, whole=True))
    def holds(case: dict[str, Any]) -> None:
        decision = decided(name, settled(case, name))

        assert decision.status != "cannot_tell", [fact.path for fact in decision.missing.facts]

    holds()


def settled(case: dict[str, Any], name: str) -> dict[str, Any]:
    """The case without a transfer, which could contradict its holder, and with dates of standing meetings far ahead."""
    ahead = [{"type": m, "scheduled_on": "2030-01-07"} for m in sorted(policy(name).pack.standing)]
    listed = [*case["services"]["standing_meetings"], *ahead]
    return {**case, "transfer": None, "services": {"standing_meetings": listed}}


# --- order ---------------------------------------------------------------------------------------


def turned(text: str, seed: int) -> str:
    """The text of a pack with its sections, and the entries of each, turned about."""
    pack = yaml.load(text, Loader=yaml.BaseLoader)

    def order(value: Any, depth: int) -> Any:
        if isinstance(value, dict) and depth < 3:
            keys = list(value)
            by = (seed >> depth) % len(keys) if keys else 0
            keys = keys[by:] + keys[:by]
            if seed % 2:
                keys.reverse()
            return {key: order(value[key], depth + 1) for key in keys}
        if (
            isinstance(value, list)
            and depth >= 1
            and seed % 3 == 0
            and all(isinstance(v, str) for v in value)
        ):
            return value
        return value

    return yaml.dump(order(pack, 0), sort_keys=False, allow_unicode=True)


@pytest.mark.parametrize("name", SMALL)
def test_shuffled_rules_terms_and_documents_give_the_same_bytes(name: str) -> None:
    others = [policy_of(turned(pack_text(name), seed)) for seed in (1, 2, 3, 5, 10)]

    @settings(max_examples=30)
    @given(cases(policy(name).pack, around=DAY))
    def holds(case: dict[str, Any]) -> None:
        one = json.dumps(essence(decided(name, case)))
        for other in others:
            assert json.dumps(essence(other.decide(load_case(case), as_of=DAY))) == one

    holds()


@pytest.mark.parametrize("name", EVERY)
def test_shuffled_records_give_the_same_answer(name: str) -> None:
    @bounded(name, 40)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        case = data.draw(cases(policy(name).pack, around=DAY))
        one, other = decided(name, case), decided(name, data.draw(shuffled(case)))

        assert other.status == one.status
        assert set(other.possible) == set(one.possible)
        assert [(f.rule, f.fate) for f in other.rules] == [(f.rule, f.fate) for f in one.rules]
        assert sorted((d.duty, d.state, str(d.due), d.perhaps) for d in other.duties) == sorted(
            (d.duty, d.state, str(d.due), d.perhaps) for d in one.duties
        )

    holds()


# --- more knowledge never overturns --------------------------------------------------------------


def agrees(less: Decision, more: Decision) -> None:
    """What is settled with less known is what more knowledge says too; a rule that is out may be out for another reason."""
    assert less.status in (more.status, "cannot_tell")
    if more.status != "cannot_tell":
        assert more.status in less.possible
    fates = {f.rule: f.fate for f in more.rules}
    out = {"does_not_apply", "overridden", "set_aside"}
    for fate in less.rules:
        if fate.rule in fates:
            told = {fates[fate.rule]}
            assert fate.fate in {"cannot_be_told"} | (out if told & out else told), fate.rule


@pytest.mark.parametrize("name", EVERY)
def test_less_knowledge_is_never_more_decided(name: str) -> None:
    @bounded(name)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        case = data.draw(cases(policy(name).pack, around=DAY))
        poorer = data.draw(less_known(case))

        agrees(decided(name, poorer), decided(name, case))

    holds()


# --- time ----------------------------------------------------------------------------------------


def answer(decision: Decision) -> dict[str, Any]:
    """What the answer says, without the dates that follow the day asked about (a move without a point can be made on it)."""
    record = decision.to_dict()
    return {
        "status": (record["status"], record["possible"], record["conflict"], record["holder_after"]),
        "moves": sorted(str([m["route"], m["stages"], m["leading"], m["to"], m["reached"], m["late"], m["blocked_by"], m["waits_for"]]) for m in record["moves"]),
        "duties": sorted(str([d["duty"], d["about"], d["routes"], d["state"], d["early"], d["perhaps"]]) for d in record["duties"]),
        "documents": [[d["checklist"], d["document"], d["about"], d["required"], d["on_file"], d["perhaps"]] for d in record["documents"]],
        "rules": [[r["rule"], r["fate"], r["by"]] for r in record["rules"]],
        "rest": [record["participants"], record["advice"], [r["reading"] for r in record["readings"]], record["missing"]["documents"], record["missing"]["steps"]],
    }  # fmt: skip


@pytest.mark.parametrize("name", EVERY)
def test_between_two_dates_of_look_again_nothing_changes(name: str) -> None:
    @bounded(name, 25)
    @given(
        cases(policy(name).pack, around=DAY), st.lists(st.integers(1, 420), min_size=1, max_size=6)
    )
    def holds(case: dict[str, Any], later: list[int]) -> None:
        last = decided(name, case)
        day = DAY
        for by in sorted(later):
            then = DAY + timedelta(days=by)
            following = last.look_again_on
            if following is not None and str(following)[:10] <= str(then):
                last, day = decided(name, case, then), then
                continue
            found = decided(name, case, then)
            assert answer(found) == answer(last), (day, then)

    holds()


def windows(decision: Decision) -> dict[tuple[Any, ...], DutyView]:
    """The duties that are surely owed, by what they are about and by when they are due."""
    return {
        (d.duty, d.about, d.routes, d.opens, d.due): d for d in decision.duties if not d.perhaps
    }


@pytest.mark.parametrize("name", EVERY)
def test_a_duty_only_moves_forward_while_its_window_stays(name: str) -> None:
    @bounded(name)
    @given(cases(policy(name).pack, around=DAY), st.integers(1, 420))
    def holds(case: dict[str, Any], days: int) -> None:
        before = windows(decided(name, case))
        after = windows(decided(name, case, DAY + timedelta(days=days)))
        for key in before.keys() & after.keys():
            one, two = before[key], after[key]
            if one.done in (None, two.done):
                assert two.state in FOLLOWING[one.state], (key, one.done, two.done)

    holds()


# --- overrides -----------------------------------------------------------------------------------


@cache
def without_overrides(name: str) -> Policy:
    """The same policy, of which no route overrides another."""
    pack = policy(name).pack
    routes = {n: replace(r, overrides=frozenset()) for n, r in pack.routes.items()}
    return Policy(replace(pack, routes=routes))


def led_by(decision: Decision) -> set[str]:
    """The routes that could be what the case is to do."""
    return {move.route for move in decision.moves if set(move.stages) - {"coming", "complete"}}


@pytest.mark.parametrize(
    "name", [n for n in EVERY if any(r.overrides for r in policy(n).pack.routes.values())]
)
def test_an_override_never_adds_a_destination(name: str) -> None:
    @bounded(name)
    @given(cases(policy(name).pack, around=DAY))
    def holds(case: dict[str, Any]) -> None:
        free = without_overrides(name).decide(load_case(case), as_of=DAY)

        assert led_by(decided(name, case)) <= led_by(free)

    holds()


# --- explanations --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERY)
def test_explanation_and_decision_never_disagree(name: str) -> None:
    @bounded(name, 20)
    @given(cases(policy(name).pack, around=DAY))
    def holds(case: dict[str, Any]) -> None:
        decision = decided(name, case)
        explained = decision.explain()

        assert tuple(one.rule for one in explained) == decision.rules
        for one in explained:
            came_to = {trace.came_to for trace in one.tests}
            if one.rule.section == "advice":
                assert one.rule.fate != "applies" or "held" in came_to
                assert one.rule.fate != "does_not_apply" or "held" not in came_to
            if one.rule.section != "routes":  # of which a point may be told by its alternatives
                assert one.rule.fate != "cannot_be_told" or "unknown" in came_to
            if one.rule.section == "routes" and one.rule.fate in ("applies", "waits"):
                held_by, when = one.tests[:2]
                assert "failed" not in (held_by.came_to, when.came_to)
                if one.rule.fate == "applies":
                    assert {held_by.came_to, when.came_to} == {"held"}
            if one.rule.fate in ("applies", "complete"):
                assert one.would_apply == ()

    holds()


def test_the_laws_are_tested_on_the_small_packs() -> None:
    assert Path(PACKS / "everything.yaml").is_file()
    assert len(SMALL) >= 8
