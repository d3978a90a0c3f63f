"""The engine knows no authority: what is particular to one stands in its pack."""

import re
from pathlib import Path

import pytest

import transferrules
from transferrules import load_pack, pack_ids

SOURCE = Path(transferrules.__file__).parent
FOLDERS = ("calendars", "language", "pack", "engine", "reference")


def names_of_one_authority() -> set[str]:
    """Ids of packs, and of the teams and documents that a pack declares, as far as they are no common words."""
    names = set(pack_ids())
    for pack in map(load_pack, pack_ids()):
        names |= set(pack.teams)
    return {name for name in names if "_" in name or name in pack_ids()}


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_module_of_the_engine_names_an_authority_or_its_teams(folder: str) -> None:
    words = names_of_one_authority()
    found = {
        (module.name, word)
        for module in (SOURCE / folder).rglob("*.py")
        for word in re.findall(r"[a-z][a-z0-9_]+", module.read_text(encoding="utf-8").lower())
        if word in words
    }
    assert not found
