"""What is changed of people, decisions and terms."""

from collections.abc import Iterator, Mapping
from typing import Any

from transferrules.authoring.mutation.conditions import one_or_many
from transferrules.authoring.mutation.known import SIDES, Known, several, swapped
from transferrules.authoring.mutation.mutant import DROPPED, Edit, Path, flow
from transferrules.authoring.mutation.wording import amounts, dates

RANKS = {"first": "last", "second": "first", "last": "first"}


def person(known: Known, path: Path, part: Any) -> Iterator[Edit]:
    """A person: whom role and team stand for."""
    # Who is only told, or owes something, is told by title: nothing is held against role and team.
    if not isinstance(part, Mapping) or path[1] not in known.matched:
        return
    for key in ("role", "team"):
        if key in part and {"role", "team"} - {key} <= part.keys():
            yield Edit("actor", (*path, key), DROPPED, flow(part[key]))
    yield from several("actor", (*path, "team"), part.get("team"))
    team = part.get("team")
    if isinstance(team, str) and team in SIDES:
        yield Edit("actor", (*path, "team"), SIDES[team], team, SIDES[team])


def decision(known: Known, path: Path, part: Any) -> Iterator[Edit]:
    """A decision: who makes it, and what it may be."""
    if not isinstance(part, Mapping):
        return
    makers = one_or_many(part.get("made_by", []))
    yield from several("actor", (*path, "made_by"), part.get("made_by"))
    if len(makers) == 1:
        yield from known.actor((*path, "made_by"), makers[0])
    if part.get("needs") == "all":
        yield Edit("needs", (*path, "needs"), "any", "all", "any")
    elif len(makers) > 1:
        yield Edit("needs", (*path, "needs"), "all", "any", "all")
    yield from several("outcome", (*path, "outcomes"), part.get("outcomes"))
    yield from several("override", (*path, "sets_aside"), part.get("sets_aside"))
    if len(one_or_many(part.get("sets_aside", []))) == 1:
        yield Edit("override", (*path, "sets_aside"), DROPPED, flow(part["sets_aside"]))
    if "where" in part:
        yield from known.condition(path, "where", part, "decisions")


def term(known: Known, path: Path, part: Any) -> Iterator[Edit]:
    """A term: a date, a record, a condition, a choice or a sum of days."""
    if isinstance(part, str):
        for kind, now in dates(part, known.anchors.other):
            yield Edit(kind, path, now, part, now)
        return
    row = next((part[rank] for rank in RANKS if rank in part), None) or part.get("in")
    for rank, other in RANKS.items():
        if rank in part:
            turned = {other if key == rank else key: value for key, value in part.items()}
            yield Edit("pick", path, turned, rank, other)
    if "by" in part:
        record = known.anchors.of_list(row)
        beside = None if record is None else known.anchors.beside(record, part["by"])
        if beside is not None:
            yield Edit("anchor", (*path, "by"), beside, part["by"], beside)
    if "where" in part:
        yield from known.condition(path, "where", part, row)
    both = "when" in part and "unless" in part
    for key in ("when", "unless"):
        if key in part:
            yield from known.condition(path, key, part, part.get("of"), whole=both)
    if "reaches" in part:
        for kind, now in amounts(part["reaches"]):
            yield Edit(kind, (*path, "reaches"), now, part["reaches"], now)
    if "counted_from" in part:
        yield from known.date((*path, "counted_from"), part["counted_from"])
    choices = part.get("choose", [])
    for index, choice in enumerate(choices):
        yield from _choice(known, (*path, "choose", index), choice, len(choices))


def _choice(known: Known, path: Path, choice: Mapping[str, Any], count: int) -> Iterator[Edit]:
    if count > 1:
        yield Edit("choice", path, DROPPED, flow(choice))
    for key in ("when", "unless"):
        if key in choice:
            whole = "when" in choice and "unless" in choice
            yield from known.condition(path, key, choice, None, whole=whole)
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
        if text in known.teams:
            yield swapped("destination", (*path, key), text, known.teams)
        elif text is not None:
            yield from known.date((*path, key), text)
