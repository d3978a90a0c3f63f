"""A case, a policy and a day, to a decision: worked out when read, so that the summary costs no more than it needs.

Pure: the same pack, case and day give the same bytes, whatever the clock, the machine or the order of the pack.
"""

import json
import threading
from collections.abc import Callable, Collection, Mapping
from copy import copy
from dataclasses import asdict, fields
from datetime import date, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeVar

from transferrules.case.snapshot import Case
from transferrules.decision import (
    AdviceView,
    ClauseRef,
    DecisionRecord,
    DocumentView,
    DutyView,
    HolderView,
    Missing,
    Move,
    Participant,
    Place,
    Provenance,
    ReadingView,
    RuleExplanation,
    RuleFate,
    When,
)
from transferrules.engine.answer import Answer
from transferrules.engine.bind import bind
from transferrules.engine.evaluate import evaluate
from transferrules.engine.explain import Explainer
from transferrules.engine.fates import Fates
from transferrules.engine.frame import Record
from transferrules.engine.moments import AsOf
from transferrules.engine.notes import notes
from transferrules.engine.observing import Observer
from transferrules.engine.otherwise import variant, would_give
from transferrules.engine.owed import Owed
from transferrules.engine.policy import Policy as CompiledPolicy
from transferrules.engine.status import verdict
from transferrules.engine.wanted import Probes, Wanted
from transferrules.pack.model import Pack
from transferrules.pack.surface import LANGUAGE_VERSION

T = TypeVar("T")

# So many later dates are worked out at the most; a case has a few dozen.
MOST_LATER_DATES = 500


def _engine_version() -> str:
    try:
        return version("transferrules")
    except PackageNotFoundError:
        return "unknown"


