"""Copies of an SQLite database, made while it is in use: SQLite copies its pages as they are at one moment."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

__all__ = ["beside", "copy_database", "is_damage", "read_copy", "remove_database"]


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A new file beside another, which takes its place at the end of the block, and goes where that raises."""
    partial = target.with_name(f"{target.name}.partial")
    remove_database(partial)
    partial.touch()
    try:
        yield partial
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        remove_database(partial)


def copy_database(source: sqlite3.Connection, target: Path) -> None:
    """Copy a database into a file, which then needs none of those that SQLite keeps beside one in use."""
    with closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def read_copy(source: Path, target: Path) -> None:
    """Copy a ledger that was copied before.

    Raises:
        sqlite3.Error: The file is none.
    """
    with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as copied:
        copied.execute("SELECT value FROM meta WHERE key = 'schema'").fetchall()
        copy_database(copied, target)


def remove_database(file: Path) -> None:
    """Remove a database with what SQLite keeps beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + end).unlink(missing_ok=True)


def is_damage(said: str) -> bool:
    """Whether an error of SQLite means that its file is none, or broken."""
    return "not a database" in said or "malformed" in said
