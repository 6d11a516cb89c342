"""Tables: found by how their cells are parted, and each row with the heads of its columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.tables import find_tables, row_at, with_heads

MARKDOWN = "| Puesto | Precio |\n|:--|--:|\n| Queso. De cabra | 9,50 |\n| Miel | |"
TABS = "Pueblo\tVecinos\tVotos\nOsma\t812\t640\nZarral\t95\t71"
BLANKS = "Estación        Mín  Máx\nAlhama           3   14\nPuntamar (sur)   9   18"
LEADERS = "Entrada general ........ 4,50\nMenores de doce años .... 2"


def rows(text: str) -> list[list[str]]:
    """The cells of the rows of a text's only table."""
    (table,) = find_tables(text)
    return [[text[a:b] for a, b in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MARKDOWN, [["Queso. De cabra", "9,50"], ["Miel", ""]]),
        (TABS, [["Osma", "812", "640"], ["Zarral", "95", "71"]]),
        (BLANKS, [["Alhama", "3", "14"], ["Puntamar (sur)", "9", "18"]]),
        (LEADERS, [["Entrada general", "4,50"], ["Menores de doce años", "2"]]),
        ("a | 1\nb | 2", [["a", "1"], ["b", "2"]]),
    ],
    ids=["markdown", "tabs", "blanks", "leaders", "bars without a head"],
)  # fmt: skip
def test_cells_are_parted_in_every_usual_way(text: str, expected: list[list[str]]) -> None:
    """Bars, tabs, runs of blanks and dots; the head is no row."""
    assert rows(f"Antes de la tabla.\n\n{text}\n\nDespués de ella.") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Una frase.  Otra frase.\nLa tercera.  Y la cuarta.",
        "Por Ana Ruiz | 3 de mayo | 10:30 h\n\nLa feria abrió ayer.",
        "Sin nada\nque parta\nlas líneas",
    ],
    ids=["typist", "byline", "verse"],
)
def test_prose_is_no_table(text: str) -> None:
    """Two blanks behind a full stop part no cells, and one line is not many."""
    assert find_tables(text) == ()


def test_a_row_is_searched_with_the_heads_of_its_columns() -> None:
    """The quotation stays the row as it is printed; an empty cell says nothing."""
    start = TABS.index("Zarral")
    assert with_heads(TABS, start, len(TABS)) == "Pueblo: Zarral; Vecinos: 95; Votos: 71"
    assert with_heads(MARKDOWN, MARKDOWN.index("| Miel"), len(MARKDOWN)) == "Puesto: Miel"


def test_what_is_no_row_below_heads_is_searched_as_it_is() -> None:
    """The heads themselves, rows without any, and prose."""
    for text in (TABS.split("\n")[0], LEADERS.split("\n")[0]):
        whole = TABS if text in TABS else LEADERS
        assert with_heads(whole, whole.index(text), whole.index(text) + len(text)) == text
    assert with_heads("Nada de tablas.", 0, 4) == "Nada"


def test_two_tables_part_where_their_cells_do() -> None:
    """Each has its own heads."""
    text = f"{TABS}\n\n{BLANKS}"
    assert [table.heads is not None for table in find_tables(text)] == [True, True]
    at = text.index("Alhama")
    assert with_heads(text, at, text.index("\n", at)) == "Estación: Alhama; Mín: 3; Máx: 14"


LINES = st.sampled_from(
    ["a | b", "| c | 1 |", "|---|---|", "d\t2", "e  3", "f  g  h", "x .... 9", "prosa.", "", " ", "||"]
)


@given(st.lists(LINES, max_size=12).map("\n".join) | st.text(st.sampled_from("a1|\t .-\n"), max_size=60))
def test_rows_and_cells_lie_in_the_text_in_order(text: str) -> None:
    """No row overlaps another, each cell is in its row and is bare, and an offset finds its row."""
    here = -1
    for table in find_tables(text):
        assert len(table.lines) >= 2
        assert len({len(row.cells) for row in table.lines}) == 1
        for row in table.lines:
            assert here < row.start <= row.end
            assert "\n" not in text[row.start : row.end]
            assert all(row.start <= a <= b <= row.end and text[a:b] == text[a:b].strip() for a, b in row.cells)
            assert row_at(text, row.start) == (table, row)
            here = row.end


def test_items_of_a_list_are_no_rows() -> None:
    """However wide the space behind their marks."""
    assert find_tables("•  El puente.\n-  La feria.") == ()
