"""Files written whole or not at all."""

import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Put a text where a file is or will be: whatever happens in between, the old file is there or the new one.

    It is written beside it, brought to the disk and renamed. Who is killed outright leaves the file beside it, `.NAME.…`, and no other harm.
    """
    path = path.resolve()
    # No number of a process: inside containers it is the same every time, and the file that one left would be in the way of the next.
    beside = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
