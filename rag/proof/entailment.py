"""An optional second opinion on a claim: a model of natural language inference, which reads claim and evidence at once.

It never outvotes the hard checks: such models take «38.000» for «39.000» and one surname for another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from rag.languages import language_of
from rag.proof.checks import first_fault
from rag.proof.verifier import Evidence, Verdict
from rag.text.facts import Facts
from rag.text.messages import say, say_own_words
from rag.types import Embedder, EntailmentModel, Support, Tier

__all__ = ["ClaimVerifier", "EntailmentVerifier"]

SURE = 0.9
"""Probability from which the model's word changes a verdict; not fitted, since the choice of model is the reader's."""

NEAREST = 3
"""Sentences that are tried as premises, each alone and then together."""

_ENTAILED, _CONTRADICTED = 0, 2


class ClaimVerifier(Protocol):
    """Gives verdicts on sentences of an answer."""

    def verify(self, claim: str, evidence: Evidence, *, language: str, question: str = "") -> Verdict:
        """The verdict on one sentence, with the spans that support it."""


class EntailmentVerifier:
    """A verifier whose verdicts of words and meaning an entailment model may change; `tier` says where it did.

    Args:
        verifier: Gives the first verdict, the hard checks among it.
        embedder: The model that embedded the sentences.
        model: The entailment model.
    """

    def __init__(self, verifier: ClaimVerifier, embedder: Embedder, model: EntailmentModel) -> None:
        self._verifier = verifier
        self._embedder = embedder
        self._model = model

    def verify(self, claim: str, evidence: Evidence, *, language: str, question: str = "") -> Verdict:
        """The verdict on one sentence; what it takes is what `Verifier.verify` takes."""
        verdict = self._verifier.verify(claim, evidence, language=language, question=question)
        if verdict.tier is Tier.FACTS or not evidence.spans:
            return verdict
        if verdict.support is Support.SUPPORTED:  # nothing is left over, so there is nothing to judge
            return verdict
        if verdict.support is Support.PARAPHRASE:
            return self._doubted(claim, verdict, language)
        return self._rescued(claim, verdict, evidence, language)

    def _doubted(self, claim: str, verdict: Verdict, language: str) -> Verdict:
        """A paraphrase, unless its own evidence contradicts it."""
        texts = [span.sentence.text for span in verdict.spans]
        if self._model.entail([(" ".join(texts), claim)])[0, _CONTRADICTED] < SURE:
            return verdict
        return Verdict(Support.CONTRADICTED, reason=say("negation", language_of(language)), tier=Tier.ENTAILMENT)

    def _rescued(self, claim: str, verdict: Verdict, evidence: Evidence, language: str) -> Verdict:
        """What was refused for its words, unless few sentences near to it entail it and hold its facts."""
        premises = self._premises(claim, evidence)
        texts = [" ".join(evidence.spans[i].sentence.text for i in premise) for premise in premises]
        entailed = self._model.entail([(text, claim) for text in texts])[:, _ENTAILED]
        for premise, probability in zip(premises, entailed, strict=True):
            if probability >= SURE and _holds_facts(claim, premise, evidence, language):
                spans = tuple(evidence.spans[i] for i in premise)
                reason = say_own_words(verdict.words_left, language_of(language))
                return Verdict(Support.PARAPHRASE, spans, reason, Tier.ENTAILMENT, verdict.words_left)
        return verdict

    def _premises(self, claim: str, evidence: Evidence) -> list[tuple[int, ...]]:
        """The sentences nearest to a claim, each alone, the nearest first; then all of them in their order."""
        similarity = evidence.vectors @ self._embedder.embed_passages([claim])[0]
        nearest = [int(i) for i in np.argsort(-similarity, kind="stable")[:NEAREST]]
        alone = [(i,) for i in nearest]
        return [*alone, tuple(sorted(nearest))] if len(nearest) > 1 else list(alone)


def _holds_facts(claim: str, premise: Sequence[int], evidence: Evidence, language: str) -> bool:
    """Whether sentences pass the hard checks; what is only known by its translation does not."""
    documents = {evidence.spans[i].passage.document.id: evidence.spans[i].passage.document for i in premise}
    contexts = [f"{document.title}\n{document.text}" for document in documents.values()]
    facts = [evidence.facts[i] for i in premise]
    spoken = language_of(language)
    return first_fault(Facts(claim, spoken), facts, contexts, spoken, lambda _: False) is None
