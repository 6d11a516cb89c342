"""What a word of a sentence may be: a verb, or a name by its capital."""

from __future__ import annotations

from functools import lru_cache

from rag.languages import language_of
from rag.text.morphology import is_word, readings

__all__ = ["is_finite", "is_unknown"]

_FINITE = frozenset({"indicative", "subjunctive"})


@lru_cache(maxsize=20_000)
def is_finite(word: str, code: str) -> bool:
    """Whether a word may be a verb in a person and a tense, and no function word."""
    if word in language_of(code).stop_words:
        return False
    return any(reading.pos == "v" and reading.features.mood in _FINITE for reading in readings(word, code))


@lru_cache(maxsize=20_000)
def is_unknown(word: str, code: str) -> bool:
    """Whether a language has a dictionary, and it does not know a word in small letters."""
    return bool(language_of(code).lexicon.dictionary) and not is_word(word, code)
