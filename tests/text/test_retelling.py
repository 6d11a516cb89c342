"""What was said in one language, told anew in another."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import LANGUAGES, language_of
from rag.languages.english import ENGLISH
from rag.languages.spanish import SPANISH
from rag.text.filter_messages import say_outside
from rag.text.messages import say, say_own_words
from rag.text.retelling import told_anew
from rag.types import Filters, Outside

REASONS = (
    "number name negation displaced roles quotation party speech nothing part word instead subject reserve condition "
    "cause added_reserve speaker time unverified_language unverified_translation translated read_so beside superseded "
    "unproven disclosed other_language broken_off"
).split()
"""Why a sentence is not proven, or was withdrawn."""


CODES = st.sampled_from([language.code for language in LANGUAGES])
WORDS = st.text("abc XYZ 1.<${é", min_size=1).map(str.strip).filter(bool)
"""As they are taken out of a sentence."""
VALUES = st.fixed_dictionaries(dict.fromkeys(("value", "one", "other"), WORDS))


@given(st.sampled_from(REASONS), CODES, CODES, VALUES)
def test_a_reason_is_told_as_it_would_have_been_said(
    message: str, spoken: str, language: str, values: dict[str, str]
) -> None:
    """Whatever its values, in each pair of languages that have words for it."""
    one, other = language_of(spoken), language_of(language)
    if message in one.messages and message in other.messages:
        assert told_anew(say(message, one, **values), other) == say(message, other, **values)


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("la fuente no dice «financiera», «nueva»", "the source does not say “financiera”, “nueva”"),
        (
            "Lo más cercano no menciona «Burgos» ni «Soria».",
            "The nearest that it holds does not mention “Burgos” or “Soria”.",
        ),
        ("el nombre Ortega y Gasset no está en la fuente", "the name Ortega y Gasset is not in the source"),
        ("una razón que nadie conoce", "una razón que nadie conoce"),
        ("medio: EFE", "medio: EFE"),
        ("", ""),
    ],
)
def test_quotation_marks_and_what_joins_them_follow(spanish: str, english: str) -> None:
    """The words in them do not; a name with an «y» stays one, and what is no message stays as it is."""
    assert told_anew(spanish, ENGLISH) == english


def test_own_words_are_listed_in_the_other_language() -> None:
    """As a paraphrase says them."""
    own = ("votaron", "medida")
    assert told_anew(say_own_words(own, SPANISH), ENGLISH) == say_own_words(own, ENGLISH)


def test_a_note_of_several_sentences_is_told_whole() -> None:
    """What filters left out, with its days and its numbers."""
    filters = Filters(since=date(2025, 5, 1), until=date(2025, 5, 31), outlet="La Gaceta")
    outside = Outside(filters, 12, undated=1)
    assert told_anew(say_outside(outside, SPANISH), ENGLISH) == say_outside(outside, ENGLISH)
