"""A claim is held against the sentences of the passages: which spans support it, and if none, why not.

A claim may join several facts («reducir la dependencia, garantizar estabilidad y …»), so it is cut into segments and
each finds its own sentence. Words in common decide where claim and article share a language; the similarity of their
embeddings where they do not, or where the words differ. Then come the hard checks, which no similarity can outvote:
every figure, name and quotation of the claim stands in the evidence, and nothing is affirmed that is denied there.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from rag.proof.checks import Fault, first_fault
from rag.proof.places import keeps_company
from rag.text.facts import Facts, missing_quantity, quotes
from rag.text.instructions import find_orders
from rag.text.messages import say
from rag.text.terms import content_terms
from rag.types import Embedder, Passage, Sentence, Support, Tier

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rag.types import Vectors

__all__ = ["Evidence", "Span", "Thresholds", "Verdict", "Verifier", "segments"]


MOST_ADDED = 2
"""Sentences that may be added to the evidence of a claim for the figures that they hold."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where support begins; fitted on paraphrases and on claims of other articles (docs/decisions/0009-proof.md).

    Attributes:
        words: Share of a segment's weighted terms that its sentence must hold to support it by words alone.
        word_bonus: What that share counts beside the cosine, for a claim in the article's language.
        nearness: Cosine and bonus from which a sentence supports a claim of its language.
        segment: How much less one segment needs where the claim as a whole is near enough.
        related: How far below a claim may stay as a whole and still have its segments looked at one by one.
        similarity_foreign: Cosine for a claim in another language.
        similarity_figure: The same where the sentence holds every figure of the claim, one with its unit among them:
            an amount that is right to the digit says more than a cosine.
        translation: Cosine of a name to what it is called in another language.
        translated_word: The same of a single word to any word of a sentence.
    """

    words: float = 0.6
    word_bonus: float = 0.15
    nearness: float = 0.945
    segment: float = 0.1
    related: float = 0.05
    similarity_foreign: float = 0.865
    similarity_figure: float = 0.8
    translation: float = 0.885
    translated_word: float = 0.9


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence of a passage that supports a claim."""

    passage: Passage
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence says of a claim; `reason` is for readers and empty where it is supported.

    `own_words` are those of a paraphrase that its spans do not hold.
    """

    support: Support
    spans: tuple[Span, ...] = ()
    reason: str = ""
    tier: Tier = Tier.WORDS
    own_words: tuple[str, ...] = ()


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
        self.terms = [frozenset(content_terms(s.sentence.text, s.passage.document.language)) for s in self.spans]
        self.facts = [Facts(s.sentence.text, s.passage.document.language) for s in self.spans]
        frequency = Counter(term for terms in self.terms for term in terms)
        self._weights = {t: math.log(1 + len(self.spans) / n) for t, n in frequency.items()}
        self._unseen = math.log(1 + len(self.spans))

    @cached_property
    def vectors(self) -> Vectors:
        """The sentences' embeddings, shape `(sentences, dimension)`."""
        return np.asarray([s.sentence.vector for s in self.spans], dtype=np.float32)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The language of each sentence's article."""
        return tuple(s.passage.document.language for s in self.spans)

    def weight(self, term: str) -> float:
        """How much a term tells: rare ones more, unknown ones most."""
        return self._weights.get(term, self._unseen)


