"""The sentences that a claim is held against, each with what is carried into it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from rag.languages import Language, language_of
from rag.proof.reserves import Hold, find_holds
from rag.proof.words import Kind, Word, read_words
from rag.retrieval.evidence import introduction_of
from rag.text.facts import Facts
from rag.text.instructions import find_orders
from rag.text.terms import tokenize
from rag.types import Passage, Sentence

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["Evidence", "Source", "Span"]

BEFORE = 2
"""Sentences before one whose subject may be carried into it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence of a passage that supports a claim."""

    passage: Passage
    sentence: Sentence


class Source:
    """A sentence as it is aligned: its words, what it holds back, and what may be carried into it.

    An item of a list begins with the words of the line that introduces it; `own` is the index of its own first word.
    """

    def __init__(self, index: int, span: Span) -> None:
        self.index = index
        self.span = span
        self.language = language_of(span.passage.document.language)
        self.facts = Facts(self.span.sentence.text, self.language)

    @cached_property
    def introduction(self) -> str:
        """The line that introduces the list which it is an item of; empty outside of one."""
        return introduction_of(self.span.passage, self.span.sentence)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words, behind those of its introduction."""
        own = read_words(self.facts)
        if not self.introduction:
            return own
        return (*self._read(self.introduction), *own)

    @cached_property
    def own(self) -> int:
        """Index of the first word that is not its introduction's."""
        return len(self.words) - len(read_words(self.facts))

    @cached_property
    def holds(self) -> list[Hold]:
        """What it holds back."""
        return find_holds(self.words, self.language)

    @cached_property
    def context(self) -> tuple[tuple[str, ...], ...]:
        """Folded words of its title, its introduction and the sentences before it: what it may go on about."""
        document, sentence = self.span.passage.document, self.span.sentence
        before = [s.text for s in self.span.passage.sentences if s.start < sentence.start][-BEFORE:]
        texts = (document.title, self.introduction, *before)
        return tuple(tuple(w.folded for w in self._read(text) if w.kind is not Kind.FREE) for text in texts)

    def carries(self, words: Sequence[str]) -> bool:
        """Whether folded words stand in a row, free words aside, in what it goes on about."""
        run = tuple(words)
        return any(run == text[i : i + len(run)] for text in self.context for i in range(len(text) - len(run) + 1))

    @cached_property
    def article_words(self) -> frozenset[str]:
        """Folded words of its whole article."""
        document = self.span.passage.document
        return frozenset(tokenize(f"{document.title}\n{document.text}"))

    def _read(self, text: str) -> tuple[Word, ...]:
        return read_words(Facts(text, self.language))


class Evidence:
    """The sentences of the retrieved passages, with what the checks need of them, computed once an answer.

    A sentence that gives orders is evidence of nothing.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.spans = tuple(
            Span(p, s)
            for p in passages
            for s, order in zip(p.sentences, find_orders(s.text for s in p.sentences), strict=True)
            if not order
        )
        self.sources = [Source(i, span) for i, span in enumerate(self.spans)]
        self.terms = [source.facts.terms for source in self.sources]
        self.facts = [source.facts for source in self.sources]
        frequency = Counter(term for terms in self.terms for term in terms)
        self._weights = {t: math.log(1 + len(self.spans) / n) for t, n in frequency.items()}
        self._unseen = math.log(1 + len(self.spans))

    @cached_property
    def vectors(self) -> Vectors:
        """The sentences' embeddings, shape `(sentences, dimension)`."""
        return np.asarray([s.sentence.vector for s in self.spans], dtype=np.float32)

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """The language of each sentence's article."""
        return tuple(source.language for source in self.sources)

    def weight(self, term: str) -> float:
        """How much a term tells: rare ones more, unknown ones most."""
        return self._weights.get(term, self._unseen)
