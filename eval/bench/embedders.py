"""An embedder inside of another, which changes a part of what it says or notes what it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.types import Embedder

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["Wrapped"]


class Wrapped:
    """Says all that the embedder in it says."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    @property
    def name(self) -> str:
        """The embedder's own name."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._embedder.dimension

    @property
    def fingerprint(self) -> str:
        """That of the embedder."""
        return self._embedder.fingerprint

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """What the embedder makes of questions."""
        return self._embedder.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """What the embedder makes of what is searched."""
        return self._embedder.embed_passages(texts)
