"""What was sought for each part of a question, and how near its sentences are to what is asked there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, zip_longest

import numpy as np

from rag.questions.question import Question
from rag.retrieval.evidence import Readings
from rag.types import Embedder, Passage

__all__ = ["Sought", "merged", "refocused"]


@dataclass(frozen=True, slots=True)
class Sought:
    """A part of a question with its own search.

    Attributes:
        question: The part; the whole question where it is one.
        searched: The words that were searched: the part's own, behind the question that they follow up.
        context: That question, where there is one.
        passages: What was found, best first.
        readings: What reading it counts for a sentence, by its article and its place there; of those that were read.
    """

    question: Question
    searched: str
    passages: tuple[Passage, ...]
    context: str = ""
    readings: Readings = field(default_factory=dict)


def refocused(passages: Sequence[Passage], question: str, embedder: Embedder) -> tuple[Passage, ...]:
    """The passages of a follow-up's article, their sentences by how near they are to what is asked now.

    The conversation tells which article is meant, and is near to how that begins; what is asked now stands elsewhere.
    """
    asked, best = embedder.embed_queries([question])[0], passages[0].document.id if passages else ""
    return tuple(
        replace(
            passage,
            sentences=tuple(
                replace(s, score=float(np.asarray(s.vector, dtype=np.float32) @ asked)) for s in passage.sentences
            ),
        )
        for passage in passages
        if passage.document.id == best
    )


def merged(found: Sequence[Sequence[Passage]]) -> tuple[Passage, ...]:
    """The passages of several searches, the best of each in turn, each once, with ranks of their own."""
    once: dict[str, Passage] = {}
    for passage in chain.from_iterable(zip_longest(*found)):
        if passage is not None:
            once.setdefault(passage.chunk.id, passage)
    return tuple(replace(passage, rank=rank) for rank, passage in enumerate(once.values(), start=1))
