"""A claim is held against the sentences of the passages until nothing of it is left over.

Its words are laid on those of a sentence (`alignment`); each that has something to say needs a licence there. What is
left over is judged by what it is and by what stands in its place, and what the sentence holds back must be held back by
the claim too (`reading`). A claim that joins several facts may rest on several sentences, each whole clause on one.
Beside sentences in another language its meaning and its facts decide (`abroad`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.languages import language_of
from rag.proof.abroad import Abroad, Nearness
from rag.proof.findings import Finding, outcome, own_words
from rag.proof.reading import Claim, Reading, read, read_joined
from rag.proof.sources import Evidence, Source, Span
from rag.text.facts import Facts
from rag.text.messages import say
from rag.text.terms import tokenize
from rag.types import Embedder, Support, Tier

__all__ = ["Evidence", "Nearness", "Span", "Verdict", "Verifier"]

CANDIDATES = 6
"""Sentences that a claim is laid on: those that share most of its words."""

ALIKE = 0.4
"""Share of a claim that a sentence must license for it to be about the same thing at all."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence says of a claim.

    Attributes:
        reason: For readers; empty where it is supported.
        own_words: Words of a paraphrase that its spans do not hold.
        findings: All that was found amiss.
    """

    support: Support
    spans: tuple[Span, ...] = ()
    reason: str = ""
    tier: Tier = Tier.WORDS
    own_words: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


class Verifier:
    """Finds the spans that support a claim.

    Args:
        embedder: The model that embedded the sentences.
        nearness: Where a translation begins with that model; where that is not known, nothing is proven across
            languages.
    """

    def __init__(self, embedder: Embedder, nearness: Nearness | None = None) -> None:
        self._abroad = Abroad(embedder, nearness)

    def verify(self, claim: str, evidence: Evidence, *, language: str, question: str = "") -> Verdict:
        """The verdict on one sentence of an answer, with the smallest set of spans that supports it.

        Args:
            claim: The sentence, without list mark or citation marks.
            evidence: Of the passages that were retrieved.
            language: Of the claim.
            question: What it answers. Its words may be taken up, and prove nothing.
        """
        own = language_of(language)
        verdict = self._at_home(Claim(claim, own, question), evidence)
        if verdict.support.cited or set(evidence.languages) <= {own}:
            return verdict
        support, spans, reason = self._abroad.read(Facts(claim, own), evidence)
        if support.cited or verdict.tier is not Tier.FACTS:
            return Verdict(support, spans, reason, Tier.MEANING)
        return verdict

    def _at_home(self, claim: Claim, evidence: Evidence) -> Verdict:
        """The verdict beside sentences in the claim's own language."""
        sources = _candidates(claim, evidence)
        if not sources:
            return Verdict(Support.UNSUPPORTED, reason=say("nothing", claim.language))
        if not claim.language.can_prove:
            return _word_for_word(claim, sources)
        best = min((read(claim, claim.words, source) for source in sources), key=lambda r: r.order)
        if best.findings and (joined := read_joined(claim, sources)) is not None:
            best = min(best, joined, key=lambda r: r.order)
        return _verdict(claim, best)


def _candidates(claim: Claim, evidence: Evidence) -> list[Source]:
    """The sentences of a claim's language that share most of its terms, the best first."""
    terms = claim.facts.terms
    scores = [(sum(evidence.weight(t) for t in terms & held), -i) for i, held in enumerate(evidence.terms)]
    best = [-i for score, i in sorted(scores, reverse=True) if score > 0 and evidence.languages[-i] == claim.language]
    return [evidence.sources[i] for i in best[:CANDIDATES]]


def _verdict(claim: Claim, reading: Reading) -> Verdict:
    language, findings = claim.language, reading.findings
    support, tier, reason = outcome(findings, language)
    if not support.cited and reading.cost > (1 - ALIKE) * claim.weight:
        return Verdict(Support.UNSUPPORTED, reason=say("nothing", language), findings=findings)
    spans = _spans(reading.sources) if support.cited else ()
    return Verdict(support, spans, reason, tier, own_words(findings) if support.cited else (), findings)


def _spans(sources: Sequence[Source]) -> tuple[Span, ...]:
    ordered = sorted(sources, key=lambda s: (s.span.passage.rank, s.span.sentence.start))
    return tuple(source.span for source in ordered)


def _word_for_word(claim: Claim, sources: Sequence[Source]) -> Verdict:
    """Where a language has no rules, only the very words prove."""
    said = f" {' '.join(tokenize(claim.facts.text))} "
    for source in sources:
        if said in f" {' '.join(tokenize(source.facts.text))} ":
            return Verdict(Support.SUPPORTED, (source.span,))
    return Verdict(Support.UNSUPPORTED, reason=say("unverified_language", claim.language), tier=Tier.FACTS)
