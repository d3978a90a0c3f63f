"""What scenarios show of a pack, as text: how many each thing is shown by, then what none shows."""

from collections.abc import Iterable, Mapping

from transferrules.authoring.coverage_report import (
    PAPERS,
    SIDES,
    STATES,
    WAYS,
    Coverage,
    Hole,
    Shown,
)
from transferrules.authoring.coverage_words import KINDS, PLURAL
from transferrules.tell.sheet import Ink, Look, Sheet
from transferrules.tell.words import counted

_WIDTH = 5  # of a count
_SHORT = {
    "unknown": "?",
    "undated": "none",
    "before": "bef.",
    "inside": "ins.",
    "on_file": "file",
    "absent": "abs.",
    "not_required": "not",
    "failed": "fail",
    "not_started": "not",
    "pending": "pend",
    "met_late": "late",
    "overdue": "over",
    "not_owed": "none",
}


def coverage_text(coverage: Coverage, look: Look | None = None) -> str:
    """All of it, for a terminal."""
    sheet = Sheet(look or Look())
    failing = [s for s in coverage.scenarios if not s.holds]
    sheet.paragraph(
        f"{coverage.title}: {counted(len(coverage.scenarios), 'scenario')}.", ink=Ink.STRONG
    )
    if failing:
        sheet.paragraph("Not what the pack answers, and so no evidence:", ink=Ink.BAD)
        for one in failing:
            sheet.item(f"{one.file}:{one.line}: {one.name}")
    _clauses(sheet, coverage)
    _table(sheet, "Rules", coverage.rules, WAYS)
    _table(sheet, "Tests", coverage.tests, WAYS)
    _table(sheet, "Limits", coverage.limits, SIDES)
    _table(sheet, "Documents", coverage.documents, PAPERS)
    _table(sheet, "Duties", coverage.duties, STATES)
    _holes(sheet, coverage)
    return sheet.text()


def _clauses(sheet: Sheet, coverage: Coverage) -> None:
    sheet.heading("Clauses")
    sheet.verbatim(_head(WAYS), indent=0)
    for one in coverage.clauses:
        by = {"held": one.held, "failed": one.failed, "unknown": one.unknown}
        said = ", ".join(one.elements)
        if not one.elements:
            said = f"not encoded: {one.clause.not_encoded}" if one.disposition else "nothing says it, and nothing says why"  # fmt: skip
        sheet.paragraph(f"{one.clause.id} {said}", mark=_counts(by, WAYS))


def _table(sheet: Sheet, title: str, things: Iterable[Shown], words: tuple[str, ...]) -> None:
    things = list(things)
    if not things:
        return
    sheet.heading(title)
    sheet.verbatim(_head(words), indent=0)
    for one in things:
        place = one.part.id if one.part.line is None else f"{one.part.id}, line {one.part.line}"
        sheet.paragraph(f"{one.part.says} [{place}]", mark=_counts(one.by, words))


def _head(words: tuple[str, ...]) -> str:
    return "".join(f"{_SHORT.get(word, word):>{_WIDTH}}" for word in words)


def _counts(by: Mapping[str, tuple[str, ...]], words: tuple[str, ...]) -> str:
    counts = (len(by.get(word, ())) for word in words)
    return "".join(f"{count or '-':>{_WIDTH}}" for count in counts) + "  "


def _holes(sheet: Sheet, coverage: Coverage) -> None:
    sheet.heading("What no scenario shows")
    if not coverage.holes:
        sheet.item("There is nothing.")
    for kind in KINDS:
        found = [hole for hole in coverage.holes if hole.kind == kind]
        if found:
            sheet.gap()
            sheet.paragraph(f"{len(found)} {PLURAL[kind] if len(found) > 1 else kind}", indent=2)
            for hole in found:
                sheet.item(told(hole), indent=2)


def told(hole: Hole) -> str:
    """A hole, in a line."""
    place = hole.id if hole.line is None else f"{hole.id}, line {hole.line}"
    return f"{place}: {hole.lacks}. {hole.says}"
