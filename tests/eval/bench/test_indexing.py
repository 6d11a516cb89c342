"""Ours and the plain assistant in turn, with models that cost nothing; no time is looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from eval.bench.indexing import Cost, Listener, Turn, take_turns, tell
from eval.bench.plain import index_plainly
from rag.settings import Settings
from tests.fakes.embedder import FakeEmbedder

ARTICLES = {
    "puente.txt": "El puente de Soria costó 38.000 euros. Lo abrió la alcaldesa.\n",
    "muelle.txt": "El muelle de Vela cierra en mayo. Lo abrió la alcaldesa.\n",
}


class FakeEncoder:
    """Vectors of the fake embedder, as sentence-transformers gives them."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def encode(
        self, inputs: list[str], *, batch_size: int, normalize_embeddings: bool, show_progress_bar: bool
    ) -> NDArray[Any]:
        """Unit vectors."""
        assert len(inputs) <= batch_size
        self.batches.append(inputs)
        return np.asarray(FakeEmbedder().embed_queries(inputs))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two articles that share a sentence."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


def test_both_index_the_same_articles_in_a_fresh_folder_each_time(files: list[Path], tmp_path: Path) -> None:
    """Every turn embeds everything anew, and the bare model is given each text once."""
    embedder, encoder = FakeEmbedder(), FakeEncoder()
    settings = Settings(data_dir=tmp_path / "turns", llm="off")
    turns = list(take_turns(files, settings, embedder, encoder, turns=2))
    assert [turn.texts for turn in turns] == [5, 5]  # two passages, three different sentences
    assert [len(batch) for batch in encoder.batches] == [2, 2]
    # Each turn gives our embedder what the index needs, and then that again by itself.
    assert sorted(embedder.passages) == sorted([*set(embedder.passages)] * 4)
    assert all(cost.clock > 0 for turn in turns for cost in (turn.ours, turn.plain, turn.bare))


def test_the_plain_one_keeps_a_node_an_article_where_it_is_short(files: list[Path], tmp_path: Path) -> None:
    """Its texts are what LlamaIndex would embed, without metadata."""
    encoder = FakeEncoder()
    assert index_plainly(files, tmp_path / "plain", encoder) == 2
    assert [sorted(batch) for batch in encoder.batches] == [sorted(text.strip() for text in ARTICLES.values())]


def test_long_articles_come_in_batches_of_ten_nodes(tmp_path: Path) -> None:
    """The plain one cuts and batches as LlamaIndex does by itself."""
    file = tmp_path / "largo.txt"
    file.write_text(" ".join(f"La frase número {n} del pleno municipal es esta." for n in range(2_000)), "utf-8")
    encoder = FakeEncoder()
    nodes = index_plainly([file], tmp_path / "plain", encoder)
    assert nodes == sum(map(len, encoder.batches))
    assert nodes > 10
    assert [len(batch) for batch in encoder.batches[:-1]] == [10] * (len(encoder.batches) - 1)


def test_a_listener_is_the_embedder_that_it_listens_to() -> None:
    """The same identity and vectors; questions are not noted."""
    embedder = FakeEmbedder()
    listener = Listener(embedder)
    assert (listener.name, listener.dimension, listener.fingerprint) == ("fake-0", 32, "32-0")
    assert np.array_equal(listener.embed_queries(["uno"]), embedder.embed_queries(["uno"]))
    assert np.array_equal(listener.embed_passages(["uno", "uno"]), embedder.embed_queries(["uno", "uno"]))
    assert listener.heard == {"uno"}


def test_turns_are_told_as_ratios_beside_their_limits() -> None:
    """Each turn beside its own neighbours; a rate is what it is by the clock."""
    turns = [
        Turn(ours=Cost(10, 19), plain=Cost(40, 57), bare=Cost(9, 18), texts=100),
        Turn(ours=Cost(20, 20), plain=Cost(50, 50), bare=Cost(16, 16), texts=100),
        Turn(ours=Cost(10, 20), plain=Cost(31, 60), bare=Cost(8, 16), texts=100),
    ]
    found = {figure.name: figure for figure in tell(turns, 20, "20 articles", 3.0)}
    faster = found["indexing 20 articles: times as fast as LlamaIndex + Chroma"]
    assert (faster.value, faster.spread, faster.limit, faster.passed) == (3.1, (2.5, 4.0), 3.0, True)
    assert found["indexing: the same in processor time"].value == 3.0
    share = found["indexing: share of the time that is the embedder's own"]
    assert (share.value, share.limit, share.passed) == (0.8, 0.85, False)
    assert found["indexing: articles a second"].value == 2.0
    assert found["indexing: texts (passages and sentences) a second"].value == 10.0