class Verifier:
    """Finds the spans that support a claim.

    Args:
        embedder: The model that embedded the sentences.
        thresholds: Where support begins.
    """

    def __init__(self, embedder: Embedder, thresholds: Thresholds | None = None) -> None:
        self._embedder = embedder
        self._thresholds = thresholds or Thresholds()

    def verify(self, claim: str, evidence: Evidence, *, language: str, question: str = "") -> Verdict:
        """The verdict on one sentence of an answer, with the smallest set of spans that supports it.

        Args:
            claim: The sentence, without list mark or citation marks.
            evidence: Of the passages that were retrieved.
            language: Of the claim.
            question: Its words count little, since repeating the question proves nothing.
        """
        if not evidence.spans:
            return Verdict(Support.UNSUPPORTED, reason=say("nothing", language))
        parts = segments(claim, language)
        match = self._match(claim, parts, evidence, language, question)
        chosen = match.smallest_cover()
        if not chosen:
            return Verdict(Support.UNSUPPORTED, reason=say("nothing", language), tier=match.tier)
        refuted = self._hard_checks(Facts(claim, language), chosen, evidence)
        if refuted is not None:
            return Verdict(refuted[0], reason=refuted[1], tier=Tier.FACTS)
        if (lacking := match.lacking) is not None:
            return Verdict(Support.PARTIAL, reason=say("part", language, value=parts[lacking]), tier=match.tier)
        spans = sorted(chosen, key=lambda i: (evidence.spans[i].passage.rank, evidence.spans[i].sentence.start))
        return Verdict(Support.SUPPORTED, tuple(evidence.spans[i] for i in spans), tier=match.tier)

    def _match(self, claim: str, parts: Sequence[str], evidence: Evidence, language: str, question: str) -> _Match:
        """Which sentences support which segments of a claim."""
        coverage = np.stack([_coverage(part, evidence, language, question) for part in parts])
        match = _Match(supports=coverage >= self._thresholds.words, strength=coverage)
        open_parts = match.open_parts
        if not open_parts:
            return match
        match = replace(match, tier=Tier.MEANING)
        # Only now is anything embedded: first the claim as a whole, which most often settles what words left open.
        limits = self._limits(claim, evidence, language)
        whole = self._nearness([claim], _coverage(claim, evidence, language, question)[None], evidence)
        nearest = (whole - limits).max()
        if len(parts) == 1:
            near, strength = whole >= limits, whole
        elif nearest >= -self._thresholds.related:
            own = self._nearness([parts[i] for i in open_parts], coverage[open_parts], evidence)
            near = (own >= limits) | ((whole >= limits) & (own >= limits - self._thresholds.segment))
            strength = own + whole
        else:
            return match
        strength = np.where(near, strength, -np.inf)
        # Nearness is vague: a sentence near to the whole claim is near to every segment, so only the best counts.
        match.supports[open_parts, strength.argmax(axis=1)] = near.any(axis=1)
        match.strength[open_parts] = strength
        return match

    def _nearness(self, texts: Sequence[str], coverage: Vectors, evidence: Evidence) -> Vectors:
        """Cosine of texts to the sentences, and a little for the words they share; shape `(texts, sentences)`."""
        similarity: Vectors = self._embedder.embed_passages(texts) @ evidence.vectors.T
        return similarity + self._thresholds.word_bonus * coverage

    def _hard_checks(self, claim: Facts, chosen: list[int], evidence: Evidence) -> Fault | None:
        """The first fault that the facts show, or None; adds to `chosen` the sentence that holds a missing figure."""
        _complete(claim, chosen, evidence)
        _add_quoted(claim, chosen, evidence)
        facts = [evidence.facts[i] for i in chosen]
        abroad = [held for held in facts if held.language != claim.language]
        return first_fault(
            claim, facts, _contexts(chosen, evidence), claim.language, lambda text: self._translated(text, abroad)
        )

    def _translated(self, text: str, sentences: Sequence[Facts]) -> bool:
        """Whether a sentence has a name or quotation in its own language; one word may be any word of it."""
        limits = self._thresholds
        phrases = [(p, limits.translation) for held in sentences for p in (*held.names, *held.quotations)]
        if " " not in text:
            phrases += [(word, limits.translated_word) for held in sentences for word in held.long_words]
        if not phrases:
            return False
        vectors = self._embedder.embed_passages([text, *(phrase for phrase, _ in phrases)])
        return bool((vectors[1:] @ vectors[0] >= [limit for _, limit in phrases]).any())

    def _limits(self, claim: str, evidence: Evidence, language: str) -> Vectors:
        """The nearness from which each sentence supports a claim: less where it is in another language."""
        limits = self._thresholds
        facts = Facts(claim, language)
        exact = any(quantity.unit for quantity in facts.quantities)
        return np.asarray(
            [
                limits.nearness
                if own == language
                else limits.similarity_figure
                if exact and missing_quantity(facts, [held]) is None
                else limits.similarity_foreign
                for own, held in zip(evidence.languages, evidence.facts, strict=True)
            ],
            dtype=np.float32,
        )


