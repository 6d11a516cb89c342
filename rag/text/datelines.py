"""The lines at the top of an article that say when and where it came out and who signs it, and nothing else.

«El Faro de Velarde | Puerto Velarde, 17 de junio de 2023», «ANA RUIZ / El Eco / 12-03-2024», «La Gaceta. 3 de mayo de
2025. Prensa Velar», «Publicado el 12/03/2024 a las 09:15 por Ana Ruiz». A line that says anything else is no such line:
every piece of it is a day, a name, a section, or a byline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from rag.languages import LANGUAGES, Language
from rag.languages.international import AGENCIES, INNER_WORDS, TIMES
from rag.languages.language import alternation
from rag.text.figures import DateMention
from rag.text.furniture import is_byline, names_section, without_lead
from rag.text.morphology import is_word, readings
from rag.text.numbers import find_dates
from rag.text.terms import fold

__all__ = [
    "TOP_LINES",
    "Dateline",
    "after_a_date",
    "is_agency",
    "is_name",
    "is_person",
    "read_dateline",
    "read_datelines",
]

TOP_LINES = 6
"""Lines with something in them among which such lines stand."""

_LONGEST = 120
_LONGEST_NAME = 6
_AROUND = " \t*_#>().,:;|·•/–—-"
_PIECES = re.compile(r"\s*(?P<bar>[|·•]|(?<=\s)[–—/-](?=\s))\s*|(?<!\b[^\W\d_])[.,:;]\s+|[()]")
_ASIDE = re.compile(r"\((?![^()]*[A-ZÀ-Þ])[^()]*\)")
"""Words in brackets that name nothing: «(edición impresa)»."""

_ENDS_APART = re.compile(r"[,|·•–—.(:;/-]\s*\Z")
_ARTICLES = frozenset[str]().union(*(language.ranges.articles for language in LANGUAGES))
_KINDS = frozenset[str]().union(*(language.press.kinds for language in LANGUAGES))


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a line at the top of an article says.

    Attributes:
        day: The day on which it came out, where the line names it with its year.
        dated: Whether it names a day, with its year or not …
        labelled: … and says what day it is: «Publicado el …».
        outlets: Who published it.
        authors: Who wrote it.
        signed: Whether it says so of an author, with a byline.
        place: The name right before the day: a place, or an outlet that is called as nothing else is.
    """

    day: date | None = None
    dated: bool = False
    labelled: bool = False
    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    signed: bool = False
    place: str = ""


def read_datelines(lines: Sequence[str], language: Language) -> Mapping[int, Dateline]:
    """Those of the first lines of an article, without blank ones, that are such lines, by their place.

    A line of names alone counts only beside one with a day or a byline, and never as the first: it may be the title.
    Where several lines have a day and do not say which, they are rows of an agenda.
    """
    read = {n: found for n, line in enumerate(lines[:TOP_LINES]) if (found := read_dateline(line, language))}
    if sum(found.dated and not found.labelled for found in read.values()) > 1:
        return {}
    sure = {n for n, found in read.items() if found.dated or found.signed}
    beside = {n for n in read if n and any(_goes_with(read[n], read[m]) for m in (n - 1, n + 1) if m in sure)}
    return {n: read[n] for n in sorted(sure | beside)}


def _goes_with(names: Dateline, other: Dateline) -> bool:
    """Whether a line of names alone signs beside another; what may be a person is the place of a day that has none."""
    return bool(names.outlets or other.place or other.outlets)


def read_dateline(line: str, language: Language) -> Dateline | None:
    """What a line says, where it may be such a line; None of any other."""
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return None
    days = [mention for mention in find_dates(line, language) if mention.month and mention.day]
    if len(days) > 1:
        return None
    if not days:
        return _read(_pieces(line), [], Dateline(), language)
    before, labelled = _without_label(line[: days[0].start], language)
    time = after_a_date(language).match(line, days[0].end)
    after = line[time.end() if time else days[0].end :]
    apart = not before or labelled or _ENDS_APART.search(before) or _is_outlet(before.strip(_AROUND))
    dated = Dateline(_as_day(days[0]), dated=True, labelled=labelled)
    return _read(_pieces(before), _pieces(after), dated, language) if apart else None


def is_name(words: str) -> bool:
    """Whether words are written as a name: few, the longer ones with capitals."""
    found = words.split()
    return 0 < len(found) <= _LONGEST_NAME and all(w[0].isupper() or fold(w) in INNER_WORDS for w in found)


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency."""
    return bool(name) and all(fold(word) in AGENCIES for word in name.split())


def is_person(name: str, language: Language) -> bool:
    """Whether a name may be a person's and is of no kind that newspapers have."""
    return is_name(name) and not _is_outlet(name) and _may_be_person(name, language)


@cache
def after_a_date(language: Language) -> re.Pattern[str]:
    """The time of day behind a date, and marks; it may be empty."""
    return re.compile(
        rf"(?:\W|\d|(?:\b|(?<=\d))(?:{alternation(language.headers.times | TIMES)})\b){{0,20}}", re.IGNORECASE
    )


