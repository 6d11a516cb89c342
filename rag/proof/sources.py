"""The sentences that a claim is held against, each with what is carried into it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from rag.languages import Language, language_of
from rag.proof.licence import same_figure
from rag.proof.reserves import Hold, find_holds
from rag.proof.words import Kind, Word, read_words
from rag.retrieval.evidence import introduction_of
from rag.text.facts import Facts
from rag.text.figures import DateMention, Quantity
from rag.text.instructions import find_orders
from rag.text.terms import content_terms, tokenize
from rag.types import Passage, Sentence

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["Evidence", "Source", "Span"]

NEAR = 1000
"""Characters before a sentence within which another may be what it goes on about."""

BEFORE = 2
"""Sentences before one whose subject may be carried into it."""

STEM, ENDING = 4, 1
"""Letters that a word made of a name begins with at least, and letters of a name that it may lack."""


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence of a passage that supports a claim."""

    passage: Passage
    sentence: Sentence


class Source:
    """A sentence as it is aligned: its words, what it holds back, and what may be carried into it.

    An item of a list begins with the words of the line that introduces it; `own` is the index of its own first word.

    Args:
        index: Of the sentence in the evidence.
        span: The sentence.
        article: The evidence of the same article, in the article's order.
    """

    def __init__(self, index: int, span: Span, article: Sequence[Span]) -> None:
        self.index = index
        self.span = span
        self.language = language_of(span.passage.document.language)
        self.facts = Facts(span.sentence.text, self.language)
        self._article = article

    @cached_property
    def introduction(self) -> Span | None:
        """The line that introduces the list which it is an item of; None outside of one."""
        whole = replace(self.span.passage, sentences=tuple(other.sentence for other in self._article))
        text = introduction_of(whole, self.span.sentence)
        found = (other for other in reversed(self._article) if text and other.sentence.text == text)
        return next((other for other in found if other.sentence.start < self.span.sentence.start), None)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words, behind those of its introduction."""
        own = read_words(self.facts)
        return own if self.introduction is None else (*self._read(self.introduction.sentence.text), *own)

    @cached_property
    def own(self) -> int:
        """Index of the first word that is not its introduction's."""
        return len(self.words) - len(read_words(self.facts))

    @cached_property
    def holds(self) -> list[Hold]:
        """What it holds back."""
        return find_holds(self.words, self.language)

    def carrier(self, words: Sequence[str]) -> tuple[Span, ...] | None:
        """Where folded words stand in a row, free words aside, in what the sentence may go on about.

        Returns:
            The sentence that holds them, nothing where the title does, None where nothing does.
        """
        run = tuple(words)
        for spans, text in self._context:
            if any(run == text[i : i + len(run)] for i in range(len(text) - len(run) + 1)):
                return spans
        return None

    @cached_property
    def _context(self) -> tuple[tuple[tuple[Span, ...], tuple[str, ...]], ...]:
        """The title, the introduction and the sentences before, the nearest first, each with its folded words."""
        here = self.span.sentence.start
        before = [s for s in self._article if here - NEAR <= s.sentence.start < here and s is not self.introduction]
        spans = [*filter(None, [self.introduction]), *reversed(before[-BEFORE:])]
        texts = [((), self.span.passage.document.title), *(((span,), span.sentence.text) for span in spans)]
        return tuple(
            (carried, tuple(w.folded for w in self._read(text) if w.kind is not Kind.FREE)) for carried, text in texts
        )

    @cached_property
    def article_words(self) -> frozenset[str]:
        """Folded words of its whole article."""
        document = self.span.passage.document
        return frozenset(tokenize(f"{document.title}\n{document.text}"))

    @cached_property
    def article_terms(self) -> frozenset[str]:
        """Terms of its whole article."""
        document = self.span.passage.document
        return frozenset(content_terms(f"{document.title}\n{document.text}", self.language))

    def names(self, name: str) -> bool:
        """Whether its article holds a folded name, or a word made of it: «coreano» of «corea»."""
        if name in self.article_words:
            return True
        stem = name[: max(STEM, len(name) - ENDING)]
        return len(name) > STEM and any(word.startswith(stem) for word in self.article_words)

    def states(self, figure: Quantity | DateMention) -> bool:
        """Whether a retrieved sentence of its article states a figure, itself included."""
        return any(same_figure(figure, word.figure) for word in self._article_figures if word.figure is not None)

    @cached_property
    def _article_figures(self) -> tuple[Word, ...]:
        texts = (other.sentence.text for other in self._article)
        return tuple(word for text in texts for word in self._read(text) if word.figure is not None)

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
        articles: dict[str, list[Span]] = {}
        for span in sorted(self.spans, key=lambda s: s.sentence.start):
            articles.setdefault(span.passage.document.id, []).append(span)
        self.sources = [Source(i, span, articles[span.passage.document.id]) for i, span in enumerate(self.spans)]
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
