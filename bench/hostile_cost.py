"""What hostile texts cost: the time of each, and the most memory, on this machine.

    python bench/hostile_cost.py

Each is read as far as it goes: as a case through `load_case`, as a pack through the resolver. Times are the best of three, and beside them how
many times as long as reading and resolving the shipped Durham pack each takes, which says more of another machine.
"""

import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from hostile.test_at_the_caps import HEAD, HOSTILE, chain, pack_of, routes  # noqa: E402
from transferrules import TransferRulesError, load_case, load_pack  # noqa: E402


def main() -> None:
    """Measure, and print the worst first."""
    texts: dict[str, tuple[str, Callable[[str], object]]] = {
        **{f"1 MiB: {name}": (text, load_case) for name, (_, text) in HOSTILE.items()},
        "case of 14,000 unknown keys": (HEAD + "".join(f"k{i}: 1\n" for i in range(14_000)), load_case),
        "case of 9,000 slips": (HEAD + "meetings:\n" + "  - {type: core_grup}\n" * 9_000, load_case),
        "case of 9,000 other codes": (HEAD + "meetings:\n" + "".join(f"  - {{type: zzq{i}}}\n" for i in range(9_000)), load_case),
        "sound case of 4,200 records": (HEAD + "meetings:\n" + "  - {type: core_group, held_on: 2026-01-01}\n" * 4_200, load_case),
        "pack of 900 unknown names": (routes(900, lambda i: f", in_area: rr{i}"), pack_of),
        "pack of a chain of 900 terms": (chain(900), pack_of),
        "sound pack of 1,000 routes": (routes(1_000), pack_of),
    }  # fmt: skip
    load_pack("durham")
    usual = _best(lambda: load_pack("durham"))
    print(f"Durham, read and resolved: {usual * 1000:.0f} ms\n")
    rows = []
    for name, (text, door) in texts.items():
        told: list[int] = []
        seconds = _best(lambda door=door, text=text, told=told: _knock(door, text, told))  # type: ignore[misc]
        tracemalloc.start()
        _knock(door, text, told)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        rows.append((seconds, name, len(text), most, told[-1]))
    print(f"{'what':38} {'bytes':>9} {'ms':>7} {'×':>6} {'MiB':>6}  characters told")
    for seconds, name, size, most, told_ in sorted(rows, reverse=True):
        print(f"{name:38} {size:9,} {seconds * 1000:7.0f} {seconds / usual:6.2f} {most / 2**20:6.1f}  {told_:,}")  # fmt: skip


def _best(work: Callable[[], object]) -> float:
    found = []
    for _ in range(3):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return min(found)


def _knock(door: Callable[[str], object], text: str, told: list[int]) -> None:
    try:
        door(text)
    except TransferRulesError as error:
        told.append(len(str(error)))
    else:
        told.append(0)


if __name__ == "__main__":
    main()
