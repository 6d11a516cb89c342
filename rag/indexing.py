"""Folders of articles become the index: read, cut, embed what is new, write.

The index mirrors the folder: a file that has gone goes from the index too. What was embedded once is never
embedded again, because vectors are kept by the exact text they stand for, and are kept at once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from rag.corpus import chunk_sentences, find_articles, read_article, source_name, split_chunks
from rag.errors import ArticleError, CorpusError
from rag.languages import language_of
from rag.settings import at_home
from rag.store import IndexedChunk, IndexedDocument, IndexedSentence, Place, Store, Writer, vector_key
from rag.text.terms import analyse
from rag.types import Chunk, Document, Embedder, SyncFailure, SyncReport

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


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a sync will do, decided before anything is written."""

    files: tuple[tuple[Path, Path], ...]  # (file, root)
    live: dict[str, dict[Place, str]]  # of what lies under the synced paths: by file, where it stands and its id


def sync(
    paths: Sequence[Path],
    *,
    store: Store,
    embedder: Embedder,
    chunk_chars: int,
    progress: Progress = silent,
) -> SyncReport:
    """Make the index hold exactly the articles under `paths`; the rest of the index is left alone.

    Files that cannot be read are reported and keep the version that was indexed before.

    Raises:
        CorpusError: A path that is missing or holds no article; nothing has been changed.
        IndexBusy: Another process is writing.
    """
    started = time.perf_counter()
    with store.writing() as writer:
        plan = _plan(paths, store)
        counts = {"added": 0, "updated": 0, "deleted": 0, "unchanged": 0}
        failed: list[SyncFailure] = []
        done = 0
        for batch in _batches(plan.files, DOCUMENTS_A_BATCH):
            put: list[IndexedDocument] = []
            moved: list[Place] = []
            for file, root in batch:
                known = plan.live.get(_spelled(file), {})
                try:
                    document = read_article(file, root)
                except ArticleError as error:
                    failed.append(SyncFailure(source=source_name(file, root), error=str(error)))
                    continue
                place = (str(root), document.source)
                if known == {place: document.id}:
                    counts["unchanged"] += 1
                    continue
                counts["updated" if known else "added"] += 1
                put.append(index_document(document, root=place[0], chunk_chars=chunk_chars))
                # Its folder was indexed alone before: readers see the new name instead of the old, never both.
                moved += [other for other in known if other != place]
            if put:
                embed_missing(put, writer, embedder)
                writer.apply(put, moved)
            done += len(batch)
            progress(done, len(plan.files))
        there = {_spelled(file) for file, _ in plan.files}
        gone = [place for file, known in plan.live.items() if file not in there for place in known]
        if gone:
            writer.apply([], gone)
        counts["deleted"] = len(gone)
    _, chunks = store.counts()
    return SyncReport(**counts, failed=tuple(failed), chunks=chunks, seconds=time.perf_counter() - started)


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
        live = sorted(store.documents().items())

        def indexed() -> Iterator[IndexedDocument]:
            return (index_document(store.document(i), root=place[0], chunk_chars=chunk_chars) for place, i in live)

        for done, document in enumerate(indexed(), start=1):
            embed_missing([document], writer, embedder)
            progress(done, len(live))
        writer.replace_all(indexed())
    _, chunks = store.counts()
    return SyncReport(updated=len(live), chunks=chunks, seconds=time.perf_counter() - started)


def index_document(document: Document, *, root: str, chunk_chars: int) -> IndexedDocument:
    """Cut a document into chunks and sentences and name the vectors they need."""
    chunks = tuple(_index_chunk(document, chunk) for chunk in split_chunks(document, chunk_chars))
    return IndexedDocument(root=root, document=document, chunks=chunks)


def passage_text(document: Document, chunk: Chunk) -> str:
    """The text that is embedded for a chunk: under its title, which often names what the chunk only calls «it»."""
    return f"{document.title}\n{chunk.text}"


def embed_missing(documents: Iterable[IndexedDocument], writer: Writer, embedder: Embedder) -> int:
    """Embed and keep the vectors that the ledger does not hold yet; returns how many those were."""
    texts: dict[str, str] = {}
    for indexed in documents:
        document = indexed.document
        for piece in indexed.chunks:
            texts[piece.key] = passage_text(document, piece.chunk)
            texts.update((s.key, document.text[s.start : s.end]) for s in piece.sentences)
    known = writer.known_vectors(list(texts))
    missing = [(key, text) for key, text in texts.items() if key not in known]
    # Texts of like length together: a batch costs what its longest text costs.
    missing.sort(key=lambda item: len(item[1]))
    for batch in _batches(missing, TEXTS_A_COMMIT):
        writer.add_vectors([key for key, _ in batch], embedder.embed_passages([text for _, text in batch]))
    return len(missing)


def _index_chunk(document: Document, chunk: Chunk) -> IndexedChunk:
    sentences = tuple(
        IndexedSentence(start=s.start, end=s.end, key=vector_key(s.text)) for s in chunk_sentences(document, chunk)
    )
    return IndexedChunk(
        chunk=chunk,
        key=vector_key(passage_text(document, chunk)),
        terms=tuple(analyse(passage_text(document, chunk), language_of(document.language))),
        sentences=sentences,
    )


def _plan(paths: Sequence[Path], store: Store) -> _Plan:
    places = [Path(at_home(str(path))).resolve() for path in paths]
    found = {place: find_articles(place) for place in places}
    homes = {place: place if place.is_dir() else place.parent for place in places}
    live = store.documents()
    roots = {*homes.values(), *(Path(root) for root, _ in live)}
    files: dict[Path, Path] = {}
    for place, home in homes.items():
        # The outermost folder names an article, in whatever order folders are given: no article has two names.
        root = min((root for root in roots if home.is_relative_to(root)), key=lambda root: len(root.parts))
        _require_utf8(root)
        files |= dict.fromkeys(found[place], root)
    touched: dict[str, dict[Place, str]] = {}
    for key, document_id in live.items():
        if any(_lies_under(key, place) for place in places):
            touched.setdefault(_file_of(key), {})[key] = document_id
    return _Plan(files=tuple(sorted(files.items())), live=touched)


def _require_utf8(root: Path) -> None:
    if _spelled(root) != str(root):
        raise CorpusError(f"the name of the folder {_spelled(root)!r} is not UTF-8: rename it, then index it.")


def _lies_under(key: Place, place: Path) -> bool:
    return Path(_file_of(key)).is_relative_to(_spelled(place))


def _file_of(key: Place) -> str:
    return str(Path(*key))


def _spelled(path: Path) -> str:
    # As the index spells it: see `source_name`.
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for first in range(0, len(items), size):
        yield items[first : first + size]
