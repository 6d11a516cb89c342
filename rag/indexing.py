"""Folders of articles become the index: read, cut, embed what is new, write.

The index mirrors the folder: a file that has gone goes from the index too, with all the articles that it held. What
was embedded once is never embedded again, because vectors are kept by the exact text they stand for, and are kept at
once. A file is not even read again while its size and time, or its size and bytes, are those of when it was read last.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import TypeVar

from rag.corpus import Read, chunk_sentences, find_files, read_articles, searched_text, source_name, split_chunks
from rag.errors import CorpusError
from rag.languages import language_of
from rag.settings import at_home
from rag.store import (
    FileRecord,
    IndexedChunk,
    IndexedDocument,
    IndexedSentence,
    LiveArticle,
    Place,
    Reading,
    Store,
    Writer,
    file_digest,
    vector_key,
)
from rag.text.corrections import find_correction
from rag.text.reprints import sign
from rag.text.terms import analyse
from rag.types import Chunk, Document, Embedder, Filters, Noted, Skipped, SyncFailure, SyncReport

__all__ = ["Progress", "forget", "index_document", "reembed", "silent", "sync"]

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Called with the number of articles done and the number there are."""


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""


DOCUMENTS_A_BATCH = 32
"""Articles written together: each batch is in the index, or not, as one."""

TEXTS_A_COMMIT = 64
"""Texts embedded between two commits: the most that is embedded again after a kill."""

READING, CUTTING = 3, 2
"""Raised with every change by which a file is read, or an article cut, otherwise: what it touches is done anew."""

READERS = ("lxml", "pypdfium2", "python-docx", "striprtf", "trafilatura", "warcio")
"""Libraries that find the text in files: another version of one may find another."""

SETTLED_NS = 2_000_000_000
"""How old the time of a file must be, in nanoseconds: a younger one may be written again without showing it."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a sync will do, decided before anything is written.

    Attributes:
        files: Those to read, each with the indexed folder that names it.
        skipped: Those that are not read.
        kept: Their addresses.
        live: Of what lies under the synced paths: by address, what stands where.
        records: Of the files there that were read before, by folder and path.
        held: What of `live` came from each of those files.
    """

    files: tuple[tuple[Path, Path], ...]
    skipped: tuple[Skipped, ...]
    kept: frozenset[str]
    live: dict[str, dict[Place, LiveArticle]]
    records: dict[Place, FileRecord]
    held: dict[Place, list[LiveArticle]]


def sync(
    paths: Sequence[Path],
    *,
    store: Store,
    embedder: Embedder,
    chunk_chars: int,
    progress: Progress = silent,
    mapping: Mapping[str, str] | None = None,
    check: bool = False,
) -> SyncReport:
    """Make the index hold exactly the articles under `paths`; the rest of the index is left alone.

    Files and articles that cannot be read are reported and keep the version that was indexed before; so does a file
    that is there and is passed over, such as an empty one.

    Args:
        paths: Folders, or files.
        store: Where the index is.
        embedder: Makes the vectors of what is new.
        chunk_chars: Most characters of a chunk.
        progress: Told after each batch how many files are done.
        mapping: Which field of a record holds what: see `rag.corpus.read_articles`.
        check: Whether every file is read, those too whose size and time have not changed.

    Raises:
        CorpusError: A path that is missing or holds no article; nothing has been changed.
        IndexBusy: Another process is writing.
    """
    started = time.perf_counter()
    with store.writing() as writer:
        read_again(store, writer)
        plan = _plan(paths, store)
        run = _Run(plan, writer, embedder, chunk_chars, check=check)
        for done, (file, root) in enumerate(plan.files, start=1):
            run.visit(file, root, mapping or {})
            if done % DOCUMENTS_A_BATCH == 0 or done == len(plan.files):
                run.write()
                progress(done, len(plan.files))
        run.remove_gone()
    _, chunks = store.counts()
    return SyncReport(
        **run.counts,
        failed=tuple(run.failed),
        chunks=chunks,
        seconds=time.perf_counter() - started,
        skipped=(*plan.skipped, *run.skipped),
        notes=tuple(run.notes),
        undated=store.undated(Filters()),
    )


