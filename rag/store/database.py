"""The database under the ledger: transactions, and its errors in words. SQLite unless a URL names another.

All that is particular to SQLite and to PostgreSQL stands here, but for the SQL of `rag.store.migrations`. The two are
made alike: what reads sees one state of the database however many statements it takes, and there is one change at a
time, begun when the one before has ended. Beyond that a writer may hold the whole database for itself, on PostgreSQL
alone: an SQLite file lies in one data folder, whose lock says who writes.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, func, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from rag.errors import HemerotecaError, IndexBusy, StoreError
from rag.store.copies import beside, copy_database, is_damage, remove_database
from rag.store.faults import is_full, no_room

__all__ = ["BUSY_SECONDS", "Database", "make_data_folder"]

BUSY_SECONDS = 30
"""How long a change waits for the one before it; a transaction of the ledger takes well under a second."""

CHANGE, WRITER = 0x48454D45, 0x48454D46
"""Locks of PostgreSQL: of one change, and of all that one writer does. Any two numbers that are ours."""

TRIED_EVERY = 0.05
"""Seconds between two looks whether the other writer has ended."""


def make_data_folder(folder: Path) -> None:
    """Make the folder of an archive where there is none, for its owner alone; one that is there stays as it is.

    SQLite gives its files the rights that the user's mask leaves, so that others of the machine could read them.

    Raises:
        OSError: It cannot be made.
    """
    folder.mkdir(0o700, parents=True, exist_ok=True)


class Database:
    """An engine with two kinds of transaction.

    Raises:
        StoreError: The URL is none, or its driver is not installed.
    """

    def __init__(self, url: str | URL) -> None:
        try:
            address = make_url(url)
            # A server may have been started anew since a connection was used last; a file is not asked.
            self._engine = create_engine(address, pool_pre_ping=address.get_backend_name() != "sqlite")
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
            raise StoreError(
                f"database_url cannot be used ({error}): it must be an SQLAlchemy URL whose driver is installed, "
                "such as postgresql+psycopg://user@host/name."
            ) from error
        self._is_sqlite = self._engine.dialect.name == "sqlite"
        self._is_postgres = self._engine.dialect.name == "postgresql"
        self._readers = self._engine
        self._writers = self._engine.execution_options(writes=True)
        self._writer: int | None = None
        if self._is_sqlite:
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)
        if self._is_postgres:
            # Its default would show each statement of a transaction what was committed before that statement.
            self._readers = self._engine.execution_options(isolation_level="REPEATABLE READ")
            event.listen(self._engine, "begin", _begin_postgres)

    @classmethod
    def in_file(cls, path: Path) -> Database:
        """An SQLite database."""
        return cls(URL.create("sqlite", database=str(path)))

    @classmethod
    def of_archive(cls, folder: Path, url: str = "") -> Database:
        """The one at a URL, or the SQLite one of a data folder: the ledger's, and what others keep beside it."""
        return cls(url) if url else cls.in_file(folder / "ledger.sqlite")

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and changes nothing."""
        with self._explained(), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is written as a whole, or not at all where the block raises.

        Raises:
            IndexBusy: It had to wait too long for another, or the right of `alone` has been lost meanwhile.
        """
        with self._explained(), self._writers.begin() as connection:
            self._require_still_alone(connection)
            yield connection

    @contextmanager
    def alone(self, timeout: float) -> Iterator[None]:
        """The right to write, of all machines that share a database, for as long as the block lasts.

        It is bound to a connection of its own, so that it ends with this process, or with its machine.

        Raises:
            IndexBusy: Another has it and did not let go within `timeout` seconds.
        """
        if not self._is_postgres:
            yield
            return
        with self._explained():
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        try:
            with self._explained():
                _notice_dead_machines(connection)
                _lock_writers(connection, time.monotonic() + timeout, timeout)
                self._writer = connection.scalar(select(func.pg_backend_pid()))
            yield
        finally:
            self._writer = None
            connection.invalidate()  # not back into the pool: the lock ends with the connection
            connection.close()

    def compact(self) -> bool:
        """Overwrite what was deleted: until then its bytes are still in the file. Only SQLite can; returns whether.

        Raises:
            IndexBusy: Another process reads it and does not end.
        """
        if self._is_sqlite:
            with self._bare() as connection:
                connection.execute("VACUUM")
                busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise IndexBusy(
                    f"the ledger {self._name} is being read by another process, so what was deleted may still be in "
                    "its files: end that process, then do it again."
                )
        return self._is_sqlite

    def damage(self) -> list[str]:
        """What SQLite finds wrong with its file, which it reads as a whole; a server looks after its own."""
        if not self._is_sqlite:
            return []
        with self._bare() as connection:
            said = [str(row[0]) for row in connection.execute("PRAGMA quick_check(20)")]
        return [] if said == ["ok"] else said

    def copy_to(self, target: Path) -> None:
        """Copy the database of one moment into a new file, whole or not at all.

        Raises:
            StoreError: The file is there already, or cannot be written, or the database is at a server.
        """
        if not self._is_sqlite:
            raise StoreError(
                f"the ledger {self._name} is at a server: copy it with the server's tools, such as pg_dump."
            )
        if target.exists():
            raise StoreError(f"{str(target)!r} is there already: name a new file, or remove it first.")
        try:
            with self._bare() as connection, beside(target) as copy:
                copy_database(connection, copy)
        except OSError as error:
            if is_full(error):
                raise no_room(error) from error
            raise StoreError(f"{str(target)!r} cannot be written ({error}): check the folder and its disk.") from error

    def replace_by(self, copy: Path) -> None:
        """Put what a file holds in the place of all that this database holds, as one; a damaged one is overwritten."""
        live = Path(str(self._engine.url.database))
        with self._explained():
            try:
                with closing(sqlite3.connect(copy)) as new, closing(sqlite3.connect(live)) as old:
                    new.backup(old)
            except sqlite3.DatabaseError as error:
                if not is_damage(str(error)):
                    raise
                remove_database(live)
                copy.replace(live)

    def _require_still_alone(self, connection: Connection) -> None:
        """See to it that the connection that holds the right to write is still there.

        No other change can come in between: this is asked inside of one.
        """
        held = text("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = :lock AND pid = :pid AND granted")
        if self._writer is not None and not connection.scalar(held, {"lock": WRITER, "pid": self._writer}):
            raise IndexBusy(
                f"the connection to the ledger {self._name} was lost, and with it the right to write: begin again."
            )

    @contextmanager
    def _bare(self) -> Iterator[sqlite3.Connection]:
        """A connection outside of any transaction."""
        with self._explained(), closing(self._engine.raw_connection()) as pooled:
            connection = pooled.driver_connection
            assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - for the type checker
            yield connection

    @property
    def _name(self) -> str:
        return str(self._engine.url.database if self._is_sqlite else self._engine.url.render_as_string())

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            raise self._explain(error) from error

    def _explain(self, error: DBAPIError | sqlite3.Error) -> HemerotecaError:
        cause = error.orig if isinstance(error, DBAPIError) else error
        said = " ".join(str(cause).split())
        name = self._name
        if is_full(error if cause is None else cause):
            return no_room(cause or error)
        if is_damage(said):
            return StoreError(
                f"the ledger {name} is damaged ({said}): restore it from a copy, or remove it and index again."
            )
        if "unable to open" in said or "readonly" in said:
            return StoreError(
                f"the ledger {name} cannot be written ({said}): check HEMEROTECA_DATA_DIR and its permissions."
            )
        if "database is locked" in said or "lock timeout" in said:
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
    # What is deleted is overwritten at once, not only when the file is compacted, which a kill may prevent.
    connection.execute("PRAGMA secure_delete = ON")


def _begin_sqlite(connection: Connection) -> None:
    # IMMEDIATE waits for its turn; a transaction that first reads and then writes would fail instead.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    # What IMMEDIATE does for SQLite: a change that waits reads nothing before it is its turn.
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
        connection.execute(select(func.pg_advisory_xact_lock(CHANGE)))


def _notice_dead_machines(connection: Connection) -> None:
    # Else a server would hold the right of a machine that lost its power for two hours, as its system has it.
    for name, seconds in {"idle": 30, "interval": 10, "count": 3}.items():
        connection.exec_driver_sql(f"SET tcp_keepalives_{name} = {seconds}")


def _lock_writers(connection: Connection, until: float, timeout: float) -> None:
    while not connection.scalar(select(func.pg_try_advisory_lock(WRITER))):
        if time.monotonic() > until:
            raise IndexBusy(
                f"another machine is writing this index and has not ended after {timeout:g} s: wait for it, then try "
                "again."
            )
        time.sleep(TRIED_EVERY)
