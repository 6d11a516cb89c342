"""A claim read beside its sources: what is left over of it, and what of theirs it lets go of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from operator import itemgetter

from rag.languages import Language
from rag.proof.alignment import WEIGHTS, Alignment, Gap, align
from rag.proof.displaced_facts import exchanged_roles
from rag.proof.findings import Fault, Finding, denied_once
from rag.proof.grammar import is_finite, is_verbal
from rag.proof.licence import licensing
from rag.proof.reserves import Hold, Holding, find_holds
from rag.proof.sources import Source, Span
from rag.proof.words import Kind, Word, read_words
from rag.text.facts import QUOTED_WORDS, Facts
from rag.text.morphology import same_lemma, tense_differs
from rag.text.thesaurus import opposites, synonyms

__all__ = ["Claim", "Reading", "clauses_of", "read", "read_joined"]

SWEEPING = (Holding.UNCONFIRMED, Holding.SPEECH, Holding.CONDITION)
"""What may hold back a whole sentence: it is let go of where most of what the claim takes stands under it."""

MOSTLY = 0.7
"""Share of what a claim takes of a source that must stand under such a reserve."""

CHANGE = 0.8
"""What it costs that a clause rests on another source than the one before it, in words left over."""

LEAST_CLAUSE = 3
"""Words, free ones aside, from which a clause may have a source of its own."""

_NEXT = re.compile(r"\s(?:de\s)?(?:%|[^\W\d_]+)")

DROPPED = {
    Holding.DENIAL: Fault.DENIAL,
    Holding.REFUSAL: Fault.DENIAL,
    Holding.SPEECH: Fault.SPEECH,
    Holding.CONDITION: Fault.CONDITION,
    Holding.BOUND: Fault.BOUND,
    Holding.QUANTIFIER: Fault.QUANTIFIER,
}
"""What letting go of something is, where it is more than a reserve."""


class Claim:
    """A claim as it is read.

    Args:
        text: Without list mark or citation marks.
        language: Of the claim.
        question: What it answers; it may take up its words.
    """

    def __init__(self, text: str, language: Language, question: str = "") -> None:
        self.facts = Facts(text, language)
        self.language = language
        self.words = read_words(self.facts)
        self.question = tuple(w.form for w in read_words(Facts(question, language)))
        self.holds = find_holds(self.words, self.language)
        self._licenses = licensing(language)

    def laid_on(self, source: Source, words: Sequence[Word]) -> Alignment:
        """Some of its words on those of a source."""
        return align(words, source.words, self._licenses, self.language.syntax.leads, self._is_verb)

    def _is_verb(self, written: str) -> bool:
        return is_verbal(written, self.language.code)

    @cached_property
    def weight(self) -> float:
        """What all its words weigh that need a licence."""
        return sum(WEIGHTS[w.kind] for w in self.words if w.kind is not Kind.FREE)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a claim, or a clause of one, reads beside its sources.

    Attributes:
        cost: Weight of what nothing licenses.
        used: Words of the one source that license something; empty where there are several.
        carried: Sentences from which a subject was carried in.
    """

    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]
    cost: float
    used: frozenset[int] = frozenset()
    carried: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """What it rests on, each sentence once."""
        spans = (*self.carried, *(source.span for source in self.sources))
        once = {(s.passage.document.id, s.sentence.start): s for s in spans}
        return tuple(sorted(once.values(), key=lambda s: (s.passage.rank, s.sentence.start)))

    @property
    def order(self) -> tuple[int, float, int, int]:
        """The better, the smaller: proven, then in other words, then by what is left over."""
        gravest = max((f.fault.gravity for f in self.findings), default=0)
        return min(gravest, 2), self.cost, gravest, len(self.sources)


