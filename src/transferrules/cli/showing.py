"""What the terminal can show: its width, and whether it may be coloured."""

import os
import shutil
import sys

from transferrules.tell.sheet import Look


def look() -> Look:
    """The look for standard output: plain when piped, where `NO_COLOR` is set, and on a terminal that calls itself dumb."""
    width = shutil.get_terminal_size((80, 24)).columns
    colour = (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
    return Look(width, colour)
