"""What a noun that is asked for names: a person, a place, an organisation, a time, something measured."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import lru_cache

from rag.languages import Language, language_of
from rag.text.dictionaries import kinds, senses
from rag.text.morphology import typed_readings
from rag.text.terms import fold

__all__ = ["Asked", "asked_by", "is_plural", "time_unit"]

HALF = 0.5
"""Share of a noun's meanings, of those that are of any of these kinds, from which it is of one of them."""

MUCH = 0.3
"""Share of all its meanings that must be of that kind: «eje» has one of five that is a place."""

_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})


class Asked(StrEnum):
    """Types of things that a question asks for."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    DATE = "date"
    QUANTITY = "quantity"
    CAUSE = "cause"
    MANNER = "manner"
    STATEMENT = "statement"
    ANY = "any"


@lru_cache(maxsize=20_000)
def asked_by(noun: str, code: str) -> Asked:
    """What is asked for by a noun: «qué médico» waits for a person; `ANY` where it is none of these, or unknown."""
    language, folded = language_of(code), fold(noun)
    asks = language.questions
    if asks.cause_nouns.fullmatch(folded):
        return Asked.CAUSE
    if asks.figure_nouns.fullmatch(folded) or folded in asks.kinds_of_figure:
        return Asked.QUANTITY
    if time_unit(folded, language):
        return Asked.DATE
    return _by_meaning(noun, code)


def _by_meaning(noun: str, code: str) -> Asked:
    lemmas = {reading.lemma for reading in typed_readings(noun, code) if reading.pos == "n"}
    meanings = [sense for lemma in lemmas for sense in senses(lemma, "n", code)]
    counted = Counter(kind for sense in meanings for kind in kinds(sense, code))
    if not counted:
        return Asked.ANY
    (kind, most), *others = counted.most_common(2)
    enough = most >= HALF * counted.total() and most >= MUCH * len(meanings) and all(n < most for _, n in others)
    return Asked(kind) if enough else Asked.ANY


def time_unit(folded: str, language: Language) -> bool:
    """Whether a noun is a unit of time: «año», «horas»."""
    return language.numbers.measures.get(folded) in _TIMES


def is_plural(noun: str, code: str) -> bool:
    """Whether a noun is of several; one that no dictionary knows, by its last letter."""
    found = [reading for reading in typed_readings(noun, code) if reading.pos == "n"]
    if not found:
        return bool(language_of(code).lexicon.dictionary) and fold(noun).endswith("s")
    return sum(1 if reading.features.number == "plural" else -1 for reading in found) > 0