def read(claim: Claim, words: Sequence[Word], source: Source) -> Reading:
    """Lay words of a claim on one source."""
    laid = claim.laid_on(source, words)
    carriers = [(gap, _carrier(gap, laid, source)) for gap in laid.gaps()]
    gaps = [gap for gap, carrier in carriers if carrier is None]
    findings = [finding for gap in gaps for finding in _left(gap, laid, source, claim)]
    findings = denied_once([*findings, *_let_go(laid, source, claim)])
    if all(finding.fault is Fault.OWN for finding in findings):
        findings += _misplaced(claim, laid, source)
    cost = sum(WEIGHTS[words[i].kind] for gap in gaps for i in gap.words)
    carried = tuple(span for _, carrier in carriers for span in carrier or ())
    if source.introduction and any(j < source.own and source.words[j].kind is not Kind.FREE for j in laid.used):
        carried += (source.introduction,)
    return Reading(tuple(findings), (source,), cost, laid.used, carried)


def read_joined(claim: Claim, sources: Sequence[Source]) -> Reading | None:
    """Read a claim clause by clause, those in a row on the source that fits them best; None where one fits all."""
    clauses = list(clauses_of(claim))
    parts = [
        (source, tuple(word for _, clause in group for word in clause))
        for source, group in groupby(zip(_assigned(claim, clauses, sources), clauses, strict=True), key=itemgetter(0))
    ]
    used = {source.index: source for source, _ in parts}
    if len(used) < 2 or any(sum(w.kind is not Kind.FREE for w in words) < LEAST_CLAUSE for _, words in parts):
        return None
    readings = [read(claim, words, source) for source, words in parts]
    said = frozenset(w.folded for w in claim.words)
    if not all(_is_whole(reading, said) for reading in readings):
        return None
    findings = tuple(finding for reading in readings for finding in reading.findings)
    return Reading(
        findings,
        tuple(used[i] for i in sorted(used)),
        sum(r.cost for r in readings),
        carried=tuple(span for r in readings for span in r.carried),
    )


def _assigned(claim: Claim, clauses: Sequence[Sequence[Word]], sources: Sequence[Source]) -> list[Source]:
    """The source that each clause rests on: those that leave least over together, with as few changes as may be."""
    costs = [[claim.laid_on(source, clause).cost for source in sources] for clause in clauses]
    total, back = list(costs[0]), []
    for row in costs[1:]:
        cheapest = min(range(len(total)), key=total.__getitem__)
        came = [i if total[i] <= total[cheapest] + CHANGE else cheapest for i in range(len(total))]
        total = [cost + total[j] + CHANGE * (i != j) for i, (cost, j) in enumerate(zip(row, came, strict=True))]
        back.append(came)
    here = min(range(len(total)), key=total.__getitem__)
    path = [here, *(here := came[here] for came in reversed(back))]
    return [sources[i] for i in reversed(path)]


def _carrier(gap: Gap, laid: Alignment, source: Source) -> tuple[Span, ...] | None:
    """Where a gap is told that the source has left to the sentences before it; None where it has not.

    That is its subject, or what a pronoun stands for.
    """
    words = [laid.claim[i] for i in gap.words]
    if any(w.kind is Kind.FIGURE or w.folded in source.language.stop_words for w in words):
        return None
    pronouns = source.language.syntax.pronouns
    rivals = (laid.source[j] for j in gap.instead if laid.source[j].kind is not Kind.FREE)
    if not all(w.folded in pronouns for w in rivals):
        return None
    if not (_is_subject(gap, laid) or _has_object_pronoun(laid, source)):
        return None
    return source.carrier([w.folded for w in words])


def _is_subject(gap: Gap, laid: Alignment) -> bool:
    """Whether a gap opens its clause, and what follows it is licensed."""
    head = gap.words[0]
    before = (i for i in range(head) if laid.claim[i].clause == laid.claim[head].clause)
    if any(laid.claim[i].kind is not Kind.FREE for i in before):
        return False
    behind = laid.licensed[gap.words[-1] + 1 :]
    return any(j >= 0 and laid.source[j].kind is Kind.WORD for j in behind)


def _has_object_pronoun(laid: Alignment, source: Source) -> bool:
    """Whether a licensed verb of the source has a pronoun for its object that the claim has not: «Lo diseñó …»."""
    used, clitics = laid.used, source.language.syntax.clitics
    return any(
        j not in used and j + 1 in used and word.folded in clitics and is_finite(verb.form, source.language.code)
        for j, (word, verb) in enumerate(pairwise(source.words))
    )


