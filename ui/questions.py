"""What may be asked at the command line, on the page or by another program."""

from __future__ import annotations

import re

from rag.errors import QuestionError
from rag.text.composed import composed

__all__ = ["QUESTION_LIMIT", "as_typed", "fit_question"]

QUESTION_LIMIT = 2_000
"""Longest question, in characters: about what the embedding model reads."""

_BYTES = re.compile("[\\udc80-\\udcff]")


def as_typed(argument: str) -> str:
    """An argument of the command line with the letters of Windows-1252 for bytes that are no UTF-8.

    Python hands such bytes on as halves of surrogate pairs, which nothing can be searched by.
    """
    return _BYTES.sub(lambda half: bytes([ord(half[0]) - 0xDC00]).decode("cp1252", "replace"), argument)


def fit_question(text: str) -> str:
    """A question as it is asked: see `composed`.

    Raises:
        QuestionError: It has more characters than there is room for.
    """
    question = composed(text)
    if len(question) > QUESTION_LIMIT:
        raise QuestionError(
            f"the question has {len(question)} characters and there is room for {QUESTION_LIMIT}: shorten it."
        )
    return question
