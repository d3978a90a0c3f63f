"""How far a route has come: every stage that what is known leaves possible, with where it leads in each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from transferrules.calendars.clock import end_of_day, start_of_day
from transferrules.calendars.spans import (
    Days,
    Instants,
)
from transferrules.case.vocabulary import RECORD_TYPES, SNAPSHOT
from transferrules.language.syntax import Amount
from transferrules.language.truth import FALSE, TRUE, Truth, conj, disj, negate
from transferrules.language.truth import UNKNOWN as PERHAPS
from transferrules.pack import model
from transferrules.pack.model import Outcome, Route
from transferrules.reference.known import (
    UNKNOWN,
    Known,
    Now,
    agree,
    both,
    distinct,
    to_days,
)
from transferrules.reference.scene import Scene, Side

Place = tuple[Any, Any, Any]  # team, area, worker
NOWHERE: Place = (None, None, None)
LIVE = frozenset({"prepare", "blocked", "due"})
OWING = LIVE | {"waits", "complete"}


@dataclass(frozen=True, slots=True)
class Possible:
    """One way in which a route could stand.

    Attributes:
        stage: How far it has come.
        place: Where it leads then.
    """

    stage: str
    place: Place


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is known of one route.

    Attributes:
        ways: Every way in which it could stand.
        side: Sender, receiver, move and point, for what belongs to it.
        points: The windows of its point; empty where it has none.
        reached: Whether the point is.
        blocked_by: The blocks that hold it, or may.
        waits_for: The decisions that it waits for, or may.
        aside: Whether a decision has set it aside.
    """

    route: Route
    ways: frozenset[Possible]
    side: Side
    points: Known
    reached: Truth
    blocked_by: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    aside: Truth = FALSE
    served: Truth = FALSE

    @property
    def stages(self) -> frozenset[str]:
        """Its possible stages."""
        return frozenset(way.stage for way in self.ways)


def scene_of(scene: Scene, route: Route, side: Side | None = None) -> Scene:
    """The scene of a route: its own conventions; for what belongs to it, its own sides."""
    return replace(scene, conventions=route.conventions, side=side)


def held(senders: model.Senders, team: Any) -> Truth:
    """Whether a holder is one of those from whom a route leads."""
    if team is UNKNOWN:
        return TRUE if senders.any_team and senders.nobody else PERHAPS
    if team is None:
        return TRUE if senders.nobody else FALSE
    return TRUE if senders.any_team or team in senders.teams else FALSE


def holding(scene: Scene) -> Known:
    """The team that holds the case on the day asked about."""
    team = RECORD_TYPES["Allocation"].fields["team"]
    return distinct(t for h in scene.holder() for t in scene.field(h, team))


def places(scene: Scene, route: Route) -> Known:
    """Where the route leads: a place, `"unchosen"`, or none where it leads nowhere."""
    to = route.to
    if to is None:
        return (NOWHERE,)
    if to.chosen_by is not None:
        teams = _chosen(scene, to)
    elif to.ref is not None:
        teams = scene.ref(to.ref)
    else:
        teams = to.teams
    areas = scene.ref(to.area) if to.area is not None else (None,)
    workers = scene.ref(to.worker) if to.worker is not None else (None,)
    many = {team.id for team in scene.pack.teams.values() if team.one_per_area}
    return distinct(
        # Of a team that there is one of only, an area says nothing.
        team
        if team is None or team == "unchosen"
        else (team, area if team in many else None, worker)
        for team, area, worker in product(teams, areas, workers)
    )


