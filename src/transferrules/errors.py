"""The errors of the package.

    TransferRulesError          anything below
    ├── Unreadable              the text is not YAML or JSON as we read it; nothing was understood
    ├── InvalidCase             readable, but no case of the common vocabulary
    ├── InvalidPack             readable, but no policy: a wrong key, an unknown name, a broken phrase
    └── InvalidScenario         readable, but no scenario

Each carries every fault that was found, not the first only; ``str()`` renders them all.
INVARIANT: an error about a case holds no value of that case, unless whoever read it asked for values
(`Source.show_found`): neither in its faults nor in the sources it keeps for its excerpts.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # reading raises these errors, so it may not be imported while they are made
    from transferrules.reading.faults import Fault
    from transferrules.reading.nodes import Source


class TransferRulesError(Exception):
    """What every error of this package is.

    Attributes:
        faults: What is wrong, in the order of the text.
        sources: The texts to take excerpts from; those that must not be shown are left out.
    """

    faults: "tuple[Fault, ...]"
    sources: "tuple[Source, ...]"

    def __init__(self, faults: "Iterable[Fault]", sources: "Iterable[Source]" = ()) -> None:
        self.faults = tuple(faults)
        self.sources = tuple(source for source in sources if source.show_found)
        super().__init__(self.faults)

    def __str__(self) -> str:
        from transferrules.reading.faults import render

        return render(self.faults, self.sources, show_found=True)


class Unreadable(TransferRulesError):
    """The text could not be read at all: bytes, syntax, or a construct outside the safe subset."""


class InvalidCase(TransferRulesError):
    """The text was read, and is not a case."""


class InvalidPack(TransferRulesError):
    """The text was read, and is not a policy pack."""


class InvalidScenario(TransferRulesError):
    """The text was read, and is not a scenario."""
