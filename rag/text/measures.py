"""The words of measures, folded: one code for «kilómetros», "kilometers" and «km», so that figures keep their unit.

Measures of one kind whose factor is exact are comparable by `in_base`: «1,80 m» and «180 cm».
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from rag.languages import Language
from rag.languages.international import MEASURES
from rag.text.terms import match_folded

__all__ = ["Measure", "in_base", "measure_behind"]

_BASES = {
    "second": "ms 0.001 second 1 minute 60 hour 3600 day 86400 week 604800",
    "month": "month 1 year 12 lustrum 60 decade 120 century 1200",
    "m": "mm 0.001 cm 0.01 dm 0.1 m 1 km 1000",
    "m2": "mm2 0.000001 cm2 0.0001 dm2 0.01 m2 1 hectare 10000 km2 1000000",
    "kg": "mg 0.000001 g 0.001 kg 1 tonne 1000",
    "litre": "ml 0.001 cm3 0.001 cl 0.01 dl 0.1 litre 1 hl 100 m3 1000 hm3 1000000000",
    "W": "W 1 kW 1000 MW 1000000 GW 1000000000",
    "kWh": "kWh 1 MWh 1000 GWh 1000000",
    "%": "permille 0.1 % 1",
    "pp": "bp 0.01 pp 1",
}
_FACTORS = {
    unit: (base, Decimal(factor))
    for base, listed in _BASES.items()
    for unit, factor in zip(listed.split()[::2], listed.split()[1::2], strict=True)
}
"""The base of each unit and how many of it make one, where that number is exact."""

_APART = {"s": r"(?<=\s)s"}
"""What is a measure only with a space before it: «los 90s» are no seconds."""

_SMALL = frozenset("mgths")
"""Signs that are never written as capitals."""
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Measure:
    """The code of a measure that a text names, and where its name ends."""

    code: str
    end: int


def measure_behind(text: str, end: int, language: Language) -> Measure | None:
    """The measure that a text names right behind a number that ends at `end`, or None."""
    window = text[end : end + _LONGEST].replace("º", "°")  # how degrees are often typed
    found = match_folded(_behind_a_number(language), window, 0, _LONGEST)
    if found is None:
        return None
    match, after = found
    if match[1] in _SMALL and window[match.end(1) - 1 : match.end(1)].isupper():  # «el 15-M», «una red 5 G»
        return None
    return Measure(_codes(language)[match[1]] + (match[2] or ""), end + after)


@cache
def _codes(language: Language) -> Mapping[str, str]:
    return {**MEASURES, **language.numbers.measures}


@cache
def _behind_a_number(language: Language) -> re.Pattern[str]:
    longest_first = sorted(_codes(language), key=len, reverse=True)
    named = "|".join(_APART.get(word, re.escape(word)) for word in longest_first)
    return re.compile(rf"(?:\s|-)?(?:{language.numbers.of})?({named})(/[hs])?(?![\w/])")


def in_base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A value in the unit that its kind of measure is compared in, and that unit: 180 `cm` are 1.8 `m`.

    A unit without an exact factor is its own.
    """
    base, factor = _FACTORS.get(unit, (unit, Decimal(1)))
    return value * factor, base
