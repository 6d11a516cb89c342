"""Days that a text names by how long before its own they are: «ayer», «el pasado martes», «hace dos días»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from rag.languages import Language
from rag.languages.language import alternation
from rag.text.terms import fold

__all__ = ["days_before"]

_MOST = 60
"""How many days back a text counts."""


def days_before(text: str, language: Language, today: date) -> Iterator[tuple[int, date]]:
    """Where a text names such days, and which they are, counted from `today`.

    A day of the week is the last one before it.
    """
    when, folded = language.when, fold(text)
    for word in re.finditer(r"[^\W\d_]+", folded):
        back = -when.days[word[0]] if word[0] in when.days else None
        if word[0] in when.weekdays:
            back = (today.weekday() - when.weekdays[word[0]] - 1) % 7 + 1
        if back is not None and back >= 0:
            yield word.start(), today - timedelta(back)
    for pattern in _ago(language):
        for found in pattern.finditer(folded):
            number = _number(found["number"], language)
            if number and language.when.units.get(found["unit"]) in _DAYS:
                back = number * _DAYS[language.when.units[found["unit"]]]
                if back <= _MOST:
                    yield found.start(), today - timedelta(back)


_DAYS = {"day": 1, "week": 7}


@cache
def _ago(language: Language) -> tuple[re.Pattern[str], ...]:
    counted = rf"(?P<number>\w+) (?P<unit>{alternation(frozenset(language.when.units))})"
    before, behind = language.when.ago, language.when.ago_behind
    found = [rf"\b(?:{alternation(before)}) {counted}\b"] if before else []
    found += [rf"\b{counted} (?:{alternation(behind)})\b"] if behind else []
    return tuple(map(re.compile, found))


def _number(word: str, language: Language) -> int | None:
    if word.isdigit():
        return int(word) if len(word) < 3 else None
    if word in language.when.one:
        return 1
    value = language.numbers.cardinals.get(word)
    return int(value) if value is not None else None
