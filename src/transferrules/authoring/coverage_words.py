"""What the things that coverage counts are called, in text and on the page."""

KINDS = ("clause", "rule", "test", "limit", "document", "duty")
PLURAL = {
    "clause": "clauses",
    "rule": "rules",
    "test": "tests",
    "limit": "limits",
    "document": "documents",
    "duty": "duties",
}
WORDS = {
    "on_file": "on file",
    "not_required": "not required",
    "not_started": "not started",
    "met_late": "met late",
    "not_owed": "not owed",
}
