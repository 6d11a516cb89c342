"""Parts of a whole in words, as percentages: «una cuarta parte» and "a quarter of" are 25 %, «dos tercios» 66,6… %."""

from __future__ import annotations

import re
from decimal import Decimal

from rag.text.figures import Quantity
from rag.text.number_words import CARDINALS, ORDINALS
from rag.text.terms import fold

__all__ = ["find_fractions"]

_LARGEST = 100
# In English "a third goal" is no part, so that one part is told by "of".
_PART = {
    "es": re.compile(r"(?<!\w)(?P<count>[^\W\d_]+)\s(?P<part>tercios?|[^\W\d_]{5,10}\spartes?)\b"),
    "en": re.compile(r"(?<!\w)(?P<count>[^\W\d_]+)[\s-](?P<part>[^\W\d_]{5,10}(?:s\b|\b(?=\sof\b)))"),
}
_ONE = {"es": frozenset(("la",)), "en": frozenset(("a",))}
"""Words that count one part where no number does: «la cuarta parte»."""
_NAMED = {"es": {"tercio": 3}, "en": {"quarter": 4}}


def find_fractions(text: str, language: str) -> list[Quantity]:
    """Find the fractions of a text, in order, each with the unit `%`."""
    pattern = _PART.get(language)
    found: list[Quantity] = []
    match = pattern.search(text) if pattern is not None else None
    while pattern is not None and match is not None:
        quantity = _read(match, language)
        if quantity is not None:
            found.append(quantity)
        match = pattern.search(text, match.end() if quantity else match.end("count"))
    return found


def _read(match: re.Match[str], language: str) -> Quantity | None:
    word = fold(match["count"])
    count = 1 if word in _ONE[language] else CARDINALS[language].get(word)
    named = fold(match["part"]).partition(" ")[0]
    singular = named.removesuffix("s")
    parts = _NAMED[language].get(singular) or ORDINALS[language].get(singular)
    if not count or not parts or not count < parts <= _LARGEST or parts < 3:
        return None
    return Quantity(match.start(), match.end(), Decimal(count) * 100 / parts, unit="%")
