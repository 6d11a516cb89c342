"""Files of questions, in the shapes in which people have them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.composed import composed
from ui.batch.reading import BatchError, Row, read_rows, rows_of

ASKED = "¿Quién es la ministra?"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(f"pregunta,asunto\n{ASKED},A1\n".encode(), id="utf-8"),
        pytest.param(f"\ufeffpregunta,asunto\r\n{ASKED},A1\r\n".encode(), id="utf-8 with its mark"),
        pytest.param(f"pregunta;asunto\r\n{ASKED};A1\r\n".encode("cp1252"), id="Excel in Spanish"),
        pytest.param(f"sep=;\r\nPregunta ;asunto\r\n{ASKED};A1\r\n".encode("cp1252"), id="Excel that says so"),
        pytest.param(f"pregunta\tasunto\n{ASKED}\tA1\n".encode("utf-16"), id="Excel's Unicode text"),
        pytest.param(f'pregunta,asunto\n\n"{ASKED}","A1"\n,\n'.encode(), id="blank lines"),
    ],
)
def test_a_table_is_read_whatever_wrote_it(data: bytes, tmp_path: Path) -> None:
    """Encoding, separator and line ends are those of the program that saved it."""
    place = tmp_path / "in.csv"
    place.write_bytes(data)
    [row] = read_rows(place).rows
    assert (row.number, row.question, row.columns["asunto"]) == (1, ASKED, "A1")


def test_columns_are_filters_by_their_names() -> None:
    """In Spanish or English; what is blank filters nothing, and the rest is carried along."""
    sheet = rows_of("id;Pregunta;Desde;hasta;medio;Sección;nota\n7;¿qué?;2024;;EFE;Local;urge\n", "in.csv")
    assert sheet.parted == ";"
    filters = {"since": "2024", "source": "EFE", "section": "Local"}
    cells = ("7", "¿qué?", "2024", "", "EFE", "Local", "urge")
    assert sheet.rows == (Row(1, "¿qué?", "7", filters, dict(zip(sheet.columns, cells, strict=True))),)


def test_columns_of_one_name_are_told_apart() -> None:
    """Nothing of a row is lost."""
    sheet = rows_of("pregunta,nota,nota,\nuno,a,b,c\n", "in.csv")
    assert sheet.columns == ("pregunta", "nota", "nota 2", "4")
    assert [*sheet.rows[0].columns.values()] == ["uno", "a", "b", "c"]


def test_a_row_with_too_many_cells_is_a_row_with_a_fault() -> None:
    """Nobody knows which of its cells is the question; the next is read."""
    bad, good = rows_of("pregunta,nota\nuno,dos,tres\ncuatro,cinco\n", "in.csv").rows
    assert "put quotes around ','" in bad.fault
    assert (good.number, good.question, good.fault) == (2, "cuatro", "")


def test_json_lines_are_objects_or_questions() -> None:
    """A line that is neither has a fault; its number counts."""
    text = '{"question": "uno", "since": 2024, "n": [1]}\n\n"dos"\n7\n{broken\n'
    one, two, number, broken = rows_of(text, "in.jsonl").rows
    assert (one.question, one.filters, one.columns["n"]) == ("uno", {"since": "2024"}, [1])
    assert (two.number, two.question) == (2, "dos")
    assert all("no JSON object" in row.fault for row in (number, broken))


def test_a_json_file_is_its_list(tmp_path: Path) -> None:
    """One that is broken says so."""
    assert [row.question for row in rows_of('[{"pregunta": "uno"},\n "dos"]', "in.json").rows] == ["uno", "dos"]
    with pytest.raises(BatchError, match="cannot be read"):
        rows_of("[", "in.json")


def test_halves_of_surrogate_pairs_do_not_come_through() -> None:
    """JSON can hold them; no file can, so that the answer could not be written."""
    [row] = rows_of('{"question": "a\\ud800b", "k\\udc00": 1}', "in.jsonl").rows
    assert row.question == "a?b"
    assert [*row.columns] == ["question", "k?"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param("uno, o dos\ntres\n", ["uno, o dos", "tres"], id="lines"),
        pytest.param("nota;question\na;uno\n", ["uno"], id="table"),
        pytest.param('{"pregunta": "uno"}\n', ["uno"], id="json"),
        pytest.param("pregunta\n¿Quién, y cuándo?\n", ["¿Quién, y cuándo?"], id="one column without quotes"),
    ],
)
def test_standard_input_is_known_by_what_it_looks_like(text: str, asked: list[str]) -> None:
    """It has no name that says what it is."""
    assert [row.question for row in rows_of(text).rows] == asked


def test_a_table_of_one_column_says_nothing_of_separators() -> None:
    """Nor does what is no table."""
    assert [rows_of(text, name).parted for text, name in (
        ("pregunta\nuno\n", "in.csv"), ("uno\n", "in.txt"), ('"uno"', "in.jsonl"), ("pregunta|nota\nuno|a\n", "in.csv")
    )] == ["", "", "", "|"]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("in.csv", b"nota,autor\na,b\n", "no column `question` or `pregunta` \\(columns: 'nota', 'autor'\\)"),
        ("in.csv", b"pregunta\n", "holds no question"),
        ("in.txt", b" \n", "holds no question"),
        ("in.csv", bytes(range(32)) * 10, "holds binary data"),
        ("in.csv", None, "cannot be read"),
    ],
)
def test_a_file_without_questions_says_what_it_lacks(name: str, data: bytes | None, said: str, tmp_path: Path) -> None:
    """And what to do."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(BatchError, match=said):
        read_rows(tmp_path / name)


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999"])
def test_a_number_that_json_does_not_know_is_a_fault(number: str) -> None:
    """It would make the line of its answer unreadable for others."""
    one = f'{{"question": "uno", "n": [{number}]}}'
    for text, name in ((one, "in.jsonl"), (f"[{one}]", "in.json")):
        [row] = rows_of(text, name).rows
        assert "no JSON object" in row.fault


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=20)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_what_a_table_holds_is_read(rows: list[tuple[str, str]], parted: str) -> None:
    """Commas, quotation marks and ends of lines in cells too; a row of nothing is none."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=parted).writerows([("pregunta", "nota"), *rows])
    read = rows_of(written.getvalue(), "in.csv")
    wanted = [(composed(question), note) for question, note in rows if question.strip() or note.strip()]
    assert [(row.question, row.columns["nota"]) for row in read.rows] == wanted
