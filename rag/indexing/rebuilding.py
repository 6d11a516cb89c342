"""Every article is cut and embedded anew from its text in the ledger."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence

from rag.indexing.batches import Cut
from rag.indexing.cutting import index_document, read_others, texts_of
from rag.indexing.embedding import embedded
from rag.indexing.progress import Progress, silent
from rag.store import IndexedDocument, LiveArticle, Store, Writer
from rag.types import Embedder, SyncReport

__all__ = ["read_again", "reembed"]

AT_ONCE = 32
"""Articles that are read again between two commits."""


def reembed(*, store: Store, embedder: Embedder, chunk_chars: int, progress: Progress = silent) -> SyncReport:
    """Cut and embed every article anew, from the texts in the ledger; the old index serves until the new one is whole.

    The store must have been opened with `rebuilding=True`.
    """
    started = time.perf_counter()
    with store.writing() as writer:
        live = sorted(store.live(), key=lambda article: article.place)
        done = 0
        progress(done, len(live))
        with embedded(_with_texts(_cut_anew(store, live, chunk_chars)), writer, embedder) as batches:
            for batch in batches:
                done += len(batch.documents)
                progress(done, len(live))
        writer.replace_all(_cut_anew(store, live, chunk_chars))
    _, chunks = store.counts()
    return SyncReport(updated=len(live), chunks=chunks, seconds=time.perf_counter() - started)


def read_again(store: Store, writer: Writer) -> None:
    """Read what the articles of an older ledger say of others, from their texts there."""
    unread = store.unread()
    for first in range(0, len(unread), AT_ONCE):
        writer.put_readings({i: read_others(store.document(i)) for i in unread[first : first + AT_ONCE]})


def _cut_anew(store: Store, live: Sequence[LiveArticle], chunk_chars: int) -> Iterator[IndexedDocument]:
    for article in live:
        document, root = store.document(article.document_id), article.place[0]
        yield index_document(document, root=root, chunk_chars=chunk_chars, file=article.file)


def _with_texts(indexed: Iterator[IndexedDocument]) -> Generator[Cut, None, None]:
    for document in indexed:
        yield Cut((document,), texts_of(document))
