"""Parts of a whole in words, as percentages: «una cuarta parte» and "a quarter of" are 25 %, «dos tercios» 66,6… %."""

from __future__ import annotations

import re
from decimal import Decimal

from rag.languages import Language
from rag.text.figures import Quantity
from rag.text.terms import fold

__all__ = ["find_fractions"]

_LARGEST = 100


def find_fractions(text: str, language: Language) -> list[Quantity]:
    """Find the fractions of a text, in order, each with the unit `%`."""
    pattern = language.numbers.parts
    found: list[Quantity] = []
    match = pattern.search(text)
    while match is not None:
        quantity = _read(match, language)
        if quantity is not None:
            found.append(quantity)
        match = pattern.search(text, match.end() if quantity else match.end("count"))
    return found


def _read(match: re.Match[str], language: Language) -> Quantity | None:
    word = fold(match["count"])
    count = 1 if word in language.numbers.one_part else language.numbers.cardinals.get(word)
    named = fold(match["part"]).partition(" ")[0]
    singular = named.removesuffix("s")
    parts = language.numbers.part_names.get(singular) or language.numbers.ordinals.get(singular)
    if not count or not parts or not count < parts <= _LARGEST or parts < 3:
        return None
    return Quantity(match.start(), match.end(), Decimal(count) * 100 / parts, unit="%")
