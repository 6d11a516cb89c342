"""What changes as the archive grows: how fast it is written, how fast it answers, and the room that it takes.

The archive is made up by `eval.million` around the vectors of real sentences, since to embed so many would take hours.
Where the whole way to the evidence is timed, the question is embedded for real.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.bench.answering import ask
from eval.bench.articles import CORPUS
from eval.bench.embedders import Wrapped
from eval.bench.figures import Figure, median
from eval.bench.room import GIGABYTE
from eval.million import Asked, Growth, grow
from rag.corpus import find_files, read_article
from rag.languages import language_of
from rag.library import Library
from rag.models import load_embedder
from rag.settings import Settings
from rag.text.sentences import split_sentences
from rag.types import Embedder

__all__ = ["Disguised", "evidence", "growth", "tell"]

SIZES = (1_000, 10_000, 100_000, 200_000)
PAGE_SIZE = 100_000
"""Passages of the archive over which the whole way to the evidence is timed."""

QUESTIONS = tuple(
    f"¿Qué se dijo de palabra{n} y de palabra{7 * n} en el pleno de {place}?"
    for n, place in enumerate("Soria Lugo Teruel Cuenca Huesca Zamora Lorca Úbeda Oviedo Mérida".split(), start=2)
)
"""Each holds two words that articles hold too."""


class Disguised(Wrapped):
    """An embedder under the name by which a made-up archive goes, whose vectors are like its own."""

    @property
    def name(self) -> str:
        """That of the archive."""
        return "noise"

    @property
    def fingerprint(self) -> str:
        """That of the archive too."""
        return "noise"


def growth(settings: Settings, sizes: Sequence[int] = SIZES) -> Iterator[Figure]:
    """An archive at each of some sizes, and at `PAGE_SIZE` passages the time until the evidence is on the screen."""
    embedder = load_embedder(settings)
    with tempfile.TemporaryDirectory() as place:
        for grown in grow(Path(place), sizes, embedder.embed_passages(_sentences())):
            yield from tell(grown)
            if grown.passages == PAGE_SIZE:
                yield evidence(settings.over(Path(place) / "index"), Disguised(embedder))


def evidence(settings: Settings, embedder: Embedder) -> Figure:
    """Seconds until the evidence of each question, of an archive that has answered one before."""
    with Library.open(settings.model_copy(update={"llm": "off"}), embedder=embedder) as library:
        ask(library, QUESTIONS[0])
        found = [ask(library, question).evidence for question in QUESTIONS[1:]]
        passages = library.status().chunks
    return Figure.of(f"evidence on screen at {passages:,} passages, warm, median", found, "s", 0.3)


def tell(grown: Growth) -> Iterator[Figure]:
    """The figures of an archive of one size."""
    at, asked = f"{grown.passages:,} passages", grown.asked
    yield Figure("passages written a second, nothing embedded", grown.rate, "1/s", at=at)
    yield Figure("start, to the first answer", asked.start, "s", 20, at=at)
    yield from _searches(asked, at)
    yield Figure("recall@10", asked.recall, "", 0.97, at_least=True, at=at)
    yield Figure("recall@10, least of any filter", asked.filtered_recall, "", 0.97, at_least=True, at=at)
    yield Figure("memory of the process that answers", asked.memory / GIGABYTE, "GB", 4, at=at)
    yield Figure("disk", grown.disk / GIGABYTE, "GB", at=at)


def _searches(asked: Asked, at: str) -> Iterator[Figure]:
    """By vectors and words, with what is read of the candidates; of the filters, the median and the slowest."""
    plain = [pace for pace in asked.paces if pace.name == "both"]
    filtered = [pace for pace in asked.paces if pace.name.startswith("both by")]
    for name, paces, limit in (("search", plain, 100), ("search with a filter", filtered, 200)):
        yield Figure(f"{name}, median", median([pace.median for pace in paces]) * 1000, "ms", at=at)
        yield Figure(f"{name}, p95", max(pace.p95 for pace in paces) * 1000, "ms", limit, at=at)


def _sentences() -> list[str]:
    """Those of our own articles."""
    documents = [read_article(file, CORPUS) for file in find_files(CORPUS).files]
    return [
        document.text[start:end]
        for document in documents
        for start, end in split_sentences(document.text, language_of(document.language))
    ]
