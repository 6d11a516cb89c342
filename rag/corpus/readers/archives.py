"""ZIP files of articles, and WACZ, which is a ZIP of web archives: each file in them is read by its own reader."""

from __future__ import annotations

from collections.abc import Iterator

from rag.corpus.containers import files_of, open_zip, read_member, read_part, refuse
from rag.corpus.kinds import WACZ, recognise
from rag.corpus.raw import Raw, RawFile
from rag.errors import ArticleError
from rag.types import Skipped, SyncFailure

__all__ = ["read"]


def read(file: RawFile) -> Iterator[Raw]:
    """Read the files of a ZIP in the order of their names; one that is broken loses itself alone."""
    is_crawl = recognise(file.stream, file.name) is WACZ
    with open_zip(file) as packed:
        for entry in files_of(packed):
            source = f"{file.source}#{entry.filename}"
            if is_crawl and not entry.filename.startswith("archive/"):
                continue  # the index and the log of the crawl
            if reason := refuse(entry):
                yield Skipped(source, reason)
                continue
            file.allowance.take(entry.file_size, file.source)
            try:
                data = read_member(packed, entry, source)
            except ArticleError as error:
                yield SyncFailure(source, str(error))
                continue
            yield from read_part(file, entry.filename, data)
