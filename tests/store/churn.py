"""What the children of the tests do: write to an archive until they have done enough, or are killed."""

from __future__ import annotations

import random
from multiprocessing.connection import Connection
from pathlib import Path

from rag.store import IndexedDocument, Store
from tests.store.conftest import IDENTITY, article, embedded_texts, unit_vectors

COMMON = "common"


def edition(version: int, documents: int = 4) -> list[IndexedDocument]:
    """The same places with other texts; every chunk holds the word `COMMON`, and its id the version."""
    return [
        article(f"{n}.txt", [f"{COMMON} {n} part {part} of {version}" for part in range(6)], version=version)
        for n in range(documents)
    ]


def write_editions(folder: Path, versions: int) -> None:
    """Replace the whole archive again and again, each time as one batch."""
    with Store.open(folder, IDENTITY) as store, store.writing(timeout=30) as writer:
        for version in range(2, versions + 2):
            put = edition(version)
            texts = embedded_texts(put)
            writer.add_vectors(list(texts), unit_vectors(list(texts.values())))
            writer.apply(put)


def write_for_ever(folder: Path, seed: int, articles: int, said: Connection) -> None:
    """Put, edit and remove articles at random; says which vectors were added, once they are."""
    chance = random.Random(seed)
    with Store.open(folder, IDENTITY) as store, store.writing() as writer:
        while True:
            names = chance.sample(range(3 * articles), articles)
            put = [_article(chance, name) for name in names]
            texts = embedded_texts(put)
            writer.add_vectors(list(texts), unit_vectors(list(texts.values())))
            said.send(list(texts))
            live = sorted(store.documents())
            gone = set(chance.sample(live, len(live) // 4)) - {indexed.place for indexed in put}
            writer.apply(put, sorted(gone))


def hold(folder: Path, said: Connection) -> None:
    """Take the right to write, say so, and keep it until killed."""
    with Store.open(folder, IDENTITY) as store, store.writing():
        said.send("held")
        said.recv()


def _article(chance: random.Random, name: int) -> IndexedDocument:
    version = chance.randrange(10**9)
    return article(f"{name}.txt", [f"{COMMON} {name} {version} {n}" for n in range(12)], version=version, per_chunk=4)
