"""Entries of lists as newspapers print them, prices, results, an agenda: lines that are told one by one.

What an entry says it says below the line that heads it: «Merluza 12,40» below «Precios en la lonja».
"""

from __future__ import annotations

import re
from bisect import bisect_right

from rag.languages import Language
from rag.text.layout import Line, LineKind, is_bare, read_lines
from rag.text.tables import row_at

__all__ = ["is_entry", "line_that_heads"]

_PARTS = re.compile(r"\d|\s[-–—=|]\s|:\s")
"""What parts a thing from what is said of it; a verse has none, and is told with its neighbours."""

_LED = (LineKind.ROW, LineKind.ITEM, LineKind.SIGNED, LineKind.FURNITURE)
_LEADS = (LineKind.LIST_HEADING, LineKind.INTRODUCTION, LineKind.HEADING)


def is_entry(text: str, offset: int, language: Language) -> bool:
    """Whether the line in which an offset lies is one of several short ones that each say something of a thing."""
    lines = read_lines(text, language)
    here = bisect_right(lines, offset, key=lambda line: line.start) - 1
    beside = (lines[n] for n in (here - 1, here + 1) if 0 <= n < len(lines))
    return here >= 0 and _tells(text, lines[here]) and any(_tells(text, line) for line in beside)


def _tells(text: str, line: Line) -> bool:
    if line.kind not in (LineKind.ROW, LineKind.ITEM):
        return False
    words = text[line.start : line.end]
    return row_at(text, line.start) is not None or (is_bare(words) and _PARTS.search(words) is not None)


def line_that_heads(text: str, offset: int, language: Language) -> Line | None:
    """The line that heads the entries among which an offset lies; None where there is none."""
    lines = read_lines(text, language)
    above = lines[: max(0, bisect_right(lines, offset, key=lambda line: line.start) - 1)]
    nearest = next((line for line in reversed(above) if not _is_led(text, line)), None)
    return nearest if nearest is not None and nearest.kind in _LEADS else None


def _is_led(text: str, line: Line) -> bool:
    """Whether a line stands below what heads a list: an entry, or the heads of the columns of a table."""
    return line.kind in _LED or row_at(text, line.start) is not None
