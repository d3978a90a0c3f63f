"""Packs and cases spoilt at random: pieces dropped, doubled, exchanged and replaced by what belongs elsewhere, or nowhere.

A spoilt pack is still nearly one, and so comes much further than random text: through the surface, to names, phrases and rules.
"""

import copy
import json
from random import Random
from typing import Any, Final

ODD: Final[tuple[Any, ...]] = (
    "", " ", "none", "true", "0", "-1", "1e9", "99999999999999999999", "any", "all", "this", "this.id", "sender", "today", "birth",
    "on today", "on birth", "2026-02-30", "2026", "0001-01-01", "9999-12-31", "1900-01-01", "2199-12-31T23:59", "2026-03-29T01:30",
    "within 5 working days after the move", "between birth and today", "next panel after next panel after today", "10000 years after birth",
    "the later of today and birth and the move", "not none", "16 or over", "14 to 2", "plan", "plan.started_on", "child", "child.school", "holder",
    "holder.team", "disputes.steps", "services.standing_meetings", "local.x", "a.b.c.d.e", "terms", "routes.by_plan.when", "\u0430lpha",
    "alpha\u200b", "\u202ealpha", "caf\u00e9", "cafe\u0301", "\u0661\u0666 or over", "\uff11 week", "\u00b2", "\U0001f9d2", "x" * 3000, "a." * 200, "[", "{}", "&a", "*a",
    [], {}, [[]], [{}], {"": ""}, {"any_of": []}, {"unless": {}}, [["a", "b"]], {"a": {"b": ["c"]}},
)  # fmt: skip
"""What belongs nowhere, or somewhere else."""

NUMBERS: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1.5, 1e300, 10**400, 2026, float(2026), 20260101,
)  # fmt: skip
"""What JSON has besides words."""

WAYS: Final = (
    ("word",) * 3 + ("phrase",) * 3 + ("odd", "drop", "swap", "key", "new", "twice", "list")
)

Place = tuple[Any, Any]


def places(tree: Any) -> list[Place]:
    """Every list or mapping with each of its keys or positions."""
    found: list[Place] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        steps = list(node) if isinstance(node, dict) else range(len(node))
        for step in steps:
            found.append((node, step))
            if isinstance(node[step], dict | list):
                waiting.append(node[step])
    return found


def spoilt(tree: Any, random: Random, *, times: int, odd: tuple[Any, ...] = ODD) -> Any:
    """A copy in which some things are wrong."""
    tree = copy.deepcopy(tree)
    for _ in range(times):
        found = places(tree)
        if not found:
            break
        node, step = random.choice(found)
        words = [(a, b) for a, b in found if isinstance(a[b], str)] or found
        match random.choice(WAYS):
            case "drop":
                del node[step]
            case "swap":
                other, there = random.choice(found)
                node[step] = copy.deepcopy(other[there])
            case "odd":
                node[step] = copy.deepcopy(random.choice(odd))
            case "key" if isinstance(node, dict):
                node[_key(random, found, odd)] = node.pop(step)
            case "new" if isinstance(node, dict):
                node[_key(random, found, odd)] = copy.deepcopy(random.choice(odd))
            case "twice" if isinstance(node, list):
                node.insert(step, copy.deepcopy(node[step]))
            case "list":
                node[step] = [copy.deepcopy(node[step])]
            case "phrase":
                (node, step), (other, there) = random.choice(words), random.choice(words)
                node[step] = _reworded(random, str(node[step]), other[there])
            case _:  # a word from elsewhere, where one was wanted
                (node, step), (other, there) = random.choice(words), random.choice(words)
                node[step] = copy.deepcopy(other[there])
        if len(json.dumps(tree)) > 200_000:
            break
    return tree


def _key(random: Random, found: list[Place], odd: tuple[Any, ...]) -> str:
    keys = [str(step) for node, step in found if isinstance(node, dict)]
    return random.choice(
        keys if random.random() < 0.7 else [one for one in odd if isinstance(one, str)]
    )


def _reworded(random: Random, text: str, other: Any) -> str:
    """A phrase with one word dropped, doubled or exchanged for one of another phrase."""
    words = text.split() or ["x"]
    others = str(other).split() or ["y"]
    at = random.randrange(len(words))
    words[at : at + random.randrange(2)] = random.choice(
        ([], [words[at]] * 2, [random.choice(others)], [random.choice(others), words[at]])
    )
    return " ".join(words)


def cut(text: str, random: Random) -> str:
    """A text with its end missing, a piece missing, or a few characters of another kind in it."""
    at, length = random.randrange(len(text) + 1), random.randrange(40)
    match random.randrange(3):
        case 0:
            return text[:at]
        case 1:
            return text[:at] + text[at + length :]
    return text[:at] + random.choice([str(one) for one in ODD])[:length] + text[at:]
