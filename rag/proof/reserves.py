"""What a source holds back, and what it holds it back of: a claim that takes the one may not let go of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate

from rag.languages import Language
from rag.languages.patterns import Pattern
from rag.proof.grammar import is_said, says
from rag.proof.words import Kind, Word

__all__ = ["Hold", "Holding", "find_holds"]


class Holding(Enum):
    """Ways of holding back."""

    DOUBT = auto()
    DOUBTFUL = auto()
    UNCONFIRMED = auto()
    MODAL = auto()
    INTENT = auto()
    REFUSAL = auto()
    CONDITION = auto()
    BOUND = auto()
    QUANTIFIER = auto()
    FOCUS = auto()
    DENIAL = auto()
    SPEECH = auto()


@dataclass(frozen=True, slots=True)
class Hold:
    """Words that hold back, and those that they hold back, as indices into the sentence's words."""

    kind: Holding
    words: tuple[int, ...]
    scope: tuple[int, ...]


NEXT = 3
"""Words behind a verb such as «intentó» that it makes a plan, free words aside."""

DENIED = 2
"""Words behind «no» that it denies, free words aside: the verb, and its auxiliary."""

THAT = 9
"""Words behind a verb of saying within which «que» leads in what is said."""

NEAR = 2
"""Words beside «algunos» that it may be said of, free words aside."""


class _Text:
    """The folded words with a blank between them, and which word a place of that text is in."""

    def __init__(self, words: Sequence[Word]) -> None:
        pieces = ["#" if w.kind is Kind.FIGURE else w.form if len(w.form) == 2 else w.folded for w in words]
        self.text = " ".join(pieces)
        self._starts = [0, *accumulate(len(piece) + 1 for piece in pieces)]
        self._word_at = {start: n for n, start in enumerate(self._starts)}

    def found(self, pattern: Pattern) -> Iterator[tuple[int, ...]]:
        for match in pattern.finditer(self.text):
            first = self._word_at[match.start()]
            last = first + match[0].strip().count(" ")
            yield tuple(range(first, last + 1))

    def is_idiom(self, i: int, language: Language) -> bool:
        """Whether a word is part of what only looks like a denial."""
        start = self._starts[i]
        return any(m.start() <= start < m.end() for m in language.negation.idioms.finditer(self.text))


def find_holds(words: Sequence[Word], language: Language) -> list[Hold]:
    """Everything that a sentence holds back, by the words of its language."""
    text, reserves = _Text(words), language.reserves
    holds = [Hold(Holding.DOUBTFUL, at, _beside(at, words)) for at in text.found(reserves.doubt_of_noun)]
    holds += [Hold(Holding.DOUBT, at, _next_to(at, words)) for at in text.found(reserves.doubt)]
    holds += [Hold(Holding.UNCONFIRMED, at, _clause_of(at, words)) for at in text.found(reserves.unconfirmed)]
    for kind, pattern in (
        (Holding.MODAL, reserves.modal),
        (Holding.INTENT, reserves.intent),
        (Holding.REFUSAL, reserves.refusal),
    ):
        holds += [Hold(kind, at, _behind(at, words, NEXT)) for at in text.found(pattern)]
    holds += [Hold(Holding.CONDITION, at, _outside(at, words)) for at in text.found(reserves.condition)]
    for at in text.found(reserves.bound):
        figure = at[-1] + 1
        while figure < len(words) and words[figure].kind is Kind.FREE:
            figure += 1
        if figure < len(words) and words[figure].kind is Kind.FIGURE:
            holds.append(Hold(Holding.BOUND, at, (figure,)))
    for kind, pattern in ((Holding.QUANTIFIER, reserves.quantifier), (Holding.FOCUS, reserves.focus)):
        holds += [Hold(kind, at, _behind(at, words, NEAR)) for at in text.found(pattern)]
    holds += [
        Hold(Holding.SPEECH, at, _spoken(at, words, language.syntax.that)) for at in _sayings(text, words, language)
    ]
    for i, w in enumerate(words):
        if w.folded in language.negation.cues and not text.is_idiom(i, language):
            holds.append(Hold(Holding.DENIAL, (i,), _behind((i,), words, DENIED)))
            if language.negation.trailing:
                holds += [Hold(Holding.DENIAL, (i,), (k,)) for k in _before(i, words, language)]
    return [h for h in holds if h.scope]


