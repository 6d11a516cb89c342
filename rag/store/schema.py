"""The tables of the ledger. Plain SQL types, so that SQLite and PostgreSQL hold the same."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

__all__ = [
    "SCHEMA_VERSION",
    "chunks",
    "corrections",
    "documents",
    "files",
    "meta",
    "metadata",
    "places",
    "reprint_keys",
    "sentences",
    "signatures",
    "vectors",
]

SCHEMA_VERSION = 5
"""Grows with every change of the tables, which needs a step in `rag.store.migrations`."""

metadata = MetaData()


def _names(name: str) -> Index:
    """An index of a text that may have any length and is only ever asked for as a whole.

    PostgreSQL's ordinary ones take 2,704 bytes: less than a list of authors may have.
    """
    return Index(name, name.split("_", 2)[2], postgresql_using="hash")


# `schema`, `generation`, `edition` and `identity`: see `rag.store.ledger.State`.
meta = Table("meta", metadata, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))

# Every version of every article that was ever indexed: an old citation finds its words here. Dates as ISO 8601;
# `metadata`, `origins` and `locators` as JSON; `pipeline` as in `rag.store.records.IndexedDocument`; `root` is the
# folder that it was last read from, empty for old versions of format 1; `story` is the id of the article whose reprint
# it is, its own where it is the first, and empty where it has not been compared: see `rag.store.reprints`.
documents = Table(
    "documents",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("source", Text, nullable=False, index=True),
    Column("published", String(10), index=True),
    Column("language", String(8), nullable=False, index=True),
    Column("metadata", Text, nullable=False),
    Column("updated", String(10)),
    Column("outlet", Text, nullable=False, server_default=""),
    Column("author", Text, nullable=False, server_default=""),
    Column("section", Text, nullable=False, server_default=""),
    Column("address", Text, nullable=False, server_default=""),
    Column("origins", Text, nullable=False, server_default="{}"),
    Column("locators", Text, nullable=False, server_default="[]"),
    Column("pipeline", String(64), nullable=False, server_default=""),
    Column("root", Text, nullable=False, server_default=""),
    Column("story", String(64), nullable=False, server_default="", index=True),
    *map(_names, ("ix_documents_outlet", "ix_documents_author", "ix_documents_section")),
)

# Which version lies where now, and in which file of the folder: what has no place is not searched. `folded` is the
# whole path as filters compare it.
places = Table(
    "places",
    metadata,
    Column("root", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("file", Text, nullable=False, server_default=""),
    Column("folded", Text, nullable=False, server_default=""),
    Index("ix_places_file", "root", "file"),
)

# The files that were read, as they were then, and why one gave no article, or not all: see `rag.store.records`.
files = Table(
    "files",
    metadata,
    Column("root", Text, primary_key=True),
    Column("path", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("pipeline", String(64), nullable=False),
    Column("reason", Text, nullable=False),
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
    Index("ix_chunks_key", "key", "document_id", "id"),
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

# By the text they stand for and the fingerprint of the model that made them: equal texts share one, and while an
# archive moves to another model it holds both. Those of passages are exact, those that only sentences have are packed:
# see `rag.store.packing`.
vectors = Table(
    "vectors",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("model", String(80), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

# By what articles are compared, of each that has been: `rag.text.reprints.Signature`. `number` stands for the id.
signatures = Table(
    "signatures",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("number", BigInteger, nullable=False, index=True),
    Column("digest", String(64), nullable=False),
    Column("runs", Integer, nullable=False),
    Column("minima", LargeBinary, nullable=False),
)

# By what the first article of each story is looked up: 64 numbers each, and that of its id.
reprint_keys = Table(
    "reprint_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("story", BigInteger, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

# What the notes that correct say of the article that they correct: `rag.text.corrections.Correction`, its title in the
# words that are compared.
corrections = Table(
    "corrections",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("itself", Integer, nullable=False),
    Column("published", String(10), index=True),
    Column("title", Text, nullable=False),
    Column("wrong", Text, nullable=False),
    _names("ix_corrections_title"),
)
