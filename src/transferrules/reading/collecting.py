"""Where the readers put what they find wrong, so that all of it can be said at once."""

from collections.abc import Iterable
from typing import NoReturn

from transferrules.errors import Unreadable
from transferrules.reading.faults import Fault, dotted, place_of, tellable
from transferrules.reading.limits import Limits
from transferrules.reading.nodes import NOWHERE, Mark, Scalar, Source, Step, What


class Collector:
    """The faults of one text. `settle` raises them; `stop` adds a last one and raises at once."""

    def __init__(self, name: str, what: What, *, show_found: bool, limits: Limits) -> None:
        self.name = name
        self.what = what
        self.show_found = show_found
        self.limits = limits
        self.text = ""
        self._faults: list[Fault] = []

    def add(
        self,
        kind: str,
        message: str,
        mark: Mark,
        *,
        path: Iterable[Step] = (),
        found: str | None = None,
        nearest: str | None = None,
        length: int = 1,
    ) -> None:
        """Note a fault. Past the cap it says how many were shown and raises."""
        self._add(kind, message, mark, path, found, nearest, length)
        if len(self._faults) >= self.limits.faults:
            self._add(
                "too-many-faults",
                f"Reading stopped here, after {self.limits.faults} faults.",
                mark,
            )
            self.settle()

    def stop(
        self, kind: str, message: str, mark: Mark, *, path: Iterable[Step] = (), length: int = 1
    ) -> NoReturn:
        """Note the fault past which nothing can be read, and raise."""
        self._add(kind, message, mark, path, None, None, length)
        self.settle()
        raise AssertionError("settle raises where there is a fault")

    def settle(self) -> None:
        """Raise what was found, if anything was."""
        if self._faults:
            nothing = Scalar(
                None, True, NOWHERE, NOWHERE
            )  # no tree was finished; an excerpt needs none
            source = Source(self.name, self.text, nothing, self.what, self.show_found)
            faults = sorted(self._faults, key=lambda fault: (fault.line or 0, fault.column or 0))
            raise Unreadable(faults, [source])

    def _add(
        self,
        kind: str,
        message: str,
        mark: Mark,
        path: Iterable[Step] = (),
        found: str | None = None,
        nearest: str | None = None,
        length: int = 1,
    ) -> None:
        line, column = place_of(mark)
        self._faults.append(
            Fault(
                kind,
                message,
                self.name,
                line,
                column,
                dotted(path if self.show_found else map(tellable, path)),
                found if self.show_found else None,
                nearest=nearest,
                length=length,
            )
        )
