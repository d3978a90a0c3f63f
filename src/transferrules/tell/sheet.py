"""The page that an answer is written on: wrapped to a width, inked only where that is wanted.

Everything is wrapped before it is inked, so colour never costs a column, and everything is made printable first: a title or a value
that holds an escape sequence reaches no terminal.
"""

import textwrap
from dataclasses import dataclass
from enum import StrEnum

from transferrules.reading.faults import printable

NARROWEST, WIDEST = 24, 100
_COLUMN = 18  # of labels; below `_TWO_COLUMNS` labels stand on a line of their own
_TWO_COLUMNS = 60
_OFF = "\x1b[0m"


class Ink(StrEnum):
    """How a line stands out on a terminal. Nothing is told by ink alone."""

    STRONG = "\x1b[1m"
    FAINT = "\x1b[2m"
    GOOD = "\x1b[32m"
    BAD = "\x1b[31m"
    OPEN = "\x1b[33m"


@dataclass(frozen=True, slots=True)
class Look:
    """How to write.

    Attributes:
        width: Columns; taken as no fewer than 24 and no more than 100, past which lines tire the eye.
        colour: Whether lines may be inked.
    """

    width: int = 80
    colour: bool = False


class Sheet:
    """Lines, in order."""

    def __init__(self, look: Look) -> None:
        self._width = max(NARROWEST, min(look.width, WIDEST))
        self._colour = look.colour
        self._lines: list[str] = []

    def __len__(self) -> int:
        """How many lines it has."""
        return len(self._lines)

    def text(self) -> str:
        """The whole page, ended by a line end."""
        return "\n".join(self._lines).strip("\n") + "\n"

    def gap(self) -> None:
        """A blank line, unless there is one."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def heading(self, text: str) -> None:
        """The title of a part."""
        self.gap()
        self.paragraph(text, ink=Ink.STRONG)

    def paragraph(
        self, text: str, *, indent: int = 0, mark: str = "", ink: Ink | None = None
    ) -> None:
        """A paragraph; its mark stands before it, and its other lines under its first word."""
        start = " " * indent + mark
        lines = textwrap.wrap(
            printable(" ".join(text.split())),
            self._width,
            initial_indent=start,
            subsequent_indent=" " * len(start),
            break_on_hyphens=False,
        )
        self._lines += [self._inked(line, ink) for line in lines or [start.rstrip()]]

    def item(self, text: str, *, indent: int = 2, ink: Ink | None = None) -> None:
        """One thing of a list."""
        self.paragraph(text, indent=indent, mark="- ", ink=ink)

    def labelled(self, label: str, text: str, *, indent: int = 2, ink: Ink | None = None) -> None:
        """A label and what it says, side by side where there is room."""
        if self._width < _TWO_COLUMNS:
            self.paragraph(f"{label}: {text}", indent=indent, ink=ink)
        else:
            self.paragraph(text, indent=indent, mark=f"{label:<{_COLUMN}}", ink=ink)

    def verbatim(self, text: str, *, indent: int = 2) -> None:
        """A line that is made to be copied: never wrapped."""
        self._lines.append(" " * indent + printable(text))

    def _inked(self, line: str, ink: Ink | None) -> str:
        if ink is None or not self._colour:
            return line
        begin = len(line) - len(line.lstrip())
        return f"{line[:begin]}{ink}{line[begin:]}{_OFF}"
