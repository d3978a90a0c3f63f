"""The two grammars of the pack language as JSON Schema, for editors.

They say nearly what `language` says: a phrase that `language` takes matches here. The converse holds but for what a pattern cannot say (a month's days,
the order of units, years after birth), which is left to the check. ECMA 262, as JSON Schema asks: no look-behind, no named groups.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from transferrules.language.syntax import Unit
from transferrules.language.words import MONTHS

NAME: Final = "[a-z][a-z0-9]*(_[a-z0-9]+)*"
PATH: Final = rf"{NAME}(\.{NAME})*"
CODE: Final = "[A-Za-z0-9]+([_-]+[A-Za-z0-9]+)*"


def _either(*parts: str) -> str:
    return f"({'|'.join(parts)})"


AMOUNT: Final = rf"[0-9]+ {_either(*Unit)}s?( [0-9]+ {_either(*Unit)}s?)*"
_ANCHOR: Final = _either(
    PATH,
    "[0-9]+(st|nd|rd|th) birthday",
    "the move",
    "the point",
    f"[0-9]+ {_either(*MONTHS)} in school year [0-9]+",
)
_ANY_ANCHOR: Final = _either(_ANCHOR, f"next {NAME} after {_ANCHOR}")
BASIC: Final = f"({AMOUNT} (after|before) )?{_ANY_ANCHOR}"
DATE: Final = _either(
    f"{BASIC}( or else {BASIC})*", f"the (earlier|later) of {BASIC}( and {BASIC})+"
)

TIMING: Final = MappingProxyType(
    {
        f"on {DATE}": "That very day: `on plan.started_on`",
        f"before {DATE}": "Any earlier day: `before plan.started_on`",
        f"after {DATE}": "Any later day: `after plan.started_on`",
        f"on or before {DATE}": "Up to that day: `on or before the move`",
        f"on or after {DATE}": "From that day on: `on or after 16th birthday`",
        f"within {AMOUNT} (after|before|of) {DATE}": "So near to it: `within 5 working days after plan.started_on`",
        f"at least {AMOUNT} (after|before) {DATE}": "So far from it, or further: `at least 12 months after order.granted_on`",
        f"more than {AMOUNT} (after|before) {DATE}": "Further than so from it: `more than 2 weeks after the move`",
        f"less than {AMOUNT} (after|before) {DATE}": "Nearer than so to it: `less than 12 months after order.granted_on`",
        f"between {BASIC} and {BASIC}": "From one to another, both in: `between 1 March in school year 11 and child.school.last_gcse_on`",
    }
)
"""Each form of a timing phrase, and what it means."""

NUMBERS: Final = MappingProxyType(
    {
        "[0-9]+": "This number: `11`",
        "[0-9]+ or over": "This or a greater one: `16 or over`",
        "under [0-9]+": "A smaller one: `under 18`",
        "[0-9]+ to [0-9]+": "From one to another, both in: `14 to 17`",
    }
)
"""Each form of a test of a number, and what it means."""

PRESENCE: Final = ("none", "recorded")
DOTTED: Final = r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+"
SAME_AS: Final = f"(same as {PATH}|(in|includes|only) {DOTTED})"
OPENING: Final = (
    r"(24 hours of each working day|[0-9]{1,2}:[0-9]{2} to [0-9]{1,2}:[0-9]{2} of each working day)"
)
DAY: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def whole(pattern: str) -> str:
    """The pattern for the whole of a value; where it has a space, any white space will do."""
    return f"^({pattern})$".replace(" ", r"\s+")


def matches(pattern: str, about: str | None = None) -> dict[str, object]:
    """The schema of a text that follows a pattern."""
    found: dict[str, object] = {"type": "string", "pattern": whole(pattern)}
    return found if about is None else found | {"description": about}


# --- tests -------------------------------------------------------------------------------------


def titled(meanings: Mapping[str, str]) -> dict[str, Any]:
    """One of some words, each with what it means."""
    return {"anyOf": [{"const": word, "description": about} for word, about in meanings.items()]}


def _words(schema: dict[str, Any]) -> list[str] | None:
    """The words that a schema lists; none where it does not list them."""
    if "enum" in schema:
        return [word for word in schema["enum"] if isinstance(word, str)]
    if "anyOf" in schema and all("const" in one for one in schema["anyOf"]):
        return [one["const"] for one in schema["anyOf"]]
    return None


def _prefixed(before: str, schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The same with a word before it."""
    words = _words(schema)
    if words is not None:
        return [{"enum": [f"{before} {word}" for word in words]}] if words else []
    if "pattern" in schema:
        return [{"type": "string", "pattern": schema["pattern"].replace("^", rf"^{before}\s+", 1)}]
    if "anyOf" in schema:
        return [one for each in schema["anyOf"] for one in _prefixed(before, each)]
    return []


def members(member: dict[str, Any]) -> list[dict[str, Any]]:
    """That a list includes such a member, or has only such members."""
    return [*_prefixed("includes", member), *_prefixed("only", member)]


def tests(simple: list[dict[str, Any]]) -> dict[str, Any]:
    """A test: one of some simple ones, its opposite, or a list of them."""
    simple = [*simple, {"enum": list(PRESENCE)}, {"type": "string", "pattern": whole(SAME_AS)}]
    opposite = [one for each in simple for one in _prefixed("not", each)]
    any_one = {
        "type": "array",
        "items": {"anyOf": simple},
        "minItems": 1,
        "description": "Any one of these",
    }
    return {"anyOf": [*simple, *opposite, any_one]}
