"""The long run of the proof: engine against reference on generated cases of every pack there is, and of packs made at random.

    python bench/prove.py --cases 500000              # all packs; interrupt it, run it again, it goes on
    python bench/prove.py --cases 2000 --pack hull    # one pack
    python bench/prove.py --oracle 2000               # completions of cases of which something is unknown
    python bench/prove.py --scenarios                 # every scenario of the packs: the cases that somebody worked out

Half of the cases are whole, half are known in part. Every case is made from its number, so any of them can be made again. What was done is kept in
`--state`, every disagreement in `--found`, one JSON object a line. Exits 1 where engine and reference contradict each other.
"""

import argparse
import json
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from transferrules import Case, InvalidCase, Policy, load_case, load_pack, pack_ids
from transferrules.authoring.coverage import scenarios_about
from transferrules.authoring.scenarios import scenario_files
from transferrules.pack.load import resolve_source
from transferrules.reading import read
from transferrules.reference import refer
from transferrules.reference.differences import differences
from transferrules.reference.oracle import Tally, probe
from transferrules.testing import Interest, loads
from transferrules.testing import _less_known as less_known
from transferrules.testing import _Maker as Maker
from transferrules.testing_packs import pack_of, pack_text

AS_OF = date(2026, 3, 10)
SMALL = Path(__file__).parent.parent / "tests" / "engine" / "packs"
CONFORMANCE = Path(__file__).parent.parent / "conformance"
RANDOM = "random"
BATCH = 100
# Of all cases: they cost ten times as much as small ones, and the constructs are the same.
AUTHORITY_SHARE = 0.15


@cache
def policy(name: str) -> Policy:
    """The policy of a name: shipped, small, or made at random (`random:7`)."""
    if name.startswith(RANDOM):
        return Policy(pack_of(pack_text(Random(int(name.partition(":")[2])))))
    if name in pack_ids():
        return Policy(load_pack(name))
    sys.path.insert(0, str(SMALL.parent.parent))
    from engine.small import written

    text = written((SMALL / f"{name}.yaml").read_text(encoding="utf-8"))
    return Policy(resolve_source(read(text, what="pack", name=f"{name}.yaml"), None))


@cache
def maker(name: str, whole: bool) -> Maker:
    """What makes cases for that policy."""
    return Maker(Interest(policy(name).pack), AS_OF, whole)


def made(name: str, number: int, whole: bool) -> tuple[dict[str, Any], Case] | None:
    """The case of that number, as it was made and as it was read; none where it is refused at the door."""
    case = maker(name, whole).case(Random(number))
    try:
        return case, load_case(case)
    except InvalidCase:
        return None


def batch(name: str, first: int) -> tuple[Counter[str], list[dict[str, Any]]]:
    """A hundred cases of a pack: how they were graded, and what contradicts."""
    figures: Counter[str] = Counter()
    found: list[dict[str, Any]] = []
    for number in range(first, first + BATCH):
        whole = number % 2 == 0
        used = f"{RANDOM}:{number // 10}" if name == RANDOM else name
        found_case = made(used, number, whole)
        if found_case is None:
            figures["refused"] += 1
            continue
        read_case = found_case[1]
        decision = policy(used).decide(read_case, as_of=AS_OF)
        answer = refer(policy(used).pack, read_case, AS_OF)
        differing = differences(policy(used).pack, decision, answer)
        kind = "whole" if whole else "partial"
        figures[kind] += 1
        for grade in {d.grade for d in differing} or {"same"}:
            figures[f"{kind} {grade}"] += 1
        for one in differing:
            figures[f"{kind} {one.part} {one.grade}"] += 1
            if whole or one.grade != "wider":
                found.append({
                    "pack": used, "number": number, "whole": whole, "part": one.part, "rule": one.name,
                    "grade": one.grade, "engine": one.engine, "reference": one.reference,
                })  # fmt: skip
    if name == RANDOM:
        policy.cache_clear()
        maker.cache_clear()
    return figures, found


def scenarios(name: str) -> tuple[Counter[str], list[dict[str, Any]]]:
    """Every scenario of a pack, on each of its days."""
    figures: Counter[str] = Counter()
    found: list[dict[str, Any]] = []
    files = scenario_files((CONFORMANCE / name,)) if (CONFORMANCE / name).is_dir() else ()
    for scenario in scenarios_about(name, policy(name).pack, files) if files else ():
        decision = policy(name).decide(scenario.case, as_of=scenario.as_of)
        answer = refer(policy(name).pack, scenario.case, scenario.as_of)
        differing = differences(policy(name).pack, decision, answer)
        figures["scenarios"] += 1
        for grade in {d.grade for d in differing} or {"same"}:
            figures[f"scenarios {grade}"] += 1
        found += [
            {
                "pack": name, "scenario": f"{scenario.file}:{scenario.line}", "part": one.part, "rule": one.name,
                "grade": one.grade, "engine": one.engine, "reference": one.reference,
            }
            for one in differing
        ]  # fmt: skip
    return figures, found


