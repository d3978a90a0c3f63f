"""The coverage-guided run: atheris knocks at each door of the package and keeps what leads to a line that nothing led to before.

    pip install '.[fuzz]'
    python bench/fuzz.py --seconds 300              every door in turn, each for its part of the time
    python bench/fuzz.py --door case --seconds 60   one door
    python bench/fuzz.py --keep 40                  afterwards: reduce, and keep so many small ones of each door in tests/hostile/corpus

What it finds stays in `.fuzz/` (not committed); the reduced corpus in `tests/hostile/corpus` is what the ordinary tests replay. A crash is
written to `.fuzz/crashes` as the bytes that led to it: put them into the corpus, and mend.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "hostile" / "corpus"
WORK = ROOT / ".fuzz"
LARGEST = {"yaml": 400, "json": 400, "phrase": 120, "case": 3000, "pack": 8000}
DOORS = tuple(LARGEST)


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--door", choices=DOORS, action="append")
    parser.add_argument("--seconds", type=int, default=300, help="for all doors together")
    parser.add_argument("--keep", type=int, metavar="N", help="reduce instead of running")
    parser.add_argument("--inside", choices=DOORS, help=argparse.SUPPRESS)
    given, rest = parser.parse_known_args()
    if given.inside:
        return _inside(given.inside, rest)
    doors = given.door or DOORS
    failed = 0
    for door in doors:
        if given.keep is not None:
            _reduce(door, given.keep)
        else:
            failed |= _knock(door, given.seconds // len(doors))
    return 1 if failed else 0


def _knock(door: str, seconds: int) -> int:
    """One door in a process of its own: the fuzzer ends with its process."""
    found, crashes = WORK / door, WORK / "crashes"
    for folder in (found, crashes, CORPUS / door):
        folder.mkdir(parents=True, exist_ok=True)
    words = WORK / f"{door}.dict"
    words.write_text(_dictionary(), encoding="utf-8")
    print(f"--- {door}: {seconds} s", flush=True)
    told = subprocess.run(
        [sys.executable, __file__, "--inside", door, str(found), str(CORPUS / door), f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=2048",
         f"-max_len={LARGEST[door]}", f"-dict={words}", f"-artifact_prefix={crashes}/{door}-", "-print_final_stats=1", "-verbosity=0"],
        check=False, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    lines = told.stderr.splitlines()
    print("\n".join(line for line in lines if "stat::number_of_executed" in line))
    if told.returncode:
        print("\n".join(lines[-40:]))
    return told.returncode


def _inside(door: str, rest: list[str]) -> int:
    import atheris

    sys.path.insert(0, str(ROOT / "tests"))
    with atheris.instrument_imports(include=["transferrules"]):
        from hostile.targets import TARGETS, small_policy

        small_policy()
    atheris.Setup([sys.argv[0], *rest], TARGETS[door])
    atheris.Fuzz()
    return 0


def _reduce(door: str, most: int) -> None:
    """Keep the smallest inputs that between them lead to every line that any of them leads to, as far as the number allows."""
    import coverage

    sys.path.insert(0, str(ROOT / "tests"))
    from hostile.targets import TARGETS, small_policy

    small_policy()
    inputs = sorted(
        {path.read_bytes() for folder in (WORK / door, CORPUS / door) if folder.is_dir() for path in folder.iterdir()},
        key=lambda text: (len(text), text),
    )  # fmt: skip
    reached: list[tuple[bytes, frozenset[object]]] = []
    for text in inputs:
        with tempfile.TemporaryDirectory() as folder:
            watch = coverage.Coverage(
                data_file=f"{folder}/data", branch=True, source=["transferrules"]
            )
            watch.start()
            try:
                TARGETS[door](text)
            finally:
                watch.stop()
            data = watch.get_data()
            lines = frozenset(
                (file, arc) for file in data.measured_files() for arc in data.arcs(file) or ()
            )
        reached.append((text, lines))
    kept: list[bytes] = []
    known: set[object] = set()
    while reached and len(kept) < most:
        best, lines = max(
            reached, key=lambda one: (len(one[1] - known) / (len(one[0]) + 50), one[0])
        )
        if not lines - known:
            break
        kept.append(best)
        known |= lines
        reached = [one for one in reached if one[0] != best]
    folder = CORPUS / door
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for text in kept:
        (folder / hashlib.sha256(text).hexdigest()[:12]).write_bytes(text)
    print(f"{door}: {len(kept)} of {len(inputs)} kept, {sum(map(len, kept))} bytes, {len(known)} branches")  # fmt: skip


def _dictionary() -> str:
    """Words worth trying: those of the language, of the vocabulary and of the small pack."""
    import re

    sys.path.insert(0, str(ROOT / "tests"))
    from engine.small import pack_text
    from hostile.targets import FULL

    words = set(
        re.findall(r"[A-Za-z_][A-Za-z0-9_.]{1,30}|[0-9][0-9-T:]*", pack_text("everything") + FULL)
    )
    return "".join(f'"{word}"\n' for word in sorted(words))


if __name__ == "__main__":
    sys.exit(main())
