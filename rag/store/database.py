"""The database under the ledger: transactions, and its errors in words. SQLite unless a URL names another.

All that is particular to SQLite stands here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from rag.errors import HemerotecaError, IndexBusy, StoreError
from rag.store.faults import is_full, no_room

__all__ = ["Database"]

BUSY_SECONDS = 30
"""How long SQLite waits for another writer; a transaction of the ledger takes well under a second."""


class Database:
    """An engine with two kinds of transaction.

    Raises:
        StoreError: The URL is none, or its driver is not installed.
    """

    def __init__(self, url: str | URL) -> None:
        try:
            self._engine = create_engine(url)
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
            raise StoreError(
                f"database_url cannot be used ({error}): it must be an SQLAlchemy URL whose driver is installed, "
                "such as postgresql+psycopg://user@host/name."
            ) from error
        self._is_sqlite = self._engine.dialect.name == "sqlite"
        self._writers = self._engine.execution_options(writes=True)
        if self._is_sqlite:
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)

    @classmethod
    def in_file(cls, path: Path) -> Database:
        """An SQLite database."""
        return cls(URL.create("sqlite", database=str(path)))

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and changes nothing."""
        with self._explained(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is written as a whole, or not at all where the block raises."""
        with self._explained(), self._writers.begin() as connection:
            yield connection

    def compact(self) -> None:
        """Overwrite what was deleted: until then its bytes are still in the file."""
        if self._is_sqlite:  # on a bare connection, since VACUUM runs in no transaction
            with self._explained(), closing(self._engine.raw_connection()) as connection:
                for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    with closing(connection.cursor()) as cursor:
                        cursor.execute(statement)
                        cursor.fetchall()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            raise self._explain(error) from error

    def _explain(self, error: DBAPIError | sqlite3.Error) -> HemerotecaError:
        cause = error.orig if isinstance(error, DBAPIError) else error
        said = " ".join(str(cause).split())
        name = self._engine.url.database if self._is_sqlite else self._engine.url.render_as_string()
        if is_full(error if cause is None else cause):
            return no_room(cause or error)
        if "not a database" in said or "malformed" in said:
            return StoreError(
                f"the ledger {name} is damaged ({said}): restore it from a copy, or remove it and index again."
            )
        if "unable to open" in said or "readonly" in said:
            return StoreError(
                f"the ledger {name} cannot be written ({said}): check HEMEROTECA_DATA_DIR and its permissions."
            )
        if "database is locked" in said:
            return IndexBusy(f"the ledger {name} is being written by another process: try again in a moment.")
        setting = "HEMEROTECA_DATA_DIR" if self._is_sqlite else "HEMEROTECA_DATABASE_URL and the server"
        return StoreError(f"the ledger {name} failed ({said}): check {setting}.")


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # Transactions are begun by `_begin_sqlite`, not by the driver, which would begin them only at the first change.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    # In WAL a kill loses nothing; a power cut may take back the last transactions, but never half of one.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    # IMMEDIATE waits for its turn; a transaction that first reads and then writes would fail instead.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
