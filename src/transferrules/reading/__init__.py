"""Text to nodes with places, and what is wrong to faults with places.

`read` turns a file into a `Source`; `validate` turns a source into a model, or into faults; `render` shows faults.
"""

from transferrules.reading.documents import read
from transferrules.reading.faults import Fault, dotted, nearest, render
from transferrules.reading.limits import Limits
from transferrules.reading.nodes import Entry, Mapping, Mark, Node, Scalar, Sequence, Source
from transferrules.reading.places import fault_at
from transferrules.reading.validation import validate
from transferrules.reading.values import read_values

__all__ = [
    "Entry",
    "Fault",
    "Limits",
    "Mapping",
    "Mark",
    "Node",
    "Scalar",
    "Sequence",
    "Source",
    "dotted",
    "fault_at",
    "nearest",
    "read",
    "read_values",
    "render",
    "validate",
]
