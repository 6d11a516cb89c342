"""A table of text too large to hold as objects: sorted lines in one run of bytes, searched where they lie.

Half a million word forms are 25 MB as lines and 168 MB as a dictionary. A table is built once, written into
a cache and mapped into memory after that; one that is broken or cannot be written is built again.
"""

from __future__ import annotations

import contextlib
import mmap
import tempfile
import zlib
from collections.abc import Callable, Iterable
from itertools import groupby
from operator import itemgetter
from pathlib import Path

__all__ = ["SortedTable"]

Rows = Iterable[tuple[str, str]]

_HEAD = 16
"""Bytes before the lines: their checksum in hexadecimal, padded, and the end of that line."""


class SortedTable:
    """Keys and what is said of them, found by halving. Nothing in it changes, so threads may share it."""

    def __init__(self, data: bytes | mmap.mmap = b"") -> None:
        self._data = data

    @classmethod
    def build(cls, rows: Rows) -> SortedTable:
        """A table of keys and values, in any order and with repeats; neither may hold a tab or a line's end."""
        return cls(_packed(rows))

    @classmethod
    def cached(cls, path: Path, rows: Callable[[], Rows]) -> SortedTable:
        """The table of a file, which is built and written first where there is none that is whole."""
        mapped = _mapped(path)
        if mapped is not None:
            return cls(mapped)
        data = _packed(rows())
        _write(path, data)
        return cls(_mapped(path) or data)

    def __len__(self) -> int:
        """Bytes of the table."""
        return len(self._data)

    def get(self, key: str) -> tuple[str, ...]:
        """The values of a key, sorted; none where it is not in the table."""
        wanted, data = key.encode("utf-8", "surrogatepass"), self._data
        low, high = _HEAD, len(data)
        while low < high:
            start = data.rfind(b"\n", 0, (low + high) // 2) + 1
            end = data.find(b"\n", start)
            found, *values = data[start:end].split(b"\t")
            if found == wanted:
                return tuple(value.decode() for value in values)
            if found < wanted:
                low = end + 1
            else:
                high = start
        return ()


def _packed(rows: Rows) -> bytes:
    encoded = sorted({(key.encode(), value.encode()) for key, value in rows})
    grouped = groupby(encoded, key=itemgetter(0))
    lines = b"".join(key + b"".join(b"\t" + value for _, value in same) + b"\n" for key, same in grouped)
    return _head(lines) + lines


def _head(lines: bytes | memoryview) -> bytes:
    return f"{zlib.crc32(lines):x}".ljust(_HEAD - 1).encode() + b"\n"


def _mapped(path: Path) -> mmap.mmap | None:
    """A file that is a whole table, mapped into memory."""
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # there is none, or an empty one
        return None
    with memoryview(data) as view, view[:_HEAD] as head, view[_HEAD:] as lines:
        return data if head == _head(lines) else None


def _write(path: Path, data: bytes) -> None:
    """Write a file at once and whole, or not at all: a table that cannot be kept is built again the next time."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
            file.write(data)
        try:
            Path(file.name).replace(path)
        except OSError:  # a system that replaces no file that is open elsewhere
            Path(file.name).unlink()
            raise
