"""Whom and what a question names, also where it is typed without capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.languages import Language
from rag.text.morphology import is_word
from rag.text.names import Name, find_names
from rag.text.terms import fold

__all__ = ["Named", "find_named"]

_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Named:
    """The names of a question, with where they stand, and whether they are guessed."""

    spans: tuple[Name, ...]
    guessed: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names alone, each once."""
        return tuple(dict.fromkeys(name.text for name in self.spans))


def find_named(text: str, language: Language) -> Named:
    """The names of a question by their capitals; where it has none, the runs of words that no dictionary knows.

    A misspelt word is one of those, so guessed names say what to look for and not what must be there.
    """
    found = find_names(text, language)
    if found or any(letter.isupper() for letter in text[1:]) or not language.lexicon.dictionary:
        return Named(tuple(found))
    return Named(tuple(_unknown(text, language)), guessed=True)


def _asks_or_counts(folded: str, language: Language) -> bool:
    asks = language.questions
    return folded in language.numbers.cardinals or any(p.match(folded) for p in (asks.overview, asks.listing))


def _unknown(text: str, language: Language) -> list[Name]:
    runs: list[Name] = []
    for match in _WORD.finditer(text):
        if is_word(match[0].lower(), language.code) or _asks_or_counts(fold(match[0]), language):
            continue
        goes_on = runs and text[runs[-1].end : match.start()] == " "
        start = runs.pop().start if goes_on else match.start()
        runs.append(Name(start, match.end(), text[start : match.end()]))
    return runs