def _chosen(scene: Scene, to: model.Destination) -> Known:
    """The team that the decision chose, of those there are."""
    assert to.chosen_by is not None
    fields = RECORD_TYPES["Decision"].fields
    offered = to.teams or tuple(t for t in (scene.ref(to.ref) if to.ref else ()) if t is not None)
    found: list[Any] = []
    for made in scene.decision(scene.pack.terms[to.chosen_by]):  # type: ignore[arg-type]
        if made is None:
            found.append("unchosen")
            continue
        # Of one that may still lie ahead: what it says once it is made; that it is not is a choice of its own.
        said = [scene.field(made, fields[name]) for name in ("outcome", "to_team")]
        for outcome, team in product(*(tuple(v for v in s if v is not None) or s for s in said)):
            if isinstance(team, str):
                found.append(team if team in offered else None)
            elif outcome in offered:
                found.append(outcome)
            elif outcome is UNKNOWN:
                found += [*offered, None]
            elif outcome is None:
                found.append("unchosen")  # a decision that chose nothing
            else:
                found.append(None)
    return distinct(found)


def reached(scene: Scene, window: Any) -> Truth:
    """Whether a point has been reached; one without a date has not."""
    if window is None:
        return FALSE
    known: Truth = window.begun(scene.now.instants)
    return known


def coming(scene: Scene, route: Route, window: Any) -> Truth:
    """Whether a point that is not reached lies beyond the horizon, or the route has not opened yet."""
    horizon = route.horizon
    if isinstance(horizon, Amount):
        if window is None:
            return FALSE
        opens = to_days(window.opens)
        end = to_days(scene.reckoning().moved(scene.now.days, horizon, 1)).last
        return TRUE if opens.first > end else FALSE if opens.last <= end else PERHAPS
    today = scene.now.day
    truths: list[Truth] = []
    for day in scene.date(horizon):
        if day is None:
            truths.append(TRUE)  # a day that never comes
        elif day is UNKNOWN:
            truths.append(PERHAPS)
        else:
            span = to_days(day)
            truths.append(TRUE if today < span.first else FALSE if today >= span.last else PERHAPS)
    return agree(truths)


def decided(scene: Scene, route: Route) -> tuple[frozenset[str], tuple[str, ...]]:
    """What comes of the decisions that a route waits for: `go`, `out` or `waits`; and for which it waits, or may."""
    outcome = RECORD_TYPES["Decision"].fields["outcome"]
    each_one: list[frozenset[str]] = []
    waiting = []
    for awaited in route.if_decided:
        found: set[str] = set()
        for made in scene.decision(scene.pack.terms[awaited.decision]):  # type: ignore[arg-type]
            if made is None:
                found.add("waits")
                continue
            truth = scene.test(scene.field(made, outcome), awaited.test)
            found |= {"go" if well else "out" for well in both(truth)}
        if "waits" in found:
            waiting.append(awaited.decision)
        each_one.append(frozenset(found))
    results = {
        "out" if "out" in combined else "waits" if "waits" in combined else "go"
        for combined in product(*each_one)
    }
    return frozenset(results), tuple(waiting)


# --- the move ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Service:
    """What the record of the transfer says of a route.

    Attributes:
        serves: Whether the transfer is one of this route.
        made: The day or instant on which the move was made; none where it was not.
        planned: The day that was agreed.
        sender: The team that it left, where it serves.
    """

    serves: Truth
    made: Known = (None,)
    planned: Known = (None,)
    sender: Known = ()


def service(scene: Scene, route: Route) -> Service:
    """Whether the transfer on record is the move of that route, and whether and when it was made."""
    transfers = scene.field(scene.facts, SNAPSHOT.fields["transfer"])
    found = [_served(scene, route, transfer) for transfer in transfers]
    return Service(
        agree(one.serves for one in found),
        distinct(day for one in found for day in one.made),
        distinct(day for one in found for day in one.planned),
        distinct(team for one in found for team in one.sender),
    )


