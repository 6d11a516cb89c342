"""Entries of lists: which lines are told one by one, and what they are told under."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.languages import language_of
from rag.text.entries import is_entry, line_that_heads

SPANISH = language_of("es")
PROGRAMME = "Programa de Brenal\n\nSábado 8\n18.00 Títeres\n20.30 Baile\n\nDomingo 9\n18.00 Teatro\n21.00 Traca\n"


def entries(text: str) -> list[str]:
    """The lines of a text that are entries."""
    starts = [text.index(line) for line in text.splitlines() if line.strip()]
    return [text[a:].split("\n")[0] for a in starts if is_entry(text, a, SPANISH)]


def heading(text: str, line: str) -> str:
    """What heads a line."""
    head = line_that_heads(text, text.index(line), SPANISH)
    return text[head.start : head.end] if head else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(PROGRAMME, ["18.00 Títeres", "20.30 Baile", "18.00 Teatro", "21.00 Traca"], id="programme"),
        pytest.param(
            "Lonja\n\n| Pez | Euros |\n|---|---|\n| Rape | doce |\n| Besugo | ocho |\n",
            ["| Rape | doce |", "| Besugo | ocho |"],
            id="table",
        ),
        pytest.param("Lo dijo ella.\nAna Ruiz, 3 de mayo\nY calló.\n", [], id="alone it is no entry of a list"),
        pytest.param("Copla\n\nPor la senda\nva la niña\ncon el pan\n", [], id="verse is told with its neighbours"),
        pytest.param("Bases:\n- Se admiten obras de 3 autores.\n- El plazo es de 9 días.\n", [], id="sentences"),
    ],
)
def test_entries_are_lines_that_say_something_of_what_they_name(text: str, expected: list[str]) -> None:
    """Not headings, not the heads of columns, not prose."""
    assert entries(text) == expected


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        (PROGRAMME, "20.30 Baile", "Sábado 8"),
        (PROGRAMME, "21.00 Traca", "Domingo 9"),
        ("Ayer hubo mercado:\n- Rape: 9 euros\n- Besugo: 8 euros\n", "Besugo", "Ayer hubo mercado:"),
        ("## Lonja\n\n| Pez | Euros |\n|---|---|\n| Rape | 9 |\n", "| Rape", "## Lonja"),
        ("Hubo mercado en la plaza.\n\nRape 9 euros\nBesugo 8 euros\n", "Besugo", ""),
    ],
)
def test_entries_are_told_under_the_nearest_line_that_heads_them(text: str, line: str, expected: str) -> None:
    """Past the entries between, and past the heads of columns; prose heads nothing."""
    assert heading(text, line) == expected


@given(st.text(alphabet="ab 1.:-|\n", max_size=60), st.integers(0, 70))
def test_any_offset_of_any_text_can_be_asked_about(text: str, offset: int) -> None:
    """What heads a line stands above it."""
    is_entry(text, offset, SPANISH)
    head = line_that_heads(text, offset, SPANISH)
    assert head is None or head.end <= offset
