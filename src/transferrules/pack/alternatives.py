"""Alternative readings that can be carried out: one key of a rule or term, said otherwise, and checked like the pack itself."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from transferrules.errors import InvalidPack
from transferrules.pack.desk import Desk
from transferrules.pack.model import Pack
from transferrules.pack.names import gather
from transferrules.pack.rules import Rules
from transferrules.pack.scope import Path, Wrong
from transferrules.pack.surface import PackPart
from transferrules.pack.terms import TermBook
from transferrules.reading import nearest

RULES: Mapping[str, str] = {
    "routes": "route",
    "blocks": "block",
    "duties": "duty",
    "checklists": "checklist",
    "advice": "advise",
}
TERMS = ("terms", "decisions")
# Of these a change can reach any rule: the whole pack is resolved anew.
WHOLE = ("people", "conventions")
SECTIONS = (*RULES, *TERMS, *WHOLE)


def changed(
    desk: Desk,
    rules: Rules,
    part: PackPart,
    path: Path,
    changes: Mapping[str, Any],
    resolve: Callable[[PackPart], Pack],
) -> Mapping[str, Mapping[str, object]]:
    """What an alternative puts in place of what, resolved.

    Args:
        desk: Where faults are told.
        rules: The resolver of the pack's rules.
        part: The surface of the pack.
        path: Where the alternative stands.
        changes: ``section.name.key`` → what stands there instead; ``terms.name`` for a term that is one phrase;
            ``conventions.key`` for a convention.
        resolve: Resolves a whole pack.
    """
    by_name: dict[tuple[str, str], dict[str, Any]] = {}
    for target, value in changes.items():
        section, _, rest = target.partition(".")
        name, _, key = rest.partition(".")
        if section == "conventions":
            name, key = "", rest
        wrong = _no_such(part, section, name, target)
        if wrong is not None:
            desk.report((*path, target), wrong, True)
            continue
        by_name.setdefault((section, name), {})[key] = value
    found: dict[str, dict[str, object]] = {}
    for (section, name), keys in by_name.items():
        first = next(iter(keys))
        desk.instead = (*path, f"{section}.{name}.{first}" if first else f"{section}.{name}")
        try:
            if section in WHOLE:
                _merge(found, _anew(part, section, name, keys, resolve))
                continue
            target_section = "terms" if section in TERMS else section
            found.setdefault(target_section, {})[name] = _resolved(rules, part, section, name, keys)
        except Wrong as wrong_:
            desk.report((), wrong_, False)
        finally:
            desk.instead = None
    return found


def _merge(found: dict[str, dict[str, object]], more: Mapping[str, Mapping[str, object]]) -> None:
    for section, changed_ in more.items():
        found.setdefault(section, {}).update(changed_)


def _anew(
    part: PackPart,
    section: str,
    name: str,
    keys: Mapping[str, Any],
    resolve: Callable[[PackPart], Pack],
) -> Mapping[str, Mapping[str, object]]:
    """All of a pack, with people or conventions said otherwise."""
    said = getattr(part, section)
    other = _said_otherwise(section, said[name] if name else said, keys)
    update = {section: {**said, name: other} if name else other, "readings": {}}
    try:
        pack = resolve(part.model_copy(update=update))
    except InvalidPack as error:
        raise Wrong(error.faults[0].message, kind=error.faults[0].kind) from None
    sections = (*RULES, "terms", "people")
    whole: dict[str, Mapping[str, object]] = {s: getattr(pack, s) for s in sections}
    return {**whole, "conventions": {"": pack.conventions}}


def _no_such(part: PackPart, section: str, name: str, target: str) -> Wrong | None:
    if section not in SECTIONS:
        return Wrong(
            f"`{target}` names nothing to change: `section.rule.key`.",
            kind="wrong-value",
            accepted=SECTIONS,
            nearest=nearest(section, SECTIONS),
        )
    if section == "conventions":
        return None
    known = getattr(part, section)
    if name not in known:
        return Wrong(
            f"`{name}` is not in `{section}`.",
            kind="wrong-value",
            nearest=nearest(name, list(known)),
        )
    return None


def _resolved(
    rules: Rules, part: PackPart, section: str, name: str, keys: Mapping[str, Any]
) -> object:
    said = getattr(part, section)[name]
    other = _said_otherwise(section, said, keys)
    if section in RULES:
        resolve: Callable[[str, Any], object] = getattr(rules, RULES[section])
        return resolve(name, other)
    book = rules.book
    whole = part.model_copy(update={section: {**getattr(part, section), name: other}})
    anew = TermBook(gather(whole), book.phrases.standing, book.report, book.line_of)
    return anew.term(name)


def _said_otherwise(section: str, said: str | BaseModel, keys: Mapping[str, Any]) -> Any:
    """The surface with some keys said otherwise; `none` takes a key away."""
    if isinstance(said, str):
        if set(keys) != {""}:
            raise Wrong("This is one phrase: it has no keys to change.", kind="wrong-value")
        if not isinstance(keys[""], str):
            raise Wrong(f"One phrase of `{section}` is changed to another.", kind="wrong-value")
        return keys[""]
    given = said.model_dump(by_alias=True, exclude_unset=True)
    for key, value in keys.items():
        top, _, below = key.partition(".")
        if below:
            inner = given.get(top) or {}
            if not isinstance(inner, Mapping):
                raise Wrong(f"`{top}` has no keys to change.", kind="wrong-value")
            given[top] = {**inner, below: value}
        elif value == "none" and top not in ("from", "to"):
            given.pop(top, None)
        else:
            given[top] = value
    try:
        return type(said).model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"])
        raise Wrong(
            f"With this change `{key}` is not as it has to be.", kind="wrong-value"
        ) from None