class _Run:
    """A sync on its way: what has been read and is not written yet, what has been seen, and the counts."""

    def __init__(self, plan: _Plan, writer: Writer, embedder: Embedder, chunk_chars: int, *, check: bool) -> None:
        self._plan, self._writer, self._embedder, self._chunk_chars = plan, writer, embedder, chunk_chars
        self._check = check
        self._read: list[FileRecord] = []
        self._outdated: list[Place] = []
        self._put: list[IndexedDocument] = []
        self._moved: list[Place] = []
        self._seen: set[str] = set()
        self._kept = set(plan.kept)
        self.counts = {"added": 0, "updated": 0, "deleted": 0, "unchanged": 0}
        self.failed: list[SyncFailure] = []
        self.skipped: list[Skipped] = []
        self.notes: list[Noted] = []

    def visit(self, file: Path, root: Path, mapping: Mapping[str, str]) -> None:
        """Take what a file holds; one that is as it was when it was read last is not read."""
        record = _record(file, root, mapping)
        if (known := self._as_read(file, record)) is not None:
            self._leave(known, record)
            return
        self._outdated.append(record.key)
        record = replace(record, digest=file_digest(file))
        failed, skipped = len(self.failed), len(self.skipped)
        for read in read_articles(file, root, mapping):
            self._take(read, root, record.path)
        # What could not be read is to be told by the next sync too, and may be read by then.
        if failed == len(self.failed):
            self._note(replace(record, reason=_noted(self.skipped[skipped:])))

    def _as_read(self, file: Path, record: FileRecord) -> FileRecord | None:
        """The record of a file that is as it was when it was read; none of one that is to be read."""
        known = self._plan.records.get(record.key)
        if self._check or known is None or not known.holds(record.size, known.mtime_ns, record.pipeline):
            return None
        if any(a.pipeline != _cut_by(self._chunk_chars) for a in self._plan.held.get(record.key, [])):
            return None
        if known.mtime_ns == record.mtime_ns:
            return known
        return known if known.digest and known.digest == file_digest(file) else None

    def _leave(self, known: FileRecord, record: FileRecord) -> None:
        """Take what a file held when it was read, and tell what was passed over in it, as if it had been read again."""
        held = self._plan.held.get(record.key, [])
        self._seen.update(_address(article.place) for article in held)
        self.counts["unchanged"] += len(held)
        self.skipped += _passed_over(known)
        if known.mtime_ns != record.mtime_ns:
            self._note(replace(known, mtime_ns=record.mtime_ns))

    def _note(self, record: FileRecord) -> None:
        if time.time_ns() - record.mtime_ns > SETTLED_NS:
            self._read.append(record)

    def _take(self, read: Read, root: Path, file: str) -> None:
        """Something that was read: a document is written with its batch."""
        match read:
            case Document():
                self._take_document(read, str(root), file)
            case SyncFailure(source):
                self.failed.append(read)
                self._kept.add(_address((str(root), source)))
            case Skipped():
                self.skipped.append(read)
            case Noted():
                self.notes.append(read)

    def _take_document(self, document: Document, root: str, file: str) -> None:
        place = (root, document.source)
        address = _address(place)
        if address in self._seen:
            said = f"{document.source!r} is the name of two articles: rename the file of one of them."
            self.failed.append(SyncFailure(document.source, said))
            return
        self._seen.add(address)
        known = self._plan.live.get(address, {})
        if known == {place: LiveArticle(place, document.id, _cut_by(self._chunk_chars), file)}:
            self.counts["unchanged"] += 1
            return
        self.counts["updated" if known else "added"] += 1
        self._put.append(index_document(document, root=root, chunk_chars=self._chunk_chars, file=file))
        # Its folder was indexed alone before: readers see the new name instead of the old, never both.
        self._moved += [other for other in known if other != place]
        if len(self._put) >= DOCUMENTS_A_BATCH:
            self.write()

    def write(self) -> None:
        """Write what has been read."""
        # A record that is older than the articles would vouch for them, were the file put back as it was.
        if self._outdated:
            self._writer.put_files([], self._outdated)
        self._outdated = []
        if self._put:
            embed_missing(self._put, self._writer, self._embedder)
            self._writer.apply(self._put, self._moved)
        self._put, self._moved = [], []

    def remove_gone(self) -> None:
        """Take out what was not seen again, but for what could not be read, and note which files have been read."""
        live = self._plan.live.items()
        gone = [
            place
            for address, known in live
            if address not in self._seen and not self._kept.intersection(_holders(address))
            for place in known
        ]
        if gone:
            self._writer.apply([], gone)
        self.counts["deleted"] = len(gone)
        self._writer.put_files(self._read)


