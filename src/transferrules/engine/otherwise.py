"""What another reading would give: the same case, decided with one key of the pack said otherwise, and set beside the answer."""

from collections.abc import Iterator
from dataclasses import replace

from transferrules.decision import Place, When
from transferrules.engine.answer import Answer
from transferrules.engine.evaluate import evaluate
from transferrules.engine.frame import Record
from transferrules.engine.moments import AsOf
from transferrules.engine.policy import Policy
from transferrules.engine.status import verdict
from transferrules.pack.model import Alternative, Pack

MOST_DIFFERENCES = 4


def pack_with(pack: Pack, alternative: Alternative) -> Pack:
    """The pack, read the other way."""
    changes: dict[str, object] = {
        section: {**getattr(pack, section), **changed}
        for section, changed in alternative.changes.items()
        if section != "conventions"
    }
    for conventions in alternative.changes.get("conventions", {}).values():
        changes["conventions"] = conventions
    return replace(pack, **changes)  # type: ignore[arg-type]


# What a change of these cannot reach: the routes, and with them the status, stay as they are.
BESIDE_ROUTES = frozenset({"duties", "advice"})


def variant(policy: Policy, alternative: Alternative) -> Policy:
    """The policy on another reading: compiled anew only as far as the change reaches."""
    changed = {section: tuple(rules) for section, rules in alternative.changes.items()}
    return policy.with_rules(pack_with(policy.pack, alternative), changed)


def would_give(
    now: Answer, other: Policy, alternative: Alternative, facts: Record, as_of: AsOf
) -> tuple[str, ...]:
    """What another reading would give, in words; empty where nothing would be different."""
    if alternative.changes.keys() <= BESIDE_ROUTES:
        beside = Answer(now.evaluation.under(other), now.verdict)
        return _listed(_duties(now, beside, frozenset(alternative.changes.get("duties", ()))))
    evaluation = evaluate(other, facts, as_of)
    return _listed(_differences(now, Answer(evaluation, verdict(evaluation))))


def _differences(now: Answer, other: Answer) -> Iterator[str]:
    yield from _status(now, other)
    yield from _moves(now, other)
    yield from _duties(now, other, frozenset(now.pack.duties))
    yield from _documents(now, other)


def _listed(differences: Iterator[str]) -> tuple[str, ...]:
    found = sorted(set(differences))
    if len(found) > MOST_DIFFERENCES:
        more = len(found) - MOST_DIFFERENCES
        found = [*found[:MOST_DIFFERENCES], f"and {more} more"]
    return tuple(found)


def _status(now: Answer, other: Answer) -> Iterator[str]:
    if other.verdict.status is not now.verdict.status:
        yield f"the answer would be {other.verdict.status.value.replace('_', ' ')}"
    after, before = other.holder_after(), now.holder_after()
    if after != before and after is not None:
        yield f"the case would go to {after.title}"


def _day(value: When | None) -> str:
    return "no date" if value is None else f"{value.day} {value:%B %Y}"


def _places(to: tuple[Place, ...]) -> str:
    return " or ".join(p.title for p in to) or "nowhere"


def _moves(now: Answer, other: Answer) -> Iterator[str]:
    before = {m.route: m for m in now.moves()}
    after = {m.route: m for m in other.moves()}
    for name in before.keys() | after.keys():
        one, two = before.get(name), after.get(name)
        if one is None and two is not None:
            yield f"{two.title}: would apply"
        elif two is None and one is not None:
            yield f"{one.title}: would not apply"
        elif one is not None and two is not None:
            if one.point != two.point:
                yield f"{two.title}: point {_day(two.point)} instead of {_day(one.point)}"
            if one.latest != two.latest:
                yield f"{two.title}: by {_day(two.latest)} instead of {_day(one.latest)}"
            if one.to != two.to:
                yield f"{two.title}: to {_places(two.to)} instead of {_places(one.to)}"
            if one.force != two.force:
                yield f"{two.title}: {two.force} instead of {one.force}"


def _duties(now: Answer, other: Answer, duties: frozenset[str]) -> Iterator[str]:
    before = {(d.duty, d.about, d.routes): d for d in now.owed.duties_of(duties)}
    after = {(d.duty, d.about, d.routes): d for d in other.owed.duties_of(duties)}
    for key in before.keys() | after.keys():
        one, two = before.get(key), after.get(key)
        if one is None and two is not None:
            yield f"{two.title}: would be owed"
        elif two is None and one is not None:
            yield f"{one.title}: would not be owed"
        elif one is not None and two is not None:
            if one.due != two.due or one.opens != two.opens:
                yield f"{two.title}: due {_window(two.opens, two.due)} instead of {_window(one.opens, one.due)}"
            if one.state != two.state:
                yield f"{two.title}: {two.state.replace('_', ' ')} instead of {one.state.replace('_', ' ')}"
            if one.who != two.who:
                yield f"{two.title}: lies with {_people(two.who)} instead of {_people(one.who)}"
            if one.force != two.force:
                yield f"{two.title}: {two.force} instead of {one.force}"


def _people(who: tuple[str, ...]) -> str:
    return " and ".join(who) or "nobody named"


def _window(opens: When | None, due: When | None) -> str:
    if due is not None:
        return _day(due)
    return "no date" if opens is None else f"from {_day(opens)}"


def _documents(now: Answer, other: Answer) -> Iterator[str]:
    before = {(d.checklist, d.document, d.about): d for d in now.owed.documents()}
    after = {(d.checklist, d.document, d.about): d for d in other.owed.documents()}
    for key in before.keys() | after.keys():
        one, two = before.get(key), after.get(key)
        was = one.required if one is not None else "not_required"
        would = two.required if two is not None else "not_required"
        title = two.title if two is not None else one.title if one is not None else ""
        if was != would:
            yield f"{title}: {would.replace('_', ' ')} instead of {was.replace('_', ' ')}"
        elif one is not None and two is not None and was != "not_required":
            if one.on_file != two.on_file:
                yield f"{title}: {two.on_file.replace('_', ' ')} instead of {one.on_file.replace('_', ' ')}"
            if one.due != two.due:
                yield f"{title}: by {_day(two.due)} instead of {_day(one.due)}"
            if one.force != two.force:
                yield f"{title}: {two.force} instead of {one.force}"
