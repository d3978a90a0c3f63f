"""The answer in one sentence, as a colleague would say it."""

from collections.abc import Callable, Iterable
from typing import Protocol

from transferrules.decision import (
    HolderView,
    Missing,
    Move,
    Participant,
    Place,
    Provenance,
    RuleFate,
)
from transferrules.tell.words import (
    capital,
    counted,
    day,
    is_many,
    is_past,
    listed,
    named,
    place,
    places,
    plain,
    span,
)


class Answered(Protocol):
    """What the sentence is made from: a `DecisionRecord`, or anything that has these of its attributes."""

    @property
    def status(self) -> str: ...
    @property
    def possible(self) -> tuple[str, ...]: ...
    @property
    def force(self) -> str | None: ...
    @property
    def conflict(self) -> bool: ...
    @property
    def moves(self) -> tuple[Move, ...]: ...
    @property
    def holder(self) -> HolderView: ...
    @property
    def participants(self) -> tuple[Participant, ...]: ...
    @property
    def missing(self) -> Missing: ...
    @property
    def rules(self) -> tuple[RuleFate, ...]: ...
    @property
    def provenance(self) -> Provenance: ...


def sentence(answer: Answered) -> str:
    """The answer in one sentence."""
    leading = tuple(m for m in answer.moves if m.leading)
    return _SENTENCES[answer.status](answer, leading)


# --- a status each ---------------------------------------------------------------------------------


def _transfer(answer: Answered, leading: tuple[Move, ...]) -> str:
    text = f"The case {_is_to(answer.force)} move{_from(answer)}{_to(leading)}"
    latest = next((m for m in leading if m.latest is not None), None)
    point = next((m for m in leading if m.point is not None), None)
    if latest is not None and latest.latest is not None:
        by = day(latest.latest)
        text += f"; that was due by {by}" if latest.late else f", by {by} at the latest"
    elif point is not None and point.point is not None:
        # Reached, but known only in part: some day of that span has passed, not which.
        text += f"; its transfer point was reached {_on(span(point.point, point.point_latest))}"
    else:
        text += " now"
    if answer.force == "may":
        text += ": the policy allows it, and does not require it"
    return f"{text}."


def _prepare(answer: Answered, leading: tuple[Move, ...]) -> str:
    moves = leading[:1] if len({m.to for m in leading}) == 1 else leading
    if len(moves) != 1:
        ways = [f"{_to((m,)).strip()}{_once(answer, m)}" for m in moves]
        return f"The case {_is_to(answer.force)} move{_from(answer)}: {listed(ways, 'or')}."
    move = moves[0]
    if move.reached:
        return f"The case {_is_to(answer.force)} move{_from(answer)}{_to(moves)}, and the policy puts a step before that."
    return f"The case {_is_to(answer.force)} move{_from(answer)}{_to(moves)}{_once(answer, move)}."


def _once(answer: Answered, move: Move) -> str:
    if move.point is not None:
        return f" once its transfer point is reached, {_on(span(move.point, move.point_latest))}"
    planned = ""
    if move.expected is not None:
        is_ = "was" if is_past(move.expected, answer.provenance.as_of) else "is"
        planned = f"; what it waits for {is_} planned for {day(move.expected)}"
    return f" once its transfer point is reached (no date yet{planned})"


def _blocked(answer: Answered, leading: tuple[Move, ...]) -> str:
    held = listed(dict.fromkeys(b for m in leading for b in m.blocked_by))
    because = f": {_lower(held)}" if held else ""
    return (
        f"The case cannot move{_to(leading)} yet, although its transfer point is reached{because}."
    )


def _stay(answer: Answered, leading: tuple[Move, ...]) -> str:
    if leading:
        return f"The case stays{_with(answer)}: {_lower(listed(m.title for m in leading))}."
    if not answer.holder.known or answer.holder.team is not None:
        return f"The case stays{_with(answer)}: no rule of the policy moves it now."
    return "Nobody holds the case, and no rule of the policy gives it to anyone now."


def _refer(answer: Answered, leading: tuple[Move, ...]) -> str:
    work = [f"{_work(m.subject)} {_verb(m.force)} go{_to((m,))}" for m in leading]
    return f"The case stays{_with(answer)}, and {listed(dict.fromkeys(work))}."


def _co_work(answer: Answered, leading: tuple[Move, ...]) -> str:
    joining = dict.fromkeys(_joins(answer, m) for m in leading)
    return f"The case stays{_with(answer)}, and {listed(joining)}."


def _joins(answer: Answered, move: Move) -> str:
    already = any(
        p.route is None and p.role == move.subject and p.team == to.team
        for p in answer.participants
        for to in move.to
    )
    many = len(move.to) == 1 and is_many(move.to[0].title)
    verb = ("take part" if many else "takes part") if already else ("join" if many else "joins")
    role = f" as {plain(move.subject)}" if move.subject else ""
    return f"{_places_or(move.to, 'another team')} {verb}{role}"


def _close(answer: Answered, leading: tuple[Move, ...]) -> str:
    forces = {m.force for m in leading}
    force = forces.pop() if len(forces) == 1 else "must"
    return f"The case {_is_to(force)} close: {_lower(listed(m.title for m in leading))}."


