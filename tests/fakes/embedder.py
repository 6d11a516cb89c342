"""An embedder without a model: a hashed bag of words, the same on every machine and in every process."""

from __future__ import annotations

import json
import os
import re
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rag.types import Vectors


class FakeEmbedder:
    """Texts that share words have near vectors.

    Args:
        dimension: Length of a vector.
        seed: Another seed is another model.
        log: File to which every call is appended as it begins, so that a kill hides none: one JSON list a call.
        seconds: How long a call takes.
        before: Called with the texts before they are embedded; it may wait, or raise.
    """

    def __init__(
        self,
        dimension: int = 32,
        seed: int = 0,
        log: Path | None = None,
        seconds: float = 0.0,
        before: Callable[[Sequence[str]], object] = lambda _: None,
    ) -> None:
        self.name = f"fake-{seed}"
        self.dimension = dimension
        self.fingerprint = f"{dimension}-{seed}"
        self.passages: list[str] = []
        self._seed = seed
        self._log = log
        self._seconds = seconds
        self._before = before

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape `(len(texts), dimension)`."""
        return np.stack([self._vector(text) for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """The same, noted in `passages` and in the log."""
        self._write_down(texts)
        self._before(texts)
        time.sleep(self._seconds)
        self.passages.extend(texts)
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Vectors:
        vector = np.zeros(self.dimension, np.float32)
        for word in re.findall(r"\w+", text.lower()) or [text]:
            bits = zlib.crc32(f"{self._seed} {word}".encode())
            vector[bits % self.dimension] += 1 if bits & 2**31 else -1
        length = np.linalg.norm(vector)
        if not length:  # words that cancel out
            vector[zlib.crc32(text.encode()) % self.dimension] = length = np.float32(1)
        return vector / length

    def _write_down(self, texts: Sequence[str]) -> None:
        if self._log is not None:
            with self._log.open("ab", buffering=0) as file:  # one write, so that a kill leaves whole lines
                file.write(json.dumps([os.getpid(), *texts]).encode() + b"\n")
