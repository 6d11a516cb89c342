"""Which outlet an article is of, and whose it is, by the lines at its top that say so.

«Por Ana Ruiz», «El Faro de Velarde | Puerto Velarde, 17 de junio de 2023», «Osma, 3 may (EFE).-», «EFE / Agencias».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from rag.languages import Language
from rag.languages.international import AGENCIES, INNER_WORDS
from rag.text.furniture import is_byline, is_signature, without_lead
from rag.text.morphology import readings
from rag.text.numbers import find_dates
from rag.text.terms import fold

__all__ = ["find_signatures"]

_TOP_LINES = 6
_LONGEST = 120
_LONGEST_NAME = 6
"""Words of the name of an outlet at most, and of a person."""

_BARS = re.compile(r"\s*[|·•]\s*|\s+[–—/-]\s+")
_AROUND = " \t*_#>().,:"
_AGENCY = re.compile(r"^[^.\n]{2,60}?\((?P<who>[^()\d\n]{2,30})\)\s?\.?\s?[-–—]")
"""«Osma, 3 may (EFE).-»: what stands in brackets before the dash with which the text begins."""


def find_signatures(text: str, language: Language) -> dict[str, str]:
    """The `outlet` and the `author` that the top of an article names, where it does; the first of each.

    A strip of names counts only where it says when and where as well: «Sucesos | Osma» may be anything. Several words
    none of which is a noun name a person, others an outlet: «Prensa Velar», «EFE».
    """
    found: dict[str, str] = {}
    lines = (line.strip() for line in text[:4000].split("\n"))
    for line in islice(filter(None, lines), _TOP_LINES):
        for role, name in _signed(line, language):
            found.setdefault(role, name)
    return found


def _signed(line: str, language: Language) -> Iterator[tuple[str, str]]:
    if (agency := _AGENCY.match(line)) and _is_agency(agency["who"], line[: agency.start("who")], language):
        yield "outlet", agency["who"].strip(_AROUND)
    if len(line) > _LONGEST:
        return
    parts = [part.strip(_AROUND) for part in _BARS.split(line)]
    if is_signature(line, language):
        yield from (("outlet", part) for part in parts if _is_named(part) and _words_of_agencies(part))
    elif is_byline(line, language):
        yield "author", without_lead(parts[0], language).strip(_AROUND)
        yield from _beside_a_date(parts[1:], language)
    else:
        yield from _beside_a_date(parts, language)


def _beside_a_date(parts: list[str], language: Language) -> Iterator[tuple[str, str]]:
    """What stands in a date line before the part with the date, which has the place in it: the place is no name."""
    dated = next((n for n, part in enumerate(parts) if _has_day(part, language)), 0)
    if not dated or _begins_with_day(parts[dated], language):
        return
    for part in parts[:dated]:
        if is_byline(part, language):
            yield "author", without_lead(part, language).strip(_AROUND)
        elif _is_named(part):
            yield "author" if _is_person(part, language) else "outlet", part


def _is_agency(who: str, before: str, language: Language) -> bool:
    """Whether brackets name who sends the text, not the province: an agency that is known, or one behind a day."""
    return _words_of_agencies(who) or (_is_named(who) and any(mention.day for mention in find_dates(before, language)))


def _words_of_agencies(name: str) -> bool:
    return all(fold(word) in AGENCIES for word in name.split())


def _has_day(part: str, language: Language) -> bool:
    return any(mention.day and mention.month for mention in find_dates(part, language))


def _begins_with_day(part: str, language: Language) -> bool:
    """Whether a date has no place before it."""
    return any(not part[: mention.start].strip() for mention in find_dates(part, language) if mention.day)


def _is_named(part: str) -> bool:
    """Whether a part of a line is written as a name: few words, the longer ones with capitals."""
    words = part.split()
    return 0 < len(words) <= _LONGEST_NAME and all(w[0].isupper() or fold(w) in INNER_WORDS for w in words)


def _is_person(name: str, language: Language) -> bool:
    """Whether a name is of several words, none of them a noun; without a dictionary nobody can tell."""
    words = [fold(word) for word in name.split() if fold(word) not in INNER_WORDS]
    if len(words) < 2 or name.isupper() or not language.lexicon.dictionary:
        return False
    nouns = (reading.pos == "n" for word in words for reading in readings(word, language.code))
    return not any(nouns) and language.syntax.determiners.isdisjoint(words)
