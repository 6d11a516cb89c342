"""What is said to readers, in each of the languages that there are words for."""

from __future__ import annotations

from string import Formatter

import pytest

from rag.languages import LANGUAGES, Language, language_of
from rag.languages.spanish import SPANISH
from rag.text.messages import say, say_nearest, say_own_words, say_retracted, tells_of_archive
from rag.types import Citation, Retracted
from tests.answering.fakes import passage


def values(text: str) -> set[str]:
    """The names of the values that a message takes."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("message", SPANISH.messages)
def test_every_message_is_whole_in_every_language(message: str) -> None:
    """With the same values, so that none says less than the others."""
    said = [language.messages[message] for language in LANGUAGES if message in language.messages]
    assert len(said) > 1
    assert {frozenset(values(text)) for text in said} == {frozenset(values(SPANISH.messages[message]))}


def test_a_language_without_words_is_spoken_to_in_english() -> None:
    """As the rest of the messages are."""
    assert say("unverified_language", SPANISH) == "no verificado en este idioma"
    assert say("unverified_language", language_of("zh")) == "not verified in this language"


def test_a_language_without_words_may_have_readers_who_know_another() -> None:
    """Galician and Basque readers read Spanish."""
    for code in ("gl", "eu"):
        assert say("unverified_language", language_of(code)) == "no verificado en este idioma"


def test_the_words_of_an_article_are_a_value_and_no_message() -> None:
    """Braces in them stand for nothing."""
    assert say("word", SPANISH, value="{value.__class__} {0}") == "la fuente no dice «{value.__class__} {0}»"
    assert say_own_words(["{x}"], SPANISH) == "en otras palabras: «{x}»"


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
    assert say_own_words(("votaron", "medida"), language_of(language)) == said


@pytest.mark.parametrize(
    ("language", "start", "said"),
    [
        ("es", 0, "Se retira lo anterior: {x}."),
        ("en", 0, "The above is withdrawn: {x}."),
        ("zh", 0, "The above is withdrawn: {x}."),
        ("es", 11, "Se retira lo anterior desde «El gato duerme sobre la…»: {x}."),
        ("en", 11, "The above is withdrawn from “El gato duerme sobre la…” on: {x}."),
    ],
)
def test_where_nothing_can_be_struck_a_line_says_what_no_longer_stands(language: str, start: int, said: str) -> None:
    """All of it, or from the words on with which it begins."""
    shown = "La nieve.\n\nEl gato duerme sobre la mesa verde."
    assert say_retracted(Retracted("{x}", language, start), shown) == said


def test_what_is_nearest_is_told_one_sentence_a_line_with_its_article_and_file() -> None:
    """Whatever lines an article has; nothing at all where nothing is near."""
    near = passage("El faro\n\nse abrió.", title="Un\nfaro")
    found = (Citation(1, near, 0, 18, near.document.text),)
    assert say_nearest(found, SPANISH).split("\n") == [
        "Esto es lo más cercano que hay en el archivo:",
        "- Un faro (1.txt): «El faro se abrió.»",
    ]
    assert say_nearest(found, language_of("en")).startswith("This is the nearest that the archive holds:\n")
    assert say_nearest((), SPANISH) == ""


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_what_we_say_of_the_archive_is_told_from_what_is_said_of_the_world(language: Language) -> None:
    """That it does not know, or not a part; whatever the asker wrote there."""
    assert tells_of_archive(say("insufficient", language))
    assert tells_of_archive(say("silent", language, value="quién (de los dos)\nlo pagó"))
    assert not tells_of_archive("De «quién lo pagó» no encuentro nada en el archivo. Lo pagó Ana.")
    assert not tells_of_archive("El archivo dice que lo pagó Ana.")
