"""How the ledger of an older version becomes one of this: numbered steps, all of them in one transaction.

A step is written once and never changed: it speaks of the tables as they were, not as `rag.store.schema` says they are
now, in SQL that SQLite and PostgreSQL both take. Both make tables in transactions, so that a kill leaves the old ledger
whole. No step may need a text to be embedded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Connection, text

from rag.store.matching import folded_path
from rag.store.packing import pack

__all__ = ["MIGRATIONS", "Migration"]

Migration = Callable[[Connection], None]


def _facts_and_files(connection: Connection) -> None:
    """Add what an article says of itself, by what it was cut, and the files that were read."""
    for column in (
        "updated VARCHAR(10)",
        "outlet TEXT NOT NULL DEFAULT ''",
        "author TEXT NOT NULL DEFAULT ''",
        "section TEXT NOT NULL DEFAULT ''",
        "address TEXT NOT NULL DEFAULT ''",
        "origins TEXT NOT NULL DEFAULT '{}'",
        "locators TEXT NOT NULL DEFAULT '[]'",
        "pipeline VARCHAR(64) NOT NULL DEFAULT ''",
        "root TEXT NOT NULL DEFAULT ''",
    ):
        connection.exec_driver_sql(f"ALTER TABLE documents ADD COLUMN {column}")
    for name in ("published", "outlet", "author", "section", "language", "source"):
        connection.exec_driver_sql(f"CREATE INDEX ix_documents_{name} ON documents ({name})")
    connection.exec_driver_sql("ALTER TABLE places ADD COLUMN file TEXT NOT NULL DEFAULT ''")
    connection.exec_driver_sql("ALTER TABLE places ADD COLUMN folded TEXT NOT NULL DEFAULT ''")
    for root, source in connection.execute(text("SELECT root, source FROM places")).all():
        connection.execute(
            text("UPDATE places SET file = source, folded = :folded WHERE root = :root AND source = :source"),
            {"root": root, "source": source, "folded": folded_path(root, source)},
        )
    connection.exec_driver_sql(
        "UPDATE documents SET root = (SELECT min(root) FROM places WHERE document_id = documents.id) "
        "WHERE id IN (SELECT document_id FROM places)"
    )
    connection.exec_driver_sql("CREATE INDEX ix_places_file ON places (root, file)")
    connection.exec_driver_sql(
        "CREATE TABLE files (root TEXT NOT NULL, path TEXT NOT NULL, size BIGINT NOT NULL, mtime_ns BIGINT NOT NULL, "
        "digest VARCHAR(64) NOT NULL, pipeline VARCHAR(64) NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (root, path))"
    )


def _reprints_and_corrections(connection: Connection) -> None:
    """Make room for what articles are compared by, and for what corrects them; the next index fills it."""
    connection.exec_driver_sql("ALTER TABLE documents ADD COLUMN story VARCHAR(64) NOT NULL DEFAULT ''")
    connection.exec_driver_sql("CREATE INDEX ix_documents_story ON documents (story)")
    connection.exec_driver_sql("CREATE INDEX ix_chunks_key ON chunks (key, document_id, id)")
    blob, without_rowid = ("BYTEA", "") if connection.dialect.name == "postgresql" else ("BLOB", " WITHOUT ROWID")
    connection.exec_driver_sql(
        "CREATE TABLE signatures (document_id VARCHAR(64) NOT NULL PRIMARY KEY REFERENCES documents (id), "
        f"number BIGINT NOT NULL, digest VARCHAR(64) NOT NULL, runs INTEGER NOT NULL, minima {blob} NOT NULL)"
    )
    connection.exec_driver_sql(
        "CREATE TABLE reprint_keys (key BIGINT NOT NULL, story BIGINT NOT NULL, PRIMARY KEY (key, story))"
        f"{without_rowid}"
    )
    connection.exec_driver_sql("CREATE INDEX ix_signatures_number ON signatures (number)")
    connection.exec_driver_sql("CREATE INDEX ix_reprint_keys_story ON reprint_keys (story)")
    connection.exec_driver_sql(
        "CREATE TABLE corrections (document_id VARCHAR(64) NOT NULL PRIMARY KEY REFERENCES documents (id), "
        'start INTEGER NOT NULL, "end" INTEGER NOT NULL, itself INTEGER NOT NULL, published VARCHAR(10), '
        "title TEXT NOT NULL, wrong TEXT NOT NULL)"
    )
    for name in ("published", "title"):
        connection.exec_driver_sql(f"CREATE INDEX ix_corrections_{name} ON corrections ({name})")


def _packed_sentences(connection: Connection) -> None:
    """Pack every vector that no passage has."""
    for rows in _sentence_vectors(connection):
        connection.execute(
            text("UPDATE vectors SET vector = :vector WHERE key = :key AND model = :model"),
            [{"key": row.key, "model": row.model, "vector": pack(np.frombuffer(row.vector, "<f4"))} for row in rows],
        )


def _sentence_vectors(connection: Connection) -> Iterator[Sequence[Any]]:
    # In the order of keys and so many at once: none is met twice, and memory does not grow with their number.
    query = text(
        "SELECT key, model, vector FROM vectors WHERE (key, model) > (:key, :model) "
        "AND NOT EXISTS (SELECT 1 FROM chunks WHERE chunks.key = vectors.key) ORDER BY key, model LIMIT 1000"
    )
    last = {"key": "", "model": ""}
    while rows := connection.execute(query, last).all():
        yield rows
        last = {"key": rows[-1].key, "model": rows[-1].model}


def _names_of_any_length(connection: Connection) -> None:
    """Give PostgreSQL indexes that take names of any length; those of SQLite do."""
    if connection.dialect.name == "postgresql":
        for table, column in (
            ("documents", "outlet"),
            ("documents", "author"),
            ("documents", "section"),
            ("corrections", "title"),
        ):
            connection.exec_driver_sql(f"DROP INDEX ix_{table}_{column}")
            connection.exec_driver_sql(f"CREATE INDEX ix_{table}_{column} ON {table} USING hash ({column})")


MIGRATIONS: dict[int, Migration] = {
    1: _facts_and_files,
    2: _reprints_and_corrections,
    3: _packed_sentences,
    4: _names_of_any_length,
}
"""By the format that a step begins with; it ends with the next."""
