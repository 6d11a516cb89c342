"""Numbers in Roman digits, all of them ordinals: «siglo XVI», «capítulo IV», «la XXV edición».

The number of a king or a pope («Felipe VI») is part of a name and left to `rag.text.names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rag.text.figures import Quantity
from rag.text.number_words import IN_ROMAN_DIGITS
from rag.text.terms import fold

__all__ = ["find_roman", "from_roman"]

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_WHOLE = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_CENTURY = re.compile(
    r"\b(?:[Ss](?:iglos?|ècles?|éculos?|ecol[oi]|egles?)|[Ss]\.)\s([IVX]{1,5})\b(?:\s?(?:y|e|o|al?|-|–)\s?(?:el\s)?([IVX]{1,5})\b)?"
)
_BEHIND = re.compile(r"\b([^\W\d_]{3,12})\s([IVXLC]{1,10})\b")
_BEFORE = re.compile(r"(?<![\w.-])(?P<word>[^\W\d_]+\s)?(?P<roman>[IVX]{1,8}|[IVXL]{3,8})(?=\s[^\W\d_]{3})")
_DETERMINERS = frozenset("el la los las del al su the its this".split())


def find_roman(text: str) -> list[Quantity]:
    """Find the numbers in Roman digits, in order; those of centuries have the unit `century`."""
    found = {(q.start, q.end): q for q in (*_before_nouns(text), *_behind_nouns(text), *_centuries(text))}
    return [found[span] for span in sorted(found)]


def from_roman(digits: str) -> int | None:
    """The value of capital Roman digits, or None where they are no number as it is written («IIX»)."""
    if not digits or not _WHOLE.fullmatch(digits):
        return None
    values = [_VALUES[digit] for digit in digits]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _centuries(text: str) -> Iterator[Quantity]:
    """«siglo XVI», «siglos XV y XVI»."""
    for match in _CENTURY.finditer(text):
        for group in (1, 2):
            yield from _ordinal(match, group, unit="century")


def _behind_nouns(text: str) -> Iterator[Quantity]:
    """«capítulo IV», «acto V»."""
    for match in _BEHIND.finditer(text):
        if fold(match[1]) in _NOUNS:
            yield from _ordinal(match, 2)


def _before_nouns(text: str) -> Iterator[Quantity]:
    """«XXV edición»; a single digit only behind an article («la V edición»), and none behind a name («Juan XXIII»)."""
    for match in _BEFORE.finditer(text):
        word = (match["word"] or "").strip()
        determined = fold(word) in _DETERMINERS
        if determined or (len(match["roman"]) > 1 and not word[:1].isupper()):
            yield from _ordinal(match, "roman")


def _ordinal(match: re.Match[str], group: str | int, unit: str | None = None) -> Iterator[Quantity]:
    value = from_roman(match[group] or "")
    if value is not None:
        yield Quantity(*match.span(group), value=Decimal(value), unit=unit, is_ordinal=True)


_NOUNS = frozenset(IN_ROMAN_DIGITS.split())
