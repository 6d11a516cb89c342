"""What kind of answer a question waits for, told by its question word: a cause, a figure, a date or a name.

A sentence that can give it is better evidence than one that is only about the same things: «¿cuánto vale el acuerdo?»
wants the sentence with the figure. It is a hint for the order of the evidence, never a filter.
"""

from __future__ import annotations

from enum import StrEnum

from rag.languages import Language
from rag.questions.question import Asked, read_question
from rag.text.facts import Facts
from rag.text.terms import fold

__all__ = ["Expected", "expected_answer", "gives"]


class Expected(StrEnum):
    """Kinds of answers."""

    CAUSE = "cause"
    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    ANY = "any"


def expected_answer(question: str, language: Language) -> Expected:
    """The kind of answer that a question waits for; its question word tells it before any noun.

    "How many goals" waits for a figure, though a goal may be what is aimed at.
    """
    folded, asks = fold(question), language.questions
    told_by = (
        (Expected.CAUSE, asks.cause),
        (Expected.FIGURE, asks.figure),
        (Expected.DATE, asks.date),
        (Expected.NAME, asks.name),
        (Expected.CAUSE, asks.cause_nouns),
        (Expected.FIGURE, asks.figure_nouns),
    )
    found = next((kind for kind, pattern in told_by if pattern.search(folded)), None)
    if found is None and asks.cause_verbs and read_question(question, language).asked is Asked.CAUSE:
        return Expected.CAUSE
    return found or Expected.ANY


def gives(kind: Expected, sentence: Facts) -> bool:
    """Whether a sentence could give an answer of a kind."""
    match kind:
        case Expected.CAUSE:
            return sentence.language.questions.reasons.search(sentence.folded) is not None
        case Expected.FIGURE:
            return bool(sentence.quantities)
        case Expected.DATE:
            return bool(sentence.dates)
        case Expected.NAME:
            return bool(sentence.names)
        case Expected.ANY:
            return False
