"""The dates of a text that name a month, whole or in part: «7 de mayo de 1936», «7-V-1936», "May 7, 1936"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from rag.languages import Language
from rag.languages.language import alternation
from rag.languages.patterns import NEVER
from rag.text.figures import DateMention
from rag.text.roman import from_roman
from rag.text.terms import fold

__all__ = ["find_calendar_dates"]

_YEAR = r"(?P<year>[12]\d{3})(?!\d|[.,]\d)"
_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
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


def find_calendar_dates(text: str, language: Language) -> list[DateMention]:
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


@cache
def _patterns(language: Language) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """How a date is written in words, and whether that is a month alone, which only its full name tells."""
    suffix = _suffix(language)
    day, of = rf"(?P<day>\d{{1,2}})(?:{suffix}|\.)?", rf"(?:\s{language.calendar.of or NEVER.pattern}|[\s-])"
    day_first = rf"(?<![\w.,]){day}{of}{_MONTH}(?:(?:{of}|,\s){_YEAR})?"
    month_first = rf"(?<!\w){_MONTH}\s(?P<day>\d{{1,2}})(?:{suffix})?(?!\d)(?:,?\s{_YEAR})?"
    forms = [day_first, *([month_first] if language.calendar.month_first else [])]
    forms.append(rf"(?<!\w){_MONTH}(?:{of}|,\s){_YEAR}")
    month = re.compile(r"(?<!\w)(?P<month>[^\W\d_]{3,10})(?!\w)")
    return (*((re.compile(form), False) for form in forms), (month, True))


def _suffix(language: Language) -> str:
    return rf"\.?[ºª]|{alternation(language.numbers.ordinal_suffixes)}"


def _worded_dates(text: str, language: Language) -> Iterator[DateMention]:
    written = language.calendar
    for pattern, alone in _patterns(language):
        for match in pattern.finditer(text):
            word = match["month"]
            month = written.months.get(fold(word))
            # "may" and "march" are ordinary words
            if month is None or (written.capitals and not word[0].isupper()):
                continue
            if alone and (fold(word) not in written.full_months or _opens(text, match.start(), language)):
                continue
            named = match.groupdict()
            mention = _mention(match, named.get("year"), month, named.get("day"))
            if mention:
                yield mention


def _opens(text: str, start: int, language: Language) -> bool:
    """Whether a word has its capital from where it stands: "May" and "March" at the head of a sentence."""
    return language.calendar.capitals and not re.search(r"[\w,;)]\s\Z", text[max(0, start - 2) : start])


def _iso_dates(text: str) -> Iterator[DateMention]:
    for match in _ISO_DATE.finditer(text):
        if mention := _mention(match, match["year"], int(match["month"]), match["day"]):
            yield mention


def _numeric_dates(text: str, language: Language) -> Iterator[DateMention]:
    """Day first; where the language has the month first, month first where that makes a date."""
    for match in _NUMERIC_DATE.finditer(text):
        day, month = match["first"], match["second"]
        if int(month) > 12 or (language.calendar.month_first and int(day) <= 12):
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


_WIDEST = 24
"""Characters before a date within which the first day of «del 3 al 5 de mayo» stands."""


def _with_days_before(text: str, mention: DateMention, language: Language) -> Iterator[DateMention]:
    """A date, and the days before it that share its month: «del 3 al 5 de mayo», «los días 3, 4 y 5 de mayo»."""
    mention = _with_day_in_words(text, mention, language)
    yield mention
    month = mention.month
    while month is not None and mention.day is not None:
        before = _day_before(language).search(text, max(0, mention.start - _WIDEST), mention.start)
        if before is None or not _exists(mention.year, month, int(before[1])):
            return
        mention = replace(mention, start=before.start(1), end=before.end(1), day=int(before[1]))
        yield mention


def _with_day_in_words(text: str, mention: DateMention, language: Language) -> DateMention:
    """«dos de mayo», «primero de enero», "the fourth of July"."""
    if mention.day is not None or mention.month is None:
        return mention
    before = language.calendar.day_before.search(text, max(0, mention.start - _WIDEST), mention.start)
    day = language.calendar.days.get(fold(before[1])) if before else None
    if before is None or day is None or not _exists(mention.year, mention.month, day):
        return mention
    return replace(mention, start=before.start(), day=day)


@cache
def _day_before(language: Language) -> re.Pattern[str]:
    """The day that shares the month of the next: «3 y 4 de mayo»."""
    joint = rf"\s?[-–,]\s?|\s(?:{alternation(language.calendar.day_joints)})\s"
    return re.compile(rf"(?<![\w.,/-])(\d{{1,2}})(?:{_suffix(language)})?(?:{joint})\Z")


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
