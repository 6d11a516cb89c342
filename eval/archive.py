"""How long an archive of many articles takes to be indexed, looked through again, thinned out and verified.

The embedder is one of words that costs next to nothing, in the dimension of the default one: what is measured is all
the rest. With the model, the first run takes the time that its texts take, and the others embed nothing.
"""

from __future__ import annotations

import json
import os
import re
import resource
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from eval.bench import Figure
from rag.indexing import sync
from rag.settings import Settings
from rag.store import EmbeddingIdentity, Store
from rag.types import SyncReport

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["ARTICLES", "DELETED", "WordEmbedder", "run", "write_mixed", "write_texts"]

T = TypeVar("T")

ARTICLES = 10_000
DELETED = 10
"""One article in as many is taken away."""

OLD_NS = 10**18
"""The time of the files, in nanoseconds: those that were just written are read again to be sure."""

_THINGS = "puente mercado teatro museo embalse colegio parque molino archivo camino".split()
_DONE = "inauguró reformó cerró vendió amplió visitó defendió retrasó presupuestó celebró".split()
_TAIL = ("ante los vecinos", "por tercera vez", "sin aviso", "con el voto en contra", "después de la riada")


class WordEmbedder:
    """Texts that share words have near vectors; it knows no language."""

    name = "words"
    dimension = 384
    fingerprint = "words-384"

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape `(len(texts), dimension)`."""
        return np.stack([self._vector(text) for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """The same."""
        return self.embed_queries(texts)

    def _vector(self, text: str) -> Vectors:
        vector = np.zeros(self.dimension, np.float32)
        for word in re.findall(r"\w+", text.lower()):
            bits = zlib.crc32(word.encode())
            vector[bits % self.dimension] += 1 if bits & 2**31 else -1
        vector[zlib.crc32(text.encode()) % self.dimension] += 0.5  # words may cancel out
        return vector / max(float(np.linalg.norm(vector)), 1e-9)


def run(settings: Settings, articles: int = ARTICLES, *, mixed: bool = False) -> Iterator[Figure]:
    """Measure an archive of generated articles in a fresh folder.

    Args:
        settings: Say how long a passage is.
        articles: How many.
        mixed: In exports, ZIP files, pages and texts instead of a text each.
    """
    with tempfile.TemporaryDirectory() as home:
        folder, embedder = Path(home) / "articles", WordEmbedder()
        files = (write_mixed if mixed else write_texts)(folder, articles)
        identity = EmbeddingIdentity(embedder.name, embedder.dimension, embedder.fingerprint)

        def index() -> tuple[SyncReport, float]:
            with Store.open(Path(home) / "data", identity) as store:
                return _timed(lambda: sync([folder], store=store, embedder=embedder, chunk_chars=settings.chunk_chars))

        report, seconds = index()
        yield Figure(f"articles in {len(files):,} files", report.added, "")
        yield Figure("first index", seconds, "s")
        report, seconds = index()
        yield Figure("second index, nothing has changed", seconds, "s", 5)
        yield Figure("articles that were left alone", report.unchanged, "", articles, at_least=True)
        for file in files[::DELETED]:
            file.unlink()
        report, seconds = index()
        yield Figure(f"index after the deletion of {report.deleted:,}", seconds, "s", 10)
        with Store.open(Path(home) / "data", identity) as store:
            verification, seconds = _timed(store.verify)
        yield Figure("index --verify", seconds, "s")
        yield Figure("what it found wrong", len(verification.findings), "", 0)
        yield Figure("articles lost or left over", abs(verification.articles + report.deleted - articles), "", 0)
    yield Figure("memory of this process at its peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, "GB")


def write_texts(folder: Path, articles: int) -> list[Path]:
    """A text an article; returns the files."""
    folder.mkdir(parents=True)
    return [_written(folder / f"{n // 1000:03}" / f"nota {n}.txt", _note(n).encode()) for n in range(articles)]


def write_mixed(folder: Path, articles: int) -> list[Path]:
    """Exports of a hundred, ZIP files of fifty, pages and texts, in which an article in four stands each."""
    folder.mkdir(parents=True)
    numbers, files = iter(range(articles)), []
    for n, held in enumerate(iter(lambda: list(islice(numbers, 100)), [])):
        exported, packed, pages, texts = held[:25], held[25:50], held[50:75], held[75:]
        files.append(_written(folder / f"export {n}.jsonl", "\n".join(map(_record, exported)).encode()))
        files.append(_zipped(folder / f"notas {n}.zip", packed))
        files += [_written(folder / f"página {number}.html", _page(number).encode()) for number in pages]
        files += [_written(folder / f"nota {number}.txt", _note(number).encode()) for number in texts]
    return files


def _note(number: int) -> str:
    """A headline and three sentences; each article's its own."""
    chance = Random(number)
    said = [
        f"El {chance.choice(_THINGS)} de la calle {number} se {chance.choice(_DONE)} {chance.choice(_TAIL)}."
        for _ in range(2)
    ]
    return f"Nota {number} de la comarca\n\n{' '.join(said)} Costó {number + 7} euros, según el acta {number}."


def _record(number: int) -> str:
    title, _, text = _note(number).partition("\n\n")
    return json.dumps({"id": number, "titular": title, "cuerpo": text})


def _page(number: int) -> str:
    title, _, text = _note(number).partition("\n\n")
    return f"<!doctype html><html><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"


def _zipped(file: Path, numbers: Sequence[int]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in numbers:
            packed.writestr(f"nota {number}.txt", _note(number))
    os.utime(file, ns=(OLD_NS, OLD_NS))
    return file


def _written(file: Path, data: bytes) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    os.utime(file, ns=(OLD_NS, OLD_NS))
    return file


def _timed(action: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    return action(), time.perf_counter() - started
