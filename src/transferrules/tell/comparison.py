"""A comparison on a page: where the policies differ, then thing by thing what each says, side by side where there is room."""

import textwrap
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from transferrules.case.vocabulary import CODE_LISTS
from transferrules.decision import Move
from transferrules.reading.faults import printable
from transferrules.tell.sheet import NARROWEST, WIDEST, Ink, Look, Sheet
from transferrules.tell.words import (
    capital,
    counted,
    day,
    full,
    listed,
    places,
    plain,
    span,
)

if TYPE_CHECKING:
    from transferrules.authoring.compare import Comparison, Difference, Side

_SHOWN = 6  # of each list of what is missing; all are in the JSON form
_COLUMN = 30  # a column narrower than this is no pleasure to read
_BETWEEN = 3
_LABELLED = 60  # below, a name stands on a line of its own

_OF = {
    "status": "the answer",
    "where": "where the case may go",
    "point": "the transfer point",
    "earliest": "the first day of the move",
    "latest": "the last day of the move",
    "look_again_on": "when to look again",
    "documents": "the documents missing",
    "steps": "the steps to take",
    "decisions": "the decisions waited for",
    "facts": "the facts to find out",
}


def sentence(sides: "Sequence[Side]", differences: "Sequence[Difference]") -> str:
    """Where some policies differ: in the answer first, then in what else."""
    answers: dict[str, list[str]] = {}
    for side in sorted(sides, key=lambda side: side.status == "cannot_tell"):
        answers.setdefault(_says(side), []).append(side.name)
    told = ("status",) if len(answers) == 1 else ("status", "where")
    other = [_OF[d.of] for d in differences if d.of not in told]
    if len(answers) == 1:
        agreed = f"The {counted(len(sides), 'policy', 'policies')} agree that {next(iter(answers))}"
        if other:
            return f"{agreed}; they differ in {listed(other)}."
        return f"{agreed}, and in all else that is compared."
    said = "; ".join(f"under {listed(names)} {answer}" for answer, names in answers.items())
    text = f"{capital(said)}."
    return f"{text} They also differ in {listed(other)}." if other else text


def _says(side: "Side") -> str:
    to = places(side.moves)
    whither = f" to {to}" if to else ""
    force = side.force if side.force in ("may", "should") else "is to"
    match side.status:
        case "transfer":
            return f"the case {force} move{whither}"
        case "prepare":
            return f"the case {force} move{whither} later"
        case "blocked":
            return f"the case is held back from moving{whither}"
        case "complete":
            return f"the case has moved{whither}"
        case "stay":
            return "the case stays where it is"
        case "refer":
            return f"the case stays, and work is referred{whither}"
        case "co_work":
            return f"the case stays, and {to or 'another team'} works beside"
        case "close":
            return "the case is to close" if force == "is to" else f"the case {force} close"
        case "manager_decides":
            return "somebody has to decide"
        case _:
            return "nobody can tell yet where the case goes"


def comparison(found: "Comparison", look: Look | None = None) -> str:
    """The whole comparison in words, for a terminal, a page or a mail."""
    look = look or Look()
    sheet = Sheet(look)
    sheet.paragraph(found.sentence, ink=Ink.STRONG)
    for text in _strangers(found):
        sheet.paragraph(text)
    sheet.paragraph(f"As of {day(found.as_of)}.", ink=Ink.FAINT)
    page = _Page(sheet, found.sides, max(NARROWEST, min(look.width, WIDEST)))
    page.names()
    page.part("Where", lambda side: [side.sentence], none="")
    page.part("Transfer point", _points)
    page.part("Can be made from", _earliest)
    page.part("To be made by", _latest)
    page.part("Look again on", _look_again)
    page.part("Facts to find out", _facts)
    page.part("Decisions waited for", lambda side: [_decision(*d) for d in _decisions(side)])
    page.part("Steps to take", lambda side: list(dict.fromkeys(side.missing.steps)))
    page.part(
        "Documents that are not on file", lambda side: list(dict.fromkeys(side.missing.documents))
    )
    _unfamiliar(sheet, found)
    _notes(sheet, found)
    sheet.heading("Made from")
    for side in found.sides:
        made = side.provenance
        sheet.item(
            f"{side.name}: {made.title}, edition {made.edition}; {made.pack}, sha256 {made.sha256[:16]}"
        )
    sheet.gap()
    sheet.paragraph("This is advice. A person decides.", ink=Ink.FAINT)
    return sheet.text()


