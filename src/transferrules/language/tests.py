"""Tests: what stands right of a fact in a condition.

    test    = simple | "not " simple | list        list: any one of them; no "not" inside a list
    simple  = code | "true" | "false"              equals
            | "none" | "recorded" | "complete" | "incomplete"
            | "includes " ( code | path ) | "only " ( code | path ) | "in " path | "same as " name
            | number " or over" | "under " number | number " to " number
            | timing

One word is a code unless it is a word of the grammar; more than one has to be one of the other
forms, so that a mistyped phrase is never taken for a code. A list of one is that one. Which codes
and names there are is for the pack to say.
"""

import re
from collections.abc import Sequence
from typing import Final

from transferrules.language.dates import read_name, refuse_leftover
from transferrules.language.misspoken import FORMS, refuse_operator, refuse_range, refuse_words
from transferrules.language.phrases import Phrase, PhraseError, quote
from transferrules.language.syntax import (
    Among,
    Includes,
    IsComplete,
    IsNone,
    IsRecorded,
    Name,
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
from transferrules.language.timing import read_timing
from transferrules.language.wording import format_timing
from transferrules.language.words import OPENERS, as_name, is_path

LARGEST: Final = 1_000_000

_CODE: Final = re.compile(r"[A-Za-z0-9]+([_-]+[A-Za-z0-9]+)*")
_FIGURE: Final = re.compile(r"[0-9]+")
_TIMING_STARTS: Final = frozenset(opener.split()[0] for opener in OPENERS)
_KEYWORDS: Final[dict[str, Simple]] = {
    "none": IsNone(),
    "recorded": IsRecorded(),
    "complete": IsComplete(True),
    "incomplete": IsComplete(False),
}
_NO_CODES: Final[dict[str, tuple[str, str]]] = {
    "yes": ("Truth is written `true` or `false`.", "true"),
    "no": ("Truth is written `true` or `false`; nothing recorded is `none`.", "false"),
    "unknown": ("Ignorance cannot be tested: what is not known, the answer reports.", "none"),
    "known": ("Ignorance cannot be tested: what is not known, the answer reports.", "recorded"),
    "null": ("In a pack the word for nothing is `none`.", "none"),
    "~": ("In a pack the word for nothing is `none`.", "none"),
    "any": ("That there is something is `recorded`; one of several is a list.", "recorded"),
    "all": ("All pass when the pick of those that do not is `none`.", "none"),
    "today": ("A test says how the date lies to today.", "on today"),
    "birth": ("A test says how the date lies to birth.", "on birth"),
}
"""Words that look like codes, what to say about them, and what to say instead."""

_ALONE: Final = {
    "not": "`not` goes on with a test, as in `not with_parents`.",
    "includes": "`includes` goes on with a code, as in `includes adoption`.",
    "only": "`only` goes on with a code, as in `only adoption`.",
    "in": "`in` goes on with the path of a list, as in `in plan.children`.",
    "same": "`same as` goes on with a path or term, as in `same as old_tenancy.area`.",
    "under": "`under` goes on with a number, as in `under 18`.",
    "over": "A number and over is `16 or over`.",
}


def parse_test(value: str | Sequence[str]) -> Test:
    """The tree of a test. Raises `PhraseError`, whose `item` is the place in a list of tests."""
    if isinstance(value, str):
        return _read_test(Phrase(value))
    if not isinstance(value, list | tuple):
        raise PhraseError("A test is a word, a phrase or a list of them.")
    for item, text in enumerate(value):
        if not isinstance(text, str):
            raise PhraseError("A list of tests holds words and phrases alone.", item=item)
    if not value:
        raise PhraseError(
            "An empty list is a test that nothing passes: say what it may be.", accepted=FORMS
        )
    tests: list[Simple] = []
    for item, text in enumerate(value):
        try:
            p = Phrase(text)
            if p.word == "not":
                p.fail(
                    "`not` cannot stand in a list, which is any one of its tests: "
                    "say what it may not be under `unless`."
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
        case Among(name=name):
            return f"in {name.text}"
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
    refuse_operator(p)
    refuse_range(p)
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
    elif p.word == "in" and p.left == 2:
        p.take()
        test = Among(read_name(p, "a path"))
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
        refuse_words(p)
    if p.left:
        p.fail(
            f"The test is complete before {quote(p.word)}; several tests are a list.", words=p.left
        )
    return test


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
        p.fail(advice[0], FORMS, advice[1])
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


def _listed_code(p: Phrase, before: str) -> Word | Name:
    word = p.word
    if "." in word and is_path(word):
        return read_name(p, "a code or a path")
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
