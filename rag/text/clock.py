"""Times of day: «18.30 h», «18h30», «las nueve y media de la noche», "6.30 pm"; «duró 21 horas» is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from rag.text.figures import TIME, Quantity
from rag.text.number_words import CARDINALS, CLOCK_ARTICLES, CLOCK_WORDS, HALVES_OF_DAY, PARTS_OF_HOUR
from rag.text.stopwords import STOP_WORDS
from rag.text.terms import fold, match_folded

__all__ = ["find_times"]

_DAY = 24 * 60
_REACH = 40
_NEVER = "(?!)"

_DIGITS = r"""
    (?<! [\w:] ) (?<! \d[.,'’] ) (?<! [-–]) (?P<digits> [01]?\d | 2[0-4] )
    (?: (?: (?P<mark> [:.'’] ) | \s? h \s? (?! \d\d \s? m (?: in )? \b ) )  # «2 h 30 min» is a duration
        (?P<minutes> [0-5]\d ) (?: : (?P<seconds> [0-5]\d ) )? )?
    (?! \d | [.,:'’]\d )
"""
# The word before the article tells «a las 21 horas» from «en las 3 horas»; elsewhere the article says it itself.
_POINTS = {"es": r"a|hasta|desde|sobre|hacia|entre|para", "ca": r"a|fins a|des de", "gl": r"ata|desde"}
_ENDS = re.compile(r"\s*(?:\Z|[.,;:)»”\"!?…–—-])")
_LINK = re.compile(r"\s(?:y|e|a|hasta|and|to)\s", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """How a language writes the hour, what points at it, and what may stand behind it (in the folded text)."""

    hour: re.Pattern[str]
    pointing: re.Pattern[str]
    tail: re.Pattern[str]


def find_times(text: str, language: str) -> list[Quantity]:
    """Find the times of day of a text, in order, each in minutes since midnight."""
    patterns = _patterns(language)
    found: list[Quantity] = []
    for match in patterns.hour.finditer(text):
        linked = bool(found) and _LINK.fullmatch(text, found[-1].end, match.start()) is not None
        found.extend(_read(text, match, patterns, language, linked=linked))
    return found


@cache
def _patterns(language: str) -> _Patterns:
    article = CLOCK_ARTICLES.get(language, _NEVER)
    parts, halves = _any_of(PARTS_OF_HOUR.get(language, ())), _any_of(HALVES_OF_DAY.get(language, ()))
    hour = rf"(?: \b (?P<article> {article} ) \s )? {_DIGITS} | \b (?: {article} ) \s (?P<word> [^\W\d_]+ )"
    pointing = rf"\b(?:{_POINTS[language]})\s\Z" if language in _POINTS else ""
    hours = CLOCK_WORDS.get(language, "h").lower()
    tail = rf"""
        (?: \s (?P<part> {parts} ) \b )?
        (?: \s? (?P<hours> {hours} ) \b
          | (?P<to> (?= \s (?: a | y ) \s (?: las \s )? \d\d?\.\d\d \s? (?: {hours} ) \b ) ) )?
        (?: \s en\ punto \b )?
        (?: \s (?P<half> {halves} ) \b | \s? (?P<meridiem> [ap] ) (?: \. \s? m\.? | m ) (?! \w ) )?
    """
    flags = re.VERBOSE | re.IGNORECASE
    return _Patterns(re.compile(hour, flags), re.compile(pointing, re.IGNORECASE), re.compile(tail, flags))


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(map(re.escape, phrases)) or _NEVER


def _read(text: str, match: re.Match[str], patterns: _Patterns, language: str, *, linked: bool) -> Iterator[Quantity]:
    """The time of day that begins at an hour, if it is one; `linked` to another as in «entre las 9 y las 11»."""
    word = match["word"]
    hour = int(match["digits"]) if word is None else CARDINALS.get(language, {}).get(fold(word))
    found = match_folded(patterns.tail, text, match.end(), _REACH)
    if hour is None or hour > 24 or found is None:
        return
    tail, end = found
    pointed = linked or patterns.pointing.search(text, max(0, match.start() - _REACH), match.start()) is not None
    alone = language in _POINTS and _stands_alone(text, match.end(), language)
    if not _is_time(match, tail, language, pointed=pointed, alone=alone):
        return
    half = HALVES_OF_DAY.get(language, {}).get(tail["half"] or "") or (
        f"{tail['meridiem']}m" if tail["meridiem"] else None
    )
    minutes = int(match["minutes"] or 0) + PARTS_OF_HOUR.get(language, {}).get(tail["part"] or "", 0)
    spoken = tail["half"] is not None and fold(tail["half"]).endswith("manana")
    value = (_on_the_dial(hour, half, spoken=spoken) * 60 + minutes) % _DAY
    exact = Decimal(value) + Decimal(match["seconds"] or 0) / 60
    yield Quantity(match.start("digits" if word is None else "word"), end, exact, unit=TIME, says_half=half is not None)


def _is_time(match: re.Match[str], tail: re.Match[str], language: str, *, pointed: bool, alone: bool) -> bool:
    """Whether digits or a word that may be an hour are one, by how they are written and what stands beside them."""
    article = match["word"] is not None or match["article"] is not None
    said = tail["half"] is not None or tail["meridiem"] is not None
    if match["mark"] in (".", "'", "’"):  # «18.30» may be a number
        worded = tail["hours"] is not None or tail["to"] is not None or (article and match["mark"] == ".")
        return said or (worded and language != "en")
    if match["minutes"] is not None:
        return True
    if said or tail["hours"] in ("o'clock", "o’clock"):
        return article or match["digits"] is not None
    if tail["part"] is not None:
        return article
    return article and pointed and (tail["hours"] is not None or alone)


def _stands_alone(text: str, end: int, language: str) -> bool:
    """Whether nothing that could be counted follows: «a las 9 en punto», not «a las 9 provincias»."""
    following = _NEXT_WORD.match(text, end)
    return bool(_ENDS.match(text, end)) or (
        following is not None and fold(following[1]) in STOP_WORDS.get(language, frozenset())
    )


def _on_the_dial(hour: int, half: str | None, *, spoken: bool) -> int:
    """The hour of 24 that an hour of twelve and its half of the day mean.

    «Las doce de la mañana» is noon, though "12 am" is midnight; the night begins at six and ends at five.
    """
    if half is None or hour > 12:
        return hour
    if half == "night":
        return hour % 12 if hour in (12, 1, 2, 3, 4, 5) else hour + 12
    if half == "am":
        return 12 if spoken and hour == 12 else hour % 12
    return hour % 12 + 12
