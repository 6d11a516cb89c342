"""The times that a text says, as days of the calendar: «en octubre de 2025», «la semana pasada», «desde 2023».

What is said from where the speaker stands («ayer», «el último mes», «en mayo») is reckoned from a given today; a day, a
month or a season without a year is the last that has begun. A day or a month may be the next one too, which only what
is asked can tell («¿qué habrá el sábado?»), so that is given beside it. Seasons are those north of the equator.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from rag.languages import Language
from rag.languages.patterns import NEVER
from rag.questions.nouns import is_plural
from rag.questions.wording import Wording
from rag.text.figures import DateMention
from rag.text.numbers import find_dates
from rag.text.terms import fold
from rag.types import Period

__all__ = ["Days", "Lead", "SaidTime", "days_of", "find_said_times", "one_of"]

OLDEST = 1500
"""Years before this are none of a newspaper, and four digits mostly something else."""

A_FEW = 3
"""How many «los últimos meses» are: the fewest that are some."""


class Lead(StrEnum):
    """What leads a time in: nothing, what places something in it, what binds it to a noun, or what bounds it."""

    NONE = "none"
    AT = "at"
    OF = "of"
    BOUND = "bound"


@dataclass(frozen=True, slots=True)
class SaidTime:
    """A time in a text, which says it from `start` to `end`, with what leads it in.

    Attributes:
        period: The days that it means.
        lead: How it is led in.
        from_today: Whether it is reckoned from today: «ayer», but not «en mayo».
        coming: The days that it means of what is still to happen; None where those are the same.
    """

    start: int
    end: int
    period: Period
    lead: Lead = Lead.NONE
    from_today: bool = False
    coming: Period | None = None


def find_said_times(text: str, language: Language, today: date) -> list[SaidTime]:
    """The times of a text, in order, not overlapping, those joined to a range as one.

    Args:
        text: A question.
        language: Of the text; what its profile has no words for is not read.
        today: The day from which «ayer» is reckoned.
    """
    wording = Wording(text, language)
    moments = [_narrowed(moment, wording) for moment in _moments(wording, today)]
    return _joined([_led_in(moment, wording) for moment in moments], moments, wording)


def one_of(words: Collection[str]) -> str:
    """A regular expression of any of some words, the longest first, since one phrase may begin another."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or NEVER.pattern


# --- The calendar -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`, both included."""

    first: date
    last: date


def days_of(year: int, month: int | None = None, day: int | None = None) -> Days:
    """The days of a year, of a month of it, or one day.

    Raises:
        ValueError: The calendar has no such day.
    """
    if month is None:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return Days(date(year, month, day), date(year, month, day))


