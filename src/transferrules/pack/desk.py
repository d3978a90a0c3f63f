"""Where the faults of a pack are told: each with its place, all of them at once."""

from transferrules.errors import InvalidPack
from transferrules.pack.scope import Path, Wrong
from transferrules.reading import Fault, Source, dotted
from transferrules.reading.limits import DEFAULT


class Desk:
    """The faults of one pack, each with its place."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Fault] = []
        # While an alternative reading is tried, what is wrong in it is told where the alternative stands.
        self.instead: Path | None = None

    def line_of(self, path: Path) -> int:
        key = self.source.node.key_at(path)
        return (key or self.source.node.at(path)).mark.line

    def settle(self) -> None:
        """Raise what was found, if any of it stops the reading."""
        if any(f.severity == "error" for f in self.found):
            ordered = sorted(self.found, key=lambda f: (f.line or 0, f.column or 0))
            raise InvalidPack(ordered, [self.source])

    def report(self, path: Path, wrong: Wrong, at_key: bool) -> None:
        """Note a fault. Past the cap it says how many were told and raises."""
        if len(self.found) >= DEFAULT.faults:
            told = f"There are more; the first {DEFAULT.faults} are told."
            self.found.append(Fault("too-many-faults", told, self.source.name))
            self.settle()
        path = self.instead if self.instead is not None else (*path, *wrong.inside)
        if (
            path
            and isinstance(path[-1], int)
            and not self.source.node.at(path[:-1]).child(path[-1])
        ):
            path = path[:-1]  # one word stands there, and no list of one
        node = self.source.node.at(path)
        key = self.source.node.key_at(path)
        scalar = getattr(node, "value", None)
        target = key if key is not None and (at_key or not isinstance(scalar, str)) else node
        mark, column = target.mark, 0
        text = getattr(target, "value", None)
        if isinstance(text, str) and mark.line:
            one_line = target.mark.line == target.end.line
            quoted = not getattr(target, "is_plain", True)
            column = wrong.column + quoted if one_line else 0
        length = wrong.length or (len(text) if isinstance(text, str) and not wrong.column else 1)
        self.found.append(
            Fault(
                wrong.kind,
                wrong.message,
                self.source.name,
                mark.line or None,
                mark.column + column if mark.line else None,
                dotted(path),
                text if isinstance(text, str) else None,
                wrong.accepted,
                wrong.nearest,
                "error",
                max(1, length),
            )
        )
