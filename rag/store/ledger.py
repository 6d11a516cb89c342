"""The truth: one database with every document version, its chunks, sentences, offsets and vectors.

What Chroma and tantivy hold is derived from it and can be made anew without embedding anything.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import Connection, create_engine, delete, event, func, insert, select, update
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.sql.expression import ColumnElement

from rag.errors import DiskFull, StoreError
from rag.store.records import EmbeddingIdentity, IndexedDocument, Place, StoredChunk
from rag.store.schema import SCHEMA_VERSION, chunks, documents, meta, metadata, places, sentences, vectors
from rag.types import Chunk, Document

__all__ = ["DerivedRow", "Ledger", "State"]

T = TypeVar("T")

AT_ONCE = 800
"""Values in one IN list: far below what SQLite (32,766) and PostgreSQL (65,535) take."""

DOCUMENTS_KEPT = 256
"""Documents kept in memory; a version never changes, so a kept one is never stale."""


@dataclass(frozen=True, slots=True)
class State:
    """What a reader must know before it trusts its open copy of the derived indexes.

    Attributes:
        generation: Grows with every write.
        dirty: A write began and has not ended: if nobody holds the lock, its writer died.
        derived: Name of the derived indexes in use; empty where there are none yet.
        identity: The model that made the vectors, once there is one.
    """

    generation: int
    dirty: bool
    derived: str
    identity: EmbeddingIdentity | None


@dataclass(frozen=True, slots=True)
class DerivedRow:
    """What the derived indexes hold of one chunk; vectors as arrays of shape `(dimension,)`."""

    chunk_id: str
    terms: str
    vector: np.ndarray
    sentence_vectors: tuple[np.ndarray, ...]


class Ledger:
    """Reads and writes the tables; knows nothing of Chroma, tantivy or locks."""

    def __init__(self, url: str) -> None:
        """Open a database, making its tables where there are none.

        Raises:
            StoreError: It cannot be opened, is no database, or was written by a newer version.
        """
        try:
            self._engine = create_engine(url)
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
            raise StoreError(f"database_url cannot be used ({error}): it must be an SQLAlchemy URL.") from error
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _prepare_sqlite)
        self._documents: OrderedDict[str, Document] = OrderedDict()
        with self._transaction() as connection:
            metadata.create_all(connection)
            self._check_schema(connection)

    @classmethod
    def in_folder(cls, folder: Path) -> Ledger:
        """The SQLite ledger of a data folder."""
        return cls(f"sqlite:///{folder / 'ledger.sqlite'}")

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    # Reading

    def state(self) -> State:
        """See `State`."""
        with self._transaction() as connection:
            rows = {key: value for key, value in connection.execute(select(meta.c.key, meta.c.value))}
        identity = json.loads(rows["identity"]) if "identity" in rows else None
        return State(
            generation=int(rows["generation"]),
            dirty=rows["dirty"] == "1",
            derived=rows["derived"],
            identity=EmbeddingIdentity(**identity) if identity else None,
        )

    def archive(self) -> str:
        """A name for this archive that no other has, for servers that hold several."""
        with self._transaction() as connection:
            return str(connection.scalar(select(meta.c.value).where(meta.c.key == "archive")))

    def places(self) -> dict[Place, str]:
        """Where each live document lies, with its id."""
        with self._transaction() as connection:
            rows = connection.execute(select(places.c.root, places.c.source, places.c.document_id))
            return {(root, source): document_id for root, source, document_id in rows}

    def counts(self) -> tuple[int, int]:
        """Live documents and chunks."""
        live = select(places.c.document_id).distinct().subquery()
        with self._transaction() as connection:
            count = connection.scalar(select(func.count()).select_from(live)) or 0
            pieces = connection.scalar(
                select(func.count()).select_from(chunks.join(live, chunks.c.document_id == live.c.document_id))
            )
        return count, pieces or 0

    def languages(self) -> set[str]:
        """Languages of the live documents."""
        with self._transaction() as connection:
            rows = connection.scalars(
                select(documents.c.language).join(places, places.c.document_id == documents.c.id).distinct()
            )
            return set(rows)

    def document(self, document_id: str) -> Document:
        """Any version that was ever indexed.

        Raises:
            StoreError: None has this id.
        """
        with self._transaction() as connection:
            found = self._read_documents(connection, [document_id])
        if document_id not in found:
            raise StoreError(f"the ledger holds no document {document_id!r}: it was indexed elsewhere, or purged.")
        return found[document_id]

    def fetch(self, chunk_ids: Sequence[str], model: str) -> list[StoredChunk]:
        """Chunks with documents, sentences and vectors, in the order asked; ids that are gone are left out."""
        with self._transaction() as connection:
            rows = {row.id: row for row in _select_in(connection, select(chunks), chunks.c.id, chunk_ids)}
            texts = self._read_documents(connection, list({row.document_id for row in rows.values()}))
            parts = _grouped(connection, list(rows))
            keys = {row.key for row in rows.values()} | {part.key for own in parts.values() for part in own}
            arrays = _read_vectors(connection, sorted(keys), model)
        return [_stored(rows[i], texts[rows[i].document_id], parts[i], arrays) for i in chunk_ids if i in rows]

    def derived_rows(self, chunk_ids: Sequence[str], model: str) -> list[DerivedRow]:
        """What the derived indexes need of some chunks."""
        with self._transaction() as connection:
            rows = list(_select_in(connection, select(chunks), chunks.c.id, chunk_ids))
            parts = _grouped(connection, [row.id for row in rows])
            keys = {row.key for row in rows} | {part.key for own in parts.values() for part in own}
            arrays = _read_vectors(connection, sorted(keys), model)
        return [
            DerivedRow(row.id, row.terms, arrays[row.key], tuple(arrays[part.key] for part in parts[row.id]))
            for row in rows
        ]

    def live_chunk_ids(self) -> list[str]:
        """Ids of everything that is searched, sorted."""
        live = select(places.c.document_id)
        with self._transaction() as connection:
            return list(
                connection.scalars(select(chunks.c.id).where(chunks.c.document_id.in_(live)).order_by(chunks.c.id))
            )

    def sentence_counts(self, chunk_ids: Sequence[str]) -> dict[str, int]:
        """How many sentences each chunk has."""
        with self._transaction() as connection:
            return {i: len(own) for i, own in _grouped(connection, list(chunk_ids)).items()}

    def known_vectors(self, keys: Sequence[str], model: str) -> set[str]:
        """Which of the keys have a vector of this model."""
        query = select(vectors.c.key).where(vectors.c.model == model)
        with self._transaction() as connection:
            return {row.key for row in _select_in(connection, query, vectors.c.key, keys)}

    # Writing

    def add_vectors(self, keys: Sequence[str], arrays: np.ndarray, model: str) -> None:
        """Keep vectors, at once and for good; a key that is there already keeps what it has."""
        known = self.known_vectors(keys, model)
        rows = {
            key: {"key": key, "model": model, "vector": np.asarray(array, "<f4").tobytes()}
            for key, array in zip(keys, arrays, strict=True)
            if key not in known
        }
        if rows:
            with self._transaction() as connection:
                connection.execute(insert(vectors), list(rows.values()))

    def put(
        self, put: Sequence[IndexedDocument], remove: Sequence[Place], identity: EmbeddingIdentity
    ) -> tuple[list[str], list[str]]:
        """Write documents and take places away, and mark the derived indexes dirty, as one.

        Returns:
            Ids of the chunks that the derived indexes must now drop, and of those that they must hold.
        """
        with self._transaction() as connection:
            before = self._live_documents(connection)
            for place in [*(indexed.place for indexed in put), *remove]:
                connection.execute(
                    delete(places).where(places.c.root == place[0], places.c.source == place[1])
                )
            for indexed in put:
                _write_document(connection, indexed)
            after = self._live_documents(connection)
            dropped = _chunks_of(connection, before - after)
            written = _chunks_of(connection, (after - before) | {i.document.id for i in put})
            _set_meta(connection, dirty="1", identity=_identity_json(identity))
        return dropped, written

    def replace_all(self, documents_: Iterable[IndexedDocument], identity: EmbeddingIdentity) -> None:
        """Write every document anew under another model, as one; the vectors of the old one go."""
        with self._transaction() as connection:
            for indexed in documents_:
                connection.execute(
                    delete(places).where(places.c.root == indexed.root, places.c.source == indexed.document.source)
                )
                _write_document(connection, indexed)
            connection.execute(delete(vectors).where(vectors.c.model != identity.fingerprint))
            _set_meta(connection, dirty="1", identity=_identity_json(identity))

    def settle(self, derived: str) -> int:
        """Say that the derived indexes of this name hold what the ledger holds; returns the new generation."""
        with self._transaction() as connection:
            connection.execute(
                update(meta)
                .where(meta.c.key == "generation")
                .values(value=str(int(connection.scalar(_meta("generation")) or 0) + 1))
            )
            _set_meta(connection, dirty="0", derived=derived)
            return int(connection.scalar(_meta("generation")) or 0)

    def purge(self) -> None:
        """Remove for good every version that lies nowhere, and every vector that nothing uses."""
        with self._transaction() as connection:
            dead = select(documents.c.id).where(documents.c.id.not_in(select(places.c.document_id)))
            gone = select(chunks.c.id).where(chunks.c.document_id.in_(dead))
            connection.execute(delete(sentences).where(sentences.c.chunk_id.in_(gone)))
            connection.execute(delete(chunks).where(chunks.c.document_id.in_(dead)))
            connection.execute(delete(documents).where(documents.c.id.not_in(select(places.c.document_id))))
            used = select(chunks.c.key).union(select(sentences.c.key))
            connection.execute(delete(vectors).where(vectors.c.key.not_in(used)))
        self._documents.clear()

    # Inside

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise _explain(error, str(self._engine.url.render_as_string(hide_password=True))) from error

    def _check_schema(self, connection: Connection) -> None:
        found = connection.scalar(_meta("schema"))
        if found is None:
            fresh = {"schema": str(SCHEMA_VERSION), "generation": "0", "dirty": "0", "derived": "", "archive": uuid.uuid4().hex}
            connection.execute(insert(meta), [{"key": key, "value": value} for key, value in fresh.items()])
        elif int(found) > SCHEMA_VERSION:
            raise StoreError(
                f"the index has format {found}, this version reads up to {SCHEMA_VERSION}: use a newer hemeroteca."
            )

    @staticmethod
    def _live_documents(connection: Connection) -> set[str]:
        return set(connection.scalars(select(places.c.document_id)))

    def _read_documents(self, connection: Connection, ids: Sequence[str]) -> dict[str, Document]:
        missing = [i for i in ids if i not in self._documents]
        for row in _select_in(connection, select(documents), documents.c.id, missing):
            self._documents[row.id] = Document(
                id=row.id,
                title=row.title,
                text=row.text,
                source=row.source,
                published=date.fromisoformat(row.published) if row.published else None,
                language=row.language,
                metadata=json.loads(row.metadata),
            )
        found = {i: self._documents[i] for i in ids if i in self._documents}
        while len(self._documents) > DOCUMENTS_KEPT:
            self._documents.popitem(last=False)
        return found


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA busy_timeout = 30000")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _explain(error: DBAPIError, url: str) -> StoreError | DiskFull:
    text = str(error.orig)
    if "full" in text:
        return DiskFull(f"no room is left for the index ({text}): free some space, then run the command again.")
    if "not a database" in text or "malformed" in text:
        return StoreError(f"{url} is damaged ({text}): restore it, or remove the data folder and index again.")
    if "unable to open" in text or "readonly" in text or "read-only" in text:
        return StoreError(f"{url} cannot be written ({text}): check HEMEROTECA_DATA_DIR and its permissions.")
    return StoreError(f"the ledger {url} failed: {text}.")


def _meta(key: str) -> Any:
    return select(meta.c.value).where(meta.c.key == key)


def _set_meta(connection: Connection, **values: str) -> None:
    for key, value in values.items():
        connection.execute(delete(meta).where(meta.c.key == key))
        connection.execute(insert(meta).values(key=key, value=value))


def _identity_json(identity: EmbeddingIdentity) -> str:
    return json.dumps(
        {"name": identity.name, "dimension": identity.dimension, "fingerprint": identity.fingerprint}
    )


def _select_in(connection: Connection, query: Any, column: ColumnElement[str], values: Sequence[str]) -> Iterator[Any]:
    for first in range(0, len(values), AT_ONCE):
        yield from connection.execute(query.where(column.in_(values[first : first + AT_ONCE])))


def _grouped(connection: Connection, chunk_ids: Sequence[str]) -> dict[str, list[Any]]:
    """Sentences by chunk, in order."""
    grouped: dict[str, list[Any]] = {i: [] for i in chunk_ids}
    for row in _select_in(connection, select(sentences), sentences.c.chunk_id, chunk_ids):
        grouped[row.chunk_id].append(row)
    for own in grouped.values():
        own.sort(key=lambda row: row.position)
    return grouped


def _read_vectors(connection: Connection, keys: Sequence[str], model: str) -> dict[str, np.ndarray]:
    query = select(vectors.c.key, vectors.c.vector).where(vectors.c.model == model)
    return {row.key: np.frombuffer(row.vector, "<f4") for row in _select_in(connection, query, vectors.c.key, keys)}


def _stored(row: Any, document: Document, parts: Sequence[Any], arrays: dict[str, np.ndarray]) -> StoredChunk:
    vector = arrays[row.key]
    return StoredChunk(
        chunk=Chunk(row.id, row.document_id, row.start, row.end, document.text[row.start : row.end]),
        document=document,
        vector=vector,
        sentences=tuple((part.start, part.end) for part in parts),
        sentence_vectors=np.stack([arrays[p.key] for p in parts]) if parts else np.empty((0, len(vector)), np.float32),
    )


def _chunks_of(connection: Connection, document_ids: Iterable[str]) -> list[str]:
    query = select(chunks.c.id)
    return [row.id for row in _select_in(connection, query, chunks.c.document_id, sorted(document_ids))]


def _write_document(connection: Connection, indexed: IndexedDocument) -> None:
    document = indexed.document
    known = connection.scalar(select(documents.c.id).where(documents.c.id == document.id))
    if known is None:
        connection.execute(
            insert(documents).values(
                id=document.id,
                title=document.title,
                text=document.text,
                source=document.source,
                published=document.published.isoformat() if document.published else None,
                language=document.language,
                metadata=json.dumps(dict(document.metadata), ensure_ascii=False),
            )
        )
    connection.execute(
        insert(places).values(root=indexed.root, source=document.source, document_id=document.id)
    )
    # Cut anew each time: the same text may be cut otherwise than when it was last written.
    old = select(chunks.c.id).where(chunks.c.document_id == document.id)
    connection.execute(delete(sentences).where(sentences.c.chunk_id.in_(old)))
    connection.execute(delete(chunks).where(chunks.c.document_id == document.id))
    if not indexed.chunks:
        return
    connection.execute(
        insert(chunks),
        [
            {
                "id": piece.chunk.id,
                "document_id": document.id,
                "start": piece.chunk.start,
                "end": piece.chunk.end,
                "key": piece.key,
                "terms": " ".join(piece.terms),
            }
            for piece in indexed.chunks
        ],
    )
    rows = [
        {"chunk_id": piece.chunk.id, "position": n, "start": s.start, "end": s.end, "key": s.key}
        for piece in indexed.chunks
        for n, s in enumerate(piece.sentences)
    ]
    if rows:
        connection.execute(insert(sentences), rows)
