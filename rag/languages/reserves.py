"""What a sentence can hold back, as patterns over folded words with a blank between them; a figure is `#`, a name keeps its word."""

from __future__ import annotations

import re
from dataclasses import dataclass

NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Reserves:
    """The words with which a language holds back what it says.

    Attributes:
        doubt_of_noun: Adjectives that doubt the noun beside them: «presunto».
        doubt: What doubts a whole clause: «al parecer», «quizá».
        modal: Verbs that make the next a possibility or a duty: «podría».
        intent: Verbs that make the next a plan or an attempt: «intentó», «prevé».
        refusal: Verbs that make the next undone: «se negó a», «evitó».
        condition: What leads in a condition: «si», «siempre que».
        bound: What stands before a figure and bounds it: «más de», «casi».
        quantifier: What says how much of a thing is meant: «algunos», «la mayoría».
        focus: What singles one thing out: «solo».
        unconfirmed: What says that nothing is certain yet: «no se ha confirmado».
    """

    doubt_of_noun: re.Pattern[str] = NEVER
    doubt: re.Pattern[str] = NEVER
    modal: re.Pattern[str] = NEVER
    intent: re.Pattern[str] = NEVER
    refusal: re.Pattern[str] = NEVER
    condition: re.Pattern[str] = NEVER
    bound: re.Pattern[str] = NEVER
    quantifier: re.Pattern[str] = NEVER
    focus: re.Pattern[str] = NEVER
    unconfirmed: re.Pattern[str] = NEVER