def _left(gap: Gap, laid: Alignment, source: Source, claim: Claim) -> Iterator[Finding]:
    """What the words of a gap are."""
    instead = [laid.source[j] for j in gap.instead]
    there = " ".join(w.text for w in instead)
    for i in gap.words:
        fault = _fault(laid.claim[i], instead, source, claim)
        if fault is Fault.EXCHANGED:
            yield Finding(fault, _figure(laid.claim[i], claim.facts.text), _figures(instead, source.facts.text))
        elif fault is not None:
            yield Finding(fault, laid.claim[i].text, there)


def _figures(words: Sequence[Word], text: str) -> str:
    return ", ".join(_figure(word, text) for word in words if word.figure is not None)


def _figure(word: Word, text: str) -> str:
    """A figure with the noun behind it, by which it is told from another that is written alike: «29 años»."""
    noun = _NEXT.match(text, word.end)
    return text[word.start : noun.end() if noun else word.end]


def _fault(word: Word, instead: Sequence[Word], source: Source, claim: Claim) -> Fault | None:
    if word.figure is not None:
        return Fault.EXCHANGED if any(other.figure is not None for other in instead) else Fault.FIGURE
    if word.kind is Kind.NAME:
        return Fault.ELSEWHERE if source.names(word.folded) else Fault.NAME
    if word.folded in claim.language.syntax.copulas and not any(w.kind is Kind.WORD for w in instead):
        return None  # «Blas Ortega, alcalde de Osma» says that he is
    if word.folded in claim.language.negation.cues:
        return Fault.DENIAL
    return _fault_of_wording(word, [w for w in instead if w.kind is Kind.WORD], source, claim)


def _fault_of_wording(word: Word, instead: Sequence[Word], source: Source, claim: Claim) -> Fault:
    """What an ordinary word is that the source does not have."""
    code = claim.language.code
    if any(opposites(word.form, other.form, code) for other in instead):
        return Fault.OPPOSITE
    if any(tense_differs(word.form, other.form, code) for other in instead):
        return Fault.TIME
    if (held := _holding(word, claim)) is not None:
        if any(synonyms(word.form, other.form, code) and _is_held(other, held, source) for other in instead):
            return Fault.OWN
        return Fault.DENIAL if held is Holding.REFUSAL else Fault.ADDED
    if claim.language.questions.reasons.fullmatch(word.folded):
        return Fault.CAUSE
    if any(synonyms(word.form, other.form, code) for other in instead) or _is_taken_up(word, instead, claim):
        return Fault.OWN
    return Fault.WORD


def _holding(word: Word, claim: Claim) -> Holding | None:
    """How a word of a claim holds back, if it does."""
    return next((hold.kind for hold in claim.holds if any(word is claim.words[i] for i in hold.words)), None)


def _is_held(word: Word, kind: Holding, source: Source) -> bool:
    """Whether a word of a source holds back in the same way."""
    return any(word is source.words[j] for hold in source.holds if hold.kind is kind for j in hold.words)


def _is_taken_up(word: Word, instead: Sequence[Word], claim: Claim) -> bool:
    """Whether a verb is the question's, where the source has no other in its place."""
    code = claim.language.code
    if not is_finite(word.form, code) or any(is_finite(other.form, code) for other in instead):
        return False
    return any(same_lemma(word.form, asked, code) for asked in claim.question)


def _let_go(laid: Alignment, source: Source, claim: Claim) -> Iterator[Finding]:
    """What the source holds back and the claim does not."""
    used = frozenset(j for j in laid.used if source.words[j].kind is not Kind.FREE)
    otherwise = _held_otherwise(laid, claim) if source.holds else frozenset()
    for hold in source.holds:
        if hold.kind is Holding.BOUND:
            let_go = hold.scope[0] in used and _written(hold, source.words) not in _bounds(hold.scope[0], laid, claim)
        else:
            let_go = hold.kind not in otherwise and _is_let_go(hold, used)
        if let_go:
            written = " ".join(source.words[j].text for j in hold.words)
            is_doubtful = hold.kind is Holding.DENIAL and _stands_undenied(hold, source)
            yield Finding(Fault.RESERVE if is_doubtful else DROPPED.get(hold.kind, Fault.RESERVE), written)


