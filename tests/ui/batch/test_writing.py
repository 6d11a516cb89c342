"""Lines of answers: what they hold, and that a spreadsheet finds no formula in them."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.test_cli import ANSWER, FOUND, NEAR
from ui.batch.reading import BatchError, Row, rows_of
from ui.batch.writing import Lines, Outcome, Table, Writing, harmless, writing_for
from ui.contract import answer_json

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
ROW = Row(7, ANSWER.question, "A7", {"since": "2024"}, {"question": ANSWER.question, "expediente": "=A7"})
FOLDERS = {FOUND.document.id: "/prensa"}


def table(*columns: str, parted: str = ",") -> Table:
    """How a table is written by who speaks English."""
    return Table(columns, parted, str)


def cells(writing: Writing, row: Row, outcome: Outcome, parted: str = ",") -> dict[str, str]:
    """A table of one row, as a spreadsheet reads it."""
    whole = writing.opening + writing.head(row, row.filters) + writing.rest(outcome)
    heads, values = csv.reader(io.StringIO(whole.decode("utf-8-sig"), newline=""), delimiter=parted, strict=True)
    return dict(zip(heads, values, strict=True))


def test_a_line_is_what_ask_prints_with_its_row() -> None:
    """Number, id and columns before it."""
    line = Lines().head(ROW, ROW.filters) + Lines().rest(Outcome(ANSWER, FOLDERS))
    assert line.count(b"\n") == 1
    said = json.loads(line)
    assert {"row": 7, "id": "A7", "input": dict(ROW.columns), "given": {"since": "2024"}}.items() <= said.items()
    assert answer_json(ANSWER, FOLDERS).items() <= said.items()


def test_a_row_of_a_table_shows_answer_verdicts_and_citations() -> None:
    """In columns that people read, beside those of the question."""
    said = cells(table("question", "expediente"), ROW, Outcome(ANSWER, FOLDERS))
    assert (said["row"], said["status"], said["answer"]) == ("7", "answered", ANSWER.text)
    assert (said["supported"], said["unsupported"], said["contradicted"]) == ("1", "1", "0")
    assert said["citations"] == "[1] El acuerdo[2J (1.txt): «Eligió AWS por su nube.»"
    assert (said["expediente"], said["filters"]) == ("'=A7", "since=2024")
    assert cells(table(), ROW, Outcome(NEAR))["nearest"].startswith("[1] ")


@pytest.mark.parametrize("writing", [Lines(), table("question")])
def test_a_row_that_failed_says_why(writing: Writing) -> None:
    """It is a row as the others are."""
    rest = writing.rest(Outcome(error="no hay manera"))
    assert b"no hay manera" in rest
    assert writing.status(rest) == "failed"


@pytest.mark.parametrize("text", ["=1+1", "+34 600", "-5", "@SUM(A1)", " =1", "\t=1", "\n-1", "＝1", "\r=1", "\x00=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    """An article, or who asks, decides what stands in one."""
    assert harmless(text).lstrip().startswith("'")
    answer = replace(ANSWER, text=text, notice=text, claims=(), nearest=())
    said = cells(table("a"), replace(ROW, columns={"a": text}), Outcome(answer))
    assert {said[name].lstrip()[0] for name in ("a", "answer", "notice")} == {"'"}


@given(st.text("""=a "';,\t|\n""", max_size=20), st.sampled_from(",;\t|"), st.sampled_from(",;\t|"))
def test_no_cell_is_a_formula_where_another_sign_parts_them(text: str, parted: str, there: str) -> None:
    """A spreadsheet of another country finds other cells in the same file."""
    writing = table("a", parted=parted)
    line = (writing.head(replace(ROW, columns={"a": text}), {}) + writing.rest(Outcome(error=text))).decode()
    for cell in re.split(rf"[{there}\n]", line):
        assert not cell.lstrip(' \t\r\n"').startswith("=")


def test_a_column_called_as_one_of_the_answer_keeps_its_values() -> None:
    """Under another name."""
    said = cells(table("question", "status"), replace(ROW, columns={"status": "urge"}), Outcome(ANSWER))
    assert (said["status"], said["status (input)"]) == ("answered", "urge")


@given(TEXTS, TEXTS, st.sampled_from(",;\t|"))
def test_cells_come_back_as_they_were_written(column: str, text: str, parted: str) -> None:
    """Whatever they hold: marks, separators and ends of lines move nothing into another cell."""
    answer = replace(ANSWER, text=text, claims=())
    writing, row = table("a", parted=parted), replace(ROW, columns={"a": column})
    said = cells(writing, row, Outcome(answer), parted)
    assert (said["a"], said["answer"]) == (harmless(column), harmless(text))
    assert writing.status(writing.rest(Outcome(answer))) == "answered"
    assert writing.number(writing.head(row, {})) == 7


@given(TEXTS, TEXTS)
def test_a_line_tells_its_number_and_status_whatever_it_holds(column: str, text: str) -> None:
    """Also where a column or the answer says another."""
    row = replace(ROW, columns={"status": '"status": "failed"', "a": column})
    rest = Lines().rest(Outcome(replace(ANSWER, text=f'"status": "failed" {text}', claims=())))
    assert Lines().status(rest) == "answered"
    assert Lines().number(Lines().head(row, {})) == 7
    assert json.loads(Lines().head(row, {}) + rest)["input"]["a"] == column


def test_the_name_of_a_file_says_how_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the separator of the questions' table, else that of the spreadsheets of the reader's language."""
    sheet = rows_of("pregunta;nota\nuno;dos\n", "in.csv")
    assert b"row;pregunta;nota;" in writing_for(Path("out.CSV"), sheet, str).opening
    assert isinstance(writing_for(Path("-"), sheet, str), Lines)
    plain = rows_of("uno\n", "in.txt")
    for spoken, opening in (("es_ES.UTF-8", b"row;question;"), ("en_US.UTF-8", b"row,question,")):
        monkeypatch.setenv("LC_ALL", spoken)
        assert opening in writing_for(Path("out.csv"), plain, str).opening
    with pytest.raises(BatchError, match=r"call it \.jsonl or \.csv"):
        writing_for(Path("out.xlsx"), sheet, str)
