"""Tests: what stands right of a fact in a condition.

    test    = simple | "not " simple | list               list: any one of them; "not" is not allowed inside a list
    simple  = code | "true" | "false"                     equals
            | "none" | "recorded" | "complete" | "incomplete"
            | "includes " code | "only " code | "same as " name
            | number " or over" | "under " number | number " to " number
            | timing

One word is a code unless it is a word of the grammar; more than one has to be one of the other forms, so that a mistyped phrase is
never taken for a code. A list of one is that one. Which codes and names there are is for the pack to say.
"""

import re
from collections.abc import Sequence
from typing import Final, NoReturn

from transferrules.language.phrases import Phrase, PhraseError, quote
from transferrules.language.syntax import (
    Includes,
    IsComplete,
    IsNone,
    IsRecorded,
    Not,
    NumberRange,
    OneOf,
    Only,
    SameAs,
    Simple,
    Test,
    Within,
    Word,
)
from transferrules.language.timing import (
    OPENERS,
    format_timing,
    read_date,
    read_name,
    read_timing,
    refuse_leftover,
    refuse_opener,
)
from transferrules.language.words import as_name, is_path, nearest

FORMS: Final = (
    "a code",
    "none",
    "recorded",
    "complete",
    "incomplete",
    "not …",
    "includes …",
    "only …",
    "same as …",
    "16 or over",
    "under 18",
    "14 to 17",
    *(f"{opener} …" for opener in OPENERS),
)
"""The forms of a test, as an error lists them."""

LARGEST: Final = 1_000_000

_CODE: Final = re.compile(r"[A-Za-z0-9]+([_-]+[A-Za-z0-9]+)*")
_FIGURE: Final = re.compile(r"[0-9]+")
_OPERATOR: Final = re.compile(r"(==|!=|<>|>=|<=|=|>|<|≥|≤|≠)(.*)")
_KEYWORDS: Final[dict[str, Simple]] = {
    "none": IsNone(),
    "recorded": IsRecorded(),
    "complete": IsComplete(True),
    "incomplete": IsComplete(False),
}
_NO_CODES: Final = {
    "yes": "Truth is written `true` or `false`.",
    "no": "Truth is written `true` or `false`; for nothing recorded, say `none`.",
    "unknown": "Ignorance cannot be tested: say `recorded` or `none`; what is not known, the answer reports.",
    "known": "Ignorance cannot be tested: say `recorded` or `none`; what is not known, the answer reports.",
    "null": "In a pack the word for nothing is `none`.",
    "~": "In a pack the word for nothing is `none`.",
    "any": "To test that there is something, say `recorded`; for one of several, write a list.",
    "all": "There is no test of all records: pick those that do not pass, and test that there are `none`.",
    "exists": "To test that there is something, say `recorded`.",
    "missing": "To test that there is nothing, say `none`; what is not known, the answer reports.",
    "today": "A test says how the date lies to today: `on today`, `before today`.",
    "birth": "A test says how the date lies to birth: `on birth`, `after birth`.",
}
_MEANT: Final = {
    "yes": "true",
    "no": "false",
    "unknown": "none",
    "known": "recorded",
    "null": "none",
    "~": "none",
    "any": "recorded",
    "exists": "recorded",
    "missing": "none",
    "today": "on today",
    "birth": "on birth",
}
_ALONE: Final = {
    "not": "`not` goes on with a test, as in `not with_parents`.",
    "includes": "`includes` goes on with a code, as in `includes adoption`.",
    "only": "`only` goes on with a code, as in `only adoption`.",
    "same": "`same as` goes on with a path or term, as in `same as old_tenancy.area`.",
    "under": "`under` goes on with a number, as in `under 18`.",
    "over": "A number and over is `16 or over`.",
}
_RANGES: Final = (
    (
        r"at least (\d+)|(\d+) (?:or|and) (?:more|above|older|upwards?)|(\d+) and over",
        "{0} or over",
    ),
    (r"(?:over|above|more than|older than) (\d+)", "{1} or over"),
    (r"(?:less than|below|younger than) (\d+)", "under {0}"),
    (r"(?:up to|at most) (\d+)|(\d+) (?:or|and) (?:under|below|less|younger)", "under {1}"),
    (r"(?:between|from) (\d+) (?:and|to) (\d+)|(\d+) - (\d+)|(\d+)-(\d+)", "{0} to {2}"),
    (r"(\d+)\+", "{0} or over"),
)
"""How people say a range of numbers, and how it is said here; ``{1}`` is one more than the number."""


