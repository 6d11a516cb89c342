"""The proper names that a text mentions, told by their capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.text.sentences import split_sentences
from rag.text.stopwords import STOP_WORDS
from rag.text.terms import fold

__all__ = ["Name", "find_names"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: `source[start:end] == text`."""

    start: int
    end: int
    text: str


_WORD = r"[^\W\d_](?:[\w'’]|[-–&](?=\w))*(?<!['’])"
_CAPITAL = re.compile(r"[^\W\d_]")
_WORDS = re.compile(rf"{_WORD}|\d\w*")
_INNER = frozenset(
    "de del de la las los el d da do dos das di della dei degli of the and y e & von van der du des".split()
)


def find_names(text: str, language: str = "es") -> list[Name]:
    """Find the proper names of a text, in order, not overlapping.

    A capital at the start of a sentence says nothing by itself: such a word is a name only where it has inner
    capitals or digits, begins a longer name, or stands capitalised elsewhere inside a sentence.
    """
    starts = {
        _WORDS.search(text, a, b).start()
        for a, b in split_sentences(text, language)
        if _WORDS.search(text, a, b)
    }  # type: ignore[union-attr]
    words = list(_WORDS.finditer(text))
    stops = STOP_WORDS.get(language, frozenset())
    known = {w[0] for w in words if w[0][0].isupper() and w.start() not in starts}
    names: list[Name] = []
    i = 0
    while i < len(words):
        word = words[i]
        if not _is_capital(word[0]) or (word.start() in starts and fold(word[0]) in stops):
            i += 1
            continue
        last = i
        j = i + 1
        while j < len(words) and text[words[j - 1].end() : words[j].start()] in (" ", " & "):
            if words[j].start() in starts:
                break
            if _is_capital(words[j][0]) or (words[j][0].isdigit() and j == last + 1):
                last = j
            elif words[j][0] not in _INNER:
                break
            j += 1
        if word.start() not in starts or last > i or word[0] in known or not word[0][1:].islower():
            start, end = word.start(), words[last].end()
            names.append(Name(start, end, text[start:end]))
        i = last + 1
    return names


def _is_capital(word: str) -> bool:
    return any(c.isupper() for c in word)