def _month(year: int, month: int) -> Days:
    """The days of a month that may be counted from another year: the month 0 of 2025 is December 2024."""
    return days_of(year + (month - 1) // 12, (month - 1) % 12 + 1)


def _unit(unit: str, back: int, today: date) -> Days:
    """The day, week, month or year that lies some of them before today's."""
    if unit == "day":
        return Days(today - timedelta(back), today - timedelta(back))
    if unit == "week":
        monday = today - timedelta(today.weekday() + 7 * back)
        return Days(monday, monday + timedelta(6))
    return _month(today.year, today.month - back) if unit == "month" else days_of(today.year - back)


def _up_to(unit: str, count: int, today: date) -> Days:
    """The last so many days, weeks, months or years, which end today."""
    if unit in ("day", "week"):
        return Days(today - timedelta(count * (7 if unit == "week" else 1)), today)
    month = _month(today.year, today.month - count * (12 if unit == "year" else 1))
    return Days(month.first.replace(day=min(today.day, month.last.day)), today)


def _season(month: int, year: int) -> Days:
    """The days of a season by the month in which it begins."""
    return Days(date(year, month, 20), date(year + (month + 3) // 13, (month + 2) % 12 + 1, 22))


def _share(days: Days, share: int, of: int) -> Days:
    """A share of a time; halves and quarters of a year are whole months, and the first half of a month is 15 days."""
    year = days.first.year
    if of in (2, 4) and days == days_of(year):
        months = 12 // of
        return Days(_month(year, share * months + 1).first, _month(year, (share + 1) * months).last)
    month = days == days_of(year, days.first.month)
    whole = 30 if of == 2 and month else (days.last - days.first).days + 1
    ends = [*(days.first + timedelta(round(whole * part / of)) for part in range(of)), days.last + timedelta(1)]
    return Days(ends[share], max(ends[share], ends[share + 1] - timedelta(1)))


# --- Moments: a time without what leads it in ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Moment:
    """Days that a text names from `start` to `end`; `mention` where they are a date, `coming` the next such."""

    start: int
    end: int
    days: Days
    from_today: bool = False
    mention: DateMention | None = None
    coming: Days | None = None


def _moments(wording: Wording, today: date) -> list[_Moment]:
    """The moments of a text in order; where two overlap, the longer."""
    found = [*_dates(wording, today), *_relative(wording, today), *_seasons(wording, today)]
    kept: list[_Moment] = []
    for moment in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if all(moment.end <= other.start or other.end <= moment.start for other in kept):
            kept.append(moment)
    return sorted(kept, key=lambda m: m.start)


def _dates(wording: Wording, today: date) -> Iterator[_Moment]:
    for mention in find_dates(wording.text, wording.language):
        mention = _without_lead(mention, wording)
        if days := _days_named(mention, today):
            coming = _next_named(mention, today) if mention.year is None else None
            yield _Moment(mention.start, mention.end, days, mention=mention, coming=coming)


def _without_lead(mention: DateMention, wording: Wording) -> DateMention:
    """A date whose month is the word that leads it in: «des de 2023» is no December."""
    leads = (lead for lead in wording.language.when.since if wording.folded.startswith(f"{lead} ", mention.start))
    lead = next(leads, None)
    return replace(mention, start=mention.start + len(lead) + 1, month=None) if lead and not mention.day else mention


def _days_named(mention: DateMention, today: date) -> Days | None:
    """The days of a date; where it has no year, of the last such that has begun."""
    if mention.is_bc or (mention.year is not None and not OLDEST <= mention.year < date.max.year):
        return None
    if mention.year is not None:
        return days_of(mention.year, mention.month, mention.day)
    if mention.month is None:
        return None
    years = (year for year in range(today.year, today.year - 9, -1) if _exists(year, mention))
    begun = (days_of(year, mention.month, mention.day) for year in years)
    return next((days for days in begun if days.first <= today), None)


def _next_named(mention: DateMention, today: date) -> Days | None:
    """The days of a date without a year, of the first such that has not ended."""
    years = (year for year in range(today.year, min(today.year + 9, date.max.year)) if _exists(year, mention))
    named = (days_of(year, mention.month, mention.day) for year in years)
    return next((days for days in named if days.last >= today), None)


def _exists(year: int, mention: DateMention) -> bool:
    return (mention.month, mention.day) != (2, 29) or calendar.isleap(year)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """How a language says times from today, and what it says before them."""

    relative: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Language, date], Days | None]], ...]
    season: re.Pattern[str]
    part: re.Pattern[str]
    share: re.Pattern[str]
    leads: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _patterns(language: Language) -> _Patterns:
    said = language.when
    unit, count = f"(?P<unit>{one_of(said.units)})", rf"(?P<count>\d{{1,3}}|{one_of(_counts(language))})"
    this, previous, latest = one_of(said.this), one_of(said.previous), one_of(said.latest)
    weekday, before = f"(?P<weekday>{one_of(said.weekdays)})", one_of(said.ago)
    relative = (
        (rf"(?P<day>{one_of(said.days)})", _of_day),
        (rf"(?:{this})\s{unit}", _of_this),
        (
            rf"(?:(?:{previous})\s{unit}|(?P<unit_>{one_of(said.units)})\s(?:{previous}))(?!\s(?:{one_of(said.of)})\s)",
            _of_previous,
        ),
        (rf"(?:{latest})\s(?:{count}\s)?{unit}", _of_latest),
        (rf"{count}\s(?:{latest})\s{unit}", _of_latest),
        (rf"(?:{before})\s{count}\s{unit}", _of_ago),
        (rf"{count}\s{unit}\s(?:{one_of(said.ago_behind)})", _of_ago),
        (rf"(?:(?:{previous})\s)?{weekday}(?:\s(?:{previous}))?", _of_weekday),
    )
    season = rf"(?:(?P<this>{this}|{previous})\s)?(?P<season>{one_of(said.seasons)})(?:\s(?P<past>{previous}))?"
    year = rf"(?:\s(?:(?:{one_of(said.of | said.small)})\s)*(?P<year>[12]\d{{3}})(?!\d))?"
    small = rf"(?:\s(?:{one_of(said.small | said.previous)}))*\s\Z"
    to = rf"(?:\s(?:{one_of([fold(word) for word in language.ranges.to])}))?"  # «anteriores a», "prior to"
    leads = (
        ("since", said.since, ""),
        ("until", said.until, ""),
        ("before", said.before, to),
        ("after", said.after, to),
    )
    led = [*leads, ("at", said.at, ""), ("of", said.of, "")]
    return _Patterns(
        relative=tuple((_whole(pattern), read) for pattern, read in relative),
        season=_whole(season + year),
        part=re.compile(rf"(?<!\w)(?P<part>{one_of(said.parts)})(?:{small}|-\Z)"),
        share=re.compile(rf"(?<!\w)(?P<share>{one_of(said.shares)}){small}"),
        leads=tuple((re.compile(rf"(?<!\w)(?:{one_of(words)}){to}{small}"), name) for name, words, to in led if words),
    )


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


