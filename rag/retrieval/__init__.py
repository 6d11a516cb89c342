"""A question becomes passages: two searches, one fused score, reprints collapsed, an optional second look."""

from rag.retrieval.asking import Asking
from rag.retrieval.fusion import Candidate, Weights, fuse
from rag.retrieval.published import Published, find_published, opening_of
from rag.retrieval.retriever import Retriever

__all__ = [
    "Asking",
    "Candidate",
    "Published",
    "Retriever",
    "Weights",
    "find_published",
    "fuse",
    "opening_of",
]
