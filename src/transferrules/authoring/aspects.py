"""What an expectation may speak of: every part of an answer under the name that a scenario gives it.

Four tables, one for each thing that an answer is made of; `docs/scenarios.md` and `scenario_schema` are made from them. An aspect reads its
value off an answer, so that a scenario which asks for the status alone pays for the status alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from transferrules.authoring.statements import (
    UNKNOWN,
    Days,
    Kind,
    Number,
    Sentences,
    Truth,
    Undecided,
    When,
    Word,
    Words,
)
from transferrules.decision import (
    AdviceView,
    AwaitedDecision,
    ClauseRef,
    DocumentView,
    DutyView,
    HolderView,
    Missing,
    MissingFact,
    Move,
    Participant,
    Place,
    ReadingView,
    RuleFate,
)
from transferrules.decision import When as Moment


class Answer(Protocol):
    """What a scenario asks of a decision."""

    @property
    def status(self) -> str: ...
    @property
    def possible(self) -> tuple[str, ...]: ...
    @property
    def sentence(self) -> str: ...
    @property
    def force(self) -> str | None: ...
    @property
    def conflict(self) -> bool: ...
    @property
    def moves(self) -> tuple[Move, ...]: ...
    @property
    def holder(self) -> HolderView: ...
    @property
    def holder_after(self) -> Place | None: ...
    @property
    def participants(self) -> tuple[Participant, ...]: ...
    @property
    def duties(self) -> tuple[DutyView, ...]: ...
    @property
    def documents(self) -> tuple[DocumentView, ...]: ...
    @property
    def missing(self) -> Missing: ...
    @property
    def advice(self) -> tuple[AdviceView, ...]: ...
    @property
    def readings(self) -> tuple[ReadingView, ...]: ...
    @property
    def look_again_on(self) -> Moment | None: ...
    @property
    def rules(self) -> tuple[RuleFate, ...]: ...
    @property
    def clauses(self) -> tuple[ClauseRef, ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    def look_again(self) -> tuple[Moment, ...]: ...


@dataclass(frozen=True, slots=True)
class Aspect:
    """One value of an answer, or of a part of it.

    Attributes:
        kind: What can be said of it.
        about: What it is, for authors.
        read: From the part to the value.
    """

    kind: Kind
    about: str
    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Inside:
    """A part of an answer that has aspects of its own."""

    table: Mapping[str, "Aspect | Inside | ById"]
    about: str
    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class ById:
    """Parts of an answer that are told apart by a name; there may be none, one or several of a name.

    Attributes:
        of: What the names name.
        table: The aspects of each.
        about: What they are, for authors.
        read: From the answer to all parts.
        named: Whether a part goes by that name.
        short: The aspect that a word alone speaks of; none where a word alone will not do.
        choosers: Aspects that choose among several of one name.
    """

    of: str
    table: Mapping[str, "Aspect | Inside | ById"]
    about: str
    read: Callable[[Any], Iterable[Any]]
    named: Callable[[Any, str], bool]
    short: str | None = None
    choosers: tuple[str, ...] = ()


Table = Mapping[str, Aspect | Inside | ById]


def _teams(places: Iterable[Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.team for place in places))


def _areas(places: Iterable[Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.area for place in places if place.area is not None))


def _workers(places: Iterable[Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.worker for place in places if place.worker is not None))


MOVE: Table = MappingProxyType(
    {
        "to": Aspect(Words("team"), "The teams to which it leads.", lambda m: _teams(m.to)),
        "area": Aspect(Words("area"), "The areas of those teams.", lambda m: _areas(m.to)),
        "worker": Aspect(Words("person"), "The workers there.", lambda m: _workers(m.to)),
        "asks_for": Aspect(
            Word("outcome"),
            "`move`, `stay`, `refer`, `join`, `close` or `ask`.",
            lambda m: m.asks_for,
        ),
        "stage": Aspect(
            Words("stage"),
            "How far it has come; several where that cannot be told.",
            lambda m: m.stages,
        ),
        "subject": Aspect(
            Word("subject"), "The work referred, or the role joined in.", lambda m: m.subject
        ),
        "asks": Aspect(Words("who"), "Who is asked to decide.", lambda m: m.asks),
        "chosen_by": Aspect(
            Word("decision"),
            "The decision that chooses among several teams.",
            lambda m: m.chosen_by,
        ),
        "force": Aspect(Word("force"), "`must`, `should` or `may`.", lambda m: m.force),
        "point": Aspect(
            When(),
            "The first day of the transfer point; `none` where it has no date.",
            lambda m: m.point,
        ),
        "point_latest": Aspect(
            When(),
            "The latest day that the point can be, where it is known only in part.",
            lambda m: m.point_latest,
        ),
        "expected": Aspect(
            When(),
            "When what an undated point waits for is planned to happen.",
            lambda m: m.expected,
        ),
        "reached": Aspect(
            Truth(open=True), "Whether the point is reached, or `unknown`.", lambda m: m.reached
        ),
        "earliest": Aspect(
            When(), "The first day on which the move can be made.", lambda m: m.earliest
        ),
        "latest": Aspect(When(), "The last day by which it is to be made.", lambda m: m.latest),
        "agreed": Aspect(When(), "The day that was agreed.", lambda m: m.agreed),
        "late": Aspect(Truth(), "Whether the latest day has passed.", lambda m: m.late),
        "provisional": Aspect(
            Truth(),
            "Whether a date rests on bank holidays not yet published.",
            lambda m: m.provisional,
        ),
        "blocked_by": Aspect(
            Words("block"), "The blocks that hold it, or may.", lambda m: m.blocked_by
        ),
        "waits_for": Aspect(
            Words("decision"), "The decisions that it waits for.", lambda m: m.waits_for
        ),
    }
)

_TOGETHER = frozenset(
    {"to", "area", "worker", "blocked_by", "waits_for", "asks"}
)  # of several leading routes, all of them


def _leading(answer: Answer) -> tuple[Move, ...]:
    return tuple(move for move in answer.moves if move.leading)


def _of_the_leading(name: str, aspect: Aspect) -> Callable[[Answer], Any]:
    def read(answer: Answer) -> Any:
        leading = _leading(answer)
        if name in _TOGETHER:
            return tuple(dict.fromkeys(one for move in leading for one in aspect.read(move)))
        values = [(move.route, aspect.read(move)) for move in leading]
        if all(value == values[0][1] for _, value in values):
            return values[0][1] if values else () if name == "stage" else None
        return Undecided(tuple(f"{route} {value}" for route, value in values))

    return read


_LEADING: Table = MappingProxyType(
    {
        name: Aspect(aspect.kind, aspect.about, _of_the_leading(name, aspect))
        for name, aspect in MOVE.items()
        if isinstance(aspect, Aspect)
    }
)

DUTY: Table = MappingProxyType(
    {
        "state": Aspect(
            Word("state"),
            "`not_started`, `pending`, `met`, `met_late`, `overdue` or `unknown`.",
            lambda d: d.state,
        ),
        "opens": Aspect(
            When(), "The first day or moment on which the deed counts.", lambda d: d.opens
        ),
        "due": Aspect(When(), "The last day or moment.", lambda d: d.due),
        "done": Aspect(When(), "When it was done.", lambda d: d.done),
        "early": Aspect(
            Truth(),
            "Whether it was done before its window, and so does not count.",
            lambda d: d.early,
        ),
        "perhaps": Aspect(
            Truth(), "Whether it cannot be told that it is owed at all.", lambda d: d.perhaps
        ),
        "who": Aspect(Words("who"), "Who owes it.", lambda d: d.who),
        "stage": Aspect(
            Word("side"), "`before`, `at` or `after` the move; or `none`.", lambda d: d.stage
        ),
        "routes": Aspect(
            Words("route"),
            "The routes that it belongs to; chooses among several.",
            lambda d: d.routes,
        ),
        "about": Aspect(
            Word("record"),
            "The record that it is about, as in `meetings[0]`; chooses among several.",
            lambda d: d.about,
        ),
        "force": Aspect(Word("force"), "`must`, `should` or `may`.", lambda d: d.force),
        "provisional": Aspect(
            Truth(), "Whether its dates may still move.", lambda d: bool(d.provisional)
        ),
        "counted": Aspect(
            Sentences(),
            "The timing phrase as the pack has it.",
            lambda d: () if d.counted is None else (d.counted,),
        ),
        "clauses": Aspect(Words("clause"), "The clauses that say so.", lambda d: d.clauses),
        "readings": Aspect(Words("reading"), "The readings relied on.", lambda d: d.readings),
    }
)

DOCUMENT: Table = MappingProxyType(
    {
        "required": Aspect(
            Word("required"), "`required`, `not_required` or `unknown`.", lambda d: d.required
        ),
        "on_file": Aspect(
            Word("on_file"), "`on_file`, `absent` or `unknown`.", lambda d: d.on_file
        ),
        "because": Aspect(
            Sentences(),
            "Why it is unknown whether it is asked for.",
            lambda d: () if d.because is None else (d.because,),
        ),
        "perhaps": Aspect(
            Truth(), "Whether it cannot be told that the checklist applies.", lambda d: d.perhaps
        ),
        "due": Aspect(When(), "The last day by which it has to be there.", lambda d: d.due),
        "provisional": Aspect(
            Truth(), "Whether that day may still move.", lambda d: bool(d.provisional)
        ),
        "checklist": Aspect(
            Word("checklist"),
            "The checklist that asks; chooses among several.",
            lambda d: d.checklist,
        ),
        "routes": Aspect(
            Words("route"),
            "The routes that it belongs to; chooses among several.",
            lambda d: d.routes,
        ),
        "about": Aspect(
            Word("record"),
            "The record that it is about, as in `plans[0]`; chooses among several.",
            lambda d: d.about,
        ),
        "force": Aspect(Word("force"), "`must`, `should` or `may`.", lambda d: d.force),
        "clauses": Aspect(Words("clause"), "The clauses that say so.", lambda d: d.clauses),
    }
)

RULE: Table = MappingProxyType(
    {
        "fate": Aspect(Word("fate"), "What became of it.", lambda r: r.fate),
        "by": Aspect(
            Words("name"),
            "The rules that override it, the decision that sets it aside or that it waits for.",
            lambda r: r.by,
        ),
    }
)

AWAITED: Table = MappingProxyType(
    {
        "made_by": Aspect(
            Words("who"), "Who makes it, or whose word is wanting.", lambda a: a.made_by
        ),
        "outcomes": Aspect(Words("outcome_code"), "What it can be.", lambda a: a.outcomes),
        "routes": Aspect(Words("route"), "The routes that wait for it.", lambda a: a.routes),
        "record": Aspect(Sentences(), "The record to write down.", lambda a: a.record),
    }
)

LEADS_TO: Table = MappingProxyType(
    {
        "status": Aspect(
            Words("status"),
            "The statuses that its values lead to.",
            lambda f: tuple(dict.fromkeys(one.status for one in f.answers)),
        ),
        "to": Aspect(
            Words("team"),
            "The teams that its values lead to.",
            lambda f: tuple(dict.fromkeys(team for one in f.answers for team in one.to)),
        ),
        "values": Aspect(
            Words("value"),
            "The values that are told apart, in the words of the answer.",
            lambda f: tuple(one.value for one in f.answers),
        ),
    }
)

MISSING: Table = MappingProxyType(
    {
        "documents": Aspect(
            Words("document"), "Documents asked for and absent.", lambda m: m.documents
        ),
        "steps": Aspect(
            Words("duty"), "Duties due or overdue that nothing evidences.", lambda m: m.steps
        ),
        "decisions": Aspect(
            Words("decision"),
            "Decisions waited for.",
            lambda m: tuple(one.decision for one in m.decisions),
        ),
        "facts": Aspect(
            Words("fact"),
            "Facts not recorded whose value could change the answer, the most decisive first.",
            lambda m: tuple(one.path for one in m.facts),
        ),
        "leads_to": ById(
            "fact",
            LEADS_TO,
            "What the values of a missing fact would lead to.",
            lambda m: m.facts,
            lambda fact, path: bool(fact.path == path),
        ),
        "awaited": ById(
            "decision",
            AWAITED,
            "More about a decision that is waited for.",
            lambda m: m.decisions,
            lambda awaited, name: bool(awaited.decision == name),
        ),
    }
)


def _holder(answer: Answer) -> str | None:
    return answer.holder.team if answer.holder.known else UNKNOWN


def _participants(answer: Answer, *, joins: bool) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(name for name in (one.team, one.role) if name is not None)
        for one in answer.participants
        if (one.joins is True if joins else one.route is None)
    )


DECISION: Table = MappingProxyType(
    {
        "status": Aspect(Word("status"), "The answer in a word.", lambda a: a.status),
        "possible": Aspect(Words("status"), "Every status that it could be.", lambda a: a.possible),
        "sentence": Aspect(Sentences(), "The answer in a sentence.", lambda a: a.sentence),
        "conflict": Aspect(
            Truth(), "Whether rules that have reached their point contradict.", lambda a: a.conflict
        ),
        "route": Aspect(
            Words("route"),
            "The routes that the status speaks of.",
            lambda a: tuple(move.route for move in _leading(a)),
        ),
        **_LEADING,
        "moves": ById(
            "route",
            MOVE,
            "Any route that is live, coming or possible; `none` where it is not listed.",
            lambda a: a.moves,
            lambda move, name: bool(move.route == name),
            short="stage",
        ),
        "holder": Aspect(
            Word("team", (UNKNOWN,)), "The team that holds the case; `none`, `unknown`.", _holder
        ),
        "holder_after": Aspect(
            Word("team"),
            "Who holds it once the leading move is made; `none` where nothing moves it.",
            lambda a: None if a.holder_after is None else a.holder_after.team,
        ),
        "participants": Aspect(
            Words("participant"),
            "Who takes part now, by team or role.",
            lambda a: _participants(a, joins=False),
        ),
        "joins": Aspect(
            Words("participant"),
            "Whom a rule asks to join, by team or role.",
            lambda a: _participants(a, joins=True),
        ),
        "duties": ById(
            "duty",
            DUTY,
            "What is owed; `none` where it is not.",
            lambda a: a.duties,
            lambda duty, name: bool(duty.duty == name),
            short="state",
            choosers=("routes", "about"),
        ),
        "documents": ById(
            "document",
            DOCUMENT,
            "What has to be on file; `none` where no checklist that applies has such a line.",
            lambda a: a.documents,
            lambda document, name: name in document.document,
            choosers=("checklist", "routes", "about", "clauses"),
        ),
        "missing": Inside(MISSING, "What is missing.", lambda a: a.missing),
        "advice": Aspect(
            Words("advice"),
            "Principles and discretion that bear on the case.",
            lambda a: tuple(one.advice for one in a.advice if not one.perhaps),
        ),
        "readings": Aspect(
            Words("reading"),
            "The readings that the answer relies on.",
            lambda a: tuple(one.reading for one in a.readings),
        ),
        "look_again_on": Aspect(
            When(), "The next day on which the answer can change.", lambda a: a.look_again_on
        ),
        "look_again": Aspect(
            Days(), "Every later day on which it can change.", lambda a: a.look_again()
        ),
        "rules": ById(
            "rule",
            RULE,
            "What became of a rule.",
            lambda a: a.rules,
            lambda rule, name: bool(rule.rule == name),
            short="fate",
        ),
        "clauses": Aspect(
            Words("clause"),
            "The clauses cited.",
            lambda a: tuple(one.id for one in a.clauses),
        ),
        "notes": Aspect(Sentences(), "What else the reader should know.", lambda a: a.notes),
    }
)
"""Everything that `expect` may hold."""

COUNT = Aspect(Number(), "How many there are of that name.", len)

__all__ = [
    "COUNT",
    "DECISION",
    "Answer",
    "Aspect",
    "AwaitedDecision",
    "ById",
    "Inside",
    "MissingFact",
    "Table",
]
