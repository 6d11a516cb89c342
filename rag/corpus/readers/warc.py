"""Web archives in WARC: each page that was fetched is an article, and each PDF.

Pictures, scripts and the rest of a crawl are counted by their type and passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from rag.corpus.containers import read_part
from rag.corpus.raw import MAX_BYTES, Raw, RawArticle, RawFile
from rag.corpus.readers.html import read_page
from rag.types import Skipped, SyncFailure

__all__ = ["read"]

_PDF = "application/pdf"
_READ = ("text/html", "application/xhtml+xml", _PDF)


def read(file: RawFile) -> Iterator[Raw]:
    """Read the pages of a WARC, packed or not."""
    passed: Counter[str] = Counter()
    for record in ArchiveIterator(file.stream):
        if record.rec_type != "response" or record.http_headers is None:
            continue
        kind, status = _type(record), record.http_headers.get_statuscode()
        if status != "200" or kind not in _READ:
            passed[f"{kind} {status}"] += 1
            continue
        for raw in _response(record, file, kind):
            if isinstance(raw, RawArticle) and not raw.text:
                passed["page without text"] += 1
            else:
                yield raw
    if passed:
        counted = ", ".join(f"{number} × {kind}" for kind, number in passed.most_common(10))
        yield Skipped(file.source, f"{passed.total()} of its records are no article: {counted}")


def _response(record: ArcWarcRecord, file: RawFile, kind: str) -> Iterator[Raw]:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    data = record.content_stream().read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        source = f"{file.source}#{address}"
        yield SyncFailure(source, f"{source!r} has more than {MAX_BYTES:,} bytes: take it out.")
    elif kind == _PDF:
        yield from read_part(file, address, data)
    else:
        page = read_page(data, _charset(record))
        yield replace(page, facts={"address": address, **page.facts}, key=address)


def _type(record: ArcWarcRecord) -> str:
    said = record.http_headers.get_header("Content-Type") or "no type"
    return str(said).partition(";")[0].strip().lower()


def _charset(record: ArcWarcRecord) -> str:
    """The encoding that the server declared; empty where it declared none."""
    said = Message()
    said["Content-Type"] = record.http_headers.get_header("Content-Type") or ""
    return said.get_content_charset("")
