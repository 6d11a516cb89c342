"""From a sentence-transformers model to the folder that `rag.models.onnx_model` loads, with weights of eight bits.

The graph is traced, from token ids to the unit vector, pooling and all; weights are quantised per channel, what flows
between them at run time (onnxruntime's dynamic quantisation). It imports torch: import it lazily.
"""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentence_transformers import SentenceTransformer

from rag.models.onnx_model import CARD, GRAPH, TOKENIZER, Card

__all__ = ["export"]

OPSET = 18
QUANTISED = ["MatMul", "Gemm", "Gather"]
"""Operators whose weights are quantised; `Gather` holds the word embeddings, most of the file."""

_SAMPLE = ["Uno.", "Una frase más larga que la otra, para que haya relleno."]


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
    whole = folder / f"whole-{GRAPH}"
    _trace(model, whole)
    with _silent_quantising():
        quantize_dynamic(whole, folder / GRAPH, QUANTISED, per_channel=True, weight_type=QuantType.QInt8)
    whole.unlink()
    _write_tokenizer(model, folder / TOKENIZER)
    (folder / CARD).write_text(json.dumps(asdict(card)), encoding="utf-8")


class _Graph(torch.nn.Module):
    """The whole model as a function of token ids and their mask."""

    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Unit vectors of shape `(batch, dimension)`."""
        found = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
        return torch.nn.functional.normalize(found["sentence_embedding"], dim=1)


def _trace(model: SentenceTransformer, target: Path) -> None:
    tokens = model.tokenizer(_SAMPLE, padding=True, return_tensors="pt")
    both = {0: "texts", 1: "tokens"}
    with _eager(model), warnings.catch_warnings(), torch.inference_mode():
        # The tracer warns of every Python value that it takes for constant, and of its own age.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Graph(model).eval(),
            (tokens["input_ids"], tokens["attention_mask"]),
            str(target),
            input_names=["input_ids", "attention_mask"],
            output_names=["vectors"],
            dynamic_axes={"input_ids": both, "attention_mask": both, "vectors": {0: "texts"}},
            opset_version=OPSET,
            dynamo=False,
        )


@contextmanager
def _eager(model: SentenceTransformer) -> Iterator[None]:
    """Attention written out: of the fused one the tracer makes masks and tests for NaN, a fifth of the time."""
    inner: Any = model[0].auto_model
    before = inner.config._attn_implementation  # noqa: SLF001 - there is a way to set it, and none to read it
    inner.set_attn_implementation("eager")
    try:
        yield
    finally:
        inner.set_attn_implementation(before)


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
