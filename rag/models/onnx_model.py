"""A sentence-transformers model as onnxruntime runs it, without torch, which takes seconds to import.

`rag.models.onnx_export` makes the folder that it is loaded from:

    model.onnx         from the token ids of one text to its unit vector, fused as onnxruntime runs it
    tokenizer.json     of the `tokenizers` library, cutting at the model's longest text; see `rag.models.token_ids`
    card.json          see `Card`
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime

from rag.models.token_ids import TokenIds

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["CARD", "GRAPH", "TOKENIZER", "Card", "OnnxEmbedder"]

CARD, GRAPH, TOKENIZER = "card.json", "model.onnx", "tokenizer.json"

FEW_TEXTS = 4
"""Up to so many, one thread: more would take the other cores from the language model while it writes."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a model beside its graph.

    Attributes:
        dimension: Length of a vector.
        fingerprint: Of the vectors of the model itself, of which the graph's are as good as the same.
        query: What is put before a question.
        passage: What is put before what is searched.
    """

    dimension: int
    fingerprint: str
    query: str
    passage: str


class OnnxEmbedder:
    """Embeds with an exported model. Threads may share one.

    Args:
        folder: See above.
        name: What the index calls the model.
        threads: How many texts are embedded at a time where there are many.
    """

    def __init__(self, folder: Path, name: str, threads: int) -> None:
        self._name = name
        self._card = Card(**json.loads((folder / CARD).read_bytes()))
        self._token_ids = TokenIds(folder / TOKENIZER)
        self._threads = threads
        options = onnxruntime.SessionOptions()
        # A thread a text and not several for one: they would wait for each other at every step of it.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # of use only where all texts are of one length
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # it was done before
        self._session = onnxruntime.InferenceSession(folder / GRAPH, options, providers=["CPUExecutionProvider"])

    @property
    def name(self) -> str:
        """The model's name or folder, as set."""
        return self._name

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._card.dimension

    @property
    def fingerprint(self) -> str:
        """That of the model that was exported: the vectors of both are one index."""
        return self._card.fingerprint

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions: unit vectors of shape `(len(texts), dimension)`, float32."""
        return self._embed([self._card.query + text for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed what is searched: unit vectors of shape `(len(texts), dimension)`, float32."""
        return self._embed([self._card.passage + text for text in texts])

    def _embed(self, texts: Sequence[str]) -> Vectors:
        tokens = self._token_ids(texts)
        if len(texts) <= FEW_TEXTS or self._threads == 1:
            vectors = list(map(self._vector, tokens))
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                vectors = list(pool.map(self._vector, tokens))
        return np.concatenate([np.empty((0, self.dimension), np.float32), *vectors])

    def _vector(self, tokens: Sequence[int]) -> Vectors:
        # One by one: the texts of a batch would share the scale by which what flows is quantised, so that the vector of
        # each hung on its company; and what is computed of one stays in the processor's cache, so batches are slower.
        (vectors,) = self._session.run(None, {"input_ids": np.array([tokens], np.int64)})
        return np.asarray(vectors, np.float32)
