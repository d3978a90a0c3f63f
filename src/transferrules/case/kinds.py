"""The kinds of field, and what a declaration in a record says about one.

A record declares a field by its type, which says how it is read, and by `fact`, which says what it means and what to ask
a person for it. Both are read once by `vocabulary`; nothing about a field is written down twice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field as ModelField
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ..calendars.spans import Days, Instants
from . import dates, values
from .absent import ABSENT, Maybe
from .refusals import blank, refuse
from .values import Code, Party
from .writing import written, written_school_year


class Kind(StrEnum):
    """What sort of thing a field holds."""

    DATE = "date"
    MOMENT = "moment"
    CODE = "code"
    CODES = "codes"
    PARTY = "party"
    PARTIES = "parties"
    TEAM = "team"
    TEAMS = "teams"
    PERSON = "person"
    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "true/false"
    IDS = "ids"
    ROLE = "role"
    AREA = "area"
    RULE = "rule"
    SCHOOL_YEAR = "school year"
    RECORD = "record"
    RECORDS = "records"


Reader = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Reads:
    """How one field is read; stands in the field's type and is its pydantic schema.

    Attributes:
        kind: The kind of field.
        codes: The id of its code list.
        bounds: The least and the greatest number.
        day_of: Whether this is the `_on` name of a moment, which takes a day.
        sure: Whether none is refused.
    """

    kind: Kind
    codes: str | None = None
    bounds: tuple[int, int] | None = None
    day_of: bool = False
    sure: bool = False

    def reader(self) -> Reader:
        """The function that reads a value that is not none."""
        if self.kind is Kind.CODES:
            return _many(self._code(), "codes")
        if self.kind is Kind.CODE:
            return self._code()
        if self.kind is Kind.NUMBER:
            assert self.bounds is not None
            least, most = self.bounds
            return lambda given: values.read_number(given, least, most)
        if self.day_of:
            return dates.read_day
        return _READERS[self.kind]

    def _code(self) -> Reader:
        from .lists import CODE_LISTS

        assert self.codes is not None
        listed = CODE_LISTS[self.codes]
        return lambda given: values.read_code(given, listed)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        inner = core_schema.no_info_plain_validator_function(
            self.reader(),
            serialization=core_schema.plain_serializer_function_ser_schema(
                written_school_year if self.kind is Kind.SCHOOL_YEAR else written
            ),
        )
        return inner if self.sure else core_schema.nullable_schema(inner)


@dataclass(frozen=True, slots=True)
class Holds:
    """That a field holds a record, or a list of them; stands in the field's type and is its pydantic schema."""

    record: type[Any]
    many: bool
    sure: bool = False

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        inner: CoreSchema = core_schema.no_info_before_validator_function(
            _keys_and_values, handler.generate_schema(self.record)
        )
        if self.many:
            inner = core_schema.no_info_before_validator_function(
                _list_of_records, core_schema.tuple_variable_schema(inner)
            )
        return inner if self.sure else core_schema.nullable_schema(inner)


def _keys_and_values(given: Any) -> Any:
    if isinstance(given, str) and not given.strip():
        blank()
    if given is None:
        refuse("wrong-type", "A list has no none in it: leave the record out.")
    if isinstance(given, (str, bool, int, float, list, tuple)):
        refuse("wrong-type", "A record is wanted here: keys, each with a value.")
    return given


def _list_of_records(given: Any) -> Any:
    if isinstance(given, str) and not given.strip():
        blank()
    if not isinstance(given, (list, tuple)):
        refuse("list-wanted", "A list of records is wanted here, even for one.")
    return given


def _many(read: Reader, title: str) -> Reader:
    return lambda given: values.read_list(given, read, title)


_READERS: Mapping[Kind, Reader] = {
    Kind.DATE: dates.read_day,
    Kind.MOMENT: dates.read_moment,
    Kind.PARTY: values.read_party,
    Kind.PARTIES: _many(values.read_party, "parties"),
    Kind.TEAM: values.read_id,
    Kind.TEAMS: _many(values.read_id, "teams"),
    Kind.PERSON: values.read_text,
    Kind.TEXT: values.read_text,
    Kind.BOOLEAN: values.read_truth,
    Kind.IDS: _many(values.read_text, "ids"),
    Kind.ROLE: values.read_id,
    Kind.AREA: values.read_id,
    Kind.RULE: values.read_id,
    Kind.SCHOOL_YEAR: dates.read_school_year,
}

Day = Annotated[Maybe[Days], Reads(Kind.DATE)]
DayOfMoment = Annotated[Maybe[Days], Reads(Kind.MOMENT, day_of=True)]
Moment = Annotated[Maybe[Instants], Reads(Kind.MOMENT)]
Who = Annotated[Maybe[Party], Reads(Kind.PARTY)]
People = Annotated[Maybe[tuple[Party, ...]], Reads(Kind.PARTIES)]
Team = Annotated[Maybe[str], Reads(Kind.TEAM)]
Teams = Annotated[Maybe[tuple[str, ...]], Reads(Kind.TEAMS)]
Person = Annotated[Maybe[str], Reads(Kind.PERSON)]
Text = Annotated[Maybe[str], Reads(Kind.TEXT)]
Truth = Annotated[Maybe[bool], Reads(Kind.BOOLEAN)]
Ids = Annotated[Maybe[tuple[str, ...]], Reads(Kind.IDS)]
Role = Annotated[Maybe[str], Reads(Kind.ROLE)]
Area = Annotated[Maybe[str], Reads(Kind.AREA)]
Rule = Annotated[Maybe[str], Reads(Kind.RULE)]
SchoolYear = Annotated[Maybe[int], Reads(Kind.SCHOOL_YEAR)]
ACode = Maybe[Code]
Codes = Maybe[tuple[Code, ...]]
Number = Maybe[int]


def code(list_id: str) -> Reads:
    """A code of that list."""
    return Reads(Kind.CODE, codes=list_id)


def codes(list_id: str) -> Reads:
    """A list of codes of that list."""
    return Reads(Kind.CODES, codes=list_id)


def whole(least: int, most: int) -> Reads:
    """A whole number within bounds, both included."""
    return Reads(Kind.NUMBER, bounds=(least, most))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What `fact` says about a field, beside its type. The attributes are explained at `vocabulary.Field`."""

    question: str
    standard: str = ""
    ahead: bool = False
    happens_with: str | None = None
    expected_by: str | None = None
    unit: str | None = None
    not_before: str | None = None


def fact(
    description: str,
    question: str,
    example: Any,
    standard: str = "",
    *,
    key: str | None = None,
    ahead: bool = False,
    happens_with: str | None = None,
    expected_by: str | None = None,
    unit: str | None = None,
    not_before: str | None = None,
) -> Any:
    """Declare a field of a record: what it means, what to ask a person for it, and an example.

    `key` is its name in a case where that is a word that Python keeps for itself.
    """
    meaning = Meaning(question, standard, ahead, happens_with, expected_by, unit, not_before)
    return ModelField(
        default=ABSENT,
        alias=key,
        description=description,
        examples=[example],
        json_schema_extra={"meaning": meaning},  # type: ignore[dict-item]
    )


def day_of() -> Any:
    """Declare the `_on` name of the moment that follows, whose `_at` name says what it means."""
    return ModelField(default=ABSENT)
