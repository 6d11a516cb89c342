"""Which language a text is in, told by its function words."""

from __future__ import annotations

from collections import Counter

from rag.text.stopwords import STOP_WORDS
from rag.text.terms import tokenize

__all__ = ["detect_language"]


def detect_language(text: str, default: str = "es") -> str:
    """Name the language of a text as an ISO 639-1 code; `default` where nothing gives it away."""
    words = Counter(tokenize(text[:4000]))
    scores = {
        code: sum(n for word, n in words.items() if word in stops) for code, stops in STOP_WORDS.items()
    }
    best = max(scores, key=lambda code: (scores[code], code == default))
    return best if scores[best] else default
