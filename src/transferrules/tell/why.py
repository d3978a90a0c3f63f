"""Why: the rules behind the answer with their clauses and readings, and what it was made from."""

from transferrules.decision import ClauseRef, DecisionRecord, Move, ReadingView
from transferrules.tell.sheet import Ink, Sheet
from transferrules.tell.words import counted, day, full

FORCES = {
    "must": "The policy requires it.",
    "should": "The policy expects it.",
    "may": "The policy allows it.",
}

_NO_CHANGE = "Then: nothing would be different here."  # how the engine ends such a reading


def why(sheet: Sheet, record: DecisionRecord) -> None:
    """The leading rules, each with its clauses, and the readings that they rely on."""
    sheet.heading("Rules that it hangs on" if record.status == "cannot_tell" else "Why")
    leading = [m for m in record.moves if m.leading]
    if not leading:
        sheet.paragraph("No rule of the policy asks for anything else now.", indent=2)
    clauses = {c.id: c for c in record.clauses}
    for move in leading:
        _rule(sheet, move, clauses)
    relied = dict.fromkeys(r for m in leading for r in m.readings)
    known = {r.reading: r for r in record.readings}
    shown = [known[r] for r in relied if r in known]
    if shown:
        sheet.heading("Where the policy can be read in more than one way")
        for reading in shown:
            _reading(sheet, reading)
    rest = len(record.readings) - len(shown)
    if rest > 0:
        if not shown:
            sheet.heading("Where the policy can be read in more than one way")
        sheet.item(
            f"{counted(rest, 'more reading' if shown else 'reading')} on steps and documents; the JSON form lists them"
        )


def _rule(sheet: Sheet, move: Move, clauses: dict[str, ClauseRef]) -> None:
    sheet.item(full(move.title))
    sheet.paragraph(f"{FORCES.get(move.force, '')} [{move.route}]".strip(), indent=4, ink=Ink.FAINT)
    for name in move.clauses:
        if name in clauses:
            cite(sheet, clauses[name], indent=4)


def cite(sheet: Sheet, clause: ClauseRef, *, indent: int) -> None:
    """What a clause says, and where it stands in the document."""
    first, last = clause.lines
    lines = f"line {first}" if first == last else f"lines {first}-{last}"
    sheet.paragraph(clause.summary, indent=indent)
    sheet.paragraph(f"[{clause.id}, {lines}, {clause.section}]", indent=indent, ink=Ink.FAINT)


def _reading(sheet: Sheet, reading: ReadingView) -> None:
    sheet.item(reading.question)
    sheet.paragraph(f"Taken here: {full(reading.taken)} {full(reading.because)}", indent=4)
    others = [other for other in reading.otherwise if not other.endswith(_NO_CHANGE)]
    for other in others:
        sheet.paragraph(f"Or: {full(other)}", indent=4)
    same = len(reading.otherwise) - len(others)
    if same:
        more = counted(same, "other reading")
        sheet.paragraph(f"Or {more} that would change nothing here.", indent=4)
    sheet.paragraph(f"[{', '.join((reading.reading, *reading.clauses))}]", indent=4, ink=Ink.FAINT)


def sources(sheet: Sheet, record: DecisionRecord) -> None:
    """What the answer was made from, so that it can be made again."""
    made = record.provenance
    sheet.heading("Made from")
    sheet.labelled("Policy", f"{made.title} (edition {made.edition})", ink=Ink.FAINT)
    sheet.labelled("Pack", f"{made.pack}, sha256 {made.sha256[:16]}", ink=Ink.FAINT)
    sheet.labelled("As of", day(made.as_of), ink=Ink.FAINT)
    sheet.labelled(
        "Engine", f"transferrules {made.engine}, pack language {made.language}", ink=Ink.FAINT
    )
    sheet.labelled("Calendar", made.calendar, ink=Ink.FAINT)
    sheet.gap()
    sheet.paragraph("This is advice. A person decides.", ink=Ink.FAINT)
