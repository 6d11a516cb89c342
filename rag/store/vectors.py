"""Chroma serves the vectors of passages, in one collection. Nothing else knows that it is Chroma.

A folder that was being written when its writer died is never opened (design section 3): the store rebuilds it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from rag.errors import StoreError
from rag.store.faults import IndexBroken, is_full, no_room
from rag.store.ledger import DerivedRow
from rag.store.memory import cleared_memory
from rag.store.records import EmbeddingIdentity

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["ChromaVectors"]

AT_ONCE = 2000
"""Rows in one call; Chroma takes at most 5,461, and grows slow with long lists of ids."""

EF = 600
"""Width of the graph search: of 200,000 passages the ten nearest are found to 0.970 at 400, to 0.973 at 600."""

SERVER_SECONDS = 60.0
"""How long a Chroma server may take to answer."""

_HNSW = {"hnsw": {"space": "cosine", "ef_search": EF, "ef_construction": 100, "max_neighbors": 24}}

_spellings = itertools.count()


class ChromaVectors:
    """The vectors of one set of derived indexes.

    Args:
        client: A Chroma client, which this object closes.
        prefix: What the names of the collections begin with.
        identity: The model of the vectors.
        create: Make the collections; else they must be there, whole and of this model.

    Raises:
        IndexBroken: They are not.
        StoreError: The server does not answer.
    """

    def __init__(self, client: Any, prefix: str, identity: EmbeddingIdentity, *, create: bool) -> None:
        self._client = client
        self._dimension = identity.dimension
        described = {"model": identity.name, "dimension": identity.dimension, "fingerprint": identity.fingerprint}
        try:
            with _explained():
                self._passages = self._collection(f"{prefix}-passages", described, create)
        except BaseException:
            self.close()
            raise

    @classmethod
    def in_folder(cls, folder: Path, identity: EmbeddingIdentity, *, create: bool) -> ChromaVectors:
        """Chroma in this process."""
        # Clients of one path string share one engine, and closing one of two leaves the other's stale engine to the
        # next. So each gets its own spelling of the path.
        path = f"{folder.parent}/{'./' * (next(_spellings) % 500)}{folder.name}"
        with cleared_memory():
            with _explained():
                client = chromadb.PersistentClient(path=path, settings=ChromaSettings(anonymized_telemetry=False))
            return cls(client, "hemeroteca", identity, create=create)

    @classmethod
    def at_server(cls, url: str, prefix: str, identity: EmbeddingIdentity, *, create: bool) -> ChromaVectors:
        """A collection of a Chroma server, whose name begins with `prefix`."""
        return cls(_connect(url), prefix, identity, create=create)

    @staticmethod
    def drop_others(url: str, prefix: str, keep: str) -> None:
        """Delete the collections of a server whose names begin with `prefix`, but not with `keep`."""
        client = _connect(url)
        with _explained():
            for collection in client.list_collections():
                if collection.name.startswith(prefix) and not collection.name.startswith(f"{keep}-"):
                    client.delete_collection(collection.name)
        _close(client)

    def close(self) -> None:
        """Let go of the files, or of the connections."""
        _close(self._client)

    def write(self, remove: Sequence[str], add: Sequence[DerivedRow]) -> None:
        """Delete chunks, then write others."""
        with cleared_memory(), _explained():
            for first in range(0, len(remove), AT_ONCE):
                self._passages.delete(ids=list(remove[first : first + AT_ONCE]))
            _upsert(self._passages, add)

    def count(self) -> int:
        """Passages held."""
        with _explained():
            return int(self._passages.count())

    def warm(self) -> None:
        """Load the graph: Chroma does so at the first question, and the store must not be written meanwhile."""
        with cleared_memory():
            self.search(np.ones(self._dimension, np.float32), 1)

    def ids(self) -> set[str]:
        """Every chunk id."""
        found: set[str] = set()
        with _explained():
            while batch := self._passages.get(include=[], limit=AT_ONCE, offset=len(found))["ids"]:
                found.update(batch)
        return found

    def search(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Chunk ids with cosine similarity, best first; ties by id."""
        return _ranked(_query(self._passages, vector, k))

    def _collection(self, name: str, described: dict[str, Any], create: bool) -> Any:
        if create:
            return self._client.create_collection(
                name, embedding_function=None, configuration=_HNSW, metadata=described
            )
        found = self._client.get_collection(name, embedding_function=None)
        if found.metadata != described:
            raise IndexBroken(f"the Chroma collection {name} is of {found.metadata}, expected {described}.")
        return found


def _connect(url: str) -> Any:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise StoreError(f"chroma_url is {url!r}: it must be http:// or https:// with a host and a port.")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 8000)
    try:
        client = chromadb.HttpClient(
            host=parts.hostname, port=port, ssl=secure, settings=ChromaSettings(anonymized_telemetry=False)
        )
    except (ValueError, ChromaError, httpx.HTTPError) as error:
        raise _away(f"{parts.hostname}:{port}") from error
    for session in _sessions(client):
        session.timeout = SERVER_SECONDS  # it would wait for ever
    return client


def _close(client: Any) -> None:
    sessions = _sessions(client)
    client.close()
    for session in sessions:
        session.close()


def _sessions(client: Any) -> list[httpx.Client]:
    """The HTTP sessions of a client, which Chroma 1.5 neither limits in time nor closes; none where it is embedded."""
    # The admin client has a connection of its own. There is no public way to either.
    servers = [part._server for part in (client, client._admin_client)]  # noqa: SLF001
    return [server._session for server in servers if hasattr(server, "_session")]  # noqa: SLF001


def _away(server: str) -> StoreError:
    return StoreError(f"no Chroma server answers at {server}: start it, or correct HEMEROTECA_CHROMA_URL.")


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except httpx.TransportError as error:
        raise _away(str(error.request.url.netloc, "ascii")) from error
    except (ChromaError, OSError) as error:
        if is_full(error):
            raise no_room(error) from error
        raise IndexBroken(f"Chroma failed ({error}): run `hemeroteca index --rebuild`.") from error


def _upsert(collection: Any, add: Sequence[DerivedRow]) -> None:
    for first in range(0, len(add), AT_ONCE):
        rows = add[first : first + AT_ONCE]
        collection.upsert(ids=[row.chunk_id for row in rows], embeddings=np.stack([row.vector for row in rows]))


def _query(collection: Any, vector: Vectors, k: int) -> list[tuple[str, float]]:
    with _explained():
        found = collection.query(query_embeddings=[vector], n_results=k, include=["distances"])
        if len(found["ids"][0]) < k and len(found["ids"][0]) < collection.count():
            return _compared(collection, vector)[:k]
    # Chroma's cosine distance is 1 - cosine: this is the one place where distances become similarities.
    return [(i, 1.0 - float(d)) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]


def _compared(collection: Any, vector: Vectors) -> list[tuple[str, float]]:
    """All of a collection with their similarity, best first: a graph that was written piecemeal may not reach all."""
    found = collection.get(include=["embeddings"])
    similarities = np.asarray(found["embeddings"]) @ np.asarray(vector)
    return _ranked(zip(found["ids"], similarities.tolist(), strict=True))


def _ranked(pairs: Any) -> list[tuple[str, float]]:
    return sorted(pairs, key=lambda item: (-item[1], item[0]))
