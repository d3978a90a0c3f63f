"""Transfer policies of children's social care, made executable: where a case should go, when, and what is missing.

A name is imported from its home when it is first used, so that `import transferrules` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from transferrules.authoring.compare import Comparison, compare
    from transferrules.case import Case, load_case
    from transferrules.engine.decide import Decision, Policy
    from transferrules.errors import (
        InvalidCase,
        InvalidPack,
        InvalidScenario,
        TransferRulesError,
        Unreadable,
    )
    from transferrules.pack.load import load_pack, pack_ids

__all__ = [
    "Case",
    "Comparison",
    "Decision",
    "InvalidCase",
    "InvalidPack",
    "InvalidScenario",
    "Policy",
    "TransferRulesError",
    "Unreadable",
    "compare",
    "load_case",
    "load_pack",
    "pack_ids",
]

_HOMES = {
    "Case": "transferrules.case",
    "Comparison": "transferrules.authoring.compare",
    "Decision": "transferrules.engine.decide",
    "InvalidCase": "transferrules.errors",
    "InvalidPack": "transferrules.errors",
    "InvalidScenario": "transferrules.errors",
    "Policy": "transferrules.engine.decide",
    "TransferRulesError": "transferrules.errors",
    "Unreadable": "transferrules.errors",
    "compare": "transferrules.authoring.compare",
    "load_case": "transferrules.case",
    "load_pack": "transferrules.pack.load",
    "pack_ids": "transferrules.pack.load",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return __all__
