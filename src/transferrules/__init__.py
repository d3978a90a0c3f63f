"""Transfer policies of children's social care, made executable: where a case should go, when, and what is missing."""

from transferrules.case import Case, load_case
from transferrules.engine.decide import Decision, Policy
from transferrules.errors import (
    InvalidCase,
    InvalidPack,
    InvalidScenario,
    TransferRulesError,
    Unreadable,
)
from transferrules.pack.load import pack_ids
from transferrules.pack.load import read_pack as load_pack

__all__ = [
    "Case",
    "Decision",
    "InvalidCase",
    "InvalidPack",
    "InvalidScenario",
    "Policy",
    "TransferRulesError",
    "Unreadable",
    "load_case",
    "load_pack",
    "pack_ids",
]
