"""Every small change of a pack that mutation tries, in the order of the pack.

Read off the plain surface, section by section; what a change is called (`Edit.kind`) is listed in docs/mutation.md.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from transferrules.authoring.mutation.anchors import Anchors
from transferrules.authoring.mutation.conditions import conditions, one_or_many
from transferrules.authoring.mutation.mutant import (
    DROPPED,
    NEVER,
    Edit,
    Mutant,
    Path,
    at,
    flow,
    name_of,
)
from transferrules.authoring.mutation.persons import persons_matched
from transferrules.authoring.mutation.wording import amounts, dates, timings
from transferrules.pack.model import DecisionTerm, Pack
from transferrules.reading import Source

RULES = ("routes", "blocks", "duties", "checklists", "advice")
SECTIONS = ("calendar", "conventions", "people", "decisions", "terms", *RULES)
CONDITIONS = ("when", "unless", "where", "provided", "while")
WEAKER = {"must": "should", "should": "may", "may": "should"}
OTHERWISE = {
    "rest_day": {"stays": "next working day", "next working day": "working day before", "working day before": "stays"},
    "leap_birthday": {"1 March": "28 February", "28 February": "1 March"},
}  # fmt: skip
RANKS = {"first": "last", "second": "first", "last": "first"}
SIDES = {"sender": "receiver", "receiver": "sender"}


def mutants_of(source: Source, pack: Pack) -> tuple[Mutant, ...]:
    """Every mutant of a pack.

    Args:
        source: Its text, read.
        pack: The same, resolved.
    """
    plain = source.node.plain()
    found: list[Mutant] = []
    often: Counter[str] = Counter()
    for edit in _Changes(plain, pack).all():
        name = name_of(plain, edit)
        often[name] += 1
        if often[name] > 1:
            name = f"{name} ({often[name]})"
        rule = ".".join(str(step) for step in edit.path[:2])
        found.append(Mutant(name, rule, _line(source, edit.path), edit))
    return tuple(found)


def _line(source: Source, path: Path) -> int:
    key = source.node.key_at(path)
    return (key or source.node.at(path)).mark.line


class _Changes:
    """Walks the surface of one pack."""

    def __init__(self, plain: Mapping[str, Any], pack: Pack) -> None:
        self.plain = plain
        self.teams = tuple(pack.teams)
        self.people = tuple(pack.people)
        self.matched = persons_matched((*pack.terms.values(), *(r for s in RULES for r in getattr(pack, s).values())))  # fmt: skip
        self.anchors = Anchors(pack)
        self.outcomes = {n: t.outcomes for n, t in pack.terms.items() if isinstance(t, DecisionTerm)}  # fmt: skip

    def all(self) -> Iterator[Edit]:
        """Every edit, section by section."""
        for section in SECTIONS:
            parts = self.plain.get(section, {})
            if section in ("calendar", "conventions"):
                yield from self._counting((section,), parts)
                continue
            for name, part in parts.items():
                yield from self._part((section, name), part)

    def _part(self, path: Path, part: Any) -> Iterator[Edit]:
        match path[0]:
            case "people":
                yield from self._person(path, part)
            case "decisions":
                yield from self._decision(path, part)
            case "terms":
                yield from self._term(path, part)
            case _:
                yield from self._rule(path, part)

    # --- conventions, people, decisions, terms ---------------------------------------------------------

    def _counting(self, path: Path, part: Mapping[str, Any], row: str | None = None) -> Iterator[Edit]:  # fmt: skip
        """How a pack, or a rule of it, counts."""
        for index, day in enumerate(one_or_many(part.get("closures", []))):
            yield self._less("closure", (*path, "closures"), part["closures"], index, day)
        for key in ("moved", "done"):
            if key in part:
                yield from self._anchor((*path, key), part[key], row)
        if isinstance(part.get("up_to_date"), str) and part["up_to_date"] != "true":
            yield from self._timing((*path, "up_to_date"), part["up_to_date"], row)
        if "horizon" in part:
            text = part["horizon"]
            found = amounts(text) or dates(text, lambda name: self.anchors.other(name, row))
            yield from (Edit(kind, (*path, "horizon"), now, text, now) for kind, now in found)
        for key, others in OTHERWISE.items():
            if key in part:
                now = others[part[key]]
                yield Edit("convention", (*path, key), now, part[key], now)

    def _person(self, path: Path, part: Any) -> Iterator[Edit]:
        # Who is only told, or owes something, is told by title: nothing is held against role and team.
        if not isinstance(part, Mapping) or path[1] not in self.matched:
            return
        for key in ("role", "team"):
            if key in part and {"role", "team"} - {key} <= part.keys():
                yield Edit("actor", (*path, key), DROPPED, flow(part[key]))
        yield from self._several("actor", (*path, "team"), part.get("team"))
        team = part.get("team")
        if isinstance(team, str) and team in SIDES:
            yield Edit("actor", (*path, "team"), SIDES[team], team, SIDES[team])

    def _decision(self, path: Path, part: Any) -> Iterator[Edit]:
        if not isinstance(part, Mapping):
            return
        makers = one_or_many(part.get("made_by", []))
        yield from self._several("actor", (*path, "made_by"), part.get("made_by"))
        if len(makers) == 1:
            yield from self._actor((*path, "made_by"), makers[0])
        if part.get("needs") == "all":
            yield Edit("needs", (*path, "needs"), "any", "all", "any")
        elif len(makers) > 1:
            yield Edit("needs", (*path, "needs"), "all", "any", "all")
        yield from self._several("outcome", (*path, "outcomes"), part.get("outcomes"))
        yield from self._several("override", (*path, "sets_aside"), part.get("sets_aside"))
        if len(one_or_many(part.get("sets_aside", []))) == 1:
            yield Edit("override", (*path, "sets_aside"), DROPPED, flow(part["sets_aside"]))
        if "where" in part:
            yield from self._condition(path, "where", part, "decisions")

    def _term(self, path: Path, part: Any) -> Iterator[Edit]:
        if isinstance(part, str):
            for kind, now in dates(part, self.anchors.other):
                yield Edit(kind, path, now, part, now)
            return
        row = next((part[rank] for rank in RANKS if rank in part), None) or part.get("in")
        for rank, other in RANKS.items():
            if rank in part:
                turned = {other if key == rank else key: value for key, value in part.items()}
                yield Edit("pick", path, turned, rank, other)
        if "by" in part:
            record = self.anchors.of_list(row)
            beside = None if record is None else self.anchors.beside(record, part["by"])
            if beside is not None:
                yield Edit("anchor", (*path, "by"), beside, part["by"], beside)
        if "where" in part:
            yield from self._condition(path, "where", part, row)
        both = "when" in part and "unless" in part
        for key in ("when", "unless"):
            if key in part:
                yield from self._condition(path, key, part, part.get("of"), whole=both)
        if "reaches" in part:
            for kind, now in amounts(part["reaches"]):
                yield Edit(kind, (*path, "reaches"), now, part["reaches"], now)
        if "counted_from" in part:
            yield from self._date((*path, "counted_from"), part["counted_from"])
        choices = part.get("choose", [])
        for index, choice in enumerate(choices):
            yield from self._choice((*path, "choose", index), choice, len(choices))

    def _choice(self, path: Path, choice: Mapping[str, Any], count: int) -> Iterator[Edit]:
        if count > 1:
            yield Edit("choice", path, DROPPED, flow(choice))
        for key in ("when", "unless"):
            if key in choice:
                whole = "when" in choice and "unless" in choice
                yield from self._condition(path, key, choice, None, whole=whole)
        if ("when" in choice) is not ("unless" in choice) and count == 1:
            guard = "when" if "when" in choice else "unless"
            yield Edit(
                "condition",
                path,
                {"otherwise": choice["give"]},
                f"{guard}: {flow(choice[guard])}",
            )
        for key in ("give", "otherwise"):
            text = choice.get(key)
            if text in self.teams:
                yield self._swapped("destination", (*path, key), text, self.teams)
            elif text is not None:
                yield from self._date((*path, key), text)

    # --- rules -------------------------------------------------------------------------------------

    def _rule(self, path: Path, part: Mapping[str, Any]) -> Iterator[Edit]:
        section, row = path[0], part.get("each")
        yield Edit(
            "block" if section == "blocks" else "rule", path, NEVER, "applies", "never applies"
        )
        if section != "blocks":  # what holds a move holds it; no answer says how strongly
            said = part.get("force", "should" if section == "advice" else "must")
            yield Edit("force", (*path, "force"), WEAKER[said], said, WEAKER[said])
        if section == "routes":
            yield from self._destination(path, part)
        yield from self._several("route", (*path, "for"), part.get("for"))
        for key in CONDITIONS:
            if key in part:
                yield from self._condition(path, key, part, row, whole=key != "while")
        for key in ("who", "ask"):
            names = one_or_many(part.get(key, []))
            yield from self._several("actor", (*path, key), part.get(key))
            if len(names) == 1:
                yield from self._actor((*path, key), names[0], "for" in part or section == "routes")
        for key in ("point", "due"):
            if key in part:
                yield Edit("limit", (*path, key), DROPPED, part[key])
                yield from self._timing((*path, key), part[key], row)
        if "done" in part:
            yield Edit("evidence", (*path, "done"), DROPPED, part["done"])
        for index, name in enumerate(one_or_many(part.get("overrides", []))):
            yield self._less("override", (*path, "overrides"), part["overrides"], index, name)
        yield from self._counting(path, part, row)
        for index, item in enumerate(part.get("items", [])):
            yield from self._item((*path, "items", index), item, len(part["items"]))

    def _destination(self, path: Path, part: Mapping[str, Any]) -> Iterator[Edit]:
        senders = one_or_many(part["from"])
        yield from self._several("sender", (*path, "from"), part["from"])
        if len(senders) == 1:
            now = "none" if senders[0] == "any" else "any"
            yield Edit("sender", (*path, "from"), now, senders[0], now)
        for key in ("to", "joins"):
            yield from self._several("destination", (*path, key), part.get(key))
            names = one_or_many(part.get(key, []))
            if len(names) == 1 and names[0] in self.teams:
                # Not to where it comes from: that would be no move.
                elsewhere = [t for t in self.teams if t == names[0] or t not in senders]
                if len(elsewhere) > 1:
                    yield self._swapped("destination", (*path, key), names[0], tuple(elsewhere))
        for key in ("in_area", "worker", "chosen_by"):
            if key in part:
                yield Edit("destination", (*path, key), DROPPED, part[key])
        awaited = part.get("if_decided", {})
        for name, outcomes in awaited.items():
            place: Path = (*path, "if_decided", name)
            alone = place[:-1] if len(awaited) == 1 else place
            yield Edit("condition", alone, DROPPED, flow(at(self.plain, alone)))
            yield from self._several("outcome", place, outcomes)
            yield from self._outcome(place, name, outcomes)

    def _item(self, path: Path, item: Any, count: int) -> Iterator[Edit]:
        if count > 1:
            yield Edit("document", path, DROPPED, _called(item))
        if not isinstance(item, Mapping):
            return
        row = item.get("each") or ("documents" if "document" in item else None)
        for index, other in enumerate(item.get("any_of", [])):
            yield from self._item((*path, "any_of", index), other, len(item["any_of"]))
        for key in CONDITIONS:
            if key in item:
                yield from self._condition(path, key, item, row, whole=True)
        for key in ("requirement", "up_to_date"):
            if key in item:
                yield Edit("document", (*path, key), DROPPED, item[key])
        if "force" in item:
            now = WEAKER[item["force"]]
            yield Edit("force", (*path, "force"), now, item["force"], now)

    # --- what they share -----------------------------------------------------------------------------

    def _condition(
        self, path: Path, key: str, part: Mapping[str, Any], row: str | None, *, whole: bool = True
    ) -> Iterator[Edit]:
        kind = "unless" if key == "unless" else "condition"
        below: Path = (*path, key)
        # Of one test alone, taking out the test is taking out the whole.
        if whole and (kind == "unless" or len(part[key]) == 1):
            yield Edit(kind, below, DROPPED, flow(part[key]))
        yield from conditions(below, part[key], row, self.anchors, self.outcomes)

    def _timing(self, path: Path, text: str, row: str | None = None) -> Iterator[Edit]:
        for kind, now in timings(text, lambda name: self.anchors.other(name, row)):
            yield Edit(kind, path, now, text, now)

    def _date(self, path: Path, text: str) -> Iterator[Edit]:
        for kind, now in dates(text, self.anchors.other):
            yield Edit(kind, path, now, text, now)

    def _anchor(self, path: Path, name: str, row: str | None) -> Iterator[Edit]:
        now = self.anchors.other(name, row)
        if now is not None:
            yield Edit("anchor", path, now, name, now)

    def _several(self, kind: str, path: Path, names: Any) -> Iterator[Edit]:
        """Each of several names, taken out."""
        if isinstance(names, list) and len(names) > 1:
            for index, name in enumerate(names):
                yield Edit(kind, (*path, index), DROPPED, flow(name))

    def _less(self, kind: str, path: Path, names: Any, index: int, name: str) -> Edit:
        """One of some names taken out; with the last of them the key goes too."""
        alone = not isinstance(names, list) or len(names) == 1
        return Edit(kind, path if alone else (*path, index), DROPPED, name)

    def _swapped(self, kind: str, path: Path, name: str, names: tuple[str, ...]) -> Edit:
        """One name for the next of some, and for the first after the last."""
        now = names[(names.index(name) + 1) % len(names)]
        return Edit(kind, path, now, name, now)

    def _actor(self, path: Path, name: str, routed: bool = False) -> Iterator[Edit]:
        if routed:
            now = SIDES.get(name, "sender")
            yield Edit("actor", path, now, name, now)
        else:
            others = self.people if name in self.people and len(self.people) > 1 else self.teams
            yield self._swapped("actor", path, name, others if name in others else (name, others[0]))  # fmt: skip

    def _outcome(self, path: Path, decision: str, outcome: Any) -> Iterator[Edit]:
        known = self.outcomes.get(decision, ())
        if isinstance(outcome, str) and outcome in known and len(known) > 1:
            yield self._swapped("outcome", path, outcome, known)


def _called(item: Any) -> str:
    if isinstance(item, str):
        return item
    return str(item["document"]) if "document" in item else flow(item.get("any_of"))
