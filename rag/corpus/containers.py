"""Files inside of files: opened without trust, and never written to the disk.

A ZIP of a few kilobytes can hold petabytes, itself, or a file that is called `../../.ssh/authorized_keys`.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath

from rag.corpus.limits import MAX_BYTES, MAX_DEPTH, MAX_ENTRIES, MAX_RATIO, MAX_TOTAL, RATIO_FROM
from rag.corpus.raw import Raw, RawArticle, RawFile
from rag.corpus.readers import read_raw
from rag.errors import ArticleError
from rag.types import SyncFailure

__all__ = ["files_of", "named_below", "open_zip", "read_member", "read_part", "refuse"]


def open_zip(file: RawFile) -> zipfile.ZipFile:
    """Open what is a ZIP inside.

    Raises:
        ArticleError: It says that it holds more than a file of articles would.
        zipfile.BadZipFile: It is broken.
    """
    packed = zipfile.ZipFile(file.stream)
    entries = packed.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES:
        raise ArticleError(f"{file.source!r} holds {len(entries):,} files, more than {MAX_ENTRIES:,}: split it.")
    if total > MAX_TOTAL:
        raise ArticleError(f"{file.source!r} unpacks to {total:,} bytes, more than {MAX_TOTAL:,}: split it.")
    if total > RATIO_FROM and total > MAX_RATIO * max(file.size, 1):
        raise ArticleError(
            f"{file.source!r} unpacks to {total // max(file.size, 1):,} times its size, more than {MAX_RATIO}: it is "
            "not read, since it may be made to fill the memory; unpack it by hand if you trust it."
        )
    return packed


def files_of(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files of a ZIP in the order of their names, without folders."""
    return sorted((entry for entry in packed.infolist() if not entry.is_dir()), key=lambda entry: entry.filename)


def read_member(packed: zipfile.ZipFile, entry: zipfile.ZipInfo | str, source: str) -> bytes:
    """The bytes of a file in a ZIP, of which `source` is the name in a report.

    Raises:
        ArticleError: It is not there, too large, or locked with a password.
    """
    try:
        entry = packed.getinfo(entry) if isinstance(entry, str) else entry
    except KeyError as error:
        raise ArticleError(f"{source!r} lacks its part {entry!r}: save it anew, or take it out.") from error
    if entry.flag_bits & 1:
        raise ArticleError(f"{source!r} is locked with a password: unlock it, or take it out.")
    if entry.file_size > MAX_BYTES:
        raise ArticleError(f"{source!r} has {entry.file_size:,} bytes, more than {MAX_BYTES:,}: split it.")
    with packed.open(entry) as stream:
        return stream.read(MAX_BYTES)


def refuse(entry: zipfile.ZipInfo) -> str:
    """Why a file of a ZIP is passed over by its name; empty where it is read."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "its name leads out of the ZIP"
    if any(part.startswith(".") or part == "__MACOSX" for part in path.parts):
        return "hidden"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "link"
    return "" if entry.file_size else "empty"


def read_part(file: RawFile, name: str, data: bytes) -> Iterator[Raw]:
    """Read a file that is inside of another, by the reader of its own kind."""
    part = RawFile(f"{file.source}#{name}", name, BytesIO(data), file.depth + 1, file.mapping, file.allowance)
    if part.depth > MAX_DEPTH:
        yield SyncFailure(part.source, f"{part.source!r} lies in more than {MAX_DEPTH} files: unpack the outer ones.")
        return
    yield from (named_below(name, raw) for raw in read_raw(part))


def named_below(name: str, raw: Raw) -> Raw:
    """What was read of a part, called as the article of its file."""
    if not isinstance(raw, RawArticle):
        return raw
    return replace(raw, key=f"{name}#{raw.key}" if raw.key else name, name=raw.name or name)
