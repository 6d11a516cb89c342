"""A sentence as the words that are aligned: figures and dates as one word each, marks as the bounds of clauses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache
from itertools import pairwise

from rag.languages import Language
from rag.proof.grammar import is_unknown
from rag.text.facts import Facts
from rag.text.figures import DateMention, Quantity
from rag.text.terms import fold

__all__ = ["Kind", "Word", "read_words"]


class Kind(Enum):
    """What a word is, as far as alignment asks.

    `FREE` words (articles, «de», «que») carry nothing by themselves; every other has to be licensed.
    """

    FREE = auto()
    WORD = auto()
    NAME = auto()
    FIGURE = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, `text[start:end]`.

    Attributes:
        form: Lower case, accents kept, elisions undone: «n'» is «ne»; what is compared first.
        folded: The same without accents, save where an accent alone tells it from a word of another kind: «è».
        clause: Number of the stretch between two marks that it stands in.
        quoted: Whether it stands between quotation marks.
        figure: What a figure or date states.
    """

    start: int
    end: int
    text: str
    form: str
    folded: str
    kind: Kind
    clause: int = 0
    quoted: bool = False
    figure: Quantity | DateMention | None = None


_BOUNDS = frozenset(',;:.!?…()[]—–«»“”"¿¡')
_OPENING, _CLOSING = "«“", "»”"
_APOSTROPHES = ("'", "’")


def read_words(facts: Facts) -> tuple[Word, ...]:
    """The words of a sentence in order; it knows its language, its figures, dates and names."""
    words = list(_words(facts))
    if words and words[0].text[0].isupper():
        words[0] = _at_the_head(words[0], facts.language)
    for i, (word, following) in enumerate(pairwise(words)):
        if word.folded in facts.language.syntax.year and _is_bare_year(following):
            words[i] = replace(word, kind=Kind.FREE)  # «en el año 2014» is «en 2014»
    return tuple(words)


def _at_the_head(word: Word, language: Language) -> Word:
    """The first word, whose capital says nothing: a name where the dictionary does not know it."""
    if word.kind not in (Kind.WORD, Kind.NAME) or not language.lexicon.dictionary:
        return word
    return replace(word, kind=Kind.NAME if is_unknown(word.form, language.code) else Kind.WORD)


def _is_bare_year(word: Word) -> bool:
    return isinstance(word.figure, DateMention) and word.figure.month is None


@cache
def _token(suffix: str) -> re.Pattern[str]:
    """A mark or a word, cut at an apostrophe; a suffix that denies is a word of its own: "does", "n't"."""
    denial = re.escape(suffix).replace("'", "['’]")
    return re.compile(rf"[^\W_]+?(?={denial}\b)|{denial}\b|[^\W_]+|[^\w\s]" if suffix else r"[^\W_]+|[^\w\s]")


def _words(facts: Facts) -> Iterator[Word]:
    text, clause, depth, here = facts.text, 0, 0, 0
    token = _token(facts.language.negation.suffix)
    figures = [*_figures(facts), None]
    names = [(n.start, n.end) for n in facts.name_spans]
    for figure in figures:
        for match in token.finditer(text, here, figure.start if figure else len(text)):
            written = match[0]
            if not written[0].isalnum():
                clause += written in _BOUNDS or (written == "-" and text[max(0, match.start() - 1)].isspace())
                depth = _depth(written, depth)
                continue
            yield _word(match, facts.language, names, clause, depth > 0)
        if figure is not None:
            written = text[figure.start : figure.end]
            yield Word(
                figure.start, figure.end, written, _form(written), fold(written), Kind.FIGURE, clause, depth > 0, figure
            )
            here = figure.end


def _depth(mark: str, depth: int) -> int:
    if mark == '"':
        return 1 - min(depth, 1)
    return depth + (mark in _OPENING) - (mark in _CLOSING and depth > 0)


def _word(match: re.Match[str], language: Language, names: list[tuple[int, int]], clause: int, quoted: bool) -> Word:
    start, end = match.span()
    form, syntax = _form(match[0]), language.syntax
    if match.string.startswith(_APOSTROPHES, end):
        form = syntax.elisions.get(form, form)
    folded = form if form in syntax.accented else fold(form)
    named = any(a <= start and end <= b for a, b in names)
    kind = Kind.FREE if folded in syntax.free else Kind.NAME if named else Kind.WORD
    return Word(start, end, match[0], form, folded, kind, clause, quoted)


def _form(written: str) -> str:
    return unicodedata.normalize("NFC", written).lower().replace("’", "'")


def _figures(facts: Facts) -> list[Quantity | DateMention]:
    """Figures and dates in order, none within another, the longer first."""
    found: list[Quantity | DateMention] = [q for q in facts.quantities if not q.is_year]
    found += facts.dates
    kept: list[Quantity | DateMention] = []
    for figure in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept
