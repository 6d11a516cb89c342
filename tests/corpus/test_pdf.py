"""PDF: reading order, pages, running heads and hyphens, from files made for this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from rag.corpus import read_articles, split_chunks
from rag.corpus.layout import Piece, read_page
from rag.types import Document, Noted, locator_at
from tests.corpus.formats import ARTICLES, make_pdf

LONG = replace(ARTICLES[1], paragraphs=tuple(f"{p} Parte {n}." for n in range(4) for p in ARTICLES[1].paragraphs))


def read_pdf(folder: Path, data: bytes) -> Document:
    """A PDF as a document."""
    (folder / "a.pdf").write_bytes(data)
    (document,) = [read for read in read_articles(folder / "a.pdf", folder) if isinstance(read, Document)]
    return document


def set_lines(lines: Sequence[tuple[float, float, str]], size: float = 10) -> bytes:
    """A page with lines at places in millimetres."""
    pdf = FPDF(format="A4")
    pdf.add_page()
    pdf.set_font("helvetica", size=size)
    for x, y, text in lines:
        pdf.text(x, y, text)
    return bytes(pdf.output())


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("pages", [1, 2, 3])
def test_columns_are_read_one_after_another(tmp_path: Path, columns: int, pages: int) -> None:
    """Under a headline over all of them, with paragraphs whole and words whole."""
    document = read_pdf(tmp_path, make_pdf(LONG, columns=columns, pages=pages))
    prose = [line for line in document.text.split("\n") if len(line) > 100]
    assert tuple(prose) == LONG.paragraphs
    assert document.title == LONG.title


def test_what_is_cited_names_its_page(tmp_path: Path) -> None:
    """Each passage by where it begins."""
    document = read_pdf(tmp_path, make_pdf(LONG, pages=3))
    for number, paragraph in enumerate(LONG.paragraphs):
        place = locator_at(document, document.text.index(paragraph))
        assert place is not None
        assert (place.kind, place.label) == ("page", str(1 + number // 4))
    assert all(document.text[c.start : c.end] == c.text for c in split_chunks(document, 300))


def test_heads_and_feet_of_pages_are_no_text_but_tell_the_day(tmp_path: Path) -> None:
    """They stand on each page, with another number."""
    document = read_pdf(tmp_path, make_pdf(LONG, pages=3))
    assert LONG.outlet not in document.text
    assert document.published is not None
    assert document.published.isoformat() == LONG.published
    assert document.origins["published"] == "dateline"


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    """And its second page begins in the middle of it."""
    pdf = FPDF(format="A4")
    pdf.set_font("helvetica", size=10)
    for line in ("El puente de Valdemora, que costó catorce millo-", "nes de euros, se abrió ayer."):
        pdf.add_page()
        pdf.text(12, 100, line)
    document = read_pdf(tmp_path, bytes(pdf.output()))
    assert document.text == "El puente de Valdemora, que costó catorce millones de euros, se abrió ayer."
    assert [document.text[place.start :][:6] for place in document.locators] == ["El pue", "nes de"]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("Se abrió el puente de Valde-", "mora ayer."), "Se abrió el puente de Valdemora ayer."),
        (("Un acuerdo franco-", "alemán, y otro franco-alemán."), "Un acuerdo franco-alemán, y otro franco-alemán."),
        (("El tren Madrid-", "Barcelona llegó tarde."), "El tren Madrid-Barcelona llegó tarde."),
        (("El curso 2019-", "2020 fue corto."), "El curso 2019-2020 fue corto."),
    ],
    ids=["parted", "its own", "names", "years"],
)
def test_hyphens_at_the_end_of_a_line(tmp_path: Path, lines: tuple[str, str], text: str) -> None:
    """Words that were parted are whole again; a hyphen that is the word's own stays."""
    data = set_lines([(12, 100 + 5 * n, line) for n, line in enumerate(lines)])
    assert read_pdf(tmp_path, data).text == text


def test_rows_of_cells_are_a_table(tmp_path: Path) -> None:
    """With the heads of its columns; they are not read as columns of text."""
    rows = [("Producto", "Precio"), ("Tomate", "2,10"), ("Cebolla", "0,95"), ("Patata", "0,80")]
    data = set_lines([(12 + 60 * c, 100 + 5 * n, cell) for n, row in enumerate(rows) for c, cell in enumerate(row)])
    assert read_pdf(tmp_path, data).text.split("\n") == [
        "| Producto | Precio |",
        "| --- | --- |",
        "| Tomate | 2,10 |",
        "| Cebolla | 0,95 |",
        "| Patata | 0,80 |",
    ]


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    """They may be scans."""
    pdf = FPDF(format="A4")
    pdf.set_font("helvetica", size=10)
    pdf.add_page()
    pdf.text(12, 100, "Solo esta página tiene texto.")
    pdf.add_page()
    (tmp_path / "a.pdf").write_bytes(bytes(pdf.output()))
    note, document = read_articles(tmp_path / "a.pdf", tmp_path)
    assert note == Noted("a.pdf", "pages without text, which may be scans: 2")
    assert isinstance(document, Document)


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    """It is not called broken."""
    pdf = FPDF(format="A4")
    pdf.add_page()
    pdf.set_encryption(owner_password="a", user_password="b")
    (tmp_path / "a.pdf").write_bytes(bytes(pdf.output()))
    (failure,) = read_articles(tmp_path / "a.pdf", tmp_path)
    assert "locked with a password" in str(failure)


numbers = st.integers(0, 500)
pieces = st.builds(
    lambda x, y, width, height, text: Piece(x, y, x + width, y + height, text),
    numbers,
    numbers,
    st.integers(1, 300),
    st.integers(5, 40),
    st.text("abc", min_size=1, max_size=5),
)


@given(st.lists(pieces, max_size=40))
def test_no_piece_of_a_page_is_lost_or_told_twice(laid: list[Piece]) -> None:
    """However they lie, over one another too."""
    read = "".join(row.text for row in read_page(laid))
    assert sorted(c for c in read if c.isalpha()) == sorted(c for piece in laid for c in piece.text)
