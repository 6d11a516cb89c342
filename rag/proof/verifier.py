"""A claim is held against the sentences of the passages until nothing of it is left over.

Its words are laid on those of a sentence (`alignment`); each that has something to say needs a licence there. What is
left over is judged by what it is and by what stands in its place, and what the sentence holds back must be held back by
the claim too (`reading`). A claim that joins several facts may rest on several sentences, each whole clause on one.
Beside sentences in another language its meaning and its facts decide (`across_languages`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.languages import Language, language_of
from rag.proof.across_languages import AcrossLanguages, Nearness
from rag.proof.findings import LEFT_OVER, Fault, Finding, outcome, own_words, words_left
from rag.proof.reading import Claim, Reading, clauses_of, read, read_joined
from rag.proof.sources import Evidence, Source, Span
from rag.proof.words import Kind
from rag.text.facts import Facts
from rag.text.messages import say
from rag.text.terms import content_terms, tokenize
from rag.types import Embedder, Support, Tier

__all__ = ["Evidence", "Nearness", "Span", "Verdict", "Verifier"]

CANDIDATES = 6
"""Sentences that a claim is laid on: those that share most of its words."""

ABOUT = 1 / 3
"""Share of a claim's terms that an article must hold for it to speak of the matter."""

OTHERWISE = 0.3
"""Share of a claim's words that may be amiss besides where a source is told to say the contrary."""

FOR_A_CLAUSE = 2
"""Sentences for each of its clauses besides."""

ALIKE = 0.4
"""Share of a claim that a sentence must license for it to be about the same thing at all."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence says of a claim.

    Attributes:
        reason: For readers; empty where it is supported.
        own_words: Words of a paraphrase that its spans do not hold.
        findings: All that was found amiss.
        nearest: The sentences that a claim which is not cited was read beside: about the same thing.
    """

    support: Support
    spans: tuple[Span, ...] = ()
    reason: str = ""
    tier: Tier = Tier.WORDS
    own_words: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    nearest: tuple[Span, ...] = ()

    @property
    def words_left(self) -> tuple[str, ...]:
        """The claim's ordinary words that nothing licensed."""
        return words_left(self.findings)


class Verifier:
    """Finds the spans that support a claim.

    Args:
        embedder: The model that embedded the sentences.
        nearness: Where a translation begins with that model; where that is not known, nothing is proven across
            languages.
    """

    def __init__(self, embedder: Embedder, nearness: Nearness | None = None) -> None:
        self._across_languages = AcrossLanguages(embedder, nearness)

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
        # What a sentence of the claim's language tells of the same thing is not outvoted by a likeness in another.
        if verdict.spans or verdict.nearest or not own.can_prove or set(evidence.languages) <= {own}:
            return verdict
        support, spans, reason = self._across_languages.read(Facts(claim, own), evidence)
        return Verdict(support, spans, reason, Tier.MEANING)

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
    """The sentences of a claim's language that share most of its terms, and of those of each of its clauses."""
    best = _sharing(claim.facts.terms, claim.language, evidence)[:CANDIDATES]
    for clause in clauses_of(claim):
        terms = content_terms(" ".join(word.text for word in clause), claim.language)
        best += _sharing(frozenset(terms), claim.language, evidence)[:FOR_A_CLAUSE]
    return [evidence.sources[i] for i in dict.fromkeys(best)]


def _sharing(terms: frozenset[str], language: Language, evidence: Evidence) -> list[int]:
    """The sentences of a language that share terms, those first that share the most and the rarest."""
    scores = [(sum(evidence.weight(t) for t in terms & held), -i) for i, held in enumerate(evidence.terms)]
    return [-i for score, i in sorted(scores, reverse=True) if score > 0 and evidence.languages[-i] == language]


def _verdict(claim: Claim, reading: Reading) -> Verdict:
    language, findings = claim.language, tuple(_placed(finding, claim, reading) for finding in reading.findings)
    support, tier, reason = outcome(_told(claim, findings), language)
    if support.cited:
        return Verdict(support, reading.spans, reason, tier, own_words(findings), findings)
    is_alike = reading.cost <= (1 - ALIKE) * claim.weight
    if not is_alike and not any(_is_about(claim, source) for source in reading.sources):
        return Verdict(Support.UNSUPPORTED, reason=say("nothing", language), findings=findings)
    nearest = tuple(source.span for source in reading.sources) if is_alike else ()
    return Verdict(support, (), reason, tier, findings=findings, nearest=nearest)


def _placed(finding: Finding, claim: Claim, reading: Reading) -> Finding:
    """A figure that a source lacks is misplaced where another sentence of its article states it.

    Looked for last, since whole articles are read for it.
    """
    if finding.fault is not Fault.FIGURE:
        return finding
    figures = [word.figure for word in claim.words if word.figure is not None and word.text == finding.words]
    stated = any(source.states(figure) for figure in figures for source in reading.sources)
    return replace(finding, fault=Fault.ELSEWHERE) if stated else finding


def _told(claim: Claim, findings: Sequence[Finding]) -> Sequence[Finding]:
    """What a reader is told of a claim: a source that says little else of it does not say the contrary of it."""
    words = sum(word.kind is not Kind.FREE for word in claim.words)
    if sum(f.fault in LEFT_OVER for f in findings) <= OTHERWISE * words:
        return findings
    return [f for f in findings if f.fault.support is not Support.CONTRADICTED]


def _is_about(claim: Claim, source: Source) -> bool:
    """Whether the article of a sentence holds a good part of a claim's terms, wherever they stand."""
    terms = claim.facts.terms
    return len(terms & source.article_terms) >= ABOUT * len(terms)


def _word_for_word(claim: Claim, sources: Sequence[Source]) -> Verdict:
    """Where a language has no rules, only the very words prove."""
    said = f" {' '.join(tokenize(claim.facts.text))} "
    for source in sources:
        if said in f" {' '.join(tokenize(source.facts.text))} ":
            return Verdict(Support.SUPPORTED, (source.span,))
    return Verdict(Support.UNSUPPORTED, reason=say("unverified_language", claim.language), tier=Tier.FACTS)
