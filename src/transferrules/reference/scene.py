"""What a fact, a date, a test or a term comes to: one case, one day, one place in the pack.

Plain recursion over `pack.model`. A `Scene` says where we stand: on which day, for which route, at which record.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from transferrules.calendars.birthdays import age, birthday
from transferrules.calendars.school import day_in_school_year, year_n_start
from transferrules.calendars.spans import (
    ANY_DAY,
    FIRST_DAY,
    FIRST_INSTANT,
    LAST_DAY,
    LAST_INSTANT,
    Days,
    Instants,
)
from transferrules.calendars.working import WorkingCalendar
from transferrules.case.kinds import Kind
from transferrules.case.values import Party
from transferrules.case.vocabulary import RECORD_TYPES, SNAPSHOT, Field
from transferrules.language.syntax import Combination, Direction, Relation
from transferrules.language.truth import FALSE, TRUE, Truth, conj, disj, negate
from transferrules.language.truth import UNKNOWN as PERHAPS
from transferrules.pack import model
from transferrules.reference.known import (
    UNKNOWN,
    Known,
    Now,
    Span,
    Window,
    agree,
    distinct,
    each,
    to_days,
)
from transferrules.reference.reckoning import Reckoning, alike, between, earlier, later, reaches

Record = Mapping[str, Any]
LOOKED = "how often the sides of a route were asked for"


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a list.

    Attributes:
        record: Its fields.
        parent: The record that holds it, in a list inside a list.
        there: Whether there is such a record on the day asked about.
    """

    record: Record
    parent: Record | None
    there: Truth


# One more record of a list that is not whole.
NOT_TOLD = Row({"#path": "?"}, {"#path": "?"}, PERHAPS)


