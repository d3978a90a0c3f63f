"""The vocabulary: every field that a pack may name, read off the models.

Pack checking asks `lookup`, the generated reference and the JSON Schema walk `RECORD_TYPES`. Nothing is written down here
that the records do not already say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from pydantic.fields import FieldInfo

from .codes import CodeList as CodeList
from .codes import Years as Years
from .incomplete import ReadsListNames
from .kinds import Holds, Kind, Meaning, Reads
from .lists import CODE_LISTS as CODE_LISTS
from .local import ReadsLocal
from .records.base import Section
from .snapshot import Case

_UNITS = {Kind.DATE: "day", Kind.MOMENT: "minute", Kind.SCHOOL_YEAR: "school year"}


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One field of a record.

    Attributes:
        name: Its key in a case. A moment is listed once, under its `_at` name.
        kind: What sort of thing it holds.
        codes: The id of its code list, for codes.
        ahead: Whether its date may lie after the day asked about without reading as none: what is planned, due or agreed
            for a day, as against what happens on it.
        happens_with: The date of the same record of which this field is the result. While that date lies after the day
            asked about, the field reads as none; where the date is absent or none, the field is as recorded.
        expected_by: For a date on which something happens, the planned date of the same record that goes with it.
        not_before: The date of the same record before which this one cannot lie; a case that says otherwise is refused.
        description: What it means.
        question: What to ask a person who could supply it.
        example: A value, as a case would give it.
        standard: Its counterparts in the national standards, in Markdown; empty where there is none.
        record: For records, the name of their type.
        unit: The unit of a date, moment or number.
        bounds: The least and greatest number.
    """

    name: str
    kind: Kind
    codes: str | None
    ahead: bool
    happens_with: str | None
    expected_by: str | None
    description: str
    question: str
    example: Any
    standard: str
    record: str | None = None
    unit: str | None = None
    bounds: tuple[int, int] | None = None
    not_before: str | None = None


@dataclass(frozen=True, slots=True)
class RecordType:
    """A type of record.

    Attributes:
        name: Its name, as in `LegalOrder`; the whole snapshot is `Case`.
        description: What such a record is.
        fields: Its fields by name, each moment once.
        paths: Where such records stand: `holder`, `past_holders`, `siblings.holder`.
    """

    name: str
    description: str
    fields: Mapping[str, Field]
    paths: tuple[str, ...]

    def field(self, name: str) -> Field:
        """The field of that name; a moment answers to its `_on` name as well. Raises `KeyError`."""
        found = self.fields.get(name)
        if found is None and name.endswith("_on"):
            moment = self.fields.get(f"{name[:-3]}_at")
            found = moment if moment is not None and moment.kind is Kind.MOMENT else None
        if found is None:
            raise KeyError(name)
        return found


def _fields(model: type[Section]) -> Iterator[Field]:
    for attribute, declared in model.model_fields.items():
        extra = declared.json_schema_extra
        if isinstance(extra, Mapping):
            yield _field(declared.alias or attribute, declared, extra["meaning"])  # type: ignore[arg-type]


def _field(name: str, declared: FieldInfo, meaning: Meaning) -> Field:
    kind, codes, record, bounds = _type(declared)
    return Field(
        name=name,
        kind=kind,
        codes=codes,
        ahead=meaning.ahead,
        happens_with=meaning.happens_with,
        expected_by=meaning.expected_by,
        description=declared.description or "",
        question=meaning.question,
        example=(declared.examples or [None])[0],
        standard=meaning.standard,
        record=record,
        unit=meaning.unit or _UNITS.get(kind),
        bounds=bounds,
        not_before=meaning.not_before,
    )


def _type(
    declared: FieldInfo,
) -> tuple[Kind, str | None, str | None, tuple[int, int] | None]:
    for part in declared.metadata:
        if isinstance(part, Reads):
            return part.kind, part.codes, None, part.bounds
        if isinstance(part, Holds):
            return Kind.RECORDS if part.many else Kind.RECORD, None, part.record.__name__, None
        if isinstance(part, ReadsListNames):
            return Kind.CODES, LIST_NAMES, None, None
        if isinstance(part, ReadsLocal):
            return Kind.RECORD, None, LOCAL, None
    raise AssertionError(f"{declared} does not say how it is read")


LOCAL: Final = "Local"
"""The record type of `local`, whose fields a pack declares."""

LIST_NAMES: Final = "list"
"""The code list of `incomplete`: the snapshot's own lists; see `list_names`."""


def _record_types() -> Mapping[str, RecordType]:
    paths: dict[type[Section], list[str]] = {}

    def visit(model: type[Section], path: str) -> None:
        paths.setdefault(model, []).append(path)
        for attribute, declared in model.model_fields.items():
            for part in declared.metadata:
                if isinstance(part, Holds):
                    key = declared.alias or attribute
                    visit(part.record, f"{path}.{key}" if path else key)

    visit(Case, "")
    types = {
        model.__name__: RecordType(
            model.__name__,
            (model.__doc__ or "").split("\n\n")[0],
            MappingProxyType({field.name: field for field in _fields(model)}),
            tuple(sorted(places, key=lambda path: path.count("."))),
        )
        for model, places in paths.items()
    }
    types[LOCAL] = RecordType(
        LOCAL, "Facts that one authority alone asks for.", MappingProxyType({}), ("local",)
    )
    return MappingProxyType(types)


RECORD_TYPES: Final[Mapping[str, RecordType]] = _record_types()
SNAPSHOT: Final[RecordType] = RECORD_TYPES["Case"]

DERIVED: Final[Mapping[str, Field]] = MappingProxyType(
    {
        "family.home_area": Field(
            name="home_area",
            kind=Kind.AREA,
            codes=None,
            ahead=False,
            happens_with=None,
            expected_by=None,
            description="The area of the open family address. Read in packs, never sent: it comes from `addresses`.",
            question="In which area does the family live?",
            example="north",
            standard="",
        )
    }
)
"""What a pack may read although no case sends it."""


def lookup(path: str) -> Field:
    """The field at a path: `child.school.last_gcse_on`, `meetings.held_on`. Raises `KeyError` with the path."""
    if path in DERIVED:
        return DERIVED[path]
    record, field = SNAPSHOT, None
    for name in path.split("."):
        if field is not None:
            if field.record is None:
                raise KeyError(path)
            record = RECORD_TYPES[field.record]
        try:
            field = record.field(name)
        except KeyError:
            raise KeyError(path) from None
    assert field is not None
    return field


@lru_cache(maxsize=1)
def list_names() -> tuple[str, ...]:
    """The paths of all lists of records, as `incomplete` names them."""
    names = [
        f"{path}.{field.name}" if path else field.name
        for record in RECORD_TYPES.values()
        for path in record.paths
        for field in record.fields.values()
        if field.kind is Kind.RECORDS
    ]
    return tuple(dict.fromkeys(names))
