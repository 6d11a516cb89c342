"""What a word of a sentence may be: a verb, or a name by its capital."""

from __future__ import annotations

from functools import lru_cache

from rag.languages import language_of
from rag.text.morphology import has_lemma, is_word, readings

__all__ = ["is_finite", "is_said", "is_unknown", "is_verbal", "says"]

_FINITE = frozenset({"indicative", "subjunctive"})


@lru_cache(maxsize=20_000)
def is_finite(word: str, code: str) -> bool:
    """Whether a word may be a verb in a person and a tense, and no function word."""
    if word in language_of(code).stop_words:
        return False
    return any(reading.pos == "v" and reading.features.mood in _FINITE for reading in readings(word, code))


@lru_cache(maxsize=20_000)
def is_verbal(word: str, code: str) -> bool:
    """Whether a word may be part of a verb: a person and a tense, a participle, or an auxiliary."""
    if is_finite(word, code):
        return True
    language = language_of(code)
    if word in language.stop_words:
        return has_lemma(word, language.syntax.auxiliaries, code)
    return any(reading.features.mood == "participle" for reading in readings(word, code))


@lru_cache(maxsize=20_000)
def says(word: str, code: str) -> bool:
    """Whether a word may be a verb of saying or thinking in a person and a tense."""
    return is_finite(word, code) and has_lemma(word, language_of(code).speech.verbs, code)


@lru_cache(maxsize=20_000)
def is_said(before: str, word: str, code: str) -> bool:
    """Whether two words are such a verb in the perfect: «ha dicho»."""
    speech = language_of(code).speech
    if not speech.auxiliary or not has_lemma(before, frozenset({speech.auxiliary}), code):
        return False
    return any(r.features.mood == "participle" and r.lemma in speech.verbs for r in readings(word, code))


@lru_cache(maxsize=20_000)
def is_unknown(word: str, code: str) -> bool:
    """Whether a language has a dictionary, and it does not know a word in small letters."""
    return bool(language_of(code).lexicon.dictionary) and not is_word(word, code)
