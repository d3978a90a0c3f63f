"""Whatever arrives at a door is answered, or refused with an error of the package; never anything else."""

import json
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from engine.small import pack_text, whole
from hostile.mangling import NUMBERS, ODD, cut, spoilt
from hostile.targets import FULL, case_door, json_door, pack_door, phrase_door, yaml_door
from reading.strategies import markup
from transferrules.pack.load import pack_path

randoms = st.randoms(use_true_random=False)
bounded = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)  # fmt: skip

SMALL: dict[str, Any] = yaml.load(pack_text("everything"), Loader=yaml.BaseLoader)
CASES: list[Any] = [whole(), json.loads(json.dumps(yaml.load(FULL, Loader=yaml.BaseLoader)))]
SAID = (
    "within at least more less than on before after or else between and the earlier later of today birth 16th birthday move point 30 June in "
    "school year 11 next panel 5 working calendar days weeks hours 6 months not none recorded complete includes only same as under over 14 to "
    "plan.started_on this.held_on parent. . -1 ½ ５"
)
WORDS = SAID.split()


def as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@given(st.binary() | (markup | st.text()).map(as_bytes))
def test_yaml_is_read_or_refused(given_bytes: bytes) -> None:
    yaml_door(given_bytes)


@given(st.binary() | st.text().map(as_bytes), randoms)
def test_json_is_read_or_refused(given_bytes: bytes, random: Random) -> None:
    json_door(given_bytes)
    json_door(as_bytes(cut(json.dumps(CASES[1]), random)))


@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.text(max_size=60), randoms)
@example("next panel after " * 70 + "today", Random(0))
@example("not " * 200 + "none", Random(0))
@example("1 " * 499, Random(0))
@example("9" * 999 + " days after birth", Random(0))
def test_phrases_and_tests_are_read_or_refused_and_mean_what_they_say(
    text: str, random: Random
) -> None:
    phrase_door(as_bytes(text))
    phrase_door(as_bytes(cut(text, random)))


@bounded
@given(randoms, st.integers(0, 4))
def test_a_spoilt_case_is_answered_or_refused(random: Random, times: int) -> None:
    tree = spoilt(random.choice(CASES), random, times=times, odd=ODD + NUMBERS)
    case_door(as_bytes(json.dumps(tree)))


@bounded
@given(randoms, st.integers(1, 4))
def test_a_spoilt_pack_is_resolved_or_refused(random: Random, times: int) -> None:
    pack_door(as_bytes(json.dumps(spoilt(SMALL, random, times=times))))


@bounded
@given(randoms)
def test_a_pack_cut_anywhere_is_resolved_or_refused(random: Random) -> None:
    pack_door(as_bytes(cut(pack_text("everything"), random)))


@pytest.mark.parametrize("name", ["durham", "hull", "leicestershire", "nottingham", "barking_dagenham"])  # fmt: skip
def test_a_spoilt_piece_of_a_real_pack_is_resolved_or_refused(name: str) -> None:
    """A few rules of each section, with all the names that the pack declares, spoilt: a whole pack takes too long to do often."""
    whole_pack = yaml.load(pack_path(name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    del whole_pack["register"], whole_pack["readings"]
    random = Random(name)
    for _ in range(8):
        piece = {**whole_pack}
        for section in ("terms", "routes", "blocks", "duties", "checklists", "advice"):
            kept = sorted(whole_pack.get(section, {}))
            chosen = random.sample(kept, min(len(kept), 40 if section == "terms" else 3))
            piece[section] = {rule: whole_pack[section][rule] for rule in chosen}
        pack_door(as_bytes(json.dumps(spoilt(piece, random, times=random.randrange(3)))))
