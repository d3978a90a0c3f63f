"""What is missing: documents, steps, decisions and facts, each with what somebody needs to put it right."""

from collections import Counter
from collections.abc import Iterable, Sequence

from transferrules.decision import (
    AwaitedDecision,
    DecisionRecord,
    DocumentView,
    DutyView,
    MissingFact,
    Move,
)
from transferrules.tell.sheet import Ink, Sheet
from transferrules.tell.words import capital, counted, day, full, is_past, listed, named, plain

_SHOWN = 12  # facts, and steps that may not even be owed; all are in the JSON form
_NOT_AGREED = "the move is not agreed yet"  # one of the reasons of `DutyView.provisional`

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
    _decisions(sheet, record.missing.decisions, _titles(record))
    wanting = set(record.missing.steps)
    open_ = [
        d
        for d in record.duties
        if d.state in ("not_started", "pending", "overdue") and not d.perhaps
    ]
    days = _Days(record)
    now = [
        d
        for d in open_
        if d.title in wanting and d.state != "not_started" and not days.undecided(d)
    ]
    later = [d for d in open_ if d not in now]
    _steps(sheet, "Steps to take", sorted(now, key=lambda d: d.state != "overdue"), days)
    _documents(sheet, record, days)
    _untold(sheet, [d for d in record.duties if d.state == "unknown" or d.perhaps], days)
    _steps(sheet, "Steps for later", later, days)
    if len(sheet) == before:
        sheet.heading("Missing")
        sheet.paragraph("Nothing that the policy asks for.", indent=2)


# --- facts -----------------------------------------------------------------------------------------


def _titles(record: DecisionRecord) -> dict[str, str]:
    """The teams of the answer, by id."""
    named_there = [
        (record.holder.team, record.holder.title),
        *((one.team, one.title) for one in record.participants),
        *((to.team, to.title) for move in record.moves for to in move.to),
    ]
    return {team: title for team, title in named_there if team is not None and title is not None}


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


def _decisions(
    sheet: Sheet, decisions: tuple[AwaitedDecision, ...], titles: dict[str, str]
) -> None:
    if not decisions:
        return
    sheet.heading("Decisions waited for")
    for one in decisions:
        sheet.item(one.title, ink=Ink.OPEN)
        if one.made_by:
            sheet.labelled("Lies with", ", ".join(one.made_by), indent=4)
        if one.outcomes:
            can_be = (named(titles[o]) if o in titles else plain(o) for o in one.outcomes)
            sheet.labelled("It can be", listed(can_be, "or"), indent=4)
        sheet.paragraph("Once it is taken, write under `decisions`:", indent=4)
        for line in one.record:
            sheet.verbatim(f"- {line}", indent=6)


# --- days ------------------------------------------------------------------------------------------


class _Days:
    """By when things are to be done, as far as that can be said.

    While a move is not agreed, its dates are those of a move at its transfer point. A day that has passed is then no deadline;
    and where there is no point, or nobody has chosen where the case goes, they would be other days tomorrow, and none is told.
    """

    def __init__(self, record: DecisionRecord) -> None:
        self._as_of = record.provenance.as_of
        self._moves = {m.route: m for m in record.moves}

    def undecided(self, owed: DutyView | DocumentView) -> bool:
        """Whether it goes with a move of which nobody has decided yet that it is made."""
        return _is_provisional(owed) and _wait(self._of(owed.routes))

    def of(self, duty: DutyView) -> str:
        """By when a step is to be taken, or from when on; empty where it has no day."""
        if self.undecided(duty):
            return "once the move is decided"
        if self._has_no_point(duty):
            return "no date until the move is agreed"
        if duty.due is not None:
            by = "was to be by" if self.is_gone(duty) else "by"
            return f"{by} {day(duty.due)}{_marked(duty)}"
        if duty.state != "not_started":
            return ""
        if duty.opens is None:
            return "no date yet"
        return f"from {day(duty.opens)}{_marked(duty)}"

    def is_gone(self, owed: DutyView | DocumentView) -> bool:
        """Whether its day has passed and is only that of a move that is not agreed."""
        return _is_provisional(owed) and owed.due is not None and is_past(owed.due, self._as_of)

    def of_document(self, document: DocumentView) -> str:
        """By when a document is to be there; empty where it has no day."""
        if document.due is None:
            return ""
        if self.undecided(document):
            return "once the move is decided"
        if self._has_no_point(document):
            return "no date until the move is agreed"
        return f"by {day(document.due)}{_marked(document)}"

    def _has_no_point(self, owed: DutyView | DocumentView) -> bool:
        moves = self._of(owed.routes)
        return _is_provisional(owed) and bool(moves) and all(m.point is None for m in moves)

    def _of(self, routes: Iterable[str]) -> list[Move]:
        return [self._moves[r] for r in routes if r in self._moves]


def _is_provisional(owed: DutyView | DocumentView) -> bool:
    return _NOT_AGREED in owed.provisional and owed.due is not None


def _marked(owed: DutyView | DocumentView) -> str:
    return " (provisional)" if owed.provisional else ""


