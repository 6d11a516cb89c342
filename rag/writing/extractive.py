"""An answer without a language model: the articles' own sentences that bear on the question most."""

from __future__ import annotations

from collections.abc import Sequence

from rag.deciding.answerability import Calibration
from rag.languages import Language, language_of
from rag.retrieval.evidence import Excerpt, choose_evidence
from rag.text.facts import Facts, missing_name, missing_quantity
from rag.text.terms import content_terms
from rag.types import Mode, Passage

__all__ = ["bears_on", "extract"]

BUDGET = 110
"""Tokens of an extractive answer: two or three sentences, or one list."""

LEAST_WORDS = 0.34
"""Share of the question's content words that an article must hold to bear on it by its words …"""

LEAST_SIMILARITY = 0.86
"""… or the similarity that its best sentence must reach, where the languages differ."""


def extract(
    question: str,
    passages: Sequence[Passage],
    language: Language,
    calibration: Calibration | None = None,
    least: float | None = None,
) -> Excerpt | None:
    """The excerpt that answers best, or None where the passages do not answer the question.

    That is what the calibration says, from its threshold on or from the probability `least`; without one, every article
    must bear on the question by itself.
    """
    fitting = [p for p in passages if bears_on(question, p, language)]
    if calibration is not None:
        fitting = fitting or list(passages)
        if not calibration.answerable(question, language, passages, Mode.EXTRACTIVE, least):
            return None
    return next(reversed(choose_evidence(question, fitting, BUDGET, language)), None) if fitting else None


def bears_on(question: str, passage: Passage, language: Language) -> bool:
    """Whether a passage's article holds what a question is about: its figures, its names, enough of its words."""
    document = passage.document
    asked = Facts(question, language)
    whole, written_in = f"{document.title}\n{document.text}", language_of(document.language)
    if missing_quantity(asked, [Facts(whole, written_in)]) is not None:
        return False
    if missing_name(asked, [], [whole]) is not None:
        return False
    if written_in != language:
        return max((s.score for s in passage.sentences), default=0.0) >= LEAST_SIMILARITY
    terms = set(content_terms(question, language))
    held = terms & set(content_terms(whole, written_in))
    return not terms or len(held) / len(terms) >= LEAST_WORDS
