"""What every record is, and what may stand on any record of a list."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict

from ..absent import ABSENT
from ..kinds import Day, DayOfMoment, Ids, Moment, Text, Truth, Who, day_of, fact


class _Something:
    """What stands for a value where values are not shown."""

    def __repr__(self) -> str:
        return "…"


_SOMETHING = _Something()


class Section(BaseModel):
    """A part of the snapshot: typed, frozen, and with no key that the vocabulary does not know.

    A field that was not given is `ABSENT`, which is not `None`: none is something that somebody recorded.
    The schema of a model is built when the first case is read, so that importing stays quick.
    INVARIANT: neither its repr nor an error of pydantic's about it shows a value: both end up in logs and in reports of crashes.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, hide_input_in_errors=True
    )

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """What is recorded, what is none and what is absent; never a value."""
        for name, value in super().__repr_args__():
            yield name, value if value is None or value is ABSENT else _SOMETHING

    def given(self, field: str) -> bool:
        """Whether the case says anything about the field, if only that there is none."""
        return field in self.model_fields_set


class Record(Section):
    """What may stand on any record of a list, on the holder and on the transfer."""

    id: Text = fact(
        "A name for this record, unique in the snapshot, so that others can point at it.",
        "What is this record to be called, so that others can refer to it?",
        "icpc-1",
        "SSD `*_id` keys",
    )
    about: Ids = fact(
        "The records that this one concerns: a decision about a plan, a notice about a meeting.",
        "Which other records does this one concern?",
        ["icpc-1"],
    )
    recorded_on: DayOfMoment = day_of()
    recorded_at: Moment = fact(
        "When it was put on the case record; for a document, saved to the file.",
        "When was this put on the case record?",
        "2026-02-03",
    )
    recorded_by: Who = fact(
        "Who put it on the case record.",
        "Who put this on the case record?",
        "duty_social_worker",
        happens_with="recorded_at",
    )
    on_file: Truth = fact(
        "Whether the paper, or a copy of this record, is on the file; false means known to be missing.",
        "Is the paper, or a copy of it, on the file?",
        True,
        happens_with="recorded_at",
    )
    updated_on: Day = fact(
        "When someone last brought it up to date, or confirmed that it still is.",
        "When was this last brought up to date, or confirmed as still right?",
        "2026-01-12",
    )
    reason: Text = fact(
        "Why. Only whether it is there is ever tested, never what it says.",
        "What reason is recorded?",
        "Change of area",
    )
