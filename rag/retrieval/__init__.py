"""A question becomes passages: three searches, one fused score, reprints collapsed, an optional second look."""

from rag.retrieval.fusion import Weights
from rag.retrieval.retriever import Retriever

__all__ = ["Retriever", "Weights"]
