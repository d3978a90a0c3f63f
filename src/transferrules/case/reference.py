"""The reference of the vocabulary as Markdown, made from the models: `python -m transferrules.case.reference`."""

import json
import re
import sys
from collections.abc import Iterator

from .codes import CodeList, Years
from .kinds import Kind
from .lists import CODE_LISTS
from .vocabulary import LIST_NAMES, LOCAL, RECORD_TYPES, SNAPSHOT, Field, RecordType

_PREFACE = """\
# The vocabulary of a case

What a case snapshot may hold, and what a policy pack may ask of it. This page is made from the models; change those and run

    python -m transferrules.case.reference > docs/vocabulary.md

## How a case is written

A snapshot is one YAML or JSON mapping about one child. Everything in it is a record of something that happened, on a day, or
that somebody judged. What follows from the records (*looked after*, *in need*, *16 years old*) is never sent.

| what the case says | what it means |
| --- | --- |
| the key is not there | unknown: nobody told us |
| `ended_on: null` | recorded as none: it has not ended |
| `meetings: []` | there are none; a list that is there is whole |
| `incomplete: [meetings]` beside the list | what is there counts, what is not there is unknown |
| `ended_on:` and nothing | refused, because it could be either of the first two |

**Days** are written `2026-03-02`. Known in part they are `2026-03`, `2026` or `{from: 2026-03-10, until: 2026-03-20}`, both ends
included and either of them left out where it is open. Years run from 1900 to 2199.

**Moments** have two names. `held_on: 2026-03-02` tells the day, `held_at: 2026-03-02T14:30` the minute; a case gives one of them. A
time without an offset is London's. In the hour that comes twice when the clocks go back such a time is either of the two, in the
hour that the clocks skip it is refused.

**People and teams** are a code (`team_manager`, `families_first`), or as much as is known: `{role: social_worker, team:
families_first, person: W-88}`. Persons are opaque ids.

**Codes** come from lists, below. A *closed* list refuses what it does not know. An *open* list takes other codes too, with a
warning, because the pack that declares them may be another than the one that reads the case; what is all but one of the common
codes is refused as a slip. DfE codes are read as the common code; one used outside the years whose returns list it is accepted
with a warning.

**Ids** of teams, roles, areas and rules are the pack's: lower-case letters, digits and underscores.

**Contradictions** are refused: an end before its beginning, a record id given twice, a past holder without an end, a moment under
both its names. Where dates are known only in part, only a contradiction that is certain counts.

**Size.** A snapshot has at most 2 MiB, 30,000 keys and values, a depth of 32, 20,000 characters in one value, and days from 1900 to
2199. Of what is wrong the first 200 things are told, and of what is worth a look as many.

Asked about an earlier day, a date after that day reads as none, and so does what came of it (*with* in the tables). Dates
marked *ahead* are plans and limits, and may lie after it.
"""


def vocabulary_markdown() -> str:
    """The whole reference."""
    parts = [_PREFACE, "## The records\n", _record(SNAPSHOT, common=False)]
    parts.append(_common())
    parts += [
        _record(record, common=True)
        for record in RECORD_TYPES.values()
        if record.name not in (SNAPSHOT.name, LOCAL)
    ]
    parts += ["## The code lists\n", *(_codes(codes) for codes in CODE_LISTS.values())]
    parts += ["## Counterparts in the national standards\n", _crosswalk()]
    return "\n".join(parts).rstrip() + "\n"


def _common_names() -> frozenset[str]:
    from .records.base import Record

    days = {name for name, field in Record.model_fields.items() if field.json_schema_extra is None}
    return frozenset(Record.model_fields) - days


def _common() -> str:
    fields = [RECORD_TYPES["LegalOrder"].fields[name] for name in RECORD_TYPES["LegalOrder"].fields]
    shared = [field for field in fields if field.name in _common_names()]
    return (
        "### Any record\n\nMay stand on any record of a list, on the holder and on the transfer.\n\n"
        + _table(shared)
    )


def _record(record: RecordType, *, common: bool) -> str:
    shared = _common_names() if common and "about" in record.fields else frozenset[str]()
    own = [field for field in record.fields.values() if field.name not in shared]
    places = ", ".join(f"`{path}`" for path in record.paths if path)
    where = f"At {places}." if places else "The top of the file."
    return f"### {record.name}\n\n{record.description} {where}\n\n{_table(own)}"