def _served(scene: Scene, route: Route, transfer: Any) -> Service:
    if transfer is None:
        return Service(FALSE)
    fields = RECORD_TYPES["Transfer"].fields
    moved = route.done or route.conventions.moved
    left = (UNKNOWN,) if transfer is UNKNOWN else scene.field(transfer, fields["from_team"])
    to = (UNKNOWN,) if transfer is UNKNOWN else scene.field(transfer, fields["to_team"])
    towards = tuple(UNKNOWN if team is None else team for team in to)
    made = replace(scene, side=Side(left, towards)).ref(moved)
    if transfer is UNKNOWN:
        return Service(PERHAPS, made, (UNKNOWN,), (UNKNOWN,))
    planned = scene.field(transfer, fields["planned_on"])
    named = scene.field(transfer, fields["route"]) if "route" in transfer else (None,)
    truths: list[Truth] = []
    for name in named:
        if name is None:
            truths.append(_fits(scene, route, made, left, to))
        elif name != route.head.id:
            truths.append(FALSE)
        else:
            truths.append(negate(_older(scene, route, made, left, towards)))
    inside = _inside_a_team(scene, route, transfer, left, to)
    serves = conj((agree(truths), negate(inside)))
    return Service(serves, made, planned, left)


def _inside_a_team(scene: Scene, route: Route, transfer: Any, left: Known, to: Known) -> Truth:
    """Whether it only changes the worker inside a team: no move of a route that names no worker."""
    if route.to is not None and route.to.worker is not None:
        return FALSE
    kind = scene.field(transfer, RECORD_TYPES["Transfer"].fields["type"])
    of_worker = scene.test(kind, model.Equals(frozenset({"worker"}), ""))
    apart = agree(
        FALSE if None in (one, other) else negate(_equal(one, other))
        for one, other in product(left, to)
    )
    return conj((of_worker, negate(apart)))


def _fits(scene: Scene, route: Route, made: Known, left: Known, to: Known) -> Truth:
    """Whether `from` and `to` match, and `when` held on the day of the move, with the holder read as the sender."""
    matches = agree(held(route.senders, team) for team in left)
    towards = tuple(UNKNOWN if team is None else team for team in to)
    always = route.to is not None and route.to.ref is None and route.to.chosen_by is None
    truths: list[Truth] = []
    for day in made:
        then = _day_of(scene, day)
        there = replace(
            then or scene, side=_moved_on(left, towards, day), conventions=route.conventions
        )
        fit: Truth = PERHAPS
        if then is not None or always:
            fit = agree(_aimed(place, team, route) for place in places(there, route) for team in to)
        if day is None and None in to:
            fit = PERHAPS  # where it goes is not known yet
        truths.append(conj((PERHAPS if then is None else there.holds(route.when), fit)))
    return conj((matches, agree(truths)))


def _moved_on(left: Known, towards: Known, day: Any) -> Side:
    """The sides as the transfer names them, on the day of its move."""
    return Side(left, towards, made=() if day is None or day is UNKNOWN else (day,))


def _older(scene: Scene, route: Route, made: Known, left: Known, towards: Known) -> Truth:
    """Whether the move is older than the trigger: that holds now and did not hold then. One that is not made yet is not."""
    side = Side(left, towards)
    now = replace(scene, side=side).holds(route.when)
    truths: list[Truth] = []
    for day in made:
        then = _day_of(scene, day)
        held_then: Truth = PERHAPS
        if then is not None:
            held_then = replace(then, side=_moved_on(left, towards, day)).holds(route.when)
        truths.append(FALSE if day is None else conj((now, negate(held_then))))
    return agree(truths)


def _aimed(place: Any, team: Any, route: Route) -> Truth:
    if place is None:
        return FALSE
    if team is UNKNOWN:
        return PERHAPS
    if place == "unchosen":
        assert route.to is not None
        return TRUE if team in route.to.teams else FALSE
    if place[0] is UNKNOWN:
        return PERHAPS
    return TRUE if place[0] == team else FALSE


def _day_of(scene: Scene, day: Any) -> Scene | None:
    """The same question on the day of the move; before it is made that is today, and of a day that is not known there is none."""
    if day is None:
        return scene
    if day is UNKNOWN:
        return None
    days = to_days(day)
    return on(scene, days.first) if days.exact else None


def on(scene: Scene, day: int) -> Scene:
    """The same question, asked about another day."""
    return replace(scene, now=Now(Days(day, day), Instants(start_of_day(day), end_of_day(day))))


