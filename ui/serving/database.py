"""Where what readers leave lies: tables of the page's own beside those of the ledger, in the same database.

    readers' questions ─▶ conversations, exchanges, feedback ┐
                                                             ├─ ledger.sqlite, or the database of a URL
    articles ───────────▶ documents, chunks, … (rag.store)   ┘

Neither knows the tables of the other, so the ledger's migrations pass these by; a copy of the ledger holds both. A
transaction is short, waits for its turn as a change of the ledger does, and never holds one up; one that waits for a
thread of this process, and then for another process, waits as long for each.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from rag.errors import HemerotecaError, IndexBusy, StoreError
from rag.store.database import BUSY_SECONDS, Database, make_data_folder

__all__ = ["ReadersDatabase", "conversations", "exchanges", "feedback"]

metadata = MetaData()

# `reader` is a login name, or what stands for somebody without one; `folded` is the title without capitals and accents,
# as it is searched; `touched` is when it was last asked in, in milliseconds since 1970.
conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("reader", String(255), nullable=False),
    Column("title", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("touched", BigInteger, nullable=False),
    Index("ix_conversations_reader", "reader", "touched"),
)


def _of_conversation() -> Column[str]:
    return Column("conversation", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)


# `record` is what `ui.serving.record` writes; `folded` the question and the answer, as they are searched.
exchanges = Table(
    "exchanges",
    metadata,
    _of_conversation(),
    Column("number", Integer, primary_key=True),
    Column("record", Text, nullable=False),
    Column("folded", Text, nullable=False),
)

# One opinion on an answer (citation 0), and one on each of its citations; see `ui.serving.feedback` for what is kept
# of the answer. `exported` is 1 once a draft of a case holds it.
feedback = Table(
    "feedback",
    metadata,
    _of_conversation(),
    Column("exchange", Integer, primary_key=True),
    Column("citation", Integer, primary_key=True),
    Column("opinion", String(16), nullable=False),
    Column("word", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("exported", Integer, nullable=False, index=True),
)


class ReadersDatabase:
    """The database of an archive as the page uses it: its tables are made where there are none.

    Args:
        folder: The data folder.
        url: Of the ledger's database; empty: SQLite in the folder.

    Raises:
        StoreError: The URL is none, or its driver is not installed.
    """

    def __init__(self, folder: Path, url: str = "") -> None:
        self._folder = None if url else folder
        self._database = Database.of_archive(folder, url)
        # Threads of one process take turns here: whoever finds an SQLite file busy sleeps for longer and longer, and is
        # overtaken by all who come meanwhile.
        self._turn = None if url else threading.Lock()
        if not url:
            # Made before the archive is opened beside it, since two that make one file at once get into each other's
            # way. What is wrong with it is told when it is used; a server, which may be far away, is asked then.
            with suppress(HemerotecaError), self.reading():
                pass

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that changes nothing; see `rag.store.database.Database`."""
        with self._prepared(self._database.reading) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is written as a whole, or not at all."""
        with self._in_turn(), self._prepared(self._database.writing) as connection:
            yield connection

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        if self._turn is None:
            yield
            return
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise IndexBusy("the readers' database is being written and has not been free: try again in a moment.")
        try:
            yield
        finally:
            self._turn.release()

    def compact(self) -> None:
        """Overwrite what was deleted, as far as the database can; see `rag.store.database.Database`."""
        self._database.compact()

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    @contextmanager
    def _prepared(self, transaction: Callable[[], AbstractContextManager[Connection]]) -> Iterator[Connection]:
        """A transaction that finds the tables, asked each time: a ledger may be restored below an open page."""
        self._make_folder()
        with transaction() as connection:
            if there := _has_tables(connection):
                yield connection
        if not there:
            with self._database.writing() as connection:
                metadata.create_all(connection)
            with transaction() as connection:
                yield connection

    def _make_folder(self) -> None:
        """Make the folder of the database where it is not."""
        if self._folder is None:
            return
        try:
            make_data_folder(self._folder)
        except OSError as error:
            raise StoreError(
                f"the folder {str(self._folder)!r} cannot be made ({error.strerror}): check HEMEROTECA_DATA_DIR."
            ) from error


def _has_tables(connection: Connection) -> bool:
    """Whether the one that was made last is there; SQLAlchemy's inspector would ask a dozen times as much."""
    return bool(connection.dialect.has_table(connection, feedback.name))
