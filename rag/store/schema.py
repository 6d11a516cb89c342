"""The tables of the ledger. Plain SQL types, so that SQLite and PostgreSQL hold the same."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text

__all__ = ["SCHEMA_VERSION", "chunks", "documents", "meta", "metadata", "places", "sentences", "vectors"]

SCHEMA_VERSION = 1

metadata = MetaData()

# `schema`, `generation`, `edition` and `identity`: see `rag.store.ledger.State`.
meta = Table("meta", metadata, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))

# Every version of every article that was ever indexed: an old citation finds its words here.
documents = Table(
    "documents",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("published", String(10)),
    Column("language", String(8), nullable=False),
    Column("metadata", Text, nullable=False),
)

# Which version lies where now: what has no place is not searched.
places = Table(
    "places",
    metadata,
    Column("root", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
)

chunks = Table(
    "chunks",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("key", String(64), nullable=False),
    Column("terms", Text, nullable=False),
)

sentences = Table(
    "sentences",
    metadata,
    Column("chunk_id", ForeignKey("chunks.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("key", String(64), nullable=False),
)

# Little-endian float32, by the text they stand for and the fingerprint of the model that made them: equal texts
# share one, and while an archive moves to another model it holds both.
vectors = Table(
    "vectors",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("model", String(80), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
