"""Tables in plain text: where they are, and each row with the heads of its columns.

A table is a run of lines with the same number of cells, which bars, tabs, dots that lead the eye or runs of blanks
part. Its first row holds heads where a rule follows it, as in Markdown, or where it is the only one without figures.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Row", "Table", "find_tables", "row_at", "with_heads"]

_LINE = re.compile(r"[^\n]+")
_RULE = re.compile(r"[\s|:+=–—-]*[-=–—]{2,}[\s|:+=–—-]*")
_PARTED_BY = (
    re.compile(r"(?<!\\)\|"),
    re.compile(r"\t+"),
    re.compile(r"[ ]?(?:\.{4,}|…{2,}|(?:[ ]\.){3,}|_{3,})[ ]?"),
    re.compile(r"(?<![.!?…:;,])[ ]{2,}"),  # after a final mark, two blanks are an old habit of typists
)
_HINT = re.compile(r"\||\t|\S[ ]{2}|\.{4}|……|___|(?: \.){3}")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its place in the text, and those of its cells, without white space around them."""

    start: int
    end: int
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of like number of cells, at least two, below the heads of their columns where there are any."""

    heads: Row | None
    rows: tuple[Row, ...]

    @property
    def lines(self) -> tuple[Row, ...]:
        """Heads and rows."""
        return self.rows if self.heads is None else (self.heads, *self.rows)


@lru_cache(maxsize=16)
def find_tables(text: str) -> tuple[Table, ...]:
    """The tables of a text, in order."""
    if not _HINT.search(text):
        return ()
    return tuple(table for lines in _runs(text) for table in _tables(text, lines))


def row_at(text: str, offset: int) -> tuple[Table, Row] | None:
    """The row in whose line an offset lies, with its table; None outside of tables."""
    pairs = _rows(text)
    at = bisect_right(pairs, offset, key=lambda pair: pair[1].start) - 1
    return pairs[at] if at >= 0 and offset <= pairs[at][1].end else None


def with_heads(text: str, start: int, end: int) -> str:
    """A stretch of a text, for search: where it is a row of a table, each cell behind the head of its column.

    «Merluza  12,40» below «Especie  Euros el kilo» is «Especie: Merluza; Euros el kilo: 12,40».
    """
    found = row_at(text, start)
    if found is None or found[0].heads is None or found[1] is found[0].heads or end < found[1].cells[-1][1]:
        return text[start:end]
    heads = [text[a:b] for a, b in found[0].heads.cells]
    cells = [text[a:b] for a, b in found[1].cells]
    return "; ".join(
        f"{head}: {cell}" if head and cell else cell for head, cell in zip(heads, cells, strict=True) if cell
    )


@lru_cache(maxsize=16)
def _rows(text: str) -> tuple[tuple[Table, Row], ...]:
    return tuple((table, row) for table in find_tables(text) for row in table.lines)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Lines that no blank line parts."""
    run: list[re.Match[str]] = []
    for line in _LINE.finditer(text):
        if run and (line.start() - run[-1].end() > 1 or not line[0].strip()):
            yield run
            run = []
        if line[0].strip():
            run.append(line)
    yield run


def _tables(text: str, lines: Sequence[re.Match[str]]) -> Iterator[Table]:
    """The tables of a run of lines, each parted in one way."""
    here = 0
    while here < len(lines):
        found = next(filter(None, (_table(text, lines, here, parted_by) for parted_by in _PARTED_BY)), None)
        if found is None:
            here += 1
            continue
        table, taken = found
        yield table
        here += taken


def _table(
    text: str, lines: Sequence[re.Match[str]], first: int, parted_by: re.Pattern[str]
) -> tuple[Table, int] | None:
    """The table that begins with a line of a run, and how many lines are of it."""
    rows: list[Row] = []
    ruled, taken = False, 0
    for line in (lines[n] for n in range(first, len(lines))):
        if _RULE.fullmatch(line[0]):
            if not rows:
                return None
            ruled = ruled or len(rows) == 1
        else:
            row = _row(line, parted_by)
            if (
                len(row.cells) < 2
                or _is_item(line[0], row, line.start())
                or (rows and len(row.cells) != len(rows[0].cells))
            ):
                break
            rows.append(row)
        taken += 1
    if len(rows) < 2:
        return None
    has_heads = ruled or _heads(text, rows)
    return Table(rows[0] if has_heads else None, tuple(rows[has_heads:])), taken


def _row(line: re.Match[str], parted_by: re.Pattern[str]) -> Row:
    text, start = line[0], line.start()
    inner = text.strip()
    if "|" in parted_by.pattern:  # the outer bars of Markdown
        inner = inner.removeprefix("|").removesuffix("|")
    here = text.index(inner)
    bounds = [here, *(n for part in parted_by.finditer(text, here, here + len(inner)) for n in part.span())]
    bounds.append(here + len(inner))
    cells = tuple(_bare(text, a, b, start) for a, b in zip(bounds[::2], bounds[1::2], strict=True))
    left = len(text) - len(text.lstrip())
    return Row(start + left, start + len(text.rstrip()), cells)


def _is_item(line: str, row: Row, offset: int) -> bool:
    """Whether what looks like a first cell is the mark of a list, with wide space behind it."""
    start, end = row.cells[0]
    return end > start and not any(c.isalnum() for c in line[start - offset : end - offset])


def _bare(text: str, start: int, end: int, offset: int) -> tuple[int, int]:
    cell = text[start:end]
    left = start + len(cell) - len(cell.lstrip())
    return offset + left, offset + max(left, start + len(cell.rstrip()))


def _heads(text: str, rows: Sequence[Row]) -> bool:
    """Whether the first row names the columns: it alone has no figure."""
    first, *others = ([text[a:b] for a, b in row.cells] for row in rows)
    names = all(any(c.isalpha() for c in cell) for cell in first[1:])  # the corner may be empty
    if not names or any(c.isdigit() for cell in first for c in cell):
        return False
    return all(any(c.isdigit() for cell in row for c in cell) for row in others)
