"""The quantities and dates that a text states, as values that can be compared across ways of writing.

«38.000 millones de dólares», «38 mil millones de dólares» and "$38bn" are one quantity: 38000000000, USD.
What is not precise («miles de personas») or hardly a number («uno de los mayores») is none. Two are compared
by their `same_as` alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from functools import cache
from typing import Protocol, TypeVar

from rag.languages import Language
from rag.languages.international import CURRENCIES, ORDINAL_SIGNS, SYMBOLIC_SCALES, UNITS
from rag.languages.language import alternation
from rag.languages.patterns import NEVER
from rag.languages.spanish import SPANISH
from rag.text.calendar_dates import find_calendar_dates
from rag.text.clock import find_times
from rag.text.figures import CODE, DateMention, Quantity
from rag.text.fractions import find_fractions
from rag.text.measures import measure_behind
from rag.text.pairs import ReadNumber, with_eras, with_pairs
from rag.text.roman import find_roman
from rag.text.terms import fold

__all__ = ["DateMention", "Quantity", "find_dates", "find_quantities"]


def find_quantities(text: str, language: Language = SPANISH, marks: Language | None = None) -> list[Quantity]:
    """Find the quantities of a text, in order, not overlapping.

    The numbers of a date that names a month are left to `find_dates`; a bare year is in both. Digits that
    belong to a name («GPT-4», «5G», «A380»), a web address or a citation mark («[1]») are not quantities.

    Args:
        text: Any text.
        language: Of its words.
        marks: The language whose marks of thousands and decimals it has, where that is another.
    """
    dates = find_calendar_dates(text, language)
    fixed = list(_without(dates, find_times(text, language)))
    fixed += _without([*dates, *fixed], find_roman(text, language))
    fixed += _without([*dates, *fixed], find_fractions(text, language))
    pieces = list(_without([*dates, *fixed], _pieces(text, language, marks or language)))
    numbers = [*_numbers(text, pieces, language), *(ReadNumber(q, q.end) for q in fixed)]
    numbers.sort(key=lambda number: number.quantity.start)
    return with_eras(text, with_pairs(text, numbers, language), language)


def find_dates(text: str, language: Language = SPANISH) -> list[DateMention]:
    """Find the dates of a text, in order: whole ones, a month with its day or its year, a year."""
    years = (q for q in find_quantities(text, language) if q.is_year)
    bare = [DateMention(q.start, q.end, year=int(q.value), is_bc=q.is_bc) for q in years]
    return sorted([*find_calendar_dates(text, language), *bare], key=lambda d: d.start)


# --- Pieces -------------------------------------------------------------------------------------------------


class _Kind(Enum):
    DIGITS = auto()
    CODE = auto()  # digits too many for an amount
    CARDINAL = auto()
    HUNDRED = auto()  # the English word, which multiplies what stands before it
    SCALE = auto()
    GROUP = auto()  # «docena», "dozen", which multiplies too and ends the number
    HALF = auto()  # «medio millón», "half a million"
    AND_HALF = auto()  # «dos millones y medio», "two and a half million"
    AND = auto()
    ORDINAL = auto()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token that may be part of a number."""

    kind: _Kind
    start: int
    end: int
    value: Decimal = Decimal(0)


# The apostrophe of «12'5» is a mark of decimals; before three digits one of thousands, unless a zero stands before it.
_DIGITS = r"""
      \d{1,3} (?: \. \d{3})+ (?: , \d+)? (?!\d)
    | \d{1,3} (?: , \d{3})+ (?: \. \d+)? (?!\d)
    | \d{1,3} ['’´`] \d{3} (?: \. \d{3})+ (?!\d)
    | (?!0['’´`]) \d{1,3} (?: ['’´`] \d{3})+ (?: [.,] \d+)? (?!\d)
    | \d{1,3} (?: [ \u00a0\u202f\u2009] \d{3})+ (?: [.,] \d+)? (?!\d)
    | \d+ (?: [.,'’´`·] \d+)?
"""


