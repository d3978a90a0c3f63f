"""Hypothesis strategies for cases: made from the vocabulary, aimed at the codes and limits of one pack.

For tests of a pack, of the engine, or of a product that calls it. A case drawn at random decides nothing; these hold the lists that the pack
picks from, the codes that it tests, the people whom it names, and dates on, just before and just after its limits.

    from hypothesis import given
    from transferrules.testing import cases

    @given(cases(load_pack("durham"), around=date(2026, 3, 10)))
    def test_something(snapshot): ...

Needs Hypothesis, which the package itself does not install.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from hypothesis import strategies as st

from transferrules.calendars.days import add_months
from transferrules.case import load_case
from transferrules.case.kinds import Kind
from transferrules.case.vocabulary import CODE_LISTS, RECORD_TYPES, SNAPSHOT, Field
from transferrules.errors import InvalidCase
from transferrules.language.syntax import Amount, Quantity, Unit
from transferrules.pack.model import (
    AtBirthday,
    AtNextMeeting,
    AtSchoolDay,
    DecisionTerm,
    Equals,
    FactTest,
    ListPath,
    Pack,
    Paper,
    Person,
    Pick,
    Presence,
    Ref,
    Root,
)

Snapshot = dict[str, Any]

MONTHS: Final[Mapping[Unit, int]] = {Unit.MONTH: 1, Unit.YEAR: 12}
# A case is drawn from a seed: drawing every value through Hypothesis takes a hundred times as long. `smallest` makes up for what it does not shrink.
_SEEDS: Final = st.integers(0, 2**32 - 1)

DAYS: Final[Mapping[Unit, int]] = {Unit.CALENDAR_DAY: 1, Unit.WORKING_DAY: 1, Unit.WEEK: 7}

# What is absent there is read as something: docs/semantics.md, "What this page settles".
READ_AS_SOMETHING: Final = frozenset({
    ("holder", "started_on"),
    ("transfer", "route"),
    ("transfer", "identified_on"),
    ("transfer", "cancelled_on"),
    ("documents", "not_needed_on"),
    *(
        (name, f"{begins}_{when}")
        for name, begins in (
            ("disputes", "raised"),
            ("steps", "started"),
            ("legal_orders", "granted"),
            ("care_episodes", "started"),
            ("concerns", "raised"),
            ("notices", "sent"),
            ("participants", "started"),
            ("past_holders", "started"),
        )
        for when in ("on", "at")
    ),
})  # fmt: skip

# What the engine reads of these records whether or not a pack names it.
ALWAYS_READ: Final[Mapping[str, tuple[str, ...]]] = {
    "Decision": ("type", "outcome", "made_at", "made_by", "to_team", "rule", "effective_on", "until_on"),
    "Transfer": ("route", "from_team", "to_team", "identified_on", "planned_on", "completed_at", "cancelled_on"),
    "Document": ("type", "on_file", "updated_on", "not_needed_on"),
    "StandingMeeting": ("type", "scheduled_at"),
    "Allocation": ("team", "started_on", "ended_on"),
    "CaseFile": ("opened_on", "last_event_on"),
    "Child": ("date_of_birth", "school"),
    "School": ("year_11",),
}  # fmt: skip


class Interest:
    """What one pack asks of a case.

    Attributes:
        lists: The lists that it picks from, by path.
        names: The names of the fields that it reads, of whatever record.
        words: The codes, teams and other words that it tests for.
        people: The people whom it names.
        limits: How many days before or after another day its limits lie.
        ages: How many years after birth its limits lie.
        decisions: The kinds of decision that it reads.
        rules: The ids of its rules.
        standing: The standing meetings of which it asks the next.
        senders: The teams from which its routes lead.
        tested: For a field, the values for which it tests; none is one.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.lists: set[tuple[str, ...]] = set()
        self.names: set[str] = set()
        self.words: set[str] = set()
        self.people: dict[str, Person] = dict(pack.people)
        self.amounts: set[Amount] = set()
        self.ages: set[int] = set()
        self.decisions: set[str] = set()
        self.standing: set[str] = set(pack.standing)
        self.local = tuple(pack.local[name] for name in sorted(pack.local))
        tested: dict[str, set[Any]] = {}
        for part in (
            pack.terms, pack.routes, pack.blocks, pack.duties, pack.checklists, pack.advice, pack.conventions,
        ):  # fmt: skip
            for node in _nodes(part):
                self._note(node)
                if isinstance(node, FactTest) and node.ref.steps:
                    tested.setdefault(node.ref.steps[-1].name, set()).update(_values(node.test))
        self.tested = {name: sorted(values, key=repr) for name, values in tested.items() if values}
        self.senders = sorted({t for r in pack.routes.values() for t in r.senders.teams})
        self.rules = sorted(
            {*pack.routes, *pack.blocks, *pack.duties, *pack.checklists, *pack.advice}
        )

    def _note(self, node: object) -> None:
        match node:
            case ListPath(keys=keys):
                self.lists.add(keys)
            case Ref(root=root, steps=steps):
                self.names.update(step.name for step in steps)
                if root is Root.AGE:
                    self.ages.add(16)
            case Pick(by=by):
                self.names.add(by.name)
            case Equals(values=values):
                self.words.update(value for value in values if isinstance(value, str))
            case Person(id=name):
                self.people.setdefault(name, node)
            case Paper(codes=codes):
                self.words.update(codes)
                self.lists.add(("documents",))
            case DecisionTerm(codes=codes, outcomes=outcomes):
                self.words.update(codes, outcomes)
                self.decisions.update(codes)
                self.lists.add(("decisions",))
            case Amount():
                self.amounts.add(node)
            case AtBirthday(nth=nth):
                self.ages.add(nth)
            case AtSchoolDay(year=year):
                self.ages.update((year + 4, year + 5))
            case AtNextMeeting(meeting=meeting):
                self.standing.add(meeting)
            case _:
                pass

    def limits(self, around: date) -> tuple[date, ...]:
        """The days from which, or to which, an amount of the pack reaches just to that day; and the day itself."""
        found = {around}
        for amount in self.amounts:
            found.add(around + timedelta(days=_distance(amount, around, -1)))
            found.add(around + timedelta(days=_distance(amount, around, 1)))
        return tuple(sorted(found))


