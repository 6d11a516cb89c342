"""Metrics, one definition each. A question that found nothing scores 0 and stays in the mean."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

__all__ = ["hit", "ndcg", "recall", "reciprocal_rank"]


def ndcg(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """Normalised discounted cumulative gain with binary relevance (Järvelin and Kekäläinen, 2002).

    Args:
        ranked: Document ids, best first, each once.
        relevant: Ids of the relevant documents; at least one.
        k: How many of the ranked documents count.

    Raises:
        ValueError: There is no relevant document, or an id is ranked twice.
    """
    if not relevant:
        raise ValueError("nDCG needs at least one relevant document")
    if len(set(ranked)) != len(ranked):
        raise ValueError("a document is ranked twice")
    gain = sum(1 / math.log2(rank + 1) for rank, i in enumerate(ranked[:k], start=1) if i in relevant)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(relevant)) + 1))
    return gain / ideal


def hit(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """1 if a relevant document is among the first `k`, else 0."""
    return float(any(i in relevant for i in ranked[:k]))


def recall(ranked: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Share of the relevant documents that are among the first `k`.

    Args:
        ranked: Document ids, best first.
        relevant: Ids of the relevant documents, each once; at least one.
        k: How many of the ranked documents count.

    Raises:
        ValueError: There is no relevant document.
    """
    if not relevant:
        raise ValueError("recall needs at least one relevant document")
    found = set(ranked[:k])
    return sum(i in found for i in relevant) / len(relevant)


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """1 over the rank of the first relevant document; 0 where there is none."""
    return next((1 / rank for rank, i in enumerate(ranked, start=1) if i in relevant), 0.0)
