"""The names of lists in `incomplete`: any list of records, by its path."""

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .refusals import refuse
from .values import read_list, read_text


@dataclass(frozen=True, slots=True)
class ReadsListNames:
    """How `incomplete` is read; stands in the field's type and is its pydantic schema."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda given: read_list(given, _list_name, "incomplete"),
            serialization=core_schema.plain_serializer_function_ser_schema(list),
        )


def _list_name(given: Any) -> str:
    from ..reading.faults import nearest
    from .vocabulary import list_names

    text, names = read_text(given), list_names()
    if text not in names:
        refuse(
            "unknown-code",
            "This is no list of the snapshot; a list inside records is named by its path, such as "
            "disputes.steps.",
            names,
            nearest(text, names),
        )
    return text