def _strangers(found: "Comparison") -> "Iterable[str]":
    """Who does not know the team that holds the case: nothing weighs more on their answers."""
    strangers: dict[str, list[str]] = {}
    for side in found.sides:
        for one in side.unfamiliar:
            if "holder.team" in one.paths:
                strangers.setdefault(one.word, []).append(side.name)
    for team, names in strangers.items():
        do = "does" if len(names) == 1 else "do"
        yield f"{listed(names)} {do} not know the team that holds the case, {_title(found, team)}."


def _title(found: "Comparison", team: str) -> str:
    """The holding team by the title that the policy which knows it gives."""
    titles = (side.holder.title for side in found.sides if side.holder.team == team)
    return next((title for title in titles if title is not None), plain(team))


# --- cells -----------------------------------------------------------------------------------------


def _points(side: "Side") -> list[str]:
    reached = {True: ", reached", False: ", not reached yet", None: ", perhaps reached"}

    def told(move: Move) -> str:
        if move.point is not None:
            return capital(span(move.point, move.point_latest)) + reached[move.reached]
        if move.undated_because is not None:
            return f"no date yet; counted “{plain(move.undated_because)}”"
        return ""

    return _of_each(side, told)


def _earliest(side: "Side") -> list[str]:
    return _of_each(side, lambda move: day(move.earliest) if move.earliest else "")


def _latest(side: "Side") -> list[str]:
    def told(move: Move) -> str:
        return day(move.latest) + (", which has passed" if move.late else "") if move.latest else ""

    return _of_each(side, told)


def _of_each(side: "Side", told: Callable[[Move], str]) -> list[str]:
    """What is told of each move; of several, and of those that may not even apply, with the move's name."""
    said = [(move, text) for move in side.moves if (text := told(move))]
    if side.status == "cannot_tell":
        return [f"{text}, if it applies: {move.title}" for move, text in said]
    if len(side.moves) > 1:
        return [f"{text}: {move.title}" for move, text in said]
    return [text for _, text in said]


def _look_again(side: "Side") -> list[str]:
    return [] if side.look_again_on is None else [day(side.look_again_on)]


def _facts(side: "Side") -> list[str]:
    return [f"{fact.question} ({fact.path})" for fact in side.missing.facts]


def _decisions(side: "Side") -> list[tuple[str, tuple[str, ...]]]:
    return [(d.title, d.made_by) for d in side.missing.decisions]


def _decision(title: str, made_by: tuple[str, ...]) -> str:
    return f"{title} ({', '.join(made_by)})" if made_by else title


# --- layout ----------------------------------------------------------------------------------------


