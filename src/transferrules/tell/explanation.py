"""Why rules apply, and why not: every test with what it came to and the facts behind it, as an indented tree."""

from collections.abc import Sequence

from transferrules.decision import Provenance, RuleExplanation, TestTrace
from transferrules.tell.sheet import Ink, Look, Sheet
from transferrules.tell.why import cite
from transferrules.tell.words import day, full, listed, plain

FATES = {
    "applies": "It applies.",
    "complete": "It is done: the move that it asks for is made.",
    "does_not_apply": "It does not apply.",
    "overridden": "It would apply; another rule goes before it",
    "set_aside": "It would apply; a decision sets it aside",
    "waits": "It waits for a decision",
    "cannot_be_told": "It cannot be told whether it applies.",
}

_CAME_TO = {
    "held": ("holds:  ", Ink.GOOD),
    "failed": ("fails:  ", Ink.BAD),
    "unknown": ("unknown:", Ink.OPEN),
}


def explanation(
    rules: Sequence[RuleExplanation], made_from: Provenance, look: Look | None = None
) -> str:
    """The rules in words. One is told in full; of several, those that do not apply in a line each, at the end."""
    sheet = Sheet(look or Look())
    sheet.paragraph(f"As of {day(made_from.as_of)}, by {made_from.title}.", ink=Ink.FAINT)
    out = [r for r in rules if r.rule.fate == "does_not_apply"] if len(rules) > 1 else []
    for rule in rules:
        if rule not in out:
            _rule(sheet, rule)
    if out:
        sheet.heading("Rules that do not apply")
        for rule in out:
            sheet.item(f"{full(rule.rule.title)} [{rule.rule.rule}]")
            for other in rule.would_apply[:1]:
                sheet.paragraph(other, indent=4, ink=Ink.FAINT)
    return sheet.text()


def _rule(sheet: Sheet, told: RuleExplanation) -> None:
    rule = told.rule
    sheet.heading(rule.title)
    by = f": {listed(plain(b) for b in rule.by)}." if rule.by else ""
    fate = FATES.get(rule.fate, plain(rule.fate))
    sheet.paragraph(full(fate.removesuffix(".") + by), indent=2)
    sheet.paragraph(f"[{rule.section}.{rule.rule}]", indent=2, ink=Ink.FAINT)
    if told.tests:
        sheet.gap()
        for test in told.tests:
            _test(sheet, test, 2)
    if told.would_apply:
        sheet.gap()
        sheet.paragraph("For it to apply:", indent=2)
        for other in told.would_apply:
            sheet.item(other, indent=4)
    if told.clauses:
        sheet.gap()
        for clause in told.clauses:
            cite(sheet, clause, indent=2)
    for reading in told.readings:
        sheet.gap()
        sheet.paragraph(
            f"{reading.question} Taken here: {full(reading.taken)} {full(reading.because)}",
            indent=2,
        )
        for way in reading.otherwise:
            sheet.paragraph(f"Or: {full(way)}", indent=4)
        sheet.paragraph(f"[{reading.reading}]", indent=4, ink=Ink.FAINT)


def _test(sheet: Sheet, test: TestTrace, indent: int) -> None:
    mark, ink = _CAME_TO.get(test.came_to, (f"{test.came_to}:", None))
    line = f" (line {test.line})" if test.line is not None else ""
    sheet.paragraph(f"{test.says}{line}", indent=indent, mark=f"{mark} ", ink=ink)
    for fact in test.facts:
        sheet.paragraph(f"{fact.path} is {fact.value}", indent=indent + 4)
    for date in test.computed:
        sheet.paragraph(date, indent=indent + 4)
    for part in test.parts:
        _test(sheet, part, indent + 2)
