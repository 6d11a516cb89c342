"""By what a file is known again, so that it need not be read again."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from rag.corpus import source_name
from rag.store import FileRecord, vector_key
from rag.types import Skipped

__all__ = ["file_record", "is_settled", "noted", "passed_over"]

READING = 3
"""Raised with every change by which a file is read otherwise: what it touches is done anew."""

READERS = ("lxml", "pypdfium2", "python-docx", "striprtf", "trafilatura", "warcio")
"""Libraries that find the text in files: another version of one may find another."""

SETTLED_NS = 2_000_000_000
"""How old the time of a file must be, in nanoseconds: a younger one may be written again without showing it."""


def file_record(file: Path, root: Path, mapping: Mapping[str, str]) -> FileRecord:
    """A file as it is now, but for the digest of its bytes.

    One that cannot be looked at is one of no size and no time, which none that is read is.
    """
    try:
        status = file.stat()
        size, changed = status.st_size, status.st_mtime_ns
    except OSError:
        size, changed = -1, -1
    said = vector_key(repr((sorted(mapping.items()), _readers())))[:16]
    return FileRecord(str(root), source_name(file, root), size, changed, "", f"read {READING}, {said}")


def is_settled(record: FileRecord) -> bool:
    """Whether a file that is written again would show it, by its time."""
    return time.time_ns() - record.mtime_ns > SETTLED_NS


def noted(skipped: Sequence[Skipped]) -> str:
    """What was passed over in a file, as its record keeps it."""
    return json.dumps([[entry.source, entry.reason] for entry in skipped]) if skipped else ""


def passed_over(record: FileRecord) -> Iterator[Skipped]:
    """What a record has kept of that."""
    return (Skipped(source, reason) for source, reason in json.loads(record.reason or "[]"))


@cache
def _readers() -> tuple[str, ...]:
    return tuple(version(library) for library in READERS)
