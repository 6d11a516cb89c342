"""Which outlet an article is of, and whose it is, by the lines at its top that say so.

«Por Ana Ruiz», «El Faro de Velarde | Puerto Velarde, 17 de junio de 2023», «Osma, 3 may (EFE).-», «EFE / Agencias».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from rag.languages import Language
from rag.text.datelines import TOP_LINES, Dateline, is_agency, is_name, read_datelines
from rag.text.furniture import is_signature
from rag.text.numbers import find_dates

__all__ = ["find_signatures"]

_LONGEST = 120

_BARS = re.compile(r"\s*[|·•]\s*|\s+[–—/-]\s+")
_AROUND = " \t*_#>().,:"
_AGENCY = re.compile(r"^[^.\n]{2,60}?\((?P<who>[^()\d\n]{2,30})\)\s?\.?\s?[-–—]")
"""«Osma, 3 may (EFE).-»: what stands in brackets before the dash with which the text begins."""


def find_signatures(text: str, language: Language) -> dict[str, str]:
    """The `outlet`, the `author` and the `place` that the top of an article names, where it does; the first of each.

    A strip of names counts only where it says when and where as well: «Sucesos | Osma» may be anything. Several words
    none of which is a noun name a person, others an outlet: «Prensa Velar», «EFE». The place is what stands right
    before the day: of «Forbes, 3 de mayo de 2024» nobody can tell by itself that it is none.
    """
    found: dict[str, str] = {}
    lines = list(islice(filter(None, (line.strip() for line in text[:4000].split("\n"))), TOP_LINES))
    datelines = read_datelines(lines, language)
    for n, line in enumerate(lines):
        for role, name in _signed(line, datelines.get(n), language):
            found.setdefault(role, name)
    return found


def _signed(line: str, dateline: Dateline | None, language: Language) -> Iterator[tuple[str, str]]:
    agency = _AGENCY.match(line)
    if agency and _is_sender(agency["who"], line[: agency.start("who")], language):
        yield "outlet", agency["who"].strip(_AROUND)
    if len(line) <= _LONGEST and is_signature(line, language):
        parts = (part.strip(_AROUND) for part in _BARS.split(line))
        yield from (("outlet", part) for part in parts if is_agency(part))
    if dateline:
        yield from (("outlet", name) for name in dateline.outlets)
        yield from (("author", name) for name in dateline.authors)
        if dateline.place and not dateline.outlets:
            yield "place", dateline.place


def _is_sender(who: str, before: str, language: Language) -> bool:
    """Whether brackets name who sends the text, not the province: an agency that is known, or one behind a day."""
    return is_agency(who) or (is_name(who) and any(mention.day for mention in find_dates(before, language)))
