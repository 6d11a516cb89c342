"""Numbers in Roman digits, all of them ordinals: «siglo XVI», «capítulo IV», «la XXV edición».

The number of a king or a pope («Felipe VI») is part of a name and left to `rag.text.names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from rag.languages import Language
from rag.languages.language import alternation
from rag.languages.patterns import NEVER
from rag.text.figures import Quantity
from rag.text.terms import fold

__all__ = ["find_roman", "from_roman"]

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_WHOLE = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_BEHIND = re.compile(r"\b([^\W\d_]{3,12})\s([IVXLC]{1,10})\b")
_BEFORE = re.compile(r"(?<![\w.-])(?P<word>[^\W\d_]+\s)?(?P<roman>[IVX]{1,8}|[IVXL]{3,8})(?=\s[^\W\d_]{3})")


def find_roman(text: str, language: Language) -> list[Quantity]:
    """Find the numbers in Roman digits, in order; those of centuries have the unit `century`."""
    found = {
        (q.start, q.end): q
        for q in (*_before_nouns(text, language), *_behind_nouns(text, language), *_centuries(text, language))
    }
    return [found[span] for span in sorted(found)]


def from_roman(digits: str) -> int | None:
    """The value of capital Roman digits, or None where they are no number as it is written («IIX»)."""
    if not digits or not _WHOLE.fullmatch(digits):
        return None
    values = [_VALUES[digit] for digit in digits]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _centuries(text: str, language: Language) -> Iterator[Quantity]:
    """«siglo XVI», «siglos XV y XVI»."""
    for match in _century(language).finditer(text):
        for group in (1, 2):
            yield from _ordinal(match, group, unit="century")


@cache
def _century(language: Language) -> re.Pattern[str]:
    joint = alternation(language.syntax.conjunctions | language.ranges.to)
    led = alternation(language.ranges.articles)
    second = rf"(?:\s?(?:{joint}|-|–)\s?(?:(?:{led})\s)?([IVX]{{1,5}})\b)?"
    return re.compile(rf"\b(?:{language.numbers.century or NEVER.pattern})\s([IVX]{{1,5}})\b{second}")


def _behind_nouns(text: str, language: Language) -> Iterator[Quantity]:
    """«capítulo IV», «acto V»."""
    for match in _BEHIND.finditer(text):
        if fold(match[1]) in language.numbers.numbered:
            yield from _ordinal(match, 2)


def _before_nouns(text: str, language: Language) -> Iterator[Quantity]:
    """«XXV edición»; a single digit only behind an article («la V edición»), and none behind a name («Juan XXIII»)."""
    determiners = language.syntax.determiners | language.syntax.contractions.keys()
    for match in _BEFORE.finditer(text):
        word = (match["word"] or "").strip()
        determined = fold(word) in determiners
        if determined or (len(match["roman"]) > 1 and not word[:1].isupper()):
            yield from _ordinal(match, "roman")


def _ordinal(match: re.Match[str], group: str | int, unit: str | None = None) -> Iterator[Quantity]:
    value = from_roman(match[group] or "")
    if value is not None:
        yield Quantity(*match.span(group), value=Decimal(value), unit=unit, is_ordinal=True)
