"""Other anchors: for a date that a pack names, another date that could stand in its place."""

from transferrules.case.kinds import Kind
from transferrules.case.vocabulary import RECORD_TYPES, SNAPSHOT, RecordType
from transferrules.pack.model import DecisionTerm, ListPath, Pack, Pick
from transferrules.pack.phrases import TIME_KINDS
from transferrules.pack.references import field_of, resolve_list
from transferrules.pack.scope import Wrong

# Of every record, and about the record rather than about what happened.
KEEPING = frozenset({"recorded_at", "updated_on"})
# A date that nearly every case has, in place of a term that is a date itself.
PLAINEST = "case.opened_on"


class Anchors:
    """The dates of one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def other(self, name: str, row: str | None = None) -> str | None:
        """Another date in place of one.

        Of a record, the date that was planned for it where the vocabulary pairs the two, else the record's next; in place of a term
        that is a date itself, the day on which the case was opened.

        Args:
            name: The date, as written.
            row: The list of the record at hand, where there is one.
        """
        *steps, last = name.split(".")
        if not steps:
            return PLAINEST if name in self.pack.terms else None
        record = self._record(steps, row)
        found = None if record is None else self.beside(record, last)
        return None if found is None else ".".join((*steps, found))

    def beside(self, record: RecordType, key: str) -> str | None:
        """Another date of a record, in place of the one that a key names."""
        found = field_of(record, key)
        if found is None or found[0].kind not in TIME_KINDS:
            return None
        field = found[0]
        dates = [n for n, f in record.fields.items() if f.kind in TIME_KINDS and n not in KEEPING]
        if field.expected_by in dates:
            other = field.expected_by
        elif field.name in dates:
            other = dates[(dates.index(field.name) + 1) % len(dates)]
        else:
            other = dates[0] if dates else field.name
        if other == field.name:
            return None
        whole_day = record.fields[other].kind is Kind.MOMENT and not key.endswith("_at")
        return f"{other.removesuffix('_at')}_on" if whole_day else other

    def of_list(self, written: str | None) -> RecordType | None:
        """The records of a list."""
        if written is None:
            return None
        try:
            listed: ListPath = resolve_list(written)
        except Wrong:
            return None
        return RECORD_TYPES[listed.record]

    def _record(self, steps: list[str], row: str | None) -> RecordType | None:
        head, *rest = steps
        term = self.pack.terms.get(head)
        record: RecordType | None = None
        if head == "this":
            record = self.of_list(row)
        elif isinstance(term, Pick):
            record = RECORD_TYPES[term.list.record]
        elif isinstance(term, DecisionTerm):
            record = RECORD_TYPES["Decision"]
        elif term is None:
            record, rest = SNAPSHOT, steps
        for step in rest:
            field = record.fields.get(step) if record is not None else None
            record = RECORD_TYPES.get(field.record) if field is not None and field.record else None
        return record