def _stands_undenied(hold: Hold, source: Source) -> bool:
    """Whether what a denial holds back stands in the source once more, outside of it: «no casadas … y casadas»."""
    denied = source.words[hold.scope[0]].folded
    return any(word.folded == denied for j, word in enumerate(source.words) if j not in hold.scope)


def _is_let_go(hold: Hold, used: frozenset[int]) -> bool:
    """Whether the words of a hold are not used, and what they hold back is."""
    under = used.intersection(hold.scope)
    if not under or not used.isdisjoint(hold.words):
        return False
    if hold.kind is Holding.DENIAL:
        return hold.scope[0] in used
    return hold.kind not in SWEEPING or len(under) >= MOSTLY * len(used)


def _held_otherwise(laid: Alignment, claim: Claim) -> frozenset[Holding]:
    """The ways in which the claim holds back in words that the source does not have: left over already."""
    left = {laid.claim[i].start for i in laid.left}
    return frozenset(hold.kind for hold in claim.holds if any(claim.words[i].start in left for i in hold.words))


def _bounds(figure: int, laid: Alignment, claim: Claim) -> list[str]:
    """How the claim bounds a figure of the source."""
    ours = {laid.claim[i].start for i, j in enumerate(laid.licensed) if j == figure}
    bounds = (hold for hold in claim.holds if hold.kind is Holding.BOUND)
    return [_written(hold, claim.words) for hold in bounds if claim.words[hold.scope[0]].start in ours]


def _written(hold: Hold, words: Sequence[Word]) -> str:
    return " ".join(words[j].folded for j in hold.words)


def _misplaced(claim: Claim, laid: Alignment, source: Source) -> Iterator[Finding]:
    """Words that are all there, and in the wrong place: exchanged roles, narration told as a quotation."""
    pair = exchanged_roles(claim.facts, [source.facts]) if laid.moved else None
    if pair is not None:
        yield Finding(Fault.ROLES, *pair)
    for quotation in _quotations(laid.claim):
        spoken = all(laid.source[laid.licensed[i]].quoted for i in quotation if laid.licensed[i] >= 0)
        if len(quotation) >= QUOTED_WORDS and not spoken:
            yield Finding(Fault.QUOTATION, " ".join(laid.claim[i].text for i in quotation))


def _quotations(words: Sequence[Word]) -> Iterator[list[int]]:
    """The words of each stretch between quotation marks, free ones aside."""
    run: list[int] = []
    for i, word in enumerate(words):
        if word.quoted and word.kind is not Kind.FREE:
            run.append(i)
        elif run and not word.quoted:
            yield run
            run = []
    if run:
        yield run


def clauses_of(claim: Claim) -> Iterator[tuple[Word, ...]]:
    """The clauses of a claim, cut at marks and at words such as «y», «pero» and «porque»."""
    language = claim.language
    joins = language.syntax.conjunctions | language.negation.adversatives
    clause: list[Word] = []
    for word in claim.words:
        joins_here = word.folded in joins or language.questions.reasons.fullmatch(word.folded)
        if clause and (word.clause != clause[-1].clause or joins_here):
            yield tuple(clause)
            clause = []
        clause.append(word)
    if clause:
        yield tuple(clause)


def _is_whole(reading: Reading, said: frozenset[str]) -> bool:
    """Whether a clause takes its source from the beginning: no subject stands there that the claim leaves out."""
    source = reading.sources[0]
    own = [j for j in sorted(reading.used) if j >= source.own and source.words[j].kind is not Kind.FREE]
    if not own:
        return False
    first = source.words[own[0]]
    lead = [w for w in source.words[source.own : own[0]] if w.kind is not Kind.FREE and w.folded not in said]
    return not any(w.clause == first.clause or w.kind is not Kind.WORD for w in lead)