# --- Pieces -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a line between two marks, and whether the mark behind them is a bar."""

    words: str
    barred: bool


def _pieces(part: str) -> list[_Piece]:
    part = _ASIDE.sub("", part)
    found, here = [], 0
    for mark in _PIECES.finditer(part):
        found.append(_Piece(part[here : mark.start()].strip(_AROUND), mark["bar"] is not None))
        here = mark.end()
    found.append(_Piece(part[here:].strip(_AROUND), barred=False))
    return [piece for piece in found if piece.words]


def _without_label(before: str, language: Language) -> tuple[str, bool]:
    """What stands before a day without the day of the week and its label, and whether it has one: «Publicado el»."""
    label = language.headers.date_labels.match(before.lstrip(_AROUND))
    if label:
        rest = re.sub(r"\A\w*\W*", "", before.lstrip(_AROUND)[label.end() :])
        if not any(word[0].isupper() for word in rest.split()):
            return "", True
        if is_byline(rest, language):  # «Publicado por Ana Ruiz, 3 de mayo de 2024»
            return rest, True
    found = re.search(r"(?P<word>[^\W\d_]+)[\s,]*\Z", before)
    if found and fold(found["word"]) in language.when.weekdays:
        return before[: found.start()], False
    return before, False


def _as_day(mention: DateMention) -> date | None:
    if not (mention.year and mention.month and mention.day):
        return None
    return date(mention.year, mention.month, mention.day)


# --- Who is who ---------------------------------------------------------------------------------------------


def _read(before: list[_Piece], after: list[_Piece], found: Dateline, language: Language) -> Dateline | None:
    """What the pieces before a day and behind it say; None where one of them is no name."""
    pieces = [piece.words for piece in (*before, *after)]
    bylines = [words for words in pieces if is_byline(words, language)]
    named = [words for words in pieces if words not in bylines and not _adds_nothing(words, language)]
    if not all(_are_names(words, language) for words in named):
        return None
    outlets = [words for words in pieces if _is_outlet(words) or is_agency(words)]
    place = before[-1].words if found.dated and before and before[-1].words in named else ""
    place = "" if place in outlets else place
    others = [words for words in named if words not in outlets and words != place]
    is_one = _may_be_person if outlets or place or not found.dated else _is_surely_person
    authors = [words for words in others if is_one(words, language)]
    if place and not outlets:  # a strip of names: «Revista Osma | Osma, 3 de mayo de 2023»
        outlets = [p.words for p in before if p.barred and p.words in others and p.words not in authors]
    unknown = set(others) - {*outlets, *authors}
    if not found.dated and (unknown or not (bylines or outlets or authors)):
        return None
    return Dateline(
        found.day,
        found.dated,
        found.labelled,
        tuple(outlets),
        (*(without_lead(words, language).strip(_AROUND) for words in bylines), *authors),
        bool(bylines),
        place,
    )


def _are_names(words: str, language: Language) -> bool:
    """Whether words are a name, or several: «Ana Ruiz y Luis Gil»."""
    return is_name(" ".join(word for word in words.split() if fold(word) not in language.syntax.conjunctions))


def _adds_nothing(words: str, language: Language) -> bool:
    """Whether words name a section, a desk, «corresponsal en Osma», or a page."""
    first = fold(words.split()[0])
    return first.isdigit() or first in language.furniture.desks | AGENCIES or names_section(words, language)


def _is_outlet(name: str) -> bool:
    """Whether a name is of the kind that newspapers have, «El Faro de Osma», "The Osma Post": no place is called so."""
    words = [fold(word) for word in name.split()]
    told = [word for word in words if word not in INNER_WORDS | _ARTICLES]
    return is_name(name) and len(words) > 1 and bool(told) and not _KINDS.isdisjoint((told[0], told[-1]))


def _is_surely_person(name: str, language: Language) -> bool:
    """Whether a name is of several words, none of them a noun; without a dictionary nobody can tell."""
    return _may_be_person(name, language) and not any(
        reading.pos == "n" for word in _told(name) for reading in readings(fold(word), language.code)
    )


def _may_be_person(name: str, language: Language) -> bool:
    """Whether a name is of several words, one of them in no dictionary, and has no article."""
    words = _told(name)
    if len(words) < 2 or not language.lexicon.dictionary:
        return False
    unusual = [not is_word(word.lower(), language.code) for word in words]
    if not unusual[0] and fold(name.split()[1]) in INNER_WORDS:  # «Concierto de Rosalía»
        return False
    return any(unusual) and (language.syntax.determiners | _ARTICLES).isdisjoint(
        fold(word) for word in name.split()[:1]
    )


def _told(name: str) -> list[str]:
    """The words of a name but for the small ones."""
    return [word for word in name.split() if fold(word) not in INNER_WORDS]
