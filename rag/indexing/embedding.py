"""Texts become vectors, each text once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import takewhile

from rag.indexing.ahead import ahead
from rag.indexing.batches import LARGEST_BATCH, Cut, in_batches, size
from rag.indexing.cutting import Texts, texts_of
from rag.store import IndexedDocument, Writer
from rag.types import Embedder

__all__ = ["embed_missing", "embed_texts", "embedded"]

TEXTS_A_COMMIT = 64
"""Texts embedded between two commits: the most that is embedded again after a kill."""


def embed_missing(documents: Iterable[IndexedDocument], writer: Writer, embedder: Embedder) -> int:
    """Embed and keep the vectors of some articles that the ledger does not hold yet; returns how many those were."""
    return embed_texts(Texts.joined([texts_of(indexed) for indexed in documents]), writer, embedder)


def embed_texts(texts: Texts, writer: Writer, embedder: Embedder, wanted: Callable[[], bool] = lambda: True) -> int:
    """The same of texts; between two commits it ends where it is no longer wanted."""
    every = {**texts.sentences, **texts.passages}
    known = writer.known_vectors(list(every))
    missing = [(key, text) for key, text in every.items() if key not in known]
    # Texts of like length together: a batch costs what its longest text costs.
    missing.sort(key=lambda item: len(item[1]))
    for first in range(0, len(missing), TEXTS_A_COMMIT):
        if not wanted():
            break
        batch = missing[first : first + TEXTS_A_COMMIT]
        made = embedder.embed_passages([text for _, text in batch])
        writer.add_vectors([key for key, _ in batch], made, sentences=every.keys() - texts.passages.keys())
    return len(missing)


@contextmanager
def embedded(cuts: Generator[Cut, None, None], writer: Writer, embedder: Embedder) -> Iterator[Iterator[Cut]]:
    """Batches whose vectors are kept, while the block lasts: one is written while the next is embedded.

    What is cut is read in a thread of its own too, so that the embedder never waits for it.
    """
    ended = threading.Event()

    def wanted(_: object = None) -> bool:
        return not ended.is_set()

    def read() -> Generator[Cut, None, None]:
        with closing(cuts):
            yield from takewhile(wanted, cuts)

    def made(cuts: Iterator[Cut]) -> Generator[Cut, None, None]:
        for batch in in_batches(cuts):
            embed_texts(batch.texts, writer, embedder, wanted)
            yield batch

    # So far ahead that a batch is there when the one before it has been embedded, and that memory stays small.
    with ahead(read(), LARGEST_BATCH, size) as pieces, ahead(made(pieces), 1) as batches:
        try:
            yield batches
        finally:
            ended.set()  # whoever interrupts a run does not wait for a whole batch
