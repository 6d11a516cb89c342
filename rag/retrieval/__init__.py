"""A question becomes passages: two searches, one fused score, reprints collapsed, an optional second look."""

from rag.retrieval.asking import Asking
from rag.retrieval.fusion import Candidate, Weights, fuse
from rag.retrieval.retriever import Retriever

__all__ = ["Asking", "Candidate", "Retriever", "Weights", "fuse"]
