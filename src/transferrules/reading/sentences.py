"""What pydantic found, in our own sentences.

One function a kind of error. They are written for someone who wrote a policy or exports cases, so they speak of text, lists, and keys and
values. They hold the value only where the source may be shown.
"""

import re
from collections.abc import Mapping as AbstractMapping
from typing import Any

from transferrules.reading.nodes import Mapping, Node, Scalar, Sequence

_TEXT, _LIST, _KEYS = "text", "a list", "keys and values"
_DATE = "a date, such as 2026-03-01"
_MOMENT = "a date and time, such as 2026-03-01T16:30"

# The beginning of pydantic's name of an error to what was wanted.
_WANTED = {
    "string_type": _TEXT,
    "string_sub_type": _TEXT,
    "string_unicode": _TEXT,
    "int_": "a whole number",
    "float_": "a number",
    "decimal_": "a number",
    "bool_": "`true` or `false`",
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "iterable_type": _LIST,
    "dict_type": _KEYS,
    "mapping_type": _KEYS,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
    "dataclass_type": _KEYS,
    "none_required": "`null`",
    "datetime_": _MOMENT,
    "timezone_": _MOMENT,
    "date_": _DATE,
    "time_delta_": "a length of time",
    "time_": "a time, such as 16:30",
}
_FORMS = {
    r"^[a-z][a-z0-9_]*$": "small letters, digits and `_`, with a letter first",
    r"^[a-z0-9_]+$": "small letters, digits and `_`",
}


def wanted(kind: str) -> str | None:
    """What was wanted, of an error about the type of a value; None for other errors."""
    for beginning, name in _WANTED.items():
        if kind == beginning or (beginning.endswith("_") and kind.startswith(beginning)):
            return name
    return None


def wrong_type(names: list[str], node: Node) -> str:
    """The sentence for a value of the wrong type, given everything that would do."""
    there = found_type(node)
    told = _either(names)
    written_as_text = there == _TEXT and any("such as" in name for name in names)
    if there in names or written_as_text:
        return f"This should be {told}."
    return f"This should be {told}, not {there}."


def found_type(node: Node) -> str:
    """What stands there, in a word."""
    match node:
        case Mapping():
            return _KEYS
        case Sequence():
            return _LIST
        case Scalar(value=None):
            return "`null`"
        case Scalar(value=bool()):
            return "a truth value"
        case Scalar(value=int() | float()):
            return "a number"
    return _TEXT


def fits(kind: str, node: Node) -> bool:
    """Whether an error of this kind speaks to something of the shape that stands there.

    A word that is no date was probably meant for one; a list in the place of a date belongs to another branch of a union.
    """
    name = wanted(kind)
    if kind in ("literal_error", "enum"):
        return isinstance(node, Scalar) and node.value is not None
    if name in (_LIST, _KEYS, _TEXT, "`null`"):
        return found_type(node) == name
    return name is None or (isinstance(node, Scalar) and node.value is not None)


def accepted_of(kind: str, context: AbstractMapping[str, Any]) -> tuple[str, ...]:
    """The words that a choice accepts."""
    if kind not in ("literal_error", "enum"):
        return ()
    return tuple(re.findall(r"'([^']*)'", str(context.get("expected", ""))))


def constraint(kind: str, context: AbstractMapping[str, Any]) -> str | None:
    """The sentence for a value of the right type that is too small, too long or of the wrong form."""
    match kind:
        case "too_short" | "too_long":
            bound = "at least" if kind == "too_short" else "at most"
            limit = context.get("min_length" if kind == "too_short" else "max_length")
            return f"This should have {bound} {_count(limit, 'item')}; it has {_count(context.get('actual_length'))}."
        case "string_too_short":
            return f"This should have at least {_count(context.get('min_length'), 'character')}."
        case "string_too_long":
            return f"This should have at most {_count(context.get('max_length'), 'character')}."
        case "string_pattern_mismatch":
            form = _FORMS.get(str(context.get("pattern")))
            return (
                f"This should be written in {form}."
                if form
                else "This is not of the form expected here."
            )
        case "greater_than":
            return f"This should be more than {context.get('gt')}."
        case "greater_than_equal":
            return f"This should be at least {context.get('ge')}."
        case "less_than":
            return f"This should be less than {context.get('lt')}."
        case "less_than_equal":
            return f"This should be at most {context.get('le')}."
        case "multiple_of":
            return f"This should be a multiple of {context.get('multiple_of')}."
        case "finite_number":
            return "This number is too large to be one."
    return None


def _count(number: object, noun: str = "") -> str:
    if not noun:
        return "none" if number in (0, None) else str(number)
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _either(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last
