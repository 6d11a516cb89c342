"""The quantities and dates that a text states, as values that can be compared across ways of writing.

«38.000 millones de dólares», «38 mil millones de dólares» and "$38bn" are one quantity: 38000000000, USD.
What is not precise («miles de personas») or hardly a number («uno de los mayores») is none. Nothing is
compared here; the verifier does that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from itertools import zip_longest

from rag.text.measures import measure_behind
from rag.text.number_words import (
    CARDINALS,
    CURRENCIES,
    FULL_MONTHS,
    LONG_SCALE,
    MONTHS,
    ORDINALS,
    SCALES,
    SYMBOLIC_SCALES,
    UNITS,
)
from rag.text.terms import fold

__all__ = ["DateMention", "Quantity", "find_dates", "find_quantities"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: `text[start:end]` states `value`, in `unit` where it has one.

    Attributes:
        value: Exact, with its scale: «38.000 millones» is 38000000000. A time of day is minutes since
        midnight.
        unit: `%`, `pp` (percentage points), `time` (of day), the ISO 4217 code of a currency, the code of a measure
        (`km`, `year`), or None.
        is_year: Whether it is, or may well be, a year.
        is_ordinal: «3.º», «tercero», "third".
    """

    start: int
    end: int
    value: Decimal
    unit: str | None = None
    is_year: bool = False
    is_ordinal: bool = False


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date, as far as `text[start:end]` states it: a bare year has neither month nor day."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None


def find_quantities(text: str, language: str = "es") -> list[Quantity]:
    """Find the quantities of a text, in order, not overlapping.

    The numbers of a date that names a month are left to `find_dates`; a bare year is in both. Digits that
    belong to a name («GPT-4», «5G», «A380»), a web address or a citation mark («[1]») are not quantities.
    """
    dates = [(d.start, d.end) for d in _calendar_dates(text, language)]
    centuries = list(_centuries(text))
    pieces = list(_without(dates, _pieces(text, language)))
    found: list[Quantity] = []
    index = 0
    while index < len(pieces):
        number = _read_number(text, pieces, index)
        if number is None:
            index += 1
            continue
        quantity = _with_unit(text, number.quantity, after=found[-1].end if found else 0)
        found.append(quantity)
        index = number.next
        while index < len(pieces) and pieces[index].start < quantity.end:  # the «ciento» of «5 por ciento»
            index += 1
    return sorted([*_with_shared_units(text, found), *centuries], key=lambda q: q.start)


def find_dates(text: str, language: str = "es") -> list[DateMention]:
    """Find the dates of a text, in order: whole ones, a month with its day or its year, a year."""
    dates = _calendar_dates(text, language)
    years = [DateMention(q.start, q.end, year=int(q.value)) for q in find_quantities(text, language) if q.is_year]
    return sorted([*dates, *years], key=lambda d: d.start)


# --- Pieces -------------------------------------------------------------------------------------------------