@dataclass(frozen=True, slots=True)
class _Match:
    """Which sentences support which segments, and how well; both of shape `(segments, sentences)`."""

    supports: NDArray[np.bool_]
    strength: Vectors
    tier: Tier = Tier.WORDS

    @property
    def open_parts(self) -> list[int]:
        """The segments that nothing supports."""
        return [i for i, row in enumerate(self.supports) if not row.any()]

    @property
    def lacking(self) -> int | None:
        """The first segment that nothing supports."""
        return next(iter(self.open_parts), None)

    def smallest_cover(self) -> list[int]:
        """Few sentences that together support every segment that any supports, found greedily."""
        left = self.supports.any(axis=1)
        chosen: list[int] = []
        while left.any():
            held = self.supports[left]
            best = np.lexsort((np.where(held, self.strength[left], 0.0).sum(axis=0), held.sum(axis=0)))[-1]
            chosen.append(int(best))
            left &= ~self.supports[:, best]
        return chosen


def segments(claim: str, language: str) -> list[str]:
    """The facts that a claim joins: cut at commas and conjunctions, no piece with fewer than two content words."""
    bounds = [0, *(end for joint in _JOINTS.finditer(claim) for end in joint.span()), len(claim)]
    pieces: list[tuple[int, int]] = []
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        if pieces and (_is_short(claim[start:end], language) or _is_short(claim[slice(*pieces[-1])], language)):
            pieces[-1] = pieces[-1][0], end
        else:
            pieces.append((start, end))
    return [claim[start:end].strip() for start, end in pieces]


_JOINTS = re.compile(r"(?:,|;|:)\s+(?:(?:y|e|o|u|and|or|und|et|ou|i)\s+)?|\s+(?:y|e|and|und|et|i)\s+")


def _is_short(piece: str, language: str) -> bool:
    return len(content_terms(piece, language)) < 2


def _coverage(part: str, evidence: Evidence, language: str, question: str) -> Vectors:
    """Share of a segment's weighted terms that each sentence holds, shape `(sentences,)`."""
    asked = set(content_terms(question, language))
    weights = {
        term: evidence.weight(term) * (0.3 if term in asked else 1.0) for term in set(content_terms(part, language))
    }
    total = sum(weights.values())
    if not total:
        return np.zeros(len(evidence.spans), dtype=np.float32)
    held = [sum(w for term, w in weights.items() if term in terms) / total for terms in evidence.terms]
    return np.asarray(held, dtype=np.float32)


def _complete(claim: Facts, chosen: list[int], evidence: Evidence) -> None:
    """A figure may stand in a sentence beside the one that matched: then that sentence is evidence too.

    It must say of the figure what the claim says of it; else any figure of the article would do.
    """
    passages = {evidence.spans[i].passage.chunk.id for i in chosen}
    near = [i for i, span in enumerate(evidence.spans) if span.passage.chunk.id in passages]
    for _ in range(MOST_ADDED):
        held = [evidence.facts[i] for i in chosen]
        missing = missing_quantity(claim, held)
        if missing is None:
            return
        chosen.extend(
            [
                i
                for i in near
                if missing_quantity(claim, [*held, evidence.facts[i]]) != missing
                and keeps_company(claim, missing, evidence.facts[i])
            ][:1]
        )


def _add_quoted(claim: Facts, chosen: list[int], evidence: Evidence) -> None:
    """Words between quotation marks are cited where they stand: their sentence is evidence too."""
    documents = {evidence.spans[i].passage.document.id for i in chosen}
    own = [i for i, span in enumerate(evidence.spans) if span.passage.document.id in documents]
    for quotation in claim.quotations:
        if not any(quotes(evidence.facts[i].text, quotation) for i in chosen):
            chosen.extend([i for i in own if quotes(evidence.facts[i].text, quotation)][:1])


def _contexts(chosen: Iterable[int], evidence: Evidence) -> list[str]:
    """The documents that the chosen sentences come from: title and text."""
    documents = {evidence.spans[i].passage.document.id: evidence.spans[i].passage.document for i in chosen}
    return [f"{document.title}\n{document.text}" for document in documents.values()]
