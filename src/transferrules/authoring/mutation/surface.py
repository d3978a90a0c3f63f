"""The surface of one pack, read once, and the packs that come of changing it in one place.

Readings keep their names and clauses, which answers cite, and lose what they would change: nothing that a scenario can expect rests on
it, and resolving it takes a third of the time.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from transferrules.authoring.mutation.mutant import NEVER, Edit, Mutant, said
from transferrules.engine.decide import Policy
from transferrules.errors import InvalidPack
from transferrules.pack.alternatives import RULES
from transferrules.pack.load import pack_path
from transferrules.pack.model import AnyOf, Block, Pack
from transferrules.pack.resolve import Bound, bind, resolve
from transferrules.pack.surface import PackPart, RegisterPart
from transferrules.reading import Source, read, validate


class Stillborn(Exception):
    """The pack cannot be read after the change; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Surface:
    """One pack, before any name of it is bound.

    Attributes:
        source: Its text, for places.
        plain: The same as data, with readings that change nothing.
        register: Its register, where it has one.
        part: The surface that was read from it.
        bound: The pack as it is, and what binds its rules.
    """

    source: Source
    plain: dict[str, Any]
    register: RegisterPart | None
    part: PackPart
    bound: Bound

    @staticmethod
    def of(asked: str | Path) -> "Surface":
        """The surface of a pack that is known to be sound."""
        path = pack_path(asked)
        source = read(path, what="pack", name=_shown(path))
        plain: dict[str, Any] = source.node.plain()
        register = None
        if "register" in plain:
            text = read(path.parent / plain["register"], what="register", name=plain["register"])
            register, _ = validate(RegisterPart, text)
        readings = {name: _words_only(each) for name, each in plain.get("readings", {}).items()}
        plain = {**plain, "readings": readings}
        part = PackPart.model_validate(plain)
        return Surface(source, plain, register, part, bind(source, part, register))

    def pack(self, mutant: Mutant | None = None) -> Pack:
        """The pack, changed by one mutant or by none.

        Raises:
            Stillborn: It cannot be read after that change.
        """
        if mutant is None:
            return self.bound.pack
        if mutant.edit.value == NEVER:
            return _without(self.bound.pack, mutant.rule)
        return self._resolved(mutant.edit, said(self.plain, mutant.edit.path, mutant.edit.value))

    def policy(self, policy: Policy, mutant: Mutant) -> Policy:
        """The policy of the pack, changed by a mutant.

        Args:
            policy: The policy as it is, of which is kept what the change does not reach.
            mutant: The change.

        Raises:
            Stillborn: It cannot be read after that change.
        """
        section, _, name = mutant.rule.partition(".")
        return policy.with_rules(self.pack(mutant), {section: [name]})

    def _resolved(self, edit: Edit, plain: dict[str, Any]) -> Pack:
        section, *below = edit.path
        try:
            if section in RULES and len(below) > 1:
                name = str(below[0])
                rule = type(getattr(self.part, str(section))[name])
                said_now = rule.model_validate(plain[str(section)][name])
                return self.bound.with_rule(str(section), name, said_now)
            return resolve(self.source, PackPart.model_validate(plain), self.register)
        except ValidationError as error:
            raise Stillborn(error.errors()[0]["msg"]) from None
        except InvalidPack as error:
            raise Stillborn(error.faults[0].message) from None


def _without(pack: Pack, rule: str) -> Pack:
    """The pack with one rule that never applies: nothing is any of no conditions."""
    section, _, name = rule.partition(".")
    rules = getattr(pack, section)
    key = "holds" if isinstance(rules[name], Block) else "when"
    never = replace(rules[name], **{key: AnyOf(())})
    return replace(pack, **{section: {**rules, name: never}})  # type: ignore[arg-type]


def _words_only(reading: dict[str, Any]) -> dict[str, Any]:
    others = [{"taken": other["taken"]} for other in reading["otherwise"]]
    return {**reading, "otherwise": others}


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)
