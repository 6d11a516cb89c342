"""The pieces of text of a printed page become lines in reading order.

A page is cut along white space: across where what stands below has other columns than what stands above, and then
down between columns. Columns narrower than a sentence are those of a table, and its rows stay together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from rag.corpus.markup import table_rows

__all__ = ["Piece", "Row", "read_page"]

GUTTER = 0.9
"""Narrowest space between two columns, in heights of a line."""

NARROWEST = 12.0
"""Narrowest column of text, in heights of a line: about 25 characters."""

FEWEST_LINES = 3
"""Lines from which what stands side by side is columns."""

CELL_GAP = 1.5
"""Narrowest space between two cells of a row, in heights of a line."""

LARGER = 1.2
"""How much larger than the text of a document a heading is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one line, in points from the lower left corner of its page; its height is that of its letters' boxes."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str

    @property
    def height(self) -> float:
        """How large its letters are."""
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text as it is read; `begins` says whether a paragraph, a heading or a table begins with it."""

    text: str
    height: float
    begins: bool
    is_table: bool = False


def read_page(pieces: Sequence[Piece]) -> list[Row]:
    """The lines of a page in reading order."""
    return [row for block in _cut(list(pieces)) for row in _rows(block)]


# --- Columns ------------------------------------------------------------------------------------------------


def _cut(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Blocks of one column each, in reading order."""
    groups = _group(_bands(pieces))
    if len(groups) > 1:
        for group in groups:
            yield from _cut(group)
        return
    gutter = _gutter(pieces)
    sides = _sides(pieces, gutter) if gutter is not None else ()
    if len(sides) == 2 and all(_is_column(side) for side in sides):
        for side in sides:
            yield from _cut(side)
    elif pieces:
        yield pieces


def _bands(pieces: list[Piece]) -> list[list[Piece]]:
    """Stretches from top to bottom that no piece crosses."""
    bands: list[list[Piece]] = []
    bottom = 0.0
    for piece in sorted(pieces, key=lambda p: -p.y1):
        if bands and piece.y1 > bottom + 0.1 * piece.height:
            bands[-1].append(piece)
            bottom = min(bottom, piece.y0)
        else:
            bands.append([piece])
            bottom = piece.y0
    return bands


def _group(bands: list[list[Piece]]) -> list[list[Piece]]:
    """Bands one below another as long as they have a gutter in common; where they have none, each for itself."""
    groups: list[list[Piece]] = []
    for band in bands:
        if groups and _gutter(groups[-1] + band) is not None:
            groups[-1] += band
        elif groups and _gutter(groups[-1]) is None and _gutter(band) is None:
            groups[-1] += band  # one column goes on
        else:
            groups.append(list(band))
    return groups


def _gutter(pieces: list[Piece]) -> float | None:
    """The middle of the widest white stripe from top to bottom that is wide enough; none where there is none."""
    spans = sorted((piece.x0, piece.x1) for piece in pieces)
    least = GUTTER * median(piece.height for piece in pieces) if pieces else 0.0
    best, widest, right = None, least, spans[0][1] if spans else 0.0
    for left, end in spans:
        if left - right >= widest:
            best, widest = (left + right) / 2, left - right
        right = max(right, end)
    return best


def _sides(pieces: list[Piece], gutter: float) -> tuple[list[Piece], list[Piece]]:
    return [p for p in pieces if p.x1 <= gutter], [p for p in pieces if p.x1 > gutter]


def _is_column(pieces: list[Piece]) -> bool:
    width = max(p.x1 for p in pieces) - min(p.x0 for p in pieces)
    return len(_bands(pieces)) >= FEWEST_LINES and width >= NARROWEST * median(p.height for p in pieces)


# --- Lines --------------------------------------------------------------------------------------------------


def _rows(block: list[Piece]) -> Iterator[Row]:
    """The lines of a block, with where its paragraphs begin; rows of cells as one table."""
    lines = [sorted(line, key=lambda p: p.x0) for line in _lines(block)]
    cells = [_cells(line) for line in lines]
    starts = _paragraph_starts(lines)
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and len(cells[end]) > 1:
            end += 1
        height = median(piece.height for piece in lines[index])
        if end - index > 1:
            yield Row(table_rows(cells[index:end]), height, begins=True, is_table=True)
            index = end
            continue
        yield Row(" ".join(cells[index]), height, begins=starts[index])
        index += 1


def _lines(block: list[Piece]) -> list[list[Piece]]:
    """Pieces that stand on one line, from the top; a smaller letter beside belongs to the line that it is in."""
    lines: list[list[Piece]] = []
    for piece in sorted(block, key=lambda p: -(p.y0 + p.y1)):
        if lines and _share_line(lines[-1][0], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def _share_line(one: Piece, other: Piece) -> bool:
    overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    return overlap > 0.5 * min(one.height, other.height)


def _cells(line: list[Piece]) -> list[str]:
    """The text of a line, apart where a wide space is."""
    cells = [line[0].text]
    for left, right in pairwise(line):
        gap = right.x0 - left.x1
        height = min(left.height, right.height)
        if gap > CELL_GAP * height:
            cells.append(right.text)
        else:
            cells[-1] += (" " if gap > 0.12 * height else "") + right.text
    return [" ".join(cell.split()) for cell in cells]


def _paragraph_starts(lines: list[list[Piece]]) -> list[bool]:
    """Which lines begin a paragraph: those behind a wider space, of another size, indented, or behind a short line."""
    if not lines:
        return []
    left = _usual(line[0].x0 for line in lines)
    right = max(line[-1].x1 for line in lines)
    pitches = [above[0].y0 - below[0].y0 for above, below in pairwise(lines)]
    usual = median(pitches) if pitches else 0.0
    starts = [True]
    for (above, below), pitch in zip(pairwise(lines), pitches, strict=True):
        height = below[0].height
        starts.append(
            pitch > 1.3 * usual
            or not 1 / LARGER < above[0].height / height < LARGER
            or (below[0].x0 > left + 0.7 * height and above[0].x0 <= left + 0.7 * height)
            or (above[-1].x1 < right - 0.25 * (right - left) and _ends(above[-1].text))
        )
    return starts


def _usual(values: Iterable[float]) -> float:
    """The value that most share, to the point."""
    rounded = [round(value) for value in values]
    return float(max(sorted(set(rounded)), key=rounded.count))


def _ends(text: str) -> bool:
    return text.rstrip().rstrip("»”\"')]").endswith((".", "!", "?", "…", ":"))
