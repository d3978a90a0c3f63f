"""What an answer is: plain, frozen types, with a stable JSON form.

`engine.decide.Decision` works these out when they are read; `DecisionRecord` is all of them together.

Days are `datetime.date`, moments are `datetime.datetime` in Europe/London. Field order is the order of the JSON, and part of its stability.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

When = date | datetime


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """A clause, as the register has it.

    Attributes:
        id: Its id.
        section: Its section of the document.
        lines: Its first and last line there.
        summary: What it says, in our words.
    """

    id: str
    section: str
    lines: tuple[int, int]
    summary: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case, or a piece of work, goes.

    Attributes:
        team: The team's id.
        title: Its name.
        area: The area, where there is one of the team in each.
        worker: The person, where it goes to one.
    """

    team: str
    title: str
    area: str | None = None
    worker: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One route that is live, coming, or may be.

    Attributes:
        route: Its id.
        title: What it says.
        asks_for: ``move``, ``stay``, ``refer``, ``join``, ``close`` or ``ask``.
        stages: How far it has come; several where that cannot be told.
        leading: Whether the status speaks of it.
        to: Where it leads; several where a decision chooses, or where it cannot be told.
        subject: The work referred, or the role joined in.
        chosen_by: Who chooses among several places.
        asks: Who is asked to decide.
        point: The first day of its transfer point; none where it is undated or has none.
        point_latest: Where the point is known only in part, the latest day that it can be.
        reached: Whether the point is reached; none where that cannot be told.
        undated_because: What the point waits for, where it has no date.
        earliest: The first day on which the move can be made.
        latest: The last day by which it is to be made.
        agreed: The day that was agreed, where one was.
        late: Whether the latest day has passed.
        provisional: Whether a date rests on bank holidays not yet published.
        blocked_by: The blocks that hold it, or may.
        waits_for: The decisions that it waits for.
        force: ``must``, ``should`` or ``may``.
        clauses: The clauses that say so.
        readings: The readings relied on.
        expected: When what an undated point waits for is planned to happen, where a date is fixed for it.
    """

    route: str
    title: str
    asks_for: str
    stages: tuple[str, ...]
    leading: bool
    to: tuple[Place, ...]
    subject: str | None
    chosen_by: str | None
    asks: tuple[str, ...]
    point: When | None
    point_latest: When | None
    reached: bool | None
    undated_because: str | None
    earliest: When | None
    latest: When | None
    agreed: When | None
    late: bool
    provisional: bool
    blocked_by: tuple[str, ...]
    waits_for: tuple[str, ...]
    force: str
    clauses: tuple[str, ...]
    readings: tuple[str, ...]
    expected: When | None = None


@dataclass(frozen=True, slots=True)
class HolderView:
    """Who holds the case.

    Attributes:
        known: Whether it is known.
        team: The team's id; none where nobody holds the case, or where it is not known.
        title: Its name.
        worker: The worker, where one is recorded.
    """

    known: bool
    team: str | None
    title: str | None
    worker: str | None


@dataclass(frozen=True, slots=True)
class Participant:
    """A team that takes part beside the holder.

    Attributes:
        team: Its id.
        title: Its name.
        role: In what capacity.
        since: Since when, where it does already.
        joins: Whether a rule asks for it; none where that cannot be told.
        route: The rule that does.
    """

    team: str | None
    title: str | None
    role: str | None
    since: When | None
    joins: bool | None
    route: str | None


@dataclass(frozen=True, slots=True)
class DutyView:
    """What somebody owes.

    Attributes:
        duty: The rule's id.
        title: What is to be done.
        who: Who owes it, by name.
        stage: ``before``, ``at`` or ``after`` the move; none where it belongs to no move.
        opens: The first day or moment on which it counts.
        due: The last.
        state: ``not_started``, ``pending``, ``met``, ``met_late``, ``overdue`` or ``unknown``.
        done: When it was done.
        early: Whether it was done before its window, and so does not count.
        perhaps: Whether it cannot be told that it is owed at all.
        provisional: Why its dates may move: the move is not agreed, or bank holidays are not published; empty where they stand.
        evidence: The fact that shows it.
        about: The record that it is about.
        routes: The routes that it belongs to.
        force: ``must``, ``should`` or ``may``.
        counted: The timing phrase as the policy has it.
        clauses: The clauses that say so.
        readings: The readings relied on, with what another would give.
    """

    duty: str
    title: str
    who: tuple[str, ...]
    stage: str | None
    opens: When | None
    due: When | None
    state: str
    done: When | None
    early: bool
    perhaps: bool
    provisional: tuple[str, ...]
    evidence: str | None
    about: str | None
    routes: tuple[str, ...]
    force: str
    counted: str | None
    clauses: tuple[str, ...]
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One line of a checklist.

    Attributes:
        checklist: The checklist's id.
        document: The document's id; of alternatives, all of them.
        title: Its name.
        required: ``required``, ``not_required`` or ``unknown``.
        on_file: ``on_file``, ``absent`` or ``unknown``.
        because: Why it is unknown whether it is asked for.
        perhaps: Whether it cannot be told that the checklist applies.
        due: The last day by which it has to be there.
        provisional: Why that day may move: the move is not agreed, or bank holidays are not published; empty where it stands.
        about: The record that it is about.
        routes: The routes that it belongs to.
        force: ``must``, ``should`` or ``may``.
        clauses: The clauses that say so.
    """

    checklist: str
    document: tuple[str, ...]
    title: str
    required: str
    on_file: str
    because: str | None
    perhaps: bool
    due: When | None
    provisional: tuple[str, ...]
    about: str | None
    routes: tuple[str, ...]
    force: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AwaitedDecision:
    """A decision that the policy calls for and that is not taken.

    Attributes:
        decision: Its type.
        title: What it is about.
        made_by: Who makes it, by name; of those who decide together, those whose word is wanting.
        outcomes: What it can be.
        routes: The routes that wait for it.
        record: The record to write down once it is taken, for each who makes it.
    """

    decision: str
    title: str
    made_by: tuple[str, ...]
    outcomes: tuple[str, ...]
    routes: tuple[str, ...]
    record: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What one answer to a missing fact would lead to.

    Attributes:
        value: The answer, in words.
        status: The status then.
        to: Where the case would go then.
    """

    value: str
    status: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact that is not recorded and whose value could still change the answer.

    Attributes:
        path: Where it would stand in the snapshot.
        question: What to ask a person.
        settles: How many of its values settle the status.
        answers: What each value would lead to.
    """

    path: str
    question: str
    settles: int
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing.

    Attributes:
        documents: Documents asked for and absent, by name.
        steps: Duties that are due or overdue and not evidenced, by name.
        decisions: Decisions waited for.
        facts: Facts that could change the answer, the most decisive first.
    """

    documents: tuple[str, ...]
    steps: tuple[str, ...]
    decisions: tuple[AwaitedDecision, ...]
    facts: tuple[MissingFact, ...]


@dataclass(frozen=True, slots=True)
class AdviceView:
    """A principle, or discretion, that bears on the case.

    Attributes:
        advice: The rule's id.
        title: What it says.
        perhaps: Whether it cannot be told that it applies.
        clauses: The clauses that say so.
    """

    advice: str
    title: str
    perhaps: bool
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleFate:
    """What became of one rule.

    Attributes:
        rule: Its id.
        section: Where it stands in the pack.
        title: What it says.
        fate: ``applies``, ``complete``, ``does_not_apply``, ``overridden``, ``set_aside``, ``waits`` or ``cannot_be_told``.
        by: What overrides it or sets it aside, or what it waits for.
        clauses: The clauses that it says.
    """

    rule: str
    section: str
    title: str
    fate: str
    by: tuple[str, ...]
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A reading that the answer relies on.

    Attributes:
        reading: Its id.
        question: What is ambiguous.
        taken: The reading taken.
        because: Why.
        otherwise: The others; where one can be carried out, with what it would give.
        clauses: The clauses that it is about.
    """

    reading: str
    question: str
    taken: str
    because: str
    otherwise: tuple[str, ...]
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the answer was made from.

    Attributes:
        pack: The pack's id.
        title: Its title.
        edition: The edition of the document.
        sha256: The hash of the pack's text.
        language: The version of the pack language.
        engine: The version of this package.
        calendar: The edition of the calendar.
        as_of: The day or moment asked about.
    """

    pack: str
    title: str
    edition: str
    sha256: str
    language: str
    engine: str
    calendar: str
    as_of: When


@dataclass(frozen=True, slots=True)
class FactRead:
    """A fact that a test rests on.

    Attributes:
        path: Where it stands in the snapshot.
        value: What was recorded: `none`, a value in words, or `not recorded`.
    """

    path: str
    value: str


@dataclass(frozen=True, slots=True)
class TestTrace:
    """One test of a rule, replayed.

    Attributes:
        says: The test as the pack has it.
        came_to: ``held``, ``failed`` or ``unknown``.
        facts: The facts behind it; empty for a group of tests.
        computed: Dates that were worked out for it, with how they were counted.
        line: Where it stands in the pack; none for what the language itself asks.
        parts: The tests inside it.
    """

    says: str
    came_to: str
    facts: tuple[FactRead, ...]
    computed: tuple[str, ...]
    line: int | None
    parts: tuple["TestTrace", ...] = ()


@dataclass(frozen=True, slots=True)
class RuleExplanation:
    """Why a rule applies, or why not.

    Attributes:
        rule: What became of it.
        tests: Everything that it asks, with what that came to.
        would_apply: What would have to be different for it to apply; empty where it does.
        readings: The readings relied on.
        clauses: Its clauses, as the register has them.
    """

    rule: RuleFate
    tests: tuple[TestTrace, ...]
    would_apply: tuple[str, ...]
    readings: tuple[ReadingView, ...]
    clauses: tuple[ClauseRef, ...]


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """The whole of an answer, as data: what the JSON form holds.

    Attributes:
        status: In a word.
        possible: Every status that it could be; one, unless it cannot be told.
        sentence: In a sentence.
        force: How strongly the document speaks, where the case is to move.
        conflict: Whether rules that have reached their point contradict each other.
        moves: Every route that is live, coming, or may be; those that the status speaks of first.
        holder: Who holds the case.
        holder_after: Who holds it once the leading move is made; none where nothing moves it, or where it is not settled.
        participants: Who takes part, and who joins.
        duties: What is owed, by whom and when.
        documents: What has to be on file.
        missing: What is missing.
        advice: Principles and discretion that bear on the case.
        readings: The readings that the answer relies on.
        look_again_on: The next day or moment on which the answer can change if nothing else does.
        rules: Every rule of the pack, and what became of it.
        clauses: The clauses cited above.
        notes: What else the reader should know.
        provenance: What the answer was made from.
    """

    status: str
    possible: tuple[str, ...]
    sentence: str
    force: str | None
    conflict: bool
    moves: tuple[Move, ...]
    holder: HolderView
    holder_after: Place | None
    participants: tuple[Participant, ...]
    duties: tuple[DutyView, ...]
    documents: tuple[DocumentView, ...]
    missing: Missing
    advice: tuple[AdviceView, ...]
    readings: tuple[ReadingView, ...]
    look_again_on: When | None
    rules: tuple[RuleFate, ...]
    clauses: tuple[ClauseRef, ...]
    notes: tuple[str, ...]
    provenance: Provenance


def decision_schema() -> dict[str, Any]:
    """The JSON Schema of the JSON form of a decision (2020-12)."""
    from pydantic import TypeAdapter

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **TypeAdapter(DecisionRecord).json_schema(mode="serialization"),
    }
