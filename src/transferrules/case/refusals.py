"""Refusing a value: what is wrong and what would be right, and never the value itself, which belongs to a child.

Whoever may see it asks for it when the error is shown. A reader reports every fault of a value, each under its own key.
"""

from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from ..reading.limits import DEFAULT


def refuse(
    kind: str, message: str, accepted: Sequence[str] = (), nearest: str | None = None
) -> NoReturn:
    """Refuse a value: what is wrong and what would be right, without the value."""
    context: dict[str, Any] = {"kind": kind}
    if accepted:
        context["accepted"] = tuple(accepted)
    if nearest is not None:
        context["nearest"] = nearest
    raise PydanticCustomError(kind, message, context)


def each(
    items: Sequence[tuple[str | int, Any]], read: Callable[[Any], Any], title: str
) -> list[Any]:
    """Read every item, and report all that are wrong, each under its own key; past the most that are told, none is read."""
    values: list[Any] = []
    wrong: list[InitErrorDetails] = []
    for key, item in items:
        if len(wrong) > DEFAULT.faults:
            break
        try:
            values.append(read(item))
        except PydanticCustomError as error:
            wrong.append(InitErrorDetails(type=error, loc=(key,), input=item))
        except ValidationError as error:
            wrong.extend(nested(error, (key,)))
    if wrong:
        raise ValidationError.from_exception_data(title, wrong, hide_input=True)
    return values


def nested(error: ValidationError, under: tuple[str | int, ...] = ()) -> list[InitErrorDetails]:
    """The faults of an error, ready to be raised again under a longer path; no more of them than are looked at (`validate`)."""
    return [
        InitErrorDetails(
            type=PydanticCustomError(
                fault["type"],
                fault["msg"],
                fault.get("ctx"),
            ),
            loc=under + fault["loc"],
            input=fault["input"],
        )
        for fault in error.errors(include_url=False)[: 10 * DEFAULT.faults]
    ]


def blank() -> NoReturn:
    """Refuse a value that is there and empty."""
    refuse(
        "blank-value",
        "A key without a value is refused: write null for none, or leave the key out for unknown.",
    )
