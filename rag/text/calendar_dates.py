"""The dates of a text that name a month, whole or in part: «7 de mayo de 1936», «7-V-1936», "May 7, 1936"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from rag.text.figures import DateMention
from rag.text.number_words import CARDINALS, FULL_MONTHS, MONTHS, ORDINALS
from rag.text.roman import from_roman
from rag.text.terms import fold

__all__ = ["find_calendar_dates"]

_DAY = r"(?P<day>\d{1,2})(?:\.?[ºª]|st|nd|rd|th|er|\.)?"
_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_YEAR = r"(?P<year>[12]\d{3})(?!\d|[.,]\d)"
_OF = r"(?:\s(?:de|del|of|di|d['’])\s?(?:año\s)?|[\s-])"

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
_ROMAN_DATE = re.compile(
    r"(?<![\w/.-])(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>[IVX]{1,4})(?P=mark)(?P<year>[12]\d{3}|\d{2})(?!\d|[/-]\d)"
)
_THIS_CENTURY = 50
"""Years in two digits below this are of the 21st century, others of the 20th."""


def find_calendar_dates(text: str, language: str) -> list[DateMention]:
    """The dates that name a month; where two overlap, the longer one."""
    worded = [
        shared for mention in _worded_dates(text, language) for shared in _with_days_before(text, mention, language)
    ]
    found = [*worded, *_iso_dates(text), *_numeric_dates(text, language), *_roman_dates(text)]
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
        day, month = match["first"], match["second"]
        if int(month) > 12 or (language == "en" and int(day) <= 12):
            day, month = month, day
        if mention := _mention(match, _whole_year(match["year"]), int(month), day):
            yield mention


def _roman_dates(text: str) -> Iterator[DateMention]:
    """«7-V-1936»."""
    for match in _ROMAN_DATE.finditer(text):
        month = from_roman(match["month"])
        if month and (mention := _mention(match, _whole_year(match["year"]), month, match["day"])):
            yield mention


def _whole_year(year: str) -> str:
    return year if len(year) == 4 else f"{20 if int(year) < _THIS_CENTURY else 19}{year}"


_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:\sy\s(?:uno|un))?)\sde\s\Z")
_WORD_BEFORE_IN_ENGLISH = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)?)\s(?:of\s)?\Z")
_DAY_BEFORE = re.compile(
    r"(?<![\w.,/-])(\d{1,2})(?:st|nd|rd|th)?(?:\s?[-–,]\s?|\s(?:al|a|y|e|o|y el|o el|hasta el|to|and|or|the)\s)\Z"
)
_WIDEST = 24
"""Characters before a date within which the first day of «del 3 al 5 de mayo» stands."""


def _with_days_before(text: str, mention: DateMention, language: str) -> Iterator[DateMention]:
    """A date, and the days before it that share its month: «del 3 al 5 de mayo», «los días 3, 4 y 5 de mayo»."""
    mention = _with_day_in_words(text, mention, language)
    yield mention
    month = mention.month
    while month is not None and mention.day is not None:
        before = _DAY_BEFORE.search(text, max(0, mention.start - _WIDEST), mention.start)
        if before is None or not _exists(mention.year, month, int(before[1])):
            return
        mention = replace(mention, start=before.start(1), end=before.end(1), day=int(before[1]))
        yield mention


def _with_day_in_words(text: str, mention: DateMention, language: str) -> DateMention:
    """«dos de mayo», «primero de enero», "the fourth of July"."""
    pattern = {"es": _WORD_BEFORE, "en": _WORD_BEFORE_IN_ENGLISH}.get(language)
    if pattern is None or mention.day is not None or mention.month is None:
        return mention
    before = pattern.search(text, max(0, mention.start - _WIDEST), mention.start)
    day = _day_of(fold(before[1]), language) if before else None
    if before is None or day is None or not _exists(mention.year, mention.month, day):
        return mention
    return replace(mention, start=before.start(), day=day)


def _day_of(word: str, language: str) -> int | None:
    if language == "es":
        named = {**CARDINALS["es"], "primero": 1, "treinta y uno": 31}.get(word)
    else:
        tens, _, units = word.rpartition("-")
        unit = ORDINALS["en"].get(units)
        named = unit + CARDINALS["en"].get(tens, 0) if unit else None
    return named if named and named <= 31 else None


def _exists(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has a day; without a year it may be the 29th of February."""
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def _mention(match: re.Match[str], year: str | None, month: int, day: str | None) -> DateMention | None:
    """The mention of a date, if the calendar has it."""
    mention = DateMention(match.start(), match.end(), int(year) if year else None, month, int(day) if day else None)
    return mention if _exists(mention.year, month, 1 if mention.day is None else mention.day) else None
