"""One case under several policies: what each says, what each cannot know, and where they differ.

A case is written in the words of one authority. Another policy is asked as if the case were its own, and what only the others have words for
(teams, people, areas, codes, `local` facts) is unknown to it: neither true nor false, and told in `Side.unfamiliar`. The policy whose
authority the case names reads it as it stands, and says what `decide` says. What `decide` makes of a code that nobody declares,
*another than those tested*, would be wrong here: the careful planning meeting of one policy may well be the planning meeting of another.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from transferrules.case.absent import ABSENT
from transferrules.case.kinds import Kind
from transferrules.case.snapshot import Case
from transferrules.case.values import Party
from transferrules.case.vocabulary import LIST_NAMES, LOCAL, RECORD_TYPES, Field, RecordType
from transferrules.decision import HolderView, Missing, Move, Provenance, When
from transferrules.engine.bind import bind
from transferrules.engine.decide import Decision, Policy, jsonable
from transferrules.engine.frame import UNKNOWN_VALUE, Record
from transferrules.engine.moments import AsOf
from transferrules.errors import InvalidCase
from transferrules.pack.model import Pack


@dataclass(frozen=True, slots=True)
class Unfamiliar:
    """A word of the case that a policy does not have, though another may.

    Attributes:
        word: The team, person, area or code as the case has it; of a local fact its path.
        what: What it is: ``team``, ``person``, ``role``, ``area``, ``local`` or the code list.
        read_as: The common code that it is a kind of by another policy, and so read as; none where the fact is unknown.
        known_to: The policies compared that do have it.
        paths: Where the case says it.
    """

    word: str
    what: str
    read_as: str | None
    known_to: tuple[str, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What one policy says of the case.

    Attributes:
        name: What it is called in this comparison: no two are called the same.
        status: The answer in a word.
        possible: Every status that it could be.
        sentence: The answer in a sentence.
        force: How strongly the document speaks, where the case is to move.
        moves: The moves that the status speaks of: where to, and when.
        holder: Who holds the case, as far as this policy knows.
        look_again_on: The next day or moment on which the answer can change if nothing else does.
        missing: Documents, steps, decisions and facts.
        unfamiliar: What the case says in words that this policy does not have.
        notes: What else the reader should know.
        provenance: What the answer was made from.
    """

    name: str
    status: str
    possible: tuple[str, ...]
    sentence: str
    force: str | None
    moves: tuple[Move, ...]
    holder: HolderView
    look_again_on: When | None
    missing: Missing
    unfamiliar: tuple[Unfamiliar, ...]
    notes: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Agreeing:
    """Policies that say the same of one thing.

    Attributes:
        policies: Their names.
        says: What they say, in a fixed order; empty where they name nothing.
    """

    policies: tuple[str, ...]
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing of which the policies do not all say the same.

    Attributes:
        of: ``status``, ``where``, ``point``, ``earliest``, ``latest``, ``look_again_on``, ``documents``, ``steps``, ``decisions`` or ``facts``.
        groups: Who says what; two at least.
    """

    of: str
    groups: tuple[Agreeing, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One case under several policies.

    Attributes:
        as_of: The day or moment asked about.
        sentence: Where they differ, in a sentence or two.
        differences: Where they differ, thing by thing.
        authority: The authority that the case names; the other policies were asked as if the case were theirs.
        sides: What each says, in the order in which they were given.
    """

    as_of: When
    sentence: str
    differences: tuple[Difference, ...]
    authority: str | None
    sides: tuple[Side, ...]

    def to_dict(self) -> dict[str, Any]:
        """All of it, in JSON's types: dates and moments as text."""
        found: dict[str, Any] = jsonable(asdict(self))
        return found

    def to_json(self, *, indent: int | None = None) -> str:
        """All of it, as JSON: the same bytes for the same packs, case and day."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False)


def compare(case: Case, policies: Sequence[Policy], *, as_of: date | datetime) -> Comparison:
    """What several policies say of one case, and where they differ.

    Args:
        case: The snapshot; load it with `declared_by` these packs, so that a code of one of them is no slip.
        policies: Two at least, in the order in which they are told.
        as_of: The day or the moment, as in `Policy.decide`.

    Raises:
        InvalidCase: A local fact is of no type that any of the policies declares for it.
        ValueError: There are not two policies.
    """
    from transferrules.tell.comparison import sentence

    if len(policies) < 2:
        raise ValueError("two policies at least are compared")
    when = AsOf.of(as_of)
    named = _named([policy.pack for policy in policies])
    authority = _authority(case)
    misfits = [_misfits(policy.pack, case) for policy in policies]
    sides = []
    for index, policy in enumerate(policies):
        others = [one for one in named if one is not named[index]]
        unfamiliar: tuple[Unfamiliar, ...] = ()
        if policy.pack.id == authority:
            facts = bind(policy.pack, case)
        else:
            strange = _strange(policy.pack, case, others, misfits, index)
            facts, unfamiliar = _Reader(policy.pack, others).read(case, strange)
        sides.append(_side(named[index][0], Decision(policy, facts, when), unfamiliar))
    differences = tuple(_differences(sides))
    return Comparison(
        when.asked, sentence(sides, differences), differences, authority, tuple(sides)
    )


def declared_by(packs: Iterable[Pack]) -> dict[str, frozenset[str]]:
    """The codes that any of these packs declares, list by list, as `load_case` takes them."""
    codes: dict[str, frozenset[str]] = {}
    for pack in packs:
        for name, declared in pack.codes.items():
            codes[name] = codes.get(name, frozenset()) | declared
    return codes


def _side(name: str, decision: Decision, unfamiliar: tuple[Unfamiliar, ...]) -> Side:
    return Side(
        name,
        decision.status,
        decision.possible,
        decision.sentence,
        decision.force,
        tuple(m for m in decision.moves if m.leading),
        decision.holder,
        decision.look_again_on,
        decision.missing,
        unfamiliar,
        decision.notes,
        decision.provenance,
    )


Named = tuple[str, Pack]


def _named(packs: Sequence[Pack]) -> list[Named]:
    """Each pack with a short name: its title up to the first comma, numbered where two would be called the same."""
    short = [pack.title.partition(",")[0] for pack in packs]
    names = [
        name if short.count(name) == 1 else f"{name} ({short[:index].count(name) + 1})"
        for index, name in enumerate(short)
    ]
    return list(zip(names, packs, strict=True))


def _authority(case: Case) -> str | None:
    authority = (case.facts().get("case") or {}).get("authority")
    return authority if isinstance(authority, str) else None


# --- local facts -----------------------------------------------------------------------------------


def _misfits(pack: Pack, case: Case) -> InvalidCase | None:
    """What the local facts of a case are not, by one pack."""
    try:
        bind(pack, case)
    except InvalidCase as error:
        return error
    return None


def _faulted(error: InvalidCase | None) -> frozenset[str]:
    return frozenset((f.path or "").removeprefix("local.") for f in error.faults) if error else frozenset()  # fmt: skip


def _strange(
    pack: Pack,
    case: Case,
    others: Sequence[Named],
    misfits: Sequence[InvalidCase | None],
    index: int,
) -> frozenset[str]:
    """Local facts that this pack declares otherwise than the pack that the case means.

    Raises:
        InvalidCase: A fact fits no pack that declares it.
    """
    error = misfits[index]
    strange = _faulted(error)
    rest = [m for i, m in enumerate(misfits) if i != index]
    fitting = {
        name
        for (_, other), wrong in zip(others, rest, strict=True)
        for name in other.local
        if name not in _faulted(wrong)
    }
    if error is not None and not strange <= fitting:
        raise error
    return strange


# --- what a pack knows of a case -------------------------------------------------------------------


class _Reader:
    """Reads a case of another authority's as one pack can.

    Attributes:
        pack: The pack.
        others: The other packs compared, with their names.
    """

    def __init__(self, pack: Pack, others: Sequence[Named]) -> None:
        self.pack = pack
        self.others = others
        self._found: dict[tuple[str, str], tuple[str | None, list[str]]] = {}

    def read(self, case: Case, strange: frozenset[str]) -> tuple[Record, tuple[Unfamiliar, ...]]:
        """The facts that the pack knows, and the words that it does not."""
        fitting = {n: field for n, field in self.pack.local.items() if n not in strange}
        facts = bind(replace(self.pack, local=fitting), case)
        known = self._record(facts, RECORD_TYPES["Case"])
        if isinstance(facts.get("local"), Mapping):
            known["local"] = self._local(case, facts["local"], frozenset(fitting))
        file = known.get("case")
        if isinstance(file, Mapping) and isinstance(file.get("authority"), str):
            known["case"] = {**file, "authority": self.pack.id}
        return known, tuple(self._unfamiliar())

    def _unfamiliar(self) -> Iterator[Unfamiliar]:
        for (what, word), (read_as, paths) in self._found.items():
            knowing = tuple(name for name, pack in self.others if knows(pack, what, word))
            yield Unfamiliar(word, what, read_as, knowing, tuple(paths))

    def _local(self, case: Case, facts: Record, fitting: frozenset[str]) -> Record:
        """The local facts without those that the pack does not declare, or declares as something else."""
        given = case.local if case.local is not ABSENT and case.local is not None else {}
        left = dict(facts)
        for name in given:
            stem = name[:-3] if name.endswith(("_on", "_at")) else name
            twins = {name, f"{stem}_on", f"{stem}_at"} if stem != name else {name}
            if not twins & fitting:
                self._note("local", f"local.{name}", f"local.{name}")
                left = {n: value for n, value in left.items() if n not in twins}
        return left

    def _record(self, record: Record, kind: RecordType) -> dict[str, Any]:
        known = dict(record)
        for name, field in kind.fields.items():
            value = record.get(name)
            if value is None or field.codes == LIST_NAMES or field.record == LOCAL:
                continue
            place = record.get("#path", "")
            found = self._value(value, field, f"{place}.{name}" if place else name)
            if found is UNKNOWN_VALUE:
                del known[name]
            else:
                known[name] = found
        return known

    def _value(self, value: Any, field: Field, path: str) -> Any:
        match field.kind:
            case Kind.CODE if field.codes is not None:
                return self._word(field.codes, value, path)
            case Kind.CODES if field.codes is not None:
                listed = field.codes
                return _each(value, lambda one: self._word(listed, one, path))
            case Kind.TEAM | Kind.ROLE | Kind.AREA:
                return self._word(str(field.kind), value, path)
            case Kind.TEAMS:
                return _each(value, lambda one: self._word("team", one, path))
            case Kind.PARTY:
                return self._party(value, path)
            case Kind.PARTIES:
                return _each(value, lambda one: self._party(one, path))
            case Kind.RECORD:
                return self._record(value, RECORD_TYPES[field.record or ""])
            case Kind.RECORDS:
                inner = RECORD_TYPES[field.record or ""]
                return tuple(self._record(one, inner) for one in value)
        return value

    def _word(self, what: str, word: str, path: str) -> Any:
        """The word, the common one that it is a kind of, or unknown."""
        if knows(self.pack, what, word):
            return word
        wider = {
            code
            for _, other in self.others
            for code, kinds in other.kinds.get(what, {}).items()
            if code != word and word in kinds and knows(self.pack, what, code)
        }
        read_as = wider.pop() if len(wider) == 1 else None
        self._note(what, word, path, read_as)
        return UNKNOWN_VALUE if read_as is None else read_as

    def _party(self, party: Party, path: str) -> Any:
        """Somebody; unknown as soon as one thing said of them is: without it too many would be they."""
        said = (("role", party.role), ("team", party.team), ("person", party.code))
        strange = [(what, w) for what, w in said if w is not None and not knows(self.pack, what, w)]
        for what, word in strange:
            is_team = any(knows(other, "team", word) for _, other in self.others)
            self._note("team" if is_team else what, word, path)
        return UNKNOWN_VALUE if strange else party

    def _note(self, what: str, word: str, path: str, read_as: str | None = None) -> None:
        _, paths = self._found.setdefault((what, word), (read_as, []))
        if path not in paths:
            paths.append(path)


def _each(values: tuple[Any, ...], read: Callable[[Any], Any]) -> tuple[Any, ...]:
    return tuple(read(value) for value in values)


def knows(pack: Pack, what: str, word: str) -> bool:
    """Whether a pack has a word: of its own, or common to all.

    Args:
        pack: The pack.
        what: ``team``, ``person``, ``role``, ``area``, ``local`` or a code list.
        word: The word.
    """
    match what:
        case "team":
            return word in pack.teams or any(word in t.known_as for t in pack.teams.values())
        case "role":
            roles = {person.role for person in pack.people.values()}
            return word in pack.kinds["role"] or word in roles or word in pack.people
        case "person":
            groups = pack.kinds["participant_group"]
            return knows(pack, "role", word) or knows(pack, "team", word) or word in groups
        case "local":
            return word.removeprefix("local.") in pack.local
    return word in pack.kinds.get(what, {})


# --- where they differ -----------------------------------------------------------------------------

_Says = Callable[[Side], Iterable[object]]

_SAYS: Mapping[str, _Says] = {
    "status": lambda side: [side.status],
    "where": lambda side: sorted({to.title for m in side.moves for to in m.to}),
    "point": lambda side: [m.point for m in side.moves],
    "earliest": lambda side: [m.earliest for m in side.moves],
    "latest": lambda side: [m.latest for m in side.moves],
    "look_again_on": lambda side: [side.look_again_on],
    "documents": lambda side: sorted(set(side.missing.documents)),
    "steps": lambda side: sorted(set(side.missing.steps)),
    "decisions": lambda side: sorted({d.title for d in side.missing.decisions}),
    "facts": lambda side: sorted({f.path for f in side.missing.facts}),
}


def _differences(sides: Sequence[Side]) -> Iterator[Difference]:
    for of, says in _SAYS.items():
        groups: dict[tuple[str, ...], list[str]] = {}
        for side in sides:
            said = dict.fromkeys(jsonable(one) for one in says(side) if one is not None)
            groups.setdefault(tuple(said), []).append(side.name)
        if len(groups) > 1:
            yield Difference(of, tuple(Agreeing(tuple(n), said) for said, n in groups.items()))