def forget(paths: Sequence[Path], *, store: Store) -> SyncReport:
    """Take every article under `paths` out of the index; the files are not touched.

    Raises:
        CorpusError: No article of the index lies there.
    """
    started = time.perf_counter()
    places = [Path(at_home(str(path))).resolve() for path in paths]
    with store.writing() as writer:
        gone = [key for key in store.documents() if any(_lies_under(key, place) for place in places)]
        if not gone:
            named = ", ".join(repr(str(path)) for path in paths)
            raise CorpusError(
                f"no article of the index lies under {named}: `hemeroteca doctor` lists the indexed folders."
            )
        writer.apply([], gone)
    _, chunks = store.counts()
    return SyncReport(deleted=len(gone), chunks=chunks, seconds=time.perf_counter() - started)


def reembed(*, store: Store, embedder: Embedder, chunk_chars: int, progress: Progress = silent) -> SyncReport:
    """Cut and embed every article anew, from the texts in the ledger; the old index serves until the new one is whole.

    The store must have been opened with `rebuilding=True`.
    """
    started = time.perf_counter()
    with store.writing() as writer:
        live = sorted(store.live(), key=lambda article: article.place)

        def indexed() -> Iterator[IndexedDocument]:
            for article in live:
                document, root = store.document(article.document_id), article.place[0]
                yield index_document(document, root=root, chunk_chars=chunk_chars, file=article.file)

        for done, document in enumerate(indexed(), start=1):
            embed_missing([document], writer, embedder)
            progress(done, len(live))
        writer.replace_all(indexed())
    _, chunks = store.counts()
    return SyncReport(updated=len(live), chunks=chunks, seconds=time.perf_counter() - started)


def index_document(document: Document, *, root: str, chunk_chars: int, file: str = "") -> IndexedDocument:
    """Cut a document into chunks and sentences and name the vectors they need; `file` is the one that holds it."""
    chunks = tuple(_index_chunk(document, chunk) for chunk in split_chunks(document, chunk_chars))
    reading = read_others(document)
    return IndexedDocument(root, document, chunks, pipeline=_cut_by(chunk_chars), file=file, reading=reading)


def read_others(document: Document) -> Reading:
    """What the words of an article say of other articles."""
    language = language_of(document.language)
    correction = find_correction(document.text, language, document.published, document.title)
    return Reading(sign(document.text, language), correction)


def read_again(store: Store, writer: Writer) -> None:
    """Read what the articles of an older ledger say of others, from their texts there."""
    for batch in _batches(store.unread(), DOCUMENTS_A_BATCH):
        writer.put_readings({i: read_others(store.document(i)) for i in batch})


def _cut_by(chunk_chars: int) -> str:
    """What articles are cut by, but for their language, which is part of their identity."""
    return f"cut {CUTTING}, {chunk_chars} characters, stems {_stemmer()}"


@cache
def _stemmer() -> str:
    """The version of what makes stems: looked up once, since it is asked for at every file."""
    return version("snowballstemmer")


def _record(file: Path, root: Path, mapping: Mapping[str, str]) -> FileRecord:
    """A file as it is now; one that cannot be looked at is one of no size and no time, which none that is read is."""
    try:
        status = file.stat()
        size, changed = status.st_size, status.st_mtime_ns
    except OSError:
        size, changed = -1, -1
    said = vector_key(repr((sorted(mapping.items()), _readers())))[:16]
    return FileRecord(str(root), source_name(file, root), size, changed, "", f"read {READING}, {said}")


@cache
def _readers() -> tuple[str, ...]:
    return tuple(version(library) for library in READERS)


def _noted(skipped: Sequence[Skipped]) -> str:
    """What was passed over in a file, as its record keeps it."""
    return json.dumps([[entry.source, entry.reason] for entry in skipped]) if skipped else ""


def _passed_over(record: FileRecord) -> Iterator[Skipped]:
    return (Skipped(source, reason) for source, reason in json.loads(record.reason or "[]"))


def passage_text(document: Document, chunk: Chunk) -> str:
    """The text that is embedded for a chunk: under its title, which often names what the chunk only calls «it»."""
    return f"{document.title}\n{searched_text(document, chunk.start, chunk.end)}"


