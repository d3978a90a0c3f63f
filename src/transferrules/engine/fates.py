"""What became of every rule, and which advice bears on the case."""

from dataclasses import replace

from transferrules.decision import AdviceView, RuleFate
from transferrules.engine.owed import Owed
from transferrules.engine.stages import LIVE, Because, RouteState, Stage
from transferrules.language.truth import FALSE, TRUE, UNKNOWN, Truth, conj, disj, negate
from transferrules.pack.model import RuleHead


class Fates:
    """The fates of one answer.

    Attributes:
        owed: Its duties and documents.
    """

    def __init__(self, owed: Owed) -> None:
        self.owed = owed
        self.evaluation = owed.evaluation
        self.policy = owed.policy
        self.pack = owed.policy.pack

    def advice(self) -> tuple[AdviceView, ...]:
        """Principles and discretion that bear on the case."""
        found = []
        for name, compiled in sorted(self.policy.advice.items()):
            truth = self._bears(name)
            if truth != FALSE:
                head = compiled.advice.head
                found.append(AdviceView(name, head.title, truth == UNKNOWN, head.clauses))
        return tuple(found)

    def _bears(self, name: str) -> Truth:
        evaluation, compiled = self.evaluation, self.policy.advice[name]
        if compiled.advice.routes is None:
            stands = negate(evaluation.aside(name).truth)
            return conj((stands, compiled.when.run(evaluation.frame, None)))
        return disj(
            conj(
                (
                    evaluation.owed(route, compiled.advice.routes),
                    negate(evaluation.aside(name, route).truth),
                    compiled.when.run(evaluation.side_frame(route), None),
                )
            )
            for route in sorted(compiled.advice.routes)
        )

    def all(self) -> tuple[RuleFate, ...]:
        """Every rule of the pack, and what became of it; by section, then by id."""
        pack = self.pack
        found = [self._route_fate(s) for _, s in sorted(self.evaluation.states.items())]
        found += [self._block_fate(n) for n in sorted(pack.blocks)]
        owed: dict[str, list[Truth]] = {}
        for state in self.owed.duty_states():
            owed.setdefault(state.duty.head.id, []).append(state.owed)
        for name, duty in sorted(pack.duties.items()):
            over = tuple(sorted(self.evaluation.overridden.get(name, ())))
            fate = self._fate(duty.head, owed.get(name, []))
            found.append(
                fate if name in owed or not over else replace(fate, fate="overridden", by=over)
            )
        listed: dict[str, list[Truth]] = {}
        for item in self.owed.item_states():
            listed.setdefault(item.checklist.head.id, []).append(UNKNOWN if item.perhaps else TRUE)
        for name, checklist in sorted(pack.checklists.items()):
            found.append(self._fate(checklist.head, listed.get(name, [])))
        found += [self._fate(a.head, [self._bears(n)]) for n, a in sorted(pack.advice.items())]
        return tuple(found)

    def _fate(self, head: RuleHead, truths: list[Truth]) -> RuleFate:
        aside = self.evaluation.aside(head.id)
        if aside.truth == TRUE and TRUE not in truths:
            return RuleFate(
                head.id, head.section, head.title, "set_aside", (aside.by or "",), head.clauses
            )
        fate = (
            "applies"
            if TRUE in truths
            else "cannot_be_told"
            if UNKNOWN in truths
            else "does_not_apply"
        )
        return RuleFate(head.id, head.section, head.title, fate, (), head.clauses)

    def _block_fate(self, name: str) -> RuleFate:
        block = self.pack.blocks[name]
        truths: list[Truth] = []
        aside: str | None = None
        for route in sorted(block.routes):
            state = self.evaluation.states[route]
            if state.is_at(Stage.OUT):
                continue
            held = self.policy.blocks[name].run(self.evaluation.side_frame(route), None)
            live: Truth = UNKNOWN if Stage.OUT in state.stages else TRUE
            by = self.evaluation.aside(name, route)
            if by.truth == TRUE:
                aside = by.by
            truths.append(conj((held, live, negate(by.truth))))
        if aside is not None and TRUE not in truths:
            head = block.head
            return RuleFate(head.id, head.section, head.title, "set_aside", (aside,), head.clauses)
        return self._fate(block.head, truths)

    def _route_fate(self, state: RouteState) -> RuleFate:
        head = state.route.head
        fate, by = self._of_route(state)
        return RuleFate(head.id, head.section, head.title, fate, by, head.clauses)

    def _of_route(self, state: RouteState) -> tuple[str, tuple[str, ...]]:
        if state.is_at(Stage.OUT):
            if state.because is Because.OVERRIDDEN:
                return "overridden", state.overridden_by
            if state.because is Because.UNTOLD:
                return "cannot_be_told", state.overridden_by
            if state.because is Because.SET_ASIDE:
                aside = self.evaluation.asides.get(state.route.head.id)
                return "set_aside", (aside.by or "",) if aside is not None else ()
            return "does_not_apply", ()
        if state.is_at(Stage.COMPLETE):
            return "complete", ()
        if state.is_at(Stage.WAITS):
            return "waits", state.waits_for
        if len(state.stages) > 1 and not state.stages <= LIVE | {Stage.COMING}:
            return "cannot_be_told", ()
        return "applies", ()
