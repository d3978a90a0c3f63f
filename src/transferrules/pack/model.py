"""A policy, resolved: every name bound to what it names, every phrase typed. What the compiler reads, and nothing else does.

`resolve` builds it from the surface of one YAML file; it is data until `engine.compile` turns it into a `Policy`. Reading order of the
types is that of a pack: references, dates, tests, conditions, terms, rules, the pack.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from transferrules.calendars.birthdays import Leap
from transferrules.case.kinds import Kind
from transferrules.case.vocabulary import Field
from transferrules.language.syntax import Amount, Combination, Direction, Relation


class Root(StrEnum):
    """Where a reference begins."""

    SNAPSHOT = "snapshot"
    TERM = "term"
    ROW = "row"  # the record at hand: a key of `where`, or `this`
    PARENT = "parent"  # the record that holds the record at hand
    THIS = "this"  # the record to which a pick belongs
    SENDER = "sender"
    RECEIVER = "receiver"
    TODAY = "today"
    AGE = "age"
    CHECKLIST = "checklist"


@dataclass(frozen=True, slots=True)
class ValueType:
    """What kind of value a reference gives.

    Attributes:
        kind: The vocabulary's kind; a checklist, and only a checklist, has none.
        codes: The code list, of codes.
        record: The record type, of records.
        as_day: Whether a moment is read as the day that it falls on.
    """

    kind: Kind | None
    codes: str | None = None
    record: str | None = None
    as_day: bool = False


@dataclass(frozen=True, slots=True)
class Ref:
    """A typed reference to a fact, or to something derived from facts.

    Attributes:
        root: Where it begins.
        name: The term or checklist, where it begins at one.
        steps: The fields from there on; empty for the thing itself.
        type: What it gives.
        text: As written.
    """

    root: Root
    name: str
    steps: tuple[Field, ...]
    type: ValueType
    text: str


# --- dates ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AtRef:
    """A date that a reference gives."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class AtToday:
    """The day or moment asked about."""


@dataclass(frozen=True, slots=True)
class AtBirth:
    """The child's birth."""


@dataclass(frozen=True, slots=True)
class AtBirthday:
    """The child's Nth birthday."""

    nth: int


@dataclass(frozen=True, slots=True)
class AtMove:
    """The move of the route at hand."""


@dataclass(frozen=True, slots=True)
class AtPoint:
    """The point of the route at hand."""


@dataclass(frozen=True, slots=True)
class AtSchoolDay:
    """A day of the child's Nth school year."""

    day: int
    month: int
    year: int


@dataclass(frozen=True, slots=True)
class AtNextMeeting:
    """The first listed date of a standing meeting strictly after another date."""

    meeting: str
    after: "Anchor"


Anchor = AtRef | AtToday | AtBirth | AtBirthday | AtMove | AtPoint | AtSchoolDay | AtNextMeeting


@dataclass(frozen=True, slots=True)
class DatePart:
    """An anchor, or an amount after or before it."""

    anchor: Anchor
    amount: Amount | None
    direction: Direction | None


@dataclass(frozen=True, slots=True)
class Date:
    """One date, or several combined; `text` as written."""

    parts: tuple[DatePart, ...]
    combination: Combination
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A timing phrase with its names bound. `text` as written."""

    relation: Relation
    date: Date
    amount: Amount | None
    until: Date | None
    text: str


# --- tests ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom the pack names: by id, by role, by teams, or by more than one of these.

    Attributes:
        id: The code by which records may name them.
        role: Their role, where the pack says.
        teams: Their teams, any one of which will do; may hold ``sender`` and ``receiver``.
        title: For people.
    """

    id: str
    role: str | None
    teams: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Equals:
    """The value is one of these (a code and whatever is a kind of it, a team, a truth value, a number)."""

    values: frozenset[object]
    text: str


@dataclass(frozen=True, slots=True)
class IsParty:
    """The party is this person, role or team."""

    person: Person
    text: str


@dataclass(frozen=True, slots=True)
class IsSide:
    """The team is the sender or the receiver of the route at hand."""

    side: Root
    text: str


@dataclass(frozen=True, slots=True)
class Holds:
    """A list of codes or parties includes such a member, or has only such members."""

    member: "Equals | IsParty | IsSide | SameAs"
    only: bool
    text: str


@dataclass(frozen=True, slots=True)
class Presence:
    """Recorded as something (`recorded`), or recorded as none."""

    recorded: bool
    text: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """A checklist is complete, or incomplete."""

    complete: bool
    text: str


@dataclass(frozen=True, slots=True)
class SameAs:
    """Equals another fact."""

    other: Ref
    text: str


@dataclass(frozen=True, slots=True)
class Among:
    """Is one of the values of another fact, a list."""

    other: Ref
    text: str


@dataclass(frozen=True, slots=True)
class InRange:
    """A number between two ends, both included; an open end is None."""

    least: int | None
    most: int | None
    text: str


@dataclass(frozen=True, slots=True)
class InTime:
    """A date or moment that lies in the days or instants of a phrase."""

    phrase: Phrase
    text: str