def _counts(language: Language) -> dict[str, int]:
    small = {word: count for word, count in language.numbers.cardinals.items() if 1 < count < 100}
    return small | dict.fromkeys(language.when.one, 1) | dict.fromkeys(language.when.few, A_FEW)


def _relative(wording: Wording, today: date) -> Iterator[_Moment]:
    """«ayer», «esta semana», «el mes pasado», «los últimos tres años», «hace dos meses», «el lunes»."""
    for pattern, read in _patterns(wording.language).relative:
        for match in pattern.finditer(wording.folded):
            if days := read(match, wording.language, today):
                coming = _next_weekday(match, days)
                yield _Moment(match.start(), match.end(), days, from_today=True, coming=coming)


def _of_day(match: re.Match[str], language: Language, today: date) -> Days:
    return _unit("day", -language.when.days[match["day"]], today)


def _of_this(match: re.Match[str], language: Language, today: date) -> Days:
    return _unit(language.when.units[match["unit"]], 0, today)


def _of_previous(match: re.Match[str], language: Language, today: date) -> Days:
    return _unit(language.when.units[match["unit"] or match["unit_"]], 1, today)


def _of_latest(match: re.Match[str], language: Language, today: date) -> Days | None:
    return _counted(_up_to, match, language, today)


def _of_ago(match: re.Match[str], language: Language, today: date) -> Days | None:
    return _counted(_unit, match, language, today)


def _counted(
    reckon: Callable[[str, int, date], Days], match: re.Match[str], language: Language, today: date
) -> Days | None:
    """Some units before today, a few where they are not counted; None before the calendar begins."""
    written = match["count"] or str(A_FEW if is_plural(match["unit"], language.code) else 1)
    count = int(written) if written.isdigit() else _counts(language)[written]
    unit = language.when.units[match["unit"]]
    return reckon(unit, count, today) if unit != "year" or count < today.year - OLDEST else None


def _of_weekday(match: re.Match[str], language: Language, today: date) -> Days:
    back = (today.weekday() - language.when.weekdays[match["weekday"]]) % 7 or 7
    return _unit("day", back, today)


def _next_weekday(match: re.Match[str], days: Days) -> Days | None:
    """The next day of the same name as one that has passed, where it is not said which: «el sábado»."""
    named = "weekday" in match.re.groupindex and match[0] == match["weekday"] and days.first <= date.max - timedelta(7)
    return Days(days.first + timedelta(7), days.last + timedelta(7)) if named else None


def _seasons(wording: Wording, today: date) -> Iterator[_Moment]:
    """«el verano de 2025», «la primavera pasada», «este otoño»: without a year the last that has begun."""
    said = wording.language.when
    for match in _patterns(wording.language).season.finditer(wording.folded):
        month, year = said.seasons[match["season"]], match["year"]
        bare = not (match["this"] or match["past"] or year)
        if bare and not _is_led_in(wording, match.start()):
            continue  # «las cuatro estaciones: primavera», "to fall"
        past = match["past"] or match["this"] in said.previous
        days = _season(month, int(year)) if year else _last_season(month, today, ended=bool(past))
        yield _Moment(match.start(), match.end(), days, from_today=not year)


def _is_led_in(wording: Wording, start: int) -> bool:
    return any(pattern.search(wording.folded, 0, start) for pattern, _ in _patterns(wording.language).leads)


def _last_season(month: int, today: date, *, ended: bool) -> Days:
    latest = (_season(month, year) for year in range(today.year, today.year - 3, -1))
    return next(days for days in latest if (days.last if ended else days.first) <= today)


