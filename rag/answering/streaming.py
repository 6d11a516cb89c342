"""A stream of pieces becomes a stream of sentences, without holding back more than it must.

Text flows on as it comes; only what follows a possible end of a sentence waits, until the next word shows whether
the sentence has ended («El Sr. …»), so that its marks can stand right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rag.text.sentences import split_sentences

__all__ = ["Ended", "Piece", "sentences_of", "without_marks"]

_POSSIBLE_END = re.compile(r"[.!?…:;]['\"»”’)\]]*(?=\s)|\n")
_FULL_WORD = re.compile(r"\S+\s")
_MARK = re.compile(r"\s?\[\s*\d+(?:\s*[,;–-]\s*\d+)*\s*\]")
_MARK_BEGUN = re.compile(r"\s?\[[\s\d,;–-]{0,12}$|\s$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text to append to what came before."""

    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A sentence has ended: `whole_text[start:end] == text`, where `whole_text` is every piece so far, joined."""

    text: str
    start: int
    end: int


def without_marks(pieces: Iterable[str]) -> Iterator[str]:
    """Take out citation marks such as `[1]` or `[2, 3]` that a model wrote: ours come from the evidence alone."""
    held = ""
    for piece in pieces:
        text = _MARK.sub("", held + piece)
        begun = _MARK_BEGUN.search(text)
        cut = begun.start() if begun else len(text)
        held = text[cut:]
        if cut:
            yield text[:cut]
    if held:
        yield held


def sentences_of(pieces: Iterable[str], language: str) -> Iterator[Piece | Ended]:
    """Pass the pieces on, and say after the last one of each sentence that it has ended.

    The pieces joined are the pieces given, joined, but for white space at both ends.
    """
    tail, base, passed = "", 0, 0  # text from the open sentence on, where it begins, how much of it was passed on
    for piece in pieces:
        tail = (tail + piece).lstrip() if not (base or passed) else tail + piece
        while True:
            ended, limit = _first_sentence(tail, language)
            if limit > passed:
                yield Piece(tail[passed:limit])
                passed = limit
            if ended is None:
                break
            start, end = ended
            yield Ended(tail[start:end], base + start, base + end)
            base, tail, passed = base + end, tail[end:], max(0, passed - end)
    tail = tail.rstrip()
    for start, end in split_sentences(tail, language):
        if end > passed:
            yield Piece(tail[passed:end])
            passed = end
        yield Ended(tail[start:end], base + start, base + end)
    if len(tail) > passed:
        yield Piece(tail[passed:])


def _first_sentence(tail: str, language: str) -> tuple[tuple[int, int] | None, int]:
    """The first sentence of `tail` if it has surely ended, and how much of `tail` may be passed on now."""
    for possible in _POSSIBLE_END.finditer(tail):
        if not _FULL_WORD.search(tail[possible.end() :].lstrip()):
            return None, possible.start() if possible.group() == "\n" else possible.end()
        spans = split_sentences(tail, language)
        if len(spans) > 1 and spans[0][1] <= possible.end():
            return spans[0], spans[0][1]
    return None, len(tail)