def parse_test(value: str | Sequence[str]) -> Test:
    """The tree of a test. Raises `PhraseError`, whose `item` is the place in the list where there is one."""
    if isinstance(value, str):
        return _read_test(Phrase(value))
    if not isinstance(value, Sequence) or not all(isinstance(item, str) for item in value):
        raise PhraseError(
            "A test is a word, a phrase, or a list of words and phrases with no list inside."
        )
    if not value:
        raise PhraseError(
            "An empty list is a test that nothing passes: name what it may be.", accepted=FORMS
        )
    tests: list[Simple] = []
    for item, text in enumerate(value):
        try:
            p = Phrase(text)
            if p.word == "not":
                p.fail(
                    "`not` cannot stand in a list, which is any one of its tests: say it under `unless`."
                )
            tests.append(_read_simple(p))
        except PhraseError as error:
            error.item = item
            raise
    return tests[0] if len(tests) == 1 else OneOf(tuple(tests))


def format_test(test: Test) -> str | list[str]:
    """The canonical words of a test; a list of them for a list."""
    match test:
        case OneOf(tests=tests):
            return [_format_simple(each) for each in tests]
        case Not(test=inner):
            return f"not {_format_simple(inner)}"
        case _:
            return _format_simple(test)


def _format_simple(test: Simple) -> str:
    match test:
        case Word(text=text):
            return text
        case IsNone():
            return "none"
        case IsRecorded():
            return "recorded"
        case IsComplete(complete=complete):
            return "complete" if complete else "incomplete"
        case Includes(code=code):
            return f"includes {code.text}"
        case Only(code=code):
            return f"only {code.text}"
        case SameAs(name=name):
            return f"same as {name.text}"
        case NumberRange(least=least, most=None):
            return f"{least} or over"
        case NumberRange(least=None, most=most):
            return f"under {(most or 0) + 1}"
        case NumberRange(least=least, most=most):
            return f"{least} to {most}"
        case Within(timing=timing):
            return format_timing(timing)


def _read_test(p: Phrase) -> Test:
    if p.left < 2 or not p.accept("not"):
        return _read_simple(p)
    if p.word == "not":
        p.fail("`not` twice is nothing: leave out both.")
    return Not(_read_simple(p))


def _read_simple(p: Phrase) -> Simple:
    if p.left == 0:
        p.fail("A test is wanted here.", FORMS)
    _refuse_foreign(p)
    if p.left == 1:
        keyword = _KEYWORDS.get(p.word)
        if keyword is None:
            return _code(p)
        p.take()
        return keyword
    test: Simple
    if p.accept("includes"):
        test = Includes(_listed_code(p, "includes"))
    elif p.accept("only"):
        test = Only(_listed_code(p, "only"))
    elif p.accept("same"):
        if not p.accept("as"):
            p.fail("`same` goes on with `as`: `same as` and a path or term.", ("as",))
        test = SameAs(read_name(p, "a path or term"))
    elif p.accept("under"):
        number = _number(p)
        if number == 0:
            p.fail("No number is under 0.", start=p.at - 1)
        test = NumberRange(None, number - 1)
    elif _FIGURE.fullmatch(p.word) and p.ahead(1) in ("or", "to"):
        test = _range(p)
    elif p.word in _TIMING_STARTS:
        test = Within(read_timing(p))
        refuse_leftover(p)
    else:
        _refuse_words(p)
    if p.left:
        p.fail(
            f"The test is complete before {quote(p.word)}; several tests are a list.", words=p.left
        )
    return test


_TIMING_STARTS: Final = frozenset(opener.split()[0] for opener in OPENERS)


def _range(p: Phrase) -> NumberRange:
    start = p.at
    least = _number(p)
    if p.accept("or"):
        if not p.accept("over"):
            p.fail(f"`{least} or` goes on with `over`.", ("over",))
        return NumberRange(least, None)
    p.accept("to")
    most = _number(p)
    if most <= least:
        p.fail(
            f"`{least} to {most}` holds {'one number' if most == least else 'none'}: "
            "say the smaller number first, and a single one alone.",
            (),
            f"{most} to {least}" if most < least else str(least),
            start=start,
            words=3,
        )
    return NumberRange(least, most)


def _number(p: Phrase) -> int:
    word = p.word
    if not word:
        p.fail("The test stops where a number is wanted.")
    if not _FIGURE.fullmatch(word) or (len(word) > 1 and word[0] == "0"):
        p.fail(f"{quote(word)} is no whole number in figures.")
    if len(word) > len(str(LARGEST)) or int(word) > LARGEST:
        p.fail(f"No number here is larger than {LARGEST}.")
    p.take()
    return int(word)


