"""Whether a date rests on a move that is not agreed, or on a point that is no more than today (ruling 13)."""

from dataclasses import dataclass

from transferrules.engine.expressions import Intervals
from transferrules.engine.frame import Frame, Row


@dataclass(frozen=True, slots=True)
class Resting:
    """What a timing phrase, and whether it counts at all, may rest on.

    Attributes:
        due: The phrase, compiled; none where there is none.
        whether_on_move: Whether the rule's conditions name the move or the point.
        on_move: Whether the phrase names the move, itself or through a term.
        on_point: Whether it names the point.
    """

    due: Intervals | None
    whether_on_move: bool
    on_move: bool
    on_point: bool

    def is_provisional(self, frame: Frame, row: Row | None) -> bool:
        """Whether its dates rest on what is not agreed."""
        side = frame.side
        if side is None or not (side.move_is_provisional or side.point_is_today):
            return False
        if self.whether_on_move and side.move_is_provisional:
            return True
        rests = (self.on_move and side.move_is_provisional) or (
            self.on_point and side.point_is_today
        )
        # One of several dates may be the move, and another the one that counts.
        return rests and self._would_differ(frame, row)

    def _would_differ(self, frame: Frame, row: Row | None) -> bool:
        """Whether the window would be another if the move were not known."""
        if self.due is None or frame.side is None:
            return False
        return self.due(frame.on_route(frame.side.unmoved()), row) != self.due(frame, row)