class _Page:
    """The parts of the page: in columns where each has room, else one policy under another.

    Attributes:
        sheet: What it is written on.
        sides: The policies.
        width: Columns of the terminal.
    """

    def __init__(self, sheet: Sheet, sides: "Sequence[Side]", width: int) -> None:
        self.sheet = sheet
        self.sides = sides
        self.width = width
        self.column = (width - 2 - _BETWEEN * (len(sides) - 1)) // len(sides)
        self.label = max(len(side.name) for side in sides) + 2

    @property
    def beside(self) -> bool:
        """Whether the policies stand side by side."""
        return self.column >= _COLUMN

    def names(self) -> None:
        """The heads of the columns, where there are columns."""
        if self.beside:
            self.sheet.gap()
            self._row([[side.name] for side in self.sides])
            self._row([["-" * min(len(side.name), self.column)] for side in self.sides])

    def part(self, title: str, says: "Callable[[Side], list[str]]", *, none: str = "none") -> None:
        """One thing, as each policy says it; left out where none says anything."""
        cells = [says(side) for side in self.sides]
        if not any(cells):
            return
        self.sheet.heading(title)
        cells = [_cut(cell) or [none] for cell in cells]
        if self.beside:
            self._row(cells)
            return
        for side, cell in zip(self.sides, cells, strict=True):
            self._under(side.name, cell)

    def _row(self, cells: list[list[str]]) -> None:
        columns = [self._wrapped(cell) for cell in cells]
        for index in range(max(len(column) for column in columns)):
            line = (" " * _BETWEEN).join(
                f"{column[index] if index < len(column) else '':<{self.column}}"
                for column in columns
            )
            self.sheet.verbatim(line.rstrip())

    def _wrapped(self, cell: list[str]) -> list[str]:
        lines: list[str] = []
        for text in cell:
            mark = "- " if len(cell) > 1 else ""
            lines += textwrap.wrap(
                printable(" ".join(text.split())),
                self.column,
                initial_indent=mark,
                subsequent_indent=" " * len(mark),
                break_on_hyphens=False,
            )
        return lines

    def _under(self, name: str, cell: list[str]) -> None:
        if self.width < _LABELLED or self.label > self.width // 3:
            self.sheet.paragraph(f"{name}:", indent=2)
            for text in cell:
                self.sheet.paragraph(text, indent=4, mark="- " if len(cell) > 1 else "")
            return
        for index, text in enumerate(cell):
            label = name if index == 0 else ""
            mark = f"{label:<{self.label}}" + ("- " if len(cell) > 1 else "")
            if label:
                self.sheet.paragraph(text, indent=2, mark=mark)
            else:
                self.sheet.paragraph(text, indent=2 + self.label, mark=mark.lstrip())


def _cut(cell: list[str]) -> list[str]:
    if len(cell) <= _SHOWN:
        return cell
    return [*cell[:_SHOWN], f"and {len(cell) - _SHOWN} more; the JSON form lists them"]


# --- what is unknown to whom -----------------------------------------------------------------------


def _unfamiliar(sheet: Sheet, found: "Comparison") -> None:
    """Every word that some policy does not have; those of one kind with the same strangers together."""
    strangers: dict[tuple[str, str, str | None], list[str]] = {}
    for side in found.sides:
        for one in side.unfamiliar:
            strangers.setdefault((one.what, one.word, one.read_as), []).append(side.name)
    if not strangers:
        return
    together: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for (what, word, read_as), names in strangers.items():
        text = word if read_as is None else f"{word} (read as {read_as})"
        kind = _KINDS[what] if what in _KINDS else CODE_LISTS[what].title
        together.setdefault(tuple(names), {}).setdefault(kind, []).append(text)
    sheet.heading("Known to one policy, unknown to another")
    sheet.paragraph("What hangs on these words of the case cannot be told there.", indent=2)
    for who, words in together.items():
        everybody = len(who) == len(found.sides)
        sheet.item(f"Unknown to {'all of them' if everybody else listed(who)}:")
        for kind, of_kind in words.items():
            sheet.paragraph(f"{kind}: {', '.join(of_kind)}", indent=6)


_KINDS = {
    "team": "Teams",
    "person": "People or teams",
    "role": "Roles",
    "area": "Areas",
    "local": "Facts of one authority",
}


def _notes(sheet: Sheet, found: "Comparison") -> None:
    notes: dict[str, list[str]] = {}
    for side in found.sides:
        for note in side.notes:
            notes.setdefault(note, []).append(side.name)
    named = found.authority is not None
    if not notes and not named:
        return
    sheet.heading("To know")
    if named:
        sheet.item(
            f"The case is one of {_authority(found)}; the other policies are asked as if it were theirs."
        )
    for note, noted in notes.items():
        who = "" if len(noted) == len(found.sides) else f"{listed(noted)}: "
        sheet.item(f"{who}{full(note)}")


def _authority(found: "Comparison") -> str:
    ours = (side.name for side in found.sides if side.provenance.pack == found.authority)
    return next(ours, plain(found.authority or ""))
