"""What mutation found, as text: each survivor by line, with a case that would tell it apart, then the figures."""

from typing import Any

import yaml

from transferrules.authoring.mutation.mutant import Mutant
from transferrules.authoring.mutation.report import WANTED, Mutation
from transferrules.authoring.mutation.telling_apart import Apart
from transferrules.authoring.mutation.trial import Fate, Tried


def mutation_text(found: Mutation) -> str:
    """All of it. Nothing is wrapped: scenarios are there to be pasted."""
    parts: list[str] = []
    if found.broken:
        count = len(found.broken)
        said = "1 scenario does not hold" if count == 1 else f"{count} scenarios do not hold"
        told = "".join(f"\n    {one}" for one in found.broken)
        parts.append(f"{said} as the pack is, and can kill nothing:{told}\n")
    parts += [_survivor(found, *one) for one in found.survivors]
    for mutant, tried in found.killed_after_all:
        how = f"killed by {tried.by}" if tried.fate is Fate.KILLED else f"stillborn: {tried.by}"
        parts.append(f"{found.file}:{mutant.line}: explained as a survivor, and {how}\n    {mutant.id}\n")  # fmt: skip
    parts += [f"Explained as a survivor, and no mutant of this pack: {one}\n" for one in found.unknown]  # fmt: skip
    return "\n".join([*parts, _figures(found)])


def _survivor(found: Mutation, mutant: Mutant, tried: Tried) -> str:
    head = f"{found.file}:{mutant.line}: survived ({mutant.edit.kind})\n    {mutant.id}\n"
    if not tried.searched:
        return head
    if tried.apart is None:
        return f"{head}    No case was found on which it answers otherwise.\n"
    return head + _told(tried.apart)


def _told(apart: Apart) -> str:
    same = not apart.changed and not apart.other_day
    where = f"{apart.file}:{apart.line}"
    if same:
        return f"    {where} would kill it, did it also expect\n{_indented(_yaml(apart.expect), 8)}"
    title = f"{apart.title}, and {apart.changed}" if apart.changed else f"{apart.title}, on {apart.as_of}"  # fmt: skip
    scenario = {
        "title": title,
        **({"clauses": list(apart.clauses)} if apart.clauses else {}),
        "case": apart.case,
        "as_of": apart.as_of,
        "expect": apart.expect,
    }
    first = f"    A scenario that would kill it, from {where}; what it expects is what the pack answers: check it.\n"
    return first + _indented(_yaml([scenario]), 6)


def _indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in text.splitlines())


class _Plain(yaml.SafeDumper):
    """Dates as they are, without quotes: in scenarios they are words like others."""


_Plain.yaml_implicit_resolvers = {
    letter: [one for one in resolvers if one[0] != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def _yaml(value: Any) -> str:
    """YAML as scenarios are written: what holds nothing further is on one line."""
    return yaml.dump(
        value, Dumper=_Plain, default_flow_style=None, sort_keys=False, allow_unicode=True, width=150
    )  # fmt: skip


def _figures(found: Mutation) -> str:
    killed, explained = len(found.of(Fate.KILLED)), len(found.explained)
    verdict = "enough" if found.enough else f"below the {WANTED}% that are wanted"
    return (
        f"{found.pack}: {len(found.found)} mutants against {found.scenarios} scenarios.\n"
        f"    killed      {killed:>6}\n"
        f"    survived    {len(found.survivors):>6}\n"
        f"    explained   {explained:>6}\n"
        f"    stillborn   {len(found.of(Fate.STILLBORN)):>6}, which do not count\n"
        f"{found.percentage:.1f}% killed or explained ({found.killed_percentage:.1f}% killed) of {found.viable}: {verdict}.\n"
    )
