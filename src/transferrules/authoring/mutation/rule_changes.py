"""What is changed of routes, blocks, duties, checklists and advice."""

from collections.abc import Iterator, Mapping
from typing import Any

from transferrules.authoring.mutation.conditions import one_or_many
from transferrules.authoring.mutation.known import Known, less, several, swapped
from transferrules.authoring.mutation.mutant import DROPPED, NEVER, Edit, Path, at, flow

CONDITIONS = ("when", "unless", "where", "provided", "while")
WEAKER = {"must": "should", "should": "may", "may": "should"}


def rule(known: Known, path: Path, part: Mapping[str, Any]) -> Iterator[Edit]:
    """A rule of any section."""
    section, row = path[0], part.get("each")
    yield Edit("block" if section == "blocks" else "rule", path, NEVER, "applies", "never applies")
    if section != "blocks":  # what holds a move holds it; no answer says how strongly
        said = part.get("force", "should" if section == "advice" else "must")
        yield Edit("force", (*path, "force"), WEAKER[said], said, WEAKER[said])
    if section == "routes":
        yield from _destination(known, path, part)
    yield from several("route", (*path, "for"), part.get("for"))
    for key in CONDITIONS:
        if key in part:
            yield from known.condition(path, key, part, row, whole=key != "while")
    for key in ("who", "ask"):
        names = one_or_many(part.get(key, []))
        yield from several("actor", (*path, key), part.get(key))
        if len(names) == 1:
            yield from known.actor((*path, key), names[0], "for" in part or section == "routes")
    for key in ("point", "due"):
        if key in part:
            yield Edit("limit", (*path, key), DROPPED, part[key])
            yield from known.timing((*path, key), part[key], row)
    if "done" in part:
        yield Edit("evidence", (*path, "done"), DROPPED, part["done"])
    for index, name in enumerate(one_or_many(part.get("overrides", []))):
        yield less("override", (*path, "overrides"), part["overrides"], index, name)
    yield from known.counting(path, part, row)
    for index, item in enumerate(part.get("items", [])):
        yield from _item(known, (*path, "items", index), item, len(part["items"]))


def _destination(known: Known, path: Path, part: Mapping[str, Any]) -> Iterator[Edit]:
    senders = one_or_many(part["from"])
    yield from several("sender", (*path, "from"), part["from"])
    if len(senders) == 1:
        now = "none" if senders[0] == "any" else "any"
        yield Edit("sender", (*path, "from"), now, senders[0], now)
    for key in ("to", "joins"):
        yield from several("destination", (*path, key), part.get(key))
        names = one_or_many(part.get(key, []))
        if len(names) == 1 and names[0] in known.teams:
            # Not to where it comes from: that would be no move.
            elsewhere = [t for t in known.teams if t == names[0] or t not in senders]
            if len(elsewhere) > 1:
                yield swapped("destination", (*path, key), names[0], tuple(elsewhere))
    for key in ("in_area", "worker", "chosen_by"):
        if key in part:
            yield Edit("destination", (*path, key), DROPPED, part[key])
    awaited = part.get("if_decided", {})
    for name, outcomes in awaited.items():
        place: Path = (*path, "if_decided", name)
        alone = place[:-1] if len(awaited) == 1 else place
        yield Edit("condition", alone, DROPPED, flow(at(known.plain, alone)))
        yield from several("outcome", place, outcomes)
        yield from known.outcome(place, name, outcomes)


def _item(known: Known, path: Path, item: Any, count: int) -> Iterator[Edit]:
    if count > 1:
        yield Edit("document", path, DROPPED, _called(item))
    if not isinstance(item, Mapping):
        return
    row = item.get("each") or ("documents" if "document" in item else None)
    for index, other in enumerate(item.get("any_of", [])):
        yield from _item(known, (*path, "any_of", index), other, len(item["any_of"]))
    for key in CONDITIONS:
        if key in item:
            yield from known.condition(path, key, item, row, whole=True)
    for key in ("requirement", "up_to_date"):
        if key in item:
            yield Edit("document", (*path, key), DROPPED, item[key])
    if "force" in item:
        now = WEAKER[item["force"]]
        yield Edit("force", (*path, "force"), now, item["force"], now)


def _called(item: Any) -> str:
    if isinstance(item, str):
        return item
    return str(item["document"]) if "document" in item else flow(item.get("any_of"))