class Policy:
    """One authority's policy, ready to be asked. It never changes; threads may share it.

    Attributes:
        pack: The pack that it was made from.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._compiled = CompiledPolicy(pack)
        self._probes = Probes(self._compiled)
        self._variants: dict[tuple[str, int], CompiledPolicy] = {}
        self._lock = threading.Lock()

    def decide(
        self, case: Case, *, as_of: date | datetime, observer: Observer | None = None
    ) -> "Decision":
        """Where a case should go, when, and what is missing, as of a day or a moment.

        Args:
            case: The snapshot.
            as_of: The day, which is all its instants; or a moment, in Europe/London unless it says otherwise.
            observer: Told of every test and limit that is looked at; for coverage.

        Raises:
            InvalidCase: A local fact is not of the type that the pack declares.
        """
        return Decision(self, bind(self.pack, case), AsOf.of(as_of), observer)

    def with_rules(self, pack: Pack, changed: Mapping[str, Collection[str]]) -> "Policy":
        """The policy of a pack that differs from this one's in some rules alone; made faster than anew.

        Args:
            pack: The other pack.
            changed: The names of the rules that differ, by section.
        """
        other = copy(self)
        other.pack = pack
        other._compiled = self._compiled.with_rules(pack, changed)
        other._probes = Probes(other._compiled)
        other._variants = {}
        other._lock = threading.Lock()
        return other

    def _variant(self, reading: str, index: int) -> CompiledPolicy | None:
        """The policy on another reading, compiled when it is first asked for; none where that reading is words only."""
        alternative = self.pack.readings[reading].otherwise[index]
        if not alternative.executable:
            return None
        with self._lock:
            key = reading, index
            if key not in self._variants:
                self._variants[key] = variant(self._compiled, alternative)
            return self._variants[key]

    def explain(
        self, case: Case, *, as_of: date | datetime, rule: str | None = None
    ) -> tuple[RuleExplanation, ...]:
        """Why each rule applies, or why not; of one rule, where one is named.

        Raises:
            KeyError: There is no such rule.
        """
        found = self.decide(case, as_of=as_of).explain(rule)
        if rule is not None and not found:
            raise KeyError(rule)
        return found


class Decision:
    """An answer: immutable, each part worked out when it is first read. `record` gives all of it as plain data."""

    __slots__ = ("_as_of", "_facts", "_lock", "_observer", "_parts", "_policy")

    def __init__(
        self, policy: Policy, facts: Record, as_of: AsOf, observer: Observer | None = None
    ) -> None:
        self._observer = observer
        self._policy = policy
        self._facts = facts
        self._as_of = as_of
        self._parts: dict[str, Any] = {}
        self._lock = threading.RLock()

    def _part(self, name: str, make: Callable[[], T]) -> T:
        found: Any = self._parts.get(name, self)
        if found is self:
            with self._lock:
                found = self._parts.get(name, self)
                if found is self:
                    found = self._parts[name] = make()
        return found  # type: ignore[no-any-return]

    @property
    def _evaluation(self) -> Any:
        return self._part(
            "evaluation",
            lambda: evaluate(
                self._policy._compiled, self._facts, self._as_of, observer=self._observer
            ),
        )

    @property
    def _verdict(self) -> Any:
        return self._part("verdict", lambda: verdict(self._evaluation))

    @property
    def _answer(self) -> Answer:
        return self._part("answer", lambda: Answer(self._evaluation, self._verdict))

    @property
    def _owed(self) -> Owed:
        return self._answer.owed

    # --- the summary -------------------------------------------------------------------------------

    @property
    def status(self) -> str:
        """The answer in a word."""
        return str(self._verdict.status.value)

    @property
    def possible(self) -> tuple[str, ...]:
        """Every status that it could be; one, unless it cannot be told."""
        return tuple(s.value for s in self._verdict.possible)

    @property
    def sentence(self) -> str:
        """The answer in a sentence."""
        from transferrules.tell.sentence import sentence

        return self._part("sentence", lambda: sentence(self))

    @property
    def conflict(self) -> bool:
        """Whether rules that have reached their point contradict each other."""
        return bool(self._verdict.conflict)

    @property
    def force(self) -> str | None:
        """How strongly the document speaks, where the case is to move: of several routes the strongest."""
        strength = ("must", "should", "may")
        forces = [m.force for m in self.moves if m.leading]
        return min(forces, key=strength.index, default=None)

    # --- the rest ----------------------------------------------------------------------------------

    @property
    def moves(self) -> tuple[Move, ...]:
        """Every route that is live, coming, or may be; those that the status speaks of first."""
        return self._part("moves", self._answer.moves)

    @property
    def holder(self) -> HolderView:
        """Who holds the case."""
        return self._part("holder", self._answer.holder)

    @property
    def holder_after(self) -> Place | None:
        """Who holds it once the leading move is made."""
        return self._part("holder_after", self._answer.holder_after)

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Who takes part, and who joins."""
        return self._part("participants", self._answer.participants)

    @property
    def duties(self) -> tuple[DutyView, ...]:
        """What is owed, by whom and when."""
        return self._part("duties", self._owed.duties)

    @property
    def documents(self) -> tuple[DocumentView, ...]:
        """What has to be on file."""
        return self._part("documents", self._owed.documents)

    @property
    def missing(self) -> Missing:
        """What is missing: documents, steps, decisions, facts."""
        return self._part("missing", self._missing)

    def _missing(self) -> Missing:
        owed = self._owed
        wanted = Wanted(self._policy._compiled, self._facts, self._as_of, self._policy._probes)
        return Missing(
            owed.missing_documents(),
            owed.missing_steps(),
            owed.missing_decisions(),
            wanted.facts_wanted(self._evaluation),
        )

    @property
    def advice(self) -> tuple[AdviceView, ...]:
        """Principles and discretion that bear on the case."""
        return self._part("advice", Fates(self._owed).advice)

    @property
    def rules(self) -> tuple[RuleFate, ...]:
        """Every rule of the pack, and what became of it."""
        return self._part("rules", Fates(self._owed).all)

    @property
    def look_again_on(self) -> When | None:
        """The next day or moment on which the answer can change if nothing else does."""
        later = self._part("look_again", self._look_again)
        return later[0] if later else None

    def _look_again(self) -> tuple[When, ...]:
        # Reading the parts registers every date with which they compare the day asked about.
        _ = (self.moves, self.duties, self.documents, self.rules, self.participants, self.advice)
        _ = self._owed.missing_steps()
        return self._answer.look_again()

    def look_again(self) -> tuple[When, ...]:
        """Every later day or moment on which the answer can change if nothing else does, one after the other."""
        found: list[When] = []
        following: Decision = self
        while (next_ := following.look_again_on) is not None and len(found) < MOST_LATER_DATES:
            found.append(next_)
            following = Decision(self._policy, self._facts, AsOf.of(next_))
        return tuple(found)

    # --- citations ---------------------------------------------------------------------------------

    @property
    def readings(self) -> tuple[ReadingView, ...]:
        """The readings that the answer relies on."""
        return self._part("readings", lambda: self._readings_of(self._cited()))

    @property
    def clauses(self) -> tuple[ClauseRef, ...]:
        """The clauses cited, in the order of the register."""
        return self._part("clauses", lambda: self._clauses_of(self._cited()))

    def _cited(self) -> frozenset[str]:
        cited: set[str] = set()
        for parts in (self.moves, self.duties, self.documents, self.advice):
            for part in parts:
                cited.update(part.clauses)
        return frozenset(cited)

    def _clauses_of(self, ids: frozenset[str]) -> tuple[ClauseRef, ...]:
        return tuple(
            ClauseRef(c.id, c.section, c.lines, c.summary)
            for c in self._policy.pack.clauses.values()
            if c.id in ids
        )

    def _readings_of(
        self, ids: frozenset[str], told: Callable[[str, int, str], str] | None = None
    ) -> tuple[ReadingView, ...]:
        told = told or self._otherwise
        return tuple(
            ReadingView(
                r.id,
                r.question,
                r.taken,
                r.because,
                tuple(told(r.id, i, o.taken) for i, o in enumerate(r.otherwise)),
                r.clauses,
            )
            for _, r in sorted(self._policy.pack.readings.items())
            if ids & set(r.clauses)
        )

    def _otherwise(self, reading: str, index: int, taken: str) -> str:
        """Another reading, and what it would give."""
        other = self._policy._variant(reading, index)
        if other is None:
            return taken
        alternative = self._policy.pack.readings[reading].otherwise[index]
        found = would_give(self._answer, other, alternative, self._facts, self._as_of)
        said = "; ".join(found) or "nothing would be different here"
        return f"{taken} Then: {said}."

    def explain(self, rule: str | None = None) -> tuple[RuleExplanation, ...]:
        """Why each rule applies, or why not."""
        told = cache(self._otherwise)  # many rules rest on one reading, and each takes an answer

        def cited(
            clauses: tuple[str, ...],
        ) -> tuple[tuple[ReadingView, ...], tuple[ClauseRef, ...]]:
            ids = frozenset(clauses)
            return self._readings_of(ids, told), self._clauses_of(ids)

        return Explainer(self._evaluation, self.rules, cited).rules(rule)

    @property
    def notes(self) -> tuple[str, ...]:
        """What else the reader should know."""
        return self._part("notes", lambda: notes(self._evaluation, self._facts))

    @property
    def provenance(self) -> Provenance:
        """What the answer was made from."""
        pack = self._policy.pack
        return Provenance(
            pack.id,
            pack.title,
            pack.edition.id,
            pack.sha256,
            LANGUAGE_VERSION,
            _engine_version(),
            self._policy._compiled.calendar.edition,
            self._as_of.asked,
        )

    # --- as data -----------------------------------------------------------------------------------

    def record(self) -> DecisionRecord:
        """All of it, as plain data."""
        return DecisionRecord(**{f.name: getattr(self, f.name) for f in fields(DecisionRecord)})

    def to_dict(self) -> dict[str, Any]:
        """All of it, in JSON's types: dates and moments as text."""
        return {key: jsonable(value) for key, value in asdict(self.record()).items()}

    def to_json(self, *, indent: int | None = None) -> str:
        """All of it, as JSON: the same bytes for the same pack, case and day."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False)

    def __repr__(self) -> str:
        return f"<Decision {self.status} by {self._policy.pack.id} as of {self._as_of.asked.isoformat()}>"


def jsonable(value: Any) -> Any:
    """A piece of an answer in JSON's types: dates and moments as ISO 8601 text, tuples as lists."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {k: jsonable(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(v) for v in value]
    return value