@dataclass(frozen=True, slots=True)
class Side:
    """The route at hand, for what belongs to one.

    Attributes:
        sender: The team that holds the case before the move.
        receiver: The team that holds it after.
        move: The day of the move; none where it has no day.
        firm: Those of its days that are made or agreed.
        provisional: Those that are only the point.
        point: The first day on which the move can be made.
        no_point: Whether that is only the day asked about.
        made: When the move was made, where that is certain.
    """

    sender: Known
    receiver: Known
    move: Known = (None,)
    firm: Known = ()
    provisional: Known = ()
    point: Known = (None,)
    no_point: bool = False
    made: Known = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A case, a day, and a place in the pack from which something is asked.

    Attributes:
        told: What terms came to, and the records of lists, for this one case: kept so that nothing is asked twice, and by nothing else.
    """

    pack: model.Pack
    facts: Record
    now: Now
    calendar: WorkingCalendar
    conventions: model.Conventions
    side: Side | None = None
    row: Record | None = None
    parent: Record | None = None
    this: Record | None = None
    told: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def reckoning(self) -> Reckoning:
        """How dates are reckoned here."""
        return Reckoning(self.calendar, self.conventions)

    def at(self, row: Row) -> "Scene":
        """The same place, with that record at hand."""
        return replace(self, row=row.record, parent=row.parent)

    def route_at_hand(self) -> Side | None:
        """The sides of the route at hand; that they were asked for is noted, since what comes of it holds for this route only."""
        self.told[LOOKED] = self.told.get(LOOKED, 0) + 1
        return self.side

    def of_route(self, what: str) -> Known:
        """`sender`, `receiver`, `move` or `point` of the route at hand; unknown where there is none."""
        side = self.route_at_hand()
        known: Known = getattr(side, what) if side is not None else (UNKNOWN,)
        return known

    # --- reading ---------------------------------------------------------------------------------

    def field(self, record: Any, field: Field) -> Known:
        """What the case says of one field: absent is unknown, and what lies ahead has not happened."""
        if record is None:
            return (None,)
        if record is UNKNOWN or field.name not in record:
            return self._absent(field)
        value = record[field.name]
        if value is None or (value == () and field.kind is not Kind.RECORDS):
            return (None,)  # an empty list: there are none
        if field.happens_with is not None:
            event = record.get(field.happens_with)
            if isinstance(event, Days | Instants):
                happened = self.happened(event)
                if happened == (None,):
                    return (None,)
                if None in happened:
                    return (value, None)
        if isinstance(value, Days | Instants) and not field.ahead:
            return self.happened(value)
        if field.kind is Kind.RECORD and field.name == "transfer":
            off = value.get("cancelled_on")  # one that was called off reads as none
            on: Truth = TRUE
            if isinstance(off, Days):
                known = self.happened(off)
                on = TRUE if known == (None,) else PERHAPS if None in known else FALSE
            there = conj((self.there(value), on))
            return {TRUE: (value,), FALSE: (None,), PERHAPS: (value, None)}[there]
        return (value,)

    def _absent(self, field: Field) -> Known:
        if field.kind is Kind.DATE:
            return (ANY_DAY, None)
        if field.kind is Kind.MOMENT:
            return (Instants(FIRST_INSTANT, LAST_INSTANT), None)
        return (UNKNOWN,)

    def happened(self, event: Span) -> Known:
        """An event dated after the day asked about reads as none; one of which only the day is known, and that is today, has happened."""
        last = self.now.day if isinstance(event, Days) else self.now.instants.last
        if event.first > last:
            return (None,)
        if event.last <= last:
            return (event,)
        if isinstance(event, Instants) and to_days(event).last == self.now.day:
            return (replace(event, last=last),)
        return (replace(event, last=last), None)

    def there(self, record: Record) -> Truth:
        """Whether a record is there yet: before the first thing that it tells of there was none."""
        events = record.get("#events", ())
        if not events:
            return TRUE
        found = [self.happened(event) for event in events]
        if any(None not in known for known in found):
            return TRUE
        return FALSE if all(known == (None,) for known in found) else PERHAPS

    def holder(self) -> Known:
        """The allocation in force on the day asked about, of the present one and those past."""
        facts = self.facts
        if "holder" not in facts:
            return (UNKNOWN,)
        holder = facts["holder"]
        found: list[Any] = []
        if holder is not None:
            started = holder.get("started_on")
            begun = self._begun(started) if isinstance(started, Days) else TRUE
            if begun != FALSE:
                found.append(holder)
                if begun == TRUE:
                    return tuple(found)
        before = self._past_holder()
        return distinct([*found, *before])

    def _begun(self, started: Days) -> Truth:
        known = self.happened(started)
        return FALSE if known == (None,) else PERHAPS if None in known else TRUE

    def _past_holder(self) -> Known:
        """The past holder of the day asked about: begun by then, and ended only later."""
        past = self.facts.get("past_holders", UNKNOWN)
        day = self.now.day
        if past is UNKNOWN:
            return (UNKNOWN,)
        found: list[Any] = []
        surely: list[Any] = []
        for one in past or ():
            begun, ended = one.get("started_on"), one.get("ended_on")
            if isinstance(begun, Days) and begun.first > day:
                continue
            if isinstance(ended, Days) and ended.last <= day:
                continue
            found.append(one)
            surely_begun = not isinstance(begun, Days) or begun.last <= day
            if surely_begun and isinstance(ended, Days) and ended.first > day:
                surely.append(one)
        if surely:
            return distinct(surely)
        further = (UNKNOWN,) if "past_holders" in self.facts["incomplete"] else ()
        return distinct([*found, *further, None])

    def ref(self, ref: model.Ref) -> Known:
        """What a reference gives."""
        match ref.root:
            case model.Root.TODAY:
                return (self.now,)
            case model.Root.AGE:
                return self.age()
            case model.Root.SENDER:
                return self.of_route("sender")
            case model.Root.RECEIVER:
                return self.of_route("receiver")
            case model.Root.TERM:
                start = self.term(ref.name)
            case model.Root.ROW:
                start = (self.row,)
            case model.Root.PARENT:
                start = (self.parent,)
            case model.Root.THIS:
                start = (self.this,)
            case _:
                if ref.name == "family.home_area":
                    return self.home_area()
                return self._snapshot(ref)
        return self._steps(start, ref.steps, ref.type)

    def _snapshot(self, ref: model.Ref) -> Known:
        head, rest = ref.steps[0], ref.steps[1:]
        if head.name == "holder":
            if self.route_at_hand() is not None:
                if rest and rest[0].name == "team":
                    return self.of_route("sender")
                return self._steps(self._sending(), rest, ref.type)
            return self._steps(self.holder(), rest, ref.type)
        return self._steps((self.facts,), ref.steps, ref.type)

    def _sending(self) -> Known:
        """The allocation of the sender."""
        side = self.route_at_hand()
        assert side is not None
        found: list[Any] = []
        moved = to_days(side.made[0]).first if side.made else None
        past = self.facts.get("past_holders") or ()
        for team in side.sender:
            holding = [
                h
                for h in self.holder()
                if self._team_of(h) == team and (moved is None or self._since(h) < moved)
            ]
            left = sorted(
                (one for one in past if one.get("team") == team),
                key=lambda one: abs(self._until(one) - (moved or self.now.day)),
            )
            found += holding or left[:1] or [None if team is None else UNKNOWN]
        return distinct(found)

    @staticmethod
    def _since(holder: Any) -> int:
        """The first day of an allocation, as far as it is told."""
        started = holder.get("started_on") if isinstance(holder, Mapping) else None
        return started.first if isinstance(started, Days) else FIRST_DAY

    @staticmethod
    def _until(holder: Record) -> int:
        """The last."""
        ended = holder.get("ended_on")
        return ended.last if isinstance(ended, Days) else 0

    @staticmethod
    def _team_of(holder: Any) -> Any:
        if holder is None:
            return None
        return UNKNOWN if holder is UNKNOWN else holder.get("team", UNKNOWN)

    def _steps(self, start: Known, steps: tuple[Field, ...], type_: model.ValueType) -> Known:
        known = start
        for step in steps:
            known = each(known, lambda record, step=step: self.field(record, step))  # type: ignore[misc]
        if type_.as_day:
            known = each(known, lambda v: (to_days(v) if isinstance(v, Days | Instants) else v,))
        return known

    def home_area(self) -> Known:
        """The area of the open address of the family."""
        fields = RECORD_TYPES["Address"].fields
        rows, more = self.rows(model.ListPath(("addresses",), "Address"))
        family = model.Person("family", "family", (), "")
        scored = []
        for row in rows:
            is_family = self.test(self.field(row.record, fields["of"]), model.IsParty(family, ""))
            still = self.test(self.field(row.record, fields["ended_on"]), model.Presence(False, ""))
            scored.append((row, conj((is_family, still))))
        further = NOT_TOLD.record if more else None
        picked = self._picked(scored, -1, fields["started_on"], further)
        return each(picked, lambda record: self.field(record, fields["area"]))

    def birth(self) -> Known:
        """The day of birth; none for the unborn."""
        child = self.field(self.facts, SNAPSHOT.fields["child"])
        return each(child, lambda c: self.field(c, RECORD_TYPES["Child"].fields["date_of_birth"]))

    def age(self) -> Known:
        """The child's age in whole years; partly known, every age that it could be."""

        def ages(birth: Days | None) -> Known:
            if birth is None:
                return (None,)
            leap = self.conventions.leap_birthday
            least, most = (age(b, self.now.day, leap) for b in (birth.last, birth.first))
            if least is None or most is None:
                return (UNKNOWN,)
            return tuple(range(least, most + 1))

        return each(self.birth(), ages)

    # --- dates -----------------------------------------------------------------------------------

    def date(self, date: model.Date) -> Known:
        """A date: one part, the first recorded, the earlier or the later of several."""
        parts = [self.part(part) for part in date.parts]
        match date.combination:
            case Combination.OR_ELSE:
                return distinct(self._or_else(parts))
            case Combination.EARLIER:
                return distinct(map(earlier, product(*parts)))
            case Combination.LATER:
                return distinct(map(later, product(*parts)))
            case _:
                return parts[0]

    def _or_else(self, parts: list[Known]) -> Iterator[Any]:
        for number, part in enumerate(parts):
            yield from (value for value in part if value is not None)
            if None not in part:
                return
            if number == len(parts) - 1:
                yield None

    def part(self, part: model.DatePart) -> Known:
        """An anchor, or an amount after or before it."""
        if part.amount is None:
            return each(self.anchor(part.anchor), self._plain)
        sign = 1 if part.direction is Direction.AFTER else -1
        born = isinstance(part.anchor, model.AtBirth)
        amount = part.amount
        return each(
            self.anchor(part.anchor),
            lambda a: (self.reckoning().moved(self._plain(a)[0], amount, sign, born),),
        )

    def _plain(self, value: Any) -> Known:
        return (value.days if isinstance(value, Now) else value,)

    def anchor(self, anchor: model.Anchor) -> Known:
        """What a date rests on."""
        match anchor:
            case model.AtRef(ref):
                return self.ref(ref)
            case model.AtToday():
                return (self.now,)
            case model.AtBirth():
                return self.birth()
            case model.AtBirthday(nth):
                leap = self.conventions.leap_birthday
                return each(
                    self.birth(),
                    lambda b: (
                        b
                        and Days(
                            birthday(b.first, nth, leap=leap), birthday(b.last, nth, leap=leap)
                        ),
                    ),
                )
            case model.AtMove():
                return self.of_route("move")
            case model.AtPoint():
                return self.of_route("point")
            case model.AtSchoolDay(day, month, year):
                return self.school_day(day, month, year)
            case model.AtNextMeeting(meeting, after):
                return each(
                    self.anchor(after), lambda a: self.next_meeting(meeting, self._plain(a)[0])
                )

    def school_day(self, day: int, month: int, year: int) -> Known:
        """That day of the child's Nth school year: by the date of birth, unless the record names Year 11."""
        child = self.field(self.facts, SNAPSHOT.fields["child"])
        school = each(child, lambda c: self.field(c, RECORD_TYPES["Child"].fields["school"]))
        named = each(school, lambda s: self.field(s, RECORD_TYPES["School"].fields["year_11"]))

        def of(year_11: Any) -> Known:
            if isinstance(year_11, int):
                on = day_in_school_year(day, month, year_11 + year - 11)
                return (Days(on, on),)
            spread = 2 if year_11 is UNKNOWN else 0
            return each(
                self.birth(),
                lambda b: (
                    b
                    and Days(
                        day_in_school_year(day, month, year_n_start(b.first, year) - spread),
                        day_in_school_year(day, month, year_n_start(b.last, year) + spread),
                    ),
                ),
            )

        return each(named, of)

    def next_meeting(self, meeting: str, after: Any) -> Known:
        """The first listed date of a standing meeting strictly later; past the end of the list unknown."""
        if after is None:
            return (None,)
        services = self.field(self.facts, SNAPSHOT.fields["services"])
        listed: list[Days] = []
        field = RECORD_TYPES["StandingMeeting"].fields
        for service in services:
            held = (
                service.get("standing_meetings", UNKNOWN)
                if isinstance(service, Mapping)
                else UNKNOWN
            )
            if held is UNKNOWN or held is None:
                return (UNKNOWN,)
            if "services.standing_meetings" in self.facts["incomplete"]:
                return (UNKNOWN,)
            codes = self.pack.kinds.get("meeting", {}).get(meeting, frozenset({meeting}))
            for one in held:
                if one.get("type", UNKNOWN) is UNKNOWN:
                    return (UNKNOWN,)
                if one["type"] in codes:
                    dates = self.field(one, field["scheduled_at"])
                    listed += [to_days(value) for value in dates if value is not None]
        ahead = sorted(
            (d for d in listed if d.last > to_days(after).first), key=lambda d: (d.first, d.last)
        )
        found: list[Any] = []
        for one in ahead:
            found.append(one)
            if one.first > to_days(after).last:
                return distinct(found)
        return distinct([*found, UNKNOWN])

    def windows(self, phrase: model.Phrase) -> Known:
        """The windows that a phrase may mean; none where what it rests on is none."""
        anchors = self.date(phrase.date)
        if phrase.relation is Relation.BETWEEN:
            assert phrase.until is not None
            ends = self.date(phrase.until)
            return distinct(between(a, b) for a, b in product(anchors, ends))
        part = phrase.date.parts[0]
        born = isinstance(part.anchor, model.AtBirth) and part.amount is None
        return each(
            anchors,
            lambda a: (
                self.reckoning().window(phrase, a, born),
                *((None,) if a is UNKNOWN else ()),
            ),
        )

    # --- tests and conditions --------------------------------------------------------------------

    def holds(self, condition: model.Condition) -> Truth:
        """Whether a condition holds: Kleene's connectives."""
        match condition:
            case model.FactTest(ref, test):
                if ref.root is model.Root.CHECKLIST:
                    return self.checklist_test(ref.name, test)
                return self.test(self.ref(ref), test)
            case model.AllOf(parts):
                return conj([self.holds(part) for part in parts])
            case model.AnyOf(parts):
                return disj([self.holds(part) for part in parts])
            case model.Unless(part):
                return negate(self.holds(part))

    def test(self, known: Known, test: model.Test) -> Truth:
        """A test is settled where all that the fact could be agree."""
        return agree(self.one(value, test) for value in known)

    def one(self, value: Any, test: model.Test) -> Truth:
        """A test of one value."""
        match test:
            case model.Negated(inner):
                return negate(self.one(value, inner))
            case model.OneOf(tests):
                return disj([self.one(value, inner) for inner in tests])
            case model.InTime(phrase):
                if value is None:
                    return FALSE
                return agree(self._in(value, window) for window in self.windows(phrase))
        if value is UNKNOWN:
            return PERHAPS
        match test:
            case model.Presence(recorded):
                return TRUE if (value is not None) is recorded else FALSE
            case model.SameAs(other):
                return agree(_same(value, one) for one in self.ref(other))
            case _ if value is None:
                return FALSE
            case model.Equals(values):
                return TRUE if value in values else FALSE
            case model.IsParty(person):
                return self.party(value, person)
            case model.IsSide(side):
                return agree(_same(value, team) for team in self._side_or(side.value))
            case model.Holds(member, only):
                found = [self.one(one, member) for one in value]
                return conj([disj(found), *(found if only else ())])
            case model.Among(other):
                return agree(_among(value, listed) for listed in self.ref(other))
            case model.InRange(least, most):
                high = most is None or value <= most
                return TRUE if (least is None or value >= least) and high else FALSE
        raise AssertionError(f"{test} tests a checklist only")

    def _in(self, value: Any, window: Window | None) -> Truth:
        if window is None:
            return FALSE
        if isinstance(value, Now):
            return window.holds(value.instants)
        return window.holds(ANY_DAY if value is UNKNOWN else value)

    def party(self, value: Any, person: model.Person) -> Truth:
        """Whether a record names that person: by whatever it gives of role and team."""
        if isinstance(value, str):
            value = Party(code=value)
        if value.code == person.id:
            return TRUE
        role = value.role
        teams: tuple[str, ...] = (value.team,) if value.team is not None else ()
        if value.code is not None:
            other = self.pack.people.get(value.code)
            if value.code in self.pack.teams:
                teams = (value.code,)
            elif other is not None:
                role, teams = other.role, other.teams
            else:
                role = value.code
        if person.role is None and not person.teams:
            return TRUE if value.role == person.id else FALSE
        asked: list[Truth] = []
        if person.role is not None and role is not None:
            asked.append(TRUE if role == person.role else FALSE)
        if person.teams and teams:
            asked.append(
                disj([self._one_team(team, one) for team in teams for one in person.teams])
            )
        return conj(asked) if asked else FALSE

    def _one_team(self, one: str, other: str) -> Truth:
        """Whether two names, `sender` and `receiver` among them, mean one team."""
        if one == other:
            return TRUE
        return agree(_same(a, b) for a, b in product(self._side_or(one), self._side_or(other)))

    def _side_or(self, team: str) -> Known:
        if team == "sender":
            return self.of_route("sender")
        if team == "receiver":
            return self.of_route("receiver")
        return (team,)

    def checklist_test(self, name: str, test: model.Test) -> Truth:
        """Whether a checklist is complete, or incomplete."""
        from transferrules.reference.owed import completeness

        if isinstance(test, model.Negated):
            return negate(self.checklist_test(name, test.test))
        if isinstance(test, model.OneOf):
            return disj([self.checklist_test(name, one) for one in test.tests])
        complete = completeness(self, self.pack.checklists[name])
        return complete if getattr(test, "complete", True) else negate(complete)

    # --- lists and terms -------------------------------------------------------------------------

    def rows(self, path: model.ListPath) -> tuple[list[Row], bool]:
        """The records of a list, and whether there may be more of them."""
        key = (path.keys, self.now.instants)
        if key not in self.told:
            self.told[key] = self._rows(path)
        found: tuple[list[Row], bool] = self.told[key]
        return found

    def _rows(self, path: model.ListPath) -> tuple[list[Row], bool]:
        holders: list[tuple[Record, Record | None, Truth]] = [(self.facts, None, TRUE)]
        more = False
        for depth, key in enumerate(path.keys):
            inner: list[tuple[Record, Record | None, Truth]] = []
            more = more or ".".join(path.keys[: depth + 1]) in self.facts["incomplete"]
            for record, _, there in holders:
                if there == FALSE:
                    continue  # what had not begun held nothing yet, whatever of it is not told
                listed = record.get(key, UNKNOWN)
                if listed is UNKNOWN:
                    more = True
                    continue
                for one in listed or ():
                    inside = self.there(one)
                    # What is inside has happened: then that which holds it is there too.
                    sure = inside == TRUE and one.get("#events")
                    inner.append(
                        (one, record if depth else None, inside if sure else conj((there, inside)))
                    )
            holders = inner
        return [Row(*one) for one in holders if one[2] != FALSE], more

    def term(self, name: str) -> Known:
        """What a term comes to: one that belongs to no record comes to the same wherever it is asked, and is asked once."""
        term = self.pack.terms[name]
        if isinstance(term, model.Pick) and term.of is not None:
            return self.pick(term)
        # By identity, since a side or a convention takes long to hash; the side is kept, so that no other takes its identity.
        anywhere = (name, self.now.instants, id(self.conventions))
        here = (*anywhere, id(self.side))
        for key in (anywhere, here):
            if key in self.told:
                self.told[LOOKED] += key is here
                return self.told[key][0]  # type: ignore[no-any-return]
        looked = self.told.setdefault(LOOKED, 0)
        found = replace(self, row=None, parent=None, this=None)._term(term)
        self.told[here if self.told[LOOKED] > looked else anywhere] = (found, self.side)
        return found

    def _term(self, term: model.Term) -> Known:
        match term:
            case model.Pick():
                return self.pick(term)
            case model.DateTerm(date=date):
                return self.date(date)
            case model.ConditionTerm(condition=condition):
                return {TRUE: (True,), FALSE: (False,), PERHAPS: (True, False)}[
                    self.holds(condition)
                ]
            case model.ChoiceTerm():
                return self.choice(term)
            case model.SumTerm():
                return self.sum(term)
            case model.DecisionTerm():
                return self.decision(term)

    def pick(self, pick: model.Pick) -> Known:
        """Every record that the pick could be."""
        rows, more = self.rows(pick.list)
        belongs = self.row if self.this is None else self.this
        inside = replace(self, this=belongs) if pick.of is not None else self
        scored = [(row, inside.at(row).holds(pick.where)) for row in rows]
        further = inside.further(pick) if more else None
        return self._picked(scored, pick.rank, pick.by, further)

    def further(self, pick: model.Pick) -> Record | None:
        """One more record of an incomplete list, of which nothing is known; none where no record at all can pass."""
        return None if self.at(NOT_TOLD).holds(pick.where) == FALSE else NOT_TOLD.record

    def _picked(
        self,
        scored: list[tuple[Row, Truth]],
        rank: int,
        by: Field,
        further: Record | None,
    ) -> Known:
        counting: list[tuple[Record, Span, bool]] = []  # record, when, whether it surely counts
        for row, passes in scored:
            when = self.field(row.record, by)
            dated = [d for d in when if d is not None]
            if passes == FALSE or not dated:
                continue
            span = replace(
                dated[0], first=min(d.first for d in dated), last=max(d.last for d in dated)
            )
            # What has happened to a record shows that it stands; what is planned for it does not.
            stands = None not in when and (not by.ahead or row.there == TRUE)
            counting.append((row.record, span, passes == TRUE and stands))
        sure = [span for _, span, surely in counting if surely]
        last = rank == -1

        def before(one: Span, other: Span) -> bool:
            return one.first > other.last if last else one.last < other.first

        place = 1 if rank == 1 else 0
        found: list[Any] = []
        for record, span, _ in counting:
            others = [(r, s) for r, s, _ in counting if r is not record]
            surely = sum(1 for r, s, c in counting if c and r is not record and before(s, span))
            possibly = sum(1 for _, s in others if not before(span, s))
            if surely <= place and (possibly >= place or further is not None):
                found.append(record)
        if further is not None:
            found.append(further)
        if len(sure) <= place:
            found.append(None)
        return distinct(found)

    def choice(self, term: model.ChoiceTerm) -> Known:
        """Every value that the choice could give."""
        held, perhaps, otherwise = [], [], []
        for choice in term.choices:
            truth = self.holds(choice.guard) if choice.guard is not None else None
            if truth is None:
                otherwise = list(self.given(choice.value))
            elif truth == TRUE:
                held += list(self.given(choice.value))
            elif truth == PERHAPS:
                perhaps += list(self.given(choice.value))
        if held:
            return distinct([*held, *perhaps])
        return distinct([*perhaps, *(otherwise or [None])])

    def given(self, value: str | model.Ref | model.Date) -> Known:
        """The value of one choice."""
        if isinstance(value, model.Ref):
            return self.ref(value)
        if isinstance(value, model.Date):
            return self.date(value)
        return (None,) if value == "none" else (value,)

    def sum(self, term: model.SumTerm) -> Known:
        """The day on which the days inside the stays make the amount, at the earliest and at the latest."""
        fields = RECORD_TYPES[term.list.record].fields
        rows, more = self.rows(term.list)
        most: list[tuple[int, int]] = []
        least: list[tuple[int, int]] = []
        for row in rows:
            passes = self.at(row).holds(term.where)
            began = self.field(row.record, fields["started_on"])
            starts = [to_days(d) for d in began if d is not None]
            if passes == FALSE or not starts:
                continue
            ends = [d and to_days(d) for d in self.field(row.record, fields["ended_on"])]
            latest = max(LAST_DAY if e is None else e.last for e in ends)
            most.append((min(s.first for s in starts), latest))
            if passes == TRUE and None not in began:
                soonest = min(LAST_DAY if e is None else e.first for e in ends)
                start = max(s.last for s in starts)
                least.append((start, max(start, soonest)))
        if more:
            most.append((FIRST_DAY, LAST_DAY))

        def reached(counted: Any) -> Known:
            if counted is None:
                return (None,)
            span = ANY_DAY if counted is UNKNOWN else to_days(counted)
            soon = reaches(term.days, most, span.first)
            late = reaches(term.days, least, span.last)
            if soon is None:
                return (None,)
            if late is None:
                return (Days(soon, LAST_DAY), None)
            return (Days(soon, late),)

        return each(self.date(term.counted_from), reached)

    # --- decisions -------------------------------------------------------------------------------

    def decision(self, term: model.DecisionTerm) -> Known:
        """The last record of its type by somebody entitled; of several together, one made of theirs."""
        if term.needs is model.Needs.ANY:
            return self.made(term, term.made_by)
        each_one = [self.made(term, (person,)) for person in term.made_by]
        return distinct(map(self._together, product(*each_one)))

    def made(self, term: model.DecisionTerm, people: tuple[model.Person, ...]) -> Known:
        """The last such record by one of these."""
        fields = RECORD_TYPES["Decision"].fields
        rows, more = self.rows(model.ListPath(("decisions",), "Decision"))
        scored = []
        for row in rows:
            of_type = self.test(
                self.field(row.record, fields["type"]), model.Equals(frozenset(term.codes), "")
            )
            by = self.field(row.record, fields["made_by"])
            entitled = (
                disj([self.test(by, model.IsParty(person, "")) for person in people])
                if people
                else TRUE
            )
            where = self.at(row).holds(term.where)
            scored.append((row, conj((of_type, entitled, where))))
        further = None
        if more:
            pick = model.Pick(
                "",
                -1,
                model.ListPath(("decisions",), "Decision"),
                term.where,
                fields["made_at"],
                None,
                0,
            )
            further = self.further(pick)
        return self._picked(scored, -1, fields["made_at"], further)

    def _together(self, records: tuple[Any, ...]) -> Any:
        if None in records:
            return None
        fields = RECORD_TYPES["Decision"].fields
        joint: dict[str, Any] = {"#path": "+".join(r.get("#path", "?") for r in records)}
        for name in ("outcome", "to_team", "effective_on", "until_on", "requested_on", "made_at"):
            values = [self.field(record, fields[name]) for record in records]
            if name in ("outcome", "to_team"):
                if any(UNKNOWN in v or len(v) > 1 for v in values):
                    continue
                said = {v[0] for v in values}
                joint[name] = (
                    said.pop() if len(said) == 1 else "divided" if name == "outcome" else None
                )
            else:
                if any(v[0] is UNKNOWN or len(v) > 1 for v in values):
                    continue
                spans = [
                    v[0] for v in values if v[0] is not None
                ]  # who named no day leaves it to the others
                last = (max(s.first for s in spans), max(s.last for s in spans)) if spans else None
                joint[name] = last and replace(spans[0], first=last[0], last=last[1])
        return joint


def _same(one: Any, other: Any) -> Truth:
    if one is UNKNOWN or other is UNKNOWN:
        return PERHAPS
    if one is None or other is None:
        return FALSE
    if isinstance(one, Days | Instants):
        one, other = alike(one, other)
        if one.first > other.last or other.first > one.last:
            return FALSE
        return TRUE if one.first == one.last == other.first == other.last else PERHAPS
    return TRUE if one == other else FALSE


def _among(value: Any, listed: Any) -> Truth:
    if listed is UNKNOWN:
        return PERHAPS
    return TRUE if listed is not None and value in listed else FALSE
