"""An embedding model of which nothing is known meets no number that was fitted for another: the whole chain."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from eval.examination.exam import embedder_of
from rag import Library, Settings
from rag.calibration import CONSERVATIVE, to_json
from rag.retrieval import Retriever, Weights
from rag.types import CalibrationOrigin, Message, Status, Support
from tests.fakes.embedder import FakeEmbedder

if TYPE_CHECKING:
    from rag.types import Vectors

ARTICLES = {
    "puente.txt": "El puente de Arvea\n\nEl puente de Arvea costó 12 millones. Lo diseñó Clara Montes en 1924.",
    "feria.txt": "La feria de Valdelana\n\nLa feria de Valdelana reunió a noventa productores en mayo.",
    "bridge.txt": "The Arvea bridge\n\nThe bridge was painted green by the town council after the long winter.",
}
QUESTION = "¿Quién diseñó el puente de Arvea?"


class AllAlike(FakeEmbedder):
    """A model for which everything is near: each of e5's limits would let everything pass."""

    def _vector(self, text: str) -> Vectors:
        vector = np.ones(self.dimension, np.float32)
        vector[0] += len(text) % 7 / 100  # no two quite the same, as with a real model
        return vector / np.linalg.norm(vector)


class Writer:
    """A language model that writes one text whatever is asked."""

    name = "escritor"

    def __init__(self, text: str) -> None:
        self.text = text

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
        """The text."""
        yield self.text

    def close(self) -> None:
        """Nothing to end."""


@pytest.fixture(params=[FakeEmbedder, AllAlike])
def embedder(request: pytest.FixtureRequest) -> FakeEmbedder:
    """A model that is not known, of two temperaments."""
    made: FakeEmbedder = request.param(seed=5)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The articles."""
    place = tmp_path / "articles"
    place.mkdir()
    for name, text in ARTICLES.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def opened(tmp_path: Path, folder: Path, embedder: FakeEmbedder) -> Iterator[Library]:
    """An archive that such a model has indexed, without a language model."""
    settings = Settings(data_dir=tmp_path / "index", llm="off")
    with Library.open(settings, embedder=embedder) as library:
        library.sync([folder])
        yield library


def test_its_calibration_is_the_conservative_one(opened: Library) -> None:
    """And the status says so."""
    assert opened.calibration is CONSERVATIVE
    assert opened.status().calibration is CalibrationOrigin.NONE


@pytest.mark.parametrize(
    ("question", "status"),
    [
        pytest.param(QUESTION, Status.ANSWERED, id="answered"),
        pytest.param("¿Quién diseñó el puente de Ordunte?", Status.INSUFFICIENT, id="another name"),
        pytest.param("¿Qué diseñó Clara Montes en 1931?", Status.INSUFFICIENT, id="another year"),
        pytest.param("¿Dónde nacen los salmones?", Status.INSUFFICIENT, id="nothing about it"),
        pytest.param("Who was it that wrote the old song?", Status.INSUFFICIENT, id="in another language"),
    ],
)
def test_words_figures_and_names_decide_what_is_answered(opened: Library, question: str, status: Status) -> None:
    """However near the model says that everything is."""
    answer = opened.ask(question)
    assert answer.status is status
    assert all(citation.quote in citation.passage.document.text for citation in answer.citations)


def test_an_article_is_quoted_with_what_was_asked_for(opened: Library) -> None:
    """The words choose the sentence."""
    assert "Clara Montes" in opened.ask(QUESTION).text


def test_across_languages_nothing_is_proven_and_the_reason_is_told(opened: Library) -> None:
    """Though for one of the models the two are as good as the same."""
    claim = "El ayuntamiento pintó el puente de verde."
    found = opened.search("The bridge was painted green", 3)
    alone = [p for p in found if p.document.source == "bridge.txt"]
    verdict = opened.verify(claim, alone, language="es")
    assert (verdict.support, verdict.spans) == (Support.UNSUPPORTED, ())
    assert "traducción" in verdict.reason


def test_a_language_model_s_words_are_held_against_the_same_articles(
    tmp_path: Path, folder: Path, embedder: FakeEmbedder
) -> None:
    """What is true is cited; what is not is not replaced by a sentence that only the model calls near."""
    writer = Writer("El puente de Arvea costó 12 millones. El gato duerme sobre la mesa verde.")
    settings = Settings(data_dir=tmp_path / "index", unsupported="quote")
    with Library.open(settings, embedder=embedder, llm=writer) as library:
        library.sync([folder])
        answer = library.ask("¿Cuánto costó el puente de Arvea?")
    assert [claim.support for claim in answer.claims] == [Support.SUPPORTED, Support.UNSUPPORTED]
    assert "gato" in answer.claims[1].text


def test_what_its_owner_fitted_holds(tmp_path: Path, folder: Path) -> None:
    """The file in the data folder, by the fingerprint."""
    embedder = FakeEmbedder(seed=5)
    own = replace(CONSERVATIVE, fingerprint=embedder.fingerprint)
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "calibration.json").write_text(to_json(own), encoding="utf-8")
    with Library.open(Settings(data_dir=tmp_path / "index", llm="off"), embedder=embedder) as library:
        assert (library.calibration, library.status().calibration) == (own, CalibrationOrigin.FITTED)
        # An examination with it is not compared with one without.
        assert embedder_of(library).startswith("fake-5 calibrated ")


class LongestFirst:
    """A reranker whose scores are far off the scale of a cosine."""

    def rerank(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """A hundred times the length."""
        return [100.0 * len(text) for text in texts]


def test_the_score_of_a_reranker_stands_beside_that_of_the_searches(opened: Library) -> None:
    """It gives the order; score and similarity are what they are without it."""
    weights = Weights(0.5, 0.5, 0.06, 0.01)
    plain = Retriever(opened._store, opened._embedder, weights).retrieve(QUESTION, 3)
    seen = Retriever(opened._store, opened._embedder, weights, LongestFirst()).retrieve(QUESTION, 3)
    assert [p.relevance for p in plain] == [None] * 3
    assert [p.relevance for p in seen] == sorted((100.0 * len(p.chunk.text) for p in plain), reverse=True)
    assert [p.rank for p in seen] == [1, 2, 3]
    assert {p.chunk.id: (p.score, p.similarity) for p in seen} == {p.chunk.id: (p.score, p.similarity) for p in plain}
    assert [p.ranked_by for p in seen] == [p.relevance for p in seen]
