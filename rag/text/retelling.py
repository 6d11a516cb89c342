"""What was said to a reader in one language, told anew in another.

The reason of a verdict, or a note on an answer, is said where it is found, in the answer's language; a page may speak
another to who reads it. A message is read back by its words in any language; its values, which are an article's or a
reader's, stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from datetime import date
from functools import cache

from rag.languages import LANGUAGES, Language
from rag.languages.english import ENGLISH
from rag.text.filter_messages import say_day
from rag.text.messages import say

__all__ = ["told_anew"]

_HOLE = re.compile(r"\\\{(\w+)\\\}")
_LONGEST = 2_000
"""Longest text that is told anew, in characters: matching takes time that grows with more than its length."""

_PARTS = frozenset(
    "articles day filter_author filter_between filter_day filter_ids filter_language filter_outlet filter_path "
    "filter_section filter_since filter_until one_article".split()
)
"""Messages that are nothing but values of others."""
_COMPOSED = frozenset("outside outside_between outside_nearest outside_total undated".split()) | _PARTS
"""Messages whose values may be such."""
_WHOLE = ENGLISH.messages.keys() - _PARTS
_WITHIN = "; "
"""Between the filters of which one value is made."""


def told_anew(text: str, language: Language) -> str:
    """A message, or several behind each other, in another language; what is none stays as it is."""
    if not text or len(text) > _LONGEST:
        return text
    tellings = (_sentences(text, spoken, language) for spoken in (language, *LANGUAGES))
    return next((told for told in tellings if told is not None), text)


def _sentences(text: str, spoken: Language, language: Language) -> str | None:
    """Messages behind each other, each of them told anew; None where one of them is none."""
    for end in (*(found.end() - 1 for found in re.finditer(r"\. ", text)), len(text)):
        told, rest = _message(text[:end], _WHOLE, spoken, language), text[end:].lstrip()
        following = _sentences(rest, spoken, language) if told is not None and rest else ""
        if told is not None and following is not None:
            return f"{told} {following}" if following else told
    return None


def _message(text: str, among: Set[str], spoken: Language, language: Language) -> str | None:
    for name, pattern in _patterns(spoken):
        if name in among and (found := pattern.fullmatch(text)):
            values = found.groupdict()
            if name == "day":
                return _day(values, spoken, language)
            retell = _composed if name in _COMPOSED else _requoted
            return say(name, language, **{hole: retell(value, spoken, language) for hole, value in values.items()})
    return None


def _composed(value: str, spoken: Language, language: Language) -> str:
    return _WITHIN.join(_message(part, _PARTS, spoken, language) or part for part in value.split(_WITHIN))


def _day(values: Mapping[str, str], spoken: Language, language: Language) -> str | None:
    month = spoken.calendar.months.get(values["month"].lower(), 0)
    try:
        return say_day(date(int(values["year"]), month, int(values["day"])), language)
    except ValueError:
        return None


def _requoted(value: str, spoken: Language, language: Language) -> str:
    """A value in another language's quotation marks where it is words in such: «uno», «dos» ni «tres»."""
    (opening, closing), (opened, closed) = _marks(spoken), _marks(language)
    for name in ("", "nor", "and"):
        value = value.replace(f"{closing}{_joint(name, spoken)}{opening}", f"{closed}{_joint(name, language)}{opened}")
    if value.startswith(opening) and value.endswith(closing):
        return f"{opened}{value[len(opening) : -len(closing)]}{closed}"
    return value


def _marks(language: Language) -> tuple[str, str]:
    opening, _, closing = say("quoted", language, value="\0").partition("\0")
    return opening, closing


def _joint(name: str, language: Language) -> str:
    return say(name, language, one="", other="") if name else ", "


@cache
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What each message may be, what says most first; none that could be any text («{one} y {other}»)."""
    given = {name: re.escape(words) for name, words in language.messages.items()}
    made = [(name, _HOLE.sub(r"(?P<\1>.*)", words)) for name, words in given.items() if _is_told(name, words)]
    made.sort(key=lambda one: -len(_HOLE.sub("", given[one[0]])))
    return tuple((name, re.compile(pattern, re.DOTALL)) for name, pattern in made)


def _is_told(name: str, words: str) -> bool:
    return name in _PARTS or not (words.startswith(r"\{") or name == "quoted")
