"""A follow-up question made to stand alone, without asking a model: evidence must be on screen at once.

«¿Y Amazon, qué gana?» is searched together with the question before it. A question that names its own subject is
left alone, so that a change of subject is not dragged back to the old one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.text.names import find_names
from rag.text.numbers import find_quantities
from rag.text.terms import content_terms, fold
from rag.types import Turn

__all__ = ["is_follow_up", "standalone_question"]

FEW_TERMS = 1
"""A question with no more content words than this leans on the one before, unless it names its subject."""

_OPENERS = {
    "es": "y|e|o|pero|entonces|ademas|tambien",
    "en": "and|or|but|so|then|also|what about|how about",
    "pt": "e|ou|mas|entao|tambem",
    "fr": "et|ou|mais|alors|aussi",
    "it": "e|o|ma|allora|anche",
    "de": "und|oder|aber|dann|auch",
    "ca": "i|o|pero|llavors|tambe",
}
_OPENING = {language: re.compile(rf"\W*(?:{words})\b") for language, words in _OPENERS.items()}
_POINTERS = {
    "es": "ella ellos ellas eso esto aquello le les su sus alli entonces",
    "en": "it its he his him she her they them their these those",
}
_POINTING = {language: frozenset(words.split()) for language, words in _POINTERS.items()}
_POINTING_AT_THE_END = {"es": frozenset({"el", "ese", "esa"}), "en": frozenset({"that", "this", "there"})}
"""Words that point back only where nothing follows them: «el» is mostly an article."""


def is_follow_up(question: str, language: str) -> bool:
    """Whether a question cannot be understood without the one before it."""
    folded = fold(question)
    opening = _OPENING.get(language)
    if opening is not None and opening.match(folded):
        return True
    if find_names(question, language):
        return False
    words = re.findall(r"\w+", folded)
    points = not _POINTING.get(language, frozenset()).isdisjoint(words)
    points = points or not _POINTING_AT_THE_END.get(language, frozenset()).isdisjoint(words[-1:])
    return points or len(content_terms(question, language)) <= FEW_TERMS


def standalone_question(question: str, history: Sequence[Turn], language: str) -> str:
    """The question to search: itself, or behind what it follows up.

    That is the last question that stands alone, so that a chain of follow-ups keeps its subject, and the one just
    asked, unless this one asks the same of another name or year: «¿y en 2024?» behind «¿y en 2023?».
    """
    if not history or not is_follow_up(question, language):
        return question
    asked = [turn.question.strip() for turn in history]
    root = next((q for q in reversed(asked) if not is_follow_up(q, language)), asked[0])
    before = [root] if asked[-1] == root or _replaces(question, asked[-1], language) else [root, asked[-1]]
    return " ".join([*before, question.strip()])


def _replaces(question: str, earlier: str, language: str) -> bool:
    """Whether both name something, or both state a figure: then the later one stands for the earlier."""
    return any(find(question, language) and find(earlier, language) for find in (find_names, find_quantities))
