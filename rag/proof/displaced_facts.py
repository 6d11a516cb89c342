"""Every fact in the company it keeps: figures and names that are exchanged, replaced or set in another's place.

A figure may stand in the source and still be false of what the claim says of it: «11 capturas y 3 balones» does not
prove «3 capturas», nor «A venció a B» that «B venció a A». So each figure and name of a claim is compared, by the words
around it, with each place of the source where one stands. Where it fits the place of another clearly better than its
own, the claim says something else than the source does. It takes words in common, so a free paraphrase is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import combinations, islice, takewhile

from rag.languages import Language
from rag.languages.language import alternation
from rag.text.facts import Facts
from rag.text.figures import DateMention, Quantity
from rag.text.terms import analyse, fold

__all__ = ["displaced_fact", "exchanged_roles"]

REACH = 3
"""Words on either side that are a fact's company."""

FUNCTION_WORD = 0.4
"""What a word such as «de» counts in common, beside a content word's 1."""

CLEARLY = 1.0
"""How much better than its own place that of another must fit."""

ENOUGH = 1.3
"""How well at least: a content word and a function word in common."""

_WORD = re.compile(r"[^\W_]+|[,;:.()]")
_STOP = "|"
_CAPITALISED = r"[A-ZÁÉÍÓÚÑ]\w*"


class _Kind(Enum):
    FIGURE = auto()
    NAME = auto()
    NOUN = auto()


@dataclass(frozen=True, slots=True)
class _Place:
    """A fact of a sentence with the words that stand before and behind it.

    `value` of a figure is what it states, that of a name or noun its folded words.
    """

    kind: _Kind
    value: str | Quantity | DateMention
    start: int
    end: int
    before: frozenset[str]
    behind: frozenset[str]
    language: Language

    def turned(self) -> _Place:
        """The same with its sides exchanged, as the passive puts behind the verb what the active puts before it."""
        return _Place(self.kind, self.value, self.start, self.end, self.behind, self.before, self.language)


def displaced_fact(claim: Facts, evidence: Sequence[Facts]) -> str | None:
    """The first figure or name of a claim that stands where the source has another, as the claim writes it, or None."""
    known = [(facts, _seen_from(claim, facts)) for facts in _alike(claim, evidence)]
    for facts, here in known:
        for place in _places(claim, facts):
            at_home = [_fit(place, other) for _, places in known for other in places if _same(place, other)]
            rivals = [_fit(place, other) for other in here if other.kind is place.kind and not _same(place, other)]
            # A name that the sentence has too may still be in the wrong role: `exchanged_roles` tells.
            told_elsewhere = place.kind is _Kind.NAME and any(_same(place, other) for other in here)
            if place.kind is _Kind.NOUN or told_elsewhere or not rivals:
                continue
            if max(rivals) >= max(ENOUGH, max(at_home, default=0.0) + CLEARLY):
                return claim.text[place.start : place.end]
    return None


def exchanged_roles(claim: Facts, evidence: Sequence[Facts]) -> tuple[str, str] | None:
    """Two that the claim has in each other's place, as it writes them, or None."""
    for facts in _alike(claim, evidence):
        own, known = _places(claim, facts), _seen_from(claim, facts)
        for one, other in combinations(own, 2):
            if one.kind is other.kind and not _same(one, other) and _crossed(one, other, known, facts.text):
                return claim.text[one.start : one.end], claim.text[other.start : other.end]
    return None


def _is_passive(facts: Facts) -> bool:
    return facts.language.syntax.passive.search(facts.folded) is not None


def _crossed(one: _Place, other: _Place, known: Sequence[_Place], text: str) -> bool:
    """Whether two facts of a claim fit each other's places better than their own."""
    for mine in (place for place in known if _same(one, place)):
        for theirs in (place for place in known if _same(other, place)):
            if _listed(mine, theirs, text):
                continue
            straight = _fit(one, mine) + _fit(other, theirs)
            across = _fit(one, theirs), _fit(other, mine)
            least = 1.0 if one.kind is _Kind.NOUN else FUNCTION_WORD  # nouns are many, and a paraphrase moves them
            if min(across) >= least and sum(across) >= max(ENOUGH, straight + CLEARLY):
                return True
    return False


def _listed(one: _Place, other: _Place, text: str) -> bool:
    """Whether two stand side by side in a list, where the order says nothing."""
    first, last = sorted((one, other), key=lambda place: place.start)
    return bool(_between_listed(one.language).fullmatch(text[first.end : last.start]))


