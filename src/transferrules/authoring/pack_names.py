"""The names that expectations may use: those of one pack, and the words of the answer itself.

An answer tells people by title and rules by id; a scenario says ids throughout. `meant` is the way from what was answered to the ids that
an author would have written.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from transferrules.case.vocabulary import lookup
from transferrules.engine.duties import State
from transferrules.engine.papers import OnFile, Required
from transferrules.engine.stages import Stage
from transferrules.engine.status import Status
from transferrules.pack.model import DecisionTerm, Force, Outcome, Pack
from transferrules.reading import nearest

FATES = (
    "applies",
    "complete",
    "does_not_apply",
    "overridden",
    "set_aside",
    "waits",
    "cannot_be_told",
)
WORDS: Mapping[str, tuple[str, ...]] = {
    "status": tuple(Status),
    "stage": tuple(Stage),
    "outcome": tuple(Outcome),
    "state": tuple(State),
    "required": tuple(Required),
    "on_file": tuple(OnFile),
    "force": tuple(Force),
    "fate": FATES,
    "side": ("before", "at", "after"),
}
"""The closed lists of words that an answer uses, by what they are words for."""

FACT = "fact"
CALLED = {
    "side": "side of the move",
    "fate": "fate of a rule",
    "on_file": "word for whether a document is there",
    "required": "word for whether a document is asked for",
    "state": "state of a duty",
    "stage": "stage of a route",
    "outcome": "thing that a route asks for",
}


class PackNames:
    """The names of one pack, by what they name.

    Attributes:
        pack: Whose names.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    @cached_property
    def _titled(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        """For each sort of name, each id and what an answer may call it."""
        pack = self.pack
        heads = {
            section: {name: frozenset({rule.head.title}) for name, rule in rules.items()}
            for section, rules in (
                ("route", pack.routes),
                ("block", pack.blocks),
                ("duty", pack.duties),
                ("checklist", pack.checklists),
                ("advice", pack.advice),
            )
        }
        teams = {name: frozenset({team.title}) for name, team in pack.teams.items()}
        people = {name: frozenset({person.title}) for name, person in pack.people.items()}
        roles = {person.role for person in pack.people.values() if person.role is not None}
        return {
            **heads,
            "rule": {name: said for rules in heads.values() for name, said in rules.items()},
            "team": teams,
            "who": teams | people,
            "participant": {role: frozenset[str]() for role in sorted(roles)} | people | teams,
            "document": self._documents(),
            "decision": {
                name: frozenset({term.title})
                for name, term in pack.terms.items()
                if isinstance(term, DecisionTerm)
            },
            "reading": {name: frozenset({one.question}) for name, one in pack.readings.items()},
            "clause": {name: frozenset() for name in pack.clauses},
        }

    def _documents(self) -> dict[str, frozenset[str]]:
        said: dict[str, set[str]] = {}
        for checklist in self.pack.checklists.values():
            for item in checklist.items:
                together = " or ".join(paper.title for paper in item.papers)
                for paper in item.papers:
                    said.setdefault(paper.document, set()).update((paper.title, together))
        return {name: frozenset(titles) for name, titles in said.items()}

    def all(self, of: str) -> tuple[str, ...]:
        """Every name of that sort; none where the sort is open."""
        if of in WORDS:
            return WORDS[of]
        return tuple(self._titled.get(of, ()))

    def knows(self, of: str, word: str) -> bool:
        """Whether there is such a name."""
        if of == FACT:
            return _is_fact(word)
        if of == "participant" or (of not in WORDS and of not in self._titled):
            return (
                True  # roles, people, areas and records are the case's: no pack declares them all
            )
        return word in self.all(of)

    def nearest(self, of: str, word: str) -> str | None:
        """The name that was probably meant."""
        return nearest(word, self.all(of))

    def meant(self, of: str, answered: str) -> tuple[str, ...]:
        """The ids that an answer's word may stand for; the word itself where it is one, or is none that we know."""
        titled = self._titled.get(of)
        if titled is None or answered in titled:
            return (answered,)
        found = tuple(name for name, titles in titled.items() if answered in titles)
        return found or (answered,)

    def rules_about(self, of: str, word: str) -> tuple[str, ...]:
        """The rules that say something about what is named: where to look when it is not as expected."""
        pack = self.pack
        if of in ("route", "block", "duty", "checklist", "advice", "rule"):
            return (word,)
        if of == "team":
            return tuple(
                name
                for name, route in pack.routes.items()
                if route.to is not None and word in route.to.teams
            )
        if of == "document":
            return tuple(
                name
                for name, checklist in pack.checklists.items()
                if any(paper.document == word for item in checklist.items for paper in item.papers)
            )
        if of == "decision":
            return tuple(
                name
                for name, route in pack.routes.items()
                if any(awaited.decision == word for awaited in route.if_decided)
            )
        return ()


def called(of: str) -> str:
    """What a sort of name is called in a sentence."""
    return CALLED.get(of, of)


def _is_fact(path: str) -> bool:
    """Whether a snapshot can hold something at that path; places in lists, as in `plans[0]`, do not matter."""
    if path.startswith("local."):
        return True
    try:
        lookup(".".join(_without_places(path.split("."))))
    except KeyError:
        return False
    return True


def _without_places(steps: Iterable[str]) -> Iterable[str]:
    return (step.partition("[")[0] for step in steps)
