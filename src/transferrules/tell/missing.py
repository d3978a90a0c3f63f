"""What is missing: documents, steps, decisions and facts, each with what somebody needs to put it right."""

from transferrules.decision import (
    AwaitedDecision,
    DecisionRecord,
    DocumentView,
    DutyView,
    MissingFact,
)
from transferrules.tell.sheet import Ink, Sheet
from transferrules.tell.words import capital, counted, day, full, listed, named, plain

_SHOWN = 12  # facts, and steps that may not even be owed; all are in the JSON form

_STATUSES = {
    "transfer": "the case moves",
    "prepare": "a move is to be prepared",
    "blocked": "a move is held back",
    "stay": "the case stays",
    "refer": "a piece of work is referred",
    "co_work": "another team works beside",
    "close": "the case closes",
    "manager_decides": "somebody has to decide",
    "complete": "the move is made",
    "cannot_tell": "still open",
}


def missing(sheet: Sheet, record: DecisionRecord) -> None:
    """Write down what is missing, and what is to be done later."""
    before = len(sheet)
    _facts(sheet, record.missing.facts, _titles(record))
    _decisions(sheet, record.missing.decisions)
    wanting = set(record.missing.steps)
    open_ = [
        d
        for d in record.duties
        if d.state in ("not_started", "pending", "overdue") and not d.perhaps
    ]
    now = [d for d in open_ if d.title in wanting and d.state != "not_started"]
    later = [d for d in open_ if d not in now]
    _steps(sheet, "Steps to take", sorted(now, key=lambda d: d.state != "overdue"))
    _documents(sheet, record)
    _untold(sheet, [d for d in record.duties if d.state == "unknown" or d.perhaps])
    _steps(sheet, "Steps for later", later)
    if len(sheet) == before:
        sheet.heading("Missing")
        sheet.paragraph("Nothing that the policy asks for.", indent=2)


# --- facts -----------------------------------------------------------------------------------------


def _titles(record: DecisionRecord) -> dict[str, str]:
    """The teams of the answer, by id."""
    return {to.team: to.title for move in record.moves for to in move.to}


def _facts(sheet: Sheet, facts: tuple[MissingFact, ...], titles: dict[str, str]) -> None:
    if not facts:
        return
    sheet.heading("To find out" if len(facts) == 1 else "To find out, the most telling first")
    for fact in facts[:_SHOWN]:
        sheet.item(fact.question, ink=Ink.OPEN)
        for told in fact.answers:
            where = (
                f": {listed((named(titles.get(t, plain(t))) for t in told.to), 'or')}"
                if told.to
                else ""
            )
            sheet.paragraph(
                f"{told.value}: {_STATUSES.get(told.status, plain(told.status))}{where}", indent=6
            )
        sheet.paragraph(f"Recorded at {fact.path}", indent=4, ink=Ink.FAINT)
    if len(facts) > _SHOWN:
        sheet.item(f"and {counted(len(facts) - _SHOWN, 'more fact')} that could matter")


# --- decisions -------------------------------------------------------------------------------------


def _decisions(sheet: Sheet, decisions: tuple[AwaitedDecision, ...]) -> None:
    if not decisions:
        return
    sheet.heading("Decisions waited for")
    for one in decisions:
        sheet.item(one.title, ink=Ink.OPEN)
        if one.made_by:
            sheet.labelled("Lies with", ", ".join(one.made_by), indent=4)
        if one.outcomes:
            sheet.labelled("It can be", listed((plain(o) for o in one.outcomes), "or"), indent=4)
        sheet.paragraph("Once it is taken, write under `decisions`:", indent=4)
        for line in one.record:
            sheet.verbatim(f"- {line}", indent=6)


# --- steps -----------------------------------------------------------------------------------------