@cache
def _token(language: Language) -> re.Pattern[str]:
    half, and_half = (part or NEVER.pattern for part in (language.numbers.half, language.numbers.and_half))
    return re.compile(
        _TOKEN
        + rf"""
        | \b (?P<and_half> {and_half} ) \b
        | \b (?P<half> {half} ) \b
        | (?P<word> [^\W\d_]+ )
        """,
        re.VERBOSE,
    )


_TOKEN = rf"""
      (?P<other> https?://\S+ | www\.\S+ | [\w.+-]{{1,64}}@[\w.-]{{1,255}}   # addresses
               | \[ \d{{1,3}} \]                          # citation marks
               | [^\W\d_]+ (?: \d | [-–] \d{{1,3}} (?!\d) ) \w*   # names: A380, GPT-4
               | (?<!\d) \d{{1,2}} ['’′] \s? \d{{1,2}} (?: ["”″] | ['’′]{{2}} )   # feet and inches, minutes and seconds
               | (?! \d{{1,3}} (?: \.\d{{3}} )+ (?!\d) ) \d+ (?: \.\d+ ){{3,}} )  # versions
    | (?<!\w) (?<! \d[.,'’´`·] ) (?P<digits> {_DIGITS} ) (?P<fraction> [½¼¾⅓⅔⅛] )?
        (?P<suffix> \.?[ºª] (?! \s?[CF]\b ) | [^\W\d_ºª]+ )?
"""

_SIGN = re.compile(r"(?:\A|[\s(])[-−]\Z")
_AFTER_DIGIT = re.compile(r"\d\s[-−]\Z")
_SIGN_OF_MONEY = re.compile(r"(?:US\$|R\$|[$€£¥]|\b(?:USD|EUR|GBP))[\s\u00a0]?\Z")
_LONGEST_AMOUNT = 24
"""Digits beyond which a number is a code; up to it Decimal reckons exactly."""


def _pieces(text: str, language: Language, marks: Language) -> Iterator[_Piece]:
    for token in _token(language).finditer(text):
        start, end = token.span()
        if token["digits"]:
            yield from _digit_pieces(text, token, language, marks)
        elif token["half"] or token["and_half"]:
            yield _Piece(_Kind.HALF if token["half"] else _Kind.AND_HALF, start, end)
        elif token["word"] and not (len(token["word"]) == 1 and text.endswith("-", 0, start)):  # «15-M»
            kind, value = _word_piece(token["word"], language)
            if kind:
                yield _Piece(kind, start, end, value)


def _digit_pieces(text: str, token: re.Match[str], language: Language, marks: Language) -> Iterator[_Piece]:
    start, end = token.start(), token.end("digits")
    value = _parse_digits(token["digits"], marks)
    if sum(map(str.isdecimal, token["digits"])) > _LONGEST_AMOUNT:
        yield _Piece(_Kind.CODE, start, end, value)
        return
    if token["fraction"]:
        value, end = value + Decimal(str(unicodedata.numeric(token["fraction"]))), token.end("fraction")
    if _SIGN.search(text, max(0, start - 3), start) and not _AFTER_DIGIT.search(text, max(0, start - 3), start):
        start, value = start - 1, -value
    suffix = token["suffix"] or ""
    scale = SYMBOLIC_SCALES.get(suffix)
    if scale is None and suffix in ("m", "b") and _SIGN_OF_MONEY.search(text, max(0, start - 4), start):
        scale = SYMBOLIC_SCALES[suffix.upper()]
    if suffix in ORDINAL_SIGNS or suffix in language.numbers.ordinal_suffixes:
        yield _Piece(_Kind.ORDINAL, start, token.end(), value)
    elif scale is not None:
        yield _Piece(_Kind.DIGITS, start, end, value)
        yield _Piece(_Kind.SCALE, end, token.end(), Decimal(10) ** scale)
    elif not suffix or suffix in UNITS or fold(suffix) in _currencies(language):
        yield _Piece(_Kind.DIGITS, start, end, value)