# --- one route -----------------------------------------------------------------------------------


def stand(
    scene: Scene, route: Route, aside: Truth, blocks_aside: frozenset[str] | dict[str, Truth]
) -> Standing:
    """Every way in which a route could stand, before other routes have their say."""
    at_home = scene_of(scene, route)
    moves = route.outcome is Outcome.MOVE
    holders = holding(at_home)
    serving = service(at_home, route) if moves else Service(FALSE)
    from_ = agree(held(route.senders, team) for team in holders)
    before = before_the_move(route, holders)
    leads = places(replace(at_home, side=before), route)
    asked = replace(at_home, side=_towards(before, leads))
    windows = asked.windows(route.point) if route.point is not None else ()
    truth = [reached(asked, window) for window in windows]
    is_reached: Truth = agree(truth) if truth else TRUE
    goes, waiting = decided(asked, route)
    trigger = asked.holds(route.when)
    unchanged, since = _unchanged(at_home, route, leads), _since(at_home, serving.made)
    inside = _names_more(route) and any(_leads_to(leads, route, team) != FALSE for team in holders)
    if not _on_transfer(route) or inside:
        # Where another event is the move, the holder on the system may follow later; inside a team it stays.
        unchanged = conj((unchanged, since))
    side = _sides(asked, route, holders, leads, _doubted(serving, unchanged, since), windows)
    blocks, holding_back = _blocks(scene_of(scene, route, side), route, blocks_aside)
    ways: set[Possible] = set()
    for is_held in both(from_):
        if not is_held:
            ways.add(Possible("out", NOWHERE))
            continue
        for triggered, place in product(both(trigger), leads):
            if not triggered or place is None:
                ways.add(Possible("out", NOWHERE))
                continue
            if moves and place != "unchosen" and not _names_more(route):
                same = agree(_equal(place[0], team) for team in holders)
                if same in (TRUE, PERHAPS):
                    ways.add(Possible("out", NOWHERE))
                if same == TRUE:
                    continue
            for window, is_there in _points(windows, truth):
                ways |= _ways(asked, route, place, window, is_there, goes, blocks)
    if moves:
        ways = _with_move(serving, ways, leads, unchanged, since)
    elif route.done is not None:
        ways = _with_deed(asked, route, ways)
    if aside != FALSE:
        made = {way for way in ways if way.stage == "complete"}
        rest = ways - made
        if rest:  # a move that was made stays made
            ways = made | {Possible("out", NOWHERE)} | (rest if aside == PERHAPS else set())
    stages = {way.stage for way in ways}
    if moves and stages == {"complete"}:
        side = _once_made(at_home, route, side, serving)
    chooses = "go" in goes and is_reached != FALSE
    waits_for = _waits_for(route, waiting, stages, leads if chooses else ())
    return Standing(
        route,
        frozenset(ways),
        side,
        windows,
        is_reached,
        tuple(holding_back) if stages & {"blocked", "due"} else (),
        waits_for,
        aside,
        serving.serves,
    )


def _once_made(scene: Scene, route: Route, side: Side, serving: Service) -> Side:
    """The sides of a move that was made: its point as it was on that day."""
    (day, *others) = serving.made
    then = None if others else _day_of(scene, day)
    asked = (
        scene if then is None else replace(then, side=_moved_on(serving.sender, (UNKNOWN,), day))
    )
    points: Known = (scene.now.days if then is None else then.now.days,)
    if route.point is not None and then is not None:
        points = tuple(w and w.opens for w in asked.windows(route.point))
    to = scene.field(scene.facts, SNAPSHOT.fields["transfer"])
    towards = tuple(
        t for one in to for t in scene.field(one, RECORD_TYPES["Transfer"].fields["to_team"])
    )
    made = () if others else (day,)
    return replace(
        side, point=distinct(points), receiver=distinct(towards), no_point=False, made=made
    )


