"""How long the road takes, from import to explanation: the baseline that later changes are compared with.

    make bench

Each line is the best of several rounds, since everything else on a machine only ever adds; ratios are to one decision,
because they travel from machine to machine and times do not.
"""

import argparse
import platform
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

EXAMPLES = Path(__file__).parents[1] / "examples"
AS_OF = date(2026, 11, 22)


class Measured(NamedTuple):
    """What was measured, and the best of its rounds in seconds."""

    what: str
    seconds: float


def best(work: Callable[[], object], rounds: int) -> float:
    """The best of some rounds, each of as many calls as take a hundredth of a second."""
    begun = perf_counter()
    work()
    once = perf_counter() - begun
    calls = max(1, int(0.01 / max(once, 1e-7)))
    times = []
    for _ in range(rounds):
        begun = perf_counter()
        for _ in range(calls):
            work()
        times.append((perf_counter() - begun) / calls)
    return min(times)


def started(code: str, rounds: int) -> float:
    """The best time of a fresh interpreter that runs some code, beyond one that runs nothing."""

    def run(text: str) -> float:
        begun = perf_counter()
        subprocess.run([sys.executable, "-c", text], check=True)
        return perf_counter() - begun

    bare = min(run("pass") for _ in range(rounds))
    return max(0.0, min(run(code) for _ in range(rounds)) - bare)


def measure(rounds: int) -> list[Measured]:
    """Everything, in the order of the road."""
    from transferrules import Policy, load_case, load_pack

    examples = sorted(EXAMPLES.glob("durham_*.yaml"))
    pack = load_pack("durham")
    policy = Policy(pack)
    found = [
        Measured("import transferrules", started("import transferrules", rounds)),
        Measured("load the durham pack", best(lambda: load_pack("durham"), rounds)),
        Measured("compile it", best(lambda: Policy(pack), rounds)),
    ]
    for path in examples:
        name = path.stem.removeprefix("durham_").replace("_", " ")
        text = path.read_text(encoding="utf-8")
        case = load_case(text)
        case.facts()

        def validate(text: str = text) -> object:
            return load_case(text).facts()

        found += [
            Measured(f"{name}: read and validate", best(validate, rounds)),
            Measured(
                f"{name}: decide, status",
                best(lambda c=case: policy.decide(c, as_of=AS_OF).status, rounds),
            ),
            Measured(
                f"{name}: decide, whole answer",
                best(lambda c=case: policy.decide(c, as_of=AS_OF).record(), rounds),
            ),
            Measured(
                f"{name}: explain every rule",
                best(lambda c=case: policy.explain(c, as_of=AS_OF), rounds),
            ),
        ]
    return found


def table(found: list[Measured]) -> str:
    """The lines, with ratios to the first decision."""
    unit = next(m.seconds for m in found if m.what.endswith("status"))
    width = max(len(m.what) for m in found)
    lines = [f"{'':{width}}  {'time':>11}  {'ratio':>9}"]
    lines += [f"{m.what:{width}}  {said(m.seconds):>11}  {m.seconds / unit:>8.1f}x" for m in found]
    return "\n".join(lines)


def said(seconds: float) -> str:
    """A time in the unit that suits it."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.2f} ms" if seconds >= 0.001 else f"{seconds * 1_000_000:.1f} µs"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measures the road from import to explanation.")
    parser.add_argument("--rounds", type=int, default=5, help="how often to repeat each (5)")
    rounds = max(1, parser.parse_args().rounds)
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}; as of {AS_OF}"
    )
    print(table(measure(rounds)))


if __name__ == "__main__":
    main()
