"""The language once more, read aloud: a second evaluator, naive on purpose, written from `docs/language.md` and `docs/semantics.md` alone.

It walks the resolved pack and the facts as the two documents say, compiles nothing, and keeps what a term came to for one case only. With
`transferrules.engine` it shares the binding of a case to a pack, and nothing that decides. Where it and the engine differ, one of the two, or a document, is wrong: see `docs/proof.md`.
"""

from transferrules.reference.answer import Reference, refer

__all__ = ["Reference", "refer"]
