"""One score from three: pure functions over numbers.

Measured on XQuAD (docs/decisions/0003-retrieval.md): the similarity of a passage and of its best sentence carry the
score; the words in common correct it a little, and hardly at all where question and article differ in language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Candidate", "Weights", "fuse", "near_duplicate", "scaled"]

SHINGLE = 4
DUPLICATE_OVERLAP = 0.8


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part of the score counts; `lexical_foreign` where question and article differ in language."""

    passage: float
    sentence: float
    lexical: float
    lexical_foreign: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """The parts of a chunk's score: two cosine similarities and BM25 scaled to 0–1."""

    chunk_id: str
    passage: float
    sentence: float
    lexical: float
    same_language: bool


def scaled(scores: Mapping[str, float]) -> dict[str, float]:
    """Divide scores by their maximum, so that the best is 1; BM25 has no scale of its own."""
    top = max(scores.values(), default=0.0)
    return {key: score / top for key, score in scores.items()} if top > 0 else dict.fromkeys(scores, 0.0)


def fuse(candidates: Sequence[Candidate], weights: Weights) -> list[tuple[str, float]]:
    """Chunk ids with their score, best first; ties are broken by id, so that order never depends on luck."""

    def score(c: Candidate) -> float:
        lexical = weights.lexical if c.same_language else weights.lexical_foreign
        return weights.passage * c.passage + weights.sentence * c.sentence + lexical * c.lexical

    return sorted(((c.chunk_id, score(c)) for c in candidates), key=lambda item: (-item[1], item[0]))


def near_duplicate(a: Sequence[str], b: Sequence[str], overlap: float = DUPLICATE_OVERLAP) -> bool:
    """Whether two term sequences are the same text but for small changes, as an agency's reprint is.

    Compares runs of `SHINGLE` terms; the overlap is taken of the shorter text, so that a reprint cut short counts.
    """
    first, second = _shingles(a), _shingles(b)
    smaller = min(len(first), len(second))
    return smaller > 0 and len(first & second) / smaller >= overlap


def _shingles(terms: Sequence[str]) -> set[tuple[str, ...]]:
    size = min(SHINGLE, len(terms))
    return {tuple(terms[i : i + size]) for i in range(len(terms) - size + 1)} if size else set()
