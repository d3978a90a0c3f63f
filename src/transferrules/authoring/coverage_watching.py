"""One scenario, watched: what every rule, test, limit, document and duty came to on its day."""

from collections import defaultdict
from dataclasses import dataclass, field

from transferrules.authoring.coverage_inventory import Inventory
from transferrules.decision import RuleFate
from transferrules.engine.decide import Decision, Policy
from transferrules.engine.expressions import off_rest_days
from transferrules.engine.moments import Interval
from transferrules.engine.observing import Side, side_of
from transferrules.engine.papers import ItemState, OnFile, Required
from transferrules.engine.stages import Stage
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth
from transferrules.pack.model import FactTest, Phrase

HELD, FAILED, UNTOLD = "held", "failed", "unknown"
CAME_TO = {TRUE: HELD, FALSE: FAILED, UNKNOWN: UNTOLD}
OF_FATE = {
    "applies": HELD,
    "complete": HELD,
    "waits": HELD,
    "does_not_apply": FAILED,
    "overridden": FAILED,
    "set_aside": FAILED,
    "cannot_be_told": UNTOLD,
}
LATE = frozenset({"overdue", "met_late"})
NOT_OWED, NOT_REQUIRED = "not_owed", "not_required"


@dataclass(frozen=True, slots=True)
class Watched:
    """What one scenario shows.

    Attributes:
        rules: What each rule, and each line of a checklist, came to, by id: ``held``, ``failed`` or ``unknown``.
        tests: By the identity of the test; one that is asked of several records may have come to several things.
        limits: On which sides dates lay, by the identity of the phrase.
        documents: By the identity of the line: ``on_file``, ``absent``, ``not_required``, ``unknown``.
        duties: Their states, by id.
        missed: The duties that were owed and not done in time.
    """

    rules: dict[str, str] = field(default_factory=dict)
    tests: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    limits: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    documents: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    duties: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    missed: set[str] = field(default_factory=set)

    # --- the engine tells ------------------------------------------------------------------------

    def test(self, fact: FactTest, truth: Truth) -> None:
        """A test came to something."""
        self.tests[id(fact)].add(CAME_TO[truth])

    def limit(self, phrase: Phrase, side: Side) -> None:
        """A date was held against a timing phrase."""
        self.limits[id(phrase)].add(side.value)

    # --- the answer tells ------------------------------------------------------------------------

    def read(self, policy: Policy, decision: Decision, inventory: Inventory) -> None:
        """Read the answer to the end, and note what became of everything."""
        for duty in decision.duties:
            key = f"duties.{duty.duty}"
            self.duties[key].add(UNTOLD if duty.perhaps else duty.state)
            if duty.state in LATE and not duty.perhaps:
                self.missed.add(key)
        for name in policy.pack.duties:
            self.duties[f"duties.{name}"] = self.duties[f"duties.{name}"] or {NOT_OWED}
        items = decision._owed.item_states()  # a view does not say which line it is of
        self._documents(items, inventory, decision)
        for fate in decision.rules:
            key = f"{fate.section}.{fate.rule}"
            if key in inventory.rules:  # a route that people's decision makes stands in no pack
                self.rules[key] = self._fate(fate, items, inventory)
        self._last_days(policy, decision)

    def _documents(self, items: list[ItemState], inventory: Inventory, decision: Decision) -> None:
        states: defaultdict[int, list[ItemState]] = defaultdict(list)
        for state in items:
            key = id(state.item)
            states[key].append(state)
            self.documents[key].add(_document(state))
            if state.checklist.due is not None and not state.perhaps:
                window = state.due and Interval(None, False, state.due, False)
                today = decision._evaluation.frame.today()
                self.limits[id(state.checklist.due)].add(side_of(window, today).value)
        for key, part in inventory.documents.items():
            self.rules[part.id] = _line(states[key], inventory)
            self.documents[key] = self.documents[key] or {NOT_REQUIRED}

    def _fate(self, fate: RuleFate, items: list[ItemState], inventory: Inventory) -> str:
        """What a rule came to; a checklist that asks for nothing has failed."""
        if fate.section != "checklists" or fate.fate != "applies":
            return OF_FATE[fate.fate]
        return _line([s for s in items if s.checklist.head.id == fate.rule], inventory)

    def _last_days(self, policy: Policy, decision: Decision) -> None:
        """The day asked about, held against the `due` of each route that is live: the engine only reports it."""
        evaluation = decision._evaluation
        for name, state in evaluation.states.items():
            due = state.route.due
            if due is None or state.is_at(Stage.OUT):
                continue
            frame = evaluation.side_frame(name)
            conventions = state.route.conventions
            for said in policy._compiled.phrase(due, conventions)(frame, None):
                self.limit(due, side_of(off_rest_days(frame, said, conventions), frame.today()))


def _document(state: ItemState) -> str:
    """One line on one day, in a word."""
    if state.perhaps:
        return UNTOLD
    if state.required is Required.NOT_REQUIRED:
        return NOT_REQUIRED
    return UNTOLD if state.on_file is OnFile.UNKNOWN else state.on_file.value


def _line(states: list[ItemState], inventory: Inventory) -> str:
    """Whether a document is asked for: one whose pack says that it cannot tell is, as far as it goes."""
    sure = [s for s in states if not s.perhaps]
    if any(
        s.required is Required.REQUIRED
        or (s.required is Required.UNKNOWN and id(s.item) in inventory.always_unknown)
        for s in sure
    ):
        return HELD
    return FAILED if all(s.required is Required.NOT_REQUIRED for s in states) else UNTOLD