@dataclass(frozen=True, slots=True)
class Negated:
    """The opposite of a test."""

    test: "Test"
    text: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """Any one of these tests."""

    tests: tuple["Test", ...]
    text: str


Test = (
    Equals
    | IsParty
    | IsSide
    | Holds
    | Presence
    | Completeness
    | SameAs
    | Among
    | InRange
    | InTime
    | Negated
    | OneOf
)


# --- conditions ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FactTest:
    """One fact, one test."""

    ref: Ref
    test: Test
    line: int


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds; nothing to hold is true."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Unless:
    """The part does not hold."""

    part: "Condition"


Condition = FactTest | AllOf | AnyOf | Unless
ALWAYS = AllOf(())


# --- terms ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListPath:
    """A list of the snapshot, or a list inside a list taken together (``siblings.proceedings``).

    Attributes:
        keys: The lists, from the outside in.
        record: The record type of the innermost.
    """

    keys: tuple[str, ...]
    record: str


@dataclass(frozen=True, slots=True)
class Pick:
    """The first, second or last record of a list that passes `where`, by the date `by`.

    With `of` there is one for each record of that list, and `where` may name that record as `this`.
    """

    name: str
    rank: int  # 0 first, 1 second, -1 last
    list: ListPath
    where: Condition
    by: Field
    of: ListPath | None
    line: int


@dataclass(frozen=True, slots=True)
class DateTerm:
    """A named date."""

    name: str
    date: Date
    line: int


@dataclass(frozen=True, slots=True)
class ConditionTerm:
    """A named condition."""

    name: str
    condition: Condition
    line: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One guarded value of a `choose`; `guard` is None for `otherwise`."""

    guard: Condition | None
    value: str | Ref | Date
    line: int


@dataclass(frozen=True, slots=True)
class ChoiceTerm:
    """A team, code or date that depends on conditions."""

    name: str
    choices: tuple[Choice, ...]
    type: ValueType
    line: int


@dataclass(frozen=True, slots=True)
class SumTerm:
    """The day on which the days inside a list's stays, counted from a date, make up an amount.

    Attributes:
        days: How many days have to be inside the stays, both ends counted.
        where: Which records of the list count.
    """

    name: str
    days: int
    list: ListPath
    where: Condition
    counted_from: Date
    line: int


class Needs(StrEnum):
    """Whose record makes a decision."""

    ANY = "any"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class DecisionTerm:
    """A kind of decision: who makes it, what it may be, and which rules it may set aside.

    Attributes:
        type: The type of its records.
        codes: The type codes of records that are such a decision (its own, and whatever is a kind of it).
        made_by: Those entitled; empty where the pack names nobody, and then anybody's record counts.
        where: Which records of that type count.
        sets_aside: Rule ids; None for none, the empty set for any.
    """

    name: str
    title: str
    type: str
    codes: frozenset[str]
    made_by: tuple[Person, ...]
    needs: Needs
    outcomes: tuple[str, ...]
    where: Condition
    sets_aside: frozenset[str] | None
    line: int


Term = Pick | DateTerm | ConditionTerm | ChoiceTerm | SumTerm | DecisionTerm


# --- rules ---------------------------------------------------------------------------------------


class Force(StrEnum):
    """How strongly the document speaks."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


@dataclass(frozen=True, slots=True)
class Conventions:
    """How this pack, or one rule of it, counts.

    Attributes:
        moved: The recorded date that is the transfer.
        up_to_date: What *up to date* asks of a record's `updated_on`.
        working_hours: None for all 24 hours of each working day, else opening and closing, in minutes after midnight.
        horizon: Routes whose point is dated further off are only coming.
        leap_birthday: The birthday, in common years, of those born on 29 February: ``1 March`` or ``28 February``.
        rest_day: What a deadline does that falls on no working day: ``stays``, ``next working day`` or ``working day before``.
    """

    moved: Ref
    up_to_date: Phrase
    working_hours: tuple[int, int] | None
    horizon: Amount | Date
    leap_birthday: Leap
    rest_day: str


@dataclass(frozen=True, slots=True)
class RuleHead:
    """What every rule has.

    Attributes:
        id: Its name, unique in the pack.
        section: ``routes``, ``blocks``, ``duties``, ``checklists`` or ``advice``.
        title: For people.
        clauses: Ids of the clauses it says, in the pack's order.
        force: How strongly.
        line: Where it stands in the pack.
    """

    id: str
    section: str
    title: str
    clauses: tuple[str, ...]
    force: Force
    line: int