def _sayings(text: _Text, words: Sequence[Word], language: Language) -> Iterator[tuple[int, ...]]:
    """Where somebody says something: words such as «según», and verbs of saying."""
    marks = text.found(language.speech.marks)
    yield from (at for at in marks if not language.speech.unsaid.search(words[at[0]].folded))
    if not language.speech.verbs:
        return
    for i, word in enumerate(words):
        if word.kind is Kind.WORD and says(word.form, language.code):
            yield (i,)
        elif i and is_said(words[i - 1].form, word.form, language.code):
            yield i - 1, i


def _spoken(at: tuple[int, ...], words: Sequence[Word], that: frozenset[str]) -> tuple[int, ...]:
    """What somebody says: behind «que», in the other clauses where the verb of saying begins its own, or quoted."""
    first = next((i for i in at if words[i].kind is not Kind.FREE), at[0])
    for k in range(first + 1, min(len(words), first + THAT)):
        if words[k].folded in that:
            return tuple(i for i in range(k + 1, len(words)) if words[i].kind is not Kind.FREE)
    clause = words[first].clause
    heads = [i for i, w in enumerate(words) if w.clause == clause and w.kind is not Kind.FREE]
    is_relative = any(words[i].clause == clause and words[i].folded in that for i in range(first))
    if heads and heads[0] == first and not is_relative:
        return tuple(i for i, w in enumerate(words) if w.clause != clause and w.kind is not Kind.FREE)
    return tuple(i for i, w in enumerate(words) if w.quoted and w.kind is not Kind.FREE)


def _behind(at: tuple[int, ...], words: Sequence[Word], count: int) -> tuple[int, ...]:
    """The next words of the clause."""
    found = [
        i
        for i in range(at[-1] + 1, len(words))
        if words[i].kind is not Kind.FREE and words[i].clause == words[at[-1]].clause
    ]
    return tuple(found[:count])


def _before(i: int, words: Sequence[Word], language: Language) -> list[int]:
    """The words of the clause before one, back to a conjunction."""
    found: list[int] = []
    for k in range(i - 1, -1, -1):
        if words[k].clause != words[i].clause or words[k].folded in language.syntax.conjunctions:
            break
        if words[k].kind is not Kind.FREE:
            found.append(k)
    return found


def _beside(at: tuple[int, ...], words: Sequence[Word]) -> tuple[int, ...]:
    """The word behind, or before where an article or nothing is between."""
    behind = _next_to(at, words)[:1]
    before = at[0] - 1
    if before >= 0 and words[before].kind is not Kind.FREE and words[before].clause == words[at[0]].clause:
        return (*behind, before)
    return behind


def _next_to(at: tuple[int, ...], words: Sequence[Word]) -> tuple[int, ...]:
    """The next words, whatever marks are between; the last before where nothing follows."""
    behind = [i for i in range(at[-1] + 1, len(words)) if words[i].kind is not Kind.FREE]
    before = [i for i in range(at[0]) if words[i].kind is not Kind.FREE]
    return tuple(behind[:NEAR] or before[-NEAR:])


def _clause_of(at: tuple[int, ...], words: Sequence[Word]) -> tuple[int, ...]:
    """The other words of the clause; where it has none, those of the clauses beside it."""
    clause = words[at[0]].clause
    own = tuple(i for i, w in enumerate(words) if w.clause == clause and i not in at and w.kind is not Kind.FREE)
    if own:
        return own
    return tuple(
        i for i, w in enumerate(words) if abs(w.clause - clause) <= 1 and i not in at and w.kind is not Kind.FREE
    )


def _outside(at: tuple[int, ...], words: Sequence[Word]) -> tuple[int, ...]:
    """The words of the sentence but for the condition itself, which ends with its clause."""
    first, clause = at[0], words[at[0]].clause
    return tuple(i for i, w in enumerate(words) if not (i >= first and w.clause == clause) and w.kind is not Kind.FREE)
