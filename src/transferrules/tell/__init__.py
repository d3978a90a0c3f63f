"""An answer in words, for the person who asked.

`sentence` says it in one sentence, `answer` in a page, `explanation` says why rules apply and why not. All three only put
into words what a `DecisionRecord` or a `RuleExplanation` holds: nothing here decides anything, reads a clock or asks the terminal.
"""

from transferrules.tell.answer import answer
from transferrules.tell.explanation import explanation
from transferrules.tell.sentence import sentence
from transferrules.tell.sheet import Look

__all__ = ["Look", "answer", "explanation", "sentence"]
