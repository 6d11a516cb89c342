"""Which words say the same and which the opposite, by a thesaurus and by what a language lists itself.

Two words say the same where they share two meanings, or one that is half of what one of them means, in one part of
speech and one form. How many was measured: see docs/decisions/0012-lexicon.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from rag.languages import language_of
from rag.text.dictionaries import of_people, opposed, senses
from rag.text.morphology import Reading, readings, same_lemma
from rag.text.terms import fold

__all__ = ["opposites", "synonyms"]

SHARED = 0.25
"""The part of its meanings that the word with fewer must share with the other, or have an opposite of there."""

SHARED_ALONE = 0.5
"""That part where it is a single meaning."""


@lru_cache(maxsize=50_000)
def synonyms(one: str, other: str, language: str) -> bool:
    """Whether a word may stand for another in the form in which they are written: «detuvo», «arrestó».

    They are the same part of speech in the same tense, mood, person and number, and, if they name people, gender.
    Between them stands neither an opposite nor a difference in law or in degree, such as «detenido», «preso».
    """
    alike = [pair for pair in _alike(one, other, language) if _near(*pair, language)]
    if not alike or opposites(one, other, language):
        return False
    return not any(_listed_together(*pair, _distinct(language)) for pair in _readings(one, other, language))


@lru_cache(maxsize=50_000)
def opposites(one: str, other: str, language: str) -> bool:
    """Whether two words, in any form, say the opposite of each other: «subió», «bajará»; «legal», «ilegal»."""
    if same_lemma(one, other, language):
        return False
    return frozenset((fold(one), fold(other))) in _opposites_as_written(language) or any(
        _opposite(first, second, language) for first, second in _readings(one, other, language)
    )


def _readings(one: str, other: str, language: str) -> Iterator[tuple[Reading, Reading]]:
    for first, second in product(readings(one, language), readings(other, language)):
        if first.pos == second.pos:
            yield first, second


def _alike(one: str, other: str, language: str) -> Iterator[tuple[Reading, Reading]]:
    """The readings of two words that are the same part of speech in the same form."""
    for first, second in _readings(one, other, language):
        if first.features.agree(second.features, gender=_person(first, language) and _person(second, language)):
            yield first, second


def _person(reading: Reading, language: str) -> bool:
    return reading.pos == "n" and any(of_people(sense, language) for sense in _meanings(reading, language))


def _near(one: Reading, other: Reading, language: str) -> bool:
    if one.lemma == other.lemma:  # two ways of saying one form: «cantara», «cantase»
        return one.features == other.features
    if _listed_together(one, other, _equivalents(language)):
        return True
    ours, theirs = _meanings(one, language), _meanings(other, language)
    return _much(len(ours & theirs), min(len(ours), len(theirs)))


def _much(shared: int, fewer: int) -> bool:
    """Whether some meanings are a good part of those of the word that has fewer."""
    return shared > 0 and shared >= fewer * (SHARED_ALONE if shared == 1 else SHARED)


def _meanings(reading: Reading, language: str) -> frozenset[str]:
    return senses(reading.lemma, reading.pos, language)


def _listed_together(one: Reading, other: Reading, listed: dict[str, frozenset[str]]) -> bool:
    return one.lemma != other.lemma and other.lemma in listed.get(one.lemma, ())


def _opposite(one: Reading, other: Reading, language: str) -> bool:
    return (
        frozenset((one[:2], other[:2])) in _opposite_lemmas(language)
        or _denies(one, other.lemma, language)
        or _denies(other, one.lemma, language)
        or _opposed(one, other, language)
    )


def _denies(longer: Reading, shorter: str, language: str) -> bool:
    lexicon = language_of(language).lexicon
    return any(
        longer.lemma == prefix + shorter for prefix in (lexicon.denying if longer.pos in "ar" else lexicon.undoing)
    )


def _opposed(one: Reading, other: Reading, language: str) -> bool:
    ours, theirs = _meanings(one, language), _meanings(other, language)
    against = frozenset().union(*(opposed(sense, language) for sense in theirs)) & ours
    back = frozenset().union(*(opposed(sense, language) for sense in ours)) & theirs
    return _much(min(len(against), len(back)), min(len(ours), len(theirs)))


@cache
def _opposites_as_written(language: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset((fold(one), fold(other))) for one, other in language_of(language).opposites)


@cache
def _opposite_lemmas(language: str) -> frozenset[frozenset[tuple[str, str]]]:
    """The language's pairs as lemmas of one part of speech: «subió», «bajó» are subir and bajar."""
    return frozenset(
        frozenset((first[:2], second[:2]))
        for one, other in language_of(language).opposites
        for first, second in _readings(one, other, language)
    )


@cache
def _equivalents(language: str) -> dict[str, frozenset[str]]:
    return _grouped(language_of(language).lexicon.equivalents)


@cache
def _distinct(language: str) -> dict[str, frozenset[str]]:
    return _grouped(language_of(language).lexicon.distinct)


def _grouped(groups: tuple[frozenset[str], ...]) -> dict[str, frozenset[str]]:
    """The words that stand in a group with each word."""
    together: dict[str, frozenset[str]] = {}
    for group in groups:
        for word in group:
            together[word] = together.get(word, frozenset()) | group
    return together
