"""Filters as they are given from outside: options of a command, fields of a form, metadata filters of a framework."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rag.errors import FilterError
from rag.languages import LANGUAGES
from rag.questions.times import Days, days_of
from rag.text.terms import fold
from rag.types import Filters

__all__ = ["filters_as_dict", "filters_from_dict", "filters_from_options", "one_by_one", "read_days"]

_DAYS = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_CODE = re.compile(r"[a-z]{2,3}")


def read_days(text: str, name: str = "the date") -> Days:
    """The days of a year, a month or a day: «2024», «2024-03», «2024-03-05».

    Args:
        text: As it was given.
        name: What an error calls it, such as `--since`.

    Raises:
        FilterError: It is none of the three, or the calendar has no such day.
    """
    match = _DAYS.fullmatch(text.strip())
    if match is None:
        raise FilterError(f"{name} {text!r} is no date: write a year, a month or a day as 2024, 2024-03 or 2024-03-05.")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return days_of(year or 0, month, day)
    except ValueError as error:
        raise FilterError(
            f"{name} {text!r} is in no calendar: write a day that there is, such as 2024-03-05."
        ) from error


def filters_from_options(
    *,
    since: str | None = None,
    until: str | None = None,
    source: str | None = None,
    author: str | None = None,
    section: str | None = None,
    language: str | None = None,
    path: str | None = None,
) -> Filters:
    """Filters as one types them; what is not given, or blank, filters nothing.

    Args:
        since: First day, as `read_days` takes it: of a year or month its first.
        until: Last day, likewise: of a year or month its last.
        source: The outlet.
        author: Who wrote it.
        section: Part of the newspaper.
        language: ISO 639-1 code, or the name that a known language has for itself.
        path: Source of articles, with `*` and `?`; or a folder.

    Raises:
        FilterError: One of them cannot be read, or the last day lies before the first.
    """
    first = read_days(since, "--since").first if since and since.strip() else None
    last = read_days(until, "--until").last if until and until.strip() else None
    if first and last and last < first:
        raise FilterError(f"--until {last} lies before --since {first}: no day is between them; exchange the two.")
    return Filters(
        since=first,
        until=last,
        outlet=_line(source),
        author=_line(author),
        section=_line(section),
        language=_code(language) if language and language.strip() else "",
        path=_line(path),
    )


def filters_as_dict(filters: Filters) -> Mapping[str, object]:
    """Filters for JSON, by the names that options have; what is not set is left out, days are written 2024-03-05."""
    facts: dict[str, object] = {
        "since": _day(filters.since),
        "until": _day(filters.until),
        "source": filters.outlet,
        "author": filters.author,
        "section": filters.section,
        "language": filters.language,
        "path": filters.path,
        "ids": list(filters.ids),
    }
    return {name: value for name, value in facts.items() if value}


def filters_from_dict(facts: Mapping[str, Any]) -> Filters:
    """The filters of which `filters_as_dict` made these facts."""
    since, until = (date.fromisoformat(facts[name]) if name in facts else None for name in ("since", "until"))
    texts = {name: str(facts.get(name, "")) for name in ("author", "section", "language", "path")}
    return Filters(since, until, str(facts.get("source", "")), **texts, ids=tuple(facts.get("ids", ())))


def one_by_one(filters: Filters) -> list[tuple[Filters, Filters]]:
    """Each filter by itself, in the order in which they are said, with what is left where it is taken off.

    The first day and the last are one filter.
    """
    bare = Filters()
    names = [("since", "until"), *((name,) for name in ("outlet", "author", "section", "language", "path", "ids"))]
    alone = [replace(bare, **{name: getattr(filters, name) for name in together}) for together in names]
    left = [replace(filters, **{name: getattr(bare, name) for name in together}) for together in names]
    return [(one, rest) for one, rest in zip(alone, left, strict=True) if one]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _code(text: str) -> str:
    wanted = fold(text.strip())
    named = next((language.code for language in LANGUAGES if fold(language.name) == wanted), wanted)
    if not _CODE.fullmatch(named):
        raise FilterError(f"--language {text!r} is no language: write its code, such as es or en.")
    return named
