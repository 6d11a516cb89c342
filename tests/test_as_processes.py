"""The same examination through every part as a process of its own, and the same answers as with all of them in one.

Chroma's own server, PostgreSQL, an endpoint that embeds with the delivered model, and Ray with two workers.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eval.cases import Case, Kind, read_cases
from rag.library import Library
from rag.settings import Settings
from rag.types import Answer, Embedder, Turn
from tests.conftest import SEEDS
from tests.fakes.chroma_server import ChromaServer
from tests.fakes.embedding_endpoint import EmbeddingEndpoint
from tests.fakes.postgres import PostgresServer

pytest.importorskip("ray", reason="Ray is not installed: `make setup-ray`")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.ray,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray"),
    pytest.mark.filterwarnings("ignore:The minimum number of concurrent actors:UserWarning"),  # the articles are few
]

CORPUS = Path("eval/corpus")
ARTICLES, CASES_A_KIND = 12, 3
ASKED = (Kind.ANSWERABLE, Kind.NEAR_MISS, Kind.CROSS_LINGUAL, Kind.FOLLOW_UP, Kind.TEMPORAL, Kind.OFF_TOPIC)
MISSION = "¿por qué OpenAI eligió AWS?"
PROMPTS = {"embedding_query_prompt": "query: ", "embedding_passage_prompt": "passage: "}


def chosen() -> tuple[list[Path], list[Case]]:
    """Some articles of the examination, and some questions of each kind that these answer, or none does."""
    articles = sorted(path for path in CORPUS.iterdir() if path.name.startswith("2025"))[:ARTICLES]
    names = {path.name for path in articles}
    fitting = [case for case in read_cases() if case.kind in ASKED and names.issuperset(case.articles)]
    return articles, [case for kind in ASKED for case in [c for c in fitting if c.kind is kind][:CASES_A_KIND]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The articles, and those of the first question."""
    folder = tmp_path / "articles"
    shutil.copytree(SEEDS, folder)
    for path in chosen()[0]:
        shutil.copy(path, folder)
    return folder


@pytest.fixture
def endpoint(default_embedder: Embedder) -> Iterator[EmbeddingEndpoint]:
    """The delivered model as a server has it: it is sent the prompts with the texts."""

    def embed(texts: Sequence[str]) -> np.ndarray[Any, Any]:
        asked = texts[0].startswith("query: ")
        bare = [text.removeprefix("query: ").removeprefix("passage: ") for text in texts]
        return (default_embedder.embed_queries if asked else default_embedder.embed_passages)(bare)

    with EmbeddingEndpoint(embed) as running:
        yield running


def said(answer: Answer) -> object:
    """What a reader sees: the words, what each sentence is worth, and the words of the articles behind it."""
    claims = [
        (claim.text, claim.support, [(c.passage.document.source, c.start, c.end, c.quote) for c in claim.citations])
        for claim in answer.claims
    ]
    return answer.status, answer.text, claims, [passage.document.source for passage in answer.passages]


def examined(library: Library) -> dict[str, object]:
    """What is said to every question."""
    answers = {"mission": said(library.ask(MISSION))}
    for case in chosen()[1]:
        history = [Turn(turn.question, turn.answer) for turn in case.history]
        answers[case.id] = said(library.ask(case.question, history))
    return answers


@pytest.mark.timeout(600)
def test_the_same_answers_through_processes_as_in_one(
    folder: Path,
    tmp_path: Path,
    default_embedder: Embedder,
    postgres: PostgresServer,
    endpoint: EmbeddingEndpoint,
) -> None:
    """Same words, same verdicts, same citations, same passages; on the machine that wrote and on another that reads."""
    alone = Settings(data_dir=tmp_path / "alone", llm="off", hub=False)
    with Library.open(alone, embedder=default_embedder) as library:
        assert library.sync([folder]).failed == ()
        expected = examined(library)
    with ChromaServer(tmp_path / "chroma") as chroma:
        given = {
            "llm": "off",
            "hub": False,
            "database_url": postgres.database(),
            "chroma_url": chroma.url,
            "embedding_base_url": endpoint.url,
            "embedding_model": "e5",
            **PROMPTS,
        }
        with (
            Library.open(Settings.model_validate(given | {"data_dir": tmp_path / "writer"})) as writer,
            Library.open(Settings.model_validate(given | {"data_dir": tmp_path / "reader"})) as reader,
        ):
            report = writer.sync_with_workers([folder], workers=2)
            assert (report.added, report.unchanged, report.failed) == (len(list(folder.iterdir())), 0, ())
            assert examined(writer) == expected
            assert examined(reader) == expected
            assert writer.verify_index().findings == reader.verify_index().findings == ()
    assert {"answered", "insufficient"} == {str(answer[0]) for answer in expected.values()}  # type: ignore[index]
