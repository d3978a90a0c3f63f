"""What a case says that cannot be: checked on what was given, so that it is reported along with everything else."""

from typing import Any

from pydantic_core import InitErrorDetails


def contradictions(given: Any) -> list[InitErrorDetails]:
    """The contradictions in a snapshot, each with its place."""
    return []
