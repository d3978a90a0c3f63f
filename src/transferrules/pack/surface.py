"""The surface of a pack: the shape of its YAML, before any name is bound.

Every scalar is text here, typed later by the field that it stands in. Conditions, tests and phrases are kept as written; `resolve` reads them.
The JSON Schema that editors use is made from these models.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

LANGUAGE_VERSION = "1"

Condition = dict[str, Any]


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


Names = Annotated[
    list[str],
    BeforeValidator(_one_or_many, json_schema_input_type=str | list[str]),
    Field(min_length=1),
]


NamesOrNone = Annotated[
    list[str], BeforeValidator(_one_or_many, json_schema_input_type=str | list[str])
]


class Part(BaseModel):
    """What every part of a pack has in common: unknown keys are refused, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class EditionPart(Part):
    """Which edition of the document the pack says, and from when to when it holds."""

    id: str = Field(description="The edition as the document prints it, or `undated`.")
    starts: str | None = Field(
        default=None, alias="from", description="The first day on which it holds, or `none`."
    )
    until: str | None = Field(
        default=None, description="The last day on which it holds, or `none`."
    )


class CalendarPart(Part):
    """The authority's own days."""

    closures: NamesOrNone = Field(
        default=[], description="Days on which the authority is closed, beside bank holidays."
    )


class ConventionsPart(Part):
    """Named ways of counting, each with its printed default."""

    moved: str | None = Field(default=None, description="The recorded date that is the transfer.")
    up_to_date: str | None = Field(
        default=None, description="What `up_to_date` asks of a record's `updated_on`."
    )
    working_hours: str | None = Field(
        default=None,
        description="`24 hours of each working day`, or `09:00 to 17:00 of each working day`.",
    )
    horizon: str | None = Field(
        default=None, description="A route dated further off is only coming."
    )
    leap_birthday: Literal["1 March", "28 February"] | None = Field(
        default=None, description="The birthday in common years of those born on 29 February."
    )
    rest_day: Literal["stays", "next working day", "working day before"] | None = Field(
        default=None, description="What a deadline does that falls on no working day."
    )


class TeamPart(Part):
    """A team."""

    title: str
    one_per: Literal["area"] | None = Field(
        default=None, description="There is one of it in each area."
    )
    known_as: NamesOrNone = Field(
        default=[], description="Names under which case records know the team."
    )


class PersonPart(Part):
    """Someone whom the policy names, by role and team."""

    title: str | None = None
    role: str | None = None
    team: Names | None = None


class CodePart(Part):
    """A code that the pack adds to an open code list."""

    title: str
    kind_of: str | None = Field(default=None, description="The common code that it is a kind of.")


class MeetingPart(CodePart):
    """A kind of meeting."""

    standing: bool = Field(
        default=False, description="Its dates are the authority's own, in the diary."
    )


class DocumentPart(CodePart):
    """A kind of document."""

    evidence: str | None = Field(
        default=None,
        description="The term whose `on_file` answers, where it is the copy of a record.",
    )


class DecisionPart(CodePart):
    """A kind of decision: who makes it, and what it may be."""

    type: str | None = Field(
        default=None, description="The type of its records, where that is another than its name."
    )
    made_by: Names | None = None
    needs: Literal["any", "all"] = "any"
    where: Condition | None = Field(default=None, description="Which records of that type count.")
    outcomes: Names | None = None
    sets_aside: Names | None = Field(
        default=None, description="The rules that it may set aside, or `any`."
    )


class LocalPart(Part):
    """A fact that this pack alone needs."""

    title: str
    type: Literal["date", "moment", "code", "team", "text", "number", "true/false"]
    codes: NamesOrNone = []
    question: str | None = None


class ChoicePart(Part):
    """One guarded value."""

    when: Condition | None = None
    unless: Condition | None = None
    give: str | None = None
    otherwise: str | None = None


class TermPart(Part):
    """A name for a record, a date, a condition, a choice or a sum of days: exactly one of the keys that say which."""

    first: str | None = None
    second: str | None = None
    last: str | None = None
    of: str | None = Field(
        default=None, description="The list to each of whose records, `this`, it belongs."
    )
    where: Condition | None = None
    by: str | None = None
    when: Condition | None = None
    unless: Condition | None = None
    choose: list[ChoicePart] | None = None
    reaches: str | None = None
    within: str | None = Field(default=None, alias="in")
    counted_from: str | None = None


class RulePart(Part):
    """What every rule has."""

    title: str = Field(description="What the rule says, in a few words.")
    clauses: Names = Field(description="The clauses of the register that it says.")
    force: Literal["must", "should", "may"] = "must"
    when: Condition | None = None
    unless: Condition | None = None


