"""A question that asks for nothing but what was published is told from one that asks something of it."""

from datetime import date

import pytest

from rag.languages import language_of
from rag.questions.filters import Known, read_limits

TODAY = date(2026, 11, 27)
KNOWN = Known(outlets=("El Faro de Velarde",), authors=("Ana Ruiz",))


def topic(text: str, code: str = "es") -> str | None:
    """What the articles are to be about that a question asks for."""
    return read_limits(text, language_of(code), TODAY, KNOWN).topic


@pytest.mark.parametrize(
    ("code", "text", "about"),
    [
        ("es", "Noticias de ayer", ""),
        ("es", "¿Qué noticias hay de abril de 2024?", ""),
        ("es", "¿Qué publicó El Faro de Velarde este mes?", ""),
        ("es", "hola, ¿qué se ha publicado esta semana?", ""),
        ("es", "¿Qué se publicó la semana pasada sobre el tren?", "el tren"),
        ("es", "¿Qué escribió Ana Ruiz sobre la vacuna?", "la vacuna"),
        ("es", "¿Qué noticias hay de Albamar de este mes?", "Albamar"),
        ("es", "¿Qué pasó la semana pasada en Albamar?", "Albamar"),
        ("en", "News from last week about the fire", "the fire"),
        ("en", "What did El Faro de Velarde publish in September 2024?", ""),
        ("fr", "articles publiés en octobre 2025 sur le train", "le train"),
    ],
)
def test_what_is_left_of_it_is_a_topic_or_nothing(code: str, text: str, about: str) -> None:
    """Behind the filters and the words that only ask for articles."""
    assert topic(text, code) == about


@pytest.mark.parametrize(
    "text",
    [
        "¿Cuánto costó el tren según El Faro de Velarde?",
        "¿Qué empresa publicó ayer sus cuentas?",
        "¿Qué pasó en Albamar?",
        "¿Qué publicó Juan Pérez en 2024?",
        "¿Qué escribió Ana Ruiz sobre quién ganó?",
        "¿Quién dimitió la semana pasada?",
    ],
)
def test_a_question_that_asks_more_asks_for_no_articles(text: str) -> None:
    """A figure, a person, something unknown, or all that is known of an event at any time."""
    assert topic(text) is None


def test_the_topic_goes_where_a_filter_is_taken_off() -> None:
    """Its words are searched again, so they are no frame any more."""
    limits = read_limits("¿Qué publicó El Faro de Velarde ayer?", language_of("es"), TODAY, KNOWN)
    assert limits.topic == ""
    assert limits.without(limits.read[0]).topic is None
