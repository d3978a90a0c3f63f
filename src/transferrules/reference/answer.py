"""The whole answer: every route as the others leave it, the statuses that are possible, and what became of every rule."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import combinations

from transferrules.calendars.clock import day_of, end_of_day, instant, start_of_day
from transferrules.calendars.spans import Days, Instants
from transferrules.calendars.working import WorkingCalendar
from transferrules.case.snapshot import Case
from transferrules.case.vocabulary import RECORD_TYPES
from transferrules.engine.bind import bind
from transferrules.language.truth import FALSE, TRUE, Truth, conj, disj
from transferrules.language.truth import UNKNOWN as PERHAPS
from transferrules.pack import model
from transferrules.pack.model import Outcome, Pack
from transferrules.reference.known import UNKNOWN, Now, distinct, to_days
from transferrules.reference.owed import Line, Owed, lines, owed
from transferrules.reference.routes import (
    LIVE,
    NOWHERE,
    Possible,
    Standing,
    before_the_move,
    holding,
    stand,
)
from transferrules.reference.scene import Scene, Side

OWN = frozenset({Outcome.MOVE, Outcome.STAY, Outcome.CLOSE, Outcome.ASK})
REACHED = frozenset({"due", "blocked"})


@dataclass(frozen=True, slots=True)
class Reference:
    """What the reference evaluator answers.

    Attributes:
        possible: Every status that it could be.
        places: Every team to which the case could go, in each of them.
        standings: Every route, as the others leave it.
        duties: What is owed.
        lines: What has to be on file.
        fates: What became of every rule.
    """

    possible: frozenset[str]
    places: frozenset[tuple[str, object]]
    standings: dict[str, Standing]
    duties: tuple[Owed, ...]
    lines: tuple[Line, ...]
    fates: dict[str, str]

    @property
    def status(self) -> str:
        """The one status, or that it cannot be told."""
        if len(self.places) == 1 and len(self.possible) == 1:
            return next(iter(self.possible))
        return "cannot_tell"


def now(as_of: date | datetime) -> Now:
    """A day is all its instants; a moment is itself."""
    if isinstance(as_of, datetime):
        at = instant(as_of)
        return Now(Days(day_of(at), day_of(at)), Instants(at, at))
    day = as_of.toordinal()
    return Now(Days(day, day), Instants(start_of_day(day), end_of_day(day)))


def refer(pack: Pack, case: Case, as_of: date | datetime) -> Reference:
    """The answer of the two documents to a case on a day."""
    calendar = WorkingCalendar(date.fromordinal(day) for day in pack.closures)
    scene = Scene(pack, bind(pack, case), now(as_of), calendar, pack.conventions)
    aside, instead = set_aside(scene)
    own = {
        name: stand(scene, route, aside.get(name, FALSE), aside)
        for name, route in pack.routes.items()
    }
    standings = overridden({**own, **instead})
    duties = owed(scene, standings, aside)
    papers = lines(scene, standings, aside)
    chosen = outcomes(standings, duties)
    fates = {name: fate(standing) for name, standing in standings.items() if name in pack.routes}
    return Reference(
        frozenset(status for status, _ in chosen),
        frozenset(chosen),
        standings,
        duties,
        papers,
        fates,
    )


# --- overrides by people -------------------------------------------------------------------------


def set_aside(scene: Scene) -> tuple[dict[str, Truth], dict[str, Standing]]:
    """Which rules decisions take out of force, and the routes that stand there instead."""
    aside: dict[str, Truth] = {}
    instead: dict[str, Standing] = {}
    pack = scene.pack
    rules = [*pack.routes, *pack.blocks, *pack.duties, *pack.checklists, *pack.advice]
    for term in pack.terms.values():
        if not isinstance(term, model.DecisionTerm) or term.sets_aside is None:
            continue
        for rule in rules:
            if (term.sets_aside and rule not in term.sets_aside) or not _spoken_of(scene, rule):
                continue
            there = scene
            if rule in pack.routes:
                side = before_the_move(pack.routes[rule], holding(scene))
                there = replace(scene, side=side)
            truth, standing = one_set_aside(there, term, rule)
            aside[rule] = disj((aside.get(rule, FALSE), truth))
            if standing is not None:
                instead[f"{term.name}:{rule}"] = standing
    return aside, instead


def _spoken_of(scene: Scene, rule: str) -> bool:
    """Whether a record of a decision names that rule, or may: of no other can anybody have set it aside."""
    rows, more = scene.rows(model.ListPath(("decisions",), "Decision"))
    return more or any(row.record.get("rule", rule) == rule for row in rows)


def one_set_aside(
    scene: Scene, term: model.DecisionTerm, rule: str
) -> tuple[Truth, Standing | None]:
    """Whether the last such decision about that rule takes it out of force."""
    fields = RECORD_TYPES["Decision"].fields
    about = model.FactTest(
        model.Ref(
            model.Root.ROW, "", (fields["rule"],), model.ValueType(fields["rule"].kind), "rule"
        ),
        model.Equals(frozenset({rule}), rule),
        0,
    )
    parts = term.where.parts if isinstance(term.where, model.AllOf) else (term.where,)
    narrowed = replace(term, where=model.AllOf((about, *parts)))
    truths: list[Truth] = []
    teams: list[object] = []
    for made in scene.decision(narrowed):
        if made is None:
            truths.append(FALSE)
            continue
        agreed = model.Equals(frozenset({"agreed", "do_not_apply"}), "")
        truth = conj(
            (scene.test(scene.field(made, fields["outcome"]), agreed), in_force(scene, made))
        )
        truths.append(truth)
        if truth != FALSE:
            teams += scene.field(made, fields["to_team"])
    found = set(truths)
    said: Truth = found.pop() if len(found) == 1 else PERHAPS
    named = [team for team in distinct(teams) if team is not None]
    if not named:
        return said, None
    held_by = holding(scene)
    named = [team for team in named if team is UNKNOWN or held_by != (team,)]
    if not named:
        return said, None
    ways = {Possible("due", (team, None, None)) for team in named}
    if any(team in held_by for team in named) or UNKNOWN in held_by:
        ways.add(Possible("out", NOWHERE))
    if said != TRUE or None in teams or UNKNOWN in teams:
        ways.add(Possible("out", NOWHERE))
    return said, Standing(_by_people(term, rule), frozenset(ways), Side((), ()), (), TRUE)


def in_force(scene: Scene, made: object) -> Truth:
    """From its effective date (else the day on which it was made) to its until date."""
    fields = RECORD_TYPES["Decision"].fields
    truths: list[Truth] = []
    for since in scene.field(made, fields["effective_on"]):
        for until in scene.field(made, fields["until_on"]):
            day = scene.now.day
            begun: Truth = (
                TRUE
                if since is None or since.last <= day
                else FALSE
                if since.first > day
                else PERHAPS
            )
            over: Truth = (
                FALSE
                if until is None or until.first >= day
                else TRUE
                if until.last < day
                else PERHAPS
            )
            truths.append(conj((begun, {TRUE: FALSE, FALSE: TRUE}.get(over, PERHAPS))))  # type: ignore[arg-type]
    found = set(truths)
    return found.pop() if len(found) == 1 else PERHAPS


def _by_people(term: model.DecisionTerm, rule: str) -> model.Route:
    head = model.RuleHead(f"{term.name}:{rule}", "decisions", term.title, (), model.Force.MUST, 0)
    return model.Route(
        head, Outcome.MOVE, model.Senders(frozenset(), True, True), None, None, (), model.ALWAYS,
        (), None, None, None, None, frozenset(), None,  # type: ignore[arg-type]
    )  # fmt: skip


# --- routes over routes --------------------------------------------------------------------------


def overridden(own: dict[str, Standing]) -> dict[str, Standing]:
    """Each route as those that override it leave it: silenced, waiting with them, or not to be told."""
    found: dict[str, Standing] = {}
    by_people = [name for name, s in own.items() if s.route.head.section == "decisions"]

    def settle(name: str) -> Standing:
        if name in found:
            return found[name]
        standing = own[name]
        over = [n for n, s in own.items() if name in s.route.overrides]
        if name not in by_people:
            over += by_people
        ways = set(standing.ways)
        waits_for = list(standing.waits_for)
        for other in over:
            above = settle(other)
            ways = _under(ways, above.stages)
            if "waits" in above.stages and {w.stage for w in standing.ways} & (LIVE | {"waits"}):
                waits_for += above.waits_for
        if all(way.stage != "waits" for way in ways):
            waits_for = []
        found[name] = replace(
            standing, ways=frozenset(ways), waits_for=tuple(dict.fromkeys(waits_for))
        )
        return found[name]

    for name in own:
        settle(name)
    return found


def _under(ways: set[Possible], above: frozenset[str]) -> set[Possible]:
    result: set[Possible] = set()
    for way in ways:
        if way.stage == "coming" and not above & LIVE:
            result.add(way)
            continue
        if way.stage not in LIVE | {"waits", "coming"}:
            result.add(way)
            continue
        if above & LIVE:
            result.add(Possible("overridden", NOWHERE))
        if "waits" in above and way.stage != "coming":
            result.add(Possible("waits", way.place))
        if above - LIVE - {"waits"} or ("waits" in above and way.stage == "coming"):
            result.add(way)
    return result


# --- one status ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Choice:
    """One route and the ways it could stand, while a status is looked for."""

    standing: Standing
    ways: list[Possible] = field(default_factory=list)


def result(standing: Standing, way: Possible) -> object:
    """What a reached route comes to: the same result is the same team, area and worker."""
    outcome = standing.route.outcome
    return way.place if outcome is Outcome.MOVE else outcome


def differ(one: Standing, a: Possible, other: Standing, b: Possible) -> bool:
    """Whether two reached routes conflict."""
    if a.stage not in REACHED or b.stage not in REACHED:
        return False
    if Outcome.ASK in (one.route.outcome, other.route.outcome):
        return False
    first, second = one.route, other.route
    if second.head.id in first.overrides or first.head.id in second.overrides:
        return False
    by_people = [r.head.section == "decisions" for r in (first, second)]
    if by_people[0] is not by_people[1]:
        return False
    mine, theirs = result(one, a), result(other, b)
    return mine != theirs or (isinstance(mine, tuple) and UNKNOWN in mine)


def outcomes(standings: dict[str, Standing], duties: tuple[Owed, ...]) -> set[tuple[str, object]]:
    """Every status, with every destination, that some way for all routes to stand gives."""
    routes = list(standings.values())
    own = [s for s in routes if s.route.outcome in OWN]
    found: set[tuple[str, object]] = set()

    def options(standing: Standing, *refused: tuple[Outcome | None, str]) -> list[Possible]:
        outcome = standing.route.outcome
        return [
            w for w in standing.ways
            if not any(w.stage == stage and kind in (None, outcome) for kind, stage in refused)
        ]  # fmt: skip

    # 1: something waits, an ask is reached, or reached routes conflict.
    for s in own:
        for w in s.ways:
            if w.stage == "waits" or (s.route.outcome is Outcome.ASK and w.stage == "due"):
                found.add(("manager_decides", None))
    for one, other in combinations(own, 2):
        if any(differ(one, a, other, b) for a in one.ways for b in other.ways):
            found.add(("manager_decides", None))
    never: list[tuple[Outcome | None, str]] = [(None, "waits"), (Outcome.ASK, "due")]
    ladder: list[tuple[str, Outcome, str]] = [
        ("transfer", Outcome.MOVE, "due"),
        ("blocked", Outcome.MOVE, "blocked"),
        ("close", Outcome.CLOSE, "due"),
        ("stay", Outcome.STAY, "due"),
        ("prepare", Outcome.MOVE, "prepare"),
    ]
    for status, outcome, stage in ladder:
        left = [(s, options(s, *never)) for s in own]
        # A route that may stand where it has reached nothing conflicts with none then.
        reached = [(s, ways) for s, ways in left if all(w.stage in REACHED for w in ways)]
        for s, mine in left:
            if s.route.outcome is not outcome:
                continue
            for way in mine:
                if way.stage == stage and all(
                    any(not differ(s, way, o, w) for w in ways) for o, ways in reached if o is not s
                ):
                    found.add((status, _where(s, way, own)))
        never.append((outcome, stage))
        if not all(options(s, *never) for s in own):
            return found
    # Nobody's move is due or in prospect then: a route that could only be that or complete is complete.
    settled = [replace(s, ways=frozenset(options(s, *never))) for s in own]
    return found | _beside(standings, duties, settled)


def _where(standing: Standing, way: Possible, own: list[Standing]) -> object:
    """The destination of which the status speaks; of moves in prospect, the one that surely leads, if any does."""
    if standing.route.outcome is not Outcome.MOVE:
        return None
    if way.stage != "prepare":
        return way.place
    moves = [s for s in own if s.route.outcome is Outcome.MOVE]
    sure = [s for s in moves if s.stages == {"prepare"} and len(s.ways) == 1]
    if any(not _may_lead(standing, other) for other in sure):
        return "leading"
    same = way.place in {one.place for s in sure for one in s.ways}
    return "leading" if same or standing in sure else way.place


def _may_lead(one: Standing, other: Standing) -> bool:
    """Whether one move in prospect may lead over another: a dated point over one without a date, the earlier over the later."""
    mine = [to_days(w.opens) for w in one.points if w is not None]
    theirs = [to_days(w.opens) for w in other.points if w is not None]
    if None in other.points or not mine:
        return bool(mine) or None in other.points
    return min(d.first for d in mine) <= max(d.last for d in theirs)


def _beside(
    standings: dict[str, Standing], duties: tuple[Owed, ...], own: list[Standing]
) -> set[tuple[str, object]]:
    """Where no route of the case's own move has anything to say: works, teams that join, duties after a move."""
    found: set[tuple[str, object]] = set()
    for status, outcome in (("refer", Outcome.REFER), ("co_work", Outcome.JOIN)):
        works = [s for s in standings.values() if s.route.outcome is outcome]
        if any("due" in s.stages for s in works):
            found.add((status, None))
        if any(s.stages == {"due"} for s in works):
            return found
    after = _after_move(duties, own)
    if after != FALSE:
        found.add(("complete", None))
    if after != TRUE:
        found.add(("stay", None))
    return found


