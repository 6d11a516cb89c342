"""A sentence of a text becomes a claim: its verdict, and citations that are numbered through the text."""

from __future__ import annotations

from rag.proof.sources import Span
from rag.proof.verifier import Verdict
from rag.types import Citation, Claim

__all__ = ["Cited", "claim_of"]

Cited = dict[tuple[str, int, int], Citation]
"""What a text cites so far, by article and place, in the order of the numbers."""


def claim_of(sentence: str, start: int, verdict: Verdict, cited: Cited) -> Claim:
    """A sentence with its verdict; what it cites keeps the number that it has in the text, or takes the next one.

    Args:
        sentence: As it stands in the text.
        start: Where it begins there.
        verdict: What the evidence says of it.
        cited: What the text cites before; what the sentence cites besides is added.
    """
    return Claim(
        text=sentence,
        start=start,
        end=start + len(sentence),
        citations=tuple(_cite(span, cited) for span in verdict.spans),
        support=verdict.support,
        reason=verdict.reason,
        tier=verdict.tier,
        own_words=verdict.own_words,
    )


def _cite(span: Span, cited: Cited) -> Citation:
    start, end = span.sentence.start, span.sentence.end
    key = (span.passage.document.id, start, end)
    if key not in cited:
        cited[key] = Citation(len(cited) + 1, span.passage, start, end, span.sentence.text)
    return cited[key]
