"""A text becomes sentences, as character offsets.

Lines first, list marks off, then sentencex on each line, with rules of our own where they know better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

__all__ = ["LIST_MARK", "MAX_SENTENCE", "split_sentences"]

MAX_SENTENCE = 4000
"""Longest sentence, in characters: text that goes on without an end is cut at white space."""

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")

LIST_MARK = re.compile(r"\s*(?:(?:[-–—•*·▪◦‣●○■□►+>]|#{1,6}|\(?\d{1,2}[.)]|\(?[a-zA-Z]\))\s+){1,3}")
"""What stands before the words of a list item, a Markdown heading or a quoted line."""

_WORD = re.compile(r"\w")


def split_sentences(text: str, language: str = "es") -> list[tuple[int, int]]:
    """Find the sentences of a text.

    Returns:
        Offsets `(start, end)` in order, not overlapping, without white space at either end. They hold all the
        text but white space, list marks, and lines without a letter or digit.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        mark = LIST_MARK.match(line[0])
        start = line.start() + (mark.end() if mark else 0)
        spans.extend(_trimmed(text, a, b) for a, b in _split_line(text, start, line.end(), language))
    return [(a, b) for a, b in spans if _WORD.search(text, a, b)]


def _split_line(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    while start < end:
        window = text[start : start + MAX_SENTENCE]
        cuts = [b["end_index"] for b in sentencex.get_sentence_boundaries(language, window)] or [len(window)]
        if start + len(window) < end:
            cuts = cuts[:-1] or [window.rfind(" ") + 1 or len(window)]
        here = start
        for cut in cuts:
            yield here, start + cut
            here = start + cut
        start = here


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
