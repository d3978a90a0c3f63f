"""Packs from files: found by id or by path, read, resolved and compiled."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from transferrules.errors import InvalidPack
from transferrules.pack.alternatives import WHOLE
from transferrules.pack.model import Pack
from transferrules.pack.resolve import resolve
from transferrules.pack.surface import LANGUAGE_VERSION, PackPart, RegisterPart
from transferrules.reading import Fault, Source, fault_at, nearest, read, validate

MOST_CHANGES = 300
"""The most other readings of one pack that are worked out; the five packs have 79 at most."""
MOST_WHOLE_CHANGES = 10
"""The most of them that can reach every rule, so that the whole pack is resolved for each."""


def pack_ids() -> tuple[str, ...]:
    """The ids of the packs that come with the package."""
    return tuple(
        sorted(p.name.removesuffix(".yaml") for p in _shelf().iterdir() if _is_pack(p.name))
    )


def _is_pack(name: str) -> bool:
    return name.endswith(".yaml") and name.count(".") == 1


@lru_cache(maxsize=1)
def _shelf() -> Path:
    """Where the shipped packs are: inside the installed package, or beside `src` in a checkout."""
    inside = Path(str(files("transferrules") / "policies"))
    return inside if inside.is_dir() else Path(__file__).parents[3] / "policies"


def pack_path(id_or_path: str | Path) -> Path:
    """The file of a pack: an id of a shipped one, or a path.

    Raises:
        InvalidPack: There is no such file.
    """
    text = str(id_or_path)
    if isinstance(id_or_path, str) and text in pack_ids():
        return _shelf() / f"{text}.yaml"
    path = Path(id_or_path)
    if path.is_file():
        return path
    ids = pack_ids()
    fault = Fault(
        "no-such-pack",
        f"`{text}` is neither a shipped pack nor a file.",
        text,
        accepted=ids,
        nearest=nearest(text, ids),
    )
    raise InvalidPack([fault])


def load_pack(id_or_path: str | Path) -> Pack:
    """Read and resolve a pack.

    Args:
        id_or_path: The id of a shipped pack, or the path of a file.

    Raises:
        Unreadable: It is not the YAML that we read.
        InvalidPack: It is, and something in it is wrong; every fault is told.
    """
    path = pack_path(id_or_path)
    source = read(path, what="pack", name=_shown(path, id_or_path))
    return resolve_source(source, path.parent)


def _shown(path: Path, asked: str | Path) -> str:
    return f"policies/{path.name}" if str(asked) in pack_ids() else str(asked)


def resolve_source(source: Source, folder: Path | None) -> Pack:
    """Resolve a pack that was read.

    Args:
        source: Its text.
        folder: Where its register is; None where it has none at hand.

    Raises:
        InvalidPack: With every fault.
    """
    _check_language(source)
    part, faults = validate(PackPart, source)
    if part is None:
        raise InvalidPack(faults, [source])
    _check_alternatives(source, part)
    register = None
    if part.register_file is not None and folder is not None:
        register, more = _register(source, part, folder)
        faults = (*faults, *more)
    return resolve(source, part, register, faults)


def _check_language(source: Source) -> None:
    """A pack of another language version is told so, and nothing else: its other faults may be none in its own."""
    version = source.node.at(["language"]).plain()
    if isinstance(version, str) and version != LANGUAGE_VERSION:
        fault = fault_at(
            source,
            ["language"],
            "language-version",
            f"This pack is written in version {version} of the pack language; this engine reads version {LANGUAGE_VERSION}.",
            accepted=(LANGUAGE_VERSION,),
        )
        raise InvalidPack([fault], [source])


def _check_alternatives(source: Source, part: PackPart) -> None:
    """Each other reading that can be carried out is worked out when a pack is loaded: there is a most of them."""
    changes = [other.change for each in part.readings.values() for other in each.otherwise]
    carried_out = sum(bool(change) for change in changes)
    whole = sum(any(key.partition(".")[0] in WHOLE for key in change) for change in changes)
    for count, most, what in (
        (carried_out, MOST_CHANGES, "with a `change`"),
        (whole, MOST_WHOLE_CHANGES, "that change people or conventions"),
    ):
        if count > most:
            told = f"There are {count} other readings {what}; a pack has at most {most}."
            fault = fault_at(source, ["readings"], "too-many-readings", told, on_key=True)
            raise InvalidPack([fault], [source])


def _register(
    source: Source, part: PackPart, folder: Path
) -> tuple[RegisterPart | None, tuple[Fault, ...]]:
    name = part.register_file or ""
    path = folder / name
    if Path(name).name != name or not path.is_file():
        fault = fault_at(
            source, ["register"], "no-register", "There is no such file beside the pack."
        )
        return None, (fault,)
    text = read(path, what="register", name=f"{Path(source.name).parent / name}")
    register, faults = validate(RegisterPart, text)
    if register is None:
        raise InvalidPack(faults, [text])
    faults = (*faults, *_clauses_twice(text, register))
    if register.register_of != part.pack:
        fault = fault_at(
            source,
            ["register"],
            "wrong-register",
            f"That is the register of `{register.register_of}`.",
        )
        return register, (*faults, fault)
    return register, faults


def _clauses_twice(text: Source, register: RegisterPart) -> Iterator[Fault]:
    """Clauses that a register has already told: one of the two would be lost."""
    seen: set[str] = set()
    for place, clause in enumerate(register.clauses):
        if clause.id in seen:
            told = f"`{clause.id}` is already in this register."
            yield fault_at(text, ("clauses", place, "id"), "clause-twice", told)
        seen.add(clause.id)