def _table(fields: list[Field]) -> str:
    rows = ["| field | holds | meaning | what to ask | example | standard |", "| --- " * 6 + "|"]
    rows += [_row(field) for field in fields]
    return "\n".join(rows) + "\n"


def _row(field: Field) -> str:
    name = f"`{field.name}`"
    if field.kind is Kind.MOMENT:
        name = f"`{field.name[:-3]}_on` or `_at`"
    return (
        f"| {name} | {_holds(field)} | {_meaning(field)} | {field.question} "
        f"| `{_example(field.example)}` | {field.standard or 'none'} |"
    )


def _holds(field: Field) -> str:
    if field.codes == LIST_NAMES:
        return "names of lists"
    if field.codes is not None:
        return f"{field.kind} of [{field.codes}](#codes-{field.codes})"
    if field.record == LOCAL:
        return "what the pack declares"
    if field.record is not None:
        target = f"[{field.record}](#{field.record.lower()})"
        return target if field.kind is Kind.RECORD else f"list of {target}"
    if field.kind is Kind.NUMBER:
        return f"number: {field.unit}"
    return str(field.kind)


def _meaning(field: Field) -> str:
    notes = []
    if field.ahead:
        notes.append("ahead")
    if field.happens_with:
        notes.append(f"with `{field.happens_with}`")
    if field.expected_by:
        notes.append(f"expected by `{field.expected_by}`")
    if field.not_before:
        notes.append(f"not before `{field.not_before}`")
    return f"{field.description} *{'; '.join(notes)}*" if notes else field.description


def _example(example: object) -> str:
    return json.dumps(example, ensure_ascii=False).replace('"', "").replace("|", "\\|")


def _codes(codes: CodeList) -> str:
    kind = "Open: a pack may add." if codes.open else "Closed."
    lines = [f"### Codes: {codes.id}\n", f"{codes.title}. {kind}\n"]
    if not codes.codes:
        return "\n".join([*lines, "No common codes: all of them are a pack's.\n"])
    dfe: dict[str, list[str]] = {}
    for code, common in codes.dfe.items():
        if code != common:
            dfe.setdefault(common, []).append(_with_years(code, codes.years.get(code)))
    head = f"DfE code ({codes.source})" if dfe else ""
    lines += [
        f"| code | meaning |{f' {head} |' if dfe else ''}",
        "| --- " * (3 if dfe else 2) + "|",
    ]
    for code, meaning in codes.codes.items():
        last = f" {', '.join(dfe.get(code, [])) or 'none'} |" if dfe else ""
        lines.append(f"| `{code}` | {meaning} |{last}")
    for group, members in codes.groups.items():
        listed = ", ".join(f"`{code}`" for code in codes.codes if code in members)
        lines.append(f"\nA test on `{group}` finds {listed}.")
    return "\n".join(lines) + "\n"


def _with_years(code: str, years: Years | None) -> str:
    if years is None:
        return f"`{code}`"
    if years.first is None:
        return f"`{code}` (up to the {years.last} return)"
    if years.last is None:
        return f"`{code}` (from the {years.first} return)"
    return f"`{code}` ({years.first} to {years.last} returns)"


def _crosswalk() -> str:
    """Each item of a national standard with the fields that hold it."""
    found: dict[tuple[str, str], list[str]] = {}
    told: set[str] = set()
    for record in RECORD_TYPES.values():
        for field in record.fields.values():
            # What several kinds of record share is told at the first.
            same = f"{field.name} {field.description}"
            if same not in told:
                told.add(same)
                for counterpart in _items(field.standard):
                    found.setdefault(counterpart, []).append(_place(record, field))
    rows = ["| standard | item | here |", "| --- " * 3 + "|"]
    for (standard, item), places in sorted(found.items()):
        rows.append(f"| {standard} | `{item}` | {', '.join(f'`{place}`' for place in places)} |")
    return "\n".join(rows) + "\n"


def _place(record: RecordType, field: Field) -> str:
    if "about" in record.fields and field.name in _common_names():
        return f"{field.name} of any record"
    return f"{record.paths[0]}.{field.name}" if record.paths[0] else field.name


_NAMES = {
    "SSD": "Standard Safeguarding Dataset",
    "903": "SSDA903",
    "CIN": "Children in need census",
}


def _items(standard: str) -> Iterator[tuple[str, str]]:
    for part in standard.split(";"):
        name = part.split()[0] if part.split() else ""
        for item in re.findall(r"`([^`]+)`", part):
            yield _NAMES.get(name, name), item


if __name__ == "__main__":
    sys.stdout.write(vocabulary_markdown())
