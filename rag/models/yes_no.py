"""Yes or no, from the probabilities of an answer's first token."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from rag.languages import LANGUAGES
from rag.text.terms import fold

__all__ = ["BEGINNINGS", "affirmed"]

BEGINNINGS = 20
"""First tokens of an answer whose probabilities are asked for."""

YES = tuple(fold(language.prompt.yes) for language in LANGUAGES if language.prompt.yes)
NO = tuple(fold(language.prompt.no) for language in LANGUAGES if language.prompt.no)
"""The words for yes and no in the languages that a model is asked in."""


def affirmed(first: Iterable[tuple[str, float]]) -> float | None:
    """The probability of yes against that of no, whatever else might have been said; None where neither might.

    Args:
        first: The tokens with which the answer might begin, each with the logarithm of its probability.
    """
    tokens = tuple(first)
    yes, no = (sum(math.exp(weight) for token, weight in tokens if _begins(token, words)) for words in (YES, NO))
    return yes / (yes + no) if yes + no > 0 else None


def _begins(token: str, words: Sequence[str]) -> bool:
    """Whether a token is one of some words or its beginning: «Sí» may be cut into «S» and «í», «Según» is another."""
    written = "".join(filter(str.isalpha, fold(token)))
    return bool(written) and any(word.startswith(written) for word in words)
