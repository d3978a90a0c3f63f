"""Survivors that are explained: `survivors.yaml` beside the scenarios.

pack: durham
survivors:
  - mutant: 'duties.consult.due: on or before decided_on -> before decided_on'
    reason: Consulting on the day of the decision or the day before comes to the same in every record that we have.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import Field

from transferrules.errors import InvalidScenario
from transferrules.pack.surface import Part
from transferrules.reading import Fault, Source, fault_at, read, validate

FILE = "survivors.yaml"


class ExplainedPart(Part):
    """One survivor, and why nothing needs to kill it."""

    mutant: str = Field(min_length=1)
    reason: str = Field(min_length=1)


class SurvivorsPart(Part):
    """All that are explained, of one pack."""

    pack: str
    survivors: list[ExplainedPart]


def explained(pack: str, paths: Iterable[Path]) -> Mapping[str, str]:
    """The reasons that stand beside some scenarios, by the id of the mutant.

    Args:
        pack: The pack; what explains survivors of another is passed over.
        paths: The files and folders of scenarios.

    Raises:
        Unreadable: Such a file is not the YAML that we read.
        InvalidScenario: It is, and something in it is wrong.
    """
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in paths)
    found: dict[str, str] = {}
    for folder in folders:
        file = folder / FILE
        if file.is_file():
            found.update(_read(file, pack))
    return found


def _read(file: Path, pack: str) -> Mapping[str, str]:
    source = read(file, what="scenario", name=str(file))
    part, faults = validate(SurvivorsPart, source)
    if part is None:
        raise InvalidScenario(faults, [source])
    if part.pack != pack:
        return {}
    twice = [*_twice(source, part)]
    if twice:
        raise InvalidScenario(twice, [source])
    return {one.mutant: one.reason for one in part.survivors}


def _twice(source: Source, part: SurvivorsPart) -> Iterable[Fault]:
    seen: set[str] = set()
    for index, one in enumerate(part.survivors):
        if one.mutant in seen:
            message = "This mutant is explained already, further up."
            yield fault_at(source, ("survivors", index, "mutant"), "said-twice", message)
        seen.add(one.mutant)
