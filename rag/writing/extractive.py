"""An answer without a language model: the articles' own sentences that bear on the question most."""

from __future__ import annotations

from collections.abc import Sequence

from rag.calibration import CONSERVATIVE, Calibration, Ranking
from rag.deciding import answerable
from rag.languages import Language, language_of
from rag.retrieval.evidence import Excerpt, choose_evidence
from rag.text.facts import Facts, missing_name, missing_quantity
from rag.text.terms import content_terms
from rag.types import Mode, Passage

__all__ = ["bears_on", "extract"]

BUDGET = 110
"""Tokens of an extractive answer: two or three sentences, or one list."""

LEAST_WORDS = 0.34
"""Share of the question's content words that an article in its language must hold to bear on it."""


def extract(
    question: str,
    passages: Sequence[Passage],
    language: Language,
    calibration: Calibration = CONSERVATIVE,
    least: float | None = None,
) -> Excerpt | None:
    """The excerpt that answers best, or None where the passages do not answer the question.

    That is what the calibration says, from its threshold on or from the probability `least`. Articles that bear on the
    question by themselves are preferred.
    """
    if not answerable(question, language, passages, Mode.EXTRACTIVE, calibration.abstention, least):
        return None
    ranking = calibration.ranking
    fitting = [p for p in passages if bears_on(question, p, language, ranking)] or passages
    return next(reversed(choose_evidence(question, fitting, BUDGET, language, ranking)), None)


def bears_on(question: str, passage: Passage, language: Language, ranking: Ranking) -> bool:
    """Whether a passage's article holds what a question is about: its figures, its names, enough of its words.

    In another language the similarity of its best sentence stands for the words, where a calibration says what is near.
    """
    document = passage.document
    asked = Facts(question, language)
    whole, written_in = f"{document.title}\n{document.text}", language_of(document.language)
    if missing_quantity(asked, [Facts(whole, written_in)]) is not None:
        return False
    if missing_name(asked, [], [whole]) is not None:
        return False
    if written_in != language:
        return ranking.abroad is None or max((s.score for s in passage.sentences), default=0.0) >= ranking.abroad
    terms = set(content_terms(question, language))
    held = terms & set(content_terms(whole, written_in))
    return not terms or len(held) / len(terms) >= LEAST_WORDS
