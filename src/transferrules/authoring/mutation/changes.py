"""Every small change of a pack that mutation tries, in the order of the pack.

Read off the plain surface, section by section; what a change is called (`Edit.kind`) is listed in docs/mutation.md.
"""

from collections import Counter
from collections.abc import Iterator

from transferrules.authoring.mutation import rule_changes, term_changes
from transferrules.authoring.mutation.known import RULES, Known
from transferrules.authoring.mutation.mutant import Edit, Mutant, Path, name_of
from transferrules.pack.model import Pack
from transferrules.reading import Source

COUNTING = ("calendar", "conventions")
PARTS = {"people": term_changes.person, "decisions": term_changes.decision, "terms": term_changes.term}  # fmt: skip


def mutants_of(source: Source, pack: Pack) -> tuple[Mutant, ...]:
    """Every mutant of a pack.

    Args:
        source: Its text, read.
        pack: The same, resolved.
    """
    plain = source.node.plain()
    found: list[Mutant] = []
    often: Counter[str] = Counter()
    for edit in _edits(Known(plain, pack)):
        name = name_of(plain, edit)
        often[name] += 1
        if often[name] > 1:
            name = f"{name} ({often[name]})"
        rule = ".".join(str(step) for step in edit.path[:2])
        found.append(Mutant(name, rule, _line(source, edit.path), edit))
    return tuple(found)


def _line(source: Source, path: Path) -> int:
    key = source.node.key_at(path)
    return (key or source.node.at(path)).mark.line


def _edits(known: Known) -> Iterator[Edit]:
    for section in COUNTING:
        yield from known.counting((section,), known.plain.get(section, {}))
    for section, change in (*PARTS.items(), *((section, rule_changes.rule) for section in RULES)):
        for name, part in known.plain.get(section, {}).items():
            yield from change(known, (section, name), part)
