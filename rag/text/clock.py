"""Times of day: «18.30 h», «18h30», «las nueve y media de la noche», "6.30 pm"; «duró 21 horas» is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from rag.languages import Language
from rag.languages.language import alternation
from rag.languages.patterns import NEVER
from rag.text.figures import TIME, Quantity
from rag.text.terms import fold, match_folded

__all__ = ["find_times"]

_DAY = 24 * 60
_REACH = 40

_DIGITS = r"""
    (?<! [\w:] ) (?<! \d[.,'’] ) (?<! [-–]) (?P<digits> [01]?\d | 2[0-4] )
    (?: (?: (?P<mark> [:.'’] ) | \s? h \s? (?! \d\d \s? m (?: in )? \b ) )  # «2 h 30 min» is a duration
        (?P<minutes> [0-5]\d ) (?: : (?P<seconds> [0-5]\d ) )? )?
    (?! \d | [.,:'’]\d )
"""
_ENDS = re.compile(r"\s*(?:\Z|[.,;:)»”\"!?…–—-])")
_NEXT_WORD = re.compile(r"\s([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """How a language writes the hour, what points at it, what may stand behind it (folded) and between two."""

    hour: re.Pattern[str]
    pointing: re.Pattern[str]
    tail: re.Pattern[str]
    link: re.Pattern[str]


def find_times(text: str, language: Language) -> list[Quantity]:
    """Find the times of day of a text, in order, each in minutes since midnight."""
    patterns = _patterns(language)
    found: list[Quantity] = []
    for match in patterns.hour.finditer(text):
        linked = bool(found) and patterns.link.fullmatch(text, found[-1].end, match.start()) is not None
        found.extend(_read(text, match, patterns, language, linked=linked))
    return found


@cache
def _patterns(language: Language) -> _Patterns:
    said, never = language.clock, NEVER.pattern
    article, parts, halves = said.article or never, alternation(said.parts), alternation(said.halves)
    hour = rf"(?: \b (?P<article> {article} ) \s )? {_DIGITS} | \b (?: {article} ) \s (?P<word> [^\W\d_]+ )"
    pointing = rf"\b(?:{said.points})\s\Z" if said.points else ""
    hours, link = said.hours or "h", alternation(language.ranges.both | language.ranges.to)
    tail = rf"""
        (?: \s (?P<part> {parts} ) \b )?
        (?: \s? (?P<hours> {hours} ) \b
          | (?P<to> (?= \s (?: {said.to or never} ) \d\d?\.\d\d \s? (?: {hours} ) \b ) ) )?
        (?: \s {re.escape(said.sharp) or never} \b )?
        (?: \s (?P<half> {halves} ) \b | \s? (?P<meridiem> [ap] ) (?: \. \s? m\.? | m ) (?! \w ) )?
    """
    flags = re.VERBOSE | re.IGNORECASE
    return _Patterns(
        hour=re.compile(hour, flags),
        pointing=re.compile(pointing, re.IGNORECASE),
        tail=re.compile(tail, flags),
        link=re.compile(rf"\s(?:{link})\s", re.IGNORECASE),
    )


def _read(
    text: str, match: re.Match[str], patterns: _Patterns, language: Language, *, linked: bool
) -> Iterator[Quantity]:
    """The time of day that begins at an hour, if it is one; `linked` to another as in «entre las 9 y las 11»."""
    word = match["word"]
    hour = int(match["digits"]) if word is None else language.numbers.cardinals.get(fold(word))
    found = match_folded(patterns.tail, text, match.end(), _REACH)
    if hour is None or hour > 24 or found is None:
        return
    tail, end = found
    pointed = linked or patterns.pointing.search(text, max(0, match.start() - _REACH), match.start()) is not None
    alone = bool(language.clock.points) and _stands_alone(text, match.end(), language)
    if not _is_time(match, tail, language, pointed=pointed, alone=alone):
        return
    half = language.clock.halves.get(tail["half"] or "") or (f"{tail['meridiem']}m" if tail["meridiem"] else None)
    minutes = int(match["minutes"] or 0) + language.clock.parts.get(tail["part"] or "", 0)
    value = (_on_the_dial(hour, half) * 60 + minutes) % _DAY
    exact = Decimal(value) + Decimal(match["seconds"] or 0) / 60
    yield Quantity(match.start("digits" if word is None else "word"), end, exact, unit=TIME, says_half=half is not None)


def _is_time(match: re.Match[str], tail: re.Match[str], language: Language, *, pointed: bool, alone: bool) -> bool:
    """Whether digits or a word that may be an hour are one, by how they are written and what stands beside them."""
    article = match["word"] is not None or match["article"] is not None
    said = tail["half"] is not None or tail["meridiem"] is not None
    if match["mark"] in (".", "'", "’"):  # «18.30» may be a number
        worded = tail["hours"] is not None or tail["to"] is not None or (article and match["mark"] == ".")
        return said or (worded and language.clock.point_between)
    if match["minutes"] is not None:
        return True
    if said or tail["hours"] in language.clock.surely:
        return article or match["digits"] is not None
    if tail["part"] is not None:
        return article
    return article and pointed and (tail["hours"] is not None or alone)


def _stands_alone(text: str, end: int, language: Language) -> bool:
    """Whether nothing that could be counted follows: «a las 9 en punto», not «a las 9 provincias»."""
    following = _NEXT_WORD.match(text, end)
    return bool(_ENDS.match(text, end)) or (following is not None and fold(following[1]) in language.stop_words)


def _on_the_dial(hour: int, half: str | None) -> int:
    """The hour of 24 that an hour of twelve and its half of the day mean.

    «Las doce de la mañana» is noon, though "12 am" is midnight; the night begins at six and ends at five.
    """
    if half is None or hour > 12:
        return hour
    if half == "night":
        return hour % 12 if hour in (12, 1, 2, 3, 4, 5) else hour + 12
    if half in ("am", "morning"):
        return 12 if half == "morning" and hour == 12 else hour % 12
    return hour % 12 + 12