class RoutePart(RulePart):
    """Where a case, or a piece of work, goes."""

    senders: Names = Field(alias="from", description="Teams, `any` (team), or `none` (nobody).")
    to: Names | None = None
    stay: Literal["true"] | None = None
    refer: str | None = None
    joins: str | None = None
    role: str | None = Field(default=None, alias="as")
    close: Literal["true"] | None = None
    ask: Names | None = None
    chosen_by: str | None = None
    in_area: str | None = None
    worker: str | None = None
    if_decided: dict[str, str | list[str]] | None = None
    point: str | None = None
    due: str | None = None
    done: str | None = None
    overrides: NamesOrNone = []
    moved: str | None = None
    horizon: str | None = None
    leap_birthday: Literal["1 March", "28 February"] | None = None
    rest_day: Literal["stays", "next working day", "working day before"] | None = None
    working_hours: str | None = None


class BlockPart(RulePart):
    """What holds a move back."""

    routes: Names = Field(alias="for")
    holds: Condition = Field(alias="while")


class DutyPart(RulePart):
    """Who does what by when."""

    routes: Names | None = Field(default=None, alias="for")
    each: str | None = None
    where: Condition | None = None
    who: Names
    due: str | None = None
    done: str | None = None
    provided: Condition | None = None
    overrides: NamesOrNone = []
    leap_birthday: Literal["1 March", "28 February"] | None = None
    rest_day: Literal["stays", "next working day", "working day before"] | None = None
    working_hours: str | None = None


class ItemPart(Part):
    """One line of a checklist."""

    document: str | None = None
    any_of: list["str | ItemPart"] | None = None
    title: str | None = None
    clauses: Names | None = None
    force: Literal["must", "should", "may"] | None = None
    when: Condition | None = None
    unless: Condition | None = None
    requirement: Literal["unknown"] | None = None
    because: str | None = None
    up_to_date: bool = False
    where: Condition | None = None
    each: str | None = None
    provided: Condition | None = None


class ChecklistPart(RulePart):
    """What must be on file."""

    routes: Names | None = Field(default=None, alias="for")
    who: Names | None = None
    due: str | None = None
    items: list[str | ItemPart] = Field(min_length=1)
    up_to_date: str | None = None
    leap_birthday: Literal["1 March", "28 February"] | None = None
    rest_day: Literal["stays", "next working day", "working day before"] | None = None
    working_hours: str | None = None


class AdvicePart(RulePart):
    """A principle, or discretion, that bears on a case."""

    force: Literal["must", "should", "may"] = "should"
    routes: Names | None = Field(default=None, alias="for")


class AlternativePart(Part):
    """Another reading."""

    taken: str
    change: dict[str, Any] = {}


class ReadingPart(Part):
    """An ambiguity: the reading taken, and the others."""

    clauses: Names
    question: str
    taken: str
    because: str
    otherwise: list[AlternativePart] = Field(min_length=1)


Codes = dict[str, str | CodePart]


class PackPart(Part):
    """A whole pack."""

    pack: str = Field(pattern=r"^[a-z][a-z0-9_]*$", description="The pack's id.")
    language: str = Field(description="The version of the pack language.")
    title: str
    source: str = Field(description="The document: its title, and where it is published.")
    edition: EditionPart
    register_file: str | None = Field(
        default=None,
        alias="register",
        description="The register of clauses, a file beside the pack.",
    )
    calendar: CalendarPart = CalendarPart()
    conventions: ConventionsPart = ConventionsPart()
    teams: dict[str, str | TeamPart]
    people: dict[str, str | PersonPart] = {}
    meetings: dict[str, str | MeetingPart] = {}
    documents: dict[str, str | DocumentPart] = {}
    decisions: dict[str, str | DecisionPart] = {}
    notices: Codes = {}
    visits: Codes = {}
    plans: Codes = {}
    assessments: Codes = {}
    outcomes: Codes = {}
    referrals: Codes = {}
    needs: Codes = {}
    concerns: Codes = {}
    disputes: Codes = {}
    tasks: Codes = {}
    contains: Codes = {}
    considered: Codes = {}
    topics: Codes = {}
    groups: Codes = {}
    items: Codes = {}
    levels: Codes = {}
    areas: Codes = {}
    local: dict[str, LocalPart] = {}
    terms: dict[str, str | TermPart] = {}
    routes: dict[str, RoutePart] = {}
    blocks: dict[str, BlockPart] = {}
    duties: dict[str, DutyPart] = {}
    checklists: dict[str, ChecklistPart] = {}
    advice: dict[str, AdvicePart] = {}
    readings: dict[str, ReadingPart] = {}


class ClausePart(Part):
    """One clause of a register."""

    id: str
    section: str
    lines: tuple[int, int]
    force: str
    summary: str
    not_encoded: str | None = None


class DocumentHeadPart(Part):
    """The document of a register."""

    title: str
    lines: int


class RegisterPart(Part):
    """The register of every clause of one document."""

    register_of: str = Field(alias="register")
    document: DocumentHeadPart
    clauses: list[ClausePart]
