"""Attributed speech stays attributed."""

import pytest

from rag.proof.speech import unattributed_speech
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
    assert unattributed_speech(Facts(claim, "es"), [Facts(SOURCE, "es")]) is unattributed


def test_a_title_is_not_speech() -> None:
    """Words in quotation marks that nobody says."""
    source = Facts("El disco «La vuelta al mundo en ocho canciones» vendió mil copias.", "es")
    assert not unattributed_speech(Facts("La vuelta al mundo en ocho canciones.", "es"), [source])
