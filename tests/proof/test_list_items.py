"""Whose list an item comes from."""

import pytest

from rag.proof.list_items import introduction_behind, is_list_item, told_of_another
from rag.proof.verifier import Span
from rag.retrieval.evidence import introduction_of
from rag.types import Support
from tests.answering.fakes import passage
from tests.answering.test_answerer import QUESTION, answerer, final, letters

TEXT = (
    "Al asociarse con Amazon, OpenAI busca:\n- Reducir la dependencia de un solo proveedor\n"
    "- Asegurar recursos de cómputo\n"
    "El convenio permite a Amazon:\n- Impulsar el uso de la nube propia\n- Aumentar la visibilidad de sus chips\n"
    "La compañía celebró el acuerdo."
)
ARTICLE = passage(TEXT)


def span(words: str) -> Span:
    """The sentence of the article that holds some words."""
    return next(Span(ARTICLE, s) for s in ARTICLE.sentences if words in s.text)


def test_an_item_has_the_line_above_its_list() -> None:
    """The nearest one that introduces; a sentence that is no item has none."""
    assert introduction_of(ARTICLE, span("cómputo").sentence) == "Al asociarse con Amazon, OpenAI busca:"
    assert introduction_of(ARTICLE, span("chips").sentence) == "El convenio permite a Amazon:"
    assert introduction_of(ARTICLE, span("celebró").sentence) == ""


@pytest.mark.parametrize(
    ("introduction", "words", "other"),
    [
        ("OpenAI eligió AWS porque:", "nube propia", "Amazon"),
        ("OpenAI eligió AWS porque:", "cómputo", None),
        ("Amazon gana de varias maneras:", "nube propia", None),
        ("Gana de varias maneras:", "nube propia", None),
        ("OpenAI eligió AWS porque:", "celebró", None),
        ("", "nube propia", None),
    ],
)
def test_an_item_of_another_party_is_told(introduction: str, words: str, other: str | None) -> None:
    """Only where both introductions name somebody, and nobody in common."""
    assert told_of_another(introduction, [span(words)], "es") == other


@pytest.mark.parametrize(
    ("before", "item"),
    [
        ("Busca:\n- ", True),
        ("• ", True),
        ("Busca:\n2. ", True),
        ("El acuerdo vale ", False),
        ("", False),
        ("a - ", False),
    ],
)
def test_list_marks(before: str, item: bool) -> None:
    """At the beginning of a line only."""
    assert is_list_item(before) is item


def test_an_introduction_holds_for_its_items_alone() -> None:
    """A sentence behind them ends it, and a line with a colon begins another."""
    assert introduction_behind("Busca esto:", "", "Antes:") == "Busca esto:"
    assert introduction_behind("Reducir costes", "- ", "Busca esto:") == "Busca esto:"
    assert introduction_behind("Más aún:", "- ", "Busca esto:") == "Busca esto:"
    assert introduction_behind("Eso dijo.", "", "Busca esto:") == ""


def test_an_item_below_the_wrong_introduction_is_marked() -> None:
    """The right ones keep their citations; a sentence behind the list is no longer of it."""
    text = (
        "OpenAI eligió AWS para esto:\n- Reducir la dependencia de un solo proveedor\n"
        "- Impulsar el uso de la nube propia\n"
        "La compañía celebró el acuerdo."
    )
    _, right, wrong, behind = final(list(answerer(letters(text), ARTICLE).stream(QUESTION))).claims
    assert right.support is behind.support is Support.SUPPORTED
    assert wrong.support is Support.CONTRADICTED
    assert "Amazon" in wrong.reason
