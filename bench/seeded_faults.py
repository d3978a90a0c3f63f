"""Put each deliberate fault of `tests/seeded_faults/faults.yaml` into a copy of the project, and see whether the tests notice.

    python bench/seeded_faults.py                    all that have not been tried yet
    python bench/seeded_faults.py --only override    those whose id holds a word
    python bench/seeded_faults.py --again            all, whatever was found out before
    python bench/seeded_faults.py --named-only       without the rest of the fast tests where the named ones pass

The tests named beside a fault run first; only where they pass does the rest of the fast suite. What was found out is kept in
`.seeded_faults.jsonl` and counts as long as the fault and the file that it changes stay as they are. Ends in 1 if a fault survives.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
LIST = ROOT / "tests" / "seeded_faults" / "faults.yaml"
LOG = ROOT / ".seeded_faults.jsonl"
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "htmlcov", "*.pyc")


def main() -> int:
    """Try what is asked for, and say how many were noticed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", action="append", default=[], metavar="WORD")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--named-only", action="store_true")
    given = parser.parse_args()
    faults = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    chosen = [f for f in faults if not given.only or any(word in f["id"] for word in given.only)]
    known = {} if given.again else _known()
    survived = []
    with tempfile.TemporaryDirectory(prefix="seeded-") as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        for fault in chosen:
            key = _key(fault)
            found = known.get(key)
            if found is None:
                found = _try(copy, fault, named_only=given.named_only)
                with LOG.open("a", encoding="utf-8") as log:
                    log.write(json.dumps({"key": key, **found}) + "\n")
            print(f"{fault['id']:40} {found['fate']:9} {found['by']}", flush=True)
            if found["fate"] != "caught":
                survived.append(fault["id"])
    caught = len(chosen) - len(survived)
    print(f"\n{caught} of {len(chosen)} caught ({100 * caught / max(len(chosen), 1):.0f}%)")
    return 1 if survived else 0


def _try(copy: Path, fault: dict[str, Any], *, named_only: bool) -> dict[str, Any]:
    target = copy / "src" / "transferrules" / fault["file"]
    sound = target.read_text(encoding="utf-8")
    if sound.count(fault["old"]) != 1:
        return {"id": fault["id"], "fate": "stale", "by": "its old text does not stand there once"}
    target.write_text(sound.replace(fault["old"], fault["new"]), encoding="utf-8")
    begun = time.monotonic()
    try:
        by = _failing(copy, fault["tests"], "-n0")
        if by is None and not named_only:
            by = _failing(copy, ["tests"], "-nauto")
    finally:
        target.write_text(sound, encoding="utf-8")
    return {
        "id": fault["id"],
        "fate": "survived" if by is None else "caught",
        "by": by or "",
        "seconds": round(time.monotonic() - begun, 1),
    }


def _failing(copy: Path, tests: list[str], workers: str) -> str | None:
    """The first test that fails; None where all pass. Tests that hang have noticed too."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", workers, "-p", "no:cacheprovider", "-m", "not slow", "--no-header", *tests]  # fmt: skip
    # The copy comes before the package as it is installed, and compiled files of the sound text are not taken for the faulty one.
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"}  # fmt: skip
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, timeout=1200, check=False)  # fmt: skip
    except subprocess.TimeoutExpired:
        return "a test that does not end"
    if done.returncode == 0:
        return None
    if done.returncode not in (1, 2):
        raise SystemExit(f"pytest itself fails:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    lines = done.stdout.splitlines()
    named = (line.split()[1] for line in lines if line.startswith(("FAILED ", "ERROR ")))
    return next(named, "collecting")


def _known() -> dict[str, dict[str, Any]]:
    if not LOG.exists():
        return {}
    found = [json.loads(line) for line in LOG.read_text(encoding="utf-8").splitlines()]
    return {one["key"]: one for one in found if one["fate"] == "caught"}


def _key(fault: dict[str, Any]) -> str:
    text = (ROOT / "src" / "transferrules" / fault["file"]).read_text(encoding="utf-8")
    return hashlib.sha256(json.dumps([fault, text]).encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