def _steps(sheet: Sheet, title: str, duties: list[DutyView]) -> None:
    """Steps under a heading; why dates are provisional is said once for all of them."""
    if not duties:
        return
    sheet.heading(title)
    for duty in duties:
        sheet.item(_step(duty), ink=Ink.BAD if duty.state == "overdue" else None)
    reasons = dict.fromkeys(reason for d in duties if _date_of(d) for reason in d.provisional)
    if reasons:
        sheet.paragraph(f"Provisional: {listed(reasons)}.", indent=2, ink=Ink.FAINT)


def _step(duty: DutyView) -> str:
    said = [part for part in (listed(duty.who), _date_of(duty)) if part]
    text = f"{full(duty.title)} {capital(', '.join(said))}"
    if duty.provisional and _date_of(duty):
        text += " (provisional)"
    text += ": overdue" if duty.state == "overdue" else ""
    if duty.state == "not_started" and not _date_of(duty):
        text += ", no date yet"
    if duty.early and duty.done is not None:
        text += f"; done on {day(duty.done)}, before its time, so it does not count"
    return f"{text} {_cited(duty.duty, duty.about, duty.clauses)}"


def _date_of(duty: DutyView) -> str:
    if duty.due is not None:
        return f"by {day(duty.due)}"
    if duty.opens is not None and duty.state == "not_started":
        return f"from {day(duty.opens)}"
    return ""


def _cited(rule: str, about: str | None, clauses: tuple[str, ...]) -> str:
    """The rule, the record that it is about and the clauses, for those who check."""
    return f"[{', '.join((rule, *((about,) if about is not None else ()), *clauses))}]"


def _untold(sheet: Sheet, duties: list[DutyView]) -> None:
    if not duties:
        return
    certain = [d for d in duties if not d.perhaps]
    if certain:
        sheet.heading("Steps that the record does not tell of")
        for duty in certain[:_SHOWN]:
            due = f", by {day(duty.due)}" if duty.due is not None else ""
            shown = f"; shown by {duty.evidence}" if duty.evidence is not None else ""
            about = f" ({duty.about})" if duty.about is not None else ""
            sheet.item(f"{duty.title}{about}{due}{shown} [{', '.join((duty.duty, *duty.clauses))}]")
    rest = len(duties) - len(certain[:_SHOWN])
    if rest:
        if not certain:
            sheet.heading("Steps that the record does not tell of")
        many = "more step" if certain else "step"
        sheet.item(
            f"{'and ' if certain else ''}{counted(rest, many)} that cannot be told yet; the JSON form lists them"
        )


# --- documents -------------------------------------------------------------------------------------


def _documents(sheet: Sheet, record: DecisionRecord) -> None:
    asked = [
        d
        for d in record.documents
        if d.required != "not_required" and d.on_file != "on_file" and not d.perhaps
    ]
    absent = [d for d in asked if d.required == "required" and d.on_file == "absent"]
    unsure = [d for d in asked if d not in absent]
    if absent:
        sheet.heading("Documents that are not on file")
        for document in absent:
            sheet.item(_document(document), ink=Ink.BAD)
    perhaps = sum(
        d.perhaps and d.required != "not_required" and d.on_file != "on_file"
        for d in record.documents
    )
    if unsure or perhaps:
        sheet.heading("Documents of which it cannot be told")
        for document in unsure:
            sheet.item(_document(document, _unsure(document)))
    if perhaps:
        more = "more document" if unsure else "document"
        sheet.item(
            f"{counted(perhaps, more)} that the policy may ask for; the JSON form lists them"
        )


def _document(document: DocumentView, unsure: str = "") -> str:
    due = f", by {day(document.due)}" if document.due is not None else ""
    text = f"{capital(document.title)}{due}{unsure}"
    return f"{text} {_cited(document.checklist, document.about, document.clauses)}"


def _unsure(document: DocumentView) -> str:
    if document.required == "unknown":
        because = f": {document.because}" if document.because is not None else ""
        return f": the policy may ask for it{because}"
    return ": the record does not say whether it is there"
