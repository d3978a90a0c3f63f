"""`transferrules schema case|pack|decision|scenario`: the JSON Schema, for editors and for products that check before they send."""

import argparse
import json
from collections.abc import Callable
from typing import Any

NAME = "schema"
HELP = "print the JSON Schema of cases, packs, decisions or scenarios"
DESCRIPTION = (
    "Prints a JSON Schema (2020-12), for editors and for products that check before they send."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it asks for."""
    parser.add_argument("what", choices=tuple(_SCHEMAS), help="of what")


def run(given: argparse.Namespace) -> int:
    """Print it."""
    print(json.dumps(_SCHEMAS[given.what](), indent=2, ensure_ascii=False))
    return 0


def _case() -> dict[str, Any]:
    from transferrules.case import case_schema

    return case_schema()


def _pack() -> dict[str, Any]:
    from transferrules.authoring.pack_schema import pack_schema

    return pack_schema()


def _decision() -> dict[str, Any]:
    from transferrules.decision import decision_schema

    return decision_schema()


def _scenario() -> dict[str, Any]:
    from transferrules.authoring.scenarios import scenario_schema

    return scenario_schema()


_SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "case": _case,
    "pack": _pack,
    "decision": _decision,
    "scenario": _scenario,
}
