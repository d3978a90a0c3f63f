"""What the coverage-guided run kept, knocking again at the doors to which it led: nothing comes out of them that should not."""

from pathlib import Path

import pytest

from hostile.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"
FILES = sorted(path for path in CORPUS.glob("*/*") if path.is_file())


@pytest.mark.parametrize("door", sorted(TARGETS))
def test_the_corpus_is_answered_or_refused(door: str) -> None:
    own = [path for path in FILES if path.parent.name == door]
    assert own
    for path in own:
        TARGETS[door](path.read_bytes())


def test_the_corpus_stays_small() -> None:
    assert len(FILES) <= 200
    assert sum(path.stat().st_size for path in FILES) <= 200_000
    assert {path.parent.name for path in FILES} == set(TARGETS)
