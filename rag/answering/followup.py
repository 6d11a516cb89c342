"""A follow-up question made to stand alone, without asking a model: evidence must be on screen at once.

«¿Y Amazon, qué gana?» is searched together with the question before it. A question that names its own subject is
left alone, so that a change of subject is not dragged back to the old one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.text.names import find_names
from rag.text.terms import content_terms, fold
from rag.types import Turn

__all__ = ["is_follow_up", "standalone_question"]

FEW_TERMS = 1
"""A question with no more content words than this leans on the one before, unless it names its subject."""

_OPENERS = re.compile(
    r"^\W*(y|e|pero|entonces|ademas|tambien|and|but|so|then|also|what about|how about|et|mais|ma|und|aber|i)\b"
)
_POINTERS = re.compile(
    r"\b(el|ella|ellos|ellas|eso|esto|esa|ese|aquello|le|les|lo|su|sus|alli|entonces|it|its|he|she|they|them|their"
    r"|this|that|these|those|there)\b"
)
# «el» and «lo» are mostly articles: only at the end of a question do they point back.
_ARTICLES = frozenset({"el", "lo", "that", "this", "there", "esa", "ese"})


def is_follow_up(question: str, language: str) -> bool:
    """Whether a question cannot be understood without the one before it."""
    folded = fold(question)
    if _OPENERS.search(folded):
        return True
    if find_names(question, language):
        return False
    words = re.findall(r"\w+", folded)
    points = any(
        match.group() not in _ARTICLES or (words and match.group() == words[-1])
        for match in _POINTERS.finditer(folded)
    )
    return points or len(content_terms(question, language)) <= FEW_TERMS


def standalone_question(question: str, history: Sequence[Turn], language: str) -> str:
    """The question to search: itself, or after the question that it follows up.

    The earlier question comes last turn first until one stands alone, so a chain of follow-ups keeps its subject.
    """
    if not history or not is_follow_up(question, language):
        return question
    chain: list[str] = []
    for turn in reversed(history):
        chain.append(turn.question.strip())
        if not is_follow_up(turn.question, language):
            break
    return " ".join([*reversed(chain[:2]), question.strip()])
