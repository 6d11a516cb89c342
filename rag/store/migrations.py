"""How the ledger of an older version becomes one of this: numbered steps, all of them in one transaction.

A step is written once and never changed: it speaks of the tables as they were, not as `rag.store.schema` says they are
now, in SQL that SQLite and PostgreSQL both take. Both make tables in transactions, so that a kill leaves the old ledger
whole. No step may need a text to be embedded.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, text

from rag.store.matching import folded_path

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
    connection.exec_driver_sql("CREATE INDEX ix_places_file ON places (root, file)")
    connection.exec_driver_sql(
        "CREATE TABLE files (root TEXT NOT NULL, path TEXT NOT NULL, size BIGINT NOT NULL, mtime_ns BIGINT NOT NULL, "
        "digest VARCHAR(64) NOT NULL, pipeline VARCHAR(64) NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (root, path))"
    )


MIGRATIONS: dict[int, Migration] = {1: _facts_and_files}
"""By the format that a step begins with; it ends with the next."""
