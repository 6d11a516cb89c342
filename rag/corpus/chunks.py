"""A document becomes chunks along the structure of its article.

Headings stay with what they head, a list stays with the line that introduces it, and sentences are never cut
unless one alone is longer than a chunk may be. What is of the page and not of the article is no sentence. Every
sentence carries how willingly the text is cut before it; a stretch that is too long is cut where that is easiest,
and its parts are put together again as long as they fit.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise

from rag.languages import Language, language_of
from rag.text.layout import Line, LineKind, hidden_spans, read_lines
from rag.text.sentences import split_sentences
from rag.text.tables import with_heads
from rag.types import Chunk, Document, Sentence

__all__ = ["chunk_sentences", "searched_text", "split_chunks"]


def split_chunks(document: Document, max_chars: int) -> list[Chunk]:
    """Cut a document into chunks of at most `max_chars` characters.

    Returns:
        Chunks in order, not overlapping, that hold every sentence of the article; `document.text[start:end] == text`.
        A document that fits is one chunk; one without words has none.
    """
    units = list(_units(document.text, language_of(document.language)))
    if not units:
        return []
    return [_chunk(document, *span) for span in _pack(document.text, units, _Break.SECTION, max_chars)]


def chunk_sentences(document: Document, chunk: Chunk) -> list[Sentence]:
    """The sentences of a chunk, with offsets in the document; where one was cut, the part held."""
    spans = _sentences(document.text, language_of(document.language))
    first = bisect_right(spans, chunk.start, key=lambda span: span[1])
    last = bisect_left(spans, chunk.end, lo=first, key=lambda span: span[0])
    held = ((max(start, chunk.start), min(end, chunk.end)) for start, end in spans[first:last])
    return [Sentence(start, end, document.text[start:end]) for start, end in held]


def searched_text(document: Document, start: int, end: int) -> str:
    """What a chunk or a sentence is searched by: its words, but rows of a table with the heads of their columns.

    Furniture of the page is left out. The stretch itself stays what is quoted.
    """
    text = document.text
    lines = read_lines(text, language_of(document.language))
    pieces, here = [], start
    from_line = bisect_right(lines, start, key=lambda line: line.end)
    to_line = bisect_left(lines, end, lo=from_line, key=lambda line: line.start)
    for line in lines[from_line:to_line]:
        first, last = max(start, line.start), min(end, line.end)
        told = "" if line.kind is LineKind.FURNITURE else with_heads(text, first, last)
        pieces += [text[here:first], told]
        here = last
    return "".join([*pieces, text[here:end]])


@lru_cache(maxsize=4)  # the chunks of a document are asked for one after another
def _sentences(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """The sentences of the article, without those of the page and of comments; all where there are no others."""
    spans, hidden = split_sentences(text, language), hidden_spans(text)
    lines = iter(read_lines(text, language))
    line = next(lines, None)
    found = []
    for span in spans:
        while line is not None and line.end <= span[0]:
            line = next(lines, None)
        if line is None or line.told:
            found.append(_shown(text, *span, hidden) if hidden else span)
    told = tuple((start, end) for start, end in found if any(c.isalnum() for c in text[start:end]))
    return told or tuple(spans)


def _shown(text: str, start: int, end: int, hidden: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """A sentence without what is hidden at either end of it."""
    first = bisect_right(hidden, start, key=lambda span: span[0]) - 1
    if first >= 0 and start < hidden[first][1]:
        start = min(end, hidden[first][1])
    last = bisect_left(hidden, end, key=lambda span: span[0]) - 1
    if last >= 0 and end <= hidden[last][1]:
        end = max(start, hidden[last][0])
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _chunk(document: Document, start: int, end: int) -> Chunk:
    digest = sha256(f"{document.id}\n{start}\n{end}".encode()).hexdigest()
    return Chunk(digest[:32], document.id, start, end, document.text[start:end])


# --- Structure ----------------------------------------------------------------------------------------------


class _Break(IntEnum):
    """How willingly a text is cut before a sentence."""

    NEVER = 0  # after a heading, and between an introduction and what it introduces
    IN_ITEM = 1
    ITEM = 2
    SENTENCE = 3
    PARAGRAPH = 4
    SECTION = 5


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, with the list mark before it, and how willingly the text is cut before both."""

    start: int
    end: int
    before: _Break


def _units(text: str, language: Language) -> Iterator[_Unit]:
    spans = _sentences(text, language)
    index, previous = 0, None
    for line in read_lines(text, language):
        first = index
        while index < len(spans) and spans[index][0] < line.end:
            index += 1
        if first == index:  # furniture
            continue
        yield _Unit(line.start, spans[first][1], _break_before(line, previous))
        inside = _Break.IN_ITEM if line.kind is LineKind.ITEM else _Break.SENTENCE
        yield from (_Unit(*span, inside) for span in spans[first + 1 : index])
        previous = line


_LEADS = (LineKind.HEADING, LineKind.LIST_HEADING, LineKind.INTRODUCTION)


def _break_before(line: Line, previous: Line | None) -> _Break:
    if previous is not None and previous.kind in _LEADS:
        return _Break.NEVER
    if line.kind in (LineKind.HEADING, LineKind.LIST_HEADING):
        return _Break.SECTION
    is_next_row = previous is not None and line.kind is previous.kind is LineKind.ROW
    return _Break.ITEM if is_next_row or line.kind is LineKind.ITEM else _Break.PARAGRAPH


# --- Packing ------------------------------------------------------------------------------------------------


def _pack(text: str, units: Sequence[_Unit], level: _Break, limit: int) -> Iterator[tuple[int, int]]:
    """Cut a run of units into spans that fit: at the breaks of a level, or below where those are too few."""
    length = _length(units)
    if length <= limit:
        yield units[0].start, units[-1].end
        return
    if len(units) == 1:
        yield from _cut(text, units[0].start, units[0].end, limit)
        return
    below = _Break(max(level - 1, 0))
    even = length / -(-length // limit)  # so that the last span is not a crumb
    held: list[_Unit] = []
    for group in _groups(units, level):
        if held and (_length(held) >= even or group[-1].end - held[0].start > limit):
            yield from _pack(text, held, below, limit)
            held = []
        held += group
    yield from _pack(text, held, below, limit)


def _length(units: Sequence[_Unit]) -> int:
    return units[-1].end - units[0].start


def _groups(units: Sequence[_Unit], level: _Break) -> Iterator[Sequence[_Unit]]:
    """Runs of units with no break of a level inside."""
    cuts = [0, *(i for i in range(1, len(units)) if units[i].before >= level), len(units)]
    return (units[a:b] for a, b in pairwise(cuts))


def _cut(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """Cut one sentence at white space, or anywhere where there is none."""
    while start < end:
        stop = end
        if end - start > limit:
            space = max(text.rfind(white, start, start + limit + 1) for white in " \t\u00a0")
            stop = space if space > start else start + limit
        piece = text[start:stop]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if any(c.isalnum() for c in piece):
            yield start + left, start + right
        start = stop