@cache
def _between_listed(language: Language) -> re.Pattern[str]:
    """Marks, conjunctions and other names."""
    return re.compile(rf"(?:\W|\b(?:{alternation(language.syntax.conjunctions)}|{_CAPITALISED})\b)*")


def _alike(claim: Facts, evidence: Iterable[Facts]) -> Iterator[Facts]:
    """The sentences in the claim's own language: across languages no company is shared."""
    return (facts for facts in evidence if facts.language == claim.language)


def _seen_from(claim: Facts, facts: Facts) -> list[_Place]:
    """The places of a sentence, turned round where one of the two is in the passive."""
    turned = _is_passive(claim) != _is_passive(facts)
    return [p.turned() if turned and p.kind is not _Kind.FIGURE else p for p in _places(facts, claim)]


def _same(one: _Place, other: _Place) -> bool:
    """Whether two places hold the same: a name may be shortened («Manning» for «Peyton Manning»)."""
    if one.kind is not other.kind:
        return False
    if not isinstance(one.value, str) and not isinstance(other.value, str):
        return one.value.same_as(other.value)
    if one.kind is _Kind.NAME:
        mine, theirs = (set(str(place.value).split()) for place in (one, other))
        return mine <= theirs or theirs <= mine
    return one.value == other.value


def _fit(one: _Place, other: _Place) -> float:
    """How much company two places share, side by side."""
    functions = one.language.stop_words
    shared = [*(one.before & other.before), *(one.behind & other.behind)]
    return sum(FUNCTION_WORD if word in functions or word.startswith("<") else 1.0 for word in shared)


def _places(facts: Facts, other: Facts) -> list[_Place]:
    """The figures, names and determined nouns of a sentence, each with its company.

    A name at the head of a sentence is told by the other sentence, which has it amid its words.
    """
    items = list(_items(facts, _marked(facts, frozenset(word for name in other.names for word in name.split()))))
    return [
        _Place(
            kind,
            value,
            start,
            end,
            _company(kind, reversed(items[:i])),
            _company(kind, items[i + 1 :]),
            facts.language,
        )
        for i, (kind, value, start, end, _token) in enumerate(items)
        if kind is not None
    ]


def _company(kind: _Kind, items: Iterable[_Item]) -> frozenset[str]:
    """The nearest words on one side: of a figure within the clause, of a name across commas, for apposition's sake."""
    words = (token for *_, token in items)
    within = takewhile(_STOP.__ne__, words) if kind is _Kind.FIGURE else filter(_STOP.__ne__, words)
    return frozenset(islice(within, REACH))


def _items(facts: Facts, marked: list[_Marked]) -> Iterator[_Item]:
    """Each word, punctuation mark and fact; the token of a fact tells its kind alone."""
    here, determined = 0, False
    language = facts.language
    for kind, value, start, end in [*marked, (None, "", len(facts.text), len(facts.text))]:
        for match in _WORD.finditer(facts.text, here, start):
            if not match[0][0].isalnum():
                yield None, "", *match.span(), _STOP
                continue
            for token in language.syntax.contractions.get(fold(match[0]), (fold(match[0]),)):
                stem = "".join(analyse(token, facts.language))
                is_function = token in language.stop_words
                noun = determined and not is_function
                yield _Kind.NOUN if noun else None, stem, *match.span(), token if is_function else stem
                determined = token in language.syntax.determiners
        if kind is not None:
            yield kind, value, start, end, f"<{kind.name}>"
            determined = False
        here = end


_Item = tuple[_Kind | None, str | Quantity | DateMention, int, int, str]
"""Kind, value, span and token of a word."""

_Marked = tuple[_Kind | None, str | Quantity | DateMention, int, int]
"""Kind, value and span of a fact."""


def _marked(facts: Facts, known: frozenset[str]) -> list[_Marked]:
    """The figures, dates and names of a sentence in order, none within another."""
    found: list[_Marked] = []
    found.extend((_Kind.FIGURE, q, q.start, q.end) for q in facts.quantities if not q.is_year)
    found.extend((_Kind.FIGURE, d, d.start, d.end) for d in facts.dates)
    found.extend((_Kind.NAME, fold(name.text), name.start, name.end) for name in facts.name_spans)
    head = _WORD.search(facts.text)
    if head is not None and head[0] in known:
        found.append((_Kind.NAME, fold(head[0]), *head.span()))
    kept: list[_Marked] = []
    for item in sorted(found, key=lambda f: (f[2], -f[3])):
        if not kept or item[2] >= kept[-1][3]:
            kept.append(item)
    return kept
