"""What is said in a conversation and asks nothing: thanks, greetings, farewells, «vale».

Nothing is searched for it, and no earlier question is answered again.
"""

from __future__ import annotations

import re
from functools import cache

from rag.languages import LANGUAGES, Language
from rag.text.terms import fold

__all__ = ["courtesy_of", "is_courtesy", "reply_language", "without_courtesy"]

KINDS = ("thanks", "farewell", "greeting", "assent")
"""Fields of `Courtesies` and names of the messages that reply; where several are said the first is replied to."""


def is_courtesy(text: str, language: Language) -> bool:
    """Whether a text asks nothing, in its language or, since «ok» and "thanks" are said everywhere, in any."""
    return reply_language(text, language) is not None


def reply_language(text: str, language: Language) -> Language | None:
    """The language whose courtesy a text is, its own before any other; None where it may ask something."""
    return next((spoken for spoken in (language, *LANGUAGES) if courtesy_of(text, spoken)), None)


def courtesy_of(text: str, language: Language) -> str:
    """Which of `KINDS` a text is, if it says nothing else; else empty. Signs alone assent, as «👍» does."""
    folded = fold(text)
    if not re.search(r"\w", folded):
        return "assent" if folded.strip() and "?" not in folded else ""
    if re.search(r"\w", _any_kind(language).sub("", folded)):
        return ""
    return next((kind for kind in KINDS if getattr(language.courtesies, kind).search(folded)), "")


def without_courtesy(text: str, language: Language) -> str:
    """A text without the courtesy that it opens with and a mark parts from the rest: «gracias. ¿Y en Soria?»."""
    folded = fold(text)
    if len(folded) != len(text):
        return text  # its offsets would not be the text's
    opening = _opening(language).match(folded)
    return text[opening.end() :] if opening and re.search(r"\w", folded[opening.end() :]) else text


@cache
def _any_kind(language: Language) -> re.Pattern[str]:
    return re.compile("|".join(getattr(language.courtesies, kind).pattern for kind in KINDS))


@cache
def _opening(language: Language) -> re.Pattern[str]:
    return re.compile(rf"[\s¡]*(?:(?:{_any_kind(language).pattern})(?:[\s,.;:!…]*[,.;:!…]\s*|\s*(?=¿)))+")
