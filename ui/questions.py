"""What may be asked at the command line or on the page."""

from __future__ import annotations

import re

__all__ = ["QUESTION_LIMIT", "as_typed"]

QUESTION_LIMIT = 2_000
"""Longest question, in characters: about what the embedding model reads."""

_BYTES = re.compile("[\\udc80-\\udcff]")


def as_typed(argument: str) -> str:
    """An argument of the command line with the letters of Windows-1252 for bytes that are no UTF-8.

    Python hands such bytes on as halves of surrogate pairs, which nothing can be searched by.
    """
    return _BYTES.sub(lambda half: bytes([ord(half[0]) - 0xDC00]).decode("cp1252", "replace"), argument)