def before_the_move(route: Route, holders: Known) -> Side:
    """The sides of a route before anything is known of its move: whoever holds the case, and where it leads if that is one team."""
    if route.to is None:
        return Side(holders, (None,))
    return Side(holders, route.to.teams if len(route.to.teams) == 1 else (UNKNOWN,))


def _towards(side: Side, leads: Known) -> Side:
    """The same sides; where a term says to which team the route leads, and that is one, it is the receiver."""
    teams = {place[0] if isinstance(place, tuple) else place for place in leads}
    if side.receiver != (UNKNOWN,) or len(teams) != 1 or teams & {UNKNOWN, None, "unchosen"}:
        return side
    return replace(side, receiver=tuple(teams))


def _names_more(route: Route) -> bool:
    """Whether an area or a worker is named: then the team alone does not make it the same place."""
    return route.to is not None and (route.to.area is not None or route.to.worker is not None)


def _waits_for(
    route: Route, waiting: tuple[str, ...], stages: set[str], leads: Known
) -> tuple[str, ...]:
    if "waits" not in stages:
        return ()
    chosen: tuple[str, ...] = ()
    if route.to is not None and route.to.chosen_by is not None and "unchosen" in leads:
        chosen = (route.to.chosen_by,)
    return (*waiting, *chosen)


def _equal(one: Any, other: Any) -> Truth:
    if one is UNKNOWN or other is UNKNOWN:
        return PERHAPS
    return TRUE if one == other else FALSE


def _points(windows: Known, truths: list[Truth]) -> list[tuple[Any, bool]]:
    if not windows:
        return [(None, True)]
    return [(w, is_there) for w, t in zip(windows, truths, strict=True) for is_there in both(t)]


def _ways(
    scene: Scene,
    route: Route,
    place: Any,
    window: Any,
    is_there: bool,
    goes: frozenset[str],
    blocks: Truth,
) -> set[Possible]:
    """What follows once holder, trigger and destination have passed: horizon, decision, point, blocks."""
    where = NOWHERE if place == "unchosen" else place
    found: set[Possible] = set()
    if not is_there:
        for far in both(coming(scene, route, window)):
            if far:
                found.add(Possible("coming", where))
                continue
            for go in goes:
                stage = {"go": "prepare", "waits": "waits", "out": "out"}[go]
                if go == "go" and route.outcome is not Outcome.MOVE:
                    stage = "coming"
                found.add(Possible(stage, where))
        return found
    for go in goes:
        if go != "go":
            found.add(Possible(go, where))
        elif place == "unchosen":
            found.add(Possible("waits", where))
        elif route.outcome is Outcome.MOVE:
            found |= {Possible("blocked" if b else "due", where) for b in both(blocks)}
        else:
            found.add(Possible("due", where))
    return found


def _blocks(
    scene: Scene, route: Route, aside: frozenset[str] | dict[str, Truth]
) -> tuple[Truth, list[str]]:
    """Whether a block holds the route back, and which, or may."""
    truths: list[Truth] = []
    names = []
    for block in scene.pack.blocks.values():
        if route.head.id not in block.routes:
            continue
        in_force = aside.get(block.head.id, FALSE) if isinstance(aside, dict) else FALSE
        truth = conj(
            (scene.holds(block.holds), {TRUE: FALSE, FALSE: TRUE}.get(in_force, PERHAPS))  # type: ignore[arg-type]
        )
        truths.append(truth)
        if truth != FALSE:
            names.append(block.head.id)
    return disj(truths), names


