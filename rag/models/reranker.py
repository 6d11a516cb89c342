"""The reranker: any sentence-transformers cross-encoder. There is none unless one is named.

It imports torch: import it lazily.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from sentence_transformers import CrossEncoder

from rag.models.named import load_named
from rag.settings import Settings

__all__ = ["CrossEncoderReranker", "load_reranker"]


class CrossEncoderReranker:
    """Scores question and text together. Threads may share one; they take turns."""

    def __init__(self, model: CrossEncoder) -> None:
        self._model = model
        self._lock = threading.Lock()

    def rerank(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Return one score for each text; higher is better."""
        if not texts:
            return []
        with self._lock:
            scores = self._model.predict([(question, text) for text in texts], show_progress_bar=False)
        return [float(score) for score in scores]


def load_reranker(settings: Settings) -> CrossEncoderReranker | None:
    """Load the cross-encoder of the settings; `None` where none is named.

    Raises:
        ModelMissing: It is no folder, and the hub does not have it or does not answer.
    """
    if not settings.reranker_model:
        return None
    return CrossEncoderReranker(load_named(CrossEncoder, settings.reranker_model, settings, "reranker_model"))
