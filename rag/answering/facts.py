"""The hard facts of a sentence — figures, names, quotations, what is denied — and whether evidence holds them.

Similarity cannot outvote these checks: «38.000» and «99.000» embed alike, as do «subió» and «no subió».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cached_property

from rag.text.names import find_names
from rag.text.numbers import Quantity, find_quantities
from rag.text.terms import content_terms, fold

__all__ = ["Facts", "missing_name", "missing_quantity", "missing_quotation", "reversed_negation"]

ALIKE = 0.7
"""Similarity of spelling from which two names may be one in two languages: «Kiev», «Kyiv»; «Unidos», «United»."""

QUOTED_WORDS = 3
"""Words in quotation marks from which they are a quotation, not a name or a nickname."""

_CUES = frozenset(
    "no nunca jamas sin ni tampoco ningun ninguna ninguno nadie nada not never without nor neither none nobody "
    "nothing cannot nao nem sem pas jamais sans non mai senza nicht kein keine ohne nie".split()
)
_NOT_ONLY = re.compile(r"\b(?:no|not|nao|non) (?:solo|solamente|unicamente|only|just|apenas|seulement)\b")
_QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"]+)\"")
_WORD = re.compile(r"\w+")
REACH = 4
"""Words behind «no» that it may deny."""


class Facts:
    """What can be checked of a sentence; each kind is found when it is first asked for."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language

    @cached_property
    def folded(self) -> str:
        """The text in lower case without accents."""
        return fold(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its folded words."""
        return frozenset(_WORD.findall(self.folded))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its figures, years among them."""
        return tuple(find_quantities(self.text, self.language))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Its proper names."""
        return tuple(name.text for name in find_names(self.text, self.language))

    @cached_property
    def quotations(self) -> tuple[str, ...]:
        """What it puts in quotation marks, where that is more than a name."""
        quoted = (next(filter(None, match.groups())) for match in _QUOTED.finditer(self.text))
        return tuple(text for text in quoted if len(_WORD.findall(text)) >= QUOTED_WORDS)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Its content terms."""
        return frozenset(content_terms(self.text, self.language))

    @cached_property
    def denied(self) -> frozenset[str]:
        """The content terms within reach of a negation."""
        words = _WORD.findall(_NOT_ONLY.sub(" ", self.folded))
        behind = (words[i + 1 : i + 1 + REACH] for i, word in enumerate(words) if word in _CUES)
        return frozenset(term for run in behind for term in content_terms(" ".join(run), self.language))

    def shares_quantity(self, other: Facts) -> bool:
        """Whether another sentence holds one of its figures."""
        return any(_holds(other.quantities, quantity) for quantity in self.quantities)


def missing_quantity(claim: Facts, evidence: Sequence[Facts]) -> str | None:
    """The first figure of a claim that none of the sentences holds, as it is written, or None."""
    known = [quantity for facts in evidence for quantity in facts.quantities]
    for quantity in claim.quantities:
        if not _holds(known, quantity):
            return claim.text[quantity.start : quantity.end]
    return None


def missing_name(claim: Facts, evidence: Sequence[Facts], contexts: Iterable[str]) -> str | None:
    """The first name of a claim that neither the sentences nor their articles hold, or None.

    An article may name its subject once and call it «la compañía» from then on, so the whole article counts.
    """
    words = frozenset().union(*(facts.words for facts in evidence), *(_WORD.findall(fold(c)) for c in contexts))
    return next((name for name in claim.names if not _named(name, words)), None)


def missing_quotation(claim: Facts, contexts: Iterable[str]) -> str | None:
    """The first quotation of a claim whose words stand in none of the articles, or None."""
    texts = [" ".join(_WORD.findall(fold(context))) for context in contexts]
    for quotation in claim.quotations:
        words = " ".join(_WORD.findall(fold(quotation)))
        if not any(words in text for text in texts):
            return quotation
    return None


def reversed_negation(claim: Facts, evidence: Sequence[Facts]) -> bool:
    """Whether a claim denies what every sentence that speaks of it affirms, or the other way round."""
    for term in claim.terms:
        speaking = [facts for facts in evidence if term in facts.terms]
        if speaking and all((term in facts.denied) != (term in claim.denied) for facts in speaking):
            return True
    return False


def _holds(known: Iterable[Quantity], wanted: Quantity) -> bool:
    return any(
        own.value == wanted.value and (own.unit == wanted.unit or own.unit is None or wanted.unit is None)
        for own in known
    )


def _named(name: str, words: frozenset[str]) -> bool:
    """Whether every word of a name is among the words, in this spelling or in another language's."""
    return all(word in words or _spelt_alike(word, words) for word in _WORD.findall(fold(name)))


def _spelt_alike(word: str, words: frozenset[str]) -> bool:
    if len(word) < 4 or any(c.isdigit() for c in word):
        return False
    first = word[0]
    return any(
        other[0] == first and len(other) >= 4 and SequenceMatcher(None, word, other).ratio() >= ALIKE for other in words
    )
