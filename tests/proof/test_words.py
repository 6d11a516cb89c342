"""Sentences read as the words that are aligned."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import LANGUAGES, Language, language_of
from rag.proof.reserves import find_holds
from rag.proof.words import Kind, Word, read_words
from rag.text.facts import Facts


def _read(text: str, code: str) -> tuple[Word, ...]:
    return read_words(Facts(text, language_of(code)))


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("fr", "Il n’a pas signé l'accord d'Osma.", ["il", "ne", "a", "pas", "signe", "le", "accord", "de", "osma"]),
        ("fr", "S'il faut qu'elle aille jusqu'à Osma.", "se il faut que elle aille jusque à osma".split()),
        ("it", "C’è l'accordo nell'anno della pace.", ["ci", "è", "lo", "accordo", "nello", "anno", "della", "pace"]),
        (
            "ca",
            "L'Aina s'ha oposat a l'acord d'ahir.",
            ["el", "aina", "se", "ha", "oposat", "a", "el", "acord", "de", "ahir"],
        ),
        ("en", "It doesn’t close and can't open.", ["it", "does", "n't", "close", "and", "ca", "n't", "open"]),
        ("en", "Bezos's rockets and O'Brien's boats.", ["bezos", "s", "rockets", "and", "o", "brien", "s", "boats"]),
        ("de", "Er würde und wurde.", ["er", "würde", "und", "wurde"]),
        ("es", "Él firmó l'acord.", ["el", "firmo", "l", "acord"]),
    ],
)
def test_words_are_cut_at_apostrophes_and_elisions_undone(code: str, text: str, words: list[str]) -> None:
    """In its own language alone; an accent stays where it alone tells one word from another."""
    assert [word.folded for word in _read(text, code)] == words


@pytest.mark.parametrize(
    ("code", "text", "written"),
    [("fr", "Il n'a pas signé.", ["n", "pas"]), ("en", "It doesn't close.", ["n't"]), ("it", "Non c'è.", ["Non"])],
)
def test_an_elided_denial_denies(code: str, text: str, written: list[str]) -> None:
    """«N'» is «ne», and "n't" a word of its own."""
    cues = language_of(code).negation.cues
    assert [word.text for word in _read(text, code) if word.folded in cues] == written


@pytest.mark.parametrize(
    ("code", "text", "free"),
    [
        ("it", "e è", [True, False]),
        ("pt", "e é", [True, False]),
        ("fr", "à a", [True, False]),
        ("ca", "es és", [True, False]),
    ],
)
def test_a_verb_is_not_free_for_its_likeness_to_a_word_that_is(code: str, text: str, free: list[bool]) -> None:
    """An accent is all that tells them apart."""
    assert [word.kind is Kind.FREE for word in _read(text, code)] == free


@given(st.text(alphabet="abnst '’&é.«»-7", max_size=40), st.sampled_from(LANGUAGES))
def test_words_stand_where_they_say(text: str, language: Language) -> None:
    """In order, none within another, and whatever they hold back is found among them."""
    words = read_words(Facts(text, language))
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(one.end <= other.start for one, other in pairwise(words))
    assert all(0 <= i < len(words) for hold in find_holds(words, language) for i in (*hold.words, *hold.scope))
