"""From a sentence-transformers model to the folder that `rag.models.onnx_model` loads, with weights of eight bits.

The graph is traced, from token ids to the unit vector, pooling and all; weights are quantised per channel, what flows
between them at run time (onnxruntime's dynamic quantisation); what onnxruntime makes one of several operators is made
one here, once. It imports torch: import it lazily.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentence_transformers import SentenceTransformer

from rag.models.onnx_graph import settle_shapes
from rag.models.onnx_model import CARD, GRAPH, TOKENIZER, Card
from rag.models.onnx_trace import trace

__all__ = ["export"]

QUANTISED = ["MatMul", "Gemm", "Gather"]
"""Operators whose weights are quantised; `Gather` holds the word embeddings, most of the file."""

UNFUSED = ["SkipLayerNormFusion"]
"""What onnxruntime makes slower by making it one: a sum and a norm take a third of the time of both together."""

_SAMPLE = ["Uno.", "Una frase más larga que la otra.", "Y una que ha de ser tan larga como un párrafo entero. " * 20]


def export(model: SentenceTransformer, fingerprint: str, folder: Path) -> None:
    """Write a model into a folder that is there and empty.

    Raises:
        ValueError: It does something with texts that the graph does not hold.
        Exception: torch or onnxruntime cannot export it; which errors they raise nobody lists.
    """
    card = Card(
        dimension=int(model.get_embedding_dimension() or 0),
        fingerprint=fingerprint,
        query=_prompt(model, "query"),
        passage=_prompt(model, "document", "passage", "corpus"),
    )
    with TemporaryDirectory(dir=folder) as place, _silent_quantising():
        whole, quantised = Path(place) / "whole.onnx", Path(place) / "quantised.onnx"
        _write_whole(model, whole)
        quantize_dynamic(whole, quantised, QUANTISED, per_channel=True, weight_type=QuantType.QInt8)
        _fuse(quantised, folder / GRAPH)
    _write_tokenizer(model, folder / TOKENIZER)
    (folder / CARD).write_text(json.dumps(asdict(card)), encoding="utf-8")


def _write_whole(model: SentenceTransformer, target: Path) -> None:
    samples = model.tokenizer(_SAMPLE, truncation=True, max_length=model.max_seq_length)["input_ids"]
    trace(model, samples[1], target)
    graph = onnx.load(target)
    settle_shapes(graph, samples)
    onnx.save(graph, target)


def _fuse(source: Path, target: Path) -> None:
    """Write the graph as onnxruntime runs it, so that a start need not find that out."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"], disabled_optimizers=UNFUSED)


@contextmanager
def _silent_quantising() -> Iterator[None]:
    """Without advice to its programmer, which it writes to the root logger."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)


def _prompt(model: SentenceTransformer, *names: str) -> str:
    if any(getattr(module, "include_prompt", True) is False for module in model):
        raise ValueError("its pooling leaves the prompt out")
    default = model.prompts.get(model.default_prompt_name or "", "")
    return next((model.prompts[name] for name in names if name in model.prompts), default) or ""


def _write_tokenizer(model: SentenceTransformer, target: Path) -> None:
    tokenizer = model.tokenizer.backend_tokenizer.__class__.from_str(model.tokenizer.backend_tokenizer.to_str())
    tokenizer.no_padding()
    tokenizer.enable_truncation(int(model.max_seq_length or model.tokenizer.model_max_length))
    tokenizer.save(str(target))