def ask_oracle(name: str, first: int) -> tuple[Counter[str], list[dict[str, Any]]]:
    """Cases of a pack with something taken out, and their completions."""
    tally = Tally()
    for number in range(first, first + 10):
        case = made(name, number, True)
        if case is None:
            continue
        poorer = less_known(case[0], Random(number))
        if loads(poorer):
            probe(policy(name), poorer, AS_OF, Random(number), tally, most=24)
    figures = Counter({
        "cases": tally.asked, "completions": tally.completed, "all completions tried": tally.enumerated, "settled": tally.settled,
        "could have been settled": tally.could,
    })  # fmt: skip
    found = [
        {"pack": name, "whose": whose, "fault": fault, "case": case, "completion": way}
        for whose, fault, case, way in tally.unsound
    ]
    figures.update(f"unsound: {one['whose']}" for one in found)
    return figures, found


def shares(names: list[str], weighted: int, wanted: int) -> dict[str, int]:
    """How many cases of each pack: of a weighted run a seventh for the authorities' packs together, the rest for small and random ones."""
    large = [name for name in names if name in pack_ids()]
    small = [name for name in names if name not in pack_ids()]
    if not (weighted and large and small):
        return {name: -(-wanted // len(names)) for name in names}
    for_large = round(wanted * AUTHORITY_SHARE)
    return {
        **{name: -(-for_large // len(large)) for name in large},
        **{name: -(-(wanted - for_large) // len(small)) for name in small},
    }


def run(task: tuple[str, str, int]) -> tuple[Counter[str], list[dict[str, Any]]]:
    """One piece of the work."""
    kind, name, first = task
    if kind == "scenarios":
        return scenarios(name)
    return batch(name, first) if kind == "cases" else ask_oracle(name, first)


def main() -> int:
    """Run what is asked for, going on from what was done."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=0, help="so many cases, over all packs")
    parser.add_argument(
        "--oracle", type=int, default=0, help="so many cases for the oracle, over all packs"
    )
    parser.add_argument("--scenarios", action="store_true", help="every scenario of the packs")
    parser.add_argument("--pack", action="append", help="only these packs")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--state", type=Path, default=Path(".prove.json"))
    parser.add_argument("--found", type=Path, default=Path(".prove.found.jsonl"))
    asked = parser.parse_args()
    small = [path.stem for path in sorted(SMALL.glob("*.yaml"))]
    names = asked.pack or [*pack_ids(), *small, RANDOM]
    state: dict[str, Any] = {"done": [], "figures": {}}
    if asked.state.exists():
        state = json.loads(asked.state.read_text(encoding="utf-8"))
    done = {tuple(one) for one in state["done"]}
    tasks: list[tuple[str, str, int]] = []
    for kind, wanted, size in (("cases", asked.cases, BATCH), ("oracle", asked.oracle, 10)):
        using = [name for name in names if kind == "cases" or name != RANDOM]
        for name, each in shares(using, wanted if kind == "cases" else 0, wanted).items():
            tasks += [(kind, name, size * n) for n in range(-(-each // size))]
    if asked.scenarios:
        tasks += [("scenarios", name, 0) for name in names if name in pack_ids()]
    # Of every pack some cases early: a run that is interrupted has looked at all of them.
    tasks.sort(key=lambda task: task[2])
    tasks = [task for task in tasks if task not in done]
    started = time.monotonic()
    with asked.found.open("a", encoding="utf-8") as out, ExitStack() as stack:
        # One process works by itself: easier to follow, and to stop.
        pool = (
            stack.enter_context(ProcessPoolExecutor(asked.workers)) if asked.workers > 1 else None
        )
        results = pool.map(run, tasks) if pool is not None else map(run, tasks)
        for number, (task, (figures, found)) in enumerate(zip(tasks, results, strict=True)):
            kept = state["figures"].setdefault(f"{task[0]} {task[1]}", {})
            for key, value in figures.items():
                kept[key] = kept.get(key, 0) + value
            for one in found:
                out.write(json.dumps(one) + "\n")
            state["done"].append(task)
            if number % 20 == 19 or number == len(tasks) - 1:
                out.flush()
                written = asked.state.with_suffix(".new")
                written.write_text(json.dumps(state), encoding="utf-8")
                written.replace(asked.state)
                share = (number + 1) / len(tasks)
                left = (time.monotonic() - started) * (1 - share) / share
                print(
                    f"\r{share:6.1%}  {left / 60:5.1f} min to go ",
                    end="",
                    file=sys.stderr,
                    flush=True,
                )
    print(file=sys.stderr)
    return report(state["figures"])


def report(figures: dict[str, dict[str, int]]) -> int:
    """Print what was found; 1 where anything contradicts."""
    worst = 0
    for name in sorted(figures):
        print(name)
        for key, value in sorted(figures[name].items()):
            print(f"  {value:9,}  {key}")
        worst += sum(
            v
            for k, v in figures[name].items()
            if k.endswith("apart") or k.startswith("unsound: engine")
        )
    return 1 if worst else 0


if __name__ == "__main__":
    sys.exit(main())
