"""An archive outlives its version and its settings: nothing is embedded twice, and nothing is cut as it was before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rag.library import Library
from rag.settings import Settings, load_settings
from rag.types import Status
from tests.archive.folder import story
from tests.corpus.formats import MAKERS
from tests.fakes.embedder import FakeEmbedder
from tests.store.test_migrations import FIRST


def test_a_question_is_answered_from_a_ledger_of_the_first_format_and_nothing_is_embedded(tmp_path: Path) -> None:
    """Its vectors are those that were kept, and its words are cited as they stand in it."""
    shutil.copy(FIRST, tmp_path / "ledger.sqlite")
    embedder = FakeEmbedder(dimension=8)
    with Library.open(Settings(data_dir=tmp_path, llm="off", hub=False), embedder=embedder) as library:
        answer = library.ask("¿Cuánto costó el puente de Valdemora?")
        assert answer.status is Status.ANSWERED
        assert any("catorce millones" in citation.quote for citation in answer.citations)
        assert all(c.passage.document.text[c.start : c.end] == c.quote for c in answer.citations)
    assert embedder.passages == []


def test_a_smaller_size_of_passages_in_the_environment_cuts_every_article_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its format; sentences are known, so that only the new passages are embedded, and each once."""
    (tmp_path / "articles").mkdir()
    for number, (suffix, make) in enumerate(MAKERS.items()):
        (tmp_path / "articles" / f"{number}{suffix}").write_bytes(make(story(number)))
    monkeypatch.setenv("HEMEROTECA_DATA_DIR", str(tmp_path / "data"))
    embedder = FakeEmbedder()
    chunks = []
    for chars in ("1000", "250", "250"):
        monkeypatch.setenv("HEMEROTECA_CHUNK_CHARS", chars)
        with Library.open(load_settings(), embedder=embedder) as library:
            report = library.sync([tmp_path / "articles"])
            assert library.verify_index().clean
        chunks.append((report.added, report.updated, report.chunks))
    several = chunks[1][2]
    assert several > 2 * len(MAKERS)
    assert chunks == [(len(MAKERS), 0, len(MAKERS)), (0, len(MAKERS), several), (0, 0, several)]
    assert len(embedder.passages) == len(set(embedder.passages))
