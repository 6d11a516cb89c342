"""Web archives in WARC: each page that was fetched is an article, each PDF, and each entry of a feed.

Pictures, scripts and the rest of a crawl are counted by their type and passed over. A feed that was fetched several
times gives each entry once, as the first of the records has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from functools import partial
from gzip import GzipFile
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from rag.corpus.containers import read_part
from rag.corpus.kinds import is_feed
from rag.corpus.limits import MAX_BYTES, MAX_HEAD
from rag.corpus.raw import Raw, RawArticle, RawFile, attempt
from rag.corpus.readers.html import read_page
from rag.errors import ArticleError
from rag.types import Noted, Skipped, SyncFailure

__all__ = ["read"]

_PDF = "application/pdf"
_PAGES = ("text/html", "application/xhtml+xml")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_READ = (*_PAGES, *_FEEDS, _PDF)


def read(file: RawFile) -> Iterator[Raw]:
    """Read the pages of a WARC, packed or not."""
    passed: Counter[str] = Counter()
    entries: set[str] = set()
    records = 0
    stream = _Metered(file)
    archive = _Records(stream)
    for record in archive:
        stream.left = None
        records += 1
        if record.rec_type == "response" and record.http_headers is not None:
            yield from _count_unread(_response(record, file, entries), passed)
        _require_whole(record, file)
        stream.left = MAX_HEAD
    if not records:
        raise ArticleError(f"{file.source!r} holds no record: copy it anew, or take it out.")
    if archive.err_count:
        yield Noted(file.source, f"{archive.err_count} of its records are longer than they say")
    if passed:
        counted = ", ".join(f"{number} × {kind}" for kind, number in passed.most_common(10))
        yield Skipped(file.source, f"{passed.total()} of its records are no article: {counted}")


class _Records(ArchiveIterator):  # type: ignore[misc] # the library has no type hints
    """The records of a WARC; what is wrong with their length is counted, not written to the terminal."""

    INC_RECORD = ""


class _Metered:
    """The bytes of a WARC, unpacked, of which a head takes no more than `MAX_HEAD`: the library reads whole lines.

    Attributes:
        left: How many bytes may be read until a record begins; None within a record, which is read piece by piece.
    """

    def __init__(self, file: RawFile) -> None:
        is_packed = file.stream.read(2) == b"\x1f\x8b"
        file.stream.seek(0)
        self._source = file.source
        self._stream = GzipFile(fileobj=file.stream) if is_packed else file.stream
        self.left: int | None = MAX_HEAD

    def read(self, size: int) -> bytes:
        """Up to some bytes.

        Raises:
            ArticleError: The file ends in the middle, or the head of a record does not end.
        """
        try:
            data = self._stream.read(size)
        except EOFError as error:
            raise ArticleError(_cut(self._source)) from error
        if self.left is not None:
            self.left -= len(data)
            if self.left < 0:
                said = f"has a record whose head is longer than {MAX_HEAD:,} bytes: copy it anew, or take it out."
                raise ArticleError(f"{self._source!r} {said}")
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self._stream.tell()


def _cut(source: str) -> str:
    return f"{source!r} ends in the middle of a record: copy it anew; what came before is read."


def _count_unread(read: Iterator[Raw | str], passed: Counter[str]) -> Iterator[Raw]:
    for raw in read:
        if isinstance(raw, str):
            passed[raw] += 1
        else:
            yield raw


def _response(record: ArcWarcRecord, file: RawFile, entries: set[str]) -> Iterator[Raw | str]:
    """What was fetched; where it is no article, what it is. `entries` are those of feeds that have been read."""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    kind, status = _type(record), record.http_headers.get_statuscode()
    if status != "200" or kind not in _READ:
        yield f"{kind} {status}"
        return
    data = record.content_stream().read(MAX_BYTES + 1)
    _require_whole(record, file)
    if len(data) > MAX_BYTES:
        source = f"{file.source}#{address}"
        yield SyncFailure(source, f"{source!r} has more than {MAX_BYTES:,} bytes: take it out.")
    elif is_feed(data):
        yield from _entries(read_part(file, address, data), entries)
    elif kind == _PDF:
        yield from (_found_at(address, raw) for raw in read_part(file, address, data))
    elif kind in _PAGES:
        found = attempt(f"{file.source}#{address}", partial(_page, data, record, address))
        yield "page without text" if isinstance(found, RawArticle) and not found.text.strip() else found
    else:
        yield f"{kind} {status}"


def _page(data: bytes, record: ArcWarcRecord, address: str) -> RawArticle:
    return _found_at(address, replace(read_page(data, _charset(record)), key=address, name=address))


def _entries(read: Iterator[Raw], known: set[str]) -> Iterator[Raw]:
    for raw in read:
        if not isinstance(raw, RawArticle) or raw.key not in known:
            yield raw
        if isinstance(raw, RawArticle):
            known.add(raw.key)


_Found = TypeVar("_Found", bound=Raw)


def _found_at(address: str, raw: _Found) -> _Found:
    """With its address: the one that it gives itself where that is of the same site, for a page can claim any."""
    if not isinstance(raw, RawArticle):
        return raw
    said = urljoin(address, raw.facts.get("address", ""))
    mine = said if _site(said) == _site(address) else address
    return replace(raw, facts={**raw.facts, "address": mine})


def _site(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _require_whole(record: ArcWarcRecord, file: RawFile) -> None:
    """Raise ArticleError where the file ends in the middle of a record."""
    while record.raw_stream.read(1_000_000):
        pass
    is_cut = record.rec_headers.get_header("Content-Length") is None or getattr(record.raw_stream, "limit", 0) > 0
    if is_cut:
        raise ArticleError(_cut(file.source))


def _type(record: ArcWarcRecord) -> str:
    said = record.http_headers.get_header("Content-Type") or "no type"
    return str(said).partition(";")[0].strip().lower()


def _charset(record: ArcWarcRecord) -> str:
    """The encoding that the server declared; empty where it declared none."""
    said = Message()
    said["Content-Type"] = record.http_headers.get_header("Content-Type") or ""
    return said.get_content_charset("")