def _after_move(duties: tuple[Owed, ...], own: list[Standing]) -> Truth:
    """Whether a move was made and a duty after it is open."""
    truths: list[Truth] = []
    for s in own:
        if s.route.outcome is not Outcome.MOVE or "complete" not in s.stages:
            continue
        made: Truth = TRUE if s.stages == {"complete"} else PERHAPS
        moves = [to_days(day) for day in s.side.move if isinstance(day, Days | Instants)]
        moved = max((day.last for day in moves), default=None)
        for duty in duties:
            if s.route.head.id not in duty.routes:
                continue
            if moved is not None and duty.due is not None and to_days(duty.due).last <= moved:
                continue  # of what was due by the move none is a duty after it
            open_: Truth = (
                PERHAPS
                if duty.state == "unknown" or duty.perhaps
                else TRUE
                if duty.state in ("pending", "overdue", "not_started")
                else FALSE
            )
            truths.append(conj((made, open_)))
    return disj(truths)


def fate(standing: Standing) -> str:
    """What became of a route."""
    words = {
        "prepare": "applies", "blocked": "applies", "due": "applies", "coming": "applies",
        "out": "does_not_apply", "complete": "complete", "waits": "waits", "overridden": "overridden",
    }  # fmt: skip
    found = {words[stage] for stage in standing.stages}
    if standing.aside == TRUE and "complete" not in found:
        return "set_aside"
    return found.pop() if len(found) == 1 else "cannot_be_told"
