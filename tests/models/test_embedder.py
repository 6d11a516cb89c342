"""What runs the embedding model: the exported one where it is right and faster, else torch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rag.models import embedder, sentence_model
from rag.models.backends import export_folder, machine
from rag.models.embedder import SENTENCES, load_embedder, what_runs
from rag.models.onnx_model import FEW_TEXTS, OnnxEmbedder
from rag.models.sentence_model import SentenceTransformerEmbedder, load_in_torch
from rag.settings import Settings
from rag.types import Embedder
from tests.models.test_sentence_model import tiny_model


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model with prompts."""
    return tiny_model(tmp_path_factory.mktemp("tiny"), prompts={"query": "qqqq ", "document": "ddddd "})


@pytest.fixture
def fast_export(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exported model wins; so small a one is less exact than a real one."""
    monkeypatch.setattr(embedder, "LEAST_COSINE", 0.95)
    monkeypatch.setattr(embedder, "_seconds", lambda embed: 1.0 if isinstance(embed.__self__, OnnxEmbedder) else 3.0)


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The models that were loaded in torch."""
    seen: list[str] = []
    load = sentence_model.load_in_torch
    monkeypatch.setattr(
        sentence_model, "load_in_torch", lambda settings, *rest: seen.append("torch") or load(settings, *rest)
    )
    return seen


def least_cosine(one: Embedder, other: Embedder) -> float:
    """Over questions and passages."""
    pairs = [(one.embed_queries, other.embed_queries), (one.embed_passages, other.embed_passages)]
    return min(float((a(SENTENCES) * b(SENTENCES)).sum(axis=1).min()) for a, b in pairs)


def test_the_default_model_is_as_good_by_either(cache: Settings, default_embedder: Embedder) -> None:
    """Vectors of both are one index: the same name, dimension and fingerprint, and nearly the same direction."""
    torch = load_in_torch(cache)
    assert (default_embedder.name, default_embedder.dimension) == (torch.name, torch.dimension)
    assert default_embedder.fingerprint == torch.fingerprint
    assert least_cosine(default_embedder, torch) >= embedder.LEAST_COSINE


@pytest.mark.usefixtures("fast_export")
def test_a_model_is_exported_once_and_then_loaded_without_torch(tmp_path: Path, model: Path, loads: list[str]) -> None:
    """The second start finds what the first made; questions and passages keep the model's own prompts."""
    settings = Settings(embedding_model=str(model), cache_dir=tmp_path)
    first, second = load_embedder(settings), load_embedder(settings)
    assert loads == ["torch"]
    assert isinstance(first, OnnxEmbedder)
    assert isinstance(second, OnnxEmbedder)
    assert least_cosine(second, load_in_torch(settings)) >= 0.95
    choice = what_runs(settings)
    assert choice is not None
    assert (choice.backend, choice.speedup, choice.reason) == ("onnx-int8", 3.0, "")
    assert not [path for path in (tmp_path / "onnx").iterdir() if path.suffix == ".partial"]


@pytest.mark.usefixtures("fast_export")
def test_a_vector_does_not_hang_on_its_company(tmp_path: Path, model: Path) -> None:
    """To the last bit, alone, among few and among many, of which each comes back in its own place."""
    exported = load_embedder(Settings(embedding_model=str(model), cache_dir=tmp_path))
    texts = [f"{SENTENCES[n % 6]} {n}" for n in range(3 * FEW_TEXTS)]
    together = exported.embed_passages(texts)
    assert np.array_equal(together, np.concatenate([exported.embed_passages([text]) for text in texts]))
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert together.dtype == np.float32
    assert exported.embed_passages([]).shape == (0, exported.dimension)


@pytest.mark.parametrize(
    ("name", "value"),
    [("LEAST_COSINE", 1.1), ("_seconds", lambda embed: 2.0 if isinstance(embed.__self__, OnnxEmbedder) else 1.0)],
    ids=["coarser", "slower"],
)
def test_what_is_coarser_or_slower_is_not_taken(
    tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    """Torch runs the model, now and at the next start, which does not measure again."""
    monkeypatch.setattr(embedder, "LEAST_COSINE", 0.95)
    monkeypatch.setattr(embedder, name, value)
    settings = Settings(embedding_model=str(model), cache_dir=tmp_path)
    assert isinstance(load_embedder(settings), SentenceTransformerEmbedder)
    monkeypatch.setattr(embedder, "_measured", lambda *_: pytest.fail("measured again"))
    assert isinstance(load_embedder(settings), SentenceTransformerEmbedder)


def test_a_model_that_cannot_be_exported_runs_all_the_same(
    tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In torch, and why is kept for `doctor`."""

    def refuse(*_: object) -> None:
        raise ValueError("its pooling leaves the prompt out")

    monkeypatch.setattr("rag.models.onnx_export.export", refuse)
    settings = Settings(embedding_model=str(model), cache_dir=tmp_path)
    assert isinstance(load_embedder(settings), SentenceTransformerEmbedder)
    choice = what_runs(settings)
    assert choice is not None
    assert choice.reason == "ValueError: its pooling leaves the prompt out"


@pytest.mark.usefixtures("fast_export")
def test_another_machine_and_another_file_are_measured_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loads: list[str]
) -> None:
    """A cache may be shared by machines, and a folder may be given other weights."""
    own = tiny_model(tmp_path)
    settings = Settings(embedding_model=str(own), cache_dir=tmp_path / "cache")
    load_embedder(settings)
    monkeypatch.setattr("rag.models.backends._processor", lambda: "another")
    load_embedder(settings)
    assert len(loads) == 2
    choice = what_runs(settings)
    assert choice is not None
    assert choice.machine == machine()
    (own / "config_sentence_transformers.json").touch()
    load_embedder(settings)
    assert len(loads) == 3


def test_another_onnxruntime_has_another_export(tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The graph is kept as one version of it has fused it."""
    before = export_folder(tmp_path, model)
    assert export_folder(tmp_path, model) == before
    monkeypatch.setattr("rag.models.backends.version", lambda _: "0.0")
    assert export_folder(tmp_path, model) != before


def test_a_cache_that_cannot_be_written_costs_only_the_speed(tmp_path: Path, model: Path) -> None:
    """Torch runs the model."""
    (tmp_path / "cache").write_text("a file")
    settings = Settings(embedding_model=str(model), cache_dir=tmp_path / "cache")
    assert isinstance(load_embedder(settings), SentenceTransformerEmbedder)
    assert what_runs(settings) is None


def test_torch_may_be_asked_for(tmp_path: Path, model: Path) -> None:
    """Nothing is exported then."""
    settings = Settings(embedding_model=str(model), cache_dir=tmp_path, embedding_backend="torch")
    assert isinstance(load_embedder(settings), SentenceTransformerEmbedder)
    assert not (tmp_path / "onnx").exists()
