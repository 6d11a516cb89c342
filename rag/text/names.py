"""The proper names that a text mentions, told by their capitals alone: no list of names, no model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rag.languages import Language
from rag.languages.international import INNER_WORDS, ROLES
from rag.languages.spanish import SPANISH
from rag.text.sentences import split_sentences
from rag.text.terms import fold

__all__ = ["Name", "find_names"]


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in a text, which holds `text` from `start` to `end`."""

    start: int
    end: int
    text: str


def find_names(text: str, language: Language = SPANISH) -> list[Name]:
    """Find the proper names of a text, in order, not overlapping.

    A run of capitalised words is a name, across «de», «del», «of the»: «Universidad de Chicago». A capital at
    the start of a sentence, a quotation or what follows a colon says nothing by itself: such a word counts
    only where it has another capital or a digit («OpenAI», «AWS»), has a capitalised neighbour, or has its
    capital elsewhere too. Text without capitals has no names that could be told.
    """
    words = _words(text, language)
    known = {word.text for word in words if word.is_capital and not word.is_first and not word.is_function}
    return [name for run in _runs(text, words) if (name := _name(text, run, known, language))]


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    is_capital: bool
    is_first: bool
    is_function: bool
    is_common: bool  # a month, a day of the week, a role: capitalised in some languages, a name in none


_WORD = re.compile(r"[^\W\d_](?:\w|['’&-](?=\w))*")
_BEFORE_FIRST = re.compile(r"(?:[:;«“\"‘(\[¿¡•]|(?:\A|\s)[-–—*]+)[\s«“\"‘¿¡*_]*\Z")
_LONGEST_OPENING = 5
_LONGEST_INNER = 2


def _words(text: str, language: Language) -> list[_Word]:
    common = _common(language)
    found = []
    for start, end in split_sentences(text, language):
        if not _has_small_letters(text[start:end]):
            continue  # a headline in capitals tells no names
        for number, match in enumerate(_WORD.finditer(text, start, end)):
            word = language.names.possessive.sub("", match[0])
            before = max(start, match.start() - _LONGEST_OPENING)
            found.append(
                _Word(
                    start=match.start(),
                    end=match.start() + len(word),
                    text=word,
                    is_capital=any(c.isupper() for c in word),
                    is_first=number == 0 or bool(_BEFORE_FIRST.search(text, before, match.start())),
                    is_function=fold(word) in language.stop_words,
                    is_common=fold(word) in common,
                )
            )
    return found


@cache
def _common(language: Language) -> frozenset[str]:
    """Folded words that have a capital in some places and are no names."""
    return frozenset(
        language.names.common | language.weekdays | language.openers | ROLES | language.calendar.months.keys()
    )


def _has_small_letters(sentence: str) -> bool:
    return len(sentence.split()) < 3 or any(c.islower() for c in sentence)


def _runs(text: str, words: list[_Word]) -> Iterator[list[_Word]]:
    """Capitalised words that stand together, across inner words that a capitalised one follows."""
    index = 0
    while index < len(words):
        last = index
        if words[index].is_capital:
            following = index + 1
            while following < len(words) and following - last <= _LONGEST_INNER + 1:
                if not _adjacent(text, words[following - 1], words[following]):
                    break
                if words[following].is_capital:
                    last = following
                elif words[following].text not in INNER_WORDS:
                    break
                following += 1
            yield words[index : last + 1]
        index = last + 1


def _adjacent(text: str, word: _Word, following: _Word) -> bool:
    gap = text[word.end : following.start]
    initials = len(word.text) <= 2 and word.text.isupper() and gap in (". ", ".")
    return (gap in (" ", " & ", "\u00a0") or initials) and not following.is_first


def _name(text: str, run: list[_Word], known: set[str], language: Language) -> Name | None:
    """The name in a run of words, without what its place alone may have capitalised."""
    while run and _does_not_begin(run, known, language):
        run = run[1:]
    while run and (run[-1].is_common or run[-1].is_function):
        run = run[:-1]
    if not run:
        return None
    start, end = run[0].start, run[-1].end
    return Name(start, end, text[start:end])


def _does_not_begin(run: list[_Word], known: set[str], language: Language) -> bool:
    word, has_neighbour = run[0], len(run) > 1 and run[1].is_capital
    if word.is_common or not word.is_capital:
        return True
    if word.is_function:  # «La Habana», but not «La Habana» where a sentence begins
        return word.is_first or not has_neighbour
    if not word.is_first or word.text in known or not word.text[1:].islower():
        return False
    return not has_neighbour or language.names.verbs.search(word.text) is not None  # «Habló Ana Ruiz»
