"""Chroma serves the vectors: one collection of passages, one of their sentences. Nothing else knows that it is Chroma.

A folder that was being written when its writer died is never opened (design section 3): the store rebuilds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import chromadb
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError, NotFoundError

from rag.errors import StoreError
from rag.store.ledger import DerivedRow
from rag.store.records import EmbeddingIdentity

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["ChromaVectors"]

AT_ONCE = 2000
"""Rows in one call; Chroma takes at most 5,461, and grows slow with long lists of ids."""

EF = 400
"""Width of the graph search: it must exceed the number of results, and at this width a small archive is searched whole."""

_HNSW = {"hnsw": {"space": "cosine", "ef_search": EF, "ef_construction": 200, "max_neighbors": 32}}


class ChromaVectors:
    """The vectors of one generation of derived indexes, embedded in a folder or on a server."""

    def __init__(self, client: Any, prefix: str, identity: EmbeddingIdentity) -> None:
        self._client = client
        self._names = (f"{prefix}-passages", f"{prefix}-sentences")
        described = {"model": identity.name, "dimension": identity.dimension, "fingerprint": identity.fingerprint}
        self._passages, self._sentences = (
            client.get_or_create_collection(
                name, embedding_function=None, configuration=_HNSW, metadata=described
            )
            for name in self._names
        )

    @classmethod
    def in_folder(cls, folder: Path, identity: EmbeddingIdentity) -> ChromaVectors:
        """Chroma in this process; no telemetry."""
        client = chromadb.PersistentClient(path=str(folder), settings=ChromaSettings(anonymized_telemetry=False))
        return cls(client, "hemeroteca", identity)

    @classmethod
    def at_server(cls, url: str, prefix: str, identity: EmbeddingIdentity) -> ChromaVectors:
        """A Chroma server.

        Raises:
            StoreError: It does not answer.
        """
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise StoreError(f"chroma_url is {url!r}: it must be http:// or https:// with a host and a port.")
        try:
            client = chromadb.HttpClient(
                host=parts.hostname,
                port=parts.port or (443 if parts.scheme == "https" else 8000),
                ssl=parts.scheme == "https",
                settings=ChromaSettings(anonymized_telemetry=False),
            )
            return cls(client, prefix, identity)
        except (ValueError, ChromaError) as error:
            raise StoreError(
                f"no Chroma server answers at {parts.hostname}:{parts.port}: start it, or correct chroma_url."
            ) from error

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    def drop(self) -> None:
        """Delete the collections, where a server keeps them."""
        for name in self._names:
            try:
                self._client.delete_collection(name)
            except NotFoundError:
                continue

    def add(self, rows: Sequence[DerivedRow]) -> None:
        """Write chunks and their sentences; a sentence's id is its chunk's with its position."""
        self._upsert(self._passages, [(row.chunk_id, row.chunk_id, row.vector) for row in rows])
        self._upsert(
            self._sentences,
            [
                (f"{row.chunk_id}:{n}", row.chunk_id, vector)
                for row in rows
                for n, vector in enumerate(row.sentence_vectors)
            ],
        )

    def remove(self, sentences_of: dict[str, int]) -> None:
        """Delete chunks, given with their numbers of sentences."""
        _delete(self._passages, list(sentences_of))
        _delete(self._sentences, [f"{i}:{n}" for i, count in sentences_of.items() for n in range(count)])

    def ids(self) -> tuple[set[str], set[str]]:
        """Every id of passages and of sentences, for checks."""
        return _ids(self._passages), _ids(self._sentences)

    def search_passages(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Chunk ids with cosine similarity, best first."""
        return _ranked(_query(self._passages, vector, k))[:k]

    def search_sentences(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Chunk ids with the similarity of their best sentence, best first."""
        return _ranked(_query(self._sentences, vector, 3 * k))[:k]

    @staticmethod
    def _upsert(collection: Any, rows: Sequence[tuple[str, str, Any]]) -> None:
        for first in range(0, len(rows), AT_ONCE):
            batch = rows[first : first + AT_ONCE]
            collection.upsert(
                ids=[row[0] for row in batch],
                embeddings=[row[2] for row in batch],
                metadatas=[{"chunk": row[1]} for row in batch],
            )


def _query(collection: Any, vector: Vectors, k: int) -> Iterable[tuple[str, float]]:
    count = collection.count()
    if not count:
        return []
    found = collection.query(
        query_embeddings=[vector], n_results=min(k, count, EF), include=["distances", "metadatas"]
    )
    # Chroma's cosine distance is 1 - cosine: this is the one place where distances become similarities.
    return [
        (metadata["chunk"], 1.0 - float(distance))
        for metadata, distance in zip(found["metadatas"][0], found["distances"][0], strict=True)
    ]


def _ranked(pairs: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    best: dict[str, float] = {}
    for chunk_id, similarity in pairs:
        best[chunk_id] = max(similarity, best.get(chunk_id, -1.0))
    return sorted(best.items(), key=lambda item: (-item[1], item[0]))


def _delete(collection: Any, ids: Sequence[str]) -> None:
    for first in range(0, len(ids), AT_ONCE):
        collection.delete(ids=list(ids[first : first + AT_ONCE]))


def _ids(collection: Any) -> set[str]:
    found: set[str] = set()
    while batch := collection.get(include=[], limit=AT_ONCE, offset=len(found))["ids"]:
        found.update(batch)
    return found
