"""The archive on disk: a ledger that is the truth, Chroma, tantivy and columns derived from it, one write path.

Each name is loaded when it is first used: who needs the database alone waits for none of what is derived from it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_OF_STORE = frozenset({"Store", "Writer"})


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{'store' if name in _OF_STORE else 'records'}"), name)
