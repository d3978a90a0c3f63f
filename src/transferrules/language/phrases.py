"""A phrase as its words, and the error that points at one of them.

Both grammars (`timing`, `tests`) read words one after another and look ahead by a few; neither ever
goes back over what it took.
"""

import re
from typing import NamedTuple, NoReturn

from transferrules.language.words import nearest

LONGEST = 1000
"""The longest phrase, in characters. What is longer wants a name for one of its parts."""

_FORBIDDEN = re.compile(r"[()\[\]{},;]")


class PhraseError(Exception):
    """A phrase that does not follow the grammar.

    Attributes:
        message: What is wrong and what would be right, a sentence or two.
        column: Where, as an offset into the phrase.
        length: How many characters it concerns, at least 1.
        accepted: What could stand there.
        nearest: Which of them was probably meant.
        item: Which item, where the phrase is one of a list of tests.
    """

    def __init__(
        self,
        message: str,
        column: int = 0,
        length: int = 1,
        accepted: tuple[str, ...] = (),
        nearest: str | None = None,
        item: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        self.length = max(length, 1)
        self.accepted = accepted
        self.nearest = nearest
        self.item = item


class Spoken(NamedTuple):
    """A word of a phrase and the column at which it begins."""

    text: str
    column: int


def quote(text: str) -> str:
    """In backticks, cut short where it is long."""
    return f"`{text}`" if len(text) <= 60 else f"`{text[:59]}…`"


class Phrase:
    """The words of one phrase, read from left to right."""

    __slots__ = ("at", "text", "words")

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise PhraseError(
                f"This phrase is longer than {LONGEST} characters: give a part of it a name.",
                LONGEST,
                len(text) - LONGEST,
            )
        if found := _FORBIDDEN.search(text):
            raise PhraseError(
                f"A phrase has no brackets or commas: give the part at {quote(found[0])} a name as a "
                "term; a choice of tests is a list.",
                found.start(),
            )
        self.text = text
        self.words = tuple(Spoken(m[0], m.start()) for m in re.finditer(r"\S+", text))
        self.at = 0

    @property
    def word(self) -> str:
        """The word that is next, or nothing at the end."""
        return self.ahead(0)

    @property
    def left(self) -> int:
        """How many words are still to be read."""
        return len(self.words) - self.at

    def ahead(self, count: int) -> str:
        """The word `count` places behind the next one, or nothing past the end."""
        place = self.at + count
        return self.words[place].text if place < len(self.words) else ""

    def take(self) -> Spoken:
        """The next word, which is then read."""
        self.at += 1
        return self.words[self.at - 1]

    def starts(self, words: str) -> bool:
        """Whether the next words are these."""
        return all(self.ahead(i) == word for i, word in enumerate(words.split()))

    def accept(self, words: str) -> bool:
        """Read these words if they are next, and say whether they were."""
        if not self.starts(words):
            return False
        self.at += len(words.split())
        return True

    def said(self, start: int = 0, end: int | None = None) -> str:
        """The words from one place to another, in single spaces."""
        return " ".join(word.text for word in self.words[start:end])

    def fail(
        self,
        message: str,
        accepted: tuple[str, ...] = (),
        meant: str | None = None,
        *,
        start: int | None = None,
        words: int = 1,
    ) -> NoReturn:
        """Refuse the phrase at its next word, or at `words` words from `start`.

        The nearest of `accepted` is found unless `meant` names what was probably meant.
        """
        first = self.at if start is None else start
        if first >= len(self.words):
            raise PhraseError(message, len(self.text.rstrip()), 1, accepted, meant)
        last = self.words[min(first + words, len(self.words)) - 1]
        column = self.words[first].column
        length = last.column + len(last.text) - column
        near = meant or nearest(self.words[first].text, (a for a in accepted if "…" not in a))
        raise PhraseError(message, column, length, accepted, near)