def _code(p: Phrase) -> Word:
    word = p.word
    if word in _ALONE or word in _TIMING_STARTS:
        p.fail(_ALONE.get(word, f"{quote(word)} begins a timing phrase and stops there."), FORMS)
    if advice := _NO_CODES.get(word.lower()):
        p.fail(advice, FORMS, _MEANT.get(word.lower()))
    if word in ("True", "TRUE", "False", "FALSE"):
        p.fail("Truth is written `true` or `false`.", (), word.lower())
    if "." in word and is_path(word):
        p.fail(
            f"{quote(word)} is a path: to compare with another fact, say `same as`.",
            (),
            f"same as {word}",
        )
    if not _CODE.fullmatch(word):
        p.fail(
            f"{quote(word)} is no code: codes are of letters, digits and underscores.",
            FORMS,
            as_name(word),
        )
    return Word(*p.take())


def _listed_code(p: Phrase, before: str) -> Word:
    word = p.word
    if word == "not":
        p.fail(f"`not` comes first: `not {before}` and the code.")
    if word in _KEYWORDS or word in ("true", "false"):
        p.fail(
            f"`{before}` takes a code, and {quote(word)} is none.",
            (),
            word if word != "recorded" else None,
        )
    code = _code(p)
    if p.word in ("and", "or") or p.left:
        p.fail(
            f"`{before}` takes one code: for any of several write a list, "
            f"`[{before} {code.text}, {before} …]`; for all of them, one test each under `all_of`.",
            words=p.left,
        )
    return code


def _refuse_foreign(p: Phrase) -> None:
    """Refuse operators, and ranges of numbers said in another way."""
    rest = p.said(p.at)
    if operator := _OPERATOR.match(rest):
        sign, value = operator[1], operator[2].strip()
        meant = f"{'not ' if sign in ('!=', '<>', '≠') else ''}{value}"
        if sign[0] in "<>≥≤" and sign != "<>":
            number = int(value) if _FIGURE.fullmatch(value) and len(value) < 8 else None
            bound = {">": 1, ">=": 0, "≥": 0, "<": 0, "<=": 1, "≤": 1}[sign]
            form = "under {}" if sign[0] in "<≤" else "{} or over"
            meant = form.format(number + bound) if number is not None else "16 or over"
        said = f": say `{meant}`" if value else ""
        p.fail(f"There are no operators{said}.", FORMS, meant if value else None, words=p.left)
    for pattern, form in _RANGES:
        if found := re.fullmatch(pattern, rest, re.ASCII):
            numbers = [
                int(group) for group in found.groups() if group is not None and len(group) < 8
            ]
            if not numbers:
                return
            meant = form.format(numbers[0], numbers[0] + 1, numbers[-1])
            p.fail(f"A range of numbers is said `{meant}`.", FORMS, meant, words=p.left)


def _refuse_words(p: Phrase) -> NoReturn:
    """Refuse several words that are none of the forms, and guess which was meant."""
    start, rest = p.at, p.said(p.at)
    if p.word in ("is", "equals", "has", "contains"):
        meant = {"has": "includes", "contains": "includes"}.get(p.word)
        p.fail(
            f"Leave out `{p.word}`"
            + (f" or say `{meant}`." if meant else ": the fact is its own subject."),
            FORMS,
            meant,
        )
    if p.word in _KEYWORDS:
        p.fail(f"`{p.word}` stands alone; several tests are a list.", start=p.at + 1, words=p.left)
    refuse_opener(p)
    if meant := nearest(p.word, ("includes", "only", "same", "under", "not", "none")):
        p.fail(
            f"{quote(p.word)} does not begin a test.",
            FORMS,
            "same as" if meant == "same" else meant,
        )
    if p.word[:1].isdigit() or p.word in ("the", "next", "today", "birth"):
        read_date(p)
        if not p.left:
            p.at = start
            p.fail(
                f"{quote(rest)} is a date; a test says how the fact lies to it: `on or after {rest}`.",
                OPENERS,
                f"on or after {rest}",
                words=p.left,
            )
        refuse_leftover(p)
    words = rest.split()
    if "or" in words[1:-1] or "and" in words[1:-1]:
        p.fail(f"{quote(rest)} is no test: for one of several, write a list.", FORMS, words=p.left)
    p.fail(
        f"{quote(rest)} is no test. A code is one word; of several words are only the forms listed.",
        FORMS,
        as_name(rest),
        words=p.left,
    )
