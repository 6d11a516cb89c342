"""Small archives of random vectors: the store never asks what a vector means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rag.store import EmbeddingIdentity, IndexedChunk, IndexedDocument, IndexedSentence, Store, Writer, vector_key
from rag.store.audit import Inventory
from rag.store.database import Database
from rag.types import Chunk, Document

if TYPE_CHECKING:
    from rag.types import Vectors

AT_A_SERVER = {
    f"tests.store.test_{name}"
    for name in ("amendments concurrency erasing files filters limits packing reprints store verify".split())
}
"""Modules that are run over PostgreSQL too, since they hold what a ledger must do."""

DIMENSION = 16
IDENTITY = EmbeddingIdentity("test-model", DIMENSION, "f1")
ROOT = "/articles"


def unit_vector(text: str, dimension: int = DIMENSION) -> Vectors:
    """A vector that depends on the text alone."""
    seed = int(vector_key(text)[:12], 16)
    vector = np.random.default_rng(seed).normal(size=dimension).astype(np.float32)
    return vector / np.linalg.norm(vector)


def unit_vectors(texts: Sequence[str], dimension: int = DIMENSION) -> Vectors:
    """One row a text."""
    return np.stack([unit_vector(text, dimension) for text in texts])


def article(
    source: str,
    sentences: Sequence[str],
    *,
    version: int = 1,
    root: str = ROOT,
    per_chunk: int = 2,
    language: str = "es",
) -> IndexedDocument:
    """An article of some sentences, `per_chunk` to a chunk."""
    text = " ".join(sentences)
    about = {"version": str(version)}
    document = Document(f"{source}@{version}", source.title(), text, source, language=language, metadata=about)
    offsets: list[tuple[int, int]] = []
    for sentence in sentences:
        start = text.index(sentence, offsets[-1][1] if offsets else 0)
        offsets.append((start, start + len(sentence)))
    groups = [offsets[i : i + per_chunk] for i in range(0, len(offsets), per_chunk)]
    return IndexedDocument(root, document, tuple(_chunk(document, group) for group in groups))


def _chunk(document: Document, group: Sequence[tuple[int, int]]) -> IndexedChunk:
    start, end = group[0][0], group[-1][1]
    text = document.text[start:end]
    return IndexedChunk(
        Chunk(f"{document.id}:{start}-{end}", document.id, start, end, text),
        key=vector_key(text),
        terms=tuple(text.lower().split()),
        sentences=tuple(IndexedSentence(a, b, vector_key(document.text[a:b])) for a, b in group),
    )


def embedded_texts(documents: Sequence[IndexedDocument]) -> dict[str, str]:
    """Every text that must be embedded, by key."""
    return {
        vector_key(text): text
        for indexed in documents
        for piece in indexed.chunks
        for text in (piece.chunk.text, *(indexed.document.text[s.start : s.end] for s in piece.sentences))
    }


def write(writer: Writer, put: Sequence[IndexedDocument], remove: Sequence[tuple[str, str]] = ()) -> None:
    """Embed and apply."""
    texts = embedded_texts(put)
    if texts:
        passages = {piece.key for indexed in put for piece in indexed.chunks}
        writer.add_vectors(list(texts), unit_vectors(list(texts.values())), texts.keys() - passages)
    writer.apply(put, remove)


def index(store: Store, put: Sequence[IndexedDocument], remove: Sequence[tuple[str, str]] = ()) -> None:
    """One run of writing."""
    with store.writing() as writer:
        write(writer, put, remove)


def agreed_ids(store: Store) -> set[str]:
    """The searched chunk ids, having checked that ledger, Chroma, tantivy and columns hold exactly the same."""
    live = store._ledger.searched_chunk_ids()
    assert [found.chunk.id for found in store.fetch(live)] == live
    held, columns = store.inventory(), {i for document in store.documents().values() for i in store.chunk_ids(document)}
    assert held == Inventory(set(live), set(live), columns)
    return set(live)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty archive."""
    with Store.open(tmp_path / "data", IDENTITY) as opened:
        yield opened


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what a ledger must do over both databases."""
    if metafunc.module.__name__ in AT_A_SERVER and not metafunc.definition.get_closest_marker("in_a_file"):
        both = ["sqlite", pytest.param("postgres", marks=pytest.mark.slow)]
        metafunc.parametrize("ledger", both, indirect=True)


@pytest.fixture(autouse=True)
def ledger(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the ledgers of data folders lie: in the folder, or each in a database of a PostgreSQL server."""
    if getattr(request, "param", "sqlite") == "postgres":
        server, urls = request.getfixturevalue("postgres"), {}

        def at_server(path: Path) -> Database:
            if path not in urls:
                urls[path] = server.database()
            return Database(urls[path])

        monkeypatch.setattr(Database, "in_file", at_server)