class _Kind(Enum):
    DIGITS = auto()
    CARDINAL = auto()
    HUNDRED = auto()  # the English word, which multiplies what stands before it
    SCALE = auto()
    HALF = auto()  # «medio millón», "half a million"
    AND_HALF = auto()  # «dos millones y medio», "two and a half million"
    AND = auto()
    ORDINAL = auto()
    TIME = auto()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token that may be part of a number."""

    kind: _Kind
    start: int
    end: int
    value: Decimal = Decimal(0)


_DIGITS = r"""
      \d{1,3} (?: \. \d{3})+ (?: , \d+)? (?!\d)
    | \d{1,3} (?: , \d{3})+ (?: \. \d+)? (?!\d)
    | \d{1,3} (?: ['’] \d{3})+ (?: \. \d+)? (?!\d)
    | \d{1,3} (?: [ \u00a0\u202f\u2009] \d{3})+ (?: [.,] \d+)? (?!\d)
    | \d+ (?: [.,] \d+)?
"""

_TOKEN = re.compile(
    rf"""
      (?P<other> https?://\S+ | www\.\S+ | [\w.+-]{{1,64}}@[\w.-]{{1,255}}   # addresses
               | \[ \d{{1,3}} \]                          # citation marks
               | [^\W\d_]+ (?: \d | [-–] \d{{1,3}} (?!\d) ) \w*   # names: A380, GPT-4
               | (?! \d{{1,3}} (?: \.\d{{3}} )+ (?!\d) ) \d+ (?: \.\d+ ){{3,}} )  # versions
    | (?<![\w:]) (?P<hours> [01]?\d | 2[0-3] ) : (?P<minutes> [0-5]\d ) (?![\w:])
    | (?<!\w) (?<! \d[.,] ) (?P<digits> {_DIGITS} ) (?P<fraction> [½¼¾⅓⅔⅛] )?
        (?P<suffix> \.?[ºª] | [^\W\d_]+ )?
    | \b (?P<and_half> y\ medi[oa] | and\ a\ half ) \b
    | \b (?P<half> medi[oa] | half\ an? ) \b
    | (?P<word> [^\W\d_]+ )
    """,
    re.VERBOSE,
)

_SIGN = re.compile(r"(?:\A|[\s(])[-−]\Z")
_SIGN_OF_MONEY = re.compile(r"(?:US\$|R\$|[$€£¥]|\b(?:USD|EUR|GBP))[\s\u00a0]?\Z")
_ORDINAL_SUFFIXES = frozenset("º ª .º .ª st nd rd th er ero era ro ra do da to ta mo ma vo va no na".split())
_AND = {"es": "y", "en": "and"}


def _pieces(text: str, language: str) -> Iterator[_Piece]:
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        if token["digits"]:
            yield from _digit_pieces(text, token, language)
        elif token["hours"]:
            yield _Piece(_Kind.TIME, start, end, Decimal(token["hours"]) * 60 + Decimal(token["minutes"]))
        elif token["half"] or token["and_half"]:
            yield _Piece(_Kind.HALF if token["half"] else _Kind.AND_HALF, start, end)
        elif token["word"]:
            kind, value = _word_piece(token["word"], language)
            if kind:
                yield _Piece(kind, start, end, value)


def _digit_pieces(text: str, token: re.Match[str], language: str) -> Iterator[_Piece]:
    start, end = token.start(), token.end("digits")
    value = _parse_digits(token["digits"], language)
    if token["fraction"]:
        value, end = value + Decimal(str(unicodedata.numeric(token["fraction"]))), token.end("fraction")
    if _SIGN.search(text, max(0, start - 2), start):
        start, value = start - 1, -value
    suffix = token["suffix"] or ""
    scale = SYMBOLIC_SCALES.get(suffix)
    if scale is None and suffix in ("m", "b") and _SIGN_OF_MONEY.search(text, max(0, start - 4), start):
        scale = SYMBOLIC_SCALES[suffix.upper()]
    if suffix in _ORDINAL_SUFFIXES:
        yield _Piece(_Kind.ORDINAL, start, token.end(), value)
    elif scale is not None:
        yield _Piece(_Kind.DIGITS, start, end, value)
        yield _Piece(_Kind.SCALE, end, token.end(), Decimal(10) ** scale)
    elif not suffix or suffix in UNITS or fold(suffix) in CURRENCIES:
        yield _Piece(_Kind.DIGITS, start, end, value)


def _word_piece(word: str, language: str) -> tuple[_Kind | None, Decimal]:
    if word == "M" or (word in SYMBOLIC_SCALES and len(word) > 1):  # «5 B» is no billion
        return _Kind.SCALE, Decimal(10) ** SYMBOLIC_SCALES[word]
    folded = fold(word)
    if folded in CARDINALS.get(language, {}):
        return _Kind.CARDINAL, Decimal(CARDINALS[language][folded])
    if folded in ORDINALS.get(language, {}):
        return _Kind.ORDINAL, Decimal(ORDINALS[language][folded])
    if folded == "hundred":
        return _Kind.HUNDRED, Decimal(100)
    if folded in SCALES:
        long_scale = LONG_SCALE if language in ("fr", "de") else {}
        return _Kind.SCALE, Decimal(10) ** long_scale.get(folded, SCALES[folded])
    return (_Kind.AND if folded == _AND.get(language) else None), Decimal(0)


def _parse_digits(digits: str, language: str) -> Decimal:
    """Read digits with separators, by their shape, and by the language where the shape leaves it open.

    «1.234,5» and "1,234.5" are clear, and so are «3,5» and «1.234.567». One separator before three digits is
    the language's own mark of thousands or of decimals; but decimals hardly ever end in two zeros, so that
    «38,000» is a number of thousands everywhere.
    """
    digits = re.sub(r"[\s'’]", "", digits)
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return Decimal(digits)
    last = marks[-1]
    if len(set(marks)) == 1:
        thousands = "," if language == "en" else "."
        whole, _, rest = digits.rpartition(last)
        grouped = len(rest) == 3 and len(whole) <= 3 and whole != "0" and (last == thousands or rest.endswith("00"))
        if len(marks) > 1 or grouped:
            return Decimal(digits.replace(last, ""))
    other = "." if last == "," else ","
    return Decimal(digits.replace(other, "").replace(last, "."))


def _without(spans: Sequence[tuple[int, int]], pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Leave out the pieces that lie in spans; both are in order."""
    index = 0
    for piece in pieces:
        while index < len(spans) and spans[index][1] <= piece.start:
            index += 1
        if index == len(spans) or piece.end <= spans[index][0]:
            yield piece


# --- Numbers ------------------------------------------------------------------------------------------------

_GAP = re.compile(r"[ \u00a0\u202f-]?\Z")
_THOUSAND = Decimal(1000)
_ENDLESS = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class _Number:
    """A quantity without its unit, and the index of the piece after it."""

    quantity: Quantity
    next: int


def _read_number(text: str, pieces: Sequence[_Piece], index: int) -> _Number | None:
    """Read the longest number that begins at a piece, or None where that piece begins none."""
    first = pieces[index]
    if first.kind is _Kind.ORDINAL:
        return _Number(Quantity(first.start, first.end, first.value, is_ordinal=True), index + 1)
    if first.kind is _Kind.TIME:
        return _Number(Quantity(first.start, first.end, first.value, unit="time"), index + 1)
    total, after = _Total(), index
    for here in range(index, len(pieces)):
        if here > index and not _GAP.match(text, pieces[here - 1].end, pieces[here].start):
            break
        if not total.take(pieces[here : here + 2]):
            break
        if pieces[here].kind is not _Kind.AND:
            after = here + 1
    if after == index or (after == index + 1 and not _is_number_alone(text, first)):
        return None
    quantity = Quantity(first.start, pieces[after - 1].end, total.value)
    if after == index + 1:
        quantity = replace(quantity, is_year=_is_year(text, quantity))
    return _Number(quantity, after)


class _Total:
    """A number as its pieces are read one by one; each piece must be smaller than what it is added to."""

    def __init__(self) -> None:
        # What a scale has closed, such as the three millions of «tres millones doscientos mil»
        self._sum = Decimal(0)
        self._part: Decimal | None = None  # what is being read
        self._room = _ENDLESS  # what is added to the part must be smaller than this
        self._scale = _ENDLESS  # the last scale from a million up; the next must be smaller

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
            case _Kind.HALF:
                return self._take_half(following)
            case _Kind.AND_HALF:
                return self._add_half()
            case _Kind.AND:
                return self._part is not None or self._scale is not _ENDLESS
            case _:
                return False

    def _take_digits(self, value: Decimal, following: _Piece | None) -> bool:
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
            Decimal(100) if value % 100 == 0 else Decimal(10) if value >= 20 and value % 10 == 0 else Decimal(1)
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

    def _take_half(self, following: _Piece | None) -> bool:
        if self._part is not None or following is None or following.kind is not _Kind.SCALE:
            return False
        self._part, self._room = Decimal("0.5"), Decimal(0)
        return True

    def _add_half(self) -> bool:
        if self._part is not None:
            self._part, self._room = self._part + Decimal("0.5"), Decimal(0)
            return True
        if self._scale is _ENDLESS:
            return False
        self._sum += self._scale / 2
        self._scale = Decimal(0)
        return True


def _is_number_alone(text: str, piece: _Piece) -> bool:
    """Whether a piece that stands alone states a number: «uno», "a" and «millones» do not, «mil» does."""
    if piece.kind is _Kind.SCALE:
        return fold(text[piece.start : piece.end]) == "mil"
    return piece.kind is _Kind.DIGITS or (piece.kind is _Kind.CARDINAL and piece.value > 1)


_YEAR_CUE = re.compile(
    r"""(?: \b(?: en | de | del | desde | hasta | hacia | año | entre | in | of | since | until | from | by
                 | between | after | before | tras | circa | year | em | dans | depuis | nel | dal | im | jahr
                 | seit | l'any
                 | (?: entre | de | between | from )[ ]\d{4}[ ](?: y | a | and | to ) )
          | [(–-] )
        [ \u00a0]?\Z""",
    re.IGNORECASE | re.VERBOSE,
)


def _is_year(text: str, quantity: Quantity) -> bool:
    """Whether four bare digits are likely to be a year: of our time, or after a word such as «en»."""
    digits = text[quantity.start : quantity.end]
    if len(digits) != 4 or not digits.isdigit() or not 1000 <= quantity.value <= 2100:
        return False
    return quantity.value >= 1900 or _YEAR_CUE.search(text, max(0, quantity.start - 20), quantity.start) is not None


# --- Units --------------------------------------------------------------------------------------------------

_PERCENT = re.compile(
    r"\s?(?:%|(?:por ciento|por cento|percent|per cent|pour cent|per cento|prozent)\b)", re.IGNORECASE
)
_POINTS = re.compile(r"\s(?:puntos porcentuales|percentage points?|pontos percentuais)\b", re.IGNORECASE)
_MONEY_BEFORE = re.compile(r"(US\$|R\$|[$€£¥]|\b(?:USD|EUR|GBP))[ \u00a0]?\Z")
_MONEY_AFTER = re.compile(r"\s?(?:(?:de|of|di)\s|d['’])?(US\$|R\$|[$€£¥]|[^\W\d_]+)")


def _with_unit(text: str, quantity: Quantity, after: int) -> Quantity:
    """Take in the unit that follows a number, or that stands between `after` and it."""
    if quantity.unit or quantity.is_ordinal:
        return quantity
    if match := _PERCENT.match(text, quantity.end):
        return replace(quantity, end=match.end(), unit="%", is_year=False)
    if match := _POINTS.match(text, quantity.end):
        return replace(quantity, end=match.end(), unit="pp", is_year=False)
    sign = _MONEY_BEFORE.search(text, max(after, quantity.start - 4), quantity.start)
    word = _MONEY_AFTER.match(text, quantity.end)
    code = CURRENCIES.get(fold(word[1])) if word else None
    if sign:
        code = code or CURRENCIES[fold(sign[1])]
        return replace(quantity, start=sign.start(), unit=code, is_year=False)
    if word and code:
        return replace(quantity, end=word.end(), unit=code, is_year=False)
    if measure := measure_behind(text, quantity.end):
        return replace(quantity, unit=measure, is_year=False)
    return quantity


_CENTURY = re.compile(r"\b[Ss](?:iglos?|ècles?|éculos?)\s([IVX]{1,5})(?:\s?(?:y|e|o|al?|-|–)\s?([IVX]{1,5}))?\b")
_ROMAN = {"I": 1, "V": 5, "X": 10}


def _centuries(text: str) -> Iterator[Quantity]:
    """«siglo XVI», «siglos XV y XVI»: ordinals in Roman digits."""
    for match in _CENTURY.finditer(text):
        for group in (1, 2):
            if match[group]:
                value = Decimal(_from_roman(match[group]))
                yield Quantity(*match.span(group), value=value, unit="century", is_ordinal=True)


def _from_roman(digits: str) -> int:
    values = [_ROMAN[digit] for digit in digits]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


_RANGE = re.compile(r"\s?(?:-|–|a|y|e|to|and|o|u|or)\s?")


def _with_shared_units(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """«entre 10 y 30 %»: the first number of a range has the unit of the second."""
    for quantity, following in zip_longest(found, found[1:]):
        bare = quantity.unit is None and not quantity.is_year and not quantity.is_ordinal
        if bare and following and following.unit and _RANGE.fullmatch(text, quantity.end, following.start):
            yield replace(quantity, unit=following.unit)
        else:
            yield quantity


# --- Dates --------------------------------------------------------------------------------------------------

_DAY = r"(?P<day>\d{1,2})(?:\.?[ºª]|st|nd|rd|th|er|\.)?"
_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_YEAR = r"(?P<year>[12]\d{3})(?!\d|[.,]\d)"
_OF = r"(?:\s(?:de|del|of|di|d['’])\s?|[\s-])"

_WORDED_DATES = (
    re.compile(rf"(?<![\w.,]){_DAY}{_OF}{_MONTH}(?:(?:{_OF}|,\s){_YEAR})?"),
    re.compile(rf"(?<!\w){_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s{_YEAR})?"),
    re.compile(rf"(?<!\w){_MONTH}(?:{_OF}|,\s){_YEAR}"),
    re.compile(r"(?<!\w)(?P<month>[^\W\d_]{3,10})(?!\w)"),  # a month alone, only by its full name
)
_ALONE = len(_WORDED_DATES) - 1
_ISO_DATE = re.compile(
    r"(?<![\w-])(?P<year>[12]\d{3})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d|-\d)"
)
_NUMERIC_DATE = re.compile(
    r"(?<![\w/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>[12]\d{3}|\d{2})(?!\d|[/-]\d)"
)


def _calendar_dates(text: str, language: str) -> list[DateMention]:
    """The dates that name a month; where two overlap, the longer one."""
    found = [*_worded_dates(text, language), *_iso_dates(text), *_numeric_dates(text, language)]
    found.sort(key=lambda d: (d.start, -d.end))
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _worded_dates(text: str, language: str) -> Iterator[DateMention]:
    months = MONTHS.get(language, MONTHS["en"])
    language = language if language in MONTHS else "en"
    for number, pattern in enumerate(_WORDED_DATES):
        for match in pattern.finditer(text):
            word = match["month"]
            month = months.get(fold(word))
            # "may" and "march" are ordinary words, and only English puts the day second.
            if month is None or (language == "en" and not word[0].isupper()) or (number == 1 and language != "en"):
                continue
            if number == _ALONE and (fold(word) not in FULL_MONTHS[language] or _opens(text, match.start(), language)):
                continue
            named = match.groupdict()
            mention = _mention(match, named.get("year"), month, named.get("day"))
            if mention:
                yield mention


def _opens(text: str, start: int, language: str) -> bool:
    """Whether an English word has its capital from where it stands: "May" and "March" at the head of a sentence."""
    return language == "en" and not re.search(r"[\w,;)]\s\Z", text[max(0, start - 2) : start])


def _iso_dates(text: str) -> Iterator[DateMention]:
    for match in _ISO_DATE.finditer(text):
        if mention := _mention(match, match["year"], int(match["month"]), match["day"]):
            yield mention


def _numeric_dates(text: str, language: str) -> Iterator[DateMention]:
    """Day first, but in English month first where that makes a date."""
    for match in _NUMERIC_DATE.finditer(text):
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        day, month = match["first"], match["second"]
        if int(month) > 12 or (language == "en" and int(day) <= 12):
            day, month = month, day
        if mention := _mention(match, year, int(month), day):
            yield mention


def _mention(match: re.Match[str], year: str | None, month: int, day: str | None) -> DateMention | None:
    """The mention of a date that exists in the calendar; a day without a year may be the 29th of February."""
    try:
        date(int(year or 2000), month, int(day or 1))
    except ValueError:
        return None
    return DateMention(match.start(), match.end(), int(year) if year else None, month, int(day) if day else None)
