"""A claim is held against the sentences of the passages until nothing of it is left over.

Its words are laid on those of a sentence (`alignment`); each that has something to say needs a licence there. What is
left over is judged by what it is and by what stands in its place; then what the sentence holds back must be held back
by the claim too (`reserves`), and every hard check must pass. A claim that joins several facts may rest on several
sentences, each whole clause on one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from rag.proof._tables import COPULA, FREE, LEADS, NONE, PRONOUNS, RESERVES
from rag.proof.alignment import Alignment, Gap, align
from rag.proof.findings import Finding, Fault, verdict_of
from rag.proof.licence import licenses
from rag.proof.places import exchanged_roles
from rag.proof.reserves import Hold, Holding, find_holds
from rag.proof.sources import Evidence, Source, Span
from rag.proof.words import Kind, Word, read_words
from rag.text.facts import Facts, missing_quotation
from rag.text.messages import say
from rag.text.terms import analyse, content_terms
from rag.types import Embedder, Support, Tier

__all__ = ["Evidence", "Span", "Verdict", "Verifier"]

CANDIDATES = 6
"""Sentences that a claim is laid on: those that share most of its words."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence says of a claim; `reason` is for readers and empty where it is supported."""

    support: Support
    spans: tuple[Span, ...] = ()
    reason: str = ""
    tier: Tier = Tier.WORDS
    findings: tuple[Finding, ...] = ()


class Claim:
    """A claim as it is verified."""

    def __init__(self, text: str, language: str, question: str) -> None:
        self.facts = Facts(text, language)
        self.language = language
        self.words = read_words(self.facts, FREE.get(language, frozenset()))
        self.asked = frozenset(analyse(question, language))
        self.holds = find_holds(self.words, RESERVES.get(language, NONE))

    @cached_property
    def holding(self) -> frozenset[Holding]:
        return frozenset(h.kind for h in self.holds)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a claim reads beside some sources."""

    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]
    cost: float
    used: frozenset[int] = frozenset()

    @property
    def order(self) -> tuple[int, float, int]:
        gravest = max((f.fault.gravity for f in self.findings), default=0)
        return min(gravest, 2), self.cost, gravest


class Verifier:
    """Finds the spans that support a claim."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def verify(self, claim: str, evidence: Evidence, *, language: str, question: str = "") -> Verdict:
        """The verdict on one sentence of an answer, with the smallest set of spans that supports it."""
        held = Claim(claim, language, question)
        sources = _candidates(claim, evidence, language)
        if not sources or not held.words:
            return Verdict(Support.UNSUPPORTED, reason=say("nothing", language))
        readings = [_read(held, held.words, source) for source in sources]
        best = min(readings, key=lambda r: r.order)
        if best.findings:
            best = min([best, *_joined(held, sources)], key=lambda r: r.order)
        support, reason = verdict_of(best.findings, language)
        spans = tuple(s.span for s in best.sources) if support is Support.SUPPORTED or support.value == "paraphrase" else ()
        return Verdict(support, spans, reason, findings=best.findings)


def _candidates(claim: str, evidence: Evidence, language: str) -> list[Source]:
    terms = set(content_terms(claim, language))
    scores = [
        (sum(evidence.weight(t) for t in terms & held), -i) for i, held in enumerate(evidence.terms)
    ]
    best = sorted(scores, reverse=True)[:CANDIDATES]
    return [evidence.sources[-i] for score, i in best if score > 0 and evidence.languages[-i] == language]


def _read(claim: Claim, words: Sequence[Word], source: Source) -> Reading:
    """Lay some words of a claim on one source."""
    language = claim.language
    laid = align(words, source.words, licenses, LEADS.get(language, frozenset()))
    findings: list[Finding] = []
    for gap in laid.gaps():
        if not _is_carried(gap, laid, source, language):
            findings.extend(_left(gap, laid, claim))
    findings.extend(_dropped(laid, source, claim))
    if not findings and words is claim.words:
        findings.extend(_hard(claim, source))
    return Reading(tuple(findings), (source,), laid.cost, laid.used)


def _is_carried(gap: Gap, laid: Alignment, source: Source, language: str) -> bool:
    """Whether a gap is a subject that the source has left to the sentences before it."""
    words = [laid.claim[i] for i in gap.words]
    if any(w.kind is Kind.FIGURE for w in words) or not all(w.folded in source.carried for w in words):
        return False
    head = gap.words[0]
    if any(laid.claim[i].kind is not Kind.FREE for i in range(head) if laid.claim[i].clause == laid.claim[head].clause):
        return False
    rivals = [laid.source[j] for j in gap.instead if laid.source[j].kind is not Kind.FREE]
    rivals = [w for w in rivals if w.folded not in PRONOUNS.get(language, frozenset())]
    return not rivals


