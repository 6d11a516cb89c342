"""An archive of up to a million passages, written by the store's own writer, and asked by a process of its own.

Nothing is embedded: vectors are real ones with others' differences added to them, so that they lie where real ones do,
texts are short. `grow` writes an archive step by step and measures it after each:

    for growth in grow(folder, [1_000, 10_000, 100_000], base):
        print(growth.passages, growth.rate, growth.asked.start, growth.asked.memory, *growth.asked.paces)

What is written hangs on numbers alone, so exact answers need no second copy of the vectors.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import numpy as np

from rag.languages.spanish import SPANISH
from rag.store import (
    EmbeddingIdentity,
    IndexedChunk,
    IndexedDocument,
    IndexedSentence,
    Reading,
    Store,
    Writer,
    vector_key,
)
from rag.text.reprints import sign
from rag.types import Chunk, Document, Filters

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rag.types import Vectors

    Numbers: TypeAlias = NDArray[np.int64]

__all__ = ["SHARES", "Asked", "Growth", "Pace", "ask", "grow", "made_up_vectors"]

_Number = TypeVar("_Number", int, "Numbers")

PER_ARTICLE, PER_BATCH = 5, 40
"""Passages of an article, and articles that are written at once, about as many as `index` writes."""

AT_ONCE = PER_ARTICLE * PER_BATCH

SHARES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.5, 1.0)
"""Of the passages that fit a filter."""

OUTLETS = {
    "Diario": 0.5,
    "Gaceta": 0.3,
    "Heraldo": 0.1,
    "Correo": 0.06,
    "Eco": 0.026,
    "Faro": 0.01,
    "Sol": 0.003,
    "Alba": 0.001,
}
"""Shares of the outlets."""

DAYS, FIRST_DAY = 1000, date(2020, 1, 1)
VOCABULARY, WORDS = 20_000, 8
QUESTIONS, RECALLED, WANTED = 100, 10, 50
"""Questions of each kind, neighbours that are compared with the exact ones, and candidates that a search gives."""

DIFFERENCE, NOISE, NEAR = 0.5, 0.01, 0.02
"""How much of the difference of two others is added to a vector, how much of chance; and how far its sentences lie."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long one kind of search takes, in seconds; `share` of the passages fits its filter, all without one.

    Attributes:
        processor: The same of the processor alone, p95, which hangs less on who else uses the machine.
    """

    name: str
    share: float
    median: float
    p95: float
    processor: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What a fresh process measures that opens an archive and asks it.

    Attributes:
        start: Seconds from its first line to its first answer.
        memory: Bytes that it holds at its end, the pages of mapped files that it has read among them.
        mapped: Bytes of those pages, which the system takes back where it needs them.
        paces: Of searches by vectors, by words, and of both with what is read of the candidates.
        recall: Share of the ten nearest passages that an unfiltered search finds.
        filtered_recall: The least share for any of the filters by day.
    """

    start: float
    memory: float
    mapped: float
    paces: tuple[Pace, ...]
    recall: float = 0.0
    filtered_recall: float = 0.0


@dataclass(frozen=True, slots=True)
class Growth:
    """An archive of some passages: how fast the last step to it was written (passages a second), bytes on the disk."""

    passages: int
    rate: float
    disk: int
    asked: Asked


