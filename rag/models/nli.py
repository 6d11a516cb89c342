"""The entailment model: a cross-encoder for natural language inference. There is none unless one is named.

It imports torch: import it lazily.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from sentence_transformers import CrossEncoder
from torch.nn import Identity

from rag.errors import ModelError
from rag.models.named import load_named
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.types import Vectors

__all__ = ["CrossEncoderEntailment", "load_entailment_model"]

LABELS = ("entailment", "neutral", "contradiction")


class CrossEncoderEntailment:
    """Judges whether one text follows from another. Threads may share one; they take turns."""

    def __init__(self, model: CrossEncoder, name: str) -> None:
        """Wrap a cross-encoder.

        Args:
            model: Its configuration says which of its outputs is which label; every model has an order of its own.
            name: As set.

        Raises:
            ModelError: Its labels are not those of natural language inference.
        """
        self.name = name
        self._model = model
        self._columns = _columns(getattr(model.config, "id2label", {}), name)
        self._lock = threading.Lock()

    def entail(self, pairs: Sequence[tuple[str, str]]) -> Vectors:
        """Probabilities of entailment, neutrality and contradiction for pairs of premise and hypothesis, `(n, 3)`."""
        if not pairs:
            return np.empty((0, len(LABELS)), dtype=np.float32)
        with self._lock:
            scores = self._model.predict(
                list(pairs), activation_fn=Identity(), apply_softmax=True, show_progress_bar=False
            )
        return np.asarray(scores, dtype=np.float32)[:, self._columns]


def load_entailment_model(settings: Settings) -> CrossEncoderEntailment | None:
    """Load the entailment model of the settings; `None` where none is named.

    Raises:
        ModelMissing: It is no folder, and the hub does not have it or does not answer.
        ModelError: It is a cross-encoder for something else.
    """
    name = settings.verifier_model
    if not name:
        return None
    return CrossEncoderEntailment(load_named(CrossEncoder, name, settings, "verifier_model"), name)


def _columns(id2label: Mapping[int, str], name: str) -> list[int]:
    """The output of each of `LABELS`."""
    outputs = {label.lower(): int(output) for output, label in id2label.items()}
    if sorted(outputs) != sorted(LABELS):
        raise ModelError(
            f"verifier_model: {name} tells {', '.join(id2label.values())}, not {', '.join(LABELS)}. "
            "Name a cross-encoder for natural language inference with these three labels."
        )
    return [outputs[label] for label in LABELS]
