"""The values a case can hold other than dates, and how each is read from text, JSON or Python objects."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

from .codes import CodeList
from .refusals import blank, each, refuse

_ID = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_CODE = re.compile(r"[a-z0-9][a-z0-9_]*", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)


DECLARED: ContextVar[Mapping[str, Collection[str]]] = ContextVar("declared")
"""The codes that packs at hand declare, list by list: these are no near-misses of common ones."""


@contextmanager
def declaring(codes: Mapping[str, Collection[str]]) -> Iterator[None]:
    """Read cases in the presence of a pack: the codes that it declares are codes."""
    token = DECLARED.set(codes)
    try:
        yield
    finally:
        DECLARED.reset(token)


class Code(str):
    """A common code, with what the case itself wrote.

    Attributes:
        raw: The word as given; a DfE code where one was (`Z11`, read as `other`).
    """

    __slots__ = ("raw",)
    raw: str

    def __new__(cls, code: str, raw: str | None = None) -> "Code":
        made = super().__new__(cls, code)
        made.raw = code if raw is None else raw
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Code, (str(self), self.raw)


class Party(NamedTuple):
    """Who: a bare code, or as much as is known of role, team and person.

    Attributes:
        role: The capacity in which they act.
        team: Their team.
        person: Their opaque id.
        code: What stood there alone: a role or a team, which of the two is for the pack to say.
    """

    role: str | None = None
    team: str | None = None
    person: str | None = None
    code: str | None = None


def read_text(given: Any) -> str:
    """Any text but a blank one; a whole number is taken as its digits."""
    if isinstance(given, int) and not isinstance(given, bool):
        # Python refuses to write out numbers of thousands of digits; no identifier is one.
        if abs(given) < 10**18:
            return str(given)
    elif isinstance(given, str):
        if not given.strip():
            blank()
        return given
    refuse("wrong-type", "Text is wanted here.")


def read_id(given: Any) -> str:
    """An id of the pack: a team, role, area or rule."""
    text = read_text(given)
    if not _ID.fullmatch(text):
        refuse(
            "not-an-id",
            "An id is wanted here: lower-case letters, digits and underscores, a letter first, such as "
            "looked_after_service.",
        )
    return text


def read_code(given: Any, codes: CodeList) -> Code:
    """A code of a list, in common words or the DfE's."""
    text = read_text(given)
    if text in codes.codes:
        return Code(text)
    if text in codes.dfe:
        return Code(codes.dfe[text], text)
    if text in DECLARED.get({}).get(codes.id, ()):
        return Code(text)
    nearest = codes.near_miss(text)
    if not codes.open:
        refuse(
            "unknown-code", f"This is no code of the list `{codes.id}`.", [*codes.codes], nearest
        )
    if nearest is not None:
        refuse(
            "near-miss",
            f"This is no code of the list `{codes.id}`, and too near to one of them to be another's.",
            [*codes.codes],
            nearest,
        )
    if not _CODE.fullmatch(text):
        refuse(
            "not-a-code",
            f"A code of the list `{codes.id}` is wanted here, or another in lower-case letters, digits "
            "and underscores.",
            [*codes.codes],
        )
    return Code(text)


def read_party(given: Any) -> Party:
    """A role or team on its own, or `{role, team, person}`, as much as is known."""
    if not isinstance(given, Mapping):
        return Party(code=read_id(given))
    unknown = [key for key in given if key not in ("role", "team", "person")]
    if unknown or not given:
        refuse(
            "wrong-type",
            "A person or team is a code, or {role: …, team: …, person: …}, at least one of them.",
            accepted=("role", "team", "person"),
        )
    read = {"role": read_id, "team": read_id, "person": read_text}
    keyed = [(key, (key, value)) for key, value in given.items()]
    return Party(**dict(each(keyed, lambda pair: (pair[0], read[pair[0]](pair[1])), "party")))


def read_number(given: Any, least: int, most: int) -> int:
    """A whole number within bounds."""
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    if isinstance(given, str):
        if not given.strip():
            blank()
        if _WHOLE.fullmatch(given):
            given = int(given)
    if isinstance(given, bool) or not isinstance(given, int) or not least <= given <= most:
        refuse("not-a-number", f"A whole number from {least} to {most} is wanted here.")
    return given


def read_truth(given: Any) -> bool:
    """`true` or `false`, and no other words for them."""
    if isinstance(given, bool):
        return given
    if isinstance(given, str):
        if given in ("true", "false"):
            return given == "true"
        if not given.strip():
            blank()
        meant = _TRUTHS.get(given.strip().lower())
        refuse("not-true-or-false", "Write true or false.", ("true", "false"), meant)
    refuse("not-true-or-false", "Write true or false.", ("true", "false"))


_TRUTHS = {
    **dict.fromkeys(("yes", "y", "on", "true"), "true"),
    **dict.fromkeys(("no", "n", "off", "false"), "false"),
}


def read_list(given: Any, read: Callable[[Any], Any], title: str) -> tuple[Any, ...]:
    """A list, all of whose items are read in one way."""
    if isinstance(given, str) and not given.strip():
        blank()
    if not isinstance(given, (list, tuple)):
        refuse("list-wanted", "A list is wanted here, in [ ], even for one.")

    def item(one: Any) -> Any:
        if one is None:
            refuse("wrong-type", "A list has no none in it: leave the item out.")
        return read(one)

    return tuple(each(list(enumerate(given)), item, title))
