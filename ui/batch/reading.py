"""A file of questions becomes rows: a table by the heads of its columns, JSON lines by their keys, else a line each."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rag.corpus.decoding import decode_cells
from rag.errors import HemerotecaError
from rag.text.composed import composed
from rag.text.terms import fold

__all__ = ["STANDARD", "BatchError", "Row", "Sheet", "read_rows", "rows_of"]

STANDARD = "-"
"""What stands for standard input or output in the place of a file's name."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "question": ("question", "pregunta"),
    "id": ("id",),
    "since": ("since", "desde"),
    "until": ("until", "hasta"),
    "source": ("source", "outlet", "medio", "fuente"),
    "author": ("author", "autor", "autora"),
    "section": ("section", "seccion"),
    "language": ("language", "idioma", "lengua"),
}
"""What a column says, by the name of the option, and the heads by which it is known, without capitals and accents."""

FILTERS = tuple(name for name in COLUMNS if name not in ("question", "id"))
_PARTING = ",;\t|"
_SAID_BY_EXCEL = re.compile(r"sep=([,;\t|])\r?\n")
LONGEST_CELL = 16_777_216
"""Characters of one cell; more is no table of questions."""


class BatchError(HemerotecaError):
    """A file of questions that cannot be read, or one of answers that cannot be gone on with."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question of a file.

    Attributes:
        number: Its place among the questions of the file, from 1.
        question: As it stands there; empty where it could not be read.
        id: What the file calls it; may be empty.
        filters: What it says of which articles may answer, as the options take it; blank ones are left out.
        columns: All that the file says of it, by column.
        fault: Why it cannot be asked; else empty.
    """

    number: int
    question: str
    id: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Any] = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The questions of a file.

    Attributes:
        rows: In the order of the file.
        columns: Their heads, each once.
        parted: By what the cells of a table were parted; empty where there was nothing to part.
    """

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    parted: str = ""


def read_rows(place: Path) -> Sheet:
    """The questions of a file, or of standard input where it is called `-`.

    Raises:
        BatchError: It cannot be read, or holds no question.
    """
    name = str(place)
    try:
        data = sys.stdin.buffer.read() if name == STANDARD else place.read_bytes()
        text = decode_cells(data)
    except OSError as error:
        raise BatchError(f"{name!r} cannot be read ({error.strerror}): check its name and its permissions.") from error
    except ValueError as error:
        raise BatchError(f"{name!r} cannot be read ({error}): save it as text, CSV or JSON lines.") from error
    sheet = rows_of(text, name)
    if not sheet.rows:
        raise BatchError(f"{name!r} holds no question: write one a line, or a column `question`.")
    return sheet


def rows_of(text: str, name: str = STANDARD) -> Sheet:
    """The questions of a text, by what its file is called, else by what it looks like.

    Raises:
        BatchError: It is a table in which no column is of questions.
    """
    kind, text = Path(name).suffix.lower(), text.lstrip("\r\n")
    if kind in (".jsonl", ".ndjson") or (kind not in (".csv", ".tsv", ".txt") and text.startswith("{")):
        return _of_records([_said(line) for line in filter(str.strip, text.split("\n"))])
    if kind == ".json":
        return _of_records([_said(json.dumps(one)) for one in _listed(text, name)])
    if kind in (".csv", ".tsv"):
        return _of_table(text, name)
    if kind != ".txt" and (sheet := _looked_at(text)) is not None:
        return sheet
    asked = enumerate(filter(None, map(composed, text.split("\n"))), start=1)
    return Sheet(tuple(Row(n, line, columns={"question": line}) for n, line in asked), ("question",))


def _looked_at(text: str) -> Sheet | None:
    """A table, where the first line has the head of a column of questions."""
    heads, _ = _table(text)
    return _of_table(text, STANDARD) if _named(heads, "question") else None


def _of_table(text: str, name: str) -> Sheet:
    heads, parted = _table(text)
    if not _named(heads, "question"):
        listed = ", ".join(repr(head[:40]) for head in heads[:20])
        raise BatchError(f"{name!r} has no column `question` or `pregunta` (columns: {listed}): name one so.")
    columns = _told_apart(heads)
    filled = (cells for cells in list(_cells(text, parted))[1:] if any(map(str.strip, cells)))
    records = [_record(cells, columns, parted) for cells in filled]
    return _of_records(records, columns, parted if len(columns) > 1 else "")


def _table(text: str) -> tuple[list[str], str]:
    """The heads of a table, and what parts its cells: as its first line says, else what that holds most of."""
    said = _SAID_BY_EXCEL.match(text)
    parted = said[1] if said else max(_PARTING, key=text.partition("\n")[0].count)
    return next(_cells(text, parted), []), parted


def _cells(text: str, parted: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    said = _SAID_BY_EXCEL.match(text)
    lines = io.StringIO(text[said.end() :] if said else text, newline="")
    try:
        yield from csv.reader(lines, delimiter=parted)
    except csv.Error as error:
        raise BatchError(f"the table cannot be read ({error}): save it anew as CSV.") from error


def _told_apart(heads: Sequence[str]) -> tuple[str, ...]:
    """Heads, no two the same: the second «nota» is «nota 2», and a column without one is called by its place."""
    told: dict[str, None] = {}
    for place, head in enumerate(heads, start=1):
        wanted = name = composed(head) or str(place)
        number = 1
        while name in told:
            number += 1
            name = f"{wanted} {number}"
        told[name] = None
    return tuple(told)


def _record(cells: Sequence[str], columns: Sequence[str], parted: str) -> tuple[dict[str, Any], str]:
    if len(columns) == 1:  # nobody puts quotes around what has nothing to be told apart from
        cells = [parted.join(cells)]
    said = dict(zip(columns, [*cells, *[""] * (len(columns) - len(cells))], strict=False))
    fault = ""
    if len(cells) > len(columns):
        fault = f"the row has {len(cells)} cells and the first has {len(columns)}: put quotes around {parted!r}."
    return said, fault


def _listed(text: str, name: str) -> list[Any]:
    """The list that a file is."""
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BatchError(f"{name!r} cannot be read ({error}): save it as text, CSV or JSON lines.") from error
    return loaded if isinstance(loaded, list) else [loaded]


def _said(line: str) -> tuple[dict[str, Any], str]:
    """The object of a line, and what is wrong with it; a text is a question by itself."""
    try:
        loaded = _whole(json.loads(line))
    except (ValueError, RecursionError):
        loaded = None
    if isinstance(loaded, dict):
        return loaded, ""
    if isinstance(loaded, str):
        return {"question": loaded}, ""
    return {}, "the line is no JSON object: write it anew, or take it out."


def _whole(value: Any) -> Any:
    """A value without halves of surrogate pairs, which JSON can hold and no file.

    Raises:
        ValueError: A number in it is none, or without bounds: that is not JSON, and would not be in the answers.
    """
    return json.loads(json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace"))


def _of_records(
    records: Sequence[tuple[Mapping[str, Any], str]], columns: Sequence[str] = (), parted: str = ""
) -> Sheet:
    heads = tuple(columns or dict.fromkeys(name for said, _ in records for name in said))
    named = {option: _named(heads, option) for option in COLUMNS}
    rows = (_row(number, said, fault, named) for number, (said, fault) in enumerate(records, start=1))
    return Sheet(tuple(rows), heads, parted)


def _row(number: int, said: Mapping[str, Any], fault: str, named: Mapping[str, Sequence[str]]) -> Row:
    read = {
        option: next((text for head in heads if (text := _text(said.get(head)))), "") for option, heads in named.items()
    }
    filters = {option: read[option] for option in FILTERS if read[option]}
    return Row(number, read["question"], read["id"], filters, said, fault)


def _text(value: Any) -> str:
    """A value as one types it."""
    if isinstance(value, str):
        return composed(value)
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _named(heads: Sequence[str], option: str) -> list[str]:
    """The heads of the columns that say something, the best first."""
    return [head for known in COLUMNS[option] for head in heads if fold(composed(head)) == known]
