"""Children that index a folder with the fake embedder, in small batches so that a kill falls between many steps."""

from __future__ import annotations

from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from rag import indexing
from rag.indexing import batches, embedding
from rag.store import EmbeddingIdentity, Store
from tests.fakes.embedder import FakeEmbedder

CHUNK_CHARS = 200
FIRST_BATCH, LARGEST_BATCH = 6, 24
TEXTS_A_COMMIT = 8


def identity(embedder: FakeEmbedder) -> EmbeddingIdentity:
    """What the index calls the embedder."""
    return EmbeddingIdentity(embedder.name, embedder.dimension, embedder.fingerprint)


def sync_until_killed(data: Path, folder: Path, log: Path, seconds: float, said: Connection) -> None:
    """Make the index mirror a folder; says when it begins and when it has ended, then waits."""
    batches.FIRST_BATCH, batches.LARGEST_BATCH = FIRST_BATCH, LARGEST_BATCH
    embedding.TEXTS_A_COMMIT = TEXTS_A_COMMIT
    embedder = FakeEmbedder(log=log, seconds=seconds)
    with Store.open(data, identity(embedder)) as store:
        said.send("begun")
        indexing.sync([folder], store=store, embedder=embedder, chunk_chars=CHUNK_CHARS)
        said.send("ended")
        said.recv()


def reembed_until_killed(data: Path, seed: int, calls: int, said: Connection) -> None:
    """Move to another model; after some calls of the embedder, says so and goes no further."""
    left = [calls]

    def count(_: Sequence[str]) -> None:
        left[0] -= 1
        if left[0] < 0:
            said.send("in the middle")
            said.recv()

    batches.FIRST_BATCH = batches.LARGEST_BATCH = 1
    embedder = FakeEmbedder(seed=seed, before=count)
    with Store.open(data, identity(embedder), rebuilding=True) as store:
        indexing.reembed(store=store, embedder=embedder, chunk_chars=CHUNK_CHARS)
        said.send("ended")
        said.recv()