def embed_missing(documents: Iterable[IndexedDocument], writer: Writer, embedder: Embedder) -> int:
    """Embed and keep the vectors that the ledger does not hold yet; returns how many those were."""
    texts: dict[str, str] = {}
    passages: set[str] = set()
    for indexed in documents:
        document = indexed.document
        for piece in indexed.chunks:
            texts[piece.key] = passage_text(document, piece.chunk)
            passages.add(piece.key)
            texts.update((s.key, searched_text(document, s.start, s.end)) for s in piece.sentences)
    known = writer.known_vectors(list(texts))
    missing = [(key, text) for key, text in texts.items() if key not in known]
    # Texts of like length together: a batch costs what its longest text costs.
    missing.sort(key=lambda item: len(item[1]))
    for batch in _batches(missing, TEXTS_A_COMMIT):
        made = embedder.embed_passages([text for _, text in batch])
        writer.add_vectors([key for key, _ in batch], made, sentences=texts.keys() - passages)
    return len(missing)


def _index_chunk(document: Document, chunk: Chunk) -> IndexedChunk:
    sentences = tuple(
        IndexedSentence(start=s.start, end=s.end, key=vector_key(searched_text(document, s.start, s.end)))
        for s in chunk_sentences(document, chunk)
    )
    return IndexedChunk(
        chunk=chunk,
        key=vector_key(passage_text(document, chunk)),
        terms=tuple(analyse(passage_text(document, chunk), language_of(document.language))),
        sentences=sentences,
    )


def _plan(paths: Sequence[Path], store: Store) -> _Plan:
    places = [Path(at_home(str(path))).resolve() for path in paths]
    homes = {place: place if place.is_dir() else place.parent for place in places}
    live = {article.place: article for article in store.live()}
    roots = {*homes.values(), *(Path(root) for root, _ in live)}
    files: dict[Path, Path] = {}
    skipped: dict[str, Skipped] = {}
    for place, home in homes.items():
        # The outermost folder names an article, in whatever order folders are given: no article has two names.
        root = min((root for root in roots if home.is_relative_to(root)), key=lambda root: len(root.parts))
        found = find_files(place, root)
        _require_utf8(root)
        files |= dict.fromkeys(found.files, root)
        skipped |= {_address((str(root), entry.source)): entry for entry in found.skipped}
    touched: dict[str, dict[Place, LiveArticle]] = {}
    held: dict[Place, list[LiveArticle]] = {}
    for key, article in live.items():
        if any(_lies_under(key, place) for place in places):
            touched.setdefault(_address(key), {})[key] = article
            held.setdefault((key[0], article.file), []).append(article)
    passed_over = tuple(skipped.values())
    return _Plan(tuple(sorted(files.items())), passed_over, frozenset(skipped), touched, store.files(), held)


def _require_utf8(root: Path) -> None:
    try:
        str(root).encode()
    except UnicodeEncodeError as error:
        named = os.fsencode(root).decode("utf-8", "backslashreplace")
        raise CorpusError(f"the name of the folder {named!r} is not UTF-8: rename it, then index it.") from error


def _lies_under(key: Place, place: Path) -> bool:
    root, source = Path(key[0]), key[1]
    if root.is_relative_to(place) or not place.is_relative_to(root):
        return root.is_relative_to(place)
    named = source_name(place, root)
    if PurePosixPath(source).is_relative_to(named):
        return True
    part = any(PurePosixPath(holder).is_relative_to(named) for holder in _holders(source))
    return part and not Path(root, source).exists()  # a file may be called `a.zip#b.txt`


_BACKSLASH, _WRITTEN = "\\", r"\x5c"
"""How `source_name` writes a backslash."""


def _address(key: Place) -> str:
    """The file of an article, and behind `#` its name in it: the same from whichever folder it was indexed."""
    root, source = key
    file, mark, name = source.partition("#")
    return f"{Path(root.replace(_BACKSLASH, _WRITTEN), file)}{mark}{name}"


def _holders(address: str) -> Iterator[str]:
    """What an article can be part of: itself, and what stands before each `#`, for names of files may hold one."""
    yield address
    while "#" in address:
        address = address.rpartition("#")[0]
        yield address


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for first in range(0, len(items), size):
        yield items[first : first + size]
