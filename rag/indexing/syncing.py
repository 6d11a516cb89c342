"""The index is made to mirror folders: while one batch is written, the next is embedded, and more is read and cut."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from rag.indexing.addresses import address, holders
from rag.indexing.batches import Cut
from rag.indexing.embedding import embedded
from rag.indexing.plan import Plan, plan_sync
from rag.indexing.progress import Progress, silent
from rag.indexing.reading import Reader
from rag.indexing.rebuilding import read_again
from rag.store import Place, Store, Writer
from rag.types import Embedder, Filters, SyncReport

__all__ = ["sync"]


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
    that is there and is passed over, such as an empty one. Each batch can be asked as soon as it is written, and what a
    run has written before it was ended the next one finds done.

    Args:
        paths: Folders, or files.
        store: Where the index is.
        embedder: Makes the vectors of what is new; called in a thread of its own.
        chunk_chars: Most characters of a chunk.
        progress: Told at first how many files need not be read, then after each batch how many files are done.
        mapping: Which field of a record holds what: see `rag.corpus.read_articles`.
        check: Whether every file is read, those too whose size and time have not changed.

    Raises:
        CorpusError: A path that is missing or holds no article; nothing has been changed.
        IndexBusy: Another process is writing.
    """
    started = time.perf_counter()
    mapping = mapping or {}
    with store.writing() as writer:
        read_again(store, writer)
        plan = plan_sync(paths, store, chunk_chars=chunk_chars, mapping=mapping, check=check)
        excluded = {address(article.place) for article in store.excluded()}
        reader = Reader(plan, chunk_chars=chunk_chars, mapping=mapping, excluded=excluded)
        done = plan.untouched.files
        progress(done, plan.total)
        with embedded(reader.cuts(), writer, embedder) as batches:
            for batch in batches:
                _write(batch, writer)
                done += batch.files
                progress(done, plan.total)
        gone = _gone(plan, reader)
        if gone:
            writer.apply([], gone)
        writer.put_files([*plan.untouched.records, *reader.shrunk])
    _, chunks = store.counts()
    return SyncReport(
        **reader.counts,
        deleted=len(gone),
        failed=tuple(reader.failed),
        chunks=chunks,
        seconds=time.perf_counter() - started,
        skipped=(*plan.skipped, *reader.skipped),
        notes=tuple(reader.notes),
        undated=store.undated(Filters()),
    )


def _write(batch: Cut, writer: Writer) -> None:
    # First: until the articles are written there is no record of their files, or none that vouches for others.
    if batch.outdated:
        writer.put_files([], batch.outdated)
    if batch.documents:
        writer.apply(batch.documents, batch.moved, batch.records)
    elif batch.records:
        writer.put_files(batch.records)


def _gone(plan: Plan, reader: Reader) -> list[Place]:
    """What was not seen again, but for what could not be read."""
    return [
        place
        for known_at, known in plan.live.items()
        if known_at not in reader.seen and not reader.kept.intersection(holders(known_at))
        for place in known
    ]
