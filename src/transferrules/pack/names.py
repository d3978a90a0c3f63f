"""The names of one pack: its teams, people, codes, terms and rules, and what a code may be in each field.

Teams, people, meetings, documents, decisions, terms and rules share one namespace; the codes of the other open lists stand in lists of their own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from transferrules.case.vocabulary import CODE_LISTS, SNAPSHOT
from transferrules.language.words import RESERVED
from transferrules.pack.model import Person, Team
from transferrules.pack.surface import CodePart, PackPart, PersonPart, TeamPart

# Which sections of a pack add codes to which list of the vocabulary.
SECTION_LISTS: Mapping[str, tuple[str, ...]] = {
    "meetings": ("meeting",),
    "documents": ("document",),
    "decisions": ("decision",),
    "notices": ("notice",),
    "visits": ("visit",),
    "plans": ("plan",),
    "assessments": ("assessment",),
    "outcomes": (
        "assessment_outcome",
        "decision_outcome",
        "meeting_outcome",
        "dispute_outcome",
        "step_outcome",
        "task_outcome",
    ),
    "referrals": ("referral",),
    "needs": ("need",),
    "concerns": ("concern",),
    "disputes": ("dispute",),
    "tasks": ("task",),
    "contains": ("contains",),
    "considered": ("considered",),
    "topics": ("topic",),
    "groups": ("participant_group",),
    "items": ("item",),
    "levels": ("level",),
    "areas": ("area",),
}

ONE_NAMESPACE = (
    "teams", "people", "meetings", "documents", "decisions", "terms",
    "routes", "blocks", "duties", "checklists", "advice",
)  # fmt: skip


def reserved_words() -> frozenset[str]:
    """The words that no name of a pack may be: those of the grammars and the top-level keys of the snapshot."""
    return RESERVED | frozenset(SNAPSHOT.fields)


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that a pack declares, by section.

    Attributes:
        part: The surface.
        teams: Teams by id.
        people: People by id.
        titles: Titles of all declared codes, teams, people and rules.
        kinds: For each code list, each code and all codes that are a kind of it, itself included.
    """

    part: PackPart
    teams: Mapping[str, Team]
    people: Mapping[str, Person]
    titles: Mapping[str, str]
    kinds: Mapping[str, Mapping[str, frozenset[str]]]
    areas: frozenset[str]
    clashes: tuple[tuple[str, str, str], ...] = field(default=())

    def codes(self, code_list: str) -> frozenset[str]:
        """Every code that a field of that list may be tested against."""
        return frozenset(self.kinds.get(code_list, {}))

    def is_open(self, code_list: str) -> bool:
        """Whether the list takes codes that nobody has declared."""
        known = CODE_LISTS.get(code_list)
        return known is None or known.open

    def declared_codes(self) -> frozenset[str]:
        """Every code declared by the pack or common to all, in whatever list."""
        return frozenset(code for codes in self.kinds.values() for code in codes)


def _title(part: object, name: str) -> str:
    if isinstance(part, str):
        return part
    return getattr(part, "title", None) or name.replace("_", " ")


def _teams(part: PackPart) -> dict[str, Team]:
    teams = {}
    for name, team in part.teams.items():
        detail = team if isinstance(team, TeamPart) else TeamPart(title=team)
        teams[name] = Team(name, detail.title, detail.one_per == "area", tuple(detail.known_as))
    return teams


def _people(part: PackPart) -> dict[str, Person]:
    people = {}
    for name, person in part.people.items():
        detail = person if isinstance(person, PersonPart) else PersonPart(title=person)
        people[name] = Person(
            name, detail.role, tuple(detail.team or ()), detail.title or name.replace("_", " ")
        )
    return people


def local_codes(name: str) -> str:
    """The id of the code list of a local fact."""
    return f"local.{name}"


def _kinds(part: PackPart) -> dict[str, dict[str, frozenset[str]]]:
    members: dict[str, dict[str, set[str]]] = {}
    for list_id, codes in CODE_LISTS.items():
        listed = members.setdefault(list_id, {})
        for code in codes.codes:
            listed.setdefault(code, set()).add(code)
        for group, group_codes in codes.groups.items():
            listed.setdefault(group, {group}).update(group_codes)
    for section, list_ids in SECTION_LISTS.items():
        declared: Mapping[str, object] = getattr(part, section)
        for list_id in list_ids:
            listed = members.setdefault(list_id, {})
            for code, detail in declared.items():
                listed.setdefault(code, set()).add(code)
                parent = detail.kind_of if isinstance(detail, CodePart) else None
                if parent is not None:
                    listed.setdefault(parent, {parent}).add(code)
    for name, fact in part.local.items():
        members[local_codes(name)] = {code: {code} for code in fact.codes}
    outcomes = members.setdefault("decision_outcome", {})
    for detail in part.decisions.values():
        if not isinstance(detail, str):
            divided = ["divided"] if detail.needs == "all" else []
            for outcome in [*(detail.outcomes or ()), *divided]:
                outcomes.setdefault(outcome, set()).add(outcome)
    return {
        key: {code: frozenset(of) for code, of in value.items()} for key, value in members.items()
    }


def _sections(part: PackPart, sections: Iterable[str]) -> Iterator[tuple[str, str, object]]:
    for section in sections:
        for name, detail in getattr(part, section).items():
            yield section, name, detail


def gather(part: PackPart) -> Names:
    """Collect the names that a pack declares; names used twice are in `clashes` as (section, name, other section)."""
    titles: dict[str, str] = {}
    first: dict[str, str] = {}
    clashes = []
    for section, name, detail in _sections(part, ONE_NAMESPACE):
        # A decision, meeting or document may configure a common code, and a role may name a person: only the pack's own names clash.
        if name in first:
            clashes.append((section, name, first[name]))
        first.setdefault(name, section)
        titles.setdefault(name, _title(detail, name))
    others = (s for s in SECTION_LISTS if s not in ONE_NAMESPACE)
    for _, name, detail in _sections(part, others):
        titles.setdefault(name, _title(detail, name))
    return Names(
        part,
        _teams(part),
        _people(part),
        titles,
        _kinds(part),
        frozenset(part.areas),
        tuple(clashes),
    )
