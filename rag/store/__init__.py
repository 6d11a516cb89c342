"""The archive on disk: a ledger that is the truth, Chroma, tantivy and columns derived from it, one write path."""

from rag.store.records import (
    EmbeddingIdentity,
    FileRecord,
    IndexedChunk,
    IndexedDocument,
    IndexedSentence,
    LiveArticle,
    Place,
    Reading,
    StoredChunk,
    file_digest,
    vector_key,
)
from rag.store.store import Store, Writer

__all__ = [
    "EmbeddingIdentity",
    "FileRecord",
    "IndexedChunk",
    "IndexedDocument",
    "IndexedSentence",
    "LiveArticle",
    "Place",
    "Reading",
    "Store",
    "StoredChunk",
    "Writer",
    "file_digest",
    "vector_key",
]
