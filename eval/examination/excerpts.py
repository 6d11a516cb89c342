"""What an article says around the words that were cited or expected, cut where a mark begins or ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from eval.examination.report import Span

__all__ = ["SURROUNDINGS", "Excerpt", "Piece", "excerpts", "stands"]

SURROUNDINGS = 300
"""Characters of the article on either side of a span."""

_WORD = 30
"""A word longer than this is cut through."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article with the spans that hold all of it; joined, the pieces of an excerpt are its text.

    Attributes:
        text: The words.
        spans: The spans over them, citations first.
        begun: Those of them that begin here.
    """

    text: str
    spans: tuple[Span, ...] = ()
    begun: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of an article: `text[start:end]`, which its pieces make up."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def stands(span: Span, text: str) -> bool:
    """Whether the words of a span are those of the article at its offsets."""
    return 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.quote


def excerpts(text: str, spans: Sequence[Span]) -> tuple[Excerpt, ...]:
    """The parts of an article around some spans that stand in it, in order and apart from each other."""
    ordered = sorted(set(spans), key=lambda span: (span.start, span.end, span.number == 0, span.number))
    return tuple(Excerpt(start, end, _cut(text, ordered, start, end)) for start, end in _windows(text, ordered))


def _windows(text: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    windows: list[tuple[int, int]] = []
    for span in spans:
        start, end = _before(text, span.start), _after(text, span.end)
        if windows and start <= windows[-1][1]:
            first, last = windows.pop()
            start, end = first, max(end, last)
        windows.append((start, end))
    return windows


def _before(text: str, start: int) -> int:
    """Where an excerpt begins: at a word, where one begins near."""
    at = start - SURROUNDINGS
    return 0 if at <= 0 else text.find(" ", at, at + _WORD) + 1 or at


def _after(text: str, end: int) -> int:
    at = end + SURROUNDINGS
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - _WORD, at)
    return at if space < 0 else space


def _cut(text: str, spans: Sequence[Span], start: int, end: int) -> tuple[Piece, ...]:
    inside = [span for span in spans if start <= span.start and span.end <= end]
    bounds = sorted({start, end, *(bound for span in inside for bound in (span.start, span.end))})
    return tuple(_piece(text, inside, a, b) for a, b in pairwise(bounds))


def _piece(text: str, spans: Sequence[Span], start: int, end: int) -> Piece:
    over = tuple(
        sorted(
            (span for span in spans if span.start <= start and end <= span.end),
            key=lambda span: (span.number == 0, span.number),
        )
    )
    return Piece(text[start:end], over, tuple(span for span in over if span.start == start))