class Outcome(StrEnum):
    """What a route asks for."""

    MOVE = "move"
    STAY = "stay"
    REFER = "refer"
    JOIN = "join"
    CLOSE = "close"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Senders:
    """Who holds the case: named teams, any team, nobody.

    Attributes:
        teams: The teams; ignored where `any_team`.
        any_team: Any team, not nobody.
        nobody: Also when nobody holds it.
    """

    teams: frozenset[str]
    any_team: bool
    nobody: bool


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a route leads.

    Attributes:
        teams: The teams: one, or several of which `chosen_by` chooses.
        ref: Instead of teams, a reference of type team.
        chosen_by: The decision that chooses.
        area: The area, of a team that there is one of in each.
        worker: The person.
    """

    teams: tuple[str, ...]
    ref: Ref | None
    chosen_by: str | None
    area: Ref | None
    worker: Ref | None


@dataclass(frozen=True, slots=True)
class Awaited:
    """A decision that a route waits for, and the outcomes that make the route live."""

    decision: str
    test: Test


@dataclass(frozen=True, slots=True)
class Route:
    """Where a case, or a piece of work, goes."""

    head: RuleHead
    outcome: Outcome
    senders: Senders
    to: Destination | None
    subject: str | None  # the work referred, or the role joined in
    asks: tuple[Person, ...]
    when: Condition
    if_decided: tuple[Awaited, ...]
    point: Phrase | None
    due: Phrase | None
    done: Ref | None
    horizon: Amount | Date
    overrides: frozenset[str]
    conventions: Conventions


@dataclass(frozen=True, slots=True)
class Block:
    """What holds a move back while it lasts."""

    head: RuleHead
    routes: frozenset[str]
    holds: Condition


@dataclass(frozen=True, slots=True)
class Duty:
    """Who does what by when.

    Attributes:
        routes: The routes it belongs to; None where it is owed whenever `when` holds.
        each: One duty for each record of this list that passes `where`.
        who: Who owes it.
        done: The date that shows the deed; None where nothing evidences it in the record.
        provided: The deed counts only if.
        done_is_move: Whether the deed is the move itself.
    """

    head: RuleHead
    routes: frozenset[str] | None
    when: Condition
    each: ListPath | None
    where: Condition
    who: tuple[Person, ...]
    due: Phrase | None
    done: Ref | None
    provided: Condition
    done_is_move: bool
    overrides: frozenset[str]
    conventions: Conventions


class Requirement(StrEnum):
    """Whether a document is asked for, where the pack cannot tell by conditions."""

    BY_CONDITION = "by condition"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of a checklist item.

    Attributes:
        document: Its code.
        codes: The codes of records that are it.
        evidence: A term whose `on_file` answers instead of a document record.
        each: One for each record of this list that passes `where`; then `provided` says whether it is there.
        where: Replaces the plain *on file*; with `each`, which records.
        provided: It counts only if.
        up_to_date: Whether it has also to be up to date.
    """

    document: str
    title: str
    codes: frozenset[str]
    evidence: str | None
    each: ListPath | None
    where: Condition | None
    provided: Condition
    up_to_date: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a checklist: any one of its papers will do."""

    papers: tuple[Paper, ...]
    when: Condition
    requirement: Requirement
    because: str | None
    force: Force | None
    clauses: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Checklist:
    """What must be on file."""

    head: RuleHead
    routes: frozenset[str] | None
    when: Condition
    who: tuple[Person, ...]
    due: Phrase | None
    items: tuple[Item, ...]
    conventions: Conventions


@dataclass(frozen=True, slots=True)
class Advice:
    """A principle, or discretion, that bears on a case."""

    head: RuleHead
    routes: frozenset[str] | None
    when: Condition


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading.

    Attributes:
        taken: In words.
        changes: What it would change, resolved: section → name → what would stand there instead; empty where words only.
    """

    taken: str
    changes: Mapping[str, Mapping[str, object]]

    @property
    def executable(self) -> bool:
        """Whether the engine can say what it would give."""
        return bool(self.changes)


@dataclass(frozen=True, slots=True)
class Reading:
    """An ambiguity of the document: the reading taken, and the others."""

    id: str
    clauses: tuple[str, ...]
    question: str
    taken: str
    because: str
    otherwise: tuple[Alternative, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the document, as its register has it."""

    id: str
    section: str
    lines: tuple[int, int]
    force: str
    summary: str
    not_encoded: str | None


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition of the document a pack says, and from when to when it holds (ordinals; None where the document says nothing)."""

    id: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Team:
    """A team of the pack."""

    id: str
    title: str
    one_per_area: bool
    known_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """One authority's policy, resolved.

    INVARIANT: every name in it is a key of one of its mappings or of the vocabulary; the compiler looks nothing up that may be missing.
    """

    id: str
    title: str
    source: str
    edition: Edition
    sha256: str
    closures: tuple[int, ...]
    conventions: Conventions
    teams: Mapping[str, Team]
    people: Mapping[str, Person]
    titles: Mapping[str, str]  # of every code that the pack declares
    standing: frozenset[str]
    local: Mapping[str, Field]
    terms: Mapping[str, Term]
    routes: Mapping[str, Route]
    blocks: Mapping[str, Block]
    duties: Mapping[str, Duty]
    checklists: Mapping[str, Checklist]
    advice: Mapping[str, Advice]
    readings: Mapping[str, Reading]
    clauses: Mapping[str, Clause]
    # code list → code → the codes that are a kind of it
    kinds: Mapping[str, Mapping[str, frozenset[str]]]

    @property
    def codes(self) -> Mapping[str, frozenset[str]]:
        """Every code of every list, as `load_case` takes them for `declared`."""
        return {name: frozenset(codes) for name, codes in self.kinds.items()}
