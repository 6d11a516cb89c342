"""What a figure or a date states, and when two of them state the same however they are written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rag.text.measures import in_base

__all__ = ["CODE", "SCORE", "TIME", "DateMention", "Quantity"]

SCORE = "score"
"""Unit of an ordered pair that is one figure: «3-1»."""

TIME = "time"
"""Unit of a time of day, whose value is minutes since midnight."""

CODE = "code"
"""Unit of a run of digits too long to be an amount; nothing is reckoned with it."""

_HALF_A_DAY = 12 * 60


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: `text[start:end]` states `value`, in `unit` where it has one.

    Attributes:
        value: Exact, with its scale: «38.000 millones» is 38000000000. Always in its plain form, without exponent
        or trailing zeros, so that equal values are written alike. A time of day is minutes since midnight.
        unit: `%`, `pp` (percentage points), `time` (of day), `score`, `code`, the ISO 4217 code of a currency, the
        code of a measure (`km`, `year`), or None.
        is_year: Whether it is, or may well be, a year.
        is_ordinal: «3.º», «tercero», «XXV edición», "third".
        is_bc: Whether the year or century is one before Christ.
        pair: Both numbers of a score, or both ends of the range that this is an end of («de 3 a 5»), in order.
        says_half: Whether a time of day says in words which half of the day it means («de la noche», "pm").
    """

    start: int
    end: int
    value: Decimal
    unit: str | None = None
    is_year: bool = False
    is_ordinal: bool = False
    is_bc: bool = False
    pair: tuple[Decimal, Decimal] | None = None
    says_half: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", _plain(self.value))
        if self.pair is not None:
            object.__setattr__(self, "pair", (_plain(self.pair[0]), _plain(self.pair[1])))

    def same_as(self, other: Quantity | DateMention) -> bool:
        """Whether two figures state the same value; a unit that one of them leaves out is no difference.

        «1,80 m» is «180 cm» and «12,5» is «12,50», but «3-1» is not «1-3», «480 a. C.» not «480», and the 3 of
        «de 3 a 5» not that of «de 5 a 3».
        """
        if not isinstance(other, Quantity) or self.is_bc != other.is_bc:
            return False
        if SCORE in (self.unit, other.unit):
            return self.pair is not None and self.pair == other.pair
        if TIME in (self.unit, other.unit):
            return self._same_time(other)
        if self._at_other_end(other):
            return False
        if self.unit is None or other.unit is None or self.unit == other.unit:
            return self.value == other.value
        return in_base(self.value, self.unit) == in_base(other.value, other.unit)

    def _at_other_end(self, other: Quantity) -> bool:
        """Whether one begins a range and the other ends one."""
        if self.pair is None or other.pair is None:
            return False
        level = self.pair[0] == self.pair[1] or other.pair[0] == other.pair[1]
        return not level and (self.value == self.pair[0]) != (other.value == other.pair[0])

    def _same_time(self, other: Quantity) -> bool:
        """«a las nueve» may be the short form of «a las nueve de la noche», but «9:00» is not «21:00».

        A number without a unit may be the hour («las 9» of «las 9 clases» is none, and is not told from it).
        """
        if self.unit != other.unit:
            time, number = (self, other) if self.unit == TIME else (other, self)
            return number.unit is None and not number.is_ordinal and number.value * 60 == time.value
        if self.value == other.value:
            return True
        short, full = sorted((self, other), key=lambda time: time.says_half)
        return (
            full.says_half and not short.says_half and short.value < 13 * 60 and full.value == short.value + _HALF_A_DAY
        )


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date, as far as `text[start:end]` states it: a bare year has neither month nor day."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    is_bc: bool = False

    def same_as(self, other: Quantity | DateMention) -> bool:
        """Whether two dates may be one: no part that both of them state differs, and they have one in common."""
        if not isinstance(other, DateMention) or (self.year and other.year and self.is_bc != other.is_bc):
            return False
        parts = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        shared = [(one, two) for one, two in parts if one is not None and two is not None]
        return bool(shared) and all(one == two for one, two in shared)

    def states(self, other: DateMention) -> bool:
        """Whether this date states every part of another, and the same."""
        told = (self.year is not None, self.month is not None, self.day is not None)
        asked = (other.year is not None, other.month is not None, other.day is not None)
        return self.same_as(other) and all(own or not wanted for own, wanted in zip(told, asked, strict=True))


def _plain(value: Decimal) -> Decimal:
    """The same number without exponent and without trailing zeros, exact at any length, unlike `normalize`."""
    digits = f"{value:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Decimal("0" if digits in ("", "-0", "-") else digits)
