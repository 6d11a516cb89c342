"""What a written word may be a form of, and whether two words are forms of one.

A word has as many readings as the dictionary knows («fue» is of ser and of ir); two words are related where any of
their readings are. A language without a dictionary has none, and no two of its words are related.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from rag.languages import language_of
from rag.text.dictionaries import Entry, entries, of_people, senses
from rag.text.terms import fold

__all__ = [
    "Features",
    "Reading",
    "forms_of",
    "has_lemma",
    "inflected",
    "is_word",
    "readings",
    "same_lemma",
    "tense_differs",
    "typed_readings",
]


class Features(NamedTuple):
    """What the form of a word says; a field is empty where the form leaves it open, or the word has none.

    Attributes:
        mood: Of a verb: indicative, subjunctive, imperative, infinitive, gerund, participle.
        tense: Of a verb: present, past, imperfect, future, conditional.
        person: Of a verb: 1, 2, 3.
        number: singular, plural.
        gender: masculine, feminine.
        degree: comparative, superlative.
    """

    mood: str = ""
    tense: str = ""
    person: str = ""
    number: str = ""
    gender: str = ""
    degree: str = ""

    def agree(self, other: Features, *, gender: bool = True) -> bool:
        """Whether two forms say the same, as far as either says anything; of gender only where that is asked for."""
        fields = self._fields if gender else [name for name in self._fields if name != "gender"]
        return all(
            not (one := getattr(self, name)) or not (two := getattr(other, name)) or one == two for name in fields
        )


class Reading(NamedTuple):
    """One way to read a word.

    Attributes:
        lemma: The form that dictionaries list.
        pos: n for a noun, v a verb, a an adjective, r an adverb; other letters are of function words.
        features: What the form says.
    """

    lemma: str
    pos: str
    features: Features


_MOODS = {
    "I": "indicative",
    "S": "subjunctive",
    "M": "imperative",
    "N": "infinitive",
    "G": "gerund",
    "P": "participle",
}
_TENSES = {"P": "present", "S": "past", "I": "imperfect", "F": "future", "C": "conditional"}
_NUMBERS = {"S": "singular", "P": "plural"}
_GENDERS = {"M": "masculine", "F": "feminine"}
_DEGREES = {"C": "comparative", "S": "superlative"}
_TELLING = frozenset("nva")
_BEFORE_A_PRONOUN = frozenset({"infinitive", "gerund", "imperative"})


@lru_cache(maxsize=50_000)
def readings(word: str, language: str) -> tuple[Reading, ...]:
    """All readings of a word as it is written; of one that is typed without accents, failing that, those with them.

    Args:
        word: A written word; its capitals do not matter.
        language: ISO 639-1 code.

    Returns:
        No reading where the language has no dictionary or the dictionary does not know the word.
    """
    lowered = word.lower()
    return (
        _listed(word, language)
        or _respelled(lowered, language)
        or tuple(_with_pronouns(lowered, language))
        or tuple(_adverb(lowered, language))
        or _unaccented(lowered, language)
    )


@lru_cache(maxsize=50_000)
def typed_readings(word: str, language: str) -> tuple[Reading, ...]:
    """All readings of a word whose accents may have been left out, as those who type a question do: «salio»."""
    return tuple(_reading(entry) for entry in entries(word, language) if entry.form.islower()) or readings(
        word, language
    )


@lru_cache(maxsize=50_000)
def forms_of(word: str, language: str) -> frozenset[tuple[str, str]]:
    """What a noun, verb or adjective may be a form of, accents left out or not: lemmas with their part of speech."""
    return frozenset((r.lemma, r.pos) for r in typed_readings(word, language) if r.pos in _TELLING)


def is_word(word: str, language: str) -> bool:
    """Whether a word in small letters is one of a language: a function word, or one that its dictionary knows."""
    return word.islower() and (fold(word) in language_of(language).stop_words or bool(readings(word, language)))


def has_lemma(word: str, lemmas: frozenset[str], language: str) -> bool:
    """Whether a word may be a form of one of some words."""
    return any(reading.lemma in lemmas for reading in readings(word, language))


def same_lemma(one: str, other: str, language: str) -> bool:
    """Whether two words may be forms of one."""
    return any(True for _ in _of_one_lemma(one, other, language))


def tense_differs(one: str, other: str, language: str) -> bool:
    """Whether two words are forms of one verb in another tense or mood, whatever their persons.

    Neither is taken for an imperative where it may be anything else: «gane» is one too, but not in a newspaper.
    """
    forms = [pair for pair in _of_one_lemma(one, other, language) if not any(map(_orders, pair))]
    return bool(forms) and all(
        first.pos == "v" and first.features[:2] != second.features[:2] for first, second in forms
    )


def _orders(reading: Reading) -> bool:
    return reading.features.mood == "imperative"


def inflected(one: str, other: str, language: str) -> bool:
    """Whether two words are one noun, adjective or participle, in whatever number, and save for nouns gender.

    The gender of a noun says another person («hermano», «hermana»), that of the others only what they go with.
    """
    return any(_one_nominal(first, second, language) for first, second in _of_one_lemma(one, other, language))


def _of_one_lemma(one: str, other: str, language: str) -> Iterator[tuple[Reading, Reading]]:
    for first, second in product(readings(one, language), readings(other, language)):
        if first[:2] == second[:2]:
            yield first, second


def _one_nominal(one: Reading, other: Reading, language: str) -> bool:
    if one.features.degree != other.features.degree:
        return False
    if one.pos == "n":
        return one.features.gender == other.features.gender or not (one.features.gender and other.features.gender)
    if one.pos == "a":
        return one.features.gender == other.features.gender or not _names_people(one.lemma, language)
    return one.features.mood == other.features.mood == "participle"


def _names_people(lemma: str, language: str) -> bool:
    """Whether an adjective is rather a noun for people («niño»), by what the thesaurus has more meanings for."""
    nouns = senses(lemma, "n", language)
    return len(nouns) > len(senses(lemma, "a", language)) and any(of_people(sense, language) for sense in nouns)


def _listed(word: str, language: str) -> tuple[Reading, ...]:
    written = {word, word.lower()}
    return tuple(_reading(entry) for entry in entries(word, language) if entry.form in written)


def _unaccented(word: str, language: str) -> tuple[Reading, ...]:
    """The readings of the words that a word without accents may stand for; names are none of them."""
    if word != fold(word):
        return ()
    return tuple(_reading(entry) for entry in entries(word, language) if entry.form.islower())


def _respelled(word: str, language: str) -> tuple[Reading, ...]:
    """The readings of a word in the spelling of today."""
    for pattern, today in language_of(language).lexicon.respellings:
        if match := pattern.fullmatch(word):
            return _listed(match.expand(today), language)
    return ()


def _with_pronouns(word: str, language: str) -> Iterator[Reading]:
    """A verb with pronouns written onto it: «detenerlo», «deteniéndolo», «dárselo»."""
    match = language_of(language).lexicon.enclitic.fullmatch(word)
    for entry in entries(match[1], language) if match else ():
        reading = _reading(entry)
        if reading.features.mood in _BEFORE_A_PRONOUN:
            yield reading


def _adverb(word: str, language: str) -> Iterator[Reading]:
    """An adverb that is made of an adjective: «rápidamente»."""
    match = language_of(language).lexicon.adverb.fullmatch(word)
    if match and any(reading.pos == "a" for reading in _listed(match[1], language)):
        yield Reading(word, "r", Features())


def _reading(entry: Entry) -> Reading:
    return Reading(entry.lemma, entry.tag[0].lower(), _features(entry.tag.ljust(7, "0")))


def _features(tag: str) -> Features:
    """What a tag says; the places of its letters depend on the part of speech."""
    degree = _DEGREES.get(tag[2], "")
    match tag[0]:
        case "V":
            number, gender = _NUMBERS.get(tag[5], ""), _GENDERS.get(tag[6], "")
            return Features(_MOODS.get(tag[2], ""), _TENSES.get(tag[3], ""), tag[4].strip("0"), number, gender)
        case "N":
            return Features(number=_NUMBERS.get(tag[3], ""), gender=_GENDERS.get(tag[2], ""))
        case "A":
            return Features(number=_NUMBERS.get(tag[4], ""), gender=_GENDERS.get(tag[3], ""), degree=degree)
        case "R":
            return Features(degree=degree)
        case _:
            return Features()