def _word_piece(word: str, language: Language) -> tuple[_Kind | None, Decimal]:
    if word == "M" or (word in SYMBOLIC_SCALES and len(word) > 1):  # «5 B» is no billion
        return _Kind.SCALE, Decimal(10) ** SYMBOLIC_SCALES[word]
    folded, said = fold(word), language.numbers
    for kind, table in ((_Kind.CARDINAL, said.cardinals), (_Kind.ORDINAL, said.ordinals), (_Kind.GROUP, said.groups)):
        value = table.get(folded)
        if value is not None:
            return kind, Decimal(value)
    if folded == said.hundred:
        return _Kind.HUNDRED, Decimal(100)
    scale = said.scales.get(folded)
    if scale is not None:
        return _Kind.SCALE, Decimal(10) ** scale
    return (_Kind.AND if folded == said.joint else None), Decimal(0)


def _parse_digits(digits: str, language: Language) -> Decimal:
    """Read digits with separators, by their shape, and by the language where the shape leaves it open.

    «1.234,5» and "1,234.5" are clear, and so are «3,5» and «1.234.567». One separator before three digits is
    the language's own mark of thousands or of decimals; but decimals hardly ever end in two zeros, so that
    «38,000» is a number of thousands everywhere.
    """
    digits = re.sub(r"\s", "", digits)
    if re.fullmatch(r"\d+['’´`]\d{3}(?:\.\d{3})+", digits):  # 35’734.649, as in Colombia
        return Decimal(re.sub(r"\D", "", digits))
    if re.fullmatch(r"(?!0['’´`])\d{1,3}(?:['’´`]\d{3})+(?:[.,]\d+)?", digits):
        digits = re.sub(r"['’´`]", "", digits)
        return Decimal(digits.replace(",", "."))
    if re.search(r"['’´`·]", digits):
        return Decimal(re.sub(r"['’´`·]", ".", digits))
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return Decimal(digits)
    last = marks[-1]
    if len(set(marks)) == 1:
        thousands = language.numbers.thousands_mark
        whole, _, rest = digits.rpartition(last)
        grouped = len(rest) == 3 and len(whole) <= 3 and whole != "0" and (last == thousands or rest.endswith("00"))
        if len(marks) > 1 or grouped:
            return Decimal(digits.replace(last, ""))
    other = "." if last == "," else ","
    return Decimal(digits.replace(other, "").replace(last, "."))


