"""What is said to readers, in each of the languages that there are words for."""

from __future__ import annotations

from string import Formatter

import pytest

from rag.text.messages import _CATALOGUE as CATALOGUE
from rag.text.messages import LANGUAGES, say, say_own_words


def values(text: str) -> set[str]:
    """The names of the values that a message takes."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("message", CATALOGUE)
def test_every_message_is_whole_in_every_language(message: str) -> None:
    """With the same values, so that none says less than the others."""
    words = CATALOGUE[message]
    assert words.keys() == LANGUAGES.keys()
    assert {frozenset(values(text)) for text in words.values()} == {frozenset(values(words["es"]))}


def test_a_language_without_words_is_spoken_to_in_english() -> None:
    """As the rest of the messages are."""
    assert say("unverified_language", "es") == "no verificado en este idioma"
    assert say("unverified_language", "eu") == "not verified in this language"


def test_the_words_of_an_article_are_a_value_and_no_message() -> None:
    """Braces in them stand for nothing."""
    assert say("word", "es", value="{value.__class__} {0}") == "la fuente no dice «{value.__class__} {0}»"
    assert say_own_words(["{x}"], "es") == "en otras palabras: «{x}»"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "en otras palabras: «votaron», «medida»"),
        ("en", "in other words: “votaron”, “medida”"),
        ("zh", "in other words: “votaron”, “medida”"),
    ],
)
def test_a_paraphrase_names_its_own_words(language: str, said: str) -> None:
    """Each in the quotation marks of the language."""
    assert say_own_words(("votaron", "medida"), language) == said
