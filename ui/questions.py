"""What may be asked at the command line, on the page or by another program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.errors import FilterError, QuestionError
from rag.text.composed import composed

if TYPE_CHECKING:
    from rag.library import Library
    from rag.types import Filters

__all__ = ["QUESTION_LIMIT", "as_typed", "fit_question", "require_language"]

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


def require_language(library: Library, filters: Filters) -> None:
    """See to it that a filter names a language that is known, or that articles have.

    Raises:
        FilterError: It does not.
    """
    from rag.languages import LANGUAGES  # tables of words that the help has no use for

    code = filters.language
    if code and code not in {language.code for language in LANGUAGES} and code not in (held := library.languages()):
        listed = ", ".join(held) or "none"
        raise FilterError(
            f"--language {code!r} is no language that is known, nor one of the archive, which has {listed}."
        )
