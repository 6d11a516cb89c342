"""Two numbers that belong together: scores («3-1», «por tres a uno»), ranges («de 3 a 5 millones») and their eras."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from functools import cache

from rag.languages import Language
from rag.languages.language import alternation
from rag.languages.patterns import NEVER
from rag.text.figures import CODE, SCORE, TIME, Quantity

__all__ = ["ReadNumber", "with_eras", "with_pairs"]


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number as it was read.

    Attributes:
        quantity: The number itself.
        after: Where its unit of measure ends, or the number where it has none.
        scale: The scale that it ends with: a million in «5 millones».
        is_weak: Whether it is a number only in company: the «uno» of «tres a uno».
    """

    quantity: Quantity
    after: int
    scale: Decimal = Decimal(1)
    is_weak: bool = False


class _Pair(Enum):
    SCORE = auto()
    RANGE = auto()


_LARGEST_SCORE = 1000
_APART = Decimal(100)
"""How many times the other an end of a range may be; «pasó de 500 a 2 millones» shares no scale."""

_DASH = re.compile(r"\s?[-–—−]\s?")
_SLASH = re.compile(r"/")
_STOPS = re.compile(r"\s*(?:\Z|[.,;:)!?])")
_LINKED_BEFORE = re.compile(r"\d[-–/]\Z")
_LINKED_BEHIND = re.compile(r"[-–/]\d")
_REACH = 16


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What stands between two numbers that belong together, and before the first of them."""

    to: re.Pattern[str]
    score: re.Pattern[str]
    both: re.Pattern[str]
    listed: re.Pattern[str]
    since: re.Pattern[str]
    between: re.Pattern[str]
    by: re.Pattern[str]
    era: re.Pattern[str]
    shared: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Patterns:
    said, also, numbers = language.ranges, language.syntax.conjunctions, language.numbers
    to, score, both = alternation(said.to), alternation(said.score), alternation(said.both)
    listed, shared = alternation(said.score | also), alternation(said.to | also)
    led = rf"(?:(?:{alternation(said.articles)})\s)?"
    before, after = numbers.before_christ or NEVER.pattern, numbers.after_christ or NEVER.pattern
    return _Patterns(
        to=re.compile(rf"\s(?:{to})\s{led}", re.IGNORECASE),
        score=re.compile(rf"\s(?:{score})\s"),
        both=re.compile(rf"\s(?:{both})\s{led}", re.IGNORECASE),
        listed=re.compile(rf"\s?(?:-|–|{listed})\s?{led}"),
        since=re.compile(rf"\b(?:{alternation(said.since)})\s{led}\Z", re.IGNORECASE),
        between=re.compile(rf"\b(?:{alternation(said.between)})\s{led}\Z", re.IGNORECASE),
        by=re.compile(rf"(?:\b(?:{alternation(said.by)})\s{led}|\()\Z", re.IGNORECASE),
        era=re.compile(rf"\s?(?:(?P<before>{before})|(?P<after>{after}))"),
        shared=re.compile(rf"\s?(?:-|–|—|{shared})\s?{led}"),
    )


def with_pairs(text: str, numbers: Sequence[ReadNumber], language: Language) -> list[Quantity]:
    """Join the numbers that are a score, and tell the ends of ranges their pair, their unit and their scale."""
    patterns = _patterns(language)
    found: list[Quantity] = []
    index = 0
    while index < len(numbers):
        two = numbers[index : index + 2]
        joined = _joined(text, two[0], two[1], patterns) if len(two) == 2 else None
        if joined is not None:
            found.extend(joined)
            index += 2
            continue
        number = two[0]
        if not number.is_weak:
            found.append(
                _sharing(text, number.quantity, numbers[index + 1].quantity if len(two) == 2 else None, patterns)
            )
        index += 1
    return found


def _joined(text: str, first: ReadNumber, second: ReadNumber, patterns: _Patterns) -> list[Quantity] | None:
    """A score as one quantity, a range as its two ends, or None where two numbers are no pair."""
    one, other = first.quantity, second.quantity
    if one.is_ordinal or other.is_ordinal or {one.unit, other.unit} & {TIME, CODE}:
        return None
    if years := _years(text, one, other):
        return years
    match _kind(text, first, second, patterns):
        case _Pair.SCORE:
            pair = (one.value, other.value)
            return [Quantity(one.start, other.end, one.value, unit=SCORE, pair=pair)]
        case _Pair.RANGE if not (first.is_weak or second.is_weak):
            return _ends(text, first, second, patterns)
        case _:
            return None


def _kind(text: str, first: ReadNumber, second: ReadNumber, patterns: _Patterns) -> _Pair | None:
    one, other = first.quantity, second.quantity
    start, between = one.start, text[first.after : other.start]
    led = patterns.since.search(text, max(0, start - _REACH), start) is not None
    if _LINKED_BEFORE.search(text, max(0, start - 2), start) or _LINKED_BEHIND.match(text, other.end):
        return None  # a telephone, a line-up
    if patterns.both.fullmatch(between):
        return _Pair.RANGE if patterns.between.search(text, max(0, start - _REACH), start) else None
    if not (_DASH.fullmatch(between) or patterns.to.fullmatch(between)):
        return None
    plain = not led and _is_plain(first) and _is_plain(second)
    if plain and _DASH.fullmatch(between):
        return _Pair.SCORE
    if plain and patterns.score.fullmatch(between):
        if patterns.by.search(text, max(0, start - _REACH), start):
            return _Pair.SCORE
        if first.is_weak and second.is_weak:  # «contaron los votos uno a uno»
            return None
        return _Pair.SCORE if one.value >= other.value or _STOPS.match(text, other.end) else _Pair.RANGE
    return _Pair.RANGE


def _is_plain(number: ReadNumber) -> bool:
    """Whether a number has no unit, no scale and is no year, as the numbers of a score."""
    quantity = number.quantity
    bare = quantity.unit is None and not quantity.is_year and number.scale == 1
    return bare and 0 <= quantity.value < _LARGEST_SCORE


def _years(text: str, one: Quantity, other: Quantity) -> list[Quantity] | None:
    """«2019-2020», «1922–26», «2019/20»: two years, the second perhaps in two digits."""
    between = text[one.end : other.start]
    if not one.is_year or not (_DASH.fullmatch(between) or _SLASH.fullmatch(between)):
        return None
    last = other.value if other.is_year else _whole_year(text, one, other)
    if last is None:
        return None
    pair = (one.value, last)
    return [replace(one, pair=pair), replace(other, value=last, is_year=True, pair=pair)]


def _whole_year(text: str, one: Quantity, other: Quantity) -> Decimal | None:
    """The year that two digits behind another mean, or None where they are no later year."""
    if other.unit is not None or other.end - other.start != 2 or not text[other.start : other.end].isdecimal():
        return None
    century = one.value // 100 * 100
    last = century + other.value if other.value > one.value % 100 else century + 100 + other.value
    return last if one.value < last <= one.value + 50 else None


def _ends(text: str, first: ReadNumber, second: ReadNumber, patterns: _Patterns) -> list[Quantity] | None:
    """The two ends of a range, with the unit and the scale that only the second names."""
    one, other = first.quantity, second.quantity
    if one.is_year != other.is_year and not other.unit:
        return None
    if one.unit is not None and other.unit is not None and one.unit != other.unit:
        return [one, other]
    value = one.value
    if first.scale == 1 and second.scale > 1 and _near(value, other.value / second.scale):
        value = value * second.scale
    unit = one.unit or other.unit
    pair = (value, other.value)
    if patterns.between.search(text, max(0, one.start - _REACH), one.start):
        pair = (min(pair), max(pair))
    is_year = one.is_year and other.is_year
    return [
        replace(one, value=value, unit=unit, is_year=is_year, pair=pair),
        replace(other, unit=other.unit or unit, is_year=is_year, pair=pair),
    ]


def _near(one: Decimal, other: Decimal) -> bool:
    low, high = sorted((abs(one), abs(other)))
    return high <= low * _APART


def _sharing(text: str, quantity: Quantity, following: Quantity | None, patterns: _Patterns) -> Quantity:
    """«10 y 30 %»: the first number of a list has the unit of the second."""
    bare = quantity.unit is None and not quantity.is_year and not quantity.is_ordinal
    if not bare or following is None or following.unit in (None, TIME, CODE, SCORE) or following.is_ordinal:
        return quantity
    return (
        replace(quantity, unit=following.unit)
        if patterns.listed.fullmatch(text, quantity.end, following.start)
        else quantity
    )


# --- Eras ---------------------------------------------------------------------------------------------------

_ERA_BEFORE = re.compile(r"\bA\.?D\.?\s\Z")


def with_eras(text: str, quantities: Sequence[Quantity], language: Language) -> list[Quantity]:
    """Give years and centuries the era that stands behind them or behind the one that they are listed with."""
    patterns = _patterns(language)
    found: list[Quantity] = []
    following: Quantity | None = None
    for quantity in reversed(quantities):
        own = _with_era(text, quantity, patterns)
        if (
            own is quantity
            and following is not None
            and following.is_bc
            and _shares_era(text, own, following, patterns)
        ):
            own = replace(quantity, is_bc=True, is_year=following.is_year)
        found.append(own)
        following = own
    return found[::-1]


def _with_era(text: str, quantity: Quantity, patterns: _Patterns) -> Quantity:
    if not _may_be_dated(quantity):
        return quantity
    if match := patterns.era.match(text, quantity.end):
        is_bc = match["before"] is not None
        return replace(quantity, end=match.end(), is_bc=is_bc, is_year=quantity.unit is None)
    if quantity.unit is None and _ERA_BEFORE.search(text, max(0, quantity.start - 6), quantity.start):
        return replace(quantity, is_year=True)
    return quantity


def _shares_era(text: str, quantity: Quantity, following: Quantity, patterns: _Patterns) -> bool:
    return _may_be_dated(quantity) and patterns.shared.fullmatch(text, quantity.end, following.start) is not None


def _may_be_dated(quantity: Quantity) -> bool:
    """Whether a quantity is a century or may be a year."""
    if quantity.unit is not None:
        return quantity.unit == "century" and quantity.is_ordinal
    return not quantity.is_ordinal and 0 < quantity.value < 10_000 and quantity.value == int(quantity.value)
