"""Figures and names by the company they keep."""

import pytest

from rag.languages import language_of
from rag.proof.displaced_facts import displaced_fact, exchanged_roles
from rag.text.facts import Facts


def es(text: str) -> Facts:
    """A Spanish sentence."""
    return Facts(text, language_of("es"))


SHORT = es("Kawann Short lideró al equipo con 11 capturas, forzó 3 balones sueltos y logró 2 recuperaciones.")


@pytest.mark.parametrize(
    ("claim", "displaced"),
    [
        ("Kawann Short lideró al equipo con 3 capturas.", "3"),
        ("Short forzó 11 balones sueltos.", "11"),
        ("Kawann Short lideró al equipo con 11 capturas.", None),
        ("Short forzó 3 balones y logró 2 recuperaciones.", None),
        ("Sumó 11 capturas en total.", None),
    ],
)
def test_a_figure_of_something_else_is_displaced(claim: str, displaced: str | None) -> None:
    """Each figure stands in the source, but not of what the claim says."""
    assert displaced_fact(es(claim), [SHORT]) == displaced


def test_a_name_in_the_place_of_another_is_displaced() -> None:
    """Though the name may stand elsewhere in the article."""
    source = es("El museo se trasladó al edificio que diseñó Ana Ruiz en Toledo.")
    assert (
        displaced_fact(es("El museo se trasladó al edificio que diseñó Luis Vega en Toledo."), [source]) == "Luis Vega"
    )
    assert displaced_fact(es("El museo se trasladó al edificio que diseñó Ruiz en Toledo."), [source]) is None


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Amazon demandó a Google en 2020.", "Google demandó a Amazon en 2020."),
        ("El Banco Azul compró la Caja Roja por sorpresa.", "La Caja Roja compró el Banco Azul por sorpresa."),
        ("Ana Ruiz fue interceptada por Luis Vega en Irún.", "Ana Ruiz interceptó a Luis Vega en Irún."),
        ("La empresa demandó al sindicato por la huelga.", "El sindicato demandó a la empresa por la huelga."),
    ],
)
def test_exchanged_roles_are_found(source: str, claim: str) -> None:
    """The same words, but who did it to whom is turned round."""
    assert exchanged_roles(es(claim), [es(source)]) is not None


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Amazon demandó a Google en 2020.", "En 2020, Amazon demandó a Google."),
        ("Amazon demandó a Google en 2020.", "Google fue demandado por Amazon en 2020."),
        ("Lo firmaron Amazon, Google y Oracle.", "Lo firmaron Oracle, Google y Amazon."),
        ("Amazon y Google pactaron un precio.", "Google y Amazon pactaron un precio."),
    ],
)
def test_another_order_or_voice_exchanges_no_roles(source: str, claim: str) -> None:
    """Fronted circumstances, the passive, and lists in another order say the same."""
    assert exchanged_roles(es(claim), [es(source)]) is None
