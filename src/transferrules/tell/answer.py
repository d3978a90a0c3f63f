"""The answer on a page: what, when, what is missing, why, and what it rests on, in the order in which people ask."""

from transferrules.decision import DecisionRecord, Move
from transferrules.tell.missing import missing
from transferrules.tell.sheet import Ink, Look, Sheet
from transferrules.tell.why import sources, why
from transferrules.tell.words import (
    capital,
    day,
    is_past,
    listed,
    named,
    place,
    places,
    plain,
    span,
)

_INKS = {
    "transfer": Ink.GOOD,
    "complete": Ink.GOOD,
    "blocked": Ink.BAD,
    "cannot_tell": Ink.OPEN,
    "manager_decides": Ink.OPEN,
}

STAGES = {
    "coming": "further off",
    "waits": "waits for a decision",
    "prepare": "to be prepared",
    "blocked": "held back",
    "due": "due now",
    "complete": "made",
    "out": "does not apply",
}


def answer(record: DecisionRecord, look: Look | None = None) -> str:
    """The whole answer in words, for a terminal, a page or a mail."""
    sheet = Sheet(look or Look())
    sheet.paragraph(record.sentence, ink=_INKS.get(record.status, Ink.STRONG))
    why_open = [n for n in record.notes if record.status == "cannot_tell" and _leaves_open(n)]
    for note in why_open:
        sheet.paragraph(note, ink=Ink.OPEN)
    as_of = f"As of {day(record.provenance.as_of)}"
    sheet.paragraph(f"{as_of}, by {record.provenance.title}.", ink=Ink.FAINT)
    _when(sheet, record)
    missing(sheet, record)
    why(sheet, record)
    _who(sheet, record)
    _elsewhere(sheet, record)
    _advice(sheet, record)
    notes = [note for note in record.notes if note not in why_open]
    if notes:
        sheet.heading("To know")
        for note in notes:
            sheet.item(note)
    sources(sheet, record)
    return sheet.text()


def _leaves_open(note: str) -> bool:
    """Whether a note says that records contradict each other, so that nobody can tell which of them counts."""
    return note.startswith("The record contradicts itself") or note.endswith(
        ("which of them counts cannot be told.", "than can be told apart.")
    )


# --- when ------------------------------------------------------------------------------------------


def _when(sheet: Sheet, record: DecisionRecord) -> None:
    moves = [m for m in record.moves if m.leading and m.asks_for == "move"]
    dated = [m for m in moves if _has_dates(m)]
    if not dated and record.look_again_on is None:
        return
    sheet.heading("When")
    for move in dated:
        if len(dated) > 1:
            sheet.gap()
            sheet.paragraph(f"{move.title}:", indent=2)
        _dates(sheet, move, record)
    if record.look_again_on is not None:
        sheet.gap() if len(dated) > 1 else None
        sheet.labelled(
            "Look again on",
            f"{day(record.look_again_on)}; the answer can change then, even if nothing else happens.",
        )


def _is_made(move: Move) -> bool:
    return move.stages == ("complete",)


def _has_dates(move: Move) -> bool:
    if move.point is not None or move.undated_because is not None or move.agreed is not None:
        return True
    return not _is_made(move) and (move.earliest is not None or move.latest is not None)


def _dates(sheet: Sheet, move: Move, record: DecisionRecord) -> None:
    as_of = record.provenance.as_of
    if move.point is not None:
        reached = {True: ", reached", False: ", not reached yet", None: ", perhaps reached"}
        sheet.labelled(
            "Transfer point", capital(span(move.point, move.point_latest)) + reached[move.reached]
        )
    elif move.undated_because is not None:
        planned = ""
        if move.expected is not None:
            is_ = "was" if is_past(move.expected, as_of) else "is"
            planned = f"; that {is_} planned for {day(move.expected)}"
        sheet.labelled(
            "Transfer point",
            f"no date yet; the policy counts it “{plain(move.undated_because)}”{planned}",
        )
    if move.earliest is not None and move.earliest != move.point and not _is_made(move):
        sheet.labelled("Can be made from", day(move.earliest))
    if move.latest is not None and not _is_made(move):
        late = ", which has passed" if move.late else ""
        sheet.labelled("To be made by", day(move.latest) + late, ink=Ink.BAD if move.late else None)
    if move.agreed is not None:
        beyond = move.latest is not None and is_past(move.latest, move.agreed)
        gone = is_past(move.agreed, as_of)
        note = ", later than the policy allows" if beyond else ", which has passed" if gone else ""
        sheet.labelled("Agreed for", day(move.agreed) + note, ink=Ink.BAD if beyond else None)
    if move.provisional:
        sheet.labelled("Provisional", "the bank holidays of that time are not published yet")


# --- who -------------------------------------------------------------------------------------------


def _who(sheet: Sheet, record: DecisionRecord) -> None:
    sheet.heading("Who")
    holder = record.holder
    if not holder.known:
        now = "not known from the record"
    elif holder.title is None:
        now = "nobody"
    else:
        now = holder.title + (f", worker {holder.worker}" if holder.worker is not None else "")
    sheet.labelled("Holds the case", now)
    if record.holder_after is not None:
        sheet.labelled("After the move", capital(place(record.holder_after)))
    for one in record.participants:
        who = one.title or (plain(one.role) if one.role else "somebody")
        role = f" as {plain(one.role)}" if one.title and one.role else ""
        if one.route is None:
            since = f", since {day(one.since)}" if one.since is not None else ""
            sheet.labelled("Takes part", f"{who}{role}{since}")
        else:
            perhaps = "" if one.joins else ", if what is missing says so"
            sheet.labelled("Joins", f"{who}{role}{perhaps} [{one.route}]")


# --- what else is in sight ---------------------------------------------------------------------------


def _elsewhere(sheet: Sheet, record: DecisionRecord) -> None:
    others = [m for m in record.moves if not m.leading]
    if not others:
        return
    sheet.heading("Also in sight")
    for move in others:
        sheet.item(
            f"{move.title}: {listed([STAGES.get(s, plain(s)) for s in move.stages], 'or')}{_whereto(move)} [{move.route}]"
        )


def _whereto(move: Move) -> str:
    text = ""
    if move.to and move.asks_for != "stay":
        text += f"; to {places((move,))}"
    if move.asks:
        text += f"; asks {listed((named(w) for w in move.asks), 'or')}"
    if move.point is not None:
        text += f"; from {span(move.point, move.point_latest)}"
    if move.waits_for:
        text += f"; waits for “{listed(move.waits_for)}”"
    return text


def _advice(sheet: Sheet, record: DecisionRecord) -> None:
    if not record.advice:
        return
    sheet.heading("To bear in mind")
    for one in record.advice:
        perhaps = "Perhaps: " if one.perhaps else ""
        sheet.item(f"{perhaps}{one.title} ({', '.join(one.clauses)})")
