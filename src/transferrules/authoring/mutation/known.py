"""What changes of a pack have in common: what the pack knows, and how one place of it is said otherwise."""

from collections.abc import Iterator, Mapping
from typing import Any

from transferrules.authoring.mutation.anchors import Anchors
from transferrules.authoring.mutation.conditions import conditions, one_or_many
from transferrules.authoring.mutation.mutant import DROPPED, Edit, Path, flow
from transferrules.authoring.mutation.persons import persons_matched
from transferrules.authoring.mutation.wording import amounts, dates, timings
from transferrules.pack.model import DecisionTerm, Pack

RULES = ("routes", "blocks", "duties", "checklists", "advice")
SIDES = {"sender": "receiver", "receiver": "sender"}
ALL_HOURS, OFFICE_HOURS = "24 hours of each working day", "09:00 to 17:00 of each working day"
OTHERWISE = {
    "rest_day": {
        "stays": "next working day",
        "next working day": "working day before",
        "working day before": "stays",
    },
    "leap_birthday": {"1 March": "28 February", "28 February": "1 March"},
    "working_hours": {ALL_HOURS: OFFICE_HOURS},
}


class Known:
    """What one pack knows.

    Attributes:
        plain: Its surface.
        teams: Its teams.
        people: The people whom it names.
        matched: Those against whom it holds what is recorded.
        anchors: Its dates.
        outcomes: What each of its decisions may be.
    """

    def __init__(self, plain: Mapping[str, Any], pack: Pack) -> None:
        self.plain = plain
        self.teams = tuple(pack.teams)
        self.people = tuple(pack.people)
        rules = (rule for section in RULES for rule in getattr(pack, section).values())
        self.matched = persons_matched((*pack.terms.values(), *rules))
        self.anchors = Anchors(pack)
        self.outcomes = {n: t.outcomes for n, t in pack.terms.items() if isinstance(t, DecisionTerm)}  # fmt: skip

    def counting(self, path: Path, part: Mapping[str, Any], row: str | None = None) -> Iterator[Edit]:  # fmt: skip
        """How a pack, or a rule of it, counts."""
        for index, day in enumerate(one_or_many(part.get("closures", []))):
            yield less("closure", (*path, "closures"), part["closures"], index, day)
        for key in ("moved", "done"):
            if key in part:
                yield from self.anchor((*path, key), part[key], row)
        if isinstance(part.get("up_to_date"), str) and part["up_to_date"] != "true":
            yield from self.timing((*path, "up_to_date"), part["up_to_date"], row)
        if "horizon" in part:
            text = part["horizon"]
            found = amounts(text) or dates(text, lambda name: self.anchors.other(name, row))
            yield from (Edit(kind, (*path, "horizon"), now, text, now) for kind, now in found)
        for key, others in OTHERWISE.items():
            if key in part:
                now = others.get(part[key], ALL_HOURS)
                yield Edit("convention", (*path, key), now, part[key], now)

    def condition(
        self, path: Path, key: str, part: Mapping[str, Any], row: str | None, *, whole: bool = True
    ) -> Iterator[Edit]:
        """A condition of a rule or term: left out as a whole, and each change inside it."""
        kind = "unless" if key == "unless" else "condition"
        below: Path = (*path, key)
        # Of one test alone, taking out the test is taking out the whole.
        if whole and (kind == "unless" or len(part[key]) == 1):
            yield Edit(kind, below, DROPPED, flow(part[key]))
        yield from conditions(below, part[key], row, self.anchors, self.outcomes)

    def timing(self, path: Path, text: str, row: str | None = None) -> Iterator[Edit]:
        """A timing phrase, said otherwise."""
        for kind, now in timings(text, lambda name: self.anchors.other(name, row)):
            yield Edit(kind, path, now, text, now)

    def date(self, path: Path, text: str) -> Iterator[Edit]:
        """A date, said otherwise."""
        for kind, now in dates(text, self.anchors.other):
            yield Edit(kind, path, now, text, now)

    def anchor(self, path: Path, name: str, row: str | None) -> Iterator[Edit]:
        """The date that shows something, exchanged for another."""
        now = self.anchors.other(name, row)
        if now is not None:
            yield Edit("anchor", path, now, name, now)

    def actor(self, path: Path, name: str, routed: bool = False) -> Iterator[Edit]:
        """Somebody else; where there is a route, one of its sides."""
        if routed:
            now = SIDES.get(name, "sender")
            yield Edit("actor", path, now, name, now)
        else:
            others = self.people if name in self.people and len(self.people) > 1 else self.teams
            yield swapped("actor", path, name, others if name in others else (name, others[0]))  # fmt: skip

    def outcome(self, path: Path, decision: str, outcome: Any) -> Iterator[Edit]:
        """Another outcome of a decision."""
        known = self.outcomes.get(decision, ())
        if isinstance(outcome, str) and outcome in known and len(known) > 1:
            yield swapped("outcome", path, outcome, known)


def several(kind: str, path: Path, names: Any) -> Iterator[Edit]:
    """Each of several names, taken out."""
    if isinstance(names, list) and len(names) > 1:
        for index, name in enumerate(names):
            yield Edit(kind, (*path, index), DROPPED, flow(name))


def less(kind: str, path: Path, names: Any, index: int, name: str) -> Edit:
    """One of some names taken out; with the last of them the key goes too."""
    alone = not isinstance(names, list) or len(names) == 1
    return Edit(kind, path if alone else (*path, index), DROPPED, name)


def swapped(kind: str, path: Path, name: str, names: tuple[str, ...]) -> Edit:
    """One name for the next of some, and for the first after the last."""
    now = names[(names.index(name) + 1) % len(names)]
    return Edit(kind, path, now, name, now)
