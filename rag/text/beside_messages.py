"""What is said beside a citation: where else its article is printed, and what was published later about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.languages import Language
from rag.text.filter_messages import say_day
from rag.text.messages import say
from rag.types import Amendment, AmendmentKind, Passage, Printing, Reprints

__all__ = ["say_beside"]

LONGEST = 200
"""Characters of a note that are shown."""


def say_beside(passage: Passage, language: Language) -> tuple[str, ...]:
    """A line each, none where nothing is known.

    «también en: La Gaceta», «versión parecida en: El Faro», «corregido el 5 de mayo de 2024: «…»».
    """
    amended = (_amended(amendment, language) for amendment in passage.amendments)
    return (*_printed(passage.reprints, language), *amended)


def _printed(reprints: Reprints, language: Language) -> Iterator[str]:
    """Who prints the same words, and apart from them who prints most of them: those may not say what is cited."""
    of_kind = (("also_in", True, reprints.number - reprints.near), ("similar_in", False, reprints.near))
    for message, exact, number in of_kind:
        named = [printing for printing in reprints.first if printing.exact is exact]
        if named:
            yield say(message, language, value=_counted(named, number - len(named), language))


def _counted(named: Sequence[Printing], rest: int, language: Language) -> str:
    places = ", ".join(dict.fromkeys(_place(printing, language) for printing in named))
    return say("and_more", language, value=places, number=str(rest)) if rest > 0 else places


def _place(printing: Printing, language: Language) -> str:
    name = _line(printing.outlet or printing.source)
    return f"{name} ({say_day(printing.published, language)})" if printing.published else name


def _amended(amendment: Amendment, language: Language) -> str:
    day = say_day(amendment.published, language) if amendment.published else ""
    if amendment.kind is AmendmentKind.VERSION:
        return say("newer_version", language, day=day, value=_line(amendment.source))
    note = _line(amendment.note)
    told = say("quoted", language, value=note if len(note) <= LONGEST else f"{note[:LONGEST].rstrip()}…")
    return say("corrected_on", language, day=day, value=told) if day else say("corrected", language, value=told)


def _line(text: str) -> str:
    return " ".join(text.split())
