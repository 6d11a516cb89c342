"""Text becomes the terms that are searched and compared: folded, stemmed tokens.

Accents go before stemming, so that «eligio» finds «eligió»; ñ becomes n for the same reason («espana» is how
many people type it), at the price of a few pairs such as «año» and «ano».
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from threading import Lock

import snowballstemmer

from rag.languages import Language

__all__ = ["analyse", "content_terms", "fold", "match_folded", "tokenize"]

# A number keeps its inner points and commas («38.000», «3,5»); anything else is a run of letters and digits.
# The number comes second to a run that begins with a digit and goes on with letters («5G», «38bn»).
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+(?!\w)|[^\W_]+")


class _Unmarked(dict[int, int | None]):
    """A table for `str.translate` that takes accents off, and learns each character when it is first met."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_UNMARKED = _Unmarked()


def fold(text: str) -> str:
    """Lower-case a text and take its accents off; «ñ» and «ç» become «n» and «c»."""
    if text.isascii():
        return text.lower()
    # Decomposed first: some capitals come out of it, and «İ» is lowered to an i and an accent.
    lowered = unicodedata.normalize("NFKD", text).lower()
    return lowered.translate(_UNMARKED)


def match_folded(pattern: re.Pattern[str], text: str, start: int, reach: int) -> tuple[re.Match[str], int] | None:
    """Match a pattern against the folded text from `start`, at most `reach` characters of it.

    Returns:
        The match, in the folded text, and the offset in the text itself where it ends; None without a match.
    """
    folded = [fold(character) for character in text[start : start + reach]]  # some become more or less than one
    match = pattern.match("".join(folded))
    if match is None:
        return None
    width = 0
    for taken, character in enumerate(folded):
        if width >= match.end():
            return match, start + taken
        width += len(character)
    return match, start + len(folded)


def tokenize(text: str) -> list[str]:
    """Cut a text into folded words and numbers, in order; «38.000» is one token, «OpenAI–Amazon» two."""
    return _TOKEN.findall(fold(text))


def analyse(text: str, language: Language) -> list[str]:
    """Turn a text into the terms it is indexed and searched by.

    Args:
        text: Any text.
        language: Of the text; the words of one without a stemmer are only folded.

    Returns:
        Folded and stemmed tokens, in order, with repeats.
    """
    return [_stem(token, language.stemmer) for token in tokenize(text)]


def content_terms(text: str, language: Language) -> list[str]:
    """The terms of `analyse` without those of function words, which carry no topic."""
    return [_stem(token, language.stemmer) for token in tokenize(text) if token not in language.stop_words]


# A stemmer object keeps the word it works on, so threads take turns; the cache spares most turns.
_stemming = Lock()


@lru_cache(maxsize=200_000)
def _stem(token: str, stemmer: str) -> str:
    if not stemmer or token[0].isdigit():
        return token
    with _stemming:
        return str(_stemmer(stemmer).stemWord(token))


@cache
def _stemmer(name: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(name)
