"""The command line, run as a user runs it: a process of its own, away from the checkout's folder."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "durham_care_order_at_home.yaml"
AS_OF = "2026-11-22"


def run(
    *words: str | Path, text: str | None = None, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What a command prints and how it ends."""
    return subprocess.run(
        [sys.executable, "-m", "transferrules", *map(str, words)],
        input=text,
        stdin=subprocess.DEVNULL if text is None else None,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        timeout=60,
        check=False,
    )