class _Spanned(Protocol):
    """What stands somewhere in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Found = TypeVar("_Found", bound=_Spanned)


def _without(taken: Sequence[_Spanned], found: Iterable[_Found]) -> Iterator[_Found]:
    """Leave out of what was found, in order, what overlaps with something taken."""
    spans = sorted((here.start, here.end) for here in taken)
    index = 0
    for here in found:
        while index < len(spans) and spans[index][1] <= here.start:
            index += 1
        if index == len(spans) or here.end <= spans[index][0]:
            yield here


# --- Numbers ------------------------------------------------------------------------------------------------

_GAP = re.compile(r"[ \u00a0\u202f-]?\Z")
_THOUSAND = Decimal(1000)
_ENDLESS = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class _Number:
    """A quantity without its unit, what it ends with (see `ReadNumber`), and the index of the piece after it."""

    quantity: Quantity
    next: int
    scale: Decimal = Decimal(1)
    is_weak: bool = False


def _numbers(text: str, pieces: Sequence[_Piece], language: Language) -> Iterator[ReadNumber]:
    """The numbers that the pieces make, each with its unit."""
    index = after = 0
    while index < len(pieces):
        number = _read_number(text, pieces, index, language)
        if number is None:
            index += 1
            continue
        found = _with_unit(text, number.quantity, after, language)
        after, index = found.after, number.next
        yield replace(found, scale=number.scale, is_weak=number.is_weak and found.quantity.unit is None)
        while index < len(pieces) and pieces[index].start < after:  # the «ciento» of «5 por ciento»
            index += 1


def _read_number(text: str, pieces: Sequence[_Piece], index: int, language: Language) -> _Number | None:
    """Read the longest number that begins at a piece, or None where that piece begins none."""
    first = pieces[index]
    if first.kind is _Kind.ORDINAL:
        return _read_ordinal(text, pieces, index)
    if first.kind is _Kind.CODE:
        return _Number(Quantity(first.start, first.end, first.value, unit=CODE), index + 1)
    total, after = _Total(), index
    for here in range(index, len(pieces)):
        if here > index and not _GAP.match(text, pieces[here - 1].end, pieces[here].start):
            break
        if not total.take(pieces[here : here + 2]):
            break
        if pieces[here].kind is not _Kind.AND:
            after = here + 1
    if after == index:
        return None
    quantity = Quantity(first.start, pieces[after - 1].end, total.value)
    if after > index + 1:
        ordinal = _ended_by_ordinal(text, pieces, after, quantity)
        return ordinal or _Number(quantity, after, _last_scale(pieces[index:after]))
    if ordinal := _ended_by_ordinal(text, pieces, after, quantity):
        return ordinal
    if _is_number_alone(text, first, language):
        return _Number(replace(quantity, is_year=_is_year(text, quantity, language)), after)
    is_weak = first.kind is _Kind.CARDINAL and fold(text[first.start : first.end]) in language.numbers.weak
    return _Number(quantity, after, is_weak=True) if is_weak else None


def _read_ordinal(text: str, pieces: Sequence[_Piece], index: int) -> _Number:
    """«3.º», «vigésimo», «vigésima quinta»."""
    first = pieces[index]
    value, end, after = first.value, first.end, index + 1
    following = pieces[after] if after < len(pieces) else None
    if following is not None and following.kind is _Kind.ORDINAL and _completes(text, value, end, following):
        value, end, after = value + following.value, following.end, after + 1
    return _Number(Quantity(first.start, end, value, is_ordinal=True), after)


def _ended_by_ordinal(text: str, pieces: Sequence[_Piece], after: int, quantity: Quantity) -> _Number | None:
    """The "twenty-fifth" of which "twenty" has been read."""
    following = pieces[after] if after < len(pieces) else None
    if following is None or following.kind is not _Kind.ORDINAL or following.start - quantity.end != 1:
        return None
    if text[quantity.end] != "-" or not _completes(text, quantity.value, quantity.end, following):
        return None
    value = quantity.value + following.value
    return _Number(Quantity(quantity.start, following.end, value, is_ordinal=True), after + 1)


def _completes(text: str, tens: Decimal, end: int, following: _Piece) -> bool:
    """Whether an ordinal below ten, in letters, stands right behind tens."""
    in_letters = text[following.start : following.end].isalpha()
    joined = _GAP.match(text, end, following.start) is not None and following.start > end
    return joined and in_letters and 10 <= tens < 1000 and tens % 10 == 0 and following.value < 10


def _last_scale(pieces: Sequence[_Piece]) -> Decimal:
    """The scales that a number of digits or words ends with, multiplied."""
    scale = Decimal(1)
    for piece in reversed(pieces):
        if piece.kind is not _Kind.SCALE:
            break
        scale *= piece.value
    return scale


class _Total:
    """A number as its pieces are read one by one; each piece must be smaller than what it is added to."""

    def __init__(self) -> None:
        # What a scale has closed, such as the three millions of «tres millones doscientos mil»
        self._sum = Decimal(0)
        self._part: Decimal | None = None  # what is being read
        self._room = _ENDLESS  # what is added to the part must be smaller than this
        self._scale = _ENDLESS  # the last scale from a million up; the next must be smaller
        self._half = Decimal("0.5")  # what «y medio» adds to the part

    @property
    def value(self) -> Decimal:
        return self._sum + (self._part or 0)

    def take(self, pieces: Sequence[_Piece]) -> bool:
        """Add the first of the pieces, seeing what follows; False where it does not belong to the number."""
        piece, following = pieces[0], pieces[1] if len(pieces) > 1 else None
        match piece.kind:
            case _Kind.DIGITS:
                return self._take_digits(piece.value, following)
            case _Kind.CARDINAL:
                return self._take_cardinal(piece.value)
            case _Kind.HUNDRED:
                return self._take_hundred()
            case _Kind.SCALE:
                return self._take_scale(piece.value)
            case _Kind.GROUP:
                return self._take_group(piece.value)
            case _Kind.HALF:
                return self._take_half(following)
            case _Kind.AND_HALF:
                return self._add_half()
            case _Kind.AND:
                return self._part is not None or self._scale is not _ENDLESS
            case _:
                return False

    def _take_digits(self, value: Decimal, following: _Piece | None) -> bool:
        if (
            self._part is not None and self._room == _THOUSAND and 0 < value < _THOUSAND and value % 1 == 0
        ):  # «611 mil 234 jóvenes»
            self._part, self._room = self._part + value, Decimal(0)
            return True
        # «3 millones 200 mil», but not «en 3 millones 200 personas»
        goes_on = following is not None and following.kind is _Kind.SCALE and following.value < self._scale
        if self._part is not None or (self._scale is not _ENDLESS and not goes_on):
            return False
        self._part, self._room = value, Decimal(0)
        return True

    def _take_cardinal(self, value: Decimal) -> bool:
        if value >= self._room:
            return False
        self._part = (self._part or 0) + value
        self._room = (
            Decimal(0)
            if value == 0
            else Decimal(100)
            if value % 100 == 0
            else Decimal(10)
            if value >= 20 and value % 10 == 0
            else Decimal(1)
        )
        return True

    def _take_hundred(self) -> bool:
        units = (self._part or Decimal(0)) % _THOUSAND
        if not 0 < units < 10:
            return False
        self._part = (self._part or 0) + units * 99
        self._room = Decimal(100)
        return True

    def _take_scale(self, scale: Decimal) -> bool:
        if scale == _THOUSAND:
            if self._part is None:
                self._part = Decimal(1)
            elif self._part >= _THOUSAND and self._room > 0:
                return False
            self._part, self._room = self._part * scale, scale
            return True
        if self._part is None or scale >= self._scale:
            return False
        self._sum += self._part * scale
        self._part, self._room, self._scale = None, _ENDLESS, scale
        return True

    def _take_group(self, size: Decimal) -> bool:
        if self._part is None:
            return False
        self._part, self._room, self._half = self._part * size, Decimal(0), size / 2
        return True

    def _take_half(self, following: _Piece | None) -> bool:
        if self._part is not None or following is None or following.kind not in (_Kind.SCALE, _Kind.GROUP):
            return False
        self._part, self._room = Decimal("0.5"), Decimal(0)
        return True

    def _add_half(self) -> bool:
        if self._part is not None:
            self._part, self._room = self._part + self._half, Decimal(0)
            return True
        if self._scale is _ENDLESS:
            return False
        self._sum += self._scale / 2
        self._scale = Decimal(0)
        return True


def _is_number_alone(text: str, piece: _Piece, language: Language) -> bool:
    """Whether a piece that stands alone states a number: «uno», "a" and «millones» do not, «mil» does."""
    if piece.kind is _Kind.SCALE:
        return fold(text[piece.start : piece.end]) in language.numbers.alone
    return piece.kind is _Kind.DIGITS or (piece.kind is _Kind.CARDINAL and piece.value > 1)


@cache
def _year_cue(language: Language) -> re.Pattern[str]:
    ranges = language.ranges
    led, joint = alternation(ranges.since | ranges.between), alternation(ranges.both | ranges.to)
    cue = rf"{alternation(language.numbers.year_cues)}|(?:{led}) \d{{4}} (?:{joint})"
    return re.compile(rf"(?:\b(?:{cue})|[(–-])[ \u00a0]?\Z", re.IGNORECASE)


def _is_year(text: str, quantity: Quantity, language: Language) -> bool:
    """Whether four bare digits are likely to be a year: of our time, or after a word such as «en»."""
    digits = text[quantity.start : quantity.end]
    if 1 <= len(digits) <= 3 and digits.isdecimal() and quantity.value > 0:
        return language.numbers.the_year.search(text, max(0, quantity.start - 20), quantity.start) is not None
    if len(digits) != 4 or not digits.isdigit() or not 1000 <= quantity.value <= 2100:
        return False
    return (
        quantity.value >= 1900
        or _year_cue(language).search(text, max(0, quantity.start - 20), quantity.start) is not None
    )


# --- Units --------------------------------------------------------------------------------------------------

_MONEY_BEFORE = re.compile(r"(US\$|R\$|[$€£¥]|\b(?:USD|EUR|GBP))[ \u00a0]?\Z")


@dataclass(frozen=True, slots=True)
class _UnitPatterns:
    """What may stand beside a number, in one language."""

    percent: re.Pattern[str]
    points: re.Pattern[str]
    money: re.Pattern[str]
    century: re.Pattern[str]
    below_zero: re.Pattern[str]


@cache
def _unit_patterns(language: Language) -> _UnitPatterns:
    said = language.numbers
    return _UnitPatterns(
        percent=re.compile(rf"\s?(?:%|(?:{alternation(said.percent)})\b)", re.IGNORECASE),
        points=re.compile(rf"\s(?:{alternation(said.points)})\b", re.IGNORECASE),
        money=re.compile(rf"(?:(?<=mill)\.)?\s?(?:{said.of})?(US\$|R\$|[$€£¥]|[^\W\d_]+)"),
        century=re.compile(rf"\b(?:{said.century or NEVER.pattern})\s\Z"),
        below_zero=re.compile(rf"(?:\s\w+)?\s(?:{alternation(said.below_zero)})\b"),
    )


@cache
def _currencies(language: Language) -> Mapping[str, str]:
    return {**CURRENCIES, **language.numbers.currencies}


def _with_unit(text: str, quantity: Quantity, after: int, language: Language) -> ReadNumber:
    """Take in the unit that follows a number, or that stands between `after` and it."""
    start, end, beside = quantity.start, quantity.end, _unit_patterns(language)
    if quantity.unit is not None:
        return ReadNumber(quantity, end)
    if beside.century.search(text, max(0, start - 10), start) or (
        quantity.is_ordinal and language.numbers.century_behind.match(text, end)
    ):
        return ReadNumber(replace(quantity, unit="century", is_ordinal=True, is_year=False), end)
    if quantity.is_ordinal:
        return ReadNumber(quantity, end)
    for pattern, unit in ((beside.percent, "%"), (beside.points, "pp")):
        if match := pattern.match(text, end):
            return ReadNumber(replace(quantity, end=match.end(), unit=unit, is_year=False), match.end())
    if (money := _with_currency(text, quantity, after, language)) is not None:
        return ReadNumber(money, money.end)
    if measure := measure_behind(text, end, language):
        below = beside.below_zero.match(text, end) if measure.code in _DEGREES else None
        value = -abs(quantity.value) if below else quantity.value
        return ReadNumber(replace(quantity, value=value, unit=measure.code, is_year=False), measure.end)
    return ReadNumber(quantity, end)


_DEGREES = ("degree", "°C", "°F")


def _with_currency(text: str, quantity: Quantity, after: int, language: Language) -> Quantity | None:
    sign = _MONEY_BEFORE.search(text, max(after, quantity.start - 4), quantity.start)
    word = _unit_patterns(language).money.match(text, quantity.end)
    code = _currencies(language).get(fold(word[1])) if word else None
    if sign:
        return replace(quantity, start=sign.start(), unit=code or CURRENCIES[fold(sign[1])], is_year=False)
    if word and code:
        return replace(quantity, end=word.end(), unit=code, is_year=False)
    return None
