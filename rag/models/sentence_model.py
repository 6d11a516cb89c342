"""A sentence-transformers model as torch runs it, by default one that needs no hub.

It imports torch: import it lazily. It does not know what the vectors are for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from rag.models.catalog import DEFAULT_EMBEDDER
from rag.models.fingerprint import SAMPLE_PASSAGES, SAMPLE_QUERY, by_output
from rag.models.named import load_named
from rag.models.progress import ProgressCallback, silent
from rag.models.quiet import quiet
from rag.models.weights import ensure
from rag.settings import DEFAULT_EMBEDDING_MODEL, Settings

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["SentenceTransformerEmbedder", "load_in_torch"]

FEW_TEXTS = 4
"""Up to so many, one thread: two would fight the language model while it writes (192 ms a text, not 69)."""


class SentenceTransformerEmbedder:
    """Embeds with a sentence-transformers model, with the prompts of the model's own configuration.

    Threads may share one; they take turns batch by batch, so that a question waits for one batch of an indexing.
    """

    def __init__(self, model: SentenceTransformer, name: str, batch_size: int = 8) -> None:
        """Wrap a model.

        Args:
            model: The model; its output need not be normalised.
            name: What the index calls it.
            batch_size: Texts embedded at a time.
        """
        self._model = model
        self._name = name
        self._batch_size = batch_size
        self._lock = threading.Lock()
        self._next = threading.Lock()
        self._threads = torch.get_num_threads()
        self._fingerprint = by_output(self.embed_queries([SAMPLE_QUERY]), self.embed_passages(SAMPLE_PASSAGES))

    @property
    def model(self) -> SentenceTransformer:
        """What is wrapped."""
        return self._model

    @property
    def name(self) -> str:
        """The model's name or folder, as set."""
        return self._name

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._fingerprint.partition("-")[0])

    @property
    def fingerprint(self) -> str:
        """Dimension and a short digest of the output on fixed text, rounded to two decimals."""
        return self._fingerprint

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions: unit vectors of shape `(len(texts), dimension)`, float32."""
        return self._embed(self._model.encode_query, texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed what is searched: unit vectors of shape `(len(texts), dimension)`, float32."""
        return self._embed(self._model.encode_document, texts)

    def _embed(self, encode: Callable[..., np.ndarray], texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))  # so that a batch holds little padding
        threads = 1 if len(texts) <= FEW_TEXTS else self._threads
        parts = []
        for first in range(0, len(texts), self._batch_size):
            batch = [texts[n] for n in order[first : first + self._batch_size]]
            with self._turn(), _torch_threads(threads):
                parts.append(
                    encode(batch, batch_size=self._batch_size, show_progress_bar=False, normalize_embeddings=True)
                )
        vectors = np.concatenate(parts).astype(np.float32)
        return vectors[np.argsort(order)]

    @contextmanager
    def _turn(self) -> Iterator[None]:
        # A lock goes at once to whoever has just let it go. Here who waits holds `_next`, and so comes first.
        with self._next:
            self._lock.acquire()
        try:
            yield
        finally:
            self._lock.release()


def load_in_torch(settings: Settings, progress: ProgressCallback = silent) -> SentenceTransformerEmbedder:
    """Load the embedding model of the settings; the default one never asks the hub.

    Raises:
        ModelMissing: It is no folder, not in the cache, and could not be fetched.
        DigestMismatch: The default weights are damaged.
        DiskFull: There is no room for them.
    """
    name = settings.embedding_model
    if name == DEFAULT_EMBEDDING_MODEL:
        folder = ensure(DEFAULT_EMBEDDER, settings, progress).parent
        with quiet():
            model = SentenceTransformer(str(folder), local_files_only=True)
    else:
        model = load_named(SentenceTransformer, name, settings, "embedding_model")
    return SentenceTransformerEmbedder(model, name, settings.embedding_batch)


@contextmanager
def _torch_threads(count: int) -> Iterator[None]:
    """Let torch use so many threads in the block; the number is the calling thread's own."""
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)