def _left(gap: Gap, laid: Alignment, claim: Claim) -> Iterator[Finding]:
    """What a gap is."""
    instead = [laid.source[j] for j in gap.instead]
    other = " ".join(w.text for w in instead[:6])
    copulas = COPULA.get(claim.language, frozenset())
    for i in gap.words:
        word = laid.claim[i]
        if word.kind is Kind.FIGURE:
            yield Finding(Fault.FIGURE, word.text, other)
        elif word.kind is Kind.NAME:
            yield Finding(Fault.NAME, word.text, other)
        elif word.folded in copulas and not any(w.kind is Kind.WORD for w in instead):
            continue
        elif claim.facts.denies([word.folded]):
            yield Finding(Fault.DENIAL, word.text, other)
        elif any(s in claim.asked for s in analyse(word.text, claim.language)):
            yield Finding(Fault.OWN, word.text, other)
        else:
            yield Finding(Fault.WORD, word.text, other)


def _dropped(laid: Alignment, source: Source, claim: Claim) -> Iterator[Finding]:
    """What the source holds back and the claim lets go of."""
    used = {j for j in laid.used if source.words[j].kind is not Kind.FREE}
    for hold in source.holds:
        if not used.isdisjoint(hold.words) or used.isdisjoint(hold.scope):
            continue
        if hold.kind in (Holding.DOUBT, Holding.SPEECH, Holding.CONDITION) and hold.kind in claim.holding:
            continue
        written = " ".join(source.words[j].text for j in hold.words)
        yield Finding(Fault.RESERVE, written)
    for j, word in enumerate(source.words):
        if j not in used and source.facts.denies([word.folded]):
            behind = [k for k in range(j + 1, len(source.words)) if source.words[k].kind is not Kind.FREE and source.words[k].clause == word.clause][:2]
            if behind and behind[0] in used:
                yield Finding(Fault.DENIAL, word.text)


def _hard(claim: Claim, source: Source) -> Iterator[Finding]:
    pair = exchanged_roles(claim.facts, [source.facts])
    if pair is not None:
        yield Finding(Fault.ROLES, pair[0], pair[1])
    document = source.span.passage.document
    quotation = missing_quotation(claim.facts, [f"{document.title}\n{document.text}"])
    if quotation is not None:
        yield Finding(Fault.QUOTATION, quotation)


def _joined(claim: Claim, sources: Sequence[Source]) -> Iterator[Reading]:
    """A claim read clause by clause, each beside the source that fits it best."""
    pieces = list(_pieces(claim.words, claim.language))
    if len(pieces) < 2:
        return
    said = frozenset(w.folded for w in claim.words)
    readings = []
    for piece in pieces:
        whole = (r for s in sources if _is_whole(r := _read(claim, piece, s), said))
        readings.append(min(whole, key=lambda r: r.order, default=None))
    if None in readings:
        return
    used = {s.index: s for r in readings for s in r.sources}
    if len(used) < 2:
        return
    findings = tuple(f for r in readings for f in r.findings)
    yield Reading(findings, tuple(used[i] for i in sorted(used)), sum(r.cost for r in readings))


def _is_whole(reading: Reading, said: frozenset[str]) -> bool:
    """Whether a clause takes its source from the beginning: the source has no subject of its own that the claim leaves out."""
    source = reading.sources[0]
    own = [j for j in sorted(reading.used) if j >= source.own and source.words[j].kind is not Kind.FREE]
    if not own:
        return False
    first = source.words[own[0]]
    lead = [w for w in source.words[source.own : own[0]] if w.kind is not Kind.FREE and w.folded not in said]
    return not any(w.clause == first.clause or w.kind is Kind.NAME for w in lead)


_JOINS = {"es": frozenset("y e pero mientras".split()), "en": frozenset("and but while".split())}


def _pieces(words: Sequence[Word], language: str) -> Iterator[tuple[Word, ...]]:
    joins = _JOINS.get(language, frozenset())
    piece: list[Word] = []
    for word in words:
        begins = piece and (word.clause != piece[-1].clause or word.folded in joins)
        if begins and sum(w.kind is not Kind.FREE for w in piece) >= 3:
            yield tuple(piece)
            piece = []
        piece.append(word)
    if piece:
        yield tuple(piece)
