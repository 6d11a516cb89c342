"""Indexing, side by side: our index, sentences included, a plain one of the same articles, and the bare model.

The three take turns in one process, each in a fresh folder, so that what else the machine does slows all of them. Each
turn is compared with its own neighbours; the processor's time says the same where the clock cannot be trusted.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from eval.bench.articles import write_articles
from eval.bench.embedders import Wrapped
from eval.bench.figures import Figure, median, ratios, seconds
from eval.bench.machine import has_wide_units
from eval.bench.plain import Encoder, index_plainly
from eval.xquad import DEFAULT_FOLDER
from rag.library import Library
from rag.models import load_embedder
from rag.models.sentence_model import load_in_torch
from rag.settings import Settings
from rag.types import Embedder

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["Cost", "Listener", "Turn", "indexing", "take_turns", "tell"]

ARTICLES, TURNS = 200, 3
WARM_ARTICLES = 2
SPEED, SPEED_ELSEWHERE = 3.0, 1.5
"""How many times as fast as the plain one: where the processor has AVX-512 or VNNI, and where it has not."""

LEAST_SHARE = 0.85
"""Of the bare model's rate."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What something took, in seconds of the clock and of all processors together."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn of each took.

    Attributes:
        ours: From an empty folder to an index that can be asked.
        plain: The same of LlamaIndex and Chroma.
        bare: What our embedder takes for what it was given, equal texts once.
        texts: How many those are.
    """

    ours: Cost
    plain: Cost
    bare: Cost
    texts: int


class Listener(Wrapped):
    """An embedder that notes which texts it was given to be searched."""

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(embedder)
        self.heard: set[str] = set()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """What the embedder makes of what is searched."""
        self.heard.update(texts)
        return super().embed_passages(texts)


def indexing(settings: Settings, *, data: Path = DEFAULT_FOLDER) -> Iterator[Figure]:
    """Our index beside a plain one, and beside what the model does alone; then one question embedded."""
    embedder, model = load_embedder(settings), load_in_torch(settings).model
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "articles"
        files, named = write_articles(folder, ARTICLES, data)
        warm = settings.over(Path(place) / "warm")
        # What is loaded or made ready once is not a turn's.
        list(take_turns(files[:WARM_ARTICLES], warm, embedder, model, 1))
        turns = list(take_turns(files, settings.over(Path(place) / "turns"), embedder, model))
    yield from tell(turns, len(files), named, SPEED if has_wide_units() else SPEED_ELSEWHERE)
    questions = [f"¿cuánto vale el acuerdo número {n}?" for n in range(10)]
    single = [seconds(partial(embedder.embed_queries, [question])) * 1000 for question in questions]
    yield Figure.of("embedding one question", single, "ms")


def take_turns(
    files: Sequence[Path], settings: Settings, embedder: Embedder, model: Encoder, turns: int = TURNS
) -> Iterator[Turn]:
    """Index some files by each in turn, again and again, each time in a fresh folder.

    Args:
        files: Of articles.
        settings: Of our index; each turn takes folders of its own in the data folder.
        embedder: Ours.
        model: That of the plain one.
        turns: How many of each.
    """
    for turn in range(turns):
        listener = Listener(embedder)
        fresh = settings.over(settings.data_dir / f"ours-{turn}", llm="off")
        ours = _cost(partial(_index, files, fresh, listener))
        plain = _cost(partial(index_plainly, files, settings.data_dir / f"plain-{turn}", model))
        bare = _cost(partial(embedder.embed_passages, sorted(listener.heard, key=len)))
        yield Turn(ours, plain, bare, len(listener.heard))


def tell(turns: Sequence[Turn], articles: int, named: str, speed: float) -> Iterator[Figure]:
    """The figures of some turns; `speed` is the limit of ours beside the plain one."""
    ours, plain, bare = ([getattr(turn, who).clock for turn in turns] for who in ("ours", "plain", "bare"))
    times = f"indexing {named}: times as fast as LlamaIndex + Chroma"
    yield Figure.of(times, ratios(plain, ours), "ratio", speed, at_least=True)
    processors = ratios([t.plain.processor for t in turns], [t.ours.processor for t in turns])
    yield Figure.of("indexing: the same in processor time", processors, "ratio")
    share = "indexing: share of the time that is the embedder's own"
    yield Figure.of(share, ratios(bare, ours), "ratio", LEAST_SHARE, at_least=True)
    yield Figure.of("indexing: articles a second", [articles / one for one in ours], "1/s")
    yield Figure.of("indexing: articles a second of LlamaIndex + Chroma", [articles / one for one in plain], "1/s")
    texts = median([turn.texts for turn in turns])
    yield Figure.of("indexing: texts (passages and sentences) a second", [texts / one for one in ours], "1/s")


def _index(files: Sequence[Path], settings: Settings, embedder: Embedder) -> None:
    with Library.open(settings, embedder=embedder) as library:
        library.sync(files)


def _cost(action: Callable[[], object]) -> Cost:
    began = time.process_time()
    clock = seconds(action)
    return Cost(clock, time.process_time() - began)