def grow(folder: Path, sizes: Sequence[int], base: Vectors | None = None) -> Iterator[Growth]:
    """Write an archive into an empty folder and measure it at each of some sizes, growing.

    Args:
        folder: For the archive and its base; 6 KB a passage.
        sizes: Numbers of passages, rounded up to multiples of 200.
        base: Real unit vectors of shape `(n, dimension)`; made up where there are none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    base = made_up_vectors() if base is None else base
    np.save(folder / "base.npy", base)
    written = 0
    for size in sizes:
        batches, started = range(written // AT_ONCE, -(-size // AT_ONCE)), time.perf_counter()
        _write(folder, base, batches)
        written = batches.stop * AT_ONCE
        rate = len(batches) * AT_ONCE / (time.perf_counter() - started)
        yield Growth(written, rate, _disk(folder), ask(folder, written))


def ask(folder: Path, passages: int) -> Asked:
    """Ask an archive that `grow` wrote, in a process of its own, and compare its answers with the exact ones."""
    command = [sys.executable, "-m", "eval.million", str(folder)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 - our own command
    told = json.loads(said)
    found = told.pop("found")
    recalls = _recalls(np.load(folder / "base.npy"), passages, found)
    paces = tuple(Pace(**pace) for pace in told.pop("paces"))
    everything = recalls.pop("0")
    return Asked(**told, paces=paces, recall=everything, filtered_recall=min(recalls.values()))


def made_up_vectors(number: int = 2000, dimension: int = 384) -> Vectors:
    """Unit vectors that lie near a few directions, as real ones do."""
    chance = np.random.default_rng(7)
    scale = 1 / np.sqrt(1 + np.arange(dimension) / 8)
    return _unit(chance.normal(size=(number, dimension)) * scale @ chance.normal(size=(dimension, dimension)))


# What is written


def _write(folder: Path, base: Vectors, batches: range) -> None:
    with _open(folder, base.shape[1]) as store, store.writing() as writer:
        for batch in batches:
            _write_batch(writer, base, batch)


def _write_batch(writer: Writer, base: Vectors, batch: int) -> None:
    articles = [_article(n) for n in range(batch * PER_BATCH, (batch + 1) * PER_BATCH)]
    pieces = [piece for indexed in articles for piece in indexed.chunks]
    passages = _vectors(base, batch)
    chance = np.random.default_rng([batch, 1])
    sentences = _unit(np.repeat(passages, 2, axis=0) + chance.normal(size=(2 * len(passages), base.shape[1])) * NEAR)
    keys = [part.key for piece in pieces for part in piece.sentences]
    writer.add_vectors(
        [*(piece.key for piece in pieces), *keys], np.concatenate([passages, sentences]), frozenset(keys)
    )
    writer.apply(articles)


def _vectors(base: Vectors, batch: int) -> Vectors:
    """The vectors of the passages of a batch, of shape `(200, dimension)`."""
    return _noisy(base, np.random.default_rng([batch, 0]), AT_ONCE)


def _noisy(base: Vectors, chance: np.random.Generator, number: int) -> Vectors:
    one, here, there = base[chance.integers(len(base), size=(3, number))]
    return _unit(one + DIFFERENCE * (here - there) + NOISE * chance.normal(size=one.shape))


def _unit(vectors: NDArray[np.floating[Any]]) -> Vectors:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def _article(number: int) -> IndexedDocument:
    chance = np.random.default_rng([number, 2])
    lines = [f"{_words(chance, WORDS)} {number}x{n}." for n in range(2 * PER_ARTICLE)]
    text = " ".join(lines)
    document = Document(
        id=f"{number:032x}",
        title=f"Nota {number}",
        text=text,
        source=f"{number // 1000:04}/{number}.txt",
        published=FIRST_DAY + timedelta(_day(number)),
        outlet=_outlet(number),
        author=f"Autora {number * 7919 % 5000}",
        section=f"Sección {number % 12}",
    )
    ends = np.cumsum([len(line) + 1 for line in lines]) - 1
    offsets = [(int(end) - len(line), int(end)) for line, end in zip(lines, ends, strict=True)]
    chunks = tuple(_chunk(document, n, offsets[2 * n : 2 * n + 2]) for n in range(PER_ARTICLE))
    return IndexedDocument("/archive", document, chunks, reading=Reading(sign(text, SPANISH)))


def _chunk(document: Document, place: int, offsets: Sequence[tuple[int, int]]) -> IndexedChunk:
    start, end = offsets[0][0], offsets[-1][1]
    text = document.text[start:end]
    return IndexedChunk(
        Chunk(_chunk_id(int(document.id, 16) * PER_ARTICLE + place), document.id, start, end, text),
        key=vector_key(text),
        terms=tuple(text.replace(".", "").split()),
        sentences=tuple(IndexedSentence(a, b, vector_key(document.text[a:b])) for a, b in offsets),
    )


def _chunk_id(row: int) -> str:
    return f"{row:064x}"


def _words(chance: np.random.Generator, number: int) -> str:
    """Words of which the first are frequent, as words are."""
    ranks = np.exp(chance.random(number) * np.log(VOCABULARY)).astype(int)
    return " ".join(f"palabra{rank}" for rank in ranks)


def _day(number: _Number) -> _Number:
    return number * 617 % DAYS


def _outlet(number: int) -> str:
    drawn = number * 7919 % 9973 / 9973
    below = np.cumsum(list(OUTLETS.values()))
    return list(OUTLETS)[min(int(np.searchsorted(below, drawn, "right")), len(OUTLETS) - 1)]


# What is asked


def _questions(base: Vectors) -> list[tuple[Vectors, list[str]]]:
    """A vector each, and words."""
    chance = np.random.default_rng(12345)
    vectors = _noisy(base, chance, QUESTIONS)
    return [(vector, _words(chance, 6).split()) for vector in vectors]


def _since(share: float) -> date:
    """The first day of the last ones on which such a share of the articles was published; 0 for no filter."""
    return FIRST_DAY + timedelta(DAYS - round(DAYS * share))


def _by_day(share: float) -> Filters:
    return Filters(since=_since(share)) if share else Filters()


def _recalls(base: Vectors, passages: int, found: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, float]:
    """Of the nearest passages that fit, the share that was found, by the share that fits."""
    asked = np.stack([vector for vector, _ in _questions(base)])
    none = np.full((len(asked), RECALLED), -2, np.float32), np.zeros((len(asked), RECALLED), int)
    exact = dict.fromkeys(found, none)
    for batch in range(passages // AT_ONCE):
        rows = batch * AT_ONCE + np.arange(AT_ONCE)
        days, scores = _day(rows // PER_ARTICLE), asked @ _vectors(base, batch).T
        for share, best in exact.items():
            fit = days >= DAYS - round(DAYS * (float(share) or 1))
            exact[share] = _better(best, np.where(fit, scores, -2), rows)
    return {share: _found(np.where(scores > -2, rows, -1), found[share]) for share, (scores, rows) in exact.items()}


def _better(best: tuple[Vectors, Numbers], scores: Vectors, rows: Numbers) -> tuple[Vectors, Numbers]:
    """The nearest passages of each question, of those that were and some more."""
    every = np.concatenate([best[0], scores], axis=1)
    named = np.concatenate([best[1], np.broadcast_to(rows, scores.shape)], axis=1)
    first = np.argsort(-every, axis=1)[:, :RECALLED]
    return np.take_along_axis(every, first, 1), np.take_along_axis(named, first, 1)


def _found(exact: Numbers, found: Sequence[Sequence[str]]) -> float:
    """The share of some passages that was found, all where there are none; -1 stands for none, where less fits."""
    wanted = [{_chunk_id(int(row)) for row in rows if row >= 0} for rows in exact]
    hits = sum(len(ids & set(those)) for ids, those in zip(wanted, found, strict=True))
    return hits / sum(map(len, wanted)) if any(wanted) else 1.0


def _asking(folder: Path) -> dict[str, object]:
    """What this process measures; see `Asked`."""
    started = time.perf_counter()
    base = np.load(folder / "base.npy")
    questions = _questions(base)
    with _open(folder, base.shape[1]) as store:
        store.search_passages(questions[0][0], WANTED)
        store.search_terms(questions[0][1], WANTED)
        start = time.perf_counter() - started
        filters = {share: _by_day(share) for share in (0.0, *SHARES)}
        paces = [pace for share, by_day in filters.items() for pace in _paces(store, questions, "day", share, by_day)]
        for name, share in OUTLETS.items():
            paces += _paces(store, questions, "outlet", share, Filters(outlet=name.upper()))
        found = {
            f"{share:g}": [[i for i, _ in store.search_passages(v, RECALLED, by_day)] for v, _ in questions]
            for share, by_day in filters.items()
        }
        memory = {name: _status(key) for name, key in (("memory", "VmRSS"), ("mapped", "RssFile"))}
    return {"start": start, **memory, "paces": [asdict(pace) for pace in paces], "found": found}


def _paces(
    store: Store, questions: Sequence[tuple[Vectors, list[str]]], by: str, share: float, filters: Filters
) -> Iterator[Pace]:
    def both(vector: Vectors, words: list[str]) -> None:
        found = [*store.search_passages(vector, WANTED, filters), *store.search_terms(words, WANTED, filters)]
        store.fetch(list(dict.fromkeys(i for i, _ in found)))

    for name, search in (
        ("vectors", lambda vector, _: store.search_passages(vector, WANTED, filters)),
        ("words", lambda _, words: store.search_terms(words, WANTED, filters)),
        ("both", both),
    ):
        times = np.array([_seconds(partial(search, vector, words)) for vector, words in questions])
        (median, _), (p95, processor) = np.percentile(times, [50, 95], axis=0).tolist()
        yield Pace(f"{name} by {by}" if filters else name, share or 1.0, median, p95, processor)


def _seconds(action: Callable[[], object]) -> tuple[float, float]:
    """How long something takes, and how much of that the processor."""
    started, busy = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - started, time.process_time() - busy


def _open(folder: Path, dimension: int) -> Store:
    return Store.open(folder / "index", EmbeddingIdentity("noise", dimension, "noise"))


def _status(key: str) -> int:
    """Bytes, as Linux tells them; 0 elsewhere."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{key}:"))


def _disk(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    json.dump(_asking(Path(sys.argv[1])), sys.stdout)
