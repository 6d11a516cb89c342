"""What goes into the store and what comes out: frozen values, arrays for vectors."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.types import Chunk, Document

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = [
    "EmbeddingIdentity",
    "IndexedChunk",
    "IndexedDocument",
    "IndexedSentence",
    "Place",
    "StoredChunk",
    "vector_key",
]

Place = tuple[str, str]
"""Where an article lies: its indexed folder (absolute) and its path in it."""


@dataclass(frozen=True, slots=True)
class EmbeddingIdentity:
    """Which model made the vectors: vectors of different fingerprints are never compared."""

    name: str
    dimension: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class IndexedSentence:
    """Offsets of a sentence in its document, and the key of its vector."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class IndexedChunk:
    """A chunk with the key of its vector, its analysed terms and its sentences."""

    chunk: Chunk
    key: str
    terms: tuple[str, ...]
    sentences: tuple[IndexedSentence, ...]


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document under the folder that it was read from, cut and ready to be written."""

    root: str
    document: Document
    chunks: tuple[IndexedChunk, ...]

    @property
    def place(self) -> Place:
        """Where the article lies."""
        return self.root, self.document.source


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A chunk as it was written.

    Attributes:
        vector: Of the chunk, shape `(dimension,)`.
        sentences: Offsets in the document.
        sentence_vectors: One row a sentence, shape `(len(sentences), dimension)`.
    """

    chunk: Chunk
    document: Document
    vector: Vectors
    sentences: tuple[tuple[int, int], ...]
    sentence_vectors: Vectors


def vector_key(text: str) -> str:
    """The key of a text's vector: equal texts share one, wherever they stand."""
    return hashlib.sha256(text.encode()).hexdigest()