def _wait(moves: list[Move]) -> bool:
    """Whether they all wait for a decision, and not only for a day that is known."""
    return bool(moves) and all("waits" in m.stages and m.reached is not False for m in moves)


# --- steps -----------------------------------------------------------------------------------------


def _steps(sheet: Sheet, title: str, duties: list[DutyView], days: _Days) -> None:
    """Steps under a heading; why dates are provisional is said once for all of them."""
    if not duties:
        return
    sheet.heading(title)
    often = Counter((d.duty, d.about) for d in duties)
    for duty in duties:
        routes = duty.routes if often[duty.duty, duty.about] > 1 else ()
        text = f"{_step(duty, days)} {_cited(duty.duty, duty.about, duty.clauses, routes)}"
        sheet.item(text, ink=Ink.BAD if duty.state == "overdue" else None)
    _why_provisional(sheet, [d for d in duties if "(provisional)" in days.of(d)], days)


def _why_provisional(sheet: Sheet, marked: Sequence[DutyView | DocumentView], days: _Days) -> None:
    if not marked:
        return
    reasons = dict.fromkeys(reason for one in marked for reason in one.provisional)
    said = f"Provisional: {listed(reasons)}."
    if any(days.is_gone(one) for one in marked):
        said += " A day that has passed is that of a move made at its transfer point."
    sheet.paragraph(said, indent=2, ink=Ink.FAINT)


def _step(duty: DutyView, days: _Days) -> str:
    """Who, by when, and what: titles of packs often say what is done, not who is to do it."""
    said = [*([listed(duty.who)] if duty.who else ["To do"]), days.of(duty)]
    said += ["overdue"] if duty.state == "overdue" else []
    text = f"{capital(', '.join(s for s in said if s))}: {full(duty.title)}"
    if duty.early and duty.done is not None:
        text += f" Done on {day(duty.done)}, before its time, so it does not count."
    return text


def _cited(
    rule: str, about: str | None, clauses: tuple[str, ...], routes: tuple[str, ...] = ()
) -> str:
    """The rule, the record that it is about and the clauses, for those who check; the routes where it stands there more than once."""
    whose = (f"for {listed(routes)}",) if routes else ()
    return f"[{', '.join((rule, *((about,) if about is not None else ()), *whose, *clauses))}]"


def _untold(sheet: Sheet, duties: list[DutyView], days: _Days) -> None:
    if not duties:
        return
    certain = [d for d in duties if not d.perhaps]
    if certain:
        sheet.heading("Steps that the record does not tell of")
        for duty in certain[:_SHOWN]:
            evidence = duty.evidence
            if evidence is not None and duty.about is not None and evidence.startswith("this."):
                evidence = f"{duty.about}{evidence.removeprefix('this')}"
            shown = f" It would be shown by {evidence}." if evidence is not None else ""
            cited = _cited(duty.duty, duty.about, duty.clauses)
            sheet.item(f"{_step(duty, days)}{shown} {cited}")
    rest = len(duties) - len(certain[:_SHOWN])
    if rest:
        if not certain:
            sheet.heading("Steps that the record does not tell of")
        many = "more step" if certain else "step"
        sheet.item(
            f"{'and ' if certain else ''}{counted(rest, many)} that cannot be told yet; the JSON form lists them"
        )


# --- documents -------------------------------------------------------------------------------------


def _documents(sheet: Sheet, record: DecisionRecord, days: _Days) -> None:
    asked = [
        d
        for d in record.documents
        if d.required != "not_required" and d.on_file != "on_file" and not d.perhaps
    ]
    often = Counter((d.checklist, d.title, d.about) for d in asked)

    def told(document: DocumentView, unsure: str = "") -> str:
        key = document.checklist, document.title, document.about
        routes = document.routes if often[key] > 1 else ()
        cited = _cited(document.checklist, document.about, document.clauses, routes)
        by = days.of_document(document)
        return f"{capital(document.title)}{f', {by}' if by else ''}{unsure} {cited}"

    absent = [d for d in asked if d.required == "required" and d.on_file == "absent"]
    unsure = [d for d in asked if d not in absent]
    if absent:
        sheet.heading("Documents that are not on file")
        for document in absent:
            sheet.item(told(document), ink=Ink.BAD)
        marked = [d for d in absent if "(provisional)" in days.of_document(d)]
        _why_provisional(sheet, marked, days)
    perhaps = sum(
        d.perhaps and d.required != "not_required" and d.on_file != "on_file"
        for d in record.documents
    )
    if unsure or perhaps:
        sheet.heading("Documents of which it cannot be told")
        for document in unsure:
            sheet.item(told(document, _unsure(document)))
    if perhaps:
        more = "more document" if unsure else "document"
        sheet.item(
            f"{counted(perhaps, more)} that the policy may ask for; the JSON form lists them"
        )


def _unsure(document: DocumentView) -> str:
    if document.required == "unknown":
        because = f": {document.because}" if document.because is not None else ""
        return f": the policy may ask for it{because}"
    return ": the record does not say whether it is there"
