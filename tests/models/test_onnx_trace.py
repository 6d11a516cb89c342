"""A model becomes a graph from the token ids of one text to its unit vector."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from sentence_transformers import SentenceTransformer

from rag.models.onnx_trace import IDS, trace
from tests.models.test_sentence_model import tiny_model

TEXTS = ["una nota", "una frase algo más larga que la otra"]


def tiny(folder: Path, **config: bool) -> SentenceTransformer:
    """A tiny model, configured otherwise."""
    saved = tiny_model(folder)
    path = saved / "config.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | config), encoding="utf-8")
    return SentenceTransformer(str(saved), device="cpu")


def traced(model: SentenceTransformer, target: Path) -> list[str]:
    """The operators of its graph, once its vectors were found to be the model's own."""
    trace(model, model.tokenizer("abcde")["input_ids"], target)
    session = onnxruntime.InferenceSession(target, providers=["CPUExecutionProvider"])
    for text in TEXTS:
        (vectors,) = session.run(None, {IDS: np.array([model.tokenizer(text)["input_ids"]], np.int64)})
        assert np.allclose(vectors, model.encode([text], normalize_embeddings=True), atol=1e-5)
    return [node.op_type for node in onnx.load(target).graph.node]


def test_attention_is_one_operator(tmp_path: Path) -> None:
    """Texts of every length give the vectors of the model, which attends afterwards as it did before."""
    model = tiny(tmp_path)
    before = model[0].auto_model.config._attn_implementation
    kinds = traced(model, tmp_path / "graph.onnx")
    assert kinds.count("MultiHeadAttention") == 1
    assert "Softmax" not in kinds
    assert model[0].auto_model.config._attn_implementation == before


def test_attention_that_looks_back_only_is_written_out(tmp_path: Path) -> None:
    """The operator would let every token attend to all."""
    kinds = traced(tiny(tmp_path, is_decoder=True), tmp_path / "graph.onnx")
    assert "Softmax" in kinds
    assert "MultiHeadAttention" not in kinds
