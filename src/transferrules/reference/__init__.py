"""The language once more, read aloud: a second evaluator, naive on purpose, written from `docs/language.md` and `docs/semantics.md` alone.

Nothing here is compiled, cached or shared with `transferrules.engine`; it walks the resolved pack and the facts as the two documents say. Where it and
the engine differ, one of the two, or a document, is wrong: see `docs/proof.md`.
"""

from transferrules.reference.answer import Reference, refer

__all__ = ["Reference", "refer"]