def _sides(
    scene: Scene, route: Route, holders: Known, leads: Known, serving: Service, windows: Known
) -> Side:
    """Sender, receiver, the move and the point of a route."""
    sender: list[Any] = []
    if serving.serves != FALSE and serving.made != (None,):
        sender += serving.sender
    if serving.serves != TRUE or None in serving.made:
        sender += holders  # until the move is made, whoever holds the case
    teams = [
        team
        for place in leads
        for team in (
            route.to.teams
            if place == "unchosen" and route.to
            else (None if place is None else place[0],)
        )
    ]
    points = tuple(w and w.opens for w in windows) if route.point else (scene.now.days,)
    firm: list[Any] = []
    provisional: list[Any] = []
    for serves in both(serving.serves):
        for made, planned in product(
            serving.made if serves else (None,), serving.planned if serves else (None,)
        ):
            if made is not None:
                firm.append(made)
            elif planned is not None:
                firm.append(planned)
            else:
                provisional += points
    return Side(
        distinct(sender),
        distinct(teams),
        distinct([*firm, *provisional]),
        distinct(firm),
        distinct(provisional),
        distinct(points),
        route.point is None,
    )


def _on_transfer(route: Route) -> bool:
    """Whether the day of the move is one of the system's transfer."""
    moved = route.done or route.conventions.moved
    return moved.root is model.Root.SNAPSHOT and moved.steps[0].name == "transfer"


def _unchanged(scene: Scene, route: Route, leads: Known) -> Truth:
    """Whether the case is with those whom the route leaves, and not where it leads."""
    if _names_more(route):
        return agree(
            held(route.senders, holder) for holder in holding(scene)
        )  # inside a team the team says nothing
    return agree(
        conj((held(route.senders, holder), negate(_leads_to(leads, route, holder))))
        for holder in holding(scene)
    )


def _leads_to(leads: Known, route: Route, holder: Any) -> Truth:
    """Whether one who holds the case has it where the route leads; of one that is still to be chosen, where it may lead."""
    teams = [place[0] for place in leads if place is not None and place != "unchosen"]
    if "unchosen" in leads and route.to is not None:
        teams += route.to.teams
    return disj(_equal(holder, team) for team in teams)


def _since(scene: Scene, made: Known) -> Truth:
    """Whether whoever holds the case has held it only since the move: then it has come back."""
    started = RECORD_TYPES["Allocation"].fields["started_on"]
    truths: list[Truth] = []
    for holder, move in product(scene.holder(), made):
        if not isinstance(holder, Mapping) or "started_on" not in holder or move is None:
            truths.append(FALSE)
            continue
        for since in scene.field(holder, started):
            day = to_days(move)
            if since is None or since.last <= day.first:
                truths.append(FALSE)
            else:
                truths.append(TRUE if since.first > day.last else PERHAPS)
    return agree(truths)


def _doubted(serving: Service, unchanged: Truth, since: Truth) -> Service:
    """The transfer, as far as the holder does not contradict it."""
    if serving.made == (None,) or unchanged == FALSE:
        return serving
    if unchanged == TRUE and since == TRUE:
        return Service(FALSE)
    if unchanged == TRUE and (None in serving.made or serving.serves != TRUE):
        return replace(serving, made=(None,))  # whoever holds the case speaks against it
    return replace(serving, serves=PERHAPS if serving.serves == TRUE else serving.serves)


def _with_move(
    serving: Service, ways: set[Possible], leads: Known, unchanged: Truth, since: Truth
) -> set[Possible]:
    """Complete where the record shows the move made; a holder who has not changed contradicts that."""
    if serving.serves == FALSE or serving.made == (None,):
        return ways
    surely = serving.serves == TRUE and None not in serving.made
    if unchanged == TRUE and (since == TRUE or not surely):
        return ways
    place = next((p for p in leads if p is not None and p != "unchosen"), NOWHERE)
    complete = {Possible("complete", place)}
    return complete if surely and unchanged == FALSE else ways | complete


def _with_deed(scene: Scene, route: Route, ways: set[Possible]) -> set[Possible]:
    """A work, a stay or a closing whose deed is recorded is complete."""
    assert route.done is not None
    done = scene.test(scene.ref(route.done), model.Presence(True, ""))
    if done == FALSE:
        return ways
    other = {way for way in ways if way.stage == "out"}
    rest = ways - other
    if not rest:
        return ways
    complete = {Possible("complete", way.place) for way in rest}
    return other | complete | (rest if done == PERHAPS else set())