def _values(test: object) -> Iterator[Any]:
    """The values of which a test speaks."""
    for node in _nodes(test):
        match node:
            case Equals(values=values):
                yield from values
            case Presence(recorded=False):
                yield None


def _nodes(node: object) -> Iterator[object]:
    yield node
    if isinstance(node, Mapping):
        for part in node.values():
            yield from _nodes(part)
    elif isinstance(node, tuple | list | frozenset | set):
        for part in node:
            yield from _nodes(part)
    elif is_dataclass(node) and not isinstance(node, Field | type):
        for each in fields(node):
            yield from _nodes(getattr(node, each.name))


def _distance(amount: Amount, around: date, direction: int) -> int:
    """About how many days the amount makes from that day on, or back; working days are taken for 7 in 5."""
    day = around.toordinal()
    for quantity in amount.quantities:
        day = _shifted(day, quantity, direction)
    return day - around.toordinal()


def _shifted(day: int, quantity: Quantity, direction: int) -> int:
    if quantity.unit in MONTHS:
        return add_months(day, direction * quantity.number * MONTHS[quantity.unit])
    if quantity.unit is Unit.WORKING_DAY:
        return day + direction * (quantity.number * 7 // 5)
    if quantity.unit in DAYS:
        return day + direction * quantity.number * DAYS[quantity.unit]
    return day + direction * max(1, quantity.number // 24)


class _Maker:
    """Makes cases for one pack out of a source of randomness.

    Attributes:
        interest: What the pack asks.
        around: The day near which its limits are to fall.
        whole: Whether everything is recorded, with whole dates.
        named: How many records of the case at hand have an id.
    """

    def __init__(self, interest: Interest, around: date, whole: bool) -> None:
        self.interest = interest
        self.around = around
        self.whole = whole
        self.limits = interest.limits(around)
        self.ages = sorted(interest.ages or {10})
        self.teams = sorted(interest.pack.teams)
        self.parties = self._parties()
        self.codes: dict[str, tuple[str, ...]] = {}
        self.read: dict[str, tuple[Field, ...]] = {}
        self.named = 0

    # --- values ----------------------------------------------------------------------------------

    def day(self, random: Random) -> str:
        """A day: on a limit of the pack, or a day or two beside it; at times any."""
        if random.random() < 0.75:
            return str(
                random.choice(self.limits) + timedelta(days=random.choice((0, 0, -1, 1, -2, 2)))
            )
        return str(self.around + timedelta(days=random.randint(-900, 500)))

    def date(self, random: Random) -> Any:
        """A day, or what is known of one."""
        if self.whole or random.random() < 0.8:
            return self.day(random)
        if random.random() < 0.5:
            return self.day(random)[:7]
        first, last = sorted((self.day(random), self.day(random)))
        return {"from": first, "until": last}

    def moment(self, random: Random) -> Any:
        """A day, or a minute of one."""
        day = self.date(random)
        if isinstance(day, str) and len(day) == 10 and random.random() < 0.3:
            return f"{day}T{random.choice(('00:00', '09:00', '14:30', '23:59'))}"
        return day

    def birth(self, random: Random) -> Any:
        """A birthday at which the child is just so old as the pack asks; at times any, at times a 29 February."""
        kind = random.random()
        if kind < 0.6:
            day = _years_before(self.around, random.choice(self.ages)) + timedelta(
                days=random.randint(-2, 2)
            )
        elif kind < 0.9:
            day = self.around - timedelta(days=random.randint(0, 19 * 365))
        else:
            day = date(random.choice((2004, 2008, 2012, 2016)), 2, 29)
        return str(day) if self.whole or random.random() < 0.8 else str(day)[:7]

    def value(self, field: Field, path: str, random: Random) -> Any:
        """A value of that field: more often than not one for which the pack tests."""
        past = (
            path.startswith(("past_holders", "siblings.past_holders")) and field.name == "ended_on"
        )
        tested = self.interest.tested.get(field.name, ())
        if tested and not past and random.random() < 0.6:
            found = random.choice(tested)
            if found is None or self._fits(field, found):
                return found
        if not past and random.random() < (
            0.5 if field.not_before or field.kind is Kind.RECORD else 0.12
        ):
            return (
                None
                if field.kind is not Kind.RECORD or random.random() < 0.2
                else self.record(field.record or "", f"{path}.", random)
            )
        return self._some(field, path, random)

    def _fits(self, field: Field, value: object) -> bool:
        if isinstance(value, bool):
            return field.kind is Kind.BOOLEAN
        if field.kind is Kind.CODE:
            return field.codes is None or value in self._known(field.codes)
        return field.kind is Kind.TEAM and value in self.teams

    def _known(self, code_list: str) -> frozenset[str]:
        common = CODE_LISTS.get(code_list)
        known = set(self.interest.pack.kinds.get(code_list, {}))
        if common is not None:
            known = (known - set(common.groups)) | set(common.codes)
        return frozenset(known)

    def _some(self, field: Field, path: str, random: Random) -> Any:
        match field.kind:
            case Kind.RECORD:
                return self.record(field.record or "", f"{path}.", random)
            case Kind.DATE:
                return self.birth(random) if "birth" in field.name else self.date(random)
            case Kind.MOMENT:
                return self.moment(random)
            case Kind.CODE:
                return self._code(field, random)
            case Kind.CODES:
                return sorted({self._code(field, random) for _ in range(random.randint(0, 2))})
            case Kind.TEAM:
                return random.choice(self.teams)
            case Kind.TEAMS:
                return sorted({random.choice(self.teams) for _ in range(random.randint(0, 2))})
            case Kind.PARTY:
                return random.choice(self.parties)
            case Kind.PARTIES:
                return [random.choice(self.parties) for _ in range(random.randint(0, 2))]
            case Kind.ROLE:
                return random.choice(self._roles())
            case Kind.PERSON:
                return random.choice(("W-1", "W-2"))
            case Kind.RULE:
                return random.choice(self.interest.rules)
            case Kind.BOOLEAN:
                return random.random() < 0.5
            case Kind.NUMBER:
                return random.randint(*(field.bounds or (0, 30)))
            case Kind.AREA:
                return random.choice(("north", "south"))
            case Kind.SCHOOL_YEAR:
                return None
            case Kind.IDS:
                return sorted({f"r{random.randint(0, 12)}" for _ in range(random.randint(0, 2))})
            case _:
                return "a word"

    def _code(self, field: Field, random: Random) -> str:
        code_list = field.codes or ""
        if code_list not in self.codes:
            known = self._known(code_list)
            asked = sorted(known & self.interest.words)
            self.codes[code_list] = (*asked, *asked, *sorted(known - self.interest.words)[:2])
        return random.choice(self.codes[code_list] or ("another_word",))

    def _parties(self) -> list[Any]:
        people = self.interest.people
        found: list[Any] = ["social_worker", *sorted(people)]
        for person in people.values():
            teams = [team for team in person.teams if team not in ("sender", "receiver")]
            if person.role is not None:
                found += [{"role": person.role, "team": team} for team in teams]
        return found

    def _roles(self) -> list[str]:
        roles = {p.role for p in self.interest.people.values() if p.role is not None}
        return sorted(roles | {"social_worker"})

    # --- records ---------------------------------------------------------------------------------

    def fields(self, name: str) -> tuple[Field, ...]:
        """The fields of a record that the pack, or the engine, reads."""
        if name not in self.read:
            always = ALWAYS_READ.get(name, ("type",))
            inner = {keys[-1] for keys in self.interest.lists if len(keys) > 1}
            self.read[name] = tuple(
                field
                for field in RECORD_TYPES[name].fields.values()
                if (
                    field.name in inner
                    if field.kind is Kind.RECORDS
                    else field.name in always or field.name in self.interest.names
                )
            )
        return self.read[name]

    def record(self, name: str, path: str, random: Random) -> Snapshot:
        """A record, with those fields that are read. Most know nearly everything: one that knows nothing decides nothing."""
        gap = 0.0 if self.whole else random.choice((0.0, 0.0, 0.05, 0.3))
        record: dict[str, Any] = {}
        for field in self.fields(name):
            if gap and random.random() < gap:
                continue
            if field.kind is Kind.RECORDS:
                record[field.name] = self.records(field.record or "", f"{path}{field.name}", random)
            elif field.name == "id":
                record["id"] = f"r{self.named}"
                self.named += 1
            else:
                record[field.name] = self.value(field, f"{path}{field.name}", random)
        return _coherent(name, record)

    def records(self, name: str, path: str, random: Random) -> list[Snapshot]:
        """A short list of records; of a whole case no two on one day, which could contradict each other."""
        found = [
            self.record(name, f"{path}.", random) for _ in range(random.choice((0, 1, 1, 2, 3)))
        ]
        return _apart(found) if self.whole else found

    def case(self, random: Random) -> Snapshot:
        """A whole snapshot."""
        gap = 0.0 if self.whole else random.choice((0.0, 0.0, 0.05, 0.3))
        asked = sorted({keys[0] for keys in self.interest.lists})
        case: Snapshot = {"vocabulary": 1}
        self.named = 0
        for field in SNAPSHOT.fields.values():
            name = field.name
            if name in ("vocabulary", "local", "incomplete"):
                continue
            if name not in ("case", "child") and gap and random.random() < gap:
                continue
            if field.kind is Kind.RECORDS:
                case[name] = self.records(field.record or "", name, random) if name in asked else []
            elif name == "services":
                case[name] = {"standing_meetings": self._standing(random)}
            elif name in ("holder", "transfer") and random.random() < (
                0.05 if name == "holder" else 0.5
            ):
                case[name] = None
            else:
                case[name] = self.record(field.record or "", f"{name}.", random)
        holder = case.get("holder")
        if holder and "team" in holder and self.interest.senders and random.random() < 0.7:
            holder["team"] = random.choice(self.interest.senders)
        if not self.whole and asked and random.random() < 0.3:
            case["incomplete"] = [random.choice(asked)]
        local = self.interest.local
        if local and not (gap and random.random() < gap):
            told = [f for f in local if not (gap and random.random() < gap)]
            case["local"] = dict(self._local(field, random) for field in told)
        return case

    def _local(self, field: Field, random: Random) -> tuple[str, Any]:
        """One of the pack's own facts; a moment of which only the day is known has the name of a day."""
        value = self.value(field, f"local.{field.name}", random)
        of_day = isinstance(value, str) and "T" not in value and field.kind is Kind.MOMENT
        return (f"{field.name.removesuffix('_at')}_on" if of_day else field.name), value

    def _standing(self, random: Random) -> list[Snapshot]:
        standing = sorted(self.interest.standing)
        return [
            {"type": random.choice(standing), "scheduled_on": self.day(random)}
            for _ in range(random.randint(0, 3) if standing else 0)
        ]


def _years_before(day: date, years: int) -> date:
    return date.fromordinal(add_months(day.toordinal(), -12 * years))


def _is_day(value: object) -> bool:
    return isinstance(value, str) and len(value) == 10


def _earliest(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("from")
    return value if isinstance(value, str) else None


def _coherent(name: str, record: Snapshot) -> Snapshot:
    """The record with no end before its beginning: such an end is put on the beginning."""
    result = dict(record)
    for field in RECORD_TYPES[name].fields.values():
        if field.not_before is None:
            continue
        late, early = result.get(field.name), _earliest(result.get(field.not_before))
        if late is not None and early is not None and (_earliest(late) or "") < early:
            result[field.name] = result[field.not_before]
    # A moment that is only a day is written under its other name.
    for key in [k for k in result if k.endswith("_at")]:
        value = result[key]
        if isinstance(value, Mapping) or (isinstance(value, str) and "T" not in value):
            result[f"{key[:-3]}_on"] = result.pop(key)
    return result


def _apart(records: list[Snapshot]) -> list[Snapshot]:
    """Those records that share no day with an earlier one of the list."""
    kept: list[Snapshot] = []
    taken: set[str] = set()
    for record in records:
        days = {
            value[:10] for key, value in record.items()
            if key.endswith(("_on", "_at", "birth")) and isinstance(value, str)
        }  # fmt: skip
        if not days & taken:
            taken |= days
            kept.append(record)
    return kept


def _marked(case: Snapshot, incomplete: list[str]) -> Snapshot:
    return {**case, "incomplete": incomplete} if incomplete else case


def loads(case: Snapshot) -> bool:
    """Whether it is a case at all: whether nothing in it is refused."""
    try:
        load_case(case)
    except InvalidCase:
        return False
    return True


def cases(pack: Pack, *, around: date, whole: bool = False) -> st.SearchStrategy[Snapshot]:
    """Case snapshots that the pack has something to say about.

    Args:
        pack: Whose lists, codes, people and limits to aim at.
        around: The day near which the limits are to fall: the day that will be asked about.
        whole: Every key is there, dates are whole days, and no two records of a list share a day. Else keys and lists
            may be absent, dates known in part, and lists marked as incomplete.
    """
    maker = _Maker(Interest(pack), around, whole)
    return _SEEDS.map(lambda seed: maker.case(Random(seed))).filter(loads)


def _places(case: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every key, and every record of a list, that can be taken out of a case."""
    if isinstance(case, Mapping):
        for key, value in case.items():
            if path == () and key in ("vocabulary", "case", "child", "incomplete"):
                if key in ("case", "child"):
                    yield from _places(value, (key,))
                continue
            if set(case) == {"from", "until"} or (
                set(case) <= {"role", "team", "person"} and len(case) < 2
            ):
                continue
            yield (*path, key)
            yield from _places(value, (*path, key))
    elif isinstance(case, list):
        for index, value in enumerate(case):
            if isinstance(value, Mapping):
                yield (*path, index)
                yield from _places(value, (*path, index))


def _without(case: Snapshot, place: tuple[str | int, ...]) -> None:
    """Take one thing out; a list that loses a record is from then on incomplete."""
    record: Any = case
    for step in place[:-1]:
        if not _has(record, step):
            return
        record = record[step]
    last = place[-1]
    if tuple(step for step in place if isinstance(step, str))[-2:] in READ_AS_SOMETHING:
        return
    if isinstance(last, int):
        if last < len(record):
            del record[last]
            _mark(case, place[:-1])
    elif isinstance(record, dict):
        record.pop(last, None)


def _mark(case: Snapshot, place: tuple[str | int, ...]) -> None:
    name = ".".join(step for step in place if isinstance(step, str))
    marked = case.setdefault("incomplete", [])
    if name not in marked:
        marked.append(name)


def less_known(case: Snapshot) -> st.SearchStrategy[Snapshot]:
    """The same case with less recorded: keys and lists gone, records gone from lists that now say so, days blurred to months.

    Args:
        case: The case that knows more.
    """
    return _SEEDS.map(lambda seed: _less_known(case, Random(seed))).filter(loads)


def _less_known(case: Snapshot, random: Random) -> Snapshot:
    known = copy.deepcopy(case)
    places = list(_places(known))
    taken = random.sample(places, min(len(places), random.choice((1, 1, 2, 3, 5))))
    # From the back, so that an earlier place still means what it meant.
    for place in sorted(taken, key=lambda p: tuple(map(str, p)), reverse=True):
        if random.random() < 0.2:
            _blur(known, place)
        else:
            _without(known, place)
    lists = [key for key, value in known.items() if isinstance(value, list) and key != "incomplete"]
    if lists and random.random() < 0.3:
        _mark(known, (random.choice(lists),))
    return known


def _blur(case: Snapshot, place: tuple[str | int, ...]) -> None:
    """Where a day stands at that place, leave only its month."""
    record: Any = case
    for step in place[:-1]:
        if not _has(record, step):
            return
        record = record[step]
    last = place[-1]
    if isinstance(record, dict) and isinstance(last, str) and last in record:
        value = record[last]
        if _is_day(value) and value[4] == "-" and last.endswith(("_on", "birth")):
            record[last] = value[:7]


def shuffled(case: Snapshot) -> st.SearchStrategy[Snapshot]:
    """The same case with the records of its lists, and its keys, in another order."""
    return _SEEDS.map(lambda seed: _shuffled(case, Random(seed)))


def _shuffled(value: Any, random: Random) -> Any:
    if isinstance(value, list):
        return random.sample([_shuffled(one, random) for one in value], len(value))
    if isinstance(value, dict):
        return {
            key: _shuffled(value[key], random) for key in random.sample(list(value), len(value))
        }
    return value


def smallest(case: Snapshot, holds: Callable[[Snapshot], bool]) -> Snapshot:
    """The case with everything taken out without which something still holds of it: what a failing test wants to show.

    A key that is taken out becomes unknown, a record that is taken out never was.

    Args:
        case: A case of which it holds.
        holds: Whether it holds of a smaller one.
    """
    again = True
    while again:
        again = False
        for place in sorted(_places(case), key=len):
            smaller = copy.deepcopy(case)
            _drop(smaller, place)
            if smaller != case and loads(smaller) and holds(smaller):
                case, again = smaller, True
    return case


def _drop(case: Snapshot, place: tuple[str | int, ...]) -> None:
    record: Any = case
    for step in place[:-1]:
        record = record[step] if _has(record, step) else {}
    if _has(record, place[-1]):
        del record[place[-1]]


def _has(record: Any, step: str | int) -> bool:
    if isinstance(record, list):
        return isinstance(step, int) and step < len(record)
    return isinstance(record, dict) and step in record
