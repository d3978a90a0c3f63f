"""Facts that one authority alone asks for: named freely, typed by the pack that declares them.

Until a pack is at hand only the name tells the type: `_on` is a day, `_at` a moment. The rest waits for `local_value`.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ..calendars.spans import Days, Instants
from .codes import CodeList
from .dates import read_day, read_moment, whole_day
from .facts import days_of
from .kinds import Kind, Reads
from .refusals import blank, each, refuse
from .values import read_code, read_id, read_list
from .writing import written


@dataclass(frozen=True, slots=True)
class ReadsLocal:
    """How `local` is read; stands in the field's type and is its pydantic schema."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            read_local,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda given: {name: written(value) for name, value in given.items()}
            ),
        )


def read_local(given: Any) -> dict[str, Any]:
    """The local facts, each read as far as its name tells."""
    if not isinstance(given, Mapping):
        refuse("wrong-type", "Local facts are keys, each with a value.")
    named = [(name, (name, value)) for name, value in given.items()]
    return dict(each(named, _one(given), "local"))


def _one(all_given: Mapping[Any, Any]) -> Any:
    def read(pair: tuple[Any, Any]) -> tuple[str, Any]:
        name, value = read_id(pair[0]), pair[1]
        if name.endswith("_on") and f"{name[:-3]}_at" in all_given:
            refuse(
                "given-twice",
                "A day or a moment is given once: under the name in `_on` or the one in `_at`.",
            )
        return name, None if value is None else _read(name, value)

    return read


def _read(name: str, value: Any) -> Any:
    if name.endswith("_on"):
        return read_day(value)
    if name.endswith("_at"):
        return read_moment(value)
    if isinstance(value, (list, tuple)):
        return read_list(value, _plain, "local")
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        blank()
    if not isinstance(value, (str, bool, int, float)):
        refuse("wrong-type", "A local fact is text, a number, true or false, a date, or a list.")
    return value


def _as_days(value: Any) -> Days:
    """A day, whatever its name told of it: only a name in `_on` or `_at` was read as a date before."""
    if isinstance(value, Instants):
        return days_of(value)
    return value if isinstance(value, Days) else read_day(value)


def _as_instants(value: Any) -> Instants:
    if isinstance(value, Instants):
        return value
    if not isinstance(value, Days):
        with suppress(PydanticCustomError):
            return read_moment(value)
    return whole_day(_as_days(value))


def local_value(value: Any, kind: Kind, codes: CodeList | None = None) -> Any:
    """A local fact as the pack that declares it means it.

    Args:
        value: The fact as it stands in `Case.facts()["local"]`.
        kind: The kind that the pack declares.
        codes: The pack's own list, for codes.

    Raises:
        ValueError: When it is no such thing; the message does not hold the value.
    """
    if value is None:
        return None
    if kind is Kind.DATE:
        return _as_days(value)
    if kind is Kind.MOMENT:
        return _as_instants(value)
    if kind is Kind.CODE and codes is not None:
        return str(read_code(value, codes))
    if kind is Kind.CODES and codes is not None:
        return tuple(
            str(one) for one in read_list(value, lambda one: read_code(one, codes), "local")
        )
    return Reads(kind, bounds=(-(10**9), 10**9)).reader()(value)
