"""Attributed speech stays attributed."""

import pytest

from rag.languages import language_of
from rag.proof.speech import tells_of_speech, unattributed_speech
from rag.text.facts import Facts

SOURCE = (
    "El presidente de Eldora, Luis Vega, dijo ayer: «La fábrica de Soria cerrará en primavera por falta de pedidos»."
)


@pytest.mark.parametrize(
    ("claim", "unattributed"),
    [
        ("La fábrica de Soria cerrará en primavera por falta de pedidos.", True),
        ("Según Vega, la fábrica de Soria cerrará en primavera.", False),
        ("El presidente aseguró que la fábrica de Soria cerrará en primavera.", False),
        ("Para Luis Vega, la fábrica cerrará en primavera.", False),
        ("«La fábrica de Soria cerrará en primavera por falta de pedidos».", False),
        ("El presidente de Eldora habló ayer.", False),
    ],
)
def test_quoted_words_need_their_speaker(claim: str, unattributed: bool) -> None:
    """A verb of saying, the speaker's name or quotation marks attribute them."""
    assert unattributed_speech(Facts(claim, language_of("es")), [Facts(SOURCE, language_of("es"))]) is unattributed


def test_a_title_is_not_speech() -> None:
    """Words in quotation marks that nobody says."""
    source = Facts("El disco «La vuelta al mundo en ocho canciones» vendió mil copias.", language_of("es"))
    assert not unattributed_speech(Facts("La vuelta al mundo en ocho canciones.", language_of("es")), [source])


@pytest.mark.parametrize(
    ("text", "language", "tells"),
    [
        ("El segundo equipo ganó.", "es", False),
        ("Segundo o treinador, a equipa ganhou.", "pt", True),
        ("The United States won.", "en", False),
        ("The report states that they won.", "en", True),
        ("Said ganó la carrera.", "es", False),
        ("Selon le maire, tout va bien.", "fr", True),
        ("Según el alcalde, todo va bien.", "xx", False),
    ],
)
def test_each_language_has_its_own_words_of_saying(text: str, language: str, tells: bool) -> None:
    """«Segundo» attributes in Portuguese and counts in Spanish; a language without such words attributes nothing."""
    assert tells_of_speech(text, language_of(language)) is tells