def _narrowed(moment: _Moment, wording: Wording) -> _Moment:
    """A moment of which a part is meant: «a finales de 2025»."""
    patterns, said = _patterns(wording.language), wording.language.when
    if part := patterns.part.search(wording.folded, 0, moment.start):
        share, of = said.parts[part["part"]], 3
    elif part := patterns.share.search(wording.folded, 0, moment.start):
        share, of = said.shares[part["share"]]
    else:
        return moment
    coming = _share(moment.coming, share, of) if moment.coming else None
    return replace(moment, start=part.start(), days=_share(moment.days, share, of), mention=None, coming=coming)


# --- What leads a moment in ---------------------------------------------------------------------------------


def _led_in(moment: _Moment, wording: Wording) -> SaidTime:
    """A moment with the words before it: «desde 2023», «antes del verano», «en mayo»."""
    leads = _patterns(wording.language).leads
    found = ((pattern.search(wording.folded, 0, moment.start), name) for pattern, name in leads)
    match, name = next(((match, name) for match, name in found if match), (None, ""))
    if match is None:
        start = _small_before(moment.start, wording)
        return _said(moment, start, "", Lead.NONE)
    return _said(moment, match.start(), name, Lead(name) if name in (Lead.AT, Lead.OF) else Lead.BOUND)


def _said(moment: _Moment, start: int, lead_name: str, lead: Lead) -> SaidTime:
    coming = _bounded(moment.coming, lead_name) if moment.coming else None
    return SaidTime(start, moment.end, _bounded(moment.days, lead_name), lead, moment.from_today, coming)


def _small_before(start: int, wording: Wording) -> int:
    """Where the articles before a moment begin: «la semana pasada», «el pasado 3 de mayo»."""
    match = _small_words(wording.language).search(wording.folded, 0, start)
    return match.start() if match else start


@cache
def _small_words(language: Language) -> re.Pattern[str]:
    small, previous = one_of(language.when.small), one_of(language.when.previous)
    return re.compile(rf"(?<!\w)(?:(?:{small})\s)+(?:(?:{previous})\s)?(?:(?:{small})\s)*\Z")


def _bounded(days: Days, lead: str) -> Period:
    """The days since, until, before or after a time, or the time itself."""
    match lead:
        case "since":
            return Period(since=days.first)
        case "until":
            return Period(until=days.last)
        case "before":
            return Period(until=days.first - timedelta(1))
        case "after":
            return Period(since=days.last + timedelta(1))
        case _:
            return Period(days.first, days.last)


# --- Ranges -------------------------------------------------------------------------------------------------


def _joined(said: Sequence[SaidTime], moments: Sequence[_Moment], wording: Wording) -> list[SaidTime]:
    """The times of a text, each two that a range has for its ends as one: «entre 2019 y 2021»."""
    joined: list[SaidTime] = []
    place = 0
    while place < len(said):
        pair = _range(moments[place : place + 2], wording) if place + 1 < len(said) else None
        joined.append(pair or said[place])
        place += 2 if pair else 1
    return joined


def _range(ends: Sequence[_Moment], wording: Wording) -> SaidTime | None:
    first, last = ends
    opening = _opens_range(wording.language).search(wording.folded, 0, first.start)
    between = _parts_range(wording.language).fullmatch(wording.folded, first.end, last.start)
    if opening is None or between is None:
        return None
    if between["both"] and opening["lead"] not in wording.language.ranges.between:
        return None  # «de mayo y junio» are two
    since = _year_shared(first, last).first
    if last.days.last < since:
        return None
    period, from_today = Period(since, last.days.last), first.from_today or last.from_today
    return SaidTime(opening.start(), last.end, period, Lead.BOUND, from_today)


def _year_shared(first: _Moment, last: _Moment) -> Days:
    """The first end of a range, of the year of the last where it has none: «de enero a mayo de 2025»."""
    if first.mention is None or first.mention.year is not None:
        return first.days
    return _days_named(first.mention, last.days.last) or first.days


@cache
def _opens_range(language: Language) -> re.Pattern[str]:
    leads = language.ranges.since | language.ranges.between
    return re.compile(rf"(?<!\w)(?P<lead>{one_of(leads)})(?:\s(?:{one_of(language.when.small)}))*\s\Z")


@cache
def _parts_range(language: Language) -> re.Pattern[str]:
    to, both = one_of(language.ranges.to), one_of(language.ranges.both)
    return re.compile(rf"\s(?:(?P<both>{both})|{to})(?:\s(?:{one_of(language.when.small)}))*\s")
