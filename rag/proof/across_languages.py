"""A claim beside sentences in another language, where no words can be laid on each other.

The meaning decides, by the similarity of embeddings, and then the hard checks: figures, names and denials hold across
languages. What passes is a paraphrase at best, since every word of it is the answer's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from rag.calibration import Nearness
from rag.languages import Language
from rag.proof.checks import first_fault
from rag.proof.sources import Evidence, Span
from rag.text.facts import Facts, missing_quantity
from rag.text.messages import say
from rag.text.terms import content_terms
from rag.types import Embedder, Support

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["AcrossLanguages", "Nearness", "segments"]


class AcrossLanguages:
    """Finds the sentences in other languages that a claim renders.

    Args:
        embedder: The model that embedded the sentences.
        nearness: Where a translation begins, with that model; where that is not known, nothing is proven.
    """

    def __init__(self, embedder: Embedder, nearness: Nearness | None) -> None:
        self._embedder = embedder
        self._nearness = nearness

    def read(self, claim: Facts, evidence: Evidence) -> tuple[Support, tuple[Span, ...], str]:
        """Verdict, spans and reason."""
        abroad = [i for i, other in enumerate(evidence.languages) if other != claim.language and other.can_prove]
        if not abroad:
            return Support.UNSUPPORTED, (), say("nothing", claim.language)
        if self._nearness is None:
            return Support.UNSUPPORTED, (), say("unverified_translation", claim.language)
        chosen = self._chosen(claim, evidence, abroad, self._nearness)
        if not chosen:
            return Support.UNSUPPORTED, (), say("nothing", claim.language)
        facts = [evidence.facts[i] for i in chosen]
        fault = first_fault(
            claim, facts, _contexts(chosen, evidence), claim.language, self._translator(facts, self._nearness)
        )
        if fault is not None:
            return fault[0], (), fault[1]
        return Support.PARAPHRASE, tuple(evidence.spans[i] for i in chosen), say("translated", claim.language)

    def _chosen(self, claim: Facts, evidence: Evidence, abroad: Sequence[int], nearness: Nearness) -> list[int]:
        """The sentences that the claim's segments are nearest to, where each is near enough; none otherwise."""
        parts = segments(claim.text, claim.language)
        limits = _limits(claim, [evidence.facts[i] for i in abroad], nearness)
        there = evidence.vectors[abroad].T
        whole: Vectors = self._embedder.embed_passages([claim.text]) @ there
        if len(parts) == 1 or not (whole >= limits - nearness.segment / 2).any():
            near, strength = whole >= limits, whole
        else:
            own = self._embedder.embed_passages(parts) @ there
            near = (own >= limits) | ((whole >= limits) & (own >= limits - nearness.segment))
            strength = own + whole
        if not near.any(axis=1).all():
            return []
        best = np.where(near, strength, -np.inf).argmax(axis=1)
        return sorted({abroad[int(i)] for i in best}, key=lambda i: (evidence.spans[i].passage.rank, i))

    def _translator(self, sentences: Sequence[Facts], nearness: Nearness) -> Callable[[str], bool]:
        """Tells whether a sentence has a name or quotation in its own language; one word may be any word of it."""
        phrases = [(p, nearness.translation) for held in sentences for p in (*held.names, *held.quotations)]
        words = [(word, nearness.translated_word) for held in sentences for word in held.long_words]

        def translated(text: str) -> bool:
            fitting = phrases if " " in text else phrases + words
            if not fitting:
                return False
            vectors = self._embedder.embed_passages([text, *(phrase for phrase, _ in fitting)])
            return bool((vectors[1:] @ vectors[0] >= [limit for _, limit in fitting]).any())

        return translated


def _limits(claim: Facts, sentences: Sequence[Facts], nearness: Nearness) -> Vectors:
    """The cosine that each sentence needs."""
    exact = any(quantity.unit for quantity in claim.quantities)
    return np.asarray(
        [
            nearness.similarity_figure if exact and missing_quantity(claim, [held]) is None else nearness.similarity
            for held in sentences
        ],
        dtype=np.float32,
    )


def segments(claim: str, language: Language) -> list[str]:
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


def _is_short(piece: str, language: Language) -> bool:
    return len(content_terms(piece, language)) < 2


def _contexts(chosen: Iterable[int], evidence: Evidence) -> list[str]:
    """The documents that the chosen sentences come from: title and text."""
    documents = {evidence.spans[i].passage.document.id: evidence.spans[i].passage.document for i in chosen}
    return [f"{document.title}\n{document.text}" for document in documents.values()]
