"""Coverage: what the scenarios of a pack show of it, and what none does.

`coverage_of` asks every scenario of one pack, watching; the answer is a `Coverage`, which `coverage_text` and `coverage_page` tell.
docs/coverage.md says what is counted, and why.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from transferrules.authoring.coverage_holes import holes_of
from transferrules.authoring.coverage_inventory import Inventory, Part, inventory
from transferrules.authoring.coverage_report import Asked, Coverage, Shown, ShownClause
from transferrules.authoring.coverage_watching import FAILED, HELD, UNTOLD, Watched
from transferrules.authoring.scenario_format import Scenario, read_scenarios
from transferrules.authoring.scenarios import default_paths, scenario_files
from transferrules.engine.decide import Policy
from transferrules.pack.load import load_pack, pack_path
from transferrules.pack.model import Clause, Pack

__all__ = ["Coverage", "coverage_of", "measure", "scenarios_about"]


def coverage_of(asked: str | Path, paths: Sequence[Path] = ()) -> Coverage:
    """What scenarios show of a pack.

    Args:
        asked: The pack, by id or path.
        paths: Files and folders of scenarios, of which those of other packs are passed over; without any, `conformance`.

    Raises:
        TransferRulesError: The pack or one of the files cannot be read.
    """
    pack = load_pack(asked)
    return measure(pack, scenarios_about(asked, pack, paths))


class _OfAnotherPack(Exception):
    """A scenario file that is about another pack."""


def scenarios_about(
    asked: str | Path, pack: Pack, paths: Sequence[Path] = ()
) -> tuple[Scenario, ...]:
    """The scenarios of some files and folders that ask one pack."""
    wanted = pack_path(asked).resolve()

    def only_this(named: str | Path) -> Pack:
        if pack_path(named).resolve() != wanted:
            raise _OfAnotherPack
        return pack

    found: list[Scenario] = []
    for path in scenario_files(tuple(paths) or default_paths()):
        try:
            found += read_scenarios(path, _shown(path), only_this)
        except _OfAnotherPack:
            continue
    return tuple(found)


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def measure(pack: Pack, scenarios: Iterable[Scenario]) -> Coverage:
    """Ask every scenario, watching. One whose answer is not what it expects shows nothing."""
    scenarios = tuple(scenarios)
    policy, has = Policy(pack), inventory(pack)
    asked: list[Asked] = []
    shown: list[tuple[str, Watched]] = []
    for scenario, name in zip(scenarios, _names(scenarios), strict=True):
        watched = Watched()
        decision = policy.decide(scenario.case, as_of=scenario.as_of, observer=watched)
        watched.read(policy, decision, has)
        holds = not scenario.check(decision)
        asked.append(Asked(name, scenario.file, scenario.line, scenario.clauses, holds))
        if holds:
            shown.append((name, watched))
    return _summed(pack, has, tuple(asked), shown)


def _names(scenarios: Sequence[Scenario]) -> list[str]:
    """A name for each, unlike any other: its own, with its file where two files have the same."""
    often = Counter(s.name for s in scenarios)
    return [s.name if often[s.name] == 1 else f"{s.name} ({s.file})" for s in scenarios]


def _summed(
    pack: Pack, has: Inventory, asked: tuple[Asked, ...], shown: list[tuple[str, Watched]]
) -> Coverage:
    rules = [
        Shown(part, _by((name, {one.rules[key]}) for name, one in shown))
        for key, part in has.rules.items()
    ]
    tests = [_shown_part(p, ((n, w.tests.get(k, set())) for n, w in shown)) for k, p in has.tests.items()]  # fmt: skip
    limits = [_shown_part(p, ((n, w.limits.get(k, set())) for n, w in shown)) for k, p in has.limits.items()]  # fmt: skip
    documents = [_shown_part(p, ((n, w.documents[k]) for n, w in shown)) for k, p in has.documents.items()]  # fmt: skip
    duties = [
        _shown_part(p, ((n, w.duties[k]) for n, w in shown))
        for k, p in has.rules.items()
        if p.section == "duties"
    ]
    clauses = [_clause(clause, has, shown) for clause in pack.clauses.values()]
    holes = holes_of(has, clauses, rules, tests, limits, documents, duties)
    return Coverage(
        pack.id,
        pack.title,
        asked,
        tuple(clauses),
        tuple(rules),
        tuple(tests),
        tuple(limits),
        tuple(documents),
        tuple(duties),
        holes,
    )


def _shown_part(part: Part, came_to: Iterable[tuple[str, set[str]]]) -> Shown:
    return Shown(part, _by(came_to))


def _by(came_to: Iterable[tuple[str, set[str]]]) -> dict[str, tuple[str, ...]]:
    """Scenario → what it came to, turned round."""
    found: dict[str, list[str]] = {}
    for name, words in came_to:
        for word in words:
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def _clause(clause: Clause, has: Inventory, shown: list[tuple[str, Watched]]) -> ShownClause:
    elements = has.elements.get(clause.id, ())
    by = _by((name, _came_to(elements, one)) for name, one in shown) if elements else {}
    said = "encoded" if elements else "not_encoded" if clause.not_encoded is not None else None
    return ShownClause(
        clause, said, elements, by.get(HELD, ()), by.get(FAILED, ()), by.get(UNTOLD, ())
    )


def _came_to(elements: tuple[str, ...], one: Watched) -> set[str]:
    """What a clause came to: it holds where one of its elements does, and fails where a duty of it was missed too."""
    ways = {one.rules[element] for element in elements}
    came_to = {HELD} if HELD in ways else {UNTOLD} if UNTOLD in ways else {FAILED}
    return came_to | ({FAILED} if one.missed.intersection(elements) else set())
