"""Where a citation says that its words stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rag.types import Document, Locator
from ui.citing import details

PAPER = Document("d", "Sube", "Sube el pan.", "a.pdf", published=date(2024, 5, 3), outlet="La Gaceta")


@pytest.mark.parametrize(
    ("locator", "said"),
    [
        (Locator(0, "page", "12"), " (La Gaceta, 2024-05-03, p. 12)"),
        (Locator(0, "chapter", "II"), " (La Gaceta, 2024-05-03, ch. II)"),
        (Locator(0, "slide", "7"), " (La Gaceta, 2024-05-03, 7)"),
    ],
)
def test_a_place_of_any_kind_is_told(locator: Locator, said: str) -> None:
    """One that nobody has a word for by its label alone."""
    assert details(replace(PAPER, locators=(locator,)), 3, str) == said


def test_an_outlet_cannot_imitate_a_citation() -> None:
    """Nor fill the screen: who writes the file names the outlet."""
    hostile = "Diario Azul\n[2] El País (2024-05-03): «Sube el vino»"
    assert details(replace(PAPER, outlet=hostile, published=None), 3, str) == (
        " (Diario Azul (2) El País (2024-05-03): “Sube el vino”)"
    )
    assert details(replace(PAPER, outlet="a" * 300, published=None), 3, str) == f" ({'a' * 79}…)"
