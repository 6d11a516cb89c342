"""A document becomes chunks along the structure of the article.

Headings stay with what they head, a list stays with the line that introduces it, sentences are never cut unless
one alone is longer than a chunk may be.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from hashlib import sha256

from rag.text.sentences import LIST_MARK, split_sentences
from rag.types import Chunk, Document, Sentence

__all__ = ["chunk_sentences", "split_chunks"]

MAX_HEADING = 120
"""Longest line that can be a heading, in characters."""

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_MARKDOWN_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_FINAL = re.compile(r"[.!?…:;,]['\"»”’)\]]*\s*\Z")


class _Break(IntEnum):
    """How willingly a document is cut before a sentence."""

    NEVER = 0  # after a heading, and between an introduction and its first item
    IN_ITEM = 1
    ITEM = 2
    SENTENCE = 3
    PARAGRAPH = 4
    SECTION = 5


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence with its list mark, and how willingly the document is cut before it."""

    start: int
    end: int
    before: _Break


def split_chunks(document: Document, max_chars: int) -> list[Chunk]:
    """Cut a document into chunks of at most `max_chars` characters.

    Returns:
        Chunks in order, not overlapping, holding every sentence; `document.text[start:end] == text`. A document
        that fits is one chunk; one without words is none.
    """
    units = list(_units(document))
    if not units:
        return []
    return [_chunk(document, start, end) for start, end in _pack(document.text, units, _Break.SECTION, max_chars)]


def chunk_sentences(document: Document, chunk: Chunk) -> list[Sentence]:
    """The sentences of a chunk, with offsets in the document."""
    spans = _sentences(document.text, document.language)
    first = bisect_left(spans, chunk.start, key=lambda span: span[1] - 1)
    found = []
    for start, end in spans[first:]:
        if start >= chunk.end:
            break
        start, end = max(start, chunk.start), min(end, chunk.end)
        found.append(Sentence(start, end, document.text[start:end]))
    return found


@lru_cache(maxsize=4)
def _sentences(text: str, language: str) -> list[tuple[int, int]]:
    return split_sentences(text, language)


def _chunk(document: Document, start: int, end: int) -> Chunk:
    digest = sha256(f"{document.id}\n{start}\n{end}".encode()).hexdigest()
    return Chunk(digest[:32], document.id, start, end, document.text[start:end])


def _units(document: Document) -> Iterator[_Unit]:
    text, spans = document.text, _sentences(document.text, document.language)
    lines = [m.span() for m in _LINE.finditer(text) if not m[0].isspace()]
    index, previous = 0, ""
    for number, (line_start, line_end) in enumerate(lines):
        following = text[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
        line = text[line_start:line_end]
        kind = _kind(line, following)
        first = True
        while index < len(spans) and spans[index][0] < line_end:
            start, end = spans[index]
            index += 1
            if first:
                start = line_start + len(line) - len(line.lstrip())
                yield _Unit(start, end, _break_before(kind, previous, text[:0]))
            else:
                yield _Unit(start, end, _Break.IN_ITEM if kind == "item" else _Break.SENTENCE)
            first = False
        if not first:
            previous = "intro" if kind != "heading" and line.rstrip().endswith(":") else kind


def _kind(line: str, following: str) -> str:
    if _MARKDOWN_HEADING.match(line):
        return "heading"
    if LIST_MARK.match(line):
        return "item"
    if len(line) <= MAX_HEADING and following and not _FINAL.search(line) and not LIST_MARK.match(following):
        return "heading"
    return "text"


def _break_before(kind: str, previous: str, _: str) -> _Break:
    if previous in ("heading", "intro"):
        return _Break.NEVER
    if kind == "heading":
        return _Break.SECTION
    if kind == "item":
        return _Break.ITEM
    return _Break.PARAGRAPH


def _pack(text: str, units: Sequence[_Unit], level: _Break, limit: int) -> Iterator[tuple[int, int]]:
    start, end = units[0].start, units[-1].end
    if end - start <= limit:
        yield start, end
        return
    if len(units) == 1:
        yield from _cut(text, start, end, limit)
        return
    held: list[_Unit] = []
    for group in _groups(units, level):
        if held and group[-1].end - held[0].start > limit:
            yield from _pack(text, held, _Break(max(level - 1, 0)), limit)
            held = []
        held.extend(group)
    yield from _pack(text, held, _Break(max(level - 1, 0)), limit)


def _groups(units: Sequence[_Unit], level: _Break) -> Iterator[Sequence[_Unit]]:
    first = 0
    for i in range(1, len(units)):
        if units[i].before >= level:
            yield units[first:i]
            first = i
    yield units[first:]


def _cut(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    while end - start > limit:
        cut = text.rfind(" ", start + 1, start + limit + 1)
        cut = cut if cut > start else start + limit
        yield start, start + len(text[start:cut].rstrip())
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    if start < end:
        yield start, end
