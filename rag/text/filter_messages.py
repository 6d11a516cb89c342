"""How filters are shown to a reader, and what is said where no article passes them, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rag.languages import Language, language_of
from rag.languages.english import ENGLISH
from rag.text.messages import name_of, say
from rag.types import Filters, Found, Outside

__all__ = ["say_day", "say_filters", "say_found", "say_outside"]


def say_day(day: date, language: Language) -> str:
    """A day as the language writes it, «3 de mayo de 2025», or one that its readers know, or English."""
    spoken = next(known for known in (language, language_of(language.also_read), ENGLISH) if _writes_days(known))
    names = (name for name, number in spoken.calendar.months.items() if number == day.month)
    month = next(name for name in names if name in spoken.calendar.full_months)
    written = month.capitalize() if spoken.calendar.capitals else month
    return say("day", spoken, day=str(day.day), month=written, year=str(day.year))


def _writes_days(language: Language) -> bool:
    return "day" in language.messages and bool(language.calendar.full_months)


def say_filters(filters: Filters, language: Language) -> tuple[str, ...]:
    """Each filter in a few words, to be shown by itself: «publicado desde el 1 de enero de 2023», «medio: EFE»."""
    return (*_days(filters, language), *_names(filters, language))


def _days(filters: Filters, language: Language) -> Iterator[str]:
    since, until = (say_day(day, language) if day else "" for day in (filters.since, filters.until))
    if since and since == until:
        yield say("filter_day", language, value=since)
    elif since and until:
        yield say("filter_between", language, one=since, other=until)
    elif since:
        yield say("filter_since", language, value=since)
    elif until:
        yield say("filter_until", language, value=until)


def _names(filters: Filters, language: Language) -> Iterator[str]:
    named = {
        "filter_outlet": filters.outlet,
        "filter_author": filters.author,
        "filter_section": filters.section,
        "filter_language": name_of(language_of(filters.language)) if filters.language else "",
        "filter_path": filters.path,
        "filter_ids": str(len(filters.ids) or ""),
    }
    return (say(message, language, value=" ".join(value.split())) for message, value in named.items() if value)


def say_outside(outside: Outside, language: Language) -> str:
    """That no article passes the filters, how many lie outside, and the days nearest to those of the filters."""
    shown = "; ".join(say_filters(outside.filters, language))
    said = [
        say("outside", language, value=shown),
        say("outside_total", language, value=_articles(outside.articles, language)),
    ]
    days = [say_day(day, language) for day in outside.nearest]
    if len(days) == 2:
        said.append(say("outside_between", language, one=days[0], other=days[1]))
    elif days:
        said.append(say("outside_nearest", language, value=days[0]))
    if outside.undated:
        said.append(say("undated", language, value=_articles(outside.undated, language)))
    return " ".join(said)


def say_found(found: Found, language: Language) -> str:
    """What a reader should know of the filters of a search; empty where there is nothing."""
    said = [say("quoted_outlet", language, value=found.quoted)] if found.quoted else []
    if found.outside:
        said.append(say_outside(found.outside, language))
    elif found.undated:
        said.append(say("undated", language, value=_articles(found.undated, language)))
    return " ".join(said)


def _articles(number: int, language: Language) -> str:
    return say("one_article" if number == 1 else "articles", language, value=str(number))