def _manager_decides(answer: Answered, leading: tuple[Move, ...]) -> str:
    if answer.conflict:
        ways = [f"“{m.title}” {_asks(m)}" for m in leading]
        return f"A person has to decide, because rules of the policy contradict each other: {listed(ways)}."
    routes = {m.route for m in leading}
    awaited = [d for d in answer.missing.decisions if routes & set(d.routes)]
    if awaited:
        said = [f"“{d.title}”{_made_by(d.made_by)}" for d in awaited]
        waits = "A decision is" if len(said) == 1 else "Decisions are"
        return f"{waits} waited for: {listed(said)}."
    asked = tuple(dict.fromkeys(who for m in leading for who in m.asks)) or ("a person",)
    have = "have" if is_many(asked[-1]) else "has"
    titles = listed(m.title for m in leading)
    return f"{capital(_people(asked))} {have} to decide: {_lower(titles)}."


def _complete(answer: Answered, leading: tuple[Move, ...]) -> str:
    return f"The case has moved{_to(leading)}, and something is still to be done after the move."


def _cannot_tell(answer: Answered, leading: tuple[Move, ...]) -> str:
    possible = [s for s in answer.possible if s in _POSSIBLE]
    ways = [_POSSIBLE[s](_at(leading, s)) for s in possible]
    facts = len(answer.missing.facts)
    if len(ways) == 1:
        text = f"Nobody can tell yet where the case goes: it {ways[0]}"
    elif ways:
        text = f"Nobody can tell yet whether the case {listed(ways, 'or')}"
    else:
        text = "Nobody can tell yet where the case goes"
    if facts:
        text += f"; {'one fact' if facts == 1 else counted(facts, 'fact')} not on the record could settle it"
    return f"{text}."


_SENTENCES: dict[str, Callable[[Answered, tuple[Move, ...]], str]] = {
    "transfer": _transfer,
    "prepare": _prepare,
    "blocked": _blocked,
    "stay": _stay,
    "refer": _refer,
    "co_work": _co_work,
    "close": _close,
    "manager_decides": _manager_decides,
    "complete": _complete,
    "cannot_tell": _cannot_tell,
}

# What each status would mean, said of a case of which it cannot be told yet. What is given are the moves that could bring it.
_POSSIBLE: dict[str, Callable[[tuple[Move, ...]], str]] = {
    "manager_decides": lambda _: "waits for somebody's decision",
    "transfer": lambda moves: f"{_moves(moves)}{_to(moves)} now",
    "blocked": lambda moves: f"is held back from moving{_to(moves)}",
    "close": lambda _: "is to close",
    "stay": lambda _: "stays where it is",
    "prepare": lambda moves: f"is to be prepared for a move{_to(moves)}",
    "refer": lambda _: "has a piece of work referred to another team",
    "co_work": lambda _: "has another team working beside its own",
    "complete": lambda _: "has moved, with something still to be done",
}


def _moves(moves: tuple[Move, ...]) -> str:
    return "may move" if {m.force for m in moves} == {"may"} else "moves"


_STAGE_OF = {"transfer": "due", "blocked": "blocked", "prepare": "prepare"}


def _at(moves: tuple[Move, ...], status: str) -> tuple[Move, ...]:
    """The moves that could bring a status about."""
    stage = _STAGE_OF.get(status)
    return tuple(m for m in moves if stage in m.stages and m.asks_for == "move")


# --- parts of sentences ----------------------------------------------------------------------------


def _made_by(who: tuple[str, ...]) -> str:
    return f" ({', '.join(who)})" if who else ""


def _is_to(force: str | None) -> str:
    return force if force in ("may", "should") else "is to"


def _verb(force: str) -> str:
    return force if force in ("may", "should") else "is to"


def _people(who: tuple[str, ...]) -> str:
    return listed((named(w) for w in who), "or")


def _asks(move: Move) -> str:
    match move.asks_for:
        case "stay":
            return "keeps it where it is"
        case "close":
            return "closes it"
        case "ask":
            return f"asks {_people(move.asks) or 'a person'}"
        case _:
            return f"moves it{_to((move,))}"


def _from(answer: Answered) -> str:
    title = answer.holder.title
    return f" from {named(title)}" if title is not None else ""


def _with(answer: Answered) -> str:
    title = answer.holder.title
    return f" with {named(title)}" if title is not None else " where it is"


def _to(moves: Iterable[Move]) -> str:
    text = places(moves)
    return f" to {text}" if text else ""


def _places_or(to: tuple[Place, ...], otherwise: str) -> str:
    return listed((place(p) for p in to), "or") or otherwise


def _on(text: str) -> str:
    return text if text.startswith("between ") else f"on {text}"


def _work(subject: str | None) -> str:
    """A referral of a type: `a court report`, but `a social care referral`."""
    if subject is None:
        return "a piece of work"
    text = plain(subject)
    head = text.split(" for ")[0].split(" of ")[0].split()[-1:]
    text = text if set(head) & _WORK else f"{text} referral"
    return f"{'an' if text[:1] in 'aeiou' else 'a'} {text}"


_WORK = frozenset(["assessment", "contact", "enquiry", "referral", "report", "request", "work"])


def _lower(title: str) -> str:
    """A title inside a sentence. Only a little word loses its capital: `Families First`, `First Contact` and `YPS` keep theirs."""
    first, _, rest = title.partition(" ")
    is_name = first == "First" and rest[:1].isupper()
    return f"{first.lower()} {rest}" if first in _LITTLE and rest and not is_name else title


_LITTLE = frozenset(
    [
        "A",
        "An",
        "The",
        "Whether",
        "Which",
        "First",
        "No",
        "Not",
        "On",
        "In",
        "From",
        "To",
        "Both",
        "There",
        "Until",
        "While",
        "When",
        "Where",
        "Someone",
    ]
)
