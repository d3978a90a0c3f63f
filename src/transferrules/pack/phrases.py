"""Timing phrases: from their syntax trees to phrases with bound names and checked types."""

from transferrules.case.kinds import Kind
from transferrules.language import syntax
from transferrules.language.phrases import PhraseError
from transferrules.language.timing import parse_amount, parse_date, parse_timing
from transferrules.pack.model import (
    Anchor,
    AtBirth,
    AtBirthday,
    AtMove,
    AtNextMeeting,
    AtPoint,
    AtRef,
    AtSchoolDay,
    AtToday,
    Date,
    DatePart,
    Phrase,
)
from transferrules.pack.references import Terms, resolve_ref
from transferrules.pack.scope import Scope, Wrong
from transferrules.reading import nearest

TIME_KINDS = frozenset({Kind.DATE, Kind.MOMENT})


def as_wrong(error: PhraseError) -> Wrong:
    """A syntax error, told like every other fault of a pack."""
    wrong = Wrong(
        error.message,
        kind="syntax",
        column=error.column,
        length=error.length,
        accepted=tuple(error.accepted),
        nearest=error.nearest,
    )
    if error.item is not None:
        wrong.inside = (error.item,)
    return wrong


class Phrases:
    """Binds the timing phrases of one pack.

    Attributes:
        terms: The pack's terms.
        standing: The standing meetings that the pack declares.
    """

    def __init__(self, terms: Terms, standing: frozenset[str]) -> None:
        self.terms = terms
        self.standing = standing

    def phrase(self, text: str, scope: Scope) -> Phrase:
        """Read a whole timing phrase. Raises `Wrong`."""
        try:
            tree = parse_timing(text)
        except PhraseError as error:
            raise as_wrong(error) from None
        return self.bind(tree, scope)

    def date(self, text: str, scope: Scope) -> Date:
        """Read a date. Raises `Wrong`."""
        try:
            tree = parse_date(text)
        except PhraseError as error:
            raise as_wrong(error) from None
        return self._date(tree, scope, text)

    def amount(self, text: str) -> syntax.Amount:
        """Read an amount. Raises `Wrong`."""
        try:
            return parse_amount(text)
        except PhraseError as error:
            raise as_wrong(error) from None

    def bind(self, tree: syntax.Timing, scope: Scope) -> Phrase:
        """Bind the names of a parsed phrase. Raises `Wrong`."""
        until = None
        if tree.until is not None:
            until = Date((self._part(tree.until, scope),), syntax.Combination.ONE, tree.text)
        return Phrase(
            tree.relation, self._date(tree.date, scope, tree.text), tree.amount, until, tree.text
        )

    def _date(self, tree: syntax.DateExpr, scope: Scope, text: str) -> Date:
        return Date(tuple(self._part(p, scope) for p in tree.parts), tree.combination, text)

    def _part(self, part: syntax.Basic, scope: Scope) -> DatePart:
        return DatePart(self._anchor(part.anchor, scope), part.amount, part.direction)

    def _anchor(self, anchor: syntax.Anchor, scope: Scope) -> Anchor:
        match anchor:
            case syntax.Name():
                ref = resolve_ref(anchor.text, scope, self.terms, anchor.column)
                if ref.type.kind not in TIME_KINDS:
                    raise Wrong(
                        f"`{anchor.text}` is not a date.",
                        kind="not-a-date",
                        column=anchor.column,
                        length=len(anchor.text),
                    )
                return AtRef(ref)
            case syntax.Today():
                return AtToday()
            case syntax.Birth():
                return AtBirth()
            case syntax.Birthday(nth):
                return AtBirthday(nth)
            case syntax.TheMove():
                if not scope.move:
                    raise Wrong(
                        "`the move` has a meaning only in what belongs to a route.", kind="no-route"
                    )
                return AtMove()
            case syntax.ThePoint():
                if not scope.point:
                    raise Wrong(
                        "`the point` has a meaning only in what belongs to a route.",
                        kind="no-route",
                    )
                return AtPoint()
            case syntax.InSchoolYear(day, month, year):
                return AtSchoolDay(day, month, year)
            case syntax.NextMeeting(meeting, after):
                if meeting.text not in self.standing:
                    raise Wrong(
                        f"`{meeting.text}` is no standing meeting of this pack.",
                        column=meeting.column,
                        length=len(meeting.text),
                        accepted=tuple(sorted(self.standing)),
                        nearest=nearest(meeting.text, sorted(self.standing)),
                    )
                return AtNextMeeting(meeting.text, self._anchor(after, scope))
